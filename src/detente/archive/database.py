"""The database of an archive, as all its parts use it: queries with clear errors, and transactions."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from detente.errors import ArchiveError


class Database:
    """One DuckDB file, or a temporary one in memory; whoever derives from it opens it."""

    path: Path | None
    _db: duckdb.DuckDBPyConnection

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, list(values)).fetchall()
        except duckdb.Error as error:
            raise ArchiveError(
                f"{self.path or 'archive'}: it cannot be read ({first_line(error)}); check the disk, or add the texts to a new archive"
            ) from error

    def _transaction(self) -> Transaction:
        return Transaction(self._db)


class Transaction:
    """All or nothing: whatever interrupts it leaves the archive as it was."""

    def __init__(self, db: duckdb.DuckDBPyConnection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("begin")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._db.execute("commit")
            return
        with suppress(duckdb.Error):  # what ended it, a full disk say, may have taken it back already
            self._db.execute("rollback")


def first_line(error: BaseException) -> str:
    """Give the first line of what went wrong: the database's messages go on with the query."""
    return next(iter(str(error).splitlines()), type(error).__name__)
