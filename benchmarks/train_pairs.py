"""Train the weights that choose a type and a pole for a given pair, and write them into the project's lexicon.

    python -m benchmarks.train_pairs [--check]

Trained on the project's own sentences only: ``training/pairs-1.tsv`` and ``training/pairs-2.tsv`` (source, recipient and PLOVER type),
``training/pairs-pole*.tsv`` (source, recipient, and whether what passes between them is conflict).
Multinomial and binary logistic regression with an L2 penalty by a quasi-Newton method in numpy (L-BFGS; Nocedal, 1980): the same files
give the same weights, byte for byte. One sentence in ten, by a hash of its words, is never trained on; a test measures on these. Penalty,
threshold and which features tell what were chosen by the figures that ``--check`` prints, on own sentences alone: sentences left out in
fifths, all pairs of a sentence together. The share between votes and weights was kept at half after a look at others' labelled pairs.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.marks import MARK, unmark
from benchmarks.scorers import pairs as scorer
from benchmarks.scorers.classes import macro_f1
from detente.ontology import EVENT_TYPES, MODES, quad_of
from detente.reading import lexicon as tables
from detente.reading.events.lexicon import load_lexicon
from detente.reading.events.pair_weights import BIAS, POLE, PairWeights, of_pole
from detente.reading.events.scoring import pair_evidence, type_shares
from detente.reading.events.votes import Votes
from detente.reading.language import load_language, parse_all
from detente.tables import Row, read_table

FOLDER = Path(__file__).parent / "training"
TYPED, POLED = ("pairs-1.tsv", "pairs-2.tsv"), ("pairs-pole.tsv", "pairs-pole-2.tsv", "pairs-pole-3.tsv", "pairs-pole-4.tsv")
TYPES = tuple(sorted(EVENT_TYPES))
PENALTY = 3.0  # of 1 to 10 none is better by more than chance
FEWEST = 3  # pairs that must show a feature
PLACED = 0.05  # weight of a typed pair for the pole beside one of the files of poles: those are between political actors only
POLITICAL = frozenset({"REQUEST", "AGREE", "REJECT", "SUPPORT", "THREATEN"})  # words whose pole is a matter of politics: not trained on
COOPERATIVE = 0.13  # share of cooperation in news of crime, war and accidents; the files of poles are balanced
CONFLICT_SHARE = 0.8  # best, with .75, on sentences left out, weighed to that share
LEAST = 0.03  # weights nearer to zero are dropped
DEEDS = ("deed", "no deed")  # what both sides take part in; trained on for the pole alone, as types gained nothing by it
STEPS = 60
FOLDS = 5
Matrix = NDArray[np.float64]
Labelled = tuple[str, str | None, bool]


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled pair: its marked sentence, the votes and features, the type (or None where only the pole is labelled), the pole."""

    marked: str
    votes: Votes
    features: dict[str, float]
    type: str | None
    conflict: bool


def hash_of(marked: str) -> int:
    """Give the number by which sentences are parted; all pairs of a sentence have the same."""
    return int(hashlib.sha256(MARK.sub("", marked).encode()).hexdigest(), 16)


def read_samples(names: Sequence[str] = (*TYPED, *POLED), only: Callable[[str], bool] = lambda marked: True) -> list[Sample]:
    """Read and parse the labelled pairs of some files.

    Raises
    ------
    KnowledgeError
        If a row is wrong; file and line are named.
    """
    rows = read_rows(names, only)
    unmarked = [unmark(marked) for marked, _, _ in rows]
    known = load_lexicon()
    found = []
    docs = parse_all([text for text, _, _ in unmarked], load_language())
    for (marked, kind, conflict), (_, source, recipient), doc in zip(rows, unmarked, docs, strict=True):
        votes, features = pair_evidence(doc, source, recipient, known)
        found.append(Sample(marked, votes, features, kind, conflict))
    return found


def read_rows(names: Sequence[str] = (*TYPED, *POLED), only: Callable[[str], bool] = lambda marked: True) -> list[Labelled]:
    """Read the labelled pairs of some files: the marked sentence, the type (or None), and whether it is conflict."""
    return [row for name in names for row in _rows(name) if only(row[0])]


def is_kept_out(marked: str) -> bool:
    """Whether a marked sentence is never trained on."""
    return hash_of(marked) % 10 == 0


def _rows(name: str) -> Iterator[Labelled]:
    columns = ("sentence", "conflict") if name in POLED else ("sentence", "type", "mode")
    for row in read_table(FOLDER / name, name, columns):
        _check_marks(row)
        if name in POLED:
            yield row["sentence"], None, row.one_of("conflict", frozenset("01")) == "1"
            continue
        kind = row.one_of("type", frozenset(EVENT_TYPES))
        if row["mode"] and (kind, row["mode"]) not in MODES:
            raise row.wrong(f"{kind} has no mode {row['mode']!r}")
        yield row["sentence"], kind, quad_of(kind) > 2


