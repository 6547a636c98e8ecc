"""Passives: "was condemned by X", "is expected to", "it was reported that", "X was told that", "was called a disgrace"."""

from __future__ import annotations

from detente.reading.statements.clauses import can_speak, from_tokens, reach
from detente.reading.statements.complements import clause_of, infinitive_of, predicate_of
from detente.reading.statements.cues import Cue
from detente.reading.statements.draft import Span, Text
from detente.reading.statements.extent import rightwards
from detente.records import Stance

_UNNAMED = 0.75  # factor where nobody is named
_JUDGED = 0.7  # weight from which a verb tells a judgement even where nobody is named
_JUDGEMENTS = frozenset({Stance.DENIES, Stance.ENDORSES})
_REASONS = frozenset({"for", "over", "as"})
_REPORTED = frozenset({Stance.BELIEVES, Stance.SAYS, Stance.DEMANDS})


def passive_of(text: Text, verb: int, matched: list[tuple[Cue, int]], agent: int | None) -> tuple[Cue, int, list[Span], float] | None:
    """Give the entry that fits, the last token of its cue, the content and how clear the frame is."""
    words = text.words
    subject = words.child(verb, "nsubjpass", "nsubj")
    if subject is None and words.dep[verb] == "conj":
        subject = words.child(words.head[verb], "nsubjpass", "nsubj")
    named = 1.0 if agent is not None else _UNNAMED
    told_to = infinitive_of(text, verb)
    if told_to:
        matched = sorted(matched, key=lambda found: not {"to", "objto"} & found[0].frames)
    for entry, tail in matched:
        clause = clause_of(text, verb, tail)
        expletive = subject is not None and words.lower[subject] == "it"
        if clause and "that" in entry.frames and (expletive or agent is not None or "addr" in entry.frames):
            return entry, tail, [clause], named
        if subject is None:
            if "np" in entry.frames and agent is not None and words.dep[verb] == "acl" and can_speak(text, agent, strict=True):
                described = from_tokens(text, *reach(text, words.head[verb], verb))
                if described is not None:
                    return entry, tail, [described], 0.85
            continue
        told = from_tokens(text, words.left[subject], words.right[subject])
        if told_to and told and entry.stance in _REPORTED:
            return entry, tail, [told, told_to], _UNNAMED
        if told is None:
            continue
        if "np+of" in entry.frames and entry.weight >= _JUDGED and (charge := _charged_with(text, verb)):
            return entry, tail, [charge], named
        if "pred" in entry.frames and (predicate := predicate_of(text, verb, subject)):
            return entry, tail, [told, predicate], named
        if "np" not in entry.frames:
            continue
        if agent is not None and can_speak(text, agent, strict=True):
            called = predicate_of(text, verb, agent)
            return entry, tail, [told] if called is None else [told, called], 0.9
        if agent is None and (reason := _judged_for(text, verb, entry)):
            return entry, tail, [told, reason], _UNNAMED
    return None


def _charged_with(text: Text, verb: int) -> Span | None:
    """Give what somebody is accused of: "has been accused of [taking bribes]"."""
    words = text.words
    for other in words.children[verb]:
        if other > verb and words.dep[other] == "prep" and words.lower[other] == "of":
            return rightwards(text, other + 1, words.right[other])
    return None


def _judged_for(text: Text, verb: int, entry: Cue) -> Span | None:
    """Give what something is praised or blamed for by nobody named: "has been criticised [for its slowness]"."""
    words = text.words
    if entry.weight < _JUDGED or entry.stance not in _JUDGEMENTS or words.child(verb, "auxpass") is None:
        return None
    for other in words.children[verb]:
        if other > verb and words.dep[other] == "prep" and words.lower[other] in _REASONS:
            return rightwards(text, other, words.right[other])
    return None
