"""Hypothetical events on the project's own labelled sentences: the part never tuned on must not fall below its floor."""

from __future__ import annotations

import hashlib
from pathlib import Path

from spacy.language import Language

from detente.reading.status import status_of

LABELLED = Path(__file__).parents[3] / "benchmarks" / "data" / "hypothetical.tsv"
FLOOR = 0.92


def is_even(row: str) -> bool:
    return int(hashlib.sha256(row.encode()).hexdigest(), 16) % 2 == 0


def f1_of(pairs: list[tuple[str, str]], label: str) -> float:
    hits = sum(gold == label == told for gold, told in pairs)
    return 2 * hits / (sum(gold == label for gold, _ in pairs) + sum(told == label for _, told in pairs))


def score(language: Language, label: str = "hypothetical") -> dict[bool, float]:
    """Give F1 of a label for the half tuned on (True) and the other."""
    pairs: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    lines = [line for line in LABELLED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")][1:]
    rows = [line.split("\t") for line in lines]
    plain = [marked.replace("[", "").replace("]", "") for _, marked in rows]
    # A sentence asked about twice is tuned on if one of its rows is.
    seen = {sentence for (_, marked), sentence in zip(rows, plain, strict=True) if is_even(marked)}
    for (gold, marked), doc, sentence in zip(rows, language.pipe(plain), plain, strict=True):
        verdict = status_of(doc, marked.index("["), marked.index("]") - 1)
        pairs[sentence in seen].append((gold, verdict.status.value))
    assert len(pairs[False]) >= 45
    return {tuned: f1_of(several, label) for tuned, several in pairs.items()}


def test_both_halves_keep_their_floor(language: Language) -> None:
    for tuned, f1 in score(language).items():
        assert f1 >= FLOOR, (tuned, f1)
