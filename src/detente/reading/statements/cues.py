"""What attributes: the tables of cues, of attributing phrases and of nouns that can be sources."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from detente.reading.lexicon import Row, load_table
from detente.records import Stance

PARTS = frozenset({"verb", "noun", "adj"})
VERB_FRAMES = frozenset({"that", "quote", "np", "to", "ing", "objto", "addr", "np+of", "pred", "shown"})
NOUN_FRAMES = frozenset({"that", "to", "of", "about", "for", "on", "over", "at", "with", "by", "against", "in"})
KINDS = frozenset({"official", "expert", "witness", "anonymous", "party", "organisation", "media", "document", "thing"})


@dataclass(frozen=True, slots=True)
class Cue:
    """An entry of the table of cues.

    Parameters
    ----------
    words
        Its lemma and, where it has them, its particle and preposition.
    stance
        What it tells of the source's attitude to the content.
    frames
        How the content follows.
    weight
        How surely it attributes, 0 to 1.
    """

    words: tuple[str, ...]
    stance: Stance
    frames: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """An attributing phrase: the words before its source and, after a possessive source, behind it."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    stance: Stance
    weight: float


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues by the lemma they begin with, one table a part of speech; phrases by their first word; kinds of source by noun or ending;
    nouns that take up what was said."""

    verbs: dict[str, tuple[Cue, ...]]
    nouns: dict[str, tuple[Cue, ...]]
    adjectives: dict[str, tuple[Cue, ...]]
    phrases: dict[str, tuple[Phrase, ...]]
    kinds: dict[str, str]
    endings: dict[str, str]
    comments: frozenset[str]


@lru_cache(maxsize=4)
def load_cues(cues: Path | None = None, phrases: Path | None = None, sources: Path | None = None) -> Cues:
    """Load the tables of cues, by default the project's own.

    Raises
    ------
    KnowledgeError
        If an entry is wrong; the message names file and line.

    Examples
    --------
    >>> load_cues().verbs["deny"][0].stance.value
    'denies'
    """
    tables: dict[str, dict[str, list[Cue]]] = {part: {} for part in sorted(PARTS)}
    for row in load_table("statements/cues.tsv", ("cue", "pos", "stance", "frames", "weight"), path=cues):
        part = row.one_of("pos", PARTS)
        words = tuple(row["cue"].lower().split())
        if not words:
            raise row.wrong("the cue is empty; give a lemma")
        frames = row.several("frames")
        unknown = sorted(set(frames) - (VERB_FRAMES if part == "verb" else NOUN_FRAMES))
        if unknown or not frames:
            raise row.wrong(f"{', '.join(unknown) or 'nothing'} is no frame of a {part}; the head of the table lists them")
        stance = Stance(row.one_of("stance", frozenset(s.value for s in Stance)))
        tables[part].setdefault(words[0], []).append(Cue(words, stance, frozenset(frames), _weight(row)))
    verbs, nouns, adjectives = (
        {lemma: _longest_first(entries) for lemma, entries in tables[part].items()} for part in ("verb", "noun", "adj")
    )
    kinds, endings = _load_kinds(sources)
    comments = frozenset(row["noun"].lower() for row in load_table("statements/comments.tsv", ("noun",)))
    return Cues(verbs, nouns, adjectives, _load_phrases(phrases), kinds, endings, comments)


def _load_kinds(path: Path | None) -> tuple[dict[str, str], dict[str, str]]:
    """Read the kinds of source by noun and by the ending of a plural noun (``*ists``)."""
    nouns: dict[str, str] = {}
    endings: dict[str, str] = {}
    for row in load_table("statements/sources.tsv", ("noun", "kind"), path=path):
        noun, kind = row["noun"].lower(), row.one_of("kind", KINDS)
        if noun.startswith("*"):
            endings[noun[1:]] = kind
        else:
            nouns[noun] = kind
    return nouns, endings


def _longest_first(entries: list[Cue]) -> tuple[Cue, ...]:
    return tuple(sorted(entries, key=lambda cue: (-len(cue.words), -cue.weight, cue.words, cue.stance.value)))


def _weight(row: Row) -> float:
    try:
        weight = float(row["weight"])
    except ValueError:
        weight = -1.0
    if not 0 < weight <= 1:
        raise row.wrong(f"the weight is {row['weight']!r}; it must be a number above 0 and at most 1")
    return weight


def _load_phrases(path: Path | None) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for row in load_table("statements/phrases.tsv", ("phrase", "after", "stance", "weight"), path=path):
        before = tuple(row["phrase"].lower().split())
        if not before:
            raise row.wrong("the phrase is empty; give the words before the source")
        stance = Stance(row.one_of("stance", frozenset(s.value for s in Stance)))
        phrase = Phrase(before, tuple(row["after"].lower().split()), stance, _weight(row))
        found.setdefault(before[0], []).append(phrase)
    return {word: tuple(entries) for word, entries in found.items()}
