"""The forms by which the parties of some documents are named: "Algeria", "Algerian", "Algiers", "the Front"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from detente.drafting.meant import Meant
from detente.drafting.parties import Parties, bare
from detente.reading.actors.tables import countries, organisations, regions
from detente.records import Mention, Reading

#: Words at most before a party's name for the sentence to be about it.
_OPENING = 3
#: A sentence that begins with a condition is about whom the last one was about.
_CONDITION = re.compile(r"\W*(?:if|unless|until|once|as long as|so long as|as soon as)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, who is named in it, and whom it goes on about.

    Parameters
    ----------
    span, words
        Where it stands in the document, and its words.
    named
        Where parties are named in it, and which.
    topic
        The party its opening names, or else that of the last sentence: whom "it" stands for.
    meant
        Where the reader knows a party by its name, its officials and organs, its things, or a pronoun (`Reading.named`), and where other
        words mean one (`detente.drafting.meant`); words for both sides mean each.
    """

    span: tuple[int, int]
    words: str
    named: tuple[tuple[int, int, str], ...]
    topic: str | None
    meant: tuple[tuple[int, int, str], ...] = ()


class Surfaces:
    """Finds parties in sentences by the forms that name them.

    Parameters
    ----------
    readings
        Whose records name parties.
    parties
        The parties of these readings.

    Notes
    -----
    A form counts for a party if the tables of actors say so or if the records of the documents use it so, as a whole or, before another
    word, as its adjective ("Vaskian fishermen"). A form used for several parties names none.
    """

    def __init__(self, readings: Iterable[Reading], parties: Parties) -> None:
        given = list(readings)
        self._parties = parties
        self._meant = Meant(given, parties)
        self._lines: dict[str, tuple[Line, ...]] = {}
        counts: dict[str, Counter[str]] = {}
        for reading in given:
            for mention in _mentions(reading):
                party = parties.of(reading.document.id, mention)
                if party.startswith("~") or not parties.can_decide(party):
                    continue
                for form in _forms(mention.span.quote, parties.name(party)):
                    counts.setdefault(form, Counter())[party] += 1
        known = {form: code for form, code in _known().items() if parties.can_decide(code)}
        told = {form: next(iter(of)) for form, of in counts.items() if len(of) == 1}
        # A longer name of somebody else names none of these: the "Sudan" of "South Sudan".
        words = {word for form in (*told, *known) for word in form.split()}
        longer = {form: "" for form in _known() if form not in known and " " in form and words & set(form.split())}
        self._of: Mapping[str, str] = {**longer, **told, **known}
        forms = sorted(map(re.escape, self._of), key=lambda form: (-len(form), form))
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)") if forms else None

    def find(self, words: str) -> list[tuple[int, int, str]]:
        """Give where parties are named in a sentence, and which, in its order."""
        if self._pattern is None:
            return []
        found = ((match.start(), match.end(), self._of[match[0]]) for match in self._pattern.finditer(words))
        return [entry for entry in found if entry[2]]

    def lines(self, reading: Reading) -> tuple[Line, ...]:
        """Give the sentences of a document; they are asked for more than once and put together once."""
        if reading.document.id not in self._lines:
            self._lines[reading.document.id] = tuple(self._lines_of(reading))
        return self._lines[reading.document.id]

    def _lines_of(self, reading: Reading) -> Iterator[Line]:
        topic: str | None = None
        parties = [(first, last, self._parties.of_code(reading.document.id, code)) for first, last, code in reading.named]
        meant = [place for place in parties if self._parties.can_decide(place[2])]
        for start, end in reading.sentences:
            words = reading.document.text[start:end]
            named = self.find(words)
            inside = [(first - start, last - start, party) for first, last, party in meant if start <= first and last <= end]
            inside += self._meant.find(reading, (start, end), (*named, *inside), topic)
            if not _CONDITION.match(words):
                topic = next((party for place, _, party in named if len(words[:place].split()) <= _OPENING), topic)
            yield Line((start, end), words, tuple(named), topic, tuple(inside))


def _mentions(reading: Reading) -> Iterator[Mention]:
    for event in reading.events:
        yield from (*event.actors, *event.recipients)
    for proposal in reading.proposals:
        yield from (mention for mention in (proposal.by, proposal.of) if mention)
    for statement in reading.statements:
        yield from (mention for mention in (statement.source,) if mention)


def _forms(quote: str, name: str) -> Iterator[str]:
    """Give the forms a mention shows: itself if it is a name, else its first word where that is the party's adjective."""
    whole = bare(quote)
    first, *rest = whole.split() or [""]
    of_name = any(len(first) > 3 and first[:4] == word[:4] for word in name.split())
    if rest and first[:1].isupper() and all(word[:1].isupper() for word in rest):
        yield whole
    elif first[:1].isupper() and of_name:
        yield bare(first)


@lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    """Give the forms of the tables with the code of their party; a form of several parties names none."""
    found: dict[str, set[str]] = {}
    for form, entry in (*countries(), *organisations()):
        code = entry.party or entry.code
        if code and form[:1].isupper() and len(form) > 1:
            found.setdefault(form, set()).add(code)
    known = {form: next(iter(codes)) for form, codes in found.items() if len(codes) == 1}
    return known | {form.title(): entry.party or entry.code for form, entry in regions().items()}
