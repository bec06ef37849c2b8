"""Characters to pages of lines: every usual line end is one, a form feed ends a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import Issue, Limits, Severity
from extractors.errors import TooLargeDocument

MAX_LINE = 5_000_000
MAX_LINES = 1_000_000
_PAGE_NUMBER = re.compile(r"(?:page|tudalen)? ?[0-9]{1,3}(?: ?(?:of|o|/) ?[0-9]{1,3})?", re.IGNORECASE)
_UNUSUAL = ("\x85", "\u2028", "\u2029", "\v")


@dataclass(frozen=True, slots=True)
class Pages:
    """The lines of each page.

    Attributes:
        pages: Lines page by page, without their line ends.
        counted: Whether the file marks its pages; otherwise there is one entry that is no page.
        issues: What was odd about the line ends.
    """

    pages: tuple[tuple[str, ...], ...]
    counted: bool
    issues: tuple[Issue, ...]

    @property
    def page_count(self) -> int | None:
        """Pages of the file, or None where it marks none."""
        return len(self.pages) if self.counted else None


def split_pages(text: str, limits: Limits) -> Pages:
    """Pages and lines of a text.

    A soft line break (vertical tab, U+2028) stays inside its line: in a row it parts the lines of one cell.

    Raises:
        TooLargeDocument: More pages than `limits` allow, over 1,000,000 lines, or a line of over 5,000,000 characters.
    """
    issues = _line_end_issues(text)
    for end in ("\r\r\n", "\r\n", "\r", "\x85", "\u2029"):
        text = text.replace(end, "\n")
    sheets = text.split("\f")
    counted = len(sheets) > 1
    if counted and not sheets[-1].strip():
        sheets.pop()  # a form feed ends the last page too
    if len(sheets) > limits.max_pages:
        raise TooLargeDocument(f"The text has {len(sheets)} pages; at most {limits.max_pages} are read.")
    pages = tuple(tuple(sheet.split("\n")) for sheet in sheets)
    if sum(map(len, pages)) > MAX_LINES:
        raise TooLargeDocument(f"The text has over {MAX_LINES} lines.")
    if any(len(line) > MAX_LINE for page in pages for line in page):
        raise TooLargeDocument(f"The text has a line of over {MAX_LINE} characters.")
    return Pages(pages, counted, issues)


def _line_end_issues(text: str) -> tuple[Issue, ...]:
    if not any(end in text for end in _UNUSUAL):
        return ()
    detail = "Lines end in unusual ways (NEL, U+2028, U+2029 or vertical tab); they were read as line breaks."
    return (Issue("unusual_line_ends", Severity.WARNING, detail),)


def is_footer(lines: Sequence[str], index: int) -> bool:
    """Whether a line ends its page, behind a blank line, with the page's number; a mere number stands alone there."""
    if index == 0 or lines[index - 1].strip():
        return False
    words = [part.strip() for part in lines[index].split("   ") if part.strip()]
    if not words or not _PAGE_NUMBER.fullmatch(words[-1]) or (len(words) > 1 and words[-1].isdigit()):
        return False
    return not any(lines[below].strip() for below in range(index + 1, len(lines)))
