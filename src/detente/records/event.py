"""Who did what to whom, as told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from detente.errors import EvidenceError
from detente.records.actor import Mention
from detente.records.evidence import Evidence, TextSpan
from detente.records.time import When


class Status(StrEnum):
    """Whether an event is told as a fact. Only asserted events count as deeds."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    POSSIBLE = "possible"
    HYPOTHETICAL = "hypothetical"
    FUTURE = "future"


class VoiceKind(StrEnum):
    """Who vouches for an event."""

    OUTLET = "outlet"
    OPINION = "opinion"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Voice:
    """Who vouches: the outlet in its own words, an opinion piece, or the source of a (possibly nested) statement.

    Parameters
    ----------
    kind
        Outlet, opinion or source.
    statements
        Identifiers of the statements it stands in, outermost first; empty unless `kind` is source.
    opinion
        Whether the document is an opinion piece (also set where a source speaks in one).
    """

    kind: VoiceKind
    statements: tuple[str, ...] = ()
    opinion: bool = False


class Precision(StrEnum):
    """How exact the coordinates of a place are: a town's, or the middle of a region or country."""

    TOWN = "town"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the words of the text and, where a gazetteer knows them, country and coordinates.

    Parameters
    ----------
    name
        As the text has it.
    country
        ISO 3166 alpha-3 code of the country it lies in, or None.
    latitude, longitude
        In degrees; both or neither.
    precision
        What the coordinates are those of; None where there are none.
    evidence
        Where the text says so; None for a place taken over from another data set.
    """

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: Precision | None = None
    evidence: TextSpan | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """Counts a text gives for an event; None where it gives none (never 0 for unknown)."""

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None


#: The reason of an event whose recipients are presumed from what its text is about, where no words tell against whom it was.
PRESUMED = "against whom, presumed: the other side of the text's quarrel"

#: How a reason begins that says to whom it was done where the sentence does not: it is taken from what the text tells besides.
INFERRED = ("against whom", "towards whom", "to whom: the two sides")


@dataclass(frozen=True, slots=True)
class Event:
    """An event as one text tells it.

    Parameters
    ----------
    id
        Identifier.
    type, mode, contexts
        PLOVER event type, its mode or None, and contexts.
    cameo
        CAMEO code nearest to type and mode, or None.
    actors, recipients
        Who does it, to whom; each as one mention of the text. In a meeting all sides are actors.
    when, place, numbers
        As far as told.
    status, historical
        Whether it is told as a fact, and whether as one of the more distant past.
    voice
        Who vouches.
    about
        Identifiers of the events or proposals a request, threat, promise, refusal or concession is about.
    evidence
        The trigger's span first, then its sentence; or an imported row. Never empty.
    trigger
        The lexicon entry that found it, e.g. ``"launch (noun)"``.
    reasons
        Why it was coded so, in words, for ``detente explain``.
    """

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    when: When
    place: Place | None
    numbers: Numbers
    status: Status
    historical: bool
    voice: Voice
    about: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    trigger: str
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.evidence:
            raise EvidenceError(f"event {self.id}: a record without evidence cannot be made; give the span it rests on")

    @property
    def presumed(self) -> bool:
        """Whether no words tell to whom it was done: its recipients are only the other side of what its text is about."""
        return PRESUMED in self.reasons

    @property
    def inferred(self) -> bool:
        """Whether its sentence does not name its recipients: they are taken from what the text tells before, or is about."""
        return bool(self.recipients) and any(reason.startswith(INFERRED) for reason in self.reasons)
