"""Train the judgement whether a sentence argues or reports, and write its weights.

    python -m benchmarks.train_opinion FOLDER

FOLDER holds ``opinion_dev.jsonl``: one sentence a line with ``text`` and ``label`` (SUBJ or OBJ), the English training sentences of
Antici et al., "A Corpus for Sentence-Level Subjectivity Detection on English News Articles" (LREC-COLING 2024; CC BY 4.0). They are
joined by the project's own single sentences in ``training/opinion.tsv`` and its own passages in ``training/passages.tsv``. Logistic
regression with an L2 penalty, by Newton's method with conjugate gradients in numpy; both classes weigh alike: the same files give the
same weights, byte for byte.

Prints how well articles left out are judged: the macro-F1, and how often an arguing sentence is ranked above a reporting one of the
same article. The latter is the figure to choose by: whole articles that only report flatter the former. The own passages are left out
in turn too, to set what share of arguing sentences makes an opinion piece (``LEAST_ARGUING`` of ``genre/find.py``).
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.reading import lexicon
from detente.reading.genre.features import read_features
from detente.reading.genre.grams import read_grams
from detente.reading.genre.judge import BIAS
from detente.reading.language import load_language
from detente.tables import read_table

FILE = "opinion_dev.jsonl"
TRAINING = Path(__file__).parent / "training"
SINGLE, PASSAGES = TRAINING / "opinion.tsv", TRAINING / "passages.tsv"
ARTICLES = (0, 49, 70, 91, 113, 349, 368, 392, 403, 464, 474, 501, 551, 595, 652, 709, 731)  # rows where an article of FILE begins
FOLDS = (0, 113, 349, 464, 551, 652, 731)  # articles left out together
PASSAGE_FOLDS = 5
PENALTY = 1 / 3  # swept .1 to 3 over articles left out: flat
FEWEST = {"word": 3, "pair": 3, "lemma": 3, "tags": 5, "end": 5, "start": 5}  # sentences that must show a feature of a kind
FEWEST_OTHER = 5
LEAST = 0.02  # weights nearer to nothing are left out of the file
ARGUES = "SUBJ"
LABELS = frozenset({ARGUES, "OBJ"})
STEPS, INNER = 8, 60  # of Newton's method, and of conjugate gradients in each
HEAD = """\
# Weights of the judgement whether a sentence argues (above 0) or reports, written by benchmarks/train_opinion.py; not edited by hand.
# Trained on benchmarks/training/opinion.tsv (sha256 {single}),
# on benchmarks/training/passages.tsv (sha256 {passages})
# and on {file} (sha256 {digest}): English training sentences of F. Antici et al.,
# "A Corpus for Sentence-Level Subjectivity Detection on English News Articles" (LREC-COLING 2024), CC BY 4.0.
feature\tweight
"""

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
Sentence = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Rows:
    """Sentences as sparse rows: the columns and values of each, one row after the other.

    Parameters
    ----------
    starts
        Where each row begins; no row is empty.
    columns, values
        What each entry stands for, and how much.
    width
        Number of columns.
    """

    starts: Places
    columns: Places
    values: Numbers
    width: int

    def take(self, chosen: Places) -> Rows:
        """Give some of the rows."""
        ends = np.append(self.starts[1:], len(self.columns))
        entries = np.concatenate([np.arange(self.starts[row], ends[row]) for row in chosen])
        lengths = (ends - self.starts)[chosen]
        return Rows(np.concatenate([[0], np.cumsum(lengths)[:-1]]), self.columns[entries], self.values[entries], self.width)

    def times(self, weights: Numbers) -> Numbers:
        """Give the score of each row."""
        scores: Numbers = np.add.reduceat(self.values * weights[self.columns], self.starts)
        return scores

    def across(self, amounts: Numbers) -> Numbers:
        """Give the sum over rows of each column, each row times its amount."""
        lengths = np.diff(np.append(self.starts, len(self.columns)))
        parts = self.values * np.repeat(amounts, lengths)
        sums: Numbers = np.bincount(self.columns, weights=parts, minlength=self.width).astype(np.float64)
        return sums


def main(folder: str) -> None:
    """Train on the file of a folder and the own sentences, and write the weights into the project's lexicon."""
    own, passages = read_own()
    texts = [*read_news(Path(folder)), *own]
    docs = load_language().pipe([text for text, _ in texts], batch_size=32)
    features = [read_features(doc[:]) | read_grams(doc[:]) for doc in docs]
    labels = np.array([argues for _, argues in texts], dtype=np.float64)
    names = choose_names(features)
    rows = to_rows(features, names)
    report(rows, labels, passages)
    weights = fit(rows, labels)
    target = Path(lexicon.__file__).parent / "genre" / "weights.tsv"
    lines = [f"{name}\t{weight:.2f}" for name, weight in zip([BIAS, *names], weights, strict=True) if abs(weight) >= LEAST]
    head = HEAD.format(single=_sha256(SINGLE), passages=_sha256(PASSAGES), file=FILE, digest=_sha256(Path(folder) / FILE))
    target.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} of {len(weights)} weights written to {target.name}")


