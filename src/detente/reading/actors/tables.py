"""The tables of actors, row by row, as entries with the forms that name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from detente.ontology import ARMED_SECTORS, SECTORS, STATE_SECTORS
from detente.reading.actors.entries import Entry, Kind, RoleKind, Term
from detente.reading.lexicon import COUNTRY_COLUMNS, ORGANISATION_COLUMNS, Row, load_table

Named = tuple[str, Entry]

_YES = frozenset({"yes"})
_SECTORS = frozenset(SECTORS)
# What CAMEO and PLOVER write in a country's place for bodies of no country: in a list of actors, the sector nearest to them.
_INTERNATIONAL = {"IGO": None, "NGO": "CVL", "IMG": "REB", "MNC": "BUS"}
_DATE = r"\d{4}(-\d\d){0,2}"
_WAS = re.compile(rf"(?:(?P<country>[A-Z]{{3}}) )?(?P<sector>[A-Z]{{3}}) until (?P<until>{_DATE})")

PERSON_COLUMNS = ("name", "aliases", "country", "sector", "office", "since", "until", "group")
ROLE_COLUMNS = ("kind", "sector", "office", "phrases", "state")
REGION_COLUMNS = ("organisation", "names")
USER_COLUMNS = ("code", "name", "aliases", "country", "sector", "party")
USER_STATE_COLUMNS = (*USER_COLUMNS, "adjectives", "capital")
MESSAGE_CODE = "code must be given, without blanks (e.g. TPLF)"


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """Give the name of each country by its code."""
    return {row["code"]: row["name"] for row in load_table("actors/countries.tsv", COUNTRY_COLUMNS)}


# The states of the user's list that is read with, by code: two readers of one process may have lists that give a code to different ones.
_listed_states: ContextVar[Mapping[str, str]] = ContextVar("listed_states")


@contextmanager
def listed_states(names: Mapping[str, str]) -> Iterator[None]:
    """Read with the states of a user's list, given their names by code; its names come before the known ones."""
    token = _listed_states.set(names)
    try:
        yield
    finally:
        _listed_states.reset(token)


def country_name(code: str) -> str:
    """Give the name of a state, of the user's list or known; a code that neither has is given as it is."""
    return _listed_states.get({}).get(code) or country_names().get(code, code)


def is_state(code: str | None) -> bool:
    """Whether a code is a state's, of the user's list or known."""
    return code is not None and (code in country_names() or code in _listed_states.get({}))


@lru_cache(maxsize=1)
def sovereigns() -> dict[str, str]:
    """Give the state on whose side a territory's acts count ("GUM" -> "USA")."""
    return {row["code"]: row["of"] for row in load_table("actors/countries.tsv", COUNTRY_COLUMNS) if row["of"]}


@lru_cache(maxsize=1)
def regions() -> dict[str, Entry]:
    """Give the authorities that stand for a region or people where a text names them: "Tigray" -> the TPLF.

    Keys are forms without capitals.
    """
    known = {entry.code: entry for _, entry in organisations()}
    found: dict[str, Entry] = {}
    for row in load_table("actors/regions.tsv", REGION_COLUMNS):
        if row["organisation"] not in known:
            raise row.wrong(f"organisation is {row['organisation']!r}; it must be a code of organisations.tsv")
        for name in row.several("names"):
            found[name.lower()] = known[row["organisation"]]
    return found


@lru_cache(maxsize=1)
def names_with_article() -> tuple[str, ...]:
    """Give the beginnings of names that take "the" within a sentence."""
    return tuple(row["beginning"] for row in load_table("actors/articles.tsv", ("beginning",)))


