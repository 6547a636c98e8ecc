from __future__ import annotations

from dataclasses import replace

import pytest

from detente.drafting import draft_model
from detente.drafting.parties import Parties
from detente.records import Actor, Reading
from tests.drafting.builders import Paper, actor


def group(code: str, name: str, sector: str, *, country: str = "BOR", party: str | None = None) -> Actor:
    return replace(actor(code), name=name, country=country, sector=sector, party=party)


def torn() -> Reading:
    """Tell of a country with two armed groups, an opposition of which no side is known, and a neighbour's rebels."""
    paper = (
        Paper()
        .tell("The Front shelled the capital of Boria.", "shelled", "ASSAULT", "FRONT", "BOR", on="2023-04-11")
        .tell("Boria bombed the Front.", "bombed", "ASSAULT", "BOR", "FRONT", on="2023-04-12")
        .tell("The Dawn attacked Boria.", "attacked", "ASSAULT", "DAWN", "BOR", on="2023-04-13")
        .tell("Boria arrested men of the League.", "arrested", "COERCE", "BOR", "LEAGUE", on="2023-04-13")
        .tell("The League threatened Boria with a strike.", "threatened", "THREATEN", "LEAGUE", "BOR")
    )
    others = [
        group("FRONT", "the Front", "REB", party="FRONT"),
        group("DAWN", "the Dawn", "REB", party="DAWN"),
        group("LEAGUE", "the League", "OPP"),
        group("FARMEN", "the Far Men", "REB", country="ARD", party="FARMEN"),
    ]
    reading = paper.reading()
    kept = [each for each in reading.actors if each.code not in {other.code for other in others}]
    return replace(reading, actors=(*kept, *others))


@pytest.mark.parametrize(
    ("about", "parties"),
    [
        (("BOR", "BOR-REB"), {"FRONT": "BOR-REB", "DAWN": "BOR-REB", "LEAGUE": "LEAGUE", "FARMEN": "FARMEN"}),
        (("BOR", "FRONT", "BOR-REB"), {"FRONT": "FRONT", "DAWN": "BOR-REB"}),
        (("BOR", "BOR-OPP"), {"FRONT": "FRONT", "LEAGUE": "BOR-OPP"}),
        (("BOR", "FRONT"), {"DAWN": "DAWN"}),
    ],
)
def test_who_names_what_a_party_is_means_all_such_groups_that_are_not_named_themselves(
    about: tuple[str, ...], parties: dict[str, str]
) -> None:
    reading = torn()
    known = Parties([reading], about)
    assert {code: known.of_code(reading.document.id, code) for code in parties} == parties


@pytest.mark.parametrize(("code", "name"), [("BOR-REB", "the Dawn"), ("BOR-OPP", "the League")])
def test_it_decides_under_the_name_of_the_group_told_of_most(code: str, name: str) -> None:
    model = draft_model([torn()], about=("BOR", code)).model
    assert [(maker.actors, maker.name) for maker in model.decision_makers if maker.actors == (code,)] == [((code,), name)]


def test_the_state_is_none_of_its_own_groups() -> None:
    known = Parties([torn()], ("BOR", "BOR-REB"))
    assert known.of_code("doc-1", "BOR") == "BOR"


@pytest.mark.parametrize(("sector", "party"), [(None, "BOR"), ("OPP", None)])
def test_an_organisation_that_is_asked_for_is_a_party_with_its_officials(sector: str | None, party: str | None) -> None:
    province = Actor("PROV", "the Province", party, "BOR", sector)
    reading = replace(torn(), actors=(*torn().actors, province, replace(province, code="PROV:Ann Lee", name="Ann Lee", person="Ann Lee")))
    asked, alone = Parties([reading], ("BOR", "PROV")), Parties([reading], ("BOR",))
    assert [asked.of_code(reading.document.id, code) for code in ("PROV", "PROV:Ann Lee")] == ["PROV", "PROV"]
    assert asked.can_decide("PROV")
    assert alone.of_code(reading.document.id, "PROV") == (party or "PROV")
    assert not alone.can_decide("PROV")


@pytest.mark.parametrize("code", ["BOR-GOV", "PRESS"])
def test_an_organ_or_a_newspaper_is_no_party_though_asked_for(code: str) -> None:
    actors = (Actor("BOR-GOV", "the government of Bor", "BOR", "BOR", "GOV"), Actor("PRESS", "the Bor Times", None, "BOR", "JRN"))
    known = Parties([replace(torn(), actors=(*torn().actors, *actors))], ("BOR", code))
    assert not known.can_decide(code)


def test_what_is_told_of_the_groups_meant_is_told_of_the_party() -> None:
    makers = draft_model([torn()], about=("BOR", "BOR-REB")).model.decision_makers
    assert "3 incidents" in next(maker.provenance.note for maker in makers if maker.actors == ("BOR-REB",))


def test_the_state_of_a_group_is_the_one_whose_country_it_is_of() -> None:
    parties = Parties([torn()])
    assert (parties.state_of("FRONT"), parties.state_of("BOR")) == ("BOR", None)
    assert Parties([torn()], ("FRONT", "DAWN")).state_of("FRONT") is None
