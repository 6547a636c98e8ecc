"""What is read from the example corpora is tied to its text."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.labels import CORPORA
from detente.archive import merge_reports, reports_of
from detente.documents import read_documents
from detente.reading.reader import Reader
from detente.records import Document, Reading, TextSpan, from_json, to_json


@cache
def readings(corpus: str) -> tuple[Reading, ...]:
    documents = [d for d in read_documents([f"{corpus}/news"]) if isinstance(d, Document)]
    return tuple(Reader().read_all(documents))


@pytest.mark.parametrize("corpus", CORPORA)
def test_every_span_of_every_record_quotes_its_text(corpus: str) -> None:
    for reading in readings(corpus):
        reading.check()


@pytest.mark.parametrize("corpus", CORPORA)
def test_readings_survive_the_way_to_json_and_back(corpus: str) -> None:
    for reading in readings(corpus):
        assert from_json(Reading, to_json(reading)) == reading


@pytest.mark.parametrize("corpus", CORPORA)
def test_identifiers_are_unique_and_every_reference_leads_somewhere(corpus: str) -> None:
    everything = readings(corpus)
    ids = [
        r.id
        for reading in everything
        for group in (reading.events, reading.statements, reading.relations, reading.proposals)
        for r in group
    ]
    assert len(ids) == len(set(ids))
    known = set(ids)
    for reading in everything:
        codes = {actor.code for actor in reading.actors}
        for statement in reading.statements:
            assert statement.inside is None or statement.inside in known
        for event in reading.events:
            assert {m.actor for m in (*event.actors, *event.recipients)} <= codes
            assert set(event.voice.statements) <= known
            assert set(event.about) <= known


@pytest.mark.parametrize("corpus", CORPORA)
def test_an_event_in_a_statement_has_that_statements_voice(corpus: str) -> None:
    for reading in readings(corpus):
        contents = {s.id: s.content for s in reading.statements}
        for event in reading.events:
            trigger = event.evidence[0]
            assert isinstance(trigger, TextSpan)
            inside = {name for name, spans in contents.items() if any(c.contains(trigger.start, trigger.end) for c in spans)}
            assert set(event.voice.statements) == inside


@pytest.mark.parametrize("corpus", CORPORA)
def test_incidents_hold_each_report_once_and_no_plan_or_fear(corpus: str) -> None:
    reports = [report for reading in readings(corpus) for report in reports_of(reading)]
    incidents = merge_reports(reports)
    merged = [name for incident in incidents for name in incident.reports]
    assert len(merged) == len(set(merged))
    assert set(merged) == {r.id for r in reports if r.status in ("asserted", "negated")}
    assert any(len(incident.outlets) > 1 for incident in incidents)
