"""Later mentions resolved to earlier ones: last names, descriptions, groups, pronouns, and what is told to be somebody's.

A sieve in the manner of Lee et al. (2013, Computational Linguistics 39:4): the surest rules first, and no guess where two answers remain.
"""

from __future__ import annotations

from detente.reading.actors.candidates import Candidate, Scene
from detente.reading.actors.clauses import resolve_by_clauses
from detente.reading.actors.descriptions import resolve_descriptions, settle_theme
from detente.reading.actors.groups import resolve_groups
from detente.reading.actors.joints import joints
from detente.reading.actors.kinds import resolve_kinds
from detente.reading.actors.officials import resolve_officials, resolve_warships, review_officials
from detente.reading.actors.owners import resolve_owned
from detente.reading.actors.pronouns import renew_pronouns, resolve_pronouns
from detente.reading.actors.text import Words
from detente.reading.actors.things import Introduced, resolve_things
from detente.records import Actor

__all__ = ["Candidate", "resolve_later_mentions"]


def resolve_later_mentions(
    candidates: list[Candidate],
    words: Words,
    home: str | None = None,
    *,
    written: str | None = None,
    own: dict[str, frozenset[str]] | None = None,
    introduced: Introduced | None = None,
) -> None:
    """Resolve later mentions in place, and add pronouns and groups that are clear.

    Parameters
    ----------
    candidates
        The mentions found so far; changed in place.
    words
        The text.
    home
        The country the dateline names, if the text speaks of it or of no other: whose "the police" are where nothing nearer says so.
    written
        The country the dateline names, whatever the text speaks of.
    own
        The words of the names of the sides of a user's list, by code.
    introduced
        Which nouns introduce the names of things ("the frigate Limnos").
    """
    candidates.sort(key=lambda each: (each.start, each.end))
    _last_names(candidates)
    if words.parse is None:
        return
    scene = Scene.of(candidates, words)
    scene.written, scene.own = written, own or {}
    settle_theme(scene, home)
    resolve_kinds(scene)
    resolve_by_clauses(scene)
    resolve_officials(scene, owned=False)
    introduced = introduced or Introduced()
    resolve_things(scene, introduced)
    resolve_descriptions(scene)
    resolve_groups(scene)
    resolve_pronouns(scene)
    review_officials(scene)
    resolve_owned(scene)
    resolve_things(scene, introduced)
    resolve_warships(scene)
    resolve_officials(scene, owned=True)
    renew_pronouns(scene)


def _last_names(candidates: list[Candidate]) -> None:
    """Let "Liu" be Liu Xiaoming, and a name be one actor however its titles differ."""
    known: dict[str, Candidate] = {}
    for each in candidates:
        name = each.actor.person
        if not name or each.phrase is None:
            continue
        parts = name.replace("-", " ").split()
        key = name.lower()
        earlier = known.get(key)
        if earlier is None and len(parts) == 1:
            earlier = known.get("last:" + key)
        if earlier is not None and _may_be(each, earlier):
            if each.resolved and not earlier.resolved:
                _adopt(candidates, earlier.actor, each.actor)
            each.actor, each.resolved = earlier.actor, True
            continue
        known[key] = each
        if len(parts) > 1:
            for part in (parts[-1], parts[0] if _family_first(name, each.actor) else parts[-1]):
                known.setdefault("last:" + part.lower(), each)


def _may_be(later: Candidate, earlier: Candidate) -> bool:
    country = later.actor.country
    return country is None or earlier.actor.country is None or country == earlier.actor.country


def _family_first(name: str, actor: Actor) -> bool:
    """Whether the name somebody is called by may stand first: names such as Liu Xiaoming or Kim Jong-un."""
    return actor.country in joints().family_first or ("-" in name and len(name.split()) == 2)


def _adopt(candidates: list[Candidate], old: Actor, new: Actor) -> None:
    for each in candidates:
        if each.actor is old:
            each.actor, each.resolved = new, True
