"""Actor phrases to country and sector.

Gold: ``phrase``, ``expected.country``, ``expected.code_1`` (sector; ``????`` is not asked).
Said: ``{"id", "country", "sector"}``, "" for none.
Rows that are nothing but a person's or group's name are counted apart (``_names``): they ask for an encyclopedia.
"""

from __future__ import annotations

import re
from typing import Any

Row = dict[str, Any]
Count = dict[str, bool]

ASKED = (("country_accuracy", "country", "country"), ("sector_accuracy", "code_1", "sector"))
NAME = re.compile(r"(?:[^\W\d_a-z][\w'.-]+ ){1,3}[^\W\d_a-z][\w'.-]+")


def count(gold: Row, said: Row | None) -> Count:
    """Say which of the asked fields are right."""
    name = "_names" if not gold.get("context") and NAME.fullmatch(gold["phrase"]) else ""
    expected = gold["expected"]
    return {
        figure + name: (said or {}).get(field, "") == expected[key] for figure, key, field in ASKED if expected.get(key, "????") != "????"
    }


def figures(counts: list[Count]) -> dict[str, float | None]:
    """Accuracy of country and sector, and how many rows asked for each."""
    out: dict[str, float | None] = {}
    for part in ("", "_names"):
        for figure, _, _ in ASKED:
            right = [c[figure + part] for c in counts if figure + part in c]
            out[figure + part] = sum(right) / len(right) if right else None
            out[f"n_{figure}{part}"] = len(right)
    return out
