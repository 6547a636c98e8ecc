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
