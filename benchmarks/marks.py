"""Sentences with marked sides: ``<s>`` and ``</s>`` stand around the source, ``<t>`` and ``</t>`` around the target."""

from __future__ import annotations

import re

MARK = re.compile(r"</?[st]>")

Place = tuple[int, int]


def unmark(marked: str) -> tuple[str, Place | None, Place | None]:
    """Take the marks out of a sentence and say where source and target stood; None for one that is not marked.

    Examples
    --------
    >>> unmark("<s>Oslo</s> thanked <t>Rome</t>.")
    ('Oslo thanked Rome.', (0, 4), (13, 17))
    """
    spans: dict[str, Place] = {}
    opened: dict[str, int] = {}
    plain, last = "", 0
    for mark in MARK.finditer(marked):
        plain += marked[last : mark.start()]
        last = mark.end()
        role = mark.group()[-2]
        if mark.group().startswith("</"):
            spans[role] = (opened.get(role, len(plain)), len(plain))
        else:
            opened[role] = len(plain)
    return plain + marked[last:], spans.get("s"), spans.get("t")
