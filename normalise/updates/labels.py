"""Where the updates inside one narrative cell begin: "Update:", "Revised Nov update:", "12/05/2022 –", "(June 2022)".

A label stands at the start of a line and ends with a colon, a dash, a closing bracket or its line. Inside a line only a
capital "Update:" (or one with its month) and a date with a colon behind a full stop are labels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from normalise.date_shapes import DAY, MONTH, NUMERIC, SEASON, YEAR
from normalise.phrases import alternatives
from normalise.plan import Rag
from normalise.ratings.words import RatingWords, leading_ratings, rating_words, sole_ratings
from normalise.vocabulary import Vocabulary

LONGEST_LABEL = 90
"""Characters; more before the colon is a sentence."""
MOST_WORDS, MOST_LOOSE_WORDS = 9, 4
"""Words of a label, and words in it that the vocabulary does not know."""
_LONGEST_TAIL = 20
"""Characters at the end of a line that tell whether it goes on in the next."""

_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_QUARTER = rf"(?:Q|Ch|quarter\s+|chwarter\s+|qtr\s*)[1-4](?:[\s,–-]*(?:FY\s*)?(?:\d\d\s?[/–-]\s?\d\d(?!\d)|{YEAR}))?"
_MONTH_IN_DIGITS = r"(?:(?:0?[1-9]|1[0-2])/20\d\d|(?:0[1-9]/\d\d|1[0-2]/(?:1[3-9]|[23]\d)))(?![\d/])"
_DATE = (
    rf"(?:{NUMERIC}|{_MONTH_IN_DIGITS}|{_WEEKDAY}{DAY}\s+(?:of\s+)?{MONTH}(?:,?\s*{YEAR})?|{MONTH}\s+{DAY},?\s+(?:19|20)\d\d"
    rf"|{SEASON}\s+{YEAR}|{MONTH}[\s,/–-]*{YEAR}|{MONTH}|{_QUARTER}"
    rf"|(?:FY\s*)?(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?(?!\d))"
)
_FULL_DATE = rf"(?:{NUMERIC}|{_WEEKDAY}{DAY}\s+{MONTH},?\s+{YEAR})"
_ANY_DATE = re.compile(rf"(?<![\w/]){_DATE}(?:\s?/\s?{_DATE})?(?!\w)", re.IGNORECASE)
_MONTH_OF_YEAR = rf"{MONTH}(?:\s(?:19|20)\d\d|-\d\d)(?!\d)"
_SENTENCE = r"\s+(?:(?-i:[A-Z])|\d{1,4}(?![\d:/.]))"
_QUARTER_OF_YEAR = r"Q[1-4][\s,–-]{1,3}(?:FY\s*)?(?:\d\d\s?[/–-]\s?\d\d(?!\d)|(?:19|20)\d\d(?:[/–-]\d\d)?(?!\d))"
_OPENING_DATE = re.compile(
    rf"(?:{_FULL_DATE}|{_MONTH_OF_YEAR}|{_MONTH_IN_DIGITS}|{_QUARTER_OF_YEAR})(?={_SENTENCE})", re.IGNORECASE
)
"""At the start of a line, with no mark behind it: `12/05/2022 Policy agreed`, `05/24 …`, `Q1 25/26 …`."""
_NEXT_DATE = re.compile(
    rf"(?<=\s)(?<!\bon\s)(?<!\bof\s)(?<!\bby\s)(?<!\bin\s)(?<!\bto\s)(?<!\bat\s)(?:{_FULL_DATE})\s?:(?=\s)",
    re.IGNORECASE,
)
"""Inside a line that begins with a date and a colon: the next one, with or without a full stop before it."""
_DATE_IN_LINE = re.compile(
    rf"(?<=[.;!?]\s)(?:(?P<rating>[^\W\d_]{{3,12}})\s?[:–-]\s?)?(?P<date>(?:{_FULL_DATE}"
    rf"|{MONTH}\s+(?:(?:19|20)\d\d|\d\d(?=\s?:))|Q[1-4]\s+(?:19|20)?\d\d(?:[/–-]\d\d)?|{SEASON}\s+(?:19|20)\d\d)"
    r"(?:\s*:(?!\d)|\s+[–-](?=\s)))",
    re.IGNORECASE,
)
"""Behind the end of a sentence, perhaps with its rating: "Blue – Nov 2021: …"."""
_BRACKETED_IN_LINE = re.compile(
    rf"(?<=[.;!?]\s)(?:\((?:{_FULL_DATE}|{_MONTH_OF_YEAR})\)|\[(?:{_FULL_DATE}|{_MONTH_OF_YEAR})\])[\s:–—-]*(?=[A-Z])",
    re.IGNORECASE,
)
"""Inside a line that begins with such a bracket: "[12.05.21] Draft shared. [16.08.21] …"."""
_BY_WHOM = re.compile(rf"[A-Z]{{2,3}}[\s,–-]+{_FULL_DATE}|{_FULL_DATE}[\s,–-]*\(?[A-Z]{{2,3}}\)?")
"""A date with the initials of whoever wrote the update: "JH 14/06/21"."""
_MONTHS_ON = re.compile(r"(?:\d{1,2}|three|six|nine|twelve|eighteen)[ -]months?(?:ly)?\s+[a-z]", re.IGNORECASE)
"""A time from the start stands for a date: "6 month review"."""
_SIGNED = re.compile(rf"{_FULL_DATE}\s+\([A-Z]{{2,3}}\)(?=\s+\w)")
_OPENS_WITH_DATE = re.compile(_FULL_DATE, re.IGNORECASE)
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"#?\d{1,3}(?:st|nd|rd|th)?")
_MARKS = re.compile(r"[\s•●▪◦·*–—>-]*(?:\d{1,2}[.)]\s+)?")
_BRACKETED = re.compile(r"[(\[]([^()\[\]\n]{3,40})[)\]]\s*[:–—-]*\s*(?=\S)")
_COLON = re.compile(r"\s*:(?![/\d])[\s–—-]*|\s*:$|\s*:\s+")
_DASH = re.compile(r"\s+[-–—]+\s*|\s*[–—]\s*|-\s+")
_SENTENCE_OF_ITS_OWN = re.compile(r"\d\s*[–—:-]\s*[A-Z][^.]*\.\s*$")
"""Behind a date and a dash, a sentence with its full stop: "12/05/2022 – No response."."""
_AFTER_NOUN = re.compile(
    rf"(?:\s+#?\d{{1,2}})?(?:(?:\s*\([^()\n]{{1,30}}\)|\s+(?:[–—-]\s+)?{_DATE})(?:\s*:\s*|\s+[–—-]\s+)|\s*:\s*)",
    re.IGNORECASE,
)
"""Behind "Update" inside a line: a colon, or a date or a bracket with a colon or a dash."""
_RUNS_ON = re.compile(rf"\s+{_FULL_DATE}(?=\s+(?-i:[A-Z]))", re.IGNORECASE)
"""Behind "Update" and the end of a sentence: a full date that runs straight into the next one."""
_BY_BODY = re.compile(r"(?<=[.;!?]\s)(?:[A-Z][\w’'&-]{0,20}\s+){1,4}$")
"""Capitalised words from the end of a sentence up to a dated "update": "Police update 12/05/2022:"."""
_BODY_BEHIND = re.compile(
    r"(?:[A-Z]{2,8}|[A-Z][\w’'&/-]{0,20}(?:\s(?:[A-Z][\w’'&/-]{0,20}|and|of|the|for|&)){1,5})\s?:\s"
)
"""Behind a date and a dash, capitalised words or letters up to a colon: "July 2025 – Fenshire Police: …"."""
_SEVERAL = 2
"""Labels with such a body that show that it is who wrote, and no matter."""
_WORD = re.compile(r"[^\W_]+(?:['’/-][^\W_]+)*", re.UNICODE)
_SENTENCE_END = re.compile(r"[.;:!?)]\s*\Z")


@dataclass(frozen=True, slots=True)
class Label:
    """A label of one update.

    Attributes:
        start: Where it starts in the cell, a bullet, a number or a rating right before it included.
        end: Where the update's own words start.
        text: The label as printed, without colon and rating.
        ratings: The ratings right before it, in it, or right behind it, on its line.
    """

    start: int
    end: int
    text: str
    ratings: tuple[Rag, ...]


@dataclass(frozen=True, eq=False)
class _Words:
    nouns: frozenset[str]
    dated_nouns: frozenset[str]
    known: frozenset[str]
    never: frozenset[str]
    meetings: frozenset[str]
    noun: re.Pattern[str]
    before_noun: re.Pattern[str]
    runs_on: re.Pattern[str]


def find_labels(text: str, vocabulary: Vocabulary) -> tuple[Label, ...]:
    """The labels of the updates in a cell, in printed order.

    Args:
        text: The cell, lines separated by a newline.
        vocabulary: Section `update_labels` and the rating sections.
    """
    words, ratings = _words(vocabulary), rating_words(vocabulary)
    labels: list[Label] = []
    start = 0
    above = ""
    for line in text.split("\n"):
        if line.strip():
            found = _labels_of_line(line, start, words, ratings)
            labels += found[1:] if _runs_on_into(found, start, above, words) else found
            above = line
        start += len(line) + 1
    return tuple(_with_bodies(text, labels))


def _with_bodies(text: str, labels: list[Label]) -> list[Label]:
    """The labels with whoever wrote each update, where several dates have a body and a colon behind them."""
    bodies = [_BODY_BEHIND.match(text, label.end) if _ANY_DATE.fullmatch(label.text) else None for label in labels]
    if sum(body is not None for body in bodies) < _SEVERAL:
        return labels
    return [
        replace(label, end=body.end(), text=text[text.index(label.text, label.start) : body.end()].rstrip(" :"))
        if body
        else label
        for label, body in zip(labels, bodies, strict=True)
    ]


def _runs_on_into(found: list[Label], offset: int, above: str, words: _Words) -> bool:
    """Whether a line opens with the date that the line above it ends for: "… audit scheduled for" / "January"."""
    at_start = bool(found) and found[0].start == offset and _ANY_DATE.match(found[0].text) is not None
    return at_start and words.runs_on.search(above[-_LONGEST_TAIL:]) is not None


@lru_cache(maxsize=8)
def _words(vocabulary: Vocabulary) -> _Words:
    section = {key: frozenset(p.casefold() for p in phrases) for key, phrases in vocabulary["update_labels"].items()}
    qualifiers = alternatives(section["qualifier"])
    return _Words(
        nouns=section["noun"],
        dated_nouns=section["dated_noun"],
        known=section["noun"] | section["qualifier"] | section["connective"],
        never=section["never"],
        meetings=section["meeting"],
        noun=re.compile(alternatives(section["noun"]), re.IGNORECASE),
        runs_on=re.compile(rf"(?<=\s)(?:{alternatives(section['runs_on'])})\s{{0,3}}\Z"),
        before_noun=re.compile(rf"(?<!\w)(?:(?:{qualifiers}|{_DATE})\s+){{0,3}}$", re.IGNORECASE),
    )


def _labels_of_line(line: str, offset: int, words: _Words, ratings: RatingWords) -> list[Label]:
    first = _label_at_start(line, offset, words, ratings)
    after = first.end - offset if first else 0
    inside = _labels_inside(line, offset, after, words, ratings)
    if first is None:
        return inside
    spans = _next_dates(line, first.text, after)
    known = {label.start for label in inside}
    inside += [_label_inside(line, offset, span, ratings) for span in spans if offset + span[0] not in known]
    return [first, *sorted(inside, key=lambda label: label.start)]


def _next_dates(line: str, first: str, after: int) -> list[tuple[int, int, int]]:
    """Where the dates that begin entries stand, behind a first label whose date is printed as theirs are."""
    bracket = line[: max(0, line.find(first))][-1:]
    if bracket and bracket in "([":
        brackets = _BRACKETED_IN_LINE.finditer(line, after)
        return [(m.start(), m.end(), m.end()) for m in brackets if m[0][0] == bracket]
    if not _OPENS_WITH_DATE.match(first):
        return []
    return [(m.start(), m.end() - 1, m.end()) for m in _NEXT_DATE.finditer(line, after)]


def _label_at_start(line: str, offset: int, words: _Words, ratings: RatingWords) -> Label | None:
    marks = _MARKS.match(line)
    start = marks.end() if marks else 0
    before, skip = leading_ratings(line[start:], ratings)
    for begin, rated in ((start + skip, before), (start, ())) if before else ((start, ()),):
        span = _label_span(
            line[begin : begin + LONGEST_LABEL + 10], words, ratings, whole=len(line) <= begin + LONGEST_LABEL
        )
        if span is not None:
            return _label(line, offset, (0, begin, begin + span[0], begin + span[1]), rated, ratings)
    return None


def _label(
    line: str,
    offset: int,
    places: tuple[int, int, int, int],
    rated: tuple[Rag, ...],
    ratings: RatingWords,
) -> Label:
    """The label whose rating, words, and end of words and of separators stand at `places` of the line."""
    start, begin, stop, end = places
    printed, inside = _without_ratings(line[begin:stop], ratings)
    behind, taken = leading_ratings(line[end:], ratings)
    return Label(offset + start, offset + end + taken, printed, rated + inside + behind)


def _without_ratings(printed: str, ratings: RatingWords) -> tuple[str, tuple[Rag, ...]]:
    found = tuple(ratings.rag_of(m) for m in ratings.colour.finditer(printed))
    bare = ratings.colour.sub("", printed) if found else printed
    bare = re.sub(r"[(\[]\s*[)\]]", "", bare).strip(" \t-–—:;,.*•")
    if bare[:1] in "([" and bare[-1:] in ")]" and bare.count("(") + bare.count("[") == 1:
        bare = bare[1:-1].strip()
    return bare, found


def _label_span(head: str, words: _Words, ratings: RatingWords, *, whole: bool) -> tuple[int, int] | None:
    """End of the label's words and start of what follows, at the start of `head`; `whole`: the line ends with it."""
    colon = next((m for m in _COLON.finditer(head) if m.start() > 1), None)
    if colon and _is_label(head[: colon.start()], words, ratings, colon=True):
        return colon.start(), colon.end()
    bracketed = _BRACKETED.match(head)
    if bracketed and _is_label(bracketed.group(1), words, ratings, colon=False):
        return bracketed.end(1) + 1, bracketed.end()
    if whole and not _SENTENCE_OF_ITS_OWN.search(head) and _is_label(head, words, ratings, colon=False):
        return len(head), len(head)
    dashes = [
        m for m in _DASH.finditer(head) if m.start() > 1 and _is_label(head[: m.start()], words, ratings, colon=False)
    ]
    if dashes:
        return dashes[-1].start(), dashes[-1].end()
    return _dated_opening(head, words)


