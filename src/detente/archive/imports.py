"""Data sets of others in the archive: taken in, listed, looked into and removed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from detente.archive.database import Database, first_line
from detente.archive.formats import Intake, format_of
from detente.archive.formats.source import source_of
from detente.archive.imported import find_imported, imported_events
from detente.archive.selection import Selection
from detente.counting import counted
from detente.errors import ArchiveError, FormatError, UnknownRecord
from detente.records import ImportedEvent

LATEST = 12  # files of a data set among which a new one's rows are looked for: data sets of thousands of files have small ones

_CELLS = (
    "start", '"end"', "type", "code", "actor", "actor_name", "recipient", "recipient_name", "place", "latitude", "longitude", "outlet",
    "link", "further",
)  # fmt: skip

MEMORY = "1GB"  # for the database during an import; it holds about as much again beside it, and the batches


@dataclass(frozen=True, slots=True)
class DataSet:
    """A file of others' events in the archive.

    Parameters
    ----------
    number
        In order of import.
    name
        Of the format, or as the user calls it; several files may bear one name and are then shown as one data set.
    format
        Name of the format.
    source, sha256
        Name of the file, and hash of its bytes.
    rows, aside
        How many rows went in, and how many were kept aside.
    """

    number: int
    name: str
    format: str
    source: str
    sha256: str
    rows: int
    aside: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Parameters
    ----------
    data_set
        What it made, or found there already.
    new
        Whether the file was new to the archive; if not, nothing was changed.
    aside
        Reasons for which rows were kept aside, with their number; most first.
    unknown
        Codes nobody knows: kind (event, actor, country), code, number of rows that hold it; most first.
    notes
        What befell the file as a whole, in words.
    others
        What went in besides rows of the file itself, and how many of it: readings, rows of data sets it holds, corrections.
    """

    data_set: DataSet
    new: bool
    aside: tuple[tuple[str, int], ...]
    unknown: tuple[tuple[str, str, int], ...]
    notes: tuple[str, ...] = ()
    others: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that was kept aside: its data set's name, its number in the file, why, and the row as it was."""

    data_set: str
    row: int
    reason: str
    text: str


