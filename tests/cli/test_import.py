"""``detente import`` and ``detente datasets``: what they say of files taken in, left out and kept aside."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]
EXAMPLE = "examples/imported/gdelt.tsv"


def test_a_summary_of_rows_in_aside_and_unknown(detente: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "a.duckdb")
    told = detente("import", EXAMPLE, "--archive", path).stdout
    assert "9 rows of gdelt taken in as gdelt, 2 kept aside" in told
    assert "QZX (1)" in told
    assert "nothing is changed" in detente("import", EXAMPLE, "--archive", path, "--name", "other").stdout
    (listed,) = json.loads(detente("datasets", "--archive", path, "--json").stdout)
    assert (listed["rows"], listed["aside"], listed["name"]) == (9, 2, "gdelt")
    assert detente("datasets", "--unknown", "--csv", "--archive", path).stdout.splitlines()[1:] == ["gdelt,actor,QZX,1"]
    aside = json.loads(detente("datasets", "--aside", "--json", "--archive", path).stdout)
    assert [a["row"] for a in aside] == [9, 11]
    assert "9 rows" in detente("datasets", "gdelt", "--remove", "--archive", path).stdout
    assert json.loads(detente("events", "--archive", path, "--json").stdout) == []


def test_files_that_cannot_be_taken_are_named_and_the_others_go_in(detente: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "a.duckdb")
    (tmp_path / "notes.txt").write_text("nothing of the kind\n")
    result = detente("import", str(tmp_path / "notes.txt"), EXAMPLE, "none.tsv", "--archive", path, "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert [f["data_set"]["rows"] for f in told["files"]] == [9]
    assert len(told["left_out"]) == 2
    assert detente("import", "none.tsv", "--archive", path).exit_code == 1


def test_what_makes_no_sense_is_told(detente: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "a.duckdb")
    assert "write it as 2023-04-16" in detente("import", EXAMPLE, "--until", "soon", "--archive", path).output
    assert "the formats are gdelt" in detente("import", EXAMPLE, "--format", "excel", "--archive", path).output
    detente("import", EXAMPLE, "--archive", path)
    assert "give one of them" in detente("datasets", "--aside", "--unknown", "--archive", path).output
    assert "needs the name" in detente("datasets", "--remove", "--archive", path).output
    assert "there are: gdelt" in detente("datasets", "acled", "--remove", "--archive", path).output
    assert "there are: gdelt" in detente("events", "--data-set", "acled", "--archive", path).output


def test_imported_events_are_listed_with_their_data_set(detente: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "a.duckdb")
    detente("import", EXAMPLE, "--archive", path, "--name", "mine")
    events = json.loads(detente("events", "--archive", path, "--dyad", "KOR", "PRK", "--json").stdout)
    assert [e["data_set"] for e in events] == ["mine"] * 3
    rows = detente("events", "--archive", path, "--data-set", "mine", "--csv").stdout.splitlines()
    assert len(rows) == 10
    assert rows[0].split(",")[10] == "data_set"
    told = json.loads(detente("explain", events[0]["id"], "--archive", path, "--json").stdout)
    assert told[0]["evidence"]["row"] == 2


def test_our_own_table_for_spreadsheets_is_known_and_the_form_to_import_named(detente: Run, archive: str, tmp_path: Path) -> None:
    table, taken = str(tmp_path / "events.csv"), str(tmp_path / "a.duckdb")
    assert detente("export", "--format", "csv", "--archive", archive, "-o", table).exit_code == 0
    result = detente("import", table, "--archive", taken)
    assert result.exit_code == 1
    assert "--format jsonl" in result.stderr
