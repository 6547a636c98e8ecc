"""Statements, moves and changes in words."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.conflict import Change, Model, Prioritization
from detente.conflict.inverse import Inverse
from detente.conflict.logic import options_of, parse_statement
from detente.conflict.spoken import change_words, clause, deed, difference, is_plain, listed, reverse, wish
from tests.conflict.random_models import random_model, random_statement

NORTH = [{"id": "n-tests", "name": "tests"}, {"id": "n-talks", "name": "talks"}]
SOUTH = [{"id": "s-drills", "name": "drills"}, {"id": "s-talks", "name": "talks"}]
MODEL = Model.from_dict({
    "name": "two", "status_quo": ["n-tests", "s-talks"],
    "decision_makers": [
        {"name": "North", "options": NORTH, "preferences": ["not s-drills"]},
        {"name": "South", "options": SOUTH, "preferences": ["s-talks"]},
    ],
})  # fmt: skip
IDS = [option.id for option in MODEL.options]
KNOWN = {name: name for name in IDS}


@given(st.integers(0, 100_000))
def test_every_option_of_a_statement_is_named_with_its_owner(seed: int) -> None:
    statement = parse_statement(random_statement(Random(seed), IDS), KNOWN)
    said, held = wish(MODEL, statement, 0), clause(MODEL, statement)
    for option in options_of(statement):
        owner = next(maker for maker in MODEL.decision_makers if any(one.id == option for one in maker.options))
        name = next(one.name for one in owner.options if one.id == option)
        assert f'"{name}"' in said
        assert owner.name == "North" or owner.name in said
        assert owner.name in held


@given(st.integers(0, 100_000))
def test_the_opposite_is_true_where_the_wish_is_not_and_of_the_opposite_too(seed: int) -> None:
    statement = parse_statement(random_statement(Random(seed), IDS, 1), KNOWN)
    truth, opposite = MODEL.space.truth(statement), MODEL.space.truth(reverse(statement))
    if " if " in f" {statement} ":  # a conditional wish and its opposite both hold where the condition does not
        assert bool((truth | opposite).all())
    else:
        assert not bool((truth == opposite).any())


@given(st.integers(0, 15), st.integers(0, 15))
def test_a_difference_names_the_options_that_change_and_no_others(start: int, end: int) -> None:
    said = difference(MODEL, start, end)
    for bit, option in enumerate(MODEL.options):
        owner = MODEL.decision_makers[bit // 2].name
        own = next((part for part in said.split("; ") if part.startswith(owner)), "")
        assert (f'"{option.name}"' in own) is bool((start ^ end) >> bit & 1)


def test_words_of_moves_and_wishes() -> None:
    assert deed(MODEL, 0, 0, 3) == 'take "tests" and "talks"'
    assert deed(MODEL, 0, 1, 2) == 'take "talks" and drop "tests"'
    assert difference(MODEL, 5, 10) == (
        'North would take "talks" and drop "tests"; South would take "talks" and drop "drills"'
    )  # fmt: skip
    assert wish(MODEL, parse_statement("not s-drills if n-talks", KNOWN), 0) == 'South not to take "drills" if North takes "talks"'
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert is_plain(parse_statement("n-tests if s-drills", KNOWN))
    assert not is_plain(parse_statement("n-tests and s-drills", KNOWN))


@pytest.mark.parametrize(
    ("kind", "statements", "words"),
    [
        ("drop", ("not s-drills",), 'North no longer wants South not to take "drills"'),
        ("drop", ("n-tests", "n-tests and n-talks"), 'North drops one part (to take "tests") from what it wants (to take'),
        ("add", ("n-talks",), 'North also wants to take "talks", as the least of its wishes'),
        ("add", ("n-talks", "n-tests"), 'North also wants to take "talks", and wants that more than to take "tests"'),
        ("swap", ("n-talks", "n-tests"), 'North wants to take "talks" more than it wants to take "tests"'),
        ("negate", ("n-talks", "not n-talks"), 'North wants to take "talks" rather than not to take "talks"'),
    ],
)
def test_changes_of_statements_in_words(kind: str, statements: tuple[str, ...], words: str) -> None:
    about = tuple(parse_statement(each, KNOWN) for each in statements)
    assert change_words(MODEL, Change(kind, 1, "in plain words", 0, about)).startswith(words)


def test_other_changes_are_told_in_their_own_words() -> None:
    assert change_words(MODEL, Change("one-way", 2, "North can no longer drop tests", 0)) == "North can no longer drop tests"


@pytest.mark.parametrize("seed", range(1, 60, 3))
def test_no_change_the_search_tells_keeps_the_signs_of_the_model(seed: int) -> None:
    model = random_model(seed)
    if not model.is_option_form:
        return
    for one in list(zip(range(6), Inverse(model, int(model.feasible_states()[0]), "seq", 2, start=model.status_quo).found(), strict=False)):
        for change in one[1].changes:
            statements = change.maker is not None and isinstance(model.decision_makers[change.maker].preferences, Prioritization)
            if statements and not change.is_of_option:
                said = change_words(model, change)
                assert said != change.sentence
                assert "to take" in said