def _dated_opening(head: str, words: _Words) -> tuple[int, int] | None:
    """A full date, perhaps behind "Update", that runs straight into a sentence: "12/05/2022 Policy agreed"."""
    noun = words.noun.match(head)
    begin = len(head) - len(head[noun.end() :].lstrip()) if noun else 0
    signed = None if noun else _SIGNED.match(head)
    if signed:
        return signed.end(), signed.end()
    date = _ANY_DATE.match(head, begin) if noun else _OPENING_DATE.match(head)
    if date is None or not re.match(_SENTENCE, head[date.end() :]):
        return None
    return date.end(), date.end() + 1


def _is_label(segment: str, words: _Words, ratings: RatingWords, *, colon: bool) -> bool:
    printed, _ = _without_ratings(segment, ratings)
    if (
        not printed
        or len(printed) > LONGEST_LABEL
        or not (printed[0].isupper() or printed[0].isdigit() or printed[0] in "(['#’")
    ):
        return False
    dates = _ANY_DATE.findall(printed)
    rest = [w.casefold() for w in _WORD.findall(_ANY_DATE.sub(" ", printed))]
    nouns = words.nouns | (words.dated_nouns if dates or _MONTHS_ON.match(printed) else frozenset())
    has_noun = any(w in nouns for w in rest)
    unknown = [w for w in rest if w not in words.known and w not in nouns and not _NUMBER.fullmatch(w)]
    if len(rest) > MOST_WORDS or any(w in words.never for w in rest) or re.search(r"[.?!;]\s", printed):
        return False
    if has_noun:
        loose = colon and len(unknown) <= MOST_LOOSE_WORDS and (rest[0] in nouns or rest[-1] in nouns)
        return not unknown or loose
    at_meeting = colon and bool(dates) and bool(words.meetings.intersection(rest)) and not unknown
    return at_meeting or _is_dated(printed, dates, rest, colon=colon)


