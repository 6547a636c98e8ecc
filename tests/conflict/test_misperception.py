"""Misperceived states: one's own moves into and out of them are dropped, everywhere; the moves of the others stay."""

from __future__ import annotations

from typing import Any

import pytest

from detente.conflict import CONCEPTS, Model, StatusQuoAnalysis, analyse, check, check_path, model_table, parse_model, to_toml, why
from detente.conflict.graph import moves
from detente.errors import CertificateError, ModelError, StatementSyntaxError
from tests.conflict.random_forms import misperceiving_model


@pytest.mark.parametrize("seed", range(12))
def test_reasons_pass_the_certificate_and_paths_avoid_what_the_mover_misperceives(seed: int) -> None:
    model = misperceiving_model(seed)
    states = [int(state) for state in model.feasible_states()][:10]
    for place in range(len(model.decision_makers)):
        for concept in ("nash", "smr", "seq"):
            for state in states:
                check(model, why(model, state, place, concept))
    paths = StatusQuoAnalysis(model)
    for state in states:
        found = paths.to(state)
        for path, improving in ((found.by_moves or (), False), (found.by_improvements or (), True)):
            check_path(model, path, improving=improving)
            for step in path:
                hidden = model.misperceived(step.mover)
                assert hidden is None or not hidden[[step.start, step.end]].any()


def two(**changed: Any) -> Model:
    """A sees no state in which B answers as it is."""
    plain: dict[str, Any] = {
        "name": "two",
        "decision_makers": [
            {"name": "A", "options": ["go"], "preferences": ["go"], "misperceived": ["answer"]},
            {"name": "B", "options": ["answer"], "preferences": ["answer"]},
        ],
        "status_quo": [],
    }
    plain["decision_makers"][0] |= changed
    return Model.from_dict(plain)


def test_the_others_still_move_there() -> None:
    model = two()
    assert [moves(model, 0, state) for state in range(4)] == [(1,), (0,), (), ()]
    assert [moves(model, 1, state) for state in range(4)] == [(2,), (3,), (0,), (1,)]
    assert analyse(model).stable_states("A", "nash") == (1, 2, 3)


def test_a_move_into_what_is_misperceived_is_no_step_of_a_path() -> None:
    model = two()
    path = StatusQuoAnalysis(two(misperceived=[]), 2).to(3).by_moves
    assert path is not None
    with pytest.raises(CertificateError, match="no move of the mover"):
        check_path(model, path)
    assert StatusQuoAnalysis(model, 2).to(3).by_moves is not None  # by way of what A sees


def test_all_concepts_hold_where_nothing_is_seen() -> None:
    model = two(misperceived=["go or not go"])
    for concept in CONCEPTS:
        assert analyse(model, [concept]).stable_states("A", concept) == (0, 1, 2, 3)


@pytest.mark.parametrize("seed", range(30))
def test_they_survive_a_round_trip(seed: int) -> None:
    model = misperceiving_model(seed)
    assert Model.from_dict(model.to_dict()) == model
    assert parse_model(to_toml(model), "model.toml") == model


def test_evidence_of_a_misperception_is_kept_and_shown() -> None:
    model = two(misperceived=[{"statement": "answer", "assumed": True, "note": "no observers there"}])
    assert model.to_dict()["decision_makers"][0]["misperceived"] == [{"statement": "answer", "assumed": True, "note": "no observers there"}]
    assert parse_model(to_toml(model)) == model
    assert "no observers there" in model_table(model)


def test_wrong_misperceptions_are_named() -> None:
    with pytest.raises(StatementSyntaxError, match=r"decision_makers\[0\] \(A\)\.misperceived\[0\]\.statement: 'anser', column 1"):
        two(misperceived=["anser"])
    explicit = {
        "name": "arcs",
        "decision_makers": [{"name": "A", "payoffs": [0, 1], "misperceived": ["z"]}],
        "states": ["x", "y"],
        "moves": {"A": [["x", "y"]]},
    }
    with pytest.raises(ModelError, match=r"decision_makers\[0\] \(A\)\.misperceived\[0\]: there is no state 'z'"):
        Model.from_dict(explicit)
