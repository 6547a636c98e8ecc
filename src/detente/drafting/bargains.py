"""Bargains told in a sentence: "would return to talks only if the tariffs were dropped", "no talks unless the camps are closed".

Where the records tell a promise, threat or refusal without its condition, or not at all, the sentence is cut at the words that begin a
condition (``data/conditionals.tsv``), and each half is searched for a course of action. Only what somebody says that it will or will not
do counts; what somebody could, should or might do does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from detente.drafting.conditionals import IF, UNLESS, any_of, conditionals
from detente.drafting.courses import Finding, load_courses
from detente.drafting.naming import course_of_words
from detente.drafting.parties import Parties
from detente.drafting.surfaces import Line, Surfaces
from detente.records import Reading, Stance

#: What others would do to somebody, told as what would happen to it.
SUFFERS = re.compile(
    r"\W*\w+\W+(?:\w+ly\W+)?(?:face|suffer|incur|see|risk|invite|attract|pay|bring upon|draw|"
    r"be (?:hit|met|punished|answered|struck|subject))\b",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(would|will|won't|wouldn't|promis\w+|offer(?:s|ed)|vow(?:s|ed)|refus(?:es|ed)|pledg(?:es|ed)|undertook|undertakes|agree[ds]|"
    r"ready to|willing to|prepared to|is to|are to|was to|were to|rul(?:es|ed) out|insist(?:s|ed))\b",
    re.IGNORECASE,
)
_MAYBE = re.compile(
    r"\b(could|should|might|may|ought|must|urg\w+|suggest\w+|propos\w+|call\w* on|fear\w*|doubt\w*|whether)\b", re.IGNORECASE
)
_NOT = re.compile(r"\b(no|not|never|nothing|neither|nor|refus\w+|cannot|rul\w+ out)\b|n't\b", re.IGNORECASE)
_SELF = re.compile(
    r"\b(it|they|he|she|we|i|there|(?:his|her|their|its) (?:country|side|government|forces|army|troops|fighters|movement|people))\W*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"before$", re.IGNORECASE)
#: Words between a party and its "will" at most.
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Bargain:
    """What somebody says that it will do, or not do, on a condition.

    Parameters
    ----------
    by
        Whose word it is; None where the sentence names nobody ("the handover is to go hand in hand with the withdrawal").
    course, takes
        The course of its own, and whether the words name doing it rather than ending it.
    refused
        Whether it says that it will not.
    condition, words
        The course it hangs on, and the words.
    unless
        Whether it follows where the condition is not met.
    others
        The parties the condition names, other than the speaker.
    sentence
        Where the sentence stands in the document.
    """

    by: str | None
    course: str
    takes: bool
    refused: bool
    condition: Finding
    words: str
    unless: bool
    others: tuple[str, ...]
    sentence: tuple[int, int]


def find_bargains(reading: Reading, surfaces: Surfaces, parties: Parties) -> Iterator[Bargain]:
    """Find the bargains a document's sentences tell.

    Raises
    ------
    KnowledgeError
        If a row of the tables is wrong.
    """
    for line in surfaces.lines(reading):
        for main, joint, condition in _cut(line.words):
            will = _WILL.search(main)
            refused = _NOT.search(main) is not None
            if will is None or _MAYBE.search(main) or (_BEFORE.search(joint.strip()) and not refused):
                continue
            own, hangs_on = course_of_words(_NOT.sub("", main)), _met(condition)
            if own is None or hangs_on is None or own.course == hangs_on.course:
                continue
            told, by = _speaker(main[: will.start()], main[will.start() :], own, line, condition, reading, parties, surfaces)
            if told:
                words = " ".join(f"{joint} {condition}".split()).strip(" .,;\"”")
                others = tuple(sorted({party for _, _, party in surfaces.find(condition)} - {by}))
                yield Bargain(by, own.course, own.takes, refused, hangs_on, words, _turns(joint), others, line.span)
                break


def _met(condition: str) -> Finding | None:
    found = course_of_words(_NOT.sub("", condition))
    if found is None:
        return None
    return Finding(found.course, not found.takes) if _NOT.search(condition) else found


def is_concession(bargain: Bargain) -> bool:
    """Whether it is about giving something, or withholding it, rather than a threat: what it hangs on is then wanted."""
    return load_courses()[bargain.course].conflict != bargain.takes


def _cut(words: str) -> Iterator[tuple[str, str, str]]:
    """Cut a sentence into what hangs on a condition, the words that begin the condition, and the condition."""
    opening = _conditionals(True).match(words.lstrip(" \"“‘'"))
    if opening:
        condition, comma, main = words.lstrip(" \"“‘'")[opening.end() :].partition(",")
        if comma:
            yield main, opening[0], condition
        return
    for found in _conditionals(False).finditer(words):
        if found.start():
            condition = re.split(r"[;]|, (?:and|but|calling|a |an |which|who|saying|he |she |it |they )", words[found.end() :])[0]
            yield words[: found.start()], found[0], condition


def _turns(joint: str) -> bool:
    found = _conditionals(False).search(joint)
    return found is not None and found.lastgroup == UNLESS


def _speaker(
    before: str, main: str, own: Finding, line: Line, condition: str, reading: Reading, parties: Parties, surfaces: Surfaces
) -> tuple[bool, str | None]:
    """Say whether somebody tells what it will do itself, and who: the party named right before, or whoever says so of itself."""
    named = surfaces.find(before)
    if SUFFERS.match(main):
        # "Lund told Ostra that it would face sanctions if ...": whoever would face them does not impose them.
        faces = named[-1][2] if named else line.topic
        who = next((party for _, _, party in named if party != faces and parties.can_decide(party)), None)
        return who is not None, who
    other = next((party for _, _, party in surfaces.find(condition)), None)
    if named and not _SELF.search(before) and len(before[named[-1][1] :].split()) <= _NEAR:
        return True, named[-1][2]
    subject = course_of_words(" ".join(before.split()[-_NEAR:]))
    if not _SELF.search(before) and before.strip() and (subject is None or own.course == "attack"):
        return False, None
    if subject is not None and not _SELF.search(before) and not (_NOT.search(line.words) or load_courses()[own.course].joint):
        return True, None  # "the handover is to go hand in hand with the withdrawal": whose it is, other texts tell
    sources = [
        parties.of(reading.document.id, statement.source)
        for statement in reading.statements
        if statement.source and any(span.overlaps(*line.span) for span in statement.content)
        and statement.stance not in (Stance.FEARS, Stance.DOUBTS, Stance.BELIEVES)
    ]  # fmt: skip
    told = [*(party for _, _, party in named[:1]), *reversed(sources), line.topic]
    # Nobody speaks of its own act as that of another: who sets the condition is not who is to meet it.
    by = next((party for party in told if party and parties.can_decide(party) and party != other), None)
    return by is not None or not sources, by


@lru_cache(maxsize=2)
def _conditionals(opening: bool) -> re.Pattern[str]:
    rows = [row for row in conditionals() if not row["read"] and (row["first"] or not opening)]
    groups = {turns: [word for row in rows if row["turns"] == turns for word in row.several("words")] for turns in (UNLESS, IF)}
    return re.compile(rf"\b(?:(?:only|but|and|even|except) )?(?:{any_of(groups)})\b", re.IGNORECASE)
