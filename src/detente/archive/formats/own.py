"""Détente's own forms in: whole readings as JSON lines (also those that `detente read --json` prints) or as a Parquet file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import duckdb

from detente.archive.formats.appending import AT_ONCE, KINDS, append, wrong_cell
from detente.archive.formats.base import Format, Intake, Start
from detente.archive.formats.lines import numbered_lines
from detente.archive.formats.rows import LONGEST, NOT_UTF8, shown
from detente.archive.keeping import keep_reading
from detente.errors import FormatError, RecordError
from detente.records import Reading, Verdict, from_json

_READING = frozenset({"document", "genre", "sentences"})
Json = dict[str, Any]

DATA_SET = ("name", "format", "source", "sha256")
_SHORT = tuple(f'{{"{kind}": '.encode() for kind in ("data_set", "row", "aside", "unknown", "correction"))
_NO_SET = "it belongs to a data set, and none is named before it"
_MAGIC = b"PAR1"
LONGEST_READING = 1 << 28  # bytes; a text of the longest that is read makes far less


def _is_own(start: Start) -> bool:
    for line in start.lines[:1]:
        # A reading may be longer than the piece of the file that is looked at: then its first keys must do.
        if line.startswith(('{"document": {"id":', '{"document":{"id":', *(short.decode() for short in _SHORT))):
            return True
        try:
            plain = json.loads(line)
        except (ValueError, RecursionError):
            return False
        return isinstance(plain, dict) and plain.keys() >= _READING
    return False


def _take_lines(intake: Intake) -> None:
    taking = _Taking(intake)
    for number, line, problem in numbered_lines(intake, LONGEST_READING):
        problem = problem or taking.line(line)
        if problem is not None:
            intake.keep_aside([(number, problem, shown(line[:LONGEST]))])
        intake.advance(intake.source.done)
    taking.finish()
    intake.notes += intake.source.notes


class _Taking:
    """A file of our own at work: which data set its rows belong to, and rows that wait to be written together."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._set: _Set | None = None
        self._last = intake.data_set  # the file's own number is kept for what is kept aside of it

    def line(self, line: bytes) -> str | None:
        """Take a line in, or say why not."""
        if not line.startswith(_SHORT):
            return _take_reading(self._intake, line)
        try:
            ((kind, held),) = json.loads(line.decode()).items()
            fits = isinstance(held, dict)
            json.dumps(held, ensure_ascii=False).encode()  # halves of characters are no text
        except (UnicodeError, ValueError, RecursionError):
            return "no line of ours"
        if not fits:
            return "no line of ours"
        take = {"data_set": self._begin, "row": self._row, "aside": self._aside, "unknown": self._unknown, "correction": self._correction}
        return take[kind](held)

    def finish(self) -> None:
        """Write what waits, and enter the data set it belongs to."""
        if self._set is None or self._set.there:
            return
        self._write()
        about = [self._set.number, *(self._set.held[name] for name in DATA_SET), self._set.rows, self._set.aside]
        self._intake.db.execute("insert into data_sets values (?, ?, ?, ?, ?, ?, ?)", about)
        self._intake.others[f"rows of {self._set.held['name']}"] += self._set.rows
        self._set = None

    def _write(self) -> None:
        assert self._set is not None
        append(self._intake.db, self._set.number, self._set.waiting)
        self._set.rows += len(self._set.waiting)
        self._set.waiting = []

    def _begin(self, held: Json) -> str | None:
        self.finish()
        self._set = None
        if not all(isinstance(held.get(name), str) for name in DATA_SET):
            return f"a data set needs {', '.join(DATA_SET)}"
        there = bool(self._intake.db.execute("select 1 from data_sets where sha256 = ?", [held["sha256"]]).fetchone())
        if there:
            self._intake.notes.append(f"{held['name']} ({held['source']}) is in the archive already; its rows are left as they are")
            self._intake.others["rows"] += 0
        self._last += 1
        self._set = _Set(self._last, held, there)
        return None

    def _row(self, held: Json) -> str | None:
        if self._set is None:
            return _NO_SET
        if self._set.there:
            return None
        if (problem := wrong_cell(held)) is not None:
            return problem
        self._set.waiting.append(held)
        if len(self._set.waiting) >= AT_ONCE:
            self._write()
        return None

    def _aside(self, held: Json) -> str | None:
        row, reason, text = held.get("row"), held.get("reason"), held.get("text")
        if self._set is None:
            return _NO_SET
        if not isinstance(row, int) or not isinstance(reason, str) or not isinstance(text, str):
            return "a row aside needs row, reason, text"
        if not self._set.there:
            self._set.aside += 1
            self._intake.db.execute("insert into set_aside values (?, ?, ?, ?)", [self._set.number, row, reason, text])
        return None

    def _unknown(self, held: Json) -> str | None:
        kind, code, rows = held.get("kind"), held.get("code"), held.get("rows")
        if self._set is None:
            return _NO_SET
        if not isinstance(kind, str) or not isinstance(code, str) or not isinstance(rows, int):
            return "an unknown code needs kind, code, rows"
        if not self._set.there:
            self._intake.db.execute("insert into unknown_codes values (?, ?, ?, ?)", [self._set.number, kind, code, rows])
        return None

    def _correction(self, held: Json) -> str | None:
        known = dict(self._intake.db.execute(_CORRECTION_COLUMNS).fetchall())
        kinds = {"VARCHAR": str, "BIGINT": int}
        fits = {"id", "record", "verdict", "who", "why"} <= held.keys() <= known.keys()
        if not fits or held["verdict"] not in list(Verdict) or any(type(value) is not kinds[known[name]] for name, value in held.items()):
            return "no correction of this version"
        self._intake.others["corrections"] += 0  # known ones count as looked at
        if not self._intake.db.execute("select 1 from corrections where id = ?", [held["id"]]).fetchone():
            names, cells = ", ".join(f'"{name}"' for name in held), ", ".join("?" for _ in held)
            taking = f"insert into corrections ({names}, place) select {cells}, coalesce(max(place), 0) + 1 from corrections"
            self._intake.db.execute(taking, list(held.values()))
            self._intake.others["corrections"] += 1
        return None


