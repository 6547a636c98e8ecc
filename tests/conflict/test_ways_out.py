"""Ways out: nothing cheaper exists, every claim holds, and results that are no way out are said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from detente.conflict import Model, WaysOut, certify, read_model, ways_out
from detente.conflict.edits import changes
from detente.conflict.model import DecisionMaker
from detente.errors import CertificateError, InfeasibleModel, UsageError
from tests.conflict.oracle import Game
from tests.conflict.random_models import random_model

CASES = Path(__file__).parent / "cases"
EXAMPLES = Path(__file__).parents[2] / "examples" / "models"


def cheapest(model: Model, target: int, concept: str, max_cost: int) -> int | None:
    """The least cost of changes of one decision maker that make a state stable and reachable, by trying all and asking the oracle."""
    makers = range(len(model.decision_makers))
    if holds(model, target, concept):
        return 0
    best: int | None = None
    for place in makers:
        levels: dict[int, list[DecisionMaker]] = {0: [model.decision_makers[place]]}
        for cost in range(1, max_cost + 1):
            levels[cost] = [
                changed
                for step in (1, 2)
                for maker in levels.get(cost - step, [])
                for changed, change in changes(model, place, maker)
                if change.cost == step
            ]
            others = (model.decision_makers[:place], model.decision_makers[place + 1 :])
            models = (replace(model, decision_makers=(*others[0], maker, *others[1])) for maker in set(levels[cost]))
            if any(holds(changed, target, concept) for changed in models):
                best = cost if best is None else min(best, cost)
                break
    return best


def holds(model: Model, target: int, concept: str) -> bool:
    game = Game(model)
    start = model.status_quo or 0
    reached = target == start or target in game.reach(game.makers, start)
    return reached and all(game.is_stable(place, target, concept) for place in game.makers)


SMALL = [seed for seed in range(40, 80) if len(random_model(seed).feasible_states()) <= 8]


@pytest.mark.parametrize("seed", SMALL)
def test_no_cheaper_change_exists(seed: int) -> None:
    model = random_model(seed)
    concept = ("nash", "gmr", "smr", "seq", "sseq")[seed % 5]
    found = ways_out(model, concept, max_cost=1, limit=3)
    for target in found.targets:
        costs = [way.cost for way in found.ways if way.target == target.state]
        assert (min(costs) if costs else None) == cheapest(model, target.state, concept, 1)


MEDIUM = [seed for seed in range(600, 640) if len(random_model(seed).feasible_states()) <= 32]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [seed for seed in range(80, 140) if len(random_model(seed).feasible_states()) <= 6])
def test_no_cheaper_change_exists_up_to_two_units(seed: int) -> None:
    model = random_model(seed)
    concept = ("nash", "gmr", "smr", "seq", "sseq")[seed % 5]
    found = ways_out(model, concept, max_cost=2, limit=3)
    for target in found.targets:
        costs = [way.cost for way in found.ways if way.target == target.state]
        assert (min(costs) if costs else None) == cheapest(model, target.state, concept, 2)


@pytest.mark.parametrize("seed", MEDIUM)
def test_every_way_out_holds_by_the_oracle(seed: int) -> None:
    model = random_model(seed)
    concept = ("nash", "gmr", "smr", "seq", "sseq")[seed % 5]
    found = ways_out(model, concept, max_cost=2 if seed % 6 == 0 else 1, limit=3)
    certify(found)
    for way in found.ways:
        assert holds(way.model, way.target, concept)
        assert way.cost == sum(change.cost for change in way.changes)
    for target in found.targets:
        game = Game(model)
        assert target.winners == tuple(i for i in game.makers if game.prefers(i, target.state, found.status_quo))
        assert target.losers == tuple(i for i in game.makers if game.prefers(i, found.status_quo, target.state))


def test_a_commitment_makes_the_promise_hold() -> None:
    # Under Nash stability nobody keeps to the treaty, unless breaking it is made impossible.
    makers = [
        {"name": "A", "options": [{"id": "a-arms", "name": "A arms"}], "preferences": ["not b-arms", "a-arms"]},
        {"name": "B", "options": [{"id": "b-arms", "name": "B arms"}], "preferences": ["not a-arms"]},
    ]
    model = Model.from_dict({"name": "arms", "decision_makers": makers, "status_quo": ["a-arms", "b-arms"]})
    found = ways_out(model, "nash", targets=[0])
    commitments = [change.sentence for way in found.ways for change in way.changes if change.is_of_option]
    assert 'A binds itself: once given up, "A arms" cannot be taken again' in commitments


def test_two_statements_swapped_open_the_way() -> None:
    makers = [
        {"name": "A", "options": ["attack", "talk"], "preferences": ["attack", "talk"]},
        {"name": "B", "options": ["retreat"], "preferences": ["not attack", "retreat"]},
    ]
    conditions = [{"exclusive": ["attack", "talk"]}]
    model = Model.from_dict({"name": "swap", "decision_makers": makers, "conditions": conditions, "status_quo": ["attack", "retreat"]})
    found = ways_out(model, "nash", targets=[model.find_state(["talk", "retreat"])])
    assert 'A puts "talk" before "attack"' in [change.sentence for change in found.ways[0].changes + found.ways[1].changes]
    assert found.ways[0].cost == 1


def test_prisoners_dilemma_says_what_it_takes() -> None:
    dilemma = replace(read_model(CASES / "prisoners-dilemma.json"), status_quo=3)
    found = ways_out(dilemma, "seq")
    assert (found.is_stable, found.better_for_all, found.ways[0].cost) == (True, 1, 0)
    assert "The status quo is stable (SEQ). 1 state is better for somebody and worse for nobody." in found.summary
    assert "the first steps need trust or a deal" in found.summary
    nash = ways_out(dilemma, "nash", max_cost=2)
    assert nash.ways == ()
    assert "Of the changes of one decision maker up to cost 2, none makes any of the 1 state looked at hold." in nash.summary


def test_no_state_better_for_all_is_a_result() -> None:
    found = ways_out(read_model(EXAMPLES / "north-korea-us-2017.toml"), "seq")
    assert found.better_for_all == 0
    assert "No state is better for all: whatever one side gains, another loses." in found.summary
    assert found.model.label(found.ways[0].target).startswith("withdraw troops and normalize relations + abandon nuclear program")


def test_nobody_prefers_anything_else() -> None:
    model = Model.from_dict(
        {"name": "content", "status_quo": [], "decision_makers": [{"name": "A", "options": ["go"], "preferences": ["not go"]}]}
    )
    found = ways_out(model)
    assert (found.targets, found.ways) == ((), ())
    assert found.summary == "The status quo is stable (SEQ). Nobody prefers any other state to it."


def test_a_target_out_of_reach_is_named() -> None:
    options = [{"name": "war", "direction": "taken-once"}]
    model = Model.from_dict(
        {"name": "late", "status_quo": ["war"], "decision_makers": [{"name": "A", "options": options, "preferences": ["not war"]}]}
    )
    with pytest.raises(InfeasibleModel, match='no legal sequence of moves leads from the status quo "war" to "no option taken"'):
        ways_out(model, targets=[0])
    assert (ways_out(model).unreachable, ways_out(model).targets) == (1, ())


def test_a_model_without_status_quo_is_named() -> None:
    with pytest.raises(UsageError, match="names no status quo"):
        ways_out(read_model(CASES / "chicken.json"))


def test_a_false_answer_is_refused() -> None:
    found = ways_out(replace(read_model(CASES / "chicken.json"), status_quo=3), "seq")
    worse = replace(found.targets[0], winners=(), losers=(0, 1))
    with pytest.raises(CertificateError):
        certify(replaced(found, worse))


def replaced(found: WaysOut, target: object) -> WaysOut:
    return replace(found, targets=(target, *found.targets[1:]))  # type: ignore[arg-type]


def test_answers_are_the_same_every_time() -> None:
    path = EXAMPLES / "north-korea-us-2017.toml"
    assert ways_out(read_model(path), "gmr").to_dict() == ways_out(read_model(path), "gmr").to_dict()
