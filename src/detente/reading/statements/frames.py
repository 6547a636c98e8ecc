"""Frames of verbs: what a verb attributes, by what depends on it and what stands around it."""

from __future__ import annotations

from detente.reading.statements.clauses import (
    AUTHOR,
    FINITE,
    agent_of,
    can_speak,
    cue_span,
    from_tokens,
    is_passive,
    is_verb,
    reach,
    subject_of,
)
from detente.reading.statements.cues import Cue
from detente.reading.statements.draft import Draft, Span, Text
from detente.reading.statements.extent import around, clause_end, right_of_clause, rightwards
from detente.reading.statements.words import Words
from detente.records import Quotation, Stance

_BEFORE_CLAUSE = frozenset({",", "--", "—", "–", "―", "''", '"', "”"})
_AS = frozenset({"as", "like"})
_INTRO = frozenset({"just", "but", "and", "or", "even", "much", "exactly", "so", "yet"})
_AFTER_OBJECT = frozenset({"oprd", "xcomp", "acl", "prep", "dative", "ccomp", "relcl", "appos"})
_OBJECT_PREPOSITIONS = frozenset({"as", "for", "of", "to", "with", "against", "over", "about", "from", "into"})
_ADJUNCTS = frozenset({"prep", "npadvmod", "advmod", "punct", "dative", "prt", "agent", "dep"})
_WHILE = frozenset({"during", "amid", "while"})
_CLEAR = 0.6  # weight from which a verb of saying may stand in an aside
_PLAIN = 0.9  # weight of the plain words of saying, whose clause may be read without the parse
_UNNAMED = 0.75  # factor where nobody is named


def find_verbal(text: Text) -> list[Draft]:
    """Find the statements that a verb attributes."""
    drafts: list[Draft] = []
    words, verbs = text.words, text.cues.verbs
    for token in range(len(words)):
        entries = verbs.get(words.lemma[token])
        if entries is None or token in text.used or not (is_verb(words, token) or _mistagged(words, token)):
            continue
        draft = _of_verb(text, token, entries)
        if draft is not None:
            text.used.add(token)
            drafts.append(draft)
    return drafts


def _mistagged(words: Words, token: int) -> bool:
    """Whether a word tagged as a noun has a subject and a clause of its own ("Trump claims that")."""
    return words.tag[token] in ("NNS", "NN") and words.child(token, "nsubj") is not None and words.child(token, "ccomp") is not None


def _of_verb(text: Text, verb: int, entries: tuple[Cue, ...]) -> Draft | None:
    words = text.words
    matched = [(entry, tail) for entry in entries if (tail := _match(text, verb, entry)) is not None]
    if not matched:
        return None
    passive = is_passive(words, verb)
    source = subject_of(text, verb)
    if source is not None and words.lower[source] in AUTHOR and text.quoted[source] < 0:
        return None
    if passive:
        return _of_passive(text, verb, matched, source)
    if source is None:
        source = _beside(text, verb)
    if source is None or (words.lower[source] == "it" and words.dep[source] == "expl"):
        return None
    for entry, tail in matched:
        frame = _frame(text, verb, tail, entry, source)
        if frame is not None:
            content, factor, strict = frame
            if can_speak(text, source, strict=strict):
                return _draft(text, verb, tail, entry, source, content, factor)
    return None


def _beside(text: Text, verb: int) -> int | None:
    """Take the name right before a verb and a break as its subject, where the parser found none (", Chief Justice Roberts said,")."""
    words = text.words
    begin, end = words.sentence[verb]
    if not begin < verb < end or words.tag[verb] not in ("VBD", "VBZ", "VBP") or words.lower[verb + 1] not in (",", "."):
        return None
    return verb - 1 if words.tag[verb - 1] in ("NNP", "NNPS", "NN", "NNS", "PRP") else None


def _match(text: Text, verb: int, entry: Cue) -> int | None:
    """Give the last token of a cue, its particle or preposition, or None where the words are not there."""
    words, here = text.words, verb
    for word in entry.words[1:]:
        for token in range(here + 1, min(here + 4, words.sentence[verb][1] + 1)):
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
    if says and (aside := _aside(text, verb, tail, source)):
        return aside, 1.0, False
    if "that" in frames and (clause := _clause(text, verb, tail)):
        return [clause], 1.0, entry.stance is not Stance.SAYS
    if "np+of" in frames:
        found = _of_object(text, verb)
        return ([found], 1.0, True) if found else None
    if "objto" in frames and (clause := _object_to(text, verb, tail)):
        return [clause], 1.0, True
    if "to" in frames and (clause := _infinitive(text, verb)):
        return [clause], 1.0, True
    if ("ing" in frames or "np" in frames) and (clause := _gerund(text, verb)):
        return [clause], 0.9, True
    if "np" in frames and (phrase := _object(text, verb, tail)):
        return [phrase], 0.9, True
    plain = entry.weight >= _PLAIN or text.words.lower[tail + 1 : tail + 2] == ["that"]
    if "that" in frames and plain and (rest := _rest(text, verb, tail, source)):
        return [rest], 0.7, False
    return None


