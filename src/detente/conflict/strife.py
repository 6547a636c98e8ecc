"""Which options are hostile acts: a way out should have few of them, and begin none.

The graph model itself knows options without a meaning. Who knows what they mean says so here; `detente.drafting.strife_in` does, by their
courses of action. Where nothing is said, all options count alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detente.conflict.model import Model
from detente.conflict.space import Booleans, States

Counts = npt.NDArray[np.int64]

Act = tuple[str, bool]
"""An option, and whether the act is to take it or not to take it: not to keep a ceasefire is to fight."""


@dataclass(frozen=True, slots=True)
class Strife:
    """What acts are hostile.

    Parameters
    ----------
    armed
        Acts that are the use of armed force.
    steps_back
        Acts that worsen things where they are not so today: other courses of conflict taken up, courses of cooperation given up.

    Examples
    --------
    >>> model = Model.from_dict({"name": "two", "decision_makers": [
    ...     {"name": "A", "options": ["truce", "sanctions"], "preferences": []}, {"name": "B", "options": ["raid"], "preferences": []}]})
    >>> strife = Strife(armed=(("truce", False), ("raid", True)), steps_back=(("sanctions", True),))
    >>> strife.armed_acts(model, 0), strife.armed_acts(model, 5)
    ((0,), (2,))
    >>> states = model.feasible_states()
    >>> strife.begins_fighting(model, 1, states).tolist()
    [True, False, True, False, True, True, True, True]
    >>> strife.steps(model, 1, states).tolist()
    [0, 0, 1, 1, 0, 0, 1, 1]
    """

    armed: tuple[Act, ...] = ()
    steps_back: tuple[Act, ...] = ()

    def armed_acts(self, model: Model, state: int) -> tuple[int, ...]:
        """List the bits of the options by which armed force is used in a state."""
        return tuple(bit for bit, takes in _bits(model, self.armed) if bool(state >> bit & 1) is takes)

    def fighting(self, model: Model, states: States) -> Counts:
        """Count the uses of armed force in some states."""
        return _count(_bits(model, self.armed), states)

    def begins_fighting(self, model: Model, start: int, states: States) -> Booleans:
        """Say whether armed force is used in some states that is not used at the start."""
        return _count(_not_so(_bits(model, self.armed), start), states) > 0

    def steps(self, model: Model, start: int, states: States) -> Counts:
        """Count what is worse in some states than at the start, armed force aside."""
        return _count(_not_so(_bits(model, self.steps_back), start), states)


def _bits(model: Model, acts: Sequence[Act]) -> list[tuple[int, bool]]:
    places = {option.id: bit for bit, option in enumerate(model.options)} if model.is_option_form else {}
    return [(places[option], takes) for option, takes in acts if option in places]


def _not_so(bits: Sequence[tuple[int, bool]], start: int) -> list[tuple[int, bool]]:
    return [(bit, takes) for bit, takes in bits if bool(start >> bit & 1) is not takes]


def _count(bits: Sequence[tuple[int, bool]], states: States) -> Counts:
    counts = np.zeros(len(states), dtype=np.int64)
    for bit, takes in bits:
        counts += ((states >> bit) & 1) == takes
    return counts


#: Nothing is said of any option.
NO_STRIFE = Strife()
