"""The way of a table's rows into the archive.

The rows are cut and numbered by `rows`; the rest is done in the database, many rows at a time (`queries`). While one batch is put in,
the next is cut and worked out beside it: an import keeps two processors busy.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import duckdb
import nanoarrow

from detente.archive.formats.base import Format, Intake, first_lines
from detente.archive.formats.queries import Queries
from detente.archive.formats.rows import FIELD, Batch, batches
from detente.archive.formats.table import Layout, Table, layout_of
from detente.errors import FormatError


def table_format(table: Table) -> Format:
    """Give the format of a table, for the registry."""
    return Format(
        table.name,
        table.title,
        lambda start: layout_of(table, start.lines) is not None,
        lambda intake: take_table(table, intake),
        tuple("" if name in table.kept else name for name in table.columns),
    )


def take_table(table: Table, intake: Intake) -> None:
    """Take all rows of a file in.

    Raises
    ------
    FormatError
        If no member of the file is of the format.
    """
    number = 0
    seen = 0
    meanings = Meanings(table, intake)
    for member, blocks in intake.source.members():
        first = next(blocks, b"")
        layout = layout_of(table, first_lines(first))
        if layout is None:
            if not member:
                raise FormatError(
                    f"{intake.source.path}: its first line has not the columns of {table.title}; "
                    f"name another format, or check that it has {', '.join(table.needed)}"
                )
            intake.notes.append(f"{member}: its first line has not the columns of {table.title}; this member is left out")
            continue
        seen += 1
        number = _take_member(layout, meanings, _after_header(layout, first, blocks), number)
    if not seen:
        raise FormatError(f"{intake.source.path}: none of its members has the columns of {table.title}; name another format")
    intake.notes += intake.source.notes


def _after_header(layout: Layout, first: bytes, blocks: Iterator[bytes]) -> Iterator[bytes]:
    if layout.header:
        first = first.partition(b"\n")[2]
    yield first.removeprefix(b"\xef\xbb\xbf")
    yield from blocks


@dataclass(frozen=True, slots=True)
class _Worked:
    """A batch ready to be put in.

    Parameters
    ----------
    rows
        What the columns of the archive hold, but for what keys mean; None if there are none.
    keys
        The keys in them: each row has one of an event, an actor, a recipient or a country, and the number of rows that hold it.
    aside
        Number, reason and text of the rows that are kept aside.
    last
        The highest number of a row so far.
    done
        How many bytes of the file have been worked through.
    """

    rows: nanoarrow.Array | None
    keys: list[tuple[str | None, str | None, str | None, str | None, int]]
    aside: list[tuple[int, str, str]]
    last: int
    done: int


def _take_member(layout: Layout, meanings: Meanings, blocks: Iterator[bytes], number: int) -> int:
    """Take the rows of a member in; gives the last row's number."""
    intake, table = meanings.intake, meanings.table
    queries = Queries(table, layout, intake.data_set, intake.last)
    names = None if table.is_usual(layout) else tuple("" if name in table.kept else name for name in layout.columns)
    cut = batches(blocks, layout.separator, layout.quoted, len(layout.columns), number, names)
    with closing(intake.db.cursor()) as side, ThreadPoolExecutor(1) as beside:
        worked = (_work_out(batch, queries, side, intake) for batch in cut)
        coming: Future[_Worked | None] = beside.submit(next, worked, None)
        while (batch := coming.result()) is not None:
            coming = beside.submit(next, worked, None)
            intake.keep_aside(batch.aside)
            number = batch.last
            if batch.rows is not None:
                meanings.learn(batch.keys)
                intake.rows += _put_in(batch.rows, queries, intake.db)
            intake.advance(batch.done)
    return number


def _work_out(batch: Batch, queries: Queries, side: duckdb.DuckDBPyConnection, intake: Intake) -> _Worked:
    """Work out what the rows of a batch are, beside the connection that writes."""
    if not batch.lines:
        return _Worked(None, [], batch.aside, batch.last, intake.source.done)
    worked = _rows_of(batch.rows(), queries, side)
    keys = side.execute(queries.keys).fetchall()
    wrong = side.execute(queries.wrong).fetchall()
    return _Worked(worked, keys, [*batch.aside, *wrong], batch.last, intake.source.done)


# The database finds ``given`` and ``worked`` by their names in the function that asks it: a name that it is told in a transaction keeps
# its rows in memory until the end.


def _rows_of(given: nanoarrow.Array, queries: Queries, side: duckdb.DuckDBPyConnection) -> nanoarrow.Array:  # noqa: ARG001 - see above
    return nanoarrow.ArrayStream(side.sql(queries.working)).read_all()


def _put_in(worked: nanoarrow.Array, queries: Queries, db: duckdb.DuckDBPyConnection) -> int:  # noqa: ARG001 - see above
    (count,) = db.execute(queries.taking).fetchone() or (0,)
    return int(count)


class Meanings:
    """What the keys of a file's rows mean, learnt as they come and kept in tables beside its rows."""

    def __init__(self, table: Table, intake: Intake) -> None:
        self.table = table
        self.intake = intake
        self._known: dict[str, set[str]] = {"event": set(), "actor": set(), "country": set()}
        intake.db.execute("create or replace temp table kinds (key varchar, type varchar, mode varchar, contexts varchar)")
        intake.db.execute("create or replace temp table sides (key varchar, code varchar, party varchar)")
        intake.db.execute("create or replace temp table lands (key varchar, code varchar)")

    def learn(self, keys: list[tuple[str | None, str | None, str | None, str | None, int]]) -> None:
        """Learn the keys of some rows, as `_Worked` has them."""
        kinds: list[tuple[Any, ...]] = []
        sides: list[tuple[Any, ...]] = []
        lands: list[tuple[Any, ...]] = []
        for event, actor, recipient, country, count in keys:
            if event is not None:
                kind = self.table.kind_of(event.split(FIELD))
                self._note("event", event, kind[3], count, kinds, kind[:3])
            elif (key := actor if actor is not None else recipient) is not None:
                side = self.table.side_of(key.split(FIELD))
                self._note("actor", key, side.known, count, sides, (side.code, side.party))
            elif country is not None:
                land = self.table.country_of(country.split(FIELD))
                self._note("country", country, land is not None or not country.strip(FIELD), count, lands, (land,))
        for name, rows in (("kinds", kinds), ("sides", sides), ("lands", lands)):
            if rows:
                columns = [list(column) for column in zip(*rows, strict=True)]
                self.intake.db.execute(f"insert into {name} select {', '.join('unnest(?::varchar[])' for _ in columns)}", columns)

    def _note(self, kind: str, key: str, known: bool, count: int, rows: list[tuple[Any, ...]], meaning: tuple[Any, ...]) -> None:
        if not known:
            self.intake.unknown[kind, " / ".join(part for part in key.split(FIELD) if part)] += count
        if key not in self._known[kind]:
            self._known[kind].add(key)
            rows.append((key, *meaning))
