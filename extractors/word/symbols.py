"""Signs of the symbol fonts (Symbol, Wingdings …) as Unicode: what Word prints for a code that no other font knows."""

from __future__ import annotations

from types import MappingProxyType

TICKED, UNTICKED = "☒", "☐"
"""How Word itself prints a check box."""
UNKNOWN = "�"
LONGEST_SIGN = 2
"""Letters of a run in a symbol font up to which they are taken for its signs."""
PRIVATE = 0xF000
"""Word keeps the codes of symbol fonts in the private area from here on, to U+F0FF."""

_GREEK = {
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
}
_SYMBOL = _GREEK | {
    0x22: "∀", 0x24: "∃", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼", 0xA0: "€", 0xA2: "′",
    0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑",
    0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB6: "∂", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC6: "∅", 0xCE: "∈", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√",
    0xD7: "⋅", 0xD8: "¬", 0xDB: "⇔", 0xDC: "⇐", 0xDD: "⇑", 0xDE: "⇒", 0xDF: "⇓", 0xE0: "◊", 0xE5: "∑",
}  # fmt: skip
_WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺",
    0x4B: "😐", 0x4C: "☹", 0x4F: "⚐", 0x52: "☼", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "☐",
    0x72: "☐", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "☒", 0x9E: "·", 0x9F: "•", 0xA0: "▪",
    0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "☐", 0xAB: "★", 0xAC: "✶", 0xB6: "☆", 0xD8: "➢", 0xDF: "←", 0xE0: "→",
    0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⬄", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x96: "●", 0x97: "•", 0x98: "●", 0xA2: "■",
    0xA3: "☐", 0x2A: "☐",
}  # fmt: skip
_WINGDINGS_3 = {
    0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x7D: "▶", 0x84: "◀", 0x70: "▲", 0x71: "▼", 0x75: "▶", 0x76: "◀",
}  # fmt: skip
_WEBDINGS = {0x61: "✓", 0x72: "✗", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x33: "◀", 0x34: "▶", 0x35: "▲", 0x36: "▼"}
FONTS = MappingProxyType(
    {
        "symbol": _SYMBOL,
        "wingdings": _WINGDINGS,
        "wingdings 2": _WINGDINGS_2,
        "wingdings 3": _WINGDINGS_3,
        "webdings": _WEBDINGS,
    }
)
"""Font name, in small letters, to code (0x20 to 0xFF) to sign."""
_LIKELIEST = {**_SYMBOL, **_WINGDINGS}
"""Where no font is named: bullets and boxes are mostly of Wingdings."""
_SIGNS = frozenset("✓✗☐☑☒●■▪•→←")


def symbol(code: str | None, font: str | None) -> str:
    """The sign of a `w:sym`: `code` is hexadecimal, in the private area or plain."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return UNKNOWN
    return private_sign(chr(number), font) if 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE else UNKNOWN


def private_sign(letter: str, font: str | None) -> str:
    """The sign for a letter that may be of the private area; any other letter is itself unless the font is symbols."""
    number = ord(letter)
    signs = FONTS.get((font or "").lower())
    if PRIVATE <= number <= PRIVATE + 0xFF:
        number -= PRIVATE
        if signs is None and font:
            return chr(number)
        return (_LIKELIEST if signs is None else signs).get(number, UNKNOWN if number > 0x20 else " ")
    return signs.get(number, letter) if signs is not None and number <= 0xFF else letter


def in_font(text: str, font: str | None) -> str:
    """Text as its font prints it: private codes become signs, and letters set in a symbol font its ticks and boxes.

    Longer text set in such a font is kept: the words are likelier meant than the pictures.
    """
    if font is not None and font.lower() in FONTS and len(text.strip()) <= LONGEST_SIGN:
        return "".join(_ticks_only(letter, font) for letter in text)
    if text.isascii() or not any(PRIVATE <= ord(c) <= PRIVATE + 0xFF for c in text):
        return text
    return "".join(private_sign(letter, font) for letter in text)


def _ticks_only(letter: str, font: str) -> str:
    sign = private_sign(letter, font)
    return sign if ord(letter) >= PRIVATE or sign in _SIGNS else letter
