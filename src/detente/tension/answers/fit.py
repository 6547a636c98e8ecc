"""The most likely parameters: Fisher scoring with bounds, for each half-life of a grid.

For a fixed half-life and spread the mean depends on the baseline's weights and on two numbers that may not fall below zero. Each step
solves the weighted normal equations of the parameters that are off their bounds, and is halved until the likelihood rises.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.signal import lfilter

from detente.tension.answers.model import Array, Baseline, Side, baseline, followed, log_likelihood
from detente.tension.answers.steps import clearest_step, step_scores

#: Days in which what follows an act halves, evenly spaced by their logarithm. Below the first, all follows on the next day; beyond the
#: last, it cannot be told from a baseline that bends.
HALF_LIVES = tuple(float(h) for h in np.round(np.geomspace(0.25, 8.0, 8), 3))
_MIDDLE = 3  # place of a middling half-life
_LAGS = 60  # days over which a response is followed
_EXPONENTS = np.arange(1.0, _LAGS + 1)
_ROOT = 0.95  # at which the response to one act no longer fades
MOST = 20.0  # acts that may follow one act
_STEPS = 60
_HALVINGS = 15
_CLOSE = 1e-4  # gain of log-likelihood still to be had at which a fit ends: far below what an interval needs
_SPREADS = (1e-4, 20.0)
_SLOW = 0.2  # a step that gains more than this of what the last one did asks for the information anew
_LEAST = 1e-10  # mean of a day: keeps the logarithm finite where a baseline falls to nothing


@dataclass(slots=True)
class Problem:
    """A side's acts with all that does not change from fit to fit.

    Parameters
    ----------
    acts
        Counts on the known days.
    base
        The baseline's columns.
    follows
        For each half-life, what followed from its own and from the other's acts, shape (days, 2).
    spread
        Of the negative binomial; 0: Poisson.
    known
        Which days of the whole series are known.
    leak
        How much of an act, lag by lag, the baseline takes up for the days before it (`leak`).
    round_trip
        For each half-life, the same for what comes back of an act through the other side's answers.
    """

    acts: Array
    base: Baseline
    follows: tuple[Array, ...]
    spread: float
    known: NDArray[np.bool_]
    leak: Array
    round_trip: Array


@dataclass(frozen=True, slots=True)
class Fitted:
    """A maximum.

    Parameters
    ----------
    weights
        Of the baseline's columns.
    rates
        ``own`` and ``answer``.
    value
        The log-likelihood less the penalty.
    mean
        Of each known day.
    information
        Fisher's information of weights and rates, penalty included.
    level
        The baseline of each known day.
    """

    weights: Array
    rates: Array
    value: float
    mean: Array
    information: Array
    level: Array


def maximise(problem: Problem, at: int, start: Fitted | None = None, held: tuple[int, float] | None = None) -> Fitted:
    """Find the most likely weights and rates at one half-life.

    Parameters
    ----------
    problem
        The side.
    at
        Place of the half-life in `HALF_LIVES`.
    start
        Where to begin; None: a level baseline and half of what could follow.
    held
        A rate (0 ``own``, 1 ``answer``) that is held at a value.
    """
    size = problem.base.columns.shape[1]
    free = np.ones(size + 2, dtype=bool)
    if held is not None:
        free[size + held[0]] = False
    point, (value, level, mean) = _begin(problem, at, start, held)
    information = _information(problem, at, level, mean)
    fresh, before = True, np.inf
    for _ in range(_STEPS):
        score = _score(problem, at, point, level, mean)
        step = _step(information, score, point, free)
        if float(score @ step) < 2 * _CLOSE:
            break
        found = _search(problem, at, point, step, value)
        gain = 0.0
        if found is not None:
            gain = found[1][0] - value
            point, (value, level, mean) = found
        elif fresh:
            break
        # The information changes little from step to step; where it does, steps stop to gain much less each than the last.
        fresh = gain > _SLOW * before or found is None
        if fresh:
            information = _information(problem, at, level, mean)
        before = gain
    if held is None:
        information = _information(problem, at, level, mean)
    return Fitted(point[:size], point[size:], value, mean, information, level)


def _begin(problem: Problem, at: int, start: Fitted | None, held: tuple[int, float] | None) -> tuple[Array, tuple[float, Array, Array]]:
    """Give the point to begin at: where a rate is held elsewhere, all else is moved as the start's information says, if that helps."""
    size = problem.base.columns.shape[1]
    point = _start(problem) if start is None else np.concatenate([start.weights, start.rates])
    if held is None:
        return point, _value(problem, at, point)
    place = size + held[0]
    away = held[1] - point[place]
    point[place] = held[1]
    begun = point, _value(problem, at, point)
    if start is None or not away:
        return begun
    rest = np.array([*range(size), *([2 * size + 1 - place] if point[2 * size + 1 - place] > 0 else [])])
    moved = point.copy()
    moved[rest] -= np.clip(away * _solve(start.information[np.ix_(rest, rest)], start.information[rest, place]), -1, 1)
    moved[size:] = np.clip(moved[size:], 0.0, MOST)
    value = _value(problem, at, moved)
    return (moved, value) if value[0] > begun[1][0] else begun


