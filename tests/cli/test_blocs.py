"""``detente blocs``: its listings, files and refusals."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from click.testing import Result

from detente.archive import Archive

Run = Callable[..., Result]


def test_years_are_listed_with_their_camps(detente: Run, archive: str) -> None:
    result = detente("blocs", "--archive", archive, "--by", "year")
    assert result.exit_code == 0, result.output
    assert "2023: camps: " in result.stdout
    assert "2017 to 2018: PRK and USA from hostile to friendly" in result.stdout


def test_every_tie_of_the_json_opens_its_records(detente: Run, archive: str) -> None:
    plain = json.loads(detente("blocs", "--archive", archive, "--since", "2023-01-01", "--json").stdout)
    events = {e["id"] for e in json.loads(detente("events", "--archive", archive, "--status", "asserted", "--json").stdout)}
    (period,) = plain["periods"]
    for tie in period["network"]["ties"]:
        assert tie["incidents"] or tie["relations"]
        assert set(tie["reports"]) <= events
        assert len(tie["reports"]) >= len(tie["incidents"])
        for record in tie["relations"]:
            assert detente("explain", record, "--archive", archive).exit_code == 0
    assert period["split"]["exact"]
    assert period["split"]["high"] <= period["split"]["total"]


def test_csv_has_a_row_a_tie(detente: Run, archive: str) -> None:
    rows = list(csv.DictReader(io.StringIO(detente("blocs", "--archive", archive, "--by", "year", "--csv").stdout)))
    assert {row["period"] for row in rows} >= {"2017", "2018"}
    assert {row["sign"] for row in rows} == {"friendly", "hostile", "unclear"}


def test_charts_and_graphml_are_written(detente: Run, archive: str, workspace: Path) -> None:
    for name in ("blocs.svg", "blocs.html", "blocs.png"):
        result = detente("blocs", "--archive", archive, "--by", "year", "--chart", f"out/{name}", "--graphml", "out/blocs.graphml")
        assert result.exit_code == 0, result.output
    assert ElementTree.parse(workspace / "out/blocs.svg").getroot().tag.endswith("svg")
    assert b"<script" not in (workspace / "out/blocs.html").read_bytes()
    assert (workspace / "out/blocs.png").read_bytes().startswith(b"\x89PNG")
    assert "South Korea" in (workspace / "out/blocs.graphml").read_text(encoding="utf-8")


def test_about_takes_those_named_and_their_neighbours(detente: Run, archive: str) -> None:
    ties = [json.loads(detente("blocs", "--archive", archive, *about, "--json").stdout)["periods"][0]["network"]["ties"]
            for about in ((), ("--about", "JPN"))]  # fmt: skip
    every, narrowed = ([tie["pair"] for tie in some] for some in ties)
    near = {code for pair in every if "JPN" in pair for code in pair}
    assert narrowed == [pair for pair in every if near >= set(pair)]
    assert len(narrowed) < len(every)


def test_what_cannot_be_is_refused_with_a_next_step(detente: Run, archive: str) -> None:
    for arguments, words in (
        (("--about", "XYZ"), "nothing is told of 'XYZ'"),
        (("--chart", "out/blocs.pdf"), "a chart is drawn as svg, html, png"),
        (("--data-set", "GDELT"), "no data set has this name; none was imported (see `detente import`)"),
        (("--data-set", "GDELT", "--include-opinion"), "leave it out"),
        (("--since", "2023"), "is no date"),
        (("--since", "2031-01-01"), "nothing that passed"),
    ):
        result = detente("blocs", "--archive", archive, *arguments)
        assert result.exit_code == 1, arguments
        assert words in result.stderr


def test_an_imported_data_set_has_a_network_of_its_own(detente: Run, workspace: Path) -> None:
    path = workspace / "out/rows.duckdb"
    with Archive(path) as made:
        made._db.execute("insert into data_sets values (1, 'GDELT', 'gdelt', 'a.csv', 'abc', 6, 0)")
        rows = [
            ("2018-01-02", "ASSAULT", "RUS", "UKR"), ("2018-01-03", "ASSAULT", "UKR", "RUS"), ("2018-02-03", "AID", "POL", "UKR"),
            ("2018-02-04", "AID", "POL", "UKR"), ("2019-02-04", "AID", "POL", "UKR"), ("2018-02-04", "AID", None, "UKR"),
        ]  # fmt: skip
        for number, (day, kind, one, other) in enumerate(rows, start=1):
            made._db.execute(
                "insert into imported (data_set, row, start, \"end\", type, actor, actor_party, recipient, recipient_party) "
                "values (1, ?, ?, ?, ?, ?, ?, ?, ?)",
                [number, day, day, kind, one, one, other, other],
            )
    plain = json.loads(detente("blocs", "--archive", "out/rows.duckdb", "--data-set", "GDELT", "--by", "year", "--json").stdout)
    first, second = plain["periods"]
    assert [(t["pair"], t["word"], t["dealings"]) for t in first["network"]["ties"]] == [
        (["POL", "UKR"], "friendly", 2), (["RUS", "UKR"], "hostile", 2),
    ]  # fmt: skip
    assert first["split"]["parts"][0]["camps"] == [["POL", "UKR"], ["RUS"]]
    assert second["network"]["ties"][0]["incidents"] == ["a.csv row 5"]
    own = detente("blocs", "--archive", "out/rows.duckdb")
    assert own.exit_code == 1
    assert "--data-set" in own.stderr
