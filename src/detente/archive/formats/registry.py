"""Which formats there are, and of which a file is."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType

from detente.archive.formats import acled, gdelt, icews, own, petrarch2, phoenix, plover, polecat, ucdp
from detente.archive.formats.base import Format, Start, first_lines
from detente.archive.formats.source import Source
from detente.errors import FormatError, TooLarge, UsageError

_ALL: tuple[Format, ...] = (
    gdelt.FORMAT,
    icews.FORMAT,
    polecat.FORMAT,
    acled.FORMAT,
    ucdp.FORMAT,
    petrarch2.FORMAT,
    phoenix.FORMAT,
    plover.FORMAT,
    own.JSONL,
    own.PARQUET,
)

FORMATS: Mapping[str, Format] = MappingProxyType({each.name: each for each in _ALL})
"""By name, in the order in which a file is tried for them."""


def start_of(source: Source) -> Start:
    """Read the beginning of a file."""
    with source.path.open("rb") as file:
        raw = file.read(4096)
    head = b""
    with suppress(TooLarge):
        for _, blocks in source.members():
            head = next(blocks, b"")
            blocks.close()  # type: ignore[attr-defined]
            if head:
                break
    return Start(source.name, raw, first_lines(head))


def format_of(source: Source, name: str | None = None) -> Format:
    """Give the format of a file: the one named, or the first that recognises it.

    Raises
    ------
    UsageError
        If no format has the name.
    FormatError
        If none recognises the file.
    """
    if name is not None:
        found = FORMATS.get(name.casefold())
        if found is None:
            raise UsageError(f"{name!r} is no format; the formats are {', '.join(FORMATS)}")
        return found
    start = start_of(source)
    for each in FORMATS.values():
        if each.recognises(start):
            return each
    raise FormatError(
        f"{source.path}: its columns are those of no known format ({', '.join(FORMATS)}); "
        "name the format with --format, or check the file"
    )
