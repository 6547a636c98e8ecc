"""Train the judgement whether a sentence argues or reports, and write its weights.

    python -m benchmarks.train_opinion FOLDER

FOLDER holds ``opinion_dev.jsonl``: one sentence a line with ``text`` and ``label`` (SUBJ or OBJ), the English training sentences of
Antici et al., "A Corpus for Sentence-Level Subjectivity Detection on English News Articles" (LREC-COLING 2024; CC BY 4.0). They are
joined by the project's own sentences in ``training/opinion.tsv``. Logistic regression with an L2 penalty by Newton's method in numpy;
both classes weigh alike in either set: the same files give the same weights, byte for byte.

Prints how well an article left out is judged: the macro-F1, and how often an arguing sentence is ranked above a reporting one of the
same article. The latter is the figure to choose by: whole articles that only report flatter the former.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.reading import lexicon
from detente.reading.genre.features import read_features
from detente.reading.genre.judge import BIAS
from detente.reading.language import load_language
from detente.tables import read_table

FILE = "opinion_dev.jsonl"
OWN = Path(__file__).parent / "training" / "opinion.tsv"
ARTICLES = (0, 49, 70, 91, 113, 349, 368, 392, 403, 464, 474, 501, 551, 595, 652, 709, 731)  # rows where an article of FILE begins
PENALTY = 2.0  # swept 1 to 20 over articles left out: flat from 1 to 8
OWN_SHARE = 1.0  # weight of the own sentences beside FILE; swept 0 to 2
FEWEST = 5  # sentences that must show a feature
LABELS = frozenset({"SUBJ", "OBJ"})
STEPS = 15
HEAD = """\
# Weights of the judgement whether a sentence argues (above 0) or reports, written by benchmarks/train_opinion.py; not edited by hand.
# Trained on benchmarks/training/opinion.tsv (sha256 {own})
# and on {file} (sha256 {digest}): English training sentences of F. Antici et al.,
# "A Corpus for Sentence-Level Subjectivity Detection on English News Articles" (LREC-COLING 2024), CC BY 4.0.
feature\tweight
"""

Matrix = NDArray[np.float64]


def main(folder: str) -> None:
    """Train on the file of a folder and the own sentences, and write the weights into the project's lexicon."""
    content = (Path(folder) / FILE).read_bytes()
    theirs = [json.loads(line) for line in content.decode().splitlines() if line.strip()]
    if len(theirs) != ARTICLES[-1]:
        raise SystemExit(f"{FILE} has {len(theirs)} rows, not {ARTICLES[-1]}: ARTICLES no longer says where its articles begin")
    rows = [(row["text"], row["label"]) for row in theirs]
    rows += [(row["sentence"], row.one_of("label", LABELS)) for row in read_table(OWN, str(OWN), ("sentence", "label"))]
    features = [read_features(doc[:]) for doc in load_language().pipe([text for text, _ in rows], batch_size=32)]
    labels = np.array([label == "SUBJ" for _, label in rows], dtype=np.float64)
    shown = Counter(name for sample in features for name in sample)
    names = sorted(name for name, count in shown.items() if count >= FEWEST)
    matrix = to_matrix(features, names)
    scores = leave_articles_out(matrix, labels)
    gold = labels[: len(theirs)] > 0
    print(f"{len(theirs)} sentences of {len(ARTICLES) - 1} articles left out in turn, {len(rows) - len(theirs)} own sentences")
    print(f"macro-F1 {macro_f1(scores > 0, gold):.3f}, ranked right within an article {ranked_within(scores, gold):.3f}")
    weights = fit(matrix, labels, importance(labels, np.arange(len(rows)) >= len(theirs)))
    target = Path(lexicon.__file__).parent / "genre" / "weights.tsv"
    lines = [f"{name}\t{weight:.2f}" for name, weight in zip([BIAS, *names], weights, strict=True) if abs(weight) >= 0.005]
    head = HEAD.format(own=hashlib.sha256(OWN.read_bytes()).hexdigest(), file=FILE, digest=hashlib.sha256(content).hexdigest())
    target.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} weights written to {target.name}")


def to_matrix(features: list[dict[str, float]], names: list[str]) -> Matrix:
    """Lay features out as rows behind a column of ones."""
    column = {name: number for number, name in enumerate(names, start=1)}
    matrix = np.zeros((len(features), len(names) + 1))
    matrix[:, 0] = 1.0
    for number, sample in enumerate(features):
        for name, value in sample.items():
            if name in column:
                matrix[number, column[name]] = value
    return matrix


def importance(labels: Matrix, own: NDArray[np.bool_]) -> Matrix:
    """Weigh both classes alike within either set, and the own sentences by their share."""
    weights = np.zeros(len(labels))
    for members, share in ((own, OWN_SHARE), (~own, 1.0)):
        positive = labels[members].mean()
        weights[members] = share * np.where(labels[members] > 0, 0.5 / positive, 0.5 / (1 - positive))
    return weights


def fit(matrix: Matrix, labels: Matrix, weights: Matrix) -> Matrix:
    """Fit by Newton's method; the bias bears no penalty."""
    penalty = np.full(matrix.shape[1], PENALTY)
    penalty[0] = 1e-6
    found = np.zeros(matrix.shape[1])
    for _ in range(STEPS):
        probability = 1 / (1 + np.exp(-matrix @ found))
        slope = matrix.T @ (weights * (probability - labels)) + penalty * found
        curvature = (matrix.T * (weights * probability * (1 - probability))) @ matrix + np.diag(penalty)
        found = found - np.linalg.solve(curvature, slope)
    return found


def leave_articles_out(matrix: Matrix, labels: Matrix) -> Matrix:
    """Score each article by a model that saw the other articles and the own sentences."""
    rows = np.arange(len(labels))
    scores = np.zeros(ARTICLES[-1])
    for start, end in pairwise(ARTICLES):
        rest = rows[(rows < start) | (rows >= end)]
        scores[start:end] = matrix[start:end] @ fit(matrix[rest], labels[rest], importance(labels[rest], rest >= ARTICLES[-1]))
    return scores


def macro_f1(said: NDArray[np.bool_], gold: NDArray[np.bool_]) -> float:
    """Average the F1 of both classes."""
    pairs = ((said, gold), (~said, ~gold))
    return float(np.mean([2 * int(np.sum(s & g)) / max(int(np.sum(s)) + int(np.sum(g)), 1) for s, g in pairs]))


def ranked_within(scores: Matrix, gold: NDArray[np.bool_]) -> float:
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
