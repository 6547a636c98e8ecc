"""The likelihood and its maximum against a slow oracle: double loops from the definition, and a numeric gradient."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from scipy.stats import nbinom, poisson

from benchmarks.answers import Setting, simulate
from detente.tension.answers.fit import fit_pair, fit_spread
from detente.tension.answers.intervals import threshold
from detente.tension.answers.maximum import HALF_LIVES, Problem, maximise, tilt
from detente.tension.answers.model import Array, Side, followed, log_likelihood

MIDDLE = 3


def side_of(setting: Setting, seed: int = 1) -> Side:
    counts = simulate(setting, np.random.default_rng(seed))
    first, second = (np.array(series, dtype=float) for series in (counts.first, counts.second))
    return Side(first, first, second, np.ones(counts.days, dtype=bool), np.arange(counts.days) % 7, None)


@pytest.fixture(scope="module")
def problem() -> Problem:
    first = side_of(Setting("pair", 200, (0.6, 0.6), ((0.3, 0.2), (0.2, 0.3)), 2.0, 0.4))
    second = replace(first, acts=first.other_past, own_past=first.other_past, other_past=first.own_past)
    return fit_pair(first, second).problems[0]


def slow_sums(counts: Array, half_life: float) -> list[float]:
    """Day by day from the definition, with the mean count on every day before the first."""
    keep = 2 ** (-1 / half_life)
    found = []
    for day in range(len(counts)):
        inside = sum((1 - keep) * keep ** (lag - 1) * counts[day - lag] for lag in range(1, day + 1))
        found.append(inside + keep**day * counts.mean())
    return found


@pytest.mark.parametrize("half_life", [0.25, 1.0, 5.0])
def test_what_followed_is_the_sum_of_the_definition(half_life: float) -> None:
    counts = np.random.default_rng(2).poisson(1.3, 80).astype(float)
    assert followed(counts, half_life) == pytest.approx(slow_sums(counts, half_life))


def test_one_act_is_followed_by_one_in_all_and_by_half_within_a_half_life() -> None:
    counts = np.zeros(400)
    counts[0] = 1.0
    response = followed(counts, 3.0) - counts.mean() * 2 ** (-np.arange(400) / 3.0)
    assert response.sum() == pytest.approx(1.0, abs=1e-6)
    assert response[1:4].sum() == pytest.approx(0.5)


@pytest.mark.parametrize("spread", [0.0, 0.7])
def test_the_likelihood_is_that_of_the_distribution(spread: float) -> None:
    draws = np.random.default_rng(3)
    acts, mean = draws.poisson(2.0, 50).astype(float), draws.uniform(0.5, 4.0, 50)
    one = poisson.logpmf(acts, mean) if not spread else nbinom.logpmf(acts, 1 / spread, 1 / (1 + spread * mean))
    constant = sum(math.lgamma(count + 1) for count in acts)
    assert log_likelihood(acts, mean, spread) - constant == pytest.approx(one.sum())


def slow_value(problem: Problem, point: Array) -> float:
    """The penalised and adjusted log-likelihood of a point, in loops."""
    base, size = problem.base, problem.base.columns.shape[1]
    total = 0.0
    for day, count in enumerate(problem.acts):
        level = math.exp(sum(base.columns[day][k] * point[k] for k in range(size)))
        mean = level + sum(problem.follows[MIDDLE][day][k] * point[size + k] for k in (0, 1))
        total += count * math.log(mean) - (count + 1 / problem.spread) * math.log(1 + problem.spread * mean)
    away = point[:size] - base.centre
    penalty = sum(away[i] * base.stiffness[i][j] * away[j] for i in range(size) for j in range(size)) / 2
    return total - penalty + tilt(problem, MIDDLE, float(point[size]))[0] + problem.round_trip[MIDDLE] * point[size + 1]


def test_at_the_maximum_no_slope_is_left(problem: Problem) -> None:
    fitted = maximise(problem, MIDDLE)
    point = np.concatenate([fitted.weights, fitted.rates])
    assert slow_value(problem, point) == pytest.approx(fitted.value)
    for place in range(len(point)):
        step = np.zeros(len(point))
        step[place] = 1e-4
        slope = (slow_value(problem, point + step) - slow_value(problem, point - step)) / 2e-4
        curvature = fitted.information[place, place]
        if place >= len(point) - 2 and point[place] == 0:
            assert slope <= 0
        else:
            assert abs(slope) / math.sqrt(curvature) < 0.02


def test_every_start_leads_to_the_same_maximum(problem: Problem) -> None:
    best = maximise(problem, MIDDLE)
    for rates in ((0.0, 0.0), (0.9, 0.0), (0.0, 2.0)):
        other = maximise(problem, MIDDLE, replace(best, weights=best.weights * 0 - 1.0, rates=np.array(rates)))
        assert other.value == pytest.approx(best.value, abs=1e-3)
        assert other.rates == pytest.approx(best.rates, abs=2e-3)


def test_a_held_rate_stays_where_it_is_held(problem: Problem) -> None:
    best = maximise(problem, MIDDLE)
    for value in (0.0, 0.5):
        held = maximise(problem, MIDDLE, best, (1, value))
        assert held.rates[1] == value
        assert held.value <= best.value + 1e-6


def test_the_adjustment_is_the_integral_of_the_expected_score(problem: Problem) -> None:
    """The slope at own is the sum over lags of leak times response; and so is the slope by the half-life (exact, not only near zero)."""
    own, half_life = 0.4, HALF_LIVES[MIDDLE]
    keep = 2 ** (-1 / half_life)
    counts = np.zeros(70)
    counts[0] = 1.0
    for day in range(1, 70):  # one act and all that follows from it
        counts[day] = own * sum((1 - keep) * keep ** (lag - 1) * counts[day - lag] for lag in range(1, day + 1))
    response = [sum((1 - keep) * keep ** (lag - 1) * counts[day - lag] for lag in range(1, day + 1)) for day in range(1, 61)]
    assert tilt(problem, MIDDLE, own)[1] == pytest.approx(float(problem.leak @ response))
    assert tilt(problem, MIDDLE, 0.0)[0] == 0.0


def test_spread_is_found_and_is_none_where_there_is_none() -> None:
    draws = np.random.default_rng(5)
    mean = np.full(3000, 2.0)
    assert fit_spread(draws.poisson(mean).astype(float), mean) < 0.05
    wide = draws.poisson(draws.gamma(2.0, mean / 2.0)).astype(float)
    assert fit_spread(wide, mean) == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize(("distance", "point"), [(0.0, 1.6424), (1.645, 2.7055), (9.0, 2.7055)])
def test_the_threshold_runs_from_the_mixture_to_the_chi_square(distance: float, point: float) -> None:
    assert threshold(distance) == pytest.approx(point, abs=2e-3)


@pytest.mark.parametrize("truth", [0.0, 0.4, 1.0, 3.0])
def test_the_threshold_holds_a_bounded_normal_quantity_nine_times_in_ten(truth: float) -> None:
    seen = truth + np.random.default_rng(6).standard_normal(40000)
    best = np.maximum(seen, 0.0)
    ratio = (seen - truth) ** 2 - (seen - best) ** 2
    assert np.mean(ratio <= threshold(truth)) == pytest.approx(0.9, abs=0.006)


def test_dates_do_not_matter_to_the_simulation() -> None:
    setting = Setting("small", 30, (0.5, 0.5))
    assert simulate(setting, np.random.default_rng(1)) == simulate(setting, np.random.default_rng(1))
    assert simulate(setting, np.random.default_rng(1)).start == date(2020, 1, 6)
