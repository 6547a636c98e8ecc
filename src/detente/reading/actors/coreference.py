"""Later mentions resolved to earlier ones, where that is clear: last names, "the minister", "the country", pronouns.

A sieve in the manner of Lee et al. (2013, Computational Linguistics 39:4): the surest rules first, and no guess where two answers remain.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detente.reading.actors.entries import ARMED_SECTORS, STATE_SECTORS, Kind, RoleKind
from detente.reading.actors.joints import joints
from detente.reading.actors.phrases import Phrase
from detente.reading.actors.tables import anaphors, country_names, given_names
from detente.reading.actors.text import SOFT, Words
from detente.records import Actor

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_COUNTRIES = frozenset({Kind.COUNTRY, Kind.CAPITAL, Kind.GOVERNMENT, Kind.SHORT})
_OBJECTS = frozenset({"dobj", "obj"})
_REACH = 2  # sentences a pronoun looks back
_DESCRIPTION_REACH = 8  # sentences "the minister" looks back


@dataclass(slots=True)
class Candidate:
    """A mention in the making: words `start` to `end`, and the actor."""

    phrase: Phrase | None
    actor: Actor
    start: int
    end: int
    resolved: bool
    pronoun: bool = False


def resolve_later_mentions(candidates: list[Candidate], words: Words, home: str | None = None) -> None:
    """Resolve later mentions in place, and add pronouns that are clear.

    Parameters
    ----------
    candidates
        The mentions found so far; changed in place.
    words
        The text.
    home
        The country the dateline names: whose "the police" are where the text names no other.
    """
    candidates.sort(key=lambda each: (each.start, each.end))
    _last_names(candidates, words)
    _descriptions(candidates, words, home)
    _pronouns(candidates, words)
    _possessed(candidates)


def _last_names(candidates: list[Candidate], words: Words) -> None:
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
    """Whether the family name may stand first: names such as Liu Xiaoming or Kim Jong-un."""
    return actor.country in joints().family_first or ("-" in name and len(name.split()) == 2)


def _adopt(candidates: list[Candidate], old: Actor, new: Actor) -> None:
    for each in candidates:
        if each.actor is old:
            each.actor, each.resolved = new, True


def _descriptions(candidates: list[Candidate], words: Words, home: str | None) -> None:
    """Resolve "the minister", "the ministry", "the group", and state bodies of the only country a text speaks of."""
    parse = words.parse
    if parse is None:
        return
    countries: dict[str, None] = {home: None} if home else {}
    for number, each in enumerate(candidates):
        phrase = each.phrase
        if phrase is not None and not each.resolved and phrase.kind is Kind.ROLE:
            found = _described(number, each, candidates, words)
            if found is None and phrase.sector in STATE_SECTORS and _definite_or_bare(each, words):
                country = next(iter(countries)) if len(countries) == 1 else _country_of_sentence(number, candidates, words, home)
                found = _organ(country, phrase) if country else None
            if found is not None:
                each.actor, each.resolved = found, True
                each.start = phrase.start
        if each.resolved and each.actor.country:
            countries[each.actor.country] = None
    _nouns_for_countries(candidates, words)


def _possessed(candidates: list[Candidate]) -> None:
    """Resolve "its army" and "his government" by whose they are."""
    owners = {each.start: each.actor for each in candidates if each.pronoun and each.end == each.start + 1}
    for each in candidates:
        phrase = each.phrase
        if phrase is None or each.resolved or each.pronoun or phrase.kind is not Kind.ROLE:
            continue
        owner = owners.get(phrase.start - 1)
        organ = _of_owner(owner, phrase) if owner is not None else None
        if organ is not None:
            each.actor, each.resolved, each.start = organ, True, phrase.start


def _of_owner(owner: Actor, phrase: Phrase) -> Actor | None:
    """Say who "its troops" are: the state's organ, or the armed group itself."""
    if owner.sector in ARMED_SECTORS and phrase.sector in ARMED_SECTORS | {"MIL"}:
        return owner if owner.person is None else None
    if owner.country and phrase.sector in STATE_SECTORS:
        return _organ(owner.country, phrase, owned=True)
    return None


def _country_of_sentence(number: int, candidates: list[Candidate], words: Words, home: str | None) -> str | None:
    """Give the only country told before in the sentence of a mention, or else in the one before, or else that of the dateline."""
    parse = words.parse
    assert parse is not None
    here = parse.sentence[words.token[candidates[number].start]]
    found: tuple[set[str], set[str]] = (set(), set())
    for each in reversed(candidates[:number]):
        back = here - parse.sentence[words.token[each.start]]
        if back > 1:
            break
        if each.actor.country:
            found[back].add(each.actor.country)
    for countries in found:
        if countries:
            return countries.pop() if len(countries) == 1 else None
    return home


