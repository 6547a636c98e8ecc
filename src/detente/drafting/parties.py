"""The parties of a set of readings: what they are called, and which of them can be sides of a conflict.

Who names a party by what it is, `COL-REB` or `ZWE-OPP`, means all armed groups, or the opposition, of that country.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from detente.archive import Report
from detente.drafting.called import WHAT_IT_IS, find_called, what_they_are
from detente.drafting.courses import data_table
from detente.ontology import SECTORS
from detente.reading.actors.tables import country_name, country_names, regions
from detente.reading.lexicon import ORGANISATION_COLUMNS, load_table
from detente.records import Actor, Mention, Reading

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:'s|’s|'|’)$")
#: Which groups of a country are meant by its armed opposition, and by its political one: those that hold a territory of it too.
_MEANT: Mapping[str, tuple[str, ...]] = {"REB": ("REB", "PRE"), "OPP": ("OPP",)}
#: What they are called where no text names a group of them.
_AS_NAMED: Mapping[str, str] = {"REB": "rebels", "OPP": "opposition"}


@dataclass(frozen=True, slots=True)
class Party:
    """A party: a state with all its organs, an armed group, an international organisation, or somebody nobody has resolved.

    Parameters
    ----------
    code, name
        The code its acts count for, and what to call it.
    barred
        Why it can be no decision maker, or None if it can.
    state
        Whether it is a state or a group of one, rather than an international body.
    """

    code: str
    name: str
    barred: str | None
    state: bool = False


class Parties:
    """All parties of some readings.

    Parameters
    ----------
    readings
        In any order: nothing depends on it.
    named
        Codes of parties that are asked for. One that says what it is stands for all such groups that are not asked for themselves; an
        organisation that is asked for is a party of its own, though it counts for a state or for nobody otherwise: a province, or a
        movement of the opposition. The only armed group, or opposition, that is asked for is meant by what it is called: "the rebels".

    Attributes
    ----------
    called
        The only armed group ("REB"), the only opposition ("OPP") and the only state ("GOV") that are asked for.
    asked
        The parties asked for.
    """

    def __init__(self, readings: Iterable[Reading], named: Sequence[str] = ()) -> None:
        given = list(readings)
        meant = {party: code for code in named for party in groups_meant(given, code) if party not in named}
        actors: dict[str, dict[str, list[Actor]]] = {}
        self._of: dict[tuple[str, str], str] = {}
        every = [actor for reading in given for actor in reading.actors]
        apart = {actor.code for actor in every if actor.code in named and _is_part(actor)}
        self.called = what_they_are(every, named)
        self.asked = tuple(named)
        for reading in given:
            for actor in reading.actors:
                body = actor.code.partition(":")[0]
                own = body if body in apart else actor.party or self._called_by(actor) or actor.code
                party = meant.get(own, own)
                self._of[reading.document.id, actor.code] = party
                actors.setdefault(party, {}).setdefault(actor.code, []).append(actor)
        as_they_are = {*meant.values(), *apart, *(code for code in self.called.values() if WHAT_IT_IS.fullmatch(code))}
        self.known: Mapping[str, Party] = {
            code: _named_as_it_is(code, actors) if code in as_they_are else _party(code, actors[code]) for code in sorted(actors)
        }
        self._meant = meant
        homes = {
            code: Counter(a.country for members in groups.values() for a in members if a.country)
            for code, groups in actors.items()
        }  # fmt: skip
        firsts = {code: min(found, key=lambda each: (-found[each], each)) for code, found in homes.items() if found}
        self._state_of = {code: country for code, country in firsts.items() if country != code and self.is_state(country)}

    def _called_by(self, actor: Actor) -> str | None:
        """Give the party asked for that is meant by what somebody is called whom no table knows: "the rebels"."""
        if not actor.code.startswith("~") or actor.country is not None:
            return None
        return next((party for _, _, party in find_called(actor.name, self.called)), None)

    def of(self, document: str, mention: Mention) -> str:
        """Give the code of the party a mention of a document stands for.

        A region that is named as one who acts stands for its authorities, if they are told of: "Tigray demands" for the TPLF.
        """
        party = self._of.get((document, mention.actor), mention.actor)
        region = regions().get(bare(mention.span.quote).lower())
        authority = (region.party or region.code) if region else None
        authority = self._meant.get(authority, authority) if authority else None
        return authority if authority in self.known and authority else party

    def of_code(self, document: str, code: str) -> str:
        """Give the code of the party that an actor of a document, or a party, stands for."""
        return self._of.get((document, code), self._meant.get(code, code))

    def told_of(self, report: Report) -> Report:
        """Give a report as one of these parties: of the group that was asked for as what it is, of the body that was asked for itself."""
        if report.event is None:
            return report
        actors, recipients = ({self.of(report.document, m) for m in told} for told in (report.event.actors, report.event.recipients))
        return replace(report, actors=tuple(sorted(actors)), recipients=tuple(sorted(recipients)))

    def name(self, code: str) -> str:
        """Give what to call a party."""
        return self.known[code].name if code in self.known else code

    def is_state(self, code: str) -> bool:
        """Whether a party is a state or a group of one, rather than an international body."""
        return code in self.known and self.known[code].state

    def state_of(self, code: str) -> str | None:
        """Give the state whose country a group is of; None for a state itself, where no text tells it, and where others are asked for."""
        state = self._state_of.get(code)
        return state if not self.asked or state in self.asked else None

    def can_decide(self, code: str) -> bool:
        """Whether a party can be a decision maker."""
        return code in self.known and self.known[code].barred is None


def bare(quote: str) -> str:
    """Give a name without article and possessive ending.

    Examples
    --------
    >>> bare("the Front's"), bare("Algiers’")
    ('Front', 'Algiers')
    """
    return _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(quote.split())))


def groups_meant(readings: Iterable[Reading], code: str) -> tuple[str, ...]:
    """Give the parties for which a code stands that says what they are: groups of its country, not the state itself.

    Examples
    --------
    >>> groups_meant([], "COL-REB")
    ()
    """
    what = WHAT_IT_IS.fullmatch(code)
    if what is None:
        return ()
    country, sectors = what["country"], _MEANT[what["sector"]]
    every = (actor for reading in readings for actor in reading.actors)
    found = {actor.party or actor.code for actor in every if actor.country == country and actor.sector in sectors}
    return tuple(sorted(found - {country}))


def _named_as_it_is(code: str, actors: Mapping[str, Mapping[str, list[Actor]]]) -> Party:
    """Give a party that was asked for as what it is: it can decide, and is called after the group in it that is told of most."""
    every = [actor for one in actors[code].values() for actor in one]
    groups = [actor for actor in every if actor.person is None and actor.code != code and not actor.code.startswith("~")]
    what = WHAT_IT_IS.fullmatch(code)
    if what and not groups:
        state = actors.get(what["country"], {}).get(what["country"])
        return Party(code, f"{_AS_NAMED[what['sector']]} of {_commonest(state) if state else country_name(what['country'])}", None, True)
    return Party(code, _commonest(groups) if groups else _nearest(every, code), None, True)


def _is_part(actor: Actor) -> bool:
    """Whether an actor is an organisation that counts for a state or for nobody, though it has a code of its own and may decide."""
    organ = actor.code == actor.country or actor.code.startswith((f"{actor.country}-", "~"))
    return actor.person is None and actor.party != actor.code and not organ and actor.sector not in _apart()


def _party(code: str, members: Mapping[str, list[Actor]]) -> Party:
    every = [actor for one in members.values() for actor in one]
    own = members.get(code)
    if code.startswith("~"):
        return Party(code, _commonest(own or every), "nothing known resolves who it is")
    if all(actor.party is None for actor in every):
        why = "a person whose side is not known" if any(actor.person for actor in every) else "its side is not known"
        return Party(code, _commonest(own or every), why)
    sectors = {actor.sector for actor in every}
    apart = _apart()
    barred = "; ".join(apart[sector] for sector in sorted(sectors & set(apart), key=str)) if sectors <= set(apart) else None
    own = [actor for actor in own or () if actor.name != code]  # a code is no name
    name = _commonest(own) if own else _known_names().get(code) or _nearest(every, code)
    return Party(code, name, barred, any(actor.country for actor in every))


def _commonest(actors: Iterable[Actor]) -> str:
    counts = Counter(actor.name for actor in actors)
    return min(counts, key=lambda name: (-counts[name], len(name), name))


def _nearest(actors: Iterable[Actor], code: str) -> str:
    """Name a party after its government where no text names the party itself; else after the body, or the person, told of most."""
    every = list(actors)
    governments = [actor for actor in every if actor.person is None and actor.sector in ("GOV", None)]
    if governments:
        return _commonest(governments)
    named = [actor for actor in every if actor.name not in (code, actor.code)]
    bodies = [actor for actor in named if actor.person is None] or named
    if not bodies:
        return code
    more = " and others" if len({actor.name for actor in bodies}) > 1 else ""
    return f"{_commonest(bodies)}{more}"


@lru_cache(maxsize=1)
def _apart() -> Mapping[str | None, str]:
    known = frozenset(SECTORS)
    return {row.one_of("sector", known): row["why"] for row in data_table("sectors.tsv", ("sector", "why"))}


@lru_cache(maxsize=1)
def _known_names() -> Mapping[str, str]:
    names = country_names()
    organisations = load_table("actors/organisations.tsv", ORGANISATION_COLUMNS)
    return names | {row["code"]: row["name"] for row in organisations}
