"""What is said of a noun: whether it goes on."""

from __future__ import annotations

import pytest

from detente.drafting.predicates import find_predicates


@pytest.mark.parametrize(
    ("words", "conflict", "going_on"),
    [
        (" remains in force", True, True),
        (" have not been lifted", True, True),
        (" were lifted", True, False),
        (" has collapsed", False, False),
        (" is holding", False, True),
        (" is no longer in force", True, False),
        (" has been at a standstill", False, False),
        (" never resumed", False, False),
        (" have yet to resume", False, False),
        (" lies in tatters", False, False),
        (" was not renewed", True, False),
    ],
)
def test_predicates(words: str, conflict: bool, going_on: bool) -> None:
    assert find_predicates(words, conflict=conflict)[0].going_on is going_on


@pytest.mark.parametrize("words", [" by the end of May", " in the stand of the day", " on the start"])
def test_nouns_are_no_predicates(words: str) -> None:
    assert find_predicates(words, conflict=True) == []
