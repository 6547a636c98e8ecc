"""Macro-averaged F1 over classes, shared by the scorers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable


def macro_f1(pairs: Iterable[tuple[Hashable, Hashable]], classes: Iterable[Hashable] | None = None) -> float:
    """Average the F1 of each class over ``(gold, said)`` pairs; the classes are gold's unless they are named."""
    pairs = list(pairs)
    hits = Counter(gold for gold, said in pairs if gold == said)
    golds, saids = Counter(gold for gold, _ in pairs), Counter(said for _, said in pairs)
    over = list(golds if classes is None else classes)
    return sum(_f1(hits[c], golds[c] + saids[c]) for c in over) / len(over) if over else 0.0


def f1(pairs: Iterable[tuple[bool, bool]]) -> float | None:
    """F1 of one label over ``(gold has it, said has it)`` pairs; None where neither ever has it."""
    pairs = list(pairs)
    total = sum(gold for gold, _ in pairs) + sum(said for _, said in pairs)
    return 2 * sum(gold and said for gold, said in pairs) / total if total else None


def harmonic(hits: float, golds: float, saids: float) -> float:
    """F1 from counts."""
    return _f1(hits, golds + saids)


def _f1(hits: float, total: float) -> float:
    return 2 * hits / total if total else 0.0
