"""Whose a ship, a craft, a plant or a state firm is, and what it is called: "the Turkish drill ship Yavuz", "the frigate Limnos".

What acts for a state need not bear its name. A text tells once whose it is: by an adjective, an apposition, "of", the flag or who sent
it; after that the name alone stands for the owner.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from detente.ontology import ARMED_SECTORS
from detente.reading.actors.candidates import OBJECTS, Candidate, Scene
from detente.reading.actors.entries import Entry, Kind, RoleKind
from detente.reading.actors.joints import joints
from detente.reading.actors.knowledge import Item
from detente.reading.actors.naming import side, state
from detente.reading.actors.phrase import PLACES, Phrase
from detente.reading.actors.tables import country_name
from detente.reading.actors.text import COMMA, SOFT, Words
from detente.reading.lexicon import load_table
from detente.records import Actor

THINGS = frozenset({RoleKind.THING, RoleKind.NAMED})
_LONGEST = 3  # words of a thing's name
_REACH = 7  # words of an apposition: "X, a Turkish seismic survey ship"
_CLIMB = 3  # steps: from a noun to the clause about it
_NO_NAMES = frozenset({"DATE", "TIME", "NORP", "PERCENT", "MONEY"})  # entities that are no thing's name: "a Turkish ship Monday"
_TOWNS = frozenset({Kind.PLACE, Kind.CAPITAL})
_ARTICLES = ("a", "an", "the", "one")
_MILITARY = "MIL"


@dataclass(frozen=True, slots=True)
class Introduced:
    """The names of things a text introduces, with the words of the nouns that do ("frigate" in "the frigate Limnos"), and its flags."""

    nouns: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()  # names of which nothing but the noun tells: nobody, unless the text says whose
    flags: Mapping[int, str] = field(default_factory=dict)  # word "flag" -> the state whose it is: "the British flag"


@dataclass(frozen=True, slots=True)
class ThingWords:
    """The closed classes of words by which a text tells whose a thing is."""

    sending: frozenset[str]
    held: frozenset[str]
    flag: frozenset[str]
    called: frozenset[str]
    air: frozenset[str]


@lru_cache(maxsize=1)
def thing_words() -> ThingWords:
    """Read the words.

    Examples
    --------
    >>> "chartered" in thing_words().held
    True
    """
    rows = {row["kind"]: frozenset(row.several("words")) for row in load_table("actors/things.tsv", ("kind", "words"))}
    return ThingWords(**rows)


@lru_cache(maxsize=1)
def ship_prefixes() -> Mapping[str, tuple[str, ...]]:
    """Give the states whose ships bear a prefix.

    Examples
    --------
    >>> ship_prefixes()["HMS"]
    ('GBR',)
    """
    return {row["prefix"]: row.several("countries") for row in load_table("actors/ship_prefixes.tsv", ("prefix", "countries"))}


def name_things(items: list[Item], words: Words) -> tuple[list[Item], Introduced]:
    """Find the names of things, where a noun or a prefix introduces them, and wherever they stand again.

    Parameters
    ----------
    items
        What is known or learnt of the text's names.
    words
        The text.

    Returns
    -------
    tuple
        The items with the names among them, and which nouns introduce which name.
    """
    if words.parse is None:
        return items, Introduced()
    introducing = [item for item in items if _introduces(item.entry)]
    prefixed = _prefixed(words)
    if not introducing and not prefixed:
        return items, Introduced()
    covered = {k: n for n, item in enumerate(items) for k in range(item.start, item.end)}
    names: dict[str, Entry] = {}
    nouns: dict[str, list[int]] = {}
    spans: dict[int, int] = {}
    for item in introducing:
        for start, end in _names_of(item, items, covered, words):
            name = " ".join(words.form[start:end])
            names.setdefault(name, _named(name, item.entry, None))
            nouns.setdefault(name, []).append(item.end - 1)
            spans[start] = end
    for k in prefixed:
        end = _run(k + 1, items, covered, words, _TOWNS)
        if end > k + 1:
            name = " ".join(words.form[k + 1 : end])
            names[name] = _named(name, None, _flag_of(words.form[k], items))
            spans[k] = end
    if not names:
        return items, Introduced(flags=_flags(items, words))
    found = [Item(start, end, names[_without_prefix(start, end, words)]) for start, end in sorted(spans.items())]
    found += _again(names, found, items, covered, words)
    taken = {k for item in found for k in range(item.start, item.end)}
    kept = [item for item in items if not taken.intersection(range(item.start, item.end))]
    sure = {item.entry.name for item in found if any(k in covered for k in range(item.start, item.end))}
    unsure = frozenset(names) - sure
    told = Introduced({name: tuple(where) for name, where in nouns.items()}, unsure, _flags(items, words))
    return sorted([*kept, *found], key=lambda item: item.start), told


def _flags(items: Iterable[Item], words: Words) -> dict[int, str]:
    flags = thing_words().flag
    ends = ((item.end, item.entry.country) for item in items if item.entry.country and item.end < len(words))
    return {words.token[k]: country for k, country in ends if words.plain[k] in flags}


def _introduces(entry: Entry) -> bool:
    """Whether the name of a thing may stand beside a noun: a ship's, a plant's, a firm's."""
    if entry.kind is not Kind.ROLE:
        return False
    return entry.role is RoleKind.THING or (entry.role is RoleKind.BODY and (entry.state or entry.sector == "BUS"))


