"""Counting imported rows by day and direction, where the rows lie: there may be millions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

_ACTOR = "coalesce(i.actor_party, i.actor)"
_RECIPIENT = "coalesce(i.recipient_party, i.recipient)"
_SET = "i.data_set in (select id from data_sets where name = ?)"


@dataclass(frozen=True, slots=True)
class DailyRows:
    """Rows of one data set by day.

    Parameters
    ----------
    acts
        For every day, type (None: unknown to the ontology) and direction (True: the first towards the second) how many there are.
    others
        For every day with rows, how many are of other dyads.
    """

    acts: tuple[tuple[date, str | None, bool, int], ...]
    others: tuple[tuple[date, int], ...]


def daily_rows(db: duckdb.DuckDBPyConnection, data_set: str, dyad: tuple[str, str]) -> DailyRows:
    """Count the rows of a data set by day: what two parties do to each other, and beside it all that others do.

    Parameters
    ----------
    db
        The archive's database.
    data_set
        The data set's name.
    dyad
        Codes of two parties.
    """
    pair = f"(({_ACTOR} = ? and {_RECIPIENT} = ?) or ({_ACTOR} = ? and {_RECIPIENT} = ?))"
    sides: Sequence[str] = (*dyad, *reversed(dyad))
    one_day = 'i.start = coalesce(i."end", i.start)'
    acts = db.execute(
        f"select i.start d, i.type t, {_ACTOR} = ? forth, count(*) from imported i where {_SET} and {pair} and {one_day} "
        "group by all order by d, t nulls last, forth",
        [dyad[0], data_set, *sides],
    ).fetchall()
    others = db.execute(
        f"select i.start d, count(*) filter (where not coalesce({pair}, false)) from imported i where {_SET} and i.start is not null "
        "group by d order by d",
        [*sides, data_set],
    ).fetchall()
    return DailyRows(tuple(acts), tuple(others))
