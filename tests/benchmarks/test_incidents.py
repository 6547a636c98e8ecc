"""The measure of merging, and merging on corpora of which the truth is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.incidents import CROWDED, SPARSE, Pairs, interval, measure_simulated, pairs_by_event, total
from benchmarks.simulated_incidents import simulate
from detente.archive import merge_reports
from detente.archive.copies import groups_of_copies
from tests.archive.test_incidents import told


@pytest.mark.parametrize("size", [SPARSE, CROWDED], ids=["sparse", "crowded"])
def test_simulated_incidents_are_merged(size: tuple[int, int]) -> None:
    assert measure_simulated(simulate(3, *size)).f1 >= 0.9


def test_copies_and_denials_of_a_simulated_corpus_are_found() -> None:
    corpus = simulate(4)
    groups = groups_of_copies({report.document: report.text for report in corpus.reports})
    copied = [name for name, source in corpus.source.items() if name != source]
    assert copied
    assert all(groups[name] == groups[corpus.source[name]] for name in copied)
    disputed = [i for i in merge_reports(corpus.reports) if i.disputed]
    found = {corpus.event[report] for incident in disputed for report in incident.reports}
    assert len(found & corpus.denied) >= 0.7 * len(corpus.denied)


def test_pairs_are_counted_by_event() -> None:
    one, other = told("a", "Drones struck the port of Izmail."), told("b", "Drones struck the port of Izmail.")
    third = replace(told("c", "A school burned in Kherson."), start="2023-08-01", end="2023-08-01")
    counts = pairs_by_event(merge_reports([one, other, third]), {one.id: "port", other.id: "port", third.id: "school"})
    assert counts == {"port": Pairs(1, 1, 1), "school": Pairs(0, 0, 0)}
    assert total(counts.values()).f1 == 1.0
    assert interval(list(counts.values())) == (1.0, 1.0)
