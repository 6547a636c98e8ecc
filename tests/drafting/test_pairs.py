"""Assumptions that matter only together."""

from __future__ import annotations

import pytest

from detente.conflict import Model, analyse
from detente.drafting import rank_questions
from detente.drafting.assumptions import find_assumptions
from detente.drafting.pairs import both_otherwise
from tests.conflict.random_models import random_model


def race() -> Model:
    """Whoever moves first takes the place for good: today's state holds only if neither of two wants it."""
    makers = [
        {
            "name": name, "options": [{"id": f"{name}-goes", "name": "goes", "direction": "taken-once"}],
            "preferences": [{"statement": f"{name}-goes", "assumed": True}],
        }
        for name in ("A", "B")
    ]  # fmt: skip
    conditions = [{"exclusive": ["A-goes", "B-goes"], "evidence": ["rule"]}]
    return Model.from_dict({"name": "race", "status_quo": [], "decision_makers": makers, "conditions": conditions})


@pytest.mark.parametrize("seed", range(20))
def test_pairs_are_told_where_no_single_one_changes_anything_and_then_they_do(seed: int) -> None:
    model = random_model(seed)
    found = rank_questions(model)
    if any(question.changes_equilibria for question in found.ranked):
        assert found.together == ()
        return
    before = set(analyse(model, ["seq"]).equilibria("seq"))
    for first, second, answer in found.together:
        assert first.place != second.place
        assert set(analyse(answer.model, ["seq"]).equilibria("seq")) != before
        assert answer.sentence.startswith("If ")
        assert ", and if " in answer.sentence
    if not found.together:
        for *_, changed in both_otherwise(model, find_assumptions(model)):
            assert set(analyse(changed, ["seq"]).equilibria("seq")) == before


def test_two_answers_on_the_same_part_are_not_combined() -> None:
    model = race()
    places = {one.place.split(".")[0] for one in find_assumptions(model)}
    pairs = list(both_otherwise(model, find_assumptions(model)))
    assert places == {"decision_makers[0]", "decision_makers[1]"}
    assert pairs
    for *_, changed in pairs:
        assert all(new != old for new, old in zip(changed.decision_makers, model.decision_makers, strict=True))


def test_a_pair_that_matters_only_together_is_said() -> None:
    found = rank_questions(race())
    assert not any(question.changes_equilibria for question in found.ranked)
    assert "No single one changes what is stable; only together some do." in found.summary
    first, second, answer = found.together[0]
    assert (first.text, second.text) == ('Does A want to take "goes"?', 'Does B want to take "goes"?')
    assert answer.effect.stable_after
    assert not answer.effect.stable_before
    assert found.to_dict()["only_together"][0]["places"] == [first.place, second.place]
