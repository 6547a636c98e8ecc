"""Frames of nouns, adjectives and attributing phrases: "Seoul's claim that", "are concerned that", "according to"."""

from __future__ import annotations

from detente.reading.statements.clauses import AUTHOR, agent_of, can_speak, kind_of_noun, reach, subject_of
from detente.reading.statements.cues import Cue, Phrase
from detente.reading.statements.draft import Draft, Span, Text
from detente.reading.statements.extent import around, description_end, right_of_clause, rightwards
from detente.records import Quotation, Stance

_SUPPORTS = frozenset({"dobj", "attr", "pobj"})
_OWNERS = frozenset({"by", "from", "among", "of"})
_PLACES = frozenset({"in", "at"})
_UNNAMED = 0.75  # factor where nobody is named
_COPULAS = frozenset({"be", "feel", "seem", "remain", "become", "sound", "look", "appear", "grow", "stay", "get"})
_AUXILIARIES = frozenset({"aux", "auxpass", "neg", "advmod"})
_NOUNS = frozenset({"NN", "NNS"})
_ADJECTIVES = frozenset({"JJ", "VBN", "VBD", "RB", "JJR"})
_SPOKEN = frozenset({Stance.SAYS, Stance.THREATENS, Stance.DEMANDS})  # "a warning to Seoul": who is warned, no content
_UNDOING = frozenset({"reverse", "cancel", "drop", "scrap", "abandon", "shelve", "ditch", "suspend", "postpone"})
_ANSWERING = frozenset({"answer", "face", "counter", "hear", "read", "meet"})  # whose object is another's claim
_PEOPLES = frozenset({"GPE", "NORP", "ORG", "PERSON"})


def find_nominal(text: Text) -> list[Draft]:
    """Find the statements that a noun, an adjective or a phrase attributes."""
    drafts: list[Draft] = []
    words, cues = text.words, text.cues
    for token in range(len(words)):
        lower, tag = words.lower[token], words.tag[token]
        draft: Draft | None = None
        if tag in _NOUNS and (entries := cues.nouns.get(words.lemma[token])) is not None:
            draft = _of_noun(text, token, entries) if _is_free(text, token) else None
        elif tag in _ADJECTIVES and (entries := cues.adjectives.get(lower)) is not None:
            draft = _of_adjective(text, token, entries) if _is_free(text, token) else None
        elif (phrases := cues.phrases.get(lower)) is not None:
            draft = _of_phrase(text, token, phrases) if _is_free(text, token) else None
        if draft is not None:
            text.take(token)
            drafts.append(draft)
    return drafts


def _is_free(text: Text, token: int) -> bool:
    return token not in text.used and text.has_room(token)


def _complement(text: Text, token: int, entry: Cue) -> tuple[Span, int] | None:
    """Give the content a noun or an adjective governs, and the last token of its cue."""
    words, frames = text.words, entry.frames
    for other in words.children[token]:
        if other <= token:
            continue
        dep, first = words.dep[other], words.left[other]
        if dep in ("acl", "ccomp", "relcl", "xcomp", "advcl") and first > token:
            mark = words.lower[first]
            that = mark in ("that", "whether", "how", "why", "what", "if") or (dep == "ccomp" and words.subject(other) is not None)
            if "that" in frames and that and not (dep == "relcl" and words.dep[first] != "mark"):
                found = rightwards(text, first, right_of_clause(text, words.head[token] if words.dep[token] == "acomp" else token, other))
                return None if found is None else (found, token)
            if "to" in frames and mark == "to" and words.dep[first] == "aux":
                found = rightwards(text, first, words.right[other])
                return None if found is None else (found, token)
        spoken_to = words.lower[other] == "to" and entry.stance in _SPOKEN
        if dep == "prep" and words.lower[other] in frames and words.lower[other] != "by" and not spoken_to:
            inner = words.child(other, "pcomp", "pobj")
            if inner is not None and inner > other:
                found = rightwards(text, other + 1, words.right[inner])
                return None if found is None else (found, other)
    if "that" in frames and words.dep[token] == "nsubj" and words.lemma[words.head[token]] == "be":
        return _behind_copula(text, words.head[token])
    return None


