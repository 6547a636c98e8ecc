"""How much the encoder reads of a course of action, and which of its passages are shown as evidence."""

from __future__ import annotations

from collections.abc import Sequence

from detente.drafting.encoder import HOW
from detente.drafting.facts import Fact
from detente.drafting.weighing import fading, sum_of_incidents

#: What a passage counts that surely speaks of a course: more than a deed that a table of words tells, which the encoder often reads too.
COUNTS = 1.3
#: The least probability with which a passage is shown as evidence.
SHOWN = 0.5


def heard(facts: Sequence[Fact], today: str | None, ways: Sequence[str] = HOW) -> float:
    """Weigh the passages that speak of a course of a side, in some ways, by their probability, each fading as facts do."""
    read = [(fact, sum(fact.spoken.how[HOW.index(way)] for way in ways)) for fact in facts if fact.spoken is not None]
    return round(COUNTS * sum_of_incidents((fact.incident, _weight(fact) * share * fading(fact.day, today)) for fact, share in read), 6)


def shown(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Give what the encoder reads of a course with some certainty: what is shown as evidence; where nothing is certain, the likeliest."""
    likely = sorted(facts, key=lambda fact: -_weight(fact))
    clear = {fact.incident for fact in likely if _weight(fact) >= SHOWN} or {fact.incident for fact in likely[:1]}
    return tuple(fact for fact in facts if fact.incident in clear)


def _weight(fact: Fact) -> float:
    return fact.spoken.weight if fact.spoken else 0.0
