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
from detente.ontology import EVENT_TYPES, MODES
from detente.tables import Row, read_table

#: Words between a reversal and what it turns round: "a halt to | the annual joint | exercises".
_REACH = 6
#: Types by which somebody gives way: words of a conflict course near them tell that it is undone.
_GIVES_WAY = frozenset({"CONCEDE", "RETREAT"})


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
    place: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A course of action found in words or in an event: `takes` says whether it is done or undone."""

    course: str
    takes: bool


@dataclass(frozen=True, slots=True)
class _Sign:
    course: str
    does: bool
    types: frozenset[str]
    at_nobody: bool
    words: re.Pattern[str] | None


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
    rows = data_table("courses.tsv", ("course", "name", "kind", "direction", "fades", "towards", "sides", "force", "meaning"))
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
            place,
        )
    return courses


def course_of_event(type_name: str, mode: str | None, before: str, trigger: str, after: str, *, at_somebody: bool = True) -> Finding | None:
    """Find the course of action that an event is one of, or speaks of.

    Parameters
    ----------
    type_name, mode
        PLOVER event type and its mode.
    before, trigger, after
        The sentence's words before the trigger, the trigger, and those after it.
    at_somebody
        Whether it is told to whom it is done.

    Examples
    --------
    >>> course_of_event("MOBILIZE", "weapons", "North Korea", "launched", "a ballistic missile")
    Finding(course='weapons-tests', takes=True)
    >>> course_of_event("CONCEDE", None, "Washington", "lifted", "its sanctions")
    Finding(course='sanctions', takes=False)
    """
    kinds = {type_name, f"{type_name}:{mode}"}
    exact = next((s for s in _signs() if s.words is None and f"{type_name}:{mode}" in s.types), None)
    # A deed whose mode says what it is needs no words: rockets among the weapons handed over are no tests.
    speaks = type_name in WORDS_ONLY and not (exact and type_name in _GIVES_WAY)
    text = f"{before} {trigger} {after}"
    start, end = len(before) + 1, len(before) + 1 + len(trigger)
    told: list[tuple[tuple[int, int, int], _Sign, re.Match[str]]] = []
    for place, sign in enumerate(_signs()):
        if sign.words is None or not (sign.types & kinds or (not sign.types and speaks)):
            continue
        if sign.at_nobody and at_somebody:
            continue
        for match in sign.words.finditer(text):
            # What stands after the trigger is what it is about; what stands before it often belongs to another clause.
            far = match.start() - end if match.start() >= end else 2 * max(start - match.end(), 0)
            told.append(((max(far, 0), -len(match[0]), place), sign, match))
    if told:
        _, sign, match = min(told, key=lambda entry: entry[0])
        course = load_courses()[sign.course]
        turned = _is_turned(text, match, course.conflict)
        gives_way = course.conflict and type_name in _GIVES_WAY
        return Finding(sign.course, sign.does and not turned and not gives_way)
    plain = exact or next((s for s in _signs() if s.words is None and type_name in s.types), None)
    return Finding(plain.course, plain.does) if plain else None


def course_of_words(words: str, type_name: str | None = None, mode: str | None = None) -> Finding | None:
    """Find the course of action that some words name: what is proposed, or a condition.

    Examples
    --------
    >>> course_of_words("give up its nuclear program")
    Finding(course='denuclearization', takes=True)
    >>> course_of_words("the drills stopped")
    Finding(course='exercises', takes=False)
    """
    kinds = {type_name or "", f"{type_name}:{mode}"}
    told = [
        ((match.start(), -len(match[0]), place), sign, match)
        for place, sign in enumerate(_signs())
        if sign.words is not None and (not sign.types or sign.types & kinds)
        for match in sign.words.finditer(words)
    ]
    if told:
        _, sign, match = min(told, key=lambda entry: entry[0])
        turned = _is_turned(words, match, load_courses()[sign.course].conflict)
        return Finding(sign.course, sign.does != turned)
    plain = next((s for s in _signs() if s.words is None and s.types & kinds), None)
    return Finding(plain.course, plain.does) if plain else None


#: Types of events that speak of a course rather than being one: of these any words about a course tell.
WORDS_ONLY = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "CONCEDE", "RETREAT"})


def data_table(name: str, columns: tuple[str, ...]) -> list[Row]:
    """Read one of this package's tables.

    Raises
    ------
    KnowledgeError
        If it is missing or wrong.
    """
    return list(read_table(files("detente.drafting").joinpath("data", name), f"drafting/data/{name}", columns))


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


@lru_cache(maxsize=1)
def _signs() -> Sequence[_Sign]:
    known = frozenset(load_courses())
    types = frozenset({*EVENT_TYPES, *(f"{owner}:{mode}" for owner, mode in MODES)})
    signs = []
    for row in data_table("signs.tsv", ("course", "sense", "types", "recipient", "words")):
        for name in row.several("types"):
            if name not in types:
                raise row.wrong(f"{name!r} is no PLOVER event type or TYPE:mode")
        if not row["types"] and not row["words"]:
            raise row.wrong("it has neither types nor words; give it one of them")
        course = row.one_of("course", known)
        does = row.one_of("sense", frozenset({"does", "undoes"})) == "does"
        at_nobody = row.one_of("recipient", frozenset({"none"}), empty=True) == "none"
        words = pattern_in(row) if row["words"] else None
        signs.append(_Sign(course, does, frozenset(row.several("types")), at_nobody, words))
    return signs


@lru_cache(maxsize=1)
def _reversals() -> Mapping[tuple[str, str], re.Pattern[str]]:
    found = {}
    for row in data_table("reversals.tsv", ("kind", "side", "words")):
        kind = row.one_of("kind", frozenset({"conflict", "cooperation"}))
        found[kind, row.one_of("side", frozenset({"before", "after"}))] = pattern_in(row)
    return found


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
    return frozenset(word[:3] for word in _LETTERS.findall(words.lower()))


_LETTERS = re.compile(r"[^\W_]+")


def entry_pattern(entry: str) -> str:
    """Make the pattern of one entry, without the bounds of words around it."""
    pattern = ""
    for part in entry.split():
        if part == "~":
            pattern += r"(?:[^\w.;]+\w+){0,3}"
        else:
            pattern += (r"[^\w.;]+" if pattern else "") + re.escape(part).replace(r"\*", r"\w*")
    return pattern


def _is_turned(text: str, match: re.Match[str], conflict: bool) -> bool:
    """Whether words before or after the course's words turn it round."""
    kind = "conflict" if conflict else "cooperation"
    before = " ".join(re.split(r"[.;]", text[: match.start()])[-1].split()[-_REACH:])
    after = " ".join(re.split(r"[.;]", text[match.end() :])[0].split()[:_REACH])
    reversals = _reversals()
    if (kind, "before") in reversals and reversals[kind, "before"].search(before):
        return True
    return (kind, "after") in reversals and reversals[kind, "after"].search(after) is not None
