"""The command `detente solve`: tables for people, one JSON object for programs, one line for what is wrong."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.cli.main import main
from detente.cli.solve import solve
from tests.conflict.test_gmcr import standoff

ROOT = Path(__file__).parents[2]
CHICKEN = ROOT / "examples" / "models" / "chicken.toml"
KOREA = ROOT / "examples" / "models" / "north-korea-us-2017.toml"


def run(*arguments: str, given: str | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["solve", *arguments], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_a_table_with_verdict_and_ways_out() -> None:
    code, output = run(str(CHICKEN))
    assert code == 0
    shown = " ".join(output.split())
    assert "It is stable by GMR and SMR, not stable by Nash, SEQ and SSEQ. By SEQ:" in shown
    assert 'Column would drop "Column swerves": this would hold as things are' in shown
    assert "path: Column: drop" in shown
    assert "Row leaves the status quo" in shown, "and not by the list of all that is taken in it"


def test_one_json_object() -> None:
    code, output = run(str(KOREA), "--json", "--concept", "seq", "--concept", "nash")
    plain = json.loads(output)
    assert code == 0
    assert plain["analysis"]["equilibria"] == {"seq": [0, 5, 10], "nash": [0, 5]}
    assert plain["status_quo"]["equilibrium"] == {"seq": True, "nash": True}
    assert plain["ways_out"]["concept"] == "seq"
    assert plain["ways_out"]["better_for_all"] == 0
    assert run(str(KOREA), "--json", "--concept", "seq", "--concept", "nash")[1] == output


def test_standard_input_and_a_model_without_status_quo() -> None:
    given = CHICKEN.read_text(encoding="utf-8").replace("status_quo", "# status_quo")
    code, output = run("-", given=given)
    assert code == 0
    assert "The model names no status quo" in output
    assert json.loads(run("-", "--json", given=given)[1])["ways_out"] is None


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("", "Error: standard input: decision_makers: it is missing"),
        ('name = "x', "Error: standard input: it is no TOML"),
        ('{"name": ', "Error: standard input, line 1, column 10: it is no JSON"),
        (CHICKEN.read_text(encoding="utf-8").replace('"col-swerves",\n]', '"col-swervs",\n]'), "is 'col-swerves' meant?"),
    ],
)
def test_bad_models_end_in_one_line(given: str, message: str) -> None:
    code, output = run("-", given=given)
    assert code == 1
    assert message in output
    assert len(output.strip().splitlines()) == 1


def test_a_missing_file_is_named() -> None:
    code, output = run("nowhere.toml")
    assert (code, output) == (1, "Error: nowhere.toml: there is no such file; check the name\n")


def test_a_file_of_gmcr_is_solved(tmp_path: Path) -> None:
    path = tmp_path / "standoff.gmcr"
    path.write_text(json.dumps(standoff()), encoding="utf-8")
    plain = json.loads(run(str(path), "--json", "--concept", "seq")[1])
    assert plain["analysis"]["model"] == "standoff"
    assert plain["analysis"]["equilibria_count"] == {"seq": 3}


@pytest.mark.parametrize(
    ("ending", "first"), [("graphml", "<?xml"), ("dot", "digraph"), ("nfg", "NFG 1 R"), ("svg", "<svg"), ("toml", "name")]
)
def test_a_model_is_exported(tmp_path: Path, ending: str, first: str) -> None:
    path = tmp_path / f"chicken.{ending}"
    code, output = run(str(CHICKEN), "--export", str(path), "--no-ways")
    assert code == 0
    assert "chicken" in output
    assert path.read_text(encoding="utf-8").startswith(first)


def test_what_cannot_be_exported_is_said_in_one_line(tmp_path: Path) -> None:
    code, output = run(str(KOREA), "--export", str(tmp_path / "korea.nfg"))
    assert code == 1
    assert "it is no game in strategic form" in output
    assert not (tmp_path / "korea.nfg").exists()
    code, output = run(str(KOREA), "--export", str(tmp_path / "korea.pdf"))
    assert (code, "'.pdf' is no format known" in output, len(output.strip().splitlines())) == (1, True, 1)


def test_the_example_of_the_help_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert solve.help is not None
    example = re.search(r"Example:\s+detente solve (.+)\s*$", solve.help)
    assert example is not None
    monkeypatch.chdir(ROOT)
    assert run(*shlex.split(example[1]))[0] == 0
