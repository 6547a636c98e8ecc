"""Robustness: margins equal brute force, flips flip, shares are what the seed and the neighbourhood say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from detente.conflict import Model, analyse, read_model
from detente.conflict.neighbours import draw_neighbour, ranked_groups
from detente.conflict.robustness import Standing, robustness, verdict_margin
from detente.errors import UsageError
from tests.conflict.oracle import Game
from tests.conflict.oracle_ways_out import least_flip
from tests.conflict.random_models import random_model

CASES = Path(__file__).parent / "cases"
CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


def differing(seeds: range, bound: int, most_states: int) -> tuple[list[str], int]:
    """Verdicts whose margin differs from brute force, and how many were compared."""
    wrong, compared = [], 0
    for seed in seeds:
        model = random_model(seed)
        states = [int(state) for state in model.feasible_states()]
        if len(states) > most_states or len(model.decision_makers) > 3:
            continue
        compared += 1
        draw = Random(seed)
        state, place, concept = draw.choice(states), draw.randrange(len(model.decision_makers)), CONCEPTS[seed % len(CONCEPTS)]
        found = verdict_margin(model, state, place, concept, max_cost=bound)
        least = least_flip(model, state, place, concept, bound)
        if found.cost != least or not found.proven:
            wrong.append(f"seed {seed}, {concept}, state {state}, decision maker {place}: {found.cost} instead of {least}")
    return wrong, compared


def test_no_cheaper_flip_exists() -> None:
    assert differing(range(60), 2, 8) == ([], 23)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(100, 400, 50))
def test_no_cheaper_flip_exists_in_many_models(first: int) -> None:
    assert differing(range(first, first + 50), 2, 16)[0] == []


def test_the_prisoners_dilemma_is_held_by_one_comparison() -> None:
    dilemma = replace(read_model(CASES / "prisoners-dilemma.json"), status_quo=3)
    found = robustness(dilemma, ["nash", "seq"], samples=50)
    assert found.margin(3, "nash") == 1
    assert found.to_dict()["margins"][0]["changes"][0]["decision_maker"] in {"row", "col"}
    assert {share.state for share in found.shares if share.concept == "seq"} == {0, 3}


def test_shares_follow_the_seed() -> None:
    model = read_model(CASES / "elmira-9-states.json")
    first, again, other = (robustness(model, ["seq"], samples=60, seed=seed, max_cost=1) for seed in (7, 7, 8))
    assert first.shares == again.shares
    assert [share.stood for share in first.shares] != [share.stood for share in other.shares]
    assert first.to_dict()["seed"] == 7
    assert "at most one change" in first.neighbourhood


def test_shares_count_the_samples_in_which_a_state_is_an_equilibrium() -> None:
    model = random_model(4)
    found = robustness(model, ["gmr"], samples=25, seed=3, steps=2, max_cost=1)
    draw = Random(3)
    counted = {share.state: 0 for share in found.shares}
    for _ in range(25):
        game = Game(draw_neighbour(model, 2, draw))
        for state in counted:
            counted[state] += all(game.is_stable(i, state, "gmr") for i in game.makers)
    assert {share.state: share.stood for share in found.shares} == counted


@pytest.mark.parametrize("seed", range(20))
def test_neighbours_are_models_of_the_same_states(seed: int) -> None:
    model = random_model(seed)
    near = draw_neighbour(model, 3, Random(seed))
    assert near.feasible_states().tolist() == model.feasible_states().tolist()
    for place in range(len(model.decision_makers)):
        ranked = [state for group in ranked_groups(near, place) for state in group]
        assert sorted(ranked) == model.feasible_states().tolist()


def test_intervals_stay_within_bounds() -> None:
    assert Standing(0, "seq", 0, 10).interval[0] == 0.0
    assert Standing(0, "seq", 10, 10).interval[1] == pytest.approx(1.0)
    low, high = Standing(0, "seq", 5, 10).interval
    assert low < 0.5 < high


def test_a_state_nothing_can_flip_says_so() -> None:
    # Nobody but A moves, and B has no say: whatever B wants, it stays.
    moves = {"A": [["s", "t"]], "B": []}
    payoffs = {"A": [0, 1], "B": [0, 1]}
    model = Model.from_dict({"name": "idle", "decision_makers": ["A", "B"], "states": ["s", "t"], "moves": moves, "payoffs": payoffs})
    found = verdict_margin(model, 0, "B", "seq", max_cost=5)
    assert (found.stable, found.cost, found.proven, found.searched) == (True, None, True, 5)


def test_numbers_that_make_no_sense_are_named() -> None:
    model = read_model(CASES / "chicken.json")
    with pytest.raises(UsageError, match="samples is 0; give at least 1"):
        robustness(model, samples=0)
    with pytest.raises(UsageError, match="ways out are not sought under 'sim'"):
        robustness(model, ["sim"])


def test_every_equilibrium_is_looked_at_or_counted() -> None:
    model = read_model(CASES / "elmira-9-states.json")
    found = robustness(model, ["gmr"], samples=2, max_cost=1, limit=2)
    assert len({share.state for share in found.shares}) + found.left_out["gmr"] >= len(analyse(model, ["gmr"]).equilibria("gmr"))
