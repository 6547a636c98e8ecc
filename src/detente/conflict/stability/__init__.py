"""Stability concepts, one a file.

Each file gives ``stable(model, maker)``: for every state number, whether the state is stable for that decision maker. A state that is
stable for every decision maker under a concept is an equilibrium of that concept.

Those asked for most follow from one number a state and decision maker, the *security* m_i(a): the least that the others can hold i down to
once i has moved to a. A state s is stable for i if m_i(a) <= P_i(s) for every improvement a of i from s, where P_i ranks the states for i.
Further ones (simultaneous, far-sighted, under uncertain or graded preference) have definitions of their own, and limits of size.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from detente.conflict.model import Model
from detente.conflict.space import Booleans, Integers
from detente.conflict.stability import gmr, graded, limited_move, nash, non_myopic, seq, seq_or_sim, sim, smr, sseq, uncertain
from detente.errors import UsageError


class Kind(StrEnum):
    """What a concept's witnesses are: sequences of moves, moves at the same time, either, a line of play, or under what preference."""

    CRISP = "crisp"
    SIMULTANEOUS = "simultaneous"
    EITHER = "either"
    FARSIGHTED = "farsighted"
    UNCERTAIN = "uncertain"
    GRADED = "graded"


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
    kind
        What its witnesses are.
    crisp
        The key of the concept that it is a form of, for uncertain and graded preference.
    variant
        ``a`` to ``d``, for uncertain preference.
    horizon
        How many moves are looked ahead, for limited move stability; 0 for non-myopic stability.
    """

    key: str
    name: str
    stable: Callable[[Model, int], Booleans]
    security: Callable[[Model, int], Integers] | None
    credible: bool
    countered: bool
    kind: Kind = Kind.CRISP
    crisp: str = ""
    variant: str = ""
    horizon: int = 0


#: The concepts that are shown unasked, by key, in the order in which they are shown.
CONCEPTS: Mapping[str, Concept] = {
    "nash": Concept("nash", "Nash", nash.stable, None, credible=False, countered=False),
    "gmr": Concept("gmr", "GMR", gmr.stable, gmr.security, credible=False, countered=False),
    "smr": Concept("smr", "SMR", smr.stable, smr.security, credible=False, countered=True),
    "seq": Concept("seq", "SEQ", seq.stable, seq.security, credible=True, countered=False),
    "sseq": Concept("sseq", "SSEQ", sseq.stable, sseq.security, credible=True, countered=True),
}


def _under_uncertainty(concept: Concept, variant: str) -> Concept:
    rules = {"sanctioned": concept.security is not None, "credible": concept.credible, "countered": concept.countered}
    return Concept(
        f"{concept.key}-{variant}",
        f"{concept.name} ({variant})",
        lambda model, maker: uncertain.stable(model, maker, variant, **rules),
        None,
        concept.credible,
        concept.countered,
        Kind.UNCERTAIN,
        concept.key,
        variant,
    )


def _strong(concept: Concept, security: Callable[[Model, int], Integers]) -> Concept:
    return Concept(
        f"{concept.key}-strong",
        f"{concept.name} (strong)",
        lambda model, maker: graded.stable(model, maker, security(model, maker)),
        security,
        concept.credible,
        concept.countered,
        Kind.GRADED,
        concept.key,
    )


_SIM = Concept("sim", "SIM", sim.stable, None, credible=True, countered=False, kind=Kind.SIMULTANEOUS)
_EITHER = Concept("seq-or-sim", "SEQ or SIM", seq_or_sim.stable, None, credible=True, countered=False, kind=Kind.EITHER)
_NON_MYOPIC = Concept("non-myopic", "Non-myopic", non_myopic.stable, None, credible=True, countered=False, kind=Kind.FARSIGHTED)

#: Concepts that are judged when they are asked for; beside them l1, l2, l3 and so on, limited move stability.
FURTHER_CONCEPTS: Mapping[str, Concept] = {
    concept.key: concept
    for concept in (
        _SIM,
        _EITHER,
        _NON_MYOPIC,
        *(_under_uncertainty(concept, variant) for concept in CONCEPTS.values() for variant in uncertain.VARIANTS),
        *(_strong(concept, concept.security) for concept in CONCEPTS.values() if concept.security is not None),
    )
}

_LIMITED = re.compile(r"l_?0*([1-9]\d{0,8})")


def concept_of(key: str) -> Concept:
    """Find a concept by its key.

    Parameters
    ----------
    key
        One of `CONCEPTS` or `FURTHER_CONCEPTS`, or ``l3`` (also ``L_3``) for limited move stability at horizon 3.

    Raises
    ------
    UsageError
        If there is none such.

    Examples
    --------
    >>> concept_of("L_3").name, concept_of("seq-a").name
    ('L3', 'SEQ (a)')
    """
    plain = key.lower()
    if plain in CONCEPTS:
        return CONCEPTS[plain]
    if plain in FURTHER_CONCEPTS:
        return FURTHER_CONCEPTS[plain]
    if limited := _LIMITED.fullmatch(plain):
        return _limited_move(int(limited[1]))
    raise UsageError(
        f"there is no stability concept {key!r}; there are: {', '.join(CONCEPTS)}, sim, seq-or-sim, non-myopic, l1, l2, l3, ... (so many "
        f"moves ahead), nash-a to sseq-d (uncertain preference), gmr-strong, smr-strong, seq-strong, sseq-strong (strength of preference)"
    )


def _limited_move(horizon: int) -> Concept:
    if horizon > limited_move.FURTHEST:
        raise UsageError(f"l{horizon}: a horizon of more than {limited_move.FURTHEST:,} moves is not looked at; ask for non-myopic instead")
    stable = partial(limited_move.stable, horizon=horizon)
    return Concept(f"l{horizon}", f"L{horizon}", stable, None, credible=True, countered=False, kind=Kind.FARSIGHTED, horizon=horizon)
