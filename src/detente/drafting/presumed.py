"""Records without what a text leaves open and only its subject suggests: what a model rests on is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from detente.records import Reading


def without_presumed(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Give readings whose events have no recipients that are only presumed from what the text is about.

    Who quarrels with whom in a text is what a draft finds out; a guess that rests on it must not count for it once more.

    Examples
    --------
    >>> without_presumed([])
    ()
    """
    return tuple(_told_only(reading) for reading in readings)


def _told_only(reading: Reading) -> Reading:
    if not any(event.presumed for event in reading.events):
        return reading
    return replace(reading, events=tuple(replace(event, recipients=()) if event.presumed else event for event in reading.events))


__all__ = ["without_presumed"]
