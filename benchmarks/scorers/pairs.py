"""The type of the event between a given source and recipient.

Gold: ``root`` (15 types: CONCEDE and RETREAT are YIELD), ``quad`` (there YIELD counts 2, SANCTION 4).
Said: ``{"i": position or id, "root": type, "quad": 1 to 4}``; without ``quad`` it follows from the root.
"""

from __future__ import annotations

from typing import Any

from benchmarks.scorers.classes import macro_f1
from detente.ontology import EVENT_TYPES

Row = dict[str, Any]
Count = tuple[str, str, int, int]

QUAD = {**{name: kind.quad for name, kind in EVENT_TYPES.items()}, "CONCEDE": 2, "YIELD": 2}


def root_of(name: str | None) -> str:
    """Give a type as the gold names it."""
    plain = (name or "").strip().upper()
    return "YIELD" if plain in ("CONCEDE", "RETREAT") else plain


def count(gold: Row, said: Row | None) -> Count:
    """Put gold and answer side by side."""
    root = root_of(said.get("root")) if said else ""
    quad = int(said["quad"]) if said and said.get("quad") is not None else QUAD.get(root, 0)
    return root_of(gold["root"]), root, int(gold["quad"]), quad


def side(quad: int) -> str:
    """Give the side of a quad class."""
    return {1: "cooperation", 2: "cooperation", 3: "conflict", 4: "conflict"}.get(quad, "none")


def figures(counts: list[Count]) -> dict[str, float | None]:
    """Macro-F1 of root, quad class and side."""
    return {
        "root_macro_f1": macro_f1((c[0], c[1]) for c in counts),
        "quad_macro_f1": macro_f1((c[2], c[3]) for c in counts),
        "binary_macro_f1": macro_f1((side(c[2]), side(c[3])) for c in counts),
    }
