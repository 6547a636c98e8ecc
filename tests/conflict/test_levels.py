"""Options with levels: as many states as combinations of levels, moves as directions allow, named by levels, written in one way."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from detente.conflict import Direction, Model, analyse, analysis_table, check, model_table, parse_model, to_toml, why
from detente.conflict.graph import moves
from detente.conflict.levels import LevelOption, level_option
from detente.conflict.model import DecisionMaker
from detente.conflict.naming import change
from detente.errors import InfeasibleModel, ModelError, StatementSyntaxError
from tests.conflict.oracle_forms import by_tuples
from tests.conflict.random_forms import levelled_model, levelled_plain

FIVE = ("nash", "gmr", "smr", "seq", "sseq")


def alert(**changed: Any) -> Model:
    option = {"id": "alert", "name": "alert", "levels": ["normal", "raised", "war footing"]} | changed
    makers = [
        {"name": "A", "options": [{"id": "drill"}, option], "preferences": ["not answer", "alert=raised if drill", '"alert=war footing"']},
        {"name": "B", "options": ["answer"], "preferences": ["alert=normal"]},
    ]
    return Model.from_dict({"name": "alert", "decision_makers": makers, "status_quo": ["drill", "alert=raised"]})


@pytest.mark.parametrize("seed", [*range(20), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(20, 120))])
def test_models_of_levels_equal_models_of_listed_states(seed: int) -> None:
    """The oracle here knows no binary option: states are combinations of levels, and arcs are listed."""
    plain = levelled_plain(seed)
    model, listed = levelled_model(plain), by_tuples(plain)
    counts = [range(len(option["levels"])) for maker in plain["decision_makers"] for option in maker["options"]]
    names = [option["name"] for maker in plain["decision_makers"] for option in maker["options"]]
    combinations = list(product(*counts))
    places = [
        model.find_state(" + ".join(f"{n}: level {level}" for n, level in zip(names, levels, strict=True))) for levels in combinations
    ]
    assert sorted(places) == model.feasible_states().tolist()
    for maker in range(len(plain["decision_makers"])):
        for here, place in enumerate(places):
            assert set(moves(model, maker, place)) == {places[end] for end in moves(listed, maker, here)}
    ours, theirs = analyse(model, FIVE), analyse(listed, FIVE)
    for concept in FIVE:
        for maker in range(len(plain["decision_makers"])):
            there = tuple(sorted(places[state] for state in theirs.stable_states(maker, concept)))
            assert ours.stable_states(maker, concept) == there, (concept, maker)
    for state in places[:6]:
        check(model, why(model, state, 0, "seq"))


@pytest.mark.parametrize("seed", range(20))
def test_they_survive_a_round_trip(seed: int) -> None:
    model = levelled_model(levelled_plain(seed))
    assert Model.from_dict(model.to_dict()) == model
    assert parse_model(to_toml(model), "model.toml") == model
    assert [model.find_state(model.label(int(state))) for state in model.feasible_states()] == model.feasible_states().tolist()


def test_one_way_of_writing() -> None:
    told = {"name": "war footing", "direction": "taken-once", "evidence": ["event-1"]}
    model = alert(levels=["normal", "raised", told], note="as of May")
    plain = model.to_dict()
    assert plain["decision_makers"][0]["options"][1] == {
        "id": "alert",
        "name": "alert",
        "levels": ["normal", "raised", told],
        "ordered": True,
        "direction": "both",
        "note": "as of May",
    }
    assert plain["status_quo"] == ["drill", "alert=raised"]
    assert "conditions" not in plain
    assert parse_model(to_toml(model)) == model


def test_states_and_moves_are_told_by_levels() -> None:
    model = alert()
    labels = [model.label(int(state)) for state in model.feasible_states()]
    assert labels[:4] == ["alert: normal", "drill + alert: normal", "alert: raised", "drill + alert: raised"]
    assert len(labels) == 12
    assert model.status_quo == model.find_state("YYN N") == model.find_state("drill + alert: raised") == 3
    war = model.find_state(["alert=war-footing"])
    assert change(model, 3, war) == 'drop "drill" and set "alert" to "war footing"'
    assert change(model, 0, 1) == 'take "drill"'
    assert "alert: normal &lt; raised &lt; war footing (can rise and fall)" in model_table(model)
    assert "alert&gt;=raised" not in model_table(model).split("<tfoot>")[1]
    assert '<th scope="row">drill + alert: war footing</th>' in analysis_table(analyse(model))


def test_statements_about_levels() -> None:
    model = alert()
    first, second, third = (str(statement) for statement in model.decision_makers[0].preferences.statements)  # type: ignore[union-attr]
    assert (first, second, third) == (
        "not answer",
        "alert>=raised and not alert>=war-footing if drill",
        "alert>=war-footing",
    )
    assert str(model.decision_makers[1].preferences.statements[0]) == "not alert>=raised"  # type: ignore[union-attr]


def test_unordered_levels_exclude_each_other() -> None:
    model = alert(ordered=False, direction="taken-once")
    assert [str(condition) for condition in model.conditions] == ["at most one of: alert=raised, alert=war-footing"]
    raised, war = model.find_state(["alert=raised"]), model.find_state(["alert=war-footing"])
    assert raised in moves(model, 0, 0)
    assert war not in moves(model, 0, raised)
    assert "alert: normal | raised | war footing (stays once it has left the first)" in model_table(model)


def test_a_level_may_only_rise() -> None:
    model = alert(direction="taken-once")
    assert {model.label(end) for end in moves(model, 0, 3)} == {"drill + alert: war footing", "alert: raised", "alert: war footing"}


def test_same_names_are_told_apart_by_their_owners() -> None:
    option = {"name": "alert", "levels": ["normal", "raised"]}
    makers = [{"name": name, "options": [option], "preferences": [f'"{name}: alert=raised"']} for name in "AB"]
    model = Model.from_dict({"name": "both", "decision_makers": makers})
    assert model.label(2) == "A: alert: normal + B: alert: raised"
    assert model.find_state(model.label(2)) == model.find_state("B: alert=raised") == 2
    assert analyse(model).equilibria("nash") == (3,)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"levels": ["normal"]}, "decision_makers[0] (A).options[1].levels: list at least two levels"),
        ({"levels": ["normal", "Raised", "raised!"]}, ".options[1].levels[2]: 'raised!' is there twice"),
        ({"levels": ["normal", "??"]}, ".options[1].levels[1]: '??' is no name"),
        ({"levels": ["normal", 3]}, ".options[1].levels[1]: it is no table"),
        ({"levels": ["normal", {"name": "raised", "direction": "up"}]}, ".levels[1].direction: 'up' is none of both, taken-once"),
        ({"levels": [{"name": "normal", "direction": "both"}, "raised"]}, ".levels[0]: the field 'direction' is unknown"),
        ({"levels": "normal"}, ".options[1].levels: it is no list"),
        ({"ordered": "yes"}, ".options[1].ordered: 'yes' is neither true nor false"),
        ({"id": "drill"}, "'drill' is there twice"),
    ],
)
def test_wrong_levels_are_named(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(ModelError) as raised:
        alert(**changed)
    assert message in str(raised.value)


def test_levels_that_are_not_there_are_named() -> None:
    model = alert()
    with pytest.raises(ModelError, match="there is no option 'alert=raise'; is 'alert=raised' meant"):
        model.find_state(["alert=raise"])
    with pytest.raises(ModelError, match="'alert: normal' contradicts what is named before it"):
        model.find_state("alert: raised + alert: normal")
    with pytest.raises(InfeasibleModel, match=r"the state NNY N \(alert: at least war footing\) is not feasible: if alert>="):
        model.find_state("NNY N")
    with pytest.raises(StatementSyntaxError, match="there is no option 'alert=high'"):
        Model.from_dict(model.to_dict() | {"conditions": [{"infeasible": "alert=high"}]})
    with pytest.raises(ModelError, match=r"ordered: it is for an option with levels"):
        Model.from_dict({"name": "x", "decision_makers": [{"name": "A", "options": [{"name": "go", "ordered": True}], "preferences": []}]})


def test_levels_put_together_by_hand_must_fit() -> None:
    several, binary = level_option("alert", "alert", ("low", "mid", "high"))
    assert all(option.direction is Direction.BOTH for option in binary)
    with pytest.raises(ModelError, match='the model lacks the condition "if alert>=high then alert>=mid"'):
        Model("x", (DecisionMaker("A", binary, levelled=(several,)),))
    with pytest.raises(ModelError, match="are not among the owner's, side by side"):
        Model("x", (DecisionMaker("A", binary[::-1], levelled=(several,)),), several.conditions())
    with pytest.raises(ModelError, match="it has 2 levels and 2 binary options"):
        Model("x", (DecisionMaker("A", binary, levelled=(LevelOption("alert", "alert", ("low", "high"), several.options),)),))
