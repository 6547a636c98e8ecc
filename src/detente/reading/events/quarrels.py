"""Against whom somebody stands where a sentence leaves it open: the other side of a deed told near it, or of the quarrel a text is about.

Opponents are states and armed groups; bodies that mediate, watch or report are named beside a quarrel and have no part in it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set

from spacy.tokens import Span, Token

from detente.ontology import EVENT_TYPES
from detente.reading.events.scene import UNKNOWN, VERBAL, Deed, Scene
from detente.records import Mention

FORCE = frozenset({"ASSAULT", "COERCE"})  # deeds of foes at war; troops may be sent to friends
FRIENDLY = frozenset({"assist", "meet"})  # modes of a request that one makes to friends
JOINT = frozenset({"ASSAULT", "CONSULT", "AGREE", "COOPERATE", "SUPPORT"})  # what foes do together too, against or with each other


def against(
    doers: Sequence[Mention], place: int, scene: Scene, *, earlier: bool = False, armed: bool = False
) -> tuple[Mention, ...]:
    """Give the other side of the nearest hostile deed in which somebody took part, those told before first.

    `earlier` leaves those told after; `armed` takes those done by words alone last: one lays down arms before whom one has fought.
    """
    own = {scene.nation(m.actor) for m in doers}
    deeds = [d for d in scene.near(place) if not d.planned and _is_hostile(d) and not (earlier and d.place > place)]
    if armed:
        deeds.sort(key=lambda d: EVENT_TYPES[d.type].quad == VERBAL and d.type != "THREATEN")
    met = [others for d in deeds if (others := _other_side(d, own, scene))]
    met = [others for others in met if any(scene.may_quarrel(m.actor) for m in others)]
    two = set(_foremost_powers(scene)) if len(met) > 1 else set()
    between = [others for others in met if two & own and two & {scene.party(m.actor) for m in others}]
    return next(iter(between or met), ())


def _is_hostile(deed: Deed) -> bool:
    """Whether a deed sets two against each other; to ask for help or a meeting does not."""
    return EVENT_TYPES[deed.type].quad >= VERBAL and not (deed.type == "REQUEST" and deed.mode in FRIENDLY)


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
        if deed.planned or not _is_hostile(deed) or (armed and deed.type not in FORCE):
            continue
        sides: dict[str, Mention] = {}
        for mention in (*deed.actors, *deed.recipients):
            actor = scene.table.get(mention.actor)
            if actor is not None and actor.party is not None and scene.may_quarrel(mention.actor):
                sides.setdefault(scene.party(mention.actor), mention)
        if len(sides) == 2 and not _is_joint(deed, sides, scene):
            told.setdefault(frozenset(sides), []).extend([tuple(sides.values())] * (EVENT_TYPES[deed.type].quad - 2))
    return max(told.values(), key=len, default=[()])[0]


def are_foes(sides: Set[str], word: Token, scene: Scene) -> bool:
    """Whether two sides are those between whom most hostile deeds are told, or the two powers a text names most."""
    return sides in ({scene.party(m.actor) for m in foes(word, scene)}, set(_foremost_powers(scene)))


def rival(doers: Sequence[Mention], word: Token, scene: Scene, *, struck: bool = False) -> tuple[Mention, ...]:
    """Give the other of the two between whom most hostile deeds are told, as told before a word by its own name, else after it.

    `struck` asks whose a thing is that is struck or taken: of him with whom deeds are exchanged, not words.
    """
    return _other_of({scene.party(m.actor): m.actor for m in foes(word, scene, armed=struck)}, doers, word, scene)


def presumed_rival(doers: Sequence[Mention], word: Token, scene: Scene, *, hostile: bool) -> tuple[Mention, ...]:
    """Give the other of the two powers that a text of hostile deeds names most, were it but the one asked for (`hostile`).

    A sentence that names a third leaves open which of the two is meant.
    """
    if not hostile and not any(_is_hostile(d) and d.real for d in scene.deeds):
        return ()
    powers = _foremost_powers(scene)
    return _other_of(powers, doers, word, scene) if _powers_in(word.sent, scene) <= set(powers) else ()


def _other_of(pair: Mapping[str, str], doers: Sequence[Mention], word: Token, scene: Scene) -> tuple[Mention, ...]:
    """Give the one of two actors, by side, who is not of the doers' side, as last told before a word, else first after it."""
    own = {scene.party(m.actor) for m in doers if _is_power(m, scene)}
    if len(own) != 1 or not own & set(pair):
        return ()
    found = []
    for code in (code for side, code in pair.items() if side not in own):
        told = [m for m in scene.mentions if m.actor == code]
        before = [m for m in told if m.span.start < word.idx]
        found += before[-1:] or told[:1]
    return tuple(found)


def _foremost_powers(scene: Scene) -> dict[str, str]:
    """Give the two states or armed groups a text names most, by side, if none is named as often as the second."""
    ranked = scene.powers()
    clear = len(ranked) > 1 and ranked[1][1] > max(1, *(n for _, n in ranked[2:]), 0)
    pair = {side for side, _ in ranked[:2]}
    together = any(_is_joint(deed, pair, scene) for deed in scene.deeds)
    return {side: side for side in sorted(pair)} if clear and not together else {}


def _is_joint(deed: Deed, sides: Collection[str], scene: Scene) -> bool:
    """Whether two sides did together what foes do not: "South Korean and American troops launched missiles"."""
    return deed.type not in JOINT and set(sides) <= {scene.party(m.actor) for m in deed.actors}


def _powers_in(sentence: Span, scene: Scene) -> set[str]:
    here = (m for m in scene.mentions if sentence.start_char <= m.span.start < sentence.end_char)
    return {scene.party(m.actor) for m in here if _is_power(m, scene)}


def _is_power(mention: Mention, scene: Scene) -> bool:
    return not mention.actor.startswith(UNKNOWN) and scene.may_quarrel(mention.actor)


__all__ = ["against", "are_foes", "foes", "hit_before", "presumed_rival", "rival"]