def countries() -> Iterator[Named]:
    """Yield countries, their demonyms, capitals and what else stands for their governments."""
    for row in load_table("actors/countries.tsv", COUNTRY_COLUMNS):
        code, name = row["code"], row["name"]
        party = _country(row, "of") or code
        if not re.fullmatch(r"[A-Z]{3}", code):
            raise row.wrong(f"code is {code!r}; it must be an ISO 3166 alpha-3 code (XKX for Kosovo)")
        for alias in (name, *row.several("aliases")):
            short = len(alias) <= 3 and alias.isupper()
            yield alias, Entry(Kind.COUNTRY, name, code, code, None, party, adjectival=short)
        for adjective in row.several("adjectives"):
            yield adjective, Entry(Kind.DEMONYM, name, code, code, None, party, adjectival=True)
            if adjective[-1] in "naiort" and not adjective.endswith(("man", "en")):
                yield adjective + "s", Entry(Kind.DEMONYM, name, code, code, None, party, plural=True)
        for people in row.several("people"):
            plural = people.endswith(("s", "men", "people")) or people == "Danes"
            yield people, Entry(Kind.DEMONYM, name, code, code, None, party, plural=plural)
        for capital in row.several("capital"):
            yield capital, Entry(Kind.CAPITAL, name, f"{code}-GOV", code, "GOV", party, adjectival=True)
        for seat in row.several("government"):
            yield seat, Entry(Kind.GOVERNMENT, name, f"{code}-GOV", code, "GOV", party, adjectival=True)


def places() -> Iterator[Named]:
    """Yield towns and provinces with their country."""
    for row in load_table("actors/places.tsv", ("country", "names")):
        code = _country(row, "country")
        for name in row.several("names"):
            yield name, Entry(Kind.PLACE, name, code or "", code, None, code, adjectival=True)


def peoples() -> Iterator[Named]:
    """Yield the adjectives and names of peoples and provinces within a country."""
    for row in load_table("actors/peoples.tsv", ("country", "adjectives")):
        code = _country(row, "country") or ""
        for adjective in row.several("adjectives"):
            for form, plural in ((adjective, False), (adjective + "s", True)):
                yield form, Entry(Kind.DEMONYM, country_names()[code], code, code, None, code, plural=plural, adjectival=not plural)


def organisations() -> Iterator[Named]:
    """Yield named organisations."""
    for row in load_table("actors/organisations.tsv", ORGANISATION_COLUMNS):
        entry = organisation(row)
        for alias in (row["name"], *row.several("aliases")):
            yield alias, entry


@lru_cache(maxsize=1)
def organisation_names() -> dict[str, str]:
    """Give the name of each organisation by its code."""
    return {row["code"]: row["name"] for row in load_table("actors/organisations.tsv", ORGANISATION_COLUMNS)}


def organisation(row: Row, states: Set[str] = frozenset()) -> Entry:
    """Make an organisation of a row of the project's or a user's table, whose country may be one of some states of the user's own."""
    code = row["code"]
    if not code or re.search(r"\s", code):
        raise row.wrong(MESSAGE_CODE)
    if not row["name"]:
        raise row.wrong("name is empty; give the name the texts use")
    country = row["country"] if row["country"] in states else _country(row, "country")
    sector = row.one_of("sector", _SECTORS | _INTERNATIONAL.keys(), empty=True) or None
    sector = _INTERNATIONAL.get(sector, sector) if sector else None
    now = Entry(Kind.ORGANISATION, row["name"], code, country, sector, row["party"] or _party(code, country, sector))
    return replace(now, formerly=tuple(sorted(_formerly(row, now), key=lambda each: each[0]))) if "formerly" in row.values else now


def _formerly(row: Row, now: Entry) -> Iterator[tuple[str, Entry]]:
    """Yield what an organisation was and until when, from cells such as ``REB until 1990-03`` or ``SDN REB until 2011-07``."""
    for part in row.several("formerly"):
        match = _WAS.fullmatch(part)
        if match is None or match["sector"] not in _SECTORS or (match["country"] and match["country"] not in country_names()):
            raise row.wrong(f"formerly is {part!r}; it must be a sector and a date ('REB until 1990-03'), before them perhaps a country")
        country = match["country"] or now.country
        yield match["until"], replace(now, country=country, sector=match["sector"], party=_party(now.code, country, match["sector"]))


