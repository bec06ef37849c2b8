"""Lines outside tables to paragraphs: headings, list items, and lines that were wrapped at a fixed width."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractors.document import Paragraph
from extractors.text.lists import begins_item, begins_label
from extractors.text.markup import plain_text

_HASHES = re.compile(r"(#{1,6})\s+(.*)", re.DOTALL)
_TAGGED = re.compile(r"\s*<h([1-6])[\s>]", re.IGNORECASE)
_BOLD_TAG = re.compile(r"<(b|strong)>[^<]*</\1>\Z", re.IGNORECASE)
_MARKS = ("#", "<", "*", "_")
_BOLD_LEVEL = 2
_HEADING_WORDS = 20
_WIDTHS = range(60, 131)  # what text is wrapped at; wider lines are paragraphs of their own
_WRAPPED_LINES = 3
_NAME = re.compile(r"\s*([A-Z][^:.;,\d]{1,40}?)(?:\s\d{1,4}(?:\.\d{1,2}){0,2}[a-z]?)?:(?:\s|\Z)")
_NAME_WORDS = 6
_DATED = re.compile(r"\s*(?=[^:]{0,40}[0-9]{2}\s*:)[A-Z0-9][^:;,]{2,40}:\s")  # "July 2021: Training held."
_ENDED = (".", "!", "?")


def names_of_fields(lines: Iterable[str]) -> frozenset[str]:
    """What stands before a colon at the start of several lines ("Lead", "Action 2.1"): names of fields in a form."""
    found = (match[1] for line in lines if (match := _NAME.match(line)) and len(match[1].split()) <= _NAME_WORDS)
    return frozenset(name for name, times in Counter(found).items() if times > 1)


def read_paragraphs(lines: Sequence[str], page: int | None, names: frozenset[str] = frozenset()) -> list[Paragraph]:
    """The paragraphs of consecutive lines without a blank one between.

    Lines of nothing but dashes, equals signs or the like are rules and dropped; one right below a single line makes
    that a heading (Markdown's "setext" form).

    Args:
        lines: As printed.
        page: The page they stand on, or None.
        names: `names_of_fields` of the whole document: a line that begins with one goes on with no other.
    """
    if len(lines) == 2 and is_rule(lines[1]) and lines[1].strip()[0] in "=-" and not begins_item(lines[0]):
        return _paragraphs_of(lines[0], page, 1 if "=" in lines[1] else _BOLD_LEVEL)
    texts = _join_wrapped([line for line in lines if not is_rule(line)], names)
    return [paragraph for text in texts for paragraph in _read_paragraph(text, page)]


def is_rule(line: str) -> bool:
    """Whether a line is only a rule drawn with one character, as between parts of a text."""
    marks = set(line) - {" ", "\t"}
    return len(marks) == 1 and marks <= set("-=_*~—") and sum(map(line.count, marks)) > 1


def _read_paragraph(text: str, page: int | None) -> list[Paragraph]:
    text = _without_bullet(text.strip())
    if text[:1] not in _MARKS:
        return _paragraphs_of(text, page, None)
    hashes, tagged = _HASHES.match(text), _TAGGED.match(text)
    if hashes:
        return _paragraphs_of(hashes[2].rstrip().rstrip("#"), page, len(hashes[1]))
    if tagged:
        return _paragraphs_of(text, page, int(tagged[1]))
    return _paragraphs_of(text, page, _BOLD_LEVEL if _is_bold_heading(text) else None)


def _paragraphs_of(text: str, page: int | None, level: int | None) -> list[Paragraph]:
    return [Paragraph(line, page, level) for line in plain_text(text).split("\n") if line]


def _without_bullet(text: str) -> str:
    """Text without a Markdown bullet that only carries a printed label: `- a) Text` is `a) Text`."""
    return text[2:].lstrip() if text[:2] in ("- ", "* ") and begins_label(text[2:]) else text


def _is_bold_heading(text: str) -> bool:
    """Whether a line is wholly bold and short enough for a heading; a bold sentence is prose."""
    inner = text[2:-2]
    bold = (text[:2] == text[-2:] and text[:2] in ("**", "__") and text[:2] not in inner) or _BOLD_TAG.match(text)
    return bool(bold) and len(text.split()) <= _HEADING_WORDS and not inner.rstrip().endswith((".", ";", ","))


def _join_wrapped(lines: Sequence[str], names: frozenset[str]) -> list[str]:
    texts: list[str] = []
    start = 0
    width = max((len(line.rstrip()) for line in lines), default=0)
    for index in range(1, len(lines) + 1):
        is_new = index < len(lines) and (_is_field(lines[index], names) or _is_entry(lines, index))
        if index < len(lines) and not is_new and _may_follow(lines, start, index, width):
            continue
        run = [line.strip() for line in lines[start:index]]
        texts.extend([_joined(run)] if _is_wrapped(lines, start, index, names) else run)
        start = index
    return texts


def _is_field(line: str, names: frozenset[str]) -> bool:
    match = _NAME.match(line)
    return match is not None and match[1] in names


def _is_entry(lines: Sequence[str], index: int) -> bool:
    """Whether a dated entry begins, behind a sentence that is whole."""
    return lines[index - 1].rstrip().endswith(_ENDED) and _DATED.match(lines[index]) is not None


def _may_follow(lines: Sequence[str], start: int, index: int, width: int) -> bool:
    """Whether a line may be the wrapped rest of the one above: its first word had no room there."""
    above, line = lines[index - 1].rstrip(), lines[index]
    if begins_item(line) or _stands_alone(line) or _stands_alone(lines[start]):
        return False
    if begins_item(lines[start]) and _indent(line) >= _indent(lines[start]) + 2:
        return True
    return width in _WIDTHS and len(above) + 1 + len(line.split(None, 1)[0]) > width


def _is_wrapped(lines: Sequence[str], start: int, stop: int, names: frozenset[str]) -> bool:
    """Whether the lines are one text; two lines could be a label and its neighbour, so they need more evidence."""
    if stop - start >= _WRAPPED_LINES or begins_item(lines[start]):
        return True
    return stop - start == 2 and (lines[start + 1].lstrip()[:1].islower() or _is_field(lines[start], names))


def _stands_alone(line: str) -> bool:
    text = line.lstrip()
    return text[:1] in _MARKS and (text[0] == "<" or bool(_HASHES.match(text)) or _is_bold_heading(text.rstrip()))


def _joined(lines: Sequence[str]) -> str:
    parts = [lines[0]]
    for above, line in pairwise(lines):
        hyphened = above.endswith("-") and above[-2:-1].isalpha() and line[:1].islower()
        parts.append(line if hyphened else f" {line}")
    return "".join(parts)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
