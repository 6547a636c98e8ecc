"""What the status of events is judged from, loaded from the tables in ``lexicon/status``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from detente.reading.lexicon import load_table
from detente.records import Status

STATUSES = frozenset(Status)
EFFECTS = frozenset({"same", "potential", "opposite", "own", "fact"}) | STATUSES
FRAME_WORDS = frozenset({"infinitive", "clause", "gerund", "object", "subject", "participle", "enterprise", "order", "being", "terms"})
LONGEST = 4  # words of a marker: "in the event of"
PARTS = frozenset({"verb", "noun", "adj", "adv"})
PLACES = frozenset({"auxiliary", "adverb", "determiner", "modifier", "participant", "conjunction", "opener", "preposition"}) | frozenset(
    {"time", "occasion", "antecedent"}
)
MARKS = frozenset({"own", "governor", "ahead", "price", "member"}) | STATUSES
HISTORY_PLACES = frozenset({"modifier", "unit", "period", "adverb", "distance", "decade", "age", "ruler"})
PART_OF = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adv", "SCONJ": "verb", "ADP": "verb"}


@dataclass(frozen=True, slots=True)
class Signature:
    """What a predicate says of the event it takes along.

    Parameters
    ----------
    name
        The class, e.g. ``"implicative"``.
    holds, denied
        The effect where the predicate is a fact, and where it is negated.
    """

    name: str
    holds: str
    denied: str


@dataclass(frozen=True, slots=True)
class StatusKnowledge:
    """The tables of this stage, ready to look up.

    Parameters
    ----------
    predicates
        Signature by lemma, part of speech and frame.
    markers
        Status (or way of passing on) by place and word.
    history
        Words that tell of the more distant past, by place.
    phrasal
        Verbs with their particle that the predicates hold in any frame.
    ends
        Last words of markers of several words.
    """

    predicates: dict[tuple[str, str, str], Signature]
    markers: dict[str, dict[str, str]]
    history: dict[str, frozenset[str]]
    phrasal: frozenset[str]
    ends: frozenset[str]

    def signature(self, token: Token, frame: str) -> Signature | None:
        """Give the signature of a word for what hangs on it in a frame, or None where the tables know none."""
        part = PART_OF.get(token.pos_)
        if part is None:
            return None
        lemma, lower = token.lemma_.lower(), token.lower_
        if part == "verb":
            for child in token.children:
                # "call off" is no call: a verb with its particle is a word of its own where the tables know it.
                if child.dep_ == "prt" and (phrasal := self.predicates.get((f"{lemma} {child.lower_}", part, frame))) is not None:
                    return phrasal
                if child.dep_ == "prt" and f"{lemma} {child.lower_}" in self.phrasal:
                    return None
        found = self.predicates.get((lower, part, frame)) or self.predicates.get((lemma, part, frame))
        if found is None and part == "adj":
            # The tagger wavers between participle and adjective: "scheduled", "feared".
            return self.predicates.get((lemma, "verb", frame))
        if found is None and part == "verb":
            return self.predicates.get((lower, "adj", frame))
        return found

    def marker(self, place: str, token: Token) -> str | None:
        """Give what the tables say of a marker, of the longest words that end with it: "rather than" before "than"."""
        phrase = self.phrase(place, token)
        return phrase[1] if phrase is not None else self.markers[place].get(token.lower_)

    def phrase(self, place: str, token: Token) -> tuple[str, str] | None:
        """Give the marker of several words that ends with a word, and what the tables say of it."""
        if token.lower_ not in self.ends:
            return None
        for count in range(min(LONGEST, token.i + 1), 1, -1):
            words = " ".join(other.lower_ for other in token.doc[token.i - count + 1 : token.i + 1])
            if (status := self.markers[place].get(words)) is not None:
                return words, status
        return None


@cache
def load_status_knowledge() -> StatusKnowledge:
    """Load the tables once.

    Raises
    ------
    KnowledgeError
        If a row is wrong; the message names file and line.
    """
    predicates, markers = _predicates(_signatures()), _markers()
    phrasal = frozenset(word for word, part, _ in predicates if part == "verb" and " " in word)
    ends = frozenset(word.split()[-1] for words in markers.values() for word in words if " " in word)
    return StatusKnowledge(predicates, markers, _history(), phrasal, ends)


def _signatures() -> dict[str, Signature]:
    found: dict[str, Signature] = {}
    for row in load_table("status/classes.tsv", ("class", "holds", "denied", "meaning")):
        found[row["class"]] = Signature(row["class"], row.one_of("holds", EFFECTS), row.one_of("denied", EFFECTS))
    return found


def _predicates(signatures: dict[str, Signature]) -> dict[tuple[str, str, str], Signature]:
    found: dict[tuple[str, str, str], Signature] = {}
    for row in load_table("status/predicates.tsv", ("class", "pos", "frames", "words")):
        signature = signatures[row.one_of("class", frozenset(signatures))]
        part = row.one_of("pos", PARTS)
        frames, words = row.several("frames"), row.several("words")
        if not frames or not words:
            raise row.wrong("a row needs frames and words")
        for frame in frames:
            if frame not in FRAME_WORDS and not frame.isalpha():
                raise row.wrong(f"{frame!r} is neither a preposition nor one of {', '.join(sorted(FRAME_WORDS))}")
            for word in words:
                found.setdefault((word, part, frame), signature)
    return found


def _markers() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {place: {} for place in sorted(PLACES)}
    for row in load_table("status/markers.tsv", ("place", "status", "words")):
        place, status = row.one_of("place", PLACES), row.one_of("status", MARKS)
        for word in row.several("words"):
            found[place].setdefault(word, status)
    return found


def _history() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in load_table("status/history.tsv", ("place", "words")):
        place = row.one_of("place", HISTORY_PLACES)
        found[place] = found.get(place, frozenset()) | frozenset(row.several("words"))
    return found
