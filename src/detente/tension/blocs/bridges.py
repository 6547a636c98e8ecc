"""Who bridges: parties with friendly ties into both camps, and how much of what is friendly passes through whom.

None of these numbers says that somebody mediates, would be let mediate, or is neutral: a party with friendly ties to both sides, as
reported, is one whom both sides have been told to deal with in a friendly way.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.tension.blocs.frustration import Frustration
from detente.tension.blocs.parts import Pair, neighbours_of


@dataclass(frozen=True, slots=True)
class Bridge:
    """A party and its ties into the two camps of its part of the network.

    Parameters
    ----------
    actor
        Its code.
    friends
        Those it has friendly ties to, by camp.
    friendly
        The weight of these ties, by camp.
    hostile
        The weight of its hostile ties, by camp.
    betweenness
        Share of pairs of others in the network of friendly ties between whom shortest ways lead through it.
    """

    actor: str
    friends: tuple[tuple[str, ...], tuple[str, ...]]
    friendly: tuple[float, float]
    hostile: tuple[float, float]
    betweenness: float

    @property
    def reach(self) -> float:
        """The weight of its friendly ties to the camp it has less of them with: what makes it a bridge."""
        return min(self.friendly)


def find_bridges(ties: Mapping[Pair, float], found: Frustration) -> tuple[Bridge, ...]:
    """Find who has friendly ties into both camps.

    Parameters
    ----------
    ties
        Signed weights by sorted pair.
    found
        Their camps. An undecided actor belongs to no camp, so a tie to it leads into none.

    Returns
    -------
    tuple of Bridge
        The furthest-reaching first.
    """
    between = betweenness_of([pair for pair, weight in ties.items() if weight > 0])
    bridges = []
    for part in found.parts:
        camp_of = {actor: number for number, camp in enumerate(part.camps) for actor in camp}
        for actor in part.actors:
            own = {other: weight for pair, weight in sorted(ties.items()) if actor in pair for other in pair if other != actor}
            friends: list[list[str]] = [[], []]
            friendly, hostile = [0.0, 0.0], [0.0, 0.0]
            for other, weight in own.items():
                camp = camp_of.get(other)
                if camp is None:
                    continue
                (friendly if weight > 0 else hostile)[camp] += abs(weight)
                if weight > 0:
                    friends[camp].append(other)
            if all(friends):
                bridges.append(
                    Bridge(
                        actor, (tuple(friends[0]), tuple(friends[1])), (round(friendly[0], 3), round(friendly[1], 3)),
                        (round(hostile[0], 3), round(hostile[1], 3)), between.get(actor, 0.0),
                    )
                )  # fmt: skip
    return tuple(sorted(bridges, key=lambda b: (-b.reach, -b.betweenness, b.actor)))


def betweenness_of(pairs: Sequence[Pair]) -> dict[str, float]:
    """Give everybody's betweenness, as a share of the pairs of others (Brandes, *Journal of Mathematical Sociology* 25, 2001).

    Examples
    --------
    >>> betweenness_of([("a", "b"), ("b", "c")])
    {'a': 0.0, 'b': 1.0, 'c': 0.0}
    """
    near = neighbours_of(pairs)
    score = dict.fromkeys(near, 0.0)
    for source in near:
        distance, ways, before = {source: 0}, {source: 1.0}, {source: list[str]()}
        order, todo = [], deque([source])
        while todo:
            here = todo.popleft()
            order.append(here)
            for there in near[here]:
                if there not in distance:
                    distance[there], ways[there], before[there] = distance[here] + 1, 0.0, []
                    todo.append(there)
                if distance[there] == distance[here] + 1:
                    ways[there] += ways[here]
                    before[there].append(here)
        share = dict.fromkeys(order, 0.0)
        for there in reversed(order):
            for here in before[there]:
                share[here] += ways[here] / ways[there] * (1 + share[there])
            if there != source:
                score[there] += share[there]
    others = (len(near) - 1) * (len(near) - 2)  # every pair is met from both its ends
    return {actor: round(value / others, 4) if others else 0.0 for actor, value in score.items()}
