"""`detente tension` as it is used: groups, periods, weights, files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import nanoarrow
import pytest
from click.testing import Result

from detente.tension.arrow import COLUMNS
from tests.tension.imports import import_rows

Run = Callable[..., Result]


def series(detente: Run, *arguments: str) -> dict[str, object]:
    result = detente("tension", *arguments, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize("by", ["day", "week", "month"])
def test_json_and_csv_tell_the_same(by: str, detente: Run, archive: str) -> None:
    plain = series(detente, "KOR,USA", "PRK", "--by", by, "--archive", archive)
    result = detente("tension", "KOR,USA", "PRK", "--by", by, "--archive", archive, "--csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(plain["periods"])  # type: ignore[arg-type]
    for row, period in zip(rows, plain["periods"], strict=True):  # type: ignore[call-overload]
        assert row["start"] == period["start"]
        assert row["net"] == ("" if period["net"] is None else str(period["net"]))
        assert row["net_low"] == ("" if period["intervals"] is None else str(period["intervals"]["net"][0]))


def test_a_group_has_what_its_members_have(detente: Run, archive: str) -> None:
    group, one, two = (series(detente, first, "PRK", "--by", "month", "--archive", archive) for first in ("KOR,USA", "KOR", "USA"))
    told = [{i for p in s["periods"] for i in p["told"]} | set(s["undated"]) for s in (group, one, two)]  # type: ignore[attr-defined, call-overload]
    assert told[0] == told[1] | told[2]


def test_one_side_and_anybody_has_what_the_dyads_have_and_more(detente: Run, archive: str) -> None:
    anybody = series(detente, "PRK", "--archive", archive)
    dyad = series(detente, "KOR", "PRK", "--archive", archive)
    assert anybody["conflict_total"] > dyad["conflict_total"]  # type: ignore[operator]


def test_printed_weights_are_read_again_and_edited_ones_hold(detente: Run, archive: str, tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text(detente("tension", "--print-weights", "plover").stdout)
    usual, same = (series(detente, "KOR", "PRK", "--archive", archive, "--weights", w) for w in ("plover", str(table)))
    assert same["weights"] == "mine.tsv"
    assert same["periods"] == usual["periods"]
    table.write_text(table.read_text().replace("MOBILIZE\tweapons\t-6.5", "MOBILIZE\tweapons\t-60"))
    assert series(detente, "KOR", "PRK", "--archive", archive, "--weights", str(table))["conflict_total"] != usual["conflict_total"]


def test_charts_and_arrow_are_written(detente: Run, archive: str, tmp_path: Path) -> None:
    for form in ("svg", "html", "png"):
        path, stream = tmp_path / f"series.{form}", tmp_path / "series.arrows"
        result = detente("tension", "KOR", "PRK", "--by", "month", "--archive", archive, "--chart", str(path), "--arrow", str(stream))
        assert result.exit_code == 0, result.output
        assert f"written: {path}" in result.stdout
    assert ElementTree.fromstring((tmp_path / "series.svg").read_text()).tag.endswith("svg")
    assert (tmp_path / "series.png").read_bytes().startswith(b"\x89PNG")
    assert "<script" not in (tmp_path / "series.html").read_text()
    assert len(nanoarrow.ArrayStream.from_readable(stream.read_bytes()).read_all()) == 70


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name one side or two"),
        (("KOR,", ","), "names no actor"),
        (("KOR,PRK", "PRK"), "PRK is given twice"),
        (("KOR", "PRK", "--weights", "goldstien"), "no such table of weights"),
        (("KOR", "PRK", "--chart", "series.pdf"), "a chart is drawn as svg, html, png"),
        (("KOR", "PRK", "--between", "2018-01-01", "yesterday"), "is no date"),
        (("KOR", "PRK", "--between", "2031-01-01", "2031-02-01"), "no asserted event between KOR and PRK in these days"),
        (("KOR", "PRK", "--data-set", "gdelt"), "no data set has this name; none was imported (see `detente import`)"),
    ],
)
def test_what_cannot_be_is_said(arguments: tuple[str, ...], message: str, detente: Run, archive: str) -> None:
    result = detente("tension", *arguments, "--archive", archive)
    assert result.exit_code == 1
    assert message in result.output
    assert "Traceback" not in result.output


def test_data_sets_are_shown_one_after_the_other(detente: Run, tmp_path: Path) -> None:
    path = tmp_path / "rows.duckdb"
    row = {"actor": "KOR", "actor_party": "KOR", "recipient": "PRK", "recipient_party": "PRK", "start": "2018-01-03", "end": "2018-01-03"}
    for name in ("one", "two"):
        import_rows(path, name, [{**row, "type": "ACCUSE", "code": "111"}, {**row, "type": None, "code": "010"}])
    command = ("tension", "KOR", "PRK", "--archive", str(path), "--data-set", "one", "--data-set", "two")
    result = detente(*command, "--chart", str(tmp_path / "a.svg"))
    assert result.exit_code == 0, result.output
    assert result.stdout.index("KOR and PRK, one") < result.stdout.index("KOR and PRK, two")
    assert "1 row without a weight" in result.stdout
    assert ElementTree.parse(tmp_path / "a.svg").getroot().tag.endswith("svg")
    listed = json.loads(detente(*command, "--json").stdout)
    assert [one["data_set"] for one in listed] == ["one", "two"]
    result = detente("tension", "KOR", "PRK", "--archive", str(path))
    assert "holds imported rows only; name a data set, such as --data-set 'one'" in result.output
