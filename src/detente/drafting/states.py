"""What sentences tell of how things stand, where no event does: that an embargo remains in force, a truce lapsed, a border is closed.

Events tell what was done. That something goes on or is over is often told without one: "the dialogue remains suspended". Such sentences
are found by a noun that names a course and words that tell how it stands, or by the words of a deed after the name of a party; the words
are in ``data/standing.tsv`` and ``data/predicates.tsv``. What is hypothetical, negated, feared or planned is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.drafting.courses import data_table, load_courses, pattern_in
from detente.drafting.surfaces import Line, Surfaces
from detente.records import Reading

#: Words between a noun and what tells how it stands, and between a party and its deed.
_BETWEEN, _FROM_PARTY = 8, 9
#: Words before a deed or noun, and between it and its predicate, in which one of `_DOUBT` makes it no report of a fact.
_CLAUSE = 6
_DOUBT = re.compile(
    r"\b(if|unless|until|once|whether|would|could|should|may|might|must|shall|will|can|cannot|not|never|no|nor|neither|deny|denies|"
    r"denied|denying|fear\w*|plan\w*|threaten\w*|offer\w*|propos\w*|demand\w*|urg\w*|call\w* for|ask\w*|want\w*|before|without|unlikely|"
    r"expect\w*|hop\w*|promis\w*|vow\w*|pledg\w*|agreed to|refus\w*|rumou?r\w*|to)\b|n't\b",
    re.IGNORECASE,
)
#: Words right before the words of a deed that make it no deed of whoever is named before: a passive, or an adjective ("the closed road").
_PASSIVE = re.compile(r"\b(be|been|being|was|were|is|are|by|get|got|the|a|an|its|their|this|that)\W*$", re.IGNORECASE)
_WHILE = re.compile(r"\b(while|as long as|so long as|in case)\W+(?:the )?$", re.IGNORECASE)
_LASTING = re.compile(r"\b(remain|stay|still|continu|holds|holding|is|are|has been|have been|go on|goes on)", re.IGNORECASE)
_ELSE = re.compile(r"[;:.]|\b(who|which|that|as|and|but|because|be)\b")
_TOGETHER = re.compile(r"(?:'s|’s)?(?: \w+){0,2},? and (?:the )?$")
_PRONOUN = re.compile(r"(?:and |but |then )?(it|they|he|she)\b", re.IGNORECASE)
_BREAK = re.compile(r"[;:]|, (?:and|but|who|which|while|as|after)\b|\b(?:who|which|that|while|whereas|but)\b", re.IGNORECASE)

_OWN = re.compile(r"\b(?:its?|they|their|he|his|she|her)\b", re.IGNORECASE)
_ALSO = re.compile(r"\W*(?:and|but|so|then|also)\b", re.IGNORECASE)
_MAIN_BREAK = re.compile(r"[;:]|, (?:and|but|while|as|after)\b|\bwhereas\b", re.IGNORECASE)


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
    """

    course: str
    takes: bool
    of: tuple[str, ...]
    shared: bool
    start: int
    end: int
    sentence: tuple[int, int]
    lasting: bool


@dataclass(frozen=True, slots=True)
class _Row:
    course: str
    kind: str
    does: bool
    shared: bool
    words: re.Pattern[str]


def find_states(reading: Reading, surfaces: Surfaces) -> tuple[Told, ...]:
    """Find what a document's sentences tell of how things stand.

    Raises
    ------
    KnowledgeError
        If a row of the tables is wrong.
    """
    return tuple(told for line in surfaces.lines(reading) if _any().search(line.words) for told in _in_line(line))


def _in_line(line: Line) -> Iterator[Told]:
    words, sentence, named, topic = line.words, line.span, line.named, line.topic
    taken: list[tuple[int, int]] = []
    for row in _rows():
        for match in row.words.finditer(words):
            told = _of_match(row, match, words, named, topic)
            if told is None:
                continue
            takes, of, start, end, lasting = told
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            taken.append((start, end))
            yield Told(row.course, takes, of, row.shared, sentence[0] + start, sentence[0] + end, sentence, lasting)


def _of_match(
    row: _Row, match: re.Match[str], words: str, named: Sequence[tuple[int, int, str]], topic: str | None
) -> tuple[bool, tuple[str, ...], int, int, bool] | None:
    before = _clause_before(words, match.start())
    if row.kind == "deed":
        if _DOUBT.search(before) or _PASSIVE.search(before) or re.search(r"\bno\b", match[0], re.IGNORECASE):
            return None
        actors = _actors(words, match.start(), named, topic)
        return (row.does, actors, match.start(), match.end(), False) if actors else None
    if _is_supposed(before):
        return None
    if row.kind == "state":
        return row.does, _owners(row, words, match.start(), match.end(), named, topic), match.start(), match.end(), True
    kind = "conflict" if load_courses()[row.course].conflict else "cooperation"
    rest = words[match.end() :]
    for tells, of, pattern in _predicates():
        said = pattern.search(rest)
        if of not in ("any", kind) or said is None:
            continue
        between = rest[: said.start()]
        if len(between.split()) > _BETWEEN or _DOUBT.search(between) or _ELSE.search(re.sub(r"\bbetween .* and\b", "between", between)):
            continue
        end = match.end() + said.end()
        going_on = tells == "on"
        lasting = _LASTING.search(said[0]) is not None
        return row.does is going_on, _owners(row, words, match.start(), end, named, topic), match.start(), end, lasting
    return None


