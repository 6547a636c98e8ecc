"""Who says what: ``relations`` of source, cue and content spans, counted in words.

Said: ``{"id", "relations": [{"source": [[start, end]], "cue": ..., "content": ...}]}``. Gold is flat, so a said relation whose cue
lies inside another's content is dropped first. Relations are aligned one to one, the largest share of common content words first,
then common cue, common source. A content is found (J50) where at least half of the two sides' words are common; who said what asks for a
common source word too (or no source on either side).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from benchmarks.scorers.classes import harmonic

Row = dict[str, Any]
Words = frozenset[int]

WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
NO_NAME = {"the", "a", "an", "of", "by", "in", "to", "for", "from", "at", "and", "or", "that", "s"}
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(A-Z])|\n+")
ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Count:
    """What one article adds: relations of gold and answer, those found, those with the right source, by kind; and sentences."""

    gold: int
    said: int
    found: int
    right: int
    of_kind: dict[str, int]
    right_of_kind: dict[str, int]
    sentences: tuple[int, int, int]  # attributed in both, in gold, in the answer


def count(gold: Row, said: Row | None) -> Count:
    """Align one article's relations."""
    text: str = gold["text"]
    words = [(m.start(), m.end(), m.group().lower()) for m in WORD.finditer(text)]
    kinds = [r.get("quote", "?") for r in gold["relations"] if r.get("content")]
    wanted = [_cover(words, r) for r in gold["relations"] if r.get("content")]
    relations = [r for r in (said or {}).get("relations", []) if r.get("content")]
    offered = [r for r in (_cover(words, r) for r in _outermost(relations)) if r["content"]]
    found = right = 0
    right_of_kind: dict[str, int] = {}
    for share, i, j in _align(wanted, offered):
        if share < 0.5:
            continue
        found += 1
        if _same_source(words, wanted[i]["source"], offered[j]["source"]):
            right += 1
            right_of_kind[kinds[i]] = right_of_kind.get(kinds[i], 0) + 1
    of_kind = {kind: kinds.count(kind) for kind in sorted(set(kinds))}
    return Count(len(wanted), len(offered), found, right, of_kind, right_of_kind, _sentences(text, words, wanted, offered))


def figures(counts: list[Count]) -> dict[str, float | None]:
    """F1 and precision of who said what, F1 of contents, recall by kind of quotation, F1 of attributed sentences."""
    gold, said = sum(c.gold for c in counts), sum(c.said for c in counts)
    right = sum(c.right for c in counts)
    both, in_gold, in_said = (sum(column) for column in zip(*(c.sentences for c in counts), strict=True)) if counts else (0, 0, 0)
    return {
        "who_said_what_f1": harmonic(right, gold, said),
        "who_said_what_precision": right / said if said else 0.0,
        "content_j50_f1": harmonic(sum(c.found for c in counts), gold, said),
        "recall_direct": _recall(counts, "direct"),
        "recall_indirect": _recall(counts, "indirect"),
        "sentence_f1": harmonic(both, in_gold, in_said),
    }


def _recall(counts: list[Count], kind: str) -> float | None:
    total = sum(c.of_kind.get(kind, 0) for c in counts)
    return sum(c.right_of_kind.get(kind, 0) for c in counts) / total if total else None


def _cover(words: list[tuple[int, int, str]], relation: Row) -> dict[str, Words]:
    return {
        role: frozenset(
            number for start, end in relation.get(role) or [] for number, (a, b, _) in enumerate(words) if a < end and start < b
        )
        for role in ROLES
    }


def _outermost(relations: list[Row]) -> list[Row]:
    def inside(one: Row, other: Row) -> bool:
        spans = other["content"]
        return bool(one is not other and one.get("cue") and all(any(a <= s and e <= b for a, b in spans) for s, e in one["cue"]))

    return [r for r in relations if not any(inside(r, other) for other in relations)]


def _align(wanted: list[dict[str, Words]], offered: list[dict[str, Words]]) -> list[tuple[float, int, int]]:
    pairs = []
    for i, one in enumerate(wanted):
        for j, two in enumerate(offered):
            common = len(one["content"] & two["content"])
            if common:
                share = common / len(one["content"] | two["content"])
                pairs.append((-share, not one["cue"] & two["cue"], not one["source"] & two["source"], i, j))
    aligned: list[tuple[float, int, int]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for share, _, _, i, j in sorted(pairs):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            aligned.append((-share, i, j))
    return aligned


def _same_source(words: list[tuple[int, int, str]], gold: Words, said: Words) -> bool:
    def names(of: Words) -> set[int]:
        return {w for w in of if words[w][2] not in NO_NAME}

    return bool(names(gold) & names(said)) or gold == said


def _sentences(
    text: str, words: list[tuple[int, int, str]], wanted: list[dict[str, Words]], offered: list[dict[str, Words]]
) -> tuple[int, int, int]:
    in_gold: set[int] = set().union(*(r["content"] for r in wanted))
    in_said: set[int] = set().union(*(r["content"] for r in offered))
    both = golds = saids = 0
    start = 0
    for stop, following in [*((m.start(), m.end()) for m in SENTENCE_END.finditer(text)), (len(text), len(text))]:
        here = [n for n, (a, b, _) in enumerate(words) if a >= start and b <= stop]
        start = following
        if len(here) < 3:
            continue
        gold = 2 * sum(n in in_gold for n in here) >= len(here)
        said = 2 * sum(n in in_said for n in here) >= len(here)
        both, golds, saids = both + (gold and said), golds + gold, saids + said
    return both, golds, saids
