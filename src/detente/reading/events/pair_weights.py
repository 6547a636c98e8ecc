"""The trained part of choosing a type for a given pair: multinomial logistic regression over types, and one of two poles.

``benchmarks/train_pairs.py`` writes the weights; it says from which sentences.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from detente.ontology import EVENT_TYPES
from detente.reading.lexicon import Row, load_table

BIAS = "<bias>"
POLE = "conflict"
COLUMNS = ("feature", "weights")
MOST_REASONS = 3
LEAST_REASON = 0.15  # what moves the answer by less is no reason
SENTENCE = "word: "  # words of the whole sentence tell no pole: one sentence often holds both
DIRECT = "deed of "
WAY = ("joins", "joining", *(f"{side}{what}" for side in ("source", "recipient") for what in (" under", " in ", " by ", "'s clause")))


@dataclass(frozen=True, slots=True)
class PairWeights:
    """Weights per feature: of each type, and of conflict (above 0) against cooperation.

    Parameters
    ----------
    types
        By feature, then by type.
    conflict
        By feature.
    """

    types: Mapping[str, Mapping[str, float]]
    conflict: Mapping[str, float]

    def types_of(self, features: Mapping[str, float]) -> dict[str, float]:
        """Give the probability of each type."""
        totals = dict.fromkeys(EVENT_TYPES, 0.0)
        for name, value in ((BIAS, 1.0), *sorted(features.items())):
            for kind, weight in self.types.get(name, {}).items():
                totals[kind] += weight * value
        top = max(totals.values())
        raised = {kind: math.exp(total - top) for kind, total in totals.items()}
        whole = sum(raised.values())
        return {kind: value / whole for kind, value in raised.items()}

    def conflict_of(self, features: Mapping[str, float]) -> float:
        """Give how much speaks for conflict, as the logarithm of odds."""
        told = of_pole(features)
        return self.conflict.get(BIAS, 0.0) + sum(self.conflict.get(name, 0.0) * value for name, value in sorted(told.items()))


def of_pole(features: Mapping[str, float]) -> dict[str, float]:
    """Keep what the pole is told by: where both sides take part in one deed, the way between them in the parse says nothing more."""
    left_out = (SENTENCE, *WAY) if any(name.startswith(DIRECT) for name in features) else (SENTENCE,)
    return {name: value for name, value in features.items() if not name.startswith(left_out)}


@lru_cache(maxsize=1)
def load_pair_weights() -> PairWeights:
    """Load the weights.

    Raises
    ------
    KnowledgeError
        If an entry is wrong; file and line are named.
    """
    types: dict[str, dict[str, float]] = {}
    conflict: dict[str, float] = {}
    for row in load_table("events/pair_weights.tsv", COLUMNS):
        for cell in row.several("weights"):
            name, weight = _weight(row, cell)
            if name == POLE:
                conflict[row["feature"]] = weight
            else:
                types.setdefault(row["feature"], {})[name] = weight
    return PairWeights(types, conflict)


def _weight(row: Row, cell: str) -> tuple[str, float]:
    name, _, number = cell.rpartition(" ")
    if name != POLE and name not in EVENT_TYPES:
        raise row.wrong(f"{cell!r} begins with neither a PLOVER event type nor {POLE}")
    try:
        return name, float(number)
    except ValueError:
        raise row.wrong(f"{cell!r} ends with no number") from None


def reasons_for(weights: PairWeights, features: Mapping[str, float], kind: str, conflict: bool) -> tuple[str, ...]:
    """Say in words which features the trained weights take for the chosen type and for the chosen pole, the strongest first."""
    for_type = {name: weights.types.get(name, {}).get(kind, 0.0) * value for name, value in features.items()}
    sign = 1 if conflict else -1
    for_pole = {name: sign * weights.conflict.get(name, 0.0) * value for name, value in of_pole(features).items()}
    told = []
    for what, parts in ((kind, for_type), ("conflict" if conflict else "cooperation", for_pole)):
        strongest = sorted(((part, name) for name, part in parts.items() if part >= LEAST_REASON), key=lambda item: (-item[0], item[1]))
        if strongest:
            told.append(f"trained weights for {what}: " + "; ".join(f"{name} (+{part:.2f})" for part, name in strongest[:MOST_REASONS]))
    return tuple(told)
