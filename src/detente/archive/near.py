"""Types, and modes of a type, under which one and the same deed is told."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cache

from detente.archive.knowledge import table
from detente.ontology import EVENT_TYPES, MODES


@cache
def near_types() -> Mapping[tuple[str, str], float]:
    """Give how readily two types tell one deed; a type with itself 1."""
    found = {(name, name): 1.0 for name in EVENT_TYPES}
    for row in table("near_types.tsv", "one", "other", "near", "example"):
        one, other = (row.one_of(column, frozenset(EVENT_TYPES)) for column in ("one", "other"))
        found[one, other] = found[other, one] = float(row["near"])
    return found


@cache
def near_modes() -> Set[tuple[str, str, str]]:
    """Give type and modes under which one deed is told, in both orders."""
    found = set()
    for row in table("near_modes.tsv", "type", "one", "other", "example"):
        kind = row.one_of("type", frozenset(EVENT_TYPES))
        modes = frozenset(mode for known, mode in MODES if known == kind)
        one, other = row.one_of("one", modes), row.one_of("other", modes)
        found |= {(kind, one, other), (kind, other, one)}
    return frozenset(found)
