"""What less is told of than of the options: listed with its evidence, and held as it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.conflict import Model
from detente.conflict.options import Held, Option
from detente.drafting import draft as draft_module
from detente.drafting import draft_model
from detente.drafting.accounts import contrasts_of
from detente.drafting.courses import load_courses, same_choice
from detente.drafting.gathering import gather_facts
from detente.drafting.held import LISTED, held_as_it_stands, is_settled
from detente.drafting.options import EACH, TOGETHER, Chosen
from detente.drafting.parties import Parties
from detente.drafting.standing import Standing, draft_conditions
from detente.records import Reading
from tests.drafting.builders import Paper, standoff

#: Demands enough that what one side alone is asked for would fill most of the list.
MORE = ("grant an amnesty", "pay compensation", "clear its mines", "admit inspectors", "apologise", "hold elections", "return refugees")
DEMANDS = (
    "lift the blockade", "release prisoners", "send grain", "recognise the republic", "open its markets", "sign a peace treaty",
    "withdraw troops", "lift sanctions", "stop military exercises", "hold talks",
)  # fmt: skip


def many(count: int = len(DEMANDS)) -> list[Reading]:
    """Give a conflict in which each side asks the other for many things, the first most often."""
    papers = standoff()
    for place, words in enumerate(DEMANDS[:count]):
        paper = Paper(f"doc-{place + 20}")
        for number in range(len(DEMANDS) - place):
            paper.propose(f"Boria once again, {number}, asked Ardenia to {words}.", words, "asked", "BOR", "ARD")
            paper.propose(f"Ardenia once again, {number}, asked Boria to {words}.", words, "asked", "ARD", "BOR")
        papers.append(paper.reading())
    return papers


def one_sided() -> list[Reading]:
    """Give a conflict in which one side asks the other for many things, and is itself asked for little."""
    paper = Paper("doc-20")
    for place, words in enumerate((*DEMANDS, *MORE)):
        for number in range(2 * len(DEMANDS) - place):
            paper.propose(f"Boria once again, {number}, asked Ardenia to {words}.", words, "asked", "BOR", "ARD")
    return [*standoff(), paper.reading()]


def listed(model: Model) -> list[tuple[str, Option]]:
    return [(m.name, o) for m in model.decision_makers for o in (*m.options, *(held.option for held in m.held))]


def test_one_side_may_list_what_the_other_leaves_free() -> None:
    makers = {maker.actors[0]: maker for maker in draft_model(one_sided()).model.decision_makers}
    counts = {name: len(maker.options) + len(maker.held) for name, maker in makers.items()}
    assert counts["ARD"] > LISTED / 2 > counts["BOR"], counts


def test_what_is_told_of_less_is_listed_and_held() -> None:
    model = draft_model(many()).model
    assert model.held
    assert len(model.options) <= TOGETHER
    assert TOGETHER < len(listed(model)) <= LISTED
    for held in model.held:
        assert held.option.provenance.evidence
        assert f"held as it stands ({held.stands}, " in held.option.provenance.note


def test_a_course_is_listed_once_in_whichever_form() -> None:
    names = {course.name: course.id for course in load_courses().values()}
    of_side = [(maker, names[option.name]) for maker, option in listed(draft_model(many()).model)]
    assert len(of_side) == len(set(of_side))
    assert not [(m, a, b) for m, a in of_side for n, b in of_side if m == n and a != b and same_choice(a, b)]


def test_the_options_are_those_of_a_draft_that_holds_nothing() -> None:
    model = draft_model(many()).model
    assert all(len(maker.options) == EACH for maker in model.decision_makers)
    assert not draft_model(standoff()).model.held


def test_how_it_stands_is_assumed_where_no_deed_tells() -> None:
    for held in draft_model(many()).model.held:
        assert held.option.provenance.assumed is ("no deed told" in held.option.provenance.note)


def test_accounts_that_hold_and_choose_the_same_do_not_differ_in_it() -> None:
    draft = draft_model(many())
    assert not [row for row in contrasts_of([draft, draft]) if row.topic == "option"]
    other = draft_model(many(3))
    held = {held.option.id for held in draft.model.held} - {option.id for _, option in listed(other.model)}
    rows = [row for row in contrasts_of([draft, other]) if row.topic == "option" and row.cells == ("told", "not told")]
    assert len(rows) >= len(held) > 0


def chosen(course: str) -> Chosen:
    return Chosen(0, load_courses()[course], Option(f"bor-{course}", load_courses()[course].name), (), 1.0)


def test_what_could_be_taken_only_by_ending_it_is_named() -> None:
    blockade, services = chosen("blockade"), chosen("services")
    conditions, names = draft_conditions([blockade, services]), {"bor-services": "water and power"}

    def held(taken: bool) -> Held:
        return held_as_it_stands(blockade, as_it_stands(blockade, taken), conditions, names)

    assert held(True).option.provenance.note.endswith("“water and power” could be taken only by ending it, which the model does not show")
    assert "only by ending it" not in held(False).option.provenance.note
    assert (held(True).stands, held(False).stands) == ("taken", "not taken")


def as_it_stands(option: Chosen, taken: bool, *, assumed: bool = False) -> Standing:
    return Standing(option.id, taken, None, "as told", (), assumed)


def test_what_cannot_be_undone_and_is_presumed_taken_is_no_choice_unless_somebody_asks_for_it() -> None:
    apology, talks = chosen("apology"), chosen("talks")
    assert is_settled(apology, as_it_stands(apology, True, assumed=True))
    assert not is_settled(apology, as_it_stands(apology, True))
    assert not is_settled(apology, as_it_stands(apology, False, assumed=True))
    assert not is_settled(talks, as_it_stands(talks, True, assumed=True))
    paper = Paper("doc-30").propose("Ardenia asked Boria to apologise.", "apologise", "asked", "ARD", "BOR")
    asked = gather_facts([paper.reading()], Parties([paper.reading()]))
    assert not is_settled(replace(apology, facts=asked), as_it_stands(apology, True, assumed=True))


def test_what_is_settled_is_held_and_the_next_weightiest_is_a_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    before = draft_model(many()).model
    settled = before.decision_makers[0].options[0].id
    monkeypatch.setattr(draft_module, "is_settled", lambda option, standing: option.id == settled)
    model = draft_model(many()).model
    assert settled in {held.option.id for held in model.held}
    assert len(model.options) == len(before.options)
    monkeypatch.setattr(draft_module, "is_settled", lambda option, standing: True)
    assert all(maker.options for maker in draft_model(many()).model.decision_makers), "a side keeps what it has where it has no other"


def test_the_note_of_what_is_settled_says_why_it_is_held() -> None:
    apology = chosen("apology")
    held = held_as_it_stands(apology, as_it_stands(apology, True, assumed=True), (), {})
    assert "it cannot be undone, and nobody asks for it, so it is held as it stands (taken, as told)" in held.option.provenance.note