def read_news(folder: Path) -> list[Sentence]:
    """Read the sentences of others, article after article, and whether they argue."""
    rows = [json.loads(line) for line in (folder / FILE).read_text(encoding="utf-8").splitlines() if line.strip()]
    if len(rows) != ARTICLES[-1]:
        raise SystemExit(f"{FILE} has {len(rows)} rows, not {ARTICLES[-1]}: ARTICLES no longer says where its articles begin")
    return [(row["text"], row["label"] == ARGUES) for row in rows]


def read_own() -> tuple[list[Sentence], list[str]]:
    """Read the project's own sentences, those of passages last, and name the passage of each of these."""
    single = list(read_table(SINGLE, str(SINGLE), ("sentence", "label")))
    passages = list(read_table(PASSAGES, str(PASSAGES), ("passage", "sentence", "label")))
    own = [(row["sentence"], row.one_of("label", LABELS) == ARGUES) for row in (*single, *passages)]
    return own, [row["passage"] for row in passages]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def choose_names(features: Iterable[dict[str, float]]) -> list[str]:
    """Give the features that enough sentences show."""
    shown = Counter(name for sample in features for name in sample)
    return sorted(name for name, count in shown.items() if count >= FEWEST.get(name.split(" ", 1)[0], FEWEST_OTHER))


def to_rows(features: Iterable[dict[str, float]], names: list[str]) -> Rows:
    """Lay features out as rows, column 0 always one."""
    column = {name: number for number, name in enumerate(names, start=1)}
    starts: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for sample in features:
        starts.append(len(columns))
        known = [(0, 1.0), *((column[name], value) for name, value in sample.items() if name in column)]
        columns.extend(place for place, _ in known)
        values.extend(value for _, value in known)
    return Rows(np.array(starts), np.array(columns), np.array(values, dtype=np.float64), len(names) + 1)


def fit(rows: Rows, labels: Numbers) -> Numbers:
    """Fit by Newton's method, both classes weighing alike; the bias bears no penalty."""
    share = labels.mean()
    importance = np.where(labels > 0, 0.5 / share, 0.5 / (1 - share))
    penalty = np.full(rows.width, PENALTY)
    penalty[0] = 1e-6
    found = np.zeros(rows.width)
    squared = Rows(rows.starts, rows.columns, rows.values**2, rows.width)
    for _ in range(STEPS):
        probability = 1 / (1 + np.exp(-rows.times(found)))
        slope = rows.across(importance * (probability - labels)) + penalty * found
        curvature = importance * probability * (1 - probability)
        found = found - _solve(rows, curvature, penalty, slope, squared.across(curvature) + penalty)
    return found


