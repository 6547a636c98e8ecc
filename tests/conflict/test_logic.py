"""The language of statements: what it reads, how it is written back, what it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.conflict.logic import And, Expression, If, Iff, Not, Or, Taken, options_of, parse_statement
from detente.errors import StatementSyntaxError

NAMES = {"a": "a", "b": "b", "c": "c", "lift sanctions": "lift", "lift": "lift", "not": "not"}


def expressions() -> st.SearchStrategy[Expression]:
    leaves = st.sampled_from(["a", "b", "c", "lift", "not"]).map(Taken)
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            inner.map(Not),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
            st.tuples(inner, inner).map(lambda pair: If(*pair)),
            st.tuples(inner, inner).map(lambda pair: Iff(*pair)),
        ),
        max_leaves=8,
    )


@given(expressions())
def test_what_is_written_is_read_back(expression: Expression) -> None:
    assert parse_statement(str(expression), NAMES) == expression


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("not a", Not(Taken("a"))),
        ("not a and b or c", Or((And((Not(Taken("a")), Taken("b"))), Taken("c")))),
        ("a or b if c", If(Or((Taken("a"), Taken("b"))), Taken("c"))),
        ("a iff not b", Iff(Taken("a"), Not(Taken("b")))),
        ("not (a if b)", Not(If(Taken("a"), Taken("b")))),
        ('"lift sanctions" AND a', And((Taken("lift"), Taken("a")))),
        ("'lift sanctions'", Taken("lift")),
        ('not "not"', Not(Taken("not"))),
    ],
)
def test_precedence_and_names(text: str, meant: Expression) -> None:
    assert parse_statement(text, NAMES) == meant


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the statement is empty"),
        ("a and", "column 6: an option is expected where 'the end' stands"),
        ("(a or b", "a closing parenthesis is missing"),
        ("a b", "column 3: 'b' is not expected here"),
        ("a if b if c", "add parentheses"),
        ("a iff b if c", "add parentheses"),
        ('"a', "column 1: a quotation mark is not closed"),
        ("liftt", "there is no option 'liftt'; is 'lift' meant"),
        ("zzz", "the options are: a, b, c, lift, not"),
        ("not " * 80 + "a", "nested more than 50 deep"),
        ("(" * 5000 + "a" + ")" * 5000, "nested more than 50 deep"),
    ],
)
def test_what_cannot_be_understood_is_said(text: str, problem: str) -> None:
    with pytest.raises(StatementSyntaxError) as raised:
        parse_statement(text, NAMES)
    assert problem in str(raised.value)


def test_options_are_listed_once_in_order() -> None:
    assert options_of(parse_statement("c if (a and c) or b", NAMES)) == ("c", "a", "b")
