"""Counting imported rows between two sides by day, week or month: what a series is made of, summed where the rows lie.

There may be ten million rows, so nothing but sums leaves the database. A row counts in a period that holds its first and its last day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Rows = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]
Kind = tuple[str | None, str | None, str | None]
"""Type, mode, and the row's own event code where it is a CAMEO code (all digits)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows of a data set a series counts.

    Parameters
    ----------
    data_set
        The data set's name.
    first, second
        Codes of parties; an empty second side is everybody, and nobody named.
    directed
        Whether only what the first does to the second counts.
    by
        ``day``, ``week`` or ``month``.
    between
        First and last day, or None.
    """

    data_set: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    directed: bool
    by: str
    between: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class KindTally:
    """Rows of one kind in one period (None: in no single one), and the reports they say they rest on."""

    start: date | None
    kind: Kind
    rows: int
    reports: int


@dataclass(frozen=True, slots=True)
class UnitTally:
    """The rows of one period by unit: how many units, sums of every measure over them and of its square."""

    start: date
    units: int
    sums: tuple[float, ...]
    squares: tuple[float, ...]


_STEPS = 1000  # a weight's finest step is a thousandth
_CLASSES = ("cw", "cd", "pw", "pd")
#: Conflict in words, in deeds, cooperation in words, in deeds; conflict, cooperation, net.
_MEASURES = ("cw", "cd", "pw", "pd", "cw + cd", "pw + pd", "pw + pd - cw - cd")
_ACTOR = "coalesce(i.actor_party, i.actor)"
_RECIPIENT = "coalesce(i.recipient_party, i.recipient)"
_CODE = "case when regexp_full_match(i.code, '[0-9]+') then i.code end"
_LAST = 'coalesce(i."end", i.start)'


class Tallies:
    """The rows of a choice, counted.

    Parameters
    ----------
    rows
        Gives the rows of a query, with values for its question marks.
    choice
        Which rows. They are set apart once, in a table of their own that goes with the connection: all counts are then of few rows.
    """

    def __init__(self, rows: Rows, choice: Choice) -> None:
        self._rows, self._choice = rows, choice
        where, values = _where(choice)
        rows(
            f"create or replace temp table chosen_rows as select {_period(choice.by)} p, i.type t, i.mode m, {_CODE} c, "
            f"coalesce(i.reports, 1) reports, {_hashed('link')} link, {_hashed('outlet')} outlet, hash(i.data_set, i.row) self "
            f"from imported i where {where}",
            values,
        )

    def kinds(self) -> list[KindTally]:
        """Count the rows by period and kind."""
        found = self._rows("select p, t, m, c, count(*), sum(reports)::bigint from chosen_rows group by all order by all", [])
        return [KindTally(row[0], (row[1], row[2], row[3]), row[4], row[5]) for row in found]

    def coverage(self) -> list[tuple[date, int, int, int]]:
        """Count the data set's rows, outlets and days with rows by period, whoever takes part."""
        where, values = _days(self._choice)
        by = self._choice.by
        # Rows by day, and outlets by period through their hashes: this looks at every row of the data set.
        return self._rows(
            f"with outlets as (select p, count(o) n from (select distinct date_trunc('{by}', i.start)::date p, hash(i.outlet) o "
            f"from imported i where {where} and i.outlet <> '') group by p), "
            f"dates as (select date_trunc('{by}', d)::date p, sum(n)::bigint n, count(*) k from "
            f"(select i.start d, count(*) n from imported i where {where} and i.start is not null group by d) group by p) "
            "select p, dates.n, coalesce(outlets.n, 0), dates.k from dates left join outlets using (p) order by p",
            [*values, *values],
        )

    def units(self, weights: Sequence[tuple[Kind, int, float]], unit: str) -> list[UnitTally]:
        """Sum what rows weigh over the units that are resampled, period by period.

        Parameters
        ----------
        weights
            For every kind of the chosen rows: its place among the four classes and its absolute weight.
        unit
            ``documents``: rows with one link are one; ``outlets``: rows of one outlet are. A row that names none is a unit of its own.
        """
        units, values = _weighed(weights, unit)
        measures = ", ".join(f"sum({m})::double / {_STEPS}" for m in _MEASURES)
        squares = ", ".join(f"sum(({m}) * ({m}))::double / {_STEPS**2}" for m in _MEASURES)
        found = self._rows(f"{units} select p, count(*), {measures}, {squares} from units group by p order by p", values)
        return [UnitTally(row[0], row[1], tuple(row[2:9]), tuple(row[9:16])) for row in found]

    def few_units(self, weights: Sequence[tuple[Kind, int, float]], unit: str, most: int) -> list[tuple[date, float, float, float, float]]:
        """Give what each unit weighs in each class, in the periods that have at most so many units; in the order of their weights."""
        units, values = _weighed(weights, unit)
        classes = ", ".join(f"{column}::double / {_STEPS} {column}" for column in _CLASSES)
        return self._rows(
            f"{units} select p, {classes} from units qualify count(*) over (partition by p) <= {int(most)} order by all", values
        )


