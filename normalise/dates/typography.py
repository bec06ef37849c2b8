"""Characters that print alike made alike, each for one other, so that offsets stay those of the printed text."""

from __future__ import annotations

import re
import unicodedata

from normalise.dates.calendar_words import MONTHS, SEASONS

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\u2043\uff0d", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\u200b\ufeff", " "),
        **dict.fromkeys("\u2018\u2019\u201b\u0060\u00b4\u2032", "'"),
        **dict.fromkeys("\u2044\u2215\uff0f\\", "/"),
        **dict(zip("\u02e2\u1d57\u207f\u1d48\u02b3\u02b0", "stndrh", strict=True)),
        "\r": "\n",
    }
)
_LONG_FORMS = str.maketrans({"\u017f": "s", "\u212a": "K", "\u0130": "I", "\u0131": "i"})
"""Letters that patterns without regard to case take for plain ones."""
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_ZERO = re.compile(r"(?<![A-Za-z]\d)(?<=\d)(?:[oO](?=[\d/.-])|O(?= [A-Za-z]))")
_ONE = re.compile(r"(?<!\w)[Il](?=\d[/.-]\d)")
_CUT = re.compile(r"(?<![A-Za-z])([A-Za-z]{1,8})(-?\n)([a-z]{1,8})(?![A-Za-z])")
_CUT_YEAR = re.compile(r"(?<=[A-Za-z][ ])(2|20|20[12])(\n)(\d{1,3})(?![\w/.-])")
_NAMES = frozenset({*MONTHS, *SEASONS})
_YEAR_LENGTH = 4


def plain(text: str) -> str:
    """The text with plain dashes, spaces, slashes, apostrophes, digits and ordinal letters.

    A letter typed for 0 or 1 is mended. A month, season or year that a narrow column cut in two is whole, the break
    behind it.

    The result is as long as the text: each character stands for the one printed at its place.
    """
    if not text.isascii():
        text = _OTHER_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), text.translate(_LONG_FORMS))
    folded = _ONE.sub("1", _ZERO.sub("0", text.translate(_ALIKE)))
    return _CUT_YEAR.sub(_whole_year, _CUT.sub(_whole_name, folded)) if "\n" in folded else folded


def as_printed(words: str) -> str:
    """The words of a date in one line, one space between them, a name or year cut by a narrow column whole again."""
    whole = _CUT.sub(lambda found: found[1] + found[3] if _is_name(found) else found[0], words)
    whole = _CUT_YEAR.sub(lambda found: found[1] + found[3] if _is_year(found) else found[0], whole)
    return " ".join(whole.split())


def _is_name(found: re.Match[str]) -> bool:
    return (found[1] + found[3]).lower() in _NAMES


def _is_year(found: re.Match[str]) -> bool:
    return len(found[1] + found[3]) == _YEAR_LENGTH


def _whole_name(found: re.Match[str]) -> str:
    """The name of a month or season that a narrow column cut in two, its break behind it."""
    return found[1] + found[3] + " " * len(found[2]) if _is_name(found) else found[0]


def _whole_year(found: re.Match[str]) -> str:
    return found[1] + found[3] + " " if _is_year(found) else found[0]
