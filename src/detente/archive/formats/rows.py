"""From the bytes of a table to numbered rows of the right width, in batches; what is no such row is told apart with its reason.

A row's number counts the rows of the whole file from 1, over all members of a zip file, without headers and empty lines. Every row
comes out once: in `Batch.lines` or in `Batch.aside`.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat

Names = Sequence[str] | None
"""What the cells are called in the JSON of a row, an empty name for one that it leaves out; None: it is a list of all."""

BATCH = 48 << 20  # bytes; larger batches are no faster, and two of them are in memory at once
LONGEST = 1 << 20  # bytes of a row; a longer one is no row of a table of events
FIELD, LINE_FEED, CARRIAGE_RETURN = "\x1f", "\x1e", "\x1d"

TOO_LONG = f"the row is longer than {LONGEST} bytes; only its beginning is kept"
NOT_UTF8 = "text that is not UTF-8"
CONTROL = "control characters in it"
QUOTES = "its quotation marks do not close, or close in the middle of a cell"

_CONTROLS = bytes(set(range(32)) - {9, 10}) + b"\x7f"
_MOST_LINES = 500  # of one row, whose quoted cells hold line breaks


@dataclass(slots=True)
class Batch:
    """Some rows of a file.

    Attributes
    ----------
    lines
        The rows of the right width, ready for the database: number, `FIELD`, and either the line as it is (cells of the usual columns,
        separated by tabs) or the cells and their JSON, separated by `FIELD`.
    raw
        The same by number, as they stand in the file, where `lines` does not hold them letter for letter.
    aside
        Number, reason and text of every other row.
    last
        The highest number given so far.
    """

    lines: list[bytes] = field(default_factory=list)
    raw: dict[int, bytes] = field(default_factory=dict)
    aside: list[tuple[int, str, str]] = field(default_factory=list)
    last: int = 0
    size: int = 0

    def originals(self) -> dict[int, bytes]:
        """Give the rows of the right width by number, as they stand in the file."""
        if self.raw:
            return self.raw
        return {int(number): row for number, row in (line.split(b"\x1f", 1) for line in self.lines)}


def shown(raw: bytes) -> str:
    """Give the text of a row that may be no text: other bytes as ``\\xff``."""
    return raw.decode("utf-8", "backslashreplace").replace("\0", "\\x00")


def whole_lines(blocks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Cut blocks at line ends: gives bytes that hold whole lines, and whether they are the beginning of one line too long to hold."""
    rest = b""
    skipping = False
    for block in blocks:
        data = rest + block
        if skipping:
            end = data.find(b"\n")
            if end < 0:
                rest = b""
                continue
            data, skipping = data[end + 1 :], False
        cut = data.rfind(b"\n") + 1
        rest = data[cut:]
        if cut:
            yield data[:cut], False
        if len(rest) > LONGEST:
            yield rest[:LONGEST], True
            rest, skipping = b"", True
    if rest and not skipping:
        yield rest.removesuffix(b"\r"), False


def tab_batches(source_lines: Iterator[tuple[bytes, bool]], width: int, number: int, names: Names = None) -> Iterator[Batch]:
    """Give the rows of a table whose cells are separated by tabs and never quoted."""
    batch = Batch()
    tabs = width - 1
    for data, cut in source_lines:
        if cut:
            number += 1
            batch.aside.append((number, TOO_LONG, shown(data)))
            continue
        clean = _is_clean(data)
        if not clean:
            data = data.replace(b"\r\n", b"\n")
            clean = _is_clean(data)
        lines = data.split(b"\n")
        if not lines[-1]:  # data ends in a line end, but for the last line of a file
            lines.pop()
        if clean and names is None and all(lines) and max(map(len, lines), default=0) <= LONGEST:
            # The usual case, many rows at a time.
            rows = enumerate(lines, start=number + 1)
            widths = [line.count(b"\t") for line in lines]
            if widths.count(tabs) == len(lines):
                batch.lines += [b"%d\x1f%b" % row for row in rows]
            else:
                told = list(zip(widths, rows, strict=True))
                batch.lines += [b"%d\x1f%b" % row for width, row in told if width == tabs]
                batch.aside += [(row[0], _problem(row[1], tabs), shown(row[1])) for width, row in told if width != tabs]
            number += len(lines)
        else:
            number = _one_by_one(batch, lines, tabs, clean, number, names)
        batch.size += len(data)
        if batch.size >= BATCH:
            batch.last = number
            yield batch
            batch = Batch()
    batch.last = number
    yield batch


def _one_by_one(batch: Batch, lines: list[bytes], tabs: int, clean: bool, number: int, names: Names) -> int:
    """Put the lines of the right width into a batch and the others aside, numbered on; gives the last number."""
    for line in filter(None, lines):
        number += 1
        if line.count(b"\t") != tabs or len(line) > LONGEST or not (clean or _is_clean(line)):
            batch.aside.append((number, _problem(line, tabs), shown(line[:LONGEST])))
        elif names is None:
            batch.lines.append(b"%d\x1f%b" % (number, line))
        else:
            cells = line.decode().split("\t")
            batch.lines.append(_ready(number, cells, names))
            batch.raw[number] = line
    return number


