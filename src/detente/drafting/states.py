"""What sentences tell of how things stand, where no event does: that an embargo remains in force, a truce lapsed, a border is closed.

Events tell what was done. That something goes on or is over is often told without one: "the dialogue remains suspended". Such sentences
are found by a noun that names a course and words that tell how it stands, or by the words of a deed after the name of a party; the words
are in ``data/standing.tsv`` and ``data/predicates.tsv``. What is hypothetical, negated, feared or planned is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.drafting.clauses import Named, clause_before, is_doubtful, is_supposed, named_owners, owners
from detente.drafting.courses import beginnings, data_table, load_courses, pattern_in
from detente.drafting.deeds import find_deeds
from detente.drafting.predicates import find_predicates
from detente.drafting.surfaces import Line, Surfaces
from detente.records import Reading

#: Words between a noun and what tells how it stands.
_BETWEEN = 8
#: A clause about the noun itself, up to what the sentence tells of it: "the truce that both proclaimed in May".
_WHICH = re.compile(r"^,? (?:which|that)\b(?: [^\s,;:.]+){0,9}")
_ELSE = re.compile(r"[;:.]|\b(who|which|that|as|and|but|because|be)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells of a course of action.

    Parameters
    ----------
    course, takes
        The course, and whether it is being taken.
    of
        The parties whose it is; empty where the sentence does not name them.
    shared
        Whether it takes both sides.
    start, end
        Where the words that tell it stand in the document.
    sentence
        Where the sentence stands.
    lasting
        Whether it tells of how things stand when it is told, rather than of a day on which something happened.
    real
        Whether it is told as a fact; if not, the course is only spoken of.
    """

    course: str
    takes: bool
    of: tuple[str, ...]
    shared: bool
    start: int
    end: int
    sentence: tuple[int, int]
    lasting: bool
    real: bool = True


@dataclass(frozen=True, slots=True)
class _Row:
    course: str
    kind: str
    does: bool
    shared: bool
    words: re.Pattern[str]
    begin: frozenset[str]  # the first letters of its words


def find_states(reading: Reading, surfaces: Surfaces) -> tuple[Told, ...]:
    """Find what a document's sentences tell of how things stand.

    Raises
    ------
    KnowledgeError
        If a row of the tables is wrong.
    """
    return tuple(told for line in surfaces.lines(reading) for told in _in_line(line))


def _in_line(line: Line) -> Iterator[Told]:
    taken: list[tuple[int, int]] = []
    found = sorted((*_by_deeds(line), *_by_rows(line)), key=lambda told: not told.real)  # a fact goes before what is only spoken of
    for told in found:
        start, end = told.start - line.span[0], told.end - line.span[0]
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        taken.append((start, end))
        yield told


def _by_deeds(line: Line) -> Iterator[Told]:
    first = line.span[0]
    for deed in find_deeds(line.words, line.named, line.topic):
        joint = load_courses()[deed.course].joint
        yield Told(deed.course, deed.takes, deed.of, joint, first + deed.start, first + deed.end, line.span, deed.lasting, deed.real)


def _by_rows(line: Line) -> Iterator[Told]:
    first = line.span[0]
    begin = beginnings(line.words)
    for row in _rows():
        for match in row.words.finditer(line.words) if not row.begin.isdisjoint(begin) else ():
            told = _of_match(row, match, line.words, line.named, line.topic)
            if told is not None:
                takes, of, start, end, lasting = told
                yield Told(row.course, takes, of, row.shared, first + start, first + end, line.span, lasting)
            elif row.kind == "noun" and (of := named_owners(line.words, match.start(), match.end(), line.named)):
                start, end = first + match.start(), first + match.end()
                yield Told(row.course, row.does, of, row.shared, start, end, line.span, lasting=False, real=False)


def _of_match(
    row: _Row, match: re.Match[str], words: str, named: Named, topic: str | None
) -> tuple[bool, tuple[str, ...], int, int, bool] | None:
    if is_supposed(clause_before(words, match.start())):
        return None
    if row.kind == "state":
        of = owners(words, match.start(), match.end(), named, topic, shared=row.shared)
        return row.does, of, match.start(), match.end(), True
    rest = words[match.end() :]
    for said in find_predicates(rest, conflict=load_courses()[row.course].conflict):
        between = _WHICH.sub(" ", rest[: said.start])
        if len(between.split()) > _BETWEEN or is_doubtful(between) or _ELSE.search(re.sub(r"\bbetween .* and\b", "between", between)):
            continue
        end = match.end() + said.end
        of = owners(words, match.start(), end, named, topic, shared=row.shared)
        return row.does is said.going_on, of, match.start(), end, said.lasting
    return None


@lru_cache(maxsize=1)
def _rows() -> Sequence[_Row]:
    known = frozenset(load_courses())
    rows = []
    for row in data_table("standing.tsv", ("course", "kind", "sense", "owner", "words")):
        rows.append(
            _Row(
                row.one_of("course", known), row.one_of("kind", frozenset({"noun", "state"})),
                row.one_of("sense", frozenset({"does", "undoes"})) == "does", row.one_of("owner", frozenset({"both", "side"})) == "both",
                pattern_in(row), frozenset(min(beginnings(entry.split()[0])) for entry in row.several("words")),
            )
        )  # fmt: skip
    # What says all of it goes before a noun with a predicate.
    return sorted(rows, key=lambda row: ("state", "noun").index(row.kind))