def _check_marks(row: Row) -> None:
    marks = "".join(m[1:-1] for m in MARK.findall(row["sentence"]))
    if marks not in ("s/st/t", "t/ts/s"):
        raise row.wrong("the sentence must hold one <s>source</s> and one <t>recipient</t>")


def train(samples: Sequence[Sample]) -> PairWeights:
    """Fit both models, rounded as they are written."""
    typed = [s for s in samples if s.type is not None]
    kinded = [of_type(s.features) for s in typed]
    names = _names(kinded)
    kinds = np.array([TYPES.index(s.type or "") for s in typed])
    weights = _fit(kinded, names, kinds, len(TYPES), np.ones(len(typed)))
    poled = [of_pole(s.features) for s in samples]
    labels = np.array([int(s.conflict) for s in samples])
    kept = _names(poled)
    pole = _fit(poled, kept, labels, 2, np.array([importance(s.type, s.conflict) for s in samples]))
    types = {
        name: {TYPES[k]: float(w) for k, w in enumerate(row) if w} for name, row in zip(names, _rounded(weights), strict=True) if row.any()
    }
    conflict = {name: float(w) for name, w in zip(kept, _rounded(pole[:, 1] - pole[:, 0]), strict=True) if w}
    return PairWeights(types, conflict)


def of_type(features: Mapping[str, float]) -> dict[str, float]:
    """Keep what the type is told by."""
    return {name: value for name, value in features.items() if not name.startswith(DEEDS)}


def choose_type(sample: Sample, weights: PairWeights) -> str:
    """Give the type that votes and trained weights together choose."""
    return next(iter(type_shares(sample.votes, weights, sample.features)))


def importance(kind: str | None, conflict: bool) -> float:
    """Weigh a pair for the pole: by its file, and so that conflict has the share that such news gives it."""
    if kind in POLITICAL:
        return 0.0
    share = CONFLICT_SHARE if conflict else 1 - CONFLICT_SHARE
    return (PLACED if kind is not None else 1.0) * 2 * share


def _rounded(weights: Matrix) -> Matrix:
    found: Matrix = np.where(np.abs(weights) < LEAST, 0.0, np.round(weights, 2))
    return found


def _names(samples: Sequence[dict[str, float]]) -> list[str]:
    shown = Counter(name for sample in samples for name in sample)
    return [BIAS, *sorted(name for name, count in shown.items() if count >= FEWEST)]


def _fit(samples: Sequence[dict[str, float]], names: Sequence[str], labels: NDArray[np.int_], classes: int, weights: Matrix) -> Matrix:
    """Fit logistic regression on sparse rows; the bias bears next to no penalty."""
    column = {name: number for number, name in enumerate(names)}
    cells = [(row, 0, 1.0) for row in range(len(samples))]
    cells += [(row, column[n], v) for row, sample in enumerate(samples) for n, v in sorted(sample.items()) if n in column]
    cells.sort(key=lambda cell: cell[:2])
    rows, columns = np.array([c[0] for c in cells]), np.array([c[1] for c in cells])
    values = np.array([c[2] for c in cells])[:, None]
    starts = np.searchsorted(rows, np.arange(len(samples)))
    gold = np.eye(classes)[labels]
    penalty = np.full((len(names), 1), PENALTY)
    penalty[0] = 1e-3

    def slope(found: Matrix) -> tuple[float, Matrix]:
        scores = np.add.reduceat(found[columns] * values, starts, axis=0)
        scores -= scores.max(axis=1, keepdims=True)
        raised = np.exp(scores)
        shares = raised / raised.sum(axis=1, keepdims=True)
        loss = -float(np.sum(weights * np.log(np.maximum(shares[np.arange(len(labels)), labels], 1e-12))))
        spread = ((shares - gold) * weights[:, None])[rows] * values
        back = np.stack([np.bincount(columns, weights=spread[:, k], minlength=len(names)) for k in range(classes)], axis=1)
        return loss + 0.5 * float(np.sum(penalty * found * found)), back + penalty * found

    return minimise(slope, np.zeros((len(names), classes)))


