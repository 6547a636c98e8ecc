"""Questions ranked by consequence: against brute force on random models, and what is said of each answer."""

from __future__ import annotations

import copy
from pathlib import Path
from random import Random
from typing import Any

import pytest

from detente.conflict import Model, read_model
from detente.drafting import draft_model, rank_questions
from detente.drafting.assumptions import find_assumptions
from detente.errors import InfeasibleModel, ModelError, UsageError
from tests.conflict.oracle import Game
from tests.conflict.random_models import random_statement
from tests.drafting.builders import Paper, standoff

EXAMPLES = Path(__file__).parents[2] / "examples" / "models"
#: How many random models with an assumption that changes an equilibrium are looked at, and in how many of them the first three find one.
MODELS, LEAST = 200, 0.9


def drafted(seed: int) -> Model | None:
    """Make a model as a draft is: some statements, conditions and options are only assumed, the others have evidence."""
    draw = Random(seed)
    owned = [[f"o{i}{j}" for j in range(draw.randint(1, 3))] for i in range(draw.randint(2, 3))]
    ids = [option for own in owned for option in own]
    if len(ids) > 6:
        return None

    def told(part: dict[str, Any]) -> dict[str, Any]:
        return {**part, "assumed": True} if draw.random() < 0.4 else {**part, "evidence": ["ev-1"]}

    makers = []
    for i, own in enumerate(owned):
        preferences = [told({"statement": random_statement(draw, ids, 1)}) for _ in range(draw.randint(2, 5))]
        options = [told({"id": option, "name": option}) for option in own]
        makers.append({"name": f"D{i}", "options": options, "preferences": preferences})
    conditions = [told({"exclusive": draw.sample(ids, 2)}) for _ in range(draw.choice([0, 0, 1]))]
    plain = {
        "name": f"random {seed}",
        "decision_makers": makers,
        "conditions": conditions,
        "status_quo": {"taken": [], "evidence": ["ev-1"]},
    }
    try:
        return Model.from_dict(plain)
    except (InfeasibleModel, ModelError):
        return None


def equilibria(model: Model) -> set[int]:
    game = Game(model)
    return {state for state in game.states if all(game.is_stable(place, state, "seq") for place in game.makers)}


def deciding(model: Model) -> set[str]:
    """List by brute force, from the file's own fields, the assumptions whose opposite, or absence, changes an equilibrium."""
    plain, now, found = model.to_dict(), equilibria(model), set()
    for i, maker in enumerate(plain["decision_makers"]):
        for j, preference in enumerate(maker["preferences"]):
            if isinstance(preference, dict) and preference.get("assumed"):
                opposite, without = copy.deepcopy(plain), copy.deepcopy(plain)
                opposite["decision_makers"][i]["preferences"][j]["statement"] = f"not ({preference['statement']})"
                del without["decision_makers"][i]["preferences"][j]
                if any(equilibria(Model.from_dict(other)) != now for other in (opposite, without)):
                    found.add(f"decision_makers[{i}].preferences[{j}]")
        for j, option in enumerate(maker["options"]):
            if option.get("assumed"):
                without = copy.deepcopy(plain)
                without.setdefault("conditions", []).append({"infeasible": option["id"]})
                if equilibria(Model.from_dict(without)) != now:
                    found.add(f"decision_makers[{i}].options[{j}]")
    for j, condition in enumerate(plain.get("conditions", [])):
        if condition.get("assumed"):
            without = copy.deepcopy(plain)
            del without["conditions"][j]
            if equilibria(Model.from_dict(without)) != now:
                found.add(f"conditions[{j}]")
    return found


def hits(wanted: int) -> tuple[int, int]:
    """Count models that have an assumption that changes an equilibrium, and those of which the first three questions hold one."""
    having = found = seed = 0
    while having < wanted:
        model, seed = drafted(seed), seed + 1
        decisive = set() if model is None else deciding(model)
        if model is None or not decisive:
            continue
        having += 1
        found += bool(decisive & {question.assumption.place for question in rank_questions(model, limit=3).ranked})
    return having, found


def test_the_first_three_questions_hold_one_that_decides() -> None:
    having, found = hits(20)
    assert found >= LEAST * having


@pytest.mark.slow
def test_the_first_three_questions_hold_one_that_decides_in_200_models() -> None:
    having, found = hits(MODELS)
    assert having == MODELS
    assert found >= LEAST * having


@pytest.mark.parametrize("seed", range(0, 40, 4))
def test_what_is_said_of_an_answer_is_what_solving_gives(seed: int) -> None:
    model = drafted(seed)
    if model is None:
        return
    now = equilibria(model)
    for question in rank_questions(model).ranked:
        for answer in question.answers:
            then = equilibria(answer.model)
            assert set(answer.effect.appear) == then - now
            assert set(answer.effect.vanish) == now - then
            assert answer.effect.stable_after is (answer.model.status_quo in then)
            assert set(answer.effect.opened) <= then


