"""The verbs on good and bad input."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from detente.records import Event, Reading, from_dict, from_json

Run = Callable[..., Result]

SENTENCE = "SEOUL - North Korea fired two ballistic missiles into the sea on Friday, South Korea's military said."


def test_standard_input_is_read_and_prints_lossless_json(detente: Run) -> None:
    result = detente("read", "-", "--published", "2023-04-16", "--json", stdin=SENTENCE)
    assert result.exit_code == 0, result.output
    reading = from_json(Reading, result.stdout)
    reading.check()
    assert reading.document.published == "2023-04-16"
    assert any(e.type == "MOBILIZE" and e.when.start == "2023-04-14" for e in reading.events)


def test_without_a_date_nothing_becomes_today(detente: Run) -> None:
    result = detente("read", "-", "--json", stdin=SENTENCE.replace("SEOUL - ", ""))
    reading = from_json(Reading, result.stdout)
    assert reading.document.published is None
    assert {e.when.start for e in reading.events} == {None}
    assert all(t.start is None for t in reading.times)


def test_a_missing_input_is_skipped_by_name_and_the_rest_goes_on(detente: Run, workspace: Path) -> None:
    (workspace / "good.txt").write_text(SENTENCE)
    result = detente("read", "nowhere.txt", "good.txt", "--published", "2023-04-16")
    assert result.exit_code == 0
    assert "skipped nowhere.txt" in result.stderr
    assert "MissingInput" in result.stderr
    assert "MOBILIZE" in result.stdout


def test_when_nothing_can_be_read_the_command_fails_in_one_line(detente: Run, workspace: Path) -> None:
    (workspace / "empty.txt").write_text("")
    (workspace / "binary.txt").write_bytes(bytes(range(256)) * 50)
    result = detente("brief", "empty.txt", "binary.txt", "-o", "out/none.html")
    assert result.exit_code == 1
    assert "Error: none of the inputs could be read" in result.stderr
    assert "Traceback" not in result.output
    assert not (workspace / "out/none.html").exists()


def test_a_wrong_date_is_named(detente: Run) -> None:
    result = detente("read", "-", "--published", "yesterday", stdin=SENTENCE)
    assert result.exit_code == 1
    assert "yesterday" in result.stderr


def test_adding_twice_changes_nothing(detente: Run) -> None:
    arguments = ("add", "examples/korea/news/opinion.jsonl", "--archive", "out/twice.duckdb", "--json")
    first, second = (json.loads(detente(*arguments).stdout) for _ in range(2))
    assert first["new"] == first["documents"] == second["unchanged"] == second["documents"]


def test_events_come_as_table_json_and_csv(detente: Run, archive: str) -> None:
    choice = ("events", "--archive", archive, "--dyad", "PRK", "KOR", "--type", "accuse")
    listed = json.loads(detente(*choice, "--json").stdout)
    assert listed
    for plain in listed:
        event = from_dict(Event, {k: v for k, v in plain.items() if k in Event.__slots__})
        assert event.type == "ACCUSE"
    lines = detente(*choice, "--csv").stdout.splitlines()
    assert len(lines) == len(listed) + 1
    assert lines[0].endswith("words,data_set,corrected,place,place_country,latitude,longitude,precision")
    assert f"{len(listed)} events" in detente(*choice).stdout


def test_an_archive_that_is_not_there_is_said_so(detente: Run) -> None:
    result = detente("events", "--archive", "out/nothing.duckdb")
    assert result.exit_code == 1
    assert "there is no archive; make one with `detente add`" in result.stderr


def test_a_record_is_explained_from_its_words_and_from_its_identifier(detente: Run, archive: str) -> None:
    event = json.loads(detente("events", "--archive", archive, "--type", "MOBILIZE", "--json").stdout)[0]
    told = detente("explain", event["id"], "--archive", archive).stdout
    for expected in (event["id"], "type:       MOBILIZE", "trigger:", "status:", "voice:", event["evidence"][0]["quote"]):
        assert expected in told
    missing = detente("explain", "ev-000000000000", "--archive", archive)
    assert missing.exit_code == 1
    assert "no record has this identifier" in missing.stderr


def test_the_ontology_shows_a_type_and_names_an_unknown_one(detente: Run) -> None:
    assert "restrict" in detente("ontology", "threaten").stdout
    assert len(json.loads(detente("ontology", "--json").stdout)) == 16
    assert "'WAR' is no event type" in detente("ontology", "WAR").stderr


def test_a_brief_in_markdown(detente: Callable[..., Result], archive: str, workspace: Path) -> None:
    assert detente("brief", "--archive", archive, "-o", "out/text.md").exit_code == 0
    assert (workspace / "out/text.md").read_text(encoding="utf-8").startswith("# ")
    assert (workspace / "out/text.json").exists()
    assert detente("brief", "--archive", archive, "--format", "md", "-o", "out/text.txt").exit_code == 0
    assert (workspace / "out/text.txt").read_bytes() == (workspace / "out/text.md").read_bytes()
