"""The place of an event: what a locative phrase beside its words names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from spacy.tokens import Token

from detente.reading.actors.tables import is_state
from detente.reading.lexicon import load_table
from detente.reading.places.gazetteer import ARTICLES, Site, locate, middle_of
from detente.reading.sentences import sentence_of
from detente.records import Actor, Mention, Place, Precision, TextSpan

LOCATIVE = frozenset({"in", "at", "near", "outside", "off", "around", "inside", "across", "within", "along", "throughout", "over", "on"})
SURE = LOCATIVE - {"over", "on"}  # after these two a place is often a topic: "talks on Syria"
ENTITIES = frozenset({"GPE", "LOC", "FAC"})
STRUCK = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})  # types whose object is where they happen, if it is a town
SPOKEN = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "CONCEDE", "SANCTION"})  # "condemned the attack in Moscow"
CLAUSES = frozenset({"relcl", "acl", "ccomp", "advcl", "xcomp", "parataxis"})
PUBLIC = frozenset({None, "GOV", "PRE"})  # sectors of states and territories
BESIDE = frozenset({"compound", "nmod", "appos", "amod"})
_RANK = {Precision.TOWN: 0, Precision.REGION: 1, Precision.COUNTRY: 2, None: 1}  # a name no table knows is more than "in Mali"
_DEPTH = 3  # phrases: "at a checkpoint on a road in Mali"
_CLIMB = 3  # steps from an event's noun to the verb that carries it
_NEST = 4  # nouns in a row: "in a suburb of the capital of the province of Kherson"
_LONGEST = 4  # words of a name


class Known(Protocol):
    """What is asked of the actors found in a document."""

    @property
    def table(self) -> dict[str, Actor]:
        """The actors by code."""
        ...

    def at(self, token: Token, /) -> Mention | None:
        """Give the mention that covers a token, or None."""
        ...


def place_of(token: Token, kind: str, actors: Known, near: Sequence[Mention], document: str) -> Place | None:
    """Give the place the phrases around an event's word name, or None where none is told.

    Parameters
    ----------
    token
        The word that tells the event.
    kind
        The event's type: what is attacked is also where.
    actors
        The actors of the document.
    near
        The event's own mentions: their countries, and after them those of most of its actors, choose among namesakes.
    document
        Identifier of the document.
    """
    best: Place | None = None
    for noun, sure in _located(token, kind):
        found = _place(noun, actors, near, document)
        if (
            found is not None
            and (sure or found.precision is not Precision.COUNTRY)
            and (best is None or _RANK[found.precision] < _RANK[best.precision])
        ):
            best = found
            if _RANK[found.precision] == 0:
                break
    return best


def _located(token: Token, kind: str) -> Iterator[tuple[Token, bool]]:
    """Yield what may name the place, and whether it may be a country, the surest first.

    What is struck, what hangs on the word, on the verb that carries it, what opens the sentence, where the subject is. "On" and "over" a
    country are places of what is struck only: "imposed sanctions on Iran over its tests" tells not where the tests were.
    """
    if kind in STRUCK:
        yield from ((child, True) for child in token.children if child.dep_ in ("dobj", "nsubjpass"))
    yield from ((child, True) for child in token.children if child.dep_ in ("compound", "nmod", "amod") and child.pos_ == "PROPN")
    prepositions = LOCATIVE if kind in STRUCK else SURE
    yield from ((noun, True) for noun in _below(token, prepositions, 0 if kind in SPOKEN else _DEPTH))
    verb = _carrier(token)
    if verb.i != token.i and verb.pos_ in ("VERB", "AUX"):
        yield from ((noun, True) for noun in _below(verb, SURE, _DEPTH))
        if kind in STRUCK:
            yield from ((noun, False) for noun in _below(verb, LOCATIVE, _DEPTH))
    first = sentence_of(token)[0]
    if first.lower_ in SURE and first.dep_ == "prep" and first.head.pos_ in ("VERB", "AUX"):
        yield from ((child, True) for child in first.children if child.dep_ == "pobj")
    if verb.dep_ in ("advcl", "conj") and verb.head.pos_ == "VERB" and kind not in SPOKEN:
        yield from ((noun, True) for noun in _below(verb.head, SURE, _DEPTH))  # "struck a house in Kharkiv, killing five"
    yield from ((noun, True) for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") for noun in _below(child, SURE, 1))


def _carrier(token: Token) -> Token:
    """Give the verb that carries an event's noun: "carried out an attack"."""
    verb = token
    for _ in range(_CLIMB):
        if verb.pos_ in ("VERB", "AUX") or verb.head.i == verb.i or verb.dep_ in CLAUSES:
            break
        verb = verb.head
    return verb


