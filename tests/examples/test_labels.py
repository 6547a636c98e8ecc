"""The example corpora are as large as they should be, and every label fits its text."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from benchmarks.labels import CORPORA, Labelled, codes, load, place
from detente.ontology import EVENT_TYPES, MODES, SECTORS
from detente.records import ProposalKind, Quotation, RelationKind, Status, VoiceKind

FEWEST = {"examples/korea": 40, "examples/horn": 20}
GROUPS = {"UNO", "AFU", "EUR", "TPLF"}


@cache
def items(corpus: str) -> list[Labelled]:
    return load(corpus)


@pytest.mark.parametrize("corpus", CORPORA)
def test_a_corpus_is_large_enough_and_every_item_is_dated(corpus: str) -> None:
    found = items(corpus)
    assert len(found) >= FEWEST[corpus]
    assert all(item.document.published for item in found)


@pytest.mark.parametrize("corpus", CORPORA)
def test_events_are_labelled_in_the_ontology_at_words_of_the_text(corpus: str) -> None:
    for item in items(corpus):
        for label in item.labels["events"]:
            start, end = place(item.document.text, label["trigger"], label["nth"])
            around = item.document.text[max(0, start - 1) : start] + item.document.text[end : end + 1]
            assert not any(c.isalpha() for c in around), (item.name, label)
            assert label["type"] in EVENT_TYPES, (item.name, label)
            assert label["mode"] is None or (label["type"], label["mode"]) in MODES, (item.name, label)
            assert Status(label["status"]), (item.name, label)
            assert VoiceKind(label["voice"]), (item.name, label)
            assert label["date"] is None or date.fromisoformat(label["date"]), (item.name, label)
            assert all(_is_code(c) for c in (*codes(label["actors"]), *codes(label["recipients"]))), (item.name, label)


@pytest.mark.parametrize("corpus", CORPORA)
def test_statements_proposals_and_relations_quote_the_text(corpus: str) -> None:
    for item in items(corpus):
        text = item.document.text
        for label in item.labels["statements"]:
            _, end = place(text, label["content"][0], label["nth"])
            for piece in label["content"][1:]:
                end = text.index(piece, end) + len(piece)
            assert label["source"] is None or label["source"] in text, (item.name, label)
            assert label["cue"] is None or label["cue"] in text, (item.name, label)
            assert Quotation(label["kind"]), (item.name, label)
        for label in item.labels["proposals"]:
            assert label["action"] in text, (item.name, label)
            assert ProposalKind(label["kind"]), (item.name, label)
            assert label["wanted"] in (True, False, None), (item.name, label)
        for label in item.labels["relations"]:
            assert label["words"] in text, (item.name, label)
            assert RelationKind(label["kind"]), (item.name, label)


def test_photo_captions_and_menus_are_no_content() -> None:
    pages = [item for corpus in CORPORA for item in items(corpus) if item.name.endswith(".html")]
    assert len(pages) >= 5
    for page in pages:
        assert page.document.outlet, page.name
        assert not any(word in page.document.text for word in ("Share this", "Subscribe", "Photo:", "File photo")), page.name


def _is_code(code: str) -> bool:
    if code.startswith("~") or code in GROUPS:
        return True
    state, _, sector = code.partition("-")
    return len(state) == 3 and state.isupper() and (not sector or sector in SECTORS)