def data_set_names(rows: Rows) -> tuple[str, ...]:
    """Give the names of the imported data sets, by spelling."""
    return tuple(row[0] for row in rows("select distinct name from data_sets order by name", []))


def _weighed(weights: Sequence[tuple[Kind, int, float]], unit: str) -> tuple[str, list[object]]:
    """The rows' weights by period and unit, as a table `units`, a column a class; in whole steps: no order of adding matters then."""
    known = ", ".join(["(?::varchar, ?::varchar, ?::varchar, ?::integer, ?::bigint)"] * len(weights))
    name = "r.link" if unit == "documents" else "r.outlet"
    classes = ", ".join(f"sum(case when w.k = {k} then w.w else 0 end)::hugeint {column}" for k, column in enumerate(_CLASSES))
    query = (
        f"with weights (t, m, c, k, w) as (values {known}), units as (select r.p, coalesce({name}, r.self) u, {classes} "
        "from chosen_rows r join weights w on r.t is not distinct from w.t and r.m is not distinct from w.m "
        "and r.c is not distinct from w.c where r.p is not null group by r.p, u)"
    )
    return query, [value for kind, place, weight in weights for value in (*kind, place, round(weight * _STEPS))]


def _hashed(column: str) -> str:
    return f"case when i.{column} <> '' then hash(i.{column}) end"  # the hash of null is a number like any other


def _period(by: str) -> str:
    if by not in ("day", "week", "month"):
        raise ValueError(f"{by!r} is no period")
    start, last = (f"date_trunc('{by}', {day})::date" for day in ("i.start", _LAST))
    return f"case when {start} = {last} then {start} end"


def _days(choice: Choice) -> tuple[str, list[object]]:
    where = "i.data_set in (select id from data_sets where name = ?)"
    if choice.between is None:
        return where, [choice.data_set]
    return f"{where} and i.start >= ? and {_LAST} <= ?", [choice.data_set, *choice.between]


def _where(choice: Choice) -> tuple[str, list[object]]:
    where, values = _days(choice)
    sides, more = _sides(choice)
    return f"{where} and ({sides})", [*values, *more]


def _sides(choice: Choice) -> tuple[str, list[object]]:
    first = _codes(choice.first)
    if not choice.second:
        forth, back = f"{_ACTOR} in {first} and ", f"{_RECIPIENT} in {first} and "
        forth += f"({_RECIPIENT} is null or {_RECIPIENT} not in {first})"
        back += f"{_ACTOR} is not null and {_ACTOR} not in {first}"
        given: list[object] = [*choice.first, *choice.first]
        return (forth, given) if choice.directed else (f"({forth}) or ({back})", [*given, *given])
    second = _codes(choice.second)
    forth = f"{_ACTOR} in {first} and {_RECIPIENT} in {second}"
    back = f"{_ACTOR} in {second} and {_RECIPIENT} in {first}"
    there: list[object] = [*choice.first, *choice.second]
    return (forth, there) if choice.directed else (f"({forth}) or ({back})", [*there, *choice.second, *choice.first])


def _codes(codes: Sequence[str]) -> str:
    return f"({', '.join('?' * len(codes))})"
