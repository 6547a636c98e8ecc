"""What each party is told to do in a conflict itself: what makes a third party one who decides rather than one who looks on."""

from __future__ import annotations

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

    Examples
    --------
    >>> Engagement(frozenset({"sanctions"}), frozenset({"sanctions", "aid"}), frozenset({"PER"})).towards
    frozenset({'PER'})
    """

    pressing: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    towards: frozenset[str] = frozenset()


def engagements(facts: Sequence[Fact]) -> dict[str, Engagement]:
    """Give what each party is told to do, by code."""
    courses = load_courses()
    found: dict[str, tuple[set[str], set[str], set[str]]] = {}
    for fact in facts:
        if not fact.real:
            continue
        course = courses[fact.course]
        presses = fact.takes if fact.sort in (Sort.DONE, Sort.THREATENED) else fact.sort is Sort.REFUSED and not fact.takes
        own = fact.sort not in DEMANDS | TALK | {Sort.CONDEMNED} and not course.joint
        for code in fact.of:
            pressing, follows, towards = found.setdefault(code, (set(), set(), set()))
            if presses and course.conflict:
                pressing.add(fact.course)
            if own:
                follows.add(fact.course)
                towards.update(set(fact.towards) - {code})
    return {code: Engagement(*map(frozenset, found[code])) for code in sorted(found)}
