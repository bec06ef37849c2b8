"""How far what was understood of made documents agrees with their truth, in all and by layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from benchmarks.plans.documents import MadeDocument
from benchmarks.plans.printed import Truth
from normalise.plan import Action, DateValue, Plan

_ALIKE = 0.5
"""Two rows with fewer words in common (Dice) are not the same action."""
_MOST_FAULTS = 3000


@dataclass(slots=True)
class Tally:
    """Counts over documents; the shares are None where nothing was to be counted."""

    documents: int = 0
    wanted: int = 0
    found: int = 0
    paired: int = 0
    fields: int = 0
    fields_right: int = 0
    breaks: int = 0
    breaks_joined: int = 0

    def add(self, other: Tally) -> None:
        """Take in the counts of another tally."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def shares(self) -> tuple[float | None, float | None, float | None, float | None]:
        """Precision, recall, fields right, breaks joined."""
        return (
            _share(self.paired, self.found), _share(self.paired, self.wanted),
            _share(self.fields_right, self.fields), _share(self.breaks_joined, self.breaks),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One disagreement, to look at."""

    field: str
    wanted: object
    got: object


@dataclass(slots=True)
class Report:
    """The whole, and the tally of each feature of the layouts."""

    whole: Tally = field(default_factory=Tally)
    by_feature: dict[str, Tally] = field(default_factory=dict)
    by_field: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, Fault]] = field(default_factory=list)

    def take(self, name: str, made: MadeDocument, plan: Plan) -> Tally:
        """Score one document."""
        tally, faults = score(made, plan)
        self.whole.add(tally)
        for feature in made.layout.features():
            self.by_feature.setdefault(feature, Tally()).add(tally)
        self.by_field.update(fault.field for fault in faults)
        self.faults.extend((name, fault) for fault in faults[: max(0, _MOST_FAULTS - len(self.faults))])
        return tally


def score(made: MadeDocument, plan: Plan) -> tuple[Tally, list[Fault]]:
    """The counts of one document, and what disagrees."""
    pairs = _aligned(made.truths, plan.actions)
    faults: list[Fault] = []
    seen = 0
    for i, j in pairs:
        for name, wanted, got in _compared(made.truths[i], plan.actions[j]):
            seen += 1
            if wanted != got:
                faults.append(Fault(name, wanted, got))
    wrong = len(faults)
    missed = sorted(set(range(len(made.truths))) - {i for i, _ in pairs})
    false = sorted(set(range(len(plan.actions))) - {j for _, j in pairs})
    lost = sum(len(made.truths[i].texts) + len(made.truths[i].values) for i in missed)
    faults.extend(Fault("ACTION NOT FOUND", made.truths[i].texts["action"], None) for i in missed)
    faults.extend(Fault("FALSE ACTION", None, plan.actions[j].action or plan.actions[j].recommendation) for j in false)
    joined = _joined(made, plan)
    if joined < made.breaks:
        faults.append(Fault("NOT JOINED", made.breaks, joined))
    tally = Tally(1, len(made.truths), len(plan.actions), len(pairs), seen + lost, seen - wrong, made.breaks, joined)
    return tally, faults


def _joined(made: MadeDocument, plan: Plan) -> int:
    """Breaks at which both pieces came to be of one table: each logical table too many stands for one that did not."""
    pieces = sum(table.pages_joined for table in plan.tables)
    tables = made.plans + made.others
    return max(0, min(made.breaks, made.breaks - (len(plan.tables) - tables))) if pieces else 0


def _compared(truth: Truth, action: Action) -> Iterator[tuple[str, object, object]]:
    """Each column with its true and its found value; columns that are empty in both are left out."""
    for name, text in truth.texts.items():
        wanted, got = _words(text), _words(getattr(action, name))
        if wanted or got:
            yield name, wanted, got
    for name, value in truth.values.items():
        found = _kept(action, value) if name == "extra" else _plain(getattr(action, name))
        if value or found:
            yield name, value, found


def _kept(action: Action, texts: object) -> list[str]:
    """Which of the texts stand under headings that are no field's."""
    return [text for text in texts if text in action.extra.values()] if isinstance(texts, list) else []


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [item.edtf if isinstance(item, DateValue) else _plain(item) for item in value]
    return value


def _words(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _bag(*texts: str | None) -> Counter[str]:
    return Counter(word for text in texts if text for word in text.casefold().split())


def _aligned(truths: Sequence[Truth], actions: Sequence[Action]) -> list[tuple[int, int]]:
    """Pairs in reading order with the highest summed likeness."""
    names = ("action", "lead_agency_text", "target_date_text", "recommendation")
    wanted = [_bag(*(truth.texts.get(name) for name in names)) for truth in truths]
    got = [_bag(*(getattr(action, name) for name in names)) for action in actions]
    alike = [[_dice(a, b) for b in got] for a in wanted]
    best = [[0.0] * (len(got) + 1) for _ in range(len(wanted) + 1)]
    for i in range(len(wanted) - 1, -1, -1):
        for j in range(len(got) - 1, -1, -1):
            pair = alike[i][j] + best[i + 1][j + 1] if alike[i][j] > _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair)
    pairs, i, j = [], 0, 0
    while i < len(wanted) and j < len(got):
        if alike[i][j] > _ALIKE and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _dice(a: Counter[str], b: Counter[str]) -> float:
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else 0.0


def _share(part: int, of: int) -> float | None:
    return part / of if of else None
