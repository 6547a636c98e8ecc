"""Demands told with "must", and notes in which a side asks without naming itself."""

from __future__ import annotations

import pytest

from detente.reading.reader import Reader
from detente.records import DateOrigin, Document, Event, Genre, Status
from tests.reading.events.support import sides


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str, outlet: str | None = None) -> list[Event]:
    document = Document("d", text, None, None, DateOrigin.UNKNOWN, outlet, None, None, Genre.UNKNOWN, "d.txt", "")
    return list(reader.read(document).events)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kyiv said Russian troops must leave Donbas before any talks.", ("REQUEST", "UKR-GOV", "RUS-MIL")),
        ("India should stop its drills near the border, Pakistan's army spokesman said.", ("REQUEST", "PAK-MIL", "IND")),
        ("Eritrea must withdraw its troops, the prime minister of Ethiopia said.", ("REQUEST", "ETH-GOV", "ERI")),
    ],
)
def test_what_another_must_do_is_asked_of_him(reader: Reader, text: str, expected: tuple[str, str, str]) -> None:
    (event,) = read(reader, text)
    assert sides(event) == expected
    assert event.status is Status.ASSERTED


@pytest.mark.parametrize(
    "text",
    [
        "India must stop its drills near the border, the Indian army's spokesman said.",
        "Ethiopia should have withdrawn its troops, the foreign minister of Eritrea said.",
        "Whether Russia must leave Donbas is for the court to say, Kyiv said.",
    ],
)
def test_own_duties_and_past_chances_are_no_demands(reader: Reader, text: str) -> None:
    assert not [e for e in read(reader, text) if e.type == "REQUEST"]


def test_a_note_asks_for_the_side_whose_paper_it_is(reader: Reader) -> None:
    text = "Georgia protests against the flight. Armenia is requested to hand over the pilot."
    asked = [sides(e) for e in read(reader, text, "Ministry of Foreign Affairs of Georgia") if e.type == "REQUEST"]
    assert asked == [("REQUEST", "GEO", "ARM")]
    assert not [e for e in read(reader, text) if e.type == "REQUEST"]


def test_the_army_is_that_of_the_outlets_country(reader: Reader) -> None:
    text = "Armenian guns shelled a village. Azerbaijan counted four dead there, and Armenia denied it.\n\nThe army arrested two shepherds."
    of_outlet, of_nobody = ([sides(e)[1] for e in read(reader, text, o) if e.type == "COERCE"] for o in ("Baku Courier", "The Courier"))
    assert of_outlet == ["AZE-MIL"]
    assert of_nobody != of_outlet


def test_both_are_the_two_states_the_text_is_about(reader: Reader) -> None:
    text = (
        "Armenia has a new premier. In Armenia he is unknown, and so he is in Azerbaijan. Azerbaijan has a new parliament, too.\n\n"
        "Berlin urged both sides to talk."
    )
    asked = [e for e in read(reader, text) if e.type == "REQUEST"]
    assert {m.actor for m in asked[0].recipients} == {"ARM", "AZE"}
