"""``detente incidents``: what is listed, and why."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import Result

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
        (("--data-set", "GDELT"), "no data set has this name"),
    ],
)
def test_bad_questions_are_refused(detente: Run, archive: str, arguments: tuple[str, ...], words: str) -> None:
    result = detente("incidents", *arguments, "--archive", archive)
    assert result.exit_code == 1
    assert words in result.output
