"""The signed network as GraphML, for other programs: a graph a period, with signs, weights and the records each tie rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from detente.tension.blocs.blocs import Blocs

_NODE = (("name", "string"), ("part", "int"), ("camp", "string"))
_EDGE = (
    ("sign", "int"), ("net", "double"), ("cooperation", "double"), ("conflict", "double"), ("low", "double"), ("high", "double"),
    ("dealings", "int"), ("why", "string"), ("records", "string"),
)  # fmt: skip


def graphml_of(periods: Sequence[Blocs], names: Mapping[str, str]) -> str:
    """Write networks as GraphML (Brandes et al., *Graph Drawing* 2001, LNCS 2265, 2002).

    Parameters
    ----------
    periods
        One network each.
    names
        How to show an actor's code.

    Returns
    -------
    str
        XML: nodes by code with name, part and camp (``a``, ``b``, ``undecided``; empty where it has no clear tie).
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    for kind, keys in (("node", _NODE), ("edge", _EDGE)):
        lines += [f'  <key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>' for name, type_ in keys]
    for blocs in periods:
        lines.append(f'  <graph id={quoteattr(blocs.period)} edgedefault="undirected">')
        camps = {
            actor: (number, camp)
            for number, part in enumerate(blocs.split.parts, start=1)
            for camp, actors in (("a", part.camps[0]), ("b", part.camps[1]), ("undecided", part.undecided))
            for actor in actors
        }
        for code in sorted({code for tie in blocs.network.ties for code in tie.pair}):
            part, camp = camps.get(code, (None, None))
            lines.append(f"    <node id={quoteattr(code)}>{_data('node', name=names.get(code, code), part=part, camp=camp)}</node>")
        for tie in blocs.network.ties:
            told = _data(
                "edge", sign=tie.sign, net=tie.net, cooperation=tie.cooperation, conflict=tie.conflict, low=tie.low, high=tie.high,
                dealings=tie.dealings, why=tie.why, records=" ".join((*tie.relations, *(tie.reports or tie.incidents))),
            )  # fmt: skip
            lines.append(f"    <edge source={quoteattr(tie.pair[0])} target={quoteattr(tie.pair[1])}>{told}</edge>")
        lines.append("  </graph>")
    return "\n".join([*lines, "</graphml>", ""])


def _data(kind: str, **values: object) -> str:
    return "".join(f'<data key="{kind}-{name}">{escape(str(value))}</data>' for name, value in values.items() if value is not None)
