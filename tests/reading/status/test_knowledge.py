"""The tables of status load, and wrong rows are named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from detente.errors import KnowledgeError
from detente.reading.lexicon import Row
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


def test_a_wrong_row_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(name: str, columns: tuple[str, ...]) -> Iterator[Row]:
        yield Row(f"lexicon/{name}", 7, dict.fromkeys(columns, "nonsense"))

    monkeypatch.setattr("detente.reading.status.knowledge.load_table", wrong)
    load_status_knowledge.cache_clear()
    with pytest.raises(KnowledgeError, match=r"lexicon/status/classes.tsv, line 7: holds is 'nonsense'"):
        load_status_knowledge()
    monkeypatch.undo()
    load_status_knowledge.cache_clear()
    assert load_status_knowledge().predicates
