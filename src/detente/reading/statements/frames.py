"""Frames of verbs: what a verb attributes, by what depends on it and what stands around it."""

from __future__ import annotations

from detente.reading.statements.asides import aside_of, inverted
from detente.reading.statements.clauses import AUTHOR, agent_of, can_speak, cue_span, is_passive, is_verb, kind_of_noun, subject_of
from detente.reading.statements.complements import (
    clause_of,
    gerund_of,
    infinitive_of,
    labelled_by,
    object_of,
    object_to,
    of_object,
    rest_of,
)
from detente.reading.statements.cues import Cue
from detente.reading.statements.draft import Draft, Span, Text
from detente.reading.statements.extent import goes_with, speaks_on
from detente.reading.statements.passives import passive_of
from detente.reading.statements.words import Words
from detente.records import Quotation, Stance

NOBODY = frozenset({"nobody", "none", "noone", "neither", "nothing"})
ABLE = frozenset({"can", "ca", "could"})
SEEMING = frozenset({"seem", "appear", "look", "happen"})
ADVISED = frozenset({"should", "ought", "must"})  # what somebody else wants said
QUESTIONS = frozenset({"WP", "WRB", "WDT", "WP$"})
_CLEAR = 0.6  # weight from which a verb of saying may stand in an aside
_PLAIN = 0.9  # weight of the plain words of saying, whose clause may be read without the parse
_PERSONS = frozenset({"official", "expert", "witness", "anonymous"})
_OWN = frozenset({Stance.INTENDS, Stance.PROMISES, Stance.THREATENS})  # what the source itself does
_PROOFS = frozenset({"document", "expert", "media"})  # sources whose findings are told by an object: "the poll showed a fall"
_UNLIKELY = 0.7  # factor where no table knows who speaks
_NEAR = 3  # words between two words of one cue
_CLAUSES = 4  # clauses up to the one that a trailing participle belongs to
_DEPENDENT = frozenset({"conj", "relcl", "acl", "xcomp", "advcl"})


def find_verbal(text: Text) -> list[Draft]:
    """Find the statements that a verb attributes."""
    drafts: list[Draft] = []
    words, verbs = text.words, text.cues.verbs
    for token in range(len(words)):
        entries = verbs.get(words.lemma[token])
        if entries is None or token in text.used or not (is_verb(words, token) or _mistagged(words, token)):
            continue
        draft = _of_verb(text, token, entries) if text.has_room(token) else None
        if draft is not None:
            text.take(token)
            drafts.append(draft)
    return drafts


def _mistagged(words: Words, token: int) -> bool:
    """Whether a word tagged as a noun has a subject and an object or clause of its own ("Trump claims that")."""
    tagged = words.tag[token] in ("NNS", "NN", "NNPS")
    return tagged and words.child(token, "nsubj") is not None and words.child(token, "ccomp", "xcomp", "dobj") is not None


def _of_verb(text: Text, verb: int, entries: tuple[Cue, ...]) -> Draft | None:
    words = text.words
    near = words.lower[verb + 1 : verb + 1 + _NEAR]
    matched = [
        (entry, tail)
        for entry in entries
        if (len(entry.words) == 1 or entry.words[1] in near) and (tail := _match(text, verb, entry)) is not None
    ]
    if not matched:
        return None
    for entry, tail in matched:
        if tail == verb and "quote" in entry.frames and entry.weight >= _CLEAR and (turned := inverted(text, verb)):
            return _draft(text, verb, tail, entry, turned[0], turned[1], 1.0)
    passive = is_passive(words, verb)
    source = _misjoined(text, verb)
    source = subject_of(text, verb) if source is None else source
    if source is not None and words.lower[source] in AUTHOR and text.quoted[source] < 0:
        return None
    if _is_not_said(words, verb, source):
        return None
    if passive and source is None and words.lower[verb] in text.cues.adjectives and words.child(verb, "ccomp") is not None:
        return None  # "is convinced that": an adjective's frame
    if passive:
        found = passive_of(text, verb, matched, source)
        return None if found is None else _draft(text, verb, found[1], found[0], source, found[2], found[3])
    if source is None:
        source = _beside(text, verb)
    if source is None or (words.lower[source] == "it" and (words.dep[source] == "expl" or _is_extraposed(words, verb, source))):
        return None
    for entry, tail in matched:
        frame = _frame(text, verb, tail, entry, source)
        if frame is not None:
            content, factor, strict = frame
            speaker = source if can_speak(text, source, strict=strict) else _outer(text, verb, source)
            if speaker is None and _may_speak(text, verb, source, content):
                speaker, factor = source, factor * _UNLIKELY
            if speaker is not None:
                return _draft(text, verb, tail, entry, speaker, content, factor)
    return None


