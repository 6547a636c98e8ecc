"""Time expressions: ``timexes`` of ``{"start", "end", "type", "value"}``, TIMEX3 values.

Said: the same. Matched one to one in text order by the largest overlap. What is said inside ``dct_span`` (the dateline) or behind
``annotated_to`` does not count.
"""

from __future__ import annotations

from typing import Any

from benchmarks.scorers.classes import harmonic

Row = dict[str, Any]
Count = tuple[int, int, int, int]  # gold, said, overlapping, of equal value


def count(gold: Row, said: Row | None) -> Count:
    """Match one article's expressions."""
    limit = gold.get("annotated_to") or 10**9
    dateline = gold.get("dct_span") or [-1, -1]
    wanted = sorted((t for t in gold["timexes"] if t["start"] < limit), key=lambda t: int(t["start"]))
    offered = [
        t for t in (said or {}).get("timexes", []) if t["start"] < limit and not (t["start"] < dateline[1] and dateline[0] < t["end"])
    ]
    used: set[int] = set()
    equal = 0
    for time in wanted:
        over = [
            (min(time["end"], o["end"]) - max(time["start"], o["start"]), number)
            for number, o in enumerate(offered)
            if number not in used and o["start"] < time["end"] and time["start"] < o["end"]
        ]
        if over:
            best = max(over)[1]
            used.add(best)
            equal += offered[best].get("value") == time["value"]
    return len(wanted), len(offered), len(used), equal


def figures(counts: list[Count]) -> dict[str, float | None]:
    """F1 of overlapping expressions whose value is equal, and of overlapping expressions."""
    golds, saids, relaxed, equal = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0, 0)
    return {"value_f1": harmonic(equal, golds, saids), "extent_relaxed_f1": harmonic(relaxed, golds, saids)}
