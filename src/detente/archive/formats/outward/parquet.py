"""Parquet files, written by DuckDB: events as a flat table, whole readings, imported rows."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from detente.archive.formats.appending import KINDS
from detente.archive.formats.outward.given import Given
from detente.archive.formats.outward.own import kept_readings
from detente.archive.formats.outward.table import COLUMNS
from detente.archive.imported import condition
from detente.archive.selection import Selection

if TYPE_CHECKING:
    from detente.archive.store import Archive


def write_events(path: Path, stream: Iterable[Given]) -> None:
    """Write events as one flat table, typed; the columns are those of the comma-separated form."""
    lines = (json.dumps({name: value(given) for name, (_, value) in COLUMNS.items()}, ensure_ascii=False) for given in stream)
    write_lines(path, {name: kind for name, (kind, _) in COLUMNS.items()}, lines)


def write_readings(path: Path, archive: Archive, selection: Selection) -> int:
    """Write whole readings, as the archive keeps them; gives their number."""
    columns = ("document", "published", "outlet", "source", "reading")
    number = 0

    def lines() -> Iterator[str]:
        nonlocal number
        for cells in kept_readings(archive, selection):
            yield json.dumps(dict(zip(columns, cells, strict=True)), ensure_ascii=False)
            number += 1

    write_lines(path, dict.fromkeys(columns, "varchar"), lines())
    return number


PART = 1 << 26  # bytes of text that lie on the disk at a time
LONGEST = 1 << 30  # bytes of a line; a reading of the longest text takes far less

#: Of the data set each row belongs to; then come the columns of the archive's table.
DATA_SET = ("name", "format", "source", "sha256")


def write_rows(path: Path, archive: Archive, selection: Selection, names: tuple[str, ...] | None) -> int:
    """Write imported rows with all their columns, by data set and row; gives their number."""
    chosen, values = condition(selection, None)
    listed = ", ".join([*(f"d.{name} as data_set_{name}" for name in DATA_SET), *(f'i."{name}"' for name in KINDS)])
    source = f"from imported i join data_sets d on d.id = i.data_set where {chosen}"
    if names is not None:
        source, values = f"{source} and d.name in (select unnest(?))", [*values, list(names)]
    archive.copy(f"select {listed} {source} order by d.name, d.sha256, i.row", values, path)
    return next(int(count) for (count,) in archive.stream(f"select count(*) {source}", values))


def write_lines(path: Path, columns: dict[str, str], lines: Iterable[str]) -> None:
    """Write JSON lines as a Parquet table of these columns, in their order; a part of them at a time lies on the disk as text."""
    kinds = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".detente-") as folder, duckdb.connect() as db:
        db.execute("set temp_directory = ?", [folder])
        aside = Path(folder) / "part.jsonl"
        parts: list[Path] = []
        rest = iter(lines)
        while (size := _write_part(aside, rest)) or not parts:
            parts.append(Path(folder) / f"{len(parts)}.parquet")
            source = f"read_json('{_pattern(aside)}', format = 'newline_delimited', columns = {{{kinds}}}, maximum_object_size = {LONGEST})"
            if not size:  # DuckDB reads no empty file
                source = "(select " + ", ".join(f'null::{kind} as "{name}"' for name, kind in columns.items()) + " limit 0)"
            db.execute(f"copy (select * from {source}) to '{_quoted(parts[-1])}' (format parquet, compression zstd)")
        listed = ", ".join(f"'{_pattern(part)}'" for part in parts)
        db.execute(f"copy (select * from read_parquet([{listed}])) to '{_quoted(path)}' (format parquet, compression zstd)")


def _write_part(path: Path, lines: Iterator[str]) -> int:
    size = 0
    with path.open("wb") as file:
        while size < PART and (line := next(lines, None)) is not None:
            size += file.write(line.encode("utf-8", "replace") + b"\n")
    return size


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _pattern(path: Path) -> str:
    """Quote a path where DuckDB takes some signs for a pattern."""
    return re.sub(r"[*?\[]", lambda sign: f"[{sign[0]}]", _quoted(path))
