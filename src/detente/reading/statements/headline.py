"""Headlines that name their source before a colon: "Minister: Truce will hold"."""

from __future__ import annotations

from detente.reading.statements.draft import Draft, Text
from detente.records import Quotation, Stance

_LONGEST_SOURCE = 5  # words
_SHORTEST_CONTENT = 3
_WEIGHT = 0.6  # a colon after a name may also only announce a topic
_SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def find_headline(text: Text) -> list[Draft]:
    """Find the statement of the first line, where a name and a colon begin it."""
    words = text.words
    if not text.paragraphs:
        return []
    begin, end = text.paragraphs[0]
    first, last = words.first_from(begin), words.last_before(end)
    colon = next((t for t in range(first + 1, min(first + _LONGEST_SOURCE, last) + 1) if words.lower[t] == ":"), None)
    if colon is None or text.quoted[colon] >= 0 or last - colon < _SHORTEST_CONTENT:
        return []
    named = words.doc[colon - 1].ent_type_ in _SPEAKERS and words.tag[colon - 1] in ("NNP", "NNPS")
    content = text.trim(words.start[colon + 1], end)
    if not named or content is None:
        return []
    cue = (words.start[colon], words.end[colon])
    span = (words.start[first], words.end[colon - 1])
    kind = Quotation.MIXED if text.index.within(*content) else Quotation.INDIRECT
    return [Draft(cue, colon, colon - 1, [content], Stance.SAYS, _WEIGHT, kind=kind, source_span=span)]
