"""Recommendation labels and numbers as printed: `Recommendation Three:`, `R3`, `1.2`, `b)`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_ROMAN = {"i": 1, "v": 5, "x": 10}
_LETTERS = r"(?:[a-z]|i{2,3}|iv|vi{1,3}|ix)"
_PART = rf"(?:\s?\({_LETTERS}\))?"
"""A part in brackets behind a number: `1(a)`, `Five (b)`, `2(iii)`."""
_DIGITS = r"\d{1,3}(?:\.\d{1,2}){0,2}"
_NUMBER = (
    rf"(?P<number>(?:{_DIGITS}(?!\s?\({_LETTERS}\))\s?(?:[a-z](?![a-z]))?|{_DIGITS}|[ivx]{{1,6}}(?![a-z])"
    r"|(?:twenty|thirty|forty|fifty)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine)\b)?|"
    + r"|".join(rf"{word}\b" for word in sorted(_WORDS, key=len, reverse=True))
    + rf"){_PART})"
)
_OF_ALL = r"(?:\s+of\s+\d{1,3}(?=\s*(?:[:.)–—-]|$|\n)))?"
"""What counts all of them: `Recommendation 1 of 4:`."""
_BESIDE = r"(?:\s*\((?P<beside>[^()\n]{2,60})\)(?=\s*[:–—-])|\s*\((?P<above>[^()\n.;]{2,40})\)(?=\s*(?:\n|$)))?"
"""Whom or what it is about, in brackets before the colon or on the label's line: `Recommendation 1 (Police):`."""
_FINDING = r"(?:(?:learning point|learning|lesson|finding)\s+\d{1,2}\s*[/&–-]\s*)?"
"""What the recommendation came of: `Learning point 1 / Recommendation 1:`."""
_LABEL = re.compile(
    rf"\s*{_FINDING}"
    r"(?:(?:overview|panel|dhr|imr|multi-agency|single agency|agency|local|national|key|report)\s+){0,2}"
    r"(?:argymhelliad(?:\s\d{1,3})?\s*/\s*)?(?:recommendation|recomendation|reccomendation|argymhelliad|rec)(?:\s*/\s*argymhelliad)?"
    rf"\.?\s*(?:no|number|nr|ref)?\.?\s*[#:]?\s*(?:R(?=\d))?(?:{_NUMBER}|(?-i:(?P<letter>[A-H]))(?=\s*[:–—-]))"
    rf"(?![\w%])(?:\s*/\s*(?:argymhelliad|recommendation)\s\d{{1,3}})?{_OF_ALL}{_BESIDE}"
    r"\s*(?P<mark>[:.)–—-]*)\s*",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\s*(?:(?:(?:argymhelliad\s*/\s*)?recommendation|argymhelliad|rec|r|imr|no|action|point|ref)\s*\.?\s*(?:no\.?)?\s*[-#:]?\s*)?"
    + _NUMBER
    + rf"{_OF_ALL}\s*[.:)]*\s*",
    re.IGNORECASE,
)
_SHORT_LABEL = re.compile(rf"\s*R\s?(?P<number>{_DIGITS}(?:[a-z]|{_PART}))(?P<mark>\s*[:.)–—-]|)\s+(?=\S)")
_BEHIND_WORDS = re.compile(
    rf"\s*[A-Z](?:[A-Za-z&'’/]|\s(?![-–])|\s?[-–]\s){{0,18}}[A-Za-z)]\s(?:[-–]\s)?(?P<number>{_DIGITS}(?:[a-z]|{_PART}))\s*[.:)]*\s*"
)
_CODE = re.compile(
    rf"\s*(?!Q[1-4]\b)[A-Z]{{1,5}}(?:[\s/.-]?(?P<spaced>{_DIGITS}(?:[a-z]|{_PART}))\s*[:)–—-]"
    rf"|-?(?P<close>{_DIGITS}(?:[a-z]|{_PART})))\s+(?=[A-Z])"
)
"""A council's own code before the words: `IMR 1: Staff …`, `MA1 Staff …`."""
_LETTER = re.compile(r"\s*(?:[-•▪*]\s*)?\(?(?P<letter>[a-z])[.)]\s+(?=\S)", re.IGNORECASE)
_LEADING_NUMBER = re.compile(
    rf"\s*[(#]?(?P<number>{_DIGITS}(?:\s?\({_LETTERS}\)|[a-z])?)(?:[.):]{{1,2}}\s+|\s+(?=[A-Z]))(?=\S)"
)
_LEADING_ROMAN = re.compile(r"\s*\(?(?P<number>[ivx]{1,6}|[IVX]{1,6})[.)]\s+(?=[A-Z“\"'‘])")
_HEADING_COUNT = re.compile(r"\A(?:(?:[A-Z]|\d{1,2}|[IVX]{1,4})[.):]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\s+(?=\S)")
_IN_BRACKETS = re.compile(rf"\s*\((?P<part>{_LETTERS})\)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """A recommendation's label: its number as digits, whether a colon or dash set it off, what follows it.

    `beside` is what stands in brackets before the colon: the body or theme of "Recommendation 1 (Police): …".
    """

    number: str
    marked: bool
    rest: str
    beside: str | None = None


def parse_label(text: str) -> Label | None:
    """Read "Recommendation Three: …" at the start of a text; None where there is no such label."""
    match = _LABEL.match(text) or _SHORT_LABEL.match(text)
    if match is None:
        return None
    mark, rest = match["mark"], text[match.end() :].strip()
    if not mark and rest and not _separate(text, match.end(), rest):
        return None
    named = match.groupdict()
    return Label(
        named.get("letter") or to_digits(named["number"]), bool(mark), rest, named.get("beside") or named.get("above")
    )


def number_behind_words(text: str) -> str | None:
    """A cell of a column of numbers that says first whose it is: `Health 1`, `IMR - Police - 2`."""
    match = _BEHIND_WORDS.fullmatch(text)
    return to_digits(match["number"]) if match else None


def is_label(text: str) -> bool:
    """Whether the text opens with a recommendation's label."""
    return parse_label(text) is not None


def is_bare_label(text: str) -> bool:
    """Whether a text is a label and nothing else: "Recommendation 2"."""
    label = parse_label(text)
    return label is not None and not label.rest


def parse_number(text: str) -> str | None:
    """A cell that holds nothing but a number: `1`, `1.1`, `R3`, `Rec 4`, `(iv)`, `Three`, `5a`."""
    bare = text.strip()
    match = _BARE.fullmatch(bare) or _BARE.fullmatch(bare.strip("()[]"))
    return to_digits(match["number"]) if match else None


def without_count(heading: str) -> str:
    """A heading without what counts the headings of a document: "A. Multi-agency recommendations", "7.1 Actions"."""
    return _HEADING_COUNT.sub("", heading, count=1)


def leading_number(text: str) -> tuple[str, str] | None:
    """`1. All agencies should …` → (`1`, `All agencies should …`)."""
    match = _LEADING_NUMBER.match(text)
    return (to_digits(match["number"]), text[match.end() :].strip()) if match else None


def leading_code(text: str) -> tuple[str, str] | None:
    """`IMR 1: Staff should …` → (`1`, `Staff should …`); a code is read only where a recommendation stands."""
    match = _CODE.match(text)
    return (to_digits(match["spaced"] or match["close"]), text[match.end() :].strip()) if match else None


def leading_roman(text: str) -> tuple[str, str] | None:
    """`(iv) Staff should …` → (`4`, `Staff should …`); one letter may as well be a part's: `(i)`, `(v)`, `(x)`."""
    match = _LEADING_ROMAN.match(text)
    return (to_digits(match["number"]), text[match.end() :].strip()) if match else None


def leading_letter(text: str) -> tuple[str, str] | None:
    """`b) Staff should …` → (`b`, `Staff should …`)."""
    match = _LETTER.match(text)
    return (match["letter"].lower(), text[match.end() :].strip()) if match else None


def to_digits(number: str) -> str:
    """Number words and roman numerals as digits, a part without brackets; else in lower case without spaces."""
    part = _IN_BRACKETS.search(number)
    if part is not None:
        return to_digits(number[: part.start()]) + part["part"].casefold()
    plain = re.sub(r"\s+", "", number.casefold()) if number[:1].isdigit() else number.casefold().strip()
    if plain in _WORDS:
        return str(_WORDS.index(plain) + 1)
    tens, _, unit = re.sub(r"[- ]+", "-", plain).partition("-")
    if tens in _TENS:
        return str(_TENS[tens] + (_WORDS.index(unit) + 1 if unit in _WORDS else 0))
    return str(_roman(plain)) if re.fullmatch(r"[ivx]+", plain) else plain


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))


def _separate(text: str, end: int, rest: str) -> bool:
    """Whether words behind a label without a colon are its own: "Recommendation 4 Northmere Police", not "4 of the"."""
    return text[end - 1 : end].isspace() and (rest[0].isupper() or not rest[0].isalpha())
