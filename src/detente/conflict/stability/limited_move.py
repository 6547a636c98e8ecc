"""Limited move stability L_h: looking h moves ahead.

G_h(i, s) is the state in which decision maker i, to move at s, expects things to end after at most h moves, each made by whoever's turn it
is:

1. G_0(i, s) = s.
2. If i has no move, G_h(i, s) = s.
3. Else let t* be the move of i with the best P_i(G_h-1(j, t)), j being who comes after i. G_h(i, s) = G_h-1(j, t*) if i prefers that to s,
   else s: staying ends the sequence.
4. s is L_h stable for i if G_h(i, s) = s.

**Turns.** With two decision makers j is the other one. With more, j is the next one listed in the model after i, and after the last comes
the first: the *turns in the order of the model*. Another order may give another verdict.

**Ties.** Of moves that i expects to end equally well the one to the lowest numbered state is t*; i stays unless it expects to gain. So G
is unique.

L_1 is Nash stability.

Source: Zagare (1984); Kilgour (1984); Fang, Hipel & Kilgour, *Interactive Decision Making* (1993), section 3.4, for two decision makers.
The turns of more than two are our own named extension. From knowledge of the field; the book was not at hand.

Cost: O(h x arcs); refused where a decision maker may have more than `detente.conflict.state_sets.LISTED_ARCS` moves.
"""

from __future__ import annotations

import numpy as np

from detente.conflict.model import Model
from detente.conflict.space import Booleans, Integers, States
from detente.conflict.state_sets import Listing, listing_of
from detente.errors import ModelTooLarge

#: The furthest horizon that may be asked for.
FURTHEST = 1000

#: What is expected at each horizon is kept, in at most so many bytes.
KEPT_BYTES = 2**30

Endings = tuple[Integers, ...]


def stable(model: Model, maker: int, horizon: int) -> Booleans:
    """Say for every state whether it is L_h stable for a decision maker.

    Parameters
    ----------
    model
        The conflict.
    maker
        Place of the decision maker.
    horizon
        h, at least 1.

    Raises
    ------
    ModelTooLarge
        If a decision maker has too many moves.
    """
    listing = listing_of(model, f"L{horizon}", paired=False)
    return listing.spread_out(endings(model, horizon)[maker] == np.arange(len(listing.states)))


def endings(model: Model, horizon: int) -> Endings:
    """Give G_h: for each decision maker the place of the state that each listed state is expected to end in."""
    listing = listing_of(model, f"L{horizon}", paired=False)
    known: list[Endings] = model.kept.setdefault("endings", [_at_once(listing)])
    while len(known) <= horizon:
        if len(known) * len(listing.arcs) * len(listing.states) * 4 > KEPT_BYTES:
            raise ModelTooLarge(
                f"{model.name}: to look more than {len(known) - 1:,} moves ahead from {len(listing.states):,} states would take more than "
                f"{KEPT_BYTES // 2**30} GiB; ask for a nearer horizon"
            )
        known.append(one_further(listing, known[-1]))
    return known[horizon]


def _at_once(listing: Listing) -> Endings:
    return tuple(np.arange(len(listing.states), dtype=np.int32) for _ in listing.arcs)


def one_further(listing: Listing, before: Endings) -> Endings:
    """Give G_h from G_h-1."""
    return tuple(_ahead(listing, maker, before)[0] for maker in range(len(listing.arcs)))


def best_moves(model: Model, maker: int, horizon: int) -> States:
    """Give t* for each listed state, as its place; the state itself where the decision maker stays."""
    listing = listing_of(model, f"L{horizon}", paired=False)
    return _ahead(listing, maker, endings(model, horizon - 1))[1]


def _ahead(listing: Listing, maker: int, before: Endings) -> tuple[Integers, States]:
    """Give where a decision maker's own turn ends, and the move it makes."""
    arcs, ranks, size = listing.arcs[maker], listing.ranks[maker].astype(np.int64), len(listing.states)
    expected = before[(maker + 1) % len(listing.arcs)]
    # Rank and place in one number: the largest has the best rank, and the lowest place among those.
    best = arcs.largest(ranks[expected[arcs.ends]] * size + (size - 1 - arcs.ends))
    here = np.arange(size)
    moves = (best >= 0) & (best // size > ranks)
    chosen = np.where(moves, size - 1 - best % size, here)
    return np.where(moves, expected[chosen], here).astype(np.int32), chosen