def _party(code: str, country: str | None, sector: str | None) -> str | None:
    """Say on whose side an organisation's acts count, where its row does not."""
    if country is None:
        return code
    if sector is None or sector in STATE_SECTORS:
        return country
    return code if sector in ARMED_SECTORS or sector == "PRE" else None


def persons() -> Iterator[Named]:
    """Yield persons; several rows of one name are the offices of one person."""
    rows: dict[str, list[Row]] = {}
    for row in load_table("actors/persons.tsv", PERSON_COLUMNS):
        rows.setdefault(row["name"], []).append(row)
    for name, offices in rows.items():
        terms = tuple(sorted((_term(row) for row in offices), key=lambda term: term.since))
        entry = Entry(Kind.PERSON, name, country=terms[-1].country, terms=terms)
        for alias in dict.fromkeys([name, *(alias for row in offices for alias in row.several("aliases"))]):
            yield alias, entry


def _term(row: Row) -> Term:
    for column in ("since", "until"):
        if row[column] and not re.fullmatch(_DATE, row[column]):
            raise row.wrong(f"{column} is {row[column]!r}; it must be a year, a month (2019-04) or a day (2019-04-11)")
    sector = row.one_of("sector", _SECTORS, empty=True) or None
    return Term(_country(row, "country"), sector, row["office"] or None, row["since"], row["until"], row["group"] or None)


def roles() -> Iterator[Named]:
    """Yield role nouns with their plurals."""
    kinds = frozenset(kind.value for kind in RoleKind)
    for row in load_table("actors/roles.tsv", ROLE_COLUMNS):
        kind = RoleKind(row.one_of("kind", kinds))
        sector = row.one_of("sector", _SECTORS, empty=True) or None
        office = row.one_of("office", _YES, empty=True) == "yes"
        state = row.one_of("state", _YES, empty=True) == "yes"
        for phrase in row.several("phrases"):
            # "man|men" names an irregular plural; "police|" has none.
            singular, _, irregular = phrase.partition("|")
            entry = Entry(Kind.ROLE, singular, "", None, sector, None, kind, office, plural=False, state=state)
            yield singular, entry
            if phrase.endswith("|") or kind in (RoleKind.FORMER, RoleKind.RANK, RoleKind.QUALIFIER):
                continue
            yield irregular or _plural(singular), replace(entry, plural=True)


@lru_cache(maxsize=1)
def role_nouns() -> dict[str, Entry]:
    """Give the role nouns by their form without capitals: the "congress" of a country that is not the best known one's."""
    found: dict[str, Entry] = {}
    for form, entry in roles():
        found.setdefault(form.lower(), entry)
    return found


def _plural(phrase: str) -> str:
    """Form the plural of a noun phrase: of its head before "of" or "for", else of its last word."""
    for preposition in (" of ", " for ", " in ", "-in-", " to "):
        head, found, rest = phrase.partition(preposition)
        if found:
            return _plural(head) + preposition + rest
    if phrase.endswith("man") and not phrase.endswith(("German", "human")):
        return phrase[:-3] + "men"
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return phrase[:-1] + "ies"
    return phrase + ("es" if phrase.endswith(("s", "x", "ch", "sh", "z")) else "s")


def short_names() -> Iterator[Named]:
    """Yield short forms that name a country only where the text names its pair ("the North")."""
    for row in load_table("actors/short_names.tsv", ("name", "country", "needs")):
        code = _country(row, "country") or ""
        yield row["name"], Entry(Kind.SHORT, country_names()[code], code, code, None, code, adjectival=True, needs=row.several("needs"))


def blocked() -> Iterator[Named]:
    """Yield phrases that hold an actor's name and name no actor."""
    for row in load_table("actors/not_actors.tsv", ("kind", "phrases")):
        if row.one_of("kind", frozenset({"phrase", "noun", "topic"})) == "phrase":
            for phrase in row.several("phrases"):
                yield phrase, Entry(Kind.BLOCKED, phrase)


