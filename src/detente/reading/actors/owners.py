"""What is told to be somebody's: "its troops", "his men", "a spokesman for the group", "troops of the federal government"."""

from __future__ import annotations

from detente.ontology import ARMED_SECTORS, STATE_SECTORS
from detente.reading.actors.candidates import Candidate, Scene
from detente.reading.actors.descriptions import organ
from detente.reading.actors.entries import Kind, RoleKind
from detente.reading.actors.joints import joints
from detente.reading.actors.naming import state
from detente.reading.actors.phrase import Phrase
from detente.reading.actors.tables import anaphors
from detente.reading.actors.text import SOFT
from detente.reading.actors.things import THINGS, thing_of
from detente.records import Actor

_DEPENDENT = frozenset({RoleKind.NEUTRAL, RoleKind.PARTITIVE, RoleKind.PART, RoleKind.RANK})
_NEARBY = 2  # sentences "its neighbour" looks back
_CLIMB = 4  # steps: from "whose" over its noun to the verb of the clause
_PAIR = 2  # words: "alliance forces"
_BLOCS = frozenset({"alliance", "bloc", "coalition"})
_WHERE = frozenset({"in", "at", "from"})
_GAP = 3  # words between a noun and its owner: "of the federal government"


def resolve_owned(scene: Scene) -> None:
    """Resolve, in place, role nouns by whose they are told to be."""
    at = {each.start: each for each in scene.candidates}
    ends = {each.end: each for each in scene.candidates}
    sides = {each.actor.code: each.actor for each in reversed(scene.candidates)}
    for each in scene.candidates:
        phrase = each.phrase
        if phrase is None or each.resolved or each.pronoun or phrase.kind is not Kind.ROLE:
            continue
        owner = _owner_before(each, ends, scene) or _owner_in_relative(each, ends, scene)
        owner = owner or _bloc_before(each, scene) or _owner_after(each, at, scene)
        if owner is None or not owner.resolved:
            continue
        if phrase.entry.name in joints().relational:  # "its allies" are others
            other = _other_country(each, owner.actor, scene) if phrase.entry.name in joints().opposed and not phrase.plural else None
            if other is not None:
                each.actor, each.resolved, each.start = state(other), True, phrase.start
            continue
        owned = (of_owner(actor, phrase, sides) for actor in owner.actors)
        found = [actor for actor in owned if actor is not None]
        if found:
            each.actor, each.members, each.resolved, each.start = found[0], tuple(found[1:]), True, phrase.start
    _add_own_countries(scene, ends)


def _other_country(each: Candidate, owner: Actor, scene: Scene) -> str | None:
    """Give the only other country told nearby: "its neighbour" is the one it quarrels with."""
    here = scene.sentence(each)
    near = [c for c in scene.before(each.start) if c.resolved and here - scene.sentence(c) <= _NEARBY]
    others = {actor.country for c in near for actor in c.actors if actor.country} - {owner.country}
    return others.pop() if len(others) == 1 and owner.country else None


def _add_own_countries(scene: Scene, ends: dict[int, Candidate]) -> None:
    """Add "his country": the state of whoever the possessive is."""
    words, kinds = scene.words, anaphors()
    covered = {k for each in scene.candidates for k in range(each.start, each.end)}
    added = []
    for k in range(1, len(words)):
        if k in covered or words.gap[k] != SOFT or "country" not in kinds.get(words.plain[k], ()):
            continue
        owner = ends.get(k)
        if owner is not None and owner.pronoun and owner.resolved and owner.actor.country and _is_possessive(k - 1, scene):
            added.append(Candidate(None, state(owner.actor.country), k, k + 1, True, True))
    if added:
        scene.candidates.extend(added)
        scene.candidates.sort(key=lambda each: (each.start, each.end))


def _owner_before(each: Candidate, ends: dict[int, Candidate], scene: Scene) -> Candidate | None:
    """Give the possessive before a noun: "its", "the front's"."""
    phrase, words = each.phrase, scene.words
    assert phrase is not None
    for k in range(phrase.start + 1, phrase.end):
        owner = ends.get(k)
        if owner is not None and owner.pronoun and _is_possessive(k - 1, scene):
            return owner  # "two of its members"
    for k in range(phrase.start, max(each.start - 1, phrase.start - _GAP), -1):
        if words.gap[k] != SOFT:
            return None
        owner = ends.get(k)
        if owner is not None and owner is not each and (_is_possessive(k - 1, scene) or words.possessive[k - 1]):
            return owner
    return None


