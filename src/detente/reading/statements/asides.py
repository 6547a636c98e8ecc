"""Clauses that only name the source of their sentence: "Y, X said", "Y, X said, Z", "as X said, Y"."""

from __future__ import annotations

from detente.reading.statements.clauses import FINITE, NOMINAL, reach
from detente.reading.statements.draft import Span, Text
from detente.reading.statements.extent import around, clause_end, description_end

_BEFORE_CLAUSE = frozenset({",", "--", "—", "–", "―", "''", '"', "”"})
_AS = frozenset({"as", "like"})
_WHEN = frozenset({"after", "before", "since", "until", "while", "when", "once"})
_INTRO = frozenset({"just", "but", "and", "or", "even", "much", "exactly", "so", "yet"})


def aside_of(text: Text, verb: int, tail: int, source: int) -> list[Span] | None:
    """Read "Y, X said", "Y, X said, Z" and "as X said, Y": the clause of the cue only names the source."""
    words = text.words
    if words.tag[verb] not in FINITE and words.child(verb, "aux") is None and not (words.tag[verb] == "VB" and words.head[source] == verb):
        return None
    if words.dep[source] == "nsubj" and words.tag[source] in ("WP", "WDT"):
        return None
    low, high = reach(text, source, verb)
    low = min(low, words.left[source]) if source < verb else verb
    if source > low + 1 and words.tag[source] in ("NNS", "NNPS") and words.lower[low] in ("a", "an") and words.tag[low + 1] == "NN":
        return None  # "..., a step investors had demanded"
    first = low if source < verb else _with_auxiliaries(text, verb)
    lead = first - 1
    begin = words.sentence[verb][0]
    likened = lead >= begin and words.lower[lead] in _AS
    if likened:
        first = lead
        while first - 1 >= begin and words.lower[first - 1] in _INTRO:
            first -= 1
    elif lead < begin or (words.lower[lead] not in _BEFORE_CLAUSE and not (text.quoted[lead] >= 0 > text.quoted[verb])):
        return None
    last = clause_end(text, verb, max(high, tail))
    if source > verb:
        last = max(last, _end_of_source(text, verb, source))
    for token in range(max(verb, tail) + 1, last + 1):
        own = words.tag[token] in FINITE and words.dep[token] != "relcl"
        if (own or words.dep[token] in ("ccomp", "xcomp")) and not low <= token <= high:
            return None
    if not likened and _object_follows(text, verb):
        return None
    if lead >= begin and (_is_participial(text, verb, begin, lead) or _is_when(text, verb, begin, lead)):
        return None
    content = around(text, first, last)
    goes_on = any(c > last and words.dep[c] == "conj" and words.subject(c) is None for c in words.children[verb])
    if goes_on and content and content[-1][0] > words.start[verb]:
        content.pop()
    return content or None


def inverted(text: Text, verb: int) -> tuple[int, list[Span]] | None:
    """Read "The idea, said Ms. Cole, a lawyer, came late": the first comma is the one before the verb, and a name and a comma follow."""
    words = text.words
    begin, end = words.sentence[verb]
    before = verb - 1
    if before <= begin or words.lower[before] != "," or words.tag[verb] not in ("VBD", "VBZ") or text.quoted[verb] >= 0:
        return None
    if any(words.lower[t] in (",", ";", ":") or text.quoted[t] >= 0 for t in range(begin, before)):
        return None
    if not words.tag[begin].startswith("W") and any(words.tag[t] in FINITE for t in range(begin, before)):
        return None  # "Talks could start, said Omar, an aide who runs the fund": the clause is whole
    here = verb
    while here < end and words.tag[here + 1] in NOMINAL and words.lower[here + 1] not in ("that", "which", "who"):
        here += 1
    if here == verb or words.tag[here] not in ("NNP", "NN", "NNS", "NNPS") or words.lower[here + 1 : here + 2] != [","]:
        return None
    last = description_end(text, here, end)
    if not any(words.tag[t] in FINITE and words.dep[t] != "relcl" for t in range(last + 1, end)):
        return None
    content = around(text, verb, last)
    return (here, content) if len(content) > 1 else None


def _is_participial(text: Text, verb: int, begin: int, lead: int) -> bool:
    """Whether only a participle's clause stands before the source: "Asked about the raid, Biden said no"."""
    words = text.words
    opening = begin
    while opening < lead and words.tag[opening] in ("RB", "IN", "CC"):
        opening += 1
    return words.tag[opening] in ("VBN", "VBG") and words.dep[opening] == "advcl" and words.head[opening] == verb


def _is_when(text: Text, verb: int, begin: int, lead: int) -> bool:
    """Whether nothing but a clause of time stands before the source: "A day after the North fired a missile, the allies answered"."""
    words = text.words
    before = (c for c in words.children[verb] if c < lead and words.dep[c] == "advcl")
    whole = (c for c in before if words.left[c] == begin and words.right[c] >= lead - 1)
    return any(words.lower[mark] in _WHEN for c in whole for mark in words.children[c])


def _end_of_source(text: Text, verb: int, source: int) -> int:
    """Give the last token that describes a source behind its verb, appositions included: "said Omar, an aide who runs the fund"."""
    words = text.words
    last = source
    for other in words.children[source]:
        if other > source and words.dep[other] in ("appos", "relcl", "acl") and text.quoted[other] == text.quoted[verb]:
            last = max(last, words.right[other])
    return min(last, words.sentence[verb][1])


def _with_auxiliaries(text: Text, verb: int) -> int:
    first = verb
    while first - 1 >= 0 and text.words.head[first - 1] == verb and text.words.dep[first - 1] in ("aux", "advmod"):
        first -= 1
    return first


def _object_follows(text: Text, verb: int) -> bool:
    """Whether the verb has an object of its own that is nobody spoken to ("..., the White House said the words")."""
    words = text.words
    found = words.child(verb, "dobj")
    if found is None or found < verb:
        return False
    entries = text.cues.verbs.get(words.lemma[verb], ())
    return not any("addr" in entry.frames for entry in entries)


