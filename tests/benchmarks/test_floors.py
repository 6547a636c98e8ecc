"""What was reached is kept: no figure falls below its floor."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from benchmarks.corpora import measure
from benchmarks.labels import corpus_reader

FLOORS = tomllib.loads(Path("benchmarks/floors.toml").read_text(encoding="utf-8"))
CEILINGS = {"false_events"}


@pytest.mark.parametrize("corpus", sorted(FLOORS["corpora"]))
def test_figures_on_a_corpus_hold(corpus: str) -> None:
    figures = measure(corpus, corpus_reader(corpus)).figures()
    fallen = {
        name: (figures[name], floor)
        for name, floor in FLOORS["corpora"][corpus].items()
        if (figures[name] > floor if name in CEILINGS else figures[name] < floor)
    }
    assert not fallen, "figure, floor"
