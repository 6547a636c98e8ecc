"""Definite descriptions: "the minister", "the foreign ministry", "the group", "the front", "the country"."""

from __future__ import annotations

from detente.ontology import ARMED_SECTORS, STATE_SECTORS
from detente.reading.actors.candidates import Candidate, Scene
from detente.reading.actors.entries import Kind, RoleKind
from detente.reading.actors.joining import takes_up_group
from detente.reading.actors.joints import joints
from detente.reading.actors.naming import FORMER_SECTOR, state
from detente.reading.actors.phrase import Phrase
from detente.reading.actors.tables import anaphors, country_name
from detente.reading.actors.text import SOFT
from detente.records import Actor

_COUNTRIES = frozenset({Kind.COUNTRY, Kind.CAPITAL, Kind.GOVERNMENT, Kind.SHORT})
_REACH = 2  # sentences "the country" looks back
_DESCRIPTION_REACH = 8  # sentences "the minister" looks back
_PLURAL_REACH = 2  # sentences "the insurgents" look back
_LONGEST = 3  # words of a description with its country: "the Palestinian militant group"
_ORGANISED = frozenset({"organisation", "armed"})
_OPENING = 2  # sentences: where news says which country it is about
_OF_ONE_STATE = frozenset({"LEG", "JUD"})  # bare "lawmakers" and "prosecutors" are those of the country spoken of
_ARMED_STATE = frozenset({"MIL", "COP"})
_ACTING = frozenset({"nsubj", "nsubjpass", "poss", "dobj", "conj"})


def settle_theme(scene: Scene, home: str | None) -> None:
    """Find the country a text is about: whose "the government" is where nothing nearer says so.

    It is that of the dateline if the text speaks of it; else the one its opening speaks of as a place ("in northern Ethiopia"); else
    the one it names most.
    """
    counts: dict[str, int] = {}
    opening: str | None = None
    for each in scene.candidates:
        country = each.actor.country
        if not each.resolved or not country:
            continue
        counts[country] = counts.get(country, 0) + 1
        if opening is None and scene.sentence(each) < _OPENING and _is_place(each, scene):
            opening = country
    scene.home = home
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    clear = bool(ranked) and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    scene.theme = scene.home or opening or (ranked[0][0] if clear else None)


def _is_place(each: Candidate, scene: Scene) -> bool:
    """Whether a country's name follows "in" or "across", perhaps with an adjective between."""
    if each.phrase is None or each.phrase.kind is not Kind.COUNTRY:
        return False
    closed = joints()
    near = scene.words.plain[max(0, each.start - 2) : each.start]
    return any(word in closed.place or word in closed.locative for word in near)


def resolve_descriptions(scene: Scene) -> None:
    """Resolve descriptions in place, and add nouns that take up a country or a named organisation."""
    _add_nouns(scene, "named")
    starts = {each.start for each in scene.candidates if each.resolved}
    owning = {each.end for each in scene.candidates if each.phrase is not None and takes_up_group(each.phrase.entry)}
    for number, each in enumerate(scene.candidates):
        phrase = each.phrase
        owned = phrase is not None and phrase.start in owning and scene.words.possessive[phrase.start - 1]
        if phrase is not None and (owned or _speaks_for(each, starts, scene)):
            continue  # "the group's leader" waits for the group
        if phrase is None or phrase.kind is not Kind.ROLE or (each.resolved and not _may_be_group(phrase)) or _is_counted(each, scene):
            continue
        found = _taken_up(number, each, scene)
        if not found and not each.resolved and (phrase.sector in STATE_SECTORS or phrase.entry.state):
            country = _whose(number, each, scene)
            body = organ(country, phrase) if country else None
            found = (body,) if body is not None else ()
        if found:
            each.actor, each.members, each.resolved, each.start = found[0], found[1:], True, phrase.start
    _add_nouns(scene, "country")


def _speaks_for(each: Candidate, starts: set[int], scene: Scene) -> bool:
    """Whether "for" and somebody known follow a speaker: "a spokesman for the front" is no ministry's."""
    k, words = each.end, scene.words
    if each.resolved or words.plain[each.end - 1] not in joints().speakers or k + 1 >= len(words):
        return False
    return words.gap[k] == SOFT and words.plain[k] in joints().belonging and bool({k + 1, k + 2} & starts)


