"""The author's opinion (SUBJ) or not (OBJ), sentence by sentence. Said: ``{"id", "label"}``."""

from __future__ import annotations

from typing import Any

from benchmarks.scorers.classes import macro_f1

Row = dict[str, Any]
Count = tuple[str, str]


def count(gold: Row, said: Row | None) -> Count:
    """Put gold and answer side by side."""
    return gold["label"], (said or {}).get("label", "none")


def figures(counts: list[Count]) -> dict[str, float | None]:
    """Macro-F1 of the two labels."""
    return {"macro_f1": macro_f1(counts, ("SUBJ", "OBJ"))}
