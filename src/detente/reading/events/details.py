"""How many were killed, injured and arrested, and in what context."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from detente.ontology import CONTEXTS, MODES
from detente.reading.events import frames
from detente.reading.lexicon import load_table
from detente.reading.sentences import sentence_of
from detente.records import Numbers

COUNTED = frozenset({"dead", "injured", "arrested"})
SLOTS = frozenset({"obj", "subj", "self"})
STRUCK = frozenset({"dobj", "nsubjpass"})  # what is struck is no means: "attacked a helicopter"
CLAUSES = frozenset({"advcl", "ccomp", "relcl", "conj", "parataxis"})  # nor what another deed was done with
FIRING = frozenset({"launch", "fire", "use", "drop", "throw", "hurl", "lob", "detonate", "explode", "plant", "set", "send", "rain", "fly"})


@dataclass(frozen=True, slots=True)
class DetailWords:
    """Words that tell what a number counts (by base form: detail and slot), number words, context words, and modes by type and word."""

    counted: Mapping[str, tuple[tuple[str, str], ...]]
    numbers: Mapping[str, int]
    contexts: Mapping[str, tuple[str, ...]]
    modes: Mapping[tuple[str, str], str]


@lru_cache(maxsize=1)
def load_detail_words() -> DetailWords:
    """Load the tables of details.

    Raises
    ------
    KnowledgeError
        If an entry is wrong; file and line are named.
    """
    counted: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in load_table("events/details.tsv", ("detail", "slot", "words")):
        kind = (row.one_of("detail", COUNTED), row.one_of("slot", SLOTS))
        for word in row.several("words"):
            counted[word] = (*counted.get(word, ()), kind)
    contexts: dict[str, tuple[str, ...]] = {}
    for row in load_table("events/contexts.tsv", ("context", "words")):
        name = row.one_of("context", frozenset(CONTEXTS))
        for word in row.several("words"):
            contexts[word] = (*contexts.get(word, ()), name)
    numbers: dict[str, int] = {}
    for row in load_table("events/numbers.tsv", ("word", "value")):
        if not row["value"].isdigit():
            raise row.wrong(f"{row['value']!r} is no whole number")
        numbers[row["word"]] = int(row["value"])
    modes: dict[tuple[str, str], str] = {}
    for row in load_table("events/instruments.tsv", ("type", "mode", "words")):
        if (row["type"], row["mode"]) not in MODES:
            raise row.wrong(f"{row['type']} has no mode {row['mode']!r}")
        for word in row.several("words"):
            modes.setdefault((row["type"], word), row["mode"])
    return DetailWords(counted, numbers, contexts, modes)


def mode_of(token: Token, kind: str) -> str | None:
    """Give the mode that a word of an event's phrase shows ("attacked with missiles"), or None."""
    modes = load_detail_words().modes
    fires = token.lemma_.lower() in FIRING
    apart = CLAUSES if fires else CLAUSES | STRUCK
    struck = {word.i for child in token.children if child.dep_ in apart for word in child.subtree}
    for word in token.subtree:
        if word.i in struck:
            continue
        found = modes.get((kind, word.lower_))
        if found is not None:
            return found
    return None


def numbers_near(token: Token) -> Numbers:
    """Give the counts of dead, injured and arrested that an event's sentence tells."""
    words = load_detail_words()
    found: dict[str, int] = {}
    for word in sentence_of(token):
        for detail, slot in words.counted.get(word.lemma_.lower(), ()):
            if detail not in found and (number := _counted(word, slot, words)) is not None:
                found[detail] = number
    return Numbers(found.get("dead"), found.get("injured"), found.get("arrested"))


def number_of(head: Token) -> int | None:
    """Give the number of people a phrase tells: 60 of "60 protesters", or None."""
    return _number(head, load_detail_words())


def _counted(word: Token, slot: str, words: DetailWords) -> int | None:
    if slot == "self":
        people = [word, *word.lefts] if word.pos_ in ("NOUN", "PROPN") else [word.head, *word.lefts]
        if word.dep_ in ("oprd", "ccomp", "acomp"):
            people += [c for c in (*word.head.children, *word.children) if c.dep_ in ("dobj", "nsubj")]  # "left 14 people dead"
    else:
        people = frames.objects(word) if slot == "obj" else frames.subject(word)
    for person in people:
        number = _number(person, words)
        if number is not None:
            return number
    return None


def _number(head: Token, words: DetailWords) -> int | None:
    """Read the number before a noun, or the noun itself where it is a number ("killed 12")."""
    parts = [c for c in head.children if c.dep_ == "nummod" and c.i < head.i]
    if head.pos_ == "NUM":
        parts = [*(c for c in head.children if c.pos_ == "NUM"), head]
    elif parts:
        parts = [*(c for c in parts[-1].children if c.pos_ == "NUM"), parts[-1]]
    total = 0
    for part in parts:
        value = _value(part.lower_, words)
        if value is None:
            return None
        if part.lower_ == "dozen":  # "two dozen"
            total = max(total, 1) * value
            continue
        total = max(total, 1) * value if value >= 100 and value in (100, 1000, 1_000_000) and total else total + value
    return total or None


def _value(text: str, words: DetailWords) -> int | None:
    plain = text.replace(",", "")
    if plain.isascii() and plain.isdigit():
        return int(plain)
    first, hyphen, second = text.partition("-")
    if hyphen and first in words.numbers and second in words.numbers:
        return words.numbers[first] + words.numbers[second]
    return words.numbers.get(text)


def contexts_of(token: Token, known: tuple[str, ...]) -> tuple[str, ...]:
    """Give the contexts of an event: its entry's, and those that words of its phrase or clause show; sorted."""
    words = load_detail_words().contexts
    found = set(known)
    for word in token.subtree:
        found.update(words.get(word.lower_, ()))
    return tuple(sorted(found))
