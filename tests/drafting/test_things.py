"""Whose ships and firms are, over all texts."""

from __future__ import annotations

from detente.drafting.persons import settle_sides
from detente.drafting.things import settle_things
from detente.reading.reader import Reader
from detente.records import DateOrigin, Document, Genre, Reading

BARE = "NICOSIA - The Yavuz rammed a Cypriot patrol boat on Monday."
TOLD = "Cyprus, where Turkish drill ship Yavuz is operating, has refused to approve the sanctions."
OTHERWISE = "The Yavuz, a Bulgarian freighter, left Varna."
BEHIND = "Athens denied that the Yavuz of the Turkish navy had been hit."


def read(*texts: str) -> list[Reading]:
    reader = Reader()
    return [
        reader.read(Document(f"doc-{n}", text, None, f"2020-10-0{n + 1}", DateOrigin.UNKNOWN, None, None, None, Genre.UNKNOWN, "text", ""))
        for n, text in enumerate(texts)
    ]


def side_of_ship(readings: list[Reading]) -> str | None:
    reading = settle_sides(readings)[0]
    table = {actor.code: actor for actor in reading.actors}
    actor = table[reading.events[0].actors[0].actor]
    return actor.party


def test_another_text_tells_whose_a_ship_is() -> None:
    assert side_of_ship(read(BARE)) is None
    assert side_of_ship(read(BARE, TOLD)) == "TUR"
    assert side_of_ship(read(BARE, BEHIND)) == "TUR"


def test_texts_that_differ_leave_it_open() -> None:
    assert side_of_ship(read(BARE, TOLD, OTHERWISE)) is None


def test_the_order_of_texts_does_not_matter_and_settling_twice_changes_nothing() -> None:
    readings = read(BARE, TOLD)
    once = settle_things(readings)
    assert settle_things(once) == once
    assert settle_things(readings[::-1]) == once[::-1]
    assert once[1] is readings[1]


def test_fighters_are_known_by_a_word_of_their_name_in_all_texts() -> None:
    told, bare = settle_sides(read("The Tamil Tigers shelled a post.", "The Tigers said they had opened the gates."))
    assert {source.actor for statement in bare.statements for source in statement.sources} == {"LTTE"}
    assert told.events[0].actors[0].actor == bare.events[0].actors[0].actor
    [alone] = settle_sides(read("The Tigers said they had opened the gates."))
    assert alone.events[0].actors[0].actor == "~tigers"
