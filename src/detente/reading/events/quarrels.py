"""Against whom somebody stands where a sentence leaves it open: the other side of a deed told near it, or of the quarrel a text is about.

Opponents are states and armed groups; bodies that mediate, watch or report are named beside a quarrel and have no part in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from detente.ontology import EVENT_TYPES
from detente.reading.events.scene import UNKNOWN, VERBAL, Deed, Scene
from detente.records import Mention

FORCE = frozenset({"ASSAULT", "COERCE"})  # deeds of foes at war; troops may be sent to friends


def against(
    doers: Sequence[Mention], place: int, scene: Scene, *, earlier: bool = False, armed: bool = False
) -> tuple[Mention, ...]:
    """Give the other side of the nearest hostile deed in which somebody took part, those told before first.

    `earlier` leaves those told after; `armed` takes those done by words alone last: one lays down arms before whom one has fought.
    """
    own = {scene.nation(m.actor) for m in doers}
    deeds = [d for d in scene.near(place) if not d.planned and EVENT_TYPES[d.type].quad >= VERBAL and not (earlier and d.place > place)]
    if armed:
        deeds.sort(key=lambda d: EVENT_TYPES[d.type].quad == VERBAL and d.type != "THREATEN")
    met = [others for d in deeds if (others := _other_side(d, own, scene))]
    return next((others for others in met if any(scene.may_quarrel(m.actor) for m in others)), ())


def _other_side(deed: Deed, own: set[str], scene: Scene) -> tuple[Mention, ...]:
    """Give whom a deed sets against a side that took part in it."""
    for these, others in ((deed.actors, deed.recipients), (deed.recipients, deed.actors)):
        if own & {scene.nation(m.actor) for m in these}:
            known = tuple(m for m in others if not m.actor.startswith(UNKNOWN) and scene.nation(m.actor) not in own)
            if known:
                return known
    return ()


def hit_before(word: Token, kind: str, doers: Sequence[Mention], scene: Scene) -> tuple[Mention, ...]:
    """Give whom the last deed of a type hit, in the sentence of a word or the one before; its doer where it hit one's own."""
    own = {scene.nation(m.actor) for m in doers}
    start = word.sent.start
    start = word.doc[start - 1].sent.start if start else start
    for deed in scene.near(word.i):
        if start <= deed.place < word.i and deed.type == kind and deed.real:
            answered = bool(own & {scene.nation(m.actor) for m in deed.recipients})
            whom = deed.actors if answered else deed.recipients
            return tuple(m for m in whom if not m.actor.startswith(UNKNOWN) and scene.nation(m.actor) not in own)
    return ()


def foes(word: Token, scene: Scene, *, armed: bool = False) -> tuple[Mention, ...]:
    """Give the two between whom most hostile deeds are told, as told in the nearest of them; `armed` counts force only."""
    told: dict[frozenset[str], list[tuple[Mention, ...]]] = {}  # a deed of arms counts twice
    for deed in scene.near(word.i):
        if deed.planned or EVENT_TYPES[deed.type].quad < VERBAL or (armed and deed.type not in FORCE):
            continue
        sides: dict[str, Mention] = {}
        for mention in (*deed.actors, *deed.recipients):
            actor = scene.table.get(mention.actor)
            if actor is not None and actor.party is not None and scene.may_quarrel(mention.actor):
                sides.setdefault(scene.party(mention.actor), mention)
        if len(sides) == 2:
            told.setdefault(frozenset(sides), []).extend([tuple(sides.values())] * (EVENT_TYPES[deed.type].quad - 2))
    return max(told.values(), key=len, default=[()])[0]


def rival(doers: Sequence[Mention], word: Token, scene: Scene, *, struck: bool = False) -> tuple[Mention, ...]:
    """Give the other of the two between whom most hostile deeds are told, as told before a word by its own name, else after it.

    `struck` asks whose a thing is that is struck or taken: of him with whom deeds are exchanged, not words.
    """
    own = {scene.party(m.actor) for m in doers}
    pair = {scene.party(m.actor): m.actor for m in foes(word, scene, armed=struck)}
    if len(own) != 1 or not own & set(pair):
        return ()
    return _as_told([code for side, code in pair.items() if side not in own], word, scene)


def _as_told(codes: Sequence[str], word: Token, scene: Scene) -> tuple[Mention, ...]:
    found = []
    for code in codes:
        told = [m for m in scene.mentions if m.actor == code]
        before = [m for m in told if m.span.start < word.idx]
        found += before[-1:] or told[:1]
    return tuple(found)


__all__ = ["against", "foes", "hit_before", "rival"]
