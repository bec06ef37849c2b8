"""What stands over the rows: the recommendation that banner rows and paragraphs carry, read line by line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from normalise.cell_text import ends_open, is_ended, is_list_item, starts_inside
from normalise.labels import Label, leading_letter, leading_number, parse_label
from normalise.scope import parse_scope
from normalise.titles import (
    addressed_beside,
    is_title,
    leader,
    names_kind,
    names_part_of_document,
    names_review,
    runs_into_sentence,
    section_title,
    theme_and_sentence,
    without_theme_label,
)
from normalise.vocabulary import Vocabulary

_SCOPE = re.compile(r"(?:geographical )?scope(?: of (?:the )?recommendation)?\s*[:–-]\s*(?P<scope>\S.*)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!][\"'”’)]?\s+(?=R)")


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What a row inherits: number (`5a`), title, words, who has the actions, scope; each None where nothing says it."""

    number: str | None = None
    title: str | None = None
    text: str | None = None
    leader: str | None = None
    scope: str | None = None


@dataclass(slots=True)
class Context:
    """Reads banners in order and says which recommendation the next row belongs to.

    Attributes:
        vocabulary: What tells titles from recommendations.
        number: Of the label read last.
        title: The short heading beside it.
        section: The body that a heading over several recommendations addresses.
        leader: The body that a heading says has all actions below.
        scope: What a line says of the recommendation below it or above it: "Scope of recommendation: Local".
        scope_used: A row has that scope.
        agencies: Headings that are an agency's name and say by it who has the actions below, with the name.
        lines: The words read since the last label, or since the last row.
        part: Letter of the part that has the next rows to itself.
        used: A row has taken what was read.
        rows_recommend: The rows have a recommendation column, so that a banner over them is no recommendation.
    """

    vocabulary: Vocabulary
    number: str | None = None
    title: str | None = None
    section: str | None = None
    leader: str | None = None
    scope: str | None = None
    scope_used: bool = False
    lines: list[str] = field(default_factory=list)
    part: str | None = None
    used: bool = False
    rows_recommend: bool = False
    agencies: Mapping[str, str] = field(default_factory=dict)

    def read(self, text: str) -> str:
        """Take in one banner or paragraph; answers in a word what its first line that is no remark was taken for."""
        taken = [self._read_line(line) for line in text.split("\n") if line.strip()]
        return next((word for word in taken if word != "remark"), "remark" if taken else "empty")

    def read_section(self, text: str) -> None:
        """Take in the paragraph above a table where it says whom the recommendations address, or their scope."""
        self.scope = self._scope(text) or self.scope
        named = section_title(text, self.vocabulary) or self.agencies.get(text) or self._theme(text)
        self.section = named or self.section
        self.leader = self._leader(text) or self.leader

    def is_section(self, text: str) -> bool:
        """Whether a line says whom the rows below address, who has their actions, or their scope."""
        told = (section_title(text, self.vocabulary), self._leader(text), self._scope(text), self._theme(text))
        return any(word is not None for word in told)

    def leaves_agency(self, text: str) -> bool:
        """Whether a title over headings of its own ends what the agency's heading before it said.

        A number, the review's name or a part of the document is what a page's header prints again.
        """
        under = self.leader is not None and self.leader in self.agencies.values()
        plain = not any(character.isdigit() for character in text) and not names_review(text, self.vocabulary)
        parts = names_part_of_document(text, self.vocabulary)
        return under and plain and not parts and not self.is_section(text) and is_title(text, self.vocabulary)

    def leave_agency(self) -> None:
        """Forget the agency whose heading stood over the rows so far."""
        self.leader = self.section = None

    def take(self) -> Recommendation:
        """The recommendation for a row; from now on an unlabelled banner opens the next one."""
        self._settle_parts()
        self.used = self.scope_used = True
        number = self.number if self.part is None else f"{self.number or ''}{self.part}"
        text = "\n".join(self.lines) if self.lines or self.part is not None else None
        return Recommendation(number, self.title or self.section, text, self.leader, self.scope)

    @property
    def open_text(self) -> str:
        """The last line read since a row was, which a break may have cut; `""` where none is open."""
        return "" if self.used or not self.lines else self.lines[-1]

    @property
    def awaits_words(self) -> bool:
        """Whether a label has been read and not yet what is recommended."""
        return self.number is not None and not self.lines and not self.used

    def is_part(self, text: str) -> bool:
        """Whether a text is a lettered part of the recommendation: "b) Staff should …", "3b) Staff should …"."""
        return leading_letter(self._lettered(text)) is not None

    def goes_on(self, text: str) -> bool:
        """Whether a text is the rest of the line that a break cut."""
        return bool(self.open_text) and (starts_inside(text) or ends_open(self.open_text))

    def extend(self, text: str) -> None:
        """Go on with the line that a break cut."""
        self.lines[-1] = f"{self.lines[-1]} {text}"

    def _read_line(self, line: str) -> str:
        line = self._lettered(line)
        if (scope := self._scope(line)) is not None:
            self.scope, self.scope_used = scope, False
            return "scope"
        label = parse_label(line)
        if label is not None:
            self._open(label)
            return "label"
        if self._only_titled() and runs_into_sentence(self.title or "", line, self.vocabulary):
            self.lines, self.title = [f"{self.title} {line}"], None
            return "text"
        if self.goes_on(line) and leading_letter(line) is None:
            self.extend(line)
            return "text"
        if re.fullmatch(r"\(.*\)\.?", line) or (self._only_labelled() and line.casefold().startswith("note:")):
            return "remark"
        return self._read_unlabelled(line)

    def _lettered(self, line: str) -> str:
        """A part with its recommendation's number before its letter, without that: "3a) Staff should …" under 3."""
        base = re.match(rf"{re.escape(self.number)}\s?(?=\(?[a-z][.)]\s)", line) if self.number else None
        return line[base.end() :] if base else line

    def _read_unlabelled(self, line: str) -> str:
        if names_kind(line, self.vocabulary) and (self.used or not self.lines):
            self._close()
            self.section = self.leader = None
            return "kind"
        led = self._leader(line)
        if led is not None:
            self._close()
            self.leader, self.section = led, self.agencies.get(line, self.section)
            return "leader"
        section = section_title(line, self.vocabulary)
        if section is not None:
            self._close()
            self.section = section
            return "section"
        letter = leading_letter(line)
        if letter is not None and (self.used or self.part is not None):
            self.part, self.lines, self.used = letter[0], [letter[1]], False
            return "part"
        if is_title(line, self.vocabulary) and names_part_of_document(line, self.vocabulary):
            return "remark"
        opens = self.number is None and not self.lines and is_title(line, self.vocabulary)
        if self.used or opens:
            return self._open_unlabelled(line)
        if self._only_labelled() and is_title(line, self.vocabulary):
            self.title = line
            return "title"
        if self.lines and is_ended(self.lines[-1]) and is_title(line, self.vocabulary) and not is_list_item(line):
            return "remark"  # a title printed between a recommendation and its rows
        numbered = leading_number(line)
        if numbered and not (self.number or self.lines or self.rows_recommend or is_title(line, self.vocabulary)):
            self.number, line = numbered
        self.lines.append(line)
        return "text"

    def _leader(self, line: str) -> str | None:
        return self.agencies.get(line) or leader(line, self.vocabulary)

    def _theme(self, line: str) -> str | None:
        """The theme that a heading counts: "Theme 2 – Housing"."""
        theme = without_theme_label(line, self.vocabulary)
        return theme.rstrip(" :") or None if theme != line and is_title(line, self.vocabulary) else None

    def says_scope(self, text: str) -> bool:
        """Whether a line tells the scope of a recommendation."""
        return self._scope(text) is not None

    def _scope(self, line: str) -> str | None:
        named = _SCOPE.fullmatch(line)
        return named["scope"] if named and parse_scope(named["scope"], self.vocabulary) is not None else None

    def _only_labelled(self) -> bool:
        return self.number is not None and self.title is None and not self.lines

    def _only_titled(self) -> bool:
        return self.number is not None and self.title is not None and not self.lines and not self.used

    def _open(self, label: Label) -> None:
        self.scope = None if self.scope_used else self.scope  # a line above the label is this one's, if no row had it
        self._close()
        self.number = label.number
        self.title = addressed_beside(label.beside, self.vocabulary)
        rest = label.rest
        if not label.marked:
            rest = _without_remarks(rest, self.vocabulary)
        if not rest:
            return
        themed = theme_and_sentence(rest, self.vocabulary) if self.title is None else None
        if themed is not None:
            self.title, rest = themed
        elif self.title is None and is_title(rest, self.vocabulary):
            self.title, rest = rest.rstrip(" :.–-") or None, ""
        self.lines += [rest] if rest else []

    def _open_unlabelled(self, line: str) -> str:
        """A banner without a label behind rows: the next recommendation, or the body that the next ones address."""
        numbered = leading_number(line)
        self._close()
        if is_title(line, self.vocabulary):
            self.section = without_theme_label(line, self.vocabulary).rstrip(" :") or None
            return "section"
        self.number, words = numbered or (None, line)
        self.lines = [words]
        return "text"

    def _close(self) -> None:
        self.lines, self.part, self.used = [], None, False
        self.number, self.title = None, None

    def _settle_parts(self) -> None:
        """A lettered part alone before its rows is a recommendation of its own; an overview list before it is none."""
        if self.used or self.part is not None or not self.lines:
            return
        letters = [leading_letter(line) for line in self.lines]
        last = letters[-1]
        if last is None:
            return
        run = _run_back(letters)
        if run == 1 and last[0] == "a":
            self.part, self.lines = last[0], [last[1]]


