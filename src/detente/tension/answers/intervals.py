"""Intervals: the profile of the likelihood, averaged over half-lives, with a threshold that minds the bound at zero.

Where nothing follows, the half-life means nothing, and the best of many half-lives would find something in noise. So the likelihood of
a rate is its profile at each half-life *averaged* over the half-lives (an integrated likelihood: Berger, Liseo & Wolpert, Statistical
Science 14, 1999), each logarithm of a half-life counting the same.

A rate cannot lie below zero. Near that bound twice the log-likelihood ratio is a mixture of chi-squares (Self & Liang, JASA 82, 1987):
at zero its 90% point is 1.64, far from zero it is 2.71; `threshold` gives it between, as Feldman & Cousins (Physical Review D 57, 1998)
do for a normal measurement of a quantity that is not negative.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.optimize import brentq
from scipy.special import logsumexp, ndtr

from detente.tension.answers.maximum import HALF_LIVES, MOST, Fitted, Problem, maximise
from detente.tension.answers.model import Array

LEVEL = 0.90
CHI_SQUARE = 2.705543  # 90% point with one degree of freedom
#: Twice the log-likelihood ratio of a half-life runs higher than a chi-square, as the baseline takes up part of what fades slowly and as a
#: half-life is shown only after a find. So much higher in simulations with other seeds than the benchmark's (a Bartlett factor).
SHOWN = 1.3
_NEGLIGIBLE = 6.0  # a half-life this much less likely (in log units) than the best adds nothing to the average
_POINTS = np.array([-2.8, -1.8, -0.9, 0.0, 0.9, 1.8, 2.8])  # standard errors from the best


@dataclass(frozen=True, slots=True)
class Rate:
    """A mean number of acts that follow one act.

    Parameters
    ----------
    estimate, low, high
        The most likely value and the ends of its 90% interval.
    chance
        How often a rate at least as clear is seen where nothing follows (one-sided p value).
    """

    estimate: float
    low: float
    high: float
    chance: float


@dataclass(frozen=True, slots=True)
class Length:
    """A half-life in days; an end that lies beyond `HALF_LIVES` is None."""

    estimate: float
    low: float | None
    high: float | None


def threshold(distance: float) -> float:
    """Give the 90% point of twice the log-likelihood ratio at a value so many standard errors above the bound.

    Examples
    --------
    >>> round(threshold(0.0), 3), round(threshold(1.0), 3), round(threshold(2.0), 3)
    (1.642, 2.463, 2.706)
    """
    if distance >= CHI_SQUARE**0.5:
        return CHI_SQUARE

    def missed(point: float) -> float:
        below = ndtr(-(point + distance**2) / (2 * distance)) if distance > 0 else 0.0
        return float(ndtr(-(point**0.5)) + below - (1 - LEVEL))

    return float(brentq(missed, 1.0, CHI_SQUARE + 0.1))


def rate_interval(problem: Problem, fits: tuple[Fitted, ...], which: int) -> tuple[Rate, float]:
    """Give a rate with its interval, and the logarithm of the baseline's mean that goes with the interval's upper end.

    Parameters
    ----------
    problem
        The side.
    fits
        Its maximum at each half-life.
    which
        0 ``own``, 1 ``answer``.
    """
    most = max(fit.value for fit in fits)
    likely = [at for at, fit in enumerate(fits) if fit.value > most - _NEGLIGIBLE]
    weights = np.array([fits[at].value for at in likely])
    weights = np.exp(weights - logsumexp(weights))
    centre = float(weights @ [fits[at].rates[which] for at in likely])
    error = float(np.sqrt(weights @ [_error(fits[at], which) ** 2 + (fits[at].rates[which] - centre) ** 2 for at in likely]))
    grid = np.unique(np.clip(centre + error * _POINTS, 0.0, MOST))
    grid = np.unique(np.concatenate([[0.0], grid]))
    curves = _profile(problem, fits, likely, which, grid)
    while curves[1][-1] > curves[1].max() - 2.5 and grid[-1] < MOST:  # the upper end is not reached yet
        more = np.array([min(grid[-1] + 2 * error, MOST)])
        grid = np.concatenate([grid, more])
        curves = np.hstack([curves, _profile(problem, fits, likely, which, more)])
    rate = _read_off(grid, *curves[:3])
    return rate, float(np.interp(rate.high, grid, curves[3]))


def _read_off(grid: Array, averaged: Array, best: Array, errors: Array) -> Rate:
    """Find where the likelihood falls to the threshold; the wider of the averaged one and the profile tells how far a rate may reach."""
    fine = np.linspace(grid[0], grid[-1], 2001)
    points = np.interp(fine, grid, [threshold(distance) for distance in grid / errors])
    estimate, low, high = 0.0, np.inf, 0.0
    for values in (best, averaged):  # the last one gives the estimate
        heights = CubicSpline(grid, values)(fine)
        held = fine[2 * (heights.max() - heights) <= points]
        estimate, low, high = float(fine[np.argmax(heights)]), min(low, float(held[0])), max(high, float(held[-1]))
    ratio = max(0.0, 2 * float(heights.max() - heights[0]))
    return Rate(estimate, low, high, float(ndtr(-(ratio**0.5))) if estimate > 0 else 0.5)


def _profile(problem: Problem, fits: tuple[Fitted, ...], likely: list[int], which: int, grid: Array) -> Array:
    """Give rows for values of a rate: the log-likelihood averaged over half-lives, the highest, the standard error, the log baseline."""
    values = np.empty((len(likely), len(grid)))
    errors, levels = np.empty_like(values), np.empty_like(values)
    for row, at in enumerate(likely):
        order = np.argsort(np.abs(grid - fits[at].rates[which]))
        near: dict[bool, Fitted] = {}
        for place in order:  # outwards, each fit from its neighbour's
            above = bool(grid[place] > fits[at].rates[which])
            near[above] = maximise(problem, at, near.get(above, fits[at]), (which, float(grid[place])))
            values[row, place] = near[above].value
            errors[row, place] = _error(near[above], which)
            levels[row, place] = np.log(near[above].level.mean())
    share = np.exp(values - logsumexp(values, axis=0))
    error, level = np.sqrt(np.sum(share * errors**2, axis=0)), np.sum(share * levels, axis=0)
    return np.array([logsumexp(values, axis=0), values.max(axis=0), error, level])


def _error(fit: Fitted, which: int) -> float:
    """Give the standard error of a rate, the other rate left where it is if it lies on its bound."""
    size = len(fit.weights)
    keep = [*range(size), size + which] + ([size + 1 - which] if fit.rates[1 - which] > 0 else [])
    matrix = fit.information[np.ix_(keep, keep)]
    unit = np.zeros(len(keep))
    unit[size] = 1.0
    return float(np.sqrt(max(np.linalg.solve(matrix + 1e-10 * np.eye(len(keep)), unit)[size], 1e-12)))


def half_life(fits: tuple[Fitted, ...]) -> Length:
    """Give the half-life with its interval, from the likelihood's profile over the grid."""
    logs = np.log(HALF_LIVES)
    curve = CubicSpline(logs, [fit.value for fit in fits])
    fine = np.linspace(logs[0], logs[-1], 1001)
    heights = curve(fine)
    inside = np.flatnonzero(2 * (heights.max() - heights) <= SHOWN * CHI_SQUARE)
    low, high = float(np.exp(fine[inside[0]])), float(np.exp(fine[inside[-1]]))
    return Length(
        float(np.exp(fine[np.argmax(heights)])),
        low if inside[0] > 0 else None,
        high if inside[-1] < len(fine) - 1 else None,
    )
