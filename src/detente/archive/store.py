"""The archive file: readings in, readings and records out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from detente.archive.correcting import Correcting
from detente.archive.corrections import correct_reading
from detente.archive.daily import DailyRows, daily_rows
from detente.archive.database import first_line
from detente.archive.imported import AT_ONCE
from detente.archive.imports import Imports
from detente.archive.keeping import Added, keep_reading, records_of
from detente.archive.pair_tallies import PairTally, tally_pairs
from detente.archive.reports import Report
from detente.archive.schema import VERSION, lay_out, migrate
from detente.archive.selection import Selection
from detente.archive.tallies import Choice, Tallies, data_set_names
from detente.errors import ArchiveError, ArchiveLocked, ArchiveVersionError, UnknownRecord
from detente.records import Event, Proposal, Reading, Relation, Statement, TextSpan


@dataclass(frozen=True, slots=True)
class Found:
    """A record together with the reading it stands in."""

    record: Event | Statement | Relation | Proposal
    reading: Reading


class Archive(Imports, Correcting):
    """An archive: one DuckDB file, or a temporary one in memory.

    Parameters
    ----------
    path
        The file; it is made where there is none. None: in memory, gone when closed.
    read_only
        Open an existing file without writing to it.

    Raises
    ------
    ArchiveLocked
        If another process writes to it.
    ArchiveVersionError
        If a newer version of Détente wrote it. One of an older version is taken to this one when it is opened, whole or not at all.
    ArchiveError
        If it is no archive, or cannot be opened.

    Examples
    --------
    >>> with Archive() as archive:
    ...     len(list(archive.readings()))
    0
    """

    def __init__(self, path: str | Path | None = None, *, read_only: bool = False) -> None:
        self.path = Path(path) if path is not None else None
        if self.path is not None and read_only and not self.path.exists():
            raise ArchiveError(f"{self.path}: there is no archive; make one with `detente add`")
        if self.path is not None and self.path.exists() and not self.path.is_file():
            raise ArchiveError(f"{self.path}: this is a folder or a device, no archive; name a file, such as detente.duckdb")
        try:
            if self.path is not None and not read_only:
                _make(self.path)
            self._db = duckdb.connect(str(self.path) if self.path else ":memory:", read_only=read_only)
        except OSError as error:
            raise ArchiveError(f"{self.path}: it cannot be made ({error.strerror}); name another file") from error
        except duckdb.IOException as error:
            if "lock on file" in str(error):
                raise ArchiveLocked(f"{self.path}: another process is writing to the archive; wait until it is done") from error
            raise ArchiveError(f"{self.path}: {_no_archive(error)}") from error
        except (duckdb.Error, UnicodeError, ValueError) as error:
            raise ArchiveError(f"{self.path}: {_no_archive(error)}") from error
        try:
            self._prepare(read_only)
        except duckdb.Error as error:
            self._db.close()
            raise ArchiveError(f"{self.path}: {_no_archive(error)}") from error
        except BaseException:
            self._db.close()
            raise

    def _prepare(self, read_only: bool) -> None:
        tables = {row[0] for row in self._db.execute("select table_name from information_schema.tables").fetchall()}
        if not tables and not read_only:
            with self._transaction():
                lay_out(self._db)
            return
        if not tables >= {"meta", "readings", "records"}:
            raise ArchiveError(f"{self.path}: this is a DuckDB file but no archive of Détente; name another file")
        versions = self._db.execute("select version from meta").fetchall()
        if len(versions) != 1 or not isinstance(versions[0][0], int) or versions[0][0] < 1:
            raise ArchiveError(f"{self.path}: this archive does not say of which version it is; add the texts to a new one")
        version = versions[0][0]
        if version < VERSION and read_only:  # who only looks has the old archive taken to the new version too, and then looks
            self._db.close()
            Archive(self.path).close()
            self._db = duckdb.connect(str(self.path), read_only=True)
        elif version < VERSION:
            with self._transaction():
                migrate(self._db, version)
        if version > VERSION:
            raise ArchiveVersionError(
                f"{self.path}: was written by a newer version of Détente (archive version {version}, this one knows {VERSION}); "
                "update Détente"
            )

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was added is in it."""
        self._db.close()

    def add(self, reading: Reading) -> Added:
        """Add a reading in one transaction; the same reading twice changes nothing, a new reading of a known document replaces the old.

        A document that lies in several files keeps the name of the first by spelling, in whatever order they are added.
        """
        found = self._rows("select reading from readings where document = ?", [reading.document.id])
        try:
            with self._transaction():
                return keep_reading(self._db, reading, found[0][0] if found else None)
        except duckdb.Error as error:
            raise ArchiveError(
                f"{self.path or 'archive'}: {reading.document.source} could not be written ({first_line(error)}); "
                "the archive is as it was before, check the disk and add it again"
            ) from error

    def reports(self, selection: Selection | None = None) -> list[Report]:
        """Give the events of all readings, with their parties and documents."""
        return (selection or Selection()).choose(self._all_reports())

    def pair_tallies(
        self, data_set: str, period: str | None = None, *, since: str | None = None, until: str | None = None
    ) -> list[PairTally]:
        """Count a data set's imported rows by pair of sides, type, mode and period.

        Raises
        ------
        UnknownRecord
            If the archive has no data set of this name.
        """
        self.check_data_set(data_set)
        try:
            return tally_pairs(self._db, data_set, period, since, until)
        except duckdb.Error as error:
            raise ArchiveError(f"{self.path or 'archive'}: it cannot be read ({first_line(error)}); check the disk") from error

    def find(self, record: str) -> Found:
        """Find a record by its identifier, or by a beginning of it that only one record has.

        Raises
        ------
        UnknownRecord
            If none or several have it.
        """
        query = "select distinct id, document, kind from records where starts_with(id, ?) order by id, document limit 3"
        rows = self._rows(query, [record])
        exact = [row for row in rows if row[0] == record] or rows
        if not exact:
            raise UnknownRecord(f"{record}: {_not_found(record)}")
        if len(exact) > 1:
            raise UnknownRecord(f"{record}: several records begin so ({', '.join(row[0] for row in exact)}, ...); give more of it")
        name, document, kind = exact[0]
        raw = self._reading(document)
        reading = correct_reading(raw, self.corrections())
        # A rejected event is gone from the corrected reading, and can still be asked for.
        return Found(next(r for shown in (reading, raw) for r in records_of(shown)[kind] if r.id == name), reading)

    def find_words(self, words: str, most: int) -> list[Found]:
        """Give the first records, by publication, whose own words hold these, whatever their case.

        Raises
        ------
        UnknownRecord
            If no record has them.
        """
        found: list[Found] = []
        for reading in self.readings():
            for group in records_of(reading).values():
                found += [Found(r, reading) for r in group if words.casefold() in _own_words(r).casefold()]
            if len(found) >= most:
                return found[:most]
        if not found:
            raise UnknownRecord(f"{words!r}: no record has this identifier or these words; `detente events` lists them")
        return found

    def data_set_names(self) -> tuple[str, ...]:
        """Give the names of the imported data sets, by spelling."""
        return data_set_names(self._rows)

    def check_data_set(self, name: str) -> None:
        """Raise `UnknownRecord` if no imported data set has a name."""
        names = self.data_set_names()
        if name not in names:
            there = f"there are: {', '.join(names)}; `detente datasets` lists them" if names else "none was imported (see `detente import`)"
            raise UnknownRecord(f"{name!r}: no data set has this name; {there}")

    def tallies(self, choice: Choice) -> Tallies:
        """Count the imported rows of a choice, by period."""
        return Tallies(self._rows, choice)

    def daily_rows(self, data_set: str, dyad: tuple[str, str]) -> DailyRows:
        """Count the rows of an imported data set by day: what two parties do to each other, and beside it all that others do.

        Raises
        ------
        UnknownRecord
            If no data set has this name.
        """
        self.check_data_set(data_set)
        return daily_rows(self._db, data_set, dyad)

    def __len__(self) -> int:
        return int(self._rows("select count(*) from readings")[0][0])

    def stream(self, query: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Give what a query of this package finds, piece by piece: a table of millions never stands in memory as a whole."""
        rows = self._db.cursor()  # one of its own: the archive may be asked for other things meanwhile
        try:
            rows.execute(query, list(values))
            while some := rows.fetchmany(AT_ONCE):
                yield from some
        except duckdb.Error as error:
            raise ArchiveError(f"{self.path or 'archive'}: it cannot be read ({first_line(error)}); check the disk") from error
        finally:
            rows.close()

    def columns(self, table: str, but: Sequence[str] = ()) -> tuple[str, ...]:
        """Give the columns of one of the archive's tables, in order, but for some."""
        query = "select column_name from information_schema.columns where table_name = ? order by ordinal_position"
        return tuple(name for (name,) in self._rows(query, [table]) if name not in but)

    def copy(self, query: str, values: Sequence[Any], path: Path) -> None:
        """Write what a query of this package finds to a Parquet file."""
        name = str(path).replace("'", "''")
        self._db.execute(f"copy ({query}) to '{name}' (format parquet, compression zstd)", list(values))


def _make(path: Path) -> None:
    """Make a new archive aside and put it in its place whole: a file whose making was interrupted could never be opened again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path = path.resolve()
    if path.exists() and path.stat().st_size == 0:
        path.unlink()
    if path.exists():
        return
    aside = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        aside.unlink(missing_ok=True)
        with closing(duckdb.connect(str(aside))) as db:
            lay_out(db)
        with suppress(FileExistsError):  # another process was faster: its archive is as good
            os.link(aside, path)
    finally:
        for leftover in (aside, aside.with_name(f"{aside.name}.wal")):
            leftover.unlink(missing_ok=True)


def _own_words(record: Event | Statement | Relation | Proposal) -> str:
    if isinstance(record, Statement):
        return record.cue.quote if record.cue else record.content[0].quote
    first = record.evidence[0]
    return first.quote if isinstance(first, TextSpan) else ""


def _not_found(record: str) -> str:
    if record.startswith("co-"):
        return "a correction is no record of a text; `detente correct --list` lists corrections, each with the record it corrects"
    if record.startswith("in-"):
        return "an incident is no record of one text; `detente incidents` lists them"
    return "no record has this identifier; `detente events` lists them"


def _no_archive(error: BaseException) -> str:
    return f"it cannot be opened as an archive ({first_line(error)}); check the file, or name another"
