"""What a request, threat, promise, refusal or concession is about: ``sentence`` and ``items``, each with ``trigger``, ``action``,
``condition``, ``by`` and ``of`` as words of the sentence ("-": none). The gold file is a table, ``benchmarks/data/about.tsv``.

Said: ``{"id", "items"}``; an item is one link of an event's `about`, with the same fields.

An item is found where its trigger holds the gold one's word (or lies within it) and half of the words of both actions are common.
Then the condition is right where half of the words are common; `by` and `of` where one's words hold the other's.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from detente.tables import read_table

Row = dict[str, Any]
Count = tuple[int, int, int, int, int, int, int, int]
FIELDS = ("trigger", "action", "condition", "by", "of")
NONE = "-"


def rows(path: Path) -> list[Row]:
    """Read the gold table."""
    return [
        {
            "id": f"about-{number}",
            "sentence": row["sentence"],
            "items": [dict(zip(FIELDS, (part.strip() for part in item.split("~")), strict=True)) for item in row["items"].split("|")],
        }
        for number, row in enumerate(read_table(path, str(path), ("sentence", "items")), start=1)
    ]


def count(gold: Row, said: Row | None) -> Count:
    """Count items: gold, said, found; conditions of found items: gold, said, right; by and of right."""
    open_items = list((said or {}).get("items", ()))
    found = given = told = right = by = of = 0
    for item in gold["items"]:
        match = next((each for each in open_items if _same(item, each)), None)
        if match is None:
            continue
        open_items.remove(match)
        found += 1
        given += item["condition"] != NONE
        told += match["condition"] != NONE
        right += item["condition"] != NONE and match["condition"] != NONE and _alike(item["condition"], match["condition"])
        by += _holds(item["by"], match["by"])
        of += _holds(item["of"], match["of"])
    return len(gold["items"]), len((said or {}).get("items", ())), found, given, told, right, by, of


def figures(counts: list[Count]) -> dict[str, float | None]:
    """F1 of the links; of the found ones, F1 of conditions and the shares with the right maker and the right doer."""
    gold, said, found, given, told, right, by, of = (sum(column) for column in zip(*counts, strict=True))
    return {
        "about_f1": 2 * found / (gold + said) if gold + said else None,
        "about_precision": found / said if said else None,
        "about_recall": found / gold if gold else None,
        "condition_f1": 2 * right / (given + told) if given + told else None,
        "by_accuracy": by / found if found else None,
        "of_accuracy": of / found if found else None,
    }


def _same(gold: Row, said: Row) -> bool:
    return _holds(gold["trigger"], said["trigger"]) and _alike(gold["action"], said["action"])


def _alike(one: str, other: str) -> bool:
    left, right = _words(one), _words(other)
    return 2 * len(left & right) >= len(left | right)


def _holds(one: str, other: str) -> bool:
    left, right = _words(one), _words(other)
    return left <= right or right <= left


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().replace("'s", "").replace(",", " ").split()) - {"the", "a", "an", "to"}
