"""The words of pdfium's text, between blanks, and the phrases that several of them stand in.

Spaces that pdfium adds itself are not believed: where the letters stand shows where words end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import pypdfium2.raw as pdfium

from extractors.pdf.calls import bare
from extractors.pdf.lines import is_odd, printed_phrase
from extractors.pdf.styles import SetAs, Styles
from extractors.pdf.text import UNKNOWN, Flags, Numbers

WORD = re.compile(r"[^\s\x00-\x20\u2000-\u200b\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
SYMBOLS = range(0xF000, 0xF100)
"""Where signs of symbol fonts (bullets, ticks) stand: known by place, whatever the font says."""

_has_no_letter, _is_added = bare(pdfium.FPDFText_HasUnicodeMapError), bare(pdfium.FPDFText_IsGenerated)


@dataclass(frozen=True, slots=True)
class Words:
    """The n words of a page in the order of the file.

    Attributes:
        text: As pdfium gives them; what the font does not tell is `UNKNOWN`.
        start: Where each begins in pdfium's text.
        end: Where each ends.
        is_spaced: Whether a space is printed behind it.
        settings: How its first letter is set.
        is_odd: Whether anything is printed otherwise than the file spells it.
    """

    text: Sequence[str]
    start: Numbers
    end: Numbers
    is_spaced: Flags
    settings: Sequence[SetAs]
    is_odd: bool

    @classmethod
    def of(cls, text_page: int, text: str, styles: Styles) -> Words:
        """Those of a page.

        Args:
            text_page: The address of pdfium's text page.
            text: What `page_text` gave for it.
            styles: The settings of its letters.
        """
        found = list(WORD.finditer(text))
        start, end = [match.start() for match in found], [match.end() for match in found]
        settings = styles.of(start)
        known, is_spaced = _known(text_page, found, settings), _followed_by_space(text_page, text, end)
        return cls(known, np.array(start), np.array(end), np.array(is_spaced), settings, is_odd(text))

    def ties(self) -> Flags:
        """n-1: whether each has a single space behind it and then a word of the same text object."""
        source = np.array([one.source or 0 for one in self.settings])
        return np.asarray(self.is_spaced[:-1] & (self.start[1:] == self.end[:-1] + 1) & (source[1:] == source[:-1]))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words in a row that are told by their ends, one or more in each of n phrases.

    Attributes:
        words: All of the page.
        first: The number of each phrase's first word.
        last: The number of its last word.
        settings: How its first letter is set.
    """

    words: Words
    first: Numbers
    last: Numbers
    settings: Sequence[SetAs]

    @classmethod
    def of(cls, words: Words, ties: Flags) -> Phrases:
        """Each word together with the next where it is tied to it."""
        first, last = np.flatnonzero(np.append(True, ~ties)), np.flatnonzero(np.append(~ties, True))
        return cls(words, first, last, [words.settings[at] for at in first.tolist()])

    @property
    def start(self) -> Numbers:
        """Where each begins in pdfium's text."""
        return self.words.start[self.first]

    @property
    def head_end(self) -> Numbers:
        """Where the first word of each ends."""
        return self.words.end[self.first]

    @property
    def end(self) -> Numbers:
        """Where each ends."""
        return self.words.end[self.last]

    def texts(self, is_whole: Sequence[bool]) -> list[str]:
        """What is printed: one text for each phrase that is whole, one for each letter of the others."""
        text, printed = self.words.text, printed_phrase if self.words.is_odd else str
        found: list[str] = []
        for first, last, whole in zip(self.first.tolist(), self.last.tolist(), is_whole, strict=True):
            if whole:
                found.append(printed(" ".join(text[first : last + 1])))
            else:
                found += map(printed, text[first])
        return found


def _known(text_page: int, found: Sequence[re.Match[str]], settings: Sequence[SetAs]) -> list[str]:
    words = [match.group() for match in found]
    for at, one in enumerate(settings):
        if not one.style.is_mapped:
            letters = enumerate(words[at], found[at].start())
            words[at] = "".join([c if _is_known(text_page, index, c) else UNKNOWN for index, c in letters])
    return words


def _is_known(text_page: int, index: int, letter: str) -> bool:
    return ord(letter) in SYMBOLS or _has_no_letter(text_page, index) != 1


def _followed_by_space(text_page: int, text: str, ends: Sequence[int]) -> list[bool]:
    """Whether the blank behind each word is in the file: pdfium adds some of its own."""
    is_added = map(_is_added, repeat(text_page), ends)
    behind = [text[end : end + 1] for end in ends]
    return [sign.isspace() and sign not in "\r\n" and not added for sign, added in zip(behind, is_added, strict=True)]
