"""Intervals that are read off a profile."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.special import logsumexp

from benchmarks.answers import SETTINGS, simulate
from detente.tension.answers.fit import fit_pair
from detente.tension.answers.intervals import CHI_SQUARE, SHOWN, base_interval, half_life
from detente.tension.answers.maximum import BASE, HALF_LIVES, Fitted, maximise
from detente.tension.answers.model import Side


def fits_of(centre: float, error: float) -> tuple[Fitted, ...]:
    """Fits whose log-likelihood is a parabola in the logarithm of the half-life."""
    none = np.zeros(0)
    values = [-((math.log(h / centre) / error) ** 2) / 2 for h in HALF_LIVES]
    return tuple(Fitted(none, none, value, none, none, none) for value in values)


def test_a_half_life_reaches_as_far_as_its_widened_profile() -> None:
    length = half_life(fits_of(1.5, 0.3))
    reach = math.exp(0.3 * math.sqrt(SHOWN * CHI_SQUARE))
    assert (length.estimate, length.low, length.high) == pytest.approx((1.5, 1.5 / reach, 1.5 * reach), rel=0.01)


def test_an_end_beyond_the_grid_is_unknown() -> None:
    length = half_life(fits_of(4.0, 1.0))
    assert length.low is not None
    assert length.high is None


def test_the_interval_of_the_base_ends_where_its_likelihood_has_fallen() -> None:
    """Each end of the interval is held anew at every half-life; the wider of profile and average has just fallen so far."""
    counts = simulate(SETTINGS[3], np.random.default_rng(1))
    first, second = (np.array(series, dtype=float) for series in (counts.first, counts.second))
    one = Side(first, first, second, np.ones(counts.days, dtype=bool), np.arange(counts.days) % 7, None)
    pair = fit_pair(one, replace(one, acts=second, own_past=second, other_past=first))
    problem, fits = pair.problems[0], pair.fits[0]
    base = base_interval(problem, fits, alone=False)
    best = np.array([fit.value for fit in fits])
    for end in (base.low, base.high):
        there = [maximise(problem, at, fit, (BASE, math.log(end))) for at, fit in enumerate(fits)]
        assert [fit.level.mean() for fit in there] == pytest.approx([end] * len(fits))
        values = np.array([fit.value for fit in there])
        assert (values <= best + 1e-3).all()
        falls = 2 * (best.max() - values.max()), 2 * float(logsumexp(best) - logsumexp(values))
        assert min(falls) == pytest.approx(CHI_SQUARE, abs=0.35)
