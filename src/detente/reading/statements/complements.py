"""What a verb governs: the clause, infinitive, gerund or object that is its content, and how much of it."""

from __future__ import annotations

from detente.reading.statements.clauses import FINITE
from detente.reading.statements.draft import Span, Text
from detente.reading.statements.extent import right_of_clause, rightwards, with_conditions
from detente.reading.statements.words import Words

_OBJECTS = frozenset({"dobj", "oprd", "dative", "ccomp", "attr"})
_PREDICATES = frozenset({"oprd", "ccomp", "acomp", "attr", "xcomp"})
_AFTER_OBJECT = frozenset({"oprd", "xcomp", "acl", "prep", "dative", "ccomp", "relcl", "appos"})
_OBJECT_PREPOSITIONS = frozenset({
    "as", "for", "of", "to", "with", "against", "over", "about", "from", "into", "in", "on", "at", "by", "after", "before", "between",
    "among", "under",
})  # fmt: skip
_LABEL_PREPOSITIONS = frozenset({"of", "to", "for", "with"})  # "called it a threat [to peace]"
_FAR_OF = 20  # words between a verb of accusing and what it accuses of
_ADJUNCTS = frozenset({"prep", "npadvmod", "advmod", "punct", "dative", "prt", "agent", "dep"})
_WHILE = frozenset({"during", "amid", "while"})


def clause_of(text: Text, verb: int, tail: int) -> Span | None:
    """Give the clause a verb governs to its right."""
    words = text.words
    if (told := _told_past_relative(text, verb)) is not None:
        return told
    governed = words.children[verb] if tail == verb else [*words.children[verb], *words.children[tail]]
    for other in governed:
        if other <= tail or words.dep[other] not in ("ccomp", "xcomp", "advcl", "parataxis"):
            continue
        if words.dep[other] == "xcomp" and not (words.tag[other] in FINITE or words.subject(other) is not None):
            continue
        first = max(words.left[other], tail + 1)
        if words.dep[other] == "advcl" and words.lower[first] not in ("that", "how", "why", "what", "if", "whether"):
            continue
        if words.dep[other] == "advcl" and words.lower[first] == "if" and words.lemma[verb] not in ("ask", "wonder", "say", "know"):
            continue
        if words.dep[other] == "ccomp" and words.tag[other] == "VB" and words.lower[first] != "that" and has_to(text, other):
            continue
        if any(words.lower[t] == ";" for t in range(tail, first)):
            continue
        return rightwards(text, min(first, _past_adjuncts(text, verb, tail, other)), right_of_clause(text, verb, other))
    return None


def _told_past_relative(text: Text, verb: int) -> Span | None:
    """Give what is told where the parser hung it on a clause about the hearer: "told anyone who would listen [that it had ended]"."""
    words = text.words
    if not any("addr" in entry.frames for entry in text.cues.verbs.get(words.lemma[verb], ())):
        return None
    hearer = words.child(verb, "dobj", "dative")
    if hearer is None or words.lower[hearer + 1 : hearer + 2] not in (["who"], ["whom"]):
        return None
    about = next((c for c in [*words.children[hearer], *words.children[verb]] if words.left[c] == hearer + 1), None)
    told = None if about is None else words.child(about, "ccomp")
    if about is None or told is None or words.lower[words.left[told]] != "that" or _reports(text, about):
        return None
    return rightwards(text, words.left[told], words.right[told])


def _reports(text: Text, verb: int) -> bool:
    return any("quote" in entry.frames for entry in text.cues.verbs.get(text.words.lemma[verb], ()))


def _past_adjuncts(text: Text, verb: int, tail: int, clause: int) -> int:
    """Give the first token behind a verb that belongs to no adjunct or addressee of its own."""
    words, here = text.words, tail + 1
    entries = text.cues.verbs.get(words.lemma[verb], ())
    # An object before a clause without a subject is that subject: "warned the ruling would ...".
    spoken_to = any("addr" in entry.frames for entry in entries) and words.subject(clause) is not None
    for other in words.children[verb]:
        adjunct = words.dep[other] in _ADJUNCTS or (spoken_to and words.dep[other] == "dobj")
        if adjunct and other > tail and words.left[other] <= here <= other:
            here = words.right[other] + 1
    return here