def _below(word: Token, prepositions: frozenset[str], depth: int) -> Iterator[Token]:
    """Yield what follows the locative prepositions below a word, the nearest first, without going into other clauses."""
    deeper = []
    for child in word.children:
        if child.i < word.i or child.dep_ in CLAUSES:
            continue
        if child.dep_ in ("prep", "agent"):
            objects = [noun for noun in child.children if noun.dep_ == "pobj"]
            if child.lower_ in prepositions:
                yield from objects
            deeper += objects
        elif child.dep_ in ("dobj", "attr", "oprd", "advmod", "prt", "dative", "conj") and child.pos_ not in ("VERB", "AUX"):
            deeper.append(child)
    if depth:
        for noun in deeper:
            yield from _below(noun, prepositions, depth - 1)


def _place(noun: Token, actors: Known, near: Sequence[Mention], document: str) -> Place | None:
    """Give the place a noun names, itself or by what stands beside it: "the Syrian town of Afrin", "Russia's Belgorod region"."""
    told = _country_told(noun, actors)
    for _ in range(_NEST):
        common = noun.lemma_.lower() in _nouns()
        if noun.pos_ == "PROPN" or (noun.ent_type_ in ENTITIES and not common):
            return _named(noun, told, actors, near, document)
        if not common:
            return None
        name = next((c for c in noun.children if c.dep_ in BESIDE and c.pos_ == "PROPN" and not _country_at(c, actors)), None)
        if name is not None:
            return _named(name, told or _country_told(name, actors), actors, near, document)
        below = [b for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "in") for b in c.children if b.dep_ == "pobj"]
        if not below:
            break
        noun = below[0]
        told = told or _country_told(noun, actors)
    owner = next((c for c in noun.children if told is not None and c.pos_ != "PRON" and _country_at(c, actors) == told), None)
    return _of_country(owner, told, document) if owner is not None and told is not None else None


def _named(noun: Token, told: str | None, actors: Known, near: Sequence[Mention], document: str) -> Place | None:
    """Look a name up: a country, a site of the gazetteer, or a name no table knows."""
    mention = actors.at(noun)
    actor = actors.table.get(mention.actor) if mention is not None else None
    if actor is not None and (actor.person or (actor.sector not in PUBLIC and noun.ent_type_ not in ENTITIES)):
        return None  # "in Hamas"
    start, end = _extent(noun)
    if actor is not None and is_state(actor.code) and actor.code == actor.country and _names_country(noun, actor.code, start):
        return _of_country(noun, actor.code, document)
    doc, countries = noun.doc, _countries(near, actors)
    for first in range(start, noun.i + 1):
        for last in sorted({_end_of_whole(noun), end, noun.i + 1}, reverse=True):
            name = doc[first:last].text
            site = locate(name, told=told, countries=countries)
            if site is not None:
                return _from_site(site, name, TextSpan(document, doc[first].idx, doc[first].idx + len(name), name))
    body = actor is not None and actor.country is None  # "at the United Nations"
    if noun.ent_type_ not in ENTITIES or body or not noun.text[0].isupper():
        return None
    name = doc[start : noun.i + 1].text
    country = told or (actor.country if actor is not None else None)
    return Place(name, country, evidence=TextSpan(document, doc[start].idx, doc[start].idx + len(name), name))


