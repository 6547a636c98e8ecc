"""Words of events that tell of no deed: sentences in which nobody does anything to anybody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from detente.records import Event

QUIET = Path(__file__).parent / "data" / "quiet.txt"
SENTENCES = [line for line in QUIET.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_without_deeds_gives_no_event(read_events: Callable[[str], tuple[Event, ...]], sentence: str) -> None:
    assert [(e.type, e.evidence[0]) for e in read_events(sentence)] == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Three bombers were stationed in Guam by Washington.", "MOBILIZE"),  # the same words, told as deeds
        ("Pyongyang refused to discuss its missiles with Seoul.", "REJECT"),
        ("The city of Addis Ababa told residents to register their weapons.", "REQUEST"),
        ("The rebels seized three towns in the west from the army.", "COERCE"),
        ("Seoul wants Washington to lift the sanctions.", "REQUEST"),
        ("The attack in Aleppo was the deadliest on the army this year and killed 40 soldiers.", "ASSAULT"),
    ],
)
def test_the_same_words_tell_deeds(read_events: Callable[[str], tuple[Event, ...]], sentence: str, kind: str) -> None:
    assert kind in [e.type for e in read_events(sentence)]
