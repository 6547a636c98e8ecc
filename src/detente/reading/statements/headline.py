"""Sources named before a colon: in a headline ("Minister: Truce will hold") and in a transcript ("NOVAK: We will not go.")."""

from __future__ import annotations

import re

from detente.reading.statements.clauses import FINITE, kind_of_noun
from detente.reading.statements.draft import Draft, Text
from detente.records import Quotation, Stance

_LONGEST_SOURCE = 5  # words
_SHORTEST_CONTENT = 3
_WEIGHT = 0.6  # a colon after a name may also only announce a topic
_TURN = 0.85  # a speaker's turn in a transcript
_SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_PEOPLE = frozenset({"official", "expert", "witness", "party", "organisation", "anonymous"})
_LABEL = re.compile(r"\s*(?P<name>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]*){0,4})(?: \([^)\n]{1,30}\))?(?P<colon>:) ")
_FEWEST_TURNS = 2  # a single word in capitals before a colon is the place a report comes from, as often as a speaker


def find_headline(text: Text) -> list[Draft]:
    """Find the statement of the first line, where a name and a colon begin it, and the turns of a transcript."""
    return [*_of_first_line(text), *_turns(text)]


def _of_first_line(text: Text) -> list[Draft]:
    words = text.words
    if not text.paragraphs:
        return []
    begin, end = text.paragraphs[0]
    first, last = words.first_from(begin), words.last_before(end)
    colon = next((t for t in range(first + 1, min(first + _LONGEST_SOURCE, last) + 1) if words.lower[t] == ":"), None)
    if colon is None or text.quoted[colon] >= 0 or last - colon < _SHORTEST_CONTENT:
        return []
    content = text.trim(words.start[colon + 1], end)
    if content is None or not _names_a_source(text, first, colon - 1, last):
        return []
    span = (words.start[first], words.end[colon - 1])
    return [_draft(text, colon, (words.start[colon], words.end[colon]), span, content, _WEIGHT)]


def _names_a_source(text: Text, first: int, head: int, last: int) -> bool:
    """Whether what stands before a headline's colon speaks: a name the parser knows or the text gives later, or people by trade."""
    words = text.words
    if words.tag[head] in ("NNP", "NNPS") and words.doc[head].ent_type_ in _SPEAKERS:
        return True
    if not any(words.tag[t] in FINITE for t in range(head + 2, last + 1)) or words.tag[first] in ("DT", "WRB", "WP"):
        return False
    if kind_of_noun(text, head) in _PEOPLE:
        return True
    name = words.lower[head]
    return any(words.lower[t] == name and words.doc[t].ent_type_ in ("PERSON", "ORG") for t in range(last + 1, len(words)))


def _turns(text: Text) -> list[Draft]:
    """Find the paragraphs of a transcript that a speaker's name in capitals opens."""
    words = text.words
    drafts: list[Draft] = []
    for start, end in text.paragraphs:
        match = _LABEL.match(text.text, start, end)
        if match is None:
            continue
        content = text.trim(match.end(), end)
        colon, head = words.first_from(match.start("colon")), words.last_before(match.end("name"))
        if content is not None and colon < len(words) and text.quoted[colon] < 0 and content[1] - content[0] > _SHORTEST_CONTENT:
            drafts.append(_draft(text, colon, match.span("colon"), match.span("name"), content, _TURN, head))
    return drafts if len(drafts) >= _FEWEST_TURNS else []


def _draft(
    text: Text, colon: int, cue: tuple[int, int], span: tuple[int, int], content: tuple[int, int], weight: float, head: int | None = None
) -> Draft:
    kind = Quotation.MIXED if text.index.within(*content) else Quotation.INDIRECT
    direct = head is not None
    return Draft(
        cue, colon, colon - 1 if head is None else head, [content], Stance.SAYS, weight, direct,
        kind=Quotation.DIRECT if direct else kind, source_span=span,
    )  # fmt: skip
