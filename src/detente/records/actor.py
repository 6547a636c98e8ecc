"""Who acts and speaks."""

from __future__ import annotations

from dataclasses import dataclass

from detente.records.evidence import TextSpan


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor as the texts show it.

    Parameters
    ----------
    code
        What identifies it within an archive: ``"PRK"`` (a state), ``"KOR-MIL"`` (a sector of a state),
        ``"TPLF"`` (a named organisation), ``"PRK-GOV:Kim Jong-un"`` (a person),
        ``"~rebels"`` (a phrase no knowledge resolves: kept as it is told).
    name
        How to show it.
    party
        On whose side its acts count in a dyad: the country's code for state organs and officials, its own code for named
        armed groups and international organisations, None where that is unknown.
    country
        ISO 3166 alpha-3 code (with XKX for Kosovo), or None.
    sector
        PLOVER sector code (``"GOV"``, ``"MIL"``, ...), or None.
    person, office
        The name of a person, and the office told with it, or None.
    names
        The forms in which the texts mention it, sorted.
    presumed
        Whether the side is a person's only because the text is written there or speaks of nobody else: nothing in it tells
        whose official he is. Another text that tells it is to be believed rather.
    """

    code: str
    name: str
    party: str | None
    country: str | None
    sector: str | None
    person: str | None = None
    office: str | None = None
    names: tuple[str, ...] = ()
    presumed: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor at one place of a text.

    Parameters
    ----------
    actor
        The actor's code.
    span
        The phrase that names it (``"South Korean police"``, or ``"he"``).
    """

    actor: str
    span: TextSpan
