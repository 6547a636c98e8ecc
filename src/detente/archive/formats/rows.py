"""From the bytes of a table to numbered rows of the right width, in batches; what is no such row is told apart with its reason.

A row's number counts the rows of the whole file from 1, over all members of a zip file, without headers and empty lines. Every row
comes out once: in `Batch.lines` or in `Batch.aside`. Whether a line without quotation marks has the right number of cells is left to
the database, which cuts it anyway.
"""

from __future__ import annotations

import csv
import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat

import nanoarrow
import numpy as np

from detente.archive.formats.strings import Strings
from detente.counting import counted

Names = Sequence[str] | None
"""What the cells are called in the JSON of a row, an empty name for one that it leaves out; None: it is a list of all."""

BATCH = 48 << 20  # bytes; larger batches are no faster, and two of them are in memory at once
ROWS = 60_000  # of a batch: with a block more they are still fewer than DuckDB keeps together, which it would otherwise write twice
LONGEST = 1 << 20  # bytes of a row; a longer one is no row of a table of events
TAB, FIELD = "\t", "\x1f"

TOO_LONG = f"the row is longer than {LONGEST} bytes; only its beginning is kept"
NOT_UTF8 = "text that is not UTF-8"
CONTROL = "control characters in it"
QUOTES = "its quotation marks do not close, or close in the middle of a cell"

_LINE_FEED, _SPACE, _DELETE = 10, 32, 127
_CONTROLS = bytes({*range(_SPACE), _DELETE} - {*b"\t\n\r"})  # but for those that a quoted cell may hold
_MOST_LINES = 500  # of one row, whose quoted cells hold line breaks


@dataclass(slots=True)
class Batch:
    """Some rows of a file.

    Attributes
    ----------
    lines
        The rows that go to the database: lines as they are, or the cells of quoted ones separated by `FIELD`.
    numbers
        Their numbers.
    further
        Their cells as JSON, where that is more than the line with other marks.
    raw
        How they stand in the file, where `lines` does not hold them letter for letter.
    aside
        Number, reason and text of every other row.
    last
        The highest number given so far.
    size
        How many bytes of the file it holds.
    """

    lines: Strings = field(default_factory=Strings)
    numbers: array[int] = field(default_factory=lambda: array("q"))
    further: Strings = field(default_factory=Strings)
    raw: Strings = field(default_factory=Strings)
    aside: list[tuple[int, str, str]] = field(default_factory=list)
    last: int = 0
    size: int = 0

    @property
    def full(self) -> bool:
        """Whether it is time for the next one."""
        return self.size >= BATCH or len(self.numbers) + len(self.aside) >= ROWS

    def rows(self) -> nanoarrow.Array:
        """Give the rows for the database: ``n``, ``line``, and ``further`` and ``raw`` where there are such."""
        columns = {"line": self.lines, "further": self.further, "raw": self.raw}
        texts = {name: column.array() for name, column in columns.items() if column}
        schema = nanoarrow.struct({"n": nanoarrow.int64(), **dict.fromkeys(texts, nanoarrow.string())})
        count = len(self.numbers)
        numbers = nanoarrow.c_array_from_buffers(nanoarrow.int64(), count, [None, self.numbers])
        return nanoarrow.Array(nanoarrow.c_array_from_buffers(schema, count, [None], children=[numbers, *texts.values()]))


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
    for data, cut in source_lines:
        if cut:
            number += 1
            batch.aside.append((number, TOO_LONG, shown(data)))
            continue
        if b"\r\n" in data:
            data = data.replace(b"\r\n", b"\n")
        if not data.endswith(b"\n"):  # the last line of a file
            data += b"\n"
        clean = _is_clean(data)
        number = (clean and names is None and _all_at_once(batch, data, number)) or _one_by_one(batch, data, width, clean, number, names)
        batch.size += len(data)
        if batch.full:
            batch.last = number
            yield batch
            batch = Batch()
    batch.last = number
    yield batch


def _all_at_once(batch: Batch, data: bytes, number: int) -> int:
    """Put many lines into a batch and give the last one's number, or 0 if one of them is empty or too long: the usual case, fast."""
    ends = np.flatnonzero(np.frombuffer(data, np.uint8) == _LINE_FEED)
    ends -= np.arange(len(ends))  # as they will be without the line feeds
    lengths = np.diff(ends, prepend=0)
    if not lengths.all() or lengths.max() > LONGEST:
        return 0
    batch.lines.extend(data.replace(b"\n", b""), ends)
    batch.numbers.extend(range(number + 1, number + 1 + len(ends)))
    return number + len(ends)


def _one_by_one(batch: Batch, data: bytes, width: int, clean: bool, number: int, names: Names) -> int:
    """Put lines into a batch or aside, numbered on; gives the last number."""
    for line in filter(None, data.split(b"\n")):
        number += 1
        if len(line) > LONGEST or not (clean or _is_clean(line)) or (names is not None and line.count(b"\t") != width - 1):
            batch.aside.append((number, _problem(line, width), shown(line[:LONGEST])))
        else:
            batch.numbers.append(number)
            batch.lines.append(line)
            if names is not None:
                batch.further.append(_json(names, line.decode().split(TAB)))
    return number


def _json(names: Names, cells: list[str]) -> bytes:
    told = cells if names is None else {name: cell for name, cell in zip(names, cells, strict=True) if name and cell}
    return json.dumps(told, ensure_ascii=False).encode()


def _is_clean(data: bytes) -> bool:
    """Whether it is text, and without control characters but for tabs and line feeds."""
    codes = np.frombuffer(data, np.uint8)
    allowed = np.count_nonzero(codes == ord(TAB)) + np.count_nonzero(codes == _LINE_FEED)
    if np.count_nonzero(codes < _SPACE) != allowed or np.count_nonzero(codes == _DELETE):
        return False
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _problem(line: bytes, width: int) -> str:
    if len(line) > LONGEST:
        return TOO_LONG
    try:
        line.decode()
    except UnicodeDecodeError:
        return NOT_UTF8
    found = line.count(b"\t") + 1
    return wrong_width(found, width) if found != width else CONTROL


def wrong_width(found: int, wanted: int) -> str:
    """Say that a row has too few or too many cells."""
    return f"{counted(found, 'column')} instead of {wanted}"


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
            batch.numbers.append(number)
            batch.lines.append(text.encode())
            batch.raw.append(raw)
            batch.further.append(_json(names, cells))
        else:
            batch.aside.append((number, problem, shown(raw[:LONGEST])))
        batch.size += len(raw)
        if batch.full:
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
    within = len(plain.translate(None, _CONTROLS))
    return CONTROL if len(plain) - within != len(cells) - 1 else None


def batches(blocks: Iterator[bytes], separator: str, quoted: bool, width: int, number: int, names: Names = None) -> Iterator[Batch]:
    """Give the rows of a member, numbered on from `number`; with `names`, their cells as JSON bear these names."""
    lines = whole_lines(blocks)
    return quoted_batches(lines, separator, width, number, names) if quoted else tab_batches(lines, width, number, names)
