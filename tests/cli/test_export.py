"""``detente export``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


def test_facts_are_printed_and_the_rest_is_told_of(detente: Run, archive: str) -> None:
    result = detente("export", "--format", "gdelt", "--archive", archive, "--dyad", "PRK", "KOR")
    assert result.exit_code == 0, result.output
    assert {line.count("\t") for line in result.stdout.splitlines()} == {60}
    assert "GDELT's form has no place for status" in result.stderr
    assert "told as negated" in result.stderr


def test_the_table_holds_what_the_listing_lists(detente: Run, archive: str) -> None:
    chosen = ("--archive", archive, "--actor", "PRK", "--since", "2020-01-01")
    listed = json.loads(detente("events", *chosen, "--json").stdout)
    rows = list(csv.DictReader(io.StringIO(detente("export", "--format", "csv", *chosen, "-o", "-").stdout)))
    assert len(rows) == len(listed)
    assert {row["id"] for row in rows} == {event["id"] for event in listed}


def test_a_file_is_written_whole_into_a_new_folder(detente: Run, archive: str, workspace: Path) -> None:
    result = detente("export", "--format", "jsonl", "--read", "--archive", archive, "-o", "out/new/korea.jsonl")
    assert result.exit_code == 0, result.output
    assert "korea.jsonl: 55 records" in result.stdout
    assert len((workspace / "out/new/korea.jsonl").read_text().splitlines()) == 55
    assert [p.name for p in (workspace / "out/new").iterdir()] == ["korea.jsonl"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "parquet"), "parquet is no text; name a file with -o"),
        (("--format", "gdelt", "--status", "future"), "gdelt cannot say that an event is told as future"),
        (("--format", "jsonl", "--incidents"), "jsonl holds readings or rows as they are, no incidents"),
        (("--format", "csv", "-o", "examples/korea/news/wire.jsonl/x"), "is a file, no folder"),
    ],
)
def test_what_makes_no_sense_is_one_line(detente: Run, archive: str, arguments: tuple[str, ...], message: str) -> None:
    result = detente("export", "--archive", archive, *arguments)
    assert result.exit_code == 1
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_an_actor_nobody_tells_of_is_named(detente: Run, archive: str) -> None:
    result = detente("export", "--format", "csv", "--archive", archive, "--actor", "PRX")
    assert result.exit_code == 0
    assert "nothing is told of 'PRX'; is PRK meant?" in result.stderr


def test_a_data_set_nobody_imported_is_named(detente: Run, archive: str) -> None:
    result = detente("export", "--archive", archive, "--format", "csv", "--data-set", "GDELT-1")
    assert result.exit_code == 1
    assert "'GDELT-1': no data set has this name; none was imported (see `detente import`)" in result.stderr


def test_the_copy_of_an_archive_gives_the_same_file(detente: Run, archive: str, workspace: Path) -> None:
    for source, file in ((archive, "out/one.jsonl"), ("out/copied.duckdb", "out/two.jsonl")):
        if source != archive:
            assert "55 new readings taken in" in detente("import", "out/one.jsonl", "--archive", source).stdout
        assert detente("export", "--archive", source, "--format", "jsonl", "--read", "-o", file).exit_code == 0
    assert (workspace / "out/one.jsonl").read_bytes() == (workspace / "out/two.jsonl").read_bytes()


def test_nothing_printed_can_play_tricks_on_a_terminal(detente: Run, workspace: Path) -> None:
    row = '"actor": [{"code": "PRK", "identifier_text": "calm\\u001b[31m\\u202e"}], "event": ["ACCUSE"]'
    (workspace / "hostile.jsonl").write_text(f'{{"date": "2019-01-01", {row}}}\n')
    assert detente("import", "hostile.jsonl", "--archive", "out/hostile.duckdb").exit_code == 0
    for form in ("csv", "plover", "polecat", "gdelt", "graphml", "jsonl"):
        shown = detente("export", "--archive", "out/hostile.duckdb", "--format", form)
        assert shown.exit_code == 0
        assert not {"\x1b", "\u202e"} & set(shown.output), form


def test_rows_of_a_data_set_go_through_parquet(detente: Run, workspace: Path) -> None:
    (workspace / "rows.jsonl").write_text('{"date": "2019-01-01", "actor": [{"code": "PRK"}], "event": ["ACCUSE"]}\n')
    for archive, file in (("out/p1.duckdb", "rows.jsonl"), ("out/p2.duckdb", "out/p1.parquet")):
        taken = detente("import", file, "--archive", archive)
        assert taken.exit_code == 0, taken.output
        result = detente("export", "--archive", archive, "--format", "parquet-rows", "-o", f"out/{archive[4:6]}.parquet")
        assert "1 row" in result.stdout, result.output
    assert (workspace / "out/p1.parquet").read_bytes() == (workspace / "out/p2.parquet").read_bytes()
