"""Parquet files, written by DuckDB: events as a flat table, whole readings, imported rows."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from detente.archive.formats.outward.given import Given
from detente.archive.formats.outward.table import COLUMNS

READING_COLUMNS = {"document": "varchar", "published": "varchar", "outlet": "varchar", "source": "varchar", "reading": "varchar"}


def write_events(path: Path, stream: Iterable[Given]) -> None:
    """Write events as one flat table, typed; the columns are those of the comma-separated form."""
    lines = (
        json.dumps({"n": n, **{name: value(given) for name, (_, value) in COLUMNS.items()}}, ensure_ascii=False)
        for n, given in enumerate(stream)
    )
    write_lines(path, {name: kind for name, (kind, _) in COLUMNS.items()}, lines)


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
