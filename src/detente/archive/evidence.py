"""What speaks for and against two reports telling of one event, each piece with its weight.

The weights are in ``data/evidence.tsv``, the types under which one deed is told in ``data/near_types.tsv``. A sum of weights of at
least 0 means: alike. The form is that of record linkage after Fellegi and Sunter (1969), with weights chosen on the project's data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from detente.archive.habits import Habits
from detente.archive.knowledge import table
from detente.archive.pieces import are_apart, pieces_of
from detente.archive.profiles import Profile

NEVER = -8.0
"""A single piece of evidence of this weight or less keeps two reports apart, whatever speaks for them."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence.

    Parameters
    ----------
    name
        Its row in the table.
    weight
        What it adds.
    words
        How to say it.
    """

    name: str
    weight: float
    words: str


@cache
def weights() -> Mapping[str, tuple[float, str]]:
    """Give weight and words of each piece of evidence."""
    found = {}
    for row in table("evidence.tsv", "name", "weight", "words"):
        try:
            found[row["name"]] = float(row["weight"]), row["words"]
        except ValueError:
            raise row.wrong(f"weight is {row['weight']!r}, which is no number") from None
    return found


def score(one: Profile, other: Profile, habits: Habits) -> float:
    """Sum the evidence; minus infinity if a piece of it keeps the two apart."""
    if are_apart(one, other):
        return float("-inf")
    known = weights()
    total = 0.0
    for name, value, _ in pieces_of(one, other, habits):
        weight = known[name][0] * value
        if weight <= NEVER:
            return float("-inf")
        total += weight
    return round(total, 6)  # weights have one digit: what sums to 0 is 0, whatever the order


def evidence(one: Profile, other: Profile, habits: Habits) -> tuple[Evidence, ...]:
    """Give the evidence piece by piece, in words."""
    known = weights()
    found = []
    for name, value, tell in pieces_of(one, other, habits):
        weight, words = known[name]
        first, second = tell()
        found.append(Evidence(name, round(weight * value, 2), words.format(one=first, other=second)))
    return tuple(found)
