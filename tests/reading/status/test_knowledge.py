"""The tables of status load, and wrong rows are named."""

from __future__ import annotations

from detente.reading.status.knowledge import EFFECTS, MARKS, load_status_knowledge


def test_every_signature_has_known_effects() -> None:
    knowledge = load_status_knowledge()
    assert len(knowledge.predicates) > 1000
    for signature in knowledge.predicates.values():
        assert {signature.holds, signature.denied} <= EFFECTS
    for words in knowledge.markers.values():
        assert set(words.values()) <= MARKS


def test_textbook_signatures() -> None:
    predicates = load_status_knowledge().predicates
    assert predicates["manage", "verb", "infinitive"].name == "implicative"
    assert predicates["fail", "verb", "infinitive"].name == "negative-implicative"
    assert predicates["regret", "verb", "clause"].name == "factive"
    assert predicates["deny", "verb", "clause"].name == "denial"
