"""Series between two sides: conflict and cooperation apart, words and deeds apart, volume and coverage beside them.

Every number is a sum over incidents, each counted once however often it is reported, weighted by intensity, so that a series opens the
incidents and through them the sentences. A period in which nobody wrote is a gap: unknown, not calm.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np

from detente.tension.intervals import LEVEL, Interval, Units, intervals, nothing_seen, usual_weights
from detente.tension.periods import By, all_periods, end_of, start_of
from detente.tension.sensitivity import Sensitivity
from detente.tension.sides import Dyad, Sides


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much was looked at in a period, on any subject.

    Parameters
    ----------
    documents
        Documents published, or rows of a data set; 0 makes the period a gap.
    outlets
        Outlets that published them, as far as they are known.
    days
        Days on which one was published.
    """

    documents: int = 0
    outlets: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """One day, week or month between two sides.

    Parameters
    ----------
    start, end
        Its first and last day, ISO dates; a week begins on Monday.
    documents, outlets, days
        Coverage (`Coverage`).
    incidents, reports
        Volume: incidents counted here, and the reports they were merged from. Imported rows are incidents each.
    conflict_words, conflict_deeds, cooperation_words, cooperation_deeds
        Sums of absolute weight; None in a gap in which nothing was dated either: nobody looked.
    intervals
        Lower and upper bound of the rate behind each sum, of ``conflict``, ``cooperation`` and ``net``; None in a gap.
    told
        Identifiers of the incidents, by day; none for imported rows.
    """

    start: str
    end: str
    documents: int
    outlets: int
    days: int
    incidents: int
    reports: int
    conflict_words: float | None
    conflict_deeds: float | None
    cooperation_words: float | None
    cooperation_deeds: float | None
    intervals: Mapping[str, Interval] | None
    told: tuple[str, ...] = ()

    @property
    def conflict(self) -> float | None:
        """Words and deeds of conflict together."""
        return _sum(self.conflict_words, self.conflict_deeds)

    @property
    def cooperation(self) -> float | None:
        """Words and deeds of cooperation together."""
        return _sum(self.cooperation_words, self.cooperation_deeds)

    @property
    def net(self) -> float | None:
        """Cooperation less conflict; None in a gap."""
        return None if self.cooperation is None or self.conflict is None else self.cooperation - self.conflict

    def per_hundred(self, measure: str) -> float | None:
        """Give ``conflict``, ``cooperation`` or ``net`` for every hundred documents (or rows) of the archive in the period.

        None where none was published: what is told of such a period was told later.
        """
        value: float | None = getattr(self, measure)
        return None if value is None or not self.documents else round(100 * value / self.documents, 3)


