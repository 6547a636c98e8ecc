"""Whose side a person is on, over all texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from detente.drafting.persons import settle_sides
from detente.reading.reader import Reader
from detente.records import DateOrigin, Document, Genre, Reading

LIST = (
    "code\tname\taliases\tcountry\tsector\tparty\tadjectives\tcapital\n"
    "VAR\tVarania\tVaranian Federation;the Federation\t\t\t\tVaranian\tLorgrad\n"
    "TES\tTessaly\tFree Province of Tessaly\t\t\t\tTessalian\tMirn\n"
)
TOLD = "MIRN, May 2 - Tessaly declared independence. Tessaly's First Minister Ilya Dresk accused Varania of theft."
PRESUMED = "LORGRAD, May 3 - Varania closed the road to Tessaly. First Minister Ilya Dresk denounced it as a blockade."
BARE = "Tessaly is hungry. Dresk accused Varania of a siege."

Read = Callable[..., list[Reading]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    table = tmp_path / "actors.tsv"
    table.write_text(LIST, encoding="utf-8")
    reader = Reader(actors=table)

    def _read(*texts: str) -> list[Reading]:
        days = ("2021-05-02", "2021-05-03", "2021-05-04")
        return [
            reader.read(Document(f"doc-{n}", text, None, days[n], DateOrigin.UNKNOWN, None, None, None, Genre.UNKNOWN, "text", ""))
            for n, text in enumerate(texts)
        ]

    return _read


def _sides(readings: Sequence[Reading]) -> list[set[str | None]]:
    return [{actor.party for actor in reading.actors if actor.person} for reading in readings]


def test_a_text_that_presumes_believes_one_that_tells(read: Read) -> None:
    readings = read(TOLD, PRESUMED)
    assert _sides(readings) == [{"TES"}, {"VAR"}]
    assert _sides(settle_sides(readings)) == [{"TES"}, {"TES"}]
    assert _sides(settle_sides(readings[::-1])) == [{"TES"}, {"TES"}]


def test_what_he_does_is_towards_the_side_he_was_taken_for(read: Read) -> None:
    for reading in settle_sides(read(TOLD, PRESUMED)):
        party = {actor.code: actor.party for actor in reading.actors}
        for event in reading.events:
            if any(party[m.actor] == "TES" for m in event.actors):
                assert {party[m.actor] for m in event.recipients} <= {"VAR"}


def test_settling_twice_changes_nothing(read: Read) -> None:
    once = settle_sides(read(TOLD, PRESUMED, BARE))
    assert settle_sides(once) == once


def test_a_person_has_one_code_in_all_texts(read: Read) -> None:
    readings = settle_sides(read(TOLD, PRESUMED, BARE))
    assert {actor.code for reading in readings for actor in reading.actors if actor.person} == {"TES-GOV:Ilya Dresk"}
    sources = {source.actor for reading in readings for statement in reading.statements for source in statement.sources}
    assert {code for code in sources if "Dresk" in code} == {"TES-GOV:Ilya Dresk"}


def test_one_text_alone_is_left_as_it_is(read: Read) -> None:
    readings = read(PRESUMED)
    assert settle_sides(readings)[0] is readings[0]
