"""Real dates of a spreadsheet as they are printed in the United Kingdom.

A date is a number with a format, and the format says what is shown: `mmm-yy` shows `Mar-23`. Where it shows numerals
only, the order of the screen depends on who opens the file; here it is always day, month, year, which is how dates in
these plans are read.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

_TOKEN = re.compile(
    r"""(?P<words>"[^"]*"|\\.)|(?P<skipped>\[(?:\$|[A-Z])[^\]]*\]|_.|\*.)|(?P<half>AM/PM|A/P)"""
    r"""|(?P<elapsed>\[h+\]|\[m+\]|\[s+\])|(?P<token>d{1,4}|m{1,5}|y{1,4}|h{1,2}|s{1,2}|\.0+)|(?P<sign>.)""",
    re.IGNORECASE | re.DOTALL,
)
_LOCALES = re.compile(r"\[\$-F(?:800|400)\]", re.IGNORECASE)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHOWN = 255
_CLOCK = re.compile(r"[\s,]*\bh{1,2}[:.]m{1,2}(?:[:.]s{1,2})?(?:\.0+)?(?:\s*(?:AM/PM|A/P))?", re.IGNORECASE)
"""What shows midnight beside a day: a date that a program wrote with a time of day."""
_DAY = re.compile(r"(?<![\[\"])[dy]", re.IGNORECASE)


def printed_date(value: date | datetime | time | timedelta, code: str) -> str:
    """A date or time as its format shows it, with British order where only numerals are shown."""
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02d}"
    moment = _moment(value)
    shown = code.split(";", 1)[0][:_SHOWN]
    is_day = isinstance(value, datetime) and value.time() == time()
    tokens = _tokens(_CLOCK.sub("", shown) if is_day and _DAY.search(shown) else shown)
    if isinstance(value, time):
        tokens = tuple(token for token in tokens if token[0] not in "dy") or (("h", 2), (":", 0), ("n", 2))
    return "".join(_shown(moment, kind, size, tokens) for kind, size in tokens).strip(" ,")


def _moment(value: date | datetime | time) -> datetime:
    if isinstance(value, datetime):
        return value
    return datetime.combine(value, time()) if isinstance(value, date) else datetime.combine(date(2000, 1, 1), value)


@lru_cache(maxsize=512)
def _tokens(code: str) -> tuple[tuple[str, int], ...]:
    """The code as pairs: `d`, `m`, `y`, `h`, `n` (minutes), `s`, `p` (am, pm) with their length, or words with 0."""
    if _LOCALES.match(code):
        code = "d mmmm yyyy" if "800" in code[:9] else "hh:mm"
    found: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup
        if kind == "words":
            found.append((match[0].strip('"') if match[0][0] == '"' else match[0][1:], 0))
        elif kind in ("token", "elapsed"):
            letters = match[0].strip("[]").lower()
            found.append((letters[0], len(letters)))
        elif kind == "half":
            found.append(("p", 1))
        elif kind == "sign" and match[0] not in "@;":
            found.append((match[0], 0))
    return _in_uk_order(_with_minutes(found))


def _with_minutes(tokens: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """An `m` next to hours or seconds is minutes."""
    places = [n for n, (kind, size) in enumerate(tokens) if size and kind in "dmyhs"]
    for at, n in enumerate(places):
        before = tokens[places[at - 1]][0] if at else ""
        after = tokens[places[at + 1]][0] if at + 1 < len(places) else ""
        if tokens[n][0] == "m" and tokens[n][1] <= 2 and (before == "h" or after == "s"):
            tokens[n] = ("n", tokens[n][1])
    return tokens


def _in_uk_order(tokens: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Day, month and year all in numerals become `dd/mm/yyyy`, whatever their order and signs."""
    parts = [n for n, (kind, size) in enumerate(tokens) if size and kind in "dmy"]
    kinds = sorted(tokens[n][0] for n in parts)
    if kinds != ["d", "m", "y"] or any(tokens[n][1] > 2 for n in parts if tokens[n][0] != "y"):
        return tuple(tokens)
    uk = [("d", 2), ("/", 0), ("m", 2), ("/", 0), ("y", 4)]
    return (*tokens[: parts[0]], *uk, *tokens[parts[-1] + 1 :])


def _shown(moment: datetime, kind: str, size: int, tokens: tuple[tuple[str, int], ...]) -> str:
    if not size:
        return kind
    if kind == "d":
        return _numeral(moment.day, size) if size < 3 else _named(_DAYS[moment.weekday()], size - 3)
    if kind == "m":
        month = _MONTHS[moment.month - 1]
        return _numeral(moment.month, size) if size < 3 else month[:1] if size == 5 else _named(month, size - 3)
    if kind == "y":
        return f"{moment.year:04d}" if size > 2 else f"{moment.year % 100:02d}"
    if kind == "p":
        return "pm" if moment.hour >= 12 else "am"
    if kind == "h":
        return _numeral((moment.hour - 1) % 12 + 1 if ("p", 1) in tokens else moment.hour, size)
    return _numeral(moment.minute if kind == "n" else moment.second, size) if kind in "ns" else ""


def _numeral(number: int, size: int) -> str:
    return f"{number:02d}" if size == 2 else str(number)


def _named(name: str, whole: int) -> str:
    return name if whole else name[:3]
