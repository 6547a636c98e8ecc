"""Links from words to what they are about."""

from __future__ import annotations

import pytest

from detente.documents import read_text
from detente.reading.events import link_about
from detente.reading.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Japan urged China to end the drills.", "REQUEST", "end the drills"),
        ("Pyongyang refused to resume the talks with Seoul.", "REJECT", "resume the talks"),
        ("Iran threatened to attack Israel.", "THREATEN", "attack Israel"),
    ],
)
def test_proposal_in_the_words_of_an_event(reader: Reader, text: str, kind: str, words: str) -> None:
    reading = reader.read(read_text(text, published="2023-04-16"))
    event = next(e for e in link_about(reading.events, reading.proposals) if e.type == kind)
    told = {p.id: p.action.quote for p in reading.proposals}
    assert [words in told[each] for each in event.about] == [True]


def test_refusal_of_an_offer_told_before(reader: Reader) -> None:
    text = "South Korea urged North Korea to return to talks. North Korea rejected the demand."
    first, second = reader.read(read_text(text, published="2023-04-16")).events
    assert (first.type, second.type) == ("REQUEST", "REJECT")
    assert first.id in second.about


def test_other_events_are_about_nothing(reader: Reader) -> None:
    reading = reader.read(read_text("Russia attacked Ukraine and urged China to help.", published="2023-04-16"))
    events = link_about(reading.events, reading.proposals)
    assert [e.about for e in events if e.type == "ASSAULT"] == [()]
    assert link_about(events, ()) == events


def test_means_of_pressure_nobody_owns_have_whom_they_press_as_recipient(reader: Reader) -> None:
    text = "Paris believed that sanctions and threats would force Cuba to yield."
    told = {e.type: (e.actors, [m.actor for m in e.recipients]) for e in reader.read(read_text(text)).events}
    assert told["SANCTION"] == ((), ["CUB"])
