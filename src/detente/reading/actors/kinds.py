"""Sides meant by the sort of state they are: "the federation", "federal troops", "the province", "the provincial government".

A text with one federation in it calls that one "the Federation" and its soldiers "federal"; a province that has broken away is "the
province". Of what sort a side is, its name tells ("Free Province of ..."), or the text ("X, the mountain province"), or the table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from detente.reading.actors.candidates import Candidate, Scene
from detente.reading.actors.entries import Kind, RoleKind
from detente.reading.actors.joints import joints
from detente.reading.actors.naming import state
from detente.reading.actors.owners import of_owner
from detente.reading.actors.tables import is_state, silencing_nouns
from detente.reading.actors.text import COMMA, SOFT
from detente.reading.lexicon import load_table
from detente.records import Actor

_BETWEEN = 2  # words between an adjective and the noun for a body: "federal tax inspectors"
_APPOSED = 6  # words of an apposition: "X, the mountainous breakaway province"
_ACTING = frozenset({"nsubj", "nsubjpass", "poss", "dobj", "conj", "dative"})


@dataclass(frozen=True, slots=True)
class StateKinds:
    """The table of sorts: sorts by noun and by adjective, and the countries of each sort."""

    nouns: dict[str, str]
    adjectives: dict[str, str]
    countries: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def state_kinds() -> StateKinds:
    """Read the table of sorts of states.

    Examples
    --------
    >>> state_kinds().adjectives["federal"]
    'federation'
    """
    rows = list(load_table("actors/state_kinds.tsv", ("kind", "nouns", "adjectives", "countries")))
    nouns = {noun: row["kind"] for row in rows for noun in row.several("nouns")}
    adjectives = {adjective: row["kind"] for row in rows for adjective in row.several("adjectives")}
    return StateKinds(nouns, adjectives, {row["kind"]: frozenset(row.several("countries")) for row in rows})


def resolve_kinds(scene: Scene) -> None:
    """Resolve, in place, bodies and officials told by the sort of their state, and add "the province" and its like."""
    table, plain = state_kinds(), scene.words.plain
    adjectives = [k for k, word in enumerate(plain) if word in table.adjectives]
    nouns = [k for k, word in enumerate(plain) if word in table.nouns]
    if not adjectives and not nouns:
        return
    sides = _sides_by_kind(scene, nouns)
    for k in adjectives:
        side = _only(sides.get(table.adjectives[plain[k]], {}), scene)
        if side is None:
            continue
        each = _described(k, scene)
        if each is not None:
            _give(each, side, k)
        elif _modifies_thing(k, scene):
            scene.candidates.append(Candidate(None, side, k, k + 1, True))
    scene.candidates.sort(key=lambda each: (each.start, each.end))
    _add_nouns(scene, nouns, sides)


def _sides_by_kind(scene: Scene, nouns: Iterable[int]) -> dict[str, dict[str, Actor]]:
    """Give the sides of the text by sort and code."""
    table = state_kinds()
    found: dict[str, dict[str, Actor]] = {}
    for each in scene.candidates:
        side = _side_of(each)
        if side is None:
            continue
        for kind in _kinds_of(side, scene):
            found.setdefault(kind, {})[side.code] = side
    for k in nouns:
        side = _called(k, scene)
        if side is not None:
            found.setdefault(table.nouns[scene.words.plain[k]], {})[side.code] = side
    for kind, absent in _absent(scene).items():
        if kind not in found and len(absent) == 1:
            found[kind] = absent
    return found


def _kinds_of(side: Actor, scene: Scene) -> set[str]:
    """Give the sorts a side is of by the table and by its names."""
    table = state_kinds()
    words = scene.own.get(side.code) or (frozenset() if side.country else frozenset(side.name.lower().split()))
    listed = {kind for kind, countries in table.countries.items() if side.code in countries}
    return listed | {table.nouns[word] for word in words if word in table.nouns}


def _absent(scene: Scene) -> dict[str, dict[str, Actor]]:
    """Give the sides by sort that a text need not name: the one it is written in, and those of a user's list."""
    found: dict[str, dict[str, Actor]] = {}
    for code in (*((scene.written,) if scene.written else ()), *scene.own):
        if is_state(code):
            for kind in _kinds_of(state(code), scene):
                found.setdefault(kind, {})[code] = state(code)
    return found


def _side_of(each: Candidate) -> Actor | None:
    """Give the side somebody resolved is of: a state, or a body of its own."""
    actor = each.actor
    if not each.resolved or each.members or actor.party is None:
        return None
    if is_state(actor.party):
        return state(actor.party)
    return actor if actor.code == actor.party and actor.person is None else None


