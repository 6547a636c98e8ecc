"""The forms of English verbs, so that a table names a verb once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from detente.drafting.courses import data_table

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of a verb; a past or participle may be spelled in more than one way.

    Parameters
    ----------
    base, third, gerund
        "close", "closes", "closing".
    past, participle
        "closed"; "broke" and "broken".
    """

    base: str
    third: str
    gerund: tuple[str, ...]
    past: tuple[str, ...]
    participle: tuple[str, ...]

    def all(self) -> tuple[str, ...]:
        """Give every form once."""
        return tuple(dict.fromkeys((self.base, self.third, *self.gerund, *self.past, *self.participle)))


@lru_cache(maxsize=512)
def forms_of(verb: str) -> Forms:
    """Give the forms of a verb in its base form.

    Raises
    ------
    KnowledgeError
        If ``data/irregular.tsv`` is missing or wrong.

    Examples
    --------
    >>> forms_of("withdraw").participle, forms_of("ban").past, forms_of("levy").third, forms_of("close").gerund
    (('withdrawn',), ('banned',), 'levies', ('closing',))
    """
    past, participle, gerund = _irregular().get(verb, ((), (), ()))
    stem = f"{verb}{verb[-1]}" if _doubles(verb) else verb
    if verb.endswith("e"):
        regular = f"{verb}d"
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        regular = f"{verb[:-1]}ied"
    else:
        regular = f"{stem}ed"
    if verb.endswith("ie"):
        going_on = f"{verb[:-2]}ying"
    else:
        going_on = f"{verb[:-1] if verb.endswith('e') and not verb.endswith(('ee', 'oe', 'be')) else stem}ing"
    return Forms(verb, _third(verb), gerund or (going_on,), past or (regular,), participle or (regular,))


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return f"{verb[:-1]}ies"
    if verb == "be":
        return "is"
    return f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{verb}s"


def _doubles(verb: str) -> bool:
    """Whether the last consonant is doubled: one syllable that ends in a single vowel and a consonant."""
    if len(verb) < 3 or verb[-1] in f"{_VOWELS}wxyh" or verb[-2] not in _VOWELS or verb[-3] in _VOWELS:
        return False
    return sum(letter in _VOWELS for letter in verb) == 1


@lru_cache(maxsize=1)
def _irregular() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    rows = data_table("irregular.tsv", ("verb", "past", "participle", "gerund"))
    return {row["verb"]: (row.several("past"), row.several("participle"), row.several("gerund")) for row in rows}
