"""Which formats there are, and of which a file is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
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


_FOREIGN = (
    (b"\xff\xfe", "it is UTF-16 text: save it as UTF-8"),
    (b"\xfe\xff", "it is UTF-16 text: save it as UTF-8"),
    (b"BZh", "it is packed with bzip2, which is not read here: unpack it"),
    (b"\xfd7zXZ", "it is packed with xz, which is not read here: unpack it"),
    (b"7z\xbc\xaf", "it is packed with 7-Zip, which is not read here: unpack it"),
    (b"\x28\xb5\x2f\xfd", "it is packed with zstd, which is not read here: unpack it"),
    (b"\xd0\xcf\x11\xe0", "it is an old Office file: save its table as CSV"),
)
"""How files begin that hold a table but not as text, and what to do with them."""

_OWN_TABLE = b"id,start,end,granularity,type,mode,contexts,code,"
"""How our own comma-separated export begins (`outward.table.COLUMNS`)."""

MOST_MEMBERS = 50  # of a zip file that are looked at


def starts_of(source: Source) -> Iterator[Start]:
    """Give the beginning of a file; of a zip file, those of its members, one after the other."""
    with source.path.open("rb") as file:
        raw = file.read(4096)
    with suppress(TooLarge):
        for _, blocks in islice(source.members(), MOST_MEMBERS):
            yield Start(source.name, raw, first_lines(next(blocks, b"")))


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
    for start in starts_of(source):
        for each in FORMATS.values():
            if each.recognises(start):
                return each
    with source.path.open("rb") as file:
        first = file.read(len(_OWN_TABLE))
    if first == _OWN_TABLE:
        raise FormatError(
            f"{source.path}: this is a table that `detente export --format csv` wrote for spreadsheets, which does not hold all of a "
            "record; export the same with --format jsonl, and import that"
        )
    for sign, what in _FOREIGN:
        if first.startswith(sign):
            raise FormatError(f"{source.path}: {what}, and import that")
    raise FormatError(
        f"{source.path}: its columns are those of no known format ({', '.join(FORMATS)}); "
        "name the format with --format, or check the file"
    )
