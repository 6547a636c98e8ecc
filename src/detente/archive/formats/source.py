"""The bytes of a data set: of a plain, gzip or zip file, block by block, as far as they can be read.

Nothing is ever unpacked to a path of its own: the members of a zip file are read one after the other, in the order of the file,
and their names are only shown.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from detente.errors import EmptyDocument, FormatError, MissingInput, TooLarge

BLOCK = 1 << 20
GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"

MOST_EXPANDED = 500
"""A packed file may grow to this many times its size; tables of events grow 5 to 20 times. Beyond it, it is taken for a trap."""

HARMLESS = 1 << 30
"""Bytes up to which a packed file may grow by any factor: a small file of one row over and over is no trap."""

IGNORED = ("__MACOSX/", ".DS_Store")


@dataclass(slots=True)
class Source:
    """A file of rows.

    Parameters
    ----------
    path
        Where it lies.
    sha256
        Of its bytes as they lie there.

    Attributes
    ----------
    done
        How many of its bytes have been read.
    notes
        What could not be read, in words.
    """

    path: Path
    sha256: str
    done: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    def members(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Give the tables in the file: a name to show (empty but for zip files) and the bytes, block by block.

        Raises
        ------
        FormatError
            If it is a broken zip file: its table of contents stands at the end, without which nothing can be read.
        TooLarge
            If it unpacks to more than a table can (`MOST_EXPANDED`).
        """
        self.done = 0
        self.notes.clear()
        with self.path.open("rb") as file:
            first = file.read(4)
        if first == ZIP:
            yield from self._zip_members()
        elif first[:2] == GZIP:
            yield "", self._limited(self._unzipped())
        else:
            yield "", self._plain()

    def _plain(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            while block := file.read(BLOCK):
                self.done += len(block)
                yield block

    def _unzipped(self) -> Iterator[bytes]:
        """Unpack gzip members one after the other; a file cut short gives what can be read, and a note."""
        engine = zlib.decompressobj(wbits=31)
        begun = False
        for block in self._plain():
            try:
                while block:
                    begun = True
                    if data := engine.decompress(block, BLOCK):
                        yield data
                    block = engine.unconsumed_tail
                    if engine.eof:
                        block = engine.unused_data.lstrip(b"\0")  # some tools fill up with zeros
                        engine, begun = zlib.decompressobj(wbits=31), False
            except zlib.error as error:
                self.notes.append(f"the gzip file is broken near byte {self.done} ({error}); what could be read before is taken in")
                return
        if begun:
            try:
                rest = engine.flush()
            except zlib.error:
                rest = b""
            if rest:
                yield rest
            self.notes.append(
                "the gzip file is cut short; what could be read is taken in, but its end is missing: "
                "fetch it again, and take this one out first (`detente datasets FILE --remove`), else its rows count twice"
            )

    def _zip_members(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        try:
            archive = zipfile.ZipFile(self.path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise FormatError(f"{self.path}: the zip file is broken or cut short ({error}); fetch it again") from error
        with archive:
            for info in archive.infolist():
                if info.is_dir() or info.filename.startswith(IGNORED) or info.filename.endswith(IGNORED):
                    continue
                yield info.filename, self._limited(self._zip_member(archive, info))

    def _zip_member(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
        read = 0
        try:
            with archive.open(info) as member:
                while block := member.read(BLOCK):
                    read += len(block)
                    yield block
            self.done += info.compress_size
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
            self.notes.append(f"{info.filename}: cannot be read beyond byte {read} ({error}); what could be read before is taken in")

    def _limited(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        size = self.path.stat().st_size
        given = 0
        for block in blocks:
            given += len(block)
            if given > max(HARMLESS, MOST_EXPANDED * size):
                raise TooLarge(
                    f"{self.path}: it unpacks to more than {MOST_EXPANDED} times its size, which no table of events does; "
                    "unpack it yourself and import the file if you trust it"
                )
            yield block


def source_of(path: Path, advance: Callable[[int], None] = lambda done: None) -> Source:
    """Open a file and hash it.

    Raises
    ------
    MissingInput
        If there is no such file, or it may not be read.
    EmptyDocument
        If it is empty.
    """
    if path.is_dir():
        raise MissingInput(f"{path}: this is a folder; name the files in it")
    digest = hashlib.sha256()
    done = 0
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
                done += len(block)
                advance(done)
    except (OSError, ValueError) as error:
        raise MissingInput(f"{path}: it cannot be read ({getattr(error, 'strerror', None) or error}); check the name") from error
    if not done:
        raise EmptyDocument(f"{path}: the file is empty; there is nothing to import")
    return Source(path, digest.hexdigest())
