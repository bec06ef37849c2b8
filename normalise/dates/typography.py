"""Characters that print alike made alike, each for one other, so that offsets stay those of the printed text."""

from __future__ import annotations

import re

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
_ZERO = re.compile(r"(?<![A-Za-z]\d)(?<=\d)(?:[oO](?=[\d/.-])|O(?= [A-Za-z]))")
_ONE = re.compile(r"(?<!\w)[Il](?=\d[/.-]\d)")


def plain(text: str) -> str:
    """The text with plain dashes, spaces, slashes, apostrophes and ordinal letters; a letter typed for 0 or 1 mended.

    The result is as long as the text: each character stands for the one printed at its place.
    """
    folded = text.translate(_ALIKE)
    return _ONE.sub("1", _ZERO.sub("0", folded))
