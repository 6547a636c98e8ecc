"""Records survive the way to JSON and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import EvidenceError, RecordError
from detente.records import (
    Actor,
    Correction,
    Document,
    Event,
    ImportedRow,
    Incident,
    Proposal,
    Reading,
    Relation,
    Skipped,
    Statement,
    TextSpan,
    TimeExpression,
    When,
    from_dict,
    from_json,
    json_schema,
    record_id,
    to_dict,
    to_json,
)

KINDS = [
    Actor, Correction, Document, Event, ImportedRow, Incident, Proposal, Reading, Relation, Skipped, Statement, TextSpan,
    TimeExpression, When,
]  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
SPAN = st.builds(lambda start, quote: TextSpan("doc-1", start, start + len(quote), quote), st.integers(0, 999), WORDS)
st.register_type_strategy(TextSpan, SPAN)
st.register_type_strategy(str, WORDS)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
EVENTS = st.builds(Event, evidence=st.tuples(SPAN))
# Few parts each: what is tried is the way there and back, not how much fits.
SMALL: dict[Any, st.SearchStrategy[Any]] = {
    TextSpan: SPAN,
    Event: EVENTS,
    Reading: st.builds(
        Reading,
        actors=st.tuples(st.builds(Actor)),
        times=st.tuples(st.builds(TimeExpression)),
        statements=st.tuples(st.builds(Statement)),
        events=st.tuples(EVENTS),
        relations=st.tuples(st.builds(Relation)),
        proposals=st.tuples(st.builds(Proposal)),
    ),
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.__name__)
def test_a_record_comes_back_as_it_was(kind: Any) -> None:
    @settings(max_examples=12, suppress_health_check=list(HealthCheck))
    @given(SMALL[kind] if kind in SMALL else st.builds(kind))
    def check(record: Any) -> None:
        assert from_json(kind, to_json(record)) == record
        assert from_dict(kind, json.loads(json.dumps(to_dict(record)))) == record

    check()


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.__name__)
def test_every_record_has_a_schema_that_names_its_fields(kind: Any) -> None:
    assert set(json_schema(kind)["properties"]) >= set(kind.__slots__)


def test_a_wrong_field_is_named() -> None:
    with pytest.raises(RecordError, match=r"TextSpan: start: .*docs/records\.schema\.json"):
        from_dict(TextSpan, {"document": "d", "start": "early", "end": 5, "quote": "Seoul"})


def test_a_span_that_does_not_fit_its_quote_cannot_be_made() -> None:
    with pytest.raises(EvidenceError, match="do not fit"):
        TextSpan("doc-1", 3, 5, "Seoul")


def test_a_span_of_another_text_is_found_out() -> None:
    with pytest.raises(EvidenceError, match="read it again"):
        TextSpan("doc-1", 0, 5, "Seoul").check("Tokyo protested.")


def test_an_event_without_evidence_cannot_be_made() -> None:
    with pytest.raises((EvidenceError, RecordError), match="evidence"):
        from_dict(Event, {**EVENT, "evidence": []})


def test_identifiers_depend_on_all_parts_and_their_order() -> None:
    assert len({record_id("ev", "a", "b"), record_id("ev", "b", "a"), record_id("ev", "ab"), record_id("st", "a", "b")}) == 4


EVENT = {
    "id": "ev-1", "type": "ACCUSE", "mode": None, "contexts": [], "cameo": None, "actors": [], "recipients": [],
    "when": {"start": None, "end": None, "granularity": "unknown", "origin": "unknown"}, "place": None, "numbers": {},
    "status": "asserted", "historical": False, "voice": {"kind": "outlet"}, "about": [], "trigger": "accuse (verb)",
    "evidence": [{"document": "doc-1", "start": 0, "end": 5, "quote": "Seoul"}],
}  # fmt: skip


def test_fields_with_a_default_may_be_left_out() -> None:
    assert from_dict(Event, EVENT).reasons == ()
