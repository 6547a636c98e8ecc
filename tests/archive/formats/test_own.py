"""Our own forms in: what somebody changed in them is kept aside, and nothing is taken in twice."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from detente.archive import Archive
from detente.archive.exports import export_file, export_lines
from detente.errors import FormatError
from detente.records import to_json
from tests.archive.builders import event, reading

READING = to_json(reading(event("ACCUSE", ("PRK",), ("KOR",), on="2020-06-16")))
SET = '{"data_set": {"name": "GDELT", "format": "gdelt", "source": "day.csv", "sha256": "00"}}'
ROW = '{"row": {"row": 1, "start": "2018-06-12", "end": "2018-06-12", "type": "CONSULT", "code": "042"}}'


def taken(path: Path, *lines: str) -> tuple[list[str], int, int]:
    path.write_text("\n".join(lines), encoding="utf-8")
    with Archive() as archive:
        archive.import_file(path)
        return [row.reason for row in archive.set_aside()], len(archive), len(list(archive.imported()))


def test_readings_and_data_sets_come_in_together(tmp_path: Path) -> None:
    assert taken(tmp_path / "a", READING, SET, ROW) == ([], 1, 1)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (READING.replace('"quote": "News"', '"quote": "Olds"'), "no reading"),
        (READING[:100], "no reading"),
        ('{"row": {"row": 1}}', "it belongs to a data set, and none is named before it"),
        ('{"row": 3}', "no line of ours"),
        ('{"row": {', "no line of ours"),
        ('{"data_set": {"name": "x"}}', "a data set needs name, format, source, sha256"),
        ('{"correction": {"id": "x"}}', "no correction of this version"),
        ('{"correction": {"id": "x", "record": "y", "verdict": "praise", "who": "me", "why": "so"}}', "no correction of this version"),
    ],
)
def test_a_changed_line_is_kept_aside(tmp_path: Path, line: str, reason: str) -> None:
    reasons, readings, _ = taken(tmp_path / "a", READING, line)
    assert readings == 1
    assert len(reasons) == 1
    assert reasons[0].startswith(reason)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"start": "12.6.2018"}, "start is '12.6.2018'"),
        ({"dead": "3"}, "dead is '3'"),
        ({"dead": 2**40}, "dead is 1099511627776"),
        ({"score": True}, "score is True"),
        ({"colour": "red"}, "no column is called 'colour'"),
        ({"row": None}, "row is missing"),
    ],
)
def test_a_cell_that_does_not_fit_keeps_the_row_aside(tmp_path: Path, cells: dict[str, object], reason: str) -> None:
    row = json.dumps({"row": {"row": 2, **cells}})
    assert taken(tmp_path / "a", SET, ROW, row) == ([reason], 0, 1)


def test_corrections_come_back_in_their_order_and_once(tmp_path: Path) -> None:
    made = [f'{{"correction": {{"id": "{name}", "record": "ev-1", "verdict": "reject", "who": "me", "why": "so"}}}}' for name in "ba"]
    (tmp_path / "a").write_text("\n".join(made) + "\n")
    with Archive() as archive:
        archive.import_file(tmp_path / "a")
        archive.import_file(tmp_path / "a")
        assert "".join(export_lines(archive, "jsonl")) == (tmp_path / "a").read_text()


def test_a_data_set_is_not_taken_in_twice(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("\n".join([SET, ROW]))
    with Archive() as archive:
        archive.import_file(tmp_path / "a")
        again = archive.import_file(tmp_path / "a")
        assert len(archive.data_sets()) == len(list(archive.imported())) == 1
        assert "is in the archive already" in again.notes[0]


def test_a_parquet_file_of_something_else_is_named(tmp_path: Path) -> None:
    with duckdb.connect() as db:
        db.execute(f"copy (select 1 as x) to '{tmp_path / 'other.parquet'}' (format parquet)")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and no more")
    with Archive() as archive:
        for name, message in (("other", "holds neither readings nor imported rows"), ("broken", "cannot be read as Parquet")):
            with pytest.raises(FormatError, match=message):
                archive.import_file(tmp_path / f"{name}.parquet")


def test_a_table_for_analysis_says_what_would_come_back(tmp_path: Path) -> None:
    with Archive() as archive:
        archive.add(reading(event("ACCUSE", ("PRK",), ("KOR",), on="2020-06-16")))
        export_file(archive, "parquet", tmp_path / "events.parquet")
        with pytest.raises(FormatError, match="parquet-rows"):
            archive.import_file(tmp_path / "events.parquet")
