"""``detente incidents``: what is listed, and why."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from tests.archive.formats.rows import file_of

Run = Callable[..., Result]


def test_contradictions_stand_side_by_side(detente: Run, archive: str) -> None:
    rows = detente("incidents", "--archive", archive, "--contradicted", "--csv").stdout.splitlines()
    assert rows[0] == "id,date,type,actors,recipients,reports,outlets,told,accounts,corrected"
    assert any("status: asserted / denied" in row and ",disputed," in row for row in rows)


def test_filters_choose_incidents_and_change_none(detente: Run, archive: str) -> None:
    everything = {i["id"] for i in json.loads(detente("incidents", "--archive", archive, "--json").stdout)}
    some = {i["id"] for i in json.loads(detente("incidents", "--archive", archive, "--actor", "JPN", "--json").stdout)}
    assert some < everything


def test_why_tells_an_incident_and_two_events(detente: Run, archive: str) -> None:
    found = json.loads(detente("incidents", "--archive", archive, "--json").stdout)
    incident = next(i for i in found if len(i["reports"]) > 1)
    told = detente("incidents", "--archive", archive, "--why", incident["id"]).output
    assert "one event: the evidence sums to +" in told
    assert "the same type, " in told
    alone = next(i for i in found if len(i["reports"]) == 1)
    apart = detente("incidents", "--archive", archive, "--why", incident["reports"][0], alone["reports"][0]).output
    assert "not one event: the evidence sums to -" in apart
    plain = json.loads(detente("incidents", "--archive", archive, "--why", incident["id"], "--json").stdout)
    assert plain[0]["merged"] is True
    assert detente("incidents", alone["id"], "--archive", archive, "--csv").stdout.count("in-") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--why",), "name two events"),
        (("--why", "ev-none"), "has this identifier"),
        (("in-none",), "with or without --merge"),
        (("--why", "im-none", "im-other"), "compared and merged with --merge"),
        (("--data-set", "GDELT"), "no data set has this name"),
    ],
)
def test_bad_questions_are_refused(detente: Run, archive: str, arguments: tuple[str, ...], words: str) -> None:
    result = detente("incidents", *arguments, "--archive", archive)
    assert result.exit_code == 1
    assert words in result.output


@pytest.fixture
def with_rows(detente: Run, archive: str, workspace: Path) -> Iterator[str]:
    """The archive of the examples with the rows of a data set."""
    copy = workspace / "out" / "rows.duckdb"
    copy.write_bytes((workspace / archive).read_bytes())
    path = workspace / "out" / "rows.tsv"
    path.write_text(file_of("gdelt"), encoding="utf-8")
    result = detente("import", "out/rows.tsv", "--archive", "out/rows.duckdb")
    assert result.exit_code == 0, result.output
    yield "out/rows.duckdb"
    copy.unlink()


def test_rows_are_listed_apart_and_merged_when_asked(detente: Run, with_rows: str) -> None:
    where = ("--archive", with_rows)
    own = detente("incidents", *where, "--json")
    assert "rows of data sets are not among these" in own.stderr
    name = json.loads(detente("datasets", *where, "--json").stdout)[0]["name"]
    rows = json.loads(detente("incidents", *where, "--data-set", name, "--json").stdout)
    assert rows
    assert all(len(row["reports"]) == 1 and row["reports"][0].startswith("im-") for row in rows)
    merged = json.loads(detente("incidents", *where, "--merge", "--json").stdout)
    reports = [report for incident in merged for report in incident["reports"]]
    assert len(reports) == len(set(reports))
    assert len(reports) == len([r for i in json.loads(own.stdout) for r in i["reports"]]) + len(rows)