def _ready(number: int, cells: list[str], names: Names) -> bytes:
    """Write a row for the database, its cells apart and once more as JSON."""
    text = FIELD.join(cells).replace("\n", LINE_FEED).replace("\r", CARRIAGE_RETURN)
    return f"{number}{FIELD}{text}{FIELD}".encode() + (_named(names, cells) if names else json.dumps(cells, ensure_ascii=False).encode())


def _named(names: Sequence[str], cells: Sequence[str]) -> bytes:
    told = {name: cell for name, cell in zip(names, cells, strict=True) if name and cell}
    return json.dumps(told, ensure_ascii=False).encode()


def _is_clean(data: bytes) -> bool:
    if len(data.translate(None, _CONTROLS)) != len(data):
        return False
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _problem(line: bytes, tabs: int) -> str:
    if len(line) > LONGEST:
        return TOO_LONG
    try:
        line.decode()
    except UnicodeDecodeError:
        return NOT_UTF8
    if line.count(b"\t") != tabs:
        return wrong_width(line.count(b"\t") + 1, tabs + 1)
    return CONTROL


def wrong_width(found: int, wanted: int) -> str:
    """Say that a row has too few or too many cells."""
    return f"{found} {'column' if found == 1 else 'columns'} instead of {wanted}"


class _Lines:
    """Physical lines for the CSV reader, with those back that it took in vain."""

    def __init__(self, source_lines: Iterator[tuple[bytes, bool]]) -> None:
        self._source = source_lines
        self._ready: list[bytes] = []
        self.taken: list[bytes] = []
        self.cut: bytes | None = None

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= _MOST_LINES or self.cut is not None:
            raise csv.Error("too many lines")
        while not self._ready:
            data, cut = next(self._source)
            if cut:
                self.cut = data
                raise csv.Error("too long")
            self._ready = [line + b"\n" for line in data.split(b"\n")]
            self._ready[-1] = self._ready[-1][:-1]
            if not self._ready[-1]:
                self._ready.pop()
            self._ready.reverse()
        line = self._ready.pop()
        self.taken.append(line)
        # Bytes that are no text stand as single surrogates until the row is whole: it can then be told apart.
        return line.decode("utf-8", "surrogateescape")

    def give_back(self) -> bytes:
        """Take only the first of the lines just read, and give it."""
        first, *others = self.taken or [b""]
        self._ready += reversed(others)
        return first


def quoted_batches(
    source_lines: Iterator[tuple[bytes, bool]], separator: str, width: int, number: int, names: Names = None
) -> Iterator[Batch]:
    """Give the rows of a table whose cells may be quoted, and hold line breaks then."""
    batch = Batch()
    lines = _Lines(source_lines)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    for _ in repeat(None):
        lines.taken = []
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error:
            if lines.cut is not None and not lines.taken:
                raw, reason, lines.cut = lines.cut, TOO_LONG, None
            else:
                raw, reason = lines.give_back(), QUOTES
            raw = raw.rstrip(b"\r\n")
            if raw:
                number += 1
                batch.aside.append((number, reason, shown(raw)))
            reader = csv.reader(lines, delimiter=separator, strict=True)
            continue
        raw = b"".join(lines.taken).rstrip(b"\r\n")
        if not raw:
            continue
        number += 1
        text = FIELD.join(cells)
        problem = _cells_problem(cells, text, width, raw)
        if problem is None:
            batch.raw[number] = raw
            batch.lines.append(_ready(number, cells, names))
        else:
            batch.aside.append((number, problem, shown(raw[:LONGEST])))
        batch.size += len(raw)
        if batch.size >= BATCH:
            batch.last = number
            yield batch
            batch = Batch()
    batch.last = number
    yield batch


def _cells_problem(cells: list[str], text: str, width: int, raw: bytes) -> str | None:
    if len(raw) > LONGEST:
        return TOO_LONG
    try:
        plain = text.encode()
    except UnicodeEncodeError:
        return NOT_UTF8
    if len(cells) != width:
        return wrong_width(len(cells), width)
    within = len(plain.translate(None, _CONTROLS.replace(b"\r", b"")))
    return CONTROL if len(plain) - within != len(cells) - 1 else None


def batches(blocks: Iterator[bytes], separator: str, quoted: bool, width: int, number: int, names: Names = None) -> Iterator[Batch]:
    """Give the rows of a member, numbered on from `number`; with `names`, their cells as JSON bear these names."""
    lines = whole_lines(blocks)
    return quoted_batches(lines, separator, width, number, names) if quoted else tab_batches(lines, width, number, names)