def _information(problem: Problem, at: int, level: Array, mean: Array) -> Array:
    """Give Fisher's information of weights and rates, the penalty included."""
    size = problem.base.columns.shape[1]
    root = 1.0 / np.sqrt(mean + problem.spread * mean**2)
    slopes = np.hstack([problem.base.columns * (level * root)[:, None], problem.follows[at] * root[:, None]])
    information: Array = slopes.T @ slopes
    information[:size, :size] += problem.base.stiffness
    return information


def _score(problem: Problem, at: int, point: Array, level: Array, mean: Array) -> Array:
    """Give the slope of what is maximised."""
    base = problem.base
    size = base.columns.shape[1]
    off = (problem.acts - mean) / (mean + problem.spread * mean**2)
    score: Array = np.concatenate([(level * off) @ base.columns - base.stiffness @ (point[:size] - base.centre), off @ problem.follows[at]])
    score[size] += _tilt(problem, at, float(point[size]))[1]
    score[size + 1] += problem.round_trip[at] if point[size + 1] < 1 else 0.0
    return score


def _step(information: Array, score: Array, point: Array, free: NDArray[np.bool_]) -> Array:
    """Solve for the parameters that move; a rate that would fall below zero goes to zero, and the others mind that."""
    size = len(point) - 2
    moving = free.copy()
    step = np.zeros(size + 2)
    while True:
        which, fixed = np.flatnonzero(moving), np.flatnonzero(~moving)
        step[which] = _solve(information[np.ix_(which, which)], score[which] - information[np.ix_(which, fixed)] @ step[fixed])
        stuck = moving & (point + step < 0)
        stuck[:size] = False
        if not stuck.any():
            return step
        step[stuck] = -point[stuck]
        moving &= ~stuck


def _solve(matrix: Array, right: Array) -> Array:
    ridged = matrix.copy()
    ridged.flat[:: len(matrix) + 1] += 1e-10 * np.trace(matrix) / max(1, len(matrix))
    solved: Array = np.asarray(np.linalg.solve(ridged, right), dtype=np.float64)
    return solved


def _search(problem: Problem, at: int, point: Array, step: Array, value: float) -> tuple[Array, tuple[float, Array, Array]] | None:
    """Go along a step, clipped at the bounds, as far as the likelihood rises."""
    size = len(point) - 2
    length = 1.0
    step = np.concatenate([np.clip(step[:size], -3, 3), step[size:]])
    for _ in range(_HALVINGS):
        trial = point + length * step
        trial[size:] = np.clip(trial[size:], 0.0, MOST)
        found = _value(problem, at, trial)
        if found[0] > value:
            return trial, found
        length /= 2
    return None


def _value(problem: Problem, at: int, point: Array) -> tuple[float, Array, Array]:
    base = problem.base
    size = base.columns.shape[1]
    level = np.exp(np.minimum(base.columns @ point[:size], 50.0))
    mean = np.maximum(level + problem.follows[at] @ point[size:], _LEAST)
    away = point[:size] - base.centre
    acts, spread = problem.acts, problem.spread
    if spread > 0:
        likelihood = float(acts @ np.log(mean) - (acts + 1 / spread) @ np.log1p(spread * mean))
    else:
        likelihood = float(acts @ np.log(mean) - mean.sum())
    tilt = _tilt(problem, at, float(point[size]))[0] + float(problem.round_trip[at] * min(point[size + 1], 1.0))
    return likelihood - 0.5 * float(away @ base.stiffness @ away) + tilt, level, mean


