"""JSON lines out of a file's bytes, numbered, as far as they are lines."""

from __future__ import annotations

from collections.abc import Iterator

from detente.archive.formats.base import Intake

TOO_LONG = "the line is longer than {} bytes; only its beginning is kept"


def numbered_lines(intake: Intake, longest: int) -> Iterator[tuple[int, bytes, str | None]]:
    """Give the lines of all members of a file by number, without empty ones, each with why it cannot be one, or None."""
    number = 0
    for _, blocks in intake.source.members():
        for line in _lines(blocks, longest):
            if line.strip():
                number += 1
                yield number, line.removeprefix(b"\xef\xbb\xbf"), TOO_LONG.format(longest) if len(line) > longest else None


def _lines(blocks: Iterator[bytes], longest: int) -> Iterator[bytes]:
    """Cut at line ends; of a line longer than `longest` only its beginning is given, one byte longer than that."""
    begun: list[bytes] = []
    size = 0
    for block in blocks:
        *ended, rest = block.split(b"\n")
        for piece in ended:
            yield b"".join((*begun, piece))[: longest + 1]
            begun, size = [], 0
        if size <= longest:
            begun.append(rest)
            size += len(rest)
    if begun:
        yield b"".join(begun)[: longest + 1]
