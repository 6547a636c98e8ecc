"""How much the encoder reads of a course, and what of it is shown."""

from __future__ import annotations

from dataclasses import replace

from detente.drafting.heard import COUNTS, heard, shown
from tests.drafting.passages import TODAY, read


def test_passages_add_up_and_old_ones_fade() -> None:
    three = [read("blockade", passage=f"d{n}") for n in range(3)]
    assert heard(three, TODAY) == round(COUNTS * 2.7, 6)
    assert heard(three, "2025-12-31") == round(COUNTS * 1.35, 6)


def test_of_one_passage_the_surest_reading_counts() -> None:
    assert heard([read("blockade", sure=0.4), read("blockade", sure=0.9)], TODAY) == round(COUNTS * 0.9, 6)


def test_what_is_told_otherwise_is_not_heard() -> None:
    assert heard([replace(read("blockade"), spoken=None)], TODAY) == 0


def test_likely_passages_are_shown_and_else_the_likeliest() -> None:
    likely, doubtful = read("blockade", passage="a"), read("blockade", sure=0.2, passage="b")
    assert shown([likely, doubtful]) == (likely,)
    assert shown([doubtful]) == (doubtful,)
