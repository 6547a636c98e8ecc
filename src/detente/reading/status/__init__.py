"""Status of events: whether a text tells an event as a fact, denies it, plans, fears or supposes it."""

from detente.reading.status.verdict import Verdict, status_of

__all__ = ["Verdict", "status_of"]