def _named(name: str, noun: Entry | None, country: str | None) -> Entry:
    sector = noun.sector if noun is not None else _MILITARY
    return Entry(
        Kind.ROLE, name, "", country, sector, None, RoleKind.NAMED, state=noun is not None and (noun.state or noun.sector is None)
    )


def _prefixed(words: Words) -> list[int]:
    prefixes = ship_prefixes().keys()
    if prefixes.isdisjoint(words.form):
        return []
    return [k for k, form in enumerate(words.form) if form in prefixes and k + 1 < len(words) and words.gap[k + 1] == SOFT]


def _without_prefix(start: int, end: int, words: Words) -> str:
    start += words.form[start] in ship_prefixes() and end - start > 1
    return " ".join(words.form[start:end])


def _flag_of(prefix: str, items: Iterable[Item]) -> str | None:
    countries = ship_prefixes()[prefix]
    if len(countries) == 1:
        return countries[0]
    named = {item.entry.country for item in items} & set(countries)
    return named.pop() if len(named) == 1 else None


def _names_of(item: Item, items: list[Item], covered: dict[int, int], words: Words) -> list[tuple[int, int]]:
    """Give where the names stand that a noun introduces: after it, or in apposition before or after it."""
    k = item.end
    if words.possessive[k - 1] or (words.capital(k - 1) and item.start and words.gap[item.start] == SOFT):
        return []  # a headline's capitals name nothing
    absorbed = _TOWNS if item.entry.role is RoleKind.THING else frozenset()
    if k < len(words) and words.gap[k] == SOFT and words.plain[k] in thing_words().called:
        k += 1
    if k < len(words) and words.gap[k] == SOFT:
        end = _run(k, items, covered, words, absorbed)
        if end > k:
            return [(k, end), *(_more(end, items, covered, words, absorbed) if item.entry.plural else ())]
    elif k + 1 < len(words) and words.gap[k] == COMMA and words.plain[k] == "the" and words.gap[k + 1] == SOFT:
        end = _run(k + 1, items, covered, words, frozenset())
        if end > k + 1 and (end == len(words) or words.gap[end] != SOFT):
            return [(k + 1, end)]
    return _name_before(item, items, covered, words)


def _more(k: int, items: list[Item], covered: dict[int, int], words: Words, absorbed: frozenset[Kind]) -> list[tuple[int, int]]:
    """Give the further names of several things: "the gunboats Berdyansk and Nikopol"."""
    found: list[tuple[int, int]] = []
    while k < len(words):
        start = k + (words.plain[k] in joints().conjunctions)
        if start >= len(words) or (start == k and words.gap[k] != COMMA):
            break
        end = _run(start, items, covered, words, absorbed)
        if end == start:
            break
        found.append((start, end))
        k = end
    return found if found and words.plain[found[-1][0] - 1] in joints().conjunctions else []


def _name_before(item: Item, items: list[Item], covered: dict[int, int], words: Words) -> list[tuple[int, int]]:
    """Give the name before an apposition: "the Sierra Madre, a Philippine navy ship"."""
    for k in range(item.start - 1, max(item.start - _REACH, 0), -1):
        if words.gap[k + 1] != SOFT:
            return []
        if words.plain[k] in _ARTICLES:
            start = _start_of_run(k, items, covered, words) if words.gap[k] == COMMA and words.plain[k] != "the" else k
            return [(start, k)] if start < k else []
    return []


