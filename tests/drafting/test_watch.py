"""New words and deeds held against a model: options, statements, status quo, what is missing."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from detente.conflict import Model, analyse, parse_model, to_toml
from detente.drafting import draft_model
from detente.drafting.outcome import move_status_quo, with_turned
from detente.drafting.watch import OptionNews, Watch, watch_model
from detente.drafting.watch_plain import watch_to_dict
from detente.errors import DateError, DraftError, ModelError, UsageError
from detente.records import Genre, Reading, Status
from tests.drafting.builders import Paper, standoff


def by_hand(**status_quo: Any) -> Model:
    return Model.from_dict(
        {
            "name": "drills and tests",
            "status_quo": {"taken": ["drills", "tests"], "date": "2023-04-30"} | status_quo,
            "decision_makers": [
                {
                    "name": "Ardenia",
                    "actors": ["ARD"],
                    "options": [
                        {"id": "drills", "name": "joint drills", "course": "exercises"},
                        {"id": "relief", "course": "not sanctions"},
                    ],
                    "preferences": ["not tests", "drills"],
                },
                {
                    "name": "Boria",
                    "actors": ["BOR"],
                    "options": [{"id": "tests", "course": "weapons-tests"}, "talks"],
                    "preferences": ["not drills", "not tests if not drills", "tests"],
                },
            ],
        }
    )


def may(day: int = 20) -> Paper:
    return Paper("doc-9", f"2023-05-{day}")


def watched(model: Model, *papers: Paper, **more: Any) -> Watch:
    return watch_model(model, [*standoff(), *(paper.reading() for paper in papers)], **more)


def option(found: Watch, name: str) -> OptionNews:
    return next(one for one in found.options if one.watched.option.id == name)


def test_nothing_new_changes_nothing() -> None:
    found = watched(by_hand())
    assert not found.changed
    assert {one.word for one in found.options} == {"no new deed"}
    assert found.moved.now == found.moved.before
    assert (found.since, found.until, found.documents) == ("2023-04-30", "2023-04-11", 0)


def test_a_deed_takes_and_another_ends_an_option() -> None:
    paper = may().tell("Ardenia and Boria held talks in Doria.", "talks", "CONSULT", "ARD BOR", mode="meet", on="2023-05-19")
    paper.tell("Ardenia lifted the sanctions on Boria.", "lifted", "CONCEDE", "ARD", "BOR", on="2023-05-18")
    found = watched(by_hand(), paper)
    assert option(found, "talks").word == "now taken"
    assert option(found, "relief").word == "now taken"
    assert option(found, "tests").word == "no new deed"
    assert found.moved.has_moved
    assert found.model.label(found.moved.now or 0) == "joint drills + relief + tests + talks"
    assert "Ardenia lifted the sanctions on Boria." in [fact.telling.quote for fact in option(found, "relief").deeds]
    assert found.outcome.reasons


def test_what_is_denied_or_feared_changes_nothing() -> None:
    paper = may().tell("Boria did not hold talks with Ardenia.", "talks", "CONSULT", "BOR ARD", on="2023-05-19", status=Status.NEGATED)
    paper.tell("Boria may hold talks with Ardenia.", "hold", "CONSULT", "BOR ARD", mode="meet", status=Status.POSSIBLE)
    found = watched(by_hand(), paper)
    assert option(found, "talks").now is None
    assert not found.changed


def test_what_happened_before_is_not_new() -> None:
    paper = may().tell("Ardenia and Boria had held talks in March.", "talks", "CONSULT", "ARD BOR", mode="meet", on="2023-03-19")
    assert option(watched(by_hand(), paper), "talks").now is None
    assert option(watched(by_hand(), paper, since="2023-03-01"), "talks").word == "now taken"


def test_deeds_speak_for_and_against_statements() -> None:
    paper = may().tell("Boria launched a missile on Sunday.", "launched", "MOBILIZE", "BOR", "ARD", mode="weapons", on="2023-05-14")
    found = watched(by_hand(), paper)
    assert [(str(one.statement), len(one.support), len(one.against)) for one in found.statements] == [("tests", 1, 0)]
    stopped = may().tell("Ardenia halted its military exercises.", "halted", "RETREAT", "ARD", "BOR", on="2023-05-10")
    stopped.tell("Boria launched a missile on Sunday.", "launched", "MOBILIZE", "BOR", "ARD", mode="weapons", on="2023-05-14")
    found = watched(by_hand(), stopped)
    assert option(found, "drills").word == "ended"
    told = {(one.maker, str(one.statement)): (len(one.support), len(one.against)) for one in found.statements}
    # While the drills are stopped the test also breaks what Boria was said to want then.
    assert told[1, "not tests if not drills"] == (0, 1)
    assert told[0, "drills"] == (0, 1)


def test_a_contradicted_statement_is_turned_and_solved() -> None:
    refused = may().propose("Boria refused to stop missile tests.", "stop missile tests", "refused", "BOR", "BOR", wanted=False)
    found = watched(by_hand(), refused)
    assert [str(one.statement) for one in found.statements] == ["tests"]
    talked = may().propose("Boria offered to stop missile tests.", "stop missile tests", "offered", "BOR", "BOR")
    found = watched(by_hand(), talked)
    (one,) = found.contradicted
    assert (str(one.statement), str(one.turned)) == ("tests", "not tests")
    turned = found.outcome.turned
    assert turned is not None
    other = analyse(with_turned(found.model, found.statements, turned.statements), ("seq",))
    base = set(analyse(found.model, ("seq",)).equilibria("seq"))
    assert set(turned.gone["seq"]) == base - set(other.equilibria("seq"))
    assert set(turned.come["seq"]) == set(other.equilibria("seq")) - base


def test_a_conditional_offer_bears_on_what_speaks_of_its_condition_only() -> None:
    paper = may().propose(
        "Boria offered to stop missile tests if the drills ended.",
        "stop missile tests",
        "offered",
        "BOR",
        "BOR",
        condition="if the drills ended",
    )
    found = watched(by_hand(), paper)
    assert [(str(one.statement), len(one.support)) for one in found.statements] == [("not tests if not drills", 1)]


def test_what_no_statement_speaks_of_is_listed() -> None:
    paper = may().propose("Boria refused to meet Ardenia for talks.", "meet Ardenia for talks", "refused", "BOR", "BOR", wanted=False)
    found = watched(by_hand(), paper)
    assert [(wish.option, wish.takes) for wish in found.unspoken] == [("talks", False)]


def test_who_and_what_the_model_lacks() -> None:
    paper = may().tell("Calmar condemned Boria.", "condemned", "ACCUSE", "CAL", "BOR", mode="disapprove", on="2023-05-19")
    paper.tell("The rebels attacked Ardenia.", "attacked", "ASSAULT", "~rebels", "ARD", on="2023-05-18")
    paper.tell("Boria attacked a village of Ardenia.", "attacked", "ASSAULT", "BOR", "ARD", on="2023-05-19")
    found = watched(by_hand(), paper)
    assert [(one.code, one.conflict, one.cooperation) for one in found.outsiders] == [("CAL", 1, 0)]
    assert [(one.maker, one.course.id) for one in found.beyond] == [(1, "attack")]


def test_what_is_told_of_what_the_model_holds() -> None:
    plain = by_hand().to_dict()
    plain["decision_makers"][1]["options"].append({"id": "raids", "course": "attack", "held": "not taken"})
    paper = may().tell("Boria attacked a village of Ardenia.", "attacked", "ASSAULT", "BOR", "ARD", on="2023-05-19")
    found = watched(Model.from_dict(plain), paper)
    assert [(one.course.id, one.held and one.held.stands) for one in found.beyond] == [("attack", "not taken")]
    assert watch_to_dict(found)["beyond"][0]["held"] == "not taken"


def test_opinion_counts_only_where_asked() -> None:
    piece = Paper("doc-9", "2023-05-20", Genre.OPINION)
    piece.tell("Boria launched a missile on Sunday.", "launched", "MOBILIZE", "BOR", "ARD", mode="weapons", on="2023-05-14")
    assert option(watched(by_hand(), piece), "tests").now is None
    assert option(watched(by_hand(), piece, include_opinion=True), "tests").now is True


def test_a_drafted_model_carries_its_date_and_its_options_are_known() -> None:
    drafted = draft_model(standoff(), about=("ARD", "BOR")).model
    assert drafted.status_quo_date == "2023-04-11"
    back = parse_model(to_toml(drafted), "draft.toml")
    assert back == drafted
    found = watch_model(back, standoff())
    assert found.since == "2023-04-11"
    assert not found.unwatched
    assert len(found.options) == len(back.options)
    assert not found.changed


def test_the_order_of_readings_changes_nothing() -> None:
    paper = may().tell("Boria launched a missile on Sunday.", "launched", "MOBILIZE", "BOR", "ARD", mode="weapons", on="2023-05-14")
    readings: list[Reading] = [*standoff(), paper.reading()]
    first = watch_to_dict(watch_model(by_hand(), readings))
    random.Random(1).shuffle(readings)
    assert json.dumps(watch_to_dict(watch_model(by_hand(), readings))) == json.dumps(first)


def test_the_later_of_two_deeds_that_exclude_each_other_stands() -> None:
    plain = by_hand().to_dict() | {
        "conditions": [{"exclusive": ["talks", "tests"]}],
        "status_quo": {"taken": ["tests"], "date": "2023-04-30"},
    }
    paper = may().tell("Ardenia and Boria held talks in Doria.", "talks", "CONSULT", "ARD BOR", mode="meet", on="2023-05-10")
    paper.tell("Boria launched a missile on Sunday.", "launched", "MOBILIZE", "BOR", "ARD", mode="weapons", on="2023-05-14")
    found = watched(Model.from_dict(plain), paper)
    assert option(found, "talks").now is False
    assert "conditions rule that out" in option(found, "talks").why
    assert found.model.label(found.moved.now or 0) == "tests"


def test_a_deed_brings_along_what_the_conditions_ask_for() -> None:
    plain = by_hand().to_dict() | {"conditions": [{"exclusive": ["talks", "tests"]}], "status_quo": {"taken": ["tests"]}}
    moved = move_status_quo(Model.from_dict(plain), {"talks": (True, "2023-05-10")})
    assert moved.along == ("tests",)


def test_levels_name_a_course_each() -> None:
    plain = by_hand().to_dict()
    plain["decision_makers"][1]["options"][0] = {
        "id": "tests",
        "levels": ["none", {"name": "missiles", "course": "weapons-tests"}, "nuclear"],
    }
    plain["decision_makers"][1]["preferences"] = ["not drills", "tests=none"]
    plain["decision_makers"][0]["preferences"] = ["tests=none"]
    plain["status_quo"] = {"taken": ["tests=none"], "date": "2023-04-30"}
    model = Model.from_dict(plain)
    assert Model.from_dict(model.to_dict()) == model
    assert parse_model(to_toml(model), "m.toml") == model
    paper = may().tell("Boria launched a missile on Sunday.", "launched", "MOBILIZE", "BOR", "ARD", mode="weapons", on="2023-05-14")
    found = watched(model, paper)
    assert option(found, "tests>=missiles").word == "now taken"
    assert [str(one.statement) for one in found.contradicted] == ["not tests>=missiles"]


def test_what_cannot_be_watched_is_said() -> None:
    plain = by_hand().to_dict()
    plain["decision_makers"][0] |= {"actors": []}
    plain["decision_makers"][1]["options"].append("hope for the best")
    found = watched(Model.from_dict(plain))
    assert [one.about for one in found.unwatched] == ["Ardenia", "hope-for-the-best"]
    assert "actors" in found.unwatched[0].reason
    assert "course" in found.unwatched[1].reason


def test_bad_input_is_named_with_the_next_step() -> None:
    with pytest.raises(DraftError, match="detente add"):
        watch_model(by_hand(), [])
    with pytest.raises(DateError, match="write it as"):
        watched(by_hand(), since="May")
    with pytest.raises(UsageError, match="name one of"):
        watched(by_hand(), concept="hope")
    wrong = by_hand().to_dict()
    wrong["decision_makers"][1]["options"][0]["course"] = "weapon-tests"
    with pytest.raises(ModelError, match="is 'weapons-tests' meant"):
        watched(Model.from_dict(wrong))
    nothing = {"name": "bare", "decision_makers": [{"name": "A", "options": ["x"], "preferences": []}]}
    with pytest.raises(UsageError, match="give it actors"):
        watched(Model.from_dict(nothing))
    listed = {"name": "listed", "states": ["a", "b"], "decision_makers": ["X"], "moves": {"X": [["a", "b"]]}, "payoffs": {"X": [1, 2]}}
    with pytest.raises(UsageError, match="states are listed"):
        watched(Model.from_dict(listed))


@pytest.mark.parametrize("date", ["soon", 5, "2023-4-1"])
def test_a_date_of_the_status_quo_that_is_none(date: object) -> None:
    with pytest.raises(ModelError, match=r"status_quo\.date"):
        by_hand(date=date)


def test_actors_the_archive_does_not_know_are_named() -> None:
    plain = by_hand().to_dict()
    plain["decision_makers"][0]["actors"] = ["ARD", "ZZZ"]
    assert [one.about for one in watched(Model.from_dict(plain)).unwatched] == ["Ardenia"]
