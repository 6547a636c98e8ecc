"""The verb for any daily series, on good and bad files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
EXAMPLE = ("alarms", "examples/series/daily.csv", "--column", "score", "--volume", "volume")


def test_a_series_of_somebody_else_is_read(detente: Run) -> None:
    result = detente(*EXAMPLE, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    spike, level = found["turning_points"]
    assert (spike["day"], spike["sign"], spike["kind"]) == ("2020-06-14", -1, "spike")
    assert (level["sign"], level["kind"]) == (-1, "level")
    assert [(a["day"], a["kind"]) for a in found["alarms"]] == [("2020-06-14", "spike"), ("2021-03-24", "level")]
    assert len(found["partial"]) == 1


def test_the_rate_is_stated(detente: Run) -> None:
    result = detente(*EXAMPLE)
    assert "at most 1 a year" in result.stdout
    assert "forecast" not in result.stdout.replace("no forecast", "")
    lines = detente(*EXAMPLE, "--csv").stdout.splitlines()
    assert lines[0] == "found,day,sign,kind,score,before,after"
    assert lines[1].startswith("turning point,2020-06-14,-1,spike,")
    assert len(lines) == 5


@pytest.mark.parametrize(
    ("text", "options", "told"),
    [
        ("date,a,b\n2020-01-01,1,2\n", (), "which column"),
        ("date,a\n2020-01-01,1\n", ("--column", "c"), "column 'c' is not there; the columns are date, a"),
        ("day,a\n2020-01-01,1\n", (), "column 'date' is not there"),
        ("date,a\n01/02/2020,1\n", (), "line 2: '01/02/2020' is no date"),
        ("date,a\n2020-01-01,1\n2020-01-02,x\n", (), "line 3, a: 'x' is no number"),
        ("date,a\n2020-01-01,1\n2020-01-01,2\n", (), "2020-01-01 comes twice"),
        ("date,a\n2020-01-01,1,5\n", (), "line 2 has 3 cells"),
        ("date,a\n2020-01-01,inf\n", (), "infinite"),
        ("date,a\n", (), "head line only"),
        ("", (), "is empty"),
        ("date,a\n2020-01-01,1\n", ("--rate", "0"), "--rate 0"),
        ("date,a\n2020-01-01,1\n", ("--rate", "nan"), "--rate nan"),
    ],
)
def test_what_is_wrong_is_named(detente: Run, workspace: Path, text: str, options: tuple[str, ...], told: str) -> None:
    (workspace / "own.csv").write_text(text)
    result = detente("alarms", "own.csv", *options)
    assert result.exit_code == 1, result.output
    assert told in " ".join(result.stderr.split())


def test_what_is_no_text_is_named(detente: Run, workspace: Path) -> None:
    (workspace / "own.csv").write_bytes(b"date,a\n\xff\xfe")
    assert "no UTF-8" in detente("alarms", "own.csv").stderr
    assert "no such file" in detente("alarms", "nowhere.csv").stderr