def _start_of_run(end: int, items: list[Item], covered: dict[int, int], words: Words) -> int:
    start = end
    while start > 0 and end - start < _LONGEST and (words.capital(start - 1) or words.form[start - 1].isdigit()):
        if start < end and words.gap[start] != SOFT:
            break
        if start - 1 in covered and not _is_unknown(items[covered[start - 1]].entry):
            return end
        start -= 1
    if start == end or not words.capital(start) or words.plain[start] in _ARTICLES or words.possessive[end - 1]:
        return end
    after_article = start > 0 and words.gap[start] == SOFT and words.plain[start - 1] == "the"
    return start if after_article or start in covered else end


def _run(k: int, items: list[Item], covered: dict[int, int], words: Words, absorbed: frozenset[Kind]) -> int:
    """Give where a name that begins with a word ends; the word itself where none begins."""
    parse, end = words.parse, k
    assert parse is not None
    while end < len(words) and end - k < _LONGEST:
        if (end > k and words.gap[end] != SOFT) or not (words.capital(end) or (end > k and words.form[end].isdigit())):
            break
        token = words.token[end]
        if end == k and (parse.pos[token] not in ("PROPN", "NOUN", "X", "ADJ") or parse.entity[token] in _NO_NAMES):
            break
        item = items[covered[end]] if end in covered else None
        if item is not None and not _is_unknown(item.entry) and not (item.start >= k and item.entry.kind in absorbed):
            break
        if item is not None and item.entry.kind in absorbed and parse.dep[token] == "nsubj" and parse.dep[parse.head[token]] == "relcl":
            break  # "the warships Moscow sent"
        end = item.end if item is not None else end + 1
        if words.possessive[end - 1]:
            break
    return end


def _is_unknown(entry: Entry) -> bool:
    """Whether a name is one that only the language model knows, or a title or rank written with a capital ("Admiral Kuznetsov")."""
    if entry.kind is Kind.ROLE:
        return entry.role is RoleKind.RANK
    return entry.kind in (Kind.PERSON, Kind.ORGANISATION) and not entry.code and not entry.terms


def _again(names: Mapping[str, Entry], found: list[Item], items: list[Item], covered: dict[int, int], words: Words) -> list[Item]:
    """Find the names again: after "the", or where nothing else is known by them."""
    taken = {k for item in found for k in range(item.start, item.end)}
    firsts: dict[str, list[tuple[list[str], Entry]]] = {}
    for name, entry in names.items():
        parts = name.split()
        firsts.setdefault(parts[0], []).append((parts, entry))
    again = []
    for k, form in enumerate(words.form):
        for parts, entry in firsts.get(form, ()):
            end = k + len(parts)
            if k in taken or words.form[k:end] != parts or any(gap != SOFT for gap in words.gap[k + 1 : end]):
                continue
            article = k > 0 and words.gap[k] == SOFT and words.plain[k - 1] == "the"
            if article or all(j not in covered or _is_unknown(items[covered[j]].entry) for j in range(k, end)):
                again.append(Item(k, end, entry))
    return again


def see_planes(phrases: Iterable[Phrase], words: Words) -> None:
    """Take "a Turkish fighter", in place, for a plane where its sentence speaks of the air."""
    parse = words.parse
    for phrase in phrases:
        if parse is None or phrase.entry.name != "fighter" or phrase.kind is not Kind.ROLE or phrase.country is None or phrase.code:
            continue
        here = parse.sentence[words.token[phrase.start]]
        first, last = phrase.start, phrase.end
        while first > 0 and parse.sentence[words.token[first - 1]] == here:
            first -= 1
        while last < len(words) and parse.sentence[words.token[last]] == here:
            last += 1
        if thing_words().air.intersection(words.plain[first:last]):
            phrase.sector = _MILITARY


def share_places(phrases: list[Phrase], words: Words) -> None:
    """Let a thing told to be in several places be of each: "reactors in Iraq and Syria"; in place."""
    for thing, place, other in zip(phrases, phrases[1:], phrases[2:], strict=False):
        if thing.role is not RoleKind.THING or thing.noun >= 0 or other.noun >= 0 or not {place.kind, other.kind} <= PLACES:
            continue
        inside = place.start == thing.end + 1 and words.plain[thing.end] in joints().place and place.country == thing.country
        if inside and other.start == place.end + 1 and words.plain[place.end] in joints().conjunctions:
            thing.noun = other.noun = thing.head


