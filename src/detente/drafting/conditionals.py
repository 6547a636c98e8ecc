"""Words that begin a condition, by what they make of it: ``data/conditionals.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from detente.drafting.courses import data_table
from detente.tables import Row

#: Whether what hangs on a condition follows where it is met, or where it is not.
IF, UNLESS = "if", "unless"


def conditionals() -> list[Row]:
    """Read the table.

    Raises
    ------
    KnowledgeError
        If a row of it is wrong.
    """
    rows = data_table("conditionals.tsv", ("turns", "first", "lasts", "read", "words"))
    for row in rows:
        row.one_of("turns", frozenset({IF, UNLESS}))
    return rows


def any_of(groups: Mapping[str, Iterable[str]]) -> str:
    """Give an expression that finds words, the longest first, in a group of the name that they stand under.

    Examples
    --------
    >>> any_of({"unless": ["until"], "if": ["if", "only if"]})
    '(?<!at )(?:(?P<unless>until)|(?P<if>only\\\\ if|if))'
    """
    found = ((name, sorted(words, key=len, reverse=True)) for name, words in groups.items())
    either = "|".join(rf"(?P<{name}>{'|'.join(map(re.escape, words))})" for name, words in found)
    return rf"(?<!at )(?:{either})"  # "at once" begins none
