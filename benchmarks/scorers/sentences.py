"""Whole sentences, several annotators each: is there an event, which, who to whom.

Gold: ``annotations``, each with ``relevant`` and ``actions`` (``source``, ``target`` texts, ``cameo_root``).
Said: ``{"i": position or id, "events": [{"source": text or texts, "target": ..., "root": "13"}]}``; no events: nothing relevant.

Relevance is held against the majority of the annotators (ties are left out), the rest against each annotator and averaged over the
sentence, then over sentences. "Both relevant" leaves out pairs in which one side sees no event; "end to end" counts them as 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]
Count = dict[str, float]
View = tuple[bool, dict[str, set[str]]]

MEASURES = {"root_set_f1": "roots", "source_f1": "source", "recipient_f1": "target"}


def count(gold: Row, said: Row | None) -> Count:
    """Compare the answer with every annotator of a sentence and average."""
    events = (said or {}).get("events") or []
    mine = _view(bool(events), events, "root")
    people = [_view(_relevant(a), a["actions"], "cameo_root") for a in gold["annotations"]]
    found: dict[str, list[float]] = {}
    for view in people:
        for name, value in _compare(mine, view).items():
            found.setdefault(name, []).append(value)
    most = _majority([view[0] for view in people])
    if most is not None:
        found["relevance_accuracy"] = [float(mine[0] == most)]
    return {name: sum(values) / len(values) for name, values in found.items()}


def figures(counts: list[Count]) -> dict[str, float | None]:
    """Average over the sentences to which a measure applies."""
    names = ["relevance_accuracy", *MEASURES, *(f"{m}_end_to_end" for m in MEASURES)]
    out: dict[str, float | None] = {}
    for name in names:
        values = [c[name] for c in counts if name in c]
        out[name] = sum(values) / len(values) if values else None
    return out


def _relevant(annotation: Row) -> bool:
    return bool(annotation["relevant"] if annotation["relevant"] is not None else annotation["actions"])


def _view(relevant: bool, events: list[Row], root: str) -> View:
    sets = {"roots": {c for e in events if (c := _code(e.get(root)))}}
    for role in ("source", "target"):
        sets[role] = {w for e in events for text in _texts(e.get(role)) for w in text.split()} - {"a", "an", "the"}
    return relevant, sets


def _compare(mine: View, theirs: View) -> Count:
    out: Count = {}
    for name, part in MEASURES.items():
        value = _set_f1(mine[1][part] if mine[0] else set(), theirs[1][part] if theirs[0] else set())
        if value is not None:
            out[f"{name}_end_to_end"] = value
            if mine[0] and theirs[0]:
                out[name] = value
    return out


def _texts(value: str | list[str] | None) -> Iterable[str]:
    texts = [value] if isinstance(value, str) else value or []
    return (t for text in texts if (t := re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()))


def _code(value: object) -> str | None:
    digits = re.sub(r"\D", "", str(value if value is not None else ""))
    return (digits[:2] if len(digits) > 1 else digits.zfill(2)) if digits else None


def _set_f1(a: set[str], b: set[str]) -> float | None:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else None


def _majority(votes: list[bool]) -> bool | None:
    yes = 2 * sum(votes)
    return None if not votes or yes == len(votes) else yes > len(votes)
