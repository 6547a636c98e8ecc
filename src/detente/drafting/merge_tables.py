"""A three-way merge of tables: of fields by their name, of the parts of a model by their key, and of the order of these.

Where the person's part is as it was drafted last, the new draft's is taken; where it is not, the person's is, and the difference is listed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from detente.drafting.parts import Fields, called_value

Key = TypeVar("Key", bound=Hashable)
_ABSENT: Any = object()


@dataclass(frozen=True, slots=True)
class Difference:
    """Something the person and the new draft see differently; the person's version stands.

    Parameters
    ----------
    where
        The part of the model.
    yours, draft
        What stands in the file, and what the draft would say now; empty where one has no such part.
    why, evidence
        The draft's note on it, and its records and sentences.
    """

    where: str
    yours: str
    draft: str
    why: str = ""
    evidence: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {"where": self.where, "yours": self.yours, "draft": self.draft, "why": self.why, "evidence": list(self.evidence)}


@dataclass(slots=True)
class Log:
    """What a merge comes to, as `detente.drafting.merging.Merge` gives it."""

    came_in: list[str] = field(default_factory=list)
    retold: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    def differ(self, where: str, yours: str, draft: str, told: Mapping[str, Any]) -> None:
        self.differences.append(Difference(where, yours, draft, told.get("note", ""), tuple(told.get("evidence", ()))))


def merge_fields(base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any], where: str, log: Log) -> Fields:
    """Merge the fields of one part; the order of fields is the schema's, whatever they are merged from."""
    merged: Fields = {}
    for key in dict.fromkeys((*ours, *theirs)):
        before, mine, new = (table.get(key, _ABSENT) for table in (base, ours, theirs))
        taken = new if mine == before else mine
        if taken is not _ABSENT:
            merged[key] = taken
        if mine not in (before, new) and new != before:
            told = theirs if key not in ("note", "evidence") else {}
            log.differ(f"{where}: {key}" if where else key, called_value(mine, _ABSENT), called_value(new, _ABSENT), told)
    return merged


def merge_table(
    base: Mapping[Key, Fields],
    ours: Mapping[Key, Fields],
    theirs: Mapping[Key, Fields],
    name: Callable[[Any, Fields], str],
    log: Log,
    protected: Collection[Key] = (),
) -> dict[Key, Fields]:
    """Merge parts that have a key each; `protected` are not dropped though the draft has them no longer."""
    merged: dict[Key, Fields] = {}
    for key, mine in ours.items():
        where = name(key, mine)
        if key in theirs:
            merged[key] = merge_fields(base.get(key, {}), mine, theirs[key], where, log)
            if merged[key] != mine:
                changed = [name for name in dict.fromkeys((*merged[key], *mine)) if merged[key].get(name) != mine.get(name)]
                if set(changed) <= {"evidence", "note", "assumed", "account"}:
                    log.retold.append(where)
                else:
                    log.came_in.append(f"changed: {where} ({', '.join(changed)})")
        elif key not in base or base[key] != mine or key in protected:
            merged[key] = mine
            if key in base:
                log.differ(where, "kept as you edited it", "none such any more", {})
        else:
            log.came_in.append(f"dropped: {where}, which the draft has no longer")
    for key, new in theirs.items():
        if key in ours:
            continue
        if key not in base:
            merged[key] = new
            log.came_in.append(f"new: {name(key, new)}")
        elif base[key] != new:
            log.differ(name(key, new), "deleted", "there, and told anew", new)
    return merged


def merge_order(base: Sequence[Key], ours: Sequence[Key], theirs: Sequence[Key], kept: Collection[Key]) -> list[Key]:
    """Order what is kept: as the draft where the person touched nothing, else as the person does, what is new below all it is below."""
    first, second = (theirs, ours) if ours == base else (ours, theirs)
    order = [key for key in first if key in kept]
    for place, key in enumerate(second):
        if key not in kept or key in order:
            continue
        above = [order.index(other) for other in second[:place] if other in order]
        below = [order.index(other) for other in second[place + 1 :] if other in order]
        # What it comes after weighs more, so that what a person put first stays first.
        order.insert(max(above) + 1 if above else min(below, default=len(order)), key)
    return order
