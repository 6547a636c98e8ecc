"""When the level of a series changed: binary segmentation of its weekly net score.

A stretch of weeks is cut where the two sides' own means fit it best, as long as the better fit outweighs a penalty of
``PENALTY * log(n)`` times the variance of the whole, the Bayesian information criterion of a changed mean
(Killick, Fearnhead & Eckley, JASA 107, 2012, discuss it and its exact relatives). Gaps are left out, not filled.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.tension.series import Series

FEWEST = 4  # weeks on either side of a change: fewer are a spike, not a level
PENALTY = 2.0  # a changed mean and its place: two parameters


@dataclass(frozen=True, slots=True)
class Change:
    """A change of level.

    Parameters
    ----------
    week
        Monday of the first week of the new level.
    before, after
        Mean weekly net score of the stretches on either side, up to the neighbouring changes.
    incidents
        Incidents of that week and the one before it, which made it visible.
    """

    week: str
    before: float
    after: float
    incidents: tuple[str, ...]


def find_changes(series: Series) -> tuple[Change, ...]:
    """Find the weeks in which the level of a series changed.

    Parameters
    ----------
    series
        A dyad's weeks; at least eight that are no gaps, else nothing is found.

    Returns
    -------
    tuple of Change
        In order of time.
    """
    weeks = [w for w in series.periods if w.net is not None]
    values = np.array([w.net for w in weeks], dtype=float)
    if len(values) < 2 * FEWEST or not values.var():
        return ()
    cost = PENALTY * float(np.log(len(values)) * values.var())
    cuts = sorted(_cut(values, 0, len(values), cost))
    edges = [0, *cuts, len(values)]
    return tuple(
        Change(
            week=weeks[cut].start,
            before=round(float(values[before:cut].mean()), 3),
            after=round(float(values[cut:after].mean()), 3),
            incidents=(*weeks[cut - 1].told, *weeks[cut].told),
        )
        for before, cut, after in zip(edges, cuts, edges[2:], strict=False)
    )


def _cut(values: np.ndarray, start: int, end: int, cost: float) -> list[int]:
    """Cut a stretch where that fits best, then both parts, until no cut is worth its cost."""
    places = np.arange(start + FEWEST, end - FEWEST + 1)
    if not len(places):
        return []
    sums = np.concatenate([[0.0], np.cumsum(values[start:end])])
    left, total, size = sums[places - start], sums[-1], end - start
    lengths = places - start
    # How much less the squares sum to with two means than with one.
    gains = left**2 / lengths + (total - left) ** 2 / (size - lengths) - total**2 / size
    best = int(np.argmax(gains))
    if gains[best] <= cost:
        return []
    place = int(places[best])
    return [*_cut(values, start, place, cost), place, *_cut(values, place, end, cost)]
