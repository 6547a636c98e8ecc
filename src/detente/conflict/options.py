"""Options, what may be done with them, and the conditions that rule states out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from detente.conflict.logic import And, Expression, Not, Or


class Account(StrEnum):
    """Who tells what a decision maker prefers: itself, its opponent, somebody else, the outlets in their own words, or opinion pieces."""

    OWN = "own words"
    OPPONENT = "opponent"
    OTHERS = "third party"
    OUTLETS = "outlets"
    OPINION = "opinion pieces"


class Direction(StrEnum):
    """What its owner may do with an option.

    ``BOTH``: take it and give it up again; ``TAKEN_ONCE``: once taken (N to Y) it stays taken; ``GIVEN_UP_ONCE``: once given up
    (Y to N) it stays so; ``FIXED``: it stays as it is, so states that differ in it cannot be reached from one another.
    """

    BOTH = "both"
    TAKEN_ONCE = "taken-once"
    GIVEN_UP_ONCE = "given-up-once"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a part of a model comes from, kept in every round trip.

    Parameters
    ----------
    evidence
        Identifiers of records, or quotations, that speak for it.
    assumed
        Whether the modeller assumed it without evidence.
    note
        A remark for the reader.
    account
        Of a preference: in whose accounts it is told, where that is known.
    """

    evidence: tuple[str, ...] = ()
    assumed: bool = False
    note: str = ""
    account: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """A course of action that its owner takes or does not take.

    Parameters
    ----------
    id
        A short identifier, unique in the model.
    name
        What it is called, for a reader.
    direction
        What its owner may do with it.
    provenance
        Where it comes from.
    course
        The course of action that taking it is, for those who compare a model with what is told; ``"not ..."`` where taking it ends the
        course. Empty where none is named; the graph model itself does not use it.
    """

    id: str
    name: str
    direction: Direction = Direction.BOTH
    provenance: Provenance = field(default_factory=Provenance)
    course: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A course of action told of that is no choice in the model: it stands as it stands in the status quo, in every state.

    Parameters
    ----------
    option
        What it is; its direction is what its owner could do with it were it a choice, its provenance also that of how it stands.
    taken
        Whether its owner follows it.
    """

    option: Option
    taken: bool

    @property
    def stands(self) -> str:
        """How it stands: ``"taken"`` or ``"not taken"``."""
        return "taken" if self.taken else "not taken"


class ConditionKind(StrEnum):
    """How a condition rules states out: what is infeasible, what excludes each other, what requires what."""

    INFEASIBLE = "infeasible"
    EXCLUSIVE = "exclusive"
    IMPLIES = "implies"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on the feasible states.

    Parameters
    ----------
    kind
        ``INFEASIBLE``: a state in which the one part holds is not feasible; ``EXCLUSIVE``: at most one of the parts holds;
        ``IMPLIES``: where the first part holds, so does the second.
    parts
        Statements over options.
    provenance
        Where it comes from.
    """

    kind: ConditionKind
    parts: tuple[Expression, ...]
    provenance: Provenance = field(default_factory=Provenance)

    @property
    def forbidden(self) -> Expression:
        """The statement that holds exactly in the states this condition rules out."""
        if self.kind is ConditionKind.INFEASIBLE:
            return self.parts[0]
        if self.kind is ConditionKind.IMPLIES:
            return And((self.parts[0], Not(self.parts[1])))
        return Or(tuple(And((a, b)) for place, a in enumerate(self.parts) for b in self.parts[place + 1 :]))

    def __str__(self) -> str:
        if self.kind is ConditionKind.INFEASIBLE:
            return f"infeasible: {self.parts[0]}"
        if self.kind is ConditionKind.IMPLIES:
            return f"if {self.parts[0]} then {self.parts[1]}"
        return f"at most one of: {', '.join(str(part) for part in self.parts)}"
