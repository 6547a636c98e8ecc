"""Completes a found event from what the text has told before: the doer of "the launch", the target of a protest that names none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from detente.ontology import quad_of
from detente.reading.events.compose import Candidate, SentenceReader
from detente.reading.events.frames import governed, is_nominal, is_passive, prepositional
from detente.reading.events.lexicon import EventLexicon
from detente.reading.events.people import MOVED, distinct
from detente.reading.events.quarrels import against, are_foes, foes, hit_before, presumed_rival, rival
from detente.reading.events.scene import DRILLS, UNKNOWN, Deed, Scene, is_definite
from detente.reading.events.unnamed import is_name_only, is_thing
from detente.records import PRESUMED, Mention

WORDS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "THREATEN", "AGREE", "CONCEDE", "PROTEST", "CONSULT"})
# To the other side where none is named.
FACING = frozenset({"ASSAULT", "SANCTION", "THREATEN", "ACCUSE", "REJECT", "REQUEST", "RETREAT", "CONCEDE", "AGREE"})
SHUTTING = frozenset({"restrict", "withhold"})  # modes of coercion that may be aimed at a foe: "sealed the ports"
TROOPS = frozenset({"troops", "militia"})  # modes of moving men, which is done against somebody; a missile may only be tested
ARMED = frozenset({"ASSAULT", "RETREAT", "MOBILIZE"})  # aimed at whom one has fought or threatened, not at whom one has blamed
TRUCE = "ceasefire"
MEDIATING = "third-party"
FLYING = "flying"  # the class of words for what flies; what it does it does over somebody's land
TRUCES = "truce"  # the class of words for one
TAKING = "seize"  # to take a town is to take it from the other side
SPENT = frozenset({"ASSAULT", "MOBILIZE", "SANCTION", "COERCE", "PROTEST"})  # deeds that a later noun may take up
HOSTILE = {"ACCUSE": True, "SUPPORT": False}  # the deeds that blame and praise are about
MUTE = frozenset({"ACCUSE", "SUPPORT", "REJECT"})  # words that answer the last deed told where they name none: "Tokyo protested"
ASKING = frozenset({"REQUEST"})  # what is asked of nobody by name is asked of all who took part
ASIDE = frozenset({"relcl", "acl", "amod"})  # what is only told beside a noun speaks of that noun
ENDED = ("to", "of")  # "an end to the fighting", "a halt of the strikes"
NOW = frozenset({"VBZ", "VBP"})
MEANS = frozenset({"SANCTION", "THREATEN"})  # told of in general, as what is to move somebody
CONFLICT = (3, 4)  # quad classes
BEFORE = frozenset({"to", "at", "before"})  # where a complaint is brought
PLACES = frozenset({"GPE", "LOC", "FAC"})  # entities that are attacked, and are nobody
SHARED = frozenset({"AGREE", "COOPERATE"})
MESSAGES = "message"  # the class of words for what is written or said to somebody
PRESSING = "pressing"  # the class of verbs for moving somebody to something


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate with the actors it was found to have.

    Parameters
    ----------
    candidate
        The candidate.
    actors, recipients
        Who does it, to whom.
    about
        The index of the head of the earlier deed it speaks of, or None.
    pressed
        Whether its recipient is whom it is said to press, which is enough to record it.
    guessed
        Whether its recipients are those of the last deed told, for want of any word: no ground for a further guess.
    """

    candidate: Candidate
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    about: int | None = None
    pressed: bool = False
    guessed: bool = False


