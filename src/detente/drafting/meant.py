"""Whom words mean that name nobody: "both sides", "we", "the other side", "the army", "the Front", a surname that another text explains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from detente.drafting.called import find_called
from detente.drafting.parties import Parties
from detente.drafting.telling import statements_around
from detente.records import Reading

#: Where words stand in a sentence, and the party they mean.
Place = tuple[int, int, str]

_SIDES = "sides|parties|governments|capitals|countries|states|nations|neighbou?rs|armies|militaries|leaders|foreign ministers|camps"
#: Words for both sides at once.
_BOTH = re.compile(
    rf"\b(?:both|each|either|neither|the two)(?: (?:of them|{_SIDES})\b)?|\bthe (?:two )?(?:sides|parties|rivals|foes)\b", re.IGNORECASE
)
_OTHER = re.compile(r"\bthe other (?:side|party|government|country|capital|camp|army)\b", re.IGNORECASE)
_WE = re.compile(r"\b(?:we|our|us|ourselves)\b", re.IGNORECASE)
#: What an organisation is for short: the Front, of the National Liberation Front.
_SHORT = re.compile(
    r"(?:Front|Movement|Army|Union|League|Party|Council|Alliance|Federation|Authority|Organi[sz]ation|Congress|Committee|"
    r"Brotherhood|Resistance|Column|Brigades?|Coalition|Confederation|Directory|Board)"
)
_THE_SHORT = re.compile(rf"\b[Tt]he (?P<short>{_SHORT.pattern})\b(?! (?:of|for)\b)")
_NAME = re.compile(r"\b[A-Z][\w’'-]*\w")


class Meant:
    """Finds whom words mean that name nobody.

    Parameters
    ----------
    readings
        All texts: who somebody is, is told in one and known in the others.
    parties
        Their parties. Both sides are the two that are asked for.
    """

    def __init__(self, readings: Sequence[Reading], parties: Parties) -> None:
        self._parties = parties
        self._both = parties.asked if len(parties.asked) == 2 else ()
        self._surnames = self._of_persons(readings)
        self._shorts = self._of_organisations()

    def find(self, reading: Reading, sentence: tuple[int, int], known: Sequence[Place], topic: str | None) -> list[Place]:
        """Give where words of a sentence mean a party; words for both sides stand there once for each.

        Parameters
        ----------
        reading, sentence
            The text, and where the sentence stands in it.
        known
            Where parties are named in the sentence.
        topic
            The party the text was about before it.
        """
        words = reading.document.text[slice(*sentence)]
        found = [*self._called_in(words, known), *self._told_elsewhere(words, known), *self._own(reading, sentence)]
        found += [(*match.span(), party) for match in _BOTH.finditer(words) for party in self._both]
        here = {party for _, _, party in known} & {*self._both} or {party for party in self._both if party == topic}
        if len(here) == 1:
            found += [(*match.span(), party) for match in _OTHER.finditer(words) for party in {*self._both} - here]
        return found

    def _called_in(self, words: str, known: Sequence[Place]) -> Iterator[Place]:
        """Give where a party is called by what it is, where nobody else is named there or right before: "Chadian rebels"."""
        for start, end, party in find_called(words, self._parties.called):
            beside = {of for first, last, of in known if first < end and start < last + 2}
            if beside <= {party, party[:3]}:
                yield start, end, party

    def _told_elsewhere(self, words: str, known: Sequence[Place]) -> Iterator[Place]:
        """Give where the text has a surname, or a short name, that the texts tell whose it is, and the reader does not know it there."""
        matches = [(match, self._surnames.get(match[0])) for match in _NAME.finditer(words)]
        matches += [(match, self._shorts.get(match["short"])) for match in _THE_SHORT.finditer(words)]
        for match, party in matches:
            if party is not None and not any(first < match.end() and match.start() < last for first, last, _ in known):
                yield (*match.span(), party)

    def _own(self, reading: Reading, sentence: tuple[int, int]) -> Iterator[Place]:
        """Give where a party speaks of itself: "we", in what its people say."""
        for match in _WE.finditer(reading.document.text, *sentence):
            around = statements_around(reading, *match.span())
            source = around[-1].source if around else None
            party = self._parties.of(reading.document.id, source) if source else ""
            if self._parties.can_decide(party):
                yield match.start() - sentence[0], match.end() - sentence[0], party

    def _of_persons(self, readings: Sequence[Reading]) -> Mapping[str, str]:
        """Give whose people are told of, by their last name, where all texts that know agree."""
        sides: dict[str, set[str]] = {}
        for reading in readings:
            for actor in reading.actors:
                if actor.person and actor.party:
                    sides.setdefault(actor.person.split()[-1], set()).add(self._parties.of_code(reading.document.id, actor.code))
        return self._of_one(sides)

    def _of_organisations(self) -> Mapping[str, str]:
        """Give which organisation a short name means, where it is that of one only."""
        sides: dict[str, set[str]] = {}
        for code, party in self._parties.known.items():
            for word in party.name.split()[:1] + party.name.split()[-1:]:
                if _SHORT.fullmatch(word) and " " in party.name:
                    sides.setdefault(word, set()).add(code)
        return self._of_one(sides)

    def _of_one(self, sides: Mapping[str, Set[str]]) -> Mapping[str, str]:
        """Keep the words that mean one party alone, which can decide."""
        return {word: party for word, (party, *others) in sides.items() if not others and self._parties.can_decide(party)}

