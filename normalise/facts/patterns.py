"""Labels in front of facts ("Reference:") as patterns, built once for each vocabulary."""

from __future__ import annotations

import re
from functools import lru_cache

from normalise.phrases import phrases_of
from normalise.vocabulary import Vocabulary


@lru_cache(maxsize=256)
def label_pattern(vocabulary: Vocabulary, section: str, *keys: str) -> re.Pattern[str]:
    """A pattern for "Label:" at the start of a line (a dash serves too), or anywhere in it with a colon."""
    label = f"(?:{phrases_of(vocabulary, section, *keys).pattern})"
    return re.compile(rf"(?:^{label} ?(?:\([^()]{{0,30}}\) ?)?(?::|[–—-](?= ))|{label} ?:) ?", re.IGNORECASE)
