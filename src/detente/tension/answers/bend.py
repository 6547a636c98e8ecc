"""How far the baseline bends: read from sums over weeks, in which what follows an act within days lies inside.

A baseline that is free to bend takes up much of what an act is followed by; one that is held too stiff leaves slow movement, which is
common to both sides, to the rates. How stiff is fitted beforehand, in a model of the sums of `BLOCK` days without any rates: a curve whose
changes from knot to knot are normal with an unknown variance, and negative binomial sums with a spread of their own, which holds what acts
add to each other within days. Fitted with the rates the curve would lose to them: two sides that rise together look like answers
that take long to fade.
"""

from __future__ import annotations

import numpy as np
from scipy.special import logsumexp

from detente.tension.answers.model import STEP_SPREAD, Array, Side, baseline, log_likelihood

BLOCK = 14  # days: whole weeks, so that their rhythm is inside too
#: Expected change of the log baseline from knot to knot.
BENDS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
#: Of the fortnights' sums, over which the likelihood is averaged.
_SPREADS = (0.0, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28)
STAY = 1.92  # fall of a log-likelihood up to which a bend is not rejected: half the chi-square's 95% point
_STEPS = 25  # of Newton's method at most; a handful do
_CLOSE = 1e-3


def likely_bend(sides: tuple[Side, Side], steps: tuple[int, ...]) -> float:
    """Give the largest bend of both sides' baselines that is not clearly less likely than the best.

    The largest, since slow movement that the baseline leaves over would be found as answers; one bend for both, since what is common to
    both does the harm, and two sides tell more of it than one.

    Parameters
    ----------
    sides
        Both sides.
    steps
        Days on which the level changes at once: what they explain need not be bent.
    """
    likely = np.sum([_likelihood(side, steps) for side in sides], axis=0)
    return BENDS[int(np.flatnonzero(likely >= likely.max() - STAY)[-1])]


def _likelihood(side: Side, steps: tuple[int, ...]) -> Array:
    """Give the log-likelihood of each of `BENDS` from one side's sums, each day having its share by how much was looked."""
    base = baseline(side, 1.0, steps)
    days = np.flatnonzero(side.known)
    looked = np.ones(len(days)) if side.coverage is None else np.exp(side.coverage)
    block = np.minimum(days // BLOCK, max(0, len(side.known) // BLOCK - 1))
    there, block = np.unique(block, return_inverse=True)
    member = np.zeros((len(there), len(days)))
    member[block, np.arange(len(days))] = looked
    exposure = member.sum(axis=1)
    slow = [*range(base.bends), *range(base.bends + 7, base.bends + 7 + len(steps))]  # the curve and the steps
    columns = (member / exposure[:, None]) @ base.columns[:, slow]
    sums = np.asarray(np.bincount(block, weights=side.acts, minlength=len(there)), dtype=np.float64)
    likely = np.array([[_evidence(sums, exposure, columns, base.bends, bend, spread) for spread in _SPREADS] for bend in BENDS])
    found: Array = logsumexp(likely, axis=1)
    return found


def _evidence(sums: Array, exposure: Array, columns: Array, bends: int, bend: float, spread: float) -> float:
    """Give the likelihood of a bend and a spread, the curve's weights integrated out (Laplace)."""
    size = columns.shape[1]
    rises = np.diff(np.eye(bends), axis=0)
    stiff = np.eye(size) / STEP_SPREAD**2
    stiff[:bends, :bends] = rises.T @ rises / bend**2
    weights = np.zeros(size)
    weights[:bends] = np.log(max(sums.sum(), 0.5) / exposure.sum())
    for _ in range(_STEPS):
        mean = exposure * np.exp(columns @ weights)
        weight = mean / (1 + spread * mean)
        information = (columns * weight[:, None]).T @ columns + stiff + 1e-9 * np.eye(size)
        step = np.linalg.solve(information, columns.T @ ((sums - mean) / (1 + spread * mean)) - stiff @ weights)
        weights = weights + np.clip(step, -1, 1)
        if np.abs(step).max() < _CLOSE:
            break
    value = log_likelihood(sums, exposure * np.exp(columns @ weights), spread)
    value -= 0.5 * float(weights @ stiff @ weights)
    return value - 0.5 * float(np.linalg.slogdet(information)[1]) - (bends - 1) * float(np.log(bend))
