"""The analysis of a model: which states are stable, for whom, under which concept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.conflict.model import Model
from detente.conflict.space import Booleans
from detente.conflict.stability import CONCEPTS, concept_of
from detente.conflict.writing import canonical_json

#: Up to this many feasible states, `Analysis.to_dict` gives the verdict on each; beyond, only the equilibria, of which it lists as many.
LISTED_STATES = 4096


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """Verdicts on every state of a model.

    Parameters
    ----------
    model
        What was analysed.
    concepts
        Keys of the concepts asked for.
    verdicts
        For each concept one array a decision maker, in their order: whether each state number is stable (false where infeasible).
    """

    model: Model
    concepts: tuple[str, ...]
    verdicts: Mapping[str, tuple[Booleans, ...]]

    def is_stable(self, state: int, decision_maker: int | str, concept: str) -> bool:
        """Say whether a state is stable for a decision maker."""
        return bool(self.verdicts[concept_of(concept).key][self.model.maker(decision_maker)][state])

    def stable_states(self, decision_maker: int | str, concept: str) -> tuple[int, ...]:
        """List the states that are stable for a decision maker, ascending."""
        return _numbers(self.verdicts[concept_of(concept).key][self.model.maker(decision_maker)])

    def equilibria(self, concept: str) -> tuple[int, ...]:
        """List the states that are stable for every decision maker, ascending."""
        return _numbers(np.logical_and.reduce(self.verdicts[concept_of(concept).key]))

    def is_equilibrium(self, state: int, concept: str) -> bool:
        """Say whether a state is stable for every decision maker."""
        return all(bool(verdict[state]) for verdict in self.verdicts[concept_of(concept).key])

    def to_dict(self) -> dict[str, Any]:
        """Give the analysis as plain values.

        For models of up to `LISTED_STATES` states every equilibrium and every verdict is listed; of larger ones the lowest numbered
        equilibria, and always how many there are.
        """
        names = [maker.name for maker in self.model.decision_makers]
        states = self.model.feasible_states().tolist()
        equilibria = {concept: self.equilibria(concept) for concept in self.concepts}
        plain: dict[str, Any] = {
            "model": self.model.name,
            "decision_makers": names,
            "feasible_states": len(states),
            "concepts": list(self.concepts),
            "equilibria": {concept: list(held[:LISTED_STATES]) for concept, held in equilibria.items()},
            "equilibria_count": {concept: len(held) for concept, held in equilibria.items()},
        }
        if len(states) <= LISTED_STATES:
            plain["states"] = [self.state_to_dict(state) for state in states]
        return plain

    def to_json(self) -> str:
        """Write the analysis as JSON: the same model gives the same bytes."""
        return canonical_json(self.to_dict())

    def state_to_dict(self, state: int) -> dict[str, Any]:
        """Give a state as plain values: its label, how each decision maker ranks it, and for whom it is stable by each concept."""
        names = [maker.name for maker in self.model.decision_makers]
        return {
            "state": state,
            "label": self.model.label(state),
            "pattern": self.model.pattern(state) if self.model.is_option_form else None,
            "ranks": {name: int(self.model.ranks(place)[state]) for place, name in enumerate(names)},
            "stable": {
                concept: [name for place, name in enumerate(names) if self.verdicts[concept][place][state]] for concept in self.concepts
            },
        }

    def _repr_html_(self) -> str:
        from detente.conflict.show import analysis_table

        return analysis_table(self)


def analyse(model: Model, concepts: Sequence[str] = tuple(CONCEPTS)) -> Analysis:
    """Find which states are stable, for whom.

    Parameters
    ----------
    model
        The conflict.
    concepts
        Keys of `detente.conflict.stability.CONCEPTS`: ``nash``, ``gmr``, ``smr``, ``seq``, ``sseq``.

    Raises
    ------
    UsageError
        If a concept is not known.

    Examples
    --------
    >>> model = Model.from_dict({
    ...     "name": "prisoners' dilemma",
    ...     "decision_makers": [
    ...         {"name": "Row", "options": ["row confesses"], "preferences": ["not col-confesses", "row-confesses"]},
    ...         {"name": "Col", "options": ["col confesses"], "preferences": ["not row-confesses", "col-confesses"]},
    ...     ],
    ... })
    >>> analysis = analyse(model)
    >>> [model.label(state) for state in analysis.equilibria("nash")]
    ['row confesses + col confesses']
    >>> [model.label(state) for state in analysis.equilibria("seq")]
    ['no option taken', 'row confesses + col confesses']
    """
    keys = tuple(dict.fromkeys(concept_of(concept).key for concept in concepts))
    verdicts = {key: tuple(stable_for(model, place, key) for place in range(len(model.decision_makers))) for key in keys}
    return Analysis(model, keys, verdicts)


def stable_for(model: Model, maker: int, concept: str) -> Booleans:
    """Say for every state number whether it is feasible and stable for one decision maker."""
    stable = concept_of(concept).stable(model, maker)
    return stable & model.space.feasible if model.is_option_form else stable


def _numbers(stable: Booleans) -> tuple[int, ...]:
    return tuple(np.flatnonzero(stable).tolist())
