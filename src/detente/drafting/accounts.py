"""Whose account: a model drafted from what one side says, and where the pictures of several sides differ.

The account of a party is what is told in its own voice (its leaders, ministries, army and state media, quoted or reported), and what
outlets report in its name: that it demands, offers, threatens, refuses or condemns something. What outlets tell as having happened, and
what others say, belongs to no account of its own. Who decides, the day and the choice between two forms of one course ("attack",
"ceasefire") are taken from all that is told, so that the accounts can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.conflict import analyse
from detente.conflict.logic import And, Not, Taken
from detente.conflict.model import Model
from detente.conflict.options import Option
from detente.conflict.preferences import Prioritization, Statement
from detente.drafting.draft import Draft, draft_model
from detente.errors import DraftError
from detente.records import Reading

#: The concepts of stability whose equilibria are compared: the narrowest, and the one that counts on what others do next.
COMPARED = {"nash": "equilibria by Nash", "seq": "equilibria by sequential stability"}
#: What marks a cell that rests on no record; where accounts differ only in this, one is silent and the other is not: no contrast.
ASSUMED = " (assumed)"
#: How many equilibria a cell names.
SHOWN = 4


@dataclass(frozen=True, slots=True)
class Contrast:
    """Something in which accounts differ.

    Parameters
    ----------
    topic
        ``"option"``, ``"status quo"``, ``"preference"``, ``"order"`` or ``"stable states"``.
    part
        Of the model.
    cells
        What each account says of it.
    """

    topic: str
    part: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The accounts of several sides, compared.

    Parameters
    ----------
    drafts
        By the name of the decision maker whose account it is.
    without
        Those whose account gives no model, and why.
    contrasts
        Where the accounts differ.
    """

    drafts: Mapping[str, Draft]
    without: Mapping[str, str]
    contrasts: tuple[Contrast, ...]


def compare_accounts(readings: Iterable[Reading], **request: Any) -> Comparison:
    """Draft a model from the account of each decision maker, and list where they differ.

    Parameters
    ----------
    readings, request
        As `draft_model` takes them.

    Raises
    ------
    DraftError
        If fewer than two accounts give a model; and as `draft_model`.
    """
    given = list(readings)
    drafts: dict[str, Draft] = {}
    without: dict[str, str] = {}
    for maker in draft_model(given, **request).model.decision_makers:
        try:
            drafts[maker.name] = draft_model(given, **request, as_told_by=maker.actors)
        except DraftError as error:
            without[maker.name] = str(error)
    if len(drafts) < 2:
        why = "; ".join(f"{name}: {reason}" for name, reason in without.items())
        raise DraftError(f"there are no two accounts to compare ({why}); add documents that quote each side")
    return Comparison(drafts, without, contrasts_of(list(drafts.values())))


def contrasts_of(drafts: Sequence[Draft]) -> tuple[Contrast, ...]:
    """List where drafts differ: options, status quo, preferences, their order, and what is stable.

    Preferences and status quo are compared for options of which two accounts or more tell.
    """
    models = [draft.model for draft in drafts]
    found = [_owned(model) for model in models]
    names = {option: f"“{one.name}” of {owner}" for each in reversed(found) for option, (owner, one) in each.items()}
    ids = list(dict.fromkeys(option for each in found for option in each))
    shared = [option for option in ids if sum(option in each for each in found) > 1]
    rows = [Contrast("option", names[option], tuple("told" if option in each else "not told" for each in found)) for option in ids]
    rows += [Contrast("status quo", names[option], tuple(_stands(draft, option) for draft in drafts)) for option in shared]
    for maker in dict.fromkeys(maker.name for model in models for maker in model.decision_makers):
        rows += _preferences(maker, models, shared, names)
    for concept, name in COMPARED.items():
        rows.append(Contrast("stable states", name, tuple(_equilibria(model, concept) for model in models)))
    return tuple(row for row in rows if len({cell.removesuffix(ASSUMED) for cell in row.cells if cell}) > 1)


def _owned(model: Model) -> Mapping[str, tuple[str, Option]]:
    """Give all that an account tells of, as options or held as it stands."""
    return {option.id: (maker.name, option) for maker in model.decision_makers for option in maker.listed}


def _stands(draft: Draft, option: str) -> str:
    part = next((part for part in draft.standing if part.option == option), None)
    if part is None:
        return next((held.stands for held in draft.model.held if held.option.id == option), "")
    return f"{'taken' if part.taken else 'not taken'}{ASSUMED if part.assumed else ''}"


def _preferences(maker: str, models: Sequence[Model], shared: Sequence[str], names: Mapping[str, str]) -> list[Contrast]:
    lists = [_statements(model, maker) for model in models]
    rows = []
    for option in shared:
        cells = tuple(_on_option(option, model, told) for model, told in zip(models, lists, strict=True))
        rows.append(Contrast("preference", f"{maker} on {names[option]}", cells))
    texts = [{str(one): one for one in told if not _is_plain(one)} for told in lists]
    for text in dict.fromkeys(text for each in texts for text in each):
        rows.append(Contrast("preference", f"{maker}: {text}", tuple("told" if text in each else "not told" for each in texts)))
    told_by = [[str(one) for one in told if not one.provenance.assumed] for told in lists]
    common = [text for text in told_by[0] if all(text in each for each in told_by)]
    order = tuple("; ".join(text for text in each if text in common) for each in told_by)
    return [*rows, Contrast("order", f"what matters most to {maker}", order)]


def _statements(model: Model, maker: str) -> Sequence[Statement]:
    found = next((each.preferences for each in model.decision_makers if each.name == maker), None)
    return found.statements if isinstance(found, Prioritization) else ()


def _is_plain(statement: Statement) -> bool:
    match statement.expression:
        case Taken() | Not(Taken()) | And():  # talks of both sides are told with either side's option
            return True
    return False


def _on_option(option: str, model: Model, told: Sequence[Statement]) -> str:
    if option not in {each.id for each in model.options}:
        return ""
    views: Mapping[str, Callable[[Statement], bool]] = {
        "wants it": lambda one: Taken(option) in (one.expression, *(one.expression.parts if isinstance(one.expression, And) else ())),
        "does not want it": lambda one: one.expression == Not(Taken(option)),
    }
    for view, holds in views.items():
        for one in told:
            if holds(one):
                return f"{view}{ASSUMED}" if one.provenance.assumed else view
    return "says nothing of it alone"


def _equilibria(model: Model, concept: str) -> str:
    states = analyse(model, (concept,)).equilibria(concept)
    more = f"; and {len(states) - SHOWN} more" if len(states) > SHOWN else ""
    return "; ".join(model.label(state) for state in states[:SHOWN]) + more or "none"
