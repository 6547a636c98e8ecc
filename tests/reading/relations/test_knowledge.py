"""The table of relation cues loads."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from detente.errors import KnowledgeError
from detente.reading.lexicon import Row
from detente.reading.relations.knowledge import load_over_words, load_relation_cues
from detente.records import RelationKind


def test_all_kinds_have_cues() -> None:
    cues = load_relation_cues()
    assert {cue.kind for several in cues.values() for cue in several} == set(RelationKind)
    assert cues["ally", "NOUN"][0].form == "role"
    assert "former" in load_over_words()


def test_a_wrong_row_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(name: str, columns: tuple[str, ...]) -> Iterator[Row]:
        yield Row(f"lexicon/{name}", 7, dict.fromkeys(columns, "nonsense"))

    monkeypatch.setattr("detente.reading.relations.knowledge.load_table", wrong)
    load_relation_cues.cache_clear()
    with pytest.raises(KnowledgeError, match=r"lexicon/relations.tsv, line 7: kind is 'nonsense'"):
        load_relation_cues()
    monkeypatch.undo()
    load_relation_cues.cache_clear()
    assert load_relation_cues()
