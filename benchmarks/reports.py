"""Makes fictional reports as PDF: pages of prose and, at the end, a ruled action plan, of any length.

    python -m benchmarks.reports FOLDER --pages 115 --copies 20

The fonts are embedded (as Word does) and each page has a header with a rule and a numbered footer. The plan is
landscape, 15 % of the pages, with wrapped cells, recommendations merged down, coloured ratings and repeated headings.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report_content import WORDS, PlannedRecommendation, make_paragraphs, make_recommendations
from benchmarks.report_pages import ReportPages, plan_height

PLAN_SHARE = 0.15
FEWEST_PLAN_PAGES = 2
FRONT_PAGES = 3
"""Title, contents, panel."""
ROOM = 460.0
"""Points of height for the plan's table on a page, beside its heading line."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was made, and the plan that is printed in it.

    Attributes:
        file: The PDF.
        n_pages: Pages.
        n_plan_pages: The last ones, that hold the plan.
        recommendations: The plan, in reading order.
    """

    file: Path
    n_pages: int
    n_plan_pages: int
    recommendations: tuple[PlannedRecommendation, ...]


def make_reports(folder: Path, n_pages: int, copies: int = 1) -> list[Report]:
    """Different reports of one length, written to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    return [write_report(folder / f"report-{n_pages}-{seed:02}.pdf", n_pages, seed) for seed in range(1, copies + 1)]


def write_report(file: Path, n_pages: int, seed: int) -> Report:
    """One report; the same length and seed give the same bytes.

    Raises:
        ValueError: The pages are too few to hold front matter, prose and plan.
    """
    n_plan_pages = max(FEWEST_PLAN_PAGES, round(n_pages * PLAN_SHARE))
    n_prose_pages = n_pages - FRONT_PAGES - n_plan_pages
    if n_prose_pages < 1:
        raise ValueError(f"a report needs at least {FRONT_PAGES + FEWEST_PLAN_PAGES + 1} pages")
    rng = random.Random(seed)
    pages = ReportPages(file, n_pages)
    _add_report(pages, rng, n_prose_pages)
    plan = [page for page, _ in zip(_plan_pages(rng), range(n_plan_pages), strict=False)]
    for n, recommendations in enumerate(plan):
        pages.add_plan("Appendix A: Action plan" if n == 0 else None, recommendations)
    pages.save()
    return Report(file, n_pages, n_plan_pages, tuple(r for page in plan for r in page))


def _add_report(pages: ReportPages, rng: random.Random, n_prose_pages: int) -> None:
    chapters = WORDS["report"]["chapters"][:n_prose_pages]
    starts = [n_prose_pages * n // len(chapters) for n in range(len(chapters))]
    pages.add_title()
    numbered = zip(chapters, starts, strict=True)
    entries = [(f"{n}. {title}", FRONT_PAGES + 1 + start) for n, (title, start) in enumerate(numbered, start=1)]
    pages.add_contents([*entries, ("Appendix A: Action plan", FRONT_PAGES + 1 + n_prose_pages)])
    pages.add_panel()
    paragraphs = make_paragraphs(rng)
    for page in range(n_prose_pages):
        chapter = sum(start <= page for start in starts)
        opens = page in starts
        heading = f"{chapter}. {chapters[chapter - 1]}" if opens else rng.choice(WORDS["report"]["headings"])
        pages.add_prose(heading, paragraphs, f"{chapter}.{page - starts[chapter - 1] + 1}")


def _plan_pages(rng: random.Random) -> Iterator[list[PlannedRecommendation]]:
    """The recommendations of each page, as many as fit; none is cut by the end of a page."""
    page: list[PlannedRecommendation] = []
    for recommendation in make_recommendations(rng):
        if page and plan_height([*page, recommendation]) > ROOM:
            yield page
            page = []
        page.append(recommendation)


def main() -> None:
    """Makes reports from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=115)
    parser.add_argument("--copies", type=int, default=1)
    options = parser.parse_args()
    for report in make_reports(options.folder, options.pages, options.copies):
        n_actions = sum(len(r.actions) for r in report.recommendations)
        print(f"{report.file}: {report.n_pages} pages, {n_actions} actions on the last {report.n_plan_pages}")


if __name__ == "__main__":
    main()
