"""A document cut into passages, so that statements and events can be highlighted where they stand, overlapping or not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from detente.records import Reading, TextSpan


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text with what it belongs to.

    Parameters
    ----------
    text
        The words.
    statements, cues, events, others
        Identifiers of the records in whose content, cue, trigger or words it lies.
    begins
        Identifiers of the records whose first passage this is: where links from elsewhere arrive.
    """

    text: str
    statements: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether it belongs to no record."""
        return not (self.statements or self.cues or self.events or self.others)


def paragraphs_of(reading: Reading) -> list[list[Passage]]:
    """Cut a document into paragraphs of passages; joined, the passages of a paragraph are its text."""
    text = reading.document.text
    spans = _spans(reading)
    edges = sorted({0, len(text), *(s.start for s, _, _ in spans), *(s.end for s, _, _ in spans), *_line_ends(text)})
    starts: dict[str, int] = {}
    for span, name, _ in spans:
        starts[name] = min(span.start, starts.get(name, span.start))
    by_start = sorted(spans, key=lambda s: (s[0].start, -s[0].end, s[1]))
    paragraphs: list[list[Passage]] = [[]]
    live: list[tuple[TextSpan, str, str]] = []
    coming = iter(by_start)
    following = next(coming, None)
    for start, end in pairwise(edges):
        while following is not None and following[0].start <= start:
            live.append(following)
            following = next(coming, None)
        live = [s for s in live if s[0].end > start]
        paragraphs[-1].append(_passage(text[start:end], start, live, starts))
        if text[start:end].endswith("\n"):
            paragraphs.append([])
    return [p for p in paragraphs if any(passage.text.strip() for passage in p)]


def _line_ends(text: str) -> list[int]:
    return [place + 1 for place, character in enumerate(text) if character == "\n"]


def _spans(reading: Reading) -> list[tuple[TextSpan, str, str]]:
    found: list[tuple[TextSpan, str, str]] = []
    for statement in reading.statements:
        found += [(span, statement.id, "statement") for span in statement.content]
        if statement.cue:
            found.append((statement.cue, statement.id, "cue"))
    for event in reading.events:
        trigger = event.evidence[0]
        if isinstance(trigger, TextSpan):
            found.append((trigger, event.id, "event"))
    found += [(relation.evidence[0], relation.id, "other") for relation in reading.relations]
    found += [(proposal.action, proposal.id, "other") for proposal in reading.proposals]
    return found


def _passage(text: str, start: int, live: list[tuple[TextSpan, str, str]], starts: dict[str, int]) -> Passage:
    def named(kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for _, name, what in live if what == kind))

    begins = tuple(dict.fromkeys(name for _, name, _ in live if starts[name] == start))
    return Passage(text, named("statement"), named("cue"), named("event"), named("other"), begins)