def _aside(text: Text, verb: int, tail: int, source: int) -> list[Span] | None:
    """Read "Y, X said", "Y, X said, Z" and "as X said, Y": the clause of the cue only names the source."""
    words = text.words
    if words.tag[verb] not in FINITE and words.child(verb, "aux") is None:
        return None
    if words.dep[source] == "nsubj" and words.tag[source] in ("WP", "WDT"):
        return None
    low, high = reach(text, source, verb)
    low = min(low, words.left[source]) if source < verb else verb
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
    for token in range(max(verb, tail) + 1, last + 1):
        own = words.tag[token] in FINITE and words.dep[token] != "relcl"
        if (own or words.dep[token] in ("ccomp", "xcomp")) and not low <= token <= high:
            return None
    if not likened and _object_follows(text, verb):
        return None
    content = around(text, first, last)
    goes_on = any(c > last and words.dep[c] == "conj" and words.subject(c) is None for c in words.children[verb])
    if goes_on and content and content[-1][0] > words.start[verb]:
        content.pop()
    return content or None


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


def _clause(text: Text, verb: int, tail: int) -> Span | None:
    """Give the clause a verb governs to its right."""
    words = text.words
    for other in words.children[verb]:
        if other <= tail or words.dep[other] not in ("ccomp", "xcomp", "advcl", "parataxis"):
            continue
        if words.dep[other] == "xcomp" and not (words.tag[other] in FINITE or words.subject(other) is not None):
            continue
        first = max(words.left[other], tail + 1)
        if words.dep[other] == "advcl" and words.lower[first] not in ("that", "how", "why", "what", "if", "whether"):
            continue
        if words.dep[other] == "advcl" and words.lower[first] == "if" and words.lemma[verb] not in ("ask", "wonder", "say", "know"):
            continue
        if words.dep[other] == "ccomp" and words.tag[other] == "VB" and words.lower[first] != "that" and _has_to(text, other):
            continue
        if any(words.lower[t] == ";" for t in range(tail, first)):
            continue
        return rightwards(text, min(first, _past_adjuncts(text, verb, tail)), right_of_clause(text, verb, other))
    return None


def _past_adjuncts(text: Text, verb: int, tail: int) -> int:
    """Give the first token behind a verb that belongs to no adjunct or addressee of its own."""
    words, here = text.words, tail + 1
    entries = text.cues.verbs.get(words.lemma[verb], ())
    spoken_to = any("addr" in entry.frames for entry in entries)
    for other in words.children[verb]:
        adjunct = words.dep[other] in _ADJUNCTS or (spoken_to and words.dep[other] == "dobj")
        if adjunct and other > tail and words.left[other] <= here <= other:
            here = words.right[other] + 1
    return here


def _has_to(text: Text, verb: int) -> bool:
    words = text.words
    return any(words.lower[c] == "to" and words.dep[c] == "aux" for c in words.children[verb])


def _infinitive(text: Text, verb: int) -> Span | None:
    words = text.words
    for other in words.children[verb]:
        if other > verb and words.dep[other] in ("xcomp", "advcl", "ccomp") and words.tag[other] == "VB" and _has_to(text, other):
            return rightwards(text, max(words.left[other], verb + 1), _joined(text, verb, words.right[other]))
    return None


def _joined(text: Text, verb: int, last: int) -> int:
    """Widen an infinitive by the bare infinitives joined to it that the parser hung on its verb ("plans to go, see and win")."""
    words = text.words
    for other in words.children[verb]:
        if other > last and words.dep[other] == "conj" and words.tag[other] == "VB" and words.subject(other) is None:
            last = words.right[other]
    return last


def _gerund(text: Text, verb: int) -> Span | None:
    words = text.words
    for other in words.children[verb]:
        if other > verb and words.dep[other] == "xcomp" and words.tag[other] == "VBG":
            return rightwards(text, max(words.left[other], verb + 1), words.right[other])
    return None


def _object_to(text: Text, verb: int, tail: int) -> Span | None:
    """Give object and infinitive together: "urged [Seoul to talk]"."""
    words = text.words
    holder = tail if tail > verb and words.child(tail, "pobj") is not None else verb
    for other in words.children[verb]:
        if other <= verb or words.dep[other] not in ("ccomp", "xcomp", "advcl") or not _has_to(text, other):
            continue
        subject = words.subject(other)
        receiver = subject if subject is not None else words.child(holder, "dobj", "pobj", "dative")
        if receiver is not None and verb < receiver < other:
            return rightwards(text, max(words.left[receiver], tail + 1), words.right[other])
    if holder != verb:
        receiver = words.child(holder, "pobj")
        if receiver is not None and any(words.dep[c] in ("acl", "relcl") and _has_to(text, c) for c in words.children[receiver]):
            return rightwards(text, words.left[receiver], words.right[receiver])
    return None


