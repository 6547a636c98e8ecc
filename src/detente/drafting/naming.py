"""Which course of action an event or some words name: by the deeds of ``data/acts.tsv``, or by the words of ``data/signs.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.drafting.acts import NONE_OF, Act, find_told
from detente.drafting.courses import Finding, data_table, load_courses, pattern_in, same_choice
from detente.drafting.predicates import is_denied
from detente.ontology import EVENT_TYPES, MODES

#: Words between a reversal and what it turns round: "a halt to | the annual joint | exercises".
_REACH = 6
#: And between a reversal and the verb of a deed: "stop | sending arms".
_NEAR = 2
_OWNED = re.compile(r"(?:['’]s|s['’]|\b(?:the|an?|its|their|his|her))\s+$", re.IGNORECASE)  # "Peru's release of" is no verb
_GERUND = re.compile(r"\w+ing", re.IGNORECASE)
#: Types by which somebody gives way: words of a conflict course near them tell that it is undone.
_GIVES_WAY = frozenset({"CONCEDE", "RETREAT"})


#: Types of events that speak of a course rather than being one: of these any words about a course tell.
_REMARK = re.compile(r", (?:accusing|blaming|citing|denouncing|charging|calling|saying|arguing|complaining)\b")
_REFUSING = re.compile(r"(?:\b(?:not|never)|n['’]t)(?: \w+ly)?\s*$")
_WORDS_ONLY = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "CONCEDE", "RETREAT"})


@dataclass(frozen=True, slots=True)
class _Sign:
    course: str
    does: bool
    types: frozenset[str]
    at_nobody: bool
    words: re.Pattern[str] | None


def course_of_event(type_name: str, mode: str | None, before: str, trigger: str, after: str, *, at_somebody: bool = True) -> Finding | None:
    """Find the course of action that an event is one of, or speaks of.

    Parameters
    ----------
    type_name, mode
        PLOVER event type and its mode.
    before, trigger, after
        The sentence's words before the trigger, the trigger, and those after it.
    at_somebody
        Whether it is told to whom it is done.

    Examples
    --------
    >>> course_of_event("MOBILIZE", "weapons", "North Korea", "launched", "a ballistic missile")
    Finding(course='weapons-tests', takes=True)
    >>> course_of_event("CONCEDE", None, "Washington", "lifted", "its sanctions")
    Finding(course='sanctions', takes=False)
    """
    kinds = {type_name, f"{type_name}:{mode}"}
    exact = next((s for s in _signs() if s.words is None and f"{type_name}:{mode}" in s.types), None)
    # A deed whose mode says what it is needs no words: rockets among the weapons handed over are no tests.
    speaks = type_name in _WORDS_ONLY and not (exact and type_name in _GIVES_WAY)
    if type_name == "REJECT":
        before = _REFUSING.sub("", before)  # "would not open the road" refuses to open it
    if type_name == "ACCUSE" and _GERUND.fullmatch(trigger):
        before = ""  # what stands before it is what its subject does besides: "denied that it asked for it, contradicting others"
    if speaks:
        after = _REMARK.split(after, maxsplit=1)[0]  # "would not open the road, accusing the rebels of moving up artillery"
    text = f"{before} {trigger} {after}"
    start, end = len(before) + 1, len(before) + 1 + len(trigger)
    # What is stopped by force is no course that ends: "men of the coast guard *stopped* their boat".
    around = f"{before} {'-' * len(trigger)} {after}" if type_name == "COERCE" else text
    told: list[_Named] = []
    for place, sign in enumerate(_signs()):
        if sign.words is None or not (sign.types & kinds or (not sign.types and speaks)):
            continue
        if sign.at_nobody and at_somebody:
            continue
        for match in sign.words.finditer(text):
            conflict = load_courses()[sign.course].conflict
            gives_way = conflict and type_name in _GIVES_WAY
            takes = sign.does and not gives_way and not _is_turned(around, match, conflict)
            told.append(((_far(match, start, end), _rank(match), -len(match[0]), place), Finding(sign.course, takes)))
    # What somebody demands, offers or refuses is named after the word that tells so; any other deed has its verb there.
    searched, first = (after, end + 1) if speaks and type_name not in _GIVES_WAY else (text, 0)
    plain = exact or next((s for s in _signs() if s.words is None and type_name in s.types), None)
    known = speaks or (exact is None and any(sign.types & kinds for sign in _signs()))
    for match, finding in _deeds_named(searched) if known else ():
        if finding.takes and plain and load_courses()[plain.course].armed and load_courses()[finding.course].conflict:
            continue  # an assault by which land is to be taken is one all the same
        verb = (first + match.start(), first + match.end())
        if (speaks and type_name not in _GIVES_WAY) or verb[0] in range(start, end) or verb[1] in range(start + 1, end + 1):
            told.append(((_far(match, start - first, end - first), _OF_DEED, -len(match[0]), -1), finding))
    if told:
        return _first(told)
    return Finding(plain.course, plain.does) if plain else None


#: What words name, and where it stands in the order of what they name.
_Named = tuple[tuple[int, int, int, int], Finding]
#: Of words that begin together, those of several words of ``signs.tsv`` go first, then deeds, then a single word.
_OF_DEED = 1


def _first(told: Sequence[_Named]) -> Finding:
    """Give what is named first; of the two sides of one choice ("withdraw its troops") that which ``signs.tsv`` names there."""
    (first, rank, *_), found = min(told, key=lambda entry: entry[0])
    same = [other for (at, of, *_), other in told if at == first and of != _OF_DEED] if rank == _OF_DEED else []
    if any(other.course == found.course for other in same):
        return found
    return next((other for other in same if same_choice(other.course, found.course) and other.takes is not found.takes), found)


def _rank(match: re.Match[str]) -> int:
    return 0 if " " in match[0] else 2


def _far(match: re.Match[str], start: int, end: int) -> int:
    """Give how far words stand from the trigger: those after it are what it is about, those before it often belong to another clause."""
    return max(match.start() - end if match.start() >= end else 2 * max(start - match.end(), 0), 0)


def _deeds_named(words: str) -> Iterator[tuple[re.Match[str], Finding]]:
    """Find the deeds that words name, whether done, asked for or only spoken of."""
    for told in find_told(words):
        if not told.act.objects:
            continue
        for match in told.actively:
            if not _OWNED.search(words[: match.start()]):
                yield match, _of_deed(told.act, words[: match.start()], denied=NONE_OF.search(match[0]) is not None)
        for match in told.passively:
            yield match, _of_deed(told.act, words[: match.start()], denied=is_denied(match))


def _of_deed(act: Act, before: str, *, denied: bool) -> Finding:
    near = " ".join(re.split(r"[,.;:]|\b(?:and|or|but)\b", before)[-1].split()[-_NEAR:])
    turned = _reversals()["conflict" if load_courses()[act.course].conflict else "cooperation", "before"].search(near) is not None
    return Finding(act.course, act.does is (turned is denied))


def course_of_words(words: str, type_name: str | None = None, mode: str | None = None) -> Finding | None:
    """Find the course of action that some words name: what is proposed, or a condition.

    Examples
    --------
    >>> course_of_words("give up its nuclear program")
    Finding(course='denuclearization', takes=True)
    >>> course_of_words("the drills stopped")
    Finding(course='exercises', takes=False)
    >>> course_of_words("release all of the 140 federal prisoners it holds")
    Finding(course='release', takes=True)
    """
    kinds = {type_name or "", f"{type_name}:{mode}"}
    told = [
        (
            (match.start(), _rank(match), -len(match[0]), place),
            Finding(sign.course, sign.does != _is_turned(words, match, load_courses()[sign.course].conflict)),
        )
        for place, sign in enumerate(_signs())
        if sign.words is not None and (not sign.types or sign.types & kinds)
        for match in sign.words.finditer(words)
    ]
    told += [((match.start(), _OF_DEED, -len(match[0]), -1), finding) for match, finding in _deeds_named(words)]
    if told:
        return _first(told)
    plain = next((s for s in _signs() if s.words is None and s.types & kinds), None)
    return Finding(plain.course, plain.does) if plain else None


@lru_cache(maxsize=1)
def _signs() -> Sequence[_Sign]:
    known = frozenset(load_courses())
    types = frozenset({*EVENT_TYPES, *(f"{owner}:{mode}" for owner, mode in MODES)})
    signs = []
    for row in data_table("signs.tsv", ("course", "sense", "types", "recipient", "words")):
        for name in row.several("types"):
            if name not in types:
                raise row.wrong(f"{name!r} is no PLOVER event type or TYPE:mode")
        if not row["types"] and not row["words"]:
            raise row.wrong("it has neither types nor words; give it one of them")
        course = row.one_of("course", known)
        does = row.one_of("sense", frozenset({"does", "undoes"})) == "does"
        at_nobody = row.one_of("recipient", frozenset({"none"}), empty=True) == "none"
        words = pattern_in(row) if row["words"] else None
        signs.append(_Sign(course, does, frozenset(row.several("types")), at_nobody, words))
    return signs


@lru_cache(maxsize=1)
def _reversals() -> Mapping[tuple[str, str], re.Pattern[str]]:
    found = {}
    for row in data_table("reversals.tsv", ("kind", "side", "words")):
        kind = row.one_of("kind", frozenset({"conflict", "cooperation"}))
        found[kind, row.one_of("side", frozenset({"before", "after"}))] = pattern_in(row)
    return found


def _is_turned(text: str, match: re.Match[str], conflict: bool) -> bool:
    """Whether words before or after the course's words turn it round."""
    kind = "conflict" if conflict else "cooperation"
    before = " ".join(re.split(r"[.;]", text[: match.start()])[-1].split()[-_REACH:])
    after = " ".join(re.split(r"[.;]", text[match.end() :])[0].split()[:_REACH])
    reversals = _reversals()
    if (kind, "before") in reversals and reversals[kind, "before"].search(before):
        return True
    return (kind, "after") in reversals and reversals[kind, "after"].search(after) is not None
