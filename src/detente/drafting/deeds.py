"""Deeds by which a party takes up a course of action or gives it up, as sentences tell them: a verb and what it is done to.

What is planned, asked for, feared or told under a condition is found too, and marked as no fact: it tells that the course is spoken of.

``data/acts.tsv`` names verb and object once; tense, the passive, "keeps sending", "stopped sending", "has yet to send" are read here, with
the words of ``data/aspects.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.drafting.acts import NONE_OF, Act, find_told, particles
from detente.drafting.clauses import Named, clause_before, doers, is_doubtful, sufferers_owners
from detente.drafting.courses import data_table
from detente.drafting.predicates import is_denied, is_lasting
from detente.drafting.verbs import forms_of

_NONE = re.compile(r"\b(?:no|not one|not a single|not an?|none of (?:the|its|their)|hardly any|few)(?: [\w-]+){0,2}\W+$", re.IGNORECASE)
#: Words right before the words of a deed that make it no deed of whoever is named before: a passive, or an adjective ("the closed road").
_OWNED = re.compile(r"(?:['’]s|s['’])\s+$")  # "Peru's sanctions" is no verb
_PASSIVE = re.compile(
    r"\b(be|been|being|was|were|is|are|by|get|got|the|a|an|its|their|this|that|of|in|from|for|with|after|before)\W*$", re.IGNORECASE
)
_ADVERBS = (
    r"(?:(?:still|now|again|also|even|ever|once|so\W+far|yet|since|all|both|\w+ly|then|soon|twice|at last|in turn|in response)\W+){0,3}"
)
_DENIED = re.compile(
    rf"\b(?:(?:has|have|had)(?:n['’]t\W+|\W+{_ADVERBS}(?:not|never)\W+)|(?:has|have)\W+yet\W+to\W+|"
    rf"(?:does|do|did)(?:n['’]t|\W+{_ADVERBS}not)\W+|no\W+longer\W+|never\W+){_ADVERBS}$",
    re.IGNORECASE,
)
_GOING = re.compile(rf"\b(?:is|are|was|were|been)\W+{_ADVERBS}$|\bby\W+$", re.IGNORECASE)
_PERFECT = re.compile(rf"\b(?:has|have|had)\W+{_ADVERBS}$", re.IGNORECASE)
_STILL = re.compile(rf"\b(?:still|now|also|again|all|both)\W+{_ADVERBS}$", re.IGNORECASE)
#: What shows that a denial tells how things stand, and not only that an accusation is rejected.
_SINCE = re.compile(r"\b(?:since|still|yet|so far|no longer|any ?more|again|for (?:\w+ ){1,2}(?:days|weeks|months|years))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed that a sentence tells.

    Parameters
    ----------
    course, takes
        The course, and whether it is being taken.
    of
        The parties whose deed it is; empty where the sentence does not name them.
    start, end
        Where its words stand in the sentence.
    lasting
        Whether it tells of how things stand when it is told.
    real
        Whether it is told as a fact, done or not done, rather than under a condition, as a plan, a wish or a fear.
    """

    course: str
    takes: bool
    of: tuple[str, ...]
    start: int
    end: int
    lasting: bool
    real: bool = True