def _tilt(problem: Problem, at: int, own: float) -> tuple[float, float]:
    """Give what is added to the log-likelihood for the baseline's looking ahead, zero at ``own`` zero, and its slope."""
    keep = 2.0 ** (-1.0 / HALF_LIVES[at])
    root = min(keep + (1 - keep) * own, _ROOT)
    powers = np.exp(np.log(root) * _EXPONENTS)
    value = float(problem.leak @ ((powers - np.exp(np.log(keep) * _EXPONENTS)) / _EXPONENTS))
    return value, float(problem.leak @ powers) / root * (1 - keep) if root < _ROOT else 0.0


def leak(problem: Problem, fitted: Fitted) -> Array:
    """Give for each lag how much an act leaks into the baseline fitted for the days so long before it.

    A baseline is fitted to all days, later ones included. What followed from an act then stands on both sides of the equation, and
    ``own`` comes out too small, as in every autoregression about a fitted mean. The score of ``own`` at the truth has the mean
    ``-sum over l of leak(l) * (response after l days to one act)``; `_tilt` takes it out (the adjustment of McCullagh & Tibshirani,
    Journal of the Royal Statistical Society B 52, 1990).
    """
    size = len(fitted.weights)
    weight = 1.0 / (fitted.mean + problem.spread * fitted.mean**2)
    slopes = problem.base.columns * fitted.level[:, None]
    matrix = (slopes * weight[:, None]).T @ slopes + problem.base.stiffness
    left = np.zeros((len(problem.known), size))
    right = np.zeros_like(left)
    left[problem.known] = np.linalg.solve(matrix, slopes.T).T
    right[problem.known] = slopes * weight[:, None]
    return np.array([float(np.sum(left[:-lag] * right[lag:])) for lag in range(1, _LAGS + 1)])


def _start(problem: Problem) -> Array:
    base = problem.base
    weights = base.centre.copy()
    weights[: base.bends] = np.log(max(problem.acts.mean(), 1e-3) / 2)
    return np.concatenate([weights, [0.25, 0.25]])


def fit_spread(acts: Array, mean: Array, slopes: Array | None = None, stiffness: Array | None = None) -> float:
    """Give the most likely spread of counts about their means; 0 where a Poisson fits as well.

    Means that were fitted to the counts lie too close to them: with the slopes of the means by their parameters the likelihood is
    adjusted for it (Cox & Reid, Journal of the Royal Statistical Society B 49, 1987).
    """

    def gain(spread: float) -> float:
        weight = 1.0 / (mean + spread * mean**2)
        lost = 0.0
        if slopes is not None and stiffness is not None:
            matrix = (slopes * weight[:, None]).T @ slopes
            lost = 0.5 * float(np.linalg.slogdet(matrix + stiffness + 1e-9 * np.eye(len(matrix)))[1])
        return log_likelihood(acts, mean, spread) - lost

    best = minimize_scalar(lambda s: -gain(float(np.exp(s))), bounds=tuple(np.log(_SPREADS)), method="bounded", options={"xatol": 1e-2})
    return float(np.exp(best.x)) if -best.fun > gain(0.0) and best.x > np.log(_SPREADS[0]) + 0.1 else 0.0


def prepare(side: Side, steps: tuple[int, ...] = ()) -> Problem:
    """Lay out a side's problem; its spread is fitted in turns with the mean, at a half-life from the middle of the grid."""
    follows = tuple(np.column_stack([followed(side.own_past, h), followed(side.other_past, h)])[side.known] for h in HALF_LIVES)
    problem = Problem(side.acts, baseline(side, steps), follows, 0.0, side.known, np.zeros(_LAGS), np.zeros(len(HALF_LIVES)))
    settled = _settle(problem, _MIDDLE, None)
    problem.leak = leak(problem, settled)
    slope = _tilt(problem, _MIDDLE, float(settled.rates[0]))[1]
    problem.leak *= min(1.0, _most(settled, 0) / max(slope, 1e-12))
    return problem


def prepare_pair(sides: tuple[Side, Side]) -> tuple[tuple[Problem, Problem], tuple[int, ...]]:
    """Lay out both sides' problems, and give the days on which both baselines may step."""
    steps: tuple[int, ...] = ()
    while True:
        one, two = (prepare(side, steps) for side in sides)
        found = clearest_step(_steps_seen(one) + _steps_seen(two), steps)
        if found is None:
            return (one, two), steps
        steps = tuple(sorted((*steps, found)))


