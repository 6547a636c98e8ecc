"""Sentences with marked sides: ``<s>`` and ``</s>`` stand around the source, ``<t>`` and ``</t>`` around the target."""

from __future__ import annotations

import re
from itertools import product

MARK = re.compile(r"</?[st]>")

Place = tuple[int, int]


def unmark(marked: str) -> tuple[str, Place | None, Place | None]:
    """Take the marks out of a sentence and say where source and target stood; None for one that is not marked.

    Some files mark every place where the words of a side stand. Then the two sides are taken where they stand nearest to each other,
    and a place that is only a part of a word ("officer" in "officers") where there is no other.

    Examples
    --------
    >>> unmark("<s>Oslo</s> thanked <t>Rome</t>.")
    ('Oslo thanked Rome.', (0, 4), (13, 17))
    >>> unmark("The <s>guard</s> hit <t>Ali</t>, and other <s>guard</s>s left.")[1:]
    ((4, 9), (14, 17))
    """
    places: dict[str, list[Place]] = {"s": [], "t": []}
    opened: dict[str, int] = {}
    plain, last = "", 0
    for mark in MARK.finditer(marked):
        plain += marked[last : mark.start()]
        last = mark.end()
        role = mark.group()[-2]
        if mark.group().startswith("</"):
            places[role].append((opened.get(role, len(plain)), len(plain)))
        else:
            opened[role] = len(plain)
    plain += marked[last:]
    sources, targets = (_whole(plain, places[role]) for role in "st")
    if not sources or not targets:
        return plain, next(iter(sources), None), next(iter(targets), None)
    source, target = min(product(sources, targets), key=lambda pair: _apart(*pair))
    return plain, source, target


def _whole(plain: str, places: list[Place]) -> list[Place]:
    """Keep the places that are whole words, or all where none is."""
    return [(s, e) for s, e in places if not (plain[s - 1 : s].isalnum() or plain[e : e + 1].isalnum())] or places


def _apart(one: Place, other: Place) -> int:
    return max(one[0], other[0]) - min(one[1], other[1])
