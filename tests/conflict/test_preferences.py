"""Ranks: exact for any number of statements and any size of number."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.conflict import Model, analyse
from detente.conflict.preferences import check_payoffs, dense_ranks, rank_by_groups, rank_by_payoffs, rank_by_statements
from detente.conflict.relations import floors
from detente.errors import ModelError


def ranks_of(scores: list[int]) -> list[int]:
    levels = sorted(set(scores))
    return [levels.index(score) for score in scores]


@given(st.integers(0, 140), st.integers(1, 12), st.randoms(use_true_random=False))
def test_statements_rank_as_their_scores_do(statements: int, states: int, draw: object) -> None:
    rows = [[bool(draw.getrandbits(1)) for _ in range(states)] for _ in range(statements)]  # type: ignore[attr-defined]
    scores = [sum(2 ** (statements - j) for j, row in enumerate(rows, 1) if row[state]) for state in range(states)]
    assert rank_by_statements([np.array(row, dtype=np.bool_) for row in rows], states).tolist() == ranks_of(scores)


def test_the_last_of_200_statements_still_decides() -> None:
    # 2^199 and 2^199 + 1 are one number in floating point and none in 64 bits.
    rows = [np.array([True, True])] + [np.array([False, False])] * 198 + [np.array([False, True])]
    assert rank_by_statements(rows, 2).tolist() == [0, 1]


def test_many_statements_in_a_model() -> None:
    statements = ["a", *["a and not a"] * 100, "b"]
    model = Model.from_dict({"name": "many", "decision_makers": [{"name": "A", "options": ["a", "b"], "preferences": statements}]})
    assert model.ranks("A").tolist() == [0, 2, 1, 3]
    assert analyse(model).equilibria("nash") == (3,)


@given(st.lists(st.one_of(st.integers(), st.integers(-(2**80), 2**80), st.floats(allow_nan=False, allow_infinity=False)), min_size=1))
def test_payoffs_rank_as_numbers_do(values: list[int | float]) -> None:
    levels = sorted(set(values))
    assert rank_by_payoffs(values).tolist() == [levels.index(value) for value in values]


def test_large_integers_beside_floats_stay_exact() -> None:
    assert rank_by_payoffs([2**53, 2**53 + 1, 0.5]).tolist() == [1, 2, 0]


@given(st.lists(st.integers(-(2**62), 2**62), max_size=30))
def test_dense_ranks_keep_the_order(scores: list[int]) -> None:
    assert dense_ranks(np.array(scores, dtype=np.int64)).tolist() == ranks_of(scores)


def test_groups_rank_best_first() -> None:
    assert rank_by_groups([[2], [0, 3]], 4).tolist() == [0, -1, 1, 0]


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), True, "3", None])
def test_what_is_no_number_is_named(wrong: object) -> None:
    with pytest.raises(ModelError, match=r"payoffs\[1\]: .* is no number"):
        check_payoffs([1, wrong], "payoffs")


def test_ranks_of_feasible_states_have_no_gaps() -> None:
    # "a and b" holds in no feasible state, so no rank is kept free for it, and strong preference finds the rank below.
    makers = [
        {"name": "A", "options": ["a", "b"], "preferences": ["a and b", "a", "b"], "strong": 2},
        {"name": "B", "options": ["c"], "preferences": ["c"]},
    ]
    model = Model.from_dict({"name": "gap", "decision_makers": makers, "conditions": [{"exclusive": ["a", "b"]}]})
    assert model.ranks("A").tolist() == [0, 2, 1, -1, 0, 2, 1, -1]
    assert floors(model, 0).tolist() == [-1, -1, 1]