def complete(found: Found, reader: SentenceReader, scene: Scene, lexicon: EventLexicon, *, whole: bool = True) -> Found:
    """Fill the sides that a sentence leaves open where the text before it tells them.

    Parameters
    ----------
    found
        An event as its own sentence tells it.
    reader
        The reader of that sentence: it knows which type a noun tells.
    scene
        What the text has told so far.
    lexicon
        The event lexicon.
    whole
        Whether the scene has told the whole text: only then is what no deed near tells left to the quarrel that the text is about.
    """
    found = _addressed(_pressed(_partners(found, scene, lexicon), scene, lexicon), scene, lexicon)
    if found.candidate.mode == TRUCE and not found.actors and not found.recipients and _is_of_truce(found.candidate, lexicon):
        found = _between_foes(found, scene)
    if _is_notice(found, scene):
        found = _with_reason(replace(found, actors=scene.at_home(found.candidate.token)), "who asks: whose outlet the text is of")
    if _asks_everybody(found.candidate, scene):
        found = replace(found, recipients=())  # "called on all countries to cut ties with Seoul" asks nothing of Seoul
    if found.candidate.type in WORDS and not found.candidate.mutual:
        found = _answering(found, reader, scene)
    elif not found.actors and _takes_up(found.candidate):
        found = _taken_up(found, scene)
    if not found.recipients and found.actors and found.candidate.type == "SANCTION" and not is_nominal(found.candidate.token):
        found = _in_kind(found, scene)
    if not found.recipients and found.actors and _is_to_both(found.candidate, scene):
        found = _to_both(found, scene)
    found = _with_one_another(found, scene)
    faces = found.actors and _is_towards_nobody(found, scene, lexicon) and _faces_somebody(found.candidate, scene, lexicon)
    if faces and not _among_themselves(found, scene):
        found = _facing(found, scene, lexicon, whole)
    if not found.recipients and found.actors and found.candidate.type in MUTE and not _has_object(found.candidate):
        found = _about_the_last(found, scene)
    return found


def _in_kind(found: Found, scene: Scene) -> Found:
    """A measure that names nobody is against whom one told just before hit ("Chile recalled its envoy too"), or answers its doer."""
    whom = hit_before(found.candidate.token, found.candidate.type, found.actors, scene)
    return _with_reason(replace(found, recipients=whom), "against whom: as the measure told just before") if whom else found


def _is_towards_nobody(found: Found, scene: Scene, lexicon: EventLexicon) -> bool:
    """Whether no recipient is a side: none is told, or only things ("two towns"), of troops on the move places by name, and of a complaint
    the body it is brought before ("protested to the Security Council"). Somebody of whom is not known whose he is, is somebody."""
    candidate = found.candidate
    moved = candidate.type in MOVED
    if not found.recipients:
        return moved or not any(scene.is_somebody(token) for token in candidate.recipients)
    before = _is_brought_before(candidate)
    named = {t.idx for head in candidate.recipients for t in (head, *head.conjuncts) if t.ent_type_ in PLACES}
    places = named if candidate.type == "ASSAULT" else ()

    def is_side(mention: Mention) -> bool:
        if is_thing(mention, lexicon) or (is_name_only(mention) and (moved or mention.span.start in places)):
            return False
        return not before or mention.actor.startswith(UNKNOWN) or scene.has_country(mention.actor)

    return not any(map(is_side, found.recipients))


def _is_brought_before(candidate: Candidate) -> bool:
    """Whether what stands as whom a complaint is against is the body it is brought before."""
    heads = (t.head for t in candidate.recipients if t.dep_ == "pobj")
    return candidate.type == "ACCUSE" and any(head.lower_ in BEFORE for head in heads)


def _facing(found: Found, scene: Scene, lexicon: EventLexicon, whole: bool) -> Found:
    """Hostile words and deeds towards nobody told are towards the other side of a deed told, else of the quarrel the text is about.

    A deed told after them goes before the quarrel of the text only where both name the same side.
    """
    candidate = found.candidate
    armed = candidate.type in ARMED
    near = against(found.actors, candidate.token.i, scene, earlier=candidate.mode == TAKING, armed=armed)
    struck = any(is_thing(m, lexicon) for m in found.recipients)
    hostile = candidate.type not in ASKING and quad_of(candidate.type) in CONFLICT
    presumed = presumed_rival(found.actors, candidate.token, scene, hostile=hostile) if whole and not struck else ()
    agreed = not presumed or _same(near, presumed, scene)
    if near and (agreed or against(found.actors, candidate.token.i, scene, earlier=True, armed=armed)):
        return _with_reason(replace(found, recipients=near), "against whom: the other side of the latest hostile deed told")
    told = rival(found.actors, candidate.token, scene, struck=struck) if whole and not near else ()
    if told:
        return _with_reason(replace(found, recipients=told, guessed=True), "against whom: the other side of the text's quarrel")
    if not presumed or not (hostile or candidate.type in ASKING):
        return found  # whom one was friendly to is not presumed
    return _with_reason(replace(found, recipients=presumed, guessed=True), PRESUMED)


