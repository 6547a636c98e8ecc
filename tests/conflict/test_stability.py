"""Stability against published cases, and against the oracle on random models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from detente.conflict import CONCEPTS, Model, analyse, check, read_model, why
from detente.conflict.graph import moves
from detente.errors import UsageError
from tests.conflict.random_models import random_model

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))
EXAMPLES = Path(__file__).parents[2] / "examples" / "models"


def load(path: Path) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return plain


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize("concept", CONCEPTS)
def test_published_equilibria(path: Path, concept: str) -> None:
    model, expected = read_model(path), load(path)["expected"]
    assert [model.label(state) for state in analyse(model, [concept]).equilibria(concept)] == expected[concept]


def test_elmira_by_decision_maker() -> None:
    path = Path(__file__).parent / "cases" / "elmira-9-states.json"
    analysis = analyse(read_model(path))
    expected = load(path)["expected_by_decision_maker"]
    assert set(expected) == set(CONCEPTS)
    for concept, by_maker in expected.items():
        for maker, states in by_maker.items():
            assert [analysis.model.label(state) for state in analysis.stable_states(maker, concept)] == states


def north_korea_by_options() -> Model:
    """The case rebuilt from its options and directions; a strike together with a withdrawal is infeasible."""
    case = load(Path(__file__).parent / "cases" / "north-korea-us-2017.json")
    makers = [
        {
            "name": maker,
            "options": [
                {"name": option["name"], "direction": {"one-way": "taken-once", "both": "both"}[option["direction"]]}
                for option in sorted(case["options"][maker], key=lambda option: option["bit"])
            ],
            "payoffs": dict(zip(case["states"], case["payoffs"][maker], strict=True)),
        }
        for maker in case["decision_makers"]
    ]
    strike, withdraw = (option["name"] for option in case["options"]["US"])
    condition = {"infeasible": f'"{strike}" and "{withdraw}"'}
    return Model.from_dict({"name": "Korea", "decision_makers": makers, "conditions": [condition], "status_quo": 0})


def test_north_korea_rebuilt_from_its_options() -> None:
    case = load(Path(__file__).parent / "cases" / "north-korea-us-2017.json")
    model = north_korea_by_options()
    assert [str(state) for state in model.feasible_states()] == case["states"]
    for place, maker in enumerate(case["decision_makers"]):
        arcs = {(str(start), str(end)) for start in model.feasible_states() for end in moves(model, place, int(start))}
        assert arcs == {tuple(arc) for arc in case["moves"][maker]}
    analysis = analyse(model)
    for concept in CONCEPTS:
        assert [str(state) for state in analysis.equilibria(concept)] == case["expected"][concept]


def test_north_korea_example_file_is_the_case() -> None:
    example, rebuilt = read_model(EXAMPLES / "north-korea-us-2017.toml"), north_korea_by_options()
    assert example.feasible_states().tolist() == rebuilt.feasible_states().tolist()
    for concept in CONCEPTS:
        for place in range(2):
            assert analyse(example).stable_states(place, concept) == analyse(rebuilt).stable_states(place, concept)



@pytest.mark.parametrize("seed", range(60))
def test_concepts_imply_each_other_as_they_must(seed: int) -> None:
    model = random_model(seed + 5000)
    analysis = analyse(model)
    for place in range(len(model.decision_makers)):
        stable = {concept: set(analysis.stable_states(place, concept)) for concept in CONCEPTS}
        assert stable["nash"] <= stable["sseq"] <= stable["seq"] <= stable["gmr"]
        assert stable["sseq"] <= stable["smr"] <= stable["gmr"]


def test_a_sanction_that_only_ties_deters() -> None:
    # Row gains by going; Column's answer puts Row back to exactly what it had: a tie sanctions.
    states, payoffs = ["now", "gone", "answered"], {"Row": [1, 2, 1], "Column": [0, 0, 1]}
    arcs = {"Row": [["now", "gone"]], "Column": [["gone", "answered"]]}
    plain = {"name": "tie", "decision_makers": ["Row", "Column"], "states": states, "moves": arcs, "payoffs": payoffs}
    model = Model.from_dict(plain)
    assert analyse(model).is_stable(0, "Row", "seq")


def test_an_opponent_may_move_more_than_once_in_a_sanction() -> None:
    # B, then C, then B again: only the third step hurts A, so a sanction that lets each move once would miss it.
    arcs = {"A": [["s", "a"]], "B": [["a", "b"], ["c", "d"]], "C": [["b", "c"]]}
    payoffs = {"A": [1, 2, 3, 4, 0], "B": [0, 1, 2, 3, 4], "C": [0, 1, 2, 3, 4]}
    plain = {"name": "again", "decision_makers": list(arcs), "states": list("sabcd"), "moves": arcs, "payoffs": payoffs}
    model = Model.from_dict(plain)
    assert analyse(model).is_stable(0, "A", "seq")
    explanation = why(model, 0, "A", "seq")
    assert [step.mover for step in explanation.temptations[0].sanction or ()] == [1, 2, 1]
    check(model, explanation)


def test_nobody_moves_twice_in_a_row() -> None:
    # B could hurt A by two moves of its own, but its arcs are not transitive and nobody stands between.
    arcs = {"A": [["s", "a"]], "B": [["a", "b"], ["b", "c"]]}
    payoffs = {"A": [1, 2, 3, 0], "B": [0, 1, 2, 3]}
    plain = {"name": "twice", "decision_makers": list(arcs), "states": list("sabc"), "moves": arcs, "payoffs": payoffs}
    assert not analyse(Model.from_dict(plain)).is_stable(0, "A", "gmr")


def test_one_decision_maker_alone_faces_no_sanction() -> None:
    model = Model.from_dict({"name": "alone", "decision_makers": [{"name": "A", "options": ["go"], "preferences": ["go"]}]})
    analysis = analyse(model)
    for concept in CONCEPTS:
        assert analysis.equilibria(concept) == (1,)


def test_an_unknown_concept_is_named() -> None:
    model = random_model(1)
    with pytest.raises(UsageError, match=r"no stability concept 'nsah'; there are: nash, gmr, smr, seq, sseq"):
        analyse(model, ["nsah"])
