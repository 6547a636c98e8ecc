"""Who did what to whom, as a data set of others has it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.records.event import Numbers, Place
from detente.records.evidence import ImportedRow


@dataclass(frozen=True, slots=True)
class ImportedSide:
    """A side of an imported event.

    Parameters
    ----------
    code
        Our code of the actor (``"PRK-MIL"``); a code of the data set that nothing known resolves stands as ``"~code"``.
    party
        On whose side its acts count, or None where nobody knows.
    name
        As the row has it.
    """

    code: str
    party: str | None
    name: str


@dataclass(frozen=True, slots=True)
class ImportedEvent:
    """An event as a row of somebody else's data set has it; its evidence is the row.

    Parameters
    ----------
    id
        Identifier: of the file's hash and the row's number.
    type, mode, contexts
        PLOVER event type, mode and contexts; type None where the row's code is unknown to the ontology.
    code
        The event code as the row has it.
    actor, recipient
        Who does it, to whom; None where the row names nobody.
    start, end
        First and last day it may have happened on (ISO dates), or None where unknown.
    place, numbers
        As far as the row gives them.
    score
        The row's own intensity (Goldstein's, where the data set uses it), or None.
    reports
        How many reports the row says it rests on, or None.
    outlet
        The outlet it names, or None.
    further
        What the row holds besides, as pairs of column and value.
    evidence
        The row.
    """

    id: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    code: str
    actor: ImportedSide | None
    recipient: ImportedSide | None
    start: str | None
    end: str | None
    place: Place | None
    numbers: Numbers
    score: float | None
    reports: int | None
    outlet: str | None
    further: tuple[tuple[str, str], ...]
    evidence: ImportedRow
