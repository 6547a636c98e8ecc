"""How likely it is that a course of action is being taken now: what its last deeds tell, and how texts of late speak of it.

Last deeds are often missing, of an unknown day, or told in words that no table holds. So they are weighed together with how the encoder
(`detente.drafting.spoken`) reads that the course is told, of late and over the last year: as done, as ended, as asked for, promised or
refused, and as being taken at the time of the text or not. The weights (``data/taken_now.tsv``) are those of a logistic regression, fitted
by ``benchmarks/train_standing.py`` on conflicts written for it, with the courses taken at their end marked by people.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from detente.drafting.courses import Course, data_table
from detente.drafting.encoder import HOW, STANDS
from detente.drafting.facts import Fact
from detente.drafting.weighing import age
from detente.errors import KnowledgeError

#: Days after which a passage counts half: of late, and over the last year.
MEMORIES = (90, 400)
WAYS = ("done", "undone", "asked", "promised", "refused")
#: How many passages must speak of a course, rightly read, for what they tell to count for two thirds.
_DOUBT = 0.5


def clues(taken: bool, firm: bool, course: Course, spoken: Sequence[Fact], today: str) -> dict[str, float]:
    """Give what speaks for a course being taken and against it.

    Parameters
    ----------
    taken, firm
        What the last deeds tell, and whether they do, rather than its being presumed.
    course
        The course.
    spoken
        What the encoder read of it.
    today
        The day it is looked at from.

    Examples
    --------
    >>> from detente.drafting.courses import load_courses
    >>> clues(True, False, load_courses()["attack"], (), "2024-01-01")["last deeds"]
    1.0
    """
    told = 1.0 if taken else -1.0
    found = {"always": 1.0, "last deeds": told, "last deeds, told": told * firm}
    found |= {"of conflict": float(course.conflict), "last deeds, told, of conflict": told * firm * course.conflict}
    for days in MEMORIES:
        passages = [(fact.spoken.weight * 0.5 ** (_age(fact.day, today) / days), fact.spoken) for fact in spoken if fact.spoken]
        whole = math.fsum(weight for weight, _ in passages) + _DOUBT
        for way in WAYS:
            found[f"{way}, {days} days"] = math.fsum(weight * each.how[HOW.index(way)] for weight, each in passages) / whole
        for state in ("on", "off"):
            found[f"{state}, {days} days"] = math.fsum(weight * each.stands[STANDS.index(state)] for weight, each in passages) / whole
    return found


def likelihood(found: Mapping[str, float]) -> float:
    """Give the probability that a course is being taken, from its clues.

    Raises
    ------
    KnowledgeError
        If ``data/taken_now.tsv`` has no weights for these clues.
    """
    weights = _weights(tuple(found))
    return 1 / (1 + math.exp(-math.fsum(weights[clue] * value for clue, value in found.items())))


def _age(day: str | None, today: str) -> int:
    """Give a passage's age in days; one without a day counts as old as the longer memory."""
    return age(day, today) if day else MEMORIES[-1]


@lru_cache(maxsize=1)
def _weights(names: tuple[str, ...]) -> Mapping[str, float]:
    known = frozenset(names)
    found = {}
    for row in data_table("taken_now.tsv", ("clue", "weight")):
        try:
            found[row.one_of("clue", known)] = float(row["weight"])
        except ValueError:
            raise row.wrong(f"weight is {row['weight']!r}; it must be a number") from None
    missing = sorted(known - set(found))
    if missing:
        raise KnowledgeError(f"drafting/data/taken_now.tsv has no weight for {missing[0]!r}; install Détente again")
    return found
