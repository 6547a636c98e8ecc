"""Whose side a person is on, over all texts: a text that only presumes it believes those that tell it.

A text is read alone. Where nothing in it tells whose official "First Minister Ilya Dresk" is, his side is presumed from where the report
was written: the capital's agency makes him the capital's man. Where texts are put together, what is told counts before what is presumed,
and what more texts say before what fewer say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from detente.drafting.renaming import renamed
from detente.drafting.things import UNKNOWN, of_side, settle_things
from detente.reading.actors.tables import is_state
from detente.records import Actor, Event, Mention, Proposal, Reading


def settle_sides(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Give readings in which persons, and things told by name alone, have the side that the others tell, where their own text does not.

    Parameters
    ----------
    readings
        In any order: nothing depends on it.

    Returns
    -------
    tuple of Reading
        In the order given; those in which nobody's side changes are the same records.

    Examples
    --------
    >>> settle_sides([])
    ()
    """
    readings = tuple(readings)
    told = _votes(readings)
    return settle_things([_with_sides(reading, told) for reading in readings])


class _Votes:
    """How many texts tell, and how many presume, that a person is of a side."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self._full = _full_names(actors)
        self._told: dict[str, Counter[str]] = {}
        self._presumed: dict[str, Counter[str]] = {}
        self._states = {actor.party for actor in actors if actor.party == actor.country}
        self._codes: dict[tuple[str, str], Counter[str]] = {}
        for actor in actors:
            if actor.party is not None:
                votes = self._presumed if actor.presumed else self._told
                votes.setdefault(self._key(actor), Counter())[actor.party] += 1
                self._codes.setdefault((self._key(actor), actor.party), Counter())[actor.code] += 1

    def side(self, actor: Actor) -> str | None:
        """Give the side most texts tell or, where none tells it, presume; None where two are named as often."""
        key = self._key(actor)
        ranked = (self._told.get(key) or self._presumed.get(key) or Counter()).most_common(2)
        return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None

    def code(self, actor: Actor, side: str) -> str:
        """Give the code under which most texts that have a person on a side tell of him: by the full name, where one does."""
        codes = self._codes.get((self._key(actor), side), Counter())
        return min(codes, key=lambda code: (-len(code.rpartition(":")[2].split()), -codes[code], code), default=actor.code)

    def is_state(self, side: str) -> bool:
        """Whether a side is a state, known or told as one."""
        return is_state(side) or side in self._states

    def _key(self, actor: Actor) -> str:
        name = _folded(actor)
        return self._full.get(name, name)


def _votes(readings: Iterable[Reading]) -> _Votes:
    return _Votes([actor for reading in readings for actor in reading.actors if actor.person])


def _full_names(actors: Iterable[Actor]) -> Mapping[str, str]:
    """Give for each last name the only full name that ends in it: "Dresk" is Ilya Dresk."""
    by_last: dict[str, set[str]] = {}
    for actor in actors:
        name = _folded(actor)
        first, _, last = name.rpartition(" ")
        if first:
            by_last.setdefault(last, set()).add(name)
    return {last: next(iter(names)) for last, names in by_last.items() if len(names) == 1}


def _folded(actor: Actor) -> str:
    return " ".join((actor.person or "").lower().split())


def _with_sides(reading: Reading, votes: _Votes) -> Reading:
    moved: dict[str, tuple[str | None, str]] = {}  # actor code -> the side it leaves, the side it comes to
    for actor in reading.actors:
        sideless = actor.party is None and actor.code.startswith(UNKNOWN)
        if not actor.person or not (actor.presumed or sideless):
            continue
        side = votes.side(actor)
        if side not in (None, actor.party):
            moved[actor.code] = actor.party, side
    if not moved:
        return _with_codes(reading, votes)
    sides = {code: side for code, (_, side) in moved.items()}
    actors = tuple(of_side(a, side, state=votes.is_state(side)) if (side := sides.get(a.code)) else a for a in reading.actors)
    table = {actor.code: actor.party for actor in reading.actors}
    events = tuple(_turned(event, moved, table, reading) for event in reading.events)
    proposals = tuple(_asked_of_others(proposal, moved, table, reading) for proposal in reading.proposals)
    return _with_codes(replace(reading, actors=actors, events=events, proposals=proposals), votes)


def _with_codes(reading: Reading, votes: _Votes) -> Reading:
    """Give a reading in which each person of a known side has one code in all texts."""
    codes = {a.code: votes.code(a, a.party) for a in reading.actors if a.person and a.party is not None}
    codes = {old: new for old, new in codes.items() if old != new}
    return renamed(reading, codes) if codes else reading


def _turned(event: Event, moved: Mapping[str, tuple[str | None, str]], table: Mapping[str, str | None], reading: Reading) -> Event:
    """Turn what somebody of a side does to that side towards the side he was taken for: who is the other depends on who he is."""
    changed = [moved[m.actor] for m in event.actors if m.actor in moved]
    if len(event.actors) != 1 or not changed:
        return event
    left, joined = changed[0]
    recipients = []
    for mention in event.recipients:
        other = _mention_of(left, mention, table, reading) if table.get(mention.actor) == joined else mention
        if other is not None and other not in recipients:
            recipients.append(other)
    return replace(event, recipients=tuple(recipients))


def _asked_of_others(
    proposal: Proposal, moved: Mapping[str, tuple[str | None, str]], table: Mapping[str, str | None], reading: Reading
) -> Proposal:
    by, of = proposal.by, proposal.of
    if by is None or of is None or by.actor not in moved or of.actor == by.actor or table.get(of.actor) != moved[by.actor][1]:
        return proposal
    return replace(proposal, of=_mention_of(moved[by.actor][0], of, table, reading))


def _mention_of(side: str | None, near: Mention, table: Mapping[str, str | None], reading: Reading) -> Mention | None:
    """Give the nearest mention of a side, the earlier of two as near; None where the events name none."""
    named = {m for event in reading.events for m in (*event.actors, *event.recipients) if side and table.get(m.actor) == side}
    ranked = sorted(named, key=lambda m: (abs(m.span.start - near.span.start), m.span.start, m.actor))
    return next((m for m in ranked if m.actor == side), ranked[0] if ranked else None)
