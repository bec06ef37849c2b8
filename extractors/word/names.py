"""Names of WordprocessingML, and how its properties are read (ISO/IEC 29500-1, clause 17)."""

from __future__ import annotations

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{MAIN}}}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
OFF = frozenset({"0", "false", "off", "none"})
"""How an on-off property is switched off; anything else, and no value at all, switches it on."""


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute of the w namespace, or None where it or the element is missing."""
    return None if element is None else element.get(W + name)


def switched(element: etree._Element) -> bool:
    """What an on-off property says that is there."""
    return (element.get(W + "val") or "1").lower() not in OFF


def is_on(properties: etree._Element | None, name: str) -> bool:
    """Whether an on-off property (`w:tblHeader`, `w:b` …) is there and not switched off."""
    found = None if properties is None else properties.find(W + name)
    return found is not None and switched(found)


def inner(element: etree._Element, outer: str, name: str) -> etree._Element | None:
    """A child's child, both of the w namespace: cheaper than a path where it is asked of every paragraph."""
    properties = element.find(W + outer)
    return None if properties is None else properties.find(W + name)


def whole(text: str | None, most: int = 10**9) -> int | None:
    """A whole number as the format writes it, or None for anything else and for what exceeds `most`."""
    if text is None or len(text) > 10 or not text.lstrip("-").isdecimal():
        return None
    try:
        number = int(text)
    except ValueError:  # more than one sign
        return None
    return number if abs(number) <= most else None