def _called(k: int, scene: Scene) -> Actor | None:
    """Give whom a text calls a province and the like: "the province of X", "X, the mountain province that ..."."""
    words, table = scene.words, state_kinds()
    if k + 1 < len(words) and words.gap[k + 1] == SOFT and words.plain[k + 1] == "of":
        behind = next((c for c in scene.candidates if c.start == k + 2 and _is_name(c)), None)
        return _side_of(behind) if behind is not None else None
    for start in range(k - 1, max(k - _APPOSED, 0), -1):
        if words.gap[start] == COMMA:
            apposed = words.plain[start] in ("the", "a", "an") and not any(words.plain[j] in table.nouns for j in range(start, k))
            before = next((c for c in scene.candidates if c.end == start and _is_name(c)), None) if apposed else None
            return _side_of(before) if before is not None and not words.possessive[start - 1] else None
        if words.gap[start] != SOFT:
            return None
    return None


def _is_named_after(k: int, scene: Scene) -> bool:
    """Whether "of" and a name follow: "the kingdom of Norrel"; not "accused the kingdom of meddling"."""
    words, after = scene.words, k + 2
    if after >= len(words) or words.gap[k + 1] != SOFT or words.plain[k + 1] != "of":
        return False
    return words.capital(after) or words.plain[after] in joints().articles


def _begins(each: Candidate) -> int:
    """Give the word a mention's own phrase begins with: "leaders" in "the island's leaders" that nobody has resolved."""
    return each.start if each.resolved or each.phrase is None else each.phrase.start


def _is_name(each: Candidate) -> bool:
    return each.phrase is not None and each.phrase.kind in (Kind.COUNTRY, Kind.ORGANISATION, Kind.PLACE)


def _only(sides: dict[str, Actor], scene: Scene) -> Actor | None:
    """Give the only side of a sort, or of several the one the text is about."""
    if len(sides) == 1:
        return next(iter(sides.values()))
    return sides.get(scene.theme or "")


def _described(k: int, scene: Scene) -> Candidate | None:
    """Give the body or official an adjective stands before, if nothing nearer says whose it is."""
    words = scene.words
    for each in scene.candidates:
        phrase = each.phrase
        if phrase is None or each.pronoun or not each.start <= k + 1 + _BETWEEN or phrase.end <= k:
            continue
        if each.resolved and (each.actor.country or each.actor.party or not phrase.person):
            continue
        start = phrase.start
        if start - k > _BETWEEN + 1 or any(words.gap[j] != SOFT for j in range(k + 1, min(start + 1, len(words)))):
            continue
        if k + 1 < start and any(c is not each and c.start < start and c.end > k + 1 for c in scene.candidates):
            continue
        owned = k > 0 and words.gap[k] == SOFT and (words.possessive[k - 1] or scene.parse.dep[words.token[k - 1]] == "poss")
        return None if owned else each
    return None


def _modifies_thing(k: int, scene: Scene) -> bool:
    """Whether an adjective that nobody's phrase holds stands before the noun for a deed: "the federal blockade", as "Iranian" would."""
    words, parse = scene.words, scene.parse
    if k + 1 >= len(words) or words.gap[k + 1] != SOFT or words.capital(k) or parse.dep[words.token[k]] != "amod":
        return False
    free = not any(_begins(c) <= k < c.end or _begins(c) <= k + 1 < c.end for c in scene.candidates)
    return free and words.plain[k + 1] not in silencing_nouns()[0] and parse.head[words.token[k]] == words.token[k + 1]


def _give(each: Candidate, side: Actor, k: int) -> None:
    """Make somebody the side's: its troops, its bank, its minister."""
    phrase = each.phrase
    assert phrase is not None
    if phrase.person:
        code = f"{side.code}-{each.actor.code}" if side.country else f"{side.code}:{phrase.person}"
        each.actor, each.resolved = replace(each.actor, code=code, party=side.party, country=side.country), True
        return
    if phrase.kind is not Kind.ROLE:
        return
    body = phrase.role in (RoleKind.BODY, RoleKind.PART) or phrase.sector is None
    actor = of_owner(side, phrase, {}) or (side if body else None)
    if actor is not None:
        each.actor, each.resolved, each.start = actor, True, min(k, phrase.start)


def _add_nouns(scene: Scene, nouns: Iterable[int], sides: dict[str, dict[str, Actor]]) -> None:
    """Add "the province", "the kingdom" and their like where they act or are dealt with."""
    words, parse, table, closed = scene.words, scene.parse, state_kinds(), joints()
    covered = {k for each in scene.candidates for k in range(_begins(each), each.end)}
    added: list[Candidate] = []
    for k in nouns:
        if k == 0 or k in covered or words.gap[k] != SOFT or words.plain[k - 1] not in closed.determiners:
            continue
        token = words.token[k]
        if _is_named_after(k, scene):
            continue
        governed = parse.dep[token] == "pobj" and parse.lower[parse.head[token]] in closed.belonging | closed.agents | closed.targets
        side = _only(sides.get(table.nouns[words.plain[k]], {}), scene) if governed or parse.dep[token] in _ACTING else None
        if side is not None:
            added.append(Candidate(None, side, k - 1, k + 1, True, True))
    if added:
        scene.candidates.extend(added)
        scene.candidates.sort(key=lambda each: (each.start, each.end))
