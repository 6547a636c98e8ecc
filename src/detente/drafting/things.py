"""Whose a ship, a plane or a firm is, over all texts: "the Yavuz lifted its drill" is Turkey's where another text tells of "Turkish drill
ship Yavuz" and none tells otherwise.

A text that tells of a thing by its name alone leaves whoever acts unresolved. Another of the same collection may introduce it: by an
adjective or possessive and a noun before the name, an apposition behind it, or "of" and a body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from detente.drafting.renaming import renamed
from detente.ontology import ARMED_SECTORS
from detente.reading.actors.entries import Kind
from detente.reading.actors.resolve import resolve_phrase
from detente.reading.actors.tables import countries, is_state
from detente.reading.actors.text import split_words
from detente.records import Actor, Reading

UNKNOWN = "~"  # begins the code of somebody whom no knowledge resolves
_REACH = 90  # characters before a name in which its introduction stands
_BEFORE = 6  # words: "the Turkish state-owned seismic survey ship X"
_CLAUSE = re.compile(r"[.;:!?\n\"“”()—]")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:'s|’s)$")
_APPOSITION = re.compile(r", ((?:a|an|the) [^,.;:!?\n()]{3,60})[,.;)]|\sof ((?:the )?[^,.;:!?\n()]{3,40})")


def settle_things(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Give readings in which things told by name alone have the side that other texts tell, where none contradicts.

    Parameters
    ----------
    readings
        In any order: nothing depends on it.

    Returns
    -------
    tuple of Reading
        In the order given; those in which nothing changes are the same records.

    Examples
    --------
    >>> settle_things([])
    ()
    """
    readings = _with_fighters(readings)
    names = sorted({name for reading in readings for actor in reading.actors if (name := _name_of(actor))})
    sides = {name: side for name in names if (side := _side_of(name, readings)) is not None}
    return tuple(_with_sides(reading, sides) for reading in readings)


def _with_fighters(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Give readings in which "the Tigers" are the only fighters of the collection that have the word in their name."""
    bearers: dict[str, dict[str, Actor]] = {}
    for reading in readings:
        for actor in reading.actors:
            if actor.sector in ARMED_SECTORS and not actor.person and not actor.code.startswith(UNKNOWN):
                for word in {word for name in actor.names for word in name.split() if word[0].isupper() and word.endswith("s")}:
                    bearers.setdefault(word, {}).setdefault(actor.code, actor)
    only = {word: next(iter(found.values())) for word, found in bearers.items() if len({a.party for a in found.values()}) == 1}
    known = {actor.code: actor for actor in only.values()}
    return tuple(
        renamed(reading, codes, known)
        if (codes := {a.code: only[name].code for a in reading.actors if (name := _name_of(a)) in only and name is not None})
        else reading
        for reading in readings
    )


def _name_of(actor: Actor) -> str | None:
    """Give the proper name of something unresolved, as the text writes it: "Yavuz"; None where it has none."""
    if actor.party is not None or actor.person or not actor.code.startswith(UNKNOWN):
        return None
    for quote in actor.names:
        name = _POSSESSIVE.sub("", _ARTICLE.sub("", quote))
        if name.lower() == actor.code[1:].lower() and all(word[0].isupper() or word[0].isdigit() for word in name.split()):
            return name
    return None


def _side_of(name: str, readings: Iterable[Reading]) -> str | None:
    """Give the only side that the texts tell a name to be of."""
    told: set[str | None] = set()
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for reading in readings:
        text = reading.document.text
        if name in text:
            told.update(party for found in pattern.finditer(text) for party in _told(text, found.start(), found.end()))
    return next(iter(told)) if len(told) == 1 else None


def _told(text: str, start: int, end: int) -> Iterator[str | None]:
    """Give the sides an occurrence of a name is introduced as of; None for what is private."""
    behind = _APPOSITION.match(text, end)
    for phrase in (_introduction(text[max(0, start - _REACH) : start]), behind and (behind[1] or behind[2])):
        actor = resolve_phrase(phrase) if phrase else None
        if actor is not None and not actor.code.startswith(UNKNOWN):
            yield actor.party


def _introduction(before: str) -> str | None:
    """Give the noun phrase that ends right before a name and begins with whose it is: "Turkish drill ship", "Iran's plant"."""
    words = _CLAUSE.split(before)[-1].split()
    if not before.endswith(" "):
        return None
    for k in range(len(words) - 1, max(len(words) - _BEFORE, 0) - 1, -1):
        word, two = words[k], " ".join(words[max(k - 1, 0) : k + 1])
        if word[0].isupper():
            owned = k < len(words) - 1 and (_POSSESSIVE.search(word) or word in _adjectives() or two in _adjectives())
            return " ".join(words[k - 1 if k and words[k - 1][0].isupper() else k :]) if owned else None  # "South Korean", "North Korea's"
        if not word[-1].isalnum() or not all(split_words(word).filler):
            return None
    return None


@lru_cache(maxsize=1)
def _adjectives() -> frozenset[str]:
    return frozenset(form for form, entry in countries() if entry.kind is Kind.DEMONYM and not entry.plural)


def _with_sides(reading: Reading, sides: dict[str, str]) -> Reading:
    moved = {actor.code: sides[name] for actor in reading.actors if (name := _name_of(actor)) in sides and name is not None}
    if not moved:
        return reading
    actors = (of_side(a, side, state=is_state(side)) if (side := moved.get(a.code)) else a for a in reading.actors)
    return replace(reading, actors=tuple(actors))


def of_side(actor: Actor, side: str, *, state: bool) -> Actor:
    """Give an actor as one of a side that texts tell, which is a state or none."""
    return replace(actor, party=side, country=side if state else None, presumed=False)
