"""Actors of a reading under other codes: the same records, told of somebody by the code that other texts give him."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from detente.records import Actor, Mention, Reading


def renamed(reading: Reading, codes: Mapping[str, str], known: Mapping[str, Actor] | None = None) -> Reading:
    """Give a reading in which some actors have other codes; two that come to share one are one actor.

    Parameters
    ----------
    reading
        The reading; it is not changed.
    codes
        The new code of each actor that is renamed, by the old one.
    known
        Who is meant by the new codes, where another reading tells more of them.

    Examples
    --------
    >>> from detente.documents import read_text
    >>> from detente.reading.reader import Reader
    >>> reading = Reader().read(read_text("Minister Ana Ruiz of Chile condemned Peru.", published="2023-04-16"))
    >>> [event.actors[0].actor for event in renamed(reading, {"CHL-GOV:Ana Ruiz": "CHL-GOV:Ana Ruiz Soto"}).events]
    ['CHL-GOV:Ana Ruiz Soto']
    """

    def one(mention: Mention | None) -> Mention | None:
        return replace(mention, actor=codes[mention.actor]) if mention is not None and mention.actor in codes else mention

    def all_of(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        kept: dict[str, Mention] = {}
        for mention in mentions:
            now = one(mention)
            if now is not None:
                kept.setdefault(now.actor, now)
        return tuple(kept.values())

    return replace(
        reading,
        actors=_actors(reading.actors, codes, known or {}),
        statements=tuple(
            replace(s, source=one(s.source), addressee=one(s.addressee), others=all_of(s.others)) for s in reading.statements
        ),
        events=tuple(replace(e, actors=all_of(e.actors), recipients=all_of(e.recipients)) for e in reading.events),
        relations=tuple(replace(r, left=all_of(r.left), right=all_of(r.right)) for r in reading.relations),
        proposals=tuple(replace(p, by=one(p.by), of=one(p.of)) for p in reading.proposals),
        named=tuple((start, end, codes.get(code, code)) for start, end, code in reading.named),
    )


def _actors(actors: tuple[Actor, ...], codes: Mapping[str, str], told: Mapping[str, Actor]) -> tuple[Actor, ...]:
    """Give the table of actors under the new codes, the names of those that are one put together."""
    table: dict[str, Actor] = {}
    for actor in sorted(actors, key=lambda each: (each.code in codes, each.code)):
        code = codes.get(actor.code, actor.code)
        known = table.get(code)
        if known is None and actor.code in codes and code in told:
            table[code] = replace(told[code], names=actor.names)
        elif known is None:
            person = code.rpartition(":")[2] if actor.person and code in codes.values() else actor.person
            name = person if person and actor.name == actor.person else actor.name
            table[code] = replace(actor, code=code, name=name, person=person)
        else:
            table[code] = replace(known, names=tuple(sorted({*known.names, *actor.names})))
    return tuple(table[code] for code in sorted(table))
