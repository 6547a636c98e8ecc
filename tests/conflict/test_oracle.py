"""Every verdict of every concept and coalition equals the oracle's: on random models, and on all strict 2x2 games.

The random models have two to five decision makers, options of one direction, conditions, ties, intransitive arcs, misperceived states, and
uncertain and strong preferences. A tenth of them, always the same, is compared whenever the tests run, all of them by ``make verify``.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations
from pathlib import Path

import pytest

from detente.conflict import COALITION_CONCEPTS, CONCEPTS, Model, Payoffs, analyse, analyse_coalitions, read_model
from detente.conflict.graph import moves
from tests.conflict.oracle_concepts import FurtherGame
from tests.conflict.random_forms import misperceiving_model
from tests.conflict.random_models import random_model, tenth
from tests.conflict.random_relations import graded_model, uncertain_model

UNCERTAIN = [f"{concept}-{variant}" for concept in CONCEPTS for variant in "abcd"]
STRONG = [f"{concept}-strong" for concept in CONCEPTS if concept != "nash"]
HORIZONS = (1, 2, 3, 7)

CHICKEN = Path(__file__).parent / "cases" / "chicken.json"


def check_crisp(model: Model, game: FurtherGame) -> None:
    """Moves, and the concepts that are shown unasked."""
    analysis = analyse(model)
    assert [int(state) for state in model.feasible_states()] == game.states
    for place in game.makers:
        for state in game.states:
            assert set(moves(model, place, state)) == game.moves[place][state]
        for concept in CONCEPTS:
            stable = tuple(state for state in game.states if game.is_stable(place, state, concept))
            assert analysis.stable_states(place, concept) == stable, (concept, place)


def check_further(model: Model, game: FurtherGame) -> None:
    """Simultaneous and far-sighted concepts."""
    at_once = ["sim", "seq-or-sim"] if model.is_option_form else []
    concepts = [*(f"l{horizon}" for horizon in HORIZONS), "non-myopic", *at_once]
    analysis = analyse(model, concepts)
    for place in game.makers:
        found = {concept: analysis.stable_states(place, concept) for concept in concepts}
        for horizon in HORIZONS:
            assert found[f"l{horizon}"] == tuple(s for s in game.states if game.limited(place, s, horizon)), horizon
        assert found["non-myopic"] == tuple(s for s in game.states if game.non_myopic(place, s))
        if at_once:
            sim = tuple(s for s in game.states if game.sim(place, s))
            assert found["sim"] == sim
            assert found["seq-or-sim"] == tuple(s for s in game.states if s in sim or game.is_stable(place, s, "seq"))


def check_coalitions(model: Model, game: FurtherGame) -> None:
    """All coalitions, under every concept."""
    found = analyse_coalitions(model, concepts=list(COALITION_CONCEPTS))
    assert sorted(found.coalitions) == sorted(part for size in game.makers for part in combinations(game.makers, size + 1))
    for members in found.coalitions:
        for concept in COALITION_CONCEPTS:
            stable = tuple(state for state in game.states if game.coalition(members, state, concept))
            assert found.stable_states(members, concept) == stable, (members, concept)


def check_related(model: Model, concepts: list[str]) -> None:
    """Uncertain or graded preference."""
    game, analysis = FurtherGame(model), analyse(model, concepts)
    for place in game.makers:
        for concept in concepts:
            stable = tuple(s for s in game.states if game.related(place, s, concept))
            assert analysis.stable_states(place, concept) == stable, (concept, place)


def check_everything(model: Model, uncertain: Model, graded: Model) -> None:
    game = FurtherGame(model)
    check_crisp(model, game)
    check_further(model, game)
    check_coalitions(model, game)
    check_related(uncertain, UNCERTAIN)
    check_related(graded, STRONG)


def check_seed(seed: int) -> None:
    model = misperceiving_model(seed) if seed % 4 == 1 else random_model(seed)
    check_everything(model, uncertain_model(seed), graded_model(seed))


@pytest.mark.parametrize("start", range(0, 2000, 200))
def test_a_tenth_of_the_random_models(start: int) -> None:
    for seed in tenth(start, start + 200):
        check_seed(seed)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 2000, 50))
def test_all_random_models(start: int) -> None:
    for seed in range(start, start + 50):
        check_seed(seed)


def test_the_random_models_are_of_every_kind() -> None:
    models = [misperceiving_model(seed) if seed % 4 == 1 else random_model(seed) for seed in range(200)]
    assert {len(model.decision_makers) for model in models} == {2, 3, 4, 5}
    assert {option.direction.value for model in models for option in model.options} == {"both", "taken-once", "given-up-once", "fixed"}
    by_options = [model for model in models if model.is_option_form]
    assert (len(models) - len(by_options), sum(1 for model in by_options if model.conditions)) == (67, 82)
    assert sum(1 for model in models if any(maker.misperceived for maker in model.decision_makers)) == 50


def strict_game(number: int) -> Model:
    """The 2x2 game of a number below 576: each player's strict order of the four outcomes."""
    orders = list(permutations((1, 2, 3, 4)))
    chicken = read_model(CHICKEN)
    row, column = chicken.decision_makers
    first, second = orders[number // 24], orders[number % 24]
    return replace(chicken, decision_makers=(replace(row, preferences=Payoffs(first)), replace(column, preferences=Payoffs(second))))


@pytest.mark.parametrize("offset", range(0, 576, 96))
def test_a_tenth_of_the_strict_games(offset: int) -> None:
    for number in tenth(offset, offset + 96):
        check_everything(strict_game(number), strict_game(number), strict_game(number))


@pytest.mark.slow
@pytest.mark.parametrize("offset", range(0, 576, 48))
def test_all_strict_games(offset: int) -> None:
    for number in range(offset, offset + 48):
        check_everything(strict_game(number), strict_game(number), strict_game(number))