def _countries(near: Sequence[Mention], actors: Known) -> list[str]:
    """Give the countries of an event's sides, then those the text names, the ones with most actors first."""
    own = [actors.table[mention.actor].country for mention in near if mention.actor in actors.table]
    counts = Counter(actor.country for actor in actors.table.values() if actor.country)
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    return list(dict.fromkeys([*(code for code in own if code), *ranked]))


def _names_country(noun: Token, code: str, start: int) -> bool:
    """Whether a word names the country itself, not a town taken for it."""
    site = locate(noun.doc[start : noun.i + 1].text)
    return site is None or (site.country != code and site.precision is Precision.TOWN)


def _from_site(site: Site, name: str, span: TextSpan) -> Place:
    return Place(name, site.country, site.latitude, site.longitude, site.precision, span)


def _of_country(noun: Token, code: str, document: str) -> Place:
    start, _ = _extent(noun)
    name = noun.doc[start : noun.i + 1].text
    span = TextSpan(document, noun.doc[start].idx, noun.doc[start].idx + len(name), name)
    middle = middle_of(code)
    if middle is None:
        return Place(name, code, evidence=span)
    return Place(name, code, middle.latitude, middle.longitude, middle.precision, span)


def _extent(noun: Token) -> tuple[int, int]:
    """Give the first word of the name a noun ends, and the end with a noun such as "province" behind it."""
    doc, start = noun.doc, noun.i
    while start > noun.sent.start and noun.i - start < _LONGEST and _goes_on(doc[start - 1], start, noun.i):
        start -= 1
    end = noun.i + 1
    if end < len(doc) and doc[end].lower_ in _nouns():
        end += 1
    return start, end


def _end_of_whole(noun: Token) -> int:
    """Give the end of a name that goes on with "of": "Strait of Hormuz"."""
    of = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    below = next((child for child in of.children if child.dep_ == "pobj" and child.pos_ == "PROPN"), None) if of.lower_ == "of" else None
    return noun.i + 1 if below is None else below.i + 1


def _goes_on(before: Token, start: int, last: int) -> bool:
    """Whether a word before a name belongs to it: "KHAN Younis", "Sharm EL-Sheikh"."""
    return before.text == "-" or before.lower_ in ARTICLES or (before.pos_ == "PROPN" and start <= before.head.i <= last)


def _country_told(noun: Token, actors: Known) -> str | None:
    """Give the country a phrase itself tells: "Russia's Belgorod region", "the Syrian town of Afrin", "Tripoli, Lebanon"."""
    for child in noun.children:
        if child.dep_ in ("poss", "amod", "compound", "nmod") and child.i < noun.i and (found := _country_at(child, actors)):
            return found
    doc, k = noun.doc, noun.i + 1
    if k + 1 < len(doc) and doc[k].text == "," and doc[k + 1].pos_ == "PROPN":
        after = doc[k + 1]
        while after.dep_ == "compound" and after.head.i == after.i + 1 and after.i + 1 < len(doc):
            after = after.head
        site = locate(doc[k + 1 : after.i + 1].text)
        country = _country_at(after, actors) or (site.country if site is not None and site.precision is Precision.REGION else None)
        # "Azerbaijan shelled Stepanakert, Armenia said" tells of no Stepanakert in Armenia.
        return country if after.dep_ != "nsubj" or locate(noun.text, told=country) is not None else None
    return None


def _country_at(token: Token, actors: Known) -> str | None:
    """Give the country a word names, or the people of."""
    mention = actors.at(token)
    if mention is None or not is_state(mention.actor):
        return None
    site = locate(token.text)
    return None if site is not None and site.country == mention.actor and token.ent_type_ in ENTITIES else mention.actor


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    return frozenset(word for row in load_table("places/nouns.tsv", ("kind", "words")) for word in row.several("words"))