def _same(some: Sequence[Mention], others: Sequence[Mention], scene: Scene) -> bool:
    return bool({scene.party(m.actor) for m in some} & {scene.party(m.actor) for m in others})


def _asks_everybody(candidate: Candidate, scene: Scene) -> bool:
    return candidate.type in ASKING and scene.is_everybody(next(iter(candidate.recipients), candidate.token))


def _is_notice(found: Found, scene: Scene) -> bool:
    """Whether a side asks in its own paper without naming itself, as notes and communiqués do: "The Commission is requested to send"."""
    token = found.candidate.token
    if found.candidate.type != "REQUEST" or found.actors or not found.recipients or scene.home is None or not scene.is_outlet(token):
        return False
    is_now = is_passive(token) and any(c.dep_ == "auxpass" and c.tag_ in NOW for c in token.children)
    return is_now and scene.home not in {scene.party(m.actor) for m in found.recipients}


def _is_of_truce(candidate: Candidate, lexicon: EventLexicon) -> bool:
    """Whether a verb tells how a truce stands: "the ceasefire took effect"."""
    return not is_nominal(candidate.token) and any(t.lemma_.lower() in lexicon.classes[TRUCES] for t in candidate.actors)


def _between_foes(found: Found, scene: Scene) -> Found:
    """A truce of which is not said between whom ("the ceasefire took effect") is one of the two told last as fighting or quarrelling."""
    two = foes(found.candidate.token, scene, armed=True) or foes(found.candidate.token, scene)
    return _with_reason(replace(found, actors=two), "whose truce: the two sides of the latest hostile deed told") if two else found


def _is_to_both(candidate: Candidate, scene: Scene) -> bool:
    """Whether a third party may speak to two who fight without naming them: "Berlin pleaded for restraint", "offered to mediate"."""
    if candidate.type == "REQUEST":
        against = candidate.inner is not None and candidate.inner.type in SPENT and candidate.mode == "change"  # "sought sanctions"
        return not against and not any(scene.is_everybody(head) for head in candidate.recipients)
    return candidate.type == "AGREE" and candidate.inner is not None and candidate.inner.mode == MEDIATING


def _to_both(found: Found, scene: Scene) -> Found:
    two = foes(found.candidate.token, scene)
    own = {scene.party(m.actor) for m in found.actors}
    if not two or own & {scene.party(m.actor) for m in two}:
        return found
    return _with_reason(replace(found, recipients=two), "to whom: the two sides of the hostile deeds told")


def _pressed(found: Found, scene: Scene, lexicon: EventLexicon) -> Found:
    """Means of pressure nobody owns ("sanctions would force the government to yield"): who is pressed is the recipient."""
    token = found.candidate.token
    if found.actors or found.recipients or found.candidate.type not in MEANS or not is_nominal(token):
        return found
    while token.dep_ == "conj":
        token = token.head
    if token.dep_ != "nsubj":
        return found
    verbs = [token.head, *(t for t in token.head.subtree if t.dep_ == "xcomp")]
    for verb in verbs:
        if verb.lemma_.lower() in lexicon.classes[PRESSING]:
            whom = tuple(m for t in verb.children if t.dep_ == "dobj" for m in scene.of_phrase(t))
            if whom:
                return _with_reason(replace(found, recipients=whom, pressed=True), f"to whom: who is pressed («{verb.text}»)")
    return found


