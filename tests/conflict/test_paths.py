"""Status quo analysis: distances equal a plain search, paths are legal."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.conflict import StatusQuoAnalysis, check_path, describe_path, read_model
from detente.errors import UsageError
from tests.conflict.oracle import Game
from tests.conflict.random_models import random_model

CASES = Path(__file__).parent / "cases"


def distances(game: Game, start: int, *, improving: bool) -> dict[int, int]:
    """Steps to every state, by walking all legal sequences level by level."""
    found, level, seen, steps = {start: 0}, {(start, -1)}, {(start, -1)}, 0
    while level:
        steps += 1
        after = set()
        for state, last in level:
            for mover in game.makers:
                if mover != last:
                    after |= {(end, mover) for end in (game.improvements(mover, state) if improving else game.moves[mover][state])}
        level = after - seen
        seen |= level
        for state, _ in level:
            found.setdefault(state, steps)
    return found


@pytest.mark.parametrize("seed", range(60))
def test_paths_are_shortest_and_legal(seed: int) -> None:
    model = random_model(seed + 100)
    game, paths = Game(model), StatusQuoAnalysis(model)
    by_moves, by_improvements = (distances(game, paths.start, improving=improving) for improving in (False, True))
    for state in game.states:
        destination = paths.to(state)
        assert paths.distance(state) == by_moves.get(state)
        for path, steps, improving in (
            (destination.by_moves, by_moves.get(state), False),
            (destination.by_improvements, by_improvements.get(state), True),
        ):
            assert (None if path is None else len(path)) == steps
            check_path(model, path or (), improving=improving)
            if path:
                assert (path[0].start, path[-1].end) == (paths.start, state)


def test_elmira_from_its_status_quo() -> None:
    model = read_model(CASES / "elmira-9-states.json")
    paths = StatusQuoAnalysis(model)
    reached, out_of_reach = paths.equilibria("seq")
    assert [model.label(destination.state) for destination in reached] == ["5", "9", "8"]
    assert out_of_reach == ()
    assert describe_path(model, reached[0].by_improvements or ()) == 'Local Government: move to "5"'
    assert reached[1].by_improvements is None


def test_a_model_without_status_quo_is_named() -> None:
    with pytest.raises(UsageError, match="names no status quo"):
        StatusQuoAnalysis(read_model(CASES / "chicken.json"))


def with_concessions(game: Game, start: int, conceding: set[int]) -> dict[int, int]:
    """Steps to every state by improvements and the concessions of some, by walking all legal sequences level by level."""
    found, level, seen, steps = {start: 0}, {(start, -1)}, {(start, -1)}, 0
    while level:
        steps += 1
        moves = [game.moves[i] if i in conceding else {s: game.improvements(i, s) for s in game.states} for i in game.makers]
        level = {(end, i) for state, last in level for i in game.makers if i != last for end in moves[i][state]} - seen
        seen |= level
        for state, _ in level:
            found.setdefault(state, steps)
    return found


@pytest.mark.parametrize("seed", range(40))
def test_paths_by_named_concessions_are_shortest(seed: int) -> None:
    model = random_model(seed + 300)
    game, conceding = Game(model), {seed % len(model.decision_makers)}
    paths = StatusQuoAnalysis(model, conceding=sorted(conceding))
    wanted = with_concessions(game, paths.start, conceding)
    for state in game.states:
        path = paths.to(state).by_concessions
        assert (None if path is None else len(path)) == wanted.get(state)
        check_path(model, path or ())
        worse = [path[place] for place in paths.concessions(path)] if path else []
        assert all(step.mover in conceding and not game.prefers(step.mover, step.end, step.start) for step in worse)
        by_one = tuple(i for i in game.makers if state in with_concessions(game, paths.start, {i}))
        assert paths.openers(state) == (() if paths.to(state).by_improvements is not None else by_one)


def test_whoever_is_to_concede_must_be_there() -> None:
    with pytest.raises(UsageError, match="there is no decision maker 'Nobody'"):
        StatusQuoAnalysis(read_model(CASES / "elmira-9-states.json"), conceding=["Nobody"])