def has_to(text: Text, verb: int) -> bool:
    words = text.words
    return any(words.lower[c] == "to" and words.dep[c] == "aux" for c in words.children[verb])


def infinitive_of(text: Text, verb: int, *, own: bool = False) -> Span | None:
    """Give the infinitive a verb governs; `own` asks that it has no subject of its own ("expects [inflation to fall]")."""
    words = text.words
    for other in words.children[verb]:
        if own and words.subject(other) is not None:
            continue
        if other > verb and words.dep[other] in ("xcomp", "advcl", "ccomp") and words.tag[other] in ("VB", "VBN") and has_to(text, other):
            last = with_conditions(words, verb, _joined(text, verb, words.right[other]), acts=True)
            return rightwards(text, max(words.left[other], verb + 1), last)
    return None


def _joined(text: Text, verb: int, last: int) -> int:
    """Widen an infinitive by the bare infinitives joined to it that the parser hung on its verb ("plans to go, see and win")."""
    words = text.words
    for other in words.children[verb]:
        if other > last and words.dep[other] == "conj" and words.tag[other] == "VB" and words.subject(other) is None:
            last = words.right[other]
    return last


def gerund_of(text: Text, verb: int) -> Span | None:
    words = text.words
    for other in words.children[verb]:
        being = words.tag[other] == "VBN" and any(words.lower[c] == "being" for c in words.children[other])
        if other > verb and words.dep[other] == "xcomp" and (words.tag[other] == "VBG" or being):
            return rightwards(text, max(words.left[other], verb + 1), words.right[other])
    return None


def object_to(text: Text, verb: int, tail: int) -> Span | None:
    """Give object and infinitive together: "urged [Seoul to talk]"."""
    words = text.words
    holder = tail if tail > verb and words.child(tail, "pobj") is not None else verb
    for other in words.children[verb]:
        if other <= verb or words.dep[other] not in ("ccomp", "xcomp", "advcl") or not has_to(text, other):
            continue
        subject = words.subject(other)
        receiver = subject if subject is not None else words.child(holder, "dobj", "pobj", "dative")
        if receiver is not None and verb < receiver < other:
            return rightwards(text, max(words.left[receiver], tail + 1), with_conditions(words, verb, words.right[other], acts=True))
    if holder != verb:
        receiver = words.child(holder, "pobj")
        if receiver is not None and any(words.dep[c] in ("acl", "relcl") and has_to(text, c) for c in words.children[receiver]):
            return rightwards(text, words.left[receiver], words.right[receiver])
    return None


def object_of(text: Text, verb: int, tail: int) -> Span | None:
    """Give the object of a verb with what is predicated of it: "called [the deal a disaster]", "blasted [Seoul for lying]"."""
    words = text.words
    governed = words.child(tail, "pobj", "pcomp") if tail > verb else None
    if governed is not None:
        if words.doc[governed].ent_type_ in ("DATE", "TIME") and governed == words.right[governed]:
            return None
        last = words.right[governed]
        for other in words.children[verb]:
            if other == last + 1 and words.dep[other] == "prep" and words.lower[other] == "as":
                last = words.right[other]
        return rightwards(text, max(words.left[governed], tail + 1), _before_while(text, governed, last))
    found = next((c for c in words.children[verb] if c > verb and words.dep[c] in _OBJECTS), None)
    if found is None or words.tag[found] in ("WP", "WDT"):
        return None
    last = words.right[found]
    for other in words.children[verb]:
        late = words.dep[other] == "advcl" and words.lemma[found] in text.cues.nouns and words.tag[other] == "VB" and has_to(text, other)
        if other <= found or not (words.dep[other] in _AFTER_OBJECT or late):
            continue
        if words.dep[other] == "prep" and words.lower[other] not in _OBJECT_PREPOSITIONS:
            break
        if words.dep[other] == "prep" and _tells_time(text, other):
            continue
        last = max(last, words.right[other])
    if last == found and words.tag[found] == "PRP" and words.lower[found].endswith(("self", "selves")):
        return None
    return rightwards(text, max(words.left[found], tail + 1), _before_while(text, found, last))


def _tells_time(text: Text, preposition: int) -> bool:
    """Whether a prepositional phrase dates what is told ("condemned the raid on Friday")."""
    governed = text.words.child(preposition, "pobj")
    return governed is not None and text.words.doc[governed].ent_type_ in ("DATE", "TIME")