@dataclass(frozen=True, slots=True)
class Series:
    """The periods between two sides, without holes, from the first with a document or incident to the last.

    Parameters
    ----------
    sides
        Between whom.
    by
        How it is cut.
    weights
        What the weights are called.
    data_set
        The data set whose rows were counted; None for the archive's own readings.
    periods
        In order of time.
    undated
        Incidents that belong to the sides but to no single period: they are in no period's sum. For imported rows: none named.
    undated_count, undated_conflict, undated_cooperation
        How many, and sums over them.
    unweighted
        Imported rows without a weight, plain statements or of a code unknown to the ontology: counted as incidents, in no sum.
    opinion
        Whether events told only in opinion pieces are counted.
    unit
        What was resampled: ``documents`` or ``outlets``.
    sensitivity
        What other weights would make of it; None where it was not asked.
    """

    sides: Sides
    by: By
    weights: str
    data_set: str | None
    periods: tuple[Period, ...]
    undated: tuple[str, ...] = ()
    undated_count: int = 0
    undated_conflict: float = 0.0
    undated_cooperation: float = 0.0
    unweighted: int = 0
    opinion: bool = False
    unit: str = "documents"
    sensitivity: Sensitivity | None = None

    @property
    def dyad(self) -> Dyad:
        """The two sides' codes; a side of several as one text."""
        return ",".join(self.sides.first), ",".join(self.sides.second)

    @property
    def conflict_total(self) -> float:
        """All conflict between them, dated or not."""
        return math.fsum([self.undated_conflict, *(p.conflict or 0.0 for p in self.periods)])

    @property
    def cooperation_total(self) -> float:
        """All cooperation between them, dated or not."""
        return math.fsum([self.undated_cooperation, *(p.cooperation or 0.0 for p in self.periods)])

    def to_dict(self) -> dict[str, Any]:
        """Give the series as plain JSON values; what is unknown is None."""
        plain = {name: value for name, value in asdict(self).items() if name != "periods"}
        sums = ("conflict", "cooperation", "net")
        return {
            **plain,
            "sides": [list(self.sides.first), list(self.sides.second)],
            "directed": self.sides.directed,
            "conflict_total": self.conflict_total,
            "cooperation_total": self.cooperation_total,
            "interval_level": LEVEL,
            "per_hundred_of": "rows" if self.data_set else "documents",
            "periods": [
                {
                    **asdict(period),
                    **{name: getattr(period, name) for name in sums},
                    "per_hundred": {name: period.per_hundred(name) for name in sums},
                }
                for period in self.periods
            ],
        }

    def peaks(self, count: int = 3) -> tuple[Period, ...]:
        """Give the periods of the most conflict and cooperation together, most first; periods of nothing are none."""
        busy = [p for p in self.periods if p.incidents]
        return tuple(sorted(busy, key=lambda p: (-(p.conflict or 0) - (p.cooperation or 0), p.start))[:count])


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of a period between two sides: `Period`'s volume and sums, and the units to be resampled."""

    incidents: int
    reports: int
    sums: tuple[float, float, float, float]
    units: Units
    told: tuple[str, ...] = ()


def build_periods(
    told: Mapping[date, Told], coverage: Mapping[date, Coverage], by: By, unseen: Sequence[float], between: tuple[date, date] | None = None
) -> tuple[Period, ...]:
    """Put what was told and how much was looked at together, period by period, gaps included.

    Parameters
    ----------
    told, coverage
        By first day of the period.
    unseen
        What an incident not seen would weigh in each class, where the series has none of the class.
    between
        First and last day of the series; by default from the first period of which anything is known to the last.
    """
    known = sorted({*told, *coverage})
    if not known and between is None:
        return ()
    first, last = between or (known[0], known[-1])
    usual = usual_weights([told[start].units for start in sorted(told)], np.asarray(unseen, dtype=float))
    quiet = intervals(nothing_seen(), usual, date.min)  # alike for all periods in which nothing was told
    nothing = Told(0, 0, (0.0, 0.0, 0.0, 0.0), nothing_seen())
    periods = []
    for start in all_periods(first, last, by):
        seen, looked = told.get(start), coverage.get(start, Coverage())
        gap = seen is None and not looked.documents
        bounds = None if gap else intervals(seen.units, usual, start) if seen else quiet
        here = seen or nothing
        words, deeds, kind_words, kind_deeds = (None, None, None, None) if gap else here.sums
        periods.append(
            Period(
                start.isoformat(), end_of(start, by).isoformat(), looked.documents, looked.outlets, looked.days,
                here.incidents, here.reports, words, deeds, kind_words, kind_deeds, bounds, here.told,
            )
        )  # fmt: skip
    return tuple(periods)


def cover(documents: Iterable[tuple[str | None, str | None]], by: By) -> dict[date, Coverage]:
    """Count documents, outlets and days of publication by period.

    Parameters
    ----------
    documents
        Day of publication (ISO date) and outlet of each, None where unknown.
    by
        How to cut.
    """
    found: dict[date, list[tuple[str, str | None]]] = {}
    for day, outlet in documents:
        if day is not None:
            found.setdefault(start_of(date.fromisoformat(day), by), []).append((day, outlet))
    return {
        start: Coverage(len(here), len({outlet for _, outlet in here if outlet}), len({day for day, _ in here}))
        for start, here in sorted(found.items())
    }


def _sum(one: float | None, two: float | None) -> float | None:
    return None if one is None or two is None else one + two