def _is_not_said(words: Words, verb: int, source: int | None) -> bool:
    """Whether nobody says it: "no donor agreed", "should demand", "did not say who", "asked whether he would accept"."""
    if source is not None and (words.lower[source] in NOBODY or any(words.lower[c] == "no" for c in words.children[source])):
        return True
    first = verb
    while words.dep[first] == "conj" and is_verb(words, words.head[first]) and words.subject(first) is None and words.tag[first] == "VB":
        first = words.head[first]
    if any(words.dep[c] == "aux" and words.lower[c] in ADVISED for c in words.children[first]):
        return True
    if any(words.dep[c] == "mark" and words.lower[c] == "whether" for c in words.children[first]):
        return True
    denied = any(words.dep[c] == "neg" for c in words.children[verb])
    if denied and any(words.lower[c] in ABLE for c in words.children[verb]):
        return True  # "cannot guarantee a truce"
    if words.lemma[verb] != "say" or not any(words.dep[c] == "neg" for c in words.children[verb]):
        return False
    clause = words.child(verb, "ccomp")
    return clause is not None and any(words.tag[t] in QUESTIONS for t in range(words.left[clause], min(clause, words.left[clause] + 2) + 1))


def _is_extraposed(words: Words, verb: int, subject: int) -> bool:
    """Whether an infinitive is what "it" stands for: "it is foolish [to argue] that"."""
    return words.tag[verb] == "VB" and words.lemma[words.head[subject]] == "be" and words.child(words.head[subject], "acomp") is not None


def _may_speak(text: Text, verb: int, source: int, content: list[Span]) -> bool:
    """Whether a common noun that no table knows may be a source: it governs a clause or an infinitive."""
    words = text.words
    if words.tag[source] not in ("NN", "NNS") or text.cues.kinds.get(words.lemma[source]) == "thing":
        return False
    first = words.first_from(content[0][0])
    return words.lower[first] in ("that", "to", "whether", "how", "why") and words.head[source] == verb


def _outer(text: Text, verb: int, inner: int) -> int | None:
    """Give the speaker of the clause around, where a trailing participle can only be said of that: "analysts said prices fell, citing"."""
    words = text.words
    if words.tag[verb] != "VBG" or words.dep[verb] != "advcl" or words.lower[verb - 1] != ",":
        return None
    above = words.head[verb]
    for _ in range(_CLAUSES):
        if words.head[above] == above:
            return None
        above = words.head[above]
        subject = words.subject(above)
        if subject is not None and subject != inner and can_speak(text, subject, strict=True):
            return subject
    return None


def _misjoined(text: Text, verb: int) -> int | None:
    """Give the speaker who goes on with a verb that the parser joined to what is said: "said the raid was cruel and warned of revenge"."""
    words = text.words
    clause = words.head[verb]
    if words.dep[verb] != "conj" or words.subject(verb) is not None:
        return None
    while words.dep[clause] == "xcomp" and words.tag[clause] in ("VB", "VBG"):
        clause = words.head[clause]
    outer = words.head[clause]
    if words.dep[clause] != "ccomp":
        return None
    if clause != words.head[verb]:  # "said its rival seemed to be losing and [announced] new tariffs"
        alike = words.lemma[clause] in SEEMING and words.tag[clause] == words.tag[outer] == words.tag[verb]
        return words.subject(outer) if alike else None
    return words.subject(outer) if goes_with(words, outer, clause, verb) or speaks_on(text, outer, clause, verb) else None


def _beside(text: Text, verb: int) -> int | None:
    """Take the name before a finite verb as its subject, where the parser found none: "... with the board Kenyatta said that".

    The name stands right before it, adverbs between, or begins the sentence and an aside stands between commas.
    """
    words = text.words
    begin, end = words.sentence[verb]
    if not begin < verb < end or words.tag[verb] not in ("VBD", "VBZ", "VBP") or words.dep[verb] in _DEPENDENT:
        return None
    clauses = [c for c in words.children[verb] if words.dep[c] == "ccomp"]
    if len(clauses) > 1 and clauses[0] < verb < clauses[-1] and words.tag[clauses[0]] in ("VBD", "VBN"):
        return words.subject(clauses[0])  # "officials briefed on the talks, who asked not to be named, said that"
    before = verb - 1
    while before > begin and words.tag[before] == "RB":
        before -= 1
    if words.tag[before] in ("NNP", "NNPS", "PRP"):
        return before
    if words.tag[before] in ("NN", "NNS") and words.lower[verb + 1] in (",", ".", "that"):
        return before
    if words.lower[before] != "," or words.tag[begin] not in ("NNP", "DT", "NN", "NNS"):
        return None
    first = begin
    while words.tag[first + 1] in ("NNP", "NN", "NNS", "JJ"):
        first += 1
    return first if words.lower[first + 1] == "," and first + 1 < before and words.tag[first].startswith("NN") else None


