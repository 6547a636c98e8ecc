"""Who takes part in a conflict and is left out of its model, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.counting import counted
from detente.drafting.makers import Side, Ties, pair
from detente.drafting.parties import Parties


@dataclass(frozen=True, slots=True)
class Bystander:
    """A party that takes part and is no decision maker, and why.

    Examples
    --------
    >>> Bystander("CHN", "China", "its share is too small").code
    'CHN'
    """

    code: str
    name: str
    reason: str


def bystanders_of(sides: Sequence[Side], ties: Ties, parties: Parties, present: Mapping[str, int]) -> tuple[Bystander, ...]:
    """Say of every party that takes part in something and is no decision maker why it is left out."""
    inside = {code for side in sides for code in side.parties}
    left = sorted((code for code in present if code not in inside), key=lambda code: (-present[code], code))
    return tuple(Bystander(code, parties.name(code), _why_left_out(code, sides, ties, parties, present[code])) for code in left)


def _why_left_out(code: str, sides: Sequence[Side], ties: Ties, parties: Parties, times: int) -> str:
    told = f"takes part in {counted(times, 'record')}"
    party = parties.known.get(code)
    if party is None or party.barred:
        return f"{told}; {party.barred if party else 'its side is not known'}"
    inside = [member for side in sides for member in side.parties]
    weight = ties.against(code, inside)
    allies = [member for member in inside if pair(code, member) in ties.alliance]
    if allies:
        return f"{told}; an ally of {parties.name(allies[0])}, but told to take little part in the conflict itself (weight {weight:g})"
    deeds = sum(ties.deeds.get((code, member), 0) for member in inside)
    if weight and not deeds:
        return f"{told}; it condemns, demands or is accused (weight {weight:g}), but no deed of conflict against them is told of it"
    if weight:
        return f"{told}; its own conflict with the decision makers (weight {weight:g}) is too small a share of theirs"
    return f"{told}; no conflict of its own with the decision makers is told"
