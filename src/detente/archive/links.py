"""Which reports people have put together, and which they have taken apart from all others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.records import Correction, Verdict


def links_of(corrections: Iterable[Correction]) -> tuple[Mapping[str, tuple[str, ...]], frozenset[str]]:
    """Follow the merges and splits in the order in which they were said.

    A split undoes the merges of its record that were said before it, and a merge undoes the split of either record.

    Returns
    -------
    dict of str to tuple of str
        By record, those it tells of one event with, sorted.
    frozenset of str
        Records that tell of an event of their own.
    """
    links: set[tuple[str, str]] = set()
    alone: set[str] = set()
    for correction in corrections:
        if correction.verdict is Verdict.SPLIT:
            links = {pair for pair in links if correction.record not in pair}
            alone.add(correction.record)
        elif correction.verdict is Verdict.MERGE and correction.value:
            links.add((correction.record, correction.value))
            alone -= {correction.record, correction.value}
    found: dict[str, set[str]] = {}
    for one, other in links:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {record: tuple(sorted(others)) for record, others in sorted(found.items())}, frozenset(alone)
