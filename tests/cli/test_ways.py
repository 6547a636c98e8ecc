"""The commands `detente ease`, `path` and `robust`: what they print for people and for programs."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from detente.cli.ease import ease
from detente.cli.path import path
from detente.cli.robust import robust
from detente.errors import InfeasibleModel, ModelError, UsageError

ROOT = Path(__file__).parents[2]
CHICKEN = str(ROOT / "examples" / "models" / "chicken.toml")
KOREA = str(ROOT / "examples" / "models" / "north-korea-us-2017.toml")


def run(command: click.Command, *arguments: str) -> str:
    result = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def plain(command: click.Command, *arguments: str) -> Any:
    return json.loads(run(command, *arguments, "--json"))


def test_ease_tells_the_cheapest_change_of_each_state() -> None:
    shown = " ".join(run(ease, KOREA, "--target", "NY YN", "--concept", "nash").split())
    assert '- cost 2: United States binds itself: once taken, "withdraw troops and normalize relations" cannot be dropped' in shown
    assert "better for North Korea; worse for United States" in shown


def test_ease_says_what_is_proven() -> None:
    shown = " ".join(run(ease, KOREA, "--target", "NY NY", "--concept", "nash", "--cost", "2").split())
    assert "no changes up to cost 2 make it hold (proven)" in shown


def test_ease_in_json_is_the_same_every_time() -> None:
    found = plain(ease, KOREA, "--cost", "2")
    assert found == plain(ease, KOREA, "--cost", "2")
    assert (found["max_cost"], found["complete"], found["ways"][0]["cost"]) == (2, True, 0)


def test_path_marks_concessions() -> None:
    shown = " ".join(run(path, KOREA, "--to", "NY NY", "--concede", "North Korea", "--concede", "United States").split())
    assert "by improvements: no path" in shown
    assert "what would open it: concessions of several" in shown
    assert '"withdraw troops and normalize relations" (a concession)' in shown


def test_path_to_the_equilibria_by_default() -> None:
    found = plain(path, CHICKEN)
    assert [(a["label"], len(a["by_improvements"])) for a in found["destinations"]] == [
        ("Row swerves", 1),
        ("Column swerves", 1),
    ]
    assert (found["concept"], found["out_of_reach"]) == ("seq", [])


def test_robust_states_seed_and_neighbourhood() -> None:
    found = plain(robust, CHICKEN, "--samples", "20", "--seed", "5", "--cost", "1")
    assert (found["samples"], found["seed"], found["steps"]) == (20, 5, 1)
    assert {margin["cost"] for margin in found["margins"]} <= {None, 1}
    shown = " ".join(run(robust, CHICKEN, "--samples", "20", "--seed", "5", "--cost", "1").split())
    assert "Shares: 20 samples, seed 5; every decision maker's preferences with at most one change" in shown


@pytest.mark.parametrize(
    ("command", "arguments", "error", "message"),
    [
        (ease, ["nowhere.toml"], ModelError, "there is no such file"),
        (ease, [KOREA, "--target", "YYYYY"], ModelError, "--target"),
        (ease, [KOREA, "--target", "YY NN"], InfeasibleModel, "is not feasible"),
        (path, [KOREA, "--concede", "China"], UsageError, "there is no decision maker 'China'"),
        (robust, ["nowhere.toml"], ModelError, "there is no such file"),
    ],
)
def test_what_is_wrong_is_named(command: click.Command, arguments: list[str], error: type[Exception], message: str) -> None:
    result = CliRunner().invoke(command, arguments)
    assert isinstance(result.exception, error)
    assert message in str(result.exception)


@pytest.mark.parametrize("command", [ease, path, robust])
def test_the_example_of_the_help_runs(command: click.Command, monkeypatch: pytest.MonkeyPatch) -> None:
    example = re.search(r"Example:\s+detente (\w+) (.+)\s*$", command.help or "")
    assert example is not None
    assert example[1] == command.name
    monkeypatch.chdir(ROOT)
    assert run(command, *shlex.split(example[2]))
