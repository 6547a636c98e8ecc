"""One change between two briefs, and the words for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class ChangeKind(StrEnum):
    """Whether something is there that was not, is there no longer, or is there in another way."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class BriefChange:
    """One change.

    Parameters
    ----------
    kind
        What happened to it.
    text
        It in words.
    detail
        It in values: identifiers, numbers before and now.
    """

    kind: ChangeKind
    text: str
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """What changed in one part of the brief.

    Parameters
    ----------
    key, title
        Its name in JSON, and for people.
    changes
        New ones first, then gone, then changed.
    """

    key: str
    title: str
    changes: tuple[BriefChange, ...]


def part(key: str, title: str, changes: Iterable[BriefChange]) -> Part:
    """Make a part, its changes in the order of `ChangeKind`."""
    order = list(ChangeKind)
    return Part(key, title, tuple(sorted(changes, key=lambda change: order.index(change.kind))))
