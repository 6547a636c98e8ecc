"""Both sides laid out and fitted: spread, steps of the baseline, and what the baseline takes up of an act's followers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.signal import lfilter

from detente.tension.answers.bend import likely_bend
from detente.tension.answers.maximum import ANSWER, HALF_LIVES, LAGS, OWN, ROOT, Fitted, Problem, maximise, solve, tilt
from detente.tension.answers.model import Array, Side, baseline, followed, log_likelihood
from detente.tension.answers.steps import clearest_step, step_scores

_MIDDLE = 3  # place of a middling half-life
_SPREADS = (1e-4, 20.0)


def leak(problem: Problem, fitted: Fitted) -> Array:
    """Give for each lag how much an act leaks into the baseline fitted for the days so long before it.

    A baseline is fitted to all days, later ones included. What followed from an act then stands on both sides of the equation, and
    ``own`` comes out too small, as in every autoregression about a fitted mean. The score of ``own`` at the truth has the mean
    ``-sum over l of leak(l) * (response after l days to one act)``; `tilt` takes it out (the adjustment of McCullagh & Tibshirani,
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
    return np.array([float(np.sum(left[:-lag] * right[lag:])) for lag in range(1, LAGS + 1)])


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


def prepare(side: Side, bend: float, steps: tuple[int, ...] = ()) -> Problem:
    """Lay out a side's problem, the baseline being so free to bend; its spread is fitted in turns with the mean."""
    follows = tuple(np.column_stack([followed(side.own_past, h), followed(side.other_past, h)])[side.known] for h in HALF_LIVES)
    base = baseline(side, bend, steps)
    problem = Problem(side.acts, base, follows, 0.0, side.known, np.zeros(LAGS), np.zeros(len(HALF_LIVES)))
    settled = _settle(problem, _MIDDLE, None)
    fits = fit_all(problem)
    at = max(range(len(fits)), key=lambda place: fits[place].value)
    settled = _settle(problem, at, fits[at])
    problem.leak = leak(problem, settled)
    slope = tilt(problem, at, float(settled.rates[OWN]))[1]
    problem.leak *= min(1.0, _most(settled, OWN) / max(slope, 1e-12))
    return problem


def prepare_pair(sides: tuple[Side, Side]) -> tuple[tuple[Problem, Problem], tuple[int, ...]]:
    """Lay out both sides' problems, and give the days on which both baselines may step."""
    steps: tuple[int, ...] = ()
    while True:
        bend = likely_bend(sides, steps)
        one, two = (prepare(side, bend, steps) for side in sides)
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
    unit = np.zeros(size + 1)
    unit[size] = 1.0
    return float(1 / np.sqrt(max(solve(fit.information[np.ix_(keep, keep)], unit)[size], 1e-12)))


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
    """Follow one act for `LAGS` days through both sides' most likely rates, and sum what the baseline takes up of the answers to it."""
    best = [max(range(len(fits)), key=lambda at: fits[at].value) for fits in (mine, others)]
    keep = np.array([2.0 ** (-1.0 / HALF_LIVES[at]) for at in best])
    rates = np.array([mine[best[0]].rates, others[best[1]].rates[::-1]])
    rates /= max(1.0, float(np.abs(np.linalg.eigvals(rates)).max()) / ROOT)
    acts = np.zeros((LAGS, 2))
    acts[0, 0] = 1.0
    past = np.zeros((2, 2))  # of either side's acts under either side's half-life
    for day in range(1, LAGS):
        past = keep[:, None] * past + (1 - keep[:, None]) * acts[day - 1]
        acts[day] = np.sum(rates * past, axis=1)
    found = []
    for half_life in HALF_LIVES:
        held = 2.0 ** (-1.0 / half_life)
        response = lfilter([1 - held], [1.0, -held], acts[:, 1])  # of day + 1
        found.append(float(problem.leak @ response))
    most = _most(mine[best[0]], ANSWER)
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
