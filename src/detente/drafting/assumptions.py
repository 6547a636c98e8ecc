"""What a model assumes, where that stands in its file, and what the model would be if it were otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from detente.conflict.logic import Expression, Not, Taken
from detente.conflict.model import Model
from detente.conflict.options import Condition, ConditionKind, Direction, Provenance
from detente.conflict.preferences import Prioritization, Ranking, Statement
from detente.conflict.spoken import clause, is_plain, reverse, wish
from detente.drafting.wording import AGAINST, LAPSED

#: Of one ranking so many neighbouring pairs of levels are asked about at most, those nearest to the status quo.
PAIRS = 1_000
#: Under this key a model keeps which states moves lead to from its status quo: that does not hang on what anybody wants.
WITHIN_REACH = "within reach"


@dataclass(frozen=True, slots=True, eq=False)
class Alternative:
    """Another answer to a question, and the model that follows from it.

    Parameters
    ----------
    kind
        ``reverse``, ``indifferent``, ``first`` (weighed more than what stands before it), ``swap``, ``equal`` (of a ranking), ``absent``,
        ``free``, ``lifted``, ``otherwise``.
    margin
        How far from the model it is, in the units of `detente.conflict.costs.Costs`.
    told
        The answer as the beginning of a sentence.
    make
        Makes the model; may raise an error of the project where that is none.
    """

    kind: str
    margin: int
    told: str
    make: Callable[[], Model]


@dataclass(frozen=True, slots=True, eq=False)
class Assumption:
    """Something a model says without saying that it is told so.

    Parameters
    ----------
    kind
        ``preference``, ``order`` (of a ranking or payoffs), ``option``, ``condition`` or ``status quo``.
    place
        The field of the file, as error messages write it: ``decision_makers[1].preferences[0]``, counted from 0.
    entry
        What stands there.
    why
        ``assumed``, ``told in two ways``, ``presumed`` (from a course given up without a word), or ``a judgement`` in a model that names
        no evidence at all.
    note
        The remark in the file.
    text
        The question.
    alternatives
        Other answers, those nearest to the model first.
    """

    kind: str
    place: str
    entry: str
    why: str
    note: str
    text: str
    alternatives: tuple[Alternative, ...]


def remark(note: str) -> str:
    """Give a note without what the mark says already.

    Examples
    --------
    >>> remark("assumed: no record tells")
    'no record tells'
    """
    return note.removeprefix("assumed: ")


def find_assumptions(model: Model) -> tuple[Assumption, ...]:
    """List what a model assumes, in the order of its file.

    These are the options, preference statements, conditions and entries of the status quo that are marked as assumed, and the statements
    of which the opposite is told too. In a model in which nothing is marked and nothing has evidence, every preference is a judgement of
    the modeller, and may be asked about.
    """
    anything = not _documented(model)
    found: list[Assumption] = [*_status_quo(model)]
    for place, maker in enumerate(model.decision_makers):
        found += _options(model, place)
        match maker.preferences:
            case Prioritization(statements):
                for number, statement in enumerate(statements):
                    why = _why(statement.provenance, anything)
                    if why:
                        found.append(_preference(model, place, number, why))
            case _:
                if anything or maker.provenance.assumed:
                    found += _order(model, place, "a judgement" if anything else "assumed")
    for number, condition in enumerate(model.conditions):
        if condition.provenance.assumed:
            found.append(_condition(model, number))
    return tuple(found)


def _documented(model: Model) -> bool:
    parts = [model.status_quo_provenance, *(condition.provenance for condition in model.conditions)]
    for maker in model.decision_makers:
        parts += [maker.provenance, *(option.provenance for option in maker.options)]
        if isinstance(maker.preferences, Prioritization):
            parts += [statement.provenance for statement in maker.preferences.statements]
    return any(part.evidence or part.assumed for part in parts)


def _why(told: Provenance, anything: bool) -> str:
    if told.assumed:
        return "assumed"
    if AGAINST in told.note:
        return "told in two ways"
    if LAPSED in told.note:
        return "presumed"
    return "a judgement" if anything else ""


def _with(model: Model, place: int, **parts: object) -> Model:
    makers = list(model.decision_makers)
    makers[place] = replace(makers[place], **parts)  # type: ignore[arg-type]
    changed = replace(model, decision_makers=tuple(makers))
    if set(parts) == {"preferences"}:
        # The states, where moves lead, and how the others rank them are the same.
        same = {"space", WITHIN_REACH, *(f"ranks {other}" for other in range(len(makers)) if other != place)}
        changed.kept.update((key, value) for key, value in model.kept.items() if key in same)
        changed.kept["fibres"] = {other: made for other, made in model.kept.get("fibres", {}).items() if other != place}
    return changed


def _preference(model: Model, place: int, number: int, why: str) -> Assumption:
    maker = model.decision_makers[place]
    assert isinstance(maker.preferences, Prioritization), "only statements have places in an order"
    statements = maker.preferences.statements
    statement = statements[number]
    name, wanted = maker.name, wish(model, statement.expression, place)
    rest = (*statements[:number], *statements[number + 1 :])

    def changed(*new: Statement) -> Callable[[], Model]:
        return lambda: _with(model, place, preferences=Prioritization(new))

    opposite = reverse(statement.expression)
    alternatives = [
        Alternative(
            "reverse", 1, f"If {name} wanted {wish(model, opposite, place) if is_plain(opposite) else 'the opposite'}",
            changed(*statements[:number], Statement(opposite), *statements[number + 1 :]),
        ),
        Alternative("indifferent", 1, f"If {name} did not mind either way", changed(*rest)),
    ]  # fmt: skip
    for above in range(number - 1, -1, -1):
        told = f"If {name} put this before another wish ({wish(model, statements[above].expression, place)})"
        alternatives.append(Alternative("first", number - above, told, changed(*rest[:above], statement, *rest[above:])))
    return Assumption(
        "preference", f"decision_makers[{place}].preferences[{number}]", str(statement), why, remark(statement.provenance.note),
        f"Does {name} want {wanted}?", tuple(alternatives),
    )  # fmt: skip


def _order(model: Model, place: int, why: str) -> Iterator[Assumption]:
    """Ask of neighbouring levels of a ranking, or of payoffs, whether the one is preferred to the other."""
    maker, ranks = model.decision_makers[place], model.ranks(place)
    levels: dict[int, list[int]] = {}
    for state in model.feasible_states().tolist():
        levels.setdefault(int(ranks[state]), []).append(state)
    groups = [tuple(levels[level]) for level in sorted(levels, reverse=True)]
    field = f"decision_makers[{place}].{'ranking' if isinstance(maker.preferences, Ranking) else 'payoffs'}"
    here = 0 if model.status_quo is None else len(groups) - 1 - int(ranks[model.status_quo])
    nearest = sorted(range(len(groups) - 1), key=lambda number: (abs(number - here), number))[:PAIRS]
    for number in sorted(nearest):
        better, worse = _some(model, groups[number]), _some(model, groups[number + 1])
        margin = len(groups[number]) * len(groups[number + 1])
        yield Assumption(
            "order", field, f"{better} before {worse}", why, maker.provenance.note, f"Does {maker.name} prefer {better} to {worse}?",
            (
                Alternative("swap", margin, f"If {maker.name} preferred {worse} to {better}", _reordered(model, place, groups, number)),
                Alternative("equal", margin, f"If {maker.name} liked both equally", _merged(model, place, groups, number)),
            ),
        )  # fmt: skip


def _reordered(model: Model, place: int, groups: Sequence[tuple[int, ...]], number: int) -> Callable[[], Model]:
    return lambda: _with(
        model, place, preferences=Ranking((*groups[:number], groups[number + 1], groups[number], *groups[number + 2 :]))
    )  # fmt: skip


def _merged(model: Model, place: int, groups: Sequence[tuple[int, ...]], number: int) -> Callable[[], Model]:
    def make() -> Model:
        both = tuple(sorted(groups[number] + groups[number + 1]))
        return _with(model, place, preferences=Ranking((*groups[:number], both, *groups[number + 2 :])))

    return make


def _some(model: Model, states: tuple[int, ...]) -> str:
    more = f" (and {len(states) - 1} more)" if len(states) > 1 else ""
    return f'"{model.label(states[0])}"{more}'


def _options(model: Model, place: int) -> Iterator[Assumption]:
    maker = model.decision_makers[place]
    for number, option in enumerate(maker.options):
        if not option.provenance.assumed:
            continue
        taken = option in model.taken(model.status_quo or 0)
        ruled_out: Expression = Not(Taken(option.id)) if taken else Taken(option.id)
        absent = replace(model, conditions=(*model.conditions, Condition(ConditionKind.INFEASIBLE, (ruled_out,))))
        cannot = "end" if taken else "take"
        alternatives = [Alternative("absent", 2, f'If {maker.name} could not {cannot} "{option.name}" at all', _given(absent))]
        if option.direction is not Direction.BOTH:
            free = replace(option, direction=Direction.BOTH)
            options = tuple(free if one is option else one for one in maker.options)
            told = f'If {maker.name} could take and drop "{option.name}" at will'
            alternatives.append(Alternative("free", 2, told, _given(_with(model, place, options=options))))
        yield Assumption(
            "option", f"decision_makers[{place}].options[{number}]", option.id, "assumed", option.provenance.note,
            f'Can {maker.name} {cannot} "{option.name}"?', tuple(alternatives),
        )  # fmt: skip


def _given(model: Model) -> Callable[[], Model]:
    return lambda: model


def _condition(model: Model, number: int) -> Assumption:
    condition = model.conditions[number]
    left = (*model.conditions[:number], *model.conditions[number + 1 :])
    parts = [clause(model, part) for part in condition.parts]
    if condition.kind is ConditionKind.IMPLIES:
        text = f"Is it impossible that {parts[0]}, unless {parts[1]}?"
    elif condition.kind is ConditionKind.EXCLUSIVE:
        text = f"Do these exclude each other: {'; '.join(parts)}?"
    else:
        text = f"Is it impossible that {parts[0]}?"
    apart = Alternative("lifted", 2, "If this were possible", lambda: replace(model, conditions=left))
    return Assumption("condition", f"conditions[{number}]", str(condition), "assumed", condition.provenance.note, text, (apart,))


def _status_quo(model: Model) -> Iterator[Assumption]:
    start, told = model.status_quo, model.status_quo_provenance
    if start is None or not told.assumed or not model.is_option_form:
        return
    reasons = _entries(model, told.note)
    bit = 0
    for maker in model.decision_makers:
        for option in maker.options:
            reason = reasons.get(option.id)
            # A draft says of each entry what decided; where nothing is said of any entry, all are assumed.
            if not reasons or (reason is not None and _rests_on_nothing(reason)):
                taken = bool(start >> bit & 1)
                other = start ^ 1 << bit
                otherwise = f"If {maker.name} {'did not' if taken else 'did'}"
                yield Assumption(
                    "status quo", "status_quo", f"{option.id}: {'taken' if taken else 'not taken'}", "assumed", reason or told.note,
                    f'Is it so that {maker.name} {"takes" if taken else "does not take"} "{option.name}" now?',
                    (Alternative("otherwise", 1, otherwise, _standing_at(model, other)),),
                )  # fmt: skip
            bit += 1


def _standing_at(model: Model, state: int) -> Callable[[], Model]:
    def make() -> Model:
        changed = replace(model, status_quo=state)
        # Nothing but where things stand is otherwise: moves and ranks are the same.
        same = {"space", "graph", "fibres", *(f"ranks {place}" for place in range(len(model.decision_makers)))}
        changed.kept.update((key, value) for key, value in model.kept.items() if key in same)
        return changed

    return make


def _entries(model: Model, note: str) -> dict[str, str]:
    """Find in the note of a drafted status quo what it says of each option."""
    found: dict[str, str] = {}
    for part in note.split("; "):
        option, _, reason = part.partition(": ")
        if any(option == one.id for one in model.options) and reason.startswith(("taken", "not taken")):
            found[option] = reason
    return found


def _rests_on_nothing(reason: str) -> bool:
    return any(words in reason for words in ("no deed told", "presumed", "assumed", "taken only with"))