def _definite_or_bare(each: Candidate, words: Words) -> bool:
    phrase = each.phrase
    assert phrase is not None
    before = words.plain[phrase.start - 1] if phrase.start else ""
    bare = phrase.role is RoleKind.BODY or (phrase.role is RoleKind.NEUTRAL and phrase.plural)
    return before in joints().determiners or (bare and each.start == phrase.start)


def _organ(country: str, phrase: Phrase, *, owned: bool = False) -> Actor | None:
    if phrase.role not in (RoleKind.BODY, RoleKind.PERSON, RoleKind.NEUTRAL) and not (owned and phrase.role is RoleKind.THING):
        return None
    name = f"{phrase.entry.name} of {country_names()[country]}"
    return Actor(f"{country}-{phrase.sector}", name, country, country, phrase.sector)


def _described(number: int, each: Candidate, candidates: list[Candidate], words: Words) -> Actor | None:
    """Find whom a definite description takes up: the same noun before, an office, a kind of organisation."""
    phrase, parse = each.phrase, words.parse
    assert phrase is not None
    assert parse is not None
    if not phrase.start or words.plain[phrase.start - 1] not in joints().determiners or phrase.end - phrase.start > 2:
        return None
    here = parse.sentence[words.token[phrase.start]]
    noun = phrase.entry.name.split()[-1].lower()
    wanted = anaphors().get(phrase.entry.name.lower()) or anaphors().get(noun)
    for earlier in reversed(candidates[:number]):
        if here - parse.sentence[words.token[earlier.start]] > _DESCRIPTION_REACH:
            break
        before = earlier.phrase
        if before is None:
            continue
        if before.kind is Kind.ROLE and before.entry.name == phrase.entry.name and before.plural == phrase.plural:
            return earlier.actor
        office = (earlier.actor.office or "").lower().split()
        if wanted == "person" and earlier.actor.person and noun in office:
            return earlier.actor
        organised = before.kind is Kind.ORGANISATION or (before.kind is Kind.ROLE and before.code is not None)
        if wanted in ("organisation", "armed") and organised and not phrase.plural and _fits(wanted, earlier.actor):
            return earlier.actor
    return None


def _fits(wanted: str, actor: Actor) -> bool:
    return wanted == "organisation" or actor.sector in ARMED_SECTORS


def _nouns_for_countries(candidates: list[Candidate], words: Words) -> None:
    """Resolve "the country" to the country last told as a subject, or else the last one of the sentence before."""
    parse = words.parse
    assert parse is not None
    nouns = {noun for noun, kind in anaphors().items() if kind == "country"}
    covered = {k for each in candidates for k in range(each.start, each.end)}
    added: list[Candidate] = []
    for k, word in enumerate(words.plain):
        if word not in nouns or k == 0 or k in covered or words.plain[k - 1] not in joints().determiners or words.gap[k] != SOFT:
            continue
        if k + 1 < len(words) and words.gap[k + 1] == SOFT and words.plain[k + 1] == "of":
            continue
        before = [each for each in candidates if each.start < k and each.resolved and each.actor.country]
        country = _last_country(before, words, parse.sentence[words.token[k]])
        if country:
            added.append(Candidate(None, Actor(country, country_names()[country], country, country, None), k - 1, k + 1, True, True))
    candidates.extend(added)
    candidates.sort(key=lambda each: (each.start, each.end))


def _last_country(before: list[Candidate], words: Words, sentence: int) -> str | None:
    parse = words.parse
    assert parse is not None
    near = [each for each in before if sentence - parse.sentence[words.token[each.start]] < _REACH]
    named = {each.actor.country for each in near}
    if len(named) == 1:
        return named.pop()
    # Among several countries only one that is itself a subject, alone, is clear.
    subjects = [each for each in near if _is_subject(each, words) and each.phrase is not None and each.phrase.kind in _COUNTRIES]
    alone = [each for each in subjects if not _coordinated(each, near, words)]
    return alone[-1].actor.country if alone and len({each.actor.country for each in subjects}) == 1 else None


def _is_subject(each: Candidate, words: Words) -> bool:
    parse = words.parse
    return parse is not None and parse.dep[words.token[each.end - 1]] in _SUBJECTS


def _pronouns(candidates: list[Candidate], words: Words) -> None:
    """Resolve pronouns to the nearest subject of their kind; where two compete in the same place, to none."""
    parse = words.parse
    if parse is None:
        return
    by_sentence: dict[int, list[Candidate]] = {}
    for each in candidates:
        by_sentence.setdefault(parse.sentence[words.token[each.start]], []).append(each)
    added: list[Candidate] = []
    for k, word in enumerate(words.plain):
        if parse.pos[words.token[k]] != "PRON":
            continue
        test = _kind_of_pronoun(word)
        if test is None or _expletive(k, words):
            continue
        if test is _is_person:
            test = _person_for(word, words)
        found = _in_own_clause(k, by_sentence, test, words) or _before(k, by_sentence, test, words)
        if found is None and test is _is_plural:
            found = _in_own_clause(k, by_sentence, _is_group, words) or _before(k, by_sentence, _is_group, words)
        if found is not None:
            new = Candidate(found.phrase, found.actor, k, k + 1, True, True)
            added.append(new)
            by_sentence.setdefault(parse.sentence[words.token[k]], []).append(new)
    candidates.extend(added)