class Imports(Database):
    """The part of an archive that keeps others' data sets."""

    def import_file(
        self,
        path: str | Path,
        *,
        format: str | None = None,
        name: str | None = None,
        until: date | None = None,
        advance: Callable[[int], None] = lambda done: None,
    ) -> Imported:
        """Take a file of others' events in, in one transaction; the same file twice changes nothing.

        Parameters
        ----------
        path
            A plain, gzip or zip file.
        format
            Name of its format; told from its columns if None.
        name
            How to call the data set; by its format if None.
        until
            No event can be later than this day; today if None.
        advance
            To be told how many bytes of the file have been worked through.

        Raises
        ------
        DocumentError
            If the file cannot be read, or is of no known format.
        ArchiveError
            If the archive cannot be written; it is then as it was before.
        """
        source = source_of(Path(path))
        known = [d for d in self.data_sets() if d.sha256 == source.sha256]
        if known:
            if self.path is not None:
                shutil.rmtree(self._folder(), ignore_errors=True)  # an import killed at its very end may have left it
            return Imported(known[0], False, self.reasons_aside(known[0].number), self.unknown_codes(known[0].number))
        chosen = format_of(source, format)
        try:
            with self._workplace() as folder, self._transaction():
                number = int(self._rows("select coalesce(max(id), 0) + 1 from data_sets")[0][0])
                intake = Intake(self._db, number, source, folder, until or date.today(), advance)
                chosen.take(intake)
                if not intake.rows and not intake.aside and not intake.others:
                    raise FormatError(f"{path}: there are no rows in it; check the file")
                made = DataSet(
                    number, name or chosen.name, chosen.name, source.name, source.sha256, intake.rows, intake.aside.total()
                )
                notes = [*intake.notes, *_notes_of_twice(self._db, made, self.data_sets())]
                if intake.rows or intake.aside:  # what came out of an archive is again what it was there
                    self._db.execute(
                        "insert into data_sets values (?, ?, ?, ?, ?, ?, ?)",
                        [made.number, made.name, made.format, made.source, made.sha256, made.rows, made.aside],
                    )
                if intake.unknown:
                    kinds, codes = (list(column) for column in zip(*intake.unknown, strict=True))
                    values = [number, kinds, codes, list(intake.unknown.values())]
                    self._db.execute("insert into unknown_codes select ?, unnest(?), unnest(?), unnest(?)", values)
        except (duckdb.Error, OSError) as error:
            raise ArchiveError(
                f"{self.path or 'archive'}: {source.name} could not be imported ({first_line(error)}); "
                "the archive is as it was before: check the disk and the memory, and import the file again"
            ) from error
        aside, others = _most_first(intake.aside.items()), _most_first(intake.others.items())
        return Imported(made, True, aside, self.unknown_codes(number), tuple(notes), others)

    def _folder(self) -> Path:
        """Give the folder beside the archive in which an import works."""
        assert self.path is not None
        place = self.path.resolve()
        return place.with_name(f".{place.name}.import")

    @contextmanager
    def _workplace(self) -> Iterator[Path]:
        """Give an empty folder beside the archive, with the database set for long work; what a killed import left there is cleared."""
        if self.path is None:
            with TemporaryDirectory() as temporary:
                yield Path(temporary)
            return
        folder = self._folder()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            # Rows carry their numbers: their order on the disk tells nothing, and keeping it costs memory.
            self._db.execute("set preserve_insertion_order = false")
            # It stays: what was imported is put into its final form when the archive is closed, which takes memory as well.
            self._db.execute(f"set memory_limit = '{MEMORY}'")
            yield folder
        finally:
            with suppress(duckdb.Error):
                self._db.execute("reset preserve_insertion_order")
            shutil.rmtree(folder, ignore_errors=True)

    def imported(
        self, selection: Selection | None = None, *, data_set: str | None = None, by_day: bool = False
    ) -> Generator[ImportedEvent, None, None]:
        """Stream the events of data sets, of all or of those of one name.

        Parameters
        ----------
        selection
            Which; all if None.
        data_set
            Only those of this name.
        by_day
            Whether they come by day, those without one last, and not in the order of their files.

        Examples
        --------
        >>> from detente.archive import Archive, Selection
        >>> with Archive() as archive:
        ...     list(archive.imported(Selection(dyad=("PRK", "KOR"))))
        []
        """
        return imported_events(self._db, selection or Selection(), data_set, by_day=by_day)

    def find_imported(self, record: str) -> ImportedEvent:
        """Find an imported event by its identifier (``im-...``).

        Raises
        ------
        UnknownRecord
            If there is none.
        """
        return find_imported(self._db, record)

    def data_sets(self) -> tuple[DataSet, ...]:
        """Give the data sets in order of import, a file each."""
        rows = self._rows("select id, name, format, source, sha256, rows, aside from data_sets order by id")
        return tuple(DataSet(*row) for row in rows)

    def reasons_aside(self, number: int) -> tuple[tuple[str, int], ...]:
        """Give why rows of a data set were kept aside, and how many; most first."""
        return _most_first(self._rows("select reason, count(*) from set_aside where data_set = ? group by reason", [number]))

    def unknown_codes(self, number: int) -> tuple[tuple[str, str, int], ...]:
        """Give the codes of a data set that nobody knows: kind, code and number of rows; most first."""
        rows = self._rows("select kind, code, rows from unknown_codes where data_set = ? order by rows desc, kind, code", [number])
        return tuple((kind, code, count) for kind, code, count in rows)

    def set_aside(self, name: str | None = None, most: int | None = None) -> Iterator[SetAside]:
        """Give the rows that were kept aside, of all data sets or of those of one name."""
        query = (
            "select d.name, a.row, a.reason, a.text from set_aside a join data_sets d on d.id = a.data_set "
            "where ? is null or d.name = ? order by d.id, a.row limit ?"
        )
        for row in self._rows(query, [name, name, most if most is not None else 1 << 62]):
            yield SetAside(*row)

    def remove_data_set(self, name: str) -> int:
        """Remove all files of a data set from the archive, or one file of it; gives the number of rows that went.

        Parameters
        ----------
        name
            Of the data set; or of one file, by its name or by six or more characters of the hash that `data_sets` tells.

        Raises
        ------
        UnknownRecord
            If there is no such data set or file, or several files are called so.
        """
        sets = self.data_sets()
        numbers = [d.number for d in sets if d.name == name]
        if not numbers:
            numbers = [d.number for d in sets if d.source == name or (len(name) >= 6 and d.sha256.startswith(name))]
            if len(numbers) > 1:
                hashes = ", ".join(d.sha256[:12] for d in sets if d.number in numbers)
                raise UnknownRecord(f"{name!r}: several files are called so; name one by its hash: {hashes}")
        if not numbers:
            there = ", ".join(dict.fromkeys(d.name for d in sets)) or "none"
            raise UnknownRecord(f"{name!r}: no data set or file is called so; there are: {there}")
        gone = 0
        try:
            with self._transaction():
                for table in ("set_aside", "unknown_codes", "imported"):
                    deleted = self._db.execute(f"delete from {table} where data_set in (select unnest(?))", [numbers]).fetchone()
                    gone = deleted[0] if deleted else 0
                self._db.execute("delete from data_sets where id in (select unnest(?))", [numbers])
        except duckdb.Error as error:
            where = self.path or "archive"
            raise ArchiveError(f"{where}: {name} could not be removed ({first_line(error)}); it is still there, try again") from error
        return gone


def _notes_of_twice(db: duckdb.DuckDBPyConnection, made: DataSet, sets: Sequence[DataSet]) -> list[str]:
    """Say where rows of a new file stand, cell for cell, in one of the latest files of its data set: they count twice."""
    others = {d.number: d for d in [d for d in sets if d.name == made.name and d.rows][-LATEST:]}
    if not others or not made.rows:
        return []
    cells = f"hash({', '.join(_CELLS)})"
    found = db.execute(
        f"with new as (select distinct {cells} as cells from imported where data_set = ?), "
        f"old as (select data_set, {cells} as cells from imported where data_set in (select unnest(?))) "
        "select data_set, count(distinct cells) from old semi join new using (cells) group by all order by 2 desc, 1",
        [made.number, list(others)],
    ).fetchall()
    return [
        f"{counted(count, 'row is', 'rows are')} in {made.name} already, cell for cell, from {others[number].source}, and "
        f"counted twice; `detente datasets {made.sha256[:12]} --remove` takes this file out, "
        f"`detente datasets {others[number].sha256[:12]} --remove` that one"
        for number, count in found
    ]


def _most_first(counts: Any) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0])))
