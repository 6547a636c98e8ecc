"""Détente's own forms in: whole readings as JSON lines (also those that `detente read --json` prints) or as a Parquet file."""

from __future__ import annotations

import json

import duckdb

from detente.archive.formats.base import Format, Intake, Start
from detente.archive.formats.lines import numbered_lines
from detente.archive.formats.rows import LONGEST, NOT_UTF8, shown
from detente.archive.keeping import keep_reading
from detente.errors import FormatError, RecordError
from detente.records import Reading, from_json

_READING = frozenset({"document", "genre", "sentences"})
_MAGIC = b"PAR1"
LONGEST_READING = 1 << 28  # bytes; a text of the longest that is read makes far less


def _is_own(start: Start) -> bool:
    for line in start.lines[:1]:
        # A reading may be longer than the piece of the file that is looked at: then its first keys must do.
        if line.startswith(('{"document": {"id":', '{"document":{"id":')):
            return True
        try:
            plain = json.loads(line)
        except (ValueError, RecursionError):
            return False
        return isinstance(plain, dict) and plain.keys() >= _READING
    return False


def _take_lines(intake: Intake) -> None:
    for number, line, problem in numbered_lines(intake, LONGEST_READING):
        problem = problem or _take_reading(intake, line)
        if problem is not None:
            intake.keep_aside([(number, problem, shown(line[:LONGEST]))])


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
    intake.readings[keep_reading(intake.db, reading, known[0] if known else None).value] += 1
    return None


def _is_parquet(start: Start) -> bool:
    return start.raw.startswith(_MAGIC)


def _take_parquet(intake: Intake) -> None:
    """Take a Parquet file of readings in; DuckDB reads it from where it lies."""
    try:
        with duckdb.connect() as db:
            columns = {row[0] for row in db.execute("select name from parquet_schema(?)", [str(intake.source.path)]).fetchall()}
            if "reading" not in columns:
                raise FormatError(
                    f"{intake.source.path}: this Parquet file holds no readings; `detente export --format parquet-readings` makes one"
                )
            found = db.execute("select reading from read_parquet(?)", [str(intake.source.path)])
            number = 0
            while batch := found.fetchmany(100):
                for (text,) in batch:
                    number += 1
                    problem = _take_reading(intake, (text or "").encode())
                    if problem is not None:
                        intake.keep_aside([(number, problem, (text or "")[:LONGEST])])
    except duckdb.Error as error:
        raise FormatError(f"{intake.source.path}: it cannot be read as Parquet ({next(iter(str(error).splitlines()), '')})") from error


JSONL = Format("jsonl", "Détente's JSON lines", _is_own, _take_lines)
PARQUET = Format("parquet", "Détente's Parquet", _is_parquet, _take_parquet)