def minimise(slope: Callable[[Matrix], tuple[float, Matrix]], start: Matrix, memory: int = 8) -> Matrix:
    """Find the minimum of a smooth convex function by L-BFGS with halved steps; `slope` gives value and gradient."""
    point = start
    value, gradient = slope(point)
    history: list[tuple[Matrix, Matrix]] = []
    for _ in range(STEPS):
        direction = -_scaled(gradient, history[-memory:])
        descent, step = float(np.sum(gradient * direction)), 1.0
        while True:
            moved = point + step * direction
            lower, there = slope(moved)
            if lower <= value + 1e-4 * step * descent or step < 1e-6:
                break
            step /= 2
        if float(np.sum((moved - point) * (there - gradient))) > 1e-12:
            history.append((moved - point, there - gradient))
        settled = abs(value - lower) < 1e-6 * max(1.0, abs(value))
        point, value, gradient = moved, lower, there
        if settled:
            break
    return point


def _scaled(gradient: Matrix, history: Sequence[tuple[Matrix, Matrix]]) -> Matrix:
    """Multiply a gradient with the inverse curvature that the last steps showed."""
    if not history:
        return gradient / max(float(np.max(np.abs(gradient))), 1.0)
    rest, shares = gradient.copy(), []
    for step, change in reversed(history):
        shares.append(float(np.sum(step * rest)) / float(np.sum(step * change)))
        rest -= shares[-1] * change
    step, change = history[-1]
    rest *= float(np.sum(step * change)) / float(np.sum(change * change))
    for (step, change), share in zip(history, reversed(shares), strict=True):
        rest += step * (share - float(np.sum(change * rest)) / float(np.sum(step * change)))
    return rest


def figures(samples: Sequence[Sample], weights: PairWeights) -> dict[str, float]:
    """Measure weights on labelled pairs."""
    typed = [s for s in samples if s.type is not None]
    roots = [(scorer.root_of(s.type), scorer.root_of(choose_type(s, weights))) for s in typed]
    poles = [(s.conflict, weights.conflict_of(s.features) > 0) for s in samples if s.type is None]
    return {"root": macro_f1(roots) or 0.0, "pole": macro_f1(poles) or 0.0, "pole as in news": weighed_f1(poles, COOPERATIVE)}


def weighed_f1(poles: Sequence[tuple[bool, bool]], cooperative: float) -> float:
    """Give macro-F1 of poles (true, told) as if cooperation had a given share of the pairs.

    Examples
    --------
    >>> weighed_f1([(True, True), (True, False), (False, False)], 0.5)
    0.7333333333333334
    """
    true = Counter(pole for pole, _ in poles)
    if len(true) < 2:
        return 0.0
    weight = {True: (1 - cooperative) / true[True], False: cooperative / true[False]}
    found = []
    for pole in (True, False):
        hit = sum(weight[gold] for gold, told in poles if gold == told == pole)
        found.append(2 * hit / sum(weight[gold] * ((gold == pole) + (told == pole)) for gold, told in poles))
    return sum(found) / len(found)


def lines_of(weights: PairWeights) -> list[str]:
    """Give weights as the lines of a table, sorted by feature."""
    lines = []
    for name in sorted({*weights.types, *weights.conflict}):
        cells = [f"{kind} {weight:.2f}" for kind, weight in sorted(weights.types.get(name, {}).items())]
        if name in weights.conflict:
            cells.append(f"{POLE} {weights.conflict[name]:.2f}")
        lines.append(f"{name}\t{';'.join(cells)}\n")
    return lines


def write(weights: PairWeights, samples: Sequence[Sample]) -> None:
    """Write weights into the project's lexicon, with the hashes of the files they come from."""
    target = Path(tables.__file__).parent / "events" / "pair_weights.tsv"
    lines = lines_of(weights)
    head = "# Weights for the type and the pole of a given pair, written by benchmarks/train_pairs.py; not edited by hand.\n"
    for name in (*TYPED, *POLED):
        head += f"# Trained on benchmarks/training/{name} (sha256 {hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()}).\n"
    target.write_text(head + "feature\tweights\n" + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} features of {len(samples)} pairs written to {target.name}")


def main(check: bool) -> None:
    """Train on all sentences but those kept out, write the weights, and print how well sentences left out are told."""
    samples = read_samples()
    seen = [s for s in samples if not is_kept_out(s.marked)]
    if check:
        for fold in range(FOLDS):
            inside = [s for s in seen if hash_of(s.marked) // 10 % FOLDS == fold]
            rest = [s for s in seen if hash_of(s.marked) // 10 % FOLDS != fold]
            print(f"fold {fold}:", *(f"{name} {value:.3f}" for name, value in figures(inside, train(rest)).items()))
    weights = train(seen)
    found = figures([s for s in samples if is_kept_out(s.marked)], weights)
    print("never trained on:", *(f"{name} {value:.3f}" for name, value in found.items()))
    write(weights, seen)


if __name__ == "__main__":
    if sys.argv[1:] not in ([], ["--check"]):
        raise SystemExit(__doc__)
    main(sys.argv[1:] == ["--check"])
