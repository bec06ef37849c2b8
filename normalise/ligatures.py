"""Letters joined in print that a file spells with one sign, put back: `oﬃce`, `acƟon`, `昀椀nd`, `operaOons`.

A font prints two or three letters as one shape, a ligature. Unicode has signs for those with an `f`; for others
programs that write PDFs make one up, and whatever is copied or converted from such a file has it too:

- printed from Word in Calibri, the shape's number in the font (425 for `tt`: `commiƩee`), also in a private plane of
  Unicode (https://www.unicode.org/mail-arch/unicode-ml/y2016-m03/0096.html);
- by Ghostscript 10.00, the letters with their two bytes in the wrong order (`昀椀` for `fi`);
- by macOS and others, any sign that the font has free (`Educa&on`). These are told from the words around: a sign that
  makes several words English when letters are put in its place stands for those letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from normalise.english import is_word, usage

_IN_CALIBRI = {0x014D: "fft", 0x019E: "tf", 0x019F: "ti", 0x01A9: "tt", 0x01AB: "tti"}
_PRIVATE = 0x100000
_SIGNS = str.maketrans(
    {
        **dict(enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"), start=0xFB00)),
        **_IN_CALIBRI, **{_PRIVATE + code: letters for code, letters in _IN_CALIBRI.items()}, _PRIVATE + 0x014C: "ft",
    }
)  # fmt: skip
_SWAPPED = str.maketrans(
    {letter << 8: chr(letter) for letter in range(ord("a"), ord("z") + 1)}
    | {0xCF00: "fi", 0xD200: "fl"}  # the last two letters of `ffi` and `ffl`, added up
)
"""`昀` for `f`: what is U+0066 has its bytes the other way round."""
_IN_SWAPPED = "[" + "".join(map(chr, _SWAPPED)) + "]"
_SWAPPED_IN_WORD = re.compile(rf"(?<=[A-Za-z]){_IN_SWAPPED}+|{_IN_SWAPPED}+(?=[a-z])")
_LONG_O = "\u014c"
_FT = re.compile(rf"(?<=[a-z]){_LONG_O}")
"""`oŌen`: at the start of a word it is a long O."""
_MADE_UP = (*map(chr, _SIGNS), *map(chr, _SWAPPED), _LONG_O)

_LIGATURES = ("ti", "tt", "ft", "fi", "ff", "fl", "ffi", "tf", "tti", "ffl", "th", "st", "ct", "fft", "sp", "ffe")
_WITHIN = re.compile(r"[^\sa-z\-.,:;/’–—…\u200b\u00ad](?<=[a-z].)(?!(?<=')(?:[sdmt]|re|ve|ll)\b)(?=[a-z])")
"""A sign within a word where only letters are usual."""
_OF_ADDRESS = re.compile(r"@\S*\.|://|www\.|\d\d")
_LEAST_WORDS = 3
"""Different words that a sign makes English before it is taken for letters."""
_MOSTLY = 0.6
"""Share of the different words with the sign in them, of which it makes English ones."""
_WITHIN_COMPOUND = re.compile(r"['’–-]")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_TOKEN, _BETWEEN = re.compile(r"[^\s/]+"), re.compile(r"[\s/]")
_SHORTEST, _LONGEST = 3, 80
"""Signs of a word that is looked at."""
_EDGES = "()[]{}'\"‘’“”.,;:!?*•"


def mend_ligatures(texts: Iterable[str]) -> Callable[[str], str] | None:
    """What puts the letters of a document back, from all of its texts; None where nothing is to be put back."""
    whole = "\n".join(texts)
    has_signs = any(sign in whole for sign in _MADE_UP)
    spelt = _spelt(whole) if has_signs else whole
    meanings = _meanings(spelt)
    if not meanings:
        return _spelt if has_signs else None

    def mended(text: str) -> str:
        return _TOKEN.sub(lambda match: _mended(match.group(), meanings), _spelt(text))

    return mended


def _spelt(text: str) -> str:
    text = _SWAPPED_IN_WORD.sub(lambda match: match.group().translate(_SWAPPED), text)
    return _FT.sub("ft", text.translate(_SIGNS))


def _meanings(text: str) -> dict[str, tuple[str, ...]]:
    """The letters that each sign within words stands for, the likeliest first."""
    printed: dict[str, set[str]] = {}
    for match in _WITHIN.finditer(text):
        printed.setdefault(match.group(), set()).add(_token_at(text, match.start()))
    found: dict[str, tuple[str, ...]] = {}
    for sign, tokens in printed.items():
        words = {token.casefold(): token for token in tokens if not _OF_ADDRESS.search(token)}
        if len(words) < _LEAST_WORDS:
            continue
        made = [_made(word, sign) for word in words.values()]
        counted = Counter(chain.from_iterable(one.keys() for one in made))
        likely = tuple(letters for letters, n in counted.most_common() if n >= _LEAST_WORDS)
        if likely and sum(map(bool, made)) >= _MOSTLY * len(words):
            found[sign] = likely
    return found


def _token_at(text: str, at: int) -> str:
    """What stands around a place between blanks and slashes, without brackets and stops."""
    before, behind = text[max(0, at - _LONGEST) : at], text[at : at + _LONGEST]
    return (_BETWEEN.split(before)[-1] + _BETWEEN.split(behind, maxsplit=1)[0]).strip(_EDGES)


def _made(word: str, sign: str) -> dict[str, str]:
    """What letters in place of a sign make of a word that is none, where that is English, by the letters.

    A capital that begins the word is taken for itself where that gives one.
    """
    if _is_english(word):
        return {}
    made: dict[str, str] = {}
    for letters in _LIGATURES:
        for whole in (word[0] + word[1:].replace(sign, letters), word.replace(sign, letters)):
            if sign not in whole[1:] and _is_english(whole):
                made.setdefault(letters, whole)
    return made


def _is_english(word: str) -> bool:
    return all(map(is_word, _WITHIN_COMPOUND.split(word.casefold())))


def _mended(token: str, meanings: Mapping[str, tuple[str, ...]]) -> str:
    core = token.strip(_EDGES)
    if not _SHORTEST <= len(core) <= _LONGEST or meanings.keys().isdisjoint(core) or _OF_ADDRESS.search(core):
        return token
    before, behind = token.split(core, 1)
    for sign, likely in meanings.items():
        if sign in core and _CLOSING.get(sign, "\n") not in token:  # `action(s)`
            core = _with_letters(core, sign, likely)
    return before + core + behind


def _with_letters(core: str, sign: str, likely: tuple[str, ...]) -> str:
    made = _made(core, sign)
    usual = [letters for letters in likely if letters in made]
    if usual:
        return made[max(usual, key=lambda letters: _usage(made[letters]))]
    return _WITHIN.sub(lambda match: likely[0] if match.group() == sign else match.group(), core)


def _usage(word: str) -> float:
    return min(map(usage, _WITHIN_COMPOUND.split(word.casefold())))
