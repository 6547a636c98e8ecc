"""A phrase of the text and who it stands for, as the grammar puts it together."""

from __future__ import annotations

from dataclasses import dataclass

from detente.reading.actors.entries import Entry, Kind, RoleKind, Term

FILLERS = 3  # words that may stand between a country and its noun ("Israeli heavily armed settlers")
PLACES = frozenset({Kind.COUNTRY, Kind.DEMONYM, Kind.CAPITAL, Kind.GOVERNMENT, Kind.PLACE, Kind.SHORT})
TOWNS = frozenset({Kind.CAPITAL, Kind.PLACE})
TITLES = frozenset({RoleKind.PERSON, RoleKind.NEUTRAL, RoleKind.RANK, RoleKind.GROUP})
DEPENDENT = frozenset({RoleKind.NEUTRAL, RoleKind.PARTITIVE, RoleKind.PART})


@dataclass(slots=True)
class Phrase:
    """Who a phrase of the text stands for; `start` to `end` and `head` count words."""

    start: int
    end: int
    head: int
    kind: Kind
    entry: Entry
    country: str | None = None
    sector: str | None = None
    code: str | None = None
    party: str | None = None
    person: str | None = None
    office: str | None = None
    terms: tuple[Term, ...] = ()
    role: RoleKind | None = None
    former: bool = False
    plural: bool = False
    named: bool = False  # the sector was told by the words, not by the tables
    noun: int = -1  # the word of the noun it shares with others ("troops" in "US and South Korean troops")
    owner: str = ""  # the name of the organisation whose it is ("Hezbollah fighters")
    gone: bool = False  # taken into another phrase, or a mere place

    @property
    def has_own_side(self) -> bool:
        """Whether it is a region or people whose authorities stand apart from the country's ("Tigray" where the text names its front)."""
        return self.party is not None and self.party == self.code and self.code != self.country and self.kind in PLACES