def _addressed(found: Found, scene: Scene, lexicon: EventLexicon) -> Found:
    """Words said in a message are towards whom it is addressed to: "in a letter to the premier, scholars demanded"."""
    if found.recipients or not found.actors or found.candidate.type not in WORDS or found.candidate.mutual:
        return found
    for message in prepositional(found.candidate.token, "in") + [p for c in _opening(found.candidate.token) for p in governed(c)]:
        if message.lemma_.lower() in lexicon.classes[MESSAGES]:
            own = {m.actor for m in found.actors}
            whom = tuple(m for t in prepositional(message, "to") for m in scene.of_phrase(t) if m.actor not in own)
            if whom:
                return _with_reason(replace(found, recipients=whom), f"to whom: the addressee of the {message.text}")
    return found


def _opening(token: Token) -> list[Token]:
    return [c for c in token.lefts if c.dep_ == "prep" and c.lower_ == "in"]


def _faces_somebody(candidate: Candidate, scene: Scene, lexicon: EventLexicon) -> bool:
    """Whether an event is aimed at somebody though the sentence does not say at whom; a bare noun need not be."""
    if is_nominal(candidate.token) and not candidate.operator:
        return False
    if candidate.type == "MOBILIZE":
        trespass = any(t.lemma_.lower() in lexicon.classes[FLYING] for t in candidate.actors)  # "jets crossed the line"
        return candidate.mode in TROOPS or trespass or scene.is_answer(candidate.token)
    if candidate.type == "COERCE":
        return candidate.mode == TAKING or candidate.mode in SHUTTING
    if candidate.type == "SANCTION" and candidate.inner is not None and candidate.inner.type == "CONSULT":
        return False  # "cut short a visit": talks are broken off with whom they were held
    return candidate.type in FACING and not _asks_everybody(candidate, scene)


def _among_themselves(found: Found, scene: Scene) -> bool:
    """Whether several sides agree or fight with each other, and not towards a third."""
    return found.candidate.type in ("AGREE", "ASSAULT") and len({scene.party(m.actor) for m in found.actors}) > 1 and (
        found.candidate.type == "AGREE" or bool(found.recipients)
    )


def _with_one_another(found: Found, scene: Scene) -> Found:
    """What several sides do with each other is towards none of them; a fight of two foes that names nobody else is towards both."""
    own = {scene.party(m.actor) for m in found.actors}
    if len(own) < 2:
        return found
    if found.candidate.type in SHARED:
        told = {scene.party(m.actor) for m in found.recipients}
        each_other = own <= told
        return found if each_other else replace(found, recipients=tuple(m for m in found.recipients if scene.party(m.actor) not in own))
    if found.candidate.type == "ASSAULT" and not found.recipients and are_foes(own, found.candidate.token, scene):
        return _with_reason(replace(found, recipients=found.actors), "against whom: the two sides of the quarrel fight each other")
    return found


def _partners(found: Found, scene: Scene, lexicon: EventLexicon) -> Found:
    """Partners who drill together cooperate, unless the drill is told as aimed at somebody."""
    candidate = found.candidate
    joint = candidate.type == "MOBILIZE" and not found.recipients and len({scene.party(m.actor) for m in found.actors}) > 1
    if not joint or not any(t.lemma_.lower() in lexicon.classes[DRILLS] for t in candidate.covered):
        return found
    return _with_reason(replace(found, candidate=replace(candidate, type="COOPERATE", mode=None, mutual=True)), "a drill of partners")


def _answering(found: Found, reader: SentenceReader, scene: Scene) -> Found:
    """Words about a deed are towards whoever did it: "condemned the launch"; those who ask for its end, towards all who take part."""
    asking = found.candidate.type in ASKING
    if asking and any(scene.is_everybody(head) for head in found.candidate.recipients):
        return found
    nouns = list(_deed_nouns(found.candidate))
    if asking:
        nouns += [below for noun in nouns for name in ENDED for below in prepositional(noun, name)]
    for noun in nouns:
        known = reader.read(noun) if reader.matcher.knows(noun) else None
        kind, mode = (known.type, known.mode) if known is not None else (None, None)
        deed = scene.deed_of(noun, kind, mode, found.actors, hostile=HOSTILE.get(found.candidate.type))
        if deed is None or _hit_others(deed, noun, found, scene):
            continue
        found = replace(found, about=deed.place)
        if not found.recipients:
            whose = _whose(deed, found, scene)
            if whose:
                found = _with_reason(replace(found, recipients=whose), f"towards whom: those of the '{deed.word}' told before")
        return found
    return found


