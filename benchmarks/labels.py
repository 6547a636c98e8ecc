"""The labels of the example corpora: read, checked, and tied to the documents they label.

A label names words by their string and ``nth``, the number of the occurrence in the item's text, from 1; the scheme stands in the
README of each corpus. Several actor codes of one field are parted by commas.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.documents import read_documents
from detente.reading.reader import Reader
from detente.records import Document

CORPORA = ("examples/korea", "examples/horn")
#: With those whose events alone are labelled.
ALL = (*CORPORA, *(f"examples/{name}" for name in ("kashmir", "sorn", "gulf", "meral")))

STANDOFFS = Path("benchmarks/data/standoffs")
#: Those read while the drafter is made; see the README there.
READ = frozenset({
    "karabakh", "ostral", "donbas", "aegean", "taiwan", "sudan", "essequibo", "halvern",
    "lebanon", "colombia", "kosovo", "preah", "thule", "arven",
})  # fmt: skip

NEWSWIRE = Path("benchmarks/data/newswire")  # plainer news, of which none is read

Label = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with its labels.

    Parameters
    ----------
    name
        The item's identifier, or its file's name.
    document
        As the software reads it in.
    labels
        ``events``, ``statements``, ``proposals``, ``relations``.
    """

    name: str
    document: Document
    labels: Label


def half_of(name: str) -> str:
    """Say whether something may be looked at while tuning: by a hash of its name, identifier or sentence."""
    return "tuned" if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 0 else "held"


def own_actors(corpus: str | Path) -> Path | None:
    """Give the `actors.tsv` of a corpus's folder, if it has one."""
    own = Path(corpus) / "actors.tsv"
    return own if own.exists() else None


def corpus_reader(corpus: str | Path, actors: str | Path | None = None) -> Reader:
    """Give the reader for a corpus: with the actor list given, else with the `actors.tsv` of its folder, if it has one."""
    return Reader(actors=actors or own_actors(corpus))


def load(corpus: str | Path) -> list[Labelled]:
    """Give the items of a corpus in the order of their labels.

    Raises
    ------
    ValueError
        If a label has no document, or a document no label.
    """
    folder = Path(corpus)
    documents = {_key(d): d for d in read_documents([folder / "news"]) if isinstance(d, Document)}
    names = _names(folder)
    found = []
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        labels = json.loads(line)
        name = labels["id"]
        if names[name] not in documents:
            raise ValueError(f"{folder}: {name} is labelled, but no document of that name was read")
        found.append(Labelled(name, documents.pop(names[name]), labels))
    if documents:
        raise ValueError(f"{folder}: without labels: {', '.join(sorted(map(str, documents)))}")
    return found


def place(text: str, words: str, nth: int) -> tuple[int, int]:
    """Give the offsets of the nth occurrence of a string.

    Raises
    ------
    ValueError
        If there are not that many.
    """
    start = -1
    for _ in range(nth):
        start = text.find(words, start + 1)
        if start < 0:
            raise ValueError(f"{words!r} does not occur {nth} times in {text[:60]!r}...")
    return start, start + len(words)


def codes(value: str | list[str] | None) -> tuple[str, ...]:
    """Split a field of actor codes."""
    parts = value.split(",") if isinstance(value, str) else value or []
    return tuple(part.strip() for part in parts if part.strip())


def party(code: str) -> str:
    """Give the side of an actor code of the labels: the state of an organ, else the code."""
    return code if code.startswith("~") else code.split("-")[0]


def _key(document: Document) -> tuple[str | None, str]:
    """Items of a JSONL file are told apart by their title, pages and texts by their file."""
    name = Path(document.source).name
    return (document.title if ".jsonl" in name else None, name if ".jsonl" not in name else "")


def _names(folder: Path) -> dict[str, tuple[str | None, str]]:
    names: dict[str, tuple[str | None, str]] = {}
    for file in sorted((folder / "news").iterdir()):
        if file.suffix == ".jsonl":
            for row in _rows(file):
                names[row["id"]] = (row["title"], "")
        else:
            names[file.name] = (None, file.name)
    return names


def _rows(file: Path) -> Iterator[Label]:
    for line in file.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)