def _may_be_group(phrase: Phrase) -> bool:
    """Whether a noun with its country may still be a named group's: "the Palestinian movement" is Hamas."""
    return (
        phrase.country is not None
        and phrase.code is None
        and phrase.role in (RoleKind.PART, RoleKind.PARTITIVE, RoleKind.BODY)
        and (phrase.sector is None or phrase.sector in ARMED_SECTORS)
    )


def _is_counted(each: Candidate, scene: Scene) -> bool:
    """Whether a number stands before a noun: "the two leaders" are a group, and no country's leaders."""
    phrase = each.phrase
    assert phrase is not None
    k = phrase.start - 1
    return phrase.plural and k >= each.start and scene.parse.pos[scene.words.token[k]] == "NUM"


def organ(country: str, phrase: Phrase, *, owned: bool = False) -> Actor | None:
    """Give the body or official of a country that a role noun tells, or None where the noun tells no organ."""
    if phrase.role not in (RoleKind.BODY, RoleKind.PERSON, RoleKind.NEUTRAL) and not (owned and phrase.role is not RoleKind.PART):
        return None
    name = f"{phrase.entry.name} of {country_name(country)}"
    return Actor(f"{country}-{phrase.sector}", name, state(country).party, country, phrase.sector)


def _whose(number: int, each: Candidate, scene: Scene) -> str | None:
    """Find the country whose organ a bare "the army" is."""
    phrase = each.phrase
    assert phrase is not None
    before = scene.words.plain[phrase.start - 1] if phrase.start else ""
    if {before, phrase.entry.name} & joints().from_elsewhere:
        return None
    if not _definite_or_bare(each, scene):
        if phrase.plural and phrase.sector in _ARMED_STATE and each.start == phrase.start:
            return _acting_country(number, scene) or _theme_before(number, scene)
        return None
    named = {c.actor.country for c in scene.candidates if c.resolved and c.actor.country}
    if len(named) == 1 and scene.home in (None, *named):
        return next(iter(named))
    here, earlier = _countries_before(number, scene)
    if len(here) == 1:
        return next(iter(here))
    if len(here) > 1:
        return _acting_country(number, scene) or scene.theme
    if scene.home and (scene.written or len(earlier) != 1):
        return scene.home  # what a dateline names is nearer than what the outlet is called after
    return next(iter(earlier)) if len(earlier) == 1 else scene.theme


def _countries_before(number: int, scene: Scene) -> tuple[dict[str, None], dict[str, None]]:
    """Give the countries told before a mention in its own sentence, and those of the sentence before."""
    here = scene.sentence(scene.candidates[number])
    found: tuple[dict[str, None], dict[str, None]] = ({}, {})
    for each in reversed(scene.candidates[:number]):
        back = here - scene.sentence(each)
        if back > 1:
            break
        modifier = each.phrase is not None and each.phrase.kind is not Kind.ROLE and scene.modifies_thing(each)
        head = scene.head(each)
        read_out = bool(each.actor.person) and scene.parse.lower[scene.parse.head[head]] == "by"  # "a statement read out by Rome's envoy"
        if each.resolved and each.actor.country and not modifier and not read_out:
            found[back][each.actor.country] = None
    return found


def _theme_before(number: int, scene: Scene) -> str | None:
    """Give the country a text is about if the sentence before speaks of it alone: "soldiers" that no sentence names are its own."""
    here, earlier = _countries_before(number, scene)
    return scene.theme if not here and list(earlier) == [scene.theme] else None


def _acting_country(number: int, scene: Scene) -> str | None:
    """Give the country of the only subjects told before in the same sentence."""
    here = scene.sentence(scene.candidates[number])
    acting: dict[str, None] = {}
    for each in reversed(scene.candidates[:number]):
        if scene.sentence(each) != here:
            break
        if each.resolved and each.actor.country and (scene.is_subject(each) or _possesses(each, scene)):
            acting[each.actor.country] = None
    return next(iter(acting)) if len(acting) == 1 else None


def _possesses(each: Candidate, scene: Scene) -> bool:
    return scene.words.possessive[each.end - 1]


def _definite_or_bare(each: Candidate, scene: Scene) -> bool:
    phrase = each.phrase
    assert phrase is not None
    bare = phrase.role is RoleKind.BODY or (phrase.plural and (phrase.role is RoleKind.NEUTRAL or phrase.sector in _OF_ONE_STATE))
    if phrase.entry.name.split()[-1] in joints().speakers:
        return True  # "a foreign ministry spokesman" speaks for the ministry of the country spoken of
    return scene.definite(each) or (bare and each.start == phrase.start) or _definite_with_adjective(each, scene)


