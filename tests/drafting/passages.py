"""What the encoder reads, made by hand."""

from __future__ import annotations

from detente.drafting.encoder import HOW, STANDS
from detente.drafting.facts import Fact, Sort
from detente.drafting.spoken import Spoken
from detente.drafting.telling import Telling
from detente.records import Status

TODAY = "2024-01-01"


def read(
    course: str, *, sure: float = 0.9, how: str = "done", stands: str = "open", day: str = TODAY, passage: str = "d0:read",
    of: str = "AAA", share: float = 1.0,
) -> Fact:
    """Make a passage that the encoder reads."""
    ways, states = tuple(float(name == how) for name in HOW), tuple(float(name == stands) for name in STANDS)
    spoken = Spoken(course, sure, of, share, ways, states, 0, 5, (0, 40))
    own = (of,) if of else ()
    return Fact(
        "", "d0", Sort.READ if of else Sort.HEARD, own, own, (), course, True, False, Status.POSSIBLE, False, day, False,
        Telling("It did.", "here", None, False), incident=passage, spoken=spoken,
    )  # fmt: skip
