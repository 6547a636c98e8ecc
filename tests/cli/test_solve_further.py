"""`detente solve` under further concepts, for coalitions, and with drawn preferences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_solve import CHICKEN, KOREA, run

UNSURE = """
name = "a threat of unknown weight"
status_quo = []
[[decision_makers]]
name = "A"
options = ["go"]
preferences = ["go"]
uncertain = ["not answer"]
[[decision_makers]]
name = "B"
options = ["answer"]
preferences = ["answer iff go"]
strong = 1
"""


def test_further_concepts_are_judged_when_asked_for() -> None:
    code, output = run(str(KOREA), "--json", "--concept", "SEQ-or-SIM", "--concept", "L_3", "--concept", "sim")
    plain = json.loads(output)
    assert code == 0
    assert plain["analysis"]["equilibria"] == {"seq-or-sim": [0, 4, 5, 10], "l3": [0, 5], "sim": [0, 4, 5, 10]}
    assert plain["ways_out"] is None
    assert plain["coalitions"] is plain["sampled"] is None
    assert plain["status_quo"]["reasons"]["l3"][0]["sentence"].startswith("United States, looking 3 moves ahead, stays at")


def test_coalitions_stand_beside_individual_verdicts() -> None:
    code, output = run(str(CHICKEN), "--coalitions", "--joint-sanctions", "--no-ways")
    shown = " ".join(output.split())
    assert code == 0
    assert "form)" in shown
    assert "every coalition" in shown
    assert "Row and Column together stay at" in shown
    assert "It is stable by GMR" in shown


def test_coalitions_as_json() -> None:
    code, output = run(str(CHICKEN), "--json", "--no-ways", "--coalition", "Column + Row", "--concept", "nash")
    plain = json.loads(output)["coalitions"]
    assert code == 0
    assert plain["coalitions"] == [{"members": ["Row", "Column"], "stable": {"nash": [1, 2, 3]}}]
    assert plain["universally_stable"] is None
    assert plain["status_quo"]["nash"][0]["stable"] is True


def test_shares_of_drawn_preferences() -> None:
    code, output = run("-", "--no-ways", "--draws", "50", "--seed", "3", given=UNSURE)
    shown = " ".join(output.split())
    assert code == 0
    assert "What is uncertain in the preference of A is left out above" in shown
    assert "What is strong in the preference of B is left out above" in shown
    assert "Shares of 50 draws of what is uncertain (seed 3)" in shown
    assert "100.0%" in shown
    plain = json.loads(run("-", "--no-ways", "--draws", "50", "--json", "--concept", "seq-a", given=UNSURE)[1])
    assert plain["sampled"]["draws"] == 50
    assert list(plain["sampled"]["equilibria"]) == ["seq"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--concept", "sym"], 2, "there is no stability concept 'sym'; there are: nash, gmr, smr, seq, sseq, sim, seq-or-sim, non-myopic"),
        (["--concept", "sim", "--ways"], 1, "ways out are sought under nash, gmr, smr, seq, sseq; name one of them first, before sim"),
        (["--coalition", "Row+Col"], 1, "there is no decision maker 'Col'; there are: Row, Column"),
    ],
)
def test_what_cannot_be_asked(arguments: list[str], code: int, message: str) -> None:
    got, output = run(str(CHICKEN), *arguments)
    assert got == code
    assert message in " ".join(output.split())


def test_a_model_of_states_has_no_simultaneous_options() -> None:
    case = Path(__file__).parents[1] / "conflict" / "cases" / "chicken.json"
    code, output = run(str(case), "--concept", "sim")
    assert code == 1
    assert "SIM combines options, and this model lists states and arcs" in output
