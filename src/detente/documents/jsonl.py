"""JSON lines: one document a line, its fields named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Protocol

from detente.documents.build import MAX_BYTES, Raw, digest
from detente.documents.decode import decode
from detente.errors import DocumentError, EmptyDocument, FormatError, TooLarge


class Lines(Protocol):
    """What lines are read from."""

    def readline(self, limit: int, /) -> bytes:
        """Give the next line, or its first bytes up to a limit; nothing at the end."""
        ...


_OPENED = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*\{?)\s*")  # the first line of JSON that is laid out for people
FIELDS = ("text", "title", "published", "outlet", "author", "url", "genre")


def read_jsonl(stream: Lines, source: str) -> Iterator[Raw | DocumentError]:
    """Read JSON lines, one raw document a line; a line that cannot be read gives its error and the rest goes on.

    Parameters
    ----------
    stream
        The bytes, read line by line, so that memory stays flat.
    source
        Its name, for messages.
    """
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        place = f"{source}, line {number}"
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            yield TooLarge(f"{place}: the line has more than {MAX_BYTES:,} bytes; split the document")
            continue
        if not line.strip():
            continue
        if number == 1 and _OPENED.fullmatch(line):
            message = f"{source}: this is JSON over several lines; JSON lines have one object on each line, write it so"
            yield FormatError(message)
            return
        try:
            yield _read_line(line, place, f"{source}#{number}")
        except DocumentError as error:
            yield error
    if number == 0:
        yield EmptyDocument(f"{source}: there is nothing in it; give one JSON object a line")


def _read_line(line: bytes, place: str, source: str) -> Raw:
    text, notes = decode(line, place)
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{place}: this is no JSON object, or it is cut short ({error}); write it whole on one line") from error
    if not isinstance(record, dict):
        raise FormatError(f"{place}: this is JSON but no object; give an object with the field text on each line")
    found: dict[str, str | None] = {}
    for name in FIELDS:
        value = record.get(name)
        if value is None or isinstance(value, str):
            found[name] = value
        elif name == "text":
            raise FormatError(f"{place}: the field text is no string; give the text of the document")
        else:
            notes.append(f"field: {name} is no string and was ignored")
    if found["text"] is None:
        raise FormatError(f"{place}: the field text is missing; the fields are {', '.join(FIELDS)}")
    notes += [f"field: {name[:40]} is unknown and was ignored" for name in sorted(record) if name not in FIELDS]
    genre = found.get("genre")
    return Raw(
        text=found["text"],
        source=source,
        sha256=digest(line),
        title=found.get("title"),
        published=found.get("published"),
        outlet=found.get("outlet"),
        author=found.get("author"),
        url=found.get("url"),
        genres=(genre,) if genre else (),
        left_out=notes,
        is_plain=True,
    )
