"""The country of who is told to be of a town no table of actors knows: "Leipzig police", "the mayor of Gdansk", "students from Pune"."""

from __future__ import annotations

from detente.reading.actors.entries import Kind, RoleKind
from detente.reading.actors.joints import is_theirs, joints
from detente.reading.actors.phrase import Phrase
from detente.reading.actors.text import SOFT, Words
from detente.reading.places.gazetteer import clearly

_LONGEST = 3  # words of a town's name
_LEAST = 4  # letters: shorter capitalised words are names of anything
_OF_PLACES = frozenset({RoleKind.BODY, RoleKind.GROUP})


def take_towns(phrases: list[Phrase], words: Words) -> None:
    """Give role nouns, in place, the country of the town before them, or behind them after "of", "from" or "in"."""
    taken = {k for phrase in phrases for k in range(phrase.start, phrase.end)}
    for phrase in phrases:
        if phrase.kind is not Kind.ROLE or phrase.country or phrase.code or phrase.role is None or phrase.gone:
            continue
        if phrase.plural or phrase.role in _OF_PLACES or phrase.entry.office:
            _take_before(phrase, words, taken)
        if phrase.country is None and phrase.role is not RoleKind.PARTITIVE:
            _take_behind(phrase, words, taken)


def _take_before(phrase: Phrase, words: Words, taken: set[int]) -> None:
    for length in range(_LONGEST, 0, -1):
        start = phrase.start - length
        if start < 0 or not _is_name(start, phrase.start, words, taken) or words.gap[phrase.start] != SOFT:
            continue
        country = clearly(_written(start, phrase.start, words))
        if country is not None:
            phrase.country, phrase.start = country, start
            return


def _take_behind(phrase: Phrase, words: Words, taken: set[int]) -> None:
    start = phrase.end + 1
    if start >= len(words) or words.gap[phrase.end] != SOFT or words.gap[start] != SOFT or phrase.end in taken:
        return
    if phrase.start and is_theirs(words.plain[phrase.start - 1]):
        return  # "their barracks in Gori" are theirs, wherever they stand
    preposition = words.plain[phrase.end]
    resident = preposition in joints().place and not phrase.entry.office and phrase.entry.name not in joints().visitors
    if not resident and preposition not in ("of", "from"):
        return  # "its envoy in Geneva" is of another country
    for end in range(min(start + _LONGEST, len(words)), start, -1):
        if _is_name(start, end, words, taken):
            country = clearly(_written(start, end, words))
            if country is not None:
                phrase.country, phrase.end = country, end
                return


def _is_name(start: int, end: int, words: Words, taken: set[int]) -> bool:
    """Whether words are capitalised, side by side, and in no other phrase; the last is no mere initial."""
    if end - start == 1 and len(words.form[start]) < _LEAST:
        return False
    within = range(start + 1, end)
    return (
        all(words.capital(k) and k not in taken for k in range(start, end))
        and all(words.gap[k] == SOFT and not words.possessive[k - 1] for k in within)
        and not words.form[start].isupper()
    )


def _written(start: int, end: int, words: Words) -> str:
    return words.text[words.start[start] : words.end[end - 1]]