@lru_cache(maxsize=1)
def silencing_nouns() -> tuple[frozenset[str], frozenset[str]]:
    """Give the nouns before which an adjective of nationality, and those before which a country's name, names no actor."""
    kinds: dict[str, set[str]] = {"noun": set(), "topic": set(), "phrase": set()}
    for row in load_table("actors/not_actors.tsv", ("kind", "phrases")):
        kinds[row["kind"]].update(row.several("phrases"))
    return frozenset(kinds["noun"]), frozenset(kinds["topic"])


@lru_cache(maxsize=1)
def ambiguous_names() -> tuple[tuple[str, str, str, frozenset[str]], ...]:
    """Give (name, usual code, other code, words that point to the other) for names of two things."""
    found = []
    for row in load_table("actors/ambiguous.tsv", ("name", "usual", "other", "cues")):
        found.append((row["name"], _country(row, "usual") or "", _country(row, "other") or "", frozenset(row.several("cues"))))
    return tuple(found)


@lru_cache(maxsize=1)
def anaphors() -> dict[str, frozenset[str]]:
    """Give for each noun that takes up something named before ("country") what kinds of actors it takes up."""
    kinds = frozenset({"country", "organisation", "armed", "person", "named"})
    found: dict[str, frozenset[str]] = {}
    for row in load_table("actors/anaphors.tsv", ("kind", "nouns")):
        for noun in row.several("nouns"):
            found[noun] = found.get(noun, frozenset()) | {row.one_of("kind", kinds)}
    return found


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Give "female" or "male" for given names that tell it."""
    kinds = frozenset({"female", "male"})
    rows = load_table("actors/given_names.tsv", ("kind", "names"))
    return {name: row["kind"] for row in rows if row.one_of("kind", kinds) for name in row.several("names")}


def user_actors(path: Path) -> Iterator[Named]:
    """Yield the actors of a user's list.

    A row with adjectives and without a sector is a state, with a capital and organs as known states have, unless it names another as
    its country; the country of a row may be such a state. The adjectives of others are further names of theirs.
    """
    columns = USER_STATE_COLUMNS if _has_states(path) else USER_COLUMNS
    rows = list(load_table(path.name, columns, path=path))
    states = {row["code"] for row in rows if _is_users_state(row)}
    for row in rows:
        entry = organisation(row, states)
        adjectives = _adjectives(row)
        if _is_users_state(row):
            code, name = entry.code, entry.name
            entry = Entry(Kind.COUNTRY, name, code, code, None, entry.party)
            for adjective in adjectives:
                yield adjective, Entry(Kind.DEMONYM, name, code, code, None, entry.party, adjectival=True)
                yield adjective + "s", Entry(Kind.DEMONYM, name, code, code, None, entry.party, plural=True)
            for capital in row.several("capital"):
                yield capital, Entry(Kind.CAPITAL, name, f"{code}-GOV", code, "GOV", entry.party, adjectival=True)
        else:
            for adjective in adjectives:
                yield adjective, replace(entry, adjectival=True)
        for alias in (row["name"], *row.several("aliases")):
            yield alias, entry


def _is_users_state(row: Row) -> bool:
    """Whether a row of a user's list is a state of its own."""
    return bool(_adjectives(row)) and not row["sector"] and row["country"] in ("", row["code"])


def _adjectives(row: Row) -> tuple[str, ...]:
    """Give the adjectives of a row; a list without states has no column for them."""
    return row.several("adjectives") if "adjectives" in row.values else ()


def _has_states(path: Path) -> bool:
    """Whether a user's list has the columns for states; a list that cannot be read is left to the reader of tables to name."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    header = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    return tuple(cell.strip() for cell in header.split("\t")) == USER_STATE_COLUMNS


def _country(row: Row, column: str) -> str | None:
    code = row[column]
    if code and code not in country_names():
        raise row.wrong(f"{column} is {code!r}; it must be an ISO 3166 alpha-3 code such as UKR, the code of a state of the list, or empty")
    return code or None
