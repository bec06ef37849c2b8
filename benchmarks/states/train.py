"""Trains the model of `normalise.completion.state_guess` on our own progress notes; how good it is on notes held back.

    pip install scikit-learn
    python -m benchmarks.states.train [--write]

`notes.tsv` has a state and a note in each line, `-` where a note says nothing of it. The figures are of
five-fold cross-validation; `--write` trains on all notes and writes the weights that are shipped.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from normalise.completion.state_guess import LEAST_SHARE, features
from normalise.plan import CompletionState

HERE = Path(__file__).parent
NOTES = (HERE / "notes.tsv", HERE.parents[1] / "tests" / "normalise" / "completion_states.tsv")
MODEL = HERE.parents[1] / "normalise" / "completion" / "state_guess.json"
LEAST_NOTES = 2
"""Notes that a feature stands in at least."""
STRENGTH = 1.0
"""Inverse of the regularisation: higher follows the notes more closely."""
SMALLEST = 0.05
"""A feature whose weights are all smaller is not shipped."""
FOLDS, STRETCH = 5, 60


def read_notes() -> tuple[list[str], list[str]]:
    """The notes and the printed states of the tests, with what each says."""
    lines = [line for file in NOTES for line in file.read_text(encoding="utf-8").splitlines()]
    pairs = [line.replace("\\n", " ").split("\t", 1) for line in lines if "\t" in line]
    return [text for _, text in pairs], [CompletionState.NOT_STATED if s == "-" else s for s, _ in pairs]


def train(texts: Sequence[str], states: Sequence[str]) -> tuple[Any, list[str]]:
    """The trained classifier and its features."""
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for text in texts for name in set(features(text)))
    names = sorted(name for name, n in counts.items() if n >= LEAST_NOTES)
    classifier = LogisticRegression(C=STRENGTH, max_iter=3000, class_weight=None)
    classifier.fit(matrix(texts, names), states)
    return classifier, names


def matrix(texts: Sequence[str], names: Sequence[str]) -> Any:
    """A row for each text, a column for each feature, 1 where it has it."""
    from scipy.sparse import csr_matrix

    place = {name: n for n, name in enumerate(names)}
    rows, columns = [], []
    for row, text in enumerate(texts):
        found = {place[name] for name in features(text) if name in place}
        rows += [row] * len(found)
        columns += sorted(found)
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(texts), len(names)))


def main() -> None:
    """Cross-validates, prints, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    texts, states = read_notes()
    print(f"{len(texts)} notes: {dict(Counter(map(str, states)))}")
    _cross_validate(texts, states)
    if options.write:
        classifier, names = train(texts, states)
        _write(classifier, names)


def _cross_validate(texts: Sequence[str], states: Sequence[str]) -> None:
    right = said = 0
    confused: Counter[tuple[str, str]] = Counter()
    for fold in range(FOLDS):
        # Notes of one subject stand together, so whole stretches are held back.
        held = {n for n in range(len(texts)) if n // STRETCH % FOLDS == fold}
        kept = [n for n in range(len(texts)) if n not in held]
        classifier, names = train([texts[n] for n in kept], [states[n] for n in kept])
        chosen = sorted(held)
        shares = classifier.predict_proba(matrix([texts[n] for n in chosen], names))
        for n, share in zip(chosen, shares, strict=True):
            got = str(classifier.classes_[share.argmax()])
            if share.max() < LEAST_SHARE or got == CompletionState.NOT_STATED:
                continue
            said += 1
            right += got == states[n]
            confused[(str(states[n]), got)] += got != states[n]
    print(f"said {said / len(texts):.1%} of all, of these right {right / max(1, said):.1%}")
    print("true, guessed:", [pair for pair in confused.most_common(8) if pair[1]])


def _write(classifier: Any, names: Sequence[str]) -> None:
    weights = {
        name: [round(float(w), 2) for w in column]
        for name, column in zip(names, classifier.coef_.T, strict=True)
        if abs(column).max() >= SMALLEST
    }
    bias = [round(float(b), 3) for b in classifier.intercept_]
    data = {"states": [str(state) for state in classifier.classes_], "bias": bias, "weights": weights}
    MODEL.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{MODEL.name}: {len(weights)} features, {MODEL.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
