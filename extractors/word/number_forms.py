"""A list number in the form that Word prints it: letters, roman, words, rings (ISO/IEC 29500-1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENTHS = "- - twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS, _TENS = _SMALL.split(), _TENTHS.split()
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_FOOTNOTE_SIGNS = "*†‡§"


def format_number(number: int, form: str) -> str:
    """A list number as printed; a form that is not known, or that cannot hold the number, is printed as decimal.

    Args:
        number: The count.
        form: The format's name (`decimal`, `lowerRoman` …), or an example of zeros and a one (`001`).
    """
    if form == "none":
        return ""
    if set(form) <= {"0", "1"} and form.endswith("1"):
        return str(number).zfill(len(form))
    printed = _FORMS[form](number) if form in _FORMS and 0 < number < 4000 else ""
    return printed or str(number)


def _letters(number: int) -> str:
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if number <= 780 else ""  # Word goes on with aa, bb


def _roman(number: int) -> str:
    letters = []
    for size, sign in ROMAN:
        times, number = divmod(number, size)
        letters.append(sign * times)
    return "".join(letters)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _words(number: int) -> str:
    if number < 20:
        return _UNITS[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_UNITS[number % 10]}" if number % 10 else "")
    size, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    rest = number % size
    return f"{_words(number // size)} {name}" + (f" {_words(rest)}" if rest else "")


def _ordinal_words(number: int) -> str:
    words = _words(number)
    start = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[start:]
    ending = _ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return words[:start] + ending


def _sign(number: int) -> str:
    return _FOOTNOTE_SIGNS[(number - 1) % 4] * ((number - 1) // 4 + 1) if number <= 40 else ""


def _from(first: str, most: int = 20) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if number <= most else ""


_FORMS: MappingProxyType[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimalZero": lambda n: f"{n:02d}",
        "lowerLetter": _letters,
        "upperLetter": lambda n: _letters(n).upper(),
        "lowerRoman": _roman,
        "upperRoman": lambda n: _roman(n).upper(),
        "ordinal": _ordinal,
        "cardinalText": lambda n: _words(n).capitalize(),
        "ordinalText": lambda n: _ordinal_words(n).capitalize(),
        "hex": lambda n: f"{n:X}",
        "chicago": _sign,
        "numberInDash": lambda n: f"- {n} -",
        "decimalEnclosedCircle": _from("①"),
        "decimalEnclosedParen": _from("⑴"),
        "decimalEnclosedFullstop": _from("⒈"),
    }
)
