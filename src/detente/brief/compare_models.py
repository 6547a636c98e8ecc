"""What changed from one brief's model to another's: who decides, options, preferences, status quo, stable states, ways out, questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from detente.brief.changes import BriefChange, ChangeKind, Part, part
from detente.brief.wording import with_names
from detente.conflict import Model, Prioritization
from detente.conflict.naming import option_labels
from detente.conflict.spoken import listed
from detente.counting import counted
from detente.drafting.parts import called_held

Bundle = Mapping[str, Any]
NEW, GONE, CHANGED = ChangeKind.NEW, ChangeKind.GONE, ChangeKind.CHANGED
NAMED = 5  # states named of many; the JSON has all
TITLES = {
    "model": "The model",
    "decision_makers": "Decision makers",
    "options": "Options",
    "preferences": "Preferences",
    "status_quo": "Status quo",
    "equilibria": "States that would hold",
    "ways_out": "Ways out",
    "questions": "Questions",
}


def model_parts(old: Bundle, new: Bundle) -> tuple[Part, ...]:
    """Compare the drafted models of two briefs."""
    before, now = old["standoff"], new["standoff"]
    found: dict[str, Iterator[BriefChange]] = {}
    if before is not None and now is not None:
        one, other = _Side(before), _Side(now)
        found = {
            "decision_makers": _makers(one, other),
            "options": _options(one, other),
            "preferences": _preferences(one, other),
            "status_quo": _status_quo(one, other),
            "equilibria": _equilibria(one, other),
            "ways_out": _ways_out(one, other),
            "questions": _questions(one, other),
        }
    else:
        found["model"] = _whether(old, new)
    return tuple(part(key, title, found.get(key, ())) for key, title in TITLES.items())


class _Side:
    """The model of one brief, with what was found in it."""

    def __init__(self, standoff: Any) -> None:
        self.plain = standoff
        self.model = Model.from_dict(standoff["model"])
        self.labels = dict(zip((option.id for option in self.model.options), option_labels(self.model), strict=True))
        self.judged: str = standoff["ways_out"]["concept"]
        self.listed: dict[str, tuple[str, str, str | None]] = {}  # of each option its owner, its name, and how it stands where it is held
        for maker in self.model.decision_makers:
            self.listed |= {option.id: (maker.name, option.name, None) for option in maker.options}
            self.listed |= {held.option.id: (maker.name, held.option.name, held.stands) for held in maker.held}

    def taken(self, state: int) -> frozenset[str]:
        """Give a state by the options taken in it: its number depends on what other options there are."""
        return frozenset(option.id for option in self.model.taken(state))

    def named(self, text: object) -> str:
        return with_names(str(text), self.labels)

    def state(self, taken: frozenset[str]) -> str:
        return " + ".join(label for name, label in self.labels.items() if name in taken) or "no option taken"


def _whether(old: Bundle, new: Bundle) -> Iterator[BriefChange]:
    if old["standoff"] is None and new["standoff"] is not None:
        yield BriefChange(NEW, f"a model could be drafted: {new['standoff']['model']['name']}")
    elif new["standoff"] is None and old["standoff"] is not None:
        yield BriefChange(GONE, f"no model could be drafted: {new['no_standoff']}")


def _makers(old: _Side, new: _Side) -> Iterator[BriefChange]:
    before, now = ({maker.name: maker for maker in side.model.decision_makers} for side in (old, new))
    for kind, makers, others in ((NEW, now, before), (GONE, before, now)):
        for name, maker in makers.items():
            if name not in others:
                yield BriefChange(kind, name, {"name": name, "actors": list(maker.actors)})
    for name in now:
        if name in before and now[name].actors != before[name].actors:
            text = f"{name}: stands for {listed(now[name].actors)} (before: {listed(before[name].actors)})"
            yield BriefChange(CHANGED, text, {"name": name, "actors": list(now[name].actors), "before": list(before[name].actors)})


def _options(old: _Side, new: _Side) -> Iterator[BriefChange]:
    for kind, side, others in ((NEW, new, old), (GONE, old, new)):
        for option, (owner, name, held) in side.listed.items():
            if option not in others.listed:
                stands = f", {called_held(held)}" if held else ""
                yield BriefChange(kind, f"{owner}: {name}{stands}", {"option": option, "decision_maker": owner, "held": held})
    for option, (owner, name, held) in new.listed.items():
        before = old.listed[option][2] if option in old.listed else held
        if before != held:
            facts = {"option": option, "decision_maker": owner, "held": held, "before": before}
            yield BriefChange(CHANGED, f"{owner}: {name}, now {called_held(held)} (before: {called_held(before)})", facts)


def _preferences(old: _Side, new: _Side) -> Iterator[BriefChange]:
    before, now = ({maker.name: _statements(maker.preferences) for maker in side.model.decision_makers} for side in (old, new))
    for name, statements in now.items():
        others = before.get(name)
        if others is None:
            continue
        for text in statements:
            if text not in others:
                yield BriefChange(NEW, f"{name}: {new.named(text)}", {"decision_maker": name, "statement": text})
        for text in others:
            if text not in statements:
                yield BriefChange(GONE, f"{name}: {old.named(text)}", {"decision_maker": name, "statement": text})
        kept, order = ([text for text in one if text in other] for one, other in ((statements, others), (others, statements)))
        if kept != order:
            yield BriefChange(
                CHANGED, f"{name}: the order of importance", {"decision_maker": name, "statements": statements, "before": others}
            )


def _statements(preferences: Any) -> list[str]:
    return [str(statement) for statement in preferences.statements] if isinstance(preferences, Prioritization) else []


def _status_quo(old: _Side, new: _Side) -> Iterator[BriefChange]:
    before, now = (None if s.model.status_quo is None else s.taken(s.model.status_quo) for s in (old, new))
    if before is None or now is None:
        return
    for option in new.model.options:
        if option.id in now and option.id not in before:
            yield BriefChange(NEW, f"{new.labels[option.id]}: now taken", {"option": option.id, "in_old_model": option.id in old.labels})
    for option in old.model.options:
        if option.id in before and option.id not in now:
            left = "" if option.id in new.labels else ", no longer an option"
            text = f"{old.labels[option.id]}: no longer taken{left}"
            yield BriefChange(GONE, text, {"option": option.id, "in_new_model": option.id in new.labels})
    held, holds = (bool(side.plain["ways_out"]["status_quo"]["stable"]) for side in (old, new))
    if held is not holds and old.judged == new.judged:
        text = f"the status quo {'is stable now' if holds else 'is no longer stable'} ({new.judged.upper()})"
        yield BriefChange(CHANGED, text, {"stable": holds, "before": held})


def _equilibria(old: _Side, new: _Side) -> Iterator[BriefChange]:
    """Compare the states that hold where both models have the same options: else they are not the same states."""
    for concept in new.plain["analysis"]["concepts"]:
        counts = [side.plain["analysis"]["equilibria_count"].get(concept) for side in (old, new)]
        if counts[0] is None:
            continue
        if old.labels.keys() != new.labels.keys():
            if counts[0] != counts[1]:
                text = f"{concept.upper()}: {counted(counts[1], 'state')} of {len(new.model.feasible_states())} (before: {counts[0]} of "
                text += f"{len(old.model.feasible_states())}); the options differ, so the states cannot be compared one by one"
                yield BriefChange(CHANGED, text, {"concept": concept, "count": counts[1], "before": counts[0]})
            continue
        before, now = (dict.fromkeys(map(s.taken, s.plain["analysis"]["equilibria"][concept])) for s in (old, new))
        for kind, side, states in ((NEW, new, [s for s in now if s not in before]), (GONE, old, [s for s in before if s not in now])):
            if states:
                detail = {"concept": concept, "states": [sorted(state) for state in states]}
                yield BriefChange(kind, f"{concept.upper()}: {_few(side, states)}", detail)


def _few(side: _Side, states: Sequence[frozenset[str]]) -> str:
    named = "; ".join(f"“{side.state(state)}”" for state in states[:NAMED])
    return named if len(states) <= NAMED else f"{counted(len(states), 'state')}, among them {named}"


def _ways_out(old: _Side, new: _Side) -> Iterator[BriefChange]:
    before, now = ({s.taken(target["state"]): target for target in s.plain["ways_out"]["targets"]} for s in (old, new))
    for kind, side, targets, others in ((NEW, new, now, before), (GONE, old, before, now)):
        for state, target in targets.items():
            if state not in others:
                holds = "would hold as things are" if target["stable"] else "would not hold as things are"
                yield BriefChange(kind, f"“{side.state(state)}”: {holds}", {"taken": sorted(state), "stable": target["stable"]})
    for state, target in now.items():
        if state in before and before[state]["stable"] != target["stable"]:
            text = f"“{new.state(state)}”: {'would hold now' if target['stable'] else 'would no longer hold'} as things are"
            yield BriefChange(CHANGED, text, {"taken": sorted(state), "stable": target["stable"]})


def _questions(old: _Side, new: _Side) -> Iterator[BriefChange]:
    before, now = ([question["text"] for question in side.plain["questions"]] for side in (old, new))
    for kind, texts, others, side in ((NEW, now, before, new), (GONE, before, now, old)):
        yield from (BriefChange(kind, side.named(text), {"question": text}) for text in texts if text not in others)
