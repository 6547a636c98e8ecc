"""Bare phrases to country and sector."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.documents import read_text
from detente.errors import KnowledgeError
from detente.reading.actors import ActorKnowledge, resolve_phrase
from detente.reading.reader import Reader
from detente.records import Actor

STATES = "code\tname\taliases\tcountry\tsector\tparty\tadjectives\tcapital"


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("South Korean police", "KOR", "COP"),
        ("North Korean diplomats", "PRK", "GOV"),
        ("the DPRK", "PRK", None),
        ("ROK Navy destroyer", "KOR", "MIL"),
        ("Republic of Congo soldiers", "COG", "MIL"),
        ("Democratic Republic of Congo army", "COD", "MIL"),
        ("Equatorial Guinea's president", "GNQ", "GOV"),
        ("Guinea-Bissau parliament", "GNB", "LEG"),
        ("Nigerien junta", "NER", "GOV"),
        ("Nigerian lawmakers", "NGA", "LEG"),
        ("a Peruvian ministry of mines", "PER", "GOV"),
        ("the supreme court of Brazil", "BRA", "JUD"),
        ("speaker of the Knesset", "ISR", "LEG"),
        ("the White House", "USA", "GOV"),
        ("Kharkiv residents", "UKR", "CVL"),
        ("students in Santiago", "CHL", "EDU"),
        ("a Danish trade union leader", "DNK", "LAB"),
        ("former Kenyan minister", "KEN", "ELI"),
        ("Colombian opposition lawmakers", "COL", "OPP"),
        ("rebel soldiers", None, "REB"),
        ("three Norwegians", "NOR", "CVL"),
        ("Recife dock workers", "BRA", "LAB"),
        ("the mayor of Gdansk", "POL", "GOV"),
        ("students from Pune", "IND", "EDU"),
        ("an envoy in Leipzig", None, "GOV"),
        ("Uruguay's Senate", "URY", "LEG"),
        ("the Congress of Uruguay", "URY", "LEG"),
        ("thousands of Norwegians", "NOR", "CVL"),
        ("Royal Jordanian Air Force", "JOR", "MIL"),
        ("veteran Omani mediator", "OMN", "GOV"),
        ("a clerk at the Togolese finance ministry", "TGO", "GOV"),
        ("Minister of Roads and Public Works of Malawi", "MWI", "GOV"),
        ("president of the Supreme Court of Malawi", "MWI", "JUD"),
        ("the head of the Anglican Church in Malawi", "MWI", "REL"),
        ("Houthi gunmen", "YEM", "REB"),
        ("brother of the Gambian president", "GMB", "ELI"),
        ("the Laotian minister's son", "LAO", "ELI"),
        ("families of Fijian soldiers", "FJI", "CVL"),
    ],
)
def test_country_and_sector(phrase: str, country: str | None, sector: str | None) -> None:
    actor = resolve_phrase(phrase)
    assert actor is not None
    assert (actor.country, actor.sector) == (country, sector)


def test_office_is_held_at_a_date() -> None:
    during = resolve_phrase("Shinzo Abe", date="2015-05-01")
    after = resolve_phrase("Shinzo Abe", date="2021-05-01")
    between = resolve_phrase("Luiz Inacio Lula da Silva", date="2015-01-01")
    assert during is not None
    assert after is not None
    assert between is not None
    assert (during.sector, after.sector, between.sector) == ("GOV", "ELI", "ELI")
    assert during.party == after.party == "JPN"


def test_same_short_word_in_lower_case_is_no_actor() -> None:
    assert resolve_phrase("who is it") is None
    assert resolve_phrase("give us turkey") is None


def test_context_gives_the_country_only_if_it_names_one() -> None:
    one = resolve_phrase("the police", context="Riots went on in Chile.")
    two = resolve_phrase("the police", context="Chile and Peru played.")
    assert one is not None
    assert two is not None
    assert (one.country, two.country) == ("CHL", None)


def test_united_nations_bodies_count_for_it() -> None:
    actor = resolve_phrase("the International Court of Justice")
    assert actor is not None
    assert (actor.country, actor.party, actor.sector) == (None, "UNO", "JUD")


def test_users_actors_come_first(tmp_path: Path) -> None:
    table = tmp_path / "actors.tsv"
    table.write_text("code\tname\taliases\tcountry\tsector\tparty\nHOUSE-X\tHouse Arryn\tPyongyang\t\tPRM\t\n", encoding="utf-8")
    knowledge = ActorKnowledge.load(table)
    actor = resolve_phrase("Pyongyang", knowledge=knowledge)
    assert actor is not None
    assert (actor.code, actor.party) == ("HOUSE-X", "HOUSE-X")
    other = resolve_phrase("Hanoi", knowledge=knowledge)
    assert other is not None
    assert other.code == "VNM-GOV"


def test_a_users_state_is_called_as_in_the_list_also_where_its_code_is_that_of_a_known_one(tmp_path: Path) -> None:
    table = tmp_path / "actors.tsv"
    table.write_text(f"{STATES}\nSLV\tSelvania\t\t\t\t\tSelvanian\tSelva\n", encoding="utf-8")
    listed, known = Reader(actors=table), Reader()
    text = "Selvanian President Ana Lopez denied it. El Salvador closed its border. The Selvanian government protested."
    for reader, name in ((listed, "Selvania"), (known, "El Salvador"), (listed, "Selvania")):
        called = {actor.code: actor.name for actor in reader.read(read_text(text)).actors}
        assert called["SLV"] == name
    assert (resolve_phrase("Selvanian", knowledge=ActorKnowledge.load(table)), resolve_phrase("Selvanian")) == (
        Actor("SLV", "Selvania", "SLV", "SLV", None), None,
    )  # fmt: skip


def test_a_users_state_is_named_where_only_its_government_acts(tmp_path: Path) -> None:
    table = tmp_path / "actors.tsv"
    table.write_text(f"{STATES}\nORV\tOrvania\t\t\t\t\tOrvanian\tOrva\n", encoding="utf-8")
    assert "ORV" in {actor.code for actor in Reader(actors=table).read(read_text("The Orvanian government closed the border.")).actors}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("A B\tname\t\t\t\t", "line 2: code must be given"),
        ("A\t\t\t\t\t", "line 2: name is empty"),
        ("A\tname\t\tXYZ\t\t", "line 2: country is 'XYZ'"),
        ("A\tname\t\t\tARMY\t", "line 2: sector is 'ARMY'"),
        ("A\tname\t\t\t\t\tmore", "line 2: 7 cells"),
    ],
)
def test_wrong_rows_are_named(tmp_path: Path, row: str, told: str) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text(f"code\tname\taliases\tcountry\tsector\tparty\n{row}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"mine\.tsv") as error:
        ActorKnowledge.load(table)
    assert told in str(error.value)


@given(st.text(max_size=80))
def test_any_text_is_resolved_or_not(phrase: str) -> None:
    actor = resolve_phrase(phrase)
    assert actor is None or actor.code
