"""Phrases to actors: codes, sides, and offices held at a date."""

from __future__ import annotations

from functools import lru_cache

from detente.ontology import ARMED_SECTORS, STATE_SECTORS
from detente.reading.actors.entries import Kind, RoleKind, Term
from detente.reading.actors.phrase import Phrase
from detente.reading.actors.tables import country_name, names_with_article, organisations, sovereigns
from detente.records import Actor

FORMER_SECTOR = "ELI"
PEOPLE_SECTOR = "CVL"


def term_at(terms: tuple[Term, ...], date: str | None) -> tuple[Term | None, bool]:
    """Find the office a person held at a date, and whether it is over by then.

    Without a date the last known office counts, as over if its end is known: never today's date.

    Examples
    --------
    >>> term_at((Term("USA", "GOV", "president", "2017-01-20", "2021-01-20"),), "2023-04-16")[1]
    True
    """
    if not terms:
        return None, False
    if date is None:
        return terms[-1], bool(terms[-1].until)
    held = [term for term in terms if term.covers(date)]
    if held:
        return held[-1], False
    begun = [term for term in terms if term.since <= date[: len(term.since)]]
    return (begun[-1], True) if begun else (terms[0], False)


def kin_sector(official: bool) -> str:
    """Give the sector of somebody's family: officials' families are of the elites, others' are civilians.

    Examples
    --------
    >>> kin_sector(True), kin_sector(False)
    ('ELI', 'CVL')
    """
    return FORMER_SECTOR if official else PEOPLE_SECTOR


def actor_of(phrase: Phrase, date: str | None) -> Actor | None:
    """Give the actor a phrase stands for, or None where no knowledge resolves it.

    Parameters
    ----------
    phrase
        The phrase.
    date
        ISO date at which offices are held, or None.
    """
    if phrase.person:
        return _person(phrase, date)
    country, sector = phrase.country, phrase.sector
    if phrase.former and phrase.kind is Kind.ROLE and phrase.role is not RoleKind.BODY:
        sector = FORMER_SECTOR
    if phrase.has_own_side and phrase.code and not (phrase.kind is Kind.DEMONYM and phrase.plural):
        return Actor(phrase.code, phrase.owner or phrase.entry.name, phrase.party, country, sector)
    if phrase.kind is Kind.DEMONYM:
        return _nationals(phrase)
    if phrase.kind in (Kind.COUNTRY, Kind.SHORT, Kind.PLACE) and country:
        return state(country)
    if phrase.code and (phrase.kind is Kind.ORGANISATION or phrase.code == phrase.party or sector == phrase.sector):
        name = phrase.entry.name if phrase.kind is Kind.ORGANISATION else phrase.owner
        name = name or (_shown(country, phrase, sector) if country else phrase.entry.name)
        return Actor(phrase.code, name, phrase.party or side(country, sector, phrase.code), country, sector)
    if country is None:
        return None
    code = f"{country}-{sector}" if sector else country
    party = phrase.party or side(country, sector, code) or (side(country, None, code) if phrase.entry.state else None)
    return Actor(code, _shown(country, phrase, sector), party, country, sector)


def state(country: str) -> Actor:
    """Give a state as an actor.

    Examples
    --------
    >>> state("JPN").name, state("GUM").party
    ('Japan', 'USA')
    """
    return Actor(country, country_name(country), sovereigns().get(country, country), country, None)


def side(country: str | None, sector: str | None, code: str) -> str | None:
    """Say on whose side an actor's acts count in a dyad.

    Examples
    --------
    >>> side("KOR", "COP", "KOR-COP"), side("SYR", "REB", "SYR-REB"), side("CHN", "BUS", "CHN-BUS")
    ('KOR', 'SYR-REB', None)
    """
    if sector in ARMED_SECTORS:
        return code
    if country and (sector is None or sector in STATE_SECTORS):
        return sovereigns().get(country, country)
    return None


def _shown(country: str, phrase: Phrase, sector: str | None) -> str:
    if phrase.kind in (Kind.CAPITAL, Kind.GOVERNMENT):
        return f"government of {_in_sentence(country)}"
    return f"{phrase.entry.name} of {_in_sentence(country)}" if sector else country_name(country)


def _in_sentence(country: str) -> str:
    """Name a country as it stands within a sentence."""
    name = country_name(country)
    return f"the {name}" if name.startswith(names_with_article()) else name


def _nationals(phrase: Phrase) -> Actor:
    country = phrase.country or ""
    if phrase.sector:
        return Actor(f"{country}-{phrase.sector}", f"people of {_in_sentence(country)}", None, country, phrase.sector)
    return state(country)


@lru_cache(maxsize=1)
def _of_their_own() -> frozenset[str]:
    """Give the authorities within a state whose acts count for themselves: the Kurdistan Regional Government."""
    return frozenset(e.code for _, e in organisations() if e.party == e.code and e.country and e.sector in STATE_SECTORS)


def _person(phrase: Phrase, date: str | None) -> Actor:
    term, over = term_at(phrase.terms, date)
    country = (term.country if term else None) or phrase.country
    held = term is not None and date is not None and not over
    sector = phrase.sector if term is None or (phrase.named and not held) else term.sector
    office = phrase.office or (term.office if term else None)
    if phrase.former or (over and not phrase.named and sector in ("GOV", "LEG", "MIL", "JUD", "COP", "SPY")):
        sector = FORMER_SECTOR
    group = phrase.party or (term.group if term else None)
    prefix = f"{country}-{sector}" if country and sector else country or group or sector or ""
    told = phrase.party is not None and phrase.party != country  # "TPLF spokesman Getachew Reda"
    apart = told or country is None or sector not in STATE_SECTORS or group in _of_their_own()
    party = group if group and apart else side(country, sector, prefix)
    if sector == FORMER_SECTOR and country:
        party = sovereigns().get(country, country)
    if prefix == "":
        return Actor(f"~{phrase.person}", phrase.person or "", None, None, None, phrase.person, office)
    return Actor(f"{prefix}:{phrase.person}", phrase.person or "", party, country, sector, phrase.person, office)
