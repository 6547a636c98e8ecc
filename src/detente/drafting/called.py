"""Parties that are called by what they are: "the rebels", "opposition leaders", "the army"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from detente.drafting.courses import data_table, pattern_of
from detente.ontology import ARMED_SECTORS
from detente.records import Actor

#: A code that says what a party is: the armed groups, or the opposition, of a country.
WHAT_IT_IS = re.compile(r"(?P<country>[A-Z]{3})-(?P<sector>REB|OPP)")
#: Sectors of those that words for an armed group mean, and those for the opposition.
_MEANT: Mapping[str, frozenset[str]] = {"REB": ARMED_SECTORS | {"PRE"}, "OPP": frozenset({"OPP"})}
_CALLED = frozenset({*_MEANT, "GOV"})


def what_they_are(actors: Sequence[Actor], named: Sequence[str]) -> dict[str, str]:
    """Give the one party asked for that is an armed group, the one that is an opposition and the one state, by "REB", "OPP" and "GOV".

    None is given where two are asked for, nor a group where the texts name others of its country that are so: "the rebels" may be those.
    The state is meant by "the army" where all others that are asked for are groups of its own.

    Examples
    --------
    >>> what_they_are([], ("DZA", "DZA-REB")), what_they_are([], ("SDN", "SDN-REB", "SSD-REB"))
    ({'REB': 'DZA-REB'}, {})
    """
    found: dict[str, str] = {}
    for what, sectors in _MEANT.items():
        groups = {actor.party or actor.code: actor.country for actor in actors if actor.sector in sectors and actor.person is None}
        said = {code for code in named if (match := WHAT_IT_IS.fullmatch(code)) and match["sector"] == what}
        asked = [code for code in named if code in said or code in groups]
        if len(asked) != 1:
            continue
        others = {country for code, country in groups.items() if code not in named and not code.startswith("~")}
        if said or groups[asked[0]] not in others:
            found[what] = asked[0]
    countries = {actor.party or actor.code: actor.country for actor in actors if actor.country and actor.person is None}
    countries |= {code: match["country"] for code in named if (match := WHAT_IT_IS.fullmatch(code))}
    states = [code for code in named if countries.get(code) == code]
    if len(states) == 1 < len(named) and {countries.get(code) for code in named} == {*states}:
        found["GOV"] = states[0]
    return found


def find_called(words: str, parties: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Give where the words of a text call a party by what it is.

    Examples
    --------
    >>> list(find_called("Talks with the rebels failed.", {"REB": "DZA-REB"}))
    [(15, 21, 'DZA-REB')]
    """
    for what, party in sorted(parties.items()):
        yield from ((match.start(), match.end(), party) for match in _pattern(what).finditer(words))


@lru_cache(maxsize=len(_CALLED))
def _pattern(what: str) -> re.Pattern[str]:
    rows = data_table("called.tsv", ("sector", "words"))
    return pattern_of([row["words"] for row in rows if row.one_of("sector", _CALLED) == what])
