"""The date reader against a table of printed forms, against random dates, and against hostile text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import struct_time

import pytest
from edtf import parse_edtf
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from normalise.dates import bounds, date_spans, find_dates, has_date, read_dates
from normalise.dates.calendar_words import MONTHS
from normalise.target import parse_target
from normalise.vocabulary import Vocabulary, load_vocabulary

_ROWS = [line.split("\t") for line in (Path(__file__).parent / "date_forms.tsv").read_text("utf-8").splitlines()[1:]]
_PROSE = [line.split("\t") for line in (Path(__file__).parent / "date_prose.tsv").read_text("utf-8").splitlines()[1:]]

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


_RANGE_STYLES = (
    "{d:02}/{m:02}/{y}",
    "{d}/{m}/{yy:02}",
    "{d} {month} {y}",
    "{d}{th} {Month} {y}",
    "{d} {mon} {y}",
    "{y}-{m:02}-{d:02}",
)


def _print(style: str, when: date) -> str:
    day, month = when.day, MONTHS[when.month - 1]
    suffix = "th" if 10 <= day <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return style.format(
        d=day, m=when.month, y=when.year, yy=when.year % 100, month=month, Month=month.title(), mon=month[:3].title(),
        th=suffix, Weekday=when.strftime("%A"),
    )  # fmt: skip


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Our own phrases."""
    return load_vocabulary()


@pytest.mark.parametrize("row", _ROWS, ids=[row[0] for row in _ROWS])
def test_a_printed_form_means_what_the_table_says(row: list[str], vocabulary: Vocabulary) -> None:
    """Every form of the table gives its dates with their roles in order, the due days, the kind and the warnings."""
    printed, *wanted = row
    target = parse_target(printed.replace("\\n", "\n"), vocabulary)
    dates = " ".join(f"{value.edtf}:{value.role}" for value in target.dates)
    days = [day.isoformat() if day else "" for day in (target.earliest, target.latest)]
    assert [dates, *days, str(target.kind), " ".join(target.warnings)] == wanted


def test_the_table_of_forms_is_long() -> None:
    """The table holds at least 1,000 forms, none of them twice, at least 100 of them no date at all."""
    printed = [row[0] for row in _ROWS]
    assert len(printed) >= 1000
    assert len(set(printed)) == len(printed)
    assert sum("target_not_understood" in row[5] for row in _ROWS) >= 100


@pytest.mark.parametrize("edtf", sorted({date.partition(":")[0] for row in _ROWS for date in row[1].split()}))
def test_what_is_written_is_edtf_to_another_reader(edtf: str) -> None:
    """The edtf package parses every value of the table, and its strict bounds are our first and last day."""
    assert bounds(edtf) == _bounds_by_edtf(edtf)


def _bounds_by_edtf(value: str) -> tuple[date | None, date | None]:
    parsed = parse_edtf(value)
    if value.startswith("..") or value.endswith(".."):
        # The package knows open ends and gives them infinite bounds; the closed end it reads on its own.
        first, last = value.split("/")
        return (None if first == ".." else _day(parse_edtf(first).lower_strict())), (
            None if last == ".." else _day(parse_edtf(last).upper_strict())
        )
    last_day = _day(parsed.upper_strict())
    # The package ends a winter with its December; the dataset contract ends it with February.
    winter = len(value) == 7 and value.endswith("-24")
    return _day(parsed.lower_strict()), date(last_day.year + 1, 3, 1) - timedelta(1) if winter else last_day


def _day(parts: struct_time) -> date:
    return date(parts.tm_year, parts.tm_mon, parts.tm_mday)


@pytest.mark.parametrize(("sentence", "edtf"), _PROSE, ids=[row[0] for row in _PROSE])
def test_in_narrative_only_the_listed_dates_are_found(sentence: str, edtf: str) -> None:
    """Of prose with numbers, names, laws and months that are verbs nothing is a date but what the file lists."""
    assert [found.edtf for found in find_dates(sentence, years=False)] == edtf.split()


def test_the_narrative_as_one_text_gives_the_same_dates() -> None:
    """The sentences joined to paragraphs give no more and no fewer dates than each alone."""
    whole = " ".join(sentence for sentence, _ in _PROSE)
    assert [found.edtf for found in find_dates(whole, years=False)] == " ".join(edtf for _, edtf in _PROSE).split()


@settings(deadline=None)
@given(st.dates(date(2015, 1, 1), date(2049, 12, 31)), st.sampled_from(_STYLES))
def test_a_day_in_any_style_is_read_back(when: date, style: str) -> None:
    """A day printed in any of the usual styles is read as that day, in UK order, without a warning."""
    reading = read_dates(_print(style, when))
    assert [d.edtf for d in reading.dates] == [when.isoformat()]
    assert (reading.dates[0].earliest, reading.dates[0].latest, reading.warnings) == (when, when, ())


@settings(deadline=None)
@given(st.dates(date(2015, 1, 1), date(2049, 12, 31)), st.sampled_from(_MONTH_STYLES))
def test_a_month_in_any_style_is_read_back(when: date, style: str) -> None:
    """A month printed in any of the usual styles is read as that month; only ISO's may be a financial year instead."""
    printed = _print(style, when)
    if style == "{y}-{m:02}" and when.month == (when.year + 1) % 100:
        return
    assert [d.edtf for d in find_dates(printed)] == [f"{when:%Y-%m}"]


