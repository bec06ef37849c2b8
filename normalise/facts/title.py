"""The document's own title: the line that looks most like one, a letter's subject, or what the file's metadata says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from normalise.facts.lines import Line, Origin
from normalise.facts.patterns import label_pattern
from normalise.phrases import alternatives, phrases_of, word_set
from normalise.vocabulary import Vocabulary

MAX_TITLE_WORDS = 30
MAX_BROKEN_TITLE_WORDS = 15
"""A title with a full stop inside ("DHR Rose. Action Plan.") is shorter than two sentences of prose."""
MAX_JOINS = 3
MAX_SUBJECT_DISTANCE = 3
"""Lines after a salutation among which its subject is looked for."""

_FILENAME = re.compile(
    r"^microsoft (?:word|powerpoint|excel)\b|\.(?:docx?|pdf|rtf|odt|xlsx?|pptx?|txt|indd)$|about:blank"
    r"|^\W*(?:doc\d+|untitled-\d+|document ?\d* - word|print\w*|scan\w*)\W*$"
    r"|^\S*_\S*$|^(?:[a-z]:|file:|https?:|\\\\)\S",
    re.IGNORECASE,
)
_CONTENTS_LINE = re.compile(r"\.{4}|…{2}|(?:\. ){4}")
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[a-z][.)]|[•●▪o*-]) ", re.IGNORECASE)
_SENTENCE_BREAK = re.compile(r"[a-z)]\. [A-Z]")
_EDGES = re.compile(r"^\W+|\W+$")
_COUNT = re.compile(r" ?\d+$")
_WORD = re.compile(r"[^\W\d_]+")


def find_title(lines: Sequence[Line], metadata: Mapping[str, str], vocabulary: Vocabulary) -> str | None:
    """The title as printed, its wrapped parts joined; None where there is nothing like one.

    Args:
        lines: As `blocks_to_lines` gives them.
        metadata: What the file says of itself.
        vocabulary: All phrases.
    """
    labelled = _labelled_title(lines, vocabulary)
    if labelled:
        return labelled
    salutation = find_salutation(lines, vocabulary)
    best = _best_line(lines if salutation is None else lines[:salutation], vocabulary)
    if salutation is not None and best is None:
        return _subject(lines, salutation, vocabulary)
    return best or _metadata_title(metadata, vocabulary) or _heading(lines, vocabulary)


def find_salutation(lines: Sequence[Line], vocabulary: Vocabulary) -> int | None:
    """The position of a letter's "Dear …" among the first lines, or None where the document is no letter."""
    dear = phrases_of(vocabulary, "fact_titles", "salutation")
    for index, line in enumerate(lines):
        if line.origin is Origin.FRONT and dear.match(line.text) and line.words <= 12:
            return index
    return None


