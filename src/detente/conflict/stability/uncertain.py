"""Stability under uncertain preference: Nash, GMR, SMR, SEQ and SSEQ in four variants.

A decision maker i knows of two states that it prefers one (+), likes both alike, or does not know which it prefers (U). The variants
differ in how bold it is in leaving and how cautious in fearing:

| variant | leaves s for a if | is deterred by b if |
|---|---|---|
| a | a >_i s or a U s | b is worse than s or like it |
| b | a >_i s | b is worse than s or like it |
| c | a >_i s or a U s | b is worse than s, like it, or U |
| d | a >_i s | b is worse than s, like it, or U |

In SEQ and SSEQ of all four, those who sanction move where they prefer or do not know (+ or U), each from where it stands. In SMR and SSEQ
every countermove meets the same test as the sanction. Without uncertainty all four are the crisp concept.

U is not transitive, so values cannot be passed along: sets of states are searched (`detente.conflict.state_sets`), up to its limit of size.

Source: Li, Hipel, Kilgour & Fang, "Preference uncertainty in the graph model for conflict resolution", *IEEE Transactions on Systems, Man,
and Cybernetics A* 34 (2004), for Nash, GMR, SMR and SEQ; SSEQ by analogy. From knowledge of the field; the paper was not at hand.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.conflict.model import Model
from detente.conflict.relations import certain_and_unknown
from detente.conflict.space import Booleans
from detente.conflict.state_sets import ArcList, Listing, diagonal, listing_of, spread, to_rows, to_table

#: For each variant, whether it leaves where it does not know, and whether what it does not know deters.
VARIANTS = {"a": (True, False), "b": (False, False), "c": (True, True), "d": (False, True)}


@dataclass(frozen=True, slots=True)
class Doubts:
    """What stability under uncertain preference is decided by, for one decision maker.

    Parameters
    ----------
    listing
        States and moves.
    leaving
        The arcs by which it leaves.
    others
        The arcs by which each of the others may answer.
    deters
        Whether the state of the row, as a sanction (no countermove leads away from it, where that is asked), deters from leaving the
        state of the column.
    """

    listing: Listing
    leaving: ArcList
    others: tuple[tuple[int, ArcList], ...]
    deters: Booleans


def stable(model: Model, maker: int, variant: str, *, sanctioned: bool, credible: bool, countered: bool) -> Booleans:
    """Say for every state whether it is stable for a decision maker.

    Parameters
    ----------
    model
        The conflict.
    maker
        Place of the decision maker.
    variant
        ``a``, ``b``, ``c`` or ``d``.
    sanctioned, credible, countered
        Which concept: whether the others may answer at all (not in Nash), by + or U only (SEQ, SSEQ), and whether the one sanctioned may
        move again (SMR, SSEQ).

    Raises
    ------
    ModelTooLarge
        If there are too many feasible states.
    """
    doubts = doubts_of(model, maker, variant, credible=credible, countered=countered)
    if not sanctioned:
        return doubts.listing.spread_out(doubts.leaving.first[1:] == doubts.leaving.first[:-1])
    undeterred = ~spread([arcs for _, arcs in doubts.others], to_rows(doubts.deters))
    return doubts.listing.spread_out(~diagonal(spread([doubts.leaving], undeterred)))


def doubts_of(model: Model, maker: int, variant: str, *, credible: bool, countered: bool) -> Doubts:
    """Find what a decision maker leaves for, what the others may do, and what deters it."""
    listing = listing_of(model, "stability under uncertain preference")
    bold, cautious = VARIANTS[variant]
    preferred, unknown = certain_and_unknown(model, maker, listing.states)
    deters = ~preferred if cautious else ~(preferred | unknown)
    if countered:
        deters &= ~to_table(spread([listing.arcs[maker]], to_rows(~deters)), len(deters))
    others = tuple(
        (other, _answers(model, other, listing) if credible else listing.arcs[other])
        for other in range(len(listing.arcs))
        if other != maker
    )
    own = listing.arcs[maker]
    gains = preferred[own.ends, own.starts] | (unknown[own.ends, own.starts] if bold else False)
    return Doubts(listing, own.only(gains), others, deters)


def _answers(model: Model, maker: int, listing: Listing) -> ArcList:
    """Keep the moves a decision maker prefers or does not know about."""
    preferred, unknown = certain_and_unknown(model, maker, listing.states)
    arcs = listing.arcs[maker]
    return arcs.only(preferred[arcs.ends, arcs.starts] | unknown[arcs.ends, arcs.starts])
