"""Intervals that are read off a profile."""

from __future__ import annotations

import math

import numpy as np
import pytest

from benchmarks.answers import SETTINGS, simulate
from detente.tension.answers import find_answers
from detente.tension.answers.intervals import CHI_SQUARE, SHOWN, half_life
from detente.tension.answers.maximum import HALF_LIVES, Fitted


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


def test_the_base_reaches_down_to_what_the_highest_rates_leave() -> None:
    """All acts are base, or follow one: what the upper ends of the rates claim, the lower end of the base gives up."""
    counts = simulate(SETTINGS[3], np.random.default_rng(1))
    side = find_answers(counts).sides[0]
    assert side.base is not None
    assert side.own is not None
    a_day = side.acts / counts.days
    assert side.base.low < side.base.estimate < side.base.high
    assert side.base.low < 1.2 * a_day * (1 - side.own.high)
