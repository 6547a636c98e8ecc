"""Frustration: textbook cases, the brute-force oracle, and what must hold of any signed graph."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.tension.blocs.bounds import good_split, packed_chains, split_cost
from detente.tension.blocs.frustration import frustration
from detente.tension.blocs.parts import blocks_of, components_of, neighbours_of
from detente.tension.blocs.splits import MOST, best_splits
from tests.tension.blocs.oracle import Pair, frustration_by_force, random_ties

ACTORS = "abcdefg"
GRAPHS = st.dictionaries(st.sampled_from(list(combinations(ACTORS, 2))), st.sampled_from([-3, -2, -1, 1, 2, 3]), min_size=1)


def matrix(ties: dict[Pair, int]) -> np.ndarray:
    actors = sorted({code for pair in ties for code in pair})
    weights = np.zeros((len(actors), len(actors)), dtype=np.int64)
    for (a, b), weight in ties.items():
        weights[actors.index(a), actors.index(b)] = weights[actors.index(b), actors.index(a)] = weight
    return weights


def check_against_force(seed: int, largest: int) -> None:
    ties = random_ties(seed, largest)
    found = frustration({pair: float(weight) for pair, weight in ties.items()})
    best, splits = frustration_by_force(ties)
    assert found.low == found.high == best
    if not ties:
        return
    assert found.splits is not None
    assert found.splits * 2 ** (len(found.parts) - 1) == len(splits)
    assert sum(abs(ties[pair]) for pair in found.against) == best
    assert set(found.against_always) == {p for p, w in ties.items() if all((w > 0) != (s[p[0]] == s[p[1]]) for s in splits)}
    for part in found.parts:
        for one, other in combinations([a for camp in part.camps for a in camp], 2):
            assert len({s[one] == s[other] for s in splits}) == 1
        core = part.camps[0][0]
        assert all(len({s[core] == s[a] for s in splits}) == 2 for a in part.undecided)
    weights = matrix(ties)
    assert packed_chains(weights) <= best <= good_split(weights)[0]


@pytest.mark.parametrize("seed", range(50))
def test_it_equals_brute_force(seed: int) -> None:
    check_against_force(seed, 9)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(500))
def test_it_equals_brute_force_on_five_hundred_graphs(seed: int) -> None:
    check_against_force(1000 + seed, 14)


def test_two_camps_are_found_and_frustrate_nothing() -> None:
    found = frustration({("a", "b"): 2.0, ("c", "d"): 1.0, ("a", "c"): -4.0, ("b", "d"): -1.0})
    assert (found.low, found.high, found.splits) == (0.0, 0.0, 1)
    assert found.parts[0].camps == (("a", "b"), ("c", "d"))


def test_three_who_are_hostile_to_each_other_have_three_best_splits_and_nobody_is_decided() -> None:
    found = frustration({("a", "b"): -1.0, ("a", "c"): -1.0, ("b", "c"): -1.0})
    assert (found.high, found.splits) == (1.0, 3)
    assert len(found.undecided) == 2
    assert len(found.against) == 1
    assert found.against_always == ()


def test_an_actor_between_the_camps_is_undecided_and_the_camps_are_not() -> None:
    ties = {("a", "b"): 5.0, ("c", "d"): 5.0, ("a", "c"): -5.0, ("b", "d"): -5.0, ("a", "m"): 1.0, ("c", "m"): 1.0}
    found = frustration(ties)
    assert found.parts[0].camps == (("a", "b"), ("c", "d"))
    assert found.undecided == ("m",)
    assert found.splits == 2


def test_separate_parts_have_camps_of_their_own() -> None:
    found = frustration({("a", "b"): -1.0, ("c", "d"): 1.0, ("c", "e"): -1.0})
    assert [part.actors for part in found.parts] == [("c", "d", "e"), ("a", "b")]
    assert found.splits == 1


def test_no_ties_no_frustration() -> None:
    found = frustration({})
    assert (found.high, found.exact, found.parts, found.splits) == (0.0, True, (), 1)


def test_the_order_of_the_ties_changes_nothing() -> None:
    ties = {pair: float(w) for pair, w in random_ties(7, 9).items()}
    assert frustration(ties) == frustration(dict(reversed(ties.items()))) == frustration({(b, a): w for (a, b), w in ties.items()})


def test_tenths_are_added_exactly() -> None:
    found = frustration({("a", "b"): 0.3, ("a", "c"): 0.1, ("b", "c"): -0.1, ("a", "d"): 0.1, ("b", "d"): -0.2})
    assert found.high == 0.2


def test_twenty_five_actors_are_exact() -> None:
    draw = np.random.default_rng(3)
    camps = draw.integers(0, 2, MOST)
    ties = {}
    for a, b in combinations(range(MOST), 2):
        ties[f"n{a:02}", f"n{b:02}"] = float(draw.integers(1, 9)) * (1 if camps[a] == camps[b] else -1)
    found = frustration(ties)
    assert (found.high, found.exact, found.splits) == (0.0, True, 1)
    ties["n00", "n01"] *= -1
    assert frustration(ties).high == abs(ties["n00", "n01"])


def test_beyond_twenty_five_there_are_bounds_and_they_may_meet() -> None:
    ring = {tuple(sorted((f"n{a:02}", f"n{(a + 1) % 31:02}"))): 1.0 for a in range(31)}
    ring["n00", "n01"] = -2.0
    found = frustration(ring)
    assert (found.low, found.high, found.splits) == (1.0, 1.0, None)  # one chain of 31: bounds meet, the split is one of the best
    hostile = frustration(dict.fromkeys(combinations([f"n{a:02}" for a in range(27)], 2), -1.0))
    assert hostile.low <= 169 <= hostile.high
    assert hostile.high == 169
    assert not hostile.exact


def test_large_but_loose_graphs_are_exact_by_their_blocks() -> None:
    ties = {}
    for number in range(20):  # twenty triads in a chain: 41 actors
        a, b, c = (f"n{number * 2 + step:02}" for step in range(3))
        ties |= {(a, b): 1.0, (b, c): 1.0, (a, c): -1.0}
    found = frustration(ties)
    assert (found.low, found.high, found.splits) == (20.0, 20.0, 3**20)


@settings(deadline=None)
@given(GRAPHS, st.sets(st.sampled_from(ACTORS)))
def test_switching_leaves_it_as_it_is(ties: dict[Pair, int], turned: set[str]) -> None:
    """Turning every sign between some actors and the rest changes who stands with whom, and not how well."""
    switched = {pair: float(-w if len(turned & set(pair)) == 1 else w) for pair, w in ties.items()}
    before, after = frustration({p: float(w) for p, w in ties.items()}), frustration(switched)
    assert (before.high, before.splits) == (after.high, after.splits)


@settings(deadline=None)
@given(GRAPHS, st.permutations(ACTORS))
def test_names_do_not_matter(ties: dict[Pair, int], names: list[str]) -> None:
    new = dict(zip(ACTORS, names, strict=True))
    before = frustration({p: float(w) for p, w in ties.items()})
    after = frustration({(new[a], new[b]): float(w) for (a, b), w in ties.items()})
    assert (before.high, before.splits) == (after.high, after.splits)
    assert sorted(len(part.undecided) for part in before.parts) == sorted(len(part.undecided) for part in after.parts)


@settings(deadline=None)
@given(GRAPHS)
def test_it_is_zero_exactly_where_every_closed_chain_is_balanced(ties: dict[Pair, int]) -> None:
    near = neighbours_of(ties)
    side: dict[str, int] = {}
    balanced = True
    for part in components_of(near):
        side[part[0]], todo = 1, [part[0]]
        while todo:
            here = todo.pop()
            for there in near[here]:
                wanted = side[here] * (1 if ties[tuple(sorted((here, there)))] > 0 else -1)
                if there not in side:
                    side[there] = wanted
                    todo.append(there)
                balanced &= side[there] == wanted
    assert (frustration({p: float(w) for p, w in ties.items()}).high == 0) == balanced


@settings(deadline=None)
@given(GRAPHS, st.integers(1, 5))
def test_more_friendship_inside_a_camp_changes_nothing(ties: dict[Pair, int], more: int) -> None:
    before = frustration({p: float(w) for p, w in ties.items()})
    camp = before.parts[0].camps[0]
    for one, other in combinations(camp, 2):
        pair = (one, other)
        if ties.get(pair, 1) > 0:
            after = frustration({p: float(w) for p, w in ties.items()} | {pair: float(ties.get(pair, 0) + more)})
            assert after.high == before.high
            assert after.parts[0].camps == before.parts[0].camps
            break


@settings(deadline=None)
@given(GRAPHS)
def test_blocks_share_out_the_ties(ties: dict[Pair, int]) -> None:
    blocks = blocks_of(neighbours_of(ties))
    assert all(sum(set(pair) <= set(block) for block in blocks) == 1 for pair in ties)
    assert all(len(set(one) & set(other)) <= 1 for one, other in combinations(blocks, 2))


def test_upper_actors_are_weighed_as_lower_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = matrix(random_ties(11, 9))
    whole = best_splits(weights)
    monkeypatch.setattr("detente.tension.blocs.splits.LOW", 2)
    parted = best_splits(weights)
    assert whole[0] == parted[0]
    assert whole[1].tolist() == parted[1].tolist()


def test_a_split_costs_what_goes_against_it() -> None:
    weights = matrix({("a", "b"): 3, ("b", "c"): -2, ("a", "c"): 1})
    assert split_cost(weights, np.array([1, 1, 1])) == 2
    assert split_cost(weights, np.array([1, 1, -1])) == 1


def test_a_long_odd_ring_bounds_from_below() -> None:
    names = [f"n{a}" for a in range(7)]
    ring = {tuple(sorted(pair)): 2 for pair in pairwise([*names, names[0]])}
    ring[names[0], names[1]] = -5
    assert packed_chains(matrix(ring)) == 2
