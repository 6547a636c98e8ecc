"""How likely it is that a course of action is being taken now: what its last deeds tell, and how texts of late speak of it.

Last deeds are often missing, of an unknown day, or told in words that no table holds. So they are weighed together with how the encoder
(`detente.drafting.spoken`) reads that the course is told, of late and over the last year: as done, as ended, as asked for, promised or
refused, and as being taken at the time of the text or not. So is what it reads of the same course of others (talks of one side are talks
of the other, and attacks are answered), or told of nobody known, and of all else in the conflict: where what was agreed holds, a pledge
is more likely kept, and where texts of late speak of nothing but fighting, less is over. The weights (``data/taken_now.tsv``) are those
of a logistic regression, one of them for each course, fitted by ``benchmarks/train_standing.py`` on conflicts with the courses taken at
their end marked by people.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from detente.drafting.courses import Course, data_table, load_courses
from detente.drafting.encoder import HOW, STANDS
from detente.drafting.facts import Fact
from detente.drafting.spoken import Spoken
from detente.drafting.weighing import age
from detente.errors import KnowledgeError

#: Days after which a passage counts half: of late, and over the last year.
MEMORIES = (15, 400)
#: The same for what is read of others' course of the same kind, and of all else.
OF_OTHERS, ELSEWHERE = 60, 30
#: For passages on the course whoever's it is, and on other courses, of which it is asked how much they speak of what.
OF_ANYBODY, MATTERS = 400, 60
DEEDS = 30  # days after which a last deed counts half as told of late
KINDS = {True: "conflict", False: "cooperation"}  # of a course, by whether it is one of conflict
WAYS = ("done", "undone", "asked", "promised", "refused")
#: How many passages must speak of a course, rightly read, for what they tell to count for two thirds.
_DOUBT = 0.5
#: A passage without a day counts as so old.
_UNDATED = 400


def clues(
    taken: bool, firm: bool, course: Course, spoken: Sequence[Fact], others: Sequence[tuple[Course, Sequence[Fact]]], today: str,
    heard: Sequence[Fact] = (), since: str | None = None,
) -> dict[str, float]:
    """Give what speaks for a course being taken and against it.

    Parameters
    ----------
    taken, firm
        What the last deeds tell, and whether they do, rather than its being presumed.
    course
        The course.
    spoken
        What the encoder read of it.
    others
        The other courses that the decision makers of the conflict follow or might, and what the encoder read of each.
    today
        The day it is looked at from.
    heard
        All that the encoder read of any course, once for each passage, whoever's it is.
    since
        The day of the last deed, if one is told.

    Examples
    --------
    >>> from detente.drafting.courses import load_courses
    >>> clues(True, False, load_courses()["attack"], (), (), "2024-01-01")["last deeds"]
    1.0
    """
    told = 1.0 if taken else -1.0
    lasting, late = float(course.fades is None), 0.5 ** (age(since, today) / DEEDS) if since else 0.0
    found = {"always": 1.0, f"course {course.id}": 1.0, "last deeds": told, "last deeds, told": told * firm}
    found["last deeds, told of late"] = told * firm * late
    found |= {"of conflict": float(course.conflict), "last deeds, told, of conflict": told * firm * course.conflict}
    found |= {"lasting": lasting, "lasting, of conflict": lasting * course.conflict, "of both sides": float(course.joint)}
    for days in MEMORIES:
        found |= {f"{name}, {days} days": share for name, share in _shares(_remembered(spoken, days, today)).items()}
    same = [fact for other, facts in others if other.id == course.id for fact in facts]
    for name, share in _shares(_remembered(same, OF_OTHERS, today)).items():
        found |= {f"others {name}": share, f"others {name}, of both sides": share * course.joint}
    kind = KINDS[course.conflict]
    for of_conflict in (True, False):
        elsewhere = [fact for other, facts in others if other.conflict is of_conflict for fact in facts]
        shares = _shares(_remembered(elsewhere, ELSEWHERE, today), doubt=1.0)
        found[f"{KINDS[of_conflict]} elsewhere, for {kind}"] = shares["on"] - shares["off"]
    return found | _of_anybody(course, kind, heard, today)


def _of_anybody(course: Course, kind: str, heard: Sequence[Fact], today: str) -> dict[str, float]:
    """Give what passages tell of the course whoever's it is, and how much of late they speak of conflict and of cooperation besides."""
    on_it = [fact for fact in heard if fact.course == course.id]
    anybodys = _shares(_remembered(on_it, OF_ANYBODY, today, whoever=True))
    found = {f"anybody {state}": anybodys[state] for state in ("on", "off")}
    found |= {f"nobody {name}": share for name, share in _shares(_remembered(on_it, OF_ANYBODY, today)).items()}
    late, courses = _remembered(heard, MATTERS, today, whoever=True), load_courses()
    whole = math.fsum(weight for weight, _ in late) + 1
    for of_conflict in (True, False):
        told = math.fsum(weight for weight, each in late if courses[each.course].conflict is of_conflict and each.course != course.id)
        found[f"{KINDS[of_conflict]} spoken of, for {kind}"] = told / whole
    return found


def likelihood(found: Mapping[str, float]) -> float:
    """Give the probability that a course is being taken, from its clues.

    Raises
    ------
    KnowledgeError
        If ``data/taken_now.tsv`` has no weights for these clues.
    """
    weights = _weights()
    return 1 / (1 + math.exp(-math.fsum(weights[clue] * value for clue, value in found.items())))


def clue_names() -> tuple[str, ...]:
    """Give the names of all clues that there are, in the order of the table."""
    found = [clues(True, True, course, (), (), "2024-01-01") for course in load_courses().values()]
    names = dict.fromkeys(name for each in found for name in each)
    return tuple(sorted(names, key=lambda name: name.startswith("course ")))


def _remembered(spoken: Iterable[Fact], days: int, today: str, *, whoever: bool = False) -> list[tuple[float, Spoken]]:
    """Give passages with how much each still counts, half after so many days.

    With `whoever` a passage counts as much as it surely tells the course, whoever's it is.
    """
    read = [(age(fact.day, today) if fact.day else _UNDATED, fact.spoken) for fact in spoken if fact.spoken]
    return [((each.sure if whoever else each.weight) * 0.5 ** (old / days), each) for old, each in read]


def _shares(passages: Sequence[tuple[float, Spoken]], *, doubt: float = _DOUBT) -> dict[str, float]:
    """Give which share of passages tells of a course in which way and as standing how; late ones count more, and few tell little."""
    whole = math.fsum(weight for weight, _ in passages) + doubt
    ways = {way: math.fsum(weight * each.how[HOW.index(way)] for weight, each in passages) / whole for way in WAYS}
    return ways | {
        state: math.fsum(weight * each.stands[STANDS.index(state)] for weight, each in passages) / whole for state in ("on", "off")
    }


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    known = frozenset(clue_names())
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
