"""``detente draft`` on the Korean example archive and on bad input."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from detente.conflict import Model, read_model

Run = Callable[..., Result]


def test_a_draft_is_written_and_read_back(detente: Run, archive: str, workspace: Path) -> None:
    result = detente("draft", "--archive", archive, "--about", "KOR,PRK", "-o", "out/draft.toml")
    assert result.exit_code == 0, result.output
    model = read_model(workspace / "out/draft.toml")
    assert {"KOR", "PRK"} <= {code for maker in model.decision_makers for code in maker.actors}
    assert model.status_quo is not None
    assert "written to out/draft.toml" in result.stdout
    assert model.held
    why = "less is told of it, or nothing is left to choose"
    for maker in model.decision_makers:
        assert (f"{maker.name}, held as it stands ({why}): " in result.stdout) is bool(maker.held)


def test_drafting_twice_gives_the_same_bytes(detente: Run, archive: str) -> None:
    first, second = (detente("draft", "--archive", archive).stdout for _ in range(2))
    assert first == second
    assert first.startswith("name = ")


def test_json_has_the_model_the_bystanders_and_the_questions(detente: Run, archive: str) -> None:
    plain = json.loads(detente("draft", "--archive", archive, "--include-opinion", "--json").stdout)
    assert Model.from_dict(plain["model"]).decision_makers
    assert plain["notes"]
    assert all(bystander["reason"] for bystander in plain["bystanders"])
    assert all(question["text"].endswith((".", "?")) for question in plain["questions"])


def test_an_unknown_party_is_named_with_those_there(detente: Run, archive: str) -> None:
    result = detente("draft", "--archive", archive, "--about", "PRX")
    assert result.exit_code == 1
    assert "nothing is told of 'PRX'" in result.stderr
    assert "PRK" in result.stderr


def test_dates_that_hold_nothing(detente: Run, archive: str) -> None:
    result = detente("draft", "--archive", archive, "--between", "1990-01-01", "1990-12-31")
    assert result.exit_code == 1
    assert "nothing is told between 1990-01-01 and 1990-12-31" in result.stderr


def test_an_output_that_cannot_be_written(detente: Run, archive: str) -> None:
    result = detente("draft", "--archive", archive, "-o", "examples/korea/README.md/x.toml")
    assert result.exit_code == 1
    assert "name another file" in result.stderr


def test_an_edited_file_survives_a_second_draft(detente: Run, archive: str, workspace: Path) -> None:
    file = workspace / "out/edited.toml"
    command = ("draft", "--archive", archive, "--about", "KOR,PRK", "-o", "out/edited.toml")
    assert "written to" in detente(*command).stdout
    first = file.read_bytes()
    assert "nothing new" in detente(*command).stdout
    assert file.read_bytes() == first
    edited = file.read_text().replace('name = "military exercises"', 'name = "drills"  # mine')
    file.write_text(edited)
    assert "what you edited in it stays" in detente(*command, "--between", "2022-01-01", "2022-12-31").stdout
    assert 'name = "drills"  # mine' in file.read_text()
    plain = json.loads(detente(*command, "--json").stdout)
    assert "drills" in json.dumps(plain["model"])
    assert plain["merge"]["came_in"]
    (workspace / "out/edited.draft.toml").unlink()
    refused = detente(*command)
    assert refused.exit_code == 1
    assert "--replace" in refused.stderr
    assert detente(*command, "--replace").exit_code == 0
    assert file.read_bytes() == first


def test_the_archive_is_not_overwritten(detente: Run, archive: str) -> None:
    result = detente("draft", "--archive", archive, "-o", archive, "--replace")
    assert result.exit_code == 1
    assert "this is the archive" in result.stderr
