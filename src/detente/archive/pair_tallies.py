"""Counting imported rows by pair of sides: what a network is made of, summed where the rows lie, as there may be ten million."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

_ROWS = 1 << 40
"""More rows than a file can have: a data set's number and a row's number are one number for the database, which finds its least fast."""


@dataclass(frozen=True, slots=True)
class PairTally:
    """Rows of one type and mode between two sides in one period.

    Parameters
    ----------
    pair
        Codes of the two parties, sorted.
    type, mode
        PLOVER event type and mode.
    start, end
        First and last day of these rows (ISO dates), or None where unknown.
    rows
        How many.
    first
        The first of them: the name of its file and the number of the row.
    """

    pair: tuple[str, str]
    type: str
    mode: str | None
    start: str | None
    end: str | None
    rows: int
    first: str


def tally_pairs(
    db: duckdb.DuckDBPyConnection, data_set: str, period: str | None = None, since: str | None = None, until: str | None = None
) -> list[PairTally]:
    """Count the rows of a data set by pair of sides, type, mode and period.

    Rows that name one side only, whose side nobody knows, or whose type the ontology does not know are in no network.

    Parameters
    ----------
    db
        An archive's database.
    data_set
        The data set's name.
    period
        ``year``, ``quarter`` or ``month``; None: all in one. Only rows that lie in one such period are given.
    since, until
        ISO dates, both inclusive.
    """
    if period not in (None, "year", "quarter", "month"):
        raise ValueError(f"{period!r} is no period")
    last = 'coalesce(i."end", i.start)'
    name = f"date_trunc('{period}', i.start)" if period else "null"
    where = ["i.data_set in (select id from data_sets where name = ?)", "i.type is not null", "i.actor_party <> i.recipient_party"]
    values: list[object] = [data_set]
    if period:
        where.append(f"{name} = date_trunc('{period}', {last})")
    for day, test in ((since, "i.start >= ?::date"), (until, f"{last} <= ?::date")):
        if day:
            where.append(test)
            values.append(day)
    sources = dict(db.execute("select id, source from data_sets where name = ?", [data_set]).fetchall())
    found = db.execute(
        f"select least(i.actor_party, i.recipient_party) a, greatest(i.actor_party, i.recipient_party) b, i.type, i.mode, {name} p, "
        f"min(i.start)::varchar, max({last})::varchar, count(*), min(i.data_set::bigint * {_ROWS} + i.row) "
        f"from imported i where {' and '.join(where)} group by a, b, i.type, i.mode, p order by a, b, i.type, i.mode nulls first, p",
        values,
    ).fetchall()
    return [
        PairTally((a, b), kind, mode, start, end, rows, f"{sources[first // _ROWS]} row {first % _ROWS}")
        for a, b, kind, mode, _, start, end, rows, first in found
    ]
