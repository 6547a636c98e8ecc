"""Words that tell of a noun how it stands: "remains in force", "has not been lifted", "is at a standstill"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.drafting.courses import data_table, entry_pattern
from detente.drafting.verbs import forms_of

_ADVERBS = (
    r"(?:(?:still|now|again|also|largely|mostly|effectively|all\W+but|currently|once\W+more|officially|formally|already|since|so\W+far|almost|"
    r"nearly|virtually|indefinitely|partly|fully|finally|quietly|abruptly|all|both|yet|long|only|just|today|anew)\W+){0,3}"
)
_NO = r"(?:not|never)\W+"
_PERFECT = rf"(?:has|have|had)\W+{_ADVERBS}"
#: What stands before a participle or adjective that tells of a noun; a group named ``no...`` is there where it is denied.
BEING = (
    rf"(?:{_PERFECT}(?:(?P<no_a>{_NO}){_ADVERBS})?(?:been\W+)|(?:has|have|had)(?P<no_b>n['’]t)\W+{_ADVERBS}been\W+|"
    rf"(?:has|have)\W+(?P<no_e>yet\W+to\W+be)\W+|(?:is|are|was|were)(?:(?P<no_c>n['’]t))?\W+{_ADVERBS}(?P<no_d>{_NO}|no\W+longer\W+)?(?:being\W+)?|"
    rf"(?:remain|stay|stand|lie)s?\W+|(?:remained|stayed|stood|lay)\W+){_ADVERBS}"
)
_FINITE = (
    rf"(?:(?:(?P<no_a>(?:has|have|had|does|do|did)(?:n['’]t\W+|\W+{_ADVERBS}{_NO})|(?:has|have)\W+yet\W+to\W+|no\W+longer\W+|never\W+)|{_PERFECT})"
    rf"{_ADVERBS})?{_ADVERBS}"
)
_LASTING = re.compile(
    r"\b(remain|stay|stand|still|continu|holds|holding|is|are|has been|have been|has|have|go on|goes on|persist)", re.IGNORECASE
)
#: Words before which what looks like a verb is a noun: "by the end", "a start".
_NOUN = re.compile(r"\b(?:the|an?|at|by|its|their|of|in|this|that|no|for|with)\W+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Predicate:
    """What some words tell of a course.

    Parameters
    ----------
    going_on
        Whether it goes on.
    start, end
        Where they stand in the words searched.
    lasting
        Whether they tell of how things stand, rather than of a day on which something happened.
    """

    going_on: bool
    start: int
    end: int
    lasting: bool


@dataclass(frozen=True, slots=True)
class _Row:
    going_on: bool
    of: str
    pattern: re.Pattern[str]


def is_denied(match: re.Match[str]) -> bool:
    """Whether a match of a pattern with `BEING` says that it is not so."""
    return any(found for name, found in match.groupdict().items() if name.startswith("no_"))


def is_lasting(match: re.Match[str]) -> bool:
    """Whether a match tells of how things stand."""
    return is_denied(match) or _LASTING.search(match[0]) is not None


def find_predicates(words: str, *, conflict: bool) -> list[Predicate]:
    """Find what is told of a noun of a course, first come first, the longest of those at one place.

    Parameters
    ----------
    words
        What follows the noun in its sentence.
    conflict
        Whether the course is one of conflict.

    Raises
    ------
    KnowledgeError
        If a row of ``data/predicates.tsv`` is wrong.

    Examples
    --------
    >>> [(each.going_on, each.lasting) for each in find_predicates(" on Cuba have not been lifted", conflict=True)]
    [(True, True)]
    """
    of = ("any", "conflict" if conflict else "cooperation")
    found = [
        Predicate(row.going_on is not is_denied(said), said.start(), said.end(), is_lasting(said))
        for row in _rows()
        if row.of in of and (said := next((m for m in row.pattern.finditer(words) if not _NOUN.search(words[: m.start()])), None))
    ]
    return sorted(found, key=lambda each: (each.start, -each.end))


@lru_cache(maxsize=1)
def _rows() -> Sequence[_Row]:
    found = []
    for row in data_table("predicates.tsv", ("tells", "of", "kind", "words")):
        going_on = row.one_of("tells", frozenset({"on", "over"})) == "on"
        of = row.one_of("of", frozenset({"conflict", "cooperation", "any"}))
        kind = row.one_of("kind", frozenset({"verb", "passive", "after", "words"}))
        alternatives = "|".join(_pattern(kind, words) for words in sorted(row.several("words"), key=len, reverse=True))
        before = {"verb": _FINITE, "passive": BEING, "after": BEING, "words": ""}[kind]
        found.append(_Row(going_on, of, re.compile(rf"\b{before}(?:{alternatives})(?![\w-])", re.IGNORECASE)))
    return found


def _pattern(kind: str, words: str) -> str:
    if kind in ("after", "words"):
        return entry_pattern(words)
    verb, _, rest = words.partition(" ")
    forms = forms_of(verb)
    rest = rf"\W+{entry_pattern(rest)}" if rest else ""
    if kind == "passive":
        return rf"(?:{'|'.join(forms.participle)}){rest}"
    going = rf"(?:is|are|was|were|has been|have been)\W+{_ADVERBS}(?:{'|'.join(forms.gerund)})"
    finite = "|".join(dict.fromkeys((*forms.past, *forms.participle, forms.third, forms.base)))
    return rf"(?:{going}|{finite}){rest}"
