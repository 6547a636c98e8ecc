"""Why a state is stable or not for a decision maker: its temptations, and what deters it from each."""

from __future__ import annotations

from detente.conflict.claims import Explanation, Path, Temptation
from detente.conflict.graph import graph_of, improvements
from detente.conflict.model import Model
from detente.conflict.naming import change
from detente.conflict.relations import floors
from detente.conflict.search import Search
from detente.conflict.space import Booleans, States
from detente.conflict.stability import Concept, Kind, concept_of
from detente.conflict.witnesses import explain


def why(model: Model, state: int, decision_maker: int | str, concept: str) -> Explanation:
    """Explain why a state is stable, or not, for a decision maker.

    Parameters
    ----------
    model
        The conflict.
    state
        A feasible state number (see `Model.find_state`).
    decision_maker
        Its name or place.
    concept
        The key of a stability concept.

    Raises
    ------
    UsageError
        If there is no such decision maker or concept.

    Examples
    --------
    >>> model = Model.from_dict({
    ...     "name": "prisoners' dilemma",
    ...     "decision_makers": [
    ...         {"name": "Row", "options": ["row confesses"], "preferences": ["not col-confesses", "row-confesses"]},
    ...         {"name": "Col", "options": ["col confesses"], "preferences": ["not row-confesses", "col-confesses"]},
    ...     ],
    ... })
    >>> print(why(model, 0, "Row", "seq").sentence)
    Row stays at "no option taken": it is tempted to take "row confesses", but Col could then take "col confesses", \
which leaves Row no better off, and gains by it.
    """
    judged = concept_of(concept)
    maker = model.maker(decision_maker)
    if judged.kind not in (Kind.CRISP, Kind.GRADED):
        return explain(model, state, maker, judged)
    ranks = model.ranks(maker)
    tempting = sorted(improvements(model, maker, state), key=lambda end: (-int(ranks[end]), end))
    found = tuple(Temptation(end, _sanction(model, maker, judged, state, end)) for end in tempting)
    ordered = tuple(t for t in found if t.sanction is None) + tuple(t for t in found if t.sanction is not None)
    stable = all(temptation.sanction is not None for temptation in found)
    return Explanation(state, maker, judged.key, stable, ordered, _sentence(model, state, maker, judged, stable, ordered))


def _sanction(model: Model, maker: int, concept: Concept, state: int, improvement: int) -> Path | None:
    """Find a shortest sanction of an improvement; among those of equal length one that changes least, then the one that hurts most."""
    if concept.security is None:
        return None
    ranks = model.ranks(maker)
    feared = floors(model, maker)[ranks[state]] if concept.kind is Kind.GRADED else ranks[state]
    graph = graph_of(model)
    held = ranks
    if concept.countered:
        key = f"countered {maker}"
        if key not in model.kept:
            model.kept[key] = graph.best_move(maker, ranks)
        held = model.kept[key]

    def hurts(reached: States) -> Booleans:
        below: Booleans = held[reached] <= feared
        return below

    others = [other for other in range(graph.makers) if other != maker]
    search = Search(graph, improvement, others, improving=concept.credible, wanted=hurts)
    if not search.found:
        return None
    changed = (lambda end: (improvement ^ end).bit_count()) if model.is_option_form else (lambda _: 0)
    simplest = min(search.found, key=lambda end: (changed(end), int(held[end]), end))
    return search.path_to(simplest)


def _sentence(model: Model, state: int, maker: int, concept: Concept, stable: bool, temptations: tuple[Temptation, ...]) -> str:
    name, here = model.decision_makers[maker].name, model.label(state)
    off = "much worse off" if concept.kind is Kind.GRADED else "no better off"
    if not temptations:
        return f'{name} stays at "{here}": none of its moves leads to a state it prefers.'
    first = temptations[0]
    tempting = change(model, state, first.improvement)
    if stable and first.sanction is not None:
        more = "" if len(temptations) == 1 else f" Its other temptations ({len(temptations) - 1}) are deterred too."
        return (
            f'{name} stays at "{here}": it is tempted to {tempting}, but {_answer(model, first.sanction)}, '
            f"which leaves {name} {off}{_ending(concept, first.sanction)}.{more}"
        )
    if concept.security is None:
        return f'{name} leaves "{here}": it prefers to {tempting}.'
    others = "nothing the others can gain by" if concept.credible else "nothing the others can do"
    if concept.kind is Kind.GRADED:
        return f'{name} is not firmly held at "{here}": it prefers to {tempting}, and {others} leaves it {off}{_lasting(concept)}.'
    escape = " for good: it can always move to a state it likes better" if concept.countered else ""
    return f'{name} leaves "{here}": it prefers to {tempting}, and {others} takes that gain away{escape}.'


def _lasting(concept: Concept) -> str:
    return " whatever it does next" if concept.countered else ""


def _answer(model: Model, sanction: Path) -> str:
    steps = [f"{model.decision_makers[step.mover].name} could then {change(model, step.start, step.end)}" for step in sanction]
    return ", and ".join(steps)


def _ending(concept: Concept, sanction: Path) -> str:
    gains = ", and gains by it" if len(sanction) == 1 else ", each step a gain for the one who takes it"
    return (" and without a way to escape" if concept.countered else "") + (gains if concept.credible else "")


def reasons(model: Model, state: int, concept: str) -> tuple[Explanation, ...]:
    """Explain a state for every decision maker, in their order."""
    return tuple(why(model, state, place, concept) for place in range(len(model.decision_makers)))