def find_deeds(words: str, named: Named, topic: str | None) -> Iterator[Deed]:
    """Find the deeds a sentence tells, in the order of the table.

    Parameters
    ----------
    words
        The sentence.
    named, topic
        Where parties are named in it, and whom it goes on about (see `detente.drafting.surfaces.Line`).

    Raises
    ------
    KnowledgeError
        If a row of a table is wrong.

    Examples
    --------
    >>> [deed] = find_deeds("Peru has yet to lift its tariffs.", [(0, 4, "PER")], None)
    >>> deed.course, deed.takes, deed.of, deed.lasting
    ('tariffs', True, ('PER',), True)
    """
    for told in find_told(words):
        act = told.act
        for match in told.actively:
            of = doers(words, match.start(), named, topic)
            if not of or _OWNED.search(words[: match.start()]):
                continue
            stands = _told(act, match, words)
            if stands is not None:
                yield Deed(act.course, act.does is stands[0], of, match.start(), match.end(), stands[1])
            elif not _PASSIVE.search(words[: match.start()]):
                yield Deed(act.course, act.does, of, match.start(), match.end(), lasting=False, real=False)
        for match in told.passively:
            none = _NONE.search(words[: match.start()])
            denied, lasting = is_denied(match) or none is not None, is_lasting(match)
            of = sufferers_owners(words, match.start(), match.end(), named, topic)
            before = clause_before(words, none.start() if none else match.start())
            doubtful = match["may_be"] is not None or is_doubtful(before)
            if doubtful or (denied and not lasting) or (denied and not act.eases and not _SINCE.search(words)):
                if of:
                    yield Deed(act.course, act.does, of, match.start(), match.end(), lasting=False, real=False)
            elif of or lasting:
                yield Deed(act.course, act.does is not denied, of, match.start(), match.end(), lasting)


def _told(act: Act, match: re.Match[str], words: str) -> tuple[bool, bool] | None:
    """Say whether the deed is told as done (True) or as not done or over (False), and whether that lasts; None: as neither."""
    whole, first = (re.split(between, match[0], maxsplit=1)[0].lower() for between in (r"[^\w-]", r"\W"))
    forms = act.forms[whole if whole in act.forms else first]  # "re-establish" is one verb, "test-launched" begins with one
    before = clause_before(words, match.start())
    done, lasting = True, False
    aspect = _aspect(before, forms)
    if aspect is not None:
        done, length = aspect
        lasting = True
        before = before[:length]
        forms = _FINITE_FORMS  # the word of the aspect stands in its place
    if (denied := _DENIED.search(before)) is not None and forms & {"participle", "base", "third", "past"}:
        if act.eases is not done and not _SINCE.search(words):
            return None
        done, lasting, before = not done, True, before[: denied.start()]
    elif _GOING.search(before) and "gerund" in forms:
        lasting = True
        before = _GOING.sub("", before)
    elif _PERFECT.search(before) and forms & {"participle"}:
        before = _PERFECT.sub("", before)
    elif "third" in forms or ("base" in forms and _STILL.search(before)):
        lasting = True
    elif not forms & {"past"}:
        return None
    if is_doubtful(before) or _PASSIVE.search(before):
        return None
    if NONE_OF.search(match[0]):
        if act.eases is not done and not _SINCE.search(words):
            return None
        done, lasting = not done, True
    return done, lasting


_FINITE_FORMS = frozenset({"past", "third", "participle", "gerund"})


def _aspect(before: str, forms: frozenset[str]) -> tuple[bool, int] | None:
    """Find a word of ``data/aspects.tsv`` right before the deed: whether it tells that it goes on, and where it begins."""
    for going_on, form, pattern in _aspects():
        if form in forms and (match := pattern.search(before)) is not None:
            return going_on, match.start()
    return None


@lru_cache(maxsize=1)
def _aspects() -> Sequence[tuple[bool, str, re.Pattern[str]]]:
    found = []
    for row in data_table("aspects.tsv", ("tells", "form", "words")):
        going_on = row.one_of("tells", frozenset({"on", "off"})) == "on"
        form = "gerund" if row.one_of("form", frozenset({"gerund", "infinitive"})) == "gerund" else "base"
        alternatives = []
        for words in row.several("words"):
            verb, _, rest = words.partition(" ")
            near = r"(?:\W+\w+){0,3}" if form == "base" else ""  # "voted last month to keep"
            alternatives.append(rf"(?:{'|'.join(forms_of(verb).all())}){near}{particles(rest)}")
        found.append((going_on, form, re.compile(rf"\b(?:{'|'.join(alternatives)})\W+{_ADVERBS}$", re.IGNORECASE)))
    return found
