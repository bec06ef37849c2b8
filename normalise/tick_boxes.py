"""Options with a box each, of which one is ticked: "☐ Not started ☒ In progress ☐ Complete" is in progress."""

from __future__ import annotations

import re

from normalise.completion.state import is_status
from normalise.ratings.cells import is_only_ratings
from normalise.vocabulary import Vocabulary

_BOX = re.compile(r"(?P<ticked>[☒☑🗹✅🗷]|\[[xX✓✔]\]|\([xX]\))|☐|□|🗆|\[ ?\]|\( \)")
_FEWEST = 2
_LONGEST = 400
"""Characters; a longer cell is a text with boxes in it."""


def chosen_options(text: str | None, vocabulary: Vocabulary) -> str | None:
    """The ticked options of a cell in which each is a state or a rating and some are not ticked; any other as it is.

    Args:
        text: The cell, or None.
        vocabulary: The words of states and ratings.
    """
    boxes = list(_BOX.finditer(text)) if text and len(text) <= _LONGEST else []
    if text is None or len(boxes) < _FEWEST or all(box["ticked"] for box in boxes):
        return text
    edges = [0, *(place for box in boxes for place in box.span()), len(text)]
    between = [text[a:b].strip(" \n/,;") for a, b in zip(edges[::2], edges[1::2], strict=True)]
    options = between[:-1] if between[0] else between[1:]  # its box stands behind an option or before it
    left = between[-1] if between[0] else ""
    if left or not all(is_status(option, vocabulary) or is_only_ratings(option, vocabulary) for option in options):
        return text
    return "\n".join(option for option, box in zip(options, boxes, strict=True) if box["ticked"])
