"""Courses of action, and the words and event types that tell of them.

The tables in ``data/`` can be read and edited: ``courses.tsv`` lists the courses, ``signs.tsv`` what tells of them, ``reversals.tsv``
the words that turn them round ("lift the sanctions").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from detente.conflict.options import Direction
from detente.tables import Row, read_table


@dataclass(frozen=True, slots=True)
class Course:
    """A course of action.

    Parameters
    ----------
    id, name
        How it is referred to, and what it is called.
    conflict
        Whether the other side sees it as conflict rather than cooperation.
    direction
        Whether it can be undone.
    fades
        Days after which it no longer counts as being taken unless it is done again; None if it lasts until it is undone.
    towards
        ``"opponent"``: it is this course only when done with or to another side of the conflict; ``"partner"``: it is done with
        others, whoever they are; ``"any"``: done to others, it belongs to the conflict only if they do.
    joint
        Whether it takes both sides, as talks do: one side alone cannot hold them, though it can refuse.
    armed
        Whether it is the use of armed force.
    granted
        Whether a state grants it: what a group of its country is told to have of it, it asks of the state.
    place
        Its place in the table, by which ties are settled.
    """

    id: str
    name: str
    conflict: bool
    direction: Direction
    fades: int | None
    towards: str
    joint: bool
    armed: bool
    granted: bool
    place: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A course of action found in words or in an event: `takes` says whether it is done or undone."""

    course: str
    takes: bool


@lru_cache(maxsize=1)
def load_courses() -> Mapping[str, Course]:
    """Give the courses of action by identifier, in the table's order.

    Raises
    ------
    KnowledgeError
        If a row of the table is wrong; file and line are named.

    Examples
    --------
    >>> load_courses()["sanctions"].conflict
    True
    """
    rows = data_table("courses.tsv", ("course", "name", "kind", "direction", "fades", "towards", "sides", "force", "by", "meaning"))
    courses = {}
    for place, row in enumerate(rows):
        if row["fades"] and not row["fades"].isdigit():
            raise row.wrong(f"fades is {row['fades']!r}; it must be a number of days, or empty")
        courses[row["course"]] = Course(
            row["course"],
            row["name"],
            row.one_of("kind", frozenset({"conflict", "cooperation"})) == "conflict",
            Direction(row.one_of("direction", frozenset({"both", "taken-once"}))),
            int(row["fades"]) if row["fades"] else None,
            row.one_of("towards", frozenset({"opponent", "partner", "any"})),
            row.one_of("sides", frozenset({"both"}), empty=True) == "both",
            row.one_of("force", frozenset({"armed"}), empty=True) == "armed",
            row.one_of("by", frozenset({"state"}), empty=True) == "state",
            place,
        )
    return courses


def data_table(name: str, columns: tuple[str, ...]) -> list[Row]:
    """Read one of this package's tables.

    Raises
    ------
    KnowledgeError
        If it is missing or wrong.
    """
    return list(read_table(files("detente.drafting").joinpath("data", name), f"drafting/data/{name}", columns))


def same_choice(one: str, other: str) -> bool:
    """Whether two courses are one, or the two sides of one choice: an attack and a ceasefire.

    Examples
    --------
    >>> same_choice("attack", "ceasefire"), same_choice("attack", "attack"), same_choice("attack", "talks")
    (True, True, False)
    """
    return one == other or (one, other) in opposites() or (other, one) in opposites()


@lru_cache(maxsize=1)
def opposites() -> tuple[tuple[str, str], ...]:
    """Give the courses that are two sides of one choice: that of conflict, that of cooperation.

    Raises
    ------
    KnowledgeError
        If a row of ``data/opposites.tsv`` is wrong.
    """
    courses = load_courses()
    found = []
    for row in data_table("opposites.tsv", ("conflict", "cooperation", "why")):
        first, second = (row.one_of(column, frozenset(courses)) for column in ("conflict", "cooperation"))
        if not courses[first].conflict or courses[second].conflict:
            raise row.wrong(f"{first!r} must be a course of conflict and {second!r} one of cooperation (see courses.tsv)")
        found.append((first, second))
    return tuple(found)


def pattern_in(row: Row) -> re.Pattern[str]:
    """Make the pattern of a row's ``words``.

    Raises
    ------
    KnowledgeError
        If it has none.
    """
    words = row.several("words")
    if not words:
        raise row.wrong("it has no words")
    return pattern_of(words)


def pattern_of(words: Sequence[str]) -> re.Pattern[str]:
    """Make one pattern of several entries: ``*`` ends a beginning of a word, ``~`` stands for up to three words."""
    return re.compile(rf"\b(?:{'|'.join(map(entry_pattern, sorted(words, key=len, reverse=True)))})(?!\w)", re.IGNORECASE)


def beginnings(words: str) -> frozenset[str]:
    """Give the first letters of all words: a pattern none of whose first words begins so need not be tried.

    Examples
    --------
    >>> sorted(beginnings("It reopened the border*"))
    ['bor', 'it', 'reo', 'the']
    """
    return frozenset(word[:3] for word in words_of(words))


def words_of(text: str) -> list[str]:
    """Give the words of a text in small letters, those of a compound apart.

    Examples
    --------
    >>> words_of("Re-opened the border*")
    ['re', 'opened', 'the', 'border']
    """
    return LETTERS.findall(text.lower())


#: A word, or a part of a compound.
LETTERS = re.compile(r"[^\W_]+")


def entry_pattern(entry: str) -> str:
    """Make the pattern of one entry, without the bounds of words around it."""
    pattern = ""
    for part in entry.split():
        if part == "~":
            pattern += r"(?:[^\w.;]+\w+){0,3}"
        else:
            pattern += (r"[^\w.;]+" if pattern else "") + re.escape(part).replace(r"\*", r"\w*")
    return pattern
