"""What a record rests on: a stretch of a document's text, or a row of an imported table."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from detente.errors import EvidenceError


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of one document, quoted.

    Parameters
    ----------
    document
        Identifier of the document.
    start, end
        Character offsets into the document's text, end exclusive.
    quote
        ``text[start:end]``, always.

    Examples
    --------
    >>> TextSpan.of("doc-1", "Seoul protested.", 0, 5).quote
    'Seoul'
    """

    document: str
    start: int
    end: int
    quote: str
    kind: Literal["text"] = "text"

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.quote) != self.end - self.start:
            raise EvidenceError(
                f"{self.document}: the span {self.start}-{self.end} and its quote {self.quote[:40]!r} do not fit; "
                "a span is not empty and its quote is exactly its text"
            )

    @classmethod
    def of(cls, document: str, text: str, start: int, end: int) -> TextSpan:
        """Quote ``text[start:end]``."""
        return cls(document, start, end, text[start:end])

    def check(self, text: str) -> None:
        """Raise `EvidenceError` unless the span quotes ``text`` exactly."""
        if text[self.start : self.end] != self.quote:
            raise EvidenceError(
                f"{self.document}: characters {self.start}-{self.end} read {text[self.start : self.end][:40]!r}, "
                f"not {self.quote[:40]!r}; the document has changed since it was read: read it again"
            )

    def overlaps(self, start: int, end: int) -> bool:
        """Whether the span shares a character with ``start`` to ``end``."""
        return self.start < end and start < self.end

    def contains(self, start: int, end: int) -> bool:
        """Whether ``start`` to ``end`` lies within the span."""
        return self.start <= start and end <= self.end


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row of a data set that others coded.

    Parameters
    ----------
    data_set
        The name of the data set, e.g. ``"GDELT"``.
    sha256
        Hash of the file the row came from.
    row
        Number of the row in that file, from 1.
    link
        The source the row itself names, or None.
    """

    data_set: str
    sha256: str
    row: int
    link: str | None = None
    kind: Literal["row"] = "row"


Evidence = TextSpan | ImportedRow


def record_id(prefix: str, *parts: object) -> str:
    """Give a record its identifier: the same parts give the same identifier on every machine.

    Examples
    --------
    >>> record_id("ev", "doc-1", 3, 8, "THREATEN") == record_id("ev", "doc-1", 3, 8, "THREATEN")
    True
    """
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:12]}"
