r"""Markdown and TeX as converters of scanned or printed pages write them in cells, to the words that they print.

Emphasis (CommonMark 0.31, section 6.2), links and pictures (6.3, 6.4), escapes (2.4), struck-through words (GitHub's
extension), and formulas between dollar signs that are no formulas: `$9^{th}$`, `$\checkmark$`, `$100\%$`.
"""

from __future__ import annotations

import re

_EMPHASIS = re.compile(r"(?<![*\\])\*{1,3}(?!\*)|(?<![_\\])__(?!_)")
_ESCAPE = re.compile(r"\\([!#$%&()*+\-.\[\]_`{|}~])")
_STRUCK = re.compile(r"~~(?=\S)([^~]{1,2000})~~")
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\s]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\((?:https?://|mailto:|www\.|[#/.])[^()\s]{0,1000}\)")
_FORMULA = re.compile(r"(?<!\\)\$(?=[^$\n]*[\^\\])([^$\n]{1,80})\$")
_WORDS_IN_FORMULA = re.compile(r"\\(?:text|mathrm|textrm|mathbf|textbf|textsuperscript|rm)\s?\{([^{}]{0,60})\}")
_RAISED = re.compile(r"\s*[\^_]\s*(?:\{\s*([^{}]{0,20}?)\s*\}|(\w))")
_SIGNS = {
    "checkmark": "✓", "bullet": "•", "cdot": "·", "square": "☐", "Box": "☐", "boxtimes": "☒", "boxdot": "☑",
    "blacksquare": "■", "times": "×", "rightarrow": "→", "to": "→", "Rightarrow": "⇒", "geq": "≥", "ge": "≥",
    "leq": "≤", "le": "≤", "pm": "±", "sim": "~", "approx": "≈", "pounds": "£", "circ": "°", "ldots": "…",
    "dots": "…", "ast": "*", "quad": " ",
}  # fmt: skip
"""What TeX calls the signs that plans print."""
_COMMAND = re.compile(r"\\([A-Za-z]{1,12}) ?")


def without_markdown(text: str) -> str:
    """The words of a text without the marks of Markdown around them, and formulas as they are printed."""
    if "](" in text:
        text = _LINK.sub(r"\1", _PICTURE.sub("", text))
    if "~~" in text:
        text = _STRUCK.sub(r"\1", text)
    if "$" in text:
        text = _FORMULA.sub(lambda match: _printed(match[1]) or match[0], _joined_to_raised(text))
    text = _without_emphasis(text)
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def _joined_to_raised(text: str) -> str:
    """Text in which a formula that is nothing but a raised ending stands at its number: `9 $^{th}$`."""
    return re.sub(r"(?<=\w) (?=\$ ?\^)", "", text)


def _printed(formula: str) -> str | None:
    """What a formula prints where it holds words, raised endings and known signs only; else None."""
    words = _RAISED.sub(lambda match: match[1] or match[2] or "", _WORDS_IN_FORMULA.sub(r"\1", formula))
    commands = set(_COMMAND.findall(words))
    if not commands <= _SIGNS.keys():
        return None
    return _COMMAND.sub(lambda match: _SIGNS[match[1]], words).replace("{", "").replace("}", "")


def _without_emphasis(text: str) -> str:
    """Text without the Markdown marks `*`, `**`, `***` and `__` that come in pairs around words."""
    if "*" not in text and "__" not in text:
        return text
    marks = _paired_marks(text)
    if marks:
        return _without(text, sorted(marks))
    return text


def _paired_marks(text: str) -> set[tuple[int, int]]:
    opened: dict[str, list[tuple[int, int]]] = {"*": [], "**": [], "***": [], "__": []}
    paired: set[tuple[int, int]] = set()
    for match in _EMPHASIS.finditer(text):
        mark, span = match[0], match.span()
        before, after = text[span[0] - 1 : span[0]], text[span[1] : span[1] + 1]
        closes = bool(before.strip()) and (mark == "**" or not after.isalnum())
        opens = bool(after.strip()) and (mark == "**" or not before.isalnum())
        if closes and opened[mark]:
            paired.update((opened[mark].pop(), span))
        elif closes and mark == "***" and opened["*"] and opened["**"]:
            paired.update((opened["*"].pop(), opened["**"].pop(), span))
        elif opens:
            opened[mark].append(span)
    return paired


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    kept, position = [], 0
    for start, end in spans:
        kept.append(text[position:start])
        position = end
    return "".join([*kept, text[position:]])
