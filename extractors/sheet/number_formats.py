"""Numbers as a spreadsheet shows them: the number format codes of Open XML (ISO/IEC 29500-1, 18.8.31), what plans use.

Decimals, thousands, percent, literal text and leading zeros are applied. Fractions and powers of ten are printed
plainly: no plan needs them.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

GENERAL_DIGITS = 11
"""Significant digits that the format General shows."""
_BRACKETS = re.compile(r"\[(?:\$([^\]-]*)[^\]]*|[^\]]*)\]")
_PLAIN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+")
_BEYOND = re.compile(r"[#0?][Ee][+-]|[#?0]\s*/\s*[#?0-9]")
_LONGEST_CODE = 255


class NumberFormat(NamedTuple):
    """One section of a format code: the words before and behind the digits, and how the digits are printed."""

    before: str
    behind: str
    decimals: int
    least_digits: int
    thousands: bool
    percent: bool


def printed_number(value: int | float, code: str) -> str:
    """A number as its format shows it; as it is where the format is none that we apply."""
    sections = _sections(code[:_LONGEST_CODE])
    chosen = sections[1] if value < 0 and len(sections) > 1 else sections[0]
    if value == 0 and len(sections) > 2:
        chosen = sections[2]
    layout = read_number_format(chosen)
    if layout is None:
        return general_number(value)
    if layout.decimals < 0:
        return f"{layout.before}{layout.behind}".strip()
    # A section of its own for negative numbers says itself how they are marked.
    return _laid_out(abs(value) if len(sections) > 1 else value, layout)


def general_number(value: int | float) -> str:
    """A number under the format General: `1`, `1.1`, no more digits than are shown."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    text = f"{value:.{GENERAL_DIGITS}g}"
    return text if "e" in text or "." not in text else text.rstrip("0").rstrip(".")


@lru_cache(maxsize=1024)
def read_number_format(section: str) -> NumberFormat | None:
    """One section of a code; None for General, text and what is not applied; `decimals` -1 where no digit is shown."""
    words: list[str] = []

    def keep(match: re.Match[str]) -> str:
        words.append(match[1] or match[2] or "")
        return "\x00"

    bare = _PLAIN.sub(keep, _BRACKETS.sub(lambda m: f'"{m[1] or ""}"', section))
    if _BEYOND.search(bare) or "@" in bare or "general" in bare.casefold():
        return None
    digits = _DIGITS.search(bare)
    if digits is None:
        return NumberFormat(_filled(bare, words), "", -1, 0, False, False) if bare.strip() else None
    whole, _, fraction = digits[0].partition(".")
    before = _filled(bare[: digits.start()], words)
    behind = _filled(bare[digits.end() :], words)
    return NumberFormat(before, behind, len(fraction), whole.count("0"), "," in whole, "%" in bare)


def _sections(code: str) -> list[str]:
    """The code cut at its semicolons, other than those in quotes."""
    pieces = re.split(r'("[^"]*"|\\.)', code)
    marked = "".join(piece if n % 2 else piece.replace(";", "\x01") for n, piece in enumerate(pieces))
    return marked.split("\x01")


def _filled(bare: str, words: list[str]) -> str:
    """Literal text with the words taken out of quotes put back, in order."""
    return re.sub("\x00", lambda _: words.pop(0) if words else "", bare)


def _laid_out(value: int | float, layout: NumberFormat) -> str:
    try:
        scaled = Decimal(repr(value)) * (100 if layout.percent else 1)
        rounded = scaled.quantize(Decimal(1).scaleb(-layout.decimals), ROUND_HALF_UP)
    except InvalidOperation:
        return general_number(value)
    text = f"{abs(rounded):{',' if layout.thousands else ''}.{layout.decimals}f}"
    whole, point, fraction = text.partition(".")
    sign = "-" if rounded < 0 else ""
    return f"{sign}{layout.before}{whole.zfill(layout.least_digits)}{point}{fraction}{layout.behind}".strip()
