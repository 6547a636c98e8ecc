from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.conflict import analyse
from detente.conflict.files import parse_model
from detente.conflict.preferences import Prioritization
from detente.conflict.writing import to_toml
from detente.drafting import draft_model
from detente.errors import DateError, DraftError, UsageError
from detente.records import Genre
from tests.drafting.builders import Paper, standoff

WHOLE = to_toml(draft_model(standoff()).model)


@given(st.permutations(standoff()))
@settings(max_examples=20)
def test_any_order_of_readings_gives_the_same_file(readings: list[object]) -> None:
    drafted = draft_model(readings)  # type: ignore[arg-type]
    assert to_toml(drafted.model) == WHOLE


def test_the_same_document_twice_counts_once() -> None:
    assert to_toml(draft_model([*standoff(), *standoff()]).model) == WHOLE


def test_the_file_is_read_back_as_the_same_model() -> None:
    drafted = draft_model(standoff())
    assert parse_model(WHOLE, "draft.toml") == drafted.model


@pytest.mark.parametrize("opinion", [True, False])
@pytest.mark.parametrize("split", [True, False])
def test_every_part_has_evidence_or_is_marked_as_assumed(opinion: bool, split: bool) -> None:
    model = draft_model(standoff(), include_opinion=opinion, split=split).model
    parts = [model.status_quo_provenance, *(condition.provenance for condition in model.conditions)]
    for maker in model.decision_makers:
        assert isinstance(maker.preferences, Prioritization)
        parts += [maker.provenance, *chain((o.provenance for o in maker.options), (s.provenance for s in maker.preferences.statements))]
    assert all(part.evidence or part.assumed for part in parts)
    assert all(part.note for part in parts)


def test_the_draft_can_be_analysed() -> None:
    model = draft_model(standoff()).model
    assert model.status_quo is not None
    assert analyse(model).equilibria("gmr")


def test_opinion_is_left_out_unless_asked_for() -> None:
    without, counted = draft_model(standoff()), draft_model(standoff(), include_opinion=True)
    assert any("Leaves out 1 opinion piece" in note for note in without.notes)
    assert "ard-attack" in {option.id for option in counted.model.options}
    attack = next(option for option in counted.model.options if option.id == "ard-attack")
    assert "opinion pieces (1)" in attack.provenance.note


def test_opinion_alone_is_used_and_said() -> None:
    paper = (
        Paper(genre=Genre.OPINION)
        .tell("Boria fired a missile.", "fired", "MOBILIZE", "BOR", mode="weapons", on="2023-04-13")
        .tell("Ardenia threatened Boria.", "threatened", "THREATEN", "ARD", "BOR", mode="violence")
    )
    drafted = draft_model([paper.reading()])
    assert "as told by this piece" in drafted.model.note
    assert {maker.actors for maker in drafted.model.decision_makers} == {("ARD",), ("BOR",)}


def test_dates_choose_what_counts() -> None:
    drafted = draft_model(standoff(), since="2023-02-01", until="2023-03-31")
    assert "bor-weapons-tests" in {option.id for option in drafted.model.options}  # the offer of March speaks of them
    assert "done" not in next(o for o in drafted.model.options if o.id == "bor-weapons-tests").provenance.note.split(";")[0]
    assert any("2023-02-01 to 2023-03-31" in note for note in drafted.notes)


def test_an_empty_archive_says_what_to_do() -> None:
    with pytest.raises(DraftError, match="detente add"):
        draft_model([])


def test_documents_that_tell_nothing_say_what_to_do() -> None:
    with pytest.raises(DraftError, match="no events or proposals"):
        draft_model([Paper().reading()])


def test_a_side_of_which_no_course_is_told_is_said() -> None:
    paper = Paper().tell("Ardenia condemned Boria.", "condemned", "ACCUSE", "ARD", "BOR")
    with pytest.raises(DraftError, match="no course of action of Ardenia"):
        draft_model([paper.reading()])


def test_dates_that_hold_nothing_say_what_is_there() -> None:
    with pytest.raises(UsageError, match="the documents are of 2023-01-10 to 2023-04-11"):
        draft_model(standoff(), since="2030-01-01")


def test_dates_of_documents_without_dates() -> None:
    paper = Paper(published=None).tell("Boria shelled Ardenia.", "shelled", "ASSAULT", "BOR", "ARD")
    with pytest.raises(UsageError, match="--published"):
        draft_model([paper.reading()], since="2023-01-01")


def test_a_wrong_date_is_named() -> None:
    with pytest.raises(DateError, match="'yesterday'"):
        draft_model(standoff(), since="yesterday")


def test_dates_the_wrong_way_round() -> None:
    with pytest.raises(UsageError, match="earlier date first"):
        draft_model(standoff(), since="2023-04-01", until="2023-01-01")
