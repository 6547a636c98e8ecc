"""Who a cue belongs to and how far phrases reach: the grammar that all frames share."""

from __future__ import annotations

from detente.reading.statements.draft import Span, Text
from detente.reading.statements.words import Words

_FAR = 6  # verbs a subject may be shared across; longer chains are parse errors
_ATTACHED = frozenset({"prep", "conj", "cc", "nummod", "nmod", "compound", "amod", "det", "poss", "flat", "case", "punct", "pobj"})
_NOUN_PREPOSITIONS = frozenset({"of", "for", "from", "in", "on", "at", "with", "to", "against", "by"})
_OF_OBJECT = frozenset({"of", "from", "into"})  # before what the object of the verb above does
AUTHOR = frozenset({"i", "we", "you", "us", "'s", "’s"})  # whose words these are, or who reads them: no source outside quotation marks
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "WP", "DT", "WDT", "JJ", "JJS", "PRP$"})


def is_verb(words: Words, token: int) -> bool:
    """Whether a token is tagged as a verb."""
    return words.tag[token].startswith("V")


def is_passive(words: Words, verb: int) -> bool:
    """Whether a verb is passive: with its auxiliary, or as a bare participle that describes a noun."""
    if words.tag[verb] != "VBN":
        return False
    if words.child(verb, "auxpass", "nsubjpass") is not None:
        return True
    return words.dep[verb] == "acl" or (words.dep[verb] == "advcl" and words.child(verb, "aux", "nsubj") is None)


def agent_of(words: Words, verb: int) -> int | None:
    """Give who does what a passive verb tells ("by the ministry")."""
    by = words.child(verb, "agent")
    return None if by is None else words.child(by, "pobj")


def subject_of(text: Text, verb: int) -> int | None:
    """Give the token that heads the subject of a verb, its own or one it shares with the verb it depends on."""
    words, here = text.words, verb
    if is_passive(words, verb):
        return agent_of(words, verb)
    for _ in range(_FAR):
        subject = words.subject(here)
        if subject is not None:
            return _unmasked(words, here, subject)
        above, dep = words.head[here], words.dep[here]
        if above == here:
            return _apposed(words, here)
        if dep == "xcomp" and (controller := _controller(text, above)) is not None:
            return controller
        if dep == "conj":
            agreeing = _agreeing(text, here, above)
            above = above if agreeing is None else agreeing
        if dep == "acl":
            finite = words.tag[here] in FINITE and words.head[above] == above  # "the party, which lost, [called] it a sham"
            return above if finite or words.tag[here] == "VBG" else _owner(words, above)
        if dep == "pcomp":
            if words.lower[above] in _OF_OBJECT and (blamed := words.child(words.head[above], "dobj")) is not None and blamed < above:
                return blamed  # "accused Syria of threatening": Syria threatens
            above = words.head[above]
            if not is_verb(words, above) and words.tag[above] != "MD":
                return _owner(words, above)
        elif not _shares(words, here, dep):
            return None
        here = above
    return None


def _unmasked(words: Words, verb: int, subject: int) -> int:
    """Give the name right before a verb that the parser took for an apposition of what stands before it ("to know Kenya, Mr. Ruto said,").

    An apposition that a comma opens is closed by one, too.
    """
    for other in words.children[subject]:
        closed = words.right[other] != verb - 1 or words.lower[verb - 1] == ","
        if words.dep[other] == "appos" and subject < other and not closed and words.lower[words.left[other] - 1] == ",":
            return other
    return subject


def _apposed(words: Words, verb: int) -> int | None:
    """Give the subject that the parser took for an apposition ("In Lagos, [a group of lawyers] rejected ...")."""
    begin = words.sentence[verb][0]
    for token in range(verb - 1, begin, -1):
        if words.dep[token] == "appos" and words.right[token] == verb - 1 and words.lower[words.left[token] - 1] == ",":
            return token if words.tag[begin] == "IN" else None
    return None


def _shares(words: Words, verb: int, dep: str) -> bool:
    """Whether a verb without a subject may take that of the verb above it."""
    if dep in ("advcl", "dep"):
        return words.tag[verb] not in ("VBD", "VBZ", "VBP")
    return dep in ("conj", "xcomp", "aux") or (dep == "ccomp" and words.tag[verb] == "VBG")


def number_of(text: Text, verb: int) -> str:
    """Give the number that a verb's present tense shows: VBZ, VBP, or nothing."""
    words = text.words
    for token in (verb, *(c for c in words.children[verb] if words.dep[c] in ("aux", "auxpass"))):
        if words.tag[token] in ("VBZ", "VBP"):
            return words.tag[token]
    return ""


def _agreeing(text: Text, verb: int, above: int) -> int | None:
    """Give the verb further up that a joined verb agrees with, where it does not agree with the one it is hung on."""
    number = number_of(text, verb)
    if not number or number_of(text, above) in ("", number):
        return None
    for _ in range(_FAR):
        above = text.words.head[above]
        if number_of(text, above) == number:
            return above
    return None


def _controller(text: Text, verb: int) -> int | None:
    """Give the object that does what the infinitive under a verb of asking tells ("urged Seoul to say")."""
    words = text.words
    entries = text.cues.verbs.get(words.lemma[verb], ())
    if any("objto" in entry.frames for entry in entries):
        asked = words.child(verb, "dobj", "dative")
        return asked if asked is not None else next((c for c in words.children[verb] if c > verb and words.dep[c] == "nsubj"), None)
    moved = words.child(verb, "dobj")
    if moved is not None and not any("to" in entry.frames for entry in entries) and can_speak(text, moved, strict=True):
        return moved
    return None


