"""Coalition stability: published cases, the oracle for every coalition, certificates, and what implies what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from detente.conflict import Model, analyse, read_model
from detente.conflict.certificate_coalitions import check_coalition
from detente.conflict.claims import JointExplanation, JointMove, JointTemptation, Step
from detente.conflict.coalition_reasons import why_coalition
from detente.conflict.coalitions import COALITION_CONCEPTS, analyse_coalitions
from detente.errors import CertificateError, ModelTooLarge, UsageError
from tests.conflict.oracle_concepts import FurtherGame
from tests.conflict.random_models import random_model
from tests.conflict.test_stability import CASES, EXAMPLES, load

GAMES = [path for path in CASES if "coalition_nash" in load(path)["expected"]]
ELMIRA = next(path for path in CASES if path.stem.startswith("elmira"))


@pytest.mark.parametrize("path", GAMES, ids=lambda path: path.stem)
def test_the_two_together_in_the_published_games(path: Path) -> None:
    model = read_model(path)
    found = analyse_coalitions(model, [["row", "col"]], ["nash"])
    assert [model.label(state) for state in found.stable_states(["col", "row"], "nash")] == load(path)["expected"]["coalition_nash"]


def test_elmira_by_coalition() -> None:
    model, game = read_model(ELMIRA), FurtherGame(read_model(ELMIRA))
    expected = load(ELMIRA)["expected_coalitions"]
    assert len(expected) == 4
    for named, by_concept in expected.items():
        members = named.split("+")
        found = analyse_coalitions(model, [members])
        places = found.coalitions[0]
        gained = {model.label(s): sorted(int(model.label(t)) for t in game.coalition_improvements(places, s)) for s in game.states}
        assert {state: ends for state, ends in gained.items() if ends} == by_concept["coalition_improvements"]
        for concept in ("nash", "gmr", "smr", "seq"):
            assert [int(model.label(state)) for state in found.stable_states(members, concept)] == by_concept[concept]



@pytest.mark.parametrize("seed", range(8))
def test_what_implies_what(seed: int) -> None:
    model = random_model(seed + 3000)
    everybody = tuple(range(len(model.decision_makers)))
    found, single = analyse_coalitions(model, concepts=list(COALITION_CONCEPTS)), analyse(model)
    for members in found.coalitions:
        stable = {concept: set(found.stable_states(members, concept)) for concept in COALITION_CONCEPTS}
        assert stable["nash"] <= stable["seq"] <= stable["gmr"]
        assert stable["nash"] <= stable["smr"] <= stable["gmr"]
        # An outsider's own improvement is one of a coalition of one, so the strong form has no fewer sanctions than the weak one.
        assert stable["seq"] <= stable["seq-joint"] <= stable["gmr"]
        if members == everybody:
            assert all(states == stable["nash"] for states in stable.values())
        if len(members) == 1:
            for concept in ("nash", "gmr", "smr", "seq"):
                assert found.stable_states(members, concept) == single.stable_states(members[0], concept)
    for concept in COALITION_CONCEPTS:
        for_all = set.intersection(*(set(found.stable_states(members, concept)) for members in found.coalitions))
        assert set(found.universally_stable(concept)) == for_all


def opposite(claim: JointExplanation) -> JointExplanation:
    if claim.stable:
        return replace(claim, stable=False, temptations=tuple(replace(t, sanction=None) for t in claim.temptations))
    return replace(claim, stable=True)


@pytest.mark.parametrize("seed", range(5))
def test_every_verdict_holds_and_its_opposite_does_not(seed: int) -> None:
    model = random_model(seed + 9200)
    found = analyse_coalitions(model, concepts=list(COALITION_CONCEPTS))
    for members in found.coalitions:
        for concept in COALITION_CONCEPTS:
            for state in [int(state) for state in model.feasible_states()][:3]:
                claim = why_coalition(model, state, members, concept)
                assert claim.stable == found.is_stable(state, members, concept)
                check_coalition(model, claim)
                with pytest.raises(CertificateError):
                    check_coalition(model, opposite(claim))


def three() -> Model:
    """A and B gain together by way of a state that is worse for both; C can take the gain away from one of them."""
    arcs = {"A": [["s", "m"]], "B": [["m", "a"]], "C": [["a", "b"]]}
    payoffs = {"A": [1, 0, 2, 1], "B": [1, 0, 2, 3], "C": [0, 0, 0, 1]}
    plain = {"name": "three", "decision_makers": list(arcs), "states": list("smab"), "moves": arcs, "payoffs": payoffs}
    return Model.from_dict(plain)


def test_a_coalition_passes_through_worse_states_and_one_held_down_is_enough() -> None:
    model = three()
    assert analyse(model, ["nash"]).is_equilibrium(0, "nash")
    found = analyse_coalitions(model)
    assert not found.is_stable(0, ["A", "B"], "nash")
    assert found.is_stable(0, ["A", "B"], "seq")
    claim = why_coalition(model, 0, ["B", "A"], "seq")
    assert claim.temptations == (JointTemptation(JointMove((0, 1), (Step(0, 0, 1), Step(1, 1, 2))), (JointMove((2,), (Step(2, 2, 3),)),)),)
    assert claim.sentence == (
        'A and B together stay at "s": A could move to "m", and B move to "a", but then C could move to "b", and some of them are no '
        "better off than before."
    )
    assert claim.to_dict(model)["temptations"][0]["sanction"][0]["members"] == ["C"]


def test_false_claims_are_refused() -> None:
    model = three()
    claim = why_coalition(model, 0, ["A", "B"], "gmr")
    (temptation,) = claim.temptations
    outsider = JointMove((0, 1), (Step(2, 2, 3),))
    halfway = JointMove((0, 1), (Step(0, 0, 1),))
    for false, message in [
        (replace(temptation, sanction=()), "nothing is said to deter"),
        (replace(temptation, sanction=(outsider,)), "has no part in it"),
        (replace(temptation, sanction=(halfway,)), "has no part in it"),
        (replace(temptation, improvement=halfway), "is none"),
    ]:
        with pytest.raises(CertificateError, match=message):
            check_coalition(model, replace(claim, temptations=(false,)))


def test_outsiders_may_answer_together_in_the_strong_form_only() -> None:
    # C loses by its step and D gains only by both, so the weak form has no credible answer; together both gain.
    arcs = {"A": [["s", "a"]], "C": [["a", "m"]], "D": [["m", "b"]]}
    payoffs = {"A": [1, 2, 2, 0], "C": [0, 1, 0, 2], "D": [0, 0, 0, 1]}
    plain = {"name": "strong", "decision_makers": list(arcs), "states": list("samb"), "moves": arcs, "payoffs": payoffs}
    model = Model.from_dict(plain)
    found = analyse_coalitions(model, [["A"]], ["seq", "seq-joint"])
    assert found.stable_states(["A"], "seq") == (1, 2, 3)
    assert found.stable_states(["A"], "seq-joint") == (0, 1, 2, 3)
    claim = why_coalition(model, 0, ["A"], "seq-joint")
    assert claim.temptations[0].sanction == (JointMove((1, 2), (Step(1, 1, 2), Step(2, 2, 3))),)
    check_coalition(model, claim)


def test_plain_values() -> None:
    plain = analyse_coalitions(read_model(EXAMPLES / "chicken.toml"), concepts=["nash", "seq"]).to_dict()
    assert [entry["members"] for entry in plain["coalitions"]] == [["Row"], ["Column"], ["Row", "Column"]]
    assert plain["coalitions"][2]["stable"] == {"nash": [1, 2, 3], "seq": [1, 2, 3]}
    assert plain["universally_stable"] == {"nash": [1, 2], "seq": [1, 2]}


def test_what_cannot_be_asked() -> None:
    model = read_model(EXAMPLES / "chicken.toml")
    found = analyse_coalitions(model, [["Row"]], ["nash"])
    with pytest.raises(UsageError, match=r"Row \+ Column was not analysed under 'nash'"):
        found.stable_states(["Row", "Column"], "nash")
    with pytest.raises(UsageError, match="only some coalitions were analysed"):
        found.universally_stable("nash")
    with pytest.raises(UsageError, match="there is no coalition concept 'sseq'"):
        analyse_coalitions(model, concepts=["sseq"])
    with pytest.raises(UsageError, match="a coalition needs members"):
        analyse_coalitions(model, [[]])
    with pytest.raises(UsageError, match="there is no decision maker 'Roe'"):
        analyse_coalitions(model, [["Roe"]])
    many = {"name": "many", "decision_makers": [{"name": f"D{i}", "options": [f"o{i}"], "preferences": []} for i in range(7)]}
    with pytest.raises(UsageError, match=r"7 decision makers form 127 coalitions; all are judged of up to 6: name those you mean"):
        analyse_coalitions(Model.from_dict(many))
    assert len(analyse_coalitions(Model.from_dict(many), [["D0", "D6"]]).coalitions) == 1
    big = {"name": "big", "decision_makers": [{"name": n, "options": [f"{n}{k}" for k in range(6)], "preferences": []} for n in "AB"]}
    with pytest.raises(ModelTooLarge, match=r"there are 4,096 feasible states; the limit is 1,024: ask for the weak form, seq"):
        analyse_coalitions(Model.from_dict(big), [["A"]], ["seq-joint"])
