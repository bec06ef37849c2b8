"""The rows that a sample must give, in the shape of the dataset contract, from its source alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from logical_plan import CELLS, ActionSource, PlanSource, RecommendationSource, without_cuts

_SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 2)}


def expected_document(plan: PlanSource, file: str) -> dict[str, Any]:
    """The expected facts and actions of one sample, ready for JSON."""
    rows = [_expected_action(plan, *row) for row in plan.rows()]
    document: dict[str, Any] = {
        name: plan.facts.get(name) for name in ("title", "review_name", "review_reference", "partnership")
    }
    for name in ("plan_date", "plan_updated"):
        document[name] = _date_value(plan.facts[name]) if name in plan.facts else None
    document |= {"status": "ok" if rows else "no_action_plan", "action_count": len(rows)}
    if plan.unscored:
        document["unscored"] = list(plan.unscored)
    return {"file": file, "layout": plan.layout, "document": document, "actions": rows}


def edtf_days(edtf: str) -> tuple[date | None, date | None]:
    """First and last day of an EDTF date, season, year, month or interval (`..` is an open end)."""
    if "/" in edtf:
        start, end = edtf.split("/")
        return edtf_days(start)[0], edtf_days(end)[1]
    if edtf in ("", ".."):
        return None, None
    parts = edtf.split("-")
    if len(parts) == 3:
        day = date.fromisoformat(edtf)
        return day, day
    first_month, last_month = (1, 12) if len(parts) == 1 else _SEASONS.get(parts[1], (int(parts[1]), int(parts[1])))
    year = int(parts[0])
    return date(year, first_month, 1), _month_end(year + (last_month < first_month), last_month)


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _date_value(coded: str, default_role: str | None = None) -> dict[str, Any]:
    edtf, _, role = coded.partition(" ")
    earliest, latest = edtf_days(edtf)
    value: dict[str, Any] = {
        "edtf": edtf,
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat() if latest else None,
    }
    if role or default_role:
        value["role"] = role or default_role
    return value


def _span(values: list[dict[str, Any]], role: str) -> tuple[str | None, str | None]:
    meant = [value for value in values if value["role"] == role]
    starts = [value["earliest"] for value in meant if value["earliest"]]
    ends = [value["latest"] for value in meant if value["latest"]]
    return min(starts, default=None), max(ends, default=None)


def _expected_action(plan: PlanSource, recommendation: RecommendationSource, action: ActionSource) -> dict[str, Any]:
    due = [_date_value(coded, "due") for coded in action.due]
    done = [_date_value(coded, "completed") for coded in action.done]
    row: dict[str, Any] = {
        "recommendation_number": recommendation.number,
        "recommendation_title": recommendation.title,
        "recommendation": without_cuts(recommendation.text),
    }
    row |= {name: without_cuts(action.cells.get(name)) for name in CELLS}
    row |= {
        "scope": _scope(action.cells.get("scope_text")),
        "lead_agencies": list(action.agencies),
        "agency_sectors": [plan.agencies[agency] for agency in action.agencies],
        "owners": [],
        "target_dates": due,
        "target_kind": action.kind,
        "updates": [_expected_update(update) for update in action.updates],
        "rag": action.rag[-1] if action.rag else None,
        "rag_history": list(action.rag),
        "rag_source": plan.rag_source if action.rag else None,
        "completion_state": action.state,
        "completion_dates": done,
    }
    row["target_earliest"], row["target_latest"] = _span(due, "due")
    row["completion_earliest"], row["completion_latest"] = _span(done, "completed")
    if action.unscored:
        row["unscored"] = list(action.unscored)
    return row


def _expected_update(update: Any) -> dict[str, Any]:
    return {"label": update.label, "edtf": update.edtf, "rag": update.rag, "text": without_cuts(update.text)}


def _scope(text: str | None) -> str | None:
    words = {"Local": "local", "District": "district", "Countywide": "county", "Regional": "regional"}
    return {**words, "National": "national", "County": "county"}.get(text or "")
