"""What is shared by all that weighs what is told: how it fades, and that each incident counts once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

#: Days after which a fact counts half: positions of two years ago are still positions.
HALF_LIFE = 730


def age(day: str, today: str) -> int:
    """Give how many days ago something was; what is told of a later day is of today.

    Examples
    --------
    >>> age("2023-04-01", "2023-04-16"), age("2023-04-20", "2023-04-16")
    (15, 0)
    """
    return max((date.fromisoformat(today) - date.fromisoformat(day)).days, 0)


def fading(day: str | None, today: str | None) -> float:
    """Give the share that a fact still counts, 0 to 1; what has no date counts as one half-life old.

    Examples
    --------
    >>> fading("2021-04-16", "2023-04-16"), fading(None, "2023-04-16"), fading(None, None)
    (0.5, 0.5, 1.0)
    """
    if day is None or today is None:
        return 0.5 if today else 1.0
    return float(0.5 ** (age(day, today) / HALF_LIFE))


def sum_of_incidents(weights: Iterable[tuple[str, float]]) -> float:
    """Sum weights, of each incident the largest.

    Examples
    --------
    >>> sum_of_incidents([("a", 1.0), ("b", 0.5), ("a", 0.25)])
    1.5
    """
    best: dict[str, float] = {}
    for incident, weight in weights:
        best[incident] = max(best.get(incident, 0.0), weight)
    return sum(best[incident] for incident in sorted(best))