_LEADS = (
    "",
    "By ",
    "by the end of ",
    "before ",
    "Due: ",
    "Target date: ",
    "no later than ",
    "(",
    "- ",
    "Extended to ",
    "1. ",
)
_TAILS = (
    "",
    ".",
    ";",
    ")",
    " and annually thereafter",
    " (TBC)",
    " at the latest",
    "\nDraft to the board",
    " - lead: housing",
)
_DAYS = st.dates(date(2015, 1, 1), date(2049, 12, 31))


@settings(deadline=None)
@given(_DAYS, st.sampled_from(_STYLES), st.sampled_from(_LEADS), st.sampled_from(_TAILS))
def test_words_around_a_day_do_not_change_it(when: date, style: str, lead: str, tail: str) -> None:
    """A day in any style is due on that day, whatever usual words stand before and behind it."""
    target = parse_target(lead + _print(style, when) + tail, load_vocabulary())
    assert [(value.edtf, value.role) for value in target.dates] == [(when.isoformat(), "due")]
    assert (target.kind, target.warnings) == ("dated", ())


_JOINTS = (" - ", " – ", " to ", " until ", "–", " up to ")


@settings(deadline=None)
@given(_DAYS, _DAYS, st.sampled_from(_RANGE_STYLES), st.sampled_from(_JOINTS))
def test_two_days_in_any_style_are_a_range(one: date, other: date, style: str, joint: str) -> None:
    """Two days joined by a dash or "to" are one interval from the earlier to the later."""
    assume(one != other)
    first, last = sorted((one, other))
    printed = _print(style, first) + joint + _print(style, last)
    assert [found.edtf for found in find_dates(printed)] == [f"{first.isoformat()}/{last.isoformat()}"]


@settings(deadline=None)
@given(_DAYS, _DAYS, st.sampled_from(_RANGE_STYLES), st.sampled_from(("\n", ", ", " and ", "; ", " / ", "\n• ")))
def test_two_days_in_a_list_are_two_dates(one: date, other: date, style: str, joint: str) -> None:
    """Two days in a list stay two dates, in printed order."""
    printed = _print(style, one) + joint + _print(style, other)
    assert [found.edtf for found in find_dates(printed)] == [one.isoformat(), other.isoformat()]


_REVIEWS = (
    "{a}, then reviewed annually ({b})",
    "{a}; review {b}",
    "{a} (next review due {b})",
    "By {a}. Review date: {b}",
)


@settings(deadline=None)
@given(_DAYS, _DAYS, st.sampled_from(_STYLES), st.sampled_from(_REVIEWS))
def test_a_review_named_behind_a_due_date_is_a_review(one: date, other: date, style: str, frame: str) -> None:
    """The first date is due and the one that the words call a review is a review."""
    printed = frame.format(a=_print(style, one), b=_print(style, other))
    values = parse_target(printed, load_vocabulary()).dates
    assert [(value.edtf, value.role) for value in values] == [(one.isoformat(), "due"), (other.isoformat(), "review")]


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_dates_in_order_that_stand_in_it(text: str) -> None:
    """Whatever the text, dates come in order, do not overlap, and lie where they say."""
    end = 0
    for found in find_dates(text):
        assert end <= found.start < found.end <= len(text)
        assert found.text.split() == text[found.start : found.end].split()
        end = found.end


@settings(deadline=None)
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
    ("by Septembe\nr 2021", "September 2021"), ("30 Nov-\nember 20\n21", "30 November 2021"),
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
    "completed ", "to be ", "week commencing ", "w/c 1/1/21 ", "Q1/2 ", "fortnight ", "first of ", "20\n",
    "020 7946 ", "AB/2021/",
    "the ", "1, 2, ", "1.1-", "within 6 months of ", "every March ", "extended from ", "(", "Jan (",
    "2021/22 academic ", "3O",
    "Completed March 2021 ", "Completed\n", "_", "9th ", "9 9 ", "every ", "1/1/1/1/", "March 2021; ", "x1.",
)  # fmt: skip


@pytest.mark.parametrize("piece", _WORST)
def test_the_time_grows_with_the_text(piece: str, in_proportion: Callable[..., None]) -> None:
    """The time grows with the length of the text and no faster, whatever is repeated."""
    in_proportion(lambda size: read_dates((piece * size)[:size]))
    in_proportion(lambda size: has_date((piece * size)[:size]))


@pytest.mark.parametrize("row", _ROWS, ids=[row[0] for row in _ROWS])
def test_a_glance_sees_what_reading_finds(row: list[str]) -> None:
    """Every text with a date, or a warning about one, holds a date at a glance, and none does that gives neither."""
    text = row[0].replace("\\n", "\n")
    reading = read_dates(text)
    recurring = {"Annually in March", "Every March"}
    if text in {"12.23", "12-23"}:  # as often a paragraph: a date only where the column is known to hold dates
        assert not has_date(text)
    elif reading.dates or reading.warnings:
        assert has_date(text)
    elif row[4] in ("not_stated", "not_applicable", "to_be_confirmed"):
        assert not has_date(text) or text in recurring


@pytest.mark.parametrize(("text", "spans"), [
    ("By June 2022 and 30/09/22", ["June 2022", "30/09/22"]), ("end of March", ["end of March"]),
    ("31 June 2021", ["31 June 2021"]),
    ("12/22 staff", []), ("Care Act 2014", []), ("TBC", []), ("2021/22 and Q3", ["2021/22", "Q3"]),
])  # fmt: skip
def test_the_places_of_dates(text: str, spans: list[str]) -> None:
    """The places are those of the single dates, yearless and impossible ones too."""
    assert [text[start:end] for start, end in date_spans(text)] == spans
