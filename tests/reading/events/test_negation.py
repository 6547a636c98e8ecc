"""What refusing, failing, stopping, promising and threatening make of each kind of event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.records import Event

ReadEvents = Callable[[str], tuple[Event, ...]]


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("Moscow refused to meet the envoy of Turkey.", "REJECT", "meet"),
        ("Moscow refused to recognise Kosovo.", "REJECT", "assist"),
        ("Moscow refused to release the prisoners of Ukraine.", "REJECT", "yield"),
        ("Moscow refused to impose sanctions on Iran.", "REJECT", "change"),
        ("Moscow failed to send food to Yemen.", "REJECT", "assist"),
        ("Moscow failed to withdraw its troops from Syria.", "REJECT", "yield"),
        ("Moscow failed to cooperate with Interpol.", "REJECT", "assist"),
        ("Moscow stopped sending food to Yemen.", "SANCTION", "discontinue"),
        ("Moscow stopped shelling the city of Kharkiv.", "RETREAT", "ceasefire"),
        ("Moscow stopped threatening Taiwan.", "CONCEDE", None),
        ("Moscow stopped withdrawing its troops from Syria.", "REJECT", "yield"),
        ("Moscow stopped imposing sanctions on Iran.", "RETREAT", None),
        ("Moscow promised to impose sanctions on Iran.", "THREATEN", "relations"),
        ("Moscow promised to shell the city of Kharkiv.", "THREATEN", "violence"),
        ("Moscow promised to send food to Yemen.", "AGREE", None),
        ("Moscow threatened to arrest the editor of Al Jazeera.", "THREATEN", "arrest"),
        ("Police in Moscow stopped a protest by monks.", "COERCE", "restrict"),
        ("The militia committed a massacre of villagers.", "ASSAULT", "targeted"),
        ("The admiral of India undertook a visit to Hanoi.", "CONSULT", "visit"),
    ],
)
def test_what_follows_from_what_is_governed(read_events: ReadEvents, text: str, kind: str, mode: str | None) -> None:
    assert [(e.type, e.mode) for e in read_events(text)] == [(kind, mode)]


def test_what_is_denied_is_not_withheld(read_events: ReadEvents) -> None:
    assert {e.type for e in read_events("Moscow denied sending food to Yemen.")} == {"AID"}


def test_a_wrong_lemma_of_the_parser_is_mended(read_events: ReadEvents) -> None:
    assert [e.type for e in read_events("Beijing staged war games off Taiwan.")] == ["MOBILIZE"]
    assert [e.type for e in read_events("The Houthis waged war against the Yemeni government.")] == ["ASSAULT"]


def test_a_word_does_not_speak_against_itself(read_events: ReadEvents) -> None:
    assert [e.type for e in read_events("French commandos stormed the hotel in Bamako.")] == ["ASSAULT"]
    assert [e.type for e in read_events("Talks between Khartoum and Juba took place in Addis Ababa.")] == ["CONSULT"]
