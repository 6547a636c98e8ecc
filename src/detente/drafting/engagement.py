"""What each party is told to do in a conflict itself: what makes a third party one who decides rather than one who looks on."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from detente.drafting.courses import load_courses
from detente.drafting.facts import DEMANDS, TALK, Fact, Sort


@dataclass(frozen=True, slots=True)
class Engagement:
    """What a party does itself, as told as fact.

    Parameters
    ----------
    pressing
        The courses of conflict that it follows, threatens or refuses to end.
    own
        All courses that it follows, ended, threatens, offers or refuses, but for what takes both sides (talks).
    towards
        The parties to whom it does so.
    read
        How much the encoder reads of its courses of action: the sum of their probabilities.

    Examples
    --------
    >>> Engagement(frozenset({"sanctions"}), frozenset({"sanctions", "aid"}), frozenset({"PER"})).towards
    frozenset({'PER'})
    """

    pressing: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    towards: frozenset[str] = frozenset()
    read: float = 0.0


def engagements(facts: Sequence[Fact]) -> dict[str, Engagement]:
    """Give what each party is told to do, by code."""
    courses = load_courses()
    found: dict[str, tuple[set[str], set[str], set[str]]] = {}
    read: defaultdict[str, list[float]] = defaultdict(list)
    for fact in facts:
        course = courses[fact.course]
        if fact.spoken is not None and fact.of and not course.joint:
            read[fact.spoken.of].append(fact.spoken.weight)
        if not fact.real:
            continue
        presses = fact.takes if fact.sort in (Sort.DONE, Sort.THREATENED) else fact.sort is Sort.REFUSED and not fact.takes
        own = fact.sort not in DEMANDS | TALK | {Sort.CONDEMNED} and not course.joint
        for code in fact.of:
            pressing, follows, towards = found.setdefault(code, (set(), set(), set()))
            if presses and course.conflict:
                pressing.add(fact.course)
            if own:
                follows.add(fact.course)
                towards.update(set(fact.towards) - {code})
    given = {}
    for code in sorted({*found, *read}):
        pressing, follows, towards = found.get(code, (set(), set(), set()))
        given[code] = Engagement(frozenset(pressing), frozenset(follows), frozenset(towards), math.fsum(read[code]))
    return given
