"""Who says what in the project's own labelled articles (``data/attributions.txt``): how to read them, and how well they are answered.

    python -m benchmarks.attributions

The articles were written and labelled for this project; the head of the file tells the marks. Rules were mended on them, so the figures
are a floor to keep, no estimate for texts never seen.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from benchmarks.predict import PREDICT
from benchmarks.scorers import statements
from detente.reading.reader import Reader

Row = dict[str, Any]

FILE = Path(__file__).parent / "data" / "attributions.txt"
ROLES = {"s": "source", "q": "cue", "c": "content"}
_MARK = re.compile(r"\[([sqc])(\d*) |\]")


def read_articles(content: str) -> list[Row]:
    """Read articles with inline marks into text and relations, in the form the scorer asks for; nested relations are left out.

    Raises
    ------
    ValueError
        If marks do not close; the message holds the paragraph.

    Examples
    --------
    >>> [article] = read_articles("[s Seoul] [q said] [c the talks had failed].")
    >>> article["text"], article["relations"][0]["content"]
    ('Seoul said the talks had failed.\\n', [[11, 31]])
    """
    lines = "\n".join(line for line in content.splitlines() if not line.startswith("#"))
    articles = []
    for number, block in enumerate(re.split(r"\n\s*\n", lines.strip())):
        text, relations = "", []
        for paragraph in block.splitlines():
            plain, found = _read_paragraph(paragraph, len(text))
            text += plain + "\n\n"
            relations.extend(found)
        articles.append({"id": f"own-{number}", "text": text.rstrip() + "\n", "relations": _outermost(relations)})
    return articles


def _read_paragraph(paragraph: str, offset: int) -> tuple[str, list[Row]]:
    plain, last = "", 0
    opened: list[tuple[str, str, int]] = []
    numbered: dict[str, Row] = {}
    for mark in _MARK.finditer(paragraph):
        plain += paragraph[last : mark.start()]
        last = mark.end()
        if mark.group(1):
            opened.append((ROLES[mark.group(1)], mark.group(2) or "1", offset + len(plain)))
            continue
        if not opened:
            raise ValueError(f"a mark is closed that was never opened: {paragraph}; remove the bracket or open the mark")
        role, numbers, start = opened.pop()
        for digit in numbers:
            relation = numbered.setdefault(digit, {name: [] for name in ROLES.values()})
            relation[role].append([start, offset + len(plain)])
    if opened:
        raise ValueError(f"a mark is never closed: {paragraph}; close it with ]")
    return plain + paragraph[last:], [numbered[digit] for digit in sorted(numbered) if numbered[digit]["content"]]


def _outermost(relations: list[Row]) -> list[Row]:
    """Leave out what is attributed within another's content, as the scorer does with the answers."""

    def lies_in(one: Row, other: Row) -> bool:
        spans = other["content"]
        return one is not other and bool(one["cue"]) and all(any(a <= start and end <= b for a, b in spans) for start, end in one["cue"])

    return [one for one in relations if not any(lies_in(one, other) for other in relations)]


def measure(reader: Reader | None = None) -> dict[str, float | None]:
    """Give the scorer's figures on the own articles."""
    rows = read_articles(FILE.read_text(encoding="utf-8"))
    answers = {row["id"]: row for row in PREDICT["statements"](rows, reader or Reader())}
    figures = statements.figures([statements.count(row, answers[row["id"]]) for row in rows])
    return {name: value for name, value in figures.items() if not name.startswith("recall")}


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:30} {value:.4f}")
