"""People whom a clause of their own ties to a side: "who leads the Russian delegation", "who was elected president of Slovakia".

Who is told by name alone has no side until a text says it; a title before the name or an apposition behind it is read with the
phrase, a relative clause only after the phrases are known.
"""

from __future__ import annotations

from dataclasses import replace

from detente.reading.actors.candidates import OBJECTS, Candidate, Scene
from detente.reading.actors.entries import Kind
from detente.reading.actors.joints import joints
from detente.records import Actor

_OFFICE = frozenset({"oprd", "attr", "dobj"})  # where the office stands: "was elected president", "became president"
_INTO = frozenset({"as"})
_MODIFIERS = frozenset({"amod", "poss", "compound"})


def resolve_by_clauses(scene: Scene) -> None:
    """Give people told by name alone, in place, the side that a relative clause about them tells."""
    settled: dict[str, Actor] = {}
    for each in scene.candidates:
        actor = each.actor
        if each.resolved or each.pronoun or not actor.person or actor.sector or actor.party or actor.code in settled:
            continue
        side = _side_told(each, scene)
        if side is not None:
            settled[actor.code] = replace(
                actor, code=f"{side.code}:{actor.person}", party=side.party or side.code, country=side.country, sector=side.sector
            )
    for each in scene.candidates:
        if (known := settled.get(each.actor.code)) is not None:
            each.actor, each.resolved = known, True


def _side_told(each: Candidate, scene: Scene) -> Actor | None:
    """Give the body that somebody is told to lead, or the office that he is told to have come to; None where no clause says so."""
    parse, head = scene.parse, scene.head(each)
    clauses = {i for i in range(head + 1, len(parse.head)) if parse.head[i] == head and parse.dep[i] == "relcl" and _by_who(i, scene)}
    leading = {verb for verb in clauses if parse.lemma[verb] in joints().leading}
    coming = {verb for verb in clauses if parse.lemma[verb] in joints().coming_to_office}
    for other in scene.candidates if clauses else ():
        if not other.resolved or other.actor.person or scene.sentence(other) != parse.sentence[head] or other.actor.code.startswith("~"):
            continue
        token = scene.head(other)
        while parse.dep[token] in _MODIFIERS and token > head:
            token = parse.head[token]
        above = parse.head[token]
        if parse.dep[token] in OBJECTS and above in leading:
            return other.actor
        office = other.phrase is not None and other.phrase.kind is Kind.ROLE
        into = parse.dep[token] == "pobj" and parse.lower[above] in _INTO and parse.head[above] in coming
        if office and (into or (parse.dep[token] in _OFFICE and above in coming)):
            return other.actor
    return None


def _by_who(verb: int, scene: Scene) -> bool:
    parse = scene.parse
    return any(parse.head[i] == verb and parse.lower[i] == "who" and parse.dep[i] in ("nsubj", "nsubjpass") for i in range(verb - 4, verb))
