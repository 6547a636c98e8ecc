"""``detente explain``: incidents, and identifiers that are of no record."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

from detente.cli.explain import MOST

Run = Callable[..., Result]


def incidents(detente: Run, archive: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(detente("incidents", "--archive", archive, "--json").stdout)
    return found


def test_an_incident_is_told_and_then_each_of_its_reports(detente: Run, archive: str) -> None:
    incident = next(i for i in incidents(detente, archive) if len(i["reports"]) > 1 and i["actors"] == ["PRK"] and i["confirmed"])
    told = detente("explain", incident["id"], "--archive", archive).stdout
    lines = told.splitlines()
    assert lines[0] == f"{incident['id']}, an incident of {len(incident['reports'])} reports"
    assert lines[1].startswith(f"type:       {incident['type']}, mode {incident['mode']} (")
    assert lines[2].startswith("sides:      PRK to ")
    assert lines[3].startswith(f"date:       {incident['start']}")
    assert lines[4].startswith(f"outlets:    {', '.join(incident['outlets'])}")
    assert lines[5].startswith("told:       ")
    assert [line.split(",")[0] for line in lines if line.startswith("ev-")] == incident["reports"]
    plain = json.loads(detente("explain", incident["id"][:11], "--archive", archive, "--json").stdout)
    assert [record["id"] for record in plain] == incident["reports"]
    assert all(record["document"]["id"].startswith("doc-") for record in plain)


def test_a_disputed_incident_shows_its_accounts(detente: Run, archive: str) -> None:
    incident = next(i for i in incidents(detente, archive) if i["disputed"])
    told = detente("explain", incident["id"], "--archive", archive).stdout
    assert "told:       disputed" in told
    assert "accounts:   status: asserted / denied" in told


def test_of_many_reports_the_first_are_explained_and_the_rest_are_counted(detente: Run, horn_archive: str) -> None:
    incident = next(i for i in incidents(detente, horn_archive) if len(i["reports"]) > MOST)
    more = len(incident["reports"]) - MOST
    told = detente("explain", incident["id"], "--archive", horn_archive).stdout.splitlines()
    assert [line.split(",")[0] for line in told if line.startswith("ev-")] == incident["reports"][:MOST]
    assert told[-1].startswith(f"and {more} more report")
    command = told[-1].split("`")[1].split()
    assert command[:3] == ["detente", "incidents", incident["id"]]
    (listed,) = json.loads(detente(*command[1:], "--archive", horn_archive).stdout)
    assert listed == incident


def test_every_incident_behind_a_series_is_found(detente: Run, archive: str) -> None:
    """A series leaves out what opinion pieces tell: some of its incidents have another identifier than in the listing of all."""
    series = json.loads(detente("tension", "KOR,USA", "PRK", "--by", "month", "--archive", archive, "--json").stdout)
    names = [name for period in series["periods"] for name in period["told"]]
    assert names
    listed = {i["id"] for i in incidents(detente, archive)}
    for name in sorted(set(names) - listed) + names[:3]:
        told = detente("explain", name, "--archive", archive)
        assert told.exit_code == 0, told.output
        assert told.stdout.startswith(f"{name}, an incident of ")
        assert ("made of:    what is told outside opinion pieces only" in told.stdout) == (name not in listed)


@pytest.mark.parametrize(
    ("identifier", "words"),
    [
        ("in-000000000000", "no incident has this identifier; `detente incidents` lists them"),
        ("in-", "several incidents begin so"),
        ("co-000000000000", "`detente correct --list` lists corrections"),
        ("in-depth", "no record has this identifier or these words"),
    ],
)
def test_what_cannot_be_explained_is_told_with_the_next_step(detente: Run, archive: str, identifier: str, words: str) -> None:
    result = detente("explain", identifier, "--archive", archive)
    assert result.exit_code == 1
    assert words in result.stderr
