"""Daily counts of two sides' acts towards each other: what the model of answers is fitted to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from detente.errors import UsageError


@dataclass(frozen=True, slots=True)
class DailyCounts:
    """Acts of two sides day by day, without holes.

    Parameters
    ----------
    sides
        Their codes or names, in the order of the counts.
    start
        The first day.
    first, second
        Acts of the one side (towards the other) and of the other, a day each; None where nobody looked.
    coverage
        How much was looked at each day (documents, rows of other dyads), above zero where a count is known; None: not known.

    Raises
    ------
    UsageError
        If the lengths differ, a count is negative or no whole number, or the two sides are one.
    """

    sides: tuple[str, str]
    start: date
    first: tuple[int | None, ...]
    second: tuple[int | None, ...]
    coverage: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        if self.sides[0] == self.sides[1]:
            raise UsageError(f"{self.sides[0]} is given twice; who answers whom is asked of two sides, such as KOR PRK")
        lengths = {len(self.first), len(self.second), len(self.first if self.coverage is None else self.coverage)}
        if len(lengths) > 1:
            raise UsageError(f"the counts of {self.sides[0]} and {self.sides[1]} and their coverage differ in length")
        for side, counts in zip(self.sides, (self.first, self.second), strict=True):
            for place, count in enumerate(counts):
                if count is not None and (count < 0 or count != int(count)):
                    day = self.start + timedelta(days=place)
                    raise UsageError(f"{side} on {day}: {count!r} is no count; give whole numbers from 0 on, nothing where nobody looked")

    @property
    def days(self) -> int:
        """How many days there are, known or not."""
        return len(self.first)

    @property
    def known(self) -> tuple[bool, ...]:
        """For each day whether both sides' counts are known and somebody looked."""
        looked = (1.0,) * self.days if self.coverage is None else self.coverage
        return tuple(a is not None and b is not None and c > 0 for a, b, c in zip(self.first, self.second, looked, strict=True))
