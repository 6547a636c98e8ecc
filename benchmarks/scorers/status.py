"""The status of given events: ``label5`` of asserted, negated, possible, hypothetical, future (gold ``unknown`` is left out).

Said: ``{"id", "events": [{"start", "end", "label5"}]}``, matched by the largest overlap; a gold event without an answer counts as wrong.
"""

from __future__ import annotations

from typing import Any

from benchmarks.scorers.classes import f1, macro_f1

Row = dict[str, Any]
Count = list[tuple[str, str]]

LABELS = ("asserted", "negated", "possible", "hypothetical", "future")


def count(gold: Row, said: Row | None) -> Count:
    """Pair the events of one article with the answers."""
    answers = (said or {}).get("events", [])
    pairs = []
    for event in gold["events"]:
        if event["label5"] == "unknown":
            continue
        over = [
            (min(event["end"], a["end"]) - max(event["start"], a["start"]), number)
            for number, a in enumerate(answers)
            if a["start"] < event["end"] and event["start"] < a["end"]
        ]
        pairs.append((event["label5"], answers[max(over)[1]]["label5"] if over else "none"))
    return pairs


def figures(counts: list[Count]) -> dict[str, float | None]:
    """Mean F1 over four labels (hypothetical is rare) and over five, and F1 of being no plain fact."""
    pairs = [pair for article in counts for pair in article]
    four = [label for label in LABELS if label != "hypothetical"]
    return {
        "mean4_f1": macro_f1(pairs, four),
        "macro_f1": macro_f1(pairs, LABELS),
        "not_plain_fact_f1": f1((gold != "asserted", said not in ("asserted", "none")) for gold, said in pairs),
    }
