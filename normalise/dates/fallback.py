"""The last resort: dateparser, for a short cell in which our own grammar found nothing, or a year alone.

It takes day and month from the clock when they are missing and guesses freely, so its answer counts only where every
part of it can be seen in the text.
"""

from __future__ import annotations

import re
from datetime import date

from normalise.dates.calendar_words import MONTHS

MOST_WORDS = 6

_YEAR = re.compile(r"(?<!\d)(?:199\d|20[0-4]\d)(?!\d)")
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_LEAD = re.compile(r"\s{0,3}(?:by|in|on|before|after|from|until|due)\s{1,2}", re.IGNORECASE)
_SETTINGS = {
    "DATE_ORDER": "DMY",
    "REQUIRE_PARTS": ["month", "year"],
    "PARSERS": ["absolute-time"],
    "STRICT_PARSING": False,
}


def fallback_date(text: str) -> str | None:
    """EDTF of the one date that a cell of at most six words is, or None."""
    if len(text) > 80 or len(text.split()) > MOST_WORDS or not _YEAR.search(text):
        return None
    if not any(name[:3] in text.casefold() for name in MONTHS):
        return None
    # Imported late: it costs a tenth of a second and few cells need it.
    import dateparser

    lead = _LEAD.match(text)
    try:
        found = dateparser.parse(text[lead.end() if lead else 0 :], languages=["en"], settings=_SETTINGS)
    except (ValueError, OverflowError, TypeError, IndexError, KeyError, AttributeError):
        # It raises these on odd digits and time zones; to us they mean "not understood".
        return None
    return _as_printed(found.date(), text) if found else None


def _as_printed(when: date, text: str) -> str | None:
    year = _YEAR.search(text)
    if not year or int(year[0]) != when.year or MONTHS[when.month - 1][:3] not in text.casefold():
        return None
    numbers = [int(number) for number in _NUMBER.findall(text)]
    if not numbers:
        return f"{when.year:04d}-{when.month:02d}"
    return when.isoformat() if numbers == [when.day] else None