def resolve_things(scene: Scene, introduced: Introduced) -> None:
    """Give things, in place, to those whose they are told to be, and what bears a name to whoever has it elsewhere in the text."""
    things = [each for each in scene.candidates if each.phrase is not None and each.phrase.role in THINGS and not each.pronoun]
    if all(each.resolved for each in things):
        return
    at: dict[int, Candidate] = {}
    for each in scene.candidates:
        if each.resolved:
            for k in range(each.start, each.end):
                at.setdefault(scene.words.token[k], each)
    for each in things:
        if not each.resolved and (flag := _flag(each, introduced.flags, scene)) is not None:
            _give(each, state(flag))
        elif not each.resolved and (owner := _sender(each, at, scene)) is not None:
            _give(each, owner.actor)
    by_noun = {each.phrase.end - 1: each for each in things if each.phrase is not None and each.phrase.role is RoleKind.THING}
    bearers: dict[str, list[Candidate]] = {}
    for each in things:
        if each.phrase is not None and each.phrase.role is RoleKind.NAMED:
            bearers.setdefault(each.phrase.entry.name, []).append(each)
    for name, named in bearers.items():
        beside = [by_noun[k] for k in introduced.nouns.get(name, ()) if k in by_noun]
        told = {each.actor.party or each.actor.country: each.actor for each in (*named, *beside) if each.resolved}
        if len(told) == 1:
            actor = next(iter(told.values()))
            for each in (*named, *beside):
                if not each.resolved:
                    each.actor, each.resolved = actor, True


def _sender(each: Candidate, at: Mapping[int, Candidate], scene: Scene) -> Candidate | None:
    """Give whoever sends, owns or runs a thing: "Turkey sent the Barbaros", "a ship chartered by Guyana"."""
    parse, closed, head = scene.parse, thing_words(), scene.head(each)
    verb = parse.head[head]
    if parse.dep[head] in OBJECTS and parse.lemma[verb] in closed.sending:
        return _of_a_side(at.get(scene.subject_of.get(verb, -1)))
    if parse.dep[head] == "nsubj" and parse.lemma[verb] == "be":
        return next((_of_a_side(at[i]) for i in range(verb + 1, _near(verb, scene)) if parse.dep[i] == "attr" and i in at), None)
    for i in range(head + 1, _near(head, scene)):
        if parse.head[i] == head and parse.dep[i] in ("acl", "relcl") and parse.lower[i] in closed.held:
            return _behind(i, "by", at, scene)
    return None


def _near(token: int, scene: Scene) -> int:
    return min(token + _REACH, len(scene.parse.head))


def _behind(verb: int, preposition: str, at: Mapping[int, Candidate], scene: Scene) -> Candidate | None:
    parse = scene.parse
    for i in range(verb + 1, _near(verb, scene)):
        if parse.lower[parse.head[i]] == preposition and parse.head[parse.head[i]] == verb and i in at:
            return _of_a_side(at[i])
    return None


def _flag(each: Candidate, flags: Mapping[int, str], scene: Scene) -> str | None:
    """Give the state whose flag a thing flies: "the tanker, which flies the British flag"."""
    parse, head = scene.parse, scene.head(each)
    for i in range(head + 1, _near(head, scene) + _CLIMB) if flags else ():
        if i not in flags:
            continue
        above = i
        for _ in range(_CLIMB):
            above = parse.head[above]
            if parse.head[above] == head and parse.dep[above] in ("acl", "relcl"):
                return flags[i]
    return None


def _of_a_side(owner: Candidate | None) -> Candidate | None:
    return owner if owner is not None and owner.actor.party and not owner.members else None


def _give(each: Candidate, owner: Actor) -> None:
    phrase = each.phrase
    actor = thing_of(owner, phrase) if phrase is not None else None
    if phrase is not None and actor is not None:
        each.actor, each.resolved, each.start = actor, True, phrase.start


def thing_of(owner: Actor, phrase: Phrase) -> Actor | None:
    """Give who acts in the ship, plane or plant of somebody: the organ of a state, or the group itself."""
    if owner.party is None:
        return None
    if owner.country is None or owner.sector in ARMED_SECTORS or owner.party not in (owner.country, state(owner.country).party):
        return owner if owner.person is None else None
    country, sector = owner.country, phrase.sector
    if sector is None:
        return state(country)
    code = f"{country}-{sector}"
    return Actor(code, f"{phrase.entry.name} of {country_name(country)}", side(country, sector, code), country, sector)
