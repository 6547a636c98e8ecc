"""What the tests of events share."""

from __future__ import annotations

from detente.records import Event


def sides(event: Event) -> tuple[str, str, str]:
    """Give an event's type and the codes of its actors and recipients."""
    return event.type, " ".join(m.actor for m in event.actors), " ".join(m.actor for m in event.recipients)
