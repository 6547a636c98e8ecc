"""What the engine claims, with its witness: steps, temptations, explanations. The certificate reads these and nothing else of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from detente.conflict.model import Model


@dataclass(frozen=True, slots=True)
class Step:
    """One move: who makes it, and from where to where (state numbers)."""

    mover: int
    start: int
    end: int

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Give the step as plain values with readable names."""
        return {
            "mover": model.decision_makers[self.mover].name,
            "from": self.start,
            "to": self.end,
            "from_label": model.label(self.start),
            "to_label": model.label(self.end),
        }


Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Temptation:
    """An improvement a decision maker has, and the sanction that deters it.

    Parameters
    ----------
    improvement
        The state it would move to.
    sanction
        The moves of the others, from there, that leave it no better off than before; None where there are none.
    """

    improvement: int
    sanction: Path | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A verdict with its witness, which `detente.conflict.certificate.check` checks from the definitions.

    Parameters
    ----------
    state, maker, concept
        What is judged: a state number, the place of a decision maker, the key of a concept.
    stable
        The verdict.
    temptations
        Every improvement the decision maker has, the most tempting first: undeterred before deterred, better before worse.
    sentence
        The reason in plain words.
    """

    state: int
    maker: int
    concept: str
    stable: bool
    temptations: tuple[Temptation, ...]
    sentence: str

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Give the explanation as plain values with readable names."""
        return {
            "state": self.state,
            "label": model.label(self.state),
            "decision_maker": model.decision_makers[self.maker].name,
            "concept": self.concept,
            "stable": self.stable,
            "sentence": self.sentence,
            "temptations": [
                {
                    "improvement": temptation.improvement,
                    "label": model.label(temptation.improvement),
                    "sanction": None if temptation.sanction is None else [step.to_dict(model) for step in temptation.sanction],
                }
                for temptation in self.temptations
            ],
        }


@dataclass(frozen=True, slots=True)
class JointMove:
    """What some decision makers do together: a legal sequence of their moves.

    Parameters
    ----------
    members
        Who moves, by place.
    steps
        The sequence; at least one step.
    """

    members: tuple[int, ...]
    steps: Path

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Give the joint move as plain values with readable names."""
        return {
            "members": [model.decision_makers[place].name for place in self.members],
            "steps": [step.to_dict(model) for step in self.steps],
        }


@dataclass(frozen=True, slots=True)
class JointTemptation:
    """An improvement a coalition has, and the sanction that deters it.

    Parameters
    ----------
    improvement
        The joint move it would make.
    sanction
        The answers of those outside, from where that ends; None where there are none that deter.
    """

    improvement: JointMove
    sanction: tuple[JointMove, ...] | None


@dataclass(frozen=True, slots=True)
class JointExplanation:
    """A verdict for a coalition with its witness, which `detente.conflict.certificate_coalitions.check_coalition` checks.

    Parameters
    ----------
    state, members, concept
        What is judged: a state number, the places of the members, the key of a coalition concept.
    stable
        The verdict.
    temptations
        Every improvement the coalition has, undeterred before deterred.
    sentence
        The reason in plain words.
    """

    state: int
    members: tuple[int, ...]
    concept: str
    stable: bool
    temptations: tuple[JointTemptation, ...]
    sentence: str

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Give the explanation as plain values with readable names."""
        return {
            "state": self.state,
            "label": model.label(self.state),
            "members": [model.decision_makers[place].name for place in self.members],
            "concept": self.concept,
            "stable": self.stable,
            "sentence": self.sentence,
            "temptations": [
                {
                    "improvement": temptation.improvement.to_dict(model),
                    "sanction": None if temptation.sanction is None else [move.to_dict(model) for move in temptation.sanction],
                }
                for temptation in self.temptations
            ],
        }
