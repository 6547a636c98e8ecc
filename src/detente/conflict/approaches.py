"""Ways from the status quo to a settlement: who moves first, which steps bring no gain, and who could move together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.conflict.certificate_tables import TABLE_STATES
from detente.conflict.claims import Path
from detente.conflict.graph import graph_of
from detente.conflict.model import Model
from detente.conflict.options import Direction
from detente.conflict.paths import StatusQuoAnalysis
from detente.conflict.search import Search
from detente.conflict.settlement_claims import Approach
from detente.conflict.settlement_words import approach_words, together_words
from detente.conflict.strife import NO_STRIFE, Strife


def concessions(model: Model, path: Path) -> tuple[int, ...]:
    """List the places of the steps that are no gain for those who take them."""
    return tuple(n for n, step in enumerate(path) if model.ranks(step.mover)[step.end] <= model.ranks(step.mover)[step.start])


def approaches_to(model: Model, paths: StatusQuoAnalysis, state: int, strife: Strife = NO_STRIFE) -> tuple[Approach, ...]:
    """Give a way of gains only; where there is none, a shortest way, and those that one decision maker alone can open.

    Of the last kind only ways are told that somebody could advise: that begin no armed force, and take back no step.
    """
    there = paths.to(state)
    if state == paths.start or there.by_moves is None:
        return ()
    if there.by_improvements is not None:
        return (approach_by(model, paths.start, state, there.by_improvements, None, none=False),)
    found = [approach_by(model, paths.start, state, there.by_moves, None, none=len(model.feasible_states()) <= TABLE_STATES)]
    for opener in paths.openers(state):
        search = Search(graph_of(model), paths.start, range(len(model.decision_makers)), improving=True, conceding=[opener])
        path = search.path_to(state)
        passed = np.array([step.end for step in path], dtype=np.int64)
        straight = _is_straight(model, path) and not strife.begins_fighting(model, paths.start, passed).any()
        if path != there.by_moves and straight:
            found.append(approach_by(model, paths.start, state, path, opener, none=False))
    return tuple(found)


def _is_straight(model: Model, path: Path) -> bool:
    """Say whether no step takes back, or does again, what one before it did; of a model without options nothing is known of that."""
    changed = 0
    for step in path if model.is_option_form else ():
        if changed & (step.start ^ step.end):
            return False
        changed |= step.start ^ step.end
    return True


def approach_by(model: Model, start: int, state: int, path: Path, only: int | None, *, none: bool) -> Approach:
    """Tell a way: which of its steps are no gain, and after which of them the one who took it is worse off than today."""
    conceded = concessions(model, path)
    own = [model.ranks(step.mover) for step in path]
    exposed = tuple(number for number in conceded if number + 1 < len(path) and own[number][path[number].end] < own[number][start])
    return Approach(state, path, conceded, exposed, only, none, approach_words(model, path, conceded, exposed, only, none=none))


def together(model: Model, start: int, state: int, approaches: Sequence[Approach]) -> str:
    """Say that those who would have to move can do so at once, if somebody would otherwise have to concede."""
    if not approaches or not approaches[0].concessions:
        return ""
    movers = joint_movers(model, start, state)
    exposed = [approaches[0].path[number].mover for number in approaches[0].exposed]
    return together_words(model, movers, exposed) if len(movers) > 1 else ""


def joint_movers(model: Model, start: int, state: int) -> tuple[int, ...]:
    """List those who would have to move for a joint move; nobody where the options, or what is misperceived, do not allow it."""
    if not model.is_option_form:
        return ()
    free = {Direction.TAKEN_ONCE: state & ~start, Direction.GIVEN_UP_ONCE: start & ~state, Direction.BOTH: start ^ state}
    if any((start ^ state) & ~free.get(option.direction, 0) & 1 << bit for bit, option in enumerate(model.options)):
        return ()
    movers = model.movers(start, state)
    hidden = [model.misperceived(place) for place in movers]
    return () if any(one is not None and (one[start] or one[state]) for one in hidden) else movers
