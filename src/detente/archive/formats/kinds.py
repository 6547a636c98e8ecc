"""What the event codes of others mean in PLOVER."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from detente.archive.formats.table import Kind
from detente.errors import KnowledgeError
from detente.ontology import CAMEO, CONTEXTS, EVENT_TYPES, MODES, plover_of
from detente.tables import read_table

UNKNOWN: Kind = (None, None, None, False)


def cameo_kind(parts: Sequence[str]) -> Kind:
    """Give what a CAMEO code means, or its nearest parent; where nothing has it, one that lost its leading zero to a spreadsheet ("42").

    Examples
    --------
    >>> cameo_kind(["193"]), cameo_kind(["42"]), cameo_kind(["999"])
    (('ASSAULT', 'firearms', None, True), ('CONSULT', 'visit', None, True), (None, None, None, False))
    """
    code = parts[0].strip()
    if code not in CAMEO and f"0{code}" in CAMEO:
        code = f"0{code}"
    try:
        type_name, mode = plover_of(code)
    except KnowledgeError:
        return UNKNOWN
    return type_name, mode, None, code in CAMEO


def plover_kind(parts: Sequence[str]) -> Kind:
    """Give PLOVER type, mode and contexts, spelt in any case; what PLOVER does not have makes the row's code an unknown one.

    Examples
    --------
    >>> plover_kind(["ASSAULT", "AERIAL", "MILITARY;terrorism"])
    ('ASSAULT', 'aerial', 'military;terrorism', True)
    """
    type_name, mode, contexts = (part.strip() for part in parts)
    name = type_name.upper()
    if name not in EVENT_TYPES:
        return UNKNOWN
    told = mode.lower().replace("_", "-")
    listed = [c.strip().lower().replace(" ", "_").replace("-", "_") for c in contexts.replace(",", ";").split(";") if c.strip()]
    known = (not told or (name, told) in MODES) and all(c in CONTEXTS for c in listed)
    return name, told if (name, told) in MODES else None, ";".join(c for c in listed if c in CONTEXTS) or None, known


@cache
def _own(format_name: str) -> Mapping[tuple[str, str], Kind]:
    table = files("detente.archive.formats").joinpath("data", "kinds.tsv")
    kinds: dict[tuple[str, str], Kind] = {}
    for row in read_table(table, "archive/formats/data/kinds.tsv", ("format", "event", "sub_event", "type", "mode")):
        type_name = row.one_of("type", frozenset(EVENT_TYPES), empty=True)
        if row["mode"] and (type_name, row["mode"]) not in MODES:
            raise row.wrong(f"{type_name} has no mode {row['mode']!r}")
        if row["format"] == format_name:
            kinds[row["event"].casefold(), row["sub_event"].casefold()] = (type_name or None, row["mode"] or None, None, True)
    return kinds


def own_kind(format_name: str, event: str, sub_event: str = "") -> Kind:
    """Give what an event of a format with kinds of its own means; an unknown kind of sub-event as its event.

    Examples
    --------
    >>> own_kind("acled", "Battles", "Armed clash")
    ('ASSAULT', 'firearms', None, True)
    """
    kinds = _own(format_name)
    found = kinds.get((event.strip().casefold(), sub_event.strip().casefold()))
    if found is not None:
        return found
    general = kinds.get((event.strip().casefold(), ""))
    return (*general[:3], False) if general is not None else UNKNOWN
