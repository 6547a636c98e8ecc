"""The news of a corpus: files in its folder ``news``, or sentences written and labelled for the project, put together to items again.

``items.tsv`` holds the latter: a line ``# item`` (day, outlet, genre, title) begins an item and ``# par`` a paragraph; the last column of a
row is a sentence, which stands in as many rows as courses are told in it.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

from detente.documents import read_documents
from detente.records import Document

ITEM, PARAGRAPH = "# item", "# par"


def read_news(corpus: str | Path) -> Iterator[Document]:
    """Read the news of a corpus, in its order."""
    folder = Path(corpus)
    if (folder / "news").exists():
        found = read_documents([folder / "news"])
    else:
        lines = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in written_items(folder))
        found = read_documents(["-"], stdin=io.BytesIO(lines.encode()))
    yield from (each for each in found if isinstance(each, Document))


def written_items(corpus: Path) -> list[dict[str, str]]:
    """Put the labelled sentences of a corpus together to items, with the fields of a line of JSON."""
    items: list[tuple[dict[str, str], list[list[str]]]] = []
    for line in (corpus / "items.tsv").read_text(encoding="utf-8").splitlines():
        first, *more = line.split("\t")
        if first == ITEM:
            day, outlet, genre, title = more
            items.append(({"title": title, "published": day, "outlet": outlet, "genre": genre}, [[]]))
        elif items and first == PARAGRAPH:
            items[-1][1].append([])
        elif items and more and more[-1] not in items[-1][1][-1][-1:]:
            items[-1][1][-1].append(more[-1])
    return [{**head, "text": "\n\n".join(" ".join(paragraph) for paragraph in text if paragraph)} for head, text in items]
