"""How far the baseline bends: little where nothing slow is in the counts, far where there is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.answers import NOTHING, SETTINGS, Setting, simulate
from detente.tension.answers.bend import BENDS, likely_bend
from detente.tension.answers.model import Side

NAMED = {setting.name: setting for setting in (*SETTINGS, *NOTHING)}


def sides_of(setting: Setting, seed: int = 1) -> tuple[Side, Side]:
    counts = simulate(setting, np.random.default_rng(seed))
    first, second = (np.array(series, dtype=float) for series in (counts.first, counts.second))
    one = Side(first, first, second, np.ones(counts.days, dtype=bool), np.arange(counts.days) % 7, None)
    return one, replace(one, acts=second, own_past=second, other_past=first)


@pytest.mark.parametrize("name", ["both answer, spread", "weekly sine", "3000 days, spread"])
def test_what_follows_within_days_does_not_bend_the_baseline(name: str) -> None:
    assert likely_bend(sides_of(NAMED[name]), ()) <= 0.2


@pytest.mark.parametrize("name", ["season, spread", "half-year, spread", "trend"])
def test_what_moves_in_months_does(name: str) -> None:
    assert likely_bend(sides_of(NAMED[name]), ()) >= 0.4


def test_a_step_that_is_let_in_needs_no_bend() -> None:
    sides = sides_of(NAMED["step to fourfold, spread"])
    assert likely_bend(sides, (300,)) < likely_bend(sides, ())


def test_coverage_that_moves_in_months_does_not() -> None:
    """The counts follow how much was looked; what is left over is flat."""
    looked = np.log(1 + 0.7 * np.sin(2 * np.pi * np.arange(730) / 365))
    sides = sides_of(NAMED["season, spread"])
    aware = (replace(sides[0], coverage=looked), replace(sides[1], coverage=looked))
    assert likely_bend(aware, ()) <= 0.2 < likely_bend(sides, ())


def test_days_on_which_nobody_looked_are_no_quiet_days() -> None:
    one, two = sides_of(NAMED["both answer, spread"])
    known = np.arange(len(one.known)) // 40 % 2 == 0
    gaps = tuple(replace(side, acts=side.acts[known], known=known) for side in (one, two))
    assert likely_bend((gaps[0], gaps[1]), ()) <= 0.2


def test_few_counts_leave_the_baseline_free() -> None:
    sides = sides_of(Setting("very few", 100, (0.2, 0.2)))
    assert likely_bend(sides, ()) >= BENDS[3]
