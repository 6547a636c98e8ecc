"""How a sentence tells: by somebody who speaks at its end, as the answer to a question, after a quotation."""

from __future__ import annotations

from bisect import bisect_left

from detente.reading.actors.candidates import Scene


def told_before(speaker: int, scene: Scene) -> int | None:
    """Give the subject of what some who speak at the end of a sentence tell: "Kenya and Chad agreed, officials said"."""
    parse = scene.parse
    told = (verb for verb in scene.subject_of if parse.head[verb] == parse.head[speaker] and parse.dep[verb] == "ccomp" and verb < speaker)
    return next((scene.subject_of[verb] for verb in told), None)


def ends_quotation(word: int, scene: Scene) -> bool:
    """Whether a quotation ends before a word."""
    before = scene.words.text[max(0, scene.words.start[word] - 3) : scene.words.start[word]].rstrip()
    return len(before) > 1 and before[-1] in '"”' and before[-2] in ",.?!"


def answers(sentence: int, scene: Scene) -> bool:
    """Whether a sentence is the bare answer to a question before it: "With a blockade and an army at the pass."."""
    parse = scene.parse
    root = scene.root_of.get(sentence)
    if root is None or parse.pos[root] in ("VERB", "AUX") or root in scene.subject_of:
        return False
    last = bisect_left(parse.sentence, sentence) - 1
    while last > 0 and parse.pos[last] == "SPACE":
        last -= 1
    return last > 0 and parse.lower[last] == "?"


__all__ = ["answers", "ends_quotation", "told_before"]