def listed_recommendations(texts: Sequence[str], vocabulary: Vocabulary) -> dict[str, str]:
    """Recommendations printed in full before a table, by number: `{"3": "All agencies should …"}`."""
    listed: dict[str, str] = {}
    number: str | None = None
    for text in (part for whole in texts for part in _at_labels(whole)):
        label = parse_label(text)
        if label is not None:
            number = label.number
            if label.rest and not is_title(label.rest, vocabulary):
                listed[number] = label.rest
        elif number is not None and number not in listed and is_ended(text):
            listed[number] = text
    return listed


def _at_labels(text: str) -> list[str]:
    """A paragraph cut before each label that opens a sentence of it: a reader may have taken a list for one."""
    starts = [match.end() for match in _SENTENCE_END.finditer(text)]
    labels = [start for start in starts if (label := parse_label(text[start:])) is not None and label.marked]
    return [text[a:b].strip() for a, b in zip([0, *labels], [*labels, len(text)], strict=True)]


def _without_remarks(rest: str, vocabulary: Vocabulary) -> str:
    """What a label without a colon goes with, less the remarks in brackets and what is said behind them.

    "(From the IMR) Northmere ICB" and "Northmere ICB (From the IMR) However, …" both leave "Northmere ICB".
    """
    opening = re.match(r"(?:\([^()]*\)\s*)+", rest)
    if opening is not None:
        return rest[opening.end() :]
    remark = re.search(r"\s*\([^()]*\)", rest)
    if remark is None or starts_inside(rest[remark.end() :]) or not is_title(rest[: remark.start()], vocabulary):
        return rest
    return rest[: remark.start()]


def _run_back(letters: Sequence[tuple[str, str] | None]) -> int:
    """How many lettered lines in alphabetical order end the list."""
    run = 1
    for before, after in zip(reversed(letters[:-1]), reversed(letters), strict=False):
        if before is None or after is None or ord(after[0]) != ord(before[0]) + 1:
            break
        run += 1
    return run
