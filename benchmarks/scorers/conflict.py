"""Conflict (1) or cooperation (0) between a marked pair. Said: ``{"i": position or id, "conflict": 0 or 1}``."""

from __future__ import annotations

from typing import Any

from benchmarks.scorers.classes import macro_f1

Row = dict[str, Any]
Count = tuple[int, int]


def count(gold: Row, said: Row | None) -> Count:
    """Put gold and answer side by side; no answer is wrong."""
    return int(gold["conflict"]), int(said["conflict"]) if said else -1


def figures(counts: list[Count]) -> dict[str, float | None]:
    """Macro-F1 of the two sides."""
    return {"macro_f1": macro_f1(counts)}
