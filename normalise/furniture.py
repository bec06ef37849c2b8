"""Drop page furniture: what a page repeats at its top or bottom and no cell owns."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.document import Block, Paragraph, PartOfPage, Table
from normalise.cell_text import is_ended
from normalise.labels import is_label
from normalise.phrases import alternatives, as_listed
from normalise.vocabulary import Vocabulary

_DIGITS = re.compile(r"\d+")
_MARGIN_SHARE = 0.12
"""A header or footer stands in the outer 12 % of its page's height."""
_DEEP_MARGIN_SHARE, _SAME_HEIGHT, _LEAST_PAGES = 0.25, 2.0, 3
"""A deep header or footer stands in the outer quarter, at one height but for so many points, on so many pages."""
_REPEATS_WITHOUT_PAGES = 3
"""A line printed this often between tables is a page header where the format has no pages."""
_WORDS_OF_SENTENCE = 8
_SHARE_OF_PAGES = 0.5
"""A whole sentence is furniture only where more than half of the pages print it: two versions share some, too."""
_LONGEST = 200
"""Characters; longer texts are content even when printed twice."""
_FULL_PAGE_SHARE = 0.6
_PAGE_EDGE = 2
"""Paragraphs at the start of a page, and at its end, that may be furniture where a page's lines have no places."""
_PARTS = 3
"""The parts of a header or footer: left, middle and right; where a text has each in a line, so many lines."""
_WORDS_OF_FIELD = 3
"""A name and its number ("Action number | 3") are a field; more words with a number are a footer."""
_HEADER_COLUMNS, _HEADER_ROWS, _TABLE_MARGIN_SHARE = 3, 3, 0.2
"""A page's header that is drawn as a table has no more: a plan's headings have. It may be higher than a line."""
_LEAST_GAPS = 3
"""A line that stands alone in every gap between tables, so often at least, was a page header before pages were lost."""


@dataclass(frozen=True, eq=False)
class _Words:
    """The vocabulary of page furniture, compiled.

    Attributes:
        number: Matches a line that is a page's number: "Page 2 of 9", "- 2 -", "2 | P a g e".
        behind: Finds a page's number at the end of a line: "Marlowick DHR action plan Page 2 of 9", "DHR 2 – page 3".
        marking: Finds a protective marking.
    """

    number: re.Pattern[str]
    behind: re.Pattern[str]
    marking: re.Pattern[str]


@lru_cache(maxsize=8)
def _furniture_words(vocabulary: Vocabulary) -> _Words:
    phrases = vocabulary["furniture"]
    page = alternatives(phrases["page_alone"], joined_on=True)
    spaced = "|".join(r"\s?".join(map(re.escape, word)) for word in phrases["page_alone"])
    behind = as_listed(phrases["page_behind_words"])
    small = as_listed(word.lower() for word in phrases["page_behind_words"])
    return _Words(
        number=re.compile(
            rf"(?:(?:{page})\s*)?\d{{1,4}}(?:\s*(?:of|/)\s*\d{{1,4}})?|(?:{page})\s*\|?\s*\d{{1,4}}"
            rf"|-\s*\d{{1,4}}\s*-|\d{{1,4}}\s*\|\s*(?:{spaced})",
            re.IGNORECASE,
        ),
        behind=re.compile(
            rf"(?<=\S)(?:\s(?:{behind})|\s?[-–—|]\s?(?:{small})\b)\s*\|?\s*\d{{1,4}}(?:\s*(?:of|o|/)\s*\d{{1,4}})?\Z"
        ),
        marking=re.compile(rf"\b(?:{as_listed(phrases['markings'])})\b"),
    )


def drop_furniture(
    blocks: Sequence[Block], vocabulary: Vocabulary, names: Container[str] = ()
) -> tuple[list[Block], list[str]]:
    """Blocks without page furniture, and the distinct texts that were dropped, in order of appearance.

    Args:
        blocks: All of a document.
        vocabulary: Section `furniture`.
        names: Lines that are content, however often they are printed; where there are no pages, what stands below one
            of them without a colon is too.
    """
    words = _furniture_words(vocabulary)
    headers = _tables_at_page_ends(blocks)
    lines = [_as_line(block, headers, words) for block in blocks]
    repeated = (
        headers
        | _repeated_texts(lines)
        | _texts_at_one_place(lines)
        | _line_between_tables(lines, words)
        | _first_line_again(lines, words)
        | _lines_in_cut_rows(lines)
        | _texts_at_page_ends(lines)
        | _marked_lines(lines, words)
    )
    alone = [isinstance(line, Paragraph) and line.text in names and ":" not in line.text for line in lines]
    kept: list[Block] = []
    dropped: dict[str, str] = {}
    for block, line, is_below in zip(blocks, lines, [False, *alone][: len(lines)], strict=True):
        if isinstance(line, Table):
            kept.append(block)
            continue
        key = _key(line.text)
        if not line.text:
            continue
        again = key in repeated and line.text not in names and not (is_below and block.page is None)
        if line.part is not PartOfPage.BODY or again or _numbers_page(line, words):
            dropped.setdefault(key, line.text)
        else:
            kept.append(block)
    return kept, list(dropped.values())


