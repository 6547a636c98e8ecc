"""Quotation marks paired over raw text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.statements.quotes import QuoteIndex, find_quotes


def inner(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in find_quotes(text)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "stop" and "go".', ["stop", "go"]),
        ("He said “stop” and ‘go on’.", ["stop", "go on"]),
        ("He said ''stop'' and ``go''.", ["stop", "go"]),
        ("It's the ministers' plan, isn't it?", []),
        ("“He said ‘stop’ twice,” she said.", ["He said ‘stop’ twice,"]),
        ("“They call it “hell” there.” Then he left.", ["They call it “hell” there."]),
        ('The 6" gun fired.', []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    quotes, paragraphs = find_quotes("“One.\n\n“Two.” End.")
    assert [(q.open, q.paragraph) for q in quotes] == [(True, 0), (False, 1)]
    assert len(paragraphs) == 2


@given(st.text(alphabet="ab \n\"'“”‘’`.,", max_size=60))
def test_quotations_never_overlap_and_lie_in_one_paragraph(text: str) -> None:
    quotes, paragraphs = find_quotes(text)
    index = QuoteIndex(quotes)
    last = 0
    for quote in quotes:
        assert last <= quote.start < quote.inner_start <= quote.inner_end <= quote.end
        start, end = paragraphs[quote.paragraph]
        assert start <= quote.start
        assert quote.end <= end
        assert index.at(quote.start) == quote
        last = quote.end
