"""Phrases that stand for several actors named before: "both sides", "the two Koreas", "the allies", "the two".

A pair is taken only where the text has named one: two told as joined, or the two it speaks of more than of any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from detente.reading.actors.candidates import Candidate, Scene
from detente.reading.actors.entries import Kind, RoleKind
from detente.reading.actors.naming import state
from detente.reading.actors.tables import country_names, is_state
from detente.reading.actors.text import SOFT
from detente.reading.lexicon import load_table
from detente.records import Actor

_NOUN_WITHIN = 3  # words: "the two rival governments"
_JOINED_REACH = 3  # sentences an explicit pair is looked for
_PERSON_REACH = 2  # sentences
_AHEAD = 2  # sentences "the allies" may be named after
_ONE_OF_PAIR = 2

KINDS = ("sides", "countries", "persons", "allies", "one side", "alone", "counters", "pairwise", "larger")


def resolve_groups(scene: Scene) -> None:
    """Add, in place, the groups whose members the text has named; a phrase kept as it is told gives way."""
    words = scene.words
    at = {k: each for each in scene.candidates for k in range(each.start, each.end)}
    done = 0
    for k in range(len(words)):
        span = _group_at(k, scene) if k >= done else None
        if span is None:
            continue
        start, end, kind = span
        if any(each.resolved and each.actor.code[0] != "~" and not _is_country_noun(each) for each in _inside(start, end, at)):
            continue
        size = next((_sizes()[word] for word in words.plain[start:end] if word in _sizes()), _ONE_OF_PAIR)
        members = _fixed(end, scene) or _members(start, end, kind, scene, size)
        if len(members) < _ONE_OF_PAIR:
            continue
        gone = {id(each) for each in _inside(start, end, at)}
        scene.candidates[:] = [each for each in scene.candidates if id(each) not in gone]
        group = Candidate(None, members[0], start, end, True, True, members[1:])
        done = end
        scene.candidates.append(group)
        scene.candidates.sort(key=lambda each: (each.start, each.end))


def _inside(start: int, end: int, at: dict[int, Candidate]) -> list[Candidate]:
    return [at[k] for k in range(start, end) if k in at]


def _is_country_noun(each: Candidate) -> bool:
    return each.phrase is None


@lru_cache(maxsize=1)
def _nouns() -> dict[str, frozenset[str]]:
    rows = load_table("actors/groups.tsv", ("kind", "words"))
    return {row.one_of("kind", frozenset((*KINDS, "fixed"))): frozenset(row.several("words")) for row in rows if row["kind"] != "fixed"}


@lru_cache(maxsize=1)
def _sizes() -> dict[str, int]:
    """Give how many the words for more than two stand for: "three" -> 3."""
    rows = load_table("actors/groups.tsv", ("kind", "words"))
    words = [word for row in rows if row["kind"] == "larger" for word in row.several("words")]
    return {word: _ONE_OF_PAIR + n for n, word in enumerate(words, start=1)}


@lru_cache(maxsize=1)
def _fixed_sets() -> dict[str, tuple[str, ...]]:
    """Give the countries of names for several: "Koreas" -> PRK, KOR."""
    sets: dict[str, tuple[str, ...]] = {}
    for row in load_table("actors/groups.tsv", ("kind", "words")):
        if row["kind"] == "fixed":
            name, *codes = row.several("words")
            unknown = [code for code in codes if code not in country_names()]
            if unknown:
                raise row.wrong(f"{unknown[0]!r} is no country of countries.tsv; give ISO 3166 alpha-3 codes after the name")
            sets[name.lower()] = tuple(codes)
    return sets


def _group_at(k: int, scene: Scene) -> tuple[int, int, str] | None:
    """Give start, end and kind of a group phrase whose determiner is a word."""
    words, parse, nouns = scene.words, scene.parse, _nouns()
    word = words.plain[k]
    counted = word in nouns["counters"] or word in nouns["larger"]
    definite = word in ("the", "these", "those")
    if not counted and not definite:
        return None
    before = words.plain[k - 1] if k and words.gap[k] == SOFT else ""
    if counted and word in nouns["pairwise"] | nouns["larger"] and before not in ("the", "these", "those", "our", "their"):
        return None
    start = k - 1 if counted and before in ("the", "these", "those", "all") else k
    for j in range(k + 1, min(k + 1 + _NOUN_WITHIN, len(words))):
        if words.gap[j] != SOFT:
            break
        kind = _kind_of(words.plain[j], counted=counted)
        follows = words.plain[j + 1] if j + 1 < len(words) and words.gap[j + 1] == SOFT else ""
        if word == "all" and kind == "countries":
            return None  # "all nations" are everybody, "all sides" those in the dispute
        if kind and parse.pos[words.token[j]] in ("NOUN", "PROPN") and follows != "of" and not (kind == "sides" and before == "on"):
            return start, j + 1, kind
        if parse.pos[words.token[j]] not in ("ADJ", "NOUN", "PROPN", "VERB", "NUM"):
            break
    alone = counted and word in nouns["alone"] and parse.dep[words.token[k]] in ("nsubj", "nsubjpass", "dobj", "pobj", "poss")
    return (start, k + 1, "alone") if alone else None


def _kind_of(noun: str, *, counted: bool) -> str | None:
    nouns = _nouns()
    if noun in _fixed_sets():
        return "fixed"
    for kind in ("sides", "countries", "persons", "allies", "one side"):
        if noun in nouns[kind]:
            # "The sides" and "the allies" need no number; "the leaders" may be anybody's.
            return kind if counted or kind == "allies" or (kind == "sides" and noun.endswith("s")) else None
    return None


def _fixed(end: int, scene: Scene) -> tuple[Actor, ...]:
    codes = _fixed_sets().get(scene.words.plain[end - 1], ())
    return tuple(state(code) for code in codes)


def _members(start: int, end: int, kind: str, scene: Scene, size: int) -> tuple[Actor, ...]:
    token = scene.words.token[end - 1]
    subject = scene.parse.dep[token] in ("nsubj", "nsubjpass")
    out = frozenset() if subject else scene.speaker_above(token)
    if size > _ONE_OF_PAIR:
        return _joined_pair(start, scene, out, _JOINED_REACH, countries=kind == "countries", size=size)
    if kind == "allies":
        return _joined_pair(start, scene, out, scene.parse.sentence[token] + 1) or _named_next(end, scene)
    if kind in ("persons", "alone"):
        persons = _two_persons(start, scene, out)
        if persons or kind == "persons":
            return persons or _leading_two(start, scene, out, countries=False)
    countries = kind == "countries"
    return _joined_pair(start, scene, out, _JOINED_REACH, countries=countries) or _leading_two(start, scene, out, countries=countries)


def _side(actor: Actor) -> str | None:
    return actor.party


def _eligible(actor: Actor, out: frozenset[str], *, countries: bool) -> bool:
    side = _side(actor)
    return side is not None and side not in out and (not countries or side == actor.country)


def _joined_pair(
    k: int, scene: Scene, out: frozenset[str], reach: int, *, countries: bool = False, size: int = _ONE_OF_PAIR
) -> tuple[Actor, ...]:
    """Give the last two, or three, told as joined by "and" as subjects, as owners of one noun, or after "between"."""
    here = scene.parse.sentence[scene.words.token[k]]
    before = scene.before(k)
    for n in range(len(before) - 1, -1, -1):
        each = before[n]
        if here - scene.sentence(each) >= reach:
            return ()
        if each.members and each.resolved:
            actors: Iterable[Actor] = each.actors
        elif each.resolved and _stands_together(each, scene):
            actors = [a for e in scene.joined(each, before[n + 1 :]) if e.resolved for a in e.actors]
        else:
            continue
        pair = _distinct(actors)
        if len(pair) == size and all(_eligible(a, out, countries=countries) for a in pair):
            return pair
    return ()


def _stands_together(each: Candidate, scene: Scene) -> bool:
    """Whether a mention may head a pair: a subject, what follows "between", or an owner of a shared noun."""
    head = scene.head(each)
    shared = each.phrase is not None and each.phrase.noun >= 0
    between = scene.parse.lower[scene.parse.head[head]] in ("between", "by", "with")
    return scene.is_subject(each) or shared or between


def _named_next(k: int, scene: Scene) -> tuple[Actor, ...]:
    """Give the pair the next sentences tell as acting together: "the allies answered. US and South Korean troops ..."."""
    here = scene.parse.sentence[scene.words.token[k - 1]]
    after = [each for each in scene.candidates if each.start >= k and scene.sentence(each) - here < _AHEAD]
    for n, each in enumerate(after):
        if each.resolved and _stands_together(each, scene):
            pair = _distinct(a for e in scene.joined(each, after[n + 1 :]) if e.resolved for a in e.actors)
            if len(pair) == _ONE_OF_PAIR:
                return pair
    return ()


def _distinct(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Keep the first actor of each side."""
    kept: dict[str, Actor] = {}
    for actor in actors:
        kept.setdefault(_side(actor) or actor.code, actor)
    return tuple(kept.values())


