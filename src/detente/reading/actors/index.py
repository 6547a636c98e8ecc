"""The actors of a document: which token stands in which mention, and who a noun phrase stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from detente.records import Actor, Mention

_COORDINATION = "conj"
_APPOSITION = "appos"
_BEFORE = frozenset({"nmod", "amod", "compound"})


@dataclass(frozen=True, slots=True)
class ActorIndex:
    """The mentions of a document and the actors they stand for.

    Parameters
    ----------
    mentions
        Every mention, in text order.
    table
        The actors by code.
    home
        The country whose outlet the text is of, if it speaks of it.

    Examples
    --------
    >>> from detente.reading.language import load_language, parse
    >>> from detente.reading.actors import find_actors
    >>> from detente.records import DateOrigin, Document, Genre
    >>> text = "US and South Korean troops drilled."
    >>> document = Document("d", text, None, None, DateOrigin.UNKNOWN, None, None, None, Genre.UNKNOWN, "d.txt", "")
    >>> doc = parse(text, load_language())
    >>> index = find_actors(doc, document)
    >>> [mention.actor for mention in index.of_phrase(doc[4])]
    ['USA-MIL', 'KOR-MIL']
    """

    mentions: tuple[Mention, ...]
    table: dict[str, Actor]
    _by_token: dict[int, int] = field(repr=False)  # token -> mention
    _shared: dict[int, tuple[int, ...]] = field(repr=False)  # mention -> all that share its noun
    _carriers: frozenset[int] = field(repr=False)  # tokens such as "hundreds" that stand for what follows "of"
    home: str | None = None

    def at(self, token: Token) -> Mention | None:
        """Give the mention that covers a token, or None."""
        number = self._by_token.get(token.i)
        return None if number is None else self.mentions[number]

    def of_phrase(self, head: Token) -> tuple[Mention, ...]:
        """Say who the noun phrase headed by a token stands for.

        Coordinated actors are told apart, appositions joined, "hundreds of protesters" are the protesters; the empty tuple stands
        for what is no actor.

        Parameters
        ----------
        head
            The head of the noun phrase.
        """
        found: dict[int, None] = {}
        for each in (head, *_conjuncts(head)):
            for number in self._of_head(each):
                found[number] = None
        actors: set[str] = set()
        mentions = []
        for number in found:
            mention = self.mentions[number]
            if mention.actor not in actors:
                actors.add(mention.actor)
                mentions.append(mention)
        return tuple(mentions)

    def _of_head(self, head: Token) -> Iterable[int]:
        number = self._by_token.get(head.i)
        if number is not None:
            return [*self._joined_before(head, number), *self._shared.get(number, (number,))]
        if head.i in self._carriers:
            return [n for child in _of_objects(head) for n in self._of_head(child)]
        for child in head.children:
            if child.dep_ == _APPOSITION and child.i in self._by_token:
                return self._of_head(child)
        return ()

    def _joined_before(self, head: Token, number: int) -> list[int]:
        """Give the short name joined to the first word of a longer one: the North in "North and South Korea"."""
        short = (c for c in head.children if c.dep_ in _BEFORE and any(self._by_token.get(t.i) == number for t in _conjuncts(c)))
        found = (self._by_token.get(child.i) for child in short)
        return [each for each in found if each is not None and each != number]


def _conjuncts(head: Token) -> Iterable[Token]:
    for child in head.children:
        if child.dep_ == _COORDINATION and child.i > head.i:
            yield child
            yield from _conjuncts(child)


def _of_objects(head: Token) -> Iterable[Token]:
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for thing in child.children:
                if thing.dep_ == "pobj":
                    yield thing
                    yield from _conjuncts(thing)
