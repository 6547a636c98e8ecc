"""What a draft says of archives it can make little or nothing of: why, and what to do next."""

from __future__ import annotations

import pytest

from detente.drafting import draft_model
from detente.errors import DraftError, UsageError
from detente.records import Genre, Status
from tests.drafting.builders import Paper, standoff


def test_one_actor_alone_makes_no_conflict() -> None:
    paper = Paper().tell("Boria tested a missile.", "tested", "MOBILIZE", "BOR", mode="weapons", on="2023-04-10")
    with pytest.raises(
        DraftError, match=r"Boria \(BOR\) is the only party told of that could decide; add documents that name the other side"
    ):
        draft_model([paper.reading()])


def test_nobody_who_could_decide() -> None:
    paper = Paper().tell("The rebels shelled the newsroom.", "shelled", "ASSAULT", "~rebels", "NWS")
    with pytest.raises(DraftError, match=r"no party that could decide is told of; .*--actors"):
        draft_model([paper.reading()])


def test_friends_alone_make_no_conflict_unless_they_are_named() -> None:
    paper = Paper().tell("Ardenia met Boria.", "met", "CONSULT", "ARD", "BOR", mode="meet")
    reading = paper.tell("Boria visited Ardenia.", "visited", "CONSULT", "BOR", "ARD", mode="visit").reading()
    with pytest.raises(DraftError, match=r"no conflict between two parties .*Ardenia \(ARD\), Boria \(BOR\).*--about"):
        draft_model([reading])
    assert len(draft_model([reading], about=["ARD", "BOR"]).model.decision_makers) == 2


def test_what_is_only_denied_or_feared_makes_no_conflict() -> None:
    paper = (
        Paper()
        .tell("Boria did not shell Ardenia.", "shell", "ASSAULT", "BOR", "ARD", status=Status.NEGATED)
        .tell("Ardenia may attack Boria.", "attack", "ASSAULT", "ARD", "BOR", status=Status.POSSIBLE)
    )
    with pytest.raises(DraftError, match="what is denied, feared or planned does not count"):
        draft_model([paper.reading()])


def test_opinion_alone_that_was_left_out_is_pointed_at() -> None:
    news = Paper("doc-1").reading()
    piece = Paper("doc-2", genre=Genre.OPINION).tell("Boria shelled Ardenia.", "shelled", "ASSAULT", "BOR", "ARD").reading()
    with pytest.raises(DraftError, match="--include-opinion"):
        draft_model([news, piece])


def test_documents_without_dates_are_drafted_and_what_hangs_on_a_date_is_asked() -> None:
    paper = (
        Paper(published=None)
        .tell("Boria shelled Ardenia.", "shelled", "ASSAULT", "BOR", "ARD")
        .tell("Ardenia sanctioned Boria.", "sanctioned", "SANCTION", "ARD", "BOR", mode="discontinue")
    )
    drafted = draft_model([paper.reading()])
    assert "No date is known" in drafted.model.note
    asked = [question.text for question in drafted.questions if question.about == "bor-attack"]
    assert any("being done now? The draft assumes that it is" in text for text in asked)


def test_contradictory_reports_alone_are_drafted_and_asked_about() -> None:
    first = (
        Paper("doc-1")
        .tell("Boria shelled Ardenia, Ardenia said.", "shelled", "ASSAULT", "BOR", "ARD", on="2023-04-10", told_by="ARD-GOV")
        .tell("Ardenia shelled nobody, it said.", "shelled", "ASSAULT", "ARD", "BOR", status=Status.NEGATED, told_by="ARD-GOV")
    )
    second = (
        Paper("doc-2")
        .tell("Boria shelled nobody, it said.", "shelled", "ASSAULT", "BOR", "ARD", status=Status.NEGATED, told_by="BOR-GOV")
        .tell("Ardenia shelled Boria, it said.", "shelled", "ASSAULT", "ARD", "BOR", on="2023-04-10", told_by="BOR-GOV")
    )
    drafted = draft_model([first.reading(), second.reading()])
    asked = [question.text for question in drafted.questions if "Whose account holds?" in question.text]
    assert asked == [
        f"“military attack” of {name} is told as done once (as told by its opponent (1)) and as not done once (as told by itself (1)). "
        "The draft takes it as done. Whose account holds?"
        for name in ("Ardenia", "Boria")
    ]


@pytest.mark.parametrize(
    ("about", "says"), [(["XXX"], "nothing is told of 'XXX'; those told of are: ARD"), (["~rebels"], "can be no decision maker")]
)
def test_an_about_filter_that_matches_nothing_says_what_there_is(about: list[str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        draft_model(standoff(), about=about)


def test_a_party_named_of_which_nothing_is_told_to_do_is_said() -> None:
    with pytest.raises(DraftError, match=r"no course of action of League of States is told .*name other parties with --about"):
        draft_model(standoff(), about=["LGE", "BOR"])
