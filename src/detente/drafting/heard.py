"""How much the encoder reads of a course of action, and which of its passages are shown as evidence."""

from __future__ import annotations

from collections.abc import Sequence

from detente.drafting.facts import Fact
from detente.drafting.weighing import fading, sum_of_incidents

#: What a passage counts that surely speaks of a course: as much as words that a table holds.
COUNTS = 0.7
#: The least probability with which a passage is shown as evidence.
SHOWN = 0.5


def heard(facts: Sequence[Fact], today: str | None) -> float:
    """Weigh the passages that speak of a course of a side by their probability, each fading as facts do."""
    read = [fact for fact in facts if fact.spoken is not None]
    return round(COUNTS * sum_of_incidents((fact.incident, _weight(fact) * fading(fact.day, today)) for fact in read), 6)


def shown(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Give what the encoder reads of a course with some certainty: what is shown as evidence; where nothing is certain, the likeliest."""
    likely = sorted(facts, key=lambda fact: -_weight(fact))
    clear = {fact.incident for fact in likely if _weight(fact) >= SHOWN} or {fact.incident for fact in likely[:1]}
    return tuple(fact for fact in facts if fact.incident in clear)


def _weight(fact: Fact) -> float:
    return fact.spoken.weight if fact.spoken else 0.0
