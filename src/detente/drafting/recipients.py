"""Courses of action that go by another name according to whom they are done for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from detente.drafting.courses import Finding, data_table, load_courses
from detente.drafting.parties import Parties


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


@lru_cache(maxsize=1)
def _forms() -> Sequence[tuple[str, str]]:
    courses = frozenset(load_courses())
    rows = data_table("by_recipient.tsv", ("group", "state", "why"))
    return [(row.one_of("group", courses), row.one_of("state", courses)) for row in rows]