def _in_own_clause(k: int, by_sentence: dict[int, list[Candidate]], test: Callable[[Candidate], bool], words: Words) -> Candidate | None:
    """Climb from a pronoun to the verbs above it: the subject or, for a possessive, the object of the nearest one that has one."""
    parse = words.parse
    assert parse is not None
    token = words.token[k]
    here = [each for each in by_sentence.get(parse.sentence[token], []) if each.end <= k]
    possessive = parse.dep[token] == "poss"
    verb = parse.head[token]
    own = parse.dep[token] in _SUBJECTS or parse.dep[token] == "dobj"
    while verb != parse.head[verb]:
        if parse.pos[verb] in ("VERB", "AUX"):
            if not own:
                for roles in (_OBJECTS, _SUBJECTS) if possessive else (_SUBJECTS,):
                    found = [each for each in here if parse.head[_head(each, words)] == verb and parse.dep[_head(each, words)] in roles]
                    if found:
                        return found[-1] if test(found[-1]) and not _coordinated(found[-1], here, words) else None
            own = False
        verb = parse.head[verb]
    return None


def _head(each: Candidate, words: Words) -> int:
    return words.token[each.end - 1]


def _coordinated(each: Candidate, here: list[Candidate], words: Words) -> bool:
    """Whether a mention is one of several joined by "and": no "it" takes up one of these."""
    parse = words.parse
    assert parse is not None
    head = _head(each, words)
    return any(parse.dep[_head(other, words)] == "conj" and parse.head[_head(other, words)] == head for other in here)


def _before(k: int, by_sentence: dict[int, list[Candidate]], test: Callable[[Candidate], bool], words: Words) -> Candidate | None:
    """Look back for the last fitting subject, or the only fitting actor, of this sentence and the one before."""
    parse = words.parse
    assert parse is not None
    sentence = parse.sentence[words.token[k]]
    for back in range(_REACH):
        here = [each for each in by_sentence.get(sentence - back, []) if each.end <= k and test(each)]
        subjects = [each for each in here if _is_subject(each, words) and not _coordinated(each, here, words)]
        if subjects:
            if back == 0 or len({each.actor.code for each in subjects}) == 1:
                return subjects[-1]
            return None
        if here:
            return here[-1] if len({each.actor.code for each in here}) == 1 else None
    return None


def _expletive(k: int, words: Words) -> bool:
    """Whether "it" names nothing: "it is unfair to", "it rains"."""
    parse = words.parse
    assert parse is not None
    token = words.token[k]
    if words.plain[k] != "it":
        return False
    if parse.dep[token] == "expl":
        return True
    head = parse.head[token]
    return parse.dep[token] in _SUBJECTS and parse.lower[head] in joints().copulas


def _kind_of_pronoun(word: str) -> Callable[[Candidate], bool] | None:
    if word in joints().person_pronouns:
        return _is_person
    if word in joints().thing_pronouns:
        return _is_thing
    if word in joints().group_pronouns:
        return _is_plural
    return None


def _person_for(pronoun: str, words: Words) -> Callable[[Candidate], bool]:
    """A person whose own words or given name do not speak against the pronoun: "he" is no woman."""
    closed = joints()
    if pronoun in closed.he:
        against, other = closed.female, "female"
    else:
        against, other = closed.male, "male"

    def fits(each: Candidate) -> bool:
        if not _is_person(each) or against.intersection(words.plain[each.start : each.end]):
            return False
        given = (each.actor.person or "").split()
        return not given or given_names().get(given[0]) != other

    return fits


def _is_person(each: Candidate) -> bool:
    if each.actor.person:
        return True
    phrase = each.phrase
    return phrase is not None and phrase.kind is Kind.ROLE and phrase.role in (RoleKind.PERSON, RoleKind.NEUTRAL) and not phrase.plural


def _is_thing(each: Candidate) -> bool:
    if each.actor.person or (each.phrase is None and not each.actor.country):
        return False
    phrase = each.phrase
    if phrase is None:
        return True
    if phrase.kind is Kind.ROLE:
        return phrase.role in (RoleKind.BODY, RoleKind.THING) and not phrase.plural
    return phrase.kind is not Kind.DEMONYM


def _is_plural(each: Candidate) -> bool:
    return each.phrase is not None and each.phrase.plural and not each.actor.person


def _is_group(each: Candidate) -> bool:
    phrase = each.phrase
    if phrase is None or each.actor.person:
        return False
    return phrase.plural or phrase.kind is Kind.ORGANISATION or phrase.role is RoleKind.BODY