def _is_as_phrase(words: Words, token: int) -> bool:
    """Whether a dependent is "as" with what somebody is called, and no clause of its own ("as dawn broke")."""
    opening = words.left[token]
    return words.lower[opening] == "as" and words.right[token] > opening and words.tag[token] not in FINITE and words.subject(token) is None


def labelled_by(text: Text, verb: int, tail: int) -> Span | None:
    """Give what a verb of naming calls something, with the something where it follows: "called [it a threat]", "he sees [as weak]"."""
    words = text.words
    after = [c for c in words.children[verb] if c > tail]
    objects = [c for c in after if words.dep[c] in _OBJECTS]
    as_phrase = next((c for c in after if _is_as_phrase(words, c) and words.left[c] > tail), None)
    if not objects:
        return None if as_phrase is None else rightwards(text, words.left[as_phrase], words.right[as_phrase])
    parts = [c for c in after if c in objects or c == as_phrase or words.dep[c] in _PREDICATES]
    last = max(words.right[c] for c in parts)
    for other in after:
        if words.left[other] == last + 1 and words.dep[other] == "prep" and words.lower[other] in _LABEL_PREPOSITIONS:
            last = words.right[other]
    named = rightwards(text, max(words.left[objects[0]], tail + 1), last)
    named_so = [c for c in words.children[objects[0]] if c > objects[0]]
    behind = any(words.dep[c] == "amod" or (words.dep[c] == "prep" and words.lower[c] == "as") for c in named_so)
    predicated = len(parts) > 1 or behind or words.dep[parts[0]] in _PREDICATES
    return named if predicated or (named is not None and text.index.within(*named)) else None


def _before_while(text: Text, first: int, last: int) -> int:
    """Cut an object before what only tells the occasion ("during a visit")."""
    words = text.words
    return next((t - 1 for t in range(first + 1, last + 1) if words.lower[t] in _WHILE and text.quoted[t] < 0), last)


def of_object(text: Text, verb: int) -> Span | None:
    """Give what follows "of" behind the object: "accused Seoul of [lying]"."""
    words = text.words
    stop = words.sentence[verb][1]
    for token in range(verb + 1, min(verb + _FAR_OF, stop)):
        if words.lower[token] == "of" and words.dep[token] == "prep":
            inner = words.child(token, "pcomp", "pobj")
            if inner is not None and (words.head[token] == verb or words.tag[inner].startswith("V")):
                return rightwards(text, token + 1, words.right[inner])
    found = words.child(verb, "dobj")
    preps = [] if found is None else [c for c in words.children[found] if c > found and words.lower[c] == "of"]
    return rightwards(text, preps[-1] + 1, words.right[preps[-1]]) if preps else None


def rest_of(text: Text, verb: int, tail: int, source: int) -> Span | None:
    """Give the rest of the sentence behind a plain verb of saying whose clause the parser did not find."""
    words = text.words
    stop = words.sentence[verb][1]
    if source > verb or words.dep[verb] in ("relcl", "acl") or (words.dep[verb] == "ccomp" and words.head[verb] > verb):
        return None
    rest = range(tail + 1, stop + 1)
    first = tail + 1
    if first > stop:
        return None
    hears = any("addr" in entry.frames for entry in text.cues.verbs.get(words.lemma[verb], ()))
    if hears or (words.tag[first] == "IN" and words.lower[first] != "that" and words.children[first]):
        opened = next((t for t in rest if words.lower[t] == "that" and words.tag[t] in ("IN", "WDT", "DT")), None)
        if opened is not None and not any(words.tag[t] in FINITE for t in range(first, opened)):
            first = opened
    if not any(words.tag[t] in FINITE for t in rest) or words.lower[tail + 1 : tail + 2] in ([","], [";"], ["."]):
        return None
    return rightwards(text, first, stop)


def predicate_of(text: Text, verb: int, subject: int) -> Span | None:
    """Give what a passive verb calls its subject: "was dubbed [a disgrace]", "is seen [as a threat]"."""
    words = text.words
    for other in words.children[verb]:
        if other < max(verb, subject) or (words.dep[other] != "oprd" and words.lower[other] != "as"):
            continue
        if words.right[other] > other or words.dep[other] == "oprd":
            return rightwards(text, words.left[other], words.right[other])
    return None
