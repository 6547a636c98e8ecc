"""What the tables of actors hold, as records the stage matches against the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a known phrase names."""

    COUNTRY = "country"  # "China"
    DEMONYM = "demonym"  # "Chinese", and people words: "Danes"
    CAPITAL = "capital"  # "Beijing": the government, or the town
    GOVERNMENT = "government"  # "the Kremlin": always the government
    PLACE = "place"  # "Aleppo": a town or province
    SHORT = "short"  # "the North": a country only in a text that names its pair
    ORGANISATION = "organisation"
    PERSON = "person"
    ROLE = "role"
    BLOCKED = "blocked"  # "Korean Peninsula": names no actor


class RoleKind(StrEnum):
    """What sort of noun a role is."""

    PERSON = "person"  # its own sector: "soldier"
    RANK = "rank"  # a title before a name: "General"
    NEUTRAL = "neutral"  # takes the sector of what it belongs to: "spokesman", "leader"
    BODY = "body"  # "ministry", "army"
    GROUP = "group"  # "protesters", "people"
    THING = "thing"  # acts for those who run it: "warship", "embassy"
    NAMED = "named"  # a thing called by its name: "the Yavuz"
    PART = "part"  # "wing", "side": an actor only where the text says whose
    QUALIFIER = "qualifier"  # "rebel", "opposition": overrides the sector of what follows
    PARTITIVE = "partitive"  # "hundreds", "members": stands for what follows "of"
    FORMER = "former"  # "former", "ex": who follows is no longer in office


@dataclass(frozen=True, slots=True)
class Term:
    """An office a person held from `since` to `until` (ISO dates or their beginnings; empty is open)."""

    country: str | None
    sector: str | None
    office: str | None
    since: str
    until: str
    group: str | None = None

    def covers(self, date: str) -> bool:
        """Whether the office was held on an ISO date."""
        return self.since <= date[: len(self.since)] and (not self.until or date[: len(self.until)] <= self.until)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something a phrase can name.

    Parameters
    ----------
    kind
        What it is.
    name
        How to show it; for a role its singular.
    code, country, sector, party
        As in `detente.records.Actor`; empty where the kind has none.
    role
        The kind of role, for roles.
    office
        Whether a role is an office somebody holds.
    plural
        Whether the form names several.
    adjectival
        Whether the form also stands before a noun as an adjective does ("US troops").
    terms
        The offices of a person, oldest first.
    formerly
        What an organisation was until some day (an ISO date or its beginning), the oldest first: rebels who govern now.
    needs
        Codes of which one must be named in the text for a short form to count.
    state
        Whether a role belongs to its country's state though its sector does not say so ("state television").
    """

    kind: Kind
    name: str
    code: str = ""
    country: str | None = None
    sector: str | None = None
    party: str | None = None
    role: RoleKind | None = None
    office: bool = False
    plural: bool = False
    adjectival: bool = False
    terms: tuple[Term, ...] = ()
    formerly: tuple[tuple[str, Entry], ...] = ()
    needs: tuple[str, ...] = ()
    state: bool = False

    def as_of(self, date: str | None) -> Entry:
        """Give what it was on an ISO date; without a date, what it is.

        Examples
        --------
        >>> rebels = Entry(Kind.ORGANISATION, "Swapo", "SWAPO", "NAM", "REB")
        >>> party = Entry(Kind.ORGANISATION, "Swapo", "SWAPO", "NAM", "PTY", formerly=(("1990-03", rebels),))
        >>> party.as_of("1988-12-22").sector, party.as_of("1994-12-09").sector, party.as_of(None).sector
        ('REB', 'PTY', 'PTY')
        """
        if date is None:
            return self
        return next((was for until, was in self.formerly if date[: len(until)] <= until), self)
