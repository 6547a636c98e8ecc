"""Find the actors of a parsed document."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc

from detente.ontology import ARMED_SECTORS, STATE_SECTORS
from detente.reading.actors.coreference import Candidate, resolve_later_mentions
from detente.reading.actors.entries import Kind, RoleKind
from detente.reading.actors.home import home_of_outlet
from detente.reading.actors.index import ActorIndex
from detente.reading.actors.joints import joints
from detente.reading.actors.knowledge import ActorKnowledge, Item, settle_names
from detente.reading.actors.names import (
    acronyms,
    add_last_names,
    add_names,
    add_short_names,
    add_titled,
    apply_acronyms,
    know_again,
    know_last_names,
    without_places,
)
from detente.reading.actors.naming import PEOPLE_SECTOR, actor_of
from detente.reading.actors.phrase import Phrase
from detente.reading.actors.phrases import names_no_actor, read_phrases
from detente.reading.actors.tables import listed_states
from detente.reading.actors.text import SOFT, Words, words_of
from detente.reading.actors.things import Introduced, name_things, see_planes, share_places
from detente.records import Actor, Document, Mention, TextSpan

# "SEOUL (Reuters) - ", "MINGORA, Pakistan (AP) --", "Beijing, April 3 (Xinhua) --": says where it was written, by whom.
_DATELINE = re.compile(
    r"[ \t]*[A-Z][\w .,'’/-]{1,60}?\(([A-Z][\w .'’/-]{1,40})\)\s*(?:--|-|–|—)"
    r"|[ \t]*[A-Z][A-Z .,'’-]{2,40}(?:, [\w .]{2,25})?\s*(?:--|–|—)\s"
    r"|[ \t]*[A-Z][A-Z .'’-]{2,40}: |[ \t]*[A-Z][A-Z .'’-]{2,40}, [A-Z][a-z]+\.?(?= )"
    r"|[ \t]*[A-Z][\w'’. ]{2,30}(?:, [A-Z][\w. ]{2,25})? (?:-|--|–|—) "
)
_DATELINES_IN = 3  # paragraphs: a dateline stands at the head of a text

_CARRIERS = frozenset({RoleKind.PARTITIVE, RoleKind.FORMER, RoleKind.QUALIFIER})
_NEEDS_OWNER = frozenset({RoleKind.PART, RoleKind.THING, RoleKind.PARTITIVE})
_STATES = frozenset({Kind.COUNTRY, Kind.DEMONYM, Kind.GOVERNMENT})  # names of a state, not of a town in it
_EDGE = frozenset({"det", "nummod", "amod", "compound", "poss", "quantmod", "advmod", "npadvmod"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "npadvmod"})


def find_actors(doc: Doc, document: Document, knowledge: ActorKnowledge | None = None) -> ActorIndex:
    """Find who acts and speaks in a document.

    Known names and role nouns are matched in one walk, put together into phrases, completed by what the language model and the
    text itself tell (names, acronyms, appositions), and later mentions are resolved to earlier ones.

    Parameters
    ----------
    doc
        The parsed text; ``doc.text`` is the document's text.
    document
        The document; its date says which offices are held.
    knowledge
        What is known of actors; default: the project's tables.

    Returns
    -------
    ActorIndex
        Mentions in text order, and the actors by code.

    Examples
    --------
    >>> from detente.reading.language import load_language, parse
    >>> from detente.records import DateOrigin, Document, Genre
    >>> text = "Pyongyang protested."
    >>> document = Document("d", text, None, None, DateOrigin.UNKNOWN, None, None, None, Genre.UNKNOWN, "d.txt", "")
    >>> find_actors(parse(text, load_language()), document).mentions[0].actor
    'PRK-GOV'
    """
    known = knowledge or ActorKnowledge.load()
    with listed_states(known.states):
        return _find(doc, document, known)


def _find(doc: Doc, document: Document, known: ActorKnowledge) -> ActorIndex:
    words = words_of(doc)
    items = [item for item in settle_names(known.match(words, document.published), words) if _is_noun(item, words)]
    items = know_again(add_titled(add_names(items, words, _entities(doc, words)), words), words, known)
    items = know_last_names(add_last_names(items, words), words, document.published)
    items = without_places(add_short_names(items, words), words)
    items, introduced = name_things(items, words)
    items, defined = acronyms(items, words)
    items = apply_acronyms(items, words, defined)
    items, home = _without_dateline(items, words)
    spoken = {item.entry.country for item in items if item.entry.country and item.entry.kind in _STATES}
    of_outlet = home_of_outlet(document.outlet, items, known)
    written = home
    home = (home if home in spoken or home in known.own or not spoken else None) or of_outlet
    phrases = [p for p in read_phrases(items, words) if not names_no_actor(p, words)]
    see_planes(phrases, words)
    share_places(phrases, words)
    carriers = [phrase for phrase in phrases if _is_carrier(phrase, words)]
    told = [phrase for phrase in phrases if not _is_carrier(phrase, words) or _has_possessive(phrase, words)]
    candidates = [_candidate(phrase, words, document.published) for phrase in told]
    candidates = [each for each in candidates if not _is_nobody(each, words) and (each.resolved or not _mere_modifier(each, words))]
    resolve_later_mentions(candidates, words, home, written=written, own=known.own, introduced=introduced)
    # "The bloc" and "a drone" are somebody only where the text says whose.
    candidates = [each for each in candidates if each.resolved or not _needs_owner(each, introduced)]
    candidates.sort(key=lambda each: (each.start, each.end))
    return _index(candidates, carriers, words, document, of_outlet)


def _needs_owner(each: Candidate, introduced: Introduced) -> bool:
    phrase = each.phrase
    if phrase is None:
        return False
    return phrase.role in _NEEDS_OWNER or (phrase.role is RoleKind.NAMED and phrase.entry.name in introduced.unsure)


def _is_noun(item: Item, words: Words) -> bool:
    """Whether a role word is a noun here ("press" the button is none)."""
    entry, parse = item.entry, words.parse
    if entry.kind is not Kind.ROLE or parse is None or entry.role is RoleKind.QUALIFIER:
        return True
    last = words.token[item.end - 1]
    pos = parse.pos[last]
    if entry.role is RoleKind.FORMER:
        return pos != "VERB" or parse.dep[last] == "amod"
    if pos in _NOUNS:
        return True
    if entry.role is RoleKind.THING and pos == "ADJ" and item.end < len(words) and words.gap[item.end] == SOFT and words.capital(item.end):
        return True  # "the elderly frigate Limnos"
    # The parser takes nouns before nouns for adjectives and capitalised ones for anything; adjectives with no noun of their own count.
    return item.end - item.start > 1 or (entry.plural and pos == "ADJ") or (words.capital(item.end - 1) and pos == "ADJ")


def _entities(doc: Doc, words: Words) -> list[tuple[int, int, str]]:
    """Give the persons and organisations the language model finds, counted in words."""
    first_word: dict[int, int] = {}
    last_word: dict[int, int] = {}
    for k, token in enumerate(words.token):
        first_word.setdefault(token, k)
        last_word[token] = k
    found = []
    for entity in doc.ents:
        if entity.label_ not in ("PERSON", "ORG"):
            continue
        inside = [i for i in range(entity.start, entity.end) if i in first_word]
        if inside:
            found.append((first_word[inside[0]], last_word[inside[-1]] + 1, entity.label_))
    return found


def _without_dateline(items: list[Item], words: Words) -> tuple[list[Item], str | None]:
    """Drop what stands in datelines, and give the country the first one names."""
    regions = []
    position = 0
    for line in words.text.split("\n", 2 * _DATELINES_IN)[: 2 * _DATELINES_IN]:
        match = _DATELINE.match(line)
        if match:
            regions.append((position, position + match.end()))
        position += len(line) + 1
    if not regions:
        return items, None
    inside = {n for n, item in enumerate(items) if any(start <= words.start[item.start] < end for start, end in regions)}
    places = [items[n].entry for n in sorted(inside) if items[n].entry.kind in (Kind.CAPITAL, Kind.PLACE, Kind.COUNTRY)]
    return [item for n, item in enumerate(items) if n not in inside], places[-1].country if places else None


def _is_carrier(phrase: Phrase, words: Words) -> bool:
    """Whether a phrase is nobody by itself: "hundreds", "former"; but "the opposition" and "a rebel" are somebody."""
    if phrase.role not in _CARRIERS or phrase.country is not None or phrase.code is not None:
        return False
    parse = words.parse
    noun = parse is not None and parse.pos[words.token[phrase.end - 1]] in ("NOUN", "PROPN")
    return phrase.role is not RoleKind.QUALIFIER or not noun


def _has_possessive(phrase: Phrase, words: Words) -> bool:
    """Whether a pronoun says whose a carrier is: "its members", "two of its members"."""
    parse = words.parse
    if parse is None or phrase.role is not RoleKind.PARTITIVE:
        return False
    near = range(max(0, phrase.start - 1), phrase.end - 1)
    return any(parse.dep[words.token[k]] == "poss" and parse.pos[words.token[k]] == "PRON" for k in near)


def _candidate(phrase: Phrase, words: Words, date: str | None) -> Candidate:
    """Give a phrase its actor; a group of people no knowledge resolves is kept as it is told."""
    if phrase.kind is Kind.DEMONYM:
        _tell_people_from_state(phrase, words)
    actor = actor_of(phrase, date)
    if actor is not None and not actor.code.startswith("~"):
        return Candidate(phrase, actor, phrase.start, phrase.end, True)
    named = phrase.role is RoleKind.NAMED
    start = phrase.start if named else _left_edge(phrase, words)
    told = " ".join(words.text[words.start[start] : words.end[phrase.end - 1]].split())
    name = actor.name if actor else told
    bare = " ".join(words.plain[phrase.start : phrase.end])
    if named:
        actor = Actor(f"~{phrase.entry.name}", phrase.entry.name, None, None, phrase.sector)
    code = actor.code if actor else f"~{_definite(words, start, phrase, bare, told)}"
    sector = phrase.sector if actor is None else actor.sector
    kept = Actor(code, name, phrase.party, None, sector, phrase.person, phrase.office if phrase.person else None)
    return Candidate(phrase, kept, start, phrase.end, False)


def _is_nobody(each: Candidate, words: Words) -> bool:
    """Whether "no" stands before a phrase: "no council met"."""
    phrase = each.phrase
    if phrase is None or phrase.kind not in (Kind.ROLE, Kind.DEMONYM) or (each.resolved and phrase.kind is Kind.ROLE):
        return False  # "no Turkish fighter has flown" tells what Turkey has not done
    before = words.plain[each.start - 1] if each.start and words.gap[each.start] == SOFT else ""
    return words.plain[each.start] == "no" or before == "no"


def _mere_modifier(each: Candidate, words: Words) -> bool:
    """Whether an unresolved noun only modifies another ("press conference"); soldiers and police do act there ("police violence")."""
    phrase, parse = each.phrase, words.parse
    if phrase is None or parse is None or phrase.kind is not Kind.ROLE:
        return False
    dep = parse.dep[words.token[phrase.end - 1]]
    return phrase.sector not in STATE_SECTORS | ARMED_SECTORS and dep in ("compound", "amod", "nmod")


def _definite(words: Words, start: int, phrase: Phrase, bare: str, told: str) -> str:
    """Call the protesters, protesters and these protesters by one name; "five protesters" are their own."""
    if start == phrase.start or (start == phrase.start - 1 and words.plain[start] in (*joints().determiners, "these", "those")):
        return bare
    return told.lower()


def _tell_people_from_state(phrase: Phrase, words: Words) -> None:
    """ "Two Russians" and "a Russian" are people; "the Russians" and "Russian" before a noun stand for the state."""
    parse = words.parse
    token = words.token[phrase.end - 1] if parse else 0
    before = words.plain[phrase.start - 1] if phrase.start and words.gap[phrase.start] == SOFT else ""
    if phrase.plural:
        if before != "the":
            phrase.sector = PEOPLE_SECTOR
    elif parse and parse.dep[token] not in _MODIFIERS and parse.pos[token] in ("NOUN", "PROPN") and before in ("a", "an", "one", "another"):
        phrase.sector = PEOPLE_SECTOR


def _left_edge(phrase: Phrase, words: Words) -> int:
    """Find where the noun phrase of an unresolved role begins: with its article, number and adjectives."""
    parse, start = words.parse, phrase.start
    if parse is None or phrase.person:
        return start
    head = words.token[phrase.end - 1]
    while start > 0 and words.gap[start] == SOFT:
        token = words.token[start - 1]
        if parse.dep[token] not in _EDGE or parse.sentence[token] != parse.sentence[head]:
            break
        if parse.dep[token] == "advmod" and parse.tag[token] != "CD":
            break
        start -= 1
        if parse.dep[token] == "det":
            break
    return start


def _index(candidates: list[Candidate], carriers: list[Phrase], words: Words, document: Document, home: str | None) -> ActorIndex:
    mentions: list[Mention] = []
    by_token: dict[int, int] = {}
    numbers: list[tuple[int, ...]] = []  # of the mentions of each candidate
    table: dict[str, Actor] = {}
    names: dict[str, set[str]] = {}
    for each in candidates:
        start, end = words.start[each.start], words.end[each.end - 1]
        span = TextSpan.of(document.id, document.text, start, end)
        first = len(mentions)
        for actor in each.actors:
            mentions.append(Mention(actor.code, span))
            table.setdefault(actor.code, actor)
            if not each.pronoun:
                names.setdefault(actor.code, set()).add(span.quote)
        numbers.append(tuple(range(first, len(mentions))))
        for k in range(each.start, each.end):
            by_token.setdefault(words.token[k], first)
    full = {code: _named(actor, names.get(code, set())) for code, actor in sorted(table.items())}
    return ActorIndex(tuple(mentions), full, by_token, _shared_nouns(candidates, numbers), _carrier_tokens(carriers, words), home)


def _named(actor: Actor, names: set[str]) -> Actor:
    return replace(actor, names=tuple(sorted(names)))


def _shared_nouns(candidates: list[Candidate], numbers: list[tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
    """Say which mentions belong together: "US" and "South Korean troops" of one noun, and the members of "both sides"."""
    by_noun: dict[int, list[int]] = {}
    shared: dict[int, tuple[int, ...]] = {}
    for each, own in zip(candidates, numbers, strict=True):
        if each.phrase is not None and each.phrase.noun >= 0 and not each.pronoun:
            by_noun.setdefault(each.phrase.noun, []).extend(own)
        elif len(own) > 1:
            shared.update(dict.fromkeys(own, own))
    return shared | {member: tuple(group) for group in by_noun.values() for member in group}


def _carrier_tokens(carriers: list[Phrase], words: Words) -> frozenset[int]:
    return frozenset(words.token[phrase.end - 1] for phrase in carriers if phrase.role is RoleKind.PARTITIVE)
