"""Sentences that tell how things stand: what counts as right and as false."""

from __future__ import annotations

import pytest

from benchmarks.standing import SENTENCES, facts_in, measure, says
from detente.drafting.courses import load_courses
from detente.reading.reader import Reader
from detente.tables import read_table


def test_a_fact_is_right_where_it_says_the_same_of_the_same_course_or_of_its_opposite() -> None:
    [fact] = facts_in("Kenya has closed its border with Somalia.", "KEN", Reader())
    assert says(fact, "blockade", True, "KEN")
    assert says(fact, "access", False, "KEN")
    assert not says(fact, "blockade", False, "KEN")
    assert not says(fact, "blockade", True, "SOM")


def test_every_row_names_a_course() -> None:
    rows = list(read_table(SENTENCES, str(SENTENCES), ("course", "takes", "party", "sentence")))
    assert len(rows) == 290
    assert {row["course"] for row in rows} <= {"none", *load_courses()}
    assert {row["takes"] for row in rows} == {"0", "1"}


@pytest.mark.slow
def test_both_halves_make_the_whole() -> None:
    reader = Reader()
    whole, halves = measure(reader), [measure(reader, which) for which in ("tuned", "held")]
    assert whole.told == sum(each.told for each in halves)
    assert whole.right == sum(each.right for each in halves)
