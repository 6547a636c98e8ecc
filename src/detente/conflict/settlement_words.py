"""The words of an account: short sentences, each a function of one claim and of the model, for readers who know no game theory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.conflict.claims import Explanation, Path
from detente.conflict.model import Model
from detente.conflict.robustness import Margin, Standing
from detente.conflict.spoken import change_words, deed, difference, listed, wish
from detente.conflict.stability import concept_of

if TYPE_CHECKING:
    from detente.conflict.settlement_claims import Approach, Premise, Standpoint
    from detente.conflict.ways_out import WayOut

#: Said of a state that no moves lead to.
OUT_OF_REACH = "No series of moves leads there as things are."


def standpoint_words(model: Model, maker: int, verdict: str, premise: Premise | None) -> str:
    """Say whether a decision maker gains or loses against the status quo, and by which of its wishes."""
    name = model.decision_makers[maker].name
    if verdict == "same":
        return f"{name} would neither gain nor lose."
    wanted = _wanted(model, premise)
    if not wanted:
        return f"{name} would {'gain' if verdict == 'gains' else 'lose'}, by the order in which it likes the states."
    if verdict == "gains":
        return f"{name} would gain: it wants {wanted}."
    return f"{name} would lose: it wants {wanted}, as is the case today."


def _wanted(model: Model, premise: Premise | None) -> str:
    statement = None if premise is None else premise.of(model)
    return "" if premise is None or statement is None else wish(model, statement.expression, premise.maker)


def hold_words(
    model: Model, reason: Explanation, premises: Sequence[Premise], answer: Path | None, unwilling: Sequence[int]
) -> str:  # fmt: skip
    """Say whether a decision maker would stay, what tempts it, and what deters it or is missing."""
    name = model.decision_makers[reason.maker].name
    if not reason.temptations:
        return f"{name} would stay: none of its own moves leads to anything it likes better."
    first = reason.temptations[0]
    tempting = deed(model, reason.maker, reason.state, first.improvement)
    if reason.stable and first.sanction is not None:
        gains = concept_of(reason.concept).credible
        steps = [
            f"{model.decision_makers[step.mover].name} could then {deed(model, step.mover, step.start, step.end)}"
            f"{', and would gain by it' if gains else ''}"
            for step in first.sanction
        ]
        more = "" if len(reason.temptations) == 1 else " Its other temptations are answered too."
        lasting = ", and it could not get out of that" if concept_of(reason.concept).countered else ""
        return (
            f"{name} would stay: it would gain at first if it were to {tempting}, but {'; '.join(steps)}; that leaves {name} no better "
            f"off{lasting}.{more}"
        )
    wanted = _wanted(model, premises[0] if premises else None)
    because = f", for it wants {wanted}" if wanted else ""
    return f"{name} would not stay: it would gain if it were to {tempting}{because}.{_missing(model, reason, answer, unwilling)}"


def _missing(model: Model, reason: Explanation, answer: Path | None, unwilling: Sequence[int]) -> str:
    name = model.decision_makers[reason.maker].name
    if reason.concept == "nash":
        return ""
    if reason.concept not in ("seq", "gmr"):
        return f" Nothing the others {'would' if concept_of(reason.concept).credible else 'could'} do takes that gain away for good."
    if answer is None:
        return " Nothing the others can do takes that gain away."
    steps = [f"{model.decision_makers[step.mover].name} were to {deed(model, step.mover, step.start, step.end)}" for step in answer]
    who = listed(list(dict.fromkeys(model.decision_makers[answer[n].mover].name for n in unwilling)))
    return (
        f" What is missing is an answer that the others would want to give: {name} would be no better off if {'; and '.join(steps)}, "
        f"but {who} would gain nothing by doing so."
    )


def approach_words(
    model: Model, path: Path, conceded: Sequence[int], exposed: Sequence[int], only: int | None, *, none: bool
) -> str:  # fmt: skip
    """Say a way from the status quo: who moves first, who next, and who gains by its step."""
    first = model.decision_makers[path[0].mover].name
    steps = [_step(model, number, path) for number in range(len(path))]
    if not conceded and len(path) == 1:
        return f"One step leads there, and it is a gain for the one who takes it: {steps[0]}."
    if not conceded:
        return f"Steps lead there that are each a gain for whoever takes them: {'; '.join(steps)}. {first} would move first."
    steps = [f"{step} ({_price(model, number, path, conceded, exposed)})" for number, step in enumerate(steps)]
    if only is not None:
        name = model.decision_makers[only].name
        return f"If {name} alone were ready to take steps without gain, this way would be open: {'; '.join(steps)}."
    lead = "No series of steps leads there in which everybody who moves gains. " if none else ""
    if len(path) == 1:
        return f"{lead}It takes one step: {steps[0]}."
    return f"{lead}A shortest way: {'; '.join(steps)}. On this way {first} would have to move first."


def _step(model: Model, number: int, path: Path) -> str:
    step = path[number]
    order = "first " if number == 0 else "then "
    return f"{order if len(path) > 1 else ''}{model.decision_makers[step.mover].name} would {deed(model, step.mover, step.start, step.end)}"


def _price(model: Model, number: int, path: Path, conceded: Sequence[int], exposed: Sequence[int]) -> str:
    """Say of a step whether it is a gain; of one that is none and leaves its mover worse off than today, that too."""
    name = model.decision_makers[path[number].mover].name
    if number not in conceded:
        return f"a gain for {name}"
    return f"no gain for {name}{', and until the others follow worse for it than today' if number in exposed else ''}"


def fighting_words(model: Model, start: int, state: int, armed: Sequence[int]) -> str:
    """Say who would go on using armed force in a settlement, or begin to."""
    goes_on, begins = ([bit for bit in armed if bool((start ^ state) >> bit & 1) is new] for new in (False, True))
    told = []
    for bits, verb in ((goes_on, "go on with"), (begins, "begin")):
        who = [model.decision_makers[place].name for place in model.movers(0, sum(1 << bit for bit in bits))]
        told += [f"{verb} the use of armed force: {listed(who)}"] if who else []
    return f"But these would {'; and these would '.join(told)}." if told else ""


#: So many variants of a settlement are told in words.
VARIANTS = 3


def variants_words(model: Model, state: int, variants: Sequence[tuple[int, bool]]) -> str:
    """Say how the variants of a settlement differ from it, and whether they would hold."""
    if not variants:
        return ""
    told = [
        f"{difference(model, state, other).replace('; ', ' and ')} ({'would hold' if holds else 'would not hold'} as things are)"
        for other, holds in variants[:VARIANTS]
    ]
    more = f"; and {len(variants) - VARIANTS} more" if len(variants) > VARIANTS else ""
    return f"Variants, by which each side gains or loses for the same reason: {'; '.join(told)}{more}."


def together_words(model: Model, movers: Sequence[int], exposed: Sequence[int]) -> str:
    """Say that some can move at the same time, and who would need cover where they do not."""
    names = [model.decision_makers[place].name for place in movers]
    told = f"{listed(names)} could move at the same time, so that nobody has to go first: a mediator could arrange that."
    if not exposed:
        return told
    covered = listed(list(dict.fromkeys(model.decision_makers[place].name for place in exposed)))
    return f"{told} Or a guarantor could make good what {covered} would lose until the others follow."


def remedy_words(model: Model, way: WayOut, commitment: bool, approach: Approach | None) -> str:
    """Say what would have to change for a state to hold, and what somebody outside could do for it."""
    changes = "; and ".join(change_words(model, change) for change in way.changes)
    told = f"It would hold if {changes} (cost {way.cost})."
    if commitment:
        told += f" {_commitment(model, way)}"
    if approach is not None:
        told += f" {approach.sentence}"
    return told


def nothing_words(max_cost: int, *, proven: bool) -> str:
    """Say that no changes make a state hold."""
    if proven:
        return f"No changes of what the parties want or can do, up to cost {max_cost} together, make it hold; that is proven."
    return f"No changes up to cost {max_cost} that make it hold were found; the search was cut off."


def no_promise_words(max_cost: int) -> str:
    """Say that nothing a guarantor or mediator could secure makes a state hold by itself."""
    return (
        f"No promise that binds, and no joint step, up to cost {max_cost} together, would make it hold while everybody wants what it wants "
        "now; that is proven."
    )


def _commitment(model: Model, way: WayOut) -> str:
    """Say who outside could help to make a promise that binds, or a joint move."""
    bound = [change for change in way.changes if change.kind in ("one-way", "remove")]
    names = listed(list(dict.fromkeys(model.decision_makers[change.maker].name for change in bound if change.maker is not None)))
    parts = []
    if bound:
        parts.append(f"that promise needs no change of what anybody wants; a guarantor could hold {names} to it")
    if way.is_joint:
        parts.append("a mediator could arrange the joint step")
    told = "; ".join(parts) or "that changes only what can be done, not what anybody wants"
    return f"{told[0].upper()}{told[1:]}."


def firmness_words(model: Model, margins: Sequence[Margin], share: Standing, lead: str) -> str:
    """Say how firmly a state holds: what would make somebody leave, and in how many neighbours of the model it holds."""
    least = min((margin for margin in margins if margin.cost is not None), key=lambda margin: margin.cost or 0, default=None)
    low, high = share.interval
    told = (
        f"{lead} holds in {share.stood} of {share.samples} models in which everybody's wishes are a little different "
        f"({low:.0%} to {high:.0%} with 95% confidence)."
    )
    if least is None:
        searched = max(margin.searched for margin in margins)
        return f"{told} No changes up to cost {searched} would make anybody leave." if all(m.proven for m in margins) else told
    name = model.decision_makers[least.maker].name
    changes = "; and ".join(change_words(model, change) for change in least.changes)
    return f"{told} The least that would undo it (cost {least.cost}): {changes}; then {name} would leave."


def danger_words(model: Model, standpoints: Sequence[Standpoint], slope: Approach | None) -> str:
    """Say what a danger is, and whether steps that are each a gain lead into it."""
    losers = [model.decision_makers[one.maker].name for one in standpoints if one.verdict == "loses"]
    told = f"Worse than today for {listed(losers)}, better for nobody, and nobody would leave it."
    if slope is None:
        return f"{told} Steps that are each a gain for whoever takes them do not lead there."
    return f"{told} {slope.sentence}"
