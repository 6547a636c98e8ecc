"""Courses of action that sentences speak of in words that no table holds, as the encoder reads them.

Whose course it is, is said by the words that the encoder takes for its owner's: a party named there, by its name or by its officials,
organs and things, or meant by a pronoun. Where the sentence names nobody, whom the text goes on about is held for half as likely.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from detente.drafting.courses import load_courses
from detente.drafting.encoder import HOW, Passage, load_course_encoder
from detente.drafting.surfaces import Line

#: How probable a course, and its owner, must be for a sentence to speak of it.
COURSE, OWNER = 0.3, 0.05
_UNNAMED = 0.5  # what is left of the share of nobody named for whom the text goes on about
_PRONOUN = re.compile(r"(?:it|its|they|their|theirs|he|his|she|her)$", re.IGNORECASE)
#: Words of a thing or body between a party's name and the word taken for the owner: "Turkish survey ships".
_BESIDE = 3
#: Ways of telling a course, and the same told of its opposite, as places in `HOW`.
_TURNED = tuple(
    (HOW.index(one), HOW.index(other))
    for one, other in (("done", "undone"), *((way, f"{way}-end") for way in ("asked", "promised", "refused", "threatened")))
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A course of action that a sentence speaks of.

    Parameters
    ----------
    course, sure
        The course, and how probable it is.
    of, share
        A party whose course it may be, and how probable that is; or nobody (``""``), and how probable it is that nobody known is meant.
    how
        How probable each way of telling it is, in the order of `detente.drafting.encoder.HOW`.
    stands
        How probable it is that the party is taking it at the time of the text, is not, or that the sentence leaves it open.
    start, end
        Where the words that tell it stand in the document.
    sentence
        Where the sentence stands.
    """

    course: str
    sure: float
    of: str
    share: float
    how: tuple[float, ...]
    stands: tuple[float, ...]
    start: int
    end: int
    sentence: tuple[int, int]

    @property
    def weight(self) -> float:
        """How probable it is that the sentence speaks of this course of this party."""
        return self.sure * self.share

    def turned(self, course: str) -> Spoken:
        """Give it as told of the other form of its choice: that an attack ended is that a ceasefire is kept."""
        how = list(self.how)
        for one, other in _TURNED:
            how[one], how[other] = how[other], how[one]
        taken, not_taken, left_open = self.stands
        return replace(self, course=course, how=tuple(how), stands=(not_taken, taken, left_open))

    @property
    def done(self) -> float:
        """How probable it is that the party is told to take it."""
        return self.how[HOW.index("done")]

    @property
    def undone(self) -> float:
        """How probable it is that the party is told not to take it, or not any more."""
        return self.how[HOW.index("undone")]


def find_spoken(lines: Iterable[Line], title: str | None = None) -> Iterator[Spoken]:
    """Find the courses of action that the sentences of a document speak of, of parties that they name or go on about, and of nobody known.

    Parameters
    ----------
    lines
        Its sentences, in their order.
    title
        Its title, which is read beside the first as every sentence is beside the next.

    Raises
    ------
    KnowledgeError
        If the weights are missing or damaged.
    """
    every = tuple(lines)
    before = (title or "", *(line.words for line in every))
    about = [(line, last) for line, last in zip(every, before, strict=False) if line.named or line.meant or line.topic is not None]
    found = _passages(tuple((line.words, last) for line, last in about))
    for (line, _), passages in zip(about, found, strict=True):
        for passage in passages:
            place = line.span[0] + passage.start, line.span[0] + passage.end
            owners = owners_of(passage, line)
            nobody = max(1 - sum(share for _, share in owners), 0.0)
            for party, share in (*owners, ("", nobody)):
                yield Spoken(passage.course, passage.sure, party, share, passage.how, passage.stands, *place, line.span)


@lru_cache(maxsize=1024)
def _passages(sentences: tuple[tuple[str, str], ...]) -> tuple[tuple[Passage, ...], ...]:
    """Read the sentences of a document, each with the one before: a brief drafts its model more than once, and reading takes longest."""
    return tuple(load_course_encoder().passages_in(sentences, COURSE))


def owners_of(passage: Passage, line: Line) -> tuple[tuple[str, float], ...]:
    """Give the parties whose course a passage may tell, each with its probability; of what takes both sides, each counts in full."""
    shares: dict[str, float] = {}
    for (start, end), share in passage.owners:
        for party in _named_by(start, end, line):
            shares[party] = shares.get(party, 0.0) + share
    if line.topic is not None:
        nobody = 1 - sum(share for _, share in passage.owners)
        shares[line.topic] = shares.get(line.topic, 0.0) + _UNNAMED * max(nobody, 0.0)
    if load_courses()[passage.course].joint:
        shares = {party: min(2 * share, 1.0) for party, share in shares.items()}
    return tuple((party, shares[party]) for party in sorted(shares) if shares[party] >= OWNER)


def _named_by(start: int, end: int, line: Line) -> tuple[str, ...]:
    """Give the parties that a word names, or belongs to: its name, a word right after it, a pronoun, or words for both sides."""
    inside = [(first, party) for first, last, party in (*line.named, *line.meant) if start < last and first < end]
    if inside:
        return tuple(dict.fromkeys(party for first, party in inside if first == inside[0][0]))
    before = [(last, party) for _, last, party in line.named if last <= start]
    if before:
        between = line.words[before[-1][0] : start]
        if len(between.split()) < _BESIDE and re.fullmatch(r"(?:['’]s?)?[\s\w-]*", between):
            return (before[-1][1],)
    return (line.topic,) if line.topic and _PRONOUN.match(line.words[start:end]) else ()
