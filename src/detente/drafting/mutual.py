"""What takes both sides, and what each does as long as the other does its part.

Talks are held by both or not at all: who wants them wants both to come, and gains nothing by coming alone. A truce kept, troops drawn
back or prisoners let go by agreement tell what a side does in return for the other's doing the same, not what it would do alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.conflict.logic import And, Expression, If, Or, Taken
from detente.drafting.facts import OFFERS, Fact, Sort
from detente.drafting.makers import Side
from detente.drafting.options import Chosen


def partners_of(option: Chosen, options: Sequence[Chosen]) -> list[Chosen]:
    """Give the options by which others would do the same as an option's owner: those told to have done it with it, or else all."""
    same = [other for other in options if other.course.id == option.course.id and other.side != option.side]
    together = {fact.incident for fact in option.facts if fact.sort is Sort.DONE and fact.real and len(fact.of) > 1}
    told = [other for other in same if any(fact.incident in together for fact in other.facts)]
    return told or same


def both(option: Chosen, partners: Sequence[Chosen]) -> Expression:
    """Say that a side does it, and one of its partners at least."""
    others = tuple(Taken(partner.id) for partner in partners)
    return And((Taken(option.id), others[0] if len(others) == 1 else Or(others)))


def in_return(option: Chosen, partners: Sequence[Chosen]) -> Expression:
    """Say that a side does it where its partners do."""
    needed = [Taken(partner.id) for partner in partners]
    return If(Taken(option.id), needed[0] if len(needed) == 1 else And(tuple(needed)))


def done_by_agreement(option: Chosen, facts: Sequence[Fact], options: Sequence[Chosen], sides: Sequence[Side]) -> list[Chosen]:
    """Give the partners of a course that was done last by both sides at once; empty where a side did it for itself."""
    if option.course.conflict or option.course.joint:
        return []
    partners = partners_of(option, options)
    theirs = {code for partner in partners for code in sides[partner.side].parties}
    agreed = {fact.telling.quote for fact in facts if fact.sort is Sort.DONE and set(fact.of) & theirs}
    own = [fact for fact in facts if fact.sort in OFFERS | {Sort.DONE}]
    last = max(own, key=lambda fact: (fact.day or "", fact.telling.quote in agreed), default=None)
    return partners if last is not None and last.telling.quote in agreed else []
