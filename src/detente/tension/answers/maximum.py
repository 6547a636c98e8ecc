"""The most likely parameters at one half-life: Fisher scoring with bounds.

For a fixed half-life and spread the mean depends on the baseline's weights and on two numbers that may not fall below zero. Each step
solves the weighted normal equations of the parameters that are off their bounds, and is halved until the likelihood rises.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import dposv

from detente.tension.answers.model import Array, Baseline, mean_part

#: What may be held at a value: a rate, the logarithm of the baseline's mean, or both rates at once.
OWN, ANSWER, BASE, BOTH = 0, 1, 2, 3
#: Days in which what follows an act halves, evenly spaced by their logarithm. Below the first, all follows on the next day; beyond the
#: last, it cannot be told from a baseline that bends.
HALF_LIVES = tuple(float(h) for h in np.round(np.geomspace(0.25, 8.0, 8), 3))
LAGS = 60  # days over which a response is followed
_EXPONENTS = np.arange(1.0, LAGS + 1)
ROOT = 0.95  # at which the response to one act no longer fades
MOST = 20.0  # acts that may follow one act
_STEPS = 60
_HALVINGS = 15
_CLOSE = 1e-4  # gain of log-likelihood still to be had at which a fit ends: far below what an interval needs
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
        What is held at a value: a rate (`OWN`, `ANSWER`), the logarithm of the baseline's mean (`BASE`) or `BOTH` rates.
    """
    size = problem.base.columns.shape[1]
    free = np.ones(size + 2, dtype=bool)
    lift = held[1] if held is not None and held[0] == BASE else None
    if held is not None and lift is None:
        free[_rates(size, held[0])] = False
    point, (value, level, mean) = _begin(problem, at, start, held)
    information = _information(problem, at, level, mean)
    fresh, before = True, np.inf
    for _ in range(_STEPS):
        score = _score(problem, at, point, level, mean)
        step = _step(information, score, point, free, None if lift is None else rise(problem, level))
        if float(score @ step) < 2 * _CLOSE:
            break
        found = _search(problem, at, point, step, value, lift)
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
    """Give the point to begin at: where something is held elsewhere, all else is moved as the start's information says, if that helps."""
    size = problem.base.columns.shape[1]
    point = _start(problem) if start is None else np.concatenate([start.weights, start.rates])
    if held is None:
        return point, _value(problem, at, point)
    which, value = held
    moved = point.copy()
    if which == BASE:
        point = lifted(problem, point, value)
    else:
        point[_rates(size, which)] = value
    begun = point, _value(problem, at, point)
    if start is None or which == BOTH:
        return begun
    open_rates = [n for n in (OWN, ANSWER) if n != which and start.rates[n] > 0]
    rest = np.array([*range(size), *(size + n for n in open_rates)])
    among = start.information[np.ix_(rest, rest)]
    if which == BASE:
        kept = rise(problem, start.level)[rest]
        along = solve(among, kept)
        moved[rest] += np.clip((value - np.log(start.level.mean())) / (kept @ along) * along, -1, 1)
    else:
        moved[size + which] = value
        moved[rest] -= np.clip((value - start.rates[which]) * solve(among, start.information[rest, size + which]), -1, 1)
    moved[size:] = np.clip(moved[size:], 0.0, MOST)
    if which == BASE:
        moved = lifted(problem, moved, value)
    found = _value(problem, at, moved)
    return (moved, found) if found[0] > begun[1][0] else begun


def _rates(size: int, which: int) -> slice:
    """Give the places of the rates that are held; `size` is the number of weights."""
    return slice(size, size + 2) if which == BOTH else slice(size + which, size + which + 1)


def lifted(problem: Problem, point: Array, lift: float) -> Array:
    """Multiply the baseline so that the logarithm of its mean is `lift`: its splines sum to one, and its height has no penalty."""
    base = problem.base
    size = base.columns.shape[1]
    heights = base.columns @ point[:size]
    top = float(heights.max())
    moved = point.copy()
    moved[: base.bends] += lift - top - float(np.log(np.exp(heights - top).mean()))
    return moved


def rise(problem: Problem, level: Array) -> Array:
    """Give the slope of the logarithm of the baseline's mean by the weights, zero for the rates."""
    slope: Array = np.append(level @ problem.base.columns / level.sum(), [0.0, 0.0])
    return slope


def _start(problem: Problem) -> Array:
    base = problem.base
    weights = base.centre.copy()
    weights[: base.bends] = np.log(max(problem.acts.mean(), 1e-3) / 2)
    return np.concatenate([weights, [0.25, 0.25]])


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
    score[size] += tilt(problem, at, float(point[size]))[1]
    score[size + 1] += problem.round_trip[at] if point[size + 1] < 1 else 0.0
    return score


def _step(information: Array, score: Array, point: Array, free: NDArray[np.bool_], kept: Array | None) -> Array:
    """Solve for the parameters that move; a rate that would fall below zero goes to zero, and the others mind that.

    `kept` is the slope of what must stay as it is (Lagrange).
    """
    size = len(point) - 2
    moving = free.copy()
    step = np.zeros(size + 2)
    while True:
        which = np.flatnonzero(moving)
        rows = information[which]
        among, right = rows[:, which], score[which] - rows[:, ~moving] @ step[~moving]
        if kept is None:
            step[which] = solve(among, right)
        else:
            towards, along = solve(among, np.column_stack([right, kept[which]])).T
            step[which] = towards - along * (kept[which] @ towards) / (kept[which] @ along)
        stuck = moving & (point + step < 0)
        stuck[:size] = False
        if not stuck.any():
            return step
        step[stuck] = -point[stuck]
        moving &= ~stuck


def solve(matrix: Array, right: Array) -> Array:
    """Solve symmetric equations, the matrix held off singularity by a trace of itself."""
    ridged = matrix.copy()
    ridged.flat[:: len(matrix) + 1] += 1e-10 * float(matrix.trace()) / max(1, len(matrix))
    _, solved, failed = dposv(ridged, right)
    found: Array = np.asarray(np.linalg.solve(ridged, right) if failed else solved, dtype=np.float64)
    return found


def _search(
    problem: Problem, at: int, point: Array, step: Array, value: float, lift: float | None
) -> tuple[Array, tuple[float, Array, Array]] | None:
    """Go along a step, clipped at the bounds, as far as the likelihood rises."""
    size = len(point) - 2
    length = 1.0
    step = np.concatenate([np.clip(step[:size], -3, 3), step[size:]])
    for _ in range(_HALVINGS):
        trial = point + length * step
        trial[size:] = np.clip(trial[size:], 0.0, MOST)
        if lift is not None:
            trial = lifted(problem, trial, lift)
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
    likelihood = mean_part(problem.acts, mean, problem.spread)
    added = tilt(problem, at, float(point[size]))[0] + float(problem.round_trip[at] * min(point[size + 1], 1.0))
    return likelihood - 0.5 * float(away @ base.stiffness @ away) + added, level, mean


def tilt(problem: Problem, at: int, own: float) -> tuple[float, float]:
    """Give what is added to the log-likelihood for the baseline's looking ahead, zero at ``own`` zero, and its slope."""
    keep = 2.0 ** (-1.0 / HALF_LIVES[at])
    root = min(keep + (1 - keep) * own, ROOT)
    powers = np.exp(np.log(root) * _EXPONENTS)
    value = float(problem.leak @ ((powers - np.exp(np.log(keep) * _EXPONENTS)) / _EXPONENTS))
    return value, float(problem.leak @ powers) / root * (1 - keep) if root < ROOT else 0.0