def test_questions_come_most_consequential_first() -> None:
    found = rank_questions(read_model(EXAMPLES / "korea-six.toml"), limit=12)
    changing = [question.changes_equilibria for question in found.ranked]
    assert changing == sorted(changing, reverse=True)
    margins = [question.margin for question, changes in zip(found.ranked, changing, strict=True) if changes and question.margin is not None]
    assert margins == sorted(margins)
    assert found.left_out > 0
    assert "are not shown" in found.summary


NORTH = {
    "name": "two", "status_quo": ["tests"],
    "decision_makers": [
        {"name": "North", "options": ["tests"], "preferences": [{"statement": "not sanctions"}, {"statement": "tests", "assumed": True}]},
        {"name": "South", "options": ["sanctions"], "preferences": [{"statement": "sanctions iff tests"}]},
    ],
}  # fmt: skip


def test_only_what_is_assumed_is_asked_where_something_is_told() -> None:
    found = rank_questions(Model.from_dict(NORTH))
    assert [question.assumption.place for question in found.ranked] == ["decision_makers[0].preferences[1]"]
    assert found.ranked[0].text == 'Does North want to take "tests"?'
    assert found.ranked[0].answers[0].sentence.startswith('If North wanted not to take "tests", ')


def test_every_preference_is_asked_about_where_nothing_is_marked() -> None:
    plain = copy.deepcopy(NORTH)
    del plain["decision_makers"][0]["preferences"][1]["assumed"]  # type: ignore[index]
    asked = find_assumptions(Model.from_dict(plain))
    assert [one.why for one in asked] == ["a judgement"] * 3


def test_a_ranking_is_asked_about_by_neighbouring_states() -> None:
    plain: dict[str, Any] = {
        "name": "three", "states": ["peace", "crisis", "war"], "decision_makers": ["A", "B"], "status_quo": "crisis",
        "moves": {"A": [["crisis", "war"], ["crisis", "peace"]], "B": [["war", "crisis"]]},
        "payoffs": {"A": [1, 2, 0], "B": [3, 2, 1]},
    }  # fmt: skip
    found = rank_questions(Model.from_dict(plain))
    first = next(question for question in found.ranked if question.text == 'Does A prefer "crisis" to "peace"?')
    assert first.answers[0].sentence.startswith('If A preferred "peace" to "crisis", the status quo would no longer be stable')


def test_an_entry_of_the_status_quo_is_asked_about() -> None:
    plain = copy.deepcopy(NORTH) | {"status_quo": {"taken": ["tests"], "assumed": True}}
    asked = [one for one in find_assumptions(Model.from_dict(plain)) if one.kind == "status quo"]
    assert [one.entry for one in asked] == ["tests: taken", "sanctions: not taken"]
    found = rank_questions(Model.from_dict(plain))
    assert any(question.assumption.kind == "status quo" for question in (*found.ranked, *found.quiet))


def test_what_a_budget_leaves_out_is_said() -> None:
    model = read_model(EXAMPLES / "korea-six.toml")
    found = rank_questions(model, limit=3, budget=model.size * 11)
    assert found.tried <= 10
    assert found.not_tried
    assert "once as many states had been solved as a search takes" in found.summary


def test_a_limit_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(UsageError, match="limit is 0"):
        rank_questions(Model.from_dict(NORTH), limit=0)


def test_a_model_that_assumes_nothing_has_no_questions() -> None:
    plain = copy.deepcopy(NORTH)
    del plain["decision_makers"][0]["preferences"][1]  # type: ignore[index]
    plain["decision_makers"][0]["preferences"][0]["evidence"] = ["ev-1"]  # type: ignore[index]
    found = rank_questions(Model.from_dict(plain))
    assert (found.ranked, found.quiet, found.tried) == ((), (), 0)
    assert "assumes nothing" in found.summary


def test_what_a_draft_leaves_open_is_asked() -> None:
    paper = (
        Paper("doc-6", "2023-04-12")
        .propose("Boria refused to hold talks.", "hold talks", "refused", "BOR", "BOR", wanted=False)
        .tell("Boria and Ardenia met last year.", "met", "CONSULT", "BOR ARD", on="2022-06-01")
    )
    draft = draft_model([*standoff(), paper.reading()])
    asked = find_assumptions(draft.model)
    assert {one.why for one in asked} <= {"assumed", "told in two ways", "presumed"}
    assert any(one.entry == "not bor-talks" and one.why == "told in two ways" for one in asked)
    for question in draft.questions:
        option = question.about.split()[-1]
        assert any(option in one.entry for one in asked), question