def _definite_with_adjective(each: Candidate, scene: Scene) -> bool:
    """ "The federal army", "troops of the government": the article stands before an adjective, or before the body they belong to."""
    phrase, plain = each.phrase, scene.words.plain
    assert phrase is not None
    if any(scene.words.possessive[k] for k in range(each.start, phrase.start)):
        return False  # "the island's leaders" are whose the island is
    return (each.start < phrase.start and plain[each.start] == "the") or "the" in plain[phrase.head + 1 : phrase.end]


def _taken_up(number: int, each: Candidate, scene: Scene) -> tuple[Actor, ...]:
    """Find whom a definite description takes up: the same noun before, an office, a kind of organisation."""
    phrase, words = each.phrase, scene.words
    assert phrase is not None
    if not scene.definite(each) or phrase.end - phrase.start > (_LONGEST if phrase.country else _LONGEST - 1):
        return ()
    if words.capital(phrase.start) and (bearer := _bearer_of(phrase, number, scene)) is not None:
        phrase.kind, phrase.plural = Kind.ORGANISATION, False
        return (bearer,)
    here = scene.parse.sentence[words.token[phrase.start]]
    told = phrase.entry.name.lower().split()
    told = told[1:] if phrase.sector == FORMER_SECTOR and len(told) > 1 else told  # "the former president" was a president
    wanted = _kinds_of(phrase, told, words.plain[phrase.end - 1])
    for earlier in reversed(scene.candidates[:number]):
        back = here - scene.sentence(earlier)
        if back > _DESCRIPTION_REACH:
            break
        before = earlier.phrase
        if before is None or phrase.country not in (None, earlier.actor.country):
            continue
        same = before.kind is Kind.ROLE and before.plural == phrase.plural and before.entry.name.split()[-len(told) :] == told
        if same and not phrase.country and (earlier.resolved or before.entry.name == phrase.entry.name):
            return _all_of(earlier, scene) if earlier.resolved else ()
        if "person" in wanted and earlier.resolved and _holds(earlier.actor, told, phrase):
            return (earlier.actor,)
        if _is_unnamed(phrase) and _is_unnamed(before) and back <= _PLURAL_REACH and not earlier.resolved and not _is_owned(earlier, scene):
            return (earlier.actor,)
        if wanted & _ORGANISED and _is_organised(earlier) and _fits(wanted, told, phrase, earlier.actor):
            if not phrase.plural:
                return (earlier.actor,)
            return (earlier.actor,) if back <= _PLURAL_REACH and _only_armed(earlier.actor, number, here, scene) else ()
    return _named_later(scene) if wanted & {"armed"} and phrase.plural and not phrase.country else ()


def _is_owned(each: Candidate, scene: Scene) -> bool:
    """Whether "its" or "their" says whose people are; who that is, is settled later."""
    return scene.parse.dep[scene.words.token[each.start]] == "poss"


def _named_later(scene: Scene) -> tuple[Actor, ...]:
    """Give the only armed group a text names, where it does so after "the rebels" only."""
    armed = {each.actor.code: each.actor for each in scene.candidates if each.resolved and each.actor.sector in ARMED_SECTORS}
    groups = {actor.party or code: actor for code, actor in armed.items()}
    named = [actor for actor in groups.values() if actor.person is None]
    return (named[0],) if len(groups) == 1 and named else ()


def _holds(actor: Actor, told: list[str], phrase: Phrase) -> bool:
    """Whether somebody is what a description says: holds the office, or is of the forces where it is a rank ("the general")."""
    office = (actor.office or "").lower().split()
    if not actor.person:
        return False
    return office[-len(told) :] == told or (phrase.role is RoleKind.RANK and actor.sector in ARMED_SECTORS | _ARMED_STATE)


def _is_unnamed(phrase: Phrase) -> bool:
    """Whether a phrase is of armed people nobody has named: "the gunmen" are the "armed men" told before."""
    return phrase.plural and phrase.kind is Kind.ROLE and phrase.sector in ARMED_SECTORS


def _kinds_of(phrase: Phrase, told: list[str], form: str) -> frozenset[str]:
    """Give the kinds of actors a noun takes up; in the plural only the armed ("the insurgents")."""
    if phrase.plural:
        return anaphors().get(form, frozenset()) & {"armed"}
    return anaphors().get(" ".join(told)) or anaphors().get(told[-1], frozenset())


