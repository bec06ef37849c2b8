"""The date reader against a table of printed forms, against random dates, and against hostile text."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.dates import bounds, find_dates, read_dates
from normalise.dates.calendar_words import MONTHS

_ROWS = [line.split("\t") for line in (Path(__file__).parent / "date_forms.tsv").read_text("utf-8").splitlines()[1:]]

_STYLES = (
    "{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d:02}.{m:02}.{y}", "{d}-{m}-{y}", "{y}-{m:02}-{d:02}",
    "{d:02}/{m:02}/{yy:02}",
    "{d}.{m}.{yy:02}", "{d} {month} {y}", "{d}{th} {month} {y}", "{d}{th} of {Month}, {y}", "{d:02}-{mon}-{yy:02}",
    "{Month} {d}{th}, {y}", "{Month} {d}, {y}", "{d} {th} {Month} {y}", "by {d} {mon} {y}", "{d} {mon}. {y}",
    "{d} {Month} '{yy:02}", "{Weekday} {d}{th} {Month} {y}",
)  # fmt: skip

_MONTH_STYLES = (
    "{Month} {y}", "{month} {y}", "{mon} {y}", "{mon}-{yy:02}", "{Month} '{yy:02}", "{m:02}/{y}", "{m}/{yy:02}",
    "end of {Month} {y}",
    "{Month}, {y}", "{y}-{m:02}",
)  # fmt: skip


def _print(style: str, when: date) -> str:
    day, month = when.day, MONTHS[when.month - 1]
    suffix = "th" if 10 <= day <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return style.format(
        d=day, m=when.month, y=when.year, yy=when.year % 100, month=month, Month=month.title(), mon=month[:3].title(),
        th=suffix, Weekday=when.strftime("%A"),
    )  # fmt: skip


@pytest.mark.parametrize(("printed", "edtf", "warnings"), _ROWS, ids=[row[0] for row in _ROWS])
def test_a_printed_form_means_what_the_table_says(printed: str, edtf: str, warnings: str) -> None:
    """Every form of the table gives its EDTF values in order and exactly its warnings."""
    reading = read_dates(printed.replace("\\n", "\n"))
    assert ([d.edtf for d in reading.dates], list(reading.warnings)) == (edtf.split(), warnings.split())


def test_the_table_of_forms_is_long() -> None:
    """The table holds at least 250 forms, none of them twice."""
    printed = [row[0] for row in _ROWS]
    assert len(printed) >= 250
    assert len(set(printed)) == len(printed)


@given(st.dates(date(2015, 1, 1), date(2049, 12, 31)), st.sampled_from(_STYLES))
def test_a_day_in_any_style_is_read_back(when: date, style: str) -> None:
    """A day printed in any of the usual styles is read as that day, in UK order, without a warning."""
    reading = read_dates(_print(style, when))
    assert [d.edtf for d in reading.dates] == [when.isoformat()]
    assert (reading.dates[0].earliest, reading.dates[0].latest, reading.warnings) == (when, when, ())


@given(st.dates(date(2015, 1, 1), date(2049, 12, 31)), st.sampled_from(_MONTH_STYLES))
def test_a_month_in_any_style_is_read_back(when: date, style: str) -> None:
    """A month printed in any of the usual styles is read as that month; only ISO's may be a financial year instead."""
    printed = _print(style, when)
    if style == "{y}-{m:02}" and when.month == (when.year + 1) % 100:
        return
    assert [d.edtf for d in find_dates(printed)] == [f"{when:%Y-%m}"]


@given(st.text(max_size=300))
def test_any_text_gives_dates_in_order_that_stand_in_it(text: str) -> None:
    """Whatever the text, dates come in order, do not overlap, and lie where they say."""
    end = 0
    for found in find_dates(text):
        assert end <= found.start < found.end <= len(text)
        assert found.text.split() == text[found.start : found.end].split()
        end = found.end


