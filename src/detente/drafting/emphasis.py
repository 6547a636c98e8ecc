"""How much something told matters to whoever says it: by what it is, how lately and over how long it is said, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from detente.drafting.courses import data_table, pattern_of
from detente.drafting.facts import Fact, Sort

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
}
#: Days after which it counts half; what a word that sets it first counts; what one told by the opponent alone counts; what each further
#: year in which it is said again adds.
HALF_LIFE, FIRST, BY_OPPONENT, EACH_YEAR = 730, 2.0, 0.5, 0.25


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
    against = set(opponents)
    best: dict[str, float] = {}
    years: set[str] = set()
    for fact in facts:
        weight = _COUNTS[fact.sort] * 0.5 ** (_age(fact.day, today) / HALF_LIFE)
        weight *= FIRST if fact.sort is not Sort.DONE and _words("first").search(fact.telling.quote) else 1.0
        weight *= BY_OPPONENT if fact.telling.by in against else 1.0
        best[fact.incident] = max(best.get(fact.incident, 0.0), weight)
        years |= {fact.day[:4]} if fact.day else set()
    return round(sum(best[key] for key in sorted(best)) * (1 + EACH_YEAR * max(len(years) - 1, 0)), 6)


def red_lines(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Give the demands and refusals that are said not to be bargained about: "will never", "non-negotiable".

    Examples
    --------
    >>> red_lines([])
    ()
    """
    said = (fact for fact in facts if fact.sort in (Sort.ASKED, Sort.REFUSED) and fact.condition is None and not fact.condition_words)
    return tuple(fact for fact in said if _words("red line").search(fact.telling.quote))


def _age(day: str | None, today: str | None) -> int:
    if day is None or today is None:
        return HALF_LIFE if today else 0
    return max((date.fromisoformat(today) - date.fromisoformat(day)).days, 0)


@lru_cache(maxsize=2)
def _words(kind: str) -> re.Pattern[str]:
    rows = data_table("emphasis.tsv", ("kind", "words"))
    words = [word for row in rows if row.one_of("kind", frozenset({"red line", "first"})) == kind for word in row.several("words")]
    pattern = pattern_of(words)
    assert pattern is not None, "each kind has a row"
    return pattern
