"""Sides meant by the sort of state they are, and whose official somebody is where no title tells it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from detente.reading.actors import ActorIndex, ActorKnowledge, find_actors
from detente.reading.actors.kinds import state_kinds
from detente.reading.actors.tables import country_names
from detente.records import DateOrigin, Document, Genre

Read = Callable[[str], Doc]
LIST = (
    "code\tname\taliases\tcountry\tsector\tparty\tadjectives\tcapital\n"
    "VAR\tVarania\tVaranian Federation;the Federation\t\t\t\tVaranian\tLorgrad\n"
    "SOL\tSolmark\tKingdom of Solmark\t\t\t\tSolmarkian\tEstermouth\n"
    "TES\tTessaly\tFree Province of Tessaly\t\t\t\tTessalian\tMirn\n"
)


@pytest.fixture
def known(tmp_path: Path) -> ActorKnowledge:
    table = tmp_path / "actors.tsv"
    table.write_text(LIST, encoding="utf-8")
    return ActorKnowledge.load(table)


def _find(doc: Doc, knowledge: ActorKnowledge | None = None, outlet: str | None = None, date: str = "2021-06-01") -> ActorIndex:
    document = Document("doc-1", doc.text, None, date, DateOrigin.UNKNOWN, outlet, None, None, Genre.UNKNOWN, "text", "")
    return find_actors(doc, document, knowledge)


def _party(index: ActorIndex, words: str) -> str | None:
    return next(index.table[m.actor].party for m in index.mentions if m.span.quote == words)


def test_the_countries_of_the_table_are_known() -> None:
    assert set().union(*state_kinds().countries.values()) <= set(country_names())


@pytest.mark.parametrize(
    ("text", "words", "party"),
    [
        ("LORGRAD, May 3 - Federal troops closed the road into Tessaly.", "Federal troops", "VAR"),
        ("Tessaly captured forty federal soldiers.", "federal soldiers", "VAR"),
        ("The federal bank froze the accounts of Tessaly.", "federal bank", "VAR"),
        ("Tessaly denounced the federal blockade.", "federal", "VAR"),
        ("Varania froze the accounts of the provincial government.", "provincial government", "TES"),
        ("Tessaly voted. Varania sent troops, and the province rejected its ultimatum.", "the province", "TES"),
        ("Varania accused the kingdom of meddling, and Solmark denied it.", "the kingdom", "SOL"),
        ("Federal Interior Minister Karl Ost warned Tessaly.", "Interior Minister Karl Ost", "VAR"),
    ],
)
def test_a_sort_of_state_means_the_only_side_of_it(read_doc: Read, known: ActorKnowledge, text: str, words: str, party: str) -> None:
    assert _party(_find(read_doc(text), known), words) == party


def test_known_countries_are_meant_too(read_doc: Read) -> None:
    assert _party(_find(read_doc("Morocco closed the border with Algeria. Royal troops moved south.")), "Royal troops") == "MAR"
    index = _find(read_doc("China sent ships near Taiwan. China accused the island's leaders of provocation."))
    assert _party(index, "leaders") == "TWN"


def test_what_two_sides_are_is_neither(read_doc: Read) -> None:
    index = _find(read_doc("Germany and Russia met. The envoy of Brazil saw federal officials."))
    assert all(index.table[m.actor].party is None for m in index.mentions if m.span.quote.endswith("federal officials"))


def test_a_breakaway_province_called_by_its_name_is_that_side(read_doc: Read, known: ActorKnowledge) -> None:
    index = _find(read_doc("Varania and its breakaway province of Tessaly agreed on a truce."), known)
    assert {index.table[m.actor].code for m in index.mentions} == {"VAR", "TES"}


@pytest.mark.parametrize(
    ("text", "person", "party"),
    [
        (
            "LORGRAD, May 3 - Varania attacked Tessaly. First Minister Ilya Dresk vowed to fight. His men captured federal soldiers.",
            "Ilya Dresk",
            "TES",
        ),
        ("Interior Minister Piers Holund, who leads the federal team, met Tessaly's negotiator.", "Piers Holund", "VAR"),
        ("LORGRAD, May 3 - Foreign Minister Anna Holt of Varania warned Solmark. Foreign Minister Karl Ost answered.", "Karl Ost", "SOL"),
        (
            "MIRN, May 3 - Tessaly declared independence. The Federation was angry. President Ada Holt gave the assembly in Mirn ten days.",
            "Ada Holt",
            "VAR",
        ),
        ("Varania's charge was brushed aside by the foreign minister, Lena Vash. Solmark opened the road.", "Lena Vash", "SOL"),
    ],
)  # fmt: skip
def test_clues_tell_whose_official_somebody_is(read_doc: Read, known: ActorKnowledge, text: str, person: str, party: str) -> None:
    assert {a.party for a in _find(read_doc(text), known).table.values() if a.person == person} == {party}


def test_a_side_told_by_nothing_but_the_dateline_is_presumed(read_doc: Read, known: ActorKnowledge) -> None:
    text = "LORGRAD, May 3 - Varania closed the road to Tessaly. First Minister Ilya Dresk spoke. Solmark's President Mara Volk wept."
    presumed = {a.person: a.presumed for a in _find(read_doc(text), known).table.values() if a.person}
    assert presumed == {"Ilya Dresk": True, "Mara Volk": False}


def test_an_office_holder_is_known_by_his_last_name(read_doc: Read) -> None:
    text = "Greece bought jets. Mr Mitsotakis told deputies that Turkey should stop. President Erdogan would not meet Mitsotakis."
    index = _find(read_doc(text), date="2020-11-01")
    assert {a.person for a in index.table.values() if a.person} == {"Kyriakos Mitsotakis", "Recep Tayyip Erdogan"}
    assert not any(
        a.person == "Kyriakos Mitsotakis" for a in _find(read_doc("Mr Mitsotakis sold a boat in Peru."), date="2020-11-01").table.values()
    )


def test_a_country_has_a_security_council_of_its_own(read_doc: Read) -> None:
    index = _find(read_doc("Armenia appealed for help. Russia's Security Council met. The Security Council voted on a resolution."))
    assert _party(index, "Russia's Security Council") == "RUS"
    assert _party(index, "Security Council") == "UNO"


def test_the_answer_to_a_question_is_of_whom_it_asked(read_doc: Read, known: ActorKnowledge) -> None:
    text = "How is Varania responding? With a blockade and, since August, an army at the pass. It has taken eleven villages."
    assert _party(_find(read_doc(text), known), "It") == "VAR"


def test_who_speaks_is_not_whom_he_speaks_of(read_doc: Read) -> None:
    text = 'President Erdogan was angry with Greece. "There is nobody called Mitsotakis for me," he declared.'
    index = _find(read_doc(text), date="2022-05-25")
    assert index.table[next(m.actor for m in index.mentions if m.span.quote == "he")].person == "Recep Tayyip Erdogan"