def _clause_before(words: str, start: int) -> str:
    """Give the last words of the clause before a place."""
    clause = re.split(r"[;:]|, | after | when | because | since ", words[:start])[-1]
    return " ".join(clause.split()[-_CLAUSE:]) + " "


def _is_supposed(before: str) -> bool:
    """Whether what follows is under a condition, wished or feared."""
    return _DOUBT.search(before) is not None or _WHILE.search(before) is not None


def _actors(words: str, start: int, named: Sequence[tuple[int, int, str]], topic: str | None) -> tuple[str, ...]:
    """Give the parties whose deed it is: those named last before it in the clause, or whom a pronoun stands for."""
    earlier = [entry for entry in named if entry[1] <= start]
    clause = words[:start].rstrip()
    if earlier and re.search(r"\b(?:and|then|but)$", clause):
        # "X expelled the envoy of Y and closed the road": the second deed is that of the first party of the clause.
        # After a comma it goes on past a relative clause: "left the pact that bound Y, and closed the road" is the deed of X.
        parts = _MAIN_BREAK if re.search(r",\s*(?:and|then|but)$", clause) else _BREAK
        breaks = [match.end() for match in parts.finditer(clause[: earlier[-1][0]])]
        inside = [entry for entry in earlier if entry[0] >= max(breaks, default=0)]
        return (inside[0][2],) if inside else ()
    if earlier and len(words[earlier[-1][1] : start].split()) <= _FROM_PARTY and not _BREAK.search(words[earlier[-1][1] : start]):
        found = [earlier[-1][2]]
        for (_, end, party), (begin, _, _) in zip(reversed(earlier[:-1]), reversed(earlier[1:]), strict=True):
            if not _TOGETHER.fullmatch(words[end:begin]):
                break
            found.append(party)
        return tuple(sorted(set(found)))
    if _PRONOUN.match(clause) and len(clause.split()) <= 4:
        return (topic,) if topic else ()
    return ()


def _owners(
    row: _Row, words: str, start: int, end: int, named: Sequence[tuple[int, int, str]], topic: str | None
) -> tuple[str, ...]:
    """Give whose course it is that a sentence speaks of."""
    close = [party for first, last, party in named if last <= start and len(words[last:start].split()) <= 2]
    inside = [party for first, last, party in named if first >= start and last <= end]
    if row.shared:
        parties = tuple(sorted({*close[-1:], *inside}))
        return parties if len(parties) > 1 else ()
    if close:
        return (close[-1],)
    # Whom the last sentence was about counts only where this one goes on about it: "Its borders remain closed".
    goes_on = _OWN.search(words[:end]) or _ALSO.match(words) or any(party == topic for _, _, party in named)
    return (topic,) if topic and goes_on and not inside else ()


@lru_cache(maxsize=1)
def _rows() -> Sequence[_Row]:
    known = frozenset(load_courses())
    rows = []
    for row in data_table("standing.tsv", ("course", "kind", "sense", "owner", "words")):
        rows.append(
            _Row(
                row.one_of("course", known), row.one_of("kind", frozenset({"noun", "state", "deed"})),
                row.one_of("sense", frozenset({"does", "undoes"})) == "does", row.one_of("owner", frozenset({"both", "side"})) == "both",
                pattern_in(row),
            )
        )  # fmt: skip
    # What says all of it goes before a noun with a predicate.
    return sorted(rows, key=lambda row: ("deed", "state", "noun").index(row.kind))


@lru_cache(maxsize=1)
def _any() -> re.Pattern[str]:
    """Match any words of the table: most sentences have none."""
    return re.compile("|".join(row.words.pattern for row in _rows()), re.IGNORECASE)


@lru_cache(maxsize=1)
def _predicates() -> Sequence[tuple[str, str, re.Pattern[str]]]:
    found = []
    for row in data_table("predicates.tsv", ("tells", "of", "words")):
        kinds: Mapping[str, frozenset[str]] = {"tells": frozenset({"on", "over"}), "of": frozenset({"conflict", "cooperation", "any"})}
        found.append((row.one_of("tells", kinds["tells"]), row.one_of("of", kinds["of"]), pattern_in(row)))
    return found
