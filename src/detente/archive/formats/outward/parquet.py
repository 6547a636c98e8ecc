"""Parquet files, written by DuckDB: events as a flat table, whole readings, imported rows."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from detente.archive.formats.appending import KINDS
from detente.archive.formats.outward.given import Given
from detente.archive.formats.outward.own import chosen_readings
from detente.archive.formats.outward.table import COLUMNS
from detente.archive.imported import condition
from detente.archive.selection import Selection
from detente.records import to_json

if TYPE_CHECKING:
    from detente.archive.store import Archive


def write_events(path: Path, stream: Iterable[Given]) -> None:
    """Write events as one flat table, typed; the columns are those of the comma-separated form."""
    lines = (
        json.dumps({"n": n, **{name: value(given) for name, (_, value) in COLUMNS.items()}}, ensure_ascii=False)
        for n, given in enumerate(stream)
    )
    write_lines(path, {name: kind for name, (kind, _) in COLUMNS.items()}, lines)


def write_readings(path: Path, archive: Archive, selection: Selection) -> int:
    """Write whole readings, as the archive keeps them; gives their number."""
    columns = ("document", "published", "outlet", "source", "reading")
    number = 0

    def lines() -> Iterator[str]:
        nonlocal number
        for reading in chosen_readings(archive, selection):
            document = reading.document
            cells = (document.id, document.published, document.outlet, document.source, to_json(reading))
            yield json.dumps({"n": number, **dict(zip(columns, cells, strict=True))}, ensure_ascii=False)
            number += 1

    write_lines(path, dict.fromkeys(columns, "varchar"), lines())
    return number


#: Of the data set each row belongs to; then come the columns of the archive's table.
DATA_SET = ("name", "format", "source", "sha256")


def write_rows(path: Path, archive: Archive, selection: Selection) -> int:
    """Write imported rows with all their columns, by data set and row; gives their number."""
    chosen, values = condition(selection, None)
    listed = ", ".join([*(f"d.{name} as data_set_{name}" for name in DATA_SET), *(f'i."{name}"' for name in KINDS)])
    source = f"from imported i join data_sets d on d.id = i.data_set where {chosen}"
    archive.copy(f"select {listed} {source} order by d.name, d.sha256, i.row", values, path)
    return next(int(count) for (count,) in archive.stream(f"select count(*) {source}", values))


def write_lines(path: Path, columns: dict[str, str], lines: Iterator[str]) -> None:
    """Write JSON lines, numbered by ``n``, as a Parquet table of these columns."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".detente-") as folder, duckdb.connect() as db:
        aside = Path(folder) / "lines.jsonl"
        with aside.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.writelines(line + "\n" for line in lines)
        db.execute("set temp_directory = ?", [folder])
        kinds = ", ".join(f"'{name}': '{kind}'" for name, kind in {"n": "bigint", **columns}.items())
        listed = ", ".join(f'"{name}"' for name in columns)
        if aside.stat().st_size:
            source = f"read_json('{_quoted(aside)}', format = 'newline_delimited', columns = {{{kinds}}}, maximum_object_size = 1000000000)"
        else:
            source = "(select " + ", ".join(f'null::{kind} as "{name}"' for name, kind in {"n": "bigint", **columns}.items()) + " limit 0)"
        db.execute(f"copy (select {listed} from {source} order by n) to '{_quoted(path)}' (format parquet, compression zstd)")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