def _is_dated(printed: str, dates: list[str], rest: list[str], *, colon: bool) -> bool:
    """Whether a segment without a noun is a date, perhaps with up to three words behind it ("12/05/2022 Police")."""
    if not dates or (_BARE_YEAR.fullmatch(printed) and not colon):
        return False
    if _BY_WHOM.fullmatch(printed):
        return True
    opening = [w for w in rest if w not in ("as", "of", "at", "to", "and", "from")]
    if not opening:
        return rest[:1] in ([], ["as"]) or len(dates) > 1
    starts = _ANY_DATE.match(printed)
    if not colon or len(rest) > 3 or starts is None or re.search(r"\s[-–—]\s", printed):
        return False
    behind = _WORD.findall(printed[starts.end() :])
    return len(behind) < 2 or not (behind[0][0].isupper() and behind[-1].islower())  # "04/12/23 Second audit: 94 %"


def _labels_inside(line: str, offset: int, after: int, words: _Words, ratings: RatingWords) -> list[Label]:
    found: list[tuple[int, int, int]] = [
        (match.start("date"), match.end() - 1, match.end())
        for match in _DATE_IN_LINE.finditer(line, after)
        if match["rating"] is None or match["rating"].casefold() in ratings.words
    ]
    for noun in words.noun.finditer(line, after + 1):
        closed = _AFTER_NOUN.match(line, noun.end())
        behind = closed or _RUNS_ON.match(line, noun.end())
        if behind is None or not line[noun.start() - 1].isspace():
            continue
        window = max(after, noun.start() - 50)
        before = words.before_noun.search(line[window : noun.start()])
        if re.search(r"\d", behind.group()):
            before = _BY_BODY.search(line[window : noun.start()]) or before
        begin = window + before.start() if before else noun.start()
        ended = _SENTENCE_END.search(line[max(after, begin - 5) : begin])
        if not ended and not closed:
            continue
        if not ended and re.search(r"\d", line[begin : noun.start()]):
            begin = noun.start()  # the date ends the sentence before: "relaunched in 2022 Update: …"
        if noun.group()[0].isupper() or (begin < noun.start() and line[begin].isupper()):
            stop = noun.end() + len(behind.group().rstrip(" \t:–—-"))
            found.append((begin, stop, behind.end()))
    return [_label_inside(line, offset, places, ratings) for places in sorted(found)]


def _label_inside(line: str, offset: int, places: tuple[int, int, int], ratings: RatingWords) -> Label:
    begin, stop, end = places
    rating = re.search(r"(?<!\w)([^\W\d_]+|[^\w\s])[\s:–—-]+$", line[max(0, begin - 20) : begin])
    rated = sole_ratings(rating.group(1), ratings) if rating and rating.group(1).casefold() in ratings.words else ()
    start = max(0, begin - 20) + rating.start() if rating and rated else begin
    return _label(line, offset, (start, begin, stop, end), rated, ratings)