def _match(text: Text, verb: int, entry: Cue) -> int | None:
    """Give the last token of a cue, its particle or preposition, or None where the words are not there."""
    words, here = text.words, verb
    for word in entry.words[1:]:
        for token in range(here + 1, min(here + 1 + _NEAR, words.sentence[verb][1] + 1)):
            if words.lower[token] == word and (words.head[token] in (verb, here) or token == here + 1):
                here = token
                break
        else:
            return None
    return here


def _frame(text: Text, verb: int, tail: int, entry: Cue, source: int) -> tuple[list[Span], float, bool] | None:
    """Give the content in the first frame of the entry that is there, how clear it is, and whether its source must be a speaker."""
    frames = entry.frames
    says = entry.weight >= _CLEAR and ("quote" in frames or "that" in frames)
    if says and (aside := aside_of(text, verb, tail, source)):
        return aside, 1.0, False
    if "that" in frames and (clause := clause_of(text, verb, tail)):
        return [clause], 1.0, entry.stance is not Stance.SAYS
    if "np+of" in frames:
        found = of_object(text, verb)
        return ([found], 1.0, True) if found else None
    if "objto" in frames and (clause := object_to(text, verb, tail)):
        return [clause], 1.0, True
    if "to" in frames and (clause := infinitive_of(text, verb, own=entry.stance in _OWN)):
        return [clause], 1.0, True
    if ("ing" in frames or "np" in frames) and (clause := gerund_of(text, verb)):
        return [clause], 0.9, True
    if "pred" in frames and (label := labelled_by(text, verb, tail)):
        return [label], 1.0, True
    if "np" in frames and not _to_somebody(text, verb, entry) and (phrase := object_of(text, verb, tail)):
        return [phrase], 0.9, True
    if "shown" in frames and kind_of_noun(text, source) in _PROOFS and (phrase := object_of(text, verb, tail)):
        return [phrase], 0.8, True
    plain = entry.weight >= _PLAIN or text.words.lower[tail + 1 : tail + 2] == ["that"]
    if "that" in frames and plain and (rest := rest_of(text, verb, tail, source)):
        return [rest], 0.7, False
    return None


def _to_somebody(text: Text, verb: int, entry: Cue) -> bool:
    """Whether the object of a verb of saying is only a person it is said to or who is named ("told reporters", "citing officials")."""
    words = text.words
    if entry.stance is not Stance.SAYS or len(entry.words) > 1 or not {"addr", "quote"} & entry.frames:
        return False
    found = words.child(verb, "dobj", "dative")
    if found is None or found < verb or text.quoted[found] >= 0:
        return False
    return words.doc[found].ent_type_ == "PERSON" or kind_of_noun(text, found) in _PERSONS


def _draft(text: Text, verb: int, tail: int, entry: Cue, source: int | None, content: list[Span], factor: float) -> Draft:
    words = text.words
    last = tail if words.lower[tail] not in (",",) else verb
    addressee = _addressee(text, verb, last, entry)
    span = cue_span(text, verb, last)
    inside = [text.index.within(*piece) for piece in content]
    mixed = any(inside)
    return Draft(
        span, verb, source, content, entry.stance, entry.weight * factor, False, addressee,
        Quotation.MIXED if mixed else Quotation.INDIRECT,
    )  # fmt: skip


def _addressee(text: Text, verb: int, last: int, entry: Cue) -> int | None:
    words = text.words
    if "addr" in entry.frames and "np" not in entry.frames and (found := words.child(verb, "dobj", "dative")) is not None:
        return words.child(found, "pobj") if words.lower[found] == "to" else found
    if agent_of(words, verb) is None:
        for other in words.children[verb]:
            if other > last and words.lower[other] == "to" and words.dep[other] in ("prep", "dative"):
                return words.child(other, "pobj")
    return None
