"""The command `detente questions`, and ways out in words by `ease --words` and `solve --ways`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from detente.cli.ease import ease
from detente.cli.questions import questions
from detente.cli.solve import solve
from detente.errors import ModelError

ROOT = Path(__file__).parents[2]
CHICKEN = str(ROOT / "examples" / "models" / "chicken.toml")
KOREA = str(ROOT / "examples" / "models" / "north-korea-us-2017.toml")
SIX = str(ROOT / "examples" / "models" / "korea-six.toml")


def run(command: click.Command, *arguments: str) -> str:
    result = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def plain(command: click.Command, *arguments: str) -> Any:
    return json.loads(run(command, *arguments, "--json"))


def test_a_question_says_why_what_follows_and_where_to_change_it() -> None:
    shown = " ".join(run(questions, SIX, "--limit", "1").split())
    assert '1. Does ROK want to take "seek nuclear arms of its own" if, and only if, ' in shown
    assert "why asked: assumed (arms of its own would be its answer to a nuclear test" in shown
    assert "- If ROK wanted the opposite, the status quo would no longer be stable; 312 other states would become stable" in shown
    assert "to change it: line 222 of" in shown
    assert "56 questions are not shown" in shown


def test_the_line_is_that_of_the_statement() -> None:
    for told in plain(questions, SIX, "--limit", "60")["questions"]:
        if told["kind"] == "preference":
            text = Path(SIX).read_text(encoding="utf-8").splitlines()
            assert text[told["line"] - 1] == "[[decision_makers.preferences]]"
            assert "assumed = true" in text[told["line"] : told["line"] + 3]


def test_questions_in_csv_have_a_row_an_answer() -> None:
    rows = list(csv.DictReader(io.StringIO(run(questions, CHICKEN, "--csv"))))
    found = plain(questions, CHICKEN)
    assert len(rows) == sum(len(question["answers"]) for question in found["questions"])
    assert rows[0]["question"] == found["questions"][0]["question"]
    assert rows[0]["line"] == "9"


def test_questions_without_consequence_are_shown_if_asked(tmp_path: Path) -> None:
    model = tmp_path / "model.toml"
    model.write_text('name = "x"\n[[decision_makers]]\nname = "A"\noptions = ["go", "stop"]\npreferences = ["go", "go"]\n')
    shown = " ".join(run(questions, str(model), "--all").split())
    assert "Whatever the answer, what is stable stays the same:" in shown


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("name = ")
    with pytest.raises(ModelError, match=r"broken\.toml"):
        run(questions, str(broken))


def test_ease_in_words() -> None:
    shown = " ".join(run(ease, KOREA, "--words").split())
    assert "United States and North Korea could move at the same time" not in shown  # the United States would lose by it
    assert "North Korea would gain, by the order in which it likes the states." in shown
    assert "That promise needs no change of what anybody wants; a guarantor could hold United States to it." in shown
    assert "Dangers" in shown


def test_what_an_account_rests_on_is_told_with_its_provenance() -> None:
    shown = " ".join(run(ease, SIX, "--words", "--limit", "3", "--cost", "1").split())
    assert 'rests on this: United States wants DPRK to take "nuclear program: at least dismantled" (assumed; ' in shown


def test_solve_tells_ways_out_in_words_where_they_are_asked_for() -> None:
    assert "Who gains" not in run(solve, CHICKEN)
    assert "One step leads there, and it is a gain for the one who takes it" in " ".join(run(solve, CHICKEN, "--ways").split())
    told = plain(solve, CHICKEN, "--ways")
    assert [settlement["stable"] for settlement in told["account"]["settlements"]] == [True, True]
    assert "account" not in plain(solve, CHICKEN)


def test_a_target_out_of_reach_is_told_so(tmp_path: Path) -> None:
    model = tmp_path / "model.toml"
    model.write_text(
        'name = "x"\nstatus_quo = []\n[[decision_makers]]\nname = "A"\npreferences = ["b-goes"]\n'
        '[[decision_makers.options]]\nid = "a-goes"\nname = "a goes"\n'
        '[[decision_makers]]\nname = "B"\npreferences = ["b-goes"]\n'
        '[[decision_makers.options]]\nid = "b-goes"\nname = "b goes"\ndirection = "fixed"\n'
    )
    shown = " ".join(run(ease, str(model), "--target", "NY", "--words").split())
    assert "No series of moves leads there as things are." in shown
    assert 'It would hold if B becomes free to take and drop "b goes" (cost 2).' in shown
