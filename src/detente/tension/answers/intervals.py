"""Intervals: the profile of the likelihood, averaged over half-lives, with a threshold that minds the bound at zero.

Where nothing follows, the half-life means nothing, and the best of many half-lives would find something in noise. So the likelihood of
a rate is its profile at each half-life *averaged* over the half-lives (an integrated likelihood: Berger, Liseo & Wolpert, Statistical
Science 14, 1999), each logarithm of a half-life counting the same.

A rate cannot lie below zero. Near that bound twice the log-likelihood ratio is a mixture of chi-squares (Self & Liang, JASA 82, 1987):
at zero its 90% point is 1.64, far from zero it is 2.71; `threshold` gives it between, as Feldman & Cousins (Physical Review D 57, 1998)
do for a normal measurement of a quantity that is not negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.optimize import brentq
from scipy.special import logsumexp, ndtr

from detente.tension.answers.maximum import ANSWER, BASE, BOTH, HALF_LIVES, MOST, OWN, Fitted, Problem, maximise, rise
from detente.tension.answers.model import Array

LEVEL = 0.90
CHI_SQUARE = 2.705543  # 90% point with one degree of freedom
#: Twice the log-likelihood ratio of a half-life runs higher than a chi-square, as the baseline takes up part of what fades slowly and as a
#: half-life is shown only after a find. So much higher in simulations with other seeds than the benchmark's (a Bartlett factor).
SHOWN = 1.3
_NEGLIGIBLE = 6.0  # a half-life this much less likely (in log units) than the best adds nothing to the average
_FALLEN = 2.5  # so far must a likelihood have fallen at the ends of a grid
_NOTHING = 0.02  # a base below this share of the acts is as good as none
_VAGUE = 1.0  # widest step of a grid for a logarithm
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
class Level:
    """Acts a day that the model puts down to nothing before them, with the ends of the 90% interval."""

    estimate: float
    low: float
    high: float


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


def rate_interval(problem: Problem, fits: tuple[Fitted, ...], which: int) -> Rate:
    """Give a rate with its interval.

    Parameters
    ----------
    problem
        The side.
    fits
        Its maximum at each half-life.
    which
        `OWN` or `ANSWER`.
    """
    likely, weights = _likely(fits)
    centre, error = _spread_out(weights, [fits[at].rates[which] for at in likely], [_error(fits[at], which) for at in likely])
    grid = np.unique(np.concatenate([[0.0], np.clip(centre + error * _POINTS, 0.0, MOST)]))
    curves = _profile(problem, fits, likely, which, grid)
    while curves[1][-1] > curves[1].max() - _FALLEN and grid[-1] < MOST:  # the upper end is not reached yet
        more = np.array([min(grid[-1] + 2 * error, MOST)])
        grid = np.concatenate([grid, more])
        curves = np.hstack([curves, _profile(problem, fits, likely, which, more)])
    fine = np.linspace(grid[0], grid[-1], 2001)
    points = np.interp(fine, grid, [threshold(distance) for distance in grid / curves[2]])
    estimate, low, high, height = _read_off(grid, curves, fine, points)
    return Rate(estimate, low, high, float(ndtr(-(height**0.5))) if estimate > 0 else 0.5)


def base_interval(problem: Problem, fits: tuple[Fitted, ...], *, alone: bool) -> Level:
    """Give the mean of the baseline over the known days with its interval, from the profile of its logarithm.

    Parameters
    ----------
    problem, fits
        As for `rate_interval`.
    alone
        Whether the intervals of both rates hold zero: then all may be base, and its interval may not leave that out.
    """
    likely, weights = _likely(fits)
    logs, errors = zip(*(log_level(problem, fits[at]) for at in likely), strict=True)
    centre, error = _spread_out(weights, logs, errors)
    error = min(error, _VAGUE)
    grid = centre + error * _POINTS
    curves = _profile(problem, fits, likely, BASE, grid)
    nothing = np.log(_NOTHING * problem.acts.mean())
    while curves[1][0] > curves[1].max() - _FALLEN and grid[0] > nothing:
        more = np.array([grid[0] - error])
        grid, curves = np.concatenate([more, grid]), np.hstack([_profile(problem, fits, likely, BASE, more), curves])
    while curves[1][-1] > curves[1].max() - _FALLEN:
        more = np.array([grid[-1] + error / 2])
        grid, curves = np.concatenate([grid, more]), np.hstack([curves, _profile(problem, fits, likely, BASE, more)])
    fine = np.linspace(grid[0], grid[-1], 2001)
    points = np.full(len(fine), CHI_SQUARE)
    ends = np.setdiff1d(_read_off(grid, curves, fine, points)[:3], grid)
    grid, curves = np.append(grid, ends), np.hstack([curves, _profile(problem, fits, likely, BASE, ends)])
    order = np.argsort(grid)  # the bounds of the rates bend the likelihood sharply: what was read off is looked at again
    estimate, low, high, _ = _read_off(grid[order], curves[:, order], fine, points)
    if alone:
        high = max(high, float(np.log(maximise(problem, likely[0], fits[likely[0]], (BOTH, 0.0)).level.mean())))
    return Level(float(np.exp(estimate)), float(np.exp(low)) if low > fine[0] else 0.0, float(np.exp(high)))


def _likely(fits: tuple[Fitted, ...]) -> tuple[list[int], Array]:
    """Give the half-lives that add to an average, and how much each does."""
    most = max(fit.value for fit in fits)
    likely = [at for at, fit in enumerate(fits) if fit.value > most - _NEGLIGIBLE]
    values = np.array([fits[at].value for at in likely])
    return likely, np.exp(values - logsumexp(values))


def _spread_out(weights: Array, values: Sequence[float], errors: Sequence[float]) -> tuple[float, float]:
    """Give mean and standard error of a mixture."""
    centre = float(weights @ np.array(values))
    return centre, float(np.sqrt(weights @ (np.array(errors) ** 2 + (np.array(values) - centre) ** 2)))


def _read_off(grid: Array, curves: Array, fine: Array, points: Array) -> tuple[float, float, float, float]:
    """Find where the likelihood falls to the points; the wider of the averaged one and the profile tells how far a value may reach.

    Gives the most likely value, both ends and twice the fall from the most likely value to the first of all.
    """
    estimate, low, high = 0.0, np.inf, -np.inf
    for values in (curves[1], curves[0]):  # the last one gives the estimate
        heights = CubicSpline(grid, values)(fine)
        held = fine[2 * (heights.max() - heights) <= points]
        estimate, low, high = float(fine[np.argmax(heights)]), min(low, float(held[0])), max(high, float(held[-1]))
    return estimate, low, high, max(0.0, 2 * float(heights.max() - heights[0]))


def _profile(problem: Problem, fits: tuple[Fitted, ...], likely: list[int], which: int, grid: Array) -> Array:
    """Give rows for values of a parameter: the log-likelihood averaged over half-lives, the highest, the standard error of a rate."""
    values = np.empty((len(likely), len(grid)))
    errors = np.zeros_like(values)
    for row, at in enumerate(likely):
        best = float(np.log(fits[at].level.mean())) if which == BASE else float(fits[at].rates[which])
        near: dict[bool, Fitted] = {}
        for place in np.argsort(np.abs(grid - best)):  # outwards, each fit from its neighbour's
            above = bool(grid[place] > best)
            near[above] = maximise(problem, at, near.get(above, fits[at]), (which, float(grid[place])))
            values[row, place] = near[above].value
            if which != BASE:
                errors[row, place] = _error(near[above], which)
    share = np.exp(values - logsumexp(values, axis=0))
    return np.array([logsumexp(values, axis=0), values.max(axis=0), np.sqrt(np.sum(share * errors**2, axis=0))])


def log_level(problem: Problem, fit: Fitted) -> tuple[float, float]:
    """Give the logarithm of the baseline's mean at one half-life, and its standard error."""
    slope = rise(problem, fit.level)
    keep = [*range(len(fit.weights)), *(len(fit.weights) + n for n in (OWN, ANSWER) if fit.rates[n] > 0)]
    matrix = fit.information[np.ix_(keep, keep)] + 1e-10 * np.eye(len(keep))
    return float(np.log(fit.level.mean())), float(np.sqrt(slope[keep] @ np.linalg.solve(matrix, slope[keep])))


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
