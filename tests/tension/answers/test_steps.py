"""Sudden changes of level are let into the baseline; self-exciting acts are not taken for them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from benchmarks.answers import NOTHING, SETTINGS, simulate
from detente.tension.answers import DailyCounts, find_answers
from detente.tension.answers.model import Array
from detente.tension.answers.steps import ENOUGH, clearest_step, step_scores

STEP = next(setting for setting in NOTHING if setting.name.startswith("step"))


def slow_scores(off: Array, weight: Array, slopes: Array, stiffness: Array, level: Array) -> list[float]:
    """Day by day with the step written out as a column."""
    found = []
    for day in range(len(off)):
        column = np.where(np.arange(len(off)) >= day, level, 0.0)
        mixed = slopes.T @ (weight * column)
        left = column @ (weight * column) - mixed @ np.linalg.solve((slopes.T * weight) @ slopes + stiffness, mixed)
        found.append(float((column @ off) ** 2 / left) if left > ENOUGH else 0.0)
    return found


def test_the_score_is_that_of_a_column_written_out() -> None:
    draws = np.random.default_rng(1)
    slopes, off, weight, level = draws.random((60, 3)), draws.standard_normal(60), draws.random(60) + 0.5, draws.random(60) + 0.5
    known = np.ones(70, dtype=bool)
    known[5:15] = False
    scores = step_scores(off, weight, slopes, np.eye(3), known, level)
    assert scores[known] == pytest.approx(slow_scores(off, weight, slopes, np.eye(3), level), rel=1e-5)
    assert not scores[5:15].any()


def test_an_outbreak_is_found_to_the_week_and_is_nobodys_answer() -> None:
    found = find_answers(simulate(STEP, np.random.default_rng(3)))
    assert len(found.steps) == 1
    assert abs(date.fromisoformat(found.steps[0]) - (date(2020, 1, 6) + timedelta(days=300))) <= timedelta(days=7)
    assert "doubtful" in found.warnings[0]
    assert [side.answer is not None and side.answer.chance >= 0.05 for side in found.sides] == [True, True]


def test_answers_and_seasons_are_hardly_ever_steps() -> None:
    """One series in twenty has a step by chance."""
    series = [simulate(setting, np.random.default_rng(seed)) for setting in (SETTINGS[3], NOTHING[5]) for seed in range(1, 4)]
    assert sum(bool(find_answers(counts).steps) for counts in series) <= 1


def test_no_step_is_looked_for_near_an_end_or_another() -> None:
    scores = np.full(60, 50.0)
    assert clearest_step(scores, ()) == 21
    assert clearest_step(scores, (30,)) is None


def test_one_act_after_months_of_nothing_is_no_step() -> None:
    """Where next to nothing is expected, a single act is far off; that is not yet a new level."""
    quiet = np.where(np.arange(400) < 200, np.arange(400) % 50 == 30, np.random.default_rng(1).random(400) < 0.4).astype(int)
    steady = np.random.default_rng(2).poisson(0.5, 400)
    found = find_answers(DailyCounts(("A", "B"), date(2020, 1, 1), tuple(map(int, quiet)), tuple(map(int, steady))))
    assert all(abs((date.fromisoformat(step) - date(2020, 1, 1)).days - 200) <= 21 for step in found.steps)


def test_a_constant_series_has_no_step() -> None:
    assert find_answers(DailyCounts(("A", "B"), date(2020, 1, 1), (1,) * 200, (1,) * 200)).steps == ()
