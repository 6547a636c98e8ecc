"""What an account of settlements claims, piece by piece; `detente.conflict.certificate_settlements` checks each from the definitions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from detente.conflict.claims import Explanation, Path
from detente.conflict.model import Model
from detente.conflict.options import Provenance
from detente.conflict.preferences import Prioritization, Statement
from detente.conflict.robustness import Margin, Standing
from detente.conflict.ways_out import WayOut


@dataclass(frozen=True, slots=True)
class Premise:
    """That a decision maker prefers one state to another, and which of its statements decides that.

    Parameters
    ----------
    maker, better, worse
        Who prefers which state to which.
    statement
        The place of the first of its statements that tells the two apart; None where its preferences are no statements.
    """

    maker: int
    better: int
    worse: int
    statement: int | None

    def of(self, model: Model) -> Statement | None:
        """Give the statement."""
        preferences = model.decision_makers[self.maker].preferences
        if self.statement is None or not isinstance(preferences, Prioritization):
            return None
        return preferences.statements[self.statement]

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Give the premise with its provenance as plain values."""
        statement = self.of(model)
        told = statement.provenance if statement is not None else Provenance()
        return {
            "decision_maker": model.decision_makers[self.maker].name,
            "better": self.better,
            "worse": self.worse,
            "statement": None if statement is None else str(statement),
            "assumed": told.assumed,
            "evidence": list(told.evidence),
            "note": told.note,
        }


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What a decision maker makes of a state against the status quo: it ``gains``, ``loses``, or neither (``same``)."""

    maker: int
    state: int
    verdict: str
    premise: Premise | None
    sentence: str

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Give the standpoint as plain values."""
        premise = None if self.premise is None else self.premise.to_dict(model)
        name = model.decision_makers[self.maker].name
        return {"decision_maker": name, "verdict": self.verdict, "premise": premise, "sentence": self.sentence}


