"""Courses of action that depend on whom they are done to: which they are, or whose."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from detente.drafting.courses import Finding, data_table, load_courses, pattern_in
from detente.drafting.parties import Parties
from detente.records import Reading, TextSpan

#: Letters between a verb and the name of whom it is done to: "disarm *all the armed* Tigrayan forces".
_BEFORE_NAME = 16


def by_recipient(finding: Finding, towards: Sequence[str], parties: Parties) -> Finding:
    """Name what is done for an armed group or for a state as ``data/by_recipient.tsv`` does.

    Raises
    ------
    KnowledgeError
        If a row of the table is wrong.
    """
    known = [code for code in towards if parties.can_decide(code)]
    for group, state in _forms():
        if known and finding.course in (group, state):
            return Finding(state if all(map(parties.is_state, known)) else group, finding.takes)
    return finding


def owners_in(action: TextSpan, course: str, reading: Reading, parties: Parties) -> tuple[str, ...]:
    """Give whose course some words tell as done to somebody named there, by ``data/of_object.tsv``: "disarm *the Tigrayan forces*".

    Parameters
    ----------
    action
        The words.
    course
        The course that they name.
    reading, parties
        What was read of the document, and the parties to the conflict.

    Raises
    ------
    KnowledgeError
        If a row of the table is wrong.
    """
    for match in _objects()[course].finditer(action.quote) if course in _objects() else ():
        at = action.start + match.end()
        near = [(start, code) for start, _, code in reading.named if 0 < start - at <= _BEFORE_NAME and start <= action.end]
        if near:
            return (parties.of_code(reading.document.id, min(near)[1]),)
    return ()


@lru_cache(maxsize=1)
def _objects() -> Mapping[str, re.Pattern[str]]:
    courses = frozenset(load_courses())
    return {row.one_of("course", courses): pattern_in(row) for row in data_table("of_object.tsv", ("course", "words"))}


@lru_cache(maxsize=1)
def _forms() -> Sequence[tuple[str, str]]:
    courses = frozenset(load_courses())
    rows = data_table("by_recipient.tsv", ("group", "state", "why"))
    return [(row.one_of("group", courses), row.one_of("state", courses)) for row in rows]