def _behind_copula(text: Text, verb: int) -> tuple[Span, int] | None:
    """Give the clause that a view is said to be: "their view is that sanctions fail"."""
    words = text.words
    for other in words.children[verb]:
        if other > verb and words.dep[other] == "ccomp" and words.lower[words.left[other]] in ("that", "whether"):
            found = rightwards(text, words.left[other], words.right[other])
            return None if found is None else (found, verb)
    return None


def _of_noun(text: Text, noun: int, entries: tuple[Cue, ...]) -> Draft | None:
    words = text.words
    if words.dep[noun] == "dobj" and words.lemma[words.head[noun]] in _UNDOING:
        return None  # "reversed plans to withdraw"
    for entry in entries:
        if len(entry.words) > 1 and words.lower[noun + 1 : noun + 2] != [entry.words[1]]:
            continue
        complement = _complement(text, noun, entry)
        if complement is None:
            continue
        source, first = _holder(text, noun, complement[1])
        if source is not None and (words.lower[source] in ("my", "our", "your", "its", *AUTHOR)):
            continue
        if source is not None and can_hold(text, source):
            return _draft(text, noun, source, (words.start[first], words.end[complement[1]]), complement[0], entry)
        if _unheld(text, noun, complement):
            unnamed = _draft(text, noun, None, (words.start[noun], words.end[complement[1]]), complement[0], entry)
            unnamed.weight *= _UNNAMED
            return unnamed
    return None


def _unheld(text: Text, noun: int, complement: tuple[Span, int]) -> bool:
    """Whether a noun leads to a clause or infinitive that somebody unnamed holds ("amid fears that the truce would fail")."""
    words = text.words
    first, above = words.first_from(complement[0][0]), words.head[noun]
    if words.child(noun, "poss") is not None or complement[1] != noun or words.tag[first] == "WDT":
        return False
    told = words.dep[noun] == "pobj" and words.head[above] in text.used  # "said in a message that"
    purpose = words.lower[first] == "to" and words.lower[noun - 1] == "in"  # "in order to" tells an aim of whoever acts
    return words.lower[first] in ("that", "whether", "to") and not told and not purpose


def can_hold(text: Text, head: int) -> bool:
    """Whether a token can name the holder of a view: a possessive pronoun, a people's adjective or any speaker."""
    words = text.words
    return words.tag[head] == "PRP$" or words.doc[head].ent_type_ in _PEOPLES or can_speak(text, head, strict=True)


def _holder(text: Text, noun: int, last: int) -> tuple[int | None, int]:
    """Find whose claim or concern it is, and the first token of the cue."""
    words = text.words
    owner = words.child(noun, "poss")
    if owner is not None:
        return owner, noun
    for other in words.children[noun]:
        if words.dep[other] != "prep" or other == last:
            continue
        held = words.child(other, "pobj")
        if words.lower[other] in _OWNERS or (words.lower[other] in _PLACES and held is not None and words.doc[held].ent_type_ == "GPE"):
            return held, noun
    for other in words.children[noun]:
        if other < noun and words.dep[other] in ("amod", "compound") and (
            words.doc[other].ent_type_ in _PEOPLES or (other == noun - 1 and kind_of_noun(text, other) not in (None, "document"))
        ):
            return other, noun
    verb = words.head[noun]
    if words.dep[noun] == "attr" and words.lemma[verb] in _COPULAS and kind_of_noun(text, noun) is not None:
        return words.subject(verb), verb
    # "Rejected claims that", "announced plans to": the verb tells who says it, the claim is another's, as in "answered the charge that".
    told = verb in text.used or words.lemma[verb] in _ANSWERING
    if words.dep[noun] in _SUPPORTS and words.tag[verb].startswith("V") and words.lemma[verb] != "be" and not told:
        subject = agent_of(words, verb) or subject_of(text, verb)
        return (subject if subject is not None and subject < noun else None), verb
    return None, noun


