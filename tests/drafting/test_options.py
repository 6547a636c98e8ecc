from __future__ import annotations

from detente.conflict import Model
from detente.conflict.options import Option
from detente.drafting import draft_model
from detente.drafting.options import EACH, TOGETHER
from detente.records import Status
from tests.drafting.builders import Paper, standoff


def options(model: Model) -> dict[str, Option]:
    return {option.id: option for option in model.options}


def test_courses_done_asked_offered_and_refused_become_options() -> None:
    found = options(draft_model(standoff()).model)
    assert {"bor-weapons-tests", "bor-talks", "bor-denuclearization", "ard-exercises", "ard-sanctions"} <= set(found)
    assert found["bor-weapons-tests"].name == "missile or nuclear tests"
    note = found["bor-weapons-tests"].provenance.note
    assert "done twice, last 2023-04-09" in note
    assert "offered (ending it) once" in note
    assert "condemned once" in note


def test_options_cite_records_then_sentences() -> None:
    evidence = options(draft_model(standoff()).model)["ard-sanctions"].provenance.evidence
    assert evidence[0].startswith("ev-")
    assert evidence[1] == "«Ardenia imposed sanctions on Boria.» (Wire, 2023-02-10)"


def test_what_is_only_denied_says_so() -> None:
    paper = (
        Paper()
        .tell("Boria fired a missile at Ardenia.", "fired", "MOBILIZE", "BOR", "ARD", mode="weapons", on="2023-04-13")
        .tell("Ardenia has not attacked Boria.", "attacked", "ASSAULT", "ARD", "BOR", status=Status.NEGATED)
    )
    attack = options(draft_model([paper.reading()]).model)["ard-attack"]
    assert "no record tells it as a fact, only as negated" in attack.provenance.note


def test_deeds_against_outsiders_belong_to_other_conflicts() -> None:
    paper = Paper("doc-6").tell("Ardenia bombed Doria.", "bombed", "ASSAULT", "ARD", "DOR", on="2023-04-12")
    before, after = draft_model(standoff()), draft_model([*standoff(), paper.reading()])
    assert set(options(before.model)) == set(options(after.model))


def test_talks_among_allies_are_no_talks_with_the_opponent() -> None:
    paper = Paper("doc-6").tell("Ardenia and Calmar held talks.", "held", "CONSULT", "ARD CAL", on="2023-04-12")
    talks = options(draft_model([*standoff(), paper.reading()]).model)["ard-talks"]
    assert "done" not in talks.provenance.note.replace("not told as done", "")


def test_a_handful_each() -> None:
    paper = Paper("doc-6")
    for number, (words, kind) in enumerate(
        [("lift the blockade", "asked"), ("release prisoners", "asked"), ("send grain", "asked"), ("recognise the republic", "asked"),
         ("open its markets", "asked"), ("sign a peace treaty", "asked")]
    ):  # fmt: skip
        paper.propose(f"Boria again, {number}, asked Ardenia to {words}.", words, kind, "BOR", "ARD")
        paper.propose(f"Ardenia again, {number}, asked Boria to {words}.", words, kind, "ARD", "BOR")
    model = draft_model([*standoff(), paper.reading()]).model
    assert all(len(maker.options) <= EACH for maker in model.decision_makers)
    assert len(model.options) <= TOGETHER
    for maker in model.decision_makers:
        assert len(maker.options) == EACH
        assert any(
            "talks" in o.id or "treaty" in o.name or "release" in o.id or "aid" in o.id or "agreement" in o.id for o in maker.options
        )


def test_what_cannot_be_undone_is_one_way() -> None:
    paper = Paper("doc-6").propose("Ardenia asked Boria to release prisoners.", "release prisoners", "asked", "ARD", "BOR")
    found = options(draft_model([*standoff(), paper.reading()]).model)
    assert found["bor-release"].direction == "taken-once"
