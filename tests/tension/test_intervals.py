"""Intervals hold the rate behind a sum as often as they say."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import poisson

from benchmarks.coverage import REGIMES, Regime, measure
from detente.tension.intervals import MEASURES, intervals, nothing_seen, units_of, usual_weights


def counts(number: int, weight: float = 1.0) -> np.ndarray:
    return np.tile([weight, 0.0, 0.0, 0.0], (number, 1))


def mid_p(number: int, tail: float) -> float:
    """The oracle: the rate at which as many or more (or fewer) are as unlikely as the tail, half of the count itself counted."""
    return float(brentq(lambda rate: poisson.cdf(number, rate) - poisson.pmf(number, rate) / 2 - tail, 1e-9, 10 * number + 20))


@pytest.mark.parametrize("number", [0, 1, 2, 5, 20, 59, 60, 61, 200])
def test_units_of_one_weight_have_the_exact_mid_p_interval_of_a_count(number: int) -> None:
    units = units_of(counts(number))
    found = np.array([intervals(units, np.ones(6), date(2000, 1, day))["conflict_words"] for day in range(1, 29)]).mean(axis=0)
    low = mid_p(number, 0.95) if number else 0.0
    assert found == pytest.approx([low, mid_p(number, 0.05)], rel=0.03, abs=0.02)


def test_many_units_are_drawn_as_few_are() -> None:
    weights = np.random.default_rng(3).choice([2.0, 3.5, 9.0], (60, 4)) * (np.arange(60)[:, None] % 4 == np.arange(4))
    each = units_of(weights)
    summed = type(each)(None, each.sums, each.squares)
    usual = usual_weights([each], np.ones(4))
    days = [date(2000, 1, day) for day in range(1, 29)]
    for name in MEASURES:
        one, two = (np.mean([intervals(units, usual, day)[name] for day in days], axis=0) for units in (each, summed))
        assert two == pytest.approx(one, rel=0.05, abs=0.05 * each.sums[4]), name


def test_nothing_told_is_not_nothing_there() -> None:
    bounds = intervals(nothing_seen(), np.array([2.0, 6.0, 3.0, 8.0, 4.0, 5.0]), date(2000, 1, 1))
    assert all(low == 0 and high > 0 for name, (low, high) in bounds.items() if name != "net")
    low, high = bounds["net"]
    assert low < 0 < high


def test_a_document_with_three_is_less_sure_than_three_documents() -> None:
    apart, together = units_of(counts(3)), units_of(counts(1, 3.0))
    (low, high), (lower, higher) = (intervals(u, np.ones(6), date(2000, 1, 1))["conflict"] for u in (apart, together))
    assert lower < low < high < higher


def test_intervals_are_the_same_again() -> None:
    units = units_of(counts(3))
    assert intervals(units, np.ones(6), date(2000, 1, 1)) == intervals(units, np.ones(6), date(2000, 1, 1))


@pytest.mark.parametrize(("regime", "rate"), [(REGIMES[1], 2.0), (REGIMES[1], 10.0), (REGIMES[2], 10.0), (REGIMES[3], 5.0)])
def test_simulated_weeks_are_covered(regime: Regime, rate: float) -> None:
    found = measure(regime, rate, 4)
    assert 0.85 <= (4 * found.classes + 2 * found.totals + found.net) / 7 <= 0.97
    assert found.bootstrap < 0.6
