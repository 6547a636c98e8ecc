"""The type of an event between a given pair."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.ontology import EVENT_TYPES, quad_of
from detente.reading.events import classify_pair


def verdict(marked: str) -> str:
    """Classify a sentence whose source stands in [ ] and whose recipient in { }."""
    plain = ""
    at: dict[str, int] = {}
    for char in marked:
        if char in "[]{}":
            at[char] = len(plain)
        else:
            plain += char
    return classify_pair(plain, (at["["], at["]"]), (at["{"], at["}"])).type


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Ankara] agreed to lift the ban on imports from {Athens}.", "AGREE"),
        ("[Ankara] refused to lift the ban on imports from {Athens}.", "REJECT"),
        ("[Ankara] lifted the ban on imports from {Athens}.", "CONCEDE"),
        ("[Ankara] will send food to {Yemen}.", "AGREE"),
        ("[Ankara] sent food to {Yemen}.", "AID"),
        ("[Ankara] stopped sending food to {Yemen}.", "SANCTION"),
        ("[Ankara] urged {Athens} to send food.", "REQUEST"),
        ("[Ankara] will not meet {Athens}.", "REJECT"),
        ("{Athens} was accused by [Ankara] of violating the truce.", "ACCUSE"),
        ("[The rebels] released {four hostages}.", "RETREAT"),
        ("[The rebels] called off the strike against {the government}.", "CONCEDE"),
        ("[The rebels] threatened to shell {the capital}.", "THREATEN"),
        ("[The rebels] shelled {the capital}.", "ASSAULT"),
        ("[Ankara] said that {Athens} must withdraw its ships.", "REQUEST"),
    ],
)
def test_composition(marked: str, expected: str) -> None:
    assert verdict(marked) == expected


def test_verdict_gives_scores_and_reasons() -> None:
    found = classify_pair("Washington imposed sanctions on Tehran.", (0, 10), (32, 38))
    assert (found.type, found.mode, found.quad, found.cameo, found.conflict) == ("SANCTION", "discontinue", 4, "163", True)
    assert next(iter(found.scores)) == "SANCTION"
    assert any("sanction" in reason for reason in found.reasons)


def test_side_that_is_not_named() -> None:
    assert classify_pair("Teachers went on strike for better pay.", (0, 8), None).type == "PROTEST"


def test_span_outside_the_sentence() -> None:
    with pytest.raises(ValueError, match="character offsets"):
        classify_pair("Seoul protested.", (40, 45), (0, 5))


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["he", "told", "them", "that", "nothing", "fell", "under", "bridge"]), min_size=2, max_size=10))
def test_always_answers(words: list[str]) -> None:
    text = " ".join(words)
    found = classify_pair(text, (0, len(words[0])), (len(text) - len(words[-1]), len(text)))
    assert found.type in EVENT_TYPES
    assert found.quad == quad_of(found.type)