def _owner_in_relative(each: Candidate, ends: dict[int, Candidate], scene: Scene) -> Candidate | None:
    """Give whom a relative clause is about that begins with "whose": "Ankara, whose president warned"."""
    phrase, words, parse = each.phrase, scene.words, scene.parse
    assert phrase is not None
    k = phrase.start - 1
    while k > max(each.start, phrase.start - _GAP) and words.gap[k + 1] == SOFT and words.plain[k] != "whose":
        k -= 1
    if k < 1 or words.plain[k] != "whose" or words.gap[k + 1] != SOFT:
        return None
    if k in ends:
        return ends[k]
    token = words.token[k]
    for _ in range(_CLIMB):
        if parse.dep[token] == "relcl":
            about = parse.head[token]
            return next((c for c in scene.candidates if c.resolved and scene.head(c) == about), None)
        token = parse.head[token]
    return None


def _bloc_before(each: Candidate, scene: Scene) -> Candidate | None:
    """Give the international body last told before "alliance forces", "the bloc's" being read as any owner."""
    phrase, words = each.phrase, scene.words
    assert phrase is not None
    first = words.plain[phrase.start]
    if phrase.end - phrase.start < _PAIR or first not in _BLOCS or words.possessive[phrase.start]:
        return None
    return next((c for c in reversed(scene.before(phrase.start)) if c.resolved and c.actor.country is None and not c.actor.person), None)


def _is_possessive(k: int, scene: Scene) -> bool:
    return scene.parse.dep[scene.words.token[k]] == "poss"


def _owner_after(each: Candidate, at: dict[int, Candidate], scene: Scene) -> Candidate | None:
    """Give the actor after "of" or "for"."""
    words, closed = scene.words, joints()
    k = each.end
    if k >= len(words) or words.gap[k] != SOFT:
        return None
    if words.plain[k] == "there":
        return _place_before(each, scene)
    serving = words.plain[k] == "to"
    if words.plain[k] not in closed.belonging and not serving:
        return None
    for start in range(k + 1, min(k + 1 + _GAP, len(words))):
        if words.gap[start] != SOFT:
            return None
        if start in at:
            return at[start] if not serving or _is_served(each, at[start]) else None
        if words.plain[start] not in closed.articles and not words.filler[start]:
            return None
    return None


def _place_before(each: Candidate, scene: Scene) -> Candidate | None:
    """Give the place last told, for "the foreign ministry there": "an official in Pyongyang"."""
    here, words = scene.sentence(each), scene.words
    near = (c for c in reversed(scene.before(each.start)) if here - scene.sentence(c) <= _NEARBY)
    return next((c for c in near if c.resolved and c.actor.country and c.start and words.plain[c.start - 1] in _WHERE), None)


def _is_served(each: Candidate, owner: Candidate) -> bool:
    """Whether somebody's "to" says whom he works for: "an aide to the president"; an envoy to a country is another's."""
    phrase, other = each.phrase, owner.phrase
    neutral = phrase is not None and phrase.role is RoleKind.NEUTRAL
    return neutral and other is not None and (other.entry.office or owner.actor.person is not None)


def of_owner(owner: Actor, phrase: Phrase, sides: dict[str, Actor]) -> Actor | None:
    """Say who "its troops" are: the state's organ, or the armed group itself; officials of a body are that body's."""
    group = sides.get(owner.party or "", owner) if owner.person else owner
    stands_alone = group.party == group.code and group.country != group.code and not group.code.startswith("~")
    armed = owner.sector in ARMED_SECTORS
    if stands_alone and group.person is None and (armed or phrase.role in _DEPENDENT or phrase.sector in STATE_SECTORS):
        return group if phrase.sector in STATE_SECTORS | ARMED_SECTORS or phrase.role is not RoleKind.GROUP or armed else None
    if (owner.party is None or owner.country is None) and owner.person is None and phrase.role in _DEPENDENT and owner.code[0] != "~":
        return owner  # the leader of a cartel or company is no official of its country
    if phrase.role in THINGS:
        return thing_of(owner, phrase)
    if owner.country and (phrase.sector in STATE_SECTORS or phrase.entry.state):
        return organ(owner.country, phrase, owned=True)
    if owner.country and phrase.role in _DEPENDENT and owner.party == owner.country:
        return owner if owner.person is None else Actor(f"{owner.country}-GOV", owner.name, owner.party, owner.country, "GOV")
    return None
