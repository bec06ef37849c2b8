"""A cell or paragraph as converters leave it to its plain words: HTML, entities, Markdown and spaces.

Tags are read by a tokeniser of our own and not by `html.parser`: that one swallows `<name>`, cut-off tags and
everything behind a stray `<script>`, and grows quadratically on hostile input. Only names of HTML elements are tags.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, field

from extractors.text.lists import split_items
from extractors.text.markdown import without_markdown


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BLOCKS = _names(
    """
    p div li ol ul dl dt dd br hr table thead tbody tfoot tr td th caption blockquote pre section article header
    footer main nav aside figure figcaption h1 h2 h3 h4 h5 h6 body html center address
    """
)
_RAISED = frozenset(("sup", "sub"))
_INLINE = _names(
    """
    a abbr b bdi bdo big cite code del dfn em font i img input ins kbd label mark q s samp small span strike strong
    tt u var colgroup col wbr head meta link
    """
)
_SILENT = frozenset(("script", "style", "template"))
_KNOWN = _BLOCKS | _RAISED | _INLINE | _SILENT
# Both end at the next "<", so a line of them costs one pass.
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s(?:\"[^\"<]*\"|'[^'<]*'|[^<>\"'])*)?/?)>")
_CUT_TAG = re.compile(r"<[A-Za-z][A-Za-z0-9]*\s+[A-Za-z-]+=[^<>]*\Z")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARKED = re.compile(r"[<&*\\$]|__|~~|\]\(")
_LONGEST_WORD = 1_000
_BREAKS = str.maketrans({"\v": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\r": "\n", "\f": "\n"})
_DROPPED = dict.fromkeys(
    (
        *range(0x09),
        *range(0x0E, 0x20),
        *range(0x7F, 0xA0),
        0xAD,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x206A),
        0xFEFF,
    )
)


def plain_text(raw: str) -> str:
    """The words of a cell or line in normal form: paragraphs and list items parted by one newline.

    Unicode NFC; no markup, zero-width or control characters; runs of spaces are one space; no empty lines.
    """
    if raw.isascii() and raw.isprintable() and not _MARKED.search(raw):
        return " ".join(raw.split())
    segments = _read_tags(raw) if "<" in raw else [_Segment(_decode_entities(raw))]
    lines = (line for segment in segments for line in _segment_lines(segment))
    return tidy_lines(without_markdown("\n".join(lines)))


def tidy_lines(text: str) -> str:
    """Text in Unicode NFC with one space between words, one newline between lines, and nothing empty."""
    lines = (" ".join(line.split()) for line in text.translate(_BREAKS).translate(_DROPPED).split("\n"))
    if not text.isascii():
        lines = (" ".join(map(_composed, line.split(" "))) for line in lines)
    return "\n".join(line for line in lines if line)


def _composed(word: str) -> str:
    # Composing sorts a run of combining marks in quadratic time; real words are far shorter than these pieces.
    if len(word) <= _LONGEST_WORD:
        return unicodedata.normalize("NFC", word)
    pieces = (word[i : i + _LONGEST_WORD] for i in range(0, len(word), _LONGEST_WORD))
    return "".join(unicodedata.normalize("NFC", piece) for piece in pieces)


@dataclass(slots=True)
class _Segment:
    """Text between two block tags, and the list (`ol`, `ul`) that it stands in without an item tag of its own."""

    text: str = ""
    list_kind: str = ""


@dataclass(slots=True)
class _Builder:
    """Segments while they are read."""

    segments: list[_Segment] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    list_kind: str = ""
    glue: bool = False  # the next words join what stands before them (a superscript)

    def add(self, text: str) -> None:
        text = _decode_entities(text)
        if self.glue and text.strip():
            text, self.glue = text.lstrip(" \t\xa0"), False
        if text:
            self.parts.append(text)

    def end_segment(self, list_kind: str) -> None:
        self.segments.append(_Segment("".join(self.parts), self.list_kind))
        self.parts, self.list_kind, self.glue = [], list_kind, False

    def raise_text(self) -> None:
        while self.parts and not self.parts[-1].strip(" \t\xa0"):
            self.parts.pop()
        if self.parts:
            self.parts[-1] = self.parts[-1].rstrip(" \t\xa0")
        self.glue = True


def _read_tags(raw: str) -> list[_Segment]:
    raw = _CUT_TAG.sub("", _drop_comments(raw)) if "=" in raw[-2000:] else _drop_comments(raw)
    builder, position, silent = _Builder(), 0, ""
    unclosed = {name for name in _SILENT if f"</{name}" not in raw.lower()}
    for match in _TAG.finditer(raw):
        name, closing = match[2].lower(), bool(match[1])
        if name not in _KNOWN:
            continue
        if not silent:
            builder.add(raw[position : match.start()])
        position = match.end()
        if name in _SILENT:
            silent = "" if closing or name in unclosed else name
        elif not silent:
            _apply_tag(builder, name, closing)
    if not silent:
        builder.add(raw[position:])
    builder.end_segment("")
    return builder.segments


def _apply_tag(builder: _Builder, name: str, closing: bool) -> None:
    if name in _BLOCKS:
        builder.end_segment(name if name in ("ol", "ul") and not closing else "")
    elif name in _RAISED and not closing:
        builder.raise_text()


def _drop_comments(raw: str) -> str:
    if "<!--" not in raw:
        return raw
    kept, position = [], 0
    while (start := raw.find("<!--", position)) >= 0 and (end := raw.find("-->", start)) >= 0:
        kept.append(raw[position:start])
        position = end + 3
    return "".join([*kept, raw[position:]])


def _decode_entities(text: str) -> str:
    # Only with its semicolon: html.unescape alone turns "R&notify" into "R¬ify".
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def _segment_lines(segment: _Segment) -> list[str]:
    lines = tidy_lines(segment.text).split("\n")
    return [item for line in lines for item in split_items(line, segment.list_kind)]
