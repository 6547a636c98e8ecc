"""Courses of action somebody asks for, offers, threatens or refuses; and standing relations between sides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from detente.records.actor import Mention
from detente.records.event import Voice
from detente.records.evidence import TextSpan


class ProposalKind(StrEnum):
    """How a course of action is put forward."""

    ASKED = "asked"
    OFFERED = "offered"
    THREATENED = "threatened"
    REFUSED = "refused"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A course of action put forward by somebody.

    Parameters
    ----------
    id
        Identifier.
    kind
        Asked for, offered, threatened, refused, or set as a condition.
    by
        Who puts it forward; None where the text does not say.
    of
        Whose action it would be; None where the text does not say.
    action
        The words that name the action ("give up its nuclear program").
    type, mode
        PLOVER event type and mode of the action, or None where none fits.
    wanted
        Whether `by` wants it to happen; None where the text does not say.
    condition
        Words of the condition it hangs on ("unless the drills stop"), or None.
    voice
        Who vouches that it was put forward.
    evidence
        The action's span first, then its sentence.
    """

    id: str
    kind: ProposalKind
    by: Mention | None
    of: Mention | None
    action: TextSpan
    type: str | None
    mode: str | None
    wanted: bool | None
    condition: TextSpan | None
    voice: Voice
    evidence: tuple[TextSpan, ...]


class RelationKind(StrEnum):
    """A standing state between two sides."""

    ALLIANCE = "alliance"
    HOSTILITY = "hostility"
    RIVALRY = "rivalry"
    DEPENDENCE = "dependence"


@dataclass(frozen=True, slots=True)
class Relation:
    """A standing relation between two sides, as told; each side may be several actors.

    Parameters
    ----------
    id
        Identifier.
    kind
        Alliance, hostility, rivalry or dependence (`left` depends on `right`).
    left, right
        The two sides.
    voice
        Who vouches.
    evidence
        The words that tell it first, then their sentence.
    """

    id: str
    kind: RelationKind
    left: tuple[Mention, ...]
    right: tuple[Mention, ...]
    voice: Voice
    evidence: tuple[TextSpan, ...]