def _of_adjective(text: Text, adjective: int, entries: tuple[Cue, ...]) -> Draft | None:
    words = text.words
    verb = adjective
    if words.tag[adjective] in ("VBN", "VBD"):
        if words.child(adjective, "auxpass", "aux") is None and words.dep[adjective] not in ("acomp", "conj"):
            return None
        if agent_of(words, adjective) is not None and not _feels(entries):
            return None
    if words.dep[adjective] in ("acomp", "attr", "oprd") and words.lemma[words.head[adjective]] in _COPULAS:
        verb = words.head[adjective]
    elif words.dep[adjective] == "conj" and words.dep[words.head[adjective]] == "acomp":
        verb = words.head[words.head[adjective]]
    elif words.child(adjective, "nsubj") is not None:
        verb = adjective
    elif words.tag[adjective] not in ("VBN", "VBD"):
        return None
    source = words.subject(verb)
    if source is None:
        source = subject_of(text, verb)
    if source is None or words.lower[source] in AUTHOR or words.lower[source] == "it" or not can_speak(text, source, strict=True):
        return None
    if words.lower[source].endswith(("self", "selves")):
        return None
    for entry in entries:
        complement = _complement(text, adjective, entry) or (_complement(text, verb, entry) if verb != adjective else None)
        if complement is not None and complement[0][0] > words.start[adjective]:
            first = min(verb, adjective)
            while first - 1 > source and words.head[first - 1] in (verb, adjective) and words.dep[first - 1] in _AUXILIARIES:
                first -= 1
            return _draft(text, adjective, source, (words.start[first], words.end[max(complement[1], adjective)]), complement[0], entry)
    return None


def _feels(entries: tuple[Cue, ...]) -> bool:
    return any("by" in entry.frames for entry in entries)


def _of_phrase(text: Text, token: int, phrases: tuple[Phrase, ...]) -> Draft | None:
    words = text.words
    for phrase in phrases:
        last = token + len(phrase.before) - 1
        if tuple(words.lower[token : last + 1]) != phrase.before:
            continue
        head = _governed(text, token, last)
        if head is None:
            continue
        if phrase.after:
            owner = words.child(head, "poss")
            begin = head if words.lower[head] == phrase.after[0] else head - len(phrase.after) + 1
            if owner is None or tuple(words.lower[begin : begin + len(phrase.after)]) != phrase.after:
                continue
            source, head = owner, begin + len(phrase.after) - 1
            end = head
            if words.lower[owner] in ("my", "our"):
                return None
        else:
            source, end = head, max(words.right[head], head)
        content = around(text, token, _phrase_end(text, token, source, end))
        if content:
            cue = (words.start[token], words.end[last] if not phrase.after else words.end[head])
            found = Cue(phrase.before, phrase.stance, frozenset(), phrase.weight)
            return _draft_of(text, token, source, cue, content, found)
    return None


def _phrase_end(text: Text, token: int, source: int, end: int) -> int:
    """Let a phrase end with its sentence where its asides reach that far, else with its noun phrase."""
    words = text.words
    _, high = reach(text, source)
    stop = words.sentence[source][1]
    if token > words.sentence[source][0] and end >= stop - 1:
        return end
    here = max(high, source)
    if token == words.sentence[source][0] and (described := description_end(text, here, stop)) > here:
        return described
    while here < min(end, stop) and words.lower[here + 1] not in (",", ".", ";", "?", "!"):
        here += 1
    return here


def _governed(text: Text, token: int, last: int) -> int | None:
    """Give the noun phrase's head behind a phrase's last preposition."""
    words = text.words
    found = words.child(last, "pobj")
    if found is None:
        for other in range(last + 1, min(last + 8, words.sentence[token][1] + 1)):
            if words.tag[other] in ("NN", "NNS", "NNP", "NNPS", "PRP") and words.head[other] in (last, token, words.head[token]):
                return other
    return found


def _draft(text: Text, trigger: int, source: int | None, cue: Span, content: Span, entry: Cue) -> Draft:
    return _draft_of(text, trigger, source, cue, [content], entry)


def _draft_of(text: Text, trigger: int, source: int | None, cue: Span, content: list[Span], entry: Cue) -> Draft:
    kind = Quotation.MIXED if any(text.index.within(*piece) for piece in content) else Quotation.INDIRECT
    return Draft(cue, trigger, source, content, entry.stance, entry.weight, kind=kind)
