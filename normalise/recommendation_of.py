"""Number, title and words of a row's recommendation: from its own cells, from banners, or from the row above."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from normalise.context import Recommendation
from normalise.labels import (
    is_label,
    leading_code,
    leading_letter,
    leading_number,
    leading_roman,
    number_behind_words,
    parse_label,
    parse_number,
    to_digits,
)
from normalise.phrases import is_only, phrases_of
from normalise.titles import addressed_beside, is_title, runs_into_sentence, theme_and_sentence
from normalise.vocabulary import Vocabulary

_LONGEST_NUMBER = 20
"""Characters; a longer cell in a number column is no number."""
_DOTTED = re.compile(r"\s*(\d{1,3})\.\d{1,2}\.?\s*")
_NUMBER_AND_BODY = re.compile(r"\s*(\d{1,3}[a-z]?)\s*(?:\s[–—-]\s|:\s|\n)\s*([^\d\n]{2,60})")
_PART_OF_NUMBER = re.compile(r"\..*|(?<=\d)[a-z]$")
_SAME_AGAIN = re.compile(r"\b(?:continued|cont(?:['’]?d)?|(?:same )?as above|see above|ditto)\Z", re.IGNORECASE)
"""What stands in place of the words of the recommendation above: "(continued)", "As above"."""
_LONGEST_AGAIN = 16
_DITTO = frozenset('"“”″')
_FINDING = re.compile(r"(?:key )?(?:learning|lessons?|findings?|issues?|background|rationale)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"\n|(?<=[.?!])\s+(?=R)")
_THEME_WORDS = 6
"""Words of a theme over a recommendation at most."""


def recommendation_of(
    cell: str | None,
    number_cell: str | None,
    title_cell: str | None,
    over: Recommendation,
    above: Recommendation,
    listed: Mapping[str, str],
    vocabulary: Vocabulary,
    *,
    counts_actions: bool = False,
    counts_by_dots: bool = False,
) -> Recommendation:
    """Put a row's recommendation together.

    Args:
        cell: The row's own recommendation cell.
        number_cell: Its own number cell.
        title_cell: Its own theme cell.
        over: What banners and paragraphs say.
        above: The recommendation of the row above; an empty cell means this one.
        listed: Recommendations printed before the tables, by number.
        vocabulary: What tells titles from recommendations.
        counts_actions: Whether the number may be that of the row ("Ref"), and not of its recommendation ("Rec. no.").
        counts_by_dots: Whether "1.2" is the second action under recommendation 1 (`actions_are_dotted`).
    """
    number_cell, title_cell = _number_and_title(number_cell, title_cell)
    cell = _without_again(cell) if cell and above.text is not None else cell
    own = from_cell(cell, vocabulary, has_number=bool(number_cell)) if cell else Recommendation()
    own = _first_part(own, vocabulary) or own
    number = _number(number_cell, vocabulary) or own.number or over.number
    counted = leading_number(cell) if cell and number_cell else None
    if counted is not None and number is not None and number.startswith(f"{counted[0]}."):  # "1.1" counts the actions
        own, number = Recommendation(counted[0], *_split_theme(counted[1], vocabulary)), counted[0]
    number = number.split(".")[0] if number and counts_by_dots else number
    counted = _counted_in_roman(own, over, above) if cell and not number_cell else None
    if counted is not None:
        own, number = Recommendation(counted[0], own.title, counted[1]), counted[0]
    part = leading_letter(own.text) if own.text and own.number is None and not number_cell else None
    if part is not None and own.text is not None and "\n" not in own.text:
        base = re.match(r"\d[\d.]*", over.number or above.number or "")
        own, number = Recommendation(None, own.title, part[1]), f"{base.group()}{part[0]}" if base else number
    numbered = leading_letter(own.text) if own.text and number and number_cell and "\n" not in own.text else None
    if numbered is not None and number is not None and number[-1] == numbered[0]:
        own = Recommendation(own.number, own.title, numbered[1])  # "3a" and "a) Share the learning"
    if number is None and own.text is not None and own.text == above.text:
        number = above.number  # the lower rows of a merged cell whose number stands on the page before
    if number and (labelled := own.number or over.number) and to_digits(number.split(".")[0]) == labelled != number:
        number = labelled  # "1.2", or "I.2", counts the actions under recommendation 1
    title = title_cell or own.title or over.title
    text = own.text or over.text or listed.get(number or "")
    kept = title_cell or own.title or above.title or over.title  # of what goes on from the row above
    goes_on = text is None and _same(over.number, above.number)
    inherited = _inherited(number, kept, above, counts_actions=counts_actions) if goes_on else None
    if inherited is not None:
        return inherited
    if text is None and over.number is not None and title is not None:
        # A label with a short heading and nothing else: the heading is all that is recommended.
        return Recommendation(number, None, title)
    return Recommendation(number, title, text)


def _inherited(
    number: str | None, title: str | None, above: Recommendation, *, counts_actions: bool
) -> Recommendation | None:
    """What a row without words of its own has from the one above, if it belongs to it."""
    if above.text is None:
        return None
    if counts_actions and number and number.isdecimal():
        return Recommendation(number, title, above.text)
    if not _same(number, above.number):
        return None
    within = number is None or (above.number is not None and number.startswith(f"{above.number}."))
    return Recommendation(above.number if within else number, title, above.text)


def _without_again(cell: str) -> str:
    """What a cell says beside "as above": nothing, or the label of the recommendation that goes on."""
    words = _without_marks(cell)
    again = _SAME_AGAIN.search(words, max(0, len(words) - _LONGEST_AGAIN))
    if again is None and _DITTO.isdisjoint(cell[len(words) :]):
        return cell
    label = _without_marks(words[: again.start()]) if again else words
    named = parse_label(label)
    return label if not label or parse_number(label) or (named is not None and not named.rest) else cell


def _without_marks(text: str) -> str:
    """The text up to its last letter or digit."""
    end = len(text)
    while end and not text[end - 1].isalnum():
        end -= 1
    return text[:end]


def _number_and_title(number_cell: str | None, title_cell: str | None) -> tuple[str | None, str | None]:
    """The cells of number and theme, also where one of them holds both: "1 – Northmere ICB", "Recommendation One"."""
    addressed = _NUMBER_AND_BODY.fullmatch(number_cell or "")
    if addressed is not None:
        return addressed[1], title_cell or addressed[2]
    number, title = _numbered_title(title_cell)
    return number_cell or number, title


def _numbered_title(cell: str | None) -> tuple[str | None, str | None]:
    """Number and theme of a cell that holds both: "Recommendation One", "Record keeping"."""
    label = parse_label(cell) if cell else None
    if label is not None:
        return label.number, label.rest or None
    return (cell and leading_number(cell)) or (None, cell)


def actions_are_dotted(rows: Sequence[tuple[str | None, str | None]]) -> bool:
    """Whether dotted numbers count the actions under a merged recommendation: "1.2" and an empty cell below "1.1".

    Args:
        rows: The cells of number and recommendation of each row.
    """
    pairs = pairwise((_DOTTED.fullmatch(number or ""), text) for number, text in rows)
    return any(above and own and not text and own[1] == above[1] for (above, _), (own, text) in pairs)


def from_cell(cell: str, vocabulary: Vocabulary, *, has_number: bool) -> Recommendation:
    """Read "Recommendation 3: Professional curiosity", then "All agencies should …", as number, title and words."""
    cell = _without_finding(cell)
    label = parse_label(cell)
    if label is not None:
        title, text = theme_and_sentence(label.rest, vocabulary) or _split_title(label.rest, vocabulary)
        return Recommendation(label.number, addressed_beside(label.beside, vocabulary) or title, text or None)
    if parse_number(cell) is not None and len(cell) <= _LONGEST_NUMBER:
        return Recommendation(parse_number(cell), None, None)
    numbered = leading_number(cell)
    if numbered is not None and not has_number and not _is_list(cell):
        return Recommendation(numbered[0], *_split_theme(numbered[1], vocabulary))
    coded = leading_code(cell)
    if coded is not None and not has_number:
        return Recommendation(coded[0], *_split_theme(coded[1], vocabulary))
    return Recommendation(None, *_split_theme(cell, vocabulary))


def _without_finding(cell: str) -> str:
    """A cell from its label on, where what was found stands above: "Learning point 1", "…", "Recommendation 1", "…"."""
    if _FINDING.match(cell) is None:
        return cell
    starts = (match.end() for match in _SENTENCE.finditer(cell))
    return cell[next((start for start in starts if is_label(cell[start:])), 0) :]


def _first_part(own: Recommendation, vocabulary: Vocabulary) -> Recommendation | None:
    """Under a theme the first of several lettered parts, the others of which have rows of their own.

    "Four", "Housing moves" and "(a) The council should …" are `4a`; a list within a cell has a (b) too.
    """
    head, _, last = (own.text or "").rpartition("\n")
    part = leading_letter(last)
    is_lone = own.number is not None and own.number.isdigit() and part is not None and part[0] == "a"
    if not is_lone or part is None or not head or "\n" in head or not is_title(head, vocabulary):
        return None
    return Recommendation(f"{own.number}a", head.rstrip(" :"), part[1])


def _split_title(text: str, vocabulary: Vocabulary) -> tuple[str | None, str]:
    first, newline, rest = text.partition("\n")
    if newline and runs_into_sentence(first, rest, vocabulary):
        return None, f"{first} {rest}"
    return (
        (first.rstrip(" :"), rest)
        if newline and rest and is_title(first, vocabulary) and leading_letter(rest) is None
        else (None, text)
    )


def _split_theme(text: str, vocabulary: Vocabulary) -> tuple[str | None, str]:
    """A theme on a line of its own over the sentence of the recommendation, where no label announces either."""
    first, _, rest = text.partition("\n")
    sentence = rest.partition("\n")[0]
    is_theme = len(first.split()) <= _THEME_WORDS and sentence and not is_title(sentence, vocabulary)
    return _split_title(text, vocabulary) if is_theme and sentence[0].isupper() else (None, text)


def _counted_in_roman(own: Recommendation, over: Recommendation, above: Recommendation) -> tuple[str, str] | None:
    """Number and words of "(ii) Staff should …"; a single letter counts where it goes on from the row above."""
    found = leading_roman(own.text) if own.text and own.number is None and over.number is None else None
    if found is None or _is_list(own.text or ""):
        return None
    before = int(above.number) if above.number and above.number.isdecimal() else 0
    is_next = int(found[0]) in (before, before + 1)
    return found if is_next or leading_letter(own.text or "") is None else None


def _number(cell: str | None, vocabulary: Vocabulary) -> str | None:
    """The number in a number cell, or what is printed there in its place unless it stands for nothing ("N/A", "-")."""
    if not cell:
        return None
    label = parse_label(cell)
    if label is not None:
        return label.number
    number = parse_number(cell) or number_behind_words(cell.replace("\n", " "))
    if number or len(cell) > _LONGEST_NUMBER:
        return number
    is_said = any(map(str.isalnum, cell)) and not is_only(phrases_of(vocabulary, "number_placeholders", "words"), cell)
    return cell.replace("\n", " ") if is_said else None


def _same(number: str | None, above: str | None) -> bool:
    """Whether the row belongs to the one above: it has no number, or one beside it (`1.2` and `1.1`, `4b` and `4a`)."""
    return number is None or above is None or number == above or _whole_number(number) == _whole_number(above)


def _whole_number(number: str) -> str:
    return _PART_OF_NUMBER.sub("", number)


def _is_list(cell: str) -> bool:
    """Whether further lines go on counting: then the numbers are a list inside the text and stay."""
    lines = cell.split("\n")
    return sum((leading_number(line) or leading_roman(line)) is not None for line in lines) > 1
