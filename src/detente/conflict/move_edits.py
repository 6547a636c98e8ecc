"""Changes of what can be done, as constraints: options bound, fixed or freed, arcs left out, a joint move to the target.

In option form an option has one direction, the one it has now or another; a move is possible if the direction of every option it changes
lets it. In explicit form every arc may be left out. The moves that might be possible are those of the *widest* model, in which every option
is free that the bound lets one free.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from detente.conflict.costs import Costs
from detente.conflict.edits import Change
from detente.conflict.model import DecisionMaker, Model
from detente.conflict.naming import change as described
from detente.conflict.options import Direction
from detente.conflict.solver import FALSE, TRUE, Solver
from detente.conflict.spoken import listed

_TAKES = frozenset({Direction.BOTH, Direction.TAKEN_ONCE})
_GIVES = frozenset({Direction.BOTH, Direction.GIVEN_UP_ONCE})


def direction_changes(direction: Direction, costs: Costs) -> Mapping[Direction, tuple[tuple[str, int], ...]]:
    """Give the cheapest changes, as kinds and costs, that make an option have each other direction.

    Examples
    --------
    >>> direction_changes(Direction.FIXED, Costs())[Direction.TAKEN_ONCE]
    (('release', 2), ('one-way', 2))
    """
    free = () if direction is Direction.BOTH else (("release", costs.release),)
    ways: dict[Direction, tuple[tuple[str, int], ...]] = {Direction.BOTH: free}
    for bound in (Direction.TAKEN_ONCE, Direction.GIVEN_UP_ONCE):
        ways[bound] = (*free, ("one-way", costs.one_way))
    ways[Direction.FIXED] = (("remove", costs.remove),)
    del ways[direction]
    return ways


class MoveEdits:
    """What could be done instead.

    Parameters
    ----------
    model
        The conflict.
    start, target
        From where to where a joint move would lead.
    solver
        Where the variables and clauses go.
    costs
        What a change costs.
    fixed
        Whether nothing of this may change.
    """

    def __init__(self, model: Model, start: int, target: int, solver: Solver, costs: Costs, *, fixed: bool = False) -> None:
        self._model, self._start, self._target, self._solver, self._costs = model, start, target, solver, costs
        self._fixed = fixed
        self._chosen: list[dict[Direction, int]] = []
        self._allowed: dict[tuple[int, bool], int] = {}
        for bit, option in enumerate(model.options):
            ways = {} if fixed else direction_changes(option.direction, costs)
            prices = {way: sum(cost for _, cost in made) for way, made in ways.items()}
            chosen = {way: solver.new(cost) for way, cost in prices.items() if cost <= solver.bound}
            chosen = {option.direction: solver.new() if chosen else TRUE, **chosen}
            solver.one_of(list(chosen.values()))
            self._chosen.append(chosen)
            for taking, permitted in ((True, _TAKES), (False, _GIVES)):
                literals = [literal for way, literal in chosen.items() if way in permitted]
                self._allowed[bit, taking] = TRUE if len(literals) == len(chosen) else solver.either(literals)
        self._moves: dict[tuple[int, int], int] = {}
        self._kept: dict[tuple[int, int, int], int] = {}
        self._joint = FALSE if fixed else solver.new(costs.joint)
        if self._joint != FALSE and model.is_option_form:
            solver.add([-self._joint, self._by_bits(start, target)])

    @property
    def joint(self) -> int:
        """The literal that holds where there is a joint move from the start to the target."""
        return self._joint

    @property
    def can_change(self) -> bool:
        """Whether the bound lets any move of one decision maker become possible or impossible."""
        if self._model.is_option_form:
            return any(len(chosen) > 1 for chosen in self._chosen)
        return not self._fixed and self._costs.arc <= self._solver.bound

    def possible(self, maker: int, start: int, end: int) -> int:
        """Give a literal that holds where a move of the widest model is possible."""
        if self._model.is_option_form:
            return self._by_bits(start, end)
        if self._fixed:
            return TRUE
        key = (maker, start, end)
        if key not in self._kept:
            self._kept[key] = -self._solver.new(self._costs.arc)
        return self._kept[key]

    def widest(self) -> Model:
        """Give the model in which every option is free that the bound lets one free."""
        if not any(Direction.BOTH in chosen and len(chosen) > 1 for chosen in self._chosen):
            return self._model
        return self._with_directions([Direction.BOTH if Direction.BOTH in chosen else next(iter(chosen)) for chosen in self._chosen])

    def has_joint_move(self, solution: frozenset[int]) -> bool:
        """Say whether a solution makes a joint move."""
        return self._joint in solution

    def read(self, solution: frozenset[int]) -> tuple[Model, tuple[Change, ...]]:
        """Give the model with the moves of a solution, and what changes in them."""
        directions, told = [], []
        bit = 0
        for place, maker in enumerate(self._model.decision_makers):
            for option in maker.options:
                chosen = next(way for way, literal in self._chosen[bit].items() if literal == TRUE or literal in solution)
                directions.append(chosen)
                if chosen is not option.direction:
                    for kind, cost in direction_changes(option.direction, self._costs)[chosen]:
                        told.append(Change(kind, cost, _sentence(kind, chosen, maker, option.name), place))
                bit += 1
        model = self._with_directions(directions) if told else self._model
        left_out = [key for key, literal in self._kept.items() if -literal in solution]
        if left_out:
            moves = tuple(tuple(arc for arc in arcs if (place, *arc) not in left_out) for place, arcs in enumerate(self._model.moves))
            model = replace(self._model, moves=moves)
            labels, names = self._model.states, [maker.name for maker in self._model.decision_makers]
            told += [
                Change("arc", self._costs.arc, f'{names[place]} can no longer move from "{labels[a]}" to "{labels[b]}"', place)
                for place, a, b in sorted(left_out)
            ]
        if self.has_joint_move(solution):
            told.append(Change("joint", self._costs.joint, self._joint_sentence(), None))
        return model, tuple(told)

    def _by_bits(self, start: int, end: int) -> int:
        key = (end & ~start, start & ~end)
        if key not in self._moves:
            bits = range(len(self._model.options))
            changed = [(bit, taking) for taking, mask in zip((True, False), key, strict=True) for bit in bits if mask >> bit & 1]
            needed = [self._allowed[change] for change in changed]
            literal = self._solver.all_of(needed)
            if len(needed) > 1 and literal not in (TRUE, FALSE):
                self._solver.add([literal, *(-one for one in needed)])
            self._moves[key] = literal
        return self._moves[key]

    def _with_directions(self, directions: list[Direction]) -> Model:
        makers, bit = [], 0
        for maker in self._model.decision_makers:
            chosen = directions[bit : bit + len(maker.options)]
            options = tuple(replace(option, direction=way) for option, way in zip(maker.options, chosen, strict=True))
            makers.append(maker if options == maker.options else replace(maker, options=options))
            bit += len(maker.options)
        return replace(self._model, decision_makers=tuple(makers))

    def _joint_sentence(self) -> str:
        model, start, target = self._model, self._start, self._target
        if not model.is_option_form:
            return f'a mediator leads straight from "{model.label(start)}" to "{model.label(target)}"'
        movers = [model.decision_makers[place].name for place in model.movers(start, target)]
        together = f"{listed(movers)} move together" if len(movers) > 1 else f"a mediator lets {movers[0]} move at once"
        return f"{together}: {described(model, start, target)}"


def _sentence(kind: str, direction: Direction, maker: DecisionMaker, option: str) -> str:
    if kind == "release":
        return f'{maker.name} becomes free to take and drop "{option}"'
    if kind == "remove":
        return f'{maker.name} can no longer change "{option}"'
    if direction is Direction.TAKEN_ONCE:
        return f'{maker.name} binds itself: once taken, "{option}" cannot be dropped'
    return f'{maker.name} binds itself: once dropped, "{option}" cannot be taken again'
