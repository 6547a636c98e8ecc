"""Columns of fibres: which states stand in them, and verdicts on models large enough that only changed columns are passed over again."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest

from detente.conflict import CONCEPTS, Model, analyse, check_table
from detente.conflict.fibres import Fibres, fibres_of

DIRECTIONS = ["both", "both", "both", "taken-once", "given-up-once", "fixed"]


def large_model(seed: int) -> Model:
    """A model of 1,024 state numbers with conditions across decision makers, one-way options, ties and misperceived states."""
    draw = Random(seed)
    owned = [[f"o{i}{j}" for j in range(count)] for i, count in enumerate([(5, 5), (4, 3, 3), (3, 3, 2, 2)][seed % 3])]
    ids = [option for own in owned for option in own]
    makers: list[dict[str, Any]] = []
    for i, own in enumerate(owned):
        options = [{"id": option, "name": option, "direction": draw.choice(DIRECTIONS) if seed % 2 else "both"} for option in own]
        makers.append({"name": f"D{i}", "options": options, "preferences": []})
        if seed % 4 == 3:
            makers[-1]["misperceived"] = [f"{draw.choice(ids)} and not {draw.choice(ids)} and {draw.choice(ids)}"]
    ruled_out = [[f"{draw.choice(['', 'not '])}{option}" for option in draw.sample(ids, 3)] for _ in range(seed)]
    conditions = [{"infeasible": " and ".join(literals)} for literals in ruled_out]
    plain = {"name": "large", "decision_makers": makers, "conditions": conditions}
    count = len(Model.from_dict(plain).feasible_states())
    for maker in makers:
        del maker["preferences"]
        maker["payoffs"] = draw.sample(range(count), count) if draw.random() < 0.7 else [draw.randrange(count // 4) for _ in range(count)]
    return Model.from_dict(plain)


@pytest.mark.parametrize("seed", [*range(6), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(6, 18))])
def test_every_verdict_on_a_large_model_follows_from_the_definitions(seed: int) -> None:
    model = large_model(seed)
    check_table(model, analyse(model, list(CONCEPTS)).verdicts)


def columns(fibres: Fibres) -> list[list[int]]:
    """Read the columns from top to bottom."""
    return [[int(fibres.order[start + k]) for start, stop in fibres.rows if start + k < stop] for k in range(fibres.width)]


def test_columns_hold_the_feasible_states_of_a_fibre_best_first() -> None:
    # Bits 0 and 1 are free; state 5 is infeasible, and of the fibre 8 to 11 only one state is feasible, so that it has no column.
    ranks = np.array([1, 3, 0, 2, 5, -1, 4, 4, -1, 6, -1, -1, 7, 8, 9, 9, *[-1] * 12, 3, 2, 1, 0], dtype=np.int32)
    fibres = fibres_of(ranks, free=0b11, taken_once=0, given_up_once=0)
    assert columns(fibres) == [[1, 3, 0, 2], [14, 15, 13, 12], [28, 29, 30, 31], [4, 6, 7]]
    assert columns(fibres.of(np.array([6]))) == [[4, 6, 7]]
    assert fibres.of(np.array([9])).width == 0
    found = fibres.preferred(np.arange(10, 10 + len(fibres.order), dtype=np.int32), np.minimum, 99)
    by_state = dict(zip(fibres.order.tolist(), found.tolist(), strict=True))
    assert [by_state[state] for state in (1, 3, 4, 6, 7, 14, 15)] == [99, 10, 99, 13, 13, 99, 99]


def test_one_way_options_have_a_column_for_each_combination() -> None:
    ranks = np.array([0, 1, 2, 3], dtype=np.int32)
    fibres = fibres_of(ranks, free=0b11, taken_once=0b10, given_up_once=0)
    assert columns(fibres) == [[3, 2, 1, 0], [3, 2]]
    assert fibres.own is not None
    assert sorted(fibres.order[fibres.own].tolist()) == [0, 1, 2, 3]
