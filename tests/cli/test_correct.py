"""``detente correct`` and the marks it leaves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def own(detente: Run, archive: str, workspace: Path) -> Iterator[str]:
    """A copy of the archive of the examples, to be corrected."""
    copy = workspace / "out" / "corrected.duckdb"
    copy.write_bytes((workspace / archive).read_bytes())
    yield "out/corrected.duckdb"
    copy.unlink()


def launches(detente: Run, archive: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(
        detente("incidents", "--archive", archive, "--type", "MOBILIZE", "--until", "2017-07-04", "--json").stdout
    )
    return found


def test_a_correction_is_made_shown_listed_exported_and_taken_back(detente: Run, own: str, workspace: Path) -> None:
    event = launches(detente, own)[0]["reports"][0]  # type: ignore[index]
    where = ("--archive", own)
    made = detente("correct", event, *where, "--type", "COERCE", "--who", "Ada", "--why", "no launch is told")
    assert made.exit_code == 0, made.output
    assert "type COERCE (was MOBILIZE:" in made.output
    row = next(line for line in detente("events", *where, "--csv").stdout.splitlines() if line.startswith(event))
    assert ",COERCE," in row
    assert ",by Ada," in row
    assert "corrected by Ada: no launch is told" in detente("explain", event, *where).output
    assert "Ada" in detente("correct", "--list", *where, "--csv").stdout
    assert json.loads(detente("correct", "--list", *where, "--json").stdout)[0]["value"] == "COERCE"
    assert detente("correct", *where, "--export", "out/labelled.jsonl").exit_code == 0
    labelled = json.loads((workspace / "out" / "labelled.jsonl").read_text(encoding="utf-8"))
    assert (labelled["software"]["type"], labelled["person"]) == ("MOBILIZE", "COERCE")
    assert detente("correct", event, *where, "--undo").exit_code == 0
    assert json.loads(detente("correct", "--list", *where, "--json").stdout) == []


def test_a_rejected_incident_is_nowhere_and_explain_says_so(detente: Run, own: str) -> None:
    incident = launches(detente, own)[0]
    where = ("--archive", own)
    assert detente("correct", str(incident["id"]), *where, "--reject", "--who", "Ada", "--why", "a film").exit_code == 0
    assert incident["id"] not in [i["id"] for i in launches(detente, own)]
    event = incident["reports"][0]  # type: ignore[index]
    assert event not in detente("events", *where, "--csv").stdout
    assert "rejected by Ada: a film" in detente("explain", event, *where).output


def test_a_split_is_marked_and_why_names_who_said_it(detente: Run, own: str) -> None:
    incident = next(i for i in json.loads(detente("incidents", "--archive", own, "--json").stdout) if len(i["reports"]) > 1)
    one, other = incident["reports"][:2]
    assert detente("correct", one, "--archive", own, "--split", "--who", "Ada", "--why", "two flights").exit_code == 0
    told = detente("incidents", "--archive", own, "--why", one, other).output
    assert "not one event: taken apart by Ada" in told
    assert detente("correct", one, "--archive", own, "--merge", other, "--who", "Ben", "--why", "one flight").exit_code == 0
    assert "one event: put together by" in detente("incidents", "--archive", own, "--why", one, other).output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name an event"),
        (("ev-1",), "say what is wrong with ev-1"),
        (("ev-1", "--reject"), "--who NAME and --why TEXT is missing"),
        (("ev-1", "--reject", "--split", "--who", "A", "--why", "B"), "stand alone"),
        (("ev-1", "--reject", "--undo", "--who", "A", "--why", "B"), "takes a correction back"),
        (("ev-nothing", "--reject", "--who", "A", "--why", "B"), "no event has this identifier"),
        (("--reject", "--who", "A", "--why", "B"), "name an event"),
    ],
)
def test_bad_corrections_are_refused_with_what_to_do(detente: Run, archive: str, arguments: tuple[str, ...], words: str) -> None:
    result = detente("correct", *arguments, "--archive", archive)
    assert result.exit_code == 1
    assert words in result.output


def test_a_correction_makes_no_archive(detente: Run, workspace: Path) -> None:
    result = detente("correct", "ev-1", "--reject", "--who", "A", "--why", "B", "--archive", "out/none.duckdb")
    assert result.exit_code == 1
    assert "there is no archive" in result.output
    assert not (workspace / "out" / "none.duckdb").exists()


def test_a_code_that_nobody_knows_is_kept_and_asked_about(detente: Run, own: str) -> None:
    event = launches(detente, own)[0]["reports"][0]  # type: ignore[index]
    by = ("--archive", own, "--who", "Ada", "--why", "so it is")
    made = detente("correct", event, "--actor", "PKR", *by)
    assert made.exit_code == 0, made.output
    assert "nothing is told of 'PKR'; is PRK meant?" in made.stderr
    assert f"`detente correct {made.stdout.split()[1].rstrip(',')} --undo` takes it back" in made.stderr
    assert "note" not in detente("correct", event, "--actor", "TUV-MIL,PRK", *by).stderr
