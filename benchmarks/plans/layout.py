"""How a plan is printed: one choice on each of several axes, drawn by chance but never an impossible mixture."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

RECOMMENDATION = (
    "number_column", "label_in_cell", "number_in_cell", "merged", "left_empty", "repeated", "banner", "banner_two",
    "above_table", "listed_before", "lettered_rows", "lettered_list", "theme_column", "agency_sections",
    "heading_per_section", "numbered_lists", "action_numbers", "without_action", "without_recommendation",
)  # fmt: skip
"""Where the recommendation of a row stands."""
HEADINGS = (
    "plain", "upper", "short", "misspelt", "combined", "question", "two_rows", "three_rows", "guidance", "title_band",
    "broken", "first_blank", "none",
)  # fmt: skip
"""How the columns are headed."""
PAGES = (
    "one", "repeated", "not_repeated", "shortened", "misprinted", "shifted", "portrait_landscape", "cut_rows",
    "cut_rows_repeated", "cut_words", "cut_centred", "spare_column", "word", "word_cut", "ragged",
)  # fmt: skip
"""What page breaks do: `word` formats have none; `ragged` is a text format that lost cells."""
EXTRAS = ("nothing", "key", "totals", "signatures", "template_rows", "other_tables", "two_plans", "two_versions")
"""What stands in the document besides the plan."""
RATINGS = ("none", "words", "shade", "sign")
FORMS = ("table", "cards", "cards_cut")

AXES = {
    "recommendation": RECOMMENDATION,
    "headings": HEADINGS,
    "pages": PAGES,
    "extras": EXTRAS,
    "rating": RATINGS,
    "order": ("usual", "shuffled"),
    "form": FORMS,
}


@dataclass(frozen=True, slots=True)
class Layout:
    """One choice on each axis; see `AXES`."""

    recommendation: str = "number_column"
    headings: str = "plain"
    pages: str = "one"
    extras: str = "nothing"
    rating: str = "none"
    order: str = "usual"
    form: str = "table"

    def features(self) -> tuple[str, ...]:
        """`axis: choice` for each axis, as the figures are listed."""
        return tuple(f"{axis}: {getattr(self, axis)}" for axis in AXES)

    @property
    def has_pages(self) -> bool:
        """Whether the plan is cut into pages with geometry (as a PDF is)."""
        return self.pages not in ("word", "word_cut", "ragged")


def draw_layout(rng: random.Random, number: int) -> Layout:
    """A layout; `number` goes through the choices of every axis in turn, so that none is left out."""
    layout = Layout(
        recommendation=RECOMMENDATION[number % len(RECOMMENDATION)],
        headings=rng.choice(("plain", "plain", *HEADINGS)),
        pages=PAGES[(number // len(RECOMMENDATION) + number) % len(PAGES)],
        extras=rng.choice(("nothing", "nothing", *EXTRAS)),
        rating=rng.choice(RATINGS),
        order=rng.choice(("usual", "shuffled")),
        form=rng.choice(("table",) * 12 + FORMS),
    )
    return possible(layout)


def possible(layout: Layout) -> Layout:
    """The layout with choices that exclude each other put right."""
    if layout.form != "table":
        pages = "word" if layout.form == "cards" else "not_repeated"
        plain = layout.headings if layout.headings in ("plain", "upper", "question", "combined") else "plain"
        layout = replace(
            layout, recommendation="label_in_cell", pages=pages, headings=plain, extras="nothing", order="usual"
        )
    if layout.recommendation in ("above_table", "heading_per_section", "numbered_lists") and layout.headings == "none":
        layout = replace(layout, headings="plain")
    if layout.headings == "none":
        layout = replace(layout, order="usual", extras="nothing", rating="none")
        if layout.recommendation not in ("number_column", "label_in_cell", "merged", "repeated"):
            layout = replace(layout, recommendation="number_column")
        if layout.pages in ("shortened", "misprinted", "repeated", "cut_rows_repeated", "ragged"):
            layout = replace(layout, pages="not_repeated")
    if layout.pages == "ragged":
        layout = _without_spans(layout)
    return layout


def _without_spans(layout: Layout) -> Layout:
    """A text format has no merged cells."""
    headings = "plain" if layout.headings in ("two_rows", "three_rows") else layout.headings
    under = "number_column" if layout.recommendation in ("merged", "lettered_list") else layout.recommendation
    rating = "words" if layout.rating in ("shade", "sign") else layout.rating
    return replace(layout, headings=headings, recommendation=under, rating=rating)
