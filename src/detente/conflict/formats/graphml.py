"""Models as GraphML, which programs for graphs (Gephi, yEd, Cytoscape, networkx, igraph) open.

Source of the format: U. Brandes et al., "GraphML progress report", *Graph Drawing* (2001).
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from detente.conflict.analysis import analyse
from detente.conflict.formats.arrows import arrows
from detente.conflict.model import Model
from detente.conflict.stability import CONCEPTS

#: The concepts whose equilibria are marked at the nodes: those that need no parameter.
_MARKED = tuple(key for key in ("nash", "gmr", "smr", "seq", "sseq") if key in CONCEPTS)


def to_graphml(model: Model) -> str:
    """Write the states of a model as nodes and its moves as directed edges.

    A node carries its label, its options as Y and N (option form), whether it is the status quo, each decision maker's rank (larger is
    better), and for Nash, GMR, SMR, SEQ and SSEQ whether it is an equilibrium. An edge carries who moves, and whether that improves the
    mover's rank; several decision makers may have an edge between the same two states.

    Raises
    ------
    UsageError
        If there are too many moves for such a file.

    Examples
    --------
    >>> model = Model.from_dict({"name": "one", "decision_makers": [{"name": "A", "options": ["go"], "preferences": ["go"]}]})
    >>> '<edge id="m0" source="s0" target="s1">' in to_graphml(model)
    True
    """
    analysis = analyse(model, _MARKED)
    held = {concept: set(analysis.equilibria(concept)) for concept in _MARKED}
    ranks = [model.ranks(place) for place in range(len(model.decision_makers))]
    keys = [
        ("label", "node", "label", "string"),
        ("pattern", "node", "pattern", "string"),
        ("now", "node", "status quo", "boolean"),
        *((f"rank{place}", "node", f"rank for {maker.name}", "int") for place, maker in enumerate(model.decision_makers)),
        *((concept, "node", f"{concept} equilibrium", "boolean") for concept in _MARKED),
        ("mover", "edge", "mover", "string"),
        ("improves", "edge", "improves the mover", "boolean"),
    ]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    lines += [
        f'  <key id="{key}" for="{kind}" attr.name={quoteattr(_clean(name))} attr.type="{shape}"/>'
        for key, kind, name, shape in keys
        if key != "pattern" or model.is_option_form
    ]
    lines += ['  <key id="title" for="graph" attr.name="name" attr.type="string"/>', '  <graph edgedefault="directed">']
    lines.append(f"    {_data('title', model.name)}")
    for state in map(int, model.feasible_states()):
        values = [("label", model.label(state))]
        values += [("pattern", model.pattern(state))] if model.is_option_form else []
        values.append(("now", _truth(state == model.status_quo)))
        values += [(f"rank{place}", str(int(rank[state]))) for place, rank in enumerate(ranks)]
        values += [(concept, _truth(state in found)) for concept, found in held.items()]
        lines.append(f'    <node id="s{state}">{"".join(_data(key, value) for key, value in values)}</node>')
    for number, arrow in enumerate(arrows(model)):
        data = _data("mover", model.decision_makers[arrow.mover].name) + _data("improves", _truth(arrow.improving))
        lines.append(f'    <edge id="m{number}" source="s{arrow.start}" target="s{arrow.end}">{data}</edge>')
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])


def _data(key: str, value: str) -> str:
    return f'<data key="{key}">{escape(_clean(value))}</data>'


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _clean(text: str) -> str:
    """Leave out the characters that XML cannot hold."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n\r")
