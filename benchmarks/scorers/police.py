"""What the police did, sentence by sentence: ``labels`` of KILL, FORCE, ARREST (FAIL and ANY_ACTION are not asked).

Said: ``{"id", "labels"}`` with ARREST and FORCE, which takes in killing.
"""

from __future__ import annotations

from typing import Any

from benchmarks.scorers.classes import f1

Row = dict[str, Any]
Count = tuple[frozenset[str], frozenset[str]]

FORCE = {"KILL", "FORCE"}


def count(gold: Row, said: Row | None) -> Count:
    """Put gold and answer side by side."""
    return frozenset(gold["labels"]), frozenset((said or {}).get("labels", ()))


def figures(counts: list[Count]) -> dict[str, float | None]:
    """F1 of arrest and force, and the share of sentences without any label for which either was said."""
    quiet = [said for gold, said in counts if not gold]
    return {
        "arrest_f1": f1(("ARREST" in gold, "ARREST" in said) for gold, said in counts),
        "force_f1": f1((bool(gold & FORCE), bool(said & FORCE)) for gold, said in counts),
        "false_alarms": sum(bool(said & {"ARREST", *FORCE}) for said in quiet) / len(quiet) if quiet else None,
    }
