"""CAMEO: its codes with Goldstein scores, and the way to and from PLOVER."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

from detente.errors import KnowledgeError
from detente.ontology.plover import EVENT_TYPES, MODES
from detente.tables import read_table


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO code.

    Parameters
    ----------
    code, name
        E.g. ``"0841"``, ``"Return, release persons"``.
    quad
        Quad class as GDELT counts it, 1 to 4.
    goldstein
        Goldstein score, -10 to 10; None where no source prints one.
    type, mode
        The nearest PLOVER type and mode; None for plain public statements, which PLOVER leaves out.
    """

    code: str
    name: str
    quad: int
    goldstein: float | None
    type: str | None
    mode: str | None


def _codes() -> dict[str, CameoCode]:
    table = files("detente.ontology").joinpath("data", "cameo.tsv")
    codes: dict[str, CameoCode] = {}
    for row in read_table(table, "ontology/data/cameo.tsv", ("code", "name", "quad", "goldstein", "type", "mode")):
        kind = row.one_of("type", frozenset(EVENT_TYPES), empty=True)
        if row["mode"] and (kind, row["mode"]) not in MODES:
            raise row.wrong(f"{kind} has no mode {row['mode']!r}")
        score = float(row["goldstein"]) if row["goldstein"] else None
        codes[row["code"]] = CameoCode(row["code"], row["name"], int(row["quad"]), score, kind or None, row["mode"] or None)
    return codes


CAMEO: Mapping[str, CameoCode] = MappingProxyType(_codes())


def cameo_of(type_name: str, mode: str | None = None) -> str:
    """Give the CAMEO code nearest to a PLOVER type and mode."""
    found = MODES.get((type_name, mode or ""))
    if found is not None:
        return found.cameo
    if type_name not in EVENT_TYPES:
        raise KnowledgeError(f"{type_name!r} is no PLOVER event type; the types are {', '.join(EVENT_TYPES)}")
    return EVENT_TYPES[type_name].cameo


def cameo_root_of(type_name: str, mode: str | None = None) -> str:
    """Give the two-digit CAMEO root nearest to a PLOVER type and mode."""
    return cameo_of(type_name, mode)[:2]


def plover_of(code: str) -> tuple[str | None, str | None]:
    """Give the PLOVER type and mode nearest to a CAMEO code; unknown sub-codes fall back to their parent.

    Raises
    ------
    KnowledgeError
        If not even its root is a CAMEO code.
    """
    for length in range(len(code), 1, -1):
        found = CAMEO.get(code[:length])
        if found is not None:
            return found.type, found.mode
    raise KnowledgeError(f"{code!r} is no CAMEO code; codes start with 01 to 20")


def goldstein_of(code: str) -> float | None:
    """Give the Goldstein score of a CAMEO code, or of its nearest parent that has one."""
    for length in range(len(code), 1, -1):
        found = CAMEO.get(code[:length])
        if found is not None and found.goldstein is not None:
            return found.goldstein
    return None
