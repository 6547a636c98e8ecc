"""A series as an Arrow IPC stream, for pandas, polars, R and DuckDB: one row a period, unknown as null."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import nanoarrow
from nanoarrow.ipc import StreamWriter

from detente.tension.intervals import MEASURES
from detente.tension.series import Period, Series

_Column = tuple[str, Any, Callable[[Series, Period], Any]]


def _bound(measure: str, side: int) -> Callable[[Series, Period], Any]:
    return lambda series, period: None if period.intervals is None else period.intervals[measure][side]


def _value(name: str) -> Callable[[Series, Period], Any]:
    return lambda series, period: getattr(period, name)


def _share(name: str) -> Callable[[Series, Period], Any]:
    return lambda series, period: period.per_hundred(name)


_COLUMNS: tuple[_Column, ...] = (
    ("first", nanoarrow.string(), lambda s, p: ",".join(s.sides.first)),
    ("second", nanoarrow.string(), lambda s, p: ",".join(s.sides.second)),
    ("data_set", nanoarrow.string(), lambda s, p: s.data_set),
    ("weights", nanoarrow.string(), lambda s, p: s.weights),
    *((name, nanoarrow.string(), _value(name)) for name in ("start", "end")),
    *((name, nanoarrow.int64(), _value(name)) for name in ("documents", "outlets", "days", "incidents", "reports")),
    *((name, nanoarrow.float64(), _value(name)) for name in MEASURES),
    *((f"{name}_{side}", nanoarrow.float64(), _bound(name, n)) for name in MEASURES for n, side in enumerate(("low", "high"))),
    *((f"{name}_per_100", nanoarrow.float64(), _share(name)) for name in ("conflict", "cooperation", "net")),
)

COLUMNS = tuple(name for name, _, _ in _COLUMNS)
"""The columns of a series as a table, in order."""


def rows_of(series: Series) -> list[tuple[Any, ...]]:
    """Give a series as rows of `COLUMNS`."""
    return [tuple(give(series, period) for _, _, give in _COLUMNS) for period in series.periods]


def arrow_of(series: Sequence[Series]) -> bytes:
    """Write series as one Arrow IPC stream, told apart by their first columns.

    Parameters
    ----------
    series
        In the order in which they are to stand.

    Examples
    --------
    >>> len(arrow_of([])) > 0
    True
    """
    rows = [row for one in series for row in rows_of(one)]
    kinds = {name: kind for name, kind, _ in _COLUMNS}
    columns = [nanoarrow.c_array([row[k] for row in rows], kind) for k, kind in enumerate(kinds.values())]
    table = nanoarrow.c_array_from_buffers(nanoarrow.struct(kinds), length=len(rows), buffers=[None], children=columns)
    out = io.BytesIO()
    with StreamWriter.from_writable(out) as writer:
        writer.write_stream(table)
    return out.getvalue()
