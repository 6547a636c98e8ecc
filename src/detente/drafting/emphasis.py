"""How much something told matters to whoever says it: by what it is, how lately and over how long it is said, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from detente.drafting.courses import data_table, pattern_of
from detente.drafting.facts import Fact, Sort
from detente.drafting.weighing import fading, sum_of_incidents

#: What one word or deed counts: who demands or refuses commits itself; blame is cheap; what is offered or threatened is still to be done.
_COUNTS: Mapping[Sort, float] = {
    Sort.DONE: 1.0,
    Sort.ASKED: 1.0,
    Sort.NEEDED: 1.0,
    Sort.REFUSED: 1.0,
    Sort.OFFERED: 0.8,
    Sort.BARGAIN: 0.8,
    Sort.THREATENED: 0.7,
    Sort.CONDEMNED: 0.6,
    Sort.SPOKEN: 0.5,
    Sort.MENTIONED: 0.0,
    Sort.READ: 0.0,
}
#: What a word that sets it first counts; what one told by the opponent alone counts; what each further year in which it is said again adds.
FIRST, BY_OPPONENT, EACH_YEAR = 2.0, 0.5, 0.25


def emphasis(facts: Iterable[Fact], opponents: Iterable[str], today: str | None) -> float:
    """Weigh what a side says and does about one choice, each incident once.

    Parameters
    ----------
    facts
        Its words and deeds that point the same way.
    opponents
        Those whose telling alone counts less.
    today
        The day from which it is looked at.
    """
    told, against = list(facts), set(opponents)

    def weight_of(fact: Fact) -> float:
        weight = _COUNTS[fact.sort] * fading(fact.day, today)
        weight *= FIRST if fact.sort is not Sort.DONE and _words("first").search(fact.telling.quote) else 1.0
        return weight * (BY_OPPONENT if fact.telling.by in against else 1.0)

    years = {fact.day[:4] for fact in told if fact.day}
    total = sum_of_incidents((fact.incident, weight_of(fact)) for fact in told)
    return round(total * (1 + EACH_YEAR * max(len(years) - 1, 0)), 6)


def red_lines(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Give the demands and refusals that are said not to be bargained about: "will never", "non-negotiable".

    Examples
    --------
    >>> red_lines([])
    ()
    """
    said = (fact for fact in facts if fact.sort in (Sort.ASKED, Sort.REFUSED) and fact.condition is None and not fact.condition_words)
    return tuple(fact for fact in said if _words("red line").search(fact.telling.quote))


@lru_cache(maxsize=2)
def _words(kind: str) -> re.Pattern[str]:
    rows = data_table("emphasis.tsv", ("kind", "words"))
    words = [word for row in rows if row.one_of("kind", frozenset({"red line", "first"})) == kind for word in row.several("words")]
    return pattern_of(words)
