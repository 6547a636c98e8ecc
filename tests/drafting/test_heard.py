"""How much the encoder reads of a course, and what of it is shown."""

from __future__ import annotations

from dataclasses import replace

from detente.drafting.encoder import HOW
from detente.drafting.facts import Fact, Sort
from detente.drafting.heard import COUNTS, heard, shown
from detente.drafting.spoken import Spoken
from detente.drafting.telling import Telling
from detente.records import Status

TODAY = "2024-01-01"


def read(course: str, *, sure: float = 0.9, how: str = "done", day: str = TODAY, passage: str = "d0:read") -> Fact:
    """Make a passage that the encoder reads."""
    spoken = Spoken(course, sure, "AAA", 1.0, tuple(float(name == how) for name in HOW), 0, 5, (0, 40))
    return Fact(
        "", "d0", Sort.READ, ("AAA",), ("AAA",), (), course, True, False, Status.POSSIBLE, False, day, False,
        Telling("It did.", "here", None, False), incident=passage, spoken=spoken,
    )  # fmt: skip


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
