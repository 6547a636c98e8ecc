"""Uncertain and graded preference: what a model file says, stability against the oracle, certificates, and what implies what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from detente.conflict import CONCEPTS, Model, analyse, check, model_table, parse_model, read_model, to_toml, why
from detente.conflict.relations import Relations, certain_and_unknown, floors
from detente.errors import CertificateError, ModelError, ModelTooLarge, StatementSyntaxError
from tests.conflict.oracle_concepts import FurtherGame
from tests.conflict.random_models import random_model
from tests.conflict.random_relations import graded_model, uncertain_model
from tests.conflict.test_certificate import opposite
from tests.conflict.test_stability import CASES

UNCERTAIN = [f"{concept}-{variant}" for concept in CONCEPTS for variant in "abcd"]
STRONG = [f"{concept}-strong" for concept in CONCEPTS if concept != "nash"]



@pytest.mark.parametrize("seed", range(10))
def test_pairs_compare_as_every_place_of_an_uncertain_statement_agrees(seed: int) -> None:
    model = uncertain_model(seed + 400)
    game, states = FurtherGame(model), model.feasible_states()
    for place in game.makers:
        preferred, unknown = certain_and_unknown(model, place, states)
        for a, s in enumerate(game.states[:12]):
            for b, t in enumerate(game.states[:12]):
                verdict = "U" if unknown[a, b] else "+" if preferred[a, b] else "-" if preferred[b, a] else "~"
                assert verdict == game.compare(place, s, t) or a == b


@pytest.mark.parametrize("seed", range(4))
def test_every_verdict_holds_and_its_opposite_does_not(seed: int) -> None:
    for model, concepts in ((uncertain_model(seed + 500), UNCERTAIN[seed % 4 :: 4]), (graded_model(seed + 500), STRONG)):
        for concept in concepts:
            for place in range(len(model.decision_makers)):
                for state in [int(state) for state in model.feasible_states()][:3]:
                    claim = why(model, state, place, concept)
                    assert claim.stable == analyse(model, [concept]).is_stable(state, place, concept)
                    check(model, claim)
                    with pytest.raises(CertificateError):
                        check(model, opposite(claim))


@pytest.mark.parametrize("seed", range(8))
def test_what_implies_what(seed: int) -> None:
    model = uncertain_model(seed + 600)
    analysis = analyse(model, UNCERTAIN)
    for place in range(len(model.decision_makers)):
        stable = {concept: set(analysis.stable_states(place, concept)) for concept in UNCERTAIN}
        for variant in "abcd":
            nash, gmr, smr, seq, sseq = (stable[f"{concept}-{variant}"] for concept in CONCEPTS)
            assert nash <= sseq <= seq <= gmr
            assert sseq <= smr <= gmr
        for concept in CONCEPTS:
            assert stable[f"{concept}-a"] <= stable[f"{concept}-b"] <= stable[f"{concept}-d"]
            assert stable[f"{concept}-a"] <= stable[f"{concept}-c"] <= stable[f"{concept}-d"]


@pytest.mark.parametrize("seed", range(6))
def test_without_uncertainty_all_variants_are_the_crisp_concept(seed: int) -> None:
    model = random_model(seed + 700)
    analysis = analyse(model, [*CONCEPTS, *UNCERTAIN])
    for place in range(len(model.decision_makers)):
        for concept in UNCERTAIN:
            assert analysis.stable_states(place, concept) == analysis.stable_states(place, concept[:-2])


@pytest.mark.parametrize("seed", range(12))
def test_strong_stability_implies_stability(seed: int) -> None:
    model = graded_model(seed + 800)
    analysis = analyse(model, [*CONCEPTS, *STRONG])
    for place in range(len(model.decision_makers)):
        nash = set(analysis.stable_states(place, "nash"))
        for concept in STRONG:
            crisp = concept.removesuffix("-strong")
            assert nash <= set(analysis.stable_states(place, concept)) <= set(analysis.stable_states(place, crisp))


def standoff(**fields: Any) -> dict[str, Any]:
    """A is tempted to go; if it does, B can answer."""
    first = {"name": "A", "options": ["go"], "preferences": ["not answer", "go"]} | fields
    return {"name": "standoff", "decision_makers": [first, {"name": "B", "options": ["answer"], "preferences": ["answer iff go"]}]}


def test_a_threat_of_unknown_weight() -> None:
    # How much A minds the answer is not known: it may go in spite of it, and whether the answer deters is not known either.
    plain = standoff(preferences=["go"], uncertain=["not answer"])
    model = Model.from_dict(plain)
    analysis = analyse(model, ["seq-a", "seq-b", "seq-c", "seq-d"])
    assert [analysis.is_stable(0, "A", f"seq-{variant}") for variant in "abcd"] == [False, False, True, True]
    assert why(model, 0, "A", "seq-b").sentence == (
        'A leaves "no option taken": it prefers for certain to take "go", and nothing the others gain, or may gain, by leaves it no better '
        "off for certain."
    )
    assert why(model, 0, "A", "seq-c").sentence == (
        'A stays at "no option taken": it prefers, or may prefer, to take "go", but B could then take "answer", which leaves A no better '
        "off, as far as is known."
    )


def test_an_answer_that_hurts_much() -> None:
    model = Model.from_dict(standoff(strong=1))
    assert floors(model, 0).tolist() == [-1, -1, 1, 1]
    assert analyse(model, ["seq-strong"]).is_stable(0, "A", "seq-strong")
    assert why(model, 0, "A", "seq-strong").sentence.endswith('B could then take "answer", which leaves A much worse off, and gains by it.')
    assert why(Model.from_dict(standoff()), 0, "A", "seq-strong").sentence == (
        'A is not firmly held at "no option taken": it prefers to take "go", and nothing the others can gain by leaves it much worse off.'
    )


def test_ways_to_state_strength_agree() -> None:
    by_statements = Model.from_dict(standoff(strong=1))
    plain = standoff(payoffs=[2, 3, 0, 1], strong=2)
    del plain["decision_makers"][0]["preferences"]
    by_payoffs = Model.from_dict(plain)
    by_pairs = Model.from_dict(standoff(strong=[["N N", "Y Y"]]))
    assert floors(by_payoffs, 0).tolist() == [-1, -1, 0, 1]
    assert floors(by_statements, 0).tolist() == floors(by_pairs, 0).tolist() == [-1, -1, 1, 1]


@pytest.mark.parametrize("seed", range(10))
def test_round_trips(seed: int) -> None:
    for model in (uncertain_model(seed + 900), graded_model(seed + 900)):
        assert Model.from_dict(model.to_dict()) == model
        assert parse_model(to_toml(model), "m.toml") == model


def test_evidence_of_an_uncertain_statement_is_kept_and_shown() -> None:
    model = Model.from_dict(standoff(uncertain=[{"statement": "go or answer", "evidence": ["e1"]}, ["N N", "Y Y"]]))
    assert model.decision_makers[0].relations.uncertain[0].provenance.evidence == ("e1",)
    assert model.to_dict()["decision_makers"][0]["uncertain"] == [{"statement": "go or answer", "evidence": ["e1"]}, ["N N", "Y Y"]]
    assert "of unknown importance: go or answer; not known which is preferred: no option taken or go + answer" in model_table(model)
    assert "the first statement weighs much more than the others" in model_table(Model.from_dict(standoff(strong=1)))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"uncertain": ["goo"]}, r"decision_makers\[0\] \(A\)\.uncertain\[0\].*there is no option 'goo'; is 'go' meant\?"),
        ({"uncertain": "go"}, r"\(A\)\.uncertain: 'go' is no list"),
        ({"uncertain": [["N N"]]}, r"uncertain\[0\]: \['N N'\] is no pair; write two states"),
        ({"uncertain": [["N N", "N N"]]}, r"uncertain: pair 1 does not name two different feasible states"),
        ({"uncertain": ["go"], "strong": 1}, r"uncertain and strong are given together"),
        ({"strong": 3}, r"strong: 3 is no number of statements; write how many of the 2 weigh most"),
        ({"strong": [["Y Y", "N N"]]}, r"'go \+ answer' is called much better than 'no option taken', but the preferences do not put it"),
        ({"strong": "much"}, r"strong: 'much' is no list"),
    ],
)
def test_bad_fields_are_named(fields: dict[str, Any], message: str) -> None:
    with pytest.raises((ModelError, StatementSyntaxError), match=message):
        Model.from_dict(standoff(**fields))


def test_fields_that_do_not_go_with_a_ranking_or_payoffs() -> None:
    chicken = read_model(CASES[0])
    row = chicken.decision_makers[0]
    with pytest.raises(ModelError, match=r"strong: -1 is no difference of payoffs; write a number above 0"):
        Model.from_dict(with_row(chicken, {"name": "row", "payoffs": [3, 2, 4, 1], "strong": -1}))
    uncertain = Model.from_dict(standoff(uncertain=["go"])).decision_makers[0].relations
    with pytest.raises(ModelError, match=r"a statement has no place in a ranking or in payoffs; name pairs of states instead"):
        replace(chicken, decision_makers=(replace(row, relations=uncertain), chicken.decision_makers[1]))
    ranked = {"name": "row", "ranking": ["DC", "CC", "CD", "DD"], "strong": 2}
    with pytest.raises(ModelError, match=r"a number says nothing of a ranking; list pairs"):
        Model.from_dict(with_row(chicken, ranked))


def with_row(chicken: Model, row: dict[str, Any]) -> dict[str, Any]:
    plain = chicken.to_dict()
    return {**plain, "decision_makers": [row, plain["decision_makers"][1]]}


def test_changed_preferences_may_outgrow_what_was_called_strong() -> None:
    model = Model.from_dict(standoff(strong=[["N N", "Y Y"]]))
    first = replace(model.decision_makers[0], preferences=Model.from_dict(standoff(preferences=["answer"])).decision_makers[0].preferences)
    changed = replace(model, decision_makers=(first, model.decision_makers[1]))
    assert floors(changed, 0).tolist() == [-1, -1]


def test_too_many_states_are_refused_before_anything_is_listed() -> None:
    makers = [{"name": n, "options": [f"{n}{k}" for k in range(7)], "preferences": []} for n in "AB"]
    model = Model.from_dict({"name": "big", "decision_makers": makers})
    with pytest.raises(ModelTooLarge, match=r"compares all pairs of states, and there are 16,384 feasible ones; the limit is 4,096"):
        analyse(model, ["gmr-a"])


def test_no_relations_by_default() -> None:
    assert random_model(1).decision_makers[0].relations == Relations()