_CORRECTION_COLUMNS = (
    "select column_name, data_type from information_schema.columns where table_name = 'corrections' and column_name <> 'place'"
)


@dataclass(slots=True)
class _Set:
    """A data set that a file of ours holds: its number here, what is said of it, and whether the archive has it already."""

    number: int
    held: Json
    there: bool
    waiting: list[Json] = field(default_factory=list)
    rows: int = 0
    aside: int = 0


def _take_reading(intake: Intake, line: bytes) -> str | None:
    """Take a reading in, or say why not."""
    try:
        reading = from_json(Reading, line.decode())
        reading.check()
    except UnicodeDecodeError:
        return NOT_UTF8
    except RecordError as error:
        return f"no reading ({error})"
    known = intake.db.execute("select reading from readings where document = ?", [reading.document.id]).fetchone()
    intake.others[f"{keep_reading(intake.db, reading, known[0] if known else None)} readings"] += 1
    return None


def _is_parquet(start: Start) -> bool:
    return start.raw.startswith(_MAGIC)


def _take_parquet(intake: Intake) -> None:
    """Take a Parquet file of readings or of imported rows in; DuckDB reads it."""
    link = intake.folder / "file.parquet"  # a file's own name may hold signs that DuckDB takes for patterns
    link.symlink_to(intake.source.path.resolve())
    with duckdb.connect() as db:
        try:
            columns = db.execute("describe select * from read_parquet(?)", [str(link)]).fetchall()
            kinds = {name: str(kind).lower() for name, kind, *_ in columns}
            if kinds.get("reading") == "varchar":
                found = db.execute("select reading from read_parquet(?)", [str(link)])
                _take_readings(intake, iter(found.fetchone, None))
                return
        except duckdb.Error as error:
            raise FormatError(f"{intake.source.path}: it cannot be read as Parquet ({next(iter(str(error).splitlines()), '')})") from error
    wanted = KINDS | {f"data_set_{name}": "varchar" for name in DATA_SET}
    if any(kinds.get(name) != kind for name, kind in wanted.items()):
        raise FormatError(
            f"{intake.source.path}: this Parquet file holds neither readings nor imported rows of Détente; "
            "`detente export --format parquet-readings` and `--format parquet-rows` make such"
        )
    _take_rows(intake, str(link))


def _take_readings(intake: Intake, rows: Iterator[tuple[str | None]]) -> None:
    for number, (text,) in enumerate(rows, 1):
        problem = _take_reading(intake, (text or "").encode())
        if problem is not None:
            intake.keep_aside([(number, problem, (text or "")[:LONGEST])])


def _take_rows(intake: Intake, path: str) -> None:
    """Take imported rows in, each data set of theirs as it was."""
    about = ", ".join(f"data_set_{name}" for name in DATA_SET)
    complete = " and ".join(f"{name} is not null" for name in ("row", *(f"data_set_{name}" for name in DATA_SET)))
    query = f"select {about}, count(*) from read_parquet(?) where {complete} group by all order by {about}"
    columns = ", ".join(f'"{name}"' for name in KINDS)
    for number, (*held, rows) in enumerate(intake.db.execute(query, [path]).fetchall(), intake.data_set + 1):
        name, _, source, sha256 = held
        if intake.db.execute("select 1 from data_sets where sha256 = ?", [sha256]).fetchone():
            intake.notes.append(f"{name} ({source}) is in the archive already; its rows are left as they are")
            intake.others["rows"] += 0
            continue
        intake.db.execute("insert into data_sets values (?, ?, ?, ?, ?, ?, 0)", [number, *held, rows])
        chosen = f"select ?, {columns} from read_parquet(?) where data_set_sha256 = ? and {complete}"
        intake.db.execute(f"insert into imported (data_set, {columns}) {chosen}", [number, path, sha256])
        intake.others[f"rows of {name}"] += rows


JSONL = Format("jsonl", "Détente's JSON lines", _is_own, _take_lines)
PARQUET = Format("parquet", "Détente's Parquet", _is_parquet, _take_parquet)