def _solve(rows: Rows, curvature: Numbers, penalty: Numbers, slope: Numbers, diagonal: Numbers) -> Numbers:
    """Solve for Newton's step by conjugate gradients, preconditioned by the diagonal."""
    step, rest = np.zeros(rows.width), slope.copy()
    eased = rest / diagonal
    direction, size = eased.copy(), float(rest @ eased)
    goal = 1e-10 * max(size, 1e-12)
    for _ in range(INNER):
        curved = rows.across(curvature * rows.times(direction)) + penalty * direction
        length = size / float(direction @ curved)
        step, rest = step + length * direction, rest - length * curved
        eased = rest / diagonal
        size, before = float(rest @ eased), size
        if size < goal:
            break
        direction = eased + size / before * direction
    return step


def report(rows: Rows, labels: Numbers, passages: list[str]) -> None:
    """Print how articles and passages that were left out are judged."""
    everything = np.arange(len(labels))
    count = ARTICLES[-1]
    gold = labels[:count] > 0
    scores = np.concatenate([_left_out(rows, labels, everything[start:end]) for start, end in pairwise(FOLDS)])
    print(f"{count} sentences of {len(ARTICLES) - 1} articles left out in turn, {len(labels) - count} own sentences")
    print(f"macro-F1 {macro_f1(scores > 0, gold):.3f}, ranked right within an article {ranked_within(scores, gold):.3f}")
    first = len(labels) - len(passages)
    order = {name: number for number, name in enumerate(dict.fromkeys(passages))}
    fold = np.array([order[name] % PASSAGE_FOLDS for name in passages])
    own = np.zeros(len(passages))
    for number in range(PASSAGE_FOLDS):
        own[fold == number] = _left_out(rows, labels, first + np.flatnonzero(fold == number))
    truth = labels[first:] > 0
    print(f"{len(order)} own passages left out in turn: macro-F1 {macro_f1(own > 0, truth):.3f}")
    members = np.array([order[name] for name in passages])
    arguing = np.array([truth[members == number].mean() for number in range(len(order))])
    share = np.array([(1 / (1 + np.exp(-own[members == number]))).mean() for number in range(len(order))])
    # A passage whose author argues in at least a quarter of the sentences is an opinion piece, one with at most a tenth is news.
    news, opinion = share[arguing <= 0.1], share[arguing >= 0.25]
    right = {cut: (np.mean(news < cut) + np.mean(opinion >= cut)) / 2 for cut in (np.arange(15, 46) / 100).tolist()}
    best = [cut for cut, accuracy in right.items() if accuracy == max(right.values())]
    print(f"{len(news)} of news, {len(opinion)} of opinion told apart best at an expected share of {best[0]:.2f} to {best[-1]:.2f}")


def _left_out(rows: Rows, labels: Numbers, out: Places) -> Numbers:
    """Score rows by a model that did not see them."""
    rest = np.setdiff1d(np.arange(len(labels)), out)
    return rows.take(out).times(fit(rows.take(rest), labels[rest]))


def macro_f1(said: NDArray[np.bool_], gold: NDArray[np.bool_]) -> float:
    """Average the F1 of both classes."""
    pairs = ((said, gold), (~said, ~gold))
    return float(np.mean([2 * int(np.sum(s & g)) / max(int(np.sum(s)) + int(np.sum(g)), 1) for s, g in pairs]))


def ranked_within(scores: Numbers, gold: NDArray[np.bool_]) -> float:
    """Give the share of pairs, one arguing and one reporting sentence of an article, whose arguing one scores higher."""
    right = pairs = 0.0
    for start, end in pairwise(ARTICLES):
        arguing, reporting = scores[start:end][gold[start:end]], scores[start:end][~gold[start:end]]
        difference = arguing[:, None] - reporting[None, :]
        # Square roots keep one long article from deciding alone.
        count = difference.size
        if count:
            weight = count**0.5
            right += weight * float(np.mean((difference > 0) + 0.5 * (difference == 0)))
            pairs += weight
    return right / pairs


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
