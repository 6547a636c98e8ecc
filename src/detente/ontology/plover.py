"""PLOVER: event types, modes, contexts and sectors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

from detente.errors import KnowledgeError
from detente.tables import Row, read_table

QUADS: Mapping[int, str] = MappingProxyType(
    {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
)


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER event type.

    Parameters
    ----------
    name
        E.g. ``"THREATEN"``.
    quad
        Quad class, 1 to 4 (`QUADS`).
    score
        PLOVER intensity, -10 (conflict) to 10 (cooperation).
    needs_recipient
        Whether an event of this type is one only towards somebody.
    cameo
        The nearest general CAMEO code.
    meaning, example
        In our own words.
    """

    name: str
    quad: int
    score: float
    needs_recipient: bool
    cameo: str
    meaning: str
    example: str


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of an event type: `score` is None where PLOVER prints none."""

    type: str
    name: str
    score: float | None
    cameo: str
    meaning: str
    example: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where the sources of the ontology disagree about a type: what holds here, and who counts otherwise."""

    type: str
    about: str
    here: str
    others: str


def _table(name: str, *columns: str) -> list[Row]:
    return list(read_table(files("detente.ontology").joinpath("data", name), f"ontology/data/{name}", columns))


def _number(row: Row, column: str) -> float:
    try:
        return float(row[column])
    except ValueError as error:
        raise row.wrong(f"{column} is {row[column]!r}; it must be a number") from error


def _types() -> dict[str, EventType]:
    rows = _table("types.tsv", "type", "quad", "score", "needs_recipient", "cameo", "meaning", "example")
    yes_no = frozenset({"yes", "no"})
    return {
        r["type"]: EventType(
            r["type"],
            int(r.one_of("quad", frozenset("1234"))),
            _number(r, "score"),
            r.one_of("needs_recipient", yes_no) == "yes",
            r["cameo"],
            r["meaning"],
            r["example"],
        )
        for r in rows
    }


def _modes(types: Mapping[str, EventType]) -> dict[tuple[str, str], Mode]:
    rows = _table("modes.tsv", "type", "mode", "score", "cameo", "meaning", "example")
    return {
        (r.one_of("type", frozenset(types)), r["mode"]): Mode(
            r["type"], r["mode"], _number(r, "score") if r["score"] else None, r["cameo"], r["meaning"], r["example"]
        )
        for r in rows
    }


EVENT_TYPES: Mapping[str, EventType] = MappingProxyType(_types())
MODES: Mapping[tuple[str, str], Mode] = MappingProxyType(_modes(EVENT_TYPES))
DISAGREEMENTS: tuple[Disagreement, ...] = tuple(
    Disagreement(r.one_of("type", frozenset(EVENT_TYPES)), r["about"], r["here"], r["others"])
    for r in _table("disagreements.tsv", "type", "about", "here", "others")
)
CONTEXTS: Mapping[str, str] = MappingProxyType({r["context"]: r["meaning"] for r in _table("contexts.tsv", "context", "meaning")})
_SECTORS = tuple(_table("sectors.tsv", "sector", "kind", "meaning"))
SECTORS: Mapping[str, str] = MappingProxyType({r["sector"]: r["meaning"] for r in _SECTORS})
#: Sectors of organs of a state, and of those who fight without being one.
STATE_SECTORS, ARMED_SECTORS = (
    frozenset(r["sector"] for r in _SECTORS if r.one_of("kind", frozenset({"state", "armed"}), empty=True) == kind)
    for kind in ("state", "armed")
)


def _type(name: str) -> EventType:
    found = EVENT_TYPES.get(name)
    if found is None:
        raise KnowledgeError(f"{name!r} is no PLOVER event type; the types are {', '.join(EVENT_TYPES)}")
    return found


def modes_of(type_name: str) -> tuple[Mode, ...]:
    """Give the modes of an event type, in the table's order."""
    _type(type_name)
    return tuple(mode for (owner, _), mode in MODES.items() if owner == type_name)


def quad_of(type_name: str) -> int:
    """Give the quad class of an event type, 1 to 4.

    PLOVER counts CONCEDE as verbal and SANCTION as material; gold data of others may differ, and whoever scores against them says so.
    """
    return _type(type_name).quad


def is_conflict(type_name: str) -> bool:
    """Whether an event type is conflict (quad 3 or 4) rather than cooperation."""
    return quad_of(type_name) > 2


def is_deed(type_name: str) -> bool:
    """Whether an event type is a deed (material, quad 2 or 4) rather than a word."""
    return quad_of(type_name) in (2, 4)


def score_of(type_name: str, mode: str | None = None) -> float:
    """Give the PLOVER intensity of a type in a mode; the type's own where the mode has none."""
    found = MODES.get((type_name, mode or ""))
    return _type(type_name).score if found is None or found.score is None else found.score
