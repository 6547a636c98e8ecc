"""One choice in one form: an attack and a ceasefire are the two sides of one option, not two options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from detente.drafting.courses import Finding, opposites
from detente.drafting.facts import BY_ENCODER, DEMANDS, OFFERS, Fact, Sort
from detente.drafting.makers import Side
from detente.drafting.options import assign, weigh
from detente.drafting.parties import Parties

#: Share of the weight of a course of conflict that its opposite must reach for the draft to speak of the latter. At a half the two
#: example corpora read as their references do; what matters is that a truce that one side merely asked for does not name the option.
SPOKEN_OF = 0.5
_WORDS = DEMANDS | OFFERS | {Sort.REFUSED}


def forms_told(facts: Sequence[Fact], sides: Sequence[Side], parties: Parties, today: str | None) -> dict[str, str]:
    """Say of each course that is the other side of a choice in which form the draft speaks of that choice.

    Raises
    ------
    KnowledgeError
        If a row of ``data/opposites.tsv`` is wrong.
    """
    told = assign([fact for fact in facts if fact.sort not in BY_ENCODER], sides, parties)
    easing = dict(opposites())
    weights: dict[str, float] = {}
    for (side, course), group in told.items():
        # Who asks, offers or refuses to end the one speaks of the other: "demanded that it take its troops home".
        ends = [fact for fact in group if course in easing and fact.sort in _WORDS and not fact.takes]
        rest = [fact for fact in group if fact not in ends]
        for name, some in ((course, rest), (easing.get(course, course), ends)):
            if some:
                weights[name] = weights.get(name, 0.0) + weigh(some, sides[side], sides, today)
    read: dict[str, float] = {}  # decides where nothing else is told of either
    for fact in facts:
        if fact.spoken and fact.of:
            read[fact.course] = read.get(fact.course, 0.0) + fact.spoken.weight
    turned: dict[str, str] = {}
    for conflict, cooperation in opposites():
        if cooperation in turned:
            continue
        told_of = weights if conflict in weights or cooperation in weights else read
        eases = told_of.get(cooperation, 0.0) >= SPOKEN_OF * told_of.get(conflict, 0.0) and cooperation in told_of
        kept, dropped = (cooperation, conflict) if eases else (conflict, cooperation)
        turned[dropped] = kept
    return turned


def in_one_form(facts: Sequence[Fact], turned: Mapping[str, str]) -> tuple[Fact, ...]:
    """Tell all facts about the two sides of one choice as facts about one of them, turned round where need be."""
    return tuple(_turned(fact, turned) for fact in facts)


def _turned(fact: Fact, turned: Mapping[str, str]) -> Fact:
    condition = fact.condition
    if condition is not None and condition.course in turned:
        condition = Finding(turned[condition.course], not condition.takes)
    if fact.course in turned:
        spoken = fact.spoken and fact.spoken.turned(turned[fact.course])
        return replace(fact, course=turned[fact.course], takes=not fact.takes, condition=condition, spoken=spoken)
    return fact if condition == fact.condition else replace(fact, condition=condition)
