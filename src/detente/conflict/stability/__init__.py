"""Stability concepts, one a file.

Each file gives ``stable(model, maker)``: for every state number, whether the state is stable for that decision maker. A state that is
stable for every decision maker under a concept is an equilibrium of that concept.

All follow from one number a state and decision maker, the *security* m_i(a): the least that the others can hold i down to once i has
moved to a. A state s is stable for i if m_i(a) <= P_i(s) for every improvement a of i from s, where P_i ranks the states for i.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from detente.conflict.model import Model
from detente.conflict.space import Booleans, Integers
from detente.conflict.stability import gmr, nash, seq, smr, sseq
from detente.errors import UsageError


@dataclass(frozen=True, slots=True)
class Concept:
    """A stability concept.

    Parameters
    ----------
    key, name
        How it is asked for, and how it is written.
    stable
        Says for every state whether it is stable for a decision maker.
    security
        Gives m_i, by which a single improvement is judged; None for Nash, where nothing sanctions.
    credible
        Whether sanctioners move by improvements only.
    countered
        Whether the one sanctioned may move away again.
    """

    key: str
    name: str
    stable: Callable[[Model, int], Booleans]
    security: Callable[[Model, int], Integers] | None
    credible: bool
    countered: bool


#: The concepts by key, in the order in which they are shown.
CONCEPTS: Mapping[str, Concept] = {
    "nash": Concept("nash", "Nash", nash.stable, None, credible=False, countered=False),
    "gmr": Concept("gmr", "GMR", gmr.stable, gmr.security, credible=False, countered=False),
    "smr": Concept("smr", "SMR", smr.stable, smr.security, credible=False, countered=True),
    "seq": Concept("seq", "SEQ", seq.stable, seq.security, credible=True, countered=False),
    "sseq": Concept("sseq", "SSEQ", sseq.stable, sseq.security, credible=True, countered=True),
}


def concept_of(key: str) -> Concept:
    """Find a concept by its key.

    Raises
    ------
    UsageError
        If there is none such.
    """
    if key.lower() not in CONCEPTS:
        raise UsageError(f"there is no stability concept {key!r}; there are: {', '.join(CONCEPTS)}")
    return CONCEPTS[key.lower()]
