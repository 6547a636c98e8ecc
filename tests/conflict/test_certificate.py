"""The certificate accepts what the engine says and refuses what was tampered with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.conflict import CONCEPTS, Explanation, Model, Step, Temptation, check, check_path, check_preferred, why
from detente.errors import CertificateError
from tests.conflict.oracle import Game
from tests.conflict.random_models import random_model


@pytest.mark.parametrize("seed", range(24))
def test_every_verdict_of_the_engine_holds_and_its_opposite_does_not(seed: int) -> None:
    model = random_model(seed + 9000)
    states = [int(state) for state in model.feasible_states()][:12]
    for concept in CONCEPTS:
        for place in range(len(model.decision_makers)):
            for state in states:
                claim = why(model, state, place, concept)
                check(model, claim)
                with pytest.raises(CertificateError):
                    check(model, opposite(claim))


def opposite(claim: Explanation) -> Explanation:
    """The contrary verdict with the best witness that could be invented for it."""
    if claim.stable:
        bare = tuple(Temptation(temptation.improvement, None) for temptation in claim.temptations)
        return replace(claim, stable=False, temptations=bare)
    return replace(claim, stable=True)


def chain() -> Model:
    """A is tempted from s to a; B could answer by b, which is as bad, but A could then escape to c."""
    arcs = {"A": [["s", "a"], ["b", "c"]], "B": [["a", "b"]]}
    payoffs = {"A": [1, 2, 0, 3], "B": [0, 1, 2, 3]}
    plain = {"name": "chain", "decision_makers": ["A", "B"], "states": list("sabc"), "moves": arcs, "payoffs": payoffs}
    return Model.from_dict(plain)


def test_a_sanction_one_can_escape_is_none_under_smr() -> None:
    model = chain()
    claim = why(model, 0, "A", "gmr")
    assert claim.stable
    check(model, claim)
    with pytest.raises(CertificateError, match="countermove"):
        check(model, replace(claim, concept="smr"))
    assert not why(model, 0, "A", "smr").stable


@pytest.mark.parametrize(
    ("sanction", "message"),
    [
        ((Step(0, 1, 2),), "no move of the mover"),
        ((Step(1, 1, 3),), "no move of the mover"),
        ((Step(1, 1, 2), Step(0, 2, 3)), "the sanctioned takes part"),
        ((), "nothing is said to deter"),
    ],
)
def test_false_sanctions_are_refused(sanction: tuple[Step, ...], message: str) -> None:
    model = chain()
    claim = replace(why(model, 0, "A", "gmr"), temptations=(Temptation(1, sanction),))
    with pytest.raises(CertificateError, match=message):
        check(model, claim)


def test_paths_are_followed_step_by_step() -> None:
    model = chain()
    check_path(model, (Step(0, 0, 1), Step(1, 1, 2), Step(0, 2, 3)), improving=True)
    with pytest.raises(CertificateError, match="does not begin where the step before ended"):
        check_path(model, (Step(0, 0, 1), Step(0, 2, 3)))
    with pytest.raises(CertificateError, match="the same decision maker moved just before"):
        check_path(model, (Step(0, 0, 1), Step(0, 1, 2)))
    with pytest.raises(CertificateError, match="no improvement"):
        check_path(Model.from_dict(chain().to_dict() | {"payoffs": {}, "decision_makers": tied()}), (Step(0, 0, 1),), improving=True)


def tied() -> list[dict[str, object]]:
    return [{"name": name, "payoffs": [0, 0, 0, 0]} for name in "AB"]


@pytest.mark.parametrize("seed", range(30))
def test_preferences_are_judged_as_the_oracle_does(seed: int) -> None:
    model = random_model(seed + 700)
    game = Game(model)
    for place in game.makers:
        for a in game.states[:8]:
            for b in game.states[:8]:
                for strictly in (True, False):
                    holds = game.prefers(place, a, b) if strictly else not game.prefers(place, b, a)
                    if holds:
                        check_preferred(model, place, a, b, strictly=strictly)
                    else:
                        with pytest.raises(CertificateError):
                            check_preferred(model, place, a, b, strictly=strictly)
