"""Links words to what they are about: a request, threat, promise, refusal or concession to the proposals it puts forward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from detente.reading.by_place import ByPlace
from detente.records import Event, Proposal, ProposalKind, TextSpan

# Which proposals words of a type put forward. What is refused or conceded may have been asked for or offered in the same breath.
PUT_FORWARD: Mapping[str, frozenset[ProposalKind]] = {
    "REQUEST": frozenset({ProposalKind.ASKED, ProposalKind.OFFERED}),  # "proposed a truce" asks for it and offers it
    "AGREE": frozenset({ProposalKind.OFFERED, ProposalKind.THREATENED}),
    "THREATEN": frozenset({ProposalKind.THREATENED, ProposalKind.OFFERED}),  # "vowed to crush the rising" has the form of a promise
    "REJECT": frozenset({ProposalKind.REFUSED}),
    "CONCEDE": frozenset({ProposalKind.OFFERED}),
    "SUPPORT": frozenset({ProposalKind.ASKED, ProposalKind.OFFERED}),  # "invited them to settle it", "promised to recognise"
    "RETREAT": frozenset({ProposalKind.OFFERED}),
}


def link_about(events: Sequence[Event], proposals: Sequence[Proposal]) -> tuple[Event, ...]:
    """Give the events with `Event.about` naming the proposals they put forward, beside the events it names already.

    A proposal belongs to the event of a fitting type in the same sentence whose trigger stands next before its action, and whose
    actor, where both are told, is who puts it forward.

    Parameters
    ----------
    events, proposals
        Of one document.

    Examples
    --------
    >>> from detente.documents import read_text
    >>> from detente.reading.reader import Reader
    >>> reading = Reader().read(read_text("Japan urged China to end the drills.", published="2023-04-16"))
    >>> event, = link_about(reading.events, reading.proposals)
    >>> event.about == (reading.proposals[0].id,)
    True
    """
    found: dict[str, list[str]] = {}
    by_sentence = ByPlace((event, [(s.start, s.end)]) for event in events if isinstance(s := event.evidence[-1], TextSpan))
    for proposal in proposals:
        start = proposal.action.start
        owner = _owner(proposal, by_sentence.around(start, start + 1))
        if owner is not None:
            found.setdefault(owner.id, []).append(proposal.id)
    return tuple(replace(e, about=tuple(dict.fromkeys((*e.about, *found[e.id])))) if e.id in found else e for e in events)


def _owner(proposal: Proposal, events: Sequence[Event]) -> Event | None:
    best: tuple[int, Event] | None = None
    for event in events:
        trigger = event.evidence[0]
        if not isinstance(trigger, TextSpan) or trigger.start > proposal.action.end:
            continue
        if proposal.kind in PUT_FORWARD.get(event.type, ()) and _same_speaker(proposal, event):
            distance = abs(proposal.action.start - trigger.start)
            if best is None or distance < best[0]:
                best = (distance, event)
    return None if best is None else best[1]


def _same_speaker(proposal: Proposal, event: Event) -> bool:
    """Whether who puts it forward acts in the event; where one of them is not told, nothing speaks against it."""
    codes = {mention.actor for mention in event.actors}
    return proposal.by is None or not codes or proposal.by.actor in codes
