"""Shapes of dates for patterns that only need to know that a date stands somewhere; `normalise.dates` reads them."""

from __future__ import annotations

_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
    r"|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr)\b\.?"
)
MONTH = rf"{_NAME}(?:\s?/\s?{_NAME})?"
"""A month's name or its usual short form, in English, in Welsh, or in both ("Mai / May")."""
_SEASON_NAME = r"(?:(?:tymor\s+)?(?:yr?\s+)?(?:gwanwyn|haf|hydref|gaeaf)|(?:spring|summer|autumn|winter)(?:\s+term)?)"
SEASON = rf"{_SEASON_NAME}(?:\s?/\s?{_SEASON_NAME})?"
"""A season or school term, in English, in Welsh, or in both ("Hydref / Autumn")."""
YEAR = r"(?:(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?|['’]?\d\d(?:/\d\d)?)(?!\d)"
"""A year, a financial year ("2021/22") or a year of two digits."""
NUMERIC = r"(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?![\d/])"
"""A date in digits."""
DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th))?"
"""A day of a month."""
