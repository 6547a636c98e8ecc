"""What words are about, on the project's own labelled sentences: neither half falls below its floor."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.accuracy import half_of, measure, read_rows
from benchmarks.predict import PREDICT
from detente.reading.reader import Reader

LABELLED = Path("benchmarks/data/about.tsv")


@pytest.mark.parametrize(("half", "floor"), [("tuned", 0.87), ("held", 0.79)])
def test_links_of_what_words_are_about_hold(half: str, floor: float) -> None:
    rows = [row for row in read_rows(LABELLED) if half_of(row) == half]
    figures = measure("about", rows, list(PREDICT["about"](rows, Reader())))
    assert len(rows) >= 50
    assert (figures["about_f1"] or 0) >= floor, figures
    assert (figures["condition_f1"] or 0) >= 0.9, figures
    assert (figures["by_accuracy"] or 0) >= 0.95, figures
