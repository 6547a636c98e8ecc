"""The tables of actors hold together."""

from __future__ import annotations

from collections import Counter

from detente.reading.actors import tables
from detente.reading.actors.entries import Kind
from detente.reading.actors.knowledge import ActorKnowledge
from detente.reading.lexicon import load_table


def test_every_table_loads_and_is_broad() -> None:
    all_tables = (tables.countries, tables.organisations, tables.persons, tables.places, tables.roles)
    counts = Counter(entry.kind for named in all_tables for _, entry in named())
    assert counts[Kind.ORGANISATION] > 1000
    assert counts[Kind.PERSON] > 1000
    assert counts[Kind.PLACE] > 800
    assert counts[Kind.ROLE] > 2500


def test_codes_are_given_once() -> None:
    countries = Counter(row["code"] for row in load_table("actors/countries.tsv", tables.COUNTRY_COLUMNS))
    organisations = Counter(row["code"] for row in load_table("actors/organisations.tsv", tables.ORGANISATION_COLUMNS))
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
    codes = {row["code"] for row in load_table("actors/organisations.tsv", tables.ORGANISATION_COLUMNS)}
    groups = {term.group for _, entry in tables.persons() for term in entry.terms if term.group}
    assert groups - codes == set()


def test_every_country_is_found_by_its_name() -> None:
    knowledge = ActorKnowledge.load()
    found = {name: knowledge.exact(name) for name in tables.country_names().values()}
    wrong = {name: entry for name, entry in found.items() if entry is None or tables.country_names()[entry.country or "USA"] != name}
    assert wrong == {}
