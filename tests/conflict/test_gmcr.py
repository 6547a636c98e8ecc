"""Files of GMCR+: directions, patterns and numbers are read the right way round."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from detente.conflict import CONCEPTS, Direction, Model, analyse, parse_model, read_model, to_toml
from detente.conflict.formats.gmcr import model_from_gmcr
from detente.conflict.graph import moves
from detente.errors import InfeasibleModel, ModelError
from tests.conflict.oracle_forms import PerceivedGame

CASES = Path(__file__).parent / "cases"


def standoff(**changed: Any) -> dict[str, Any]:
    """The standoff of 2017; the list of options is not in the order of their owners, and each number counts in that order."""
    case = json.loads((CASES / "north-korea-us-2017.json").read_text(encoding="utf-8"))
    # disarm, strike, invade, withdraw: the bits of the case are strike 1, withdraw 2, invade 4, disarm 8.
    order = [8, 1, 4, 2]
    numbers = {int(state): sum(1 << place for place, bit in enumerate(order) if int(state) & bit) for state in case["states"]}
    payoffs = {name: dict(zip(map(int, case["states"]), case["payoffs"][name], strict=True)) for name in ("US", "NK")}
    by_number = sorted(numbers, key=lambda state: numbers[state])
    plain = {
        "options": [
            {"name": "disarm", "permittedDirection": "both"},
            {"name": "strike", "permittedDirection": "fwd"},
            {"name": "invade", "permittedDirection": "both"},
            {"name": "withdraw", "permittedDirection": "both"},
        ],
        "decisionMakers": [
            {
                "name": "US",
                "options": ["strike", 3],
                "preferences": [],
                "payoffs": [payoffs["US"][state] for state in by_number],
                "preferenceRanking": [],
                "misperceptions": [],
            },
            {
                "name": "NK",
                "options": [{"name": "invade"}, "disarm"],
                "preferences": ["Y---"],
                "payoffs": [],
                "preferenceRanking": [numbers[s] for s in sorted(numbers, key=lambda state: -payoffs["NK"][state])],
                "misperceptions": [],
            },
        ],
        "infeasibles": ["-Y-Y"],
        "coalitions": ["US", ["US", "NK"]],
        "useManualPreferenceRanking": True,
        "program": "other fields are passed over",
    }
    return plain | changed


def two(**changed: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "options": [{"name": "go"}, {"name": "stay", "permittedDirection": "back"}, {"name": "answer", "permittedDirection": "fwd"}],
        "decisionMakers": [
            {"name": "A", "options": [0, 1], "preferences": ["Y-N", ["YN-", "NY-"]], "misperceptions": ["--Y"]},
            {"name": "B", "options": [2], "preferences": [["-", "N", "-"], "--N"]},
        ],
        "infeasibles": [["Y", "Y", "-"]],
    }
    return plain | changed


def with_maker(**changed: Any) -> dict[str, Any]:
    plain = two()
    plain["decisionMakers"][0] |= changed
    return plain


def test_the_published_case_comes_out_right() -> None:
    case = json.loads((CASES / "north-korea-us-2017.json").read_text(encoding="utf-8"))
    model = model_from_gmcr(standoff(), "standoff")
    bits = {"strike": 1, "withdraw": 2, "invade": 4, "disarm": 8}
    published = {int(s): sum(bits[option.name] for option in model.taken(int(s))) for s in model.feasible_states()}
    assert sorted(published.values()) == [int(state) for state in case["states"]]
    for place, name in enumerate(("US", "NK")):
        arcs = {(str(published[int(s)]), str(published[end])) for s in model.feasible_states() for end in moves(model, place, int(s))}
        assert arcs == {tuple(arc) for arc in case["moves"][name]}
    for concept in ("nash", "gmr", "smr", "seq", "sseq"):
        found = sorted(published[state] for state in analyse(model, [concept]).equilibria(concept))
        assert found == [int(state) for state in case["expected"][concept]]
    assert model.note == "Coalitions named in the file: US and NK."


def test_forward_is_from_n_to_y() -> None:
    model = model_from_gmcr(two(), "two")
    assert [option.direction for option in model.options] == [Direction.BOTH, Direction.GIVEN_UP_ONCE, Direction.TAKEN_ONCE]
    taken, given_up = model.find_state("NN Y"), model.find_state("NN N")
    assert taken in moves(model, 1, given_up)
    assert given_up not in moves(model, 1, taken)


def test_patterns_are_conditions_statements_and_misperceptions() -> None:
    model = model_from_gmcr(two(), "two")
    assert [str(condition) for condition in model.conditions] == ["infeasible: go and stay"]
    assert [str(s) for s in model.decision_makers[0].preferences.statements] == [  # type: ignore[union-attr]
        "go and not answer",
        "go and not stay or not go and stay",
    ]
    assert [str(entry) for entry in model.decision_makers[0].misperceived] == ["answer"]
    game, analysis = PerceivedGame(model), analyse(model)
    for concept in ("nash", "gmr", "smr", "seq", "sseq"):
        for place in game.makers:
            assert analysis.stable_states(place, concept) == tuple(s for s in game.states if game.is_stable(place, s, concept))
    assert Model.from_dict(model.to_dict()) == parse_model(to_toml(model)) == model


def test_a_ranking_may_count_feasible_states_and_leave_out_what_is_misperceived() -> None:
    # Feasible: NNN, YNN, NYN and the same with answer, of which A sees only the first three.
    by_number = with_maker(preferenceRanking=[2, [0, 1], 4, 5, 6], preferences=[])
    by_count = with_maker(preferenceRanking=[3, [1, 2], 4, 5, 6], preferences=[])
    assert model_from_gmcr(by_number) == model_from_gmcr(by_count)
    short = model_from_gmcr(with_maker(preferenceRanking=[2, 0, 1], preferences=[]))
    assert short.ranks("A").tolist() == [2, 1, 3, -1, 0, 0, 0, -1]


def test_files_are_known_by_their_ending_and_by_what_is_in_them(tmp_path: Path) -> None:
    path = tmp_path / "standoff of 2017.gmcr"
    path.write_text(json.dumps(standoff(), indent=1), encoding="utf-8")
    model = read_model(path)
    assert model.name == "standoff of 2017"
    assert parse_model(json.dumps(standoff())).decision_makers == model.decision_makers
    assert all(analyse(model, [concept]) for concept in CONCEPTS)


def test_lines_of_the_file_are_named(tmp_path: Path) -> None:
    path = tmp_path / "m.gmcr"
    path.write_text(json.dumps(standoff(infeasibles=["-Y-Y", "-YY"]), indent=1), encoding="utf-8")
    with pytest.raises(ModelError, match=r"m\.gmcr, line \d+: infeasibles\[1\]: '-YY' has 3 letters for 4 options") as raised:
        read_model(path)
    line = int(str(raised.value).split("line ")[1].split(":")[0])
    assert '"-YY"' in path.read_text(encoding="utf-8").splitlines()[line - 1]


@pytest.mark.parametrize(
    ("plain", "message"),
    [
        ([], "the model: it is no table"),
        ({"decisionMakers": []}, "options: it is missing; list the options"),
        (two(options=[{"name": "go", "permittedDirection": "forward"}]), "options[0].permittedDirection: 'forward' is none of both"),
        (two(options=[{}]), "options[0].name: it is missing"),
        (with_maker(options=[0, 7]), "decisionMakers[0] (A).options[1]: 7 names no option of the list; options are numbered 0 to 2"),
        (with_maker(options=[0, 1, 2]), "options[2] (answer): it belongs to A and B; give it to one"),
        (with_maker(options=[0]), "options[1] (stay): it belongs to no decision maker"),
        (with_maker(preferences=["YNZ"]), "decisionMakers[0] (A).preferences[0]: 'YNZ' is no pattern"),
        (with_maker(preferences=[3]), "decisionMakers[0] (A).preferences[0]: 3 is no pattern"),
        (with_maker(misperceptions=["Y"]), "decisionMakers[0] (A).misperceptions[0]: 'Y' has 1 letters for 3 options"),
        (with_maker(preferences=[], preferenceRanking=[1, 1]), "preferenceRanking[1]: the state 1 is ranked twice"),
        (with_maker(preferences=[], preferenceRanking=[0, 1]), "it must rank all 6 feasible states, by their numbers (0, 1, 2, 4, 5, 6)"),
        (with_maker(preferences=[], preferenceRanking=["YNN"]), "preferenceRanking[0]: 'YNN' is no number of a state"),
        (with_maker(preferences=[], preferenceRanking=[1, 2], misperceptions=["N--", "--Y"]), "its numbers can be read two ways"),
        (with_maker(preferences=[], payoffs=[1, 2]), "decisionMakers[0] (A).payoffs: there are 2 for 6 feasible states"),
        (with_maker(preferences=[], payoffs=[1, 2, 3, 4, 5, "6"]), "decisionMakers[0] (A).payoffs[5]: '6' is no number"),
        (two(useManualPreferenceRanking=True), "decisionMakers[0] (A).preferenceRanking: it is missing, though"),
        (two(coalitions=[["A", "C"]]), "coalitions[0]: there is no decision maker 'C'; there are: A, B"),
    ],
)
def test_wrong_files_are_named(plain: Any, message: str) -> None:
    with pytest.raises(ModelError) as raised:
        model_from_gmcr(plain)
    assert message in str(raised.value)


def test_infeasibles_that_leave_nothing_are_named_as_the_file_names_them() -> None:
    with pytest.raises(InfeasibleModel, match=r"^infeasibles\[0\]: with infeasibles\[2\] it leaves no feasible state"):
        model_from_gmcr(two(infeasibles=["Y--", "YY-", "N--"]))
    with pytest.raises(InfeasibleModel, match=r"^infeasibles\[0\]: it leaves no feasible state"):
        model_from_gmcr(two(infeasibles=["---"]))
