"""Officials nobody knows have the country of the text; short names of organisations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from detente.reading.actors import ActorIndex, ActorKnowledge, find_actors
from detente.records import DateOrigin, Document, Genre

Read = Callable[[str], Doc]
LIST = (
    "code\tname\taliases\tcountry\tsector\tparty\tadjectives\tcapital\n"
    "VAR\tVarania\t\t\t\t\tVaranian\tLorgrad\n"
    "SOL\tSolmark\t\t\t\t\tSolmarkian\tEstermouth\n"
    "FPL\tFen Peasant League\t\t\tREB\n"
)


@pytest.fixture
def known(tmp_path: Path) -> ActorKnowledge:
    table = tmp_path / "actors.tsv"
    table.write_text(LIST, encoding="utf-8")
    return ActorKnowledge.load(table)


def _find(doc: Doc, knowledge: ActorKnowledge) -> ActorIndex:
    document = Document("doc-1", doc.text, None, "2021-06-01", DateOrigin.UNKNOWN, None, None, None, Genre.UNKNOWN, "text", "")
    return find_actors(doc, document, knowledge)


def _parties(index: ActorIndex, person: str) -> set[str | None]:
    return {actor.party for actor in index.table.values() if actor.person == person}


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("LORGRAD, May 3 - President Ansel Dorn ordered a brigade to the border of Varania with Solmark.", "VAR"),
        ("Solmark's government warned Lorgrad. Its prime minister, Ansel Dorn, called a meeting.", "SOL"),
        ("Varania has cut the gas. Energy minister Ansel Dorn accused the Varanians of blackmail. Solmark would not bow, he said.", "SOL"),
        ("The Varanian foreign minister, Ansel Dorn, denied it.", "VAR"),
        ("Fighters of the Fen Peasant League left. The League's chief delegate, Ansel Dorn, demanded an apology from Varania.", "FPL"),
    ],
)
def test_an_official_without_a_country_has_that_of_the_text(read_doc: Read, known: ActorKnowledge, text: str, party: str) -> None:
    assert _parties(_find(read_doc(text), known), "Ansel Dorn") == {party}


def test_an_official_is_of_nobody_where_the_text_names_no_state(read_doc: Read, known: ActorKnowledge) -> None:
    assert _parties(_find(read_doc("President Ansel Dorn opened the exhibition."), known), "Ansel Dorn") == {None}


def test_the_last_word_of_a_name_stands_for_it(read_doc: Read, known: ActorKnowledge) -> None:
    text = "Varania attacked the Fen Peasant League. A spokesman for the League said it held nine men. The League fled."
    index = _find(read_doc(text), known)
    assert {m.actor for m in index.mentions if m.span.quote in ("it", "League", "spokesman for the League")} == {"FPL"}


def test_rebels_named_later_are_known_before(read_doc: Read, known: ActorKnowledge) -> None:
    text = "A bomb went off on the eve of talks between the Varanian government and the rebels. The Fen Peasant League denied a role."
    assert [m.actor for m in _find(read_doc(text), known).mentions if "rebels" in m.span.quote] == ["FPL"]
