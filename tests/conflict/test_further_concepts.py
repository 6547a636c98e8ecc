"""Simultaneous and far-sighted stability against published cases, the oracle, and their certificate."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from detente.conflict import Model, Step, analyse, check, read_model, why
from detente.conflict.stability import concept_of
from detente.conflict.stability.non_myopic import settles
from detente.errors import CertificateError, ModelTooLarge, UsageError
from tests.conflict.random_models import random_model
from tests.conflict.test_certificate import opposite
from tests.conflict.test_stability import CASES, EXAMPLES, load

GAMES = [path for path in CASES if "L_h" in load(path)["expected"]]


@pytest.mark.parametrize("path", GAMES, ids=lambda path: path.stem)
def test_limited_moves_of_the_published_games(path: Path) -> None:
    model, expected = read_model(path), load(path)["expected"]["L_h"]
    assert set(expected) == set("123456")
    for horizon, states in expected.items():
        assert [model.label(state) for state in analyse(model, [f"L_{horizon}"]).equilibria(f"l{horizon}")] == states
    settled = [model.label(state) for state in analyse(model, ["non-myopic"]).equilibria("non-myopic")]
    assert settled == expected["6"]


def test_seq_or_sim_of_the_published_standoff() -> None:
    model = read_model(EXAMPLES / "north-korea-us-2017.toml")
    assert analyse(model, ["seq-or-sim"]).equilibria("seq-or-sim") == (0, 4, 5, 10)
    assert analyse(model, ["sim"]).equilibria("sim") == (0, 4, 5, 10)



@pytest.mark.parametrize("seed", range(16))
def test_what_nash_implies_and_what_not(seed: int) -> None:
    model = random_model(seed + 100)
    concepts = ["nash", "l1", "seq", *(["sim", "seq-or-sim"] if model.is_option_form else [])]
    analysis = analyse(model, concepts)
    for place in range(len(model.decision_makers)):
        stable = {concept: set(analysis.stable_states(place, concept)) for concept in concepts}
        assert stable["l1"] == stable["nash"]
        if model.is_option_form:
            assert stable["nash"] <= stable["sim"] <= stable["seq-or-sim"]
            assert stable["seq-or-sim"] == stable["seq"] | stable["sim"]


def test_nash_does_not_imply_looking_two_moves_ahead() -> None:
    model = read_model(EXAMPLES / "chicken.toml")
    assert analyse(model, ["nash"]).equilibria("nash") == (1, 2)
    assert analyse(model, ["l2"]).equilibria("l2") == ()


@pytest.mark.parametrize("seed", range(4))
def test_every_verdict_holds_and_its_opposite_does_not(seed: int) -> None:
    model = random_model(seed + 9100)
    for concept in ["l2", "l5", "non-myopic", *(["sim", "seq-or-sim"] if model.is_option_form else [])]:
        for place in range(len(model.decision_makers)):
            for state in [int(state) for state in model.feasible_states()][:4]:
                claim = why(model, state, place, concept)
                assert claim.stable == analyse(model, [concept]).is_stable(state, place, concept)
                check(model, claim)
                with pytest.raises(CertificateError):
                    check(model, opposite(claim))


def test_false_simultaneous_sanctions_are_refused() -> None:
    model = read_model(EXAMPLES / "north-korea-us-2017.toml")
    claim = why(model, 4, 0, "sim")
    (temptation,) = claim.temptations
    assert temptation.sanction == (Step(1, 4, 0),)
    for false in [(Step(1, 4, 8),), (Step(1, 5, 1),), (Step(0, 4, 5),), (Step(1, 4, 0), Step(1, 4, 0)), ()]:
        with pytest.raises(CertificateError):
            check(model, replace(claim, temptations=(replace(temptation, sanction=false),)))


def test_sentences() -> None:
    model = read_model(EXAMPLES / "chicken.toml")
    assert why(model, 3, "Row", "sim").sentence == (
        'Row stays at "Row swerves + Column swerves": it is tempted to drop "Row swerves", but at the same time Column could drop '
        '"Column swerves", a gain by itself, and together that leaves Row no better off.'
    )
    assert why(model, 3, "Row", "l2").sentence == (
        'Row, looking 2 moves ahead, leaves "Row swerves + Column swerves": it means to drop "Row swerves", and expects things to end '
        'in "Column swerves", which it prefers.'
    )
    assert why(model, 3, "Row", "non-myopic").sentence == (
        'Row, looking as far ahead as it likes, stays at "Row swerves + Column swerves": it is tempted to drop "Row swerves", but '
        'expects things to end then in "Row swerves", which is no better for it.'
    )


def test_expectations_that_go_round_are_stable_only_if_always() -> None:
    period = {settles(random_model(seed))[1] for seed in range(60)}
    assert 1 in period
    assert max(period) > 1


def test_what_cannot_be_asked() -> None:
    chicken = read_model(CASES[0])
    with pytest.raises(UsageError, match="SIM combines options, and this model lists states and arcs"):
        analyse(chicken, ["sim"])
    with pytest.raises(UsageError, match="SIM combines options"):
        why(chicken, 0, 0, "seq-or-sim")
    with pytest.raises(UsageError, match="a horizon of more than 1,000 moves"):
        concept_of("l1001")
    with pytest.raises(UsageError, match="no stability concept 'l0'"):
        concept_of("l0")
    big = {"name": "big", "decision_makers": [{"name": n, "options": [f"{n}{k}" for k in range(8)], "preferences": []} for n in "AB"]}
    with pytest.raises(ModelTooLarge, match=r"SIM combines the moves of all, and there are 65,536 feasible states; the limit is 16,384"):
        analyse(Model.from_dict(big), ["sim"])
    big["decision_makers"][0]["options"] += [f"more{k}" for k in range(2)]  # type: ignore[index]
    with pytest.raises(ModelTooLarge, match=r"L2 lists all moves, and A may have 268,173,312; the limit is 16,777,216"):
        analyse(Model.from_dict(big), ["l2"])
