"""Whether bytes are a web page, a web archive or an e-mail: judged by how they begin."""

from __future__ import annotations

import codecs
import re

BEGINNING = 64 * 1024
"""How much of a file is looked at."""
_SKIPPED = re.compile(r"\s+|<!--.*?-->|<\?xml[^>]{0,500}\?>", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html\b|(?:html|head|body|title|meta|table)(?=[\s>/]))", re.IGNORECASE)
_OTHER_MARKUP = re.compile(r"<(?:\?xml|!doctype)", re.IGNORECASE)
_FRAGMENT = re.compile(r"<(?:h[1-6]|div|p|section|main|article|ul|ol|b|font|span|center)(?=[\s>])", re.IGNORECASE)
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,40}):")
_TRANSPORT = frozenset({"dkim-signature", "arc-seal", "authentication-results", "received-spf", "received"})
_MAIL_ONLY = _TRANSPORT | {"message-id", "mime-version", "return-path", "delivered-to", "x-mailer"}
_MAIL_NAMES = frozenset({".eml", ".mht", ".mhtml"})
_MAIL_MUST = frozenset({"from", "date"})
"""What every message has (RFC 5322, 3.6); one copied out of a mail program as text says `Sent` instead."""
_MOST_SKIPS = 50


def is_web_page(head: bytes) -> bool:
    """Whether a file is an HTML document, or a piece cut out of one.

    A document's first tag is one of a page's own; a piece begins and ends with tags and has a table between them. Text
    that merely holds HTML is neither: its own tables are of tabs or pipes, with tags inside.
    """
    start = beginning(head)
    if _PAGE.match(start):
        return True
    has_table = b"<table" in head.lower() and b"</table" in head.lower()
    return has_table and head.rstrip().endswith(b">") and b"\t|" not in head and bool(_FRAGMENT.match(start))


def is_other_markup(head: bytes) -> bool:
    """Whether a file is XML of another kind."""
    return not is_web_page(head) and bool(_OTHER_MARKUP.match(beginning(head, with_declaration=True)))


def is_mail(head: bytes, suffix: str = "") -> bool:
    """Whether a file is an e-mail or a web archive (MHTML): its first lines are headers that only mail has.

    A file that is named as one needs no more than headers.
    """
    names = []
    for line in _decoded(head)[:4096].splitlines():
        match = _HEADER.match(line)
        if match:
            names.append(match[1].casefold())
        elif not line.strip() or not line[0].isspace():
            break
    sender = re.search(r"^from:[^\n]{0,200}@", _decoded(head)[:4096], re.IGNORECASE | re.MULTILINE)
    if suffix in _MAIL_NAMES:
        return bool(names)
    return len(names) > 1 and (
        not _MAIL_ONLY.isdisjoint(names) or (set(names) >= _MAIL_MUST and "sent" not in names and sender is not None)
    )


def beginning(head: bytes, *, with_declaration: bool = False) -> str:
    """The first characters behind blanks, comments and the XML declaration."""
    text, at = _decoded(head), 0
    for _ in range(_MOST_SKIPS):
        skipped = _SKIPPED.match(text, at)
        if skipped is None or (with_declaration and skipped[0].startswith("<?xml")):
            break
        at = skipped.end()
    return text[at : at + 200]


def _decoded(head: bytes) -> str:
    cut = head[:BEGINNING]
    if cut.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return cut.decode("utf-16", "ignore")
    return cut.removeprefix(codecs.BOM_UTF8).decode("latin-1")
