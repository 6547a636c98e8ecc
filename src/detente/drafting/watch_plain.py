"""What was found in watching a model, in words and as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.drafting.evidence import called, often
from detente.drafting.facts import TALK, Fact, Sort
from detente.drafting.watch import Watch


def how_told(facts: Sequence[Fact]) -> str:
    """Say what is told of a course, how often and when last: "done 3 times, last 2023-04-13; asked for (ending it) once, ..."."""
    parts = []
    for sort in Sort:
        for takes in (True, False):
            group = [fact for fact in facts if fact.sort is sort and fact.takes is takes and fact.real]
            if group:
                parts.append(f"{called(group)} {often(group)}")
    doubtful = [fact for fact in facts if not fact.real]
    if doubtful:
        ways = sorted({"spoken of" if fact.sort in TALK else f"told as {fact.status.value}" for fact in doubtful})
        parts.append(f"{' or '.join(ways)} {often(doubtful)}, which does not count")
    return "; ".join(parts)


def fact_to_dict(fact: Fact) -> dict[str, Any]:
    """Give a fact as plain values: the record, what it tells, its sentence."""
    return {
        "record": fact.record, "document": fact.document, "incident": fact.incident, "day": fact.day, "day_is_told": fact.exact,
        "sort": fact.sort.value, "status": fact.status.value, "by": list(fact.by), "of": list(fact.of), "towards": list(fact.towards),
        "course": fact.course, "takes": fact.takes, "told_by": fact.telling.by, "opinion": fact.telling.opinion,
        "condition": fact.condition_words or None, "quote": fact.telling.quote, "where": fact.telling.where,
    }  # fmt: skip


def watch_to_dict(found: Watch) -> dict[str, Any]:
    """Give all that was found as plain values; ``changed`` is for those who only want to know whether to look."""
    model = found.model
    names = [maker.name for maker in model.decision_makers]

    def state(number: int | None) -> dict[str, Any] | None:
        return None if number is None else {"state": number, "label": model.label(number)}

    return {
        "model": model.name,
        "since": found.since,
        "until": found.until,
        "documents": found.documents,
        "changed": found.changed,
        "options": [
            {
                "id": one.watched.option.id, "name": one.watched.option.name, "decision_maker": names[one.watched.side],
                "course": one.watched.course.id, "taking_it_ends_the_course": not one.watched.does, "before": one.before, "now": one.now,
                "verdict": one.word, "why": one.why, "deeds": [fact_to_dict(f) for f in one.deeds],
                "told": [fact_to_dict(f) for f in one.told],
            }
            for one in found.options
        ],
        "statements": [
            {
                "decision_maker": names[one.maker], "place": one.place, "statement": str(one.statement),
                "contradicted": one.turned is not None, "turned": None if one.turned is None else str(one.turned),
                "support": [fact_to_dict(f) for f in one.support], "against": [fact_to_dict(f) for f in one.against],
            }
            for one in found.statements
        ],
        "unspoken": [
            {"decision_maker": names[w.maker], "option": w.option, "for_taking_it": w.takes, "told": fact_to_dict(w.fact)}
            for w in found.unspoken
        ],
        "beyond": [
            {"decision_maker": names[b.maker], "course": b.course.id, "name": b.course.name, "held": b.held.stands if b.held else None,
             "told": [fact_to_dict(f) for f in b.told]}
            for b in found.beyond
        ],
        "outsiders": [
            {"code": o.code, "name": o.name, "conflict": o.conflict, "cooperation": o.cooperation, "last": o.last, "record": o.record,
             "quote": o.quote, "where": o.where}
            for o in found.outsiders
        ],
        "unwatched": [{"about": u.about, "reason": u.reason} for u in found.unwatched],
        "status_quo": {
            "before": state(found.moved.before), "now": state(found.moved.now), "moved": found.moved.has_moved,
            "along": list(found.moved.along), "overruled": list(found.moved.overruled), "problem": found.moved.problem or None,
        },
        "concept": found.concept,
        "solver": found.outcome.to_dict(model),
    }  # fmt: skip
