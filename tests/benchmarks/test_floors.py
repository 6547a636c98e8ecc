"""What was reached is kept: no figure falls below its floor."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from benchmarks import corpora, course_encoder, drafts, preferences, standing, triggers
from benchmarks.incidents import measure_examples, total
from benchmarks.labels import load, own_actors
from detente.reading.reader import Reader
from detente.records import Document, Reading

FLOORS = tomllib.loads(Path("benchmarks/floors.toml").read_text(encoding="utf-8"))
CEILINGS = {"false_events"}


class OnceReader(Reader):
    """Reads every document of a corpus once, however many figures are measured on it."""

    def __init__(self, corpus: str) -> None:
        super().__init__(actors=own_actors(corpus))
        self._read: dict[Document, Reading] = {}

    def read(self, document: Document) -> Reading:
        if document not in self._read:
            self._read[document] = super().read(document)
        return self._read[document]


reader_of = cache(OnceReader)


def fallen(figures: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    return {
        name: (figures[name], floor)
        for name, floor in floors.items()
        if (figures[name] > floor if name in CEILINGS else figures[name] < floor)
    }


@pytest.mark.parametrize("corpus", sorted(FLOORS["corpora"]))
def test_figures_on_a_corpus_hold(corpus: str) -> None:
    assert not fallen(corpora.measure(corpus, reader_of(corpus)).figures(), FLOORS["corpora"][corpus]), "figure, floor"


@pytest.mark.parametrize("corpus", sorted(FLOORS["drafts"]))
def test_drafts_of_a_corpus_hold(corpus: str) -> None:
    assert not fallen(drafts.measure(Path(corpus), reader_of(corpus)).figures(), FLOORS["drafts"][corpus]), "figure, floor"


@pytest.mark.parametrize("group", sorted(FLOORS["preferences"]))
def test_preferences_hold(group: str) -> None:
    folders = [Path(corpus) for corpus in sorted(FLOORS["drafts"]) if group in Path(corpus).parts]
    found = sum((preferences.measure(folder, reader_of(str(folder))) for folder in folders), preferences.Tally())
    assert not fallen(found.figures(), FLOORS["preferences"][group]), "figure, floor"


@pytest.mark.parametrize("corpus", sorted(FLOORS["incidents"]))
def test_merging_on_a_corpus_holds(corpus: str) -> None:
    found = measure_examples(corpus, [reader_of(corpus).read(labelled.document) for labelled in load(corpus)])
    figures = {source: total(by_event.values()).f1 for source, by_event in found.items()}
    assert not fallen(figures, FLOORS["incidents"][corpus]), "figure, floor"


def test_events_of_marked_passages_are_found() -> None:
    floors = FLOORS["triggers"]
    assert not fallen(triggers.measure(Reader(), every=floors["every"]).figures(), floors["figures"]), "figure, floor"


@pytest.mark.parametrize("half", sorted(FLOORS["standing"]))
def test_how_things_stand_is_found(half: str) -> None:
    assert not fallen(standing.measure(Reader(), half).figures(), FLOORS["standing"][half]), "figure, floor"


@pytest.mark.parametrize("which", ["unseen", *(pytest.param(each, marks=pytest.mark.slow) for each in ("left_out", "plain", "conflicts"))])
def test_sentences_are_read_for_courses_of_action(which: str) -> None:
    assert not fallen(course_encoder.measure(course_encoder.tested(which), 0.5), FLOORS["course_encoder"][which]), "figure, floor"
