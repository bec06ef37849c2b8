"""What a document says about itself: its title, whom it is about, who owns it, when it was made and updated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.document import Block
from normalise.facts.lines import blocks_to_lines
from normalise.facts.partnership import find_partnership
from normalise.facts.plan_dates import find_plan_dates
from normalise.facts.review_name import find_review_name
from normalise.facts.review_reference import find_review_reference
from normalise.facts.title import find_title
from normalise.plan import PlanFacts
from normalise.vocabulary import Vocabulary

__all__ = ["find_facts"]


def find_facts(
    blocks: Sequence[Block], furniture: Sequence[str], metadata: Mapping[str, str], vocabulary: Vocabulary
) -> PlanFacts:
    """The facts that stand outside the tables; what is not stated is None.

    Args:
        blocks: The document's blocks in reading order, page headers and footers already removed.
        furniture: The distinct texts of the headers and footers that were removed, headers first.
        metadata: What the file says of itself; `title` is used when nothing printed serves.
        vocabulary: All phrases; the sections whose names begin with `fact_` are used.

    Returns:
        The facts. The role of both dates is `completed`: no role of the contract says "date of a document",
        and a plan's date is the day on which that version of it was finished.
    """
    lines = blocks_to_lines(blocks, furniture, vocabulary)
    title = find_title(lines, metadata, vocabulary)
    partnership = find_partnership(lines, title, vocabulary)
    plan_date, plan_updated = find_plan_dates(lines, vocabulary)
    return PlanFacts(
        title=title,
        review_name=find_review_name(lines, title, partnership, vocabulary),
        review_reference=find_review_reference(lines, title, vocabulary),
        partnership=partnership,
        plan_date=plan_date,
        plan_updated=plan_updated,
    )
