"""Later mentions in short passages of news, with floors for how many are resolved; a quarter of them was never looked at while tuning."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from detente.reading.actors import find_actors
from detente.reading.language import load_language, parse
from detente.records import DateOrigin, Document, Genre

LINES = (Path(__file__).parent / "data" / "passages.txt").read_text(encoding="utf-8").splitlines()
PASSAGES = [line for line in LINES if line and not line.startswith("#")]
MARK = re.compile(r"\{([^:{}]+):([^{}]+)\}")
FLOORS = {"tuned": 0.92, "held": 0.76}
ARTICLE = 8  # characters: a mention may begin with "both " or "two of "


def half_of(passage: str) -> str:
    """Split by hash, three to one."""
    return "held" if int(hashlib.sha256(passage.encode()).hexdigest(), 16) % 4 == 3 else "tuned"


def read_marks(passage: str) -> tuple[str, list[tuple[int, int, frozenset[str]]]]:
    """Give the text without marks, and for each marked mention its place and the sides it stands for."""
    text, marks, last = "", [], 0
    for mark in MARK.finditer(passage):
        text += passage[last : mark.start()]
        sides = frozenset() if mark[2] == "-" else frozenset(mark[2].split("+"))
        marks.append((len(text), len(text) + len(mark[1]), sides))
        text += mark[1]
        last = mark.end()
    return text + passage[last:], marks


def right_and_asked(passage: str) -> tuple[int, int]:
    """Count the marks of a passage whose mention stands for the sides given."""
    text, marks = read_marks(passage)
    document = Document("d", text, None, "2023-09-16", DateOrigin.UNKNOWN, None, None, None, Genre.UNKNOWN, "d.txt", "")
    index = find_actors(parse(text, load_language()), document)
    right = 0
    for start, end, sides in marks:
        here = [index.table[m.actor] for m in index.mentions if m.span.end == end and m.span.start >= start - ARTICLE]
        found = {actor.party or actor.code for actor in here}
        unnamed = any(side.startswith("~") for side in sides)
        right += sides == (found if unnamed else {side for side in found if not side.startswith("~")})
    return right, len(marks)


@pytest.mark.parametrize("half", ["tuned", "held"])
def test_most_later_mentions_are_resolved(half: str) -> None:
    counts = [right_and_asked(passage) for passage in PASSAGES if half_of(passage) == half]
    assert sum(asked for _, asked in counts) > 50
    assert sum(right for right, _ in counts) / sum(asked for _, asked in counts) >= FLOORS[half]