def _all_of(earlier: Candidate, scene: Scene) -> tuple[Actor, ...]:
    """Give all who share the noun of a mention: "Greek and Turkish ministers"."""
    if earlier.phrase is None or earlier.phrase.noun < 0:
        return earlier.actors
    shared = [c for c in scene.candidates if c.phrase is not None and c.phrase.noun == earlier.phrase.noun and c.resolved and not c.pronoun]
    return tuple({c.actor.code: c.actor for c in shared}.values())


def _only_armed(actor: Actor, number: int, here: int, scene: Scene) -> bool:
    """Whether no second armed group is told nearby."""
    near = (each for each in scene.candidates[:number] if here - scene.sentence(each) <= _PLURAL_REACH)
    return all(each.actor.party == actor.party for each in near if each.resolved and each.actor.sector in ARMED_SECTORS)


def _bearer_of(phrase: Phrase, number: int, scene: Scene) -> Actor | None:
    """Find the organisation whose name ends in a capitalised noun: "the Brigades" are the Fen Brigades."""
    noun = scene.words.form[phrase.end - 1]
    for earlier in reversed(scene.candidates[:number]):
        if earlier.resolved and earlier.phrase is not None and earlier.phrase.kind is Kind.ORGANISATION:
            name = earlier.actor.name.split()
            if len(name) > 1 and name[-1] == noun:
                return earlier.actor
    return None


def _is_organised(earlier: Candidate) -> bool:
    before = earlier.phrase
    assert before is not None
    if not earlier.resolved or earlier.actor.person:
        return False
    return before.kind is Kind.ORGANISATION or (before.kind is Kind.ROLE and before.code is not None)


def _fits(wanted: frozenset[str], told: list[str], phrase: Phrase, actor: Actor) -> bool:
    """Whether "the ministry" may be an organisation: one of that kind; "the defence ministry" only if its name says so."""
    if phrase.sector in ARMED_SECTORS:
        return actor.sector in ARMED_SECTORS
    if len(told) > 1 and phrase.sector == actor.sector and phrase.sector not in STATE_SECTORS:
        return True  # "the rights group", "the news agency"
    if len(told) > 1:
        return all(word in actor.name.lower() for word in told)
    return "organisation" in wanted or actor.sector in ARMED_SECTORS


def _add_nouns(scene: Scene, kind: str) -> None:
    """Add "the country" or, of kind "named", "the front" and their like, which no table of roles holds."""
    words, kinds = scene.words, anaphors()
    covered = {k for each in scene.candidates for k in range(each.start, each.end)}
    added: list[Candidate] = []
    for k in range(1, len(words)):
        if kind not in kinds.get(words.plain[k], ()) or k in covered:
            continue
        if words.plain[k - 1] not in joints().determiners or words.gap[k] != SOFT:
            continue
        if k + 1 < len(words) and words.gap[k + 1] == SOFT and words.plain[k + 1] == "of":
            continue
        actor = _last_country(k, scene) if kind == "country" else _last_named(k, scene)
        if actor is not None:
            added.append(Candidate(None, actor, k - 1, k + 1, True, True))
    scene.candidates.extend(added)
    scene.candidates.sort(key=lambda each: (each.start, each.end))


def _last_named(k: int, scene: Scene) -> Actor | None:
    """Give the last organisation told whose name holds the noun: "the front" is the Liberation Front, not the line of battle."""
    words, parse = scene.words, scene.parse
    token, noun = words.token[k], words.plain[k]
    above = parse.lower[parse.head[token]]
    if parse.dep[token] not in _ACTING and not (parse.dep[token] == "pobj" and above in joints().belonging | joints().agents):
        return None
    for each in reversed(scene.before(k)):
        if each.resolved and each.phrase is not None and noun in each.actor.name.lower().split() and not each.actor.person:
            return each.actor
    return None


def _last_country(k: int, scene: Scene) -> Actor | None:
    """Give the only country of this sentence and the one before, or the only one that is a subject there, alone."""
    sentence = scene.parse.sentence[scene.words.token[k]]
    near = [
        each
        for each in scene.before(k)
        if each.resolved and each.actor.country and sentence - scene.parse.sentence[scene.words.token[each.start]] < _REACH
    ]
    named = {each.actor.country for each in near}
    if len(named) > 1:
        subjects = [each for each in near if scene.is_subject(each) and each.phrase is not None and each.phrase.kind in _COUNTRIES]
        alone = [each for each in subjects if len(scene.joined(each, near)) == 1]
        named = {each.actor.country for each in subjects} if alone else set()
    country = next(iter(named)) if len(named) == 1 else None
    return state(country) if country else None
