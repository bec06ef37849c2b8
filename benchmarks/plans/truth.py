"""What a dataset must say of a made action, in its own terms."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.plans.layout import Layout
from benchmarks.plans.logic import Value
from benchmarks.plans.printed import Truth

_COLUMN_OF = {
    "action": "action", "lead": "lead_agency_text", "target": "target_date_text", "outcome": "intended_outcome",
    "milestones": "milestones", "progress": "progress_text", "response": "response_text",
    "completion": "completion_text", "scope": "scope_text",
}  # fmt: skip


def truth_of(number: str, title: str | None, recommendation: str, values: Mapping[str, Value], layout: Layout) -> Truth:
    """The truth of one action.

    Args:
        number: Of its recommendation.
        title: Beside the number, or None.
        recommendation: Its words.
        values: The action's cells by column.
        layout: How it is printed.
    """
    texts: dict[str, str | None] = dict.fromkeys(_COLUMN_OF.values())
    meaning: dict[str, object] = {"rag": None}
    if layout.recommendation == "without_recommendation":
        texts |= {"recommendation": None, "recommendation_title": None}
    else:
        texts |= {"recommendation": recommendation, "recommendation_title": title}
        meaning["recommendation_number"] = number
    for key, value in sorted(values.items(), key=lambda item: item[0] == "completion"):
        if key in _COLUMN_OF:
            texts[_COLUMN_OF[key]] = value.text or None
            if key != "completion" or value.text:
                meaning |= value.meaning
    rating = values.get("rating")
    if rating is not None:
        meaning |= rating.meaning
        if "progress" not in values:
            texts["progress_text"] = rating.text or None
        if layout.rating == "sign":
            texts.pop("progress_text")  # whether a sign is text is a matter of taste
    if "progress" not in values and not texts["completion_text"]:
        meaning.pop("completion_state", None)
    if layout.recommendation == "numbered_lists" and "progress" not in values:
        meaning.pop("completion_state", None)
    if "priority" in values:
        meaning["extra"] = [values["priority"].text]
    return Truth(texts, meaning)
