"""Officials nobody knows: whose "Defence Minister Karel Vint" and "its prime minister, Otto Raun" are.

A state that only the text tells of, or a person the tables lack, leaves an official without a country. News gives foreigners their
country and leaves it out for those at home, so the country is the one whose "the government" would be.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from detente.ontology import ARMED_SECTORS
from detente.reading.actors.candidates import OBJECTS, SUBJECTS, Candidate, Scene
from detente.reading.actors.entries import Kind, RoleKind
from detente.reading.actors.joints import joints
from detente.reading.actors.naming import FORMER_SECTOR, state
from detente.reading.actors.text import SOFT
from detente.reading.actors.things import thing_of
from detente.records import Actor

_ADJECTIVES = 3  # words between a possessive and a title: "the Front's chief"
_CLIMB = 4  # steps: from "Iran" over "against" and "offensive" to "pressed"
_MODIFIERS = ("amod", "poss", "compound")
_GOVERNING = frozenset({"GOV", "MIL", "LEG", "COP", "SPY", "JUD"})


def resolve_officials(scene: Scene, *, owned: bool) -> None:
    """Give officials who are told without a country theirs, in place.

    Parameters
    ----------
    scene
        The text with its mentions.
    owned
        Whether those with a possessive before their title ("its prime minister, Otto Raun") are meant, which need their
        pronoun resolved, or the others.
    """
    settled: dict[str, Actor | None] = {}
    dealt_with = _all_dealt_with(scene)
    for number, each in enumerate(scene.candidates):
        actor, phrase = each.actor, each.phrase
        if phrase is None or not _is_stateless(actor) or actor.code in settled:
            continue
        if _has_owner(each, scene) and not owned:
            settled[actor.code] = None  # waits for its pronoun
            continue
        owner = _owner(each, scene)
        if owner is not None and owner.resolved and not owner.actor.country:
            settled[actor.code] = _of_body(actor, owner.actor)
            continue
        if owner is not None and owner.resolved and owner.actor.country:
            settled[actor.code] = _of_state(actor, owner.actor.country, presumed=False)
            continue
        if (led := _led(each, scene)) is not None:
            settled[actor.code] = _of_state(actor, led, presumed=False)
            continue
        barred = dealt_with[actor.code] | _held_by_others(actor, scene)
        country, presumed = _whose(number, each, scene, barred)
        settled[actor.code] = _of_state(actor, country, presumed=presumed) if country else None
    _settle(settled, scene)


def resolve_warships(scene: Scene) -> None:
    """Give warships called by name alone, in place, the country an official told without one would have.

    Only those that the text is told to be at home with, or that deal with somebody: "the frigate X" that rammed a Turkish ship is
    not Turkey's.
    """
    ships = [
        (number, each)
        for number, each in enumerate(scene.candidates)
        if not each.resolved and each.phrase is not None and each.phrase.role is RoleKind.NAMED and each.phrase.sector in _GOVERNING
    ]
    settled: dict[str, Actor | None] = {}
    for number, each in ships:
        if each.actor.code not in settled:
            same = [ship for _, ship in ships if ship.actor.code == each.actor.code]
            foes = frozenset(country for ship in same for country in _struck(ship, scene))
            country = _whose(number, each, scene, foes)[0] if foes or scene.home else None
            settled[each.actor.code] = thing_of(state(country), each.phrase) if country and each.phrase is not None else None
    for _, each in ships:
        actor = settled[each.actor.code]
        if actor is not None:
            each.actor, each.resolved = actor, True


def _struck(ship: Candidate, scene: Scene) -> frozenset[str | None]:
    """Give the countries a ship deals with, also by a name the text gives a nationality: "found the Turkish Kemal Reis"."""
    if not scene.is_subject(ship):
        return frozenset()
    head = scene.head(ship)
    verbs = _verbs_of(head, scene)
    objects = (c for c in scene.candidates if c.resolved and c.actor.country and scene.parse.dep[scene.head(c)] in OBJECTS)
    found = {c.actor.country for c in objects if scene.parse.head[scene.head(c)] in verbs}
    return _dealt_with(head, scene) | found


def review_officials(scene: Scene) -> None:
    """Find another country, in place, for officials presumed to be of one that they or their forces turn out to stand against.

    "His forces captured federal soldiers" says that he is not of the federation, wherever the report was written.
    """
    settled: dict[str, Actor | None] = {}
    foes: dict[str, set[str | None]] = {}
    for each in scene.candidates:
        if not each.actor.presumed:
            continue
        head = scene.head(each)
        possessor = each.pronoun and scene.parse.dep[head] == "poss"
        subject = scene.parse.head[head] if possessor else head
        if scene.parse.dep[subject] in SUBJECTS:
            verbs = {verb for verb in _verbs_of(subject, scene) if _is_hostile(verb, scene)}
            foes.setdefault(each.actor.code, set()).update(_dealt_with(subject, scene, verbs))
    for number, each in enumerate(scene.candidates):
        actor = each.actor
        if each.phrase is None or each.pronoun or actor.code in settled or actor.country not in foes.get(actor.code, ()):
            continue
        country, _ = _whose(number, each, scene, frozenset(foes[actor.code]))
        stateless = actor.code.removeprefix(f"{actor.country}-")
        settled[actor.code] = _of_state(replace(actor, code=stateless), country, presumed=False) if country else None
    _settle(settled, scene)


def _is_hostile(verb: int, scene: Scene) -> bool:
    """Whether the subject of a verb is of another side than its object: fights or blames it, or gives it "ten days to leave"."""
    parse = scene.parse
    if parse.lemma[verb] != "give":
        return parse.lemma[verb] in joints().opposing
    return any(parse.head[i] == verb and parse.lemma[i] in joints().ultimatums for i in range(verb + 1, len(parse.head)))


def _settle(settled: dict[str, Actor | None], scene: Scene) -> None:
    for each in scene.candidates:
        each.actor = settled.get(each.actor.code) or each.actor
        each.members = tuple(settled.get(member.code) or member for member in each.members)


def _all_dealt_with(scene: Scene) -> dict[str, frozenset[str | None]]:
    """Give for each official without a country all the countries that he deals with anywhere in the text."""
    found: dict[str, frozenset[str | None]] = {}
    for each in scene.candidates:
        if each.phrase is not None and _is_stateless(each.actor):
            head = scene.head(each)
            dealt = _dealt_with(head, scene) if scene.is_subject(each) else _answered(head, scene)
            dealt |= _against(head, scene)
            found[each.actor.code] = found.get(each.actor.code, frozenset()) | dealt
    return found


def _led(each: Candidate, scene: Scene) -> str | None:
    """Give the country of what an official is told to lead: "who leads the federal team"."""
    parse, head = scene.parse, scene.head(each)
    verbs = {i for i in range(head + 1, len(parse.head)) if parse.head[i] == head and parse.dep[i] == "relcl"} | {parse.head[head]}
    verbs = {verb for verb in verbs if parse.lemma[verb] in joints().leading and parse.dep[head] not in OBJECTS}
    for other in scene.candidates if verbs else ():
        if not other.resolved or not other.actor.country or other.actor.person or scene.sentence(other) != parse.sentence[head]:
            continue
        token = scene.head(other)
        while parse.dep[token] in _MODIFIERS and token > head:
            token = parse.head[token]
        if parse.dep[token] in OBJECTS and parse.head[token] in verbs:
            return other.actor.country
    return None


def _held_by_others(actor: Actor, scene: Scene) -> frozenset[str | None]:
    """Give the countries whose office of that name somebody else is told to hold: two foreign ministers are of two countries."""
    office = _single_office(actor)
    if office is None or joints().succession.intersection(scene.words.plain):
        return frozenset()
    others = (c.actor for c in scene.candidates if c.resolved and c.actor.country and c.actor.sector != FORMER_SECTOR)
    return frozenset(o.country for o in others if _single_office(o) == office and not _same_name(o, actor))


def _single_office(actor: Actor) -> str | None:
    office = (actor.office or "").lower().replace("defense", "defence")
    return office if actor.person and office in joints().single_offices else None


def _same_name(one: Actor, other: Actor) -> bool:
    first, second = (one.person or "").split(), (other.person or "").split()
    return first[-1:] == second[-1:]


def _is_stateless(actor: Actor) -> bool:
    return bool(actor.person and actor.sector in _GOVERNING and actor.sector != FORMER_SECTOR and not actor.country and not actor.party)


def _of_state(actor: Actor, country: str, *, presumed: bool) -> Actor:
    return replace(actor, code=f"{country}-{actor.code}", party=state(country).party, country=country, presumed=presumed)


def _of_body(actor: Actor, body: Actor) -> Actor | None:
    """Give somebody to the movement or organisation that is told to have him: "the Front's chief delegate"."""
    if body.code.startswith("~") or body.person:
        return None
    sector = body.sector if body.sector in ARMED_SECTORS else actor.sector
    return replace(actor, code=f"{body.code}:{actor.person}", party=body.party or body.code, sector=sector)


def _before(each: Candidate, scene: Scene) -> int | None:
    """Give the word of the possessive before a title: "its", "the kingdom's", "the Front's chief"."""
    words, parse = scene.words, scene.parse
    k = (each.phrase.start if each.phrase is not None else each.start) - 1
    for _ in range(_ADJECTIVES):
        if k < 0 or words.gap[k + 1] != SOFT:
            return None
        if words.possessive[k] or parse.dep[words.token[k]] == "poss":
            return k
        if parse.dep[words.token[k]] not in ("amod", "compound"):
            return None
        k -= 1
    return None


def _has_owner(each: Candidate, scene: Scene) -> bool:
    return _before(each, scene) is not None


def _owner(each: Candidate, scene: Scene) -> Candidate | None:
    before = _before(each, scene)
    return next((o for o in scene.candidates if o is not each and before is not None and o.end == before + 1), None)


def _whose(number: int, each: Candidate, scene: Scene, dealt_with: frozenset[str | None]) -> tuple[str | None, bool]:
    """Find the country of somebody told by title and name alone, and whether it is only presumed.

    The only one of the text; else the only one that acts before in the sentence; else the dateline's; else the only one of the
    sentence before; else the one the text is about. It is none with which the official deals: who accuses Iran is no Iranian.
    """
    everybody = {c.actor.country for c in scene.candidates if c.resolved and c.actor.country}
    named = everybody - dealt_with
    if len(named) == 1 and scene.home in (None, *named, *dealt_with):
        return next(iter(named)), named == everybody  # the other side is told to be his foe
    here = scene.sentence(each)
    acting: dict[str, None] = {}
    before: dict[str, None] = {}
    for other in scene.candidates[:number]:
        back = here - scene.sentence(other)
        if not other.resolved or not other.actor.country or back > 1 or other.actor.country in dealt_with:
            continue
        if back == 1:
            before[other.actor.country] = None
        elif scene.is_subject(other) or scene.words.possessive[other.end - 1]:
            acting[other.actor.country] = None
    told_of = Counter(c.actor.country for c in scene.candidates if c.resolved and c.actor.country)
    home = {scene.home: None} if scene.home and scene.home not in dealt_with and not _is_host(scene.home, told_of) else {}
    spoken_for = {country: None for country in _spoken_for(each, scene) if country not in dealt_with}
    for told in (acting, home, spoken_for, before):
        if len(told) == 1:
            return next(iter(told)), True
    if scene.theme and scene.theme not in dealt_with and not _is_host(scene.theme, told_of):
        return scene.theme, True
    ranked = Counter({country: count for country, count in told_of.items() if country in named}).most_common(2)
    return (ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None), True


def _answered(head: int, scene: Scene) -> frozenset[str | None]:
    """Give whose charge or offer it is that an official brushes aside: "Iran's charge was dismissed by the foreign minister"."""
    parse = scene.parse
    by = parse.head[head]
    if parse.dep[head] != "pobj" or parse.dep[by] != "agent":
        return frozenset()
    subject = scene.subject_of.get(parse.head[by])
    owners = (c for c in scene.candidates if c.resolved and c.actor.country and scene.words.possessive[c.end - 1])
    return frozenset(c.actor.country for c in owners if parse.head[scene.head(c)] == subject)


def _against(head: int, scene: Scene) -> frozenset[str | None]:
    """Give whom an official is told to stand against in a clause about him: "who had pressed for an offensive against Iran"."""
    parse = scene.parse
    clauses = {i for i in range(head + 1, len(parse.head)) if parse.head[i] == head and parse.dep[i] == "relcl"}
    found: set[str | None] = set()
    for other in scene.candidates if clauses else ():
        token = scene.head(other)
        if not other.resolved or not other.actor.country or token < head or parse.lower[parse.head[token]] != "against":
            continue
        for _ in range(_CLIMB):
            token = parse.head[token]
            if token in clauses:
                found.add(other.actor.country)
                break
    return frozenset(found)


def _spoken_for(each: Candidate, scene: Scene) -> dict[str, None]:
    """Give the states whose own doing an official tells: "said that Iran would never yield"."""
    parse, head = scene.parse, scene.head(each)
    found: dict[str, None] = {}
    for other in scene.candidates if scene.is_subject(each) else ():
        token, phrase = scene.head(other), other.phrase
        country = other.actor.country
        if phrase is None or phrase.kind is not Kind.COUNTRY or country is None or parse.dep[token] != "nsubj" or token < head:
            continue
        verb = parse.head[token]
        below = (i for i in range(token, len(parse.head)) if parse.head[i] == verb)
        own = any(parse.dep[i] == "neg" or parse.lower[i] in joints().own_will for i in below)
        if own and parse.dep[verb] == "ccomp" and parse.head[verb] == parse.head[head]:
            found[country] = None
    return found


def _is_host(country: str, told_of: Counter[str]) -> bool:
    """Whether two others are told of more than the country a report is written in: there they meet, and officials are theirs."""
    return sum(count > told_of[country] for count in told_of.values()) > 1


def _verbs_of(head: int, scene: Scene) -> set[int]:
    """Give the verbs whose subject a token is: "called it void and gave the assembly ten days, accusing it of treason"."""
    verb, parse = scene.parse.head[head], scene.parse
    found = {verb}
    for i in range(verb, len(parse.head)):
        joined = parse.dep[i] == "conj" and parse.pos[i] == "VERB" and i not in scene.subject_of
        if parse.head[i] in found and (joined or (parse.dep[i] == "advcl" and parse.tag[i] == "VBG")):
            found.add(i)
    return found


def _dealt_with(head: int, scene: Scene, verbs: set[int] | None = None) -> frozenset[str | None]:
    """Give the countries that are objects, or follow "with" and the like, below the verbs (or some) whose subject a token is."""
    verb, parse = scene.parse.head[head], scene.parse
    verbs = _verbs_of(head, scene) if verbs is None else verbs
    found: set[str | None] = set()
    for other in scene.candidates if verbs else ():
        if not other.resolved or not other.actor.country or other.actor.person or scene.sentence(other) != parse.sentence[head]:
            continue
        token = scene.head(other)
        while parse.dep[token] in _MODIFIERS and token > head:
            token = parse.head[token]  # "rejecting an Iranian offer"
        above = parse.head[token]
        governed = parse.dep[token] == "pobj" and parse.lower[above] in joints().dealing and parse.head[above] in verbs
        if governed or (parse.dep[token] in ("dobj", "dative") and above in verbs and (token == scene.head(other) or above != verb)):
            found.add(other.actor.country)
    return frozenset(found)