@dataclass(frozen=True, slots=True)
class Hold:
    """Whether a decision maker would stay at a state, and what is missing where it would not.

    Parameters
    ----------
    reason
        The verdict with its witness.
    premises
        The preferences that it rests on: that the move is tempting; that those who answer gain by it.
    answer
        Where it would leave: moves by which the others could take its gain away, and would not; None where there are none.
    unwilling
        The places of the steps of that answer that are no gain for those who would have to take them.
    sentence
        All that in words.
    """

    reason: Explanation
    premises: tuple[Premise, ...]
    answer: Path | None
    unwilling: tuple[int, ...]
    sentence: str

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Give the verdict as plain values."""
        return {
            **self.reason.to_dict(model),
            "sentence": self.sentence,
            "premises": [premise.to_dict(model) for premise in self.premises],
            "missing_sanction": None if self.answer is None else [step.to_dict(model) for step in self.answer],
            "steps_without_gain": list(self.unwilling),
        }


@dataclass(frozen=True, slots=True)
class Approach:
    """A way from the status quo to a state.

    Parameters
    ----------
    state
        Where it leads.
    path
        The moves, in order; a shortest legal sequence.
    concessions
        The places of the steps that are no gain for those who take them.
    exposed
        Those of them before the last step after which the one who took it is worse off than today.
    only
        The decision maker whose concessions alone open the way; None where the path is a shortest one of any moves, or one of gains only.
    no_gains_only
        Whether it is claimed that no sequence of steps leads there in which everybody who moves gains.
    sentence
        All that in words.
    """

    state: int
    path: Path
    concessions: tuple[int, ...]
    exposed: tuple[int, ...]
    only: int | None
    no_gains_only: bool
    sentence: str

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Give the way as plain values."""
        return {
            "path": [step.to_dict(model) for step in self.path],
            "first_mover": model.decision_makers[self.path[0].mover].name if self.path else None,
            "concession_steps": list(self.concessions),
            "exposed_steps": list(self.exposed),
            "by_concessions_of": None if self.only is None else model.decision_makers[self.only].name,
            "not_by_gains_alone": self.no_gains_only,
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True, eq=False)
class Firmness:
    """How firmly a state holds in a model.

    Parameters
    ----------
    model, state, concept
        What was asked.
    margins
        For each decision maker the least cost of changes that would make it leave, as far as searched.
    share
        In how many of the sampled neighbours of the model it holds.
    seed
        What the samples were drawn from.
    sentence
        All that in words.
    """

    model: Model
    state: int
    concept: str
    margins: tuple[Margin, ...]
    share: Standing
    seed: int
    sentence: str

    def to_dict(self) -> dict[str, Any]:
        """Give the firmness as plain values."""
        return {
            "margins": [margin.to_dict(self.model) for margin in self.margins],
            "share": self.share.to_dict(self.model),
            "samples": self.share.samples,
            "seed": self.seed,
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True, eq=False)
class Remedy:
    """Changes that would make a state hold.

    Parameters
    ----------
    way
        The changes, the changed model, and why the state holds there.
    commitment
        Whether only what can be done changes: promises that bind, and joint moves, which somebody outside can help to make.
    approach
        How the state is reached in the changed model; None where a joint move leads there.
    sentence
        All that in words.
    """

    way: WayOut
    commitment: bool
    approach: Approach | None
    sentence: str

    def to_dict(self) -> dict[str, Any]:
        """Give the changes as plain values."""
        plain = self.way.to_dict()
        approach = None if self.approach is None else self.approach.to_dict(self.way.model)
        return {
            "changes": plain["changes"], "cost": plain["cost"], "joint_move": plain["joint_move"], "commitment": self.commitment,
            "approach": approach, "sentence": self.sentence,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Settlement:
    """A candidate settlement.

    Parameters
    ----------
    state, title
        The state, and in words what would be otherwise than today.
    standpoints, holds
        For each decision maker whether it gains, and whether it would stay.
    approaches
        Ways there in the model as it is.
    out_of_reach
        In words, that no moves lead there in the model as it is, where that is so; else empty.
    together
        In words, that those who would have to move can move at the same time, where that is so, nobody loses, and somebody would else
        have to go first without a gain; else empty.
    remedies
        The cheapest changes found that would make it hold, where it does not.
    nothing
        In words, that no changes up to the cost searched make it hold, or none that leave everybody's preferences as they are, where that
        is so; else empty.
    firmness
        How firmly it holds: as things are, or after the first remedy; None where that was not asked.
    armed, fighting
        The bits of the options by which armed force is used in it, and in words who would go on with that (or begin it, in a state that was
        asked for); empty where it is not known or not so.
    variants, alike
        Other states by which everybody gains or loses as by this one, by the same wish, and whether they would hold as things are; and in
        words how they differ from it.
    """

    state: int
    title: str
    standpoints: tuple[Standpoint, ...]
    holds: tuple[Hold, ...]
    approaches: tuple[Approach, ...]
    out_of_reach: str
    together: str
    remedies: tuple[Remedy, ...]
    nothing: str
    firmness: Firmness | None
    armed: tuple[int, ...] = ()
    fighting: str = ""
    variants: tuple[tuple[int, bool], ...] = ()
    alike: str = ""

    @property
    def is_stable(self) -> bool:
        """Whether everybody would stay there as things are."""
        return all(hold.reason.stable for hold in self.holds)

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that is said of it, in order."""
        told = [one.sentence for one in self.standpoints] + ([self.fighting] if self.fighting else [])
        told += [hold.sentence for hold in self.holds]
        told += [approach.sentence for approach in self.approaches]
        told += [words for words in (self.out_of_reach, self.together) if words]
        told += [remedy.sentence for remedy in self.remedies]
        told += [self.nothing] if self.nothing else []
        told += [self.firmness.sentence] if self.firmness is not None else []
        return (*told, *([self.alike] if self.alike else []))

    @property
    def premises(self) -> tuple[Premise, ...]:
        """What preferences the account rests on, each statement once; those of changed models are left out."""
        every = [one.premise for one in self.standpoints if one.premise is not None]
        every += [premise for hold in self.holds for premise in hold.premises]
        return tuple({(premise.maker, premise.statement): premise for premise in reversed(every)}.values())[::-1]

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Give the settlement as plain values."""
        return {
            "state": self.state,
            "label": model.label(self.state),
            "title": self.title,
            "stable": self.is_stable,
            "standpoints": [standpoint.to_dict(model) for standpoint in self.standpoints],
            "holds": [hold.to_dict(model) for hold in self.holds],
            "approaches": [approach.to_dict(model) for approach in self.approaches],
            "out_of_reach": self.out_of_reach or None,
            "together": self.together or None,
            "remedies": [remedy.to_dict() for remedy in self.remedies],
            "no_remedy": self.nothing or None,
            "firmness": None if self.firmness is None else self.firmness.to_dict(),
            "armed_force": [model.options[bit].id for bit in self.armed],
            "fighting": self.fighting or None,
            "variants": [{"state": state, "label": model.label(state), "stable": stable} for state, stable in self.variants],
            "alike": self.alike or None,
        }


@dataclass(frozen=True, slots=True, eq=False)
class Danger:
    """A stable state that is worse than the status quo for somebody and better for nobody.

    Parameters
    ----------
    state, title
        The state, and in words what would be otherwise than today.
    standpoints, holds
        For each decision maker whether it loses, and why it would stay.
    slope
        A shortest way there by steps each of which is a gain for whoever takes it; None where there is none.
    sentence
        What the danger is.
    """

    state: int
    title: str
    standpoints: tuple[Standpoint, ...]
    holds: tuple[Hold, ...]
    slope: Approach | None
    sentence: str

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Give the danger as plain values."""
        return {
            "state": self.state,
            "label": model.label(self.state),
            "title": self.title,
            "standpoints": [standpoint.to_dict(model) for standpoint in self.standpoints],
            "holds": [hold.to_dict(model) for hold in self.holds],
            "slope": None if self.slope is None else self.slope.to_dict(model),
            "sentence": self.sentence,
        }