def _as_line(block: Block, headers: Container[str], words: _Words) -> Block:
    """A table of one row whose first or last cell is a page's number as the line that it is: "Tansley DHR 2 | 41".

    So is one that pages have at their ends; `headers` are the keys of those.
    """
    if isinstance(block, Paragraph):
        return block
    texts = [cell.text for cell in block.cells if cell.text]
    line = " ".join(texts)
    if line and _key(line) in headers:
        return Paragraph(line, page=block.page, region=block.region)
    if block.n_rows > 1:
        return block
    parted = 1 < len(texts) <= _PARTS and len(line.split()) > _WORDS_OF_FIELD
    if parted and any(words.number.fullmatch(text) for text in (texts[0], texts[-1])):
        return Paragraph(line, page=block.page, region=block.region)
    return block


def _tables_at_page_ends(blocks: Sequence[Block]) -> frozenset[str]:
    """The keys of small tables with which all pages begin or end, or three of them: headers with borders."""
    bottoms = _page_bottoms(blocks)
    pages: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.page is not None:
            pages[block.page].append(block)
    ends = (block for page in pages.values() for block in {id(b): b for b in (page[0], page[-1])}.values())
    small = (b for b in ends if isinstance(b, Table) and b.n_columns <= _HEADER_COLUMNS and b.n_rows <= _HEADER_ROWS)
    outer = (table for table in small if _in_margin(table, bottoms, _TABLE_MARGIN_SHARE))
    texts = (" ".join(cell.text for cell in table.cells if cell.text) for table in outer)
    times = Counter(_key(text) for text in texts if text and len(text) <= _LONGEST and not is_label(text))
    least = max(2, min(len(pages), _REPEATS_WITHOUT_PAGES))
    return frozenset(key for key, n in times.items() if n >= least)


def _numbers_page(paragraph: Paragraph, words: _Words) -> bool:
    """Whether a line is a page's number, or, where lines have no places, ends with one: then a footer is not in sight.

    A text made from pages prints each footer between two parts of a table, and numbers it otherwise each time.
    """
    if words.number.fullmatch(paragraph.text):
        return True
    return paragraph.region is None and len(paragraph.text) <= _LONGEST and bool(words.behind.search(paragraph.text))


def _key(text: str) -> str:
    return _DIGITS.sub("#", text.casefold())


def _repeated_texts(blocks: Sequence[Block]) -> frozenset[str]:
    heights = _page_bottoms(blocks)
    times: dict[str, set[int]] = defaultdict(set)
    for n, block in enumerate(blocks):
        if isinstance(block, Table) or len(block.text) > _LONGEST or is_label(block.text):
            continue
        if (block.region is not None and not _in_margin(block, heights)) or _is_recommended(blocks, n):
            continue
        times[_key(block.text)].add(n if block.page is None else block.page)
    least = 2 if heights else _REPEATS_WITHOUT_PAGES
    of_sentences = max(least, int(_SHARE_OF_PAGES * len(heights)) + 1)
    return frozenset(
        key for key, places in times.items() if len(places) >= (of_sentences if _is_sentence(key) else least)
    )


def _is_recommended(blocks: Sequence[Block], place: int) -> bool:
    """Whether a sentence stands right below a recommendation's label: two versions of a plan print it on two pages."""
    above, block = blocks[place - 1] if place else None, blocks[place]
    is_below = isinstance(above, Paragraph) and is_label(above.text)
    return is_below and isinstance(block, Paragraph) and _is_sentence(block.text)


def _texts_at_one_place(blocks: Sequence[Block]) -> frozenset[str]:
    """What most pages print at the same height, in a header or footer that is deeper than most."""
    heights = _page_bottoms(blocks)
    tops: dict[str, dict[int, float]] = defaultdict(dict)
    for block in blocks:
        if isinstance(block, Table) or block.region is None or len(block.text) > _LONGEST or is_label(block.text):
            continue
        if _in_margin(block, heights, _DEEP_MARGIN_SHARE) and not _is_sentence(block.text):
            tops[_key(block.text)].setdefault(block.region.page, block.region.top)
    least = max(_LEAST_PAGES, int(_SHARE_OF_PAGES * len(heights)) + 1)
    level = {key for key, places in tops.items() if max(places.values()) - min(places.values()) <= _SAME_HEIGHT}
    return frozenset(key for key in level if len(tops[key]) >= least)


def _texts_at_page_ends(blocks: Sequence[Block]) -> frozenset[str]:
    """What opens, or closes, most pages of a text whose pages are known and not where on them its lines stand."""
    pages: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.page is not None and block.region is None:
            pages[block.page].append(block)
    firsts = Counter(key for page in pages.values() for key in _keys(page[:_PAGE_EDGE]))
    lasts = Counter(key for page in pages.values() for key in _keys(page[-_PAGE_EDGE:]))
    least = max(2, int(_SHARE_OF_PAGES * len(pages)) + 1)
    return frozenset(key for ends in (firsts, lasts) for key, times in ends.items() if times >= least)


