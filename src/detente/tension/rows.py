"""Series of imported rows: each data set apart, every row an incident of its own that weighs once."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date

import numpy as np

from detente.archive import Archive, Choice, Tallies
from detente.errors import UsageError
from detente.ontology import is_deed
from detente.tension.intervals import CLASSES, RESAMPLED, Units
from detente.tension.measure import UNITS
from detente.tension.periods import By
from detente.tension.sensitivity import Key, compare_weights
from detente.tension.series import Coverage, Series, Told, build_periods
from detente.tension.sides import Sides
from detente.tension.weights import PLOVER, Weights, typical


def series_of_rows(
    archive: Archive,
    sides: Sides,
    data_set: str,
    *,
    by: By = By.WEEK,
    weights: Weights = PLOVER,
    unit: str = "documents",
    between: tuple[str, str] | None = None,
) -> Series:
    """Measure what passed between two sides as a data set has it.

    Rows of several data sets are never added up: the same event may stand in each of them.

    Parameters
    ----------
    archive
        Where the rows were imported.
    sides
        Between whom.
    data_set
        The data set's name; several imported files may share it, and are one data set then.
    by
        Days, weeks or months.
    weights
        What rows weigh: by their own CAMEO code where they have one and the weights list it, else by type and mode.
    unit
        What is resampled for the intervals: ``documents`` (rows of one link are one) or ``outlets``.
    between
        First and last day (ISO dates).

    Raises
    ------
    UnknownRecord
        If the archive has no such data set.
    UsageError
        If there is no such unit.
    """
    archive.check_data_set(data_set)
    if unit not in UNITS:
        raise UsageError(f"{unit!r} cannot be resampled; it is {' or '.join(UNITS)}")
    bounds = (date.fromisoformat(between[0]), date.fromisoformat(between[1])) if between else None
    rows = archive.tallies(Choice(data_set, sides.first, sides.second, sides.directed, by.value, bounds))
    kinds = rows.kinds()
    placed = {t.kind: (_place(t.kind, w), abs(w)) for t in kinds if (w := weights.weigh(*t.kind)) is not None}
    listed = [(kind, place, weight) for kind, (place, weight) in placed.items()]
    units = _units(rows, listed, unit)
    told = {}
    tallies: dict[date, Counter[Key]] = {}
    lost: list[tuple[float, int]] = []
    volume: dict[date, list[int]] = {}
    for tally in kinds:
        if tally.start is None:
            place, weight = placed.get(tally.kind, (0, 0.0))
            lost.append((weight * tally.rows if place > 1 else -weight * tally.rows, tally.rows))
            continue
        here = volume.setdefault(tally.start, [0, 0])
        here[0] += tally.rows
        here[1] += tally.reports
        tallies.setdefault(tally.start, Counter())[tally.kind] += tally.rows
    for start, (count, reports) in volume.items():
        found = units.get(start) or Units(np.zeros((0, 4)), np.zeros(7), np.zeros(7))
        words, deeds, kind_words, kind_deeds = (round(float(found.sums[k]), 6) for k in range(4))
        told[start] = Told(count, reports, (words, deeds, kind_words, kind_deeds), found)
    unseen = [typical(weights, name.startswith("conflict"), name.endswith("deeds")) for name in CLASSES]
    coverage = {start: Coverage(*looked) for start, *looked in rows.coverage()}
    return Series(
        sides=sides,
        by=by,
        weights=weights.name,
        data_set=data_set,
        periods=build_periods(told, coverage, by, unseen, bounds),
        undated=(),
        undated_count=sum(rows for _, rows in lost),
        undated_conflict=math.fsum(-w for w, _ in lost if w < 0),
        undated_cooperation=math.fsum(w for w, _ in lost if w > 0),
        unweighted=sum(t.rows for t in kinds if t.kind not in placed),
        opinion=True,
        unit=unit,
        sensitivity=compare_weights(tallies, weights),
    )


def _place(kind: Key, weight: float) -> int:
    """Give the place of a kind's class in `CLASSES`; a code of no type, a plain public statement, is a word."""
    return (0 if weight < 0 else 2) + (kind[0] is not None and is_deed(kind[0]))


def _units(rows: Tallies, listed: list[tuple[Key, int, float]], unit: str) -> dict[date, Units]:
    if not listed:
        return {}
    each: dict[date, list[tuple[float, ...]]] = {}
    for start, *classes in rows.few_units(listed, unit, RESAMPLED):
        each.setdefault(start, []).append(tuple(classes))
    return {
        tally.start: Units(np.array(each[tally.start]) if tally.start in each else None, np.array(tally.sums), np.array(tally.squares))
        for tally in rows.units(listed, unit)
    }