def is_title_like(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line is short, has no verb of running prose, and is no entry of a list of contents or row label."""
    if len(text.split()) > MAX_TITLE_WORDS or not _WORD.search(text):
        return False
    if _CONTENTS_LINE.search(text) or _numbered_label(vocabulary).match(text):
        return False
    if _SENTENCE_BREAK.search(text) and len(text.split()) > MAX_BROKEN_TITLE_WORDS:
        return False
    if text.casefold().strip(" .:–-") in word_set(vocabulary, "fact_titles", "never"):
        return False
    return not word_set(vocabulary, "fact_titles", "prose").intersection(_words(text))


@lru_cache(maxsize=8)
def _numbered_label(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A pattern for the label of a row with its number: "Recommendation 3", "Action No. four"."""
    labels = alternatives(vocabulary["fact_titles"]["row_labels"], joined_on=True)
    numbers = alternatives(vocabulary["fact_titles"]["number_words"])
    return re.compile(
        rf"^(?:{labels})(?: no\.?)? ?#?(?:(?<= )|(?=\d))(?:\d|(?:{numbers}|[ivx]{{1,4}}|[a-z])\b)", re.IGNORECASE
    )


def _labelled_title(lines: Sequence[Line], vocabulary: Vocabulary) -> str | None:
    label = label_pattern(vocabulary, "fact_labels", "title")
    for line in lines:
        match = label.match(line.text)
        if match and line.origin in (Origin.FRONT, Origin.BANNER):
            rest = line.text[match.end() :].strip()
            if rest and is_title_like(rest, vocabulary):
                return rest
    return None


def _best_line(lines: Sequence[Line], vocabulary: Vocabulary) -> str | None:
    best, best_points = None, 0
    for index, line in enumerate(lines):
        text = _cut_at_label(_joined(lines, index, vocabulary), vocabulary)
        points = _points(text, line, vocabulary)
        # Of two as good, one that says what the other says and more: a sheet's name above the title in its first cell.
        fuller = points == best_points > 0 and set(_words(best or "")) < set(_words(text))
        if points > best_points or fuller:
            best, best_points = text, points
    return best


def _points(text: str, line: Line, vocabulary: Vocabulary) -> int:
    """How much a line looks like the document's title; 0: not at all."""
    if not is_title_like(text, vocabulary) or _is_label_line(text, vocabulary):
        return 0
    plan = bool(phrases_of(vocabulary, "fact_titles", "plan").search(text))
    review = bool(phrases_of(vocabulary, "fact_titles", "review").search(text))
    weak = line.origin is Origin.FRONT and bool(phrases_of(vocabulary, "fact_titles", "weak").search(text))
    if not (plan or review or weak):
        return 0
    points = 8 * plan + 6 * review + (2 if line.level else 0) + (3 if line.origin is not Origin.NEAR_TABLE else 0)
    if is_bare(text, vocabulary):
        return 4 - _names_a_part(text, vocabulary)
    if len(text.split()) == 1:
        return 2
    points -= 4 if _names_a_part(text, vocabulary) else 0
    points -= 4 if _NUMBERED.match(text) else 0
    points -= 4 if (line.page or 1) > 1 and line.origin is Origin.FRONT else 0
    points -= 2 if line.origin is Origin.FURNITURE else 0
    return max(points, 1)


def is_bare(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line names nothing in particular ("Action Plan", "Appendix A: Action Plan")."""
    bare = word_set(vocabulary, "fact_titles", "bare")
    return all(word in bare or len(word) == 1 for word in _words(text))


def _names_a_part(text: str, vocabulary: Vocabulary) -> bool:
    return bool(phrases_of(vocabulary, "fact_titles", "parts").match(text))


def _is_label_line(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line states another fact: who wrote it, its reference, its date."""
    if label_pattern(vocabulary, "fact_labels", "reference", "author", "plan_date", "plan_updated").match(text):
        return True
    return bool(phrases_of(vocabulary, "fact_labels", "author").search(text))


def _joined(lines: Sequence[Line], index: int, vocabulary: Vocabulary) -> str:
    """The line with those that clearly go on from it."""
    text = lines[index].text
    for following in lines[index + 1 : index + 1 + MAX_JOINS]:
        if following.origin is not lines[index].origin or following.origin is Origin.FURNITURE:
            break
        if not _goes_on(text, following.text, vocabulary):
            break
        text = f"{text} {following.text}"
    return text


def _goes_on(text: str, following: str, vocabulary: Vocabulary) -> bool:
    joined = f"{text} {following}"
    if not is_title_like(joined, vocabulary) or not is_title_like(following, vocabulary):
        return False
    if _is_label_line(following, vocabulary):
        return False
    if text.split()[-1].casefold() in word_set(vocabulary, "fact_titles", "connecting"):
        return True
    if following[0] == "(" or (following[0].islower() and _continues(following, vocabulary)):
        return True
    # "Domestic Homicide Review" over "Action Plan" is one title set in two lines.
    review = phrases_of(vocabulary, "fact_titles", "review")
    plan = phrases_of(vocabulary, "fact_titles", "plan")
    is_review_alone = bool(review.search(text)) and not plan.search(text)
    is_review_alone &= not phrases_of(vocabulary, "fact_titles", "report").search(text)
    is_plan_alone = bool(plan.search(following)) and is_bare(following, vocabulary)
    return is_review_alone and is_plan_alone and not _names_a_part(following, vocabulary)


def _continues(text: str, vocabulary: Vocabulary) -> bool:
    return bool(phrases_of(vocabulary, "fact_titles", "continuing").match(text))


def _cut_at_label(text: str, vocabulary: Vocabulary) -> str:
    """The text before a label inside it: lines of a title page that came as one paragraph."""
    keys = ("reference", "author", "plan_date", "plan_updated")
    for match in label_pattern(vocabulary, "fact_labels", *keys).finditer(text):
        before = text[: match.start()].rstrip(" –—-|;,")
        if before.endswith(("(", "[")):
            continue  # "Domestic Homicide Review (Ref: …) Action Plan"
        if match.group().rstrip().endswith(":") and len(before.split()) >= 3:
            return before
    dated = phrases_of(vocabulary, "fact_labels", "plan_date", "plan_updated")
    for stop in _SENTENCE_BREAK.finditer(text):
        if dated.match(text, stop.end() - 1):
            return text[: stop.end() - 2]
    return text


def _subject(lines: Sequence[Line], salutation: int, vocabulary: Vocabulary) -> str | None:
    """A letter's subject: a line labelled so near the salutation, else the first short line after it."""
    label = label_pattern(vocabulary, "fact_titles", "subject")
    for line in lines[max(0, salutation - MAX_SUBJECT_DISTANCE) : salutation + 1 + MAX_SUBJECT_DISTANCE]:
        match = label.match(line.text)
        if match and is_title_like(line.text[match.end() :], vocabulary):
            return line.text[match.end() :].strip()
    for line in lines[salutation + 1 : salutation + 1 + MAX_SUBJECT_DISTANCE]:
        if is_title_like(line.text, vocabulary) and line.words >= 2:
            return line.text
    return None


def _metadata_title(metadata: Mapping[str, str], vocabulary: Vocabulary) -> str | None:
    for key, value in metadata.items():
        if key.casefold() == "title":
            title = " ".join(value[:600].split())
            is_name = len(title) > 3 and not _FILENAME.search(title) and not _is_placeholder(title, vocabulary)
            if is_name and len(title.split()) <= MAX_TITLE_WORDS:
                return title
    return None


def _is_placeholder(title: str, vocabulary: Vocabulary) -> bool:
    """Whether a program put the title there and nobody changed it: "Untitled", "Document1"."""
    bare = _EDGES.sub("", title).casefold()
    if bare in word_set(vocabulary, "fact_titles", "placeholders"):
        return True
    stem = _COUNT.sub("", bare)
    return stem != bare and stem in word_set(vocabulary, "fact_titles", "numbered_placeholders")


def _heading(lines: Sequence[Line], vocabulary: Vocabulary) -> str | None:
    """The first heading of the highest level, when nothing else serves."""
    headings = [
        line
        for line in lines
        if line.origin is Origin.FRONT and line.level and line.words >= 2
        if is_title_like(line.text, vocabulary) and not _NUMBERED.match(line.text)
        if not _names_a_part(line.text, vocabulary)
    ]
    return min(headings, key=lambda line: (line.level or 0, line.order)).text if headings else None


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
