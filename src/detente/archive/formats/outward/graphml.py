"""GraphML: actors as nodes, who acts towards whom as edges, with counts by quad class (Brandes and others 2002).

What many do with each other, a meeting say, is an act of each towards each. Written by an XML library: a hostile name stays a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from detente.archive.formats.outward.cells import xml_text
from detente.archive.formats.outward.codes import country_names, split_code
from detente.archive.formats.outward.given import Given, Left
from detente.ontology import QUADS, quad_of, score_of

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_QUADS = {quad: name.replace(" ", "_") for quad, name in QUADS.items()}
_NODE_KEYS = {"name": "string", "country": "string", "alone": "int"}
_EDGE_KEYS = {
    "data_set": "string",
    **dict.fromkeys(_QUADS.values(), "int"),
    "events": "int",
    "intensity": "double",
    "first": "string",
    "last": "string",
}


@dataclass(slots=True)
class _Edge:
    quads: Counter[int] = field(default_factory=Counter)
    intensity: float = 0.0
    first: str | None = None
    last: str | None = None

    def add(self, quad: int, score: float, start: str | None, end: str | None) -> None:
        self.quads[quad] += 1
        self.intensity += score
        self.first = min(filter(None, (self.first, start)), default=None)
        self.last = max(filter(None, (self.last, end)), default=None)


def graphml_lines(stream: Iterable[Given], left: Left) -> Iterator[str]:
    """Give the network of who acts towards whom as GraphML; each data set has edges of its own."""
    edges: dict[tuple[str, str, str], _Edge] = {}
    nodes: dict[str, str] = {}
    alone: Counter[str] = Counter()
    for given in stream:
        if given.known is None:
            left.leave("of a type unknown to PLOVER")
            continue
        quad, score = quad_of(given.known), score_of(given.known, given.mode)
        for actor, recipient in given.pairs():
            for side in filter(None, (actor, recipient)):
                # the smallest by spelling, whatever came first: the same archive gives the same bytes
                name = country_names().get(side.side) or (side.name if side.side == side.code else side.side)
                nodes[side.side] = min(nodes.get(side.side, name), name)
            if actor and recipient:
                key = (actor.side, recipient.side, given.report.data_set or "")
                edges.setdefault(key, _Edge()).add(quad, score, given.start, given.end)
            elif actor:
                alone[actor.side] += 1
            else:
                left.leave("by nobody named")
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield etree.tostring(_graph(nodes, alone, edges), pretty_print=True, encoding="unicode")


def _graph(nodes: dict[str, str], alone: Counter[str], edges: dict[tuple[str, str, str], _Edge]) -> etree._Element:
    root = etree.Element("graphml", nsmap={None: _NAMESPACE})
    for domain, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys.items():
            etree.SubElement(root, "key", {"id": f"{domain}_{name}", "for": domain, "attr.name": name, "attr.type": kind})
    graph = etree.SubElement(root, "graph", id="events", edgedefault="directed")
    for code in sorted(nodes):
        node = etree.SubElement(graph, "node", id=xml_text(code))
        _data(node, "node", {"name": nodes[code], "country": split_code(code)[0], "alone": alone[code]})
    for number, (actor, recipient, data_set) in enumerate(sorted(edges), 1):
        edge = edges[actor, recipient, data_set]
        shown = etree.SubElement(graph, "edge", id=f"e{number}", source=xml_text(actor), target=xml_text(recipient))
        counts = {name: edge.quads[quad] for quad, name in _QUADS.items()}
        net = {"events": edge.quads.total(), "intensity": round(edge.intensity, 6), "first": edge.first, "last": edge.last}
        _data(shown, "edge", {"data_set": data_set or None, **counts, **net})
    return root


def _data(element: etree._Element, domain: str, values: dict[str, object]) -> None:
    for name, value in values.items():
        if value is not None:
            etree.SubElement(element, "data", key=f"{domain}_{name}").text = xml_text(value)