def _steps_seen(problem: Problem) -> Array:
    """Test for steps at the most likely half-life: at a wrong one what follows more slowly would look like a step."""
    fits = fit_all(problem)
    at = max(range(len(fits)), key=lambda place: fits[place].value)
    fitted = fits[at]
    weight = 1.0 / (fitted.mean + problem.spread * fitted.mean**2)
    slopes = np.hstack([problem.base.columns * fitted.level[:, None], problem.follows[at]])
    off = weight * (problem.acts - fitted.mean)
    return step_scores(off, weight, slopes, np.pad(problem.base.stiffness, (0, 2)), problem.known, fitted.level)


def _most(fit: Fitted, which: int) -> float:
    """Give the largest adjustment of a rate's score: one standard error's worth. Beyond that the data cannot bear an adjustment."""
    size = len(fit.weights)
    keep = [*range(size), size + which]
    matrix = fit.information[np.ix_(keep, keep)]
    unit = np.zeros(size + 1)
    unit[size] = 1.0
    return float(1 / np.sqrt(max(_solve(matrix, unit)[size], 1e-12)))


def fit_all(problem: Problem, near: tuple[Fitted, ...] = ()) -> tuple[Fitted, ...]:
    """Give the maximum at every half-life, beginning at fits that are near or each at its neighbour's."""
    fits: list[Fitted] = []
    for at in range(len(HALF_LIVES)):
        start = near[at] if near else fits[-1] if fits else None
        fits.append(maximise(problem, at, start))
    return tuple(fits)


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides' problems with their maxima, and the days of the whole series on which the baselines step."""

    problems: tuple[Problem, Problem]
    fits: tuple[tuple[Fitted, ...], tuple[Fitted, ...]]
    steps: tuple[int, ...]


def fit_pair(first: Side, second: Side) -> Pair:
    """Fit both sides, each minding what comes back of its acts through the other's answers."""
    problems, steps = prepare_pair((first, second))
    fits = (fit_all(problems[0]), fit_all(problems[1]))
    for side in (0, 1):
        problems[side].round_trip = _round_trip(problems[side], fits[side], fits[1 - side])
    again = (fit_all(problems[0], fits[0]), fit_all(problems[1], fits[1]))
    return Pair(problems, again, steps)


def _round_trip(problem: Problem, mine: tuple[Fitted, ...], others: tuple[Fitted, ...]) -> Array:
    """Follow one act for `_LAGS` days through both sides' most likely rates, and sum what the baseline takes up of the answers to it."""
    best = [max(range(len(fits)), key=lambda at: fits[at].value) for fits in (mine, others)]
    keep = np.array([2.0 ** (-1.0 / HALF_LIVES[at]) for at in best])
    rates = np.array([mine[best[0]].rates, others[best[1]].rates[::-1]])
    rates /= max(1.0, float(np.abs(np.linalg.eigvals(rates)).max()) / _ROOT)
    acts = np.zeros((_LAGS, 2))
    acts[0, 0] = 1.0
    past = np.zeros((2, 2))  # of either side's acts under either side's half-life
    for day in range(1, _LAGS):
        past = keep[:, None] * past + (1 - keep[:, None]) * acts[day - 1]
        acts[day] = np.sum(rates * past, axis=1)
    found = []
    for half_life in HALF_LIVES:
        held = 2.0 ** (-1.0 / half_life)
        response = lfilter([1 - held], [1.0, -held], acts[:, 1])  # of day + 1
        found.append(float(problem.leak @ response))
    most = _most(mine[best[0]], 1)
    bounded: Array = np.clip(np.array(found), -most, most)
    return bounded


def _settle(problem: Problem, at: int, start: Fitted | None) -> Fitted:
    """Fit mean and spread in turns."""
    fitted = maximise(problem, at, start)
    for _ in range(4):
        before = problem.spread
        which = [True] * len(fitted.weights) + [rate > 0 for rate in fitted.rates]
        slopes = np.hstack([problem.base.columns * fitted.level[:, None], problem.follows[at]])[:, which]
        stiff = np.pad(problem.base.stiffness, (0, 2))[np.ix_(which, which)]
        problem.spread = fit_spread(problem.acts, fitted.mean, slopes, stiff)
        fitted = maximise(problem, at, fitted)
        if abs(problem.spread - before) < 1e-3:
            break
    return fitted
