"""Options of which hardly anything is told give way to courses of action that many texts speak of in words no table holds.

What records and tables tell is believed first: it alone ranks the options. But tables hold only so many words. Where the encoder
(`detente.drafting.spoken`) reads in several texts that a side's course is spoken of, and an option of that side rests on little, of which
the encoder reads hardly anything, the course takes its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.drafting.courses import same_choice
from detente.drafting.facts import Fact
from detente.drafting.weighing import fading, sum_of_incidents

#: What a course must be spoken of, faded, and in how many texts, to become an option on that ground alone.
MUCH, TEXTS = 1.2, 2
#: An option gives way if its weight is less, if at most so many texts tell it, and if it is spoken of less than that.
LITTLE, FEW, UNSPOKEN = 1.5, 2, 0.4

#: The least probability with which a passage is shown as evidence.
SHOWN = 0.5

Key = tuple[int, str]  # side and course


@dataclass(frozen=True, slots=True)
class Heard:
    """How much a course of a side is spoken of.

    Parameters
    ----------
    mass
        Sum over passages of the probability that it is spoken of, each fading as facts do.
    texts
        How many documents have such a passage.
    """

    mass: float
    texts: int


def hear(facts: Sequence[Fact], today: str | None) -> Heard:
    """Say how much a course is spoken of, from what the encoder read of it."""
    read = [fact for fact in facts if fact.spoken is not None]
    mass = sum_of_incidents((fact.incident, fact.spoken.weight * fading(fact.day, today)) for fact in read if fact.spoken is not None)
    return Heard(round(mass, 6), len({fact.document for fact in read}))


def shown(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Give what the encoder reads of a course with some certainty: what is shown as evidence; where nothing is certain, the likeliest."""
    likely = sorted(facts, key=lambda fact: -(fact.spoken.weight if fact.spoken else 0.0))
    clear = {fact.incident for fact in likely if fact.spoken and fact.spoken.weight >= SHOWN} or {fact.incident for fact in likely[:1]}
    return tuple(fact for fact in facts if fact.incident in clear)


def give_way(
    kept: Sequence[Key],
    weights: Mapping[Key, float],
    told: Mapping[Key, Sequence[Fact]],
    spoken: Mapping[Key, Sequence[Fact]],
    today: str | None,
) -> tuple[Key, ...]:
    """Let options that rest on little give way to courses that are much spoken of.

    Parameters
    ----------
    kept
        The options chosen from what is told.
    weights, told
        Their weight, and what is told of each course of each side.
    spoken
        What the encoder read of each.
    today
        The day from which it is looked at.

    Returns
    -------
    tuple of (int, str)
        The options, those that came in last.
    """
    heard = {key: hear(facts, today) for key, facts in spoken.items()}
    options = list(kept)
    much = [key for key, of in heard.items() if of.mass >= MUCH and of.texts >= TEXTS]
    for key in sorted(much, key=lambda key: (-heard[key].mass, key)):
        own = [option for option in options if option[0] == key[0]]
        if any(same_choice(key[1], option[1]) for option in own):
            continue
        weak = [option for option in own if _gives_way(option, weights, told, heard)]
        if weak:
            options.remove(min(weak, key=lambda option: (weights[option] + _mass(option, heard), option)))
            options.append(key)
    return tuple(options)


def _gives_way(option: Key, weights: Mapping[Key, float], told: Mapping[Key, Sequence[Fact]], heard: Mapping[Key, Heard]) -> bool:
    if option not in weights or weights[option] >= LITTLE:  # what came in because it is spoken of stays
        return False
    return _mass(option, heard) < UNSPOKEN and len({fact.document for fact in told[option]}) <= FEW


def _mass(option: Key, heard: Mapping[Key, Heard]) -> float:
    """Give how much an option is spoken of, in either form of its choice."""
    return sum(of.mass for key, of in heard.items() if key[0] == option[0] and same_choice(key[1], option[1]))
