"""Models as games in strategic form, in the ``.nfg`` files of Gambit.

In a game each player chooses once, and the outcome follows from all choices. A graph model is one only if every state is a combination of
choices, one a decision maker, every combination is a state, and each decision maker can always change its own choice to any other. One-way
options, misperceived states, conditions over the options of several decision makers, and arcs that do not connect so have no place in
such a file, and are refused. Payoffs are ranks, of which only the order means anything: solve for pure equilibria, which are the Nash
stable states, and not for mixed ones.

Source of the format: R. D. McKelvey, A. M. McLennan & T. L. Turocy, *Gambit: Software tools for game theory*, "strategic game (.nfg)".
"""

from __future__ import annotations

from itertools import product

import numpy as np
import numpy.typing as npt

from detente.conflict.formats.arrows import arrows
from detente.conflict.model import Model
from detente.conflict.naming import NOTHING_TAKEN, change
from detente.conflict.options import Direction
from detente.errors import UsageError


def to_nfg(model: Model) -> str:
    """Write a model as a game in strategic form.

    Raises
    ------
    UsageError
        If the model has no such form; the message says what stands against it.

    Examples
    --------
    >>> model = Model.from_dict({"name": "one", "decision_makers": [{"name": "A", "options": ["go"], "preferences": ["go"]}]})
    >>> print(to_nfg(model))
    NFG 1 R "one" { "A" }
    <BLANKLINE>
    { { "no option taken" "go" }
    }
    "Payoffs are ranks (larger is better): only their order means anything."
    <BLANKLINE>
    {
    { "no option taken" 0 }
    { "go" 1 }
    }
    1 2
    <BLANKLINE>
    """
    _refuse_what_games_lack(model)
    states = [int(state) for state in model.feasible_states()]
    choices = _choices(model)
    counts = choices.max(axis=1) + 1
    by_choice = {tuple(column): state for column, state in zip(choices.T.tolist(), states, strict=True)}
    if len(by_choice) != len(states) or len(states) != int(np.prod(counts)):
        raise UsageError(
            f"{model.name}: it is no game in strategic form: not every combination of the decision makers' choices is a state "
            f"(conditions, or arcs, tie them to each other); write GraphML or DOT instead"
        )
    if len(arrows(model)) != len(states) * int((counts - 1).sum()):
        raise UsageError(
            f"{model.name}: it is no game in strategic form: some decision maker cannot always change its choice to any other; "
            f"write GraphML or DOT instead"
        )
    # Gambit lets the first player's choice change fastest.
    profiles = [profile[::-1] for profile in product(*(range(count) for count in reversed(counts.tolist())))]
    lines = [f"NFG 1 R {_quoted(model.name)} {{ {' '.join(_quoted(maker.name) for maker in model.decision_makers)} }}", ""]
    for place in range(len(model.decision_makers)):
        shown = [by_choice[tuple(0 if p != place else c for p in range(len(counts)))] for c in range(int(counts[place]))]
        strategies = " ".join(_quoted(_strategy(model, place, shown[0], state)) for state in shown)
        lines.append(f"{'{ ' if place == 0 else '  '}{{ {strategies} }}")
    lines += ["}", '"Payoffs are ranks (larger is better): only their order means anything."', "", "{"]
    ranks = [model.ranks(place) for place in range(len(model.decision_makers))]
    for profile in profiles:
        state = by_choice[profile]
        lines.append(f"{{ {_quoted(model.label(state))} {', '.join(str(int(rank[state])) for rank in ranks)} }}")
    return "\n".join([*lines, "}", " ".join(str(number + 1) for number in range(len(profiles))), ""])


def _refuse_what_games_lack(model: Model) -> None:
    for maker in model.decision_makers:
        if maker.misperceived:
            raise UsageError(
                f"{model.name}: it is no game in strategic form: {maker.name} misperceives states, which such a form cannot say; "
                f"write GraphML or DOT instead"
            )
        for option in maker.options:
            if option.direction is not Direction.BOTH:
                raise UsageError(
                    f'{model.name}: it is no game in strategic form: "{option.name}" of {maker.name} is {option.direction}, and in such a '
                    f"form everything can be chosen at any time; write GraphML or DOT instead"
                )


def _choices(model: Model) -> npt.NDArray[np.int64]:
    """Number what each decision maker chooses in each feasible state: states that only the others move between share its choice."""
    states = model.feasible_states()
    place_of = {int(state): place for place, state in enumerate(states)}
    moves = arrows(model)
    rows = []
    for maker in range(len(model.decision_makers)):
        group = list(range(len(states)))

        def first(place: int, group: list[int] = group) -> int:
            while group[place] != place:
                group[place] = group[group[place]]
                place = group[place]
            return place

        for arrow in moves:
            if arrow.mover != maker:
                one, other = first(place_of[arrow.start]), first(place_of[arrow.end])
                group[max(one, other)] = min(one, other)
        _, numbers = np.unique([first(place) for place in range(len(states))], return_inverse=True)
        rows.append(numbers.astype(np.int64))
    return np.array(rows)


def _strategy(model: Model, place: int, base: int, state: int) -> str:
    """Name a choice: by the options of its owner taken in it, or by the state it makes of the first."""
    if not model.is_option_form:
        return model.label(state)
    own = [option for option in model.taken(state) if option in model.decision_makers[place].options]
    if model.decision_makers[place].levelled:
        return change(model, base, state) or "as in the first"
    return " + ".join(option.name for option in own) or NOTHING_TAKEN


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
