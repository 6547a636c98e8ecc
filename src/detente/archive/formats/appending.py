"""Rows made in Python, on their way into the archive: for formats that are no tables."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

import duckdb

from detente.records.time import is_day

KINDS = {
    "row": "bigint", "start": "date", "end": "date", "type": "varchar", "mode": "varchar", "contexts": "varchar", "code": "varchar",
    "actor": "varchar", "actor_party": "varchar", "actor_name": "varchar",
    "recipient": "varchar", "recipient_party": "varchar", "recipient_name": "varchar",
    "score": "double", "reports": "integer", "dead": "integer", "injured": "integer",
    "place": "varchar", "country": "varchar", "latitude": "double", "longitude": "double", "outlet": "varchar", "link": "varchar",
    "further": "varchar",
}  # fmt: skip
"""The columns of the table of imported rows, without their data set's number."""

AT_ONCE = 20_000
_MOST = {"bigint": 2**63, "integer": 2**31}


def append(db: duckdb.DuckDBPyConnection, data_set: int, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows, cells by the columns' names, under a data set's number; what a row does not name is unknown."""
    if not rows:
        return
    names = ", ".join(f'"{name}"' for name in KINDS)
    # Days go in as text: made in Python, a list of them would take longer than all the rest.
    cells = ", ".join("unnest(?::varchar[])::date" if kind == "date" else f"unnest(?::{kind}[])" for kind in KINDS.values())
    lists = [[row.get(name) for row in rows] for name in KINDS]
    db.execute(f"insert into imported (data_set, {names}) select ?, {cells}", [data_set, *lists])


def wrong_cell(row: dict[str, Any]) -> str | None:
    """Say what of a row no column can hold, or give None.

    Examples
    --------
    >>> wrong_cell({"row": 1, "start": "2018-13-01"})
    "start is '2018-13-01'"
    """
    for name, value in row.items():
        if name not in KINDS:
            return f"no column is called {name[:40]!r}"
        if value is not None and not _fits(value, KINDS[name]):
            return f"{name} is {value!r}"[:200]
    return None if isinstance(row.get("row"), int) else "row is missing"


def _fits(value: Any, kind: str) -> bool:
    if kind == "date":
        return isinstance(value, str) and is_day(value)
    if kind == "varchar":
        return isinstance(value, str) and "\0" not in value and _encodes(value)
    if isinstance(value, bool):
        return False
    if kind == "double":
        return isinstance(value, int | float) and isfinite(value)
    return isinstance(value, int) and -_MOST[kind] <= value < _MOST[kind]


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
