"""Triads, bridges, periods and what changes between them."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.tension.blocs import (
    Dealing,
    Span,
    blocs_of,
    blocs_over_time,
    find_bridges,
    find_triads,
    frustration,
    graphml_of,
    turns_of,
)
from detente.tension.blocs.bridges import betweenness_of

GRAPHS = st.dictionaries(st.sampled_from(list(combinations("abcdefg", 2))), st.sampled_from([-3.0, -1.0, 1.0, 2.0]), min_size=1)


def passed(day: str, **signs: float) -> list[Dealing]:
    """Three dealings of a sign between the two whose letters name it."""
    return [
        Dealing((pair[0], pair[1]), weight, day, day, f"in-{pair}-{day}-{number}") for pair, weight in signs.items() for number in range(3)
    ]


@settings(deadline=None)
@given(GRAPHS)
def test_triads_are_counted_as_one_counts_them(ties: dict[tuple[str, str], float]) -> None:
    counts = {"+++": 0, "+--": 0, "++-": 0, "---": 0}
    for trio in combinations("abcdefg", 3):
        pairs = list(combinations(trio, 2))
        if all(pair in ties for pair in pairs):
            hostile = sum(ties[pair] < 0 for pair in pairs)
            counts["+" * (3 - hostile) + "-" * hostile] += 1
    found = find_triads(ties)
    assert found.counts == counts
    assert len(found.strained) == counts["++-"] + counts["---"]
    assert [t.strain for t in found.strained] == sorted((t.strain for t in found.strained), reverse=True)


def test_two_camps_have_more_balance_than_chance_and_a_random_network_has_not() -> None:
    pairs = list(combinations("abcdefgh", 2))
    camps = {pair: 1.0 if (pair[0] < "e") == (pair[1] < "e") else -1.0 for pair in pairs}
    found = find_triads(camps)
    assert found.share == 1.0
    assert found.chance is not None
    assert found.chance <= 0.01
    mixed = find_triads({pair: 1.0 if number % 2 else -1.0 for number, pair in enumerate(pairs)})
    assert mixed.chance is not None
    assert mixed.chance > 0.05
    assert find_triads(camps) == found


def test_few_triads_are_not_compared_with_chance() -> None:
    found = find_triads({("a", "b"): 1.0, ("a", "c"): 1.0, ("b", "c"): 1.0})
    assert (found.share, found.expected, found.chance) == (1.0, None, None)
    assert find_triads({}).share is None


def test_a_bridge_has_friends_in_both_camps() -> None:
    ties = {("a", "b"): 5.0, ("c", "d"): 5.0, ("a", "c"): -5.0, ("b", "d"): -5.0, ("a", "m"): 3.0, ("c", "m"): 1.0}
    bridge, friend = find_bridges(ties, frustration(ties))
    assert (bridge.actor, friend.actor) == ("m", "c")  # its one friend over there has a friend here: it
    assert bridge.friends == (("a",), ("c",))
    assert (bridge.friendly, bridge.reach, bridge.hostile) == ((3.0, 1.0), 1.0, (0.0, 0.0))
    assert bridge.betweenness == pytest.approx(4 / 6, abs=1e-4)
    undecided = ties | {("a", "m"): 1.0}
    (bridge,) = find_bridges(undecided, frustration(undecided))  # a tie to an undecided actor leads into no camp
    assert bridge.actor == "m"


def test_betweenness_of_a_ring_is_shared() -> None:
    assert betweenness_of([("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")]) == dict.fromkeys("abcd", 0.1667)


def test_periods_hold_what_surely_falls_into_them() -> None:
    between = Dealing(("a", "b"), -9.0, "2017-12-31", "2018-01-01", "in-x")
    dealings = [*passed("2017-03-01", ab=-5.0), *passed("2018-08-01", ab=5.0), between]
    years = blocs_over_time(dealings, Span.YEAR)
    assert [b.period for b in years] == ["2017", "2018"]
    assert [b.network.ties[0].dealings for b in years] == [3, 3]
    assert blocs_over_time(dealings)[0].network.ties[0].dealings == 7
    assert blocs_over_time(dealings, since="2018-01-01")[0].network.ties[0].dealings == 3
    assert [b.period for b in blocs_over_time(dealings, Span.QUARTER)] == ["2017-Q1", "2018-Q3"]


def test_what_turned_is_told_by_tie_and_by_actor() -> None:
    before = passed("2017-03-01", ab=5.0, ac=5.0, bc=5.0, ad=-5.0, bd=-5.0, cd=-5.0)
    after = passed("2018-03-01", ab=5.0, ac=-5.0, bc=-5.0, ad=-5.0, bd=-5.0, cd=5.0)
    (turn,) = turns_of(blocs_over_time([*before, *after], Span.YEAR))
    assert (turn.before, turn.after) == ("2017", "2018")
    assert turn.ties == ((("a", "c"), 1, -1), (("b", "c"), 1, -1), (("c", "d"), -1, 1))
    assert turn.moved == ("c",)


def test_where_as_many_turned_as_not_nobody_is_said_to_have_moved() -> None:
    (turn,) = turns_of(blocs_over_time([*passed("2017-03-01", ab=5.0), *passed("2018-03-01", ab=-5.0)], Span.YEAR))
    assert turn.ties == ((("a", "b"), 1, -1),)
    assert turn.moved == ()


def test_who_shares_only_opponents_is_said_so_and_so_is_who_the_unclear_would_move() -> None:
    found = blocs_of([*passed("2020-01-01", ab=5.0, ac=-5.0, bd=-5.0), Dealing(("c", "d"), -9.0, None, None, "in-1")])
    assert found.split.parts[0].camps == (("a", "b"), ("c", "d"))
    assert found.opposed == ("c", "d")
    assert [t.pair for t in found.network.unclear] == [("c", "d")]


def test_nothing_passed_is_an_empty_network() -> None:
    found = blocs_of([])
    assert (found.network.ties, found.split.parts, found.triads.number, found.bridges) == ((), (), 0, ())


def test_graphml_is_xml_and_names_what_a_tie_rests_on() -> None:
    root = ElementTree.fromstring(graphml_of([blocs_of(passed("2020-01-01", ab=5.0, ac=-5.0))], {"a": "A <& B>"}))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    edges = root.findall(f".//{space}edge")
    assert [(e.get("source"), e.get("target")) for e in edges] == [("a", "b"), ("a", "c")]
    values = {d.get("key"): d.text for d in edges[1].findall(f"{space}data")}
    assert (values["edge-sign"], values["edge-net"]) == ("-1", "-15.0")
    assert values["edge-records"] == "in-ac-2020-01-01-0 in-ac-2020-01-01-1 in-ac-2020-01-01-2"
    camps = {n.get("id"): [d.text for d in n.findall(f"{space}data")] for n in root.findall(f".//{space}node")}
    assert camps == {"a": ["A <& B>", "1", "a"], "b": ["b", "1", "a"], "c": ["c", "1", "b"]}
