"""The tables of actors hold together."""

from __future__ import annotations

from collections import Counter

import pytest

from detente.errors import KnowledgeError
from detente.reading.actors import tables
from detente.reading.actors.entries import Kind
from detente.reading.actors.knowledge import ActorKnowledge
from detente.reading.actors.resolve import resolve_phrase
from detente.reading.lexicon import COUNTRY_COLUMNS, ORGANISATION_COLUMNS, load_table
from detente.tables import Row


def test_every_table_loads_and_is_broad() -> None:
    all_tables = (tables.countries, tables.organisations, tables.persons, tables.places, tables.roles)
    counts = Counter(entry.kind for named in all_tables for _, entry in named())
    assert counts[Kind.ORGANISATION] > 4000
    assert counts[Kind.PERSON] > 4000
    assert counts[Kind.PLACE] > 800
    assert counts[Kind.ROLE] > 2500


def test_codes_are_given_once() -> None:
    countries = Counter(row["code"] for row in load_table("actors/countries.tsv", COUNTRY_COLUMNS))
    organisations = Counter(row["code"] for row in load_table("actors/organisations.tsv", ORGANISATION_COLUMNS))
    assert [code for code, n in (countries + organisations).items() if n > 1] == []
    assert len(countries) > 200


def test_terms_end_after_they_begin() -> None:
    wrong = [
        (entry.name, term.since, term.until)
        for _, entry in tables.persons()
        for term in entry.terms
        if term.until and term.until < term.since[: len(term.until)]
    ]
    assert wrong == []


def test_groups_of_persons_are_known() -> None:
    codes = {row["code"] for row in load_table("actors/organisations.tsv", ORGANISATION_COLUMNS)}
    groups = {term.group for _, entry in tables.persons() for term in entry.terms if term.group}
    assert groups - codes == set()


def test_every_country_is_found_by_its_name() -> None:
    knowledge = ActorKnowledge.load()
    found = {name: knowledge.exact(name) for name in tables.country_names().values()}
    wrong = {name: entry for name, entry in found.items() if entry is None or tables.country_names()[entry.country or "USA"] != name}
    assert wrong == {}


@pytest.mark.parametrize(
    ("phrase", "date", "code", "sector", "party"),
    [
        ("SWAPO", "1988-05-01", "SWAPO", "REB", "SWAPO"),
        ("SWAPO", "1990-03-21", "SWAPO", "REB", "SWAPO"),
        ("SWAPO", "1994-12-01", "SWAPO", "PTY", None),
        ("SWAPO", None, "SWAPO", "PTY", None),
        ("the ANC", "1986-06-16", "ANC", "REB", "ANC"),
        ("the ANC", "1992-06-17", "ANC", "OPP", None),
        ("the SPLA", "1999-01-01", "SPLA", "REB", "SPLA"),
        ("the SPLA", "2014-01-01", "SPLA", "MIL", "SSD"),
        ("the Taliban", "1999-05-01", "TALIBAN", "GOV", "AFG"),
        ("the Taliban", "2015-05-01", "TALIBAN", "REB", "TALIBAN"),
        ("the Taliban", "2025-10-19", "TALIBAN", "GOV", "AFG"),
    ],
)
def test_an_organisation_is_what_it_was_on_the_day(phrase: str, date: str | None, code: str, sector: str, party: str | None) -> None:
    actor = resolve_phrase(phrase, date=date)
    assert actor is not None
    assert (actor.code, actor.sector, actor.party) == (code, sector, party)


@pytest.mark.parametrize("cell", ["REB", "XYZ until 1990", "REB until May 1990", "XXX REB until 1990", "REB until 1990 or so"])
def test_what_an_organisation_was_must_say_what_and_until_when(cell: str) -> None:
    row = Row("o.tsv", 3, {"code": "A", "name": "Ayes", "aliases": "", "country": "NAM", "sector": "PTY", "party": "", "formerly": cell})
    with pytest.raises(KnowledgeError, match=r"o\.tsv, line 3: formerly is"):
        tables.organisation(row)
