"""Models from plain values and back, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from detente.conflict import Direction, Model, analyse, canonical_json, parse_model, read_model, to_toml
from detente.errors import InfeasibleModel, ModelError, ModelTooLarge, StatementSyntaxError, UsageError
from tests.conflict.random_models import random_model

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))

DRAFTED = """
name = "drafted"
source = "reports of two agencies"
note = "first draft"

[status_quo]
taken = ["tests"]
evidence = ["event-7"]
note = "as of March"

[[decision_makers]]
name = "North"
actors = ["PRK"]
evidence = ["event-1", "“we will respond”"]

[[decision_makers.options]]
id = "tests"
name = "missile tests"
direction = "both"
evidence = [
    "event-2",
]

[[decision_makers.options]]
id = "renounce"
name = "renounce the program"
direction = "taken-once"
assumed = true

[[decision_makers.preferences]]
statement = "not drills"
evidence = ["event-3"]

[[decision_makers.preferences]]
statement = "tests if drills"
assumed = true
note = "inferred from a threat"

[[decision_makers]]
name = "South"
preferences = ["not tests", "drills"]

[[decision_makers.options]]
id = "drills"
name = "joint drills"
direction = "both"

[[conditions]]
exclusive = ["tests", "renounce"]
note = "whoever renounces tests no more"
assumed = true
"""


def plain(**changed: Any) -> dict[str, Any]:
    model: dict[str, Any] = {
        "name": "two",
        "decision_makers": [
            {"name": "A", "options": [{"id": "go", "name": "go ahead"}, {"id": "stay", "name": "stay put"}], "preferences": ["go"]},
            {"name": "B", "options": ["answer"], "preferences": ["not answer", "not go"]},
        ],
        "conditions": [{"exclusive": ["go", "stay"]}],
        "status_quo": ["stay"],
    }
    return model | changed


HOLDING = {"options": ["answer", {"name": "yield", "direction": "taken-once", "held": "not taken", "evidence": ["event-3"]}]}
HELD = [plain()["decision_makers"][0], plain()["decision_makers"][1] | HOLDING]


def test_what_is_held_is_kept_and_makes_no_states() -> None:
    model = Model.from_dict(plain(decision_makers=HELD))
    (held,) = model.held
    assert (held.option.id, held.stands, held.option.direction) == ("yield", "not taken", Direction.TAKEN_ONCE)
    assert held.option.provenance.evidence == ("event-3",)
    assert [option.id for option in model.options] == ["go", "stay", "answer"]
    assert Model.from_dict(model.to_dict()) == model
    assert parse_model(to_toml(model)) == model
    found, without = analyse(model), analyse(Model.from_dict(plain()))
    assert [found.equilibria(concept) for concept in found.concepts] == [without.equilibria(concept) for concept in found.concepts]


def explicit(**changed: Any) -> dict[str, Any]:
    model: dict[str, Any] = {
        "name": "arcs",
        "decision_makers": ["A", "B"],
        "states": ["x", "y", "z"],
        "moves": {"A": [["x", "y"]], "B": [["y", "z"]]},
        "payoffs": {"A": [0, 1, 2], "B": [2, 1, 0]},
    }
    return model | changed


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_cases_survive_a_round_trip(path: Path) -> None:
    model = read_model(path)
    assert Model.from_dict(model.to_dict()) == model
    assert Model.from_dict(json.loads(canonical_json(model.to_dict()))) == model
    assert parse_model(to_toml(model)) == model


@pytest.mark.parametrize("seed", range(60))
def test_random_models_survive_a_round_trip(seed: int) -> None:
    model = random_model(seed)
    assert Model.from_dict(model.to_dict()) == model
    assert parse_model(to_toml(model), "model.toml") == model


def test_evidence_assumptions_and_notes_survive() -> None:
    model = parse_model(DRAFTED)
    north = model.decision_makers[0]
    assert north.provenance.evidence == ("event-1", "“we will respond”")
    assert north.options[1].provenance.assumed
    assert north.preferences.statements[1].provenance.note == "inferred from a threat"  # type: ignore[union-attr]
    assert model.conditions[0].provenance.note == "whoever renounces tests no more"
    assert model.status_quo_provenance.evidence == ("event-7",)
    assert parse_model(to_toml(model)) == model
    assert to_toml(parse_model(to_toml(model))) == to_toml(model)


def test_strange_text_survives_toml() -> None:
    strange = 'quote " slash \\ tab \t line \n bell \x07 delete \x7f … 조선'
    model = Model.from_dict(plain(note=strange, source=strange))
    assert parse_model(to_toml(model)).note == strange


def test_ids_are_made_from_names_and_names_may_be_used() -> None:
    makers = [
        {"name": "A", "options": ["Lift sanctions!"], "preferences": ['"Lift sanctions!"']},
        {"name": "B", "options": ["Lift sanctions!"], "preferences": ['not "A: Lift sanctions!" and "B: Lift sanctions!"']},
    ]
    with pytest.raises(StatementSyntaxError, match="there is no option 'Lift sanctions!'"):
        Model.from_dict({"name": "same", "decision_makers": makers})
    makers[0]["preferences"] = ["lift-sanctions"]
    model = Model.from_dict({"name": "same", "decision_makers": makers})
    assert [option.id for option in model.options] == ["lift-sanctions", "b-lift-sanctions"]
    assert model.label(3) == "A: Lift sanctions! + B: Lift sanctions!"


def test_states_are_found_by_every_name() -> None:
    model = Model.from_dict(plain())
    for named in (5, "5", "YN Y", "ynY", ["go", "answer"], ["go ahead", "answer"], "go ahead + answer"):
        assert model.find_state(named) == 5
    assert model.find_state("no option taken") == model.find_state([]) == 0
    assert [model.find_state(model.label(int(s))) for s in model.feasible_states()] == model.feasible_states().tolist()


def test_directions_and_conditions_are_read() -> None:
    conditions = [{"infeasible": "go and answer"}, {"if": "stay", "then": "not answer"}, "go and stay"]
    model = Model.from_dict(plain(conditions=conditions))
    assert model.feasible_states().tolist() == [0, 1, 2, 4]
    assert model.options[0].direction is Direction.BOTH


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        ({"conditions": [{"infeasible": "go or not go"}]}, InfeasibleModel, "conditions[0]: it leaves no feasible state"),
        ({"status_quo": ["go", "stay"]}, InfeasibleModel, "status_quo: the state YY N (go ahead + stay put) is not feasible: at most one"),
        ({"status_quo": ["gone"]}, ModelError, "status_quo: there is no option 'gone'; is 'go' meant"),
        ({"status_quo": 8}, InfeasibleModel, "status_quo: there is no state 8"),
        ({"status_quo": {"evidence": []}}, ModelError, "status_quo: it names no state"),
        ({"decision_makers": []}, ModelError, "decision_makers: the model has none"),
        ({"decision_makers": "A"}, ModelError, "decision_makers: it is no list"),
        ({"conditions": [{"if": "go"}]}, ModelError, "conditions[0]: give one of"),
        ({"conditions": [{"exclusive": ["go"]}]}, ModelError, "conditions[0].exclusive: list at least two"),
        ({"condition": []}, ModelError, "the field 'condition' is unknown; is 'conditions' meant"),
        ({"name": 3}, ModelError, "name: 3 is no text"),
        ({"decision_makers": HELD, "conditions": ["yield"]}, ModelError, "conditions[0]: the option 'yield' is held as it stands"),
        ({"decision_makers": HELD, "status_quo": ["yield"]}, ModelError, "status_quo: the option 'yield' is held as it stands; delete its"),
    ],
)
def test_malformed_models_are_refused(changed: dict[str, Any], error: type[ModelError], message: str) -> None:
    with pytest.raises(error) as raised:
        Model.from_dict(plain(**changed))
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("maker", "error", "message"),
    [
        ({"options": []}, ModelError, "decision_makers[1] (B).options: a decision maker needs at least one option"),
        ({"preferences": ["anser"]}, StatementSyntaxError, "(B).preferences[0].statement: 'anser', column 1: there is no option 'anser'"),
        ({"preferences": [3]}, ModelError, "(B).preferences[0]: it is no table"),
        ({"preferences": None}, ModelError, "(B).preferences: it is missing"),
        ({"ranking": [0]}, ModelError, "preferences and ranking are given together"),
        ({"name": "A"}, ModelError, "'A' is there twice"),
        ({"name": ""}, ModelError, "decision_makers[1].name: it is missing"),
        ({"assumed": "yes"}, ModelError, "assumed: 'yes' is neither true nor false"),
        ({"evidence": [1]}, ModelError, "evidence[0]: 1 is no text"),
        ({"options": [{"id": "go", "name": "x"}]}, ModelError, "'go' is there twice"),
        ({"options": [{"name": "answer", "direction": "up"}]}, ModelError, "direction: 'up' is none of both, taken-once"),
        ({"options": ["answer", {"name": "yield", "held": True}]}, ModelError, "(B).options[1].held: True does not say how it stands"),
        ({"options": ["answer", {"id": "go", "name": "x", "held": "taken"}]}, ModelError, "'go' is there twice"),
        ({"options": [{"name": "answer", "held": "taken"}], "preferences": []}, ModelError, "(B).options: a decision maker needs at least"),
        ({"options": ["answer", {"id": "a", "levels": ["x", "y"], "held": "taken"}]}, ModelError, "an option with levels cannot be held"),
        (HOLDING | {"preferences": ["not answer", "yield"]}, ModelError, "(B).preferences[1].statement: the option 'yield' is held as it"),
        (HOLDING | {"misperceived": ["yield"]}, ModelError, "(B).misperceived[0]: the option 'yield' is held as it stands"),
        (HOLDING | {"uncertain": ["yield"]}, ModelError, "(B).uncertain[0]: the option 'yield' is held as it stands"),
    ],
)
def test_malformed_decision_makers_are_refused(maker: dict[str, Any], error: type[ModelError], message: str) -> None:
    model = plain()
    model["decision_makers"][1] = model["decision_makers"][1] | maker
    with pytest.raises(error) as raised:
        Model.from_dict(model)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("ranking", "message"),
    [
        ([0, 1, 2, 4, 5, 6, 0], "was ranked before, at place 0: the ranking is cyclic"),
        ([0, 1, 2, 4, 5], "1 feasible states are not ranked ('stay put + answer')"),
        ([0, 1, 2, 3, 4, 5, 6], "(go ahead + stay put) is not feasible"),
        ([[0, 1], [2, 4, 5, "what"]], "there is no option 'what'"),
    ],
)
def test_cyclic_and_incomplete_rankings_are_refused(ranking: list[Any], message: str) -> None:
    model = plain()
    model["decision_makers"][0] = {"name": "A", "options": model["decision_makers"][0]["options"], "ranking": ranking}
    with pytest.raises(ModelError) as raised:
        Model.from_dict(model)
    assert message in str(raised.value)
    assert "decision_makers[0] (A).ranking" in str(raised.value)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"moves": {"A": [["x", "q"]], "B": []}}, "moves.A[0]: there is no state 'q'"),
        ({"moves": {"A": [["x", "x"]], "B": []}}, "it leads from 'x' to itself"),
        ({"moves": {"A": []}}, "moves.B: it is missing"),
        ({"moves": {"A": [], "B": [], "C": []}}, "moves: the field 'C' is unknown"),
        ({"moves": {"A": [["x"]], "B": []}}, "moves.A[0]: ['x'] is no arc"),
        ({"states": ["x", "y", "x"]}, "'x' is there twice"),
        ({"payoffs": {"A": [0, 1], "B": [2, 1, 0]}}, "there are 2 for 3 feasible states"),
        ({"payoffs": {"A": [0, 1, "2"], "B": [2, 1, 0]}}, "payoffs[2]: '2' is no number"),
        ({"payoffs": {"A": [0, 1, 2]}}, "decision_makers[1] (B): preferences are missing"),
        ({"status_quo": "w"}, "status_quo: there is no state 'w'"),
    ],
)
def test_malformed_explicit_models_are_refused(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(ModelError) as raised:
        Model.from_dict(explicit(**changed))
    assert message in str(raised.value)


def test_too_many_states_are_refused_before_any_memory_is_taken() -> None:
    for count in (30, 200):
        options = [f"o{number}" for number in range(count)]
        makers = [{"name": "A", "options": options, "preferences": ["o1"]}]
        with pytest.raises(ModelTooLarge, match=rf"a model of {count} options .* would need "):
            Model.from_dict({"name": "large", "decision_makers": makers})


def test_an_unknown_decision_maker_is_named() -> None:
    with pytest.raises(UsageError, match="no decision maker 'C'; there are: A, B"):
        Model.from_dict(plain()).ranks("C")


@pytest.mark.parametrize("value", [None, 3, [], "text"])
def test_what_is_no_table_is_no_model(value: Any) -> None:
    with pytest.raises(ModelError, match="the model: it is"):
        Model.from_dict(value)