def _hit_others(deed: Deed, noun: Token, found: Found, scene: Scene) -> bool:
    """Whether a noun tells a deed against its speaker ("condemned the shelling of its villages"), and a deed told before hit others."""
    own = {scene.party(m.actor) for m in found.actors}
    mine = any(t.dep_ == "poss" and t.i > noun.i and own & {scene.party(m.actor) for m in scene.of_phrase(t)} for t in noun.subtree)
    return mine and bool(deed.recipients) and not own & {scene.party(m.actor) for m in deed.recipients}


def _has_object(candidate: Candidate) -> bool:
    """Whether a sentence names something that is praised, blamed or refused, known or not."""
    named = bool(candidate.recipients) or any(c.dep_ in ("ccomp", "xcomp") for c in candidate.token.children)
    return named or (candidate.inner is not None and _has_object(candidate.inner))


def _about_the_last(found: Found, scene: Scene) -> Found:
    token = found.candidate.token
    deed = scene.latest(token.i, found.actors, HOSTILE.get(found.candidate.type))
    if deed is None or token.dep_ in ASIDE or is_passive(token):
        return found
    as_well = deed.type == "REJECT" and scene.is_likewise(token)
    whose = _others_hit(deed, found, scene) if as_well else _whose(deed, found, scene)
    if not whose:
        return found
    guess = replace(found, recipients=whose, about=deed.place, guessed=True)
    return _with_reason(guess, f"towards whom: those of the '{deed.word}' told last")


def _others_hit(deed: Deed, found: Found, scene: Scene) -> tuple[Mention, ...]:
    own = {scene.party(m.actor) for m in found.actors}
    return distinct(m for m in deed.recipients if scene.party(m.actor) not in own)


def _deed_nouns(candidate: Candidate) -> Iterator[Token]:
    for token in (*candidate.recipients, *(t for t in candidate.covered if t.i != candidate.token.i)):
        if token.pos_ in ("NOUN", "VERB", "PRON"):
            yield token
    if candidate.inner is not None:
        yield from _deed_nouns(candidate.inner)
        yield candidate.inner.token


def _whose(deed: Deed, found: Found, scene: Scene) -> tuple[Mention, ...]:
    """Give those whose deed it was; who condemns after others did condemns whom they condemned, unless it is itself."""
    if deed.type == found.candidate.type == "ACCUSE" and (others := _others_hit(deed, found, scene)):
        return others
    sides = (*deed.actors, *deed.recipients) if found.candidate.type in ASKING else deed.actors
    own = {scene.party(m.actor) for m in found.actors}
    others = distinct(m for m in sides if scene.party(m.actor) not in own)
    return tuple(m for m in others if not m.actor.startswith(UNKNOWN)) or others


def _takes_up(candidate: Candidate) -> bool:
    """Whether a noun is one certain deed: "the launch", not "the launches", which speaks of such deeds in general."""
    return candidate.type in SPENT and candidate.token.tag_ == "NN" and is_definite(candidate.token)


def _taken_up(found: Found, scene: Scene) -> Found:
    """A definite noun without a doer is the deed told before: "watched the launch"."""
    deed = scene.deed_of(found.candidate.token, found.candidate.type, found.candidate.mode, same=True)  # "the strike" takes up no expulsion
    if deed is None:
        return found
    whom = found.recipients or deed.recipients
    return _with_reason(replace(found, actors=deed.actors, recipients=whom), f"whose: the '{deed.word}' told before")


def _with_reason(found: Found, reason: str) -> Found:
    return replace(found, candidate=replace(found.candidate, reasons=(*found.candidate.reasons, reason)))


__all__ = ["Found", "complete"]