def _owner(words: Words, noun: int) -> int | None:
    return words.child(noun, "poss")


def reach(text: Text, head: int, stop: int | None = None) -> tuple[int, int]:
    """Give first and last token of the noun phrase a token heads, without relative clauses, appositions and asides.

    `stop` is a token the phrase may not cross (its cue).
    """
    words = text.words
    low = head
    for other in words.children[head]:
        if other < head and words.dep[other] not in ("punct", "cc", "preconj", "relcl", "advmod", "appos", "mark"):
            low = min(low, words.left[other])
    for token in range(head - 1, low - 1, -1):
        if words.lower[token] in ("—", "--", "–", "―", ")") or (words.lower[token] == "-" and text.text[words.start[token] - 1].isspace()):
            low = token + 1
            break
    high = _right_of(words, head)
    if stop is not None and low <= stop <= high:
        low, high = (stop + 1, high) if stop < head else (low, stop - 1)
    while low < high and words.tag[low] in (",", ":", "``", "''", "-LRB-", "CC"):
        low += 1
    while high > low and words.tag[high] in (",", ":", "``", "''", "-LRB-", "CC", "."):
        high -= 1
    return low, high


def _right_of(words: Words, head: int) -> int:
    high = head
    for other in words.children[head]:
        if other <= head:
            continue
        dep = words.dep[other]
        if dep == "punct" and words.lower[other] not in ("-", "'s", "."):
            following = [o for o in words.children[head] if o > other and words.dep[o] == "conj"]
            if words.lower[other] == "," and following:
                continue
            break
        if dep not in _ATTACHED and dep != "case":
            break
        if dep == "prep" and words.lower[other] not in _NOUN_PREPOSITIONS:
            break
        if dep == "prep":
            inner = words.child(other, "pobj")
            high = max(high, other if inner is None else _right_of(words, inner))
            if inner is None:
                break
        elif dep == "conj":
            if is_verb(words, other):
                break
            high = max(high, _right_of(words, other))
        else:
            high = max(high, words.right[other])
    return high


def cue_span(text: Text, verb: int, last: int) -> Span:
    """Give the character span of a verbal cue: from its first auxiliary or negation, where nothing else stands between, to `last`."""
    words, first = text.words, verb
    parts = {c for c in words.children[verb] if words.dep[c] in ("aux", "auxpass", "neg", "advmod")}
    while first - 1 in parts:
        first -= 1
    while first < verb and words.dep[first] == "advmod":
        first += 1
    return words.start[first], words.end[max(verb, last)]


def from_tokens(text: Text, first: int, last: int) -> Span | None:
    """Give the trimmed character span of a stretch of tokens, widened to the quotations it cuts."""
    if first > last:
        return None
    span = text.trim(text.words.start[first], text.words.end[last])
    if span is None:
        return None
    return text.trim(*text.snap(*span))


def kind_of_noun(text: Text, head: int) -> str | None:
    """Give the kind of source a noun names, or None: official, expert, witness, media, document, ..."""
    words, kinds = text.words, text.cues.kinds
    found = kinds.get(words.lemma[head]) or kinds.get(words.lower[head])
    if found is None and words.tag[head] == "NNS":
        found = next((text.cues.endings[e] for e in text.cues.endings if words.lower[head].endswith(e)), None)
    return None if found == "thing" else found


def can_speak(text: Text, head: int, *, strict: bool) -> bool:
    """Whether the noun phrase a token heads can be a source; `strict` where the cue is no plain word of saying."""
    words = text.words
    lower, tag = words.lower[head], words.tag[head]
    if words.dep[head] == "expl" or lower in ("there", "what", "whatever", "nothing", "everything", "something", "anything"):
        return False
    if tag in ("WP", "WDT", "WP$") or (lower == "that" and words.dep[head].startswith("nsubj")):
        antecedent = antecedent_of(words, head)
        if antecedent is None or antecedent == head:
            return tag == "WP"
        return lower == "who" or can_speak(text, antecedent, strict=strict)
    if tag == "PRP":
        return lower != "it" or not strict or words.dep[head] == "nsubj"
    if tag in ("DT",) and strict:
        return lower in ("some", "all", "both", "those", "each", "either", "neither", "another")
    if tag in ("NNP", "NNPS") or kind_of_noun(text, head) is not None:
        return True
    if tag == "NN" and lower in text.names and text.text[words.start[head]].isupper():
        return True
    if words.doc[head].ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or _is_named(words, head):
        return True
    return not strict and tag not in ("VBG", "RB", "IN")


def _is_named(words: Words, head: int) -> bool:
    """Whether a name stands in apposition to a noun ("his running mate, Jane Doe")."""
    return any(words.dep[c] == "appos" and words.tag[c] == "NNP" and words.doc[c].ent_type_ == "PERSON" for c in words.children[head])


def antecedent_of(words: Words, relative: int) -> int | None:
    """Give the noun that a relative pronoun stands for."""
    here = words.head[relative]
    for _ in range(_FAR):
        if words.dep[here] == "relcl":
            return words.head[here]
        if words.head[here] == here:
            return None
        here = words.head[here]
    return None
