"""Which candidates are enough of an event: what is recorded though one side stays open, and what is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.records import Event
from tests.reading.events.support import sides

Read = Callable[[str], tuple[Event, ...]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # words of a public body about one certain thing
        ("Oslo lauded the arrangement.", ("SUPPORT", "NOR-GOV", "")),
        ("Cairo decried it as a stunt.", ("ACCUSE", "EGY-GOV", "")),
        ("Tbilisi alleged that its pilots had been poisoned.", ("ACCUSE", "GEO-GOV", "")),
        # people and bodies that no table knows
        ("Western states stripped Belarus of its seat.", ("SANCTION", "~western states", "BLR")),
        ("The regional bloc urged Guinea to hold a vote.", ("REQUEST", "~regional bloc", "GIN")),
        ("The agency's board censured Eritrea.", ("ACCUSE", "~agency's board", "ERI")),
        ("Parliament's security committee asked Togo to open the frontier.", ("REQUEST", "~parliament's security committee", "TGO")),
        # a clause on what is blamed, an order in the passive, people counted only
        ("The king made a speech that Bolivia denounced as theatre.", ("ACCUSE", "BOL", "")),
        ("Chadian troops were told to leave the base.", ("REQUEST", "", "TCD-MIL")),
        ("On Sunday hundreds of thousands marched in Lima.", ("PROTEST", "~hundreds of thousands", "")),
        ("A chapel was shelled at dawn.", ("ASSAULT", "", "~chapel")),
        # promises towards nobody
        ("Lima offered a gradual withdrawal.", ("AGREE", "PER-GOV", "")),
        ("Oman guaranteed that the ship would be let in.", ("AGREE", "OMN", "")),
        # one certain deed of force
        ("Schools stayed shut after the shelling of the border town.", ("ASSAULT", "", "~border town")),
        ("Lawyers studied the ramming of an Indonesian trawler.", ("ASSAULT", "", "IDN-BUS")),
    ],
)
def test_is_recorded_though_a_side_is_open(read_events: Read, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in [sides(event) for event in read_events(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The EU imposed sanctions on Belarus. On Friday Norway recalled its ambassador.", ("SANCTION", "NOR", "BLR")),
        ("Washington blacklisted a Turkish refinery. Ankara imposed duties on steel.", ("SANCTION", "TUR-GOV", "USA-GOV")),
    ],
)
def test_a_measure_follows_or_answers_the_one_told_just_before(read_events: Read, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in [sides(event) for event in read_events(text)]


def test_praise_and_thanks_of_one_sentence_are_one_event(read_events: Read) -> None:
    events = [e for e in read_events("Paris welcomed the step and thanked Qatar.") if e.type == "SUPPORT"]
    assert [sides(event) for event in events] == [("SUPPORT", "FRA-GOV", "QAT")]


def test_a_measure_that_names_nobody_hits_the_other_side_of_the_quarrel(read_events: Read) -> None:
    events = read_events("Kenya accused Somalia of smuggling. On Friday it recalled its ambassador.")
    assert ("SANCTION", "KEN", "SOM") in [sides(event) for event in events]


@pytest.mark.parametrize(
    "text",
    [
        "Fans cheered the win.",
        "The senator complained that the coffee was cold.",
        "The government recognised the need for reform.",
        "The bakery stopped deliveries in August.",
        "Germany guarantees a minimum wage.",
        "The closure of the factory cost three hundred jobs.",
        "Shelling is a danger to towns.",
        "The police thanked the public.",
        "The commander told his men to rest.",
        "The king cut short a visit to the coast.",
    ],
)
def test_is_no_event(read_events: Read, text: str) -> None:
    assert read_events(text) == ()
