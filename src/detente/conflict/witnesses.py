"""Why a state is stable or not under the further concepts: simultaneous, far-sighted, and under uncertain preference.

Each gives an `Explanation` with the witness that its checker in `detente.conflict.certificate_further` reads.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from detente.conflict.claims import Explanation, Path, Step, Temptation
from detente.conflict.graph import improvements, moves
from detente.conflict.model import Model
from detente.conflict.naming import change
from detente.conflict.space import States
from detente.conflict.stability import Concept, Kind, concept_of, non_myopic, sim, uncertain
from detente.conflict.stability.limited_move import best_moves, endings
from detente.conflict.state_sets import listing_of, shortest


def explain(model: Model, state: int, maker: int, concept: Concept) -> Explanation:
    """Explain a verdict under a simultaneous, far-sighted or uncertain concept.

    Parameters
    ----------
    model
        The conflict.
    state
        A feasible state number.
    maker
        Place of the decision maker.
    concept
        A concept that is none of these: crisp, graded.
    """
    match concept.kind:
        case Kind.SIMULTANEOUS:
            return _simultaneous(model, state, maker, concept)
        case Kind.EITHER:
            return _either(model, state, maker, concept)
        case Kind.FARSIGHTED:
            return _farsighted(model, state, maker, concept)
        case _:
            return _uncertain(model, state, maker, concept)


def _ordered(found: list[Temptation]) -> tuple[Temptation, ...]:
    return tuple(t for t in found if t.sanction is None) + tuple(t for t in found if t.sanction is not None)


def _tempting(model: Model, state: int, maker: int) -> list[int]:
    ranks = model.ranks(maker)
    return sorted(improvements(model, maker, state), key=lambda end: (-int(ranks[end]), end))


def _simultaneous(model: Model, state: int, maker: int, concept: Concept) -> Explanation:
    sim.check_form(model)
    others = [other for other in range(len(model.decision_makers)) if other != maker]
    changes = [np.array(improvements(model, other, state), dtype=np.int64) ^ state for other in others]
    joint = sim.combinations(changes)
    found = [Temptation(end, _spoiled(model, state, maker, end, joint)) for end in _tempting(model, state, maker)]
    temptations = _ordered(found)
    stable = all(temptation.sanction is not None for temptation in temptations)
    name, here = model.decision_makers[maker].name, model.label(state)
    if not temptations:
        told = f'{name} stays at "{here}": none of its moves leads to a state it prefers.'
    elif temptations[0].sanction is None:
        told = (
            f'{name} leaves "{here}": it prefers to {change(model, state, temptations[0].improvement)}, and no moves that the others gain '
            f"by, made at the same time, take that gain away."
        )
    else:
        answer = ", and ".join(
            f"{model.decision_makers[step.mover].name} could {change(model, step.start, step.end)}" for step in temptations[0].sanction
        )
        told = (
            f'{name} stays at "{here}": it is tempted to {change(model, state, temptations[0].improvement)}, but at the same time '
            f"{answer}, a gain by itself, and together that leaves {name} no better off.{_more(temptations)}"
        )
    return Explanation(state, maker, concept.key, stable, temptations, told)


def _more(temptations: tuple[Temptation, ...]) -> str:
    return "" if len(temptations) == 1 else f" Its other temptations ({len(temptations) - 1}) are deterred too."


def _spoiled(model: Model, state: int, maker: int, improvement: int, joint: States) -> Path | None:
    """Find the moves at the same time that spoil an improvement: by the fewest movers, then to the worst end, then the lowest number."""
    ranks = model.ranks(maker)
    ends = improvement ^ joint
    spoiling = joint[model.space.feasible[ends] & (ranks[ends] <= ranks[state])].tolist()
    options = [(place, model.own_bits(place)) for place in range(len(model.decision_makers)) if place != maker]
    told = [tuple(Step(place, state, state ^ (flips & mask)) for place, mask in options if flips & mask) for flips in spoiling]
    ranked = sorted(zip(spoiling, told, strict=True), key=lambda pair: (len(pair[1]), int(ranks[improvement ^ pair[0]]), pair[0]))
    return ranked[0][1] if ranked else None


def _either(model: Model, state: int, maker: int, concept: Concept) -> Explanation:
    from detente.conflict.explanation import why

    in_turn, at_once = why(model, state, maker, "seq"), _simultaneous(model, state, maker, concept_of("sim"))
    for found in (in_turn, at_once):
        if found.stable:
            return replace(found, concept=concept.key)
    open_in_turn, open_at_once = (next(t for t in found.temptations if t.sanction is None) for found in (in_turn, at_once))
    undeterred = tuple(dict.fromkeys((open_in_turn, open_at_once)))
    rest = tuple(t for t in in_turn.temptations if t.improvement not in {open_in_turn.improvement, open_at_once.improvement})
    name, here = model.decision_makers[maker].name, model.label(state)
    wanted = [change(model, state, temptation.improvement) for temptation in undeterred]
    second = "nor do" if len(wanted) == 1 else f"and it prefers to {wanted[1]}, and neither do"
    told = (
        f'{name} leaves "{here}": it prefers to {wanted[0]}, and nothing the others can gain by in turn takes that gain away, '
        f"{second} moves that they gain by at the same time."
    )
    return Explanation(state, maker, concept.key, False, undeterred + rest, told)


def _farsighted(model: Model, state: int, maker: int, concept: Concept) -> Explanation:
    listing = listing_of(model, concept.name, paired=False)
    place = int(listing.places[state])
    horizons = [concept.horizon] if concept.horizon else _repeating(model)
    away = [h for h in horizons if endings(model, h)[maker][place] != place]
    horizon = (away or horizons)[0]
    name, here = model.decision_makers[maker].name, model.label(state)
    ahead = f"looking {horizon} move{'s' if horizon > 1 else ''} ahead" if concept.horizon or away else "looking as far ahead as it likes"
    if away:
        path = _line(model, maker, state, horizon)
        told = (
            f'{name}, {ahead}, leaves "{here}": it means to {change(model, state, path[0].end)}, and expects things to end in '
            f'"{model.label(path[-1].end)}", which it prefers.'
        )
        return Explanation(state, maker, concept.key, False, (Temptation(path[0].end, None),), told)
    after = (maker + 1) % len(model.decision_makers)
    found = tuple(Temptation(end, _line(model, after, end, horizon - 1)) for end in _tempting(model, state, maker))
    if not found:
        reason = "no sequence that it expects ends in a state it prefers" if moves(model, maker, state) else "it has no move"
    else:
        reason = (
            f"it is tempted to {change(model, state, found[0].improvement)}, but expects things to end then in "
            f'"{model.label(found[0].sanction[-1].end if found[0].sanction else found[0].improvement)}", which is no better for it'
        )
    return Explanation(state, maker, concept.key, True, found, f'{name}, {ahead}, stays at "{here}": {reason}.')


def _repeating(model: Model) -> list[int]:
    """List the horizons at which non-myopic stability is judged, each at least 1."""
    first, period = non_myopic.settles(model)
    return list(range(first, first + period)) if first else list(range(period, 2 * period))


def _line(model: Model, maker: int, state: int, horizon: int) -> Path:
    """Give the moves that are expected of a decision maker and those after it."""
    listing = listing_of(model, "a line of play", paired=False)
    steps, place = [], int(listing.places[state])
    while horizon > 0:
        end = int(best_moves(model, maker, horizon)[place])
        if end == place:
            break
        steps.append((maker, place, end))
        place, maker, horizon = end, (maker + 1) % len(model.decision_makers), horizon - 1
    return listing.path(steps)


def _uncertain(model: Model, state: int, maker: int, concept: Concept) -> Explanation:
    doubts = uncertain.doubts_of(model, maker, concept.variant, credible=concept.credible, countered=concept.countered)
    listing = doubts.listing
    place = int(listing.places[state])

    def deters(end: int) -> bool:
        return bool(doubts.deters[end, place])

    found = []
    for end in doubts.leaving.out_of(place):
        steps = None if concept.crisp == "nash" else shortest(doubts.others, end, deters)
        found.append(Temptation(int(listing.states[end]), None if steps is None else listing.path(steps)))
    temptations = _ordered(found)
    stable = all(temptation.sanction is not None for temptation in temptations)
    return Explanation(state, maker, concept.key, stable, temptations, _doubtful(model, state, maker, concept, temptations))


def _doubtful(model: Model, state: int, maker: int, concept: Concept, temptations: tuple[Temptation, ...]) -> str:
    name, here = model.decision_makers[maker].name, model.label(state)
    bold, cautious = uncertain.VARIANTS[concept.variant]
    if not temptations:
        known = "it prefers, or may prefer" if bold else "it prefers for certain"
        return f'{name} stays at "{here}": none of its moves leads to a state {known}.'
    tempting = change(model, state, temptations[0].improvement)
    wants = "prefers, or may prefer, to" if bold else "prefers for certain to"
    worse = "no better off, as far as is known" if cautious else "no better off for certain"
    if temptations[0].sanction is None:
        if concept.crisp == "nash":
            return f'{name} leaves "{here}": it {wants} {tempting}.'
        by = "nothing the others gain, or may gain, by" if concept.credible else "nothing the others can do"
        lasting = ", whatever it does next" if concept.countered else ""
        return f'{name} leaves "{here}": it {wants} {tempting}, and {by} leaves it {worse}{lasting}.'
    answer = ", and ".join(
        f"{model.decision_makers[step.mover].name} could then {change(model, step.start, step.end)}" for step in temptations[0].sanction
    )
    return f'{name} stays at "{here}": it {wants} {tempting}, but {answer}, which leaves {name} {worse}.{_more(temptations)}'