def _two_persons(k: int, scene: Scene, out: frozenset[str]) -> tuple[Actor, ...]:
    """Give the only two persons of this sentence and the one before, if they are of two sides."""
    here = scene.parse.sentence[scene.words.token[k]]
    persons: dict[str, Actor] = {}
    for each in scene.before(k):
        one = each.resolved and not each.members and here - scene.sentence(each) < _PERSON_REACH and _is_official(each)
        if one and _eligible(each.actor, out, countries=False):
            persons.setdefault(each.actor.code, each.actor)
    pair = _distinct(persons.values())
    return pair if len(pair) == _ONE_OF_PAIR else ()


def _is_official(each: Candidate) -> bool:
    if each.actor.person:
        return True
    phrase = each.phrase
    return phrase is not None and phrase.kind is Kind.ROLE and phrase.role is RoleKind.PERSON and not phrase.plural


def _leading_two(k: int, scene: Scene, out: frozenset[str], *, countries: bool) -> tuple[Actor, ...]:
    """Give the two sides the text has told most often so far, where no third is told as often."""
    counts: dict[str, int] = {}
    sides: dict[str, Actor] = {}
    for each in scene.before(k):
        if not each.resolved or each.members:
            continue
        side = _side(each.actor)
        if side is None or not _eligible(each.actor, out, countries=countries):
            continue
        counts[side] = counts.get(side, 0) + 1
        if is_state(side):
            sides[side] = state(side)
        elif side == each.actor.code:
            sides[side] = each.actor
    ranked = sorted((side for side in counts if side in sides), key=lambda side: (-counts[side], side))
    if len(ranked) < _ONE_OF_PAIR or (len(ranked) > _ONE_OF_PAIR and counts[ranked[2]] == counts[ranked[1]]):
        return ()
    return tuple(sides[side] for side in ranked[:2])
