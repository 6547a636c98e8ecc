"""``detente watch`` on the Korean example archive and on bad input."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def model(detente: Run, archive: str) -> str:
    days = ("2017-01-01", "2022-06-30")
    result = detente("draft", "--archive", archive, "--about", "KOR,PRK", "--between", *days, "-o", "out/of-2022.toml")
    assert result.exit_code == 0, result.output
    return "out/of-2022.toml"


def test_text_json_and_csv_tell_the_same(detente: Run, archive: str, model: str) -> None:
    text = detente("watch", model, "--archive", archive)
    assert text.exit_code == 0, text.output
    assert "New is what is told of days after 2022-06-30" in text.stdout
    plain = json.loads(detente("watch", model, "--archive", archive, "--json").stdout)
    rows = list(csv.DictReader(io.StringIO(detente("watch", model, "--archive", archive, "--csv").stdout)))
    assert plain["changed"]
    changed = {one["id"] for one in plain["options"] if one["verdict"] in ("now taken", "ended")}
    assert changed
    assert text.stdout.count("NOW TAKEN") + text.stdout.count("ENDED") == len(changed)
    assert changed == {row["about"] for row in rows if row["finding"] == "option" and row["verdict"] in ("now taken", "ended")}
    for one in plain["options"]:
        for deed in one["deeds"]:
            assert deed["quote"]
            assert deed["document"].startswith("doc-")
            assert re.match("ev-|$", deed["record"])  # what a sentence tells without an event cites no record


def test_the_exit_code_says_whether_to_look(detente: Run, archive: str, model: str) -> None:
    assert detente("watch", model, "--archive", archive, "--exit-code").exit_code == 3
    assert detente("watch", model, "--archive", archive, "--exit-code", "--since", "2023-12-31").exit_code == 0


def test_courses_are_listed(detente: Run) -> None:
    listed = json.loads(detente("watch", "--courses", "--json").stdout)
    assert {"course": "sanctions", "name": "sanctions", "kind": "conflict"} in listed


def test_what_is_wrong_is_said(detente: Run, archive: str, workspace: Path) -> None:
    assert "name the model file" in detente("watch", "--archive", archive).output
    result = detente("watch", "examples/models/chicken.toml", "--archive", archive)
    assert result.exit_code == 1
    assert "none of its options can be watched" in result.output
    assert (
        "write it as 2023-04-16"
        in detente("watch", "examples/models/north-korea-us-2017.toml", "--archive", archive, "--since", "May").output
    )
