"""What stands printed in each cell of a sample's table, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from logical_plan import ActionSource, Column, PlanSource, RecommendationSource

RAG_FILLS = {"red": "C00000", "amber": "FFC000", "green": "00B050", "blue": "0070C0", "grey": "BFBFBF"}
"""Shading of a rating, RRGGBB."""

SHORT_FIELDS = {"number": 0.5, "rag": 0.7, "scope_text": 0.9, "target_date_text": 1.0, "lead_agency_text": 1.2}
"""Columns narrower than the others, as a share of an ordinary column."""


def cell_words(column: Column, recommendation: RecommendationSource, action: ActionSource) -> str:
    """The words of one cell; a coloured rating has none."""
    if column.field == "number":
        return recommendation.number or ""
    if column.field == "recommendation":
        return recommendation.text or ""
    return action.cells.get(column.field, "")


def table_rows(
    plan: PlanSource, recommendations: Sequence[RecommendationSource] | None = None
) -> Iterator[tuple[RecommendationSource, ActionSource, list[str]]]:
    """Each action of the plan, or of some recommendations, with the words of its row."""
    for recommendation in plan.recommendations if recommendations is None else recommendations:
        for action in recommendation.actions:
            yield recommendation, action, [cell_words(column, recommendation, action) for column in plan.columns]


def column_widths(columns: Sequence[Column], total: float) -> list[float]:
    """Widths that share out `total`, in its unit."""
    shares = [SHORT_FIELDS.get(column.field, 2.0) for column in columns]
    return [total * share / sum(shares) for share in shares]