def _object(text: Text, verb: int, tail: int) -> Span | None:
    """Give the object of a verb with what is predicated of it: "called [the deal a disaster]", "blasted [Seoul for lying]"."""
    words = text.words
    governed = words.child(tail, "pobj", "pcomp") if tail > verb else None
    if governed is not None:
        last = words.right[governed]
        for other in words.children[verb]:
            if other == last + 1 and words.dep[other] == "prep" and words.lower[other] == "as":
                last = words.right[other]
        return rightwards(text, max(words.left[governed], tail + 1), _before_while(text, governed, last))
    found = next((c for c in words.children[verb] if c > verb and words.dep[c] in ("dobj", "oprd", "dative", "ccomp", "attr")), None)
    if found is None or words.tag[found] in ("WP", "WDT") or words.lower[found] in ("himself", "herself", "itself", "themselves"):
        return None
    last = words.right[found]
    for other in words.children[verb]:
        if other <= found or words.dep[other] not in _AFTER_OBJECT:
            continue
        if words.dep[other] == "prep" and words.lower[other] not in _OBJECT_PREPOSITIONS:
            break
        last = max(last, words.right[other])
    return rightwards(text, max(words.left[found], tail + 1), _before_while(text, found, last))


def _before_while(text: Text, first: int, last: int) -> int:
    """Cut an object before what only tells the occasion ("during a visit")."""
    words = text.words
    return next((t - 1 for t in range(first + 1, last + 1) if words.lower[t] in _WHILE and text.quoted[t] < 0), last)


def _of_object(text: Text, verb: int) -> Span | None:
    """Give what follows "of" behind the object: "accused Seoul of [lying]"."""
    words = text.words
    stop = words.sentence[verb][1]
    for token in range(verb + 1, min(verb + 15, stop)):
        if words.lower[token] == "of" and words.dep[token] == "prep":
            inner = words.child(token, "pcomp", "pobj")
            if inner is not None and (words.head[token] == verb or words.tag[inner] == "VBG"):
                return rightwards(text, token + 1, words.right[inner])
    return None


def _rest(text: Text, verb: int, tail: int, source: int) -> Span | None:
    """Give the rest of the sentence behind a plain verb of saying whose clause the parser did not find."""
    words = text.words
    stop = words.sentence[verb][1]
    if source > verb or words.dep[verb] in ("relcl", "acl"):
        return None
    rest = range(tail + 1, stop + 1)
    if not any(words.tag[t] in FINITE for t in rest) or words.lower[tail + 1 : tail + 2] in ([","], [";"], ["."]):
        return None
    return rightwards(text, tail + 1, stop)


def _of_passive(text: Text, verb: int, matched: list[tuple[Cue, int]], agent: int | None) -> Draft | None:
    """Read passives: "was condemned by X", "is expected to", "it was reported that", "X was told that"."""
    words = text.words
    subject = words.child(verb, "nsubjpass", "nsubj")
    if subject is None and words.dep[verb] == "conj":
        subject = words.child(words.head[verb], "nsubjpass", "nsubj")
    for entry, tail in matched:
        clause = _clause(text, verb, tail)
        expletive = subject is not None and words.lower[subject] == "it"
        if clause and "that" in entry.frames and (expletive or agent is not None or "addr" in entry.frames):
            return _draft(text, verb, tail, entry, agent, [clause], 1.0 if agent is not None else _UNNAMED)
        if subject is None:
            continue
        told = from_tokens(text, words.left[subject], words.right[subject])
        infinitive = _infinitive(text, verb)
        if infinitive and told and entry.stance in (Stance.BELIEVES, Stance.SAYS):
            return _draft(text, verb, tail, entry, agent, [told, infinitive], _UNNAMED)
        if told and agent is not None and "np" in entry.frames and can_speak(text, agent, strict=True):
            return _draft(text, verb, tail, entry, agent, [told], 0.9)
    return None


def _draft(text: Text, verb: int, tail: int, entry: Cue, source: int | None, content: list[Span], factor: float) -> Draft:
    words = text.words
    addressee = _addressee(text, verb, entry)
    last = tail if words.lower[tail] not in (",",) else verb
    span = cue_span(text, verb, last)
    inside = [text.index.within(*piece) for piece in content]
    mixed = any(inside)
    return Draft(
        span, verb, source, content, entry.stance, entry.weight * factor, False, addressee,
        Quotation.MIXED if mixed else Quotation.INDIRECT,
    )  # fmt: skip


def _addressee(text: Text, verb: int, entry: Cue) -> int | None:
    words = text.words
    if "addr" in entry.frames and "np" not in entry.frames and (found := words.child(verb, "dobj", "dative")) is not None:
        return words.child(found, "pobj") if words.lower[found] == "to" else found
    if agent_of(words, verb) is None:
        for other in words.children[verb]:
            if other > verb and words.lower[other] == "to" and words.dep[other] in ("prep", "dative"):
                return words.child(other, "pobj")
    return None
