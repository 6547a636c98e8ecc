"""Train the judgement whether a sentence argues or reports, and write its weights.

    python -m benchmarks.train_opinion FOLDER

FOLDER holds ``opinion_dev.jsonl``: one sentence a line with ``text`` and ``label`` (SUBJ or OBJ), the English training sentences of
Antici et al., "A Corpus for Sentence-Level Subjectivity Detection on English News Articles" (LREC-COLING 2024; CC BY 4.0).
Logistic regression with an L2 penalty, both classes weighted alike, by Newton's method in numpy: the same file gives the same
weights, byte for byte. Prints the macro-F1 of a five-fold cross-validation.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.reading import lexicon
from detente.reading.genre.features import read_features
from detente.reading.genre.judge import BIAS
from detente.reading.language import load_language

FILE = "opinion_dev.jsonl"
FOLDS = 5
PENALTY = 2.0  # swept 0.25 to 16 by cross-validation
WORD_SCALE = 0.3  # hashed words count less than word classes; swept 0.2 to 0.8
STEPS = 25
HEAD = """\
# Weights of the judgement whether a sentence argues (above 0) or reports, written by benchmarks/train_opinion.py; not edited by hand.
# Trained on {file} (sha256 {digest}): English training sentences of F. Antici et al.,
# "A Corpus for Sentence-Level Subjectivity Detection on English News Articles" (LREC-COLING 2024), CC BY 4.0.
feature\tweight
"""

Matrix = NDArray[np.float64]


def main(folder: str) -> None:
    """Train on the file of a folder and write the weights into the project's lexicon."""
    path = Path(folder) / FILE
    content = path.read_bytes()
    rows = [json.loads(line) for line in content.decode().splitlines() if line.strip()]
    language = load_language()
    docs = language.pipe([row["text"] for row in rows], batch_size=32)
    features = [read_features(doc[:]) for doc in docs]
    labels = np.array([row["label"] == "SUBJ" for row in rows], dtype=np.float64)
    names = sorted({name for sample in features for name in sample})
    matrix = to_matrix(features, names)
    print(f"{len(rows)} sentences, cross-validated macro-F1 {cross_validate(matrix, labels):.3f}")
    weights = fit(matrix, labels)
    weights[1:] *= scales(names)
    target = Path(lexicon.__file__).parent / "genre" / "weights.tsv"
    lines = [f"{name}\t{weight:.2f}" for name, weight in zip([BIAS, *names], weights, strict=True) if abs(weight) >= 0.005]
    head = HEAD.format(file=FILE, digest=hashlib.sha256(content).hexdigest())
    target.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} weights written to {target.name}")


def scales(names: list[str]) -> Matrix:
    """Give the factor of each feature."""
    return np.array([WORD_SCALE if name.startswith("word:") else 1.0 for name in names])


def to_matrix(features: list[dict[str, float]], names: list[str]) -> Matrix:
    """Lay features out as rows, scaled, behind a column of ones."""
    column = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(features), len(names)))
    for number, sample in enumerate(features):
        for name, value in sample.items():
            matrix[number, column[name]] = value
    return np.hstack([np.ones((len(features), 1)), matrix * scales(names)])


def fit(matrix: Matrix, labels: Matrix) -> Matrix:
    """Fit by Newton's method; the bias bears no penalty."""
    positive = labels.mean()
    importance = np.where(labels > 0, 0.5 / positive, 0.5 / (1 - positive))
    penalty = np.full(matrix.shape[1], PENALTY)
    penalty[0] = 1e-6
    weights = np.zeros(matrix.shape[1])
    for _ in range(STEPS):
        probability = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (importance * (probability - labels)) + penalty * weights
        curvature = (matrix.T * (importance * probability * (1 - probability))) @ matrix + np.diag(penalty)
        weights = weights - np.linalg.solve(curvature, slope)
    return weights


def cross_validate(matrix: Matrix, labels: Matrix) -> float:
    """Give the macro-F1 of predictions for folds left out in turn; a fold is a run of rows, as neighbours come from one article."""
    said = np.zeros(len(labels))
    for fold in np.array_split(np.arange(len(labels)), FOLDS):
        rest = np.setdiff1d(np.arange(len(labels)), fold)
        said[fold] = matrix[fold] @ fit(matrix[rest], labels[rest]) > 0
    return float(np.mean([f1(said == side, labels == side) for side in (0.0, 1.0)]))


def f1(said: NDArray[np.bool_], gold: NDArray[np.bool_]) -> float:
    """Give the F1 of one class."""
    return 2 * int(np.sum(said & gold)) / max(int(np.sum(said)) + int(np.sum(gold)), 1)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