@given(st.lists(st.sampled_from(
    ["March", "2021", "2021/22", "/", "-", "to", "Q3", "end of", "31", "9th", "June", " ", "\n", "and", "12/22",
    "May", "21",
     "financial year", "spring", "term", "between", "'", ".", "1/2/23", "onwards"]), max_size=14))  # fmt: skip
def test_pieces_of_dates_in_any_order_do_no_harm(pieces: list[str]) -> None:
    """Pieces of dates thrown together never raise, and each result has bounds in order."""
    for joint in ("", " "):
        for found in find_dates(joint.join(pieces)):
            earliest, latest = bounds(found.edtf)
            assert (earliest, latest) == (found.earliest, found.latest)
            assert earliest is None or latest is None or earliest <= latest


@pytest.mark.parametrize("text", [
    "The Care Act 2014 and the Domestic Abuse Act 2021 apply", "The 2020-21 audit", "12/22 staff were trained",
    "Since 2019 the service has grown", "in September 20 officers were trained",
    "See DHR 2021 and https://a.example/2021/05",
])  # fmt: skip
def test_in_prose_bare_years_and_fractions_are_no_dates(text: str) -> None:
    """With `years` off only forms that are dates anywhere count."""
    assert find_dates(text, years=False) == ()


def test_prose_still_gives_its_plain_dates() -> None:
    """With `years` off days, months and seasons with a year are found."""
    text = "The audit of June 2021 was repeated on 3 May 2022 and again in Spring 2023."
    assert [d.edtf for d in find_dates(text, years=False)] == ["2021-06", "2022-05-03", "2023-21"]


@pytest.mark.parametrize(("printed", "text"), [
    ("By June 2022", "June 2022"), ("from May 2021 to July 2022.", "May 2021 to July 2022"),
    ("on Monday 9th\nMarch 2021", "Monday 9th March 2021"), ("COMPLETE 02/10/2023", "02/10/2023"),
])  # fmt: skip
def test_the_words_of_a_date_are_its_own(printed: str, text: str) -> None:
    """The text of a date is as printed, without the preposition before it."""
    assert [d.text for d in find_dates(printed)] == [text]


@pytest.mark.parametrize(("edtf", "earliest", "latest"), [
    ("2021-03-09", date(2021, 3, 9), date(2021, 3, 9)), ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ("2021-24", date(2021, 12, 1), date(2022, 2, 28)), ("2023-24", date(2023, 12, 1), date(2024, 2, 29)),
    ("2021-21", date(2021, 3, 1), date(2021, 5, 31)), ("2021", date(2021, 1, 1), date(2021, 12, 31)),
    ("2021-04/2022-03", date(2021, 4, 1), date(2022, 3, 31)), ("2022-04/..", date(2022, 4, 1), None),
    ("../2022-04", None, date(2022, 4, 30)), ("2021/2023-06-05", date(2021, 1, 1), date(2023, 6, 5)),
])  # fmt: skip
def test_bounds_are_the_first_and_last_day(edtf: str, earliest: date | None, latest: date | None) -> None:
    """Bounds are inclusive; a winter ends with the February after its year; an open end has no day."""
    assert bounds(edtf) == (earliest, latest)


_WORST = (
    "9", "1/", "01/02/21 ", "March ", "may ", "Q3 ", "end of the ", "2021-", "2021/22 ", " ", "\n", "a", "a@b ",
    "://", ".", "(",
    "31 June 2021 ", "June 2021 and ", "June, ", "1-2 ", "first half of ", "March 2021 to ", "\n-", "- ",
    "completed ", "to be ",
    "Completed March 2021 ", "Completed\n", "_", "9th ", "9 9 ", "every ", "1/1/1/1/", "March 2021; ", "x1.",
)  # fmt: skip


@pytest.mark.parametrize("piece", _WORST)
def test_a_hundred_thousand_characters_take_no_time(piece: str) -> None:
    """The time grows with the length of the text and no faster, whatever is repeated."""
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    start = time.process_time()
    read_dates(text)
    assert time.process_time() - start < 5
