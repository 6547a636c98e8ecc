"""From reports to series: what is counted, in which period, by which weight, and which document answers for it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date

import numpy as np

from detente.archive import Report, merge_reports
from detente.errors import UsageError
from detente.ontology import is_deed
from detente.records import Incident
from detente.tension.intervals import CLASSES, units_of
from detente.tension.periods import By, period_of
from detente.tension.sensitivity import Key, compare_weights
from detente.tension.series import Series, Told, build_periods, cover
from detente.tension.sides import Dyad, Sides, dyads_of
from detente.tension.weights import PLOVER, Weights, typical

UNITS = ("documents", "outlets")
Published = Iterable[tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class _Counted:
    """An incident as a series counts it: its kind, its weight, the unit that told it first, its reports."""

    incident: Incident
    key: Key
    weight: float
    unit: str
    reports: tuple[Report, ...]


def series_of_reports(
    reports: Iterable[Report],
    published: Published,
    sides: Sides,
    *,
    by: By = By.WEEK,
    weights: Weights = PLOVER,
    unit: str = "documents",
    include_opinion: bool = False,
    between: tuple[str, str] | None = None,
) -> Series:
    """Measure what passed between two sides, as far as it was reported.

    Parameters
    ----------
    reports
        In any order; only what is asserted counts, and nothing historical.
    published
        Day of publication and outlet of every document of the archive, for coverage.
    sides
        Between whom.
    by
        Days, weeks or months.
    weights
        What incidents weigh.
    unit
        What is resampled for the intervals: ``documents`` or ``outlets``.
    include_opinion
        Count also what only opinion pieces tell.
    between
        First and last day (ISO dates): only incidents and documents of these days, and all periods between them.

    Examples
    --------
    >>> series_of_reports([], [("2018-06-12", "Daily")], Sides(("KOR",), ("PRK",)), by=By.MONTH).periods[0].conflict
    0.0
    """
    if unit not in UNITS:
        raise UsageError(f"{unit!r} cannot be resampled; it is {' or '.join(UNITS)}")
    taken = [c for c in _counted(reports, weights, unit, include_opinion) if sides.takes(c.incident)]
    documents = list(published)
    if between is not None:
        taken = [c for c in taken if _inside(c.incident, between)]
        documents = [(day, outlet) for day, outlet in documents if day is not None and between[0] <= day <= between[1]]
    return _series(sides, taken, documents, by, weights, unit, include_opinion, between)


def weekly_series(
    reports: Iterable[Report],
    published: Published,
    *,
    include_opinion: bool = False,
    sides: Set[str] | None = None,
    incidents: Iterable[Incident] | None = None,
) -> tuple[Series, ...]:
    """Measure every dyad week by week, by PLOVER's weights.

    Parameters
    ----------
    reports
        Events of any status; only asserted ones count.
    published
        Day of publication and outlet of every document of the archive, for coverage.
    include_opinion
        Count also what only opinion pieces tell.
    sides
        Codes that are sides: only dyads of these are measured. None: whoever is named.
    incidents
        How these and other reports are merged, where that is known: some of them alone may merge otherwise. None: they are merged here.

    Returns
    -------
    tuple of Series
        The most hostile dyad first.
    """
    by_dyad: dict[Dyad, list[_Counted]] = {}
    for counted in _counted(reports, PLOVER, "documents", include_opinion, incidents):
        for dyad in dyads_of(counted.incident):
            if sides is None or sides >= set(dyad):
                by_dyad.setdefault(dyad, []).append(counted)
    documents = list(published)
    series = [
        _series(Sides((one,), (two,)), taken, documents, By.WEEK, PLOVER, "documents", include_opinion, None)
        for (one, two), taken in by_dyad.items()
    ]
    return tuple(sorted(series, key=lambda s: (-s.conflict_total, -s.cooperation_total, s.dyad)))


def _counted(
    reports: Iterable[Report], weights: Weights, unit: str, opinion: bool, incidents: Iterable[Incident] | None = None
) -> list[_Counted]:
    told = {r.id: r for r in reports if opinion or not r.opinion}
    counted = []
    # Merged with those that deny it too: an incident is called the same in every listing.
    for incident in merge_reports(told.values()) if incidents is None else incidents:
        asserted = [told[name] for name in incident.reports if name in told and told[name].is_done]
        if asserted:
            counted.append(_count(incident, asserted, weights, unit))
    return counted


def _count(incident: Incident, reports: Sequence[Report], weights: Weights, unit: str) -> _Counted:
    """Weigh an incident by its type and mode, those most of its reports give; who published first told it first."""
    first = min(reports, key=lambda r: (r.published or "9999", r.document, r.id))
    weight = weights.weigh(incident.type, incident.mode)
    assert weight is not None, "a table that leaves a type out is refused when it is read"
    name = first.document if unit == "documents" else first.outlet
    return _Counted(incident, (incident.type, incident.mode, None), weight, name, tuple(reports))


def _series(
    sides: Sides,
    taken: Sequence[_Counted],
    documents: Published,
    by: By,
    weights: Weights,
    unit: str,
    opinion: bool,
    between: tuple[str, str] | None,
) -> Series:
    dated: dict[date, list[_Counted]] = {}
    undated = []
    for counted in taken:
        # What is told as of long ago has no day of its own, though its report was published on one.
        start = None if counted.incident.start is None else _period(counted.reports, by)
        if start is None:
            undated.append(counted)
        else:
            dated.setdefault(start, []).append(counted)
    told = {start: _told(dated[start]) for start in sorted(dated)}
    unseen = [typical(weights, name.startswith("conflict"), name.endswith("deeds")) for name in CLASSES]
    bounds = (date.fromisoformat(between[0]), date.fromisoformat(between[1])) if between else None
    return Series(
        sides=sides,
        by=by,
        weights=weights.name,
        data_set=None,
        periods=build_periods(told, cover(documents, by), by, unseen, bounds),
        undated=tuple(sorted(c.incident.id for c in undated)),
        undated_count=len(undated),
        undated_conflict=math.fsum(-c.weight for c in undated if c.weight < 0),
        undated_cooperation=math.fsum(c.weight for c in undated if c.weight > 0),
        unweighted=0,
        opinion=opinion,
        unit=unit,
        sensitivity=compare_weights({start: Counter(c.key for c in here) for start, here in dated.items()}, weights),
    )


def _period(reports: Sequence[Report], by: By) -> date | None:
    """Give the period most reports put an incident in, the earlier among equals; None where no report puts it in one."""
    found = Counter(start for r in reports if (start := period_of(r.start, r.end, by)) is not None)
    return min(found, key=lambda start: (-found[start], start)) if found else None


def _told(counted: Sequence[_Counted]) -> Told:
    units: dict[str, list[list[float]]] = {}
    for c in sorted(counted, key=lambda c: c.incident.id):
        units.setdefault(c.unit, []).append(_classes(c))
    each = np.array([[math.fsum(column) for column in zip(*units[name], strict=True)] for name in sorted(units)])
    sums = [math.fsum(column) for column in zip(*(_classes(c) for c in counted), strict=True)]
    return Told(
        incidents=len(counted),
        reports=sum(len(c.reports) for c in counted),
        sums=(sums[0], sums[1], sums[2], sums[3]),
        units=units_of(each),
        told=tuple(c.incident.id for c in sorted(counted, key=lambda c: (c.incident.start or "", c.incident.id))),
    )


def _classes(counted: _Counted) -> list[float]:
    """Put an incident's absolute weight into its class, in the order of `CLASSES`."""
    place = (0 if counted.weight < 0 else 2) + is_deed(counted.incident.type)
    return [abs(counted.weight) if k == place else 0.0 for k in range(4)]


def _inside(incident: Incident, between: tuple[str, str]) -> bool:
    return incident.start is not None and incident.end is not None and between[0] <= incident.start and incident.end <= between[1]