def _keys(blocks: Sequence[Block]) -> set[str]:
    """What paragraphs may be known again by; a field ("Lead agency: …") or a label comes again as content does."""
    texts = (block.text for block in blocks if isinstance(block, Paragraph) and len(block.text) <= _LONGEST)
    return {_key(text) for text in texts if ":" not in text and not is_label(text) and not _is_sentence(text)}


def _line_between_tables(blocks: Sequence[Block], words: _Words) -> frozenset[str]:
    """What alone stands between tables, the same every time: the header of pages that were printed anew in others.

    Such a line stands anywhere on the new pages. It tells no table from another, as a banner would.
    """
    gaps: list[set[str]] = [set()]
    for block in blocks:
        if isinstance(block, Table):
            gaps.append(set())
        elif block.part is PartOfPage.BODY and not words.number.fullmatch(block.text):
            gaps[-1].add(block.text.casefold())
    between = [gap for gap in gaps[1:-1] if gap]
    alike = len(between) >= _LEAST_GAPS and all(gap == between[0] for gap in between) and len(between[0]) == 1
    return frozenset(_key(text) for text in between[0] if not is_label(text)) if alike else frozenset()


def _first_line_again(blocks: Sequence[Block], words: _Words) -> frozenset[str]:
    """A line above the first table that alone stands over each repetition of a table's headings: the pages' header.

    Sections of one plan are headed by different lines.
    """
    front: set[str] = set()
    over: set[str] = set()
    gap: list[str] = []
    above: tuple[str, ...] | None = None
    for block in blocks:
        if isinstance(block, Table):
            headings = tuple(cell.text.casefold() for cell in block.cells if cell.row == 0)
            front.update(gap if above is None else ())
            over.update(gap if headings == above else ())
            above, gap = headings, []
        elif block.region is None and not words.number.fullmatch(block.text):
            gap.append(block.text)
    is_header = len(over) == 1 and over <= front and not any(is_label(text) or _is_sentence(text) for text in over)
    return frozenset(map(_key, over)) if is_header else frozenset()


def _lines_in_cut_rows(blocks: Sequence[Block]) -> frozenset[str]:
    """What stands between two pieces of a table of which the lower goes on within a sentence: a page ended there."""
    found: set[str] = set()
    gap: list[str] = []
    above: Table | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            gap += [block.text] if block.region is None else []
            continue
        if above is not None and len(gap) <= _PARTS and _goes_on_in_words(above, block):
            found.update(_key(text) for text in gap if len(text) <= _LONGEST and not is_label(text))
        above, gap = block, []
    return frozenset(found)


def _goes_on_in_words(above: Table, below: Table) -> bool:
    """Whether the first row of a table goes on in small letters where the last row of the other breaks off."""
    last = {cell.column: cell.text for cell in above.cells if cell.row == above.n_rows - 1 and cell.text}
    first = {cell.column: cell.text for cell in below.cells if cell.row == 0 and cell.text}
    return any(text[0].islower() and column in last and not is_ended(last[column]) for column, text in first.items())


def _marked_lines(blocks: Sequence[Block], words: _Words) -> frozenset[str]:
    """Lines behind a table that bear a protective marking, as page headers do, where lines have no places."""
    first = next((n for n, block in enumerate(blocks) if isinstance(block, Table)), len(blocks))
    lines = [b for b in blocks[first:] if isinstance(b, Paragraph) and b.region is None and len(b.text) <= _LONGEST]
    return frozenset(_key(b.text) for b in lines if words.marking.search(b.text) and not is_label(b.text))


def _is_sentence(text: str) -> bool:
    """Whether a text reads as content, which may stand at the top of two pages by chance."""
    return len(text.split()) >= _WORDS_OF_SENTENCE and is_ended(text)


def _page_bottoms(blocks: Sequence[Block]) -> dict[int, float]:
    """The lowest thing on each page, in points; the page's own height is not needed to find its margins."""
    bottoms: dict[int, float] = {}
    for block in blocks:
        if block.region is not None:
            bottoms[block.region.page] = max(bottoms.get(block.region.page, 0.0), block.region.bottom)
    lowest = max(bottoms.values(), default=0.0)
    # A page with little on it says nothing of its height; a landscape page among portrait ones does.
    return {page: bottom if bottom >= lowest * _FULL_PAGE_SHARE else lowest for page, bottom in bottoms.items()}


def _in_margin(block: Block, bottoms: dict[int, float], share: float = _MARGIN_SHARE) -> bool:
    region = block.region
    if region is None:
        return True
    height = bottoms[region.page]
    return region.bottom <= height * share or region.top >= height * (1 - share)
