"""Models in the DOT language of Graphviz, to be laid out by ``dot``, ``neato`` and their like.

Source of the format: E. R. Gansner & S. C. North, "An open graph visualization system and its applications to software engineering",
*Software: Practice and Experience* 30 (2000).
"""

from __future__ import annotations

from textwrap import wrap

from detente.conflict.analysis import analyse
from detente.conflict.formats.arrows import arrows
from detente.conflict.model import Model
from detente.conflict.palette import colour_of
from detente.conflict.stability import concept_of

_STYLES = ("solid", "dashed", "dotted", "bold")


def to_dot(model: Model, concept: str = "seq") -> str:
    """Write a model as a directed graph: states as boxes, improvements as arrows, other moves grey.

    Parameters
    ----------
    model
        The conflict.
    concept
        Whose equilibria get a double frame.

    Raises
    ------
    UsageError
        If there are too many moves for such a file.

    Examples
    --------
    >>> model = Model.from_dict({"name": "one", "decision_makers": [{"name": "A", "options": ["go"], "preferences": ["go"]}]})
    >>> print(to_dot(model).splitlines()[0])
    digraph "one" {
    """
    held = set(analyse(model, [concept]).equilibria(concept))
    key = ", ".join(f"{maker.name} {_STYLES[place % len(_STYLES)]}" for place, maker in enumerate(model.decision_makers))
    caption = f"{model.name}\\n{key}; grey: no improvement; double frame: equilibrium ({concept_of(concept).name})"
    lines = [f"digraph {_quoted(model.name)} {{", "  rankdir=LR;", f'  graph [label={_quoted(caption)}, fontname="sans-serif"];']
    lines.append('  node [shape=box, fontname="sans-serif", fontsize=11];')
    lines.append('  edge [fontname="sans-serif", fontsize=9];')
    for state in map(int, model.feasible_states()):
        label = "\n".join(wrap(model.label(state), 28))
        marks = ["peripheries=2"] if state in held else []
        marks += ["style=filled", 'fillcolor="#e8e8e8"'] if state == model.status_quo else []
        lines.append(f"  s{state} [{', '.join([f'label={_quoted(label)}', *marks])}];")
    for arrow in arrows(model):
        name = _quoted(model.decision_makers[arrow.mover].name)
        colour = colour_of(arrow.mover) if arrow.improving else "#bbbbbb"
        style = _STYLES[arrow.mover % len(_STYLES)]
        lines.append(f'  s{arrow.start} -> s{arrow.end} [label={name}, color="{colour}", fontcolor="{colour}", style={style}];')
    return "\n".join([*lines, "}", ""])


def _quoted(text: str) -> str:
    """Write a text as DOT does, where a backslash would otherwise begin an escape."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
