"""Phrases joined to phrases: over "of" and "in", by apposition, and by what coordinated phrases share."""

from __future__ import annotations

from itertools import pairwise

from detente.ontology import ARMED_SECTORS, STATE_SECTORS
from detente.reading.actors.entries import Entry, Kind, RoleKind
from detente.reading.actors.joints import is_theirs, joints
from detente.reading.actors.naming import PEOPLE_SECTOR, kin_sector
from detente.reading.actors.phrase import DEPENDENT, FILLERS, PLACES, TITLES, TOWNS, Phrase
from detente.reading.actors.tables import anaphors, role_nouns
from detente.reading.actors.text import COMMA, SOFT, Words
from detente.reading.places.gazetteer import clearly

_UNRECOGNISED = "PRE"  # the sector of states that few recognise
_GROUPS = frozenset({"organisation", "armed"})  # kinds of nouns that take up an actor by name
_WITHIN_PORTFOLIO = 3  # phrases: "Public" is one in "Minister of Public Works of Malawi"
_LEAST_PORTFOLIO, _MOST_PORTFOLIO = 3, 9  # words: "of Internal Affairs of", "for Women, Youth and Sports in the"


def join_belonging(phrases: list[Phrase], words: Words) -> None:
    """Join "president" and "the Riigikogu" over "of", "protesters" and "Sudan" over "in"; the rightmost pair first."""
    _share_owners(phrases, words)
    _join_portfolios(phrases, words)
    for left, right in reversed(list(pairwise(phrases))):
        preposition = _preposition(left, right, words)
        if preposition in joints().belonging and left.kind in (Kind.ROLE, Kind.PERSON, Kind.ORGANISATION):
            _belong(left, right, preposition, words)
        elif preposition in joints().place and right.kind in PLACES and right.kind is not Kind.DEMONYM:
            theirs = left.start > 0 and is_theirs(words.plain[left.start - 1])
            if left.country is None and left.kind is Kind.ROLE and left.entry.name not in joints().visitors and not theirs:
                left.country = right.country
            right.gone = right.gone or right.kind in TOWNS
    for phrase in phrases:
        if phrase.kind in TOWNS and not phrase.gone and _stands_in(phrase, words):
            phrase.gone = True
    for n, phrase in enumerate(phrases):
        beside = n and phrases[n - 1].kind is Kind.ROLE and phrases[n - 1].end == phrase.start - 1
        if _is_seat(phrase, words) and _stands_in(phrase, words) and not beside:
            phrase.gone = True  # "met in Brussels"; "officials in Brussels" are the union's
    for town, body in pairwise(phrases):
        if town.kind in TOWNS and town.gone and _opens_clause_of(town, body, words):
            body.country = town.country


def _opens_clause_of(town: Phrase, body: Phrase, words: Words) -> bool:
    """Whether a clause opens with a town and goes on with a bare body of state, or who speaks for it: "In Tehran, the ministry"."""
    k = town.start - 1
    speaks = body.entry.name.split()[-1] in joints().speakers
    if not (body.role is RoleKind.BODY or speaks) or body.country or body.code or not (body.sector in STATE_SECTORS or body.entry.state):
        return False
    if words.plain[k] != "in" or not (k == 0 or words.gap[k] != SOFT) or words.gap[town.end] not in (SOFT, COMMA):
        return False
    between = range(town.end, body.start)
    return len(between) <= 1 and all(words.gap[j + 1] == SOFT and words.plain[j] in joints().determiners | {"a", "an"} for j in between)


def _share_owners(phrases: list[Phrase], words: Words) -> None:
    """Give each owner of a plural noun its share: "the foreign ministers of France, Germany and the UK"."""
    for n, (left, right) in enumerate(pairwise(phrases)):
        belongs = _preposition(left, right, words) in joints().belonging and right.kind in PLACES
        if not belongs or left.kind is not Kind.ROLE or not left.plural or left.country:
            continue
        last = right
        for other in phrases[n + 2 :]:
            if other.kind not in PLACES or not _coordinated(last, other, words):
                break
            other.sector, other.role = left.sector, left.role
            if not other.has_own_side:
                other.code = other.party = None
            other.kind, other.entry, other.plural, other.named = left.kind, left.entry, True, left.named
            other.noun = left.noun = left.head
            last = other


def _is_seat(phrase: Phrase, words: Words) -> bool:
    """Whether a body of several states is named by the town in which it has its seat: "Brussels"; a seat of rebels stands for them."""
    one = phrase.kind is Kind.ORGANISATION and phrase.end == phrase.start + 1 and phrase.sector not in ARMED_SECTORS | {_UNRECOGNISED}
    return one and phrase.country is None and clearly(words.form[phrase.start]) is not None


def _stands_in(phrase: Phrase, words: Words) -> bool:
    """Whether a town is where something happens ("in Kabul") or after its smaller place ("Mingora, Pakistan")."""
    k = phrase.start - 1
    if k >= 0 and words.plain[k] in joints().articles:
        k -= 1
    return k >= 0 and words.gap[k + 1] == SOFT and words.plain[k] in joints().locative and not words.possessive[phrase.end - 1]


def _preposition(left: Phrase, right: Phrase, words: Words) -> str:
    between = range(left.end, right.start)
    if not 1 <= len(between) <= 2 + FILLERS or any(words.gap[k] != SOFT for k in range(left.end, right.start + 1)):
        return ""
    articles = joints().articles
    if not all(words.plain[k] in articles or words.filler[k] for k in between[1:]):
        return ""
    return words.plain[left.end]


def _join_portfolios(phrases: list[Phrase], words: Words) -> None:
    """Join an office to its country over what it is for, whatever that names: "Minister of Roads and Public Works of Malawi"."""
    for n, left in enumerate(phrases):
        for right in phrases[n + 1 : n + 1 + _WITHIN_PORTFOLIO]:
            if left.gone or not (preposition := _over_portfolio(left, right, words)):
                continue
            within = phrases[n + 1 : phrases.index(right)]
            if any(phrase.kind is not Kind.ROLE or phrase.role is RoleKind.BODY for phrase in within):
                break  # "the president of the Supreme Court of Malawi" presides over a court
            for phrase in within:
                phrase.gone = True
            _belong(left, right, preposition, words)
            break
    phrases[:] = [phrase for phrase in phrases if not phrase.gone]


def _over_portfolio(left: Phrase, right: Phrase, words: Words) -> str:
    """Give the preposition behind what an office is for: "Ministry of Internal Affairs OF Belarus", "Minister for Roads IN Togo"."""
    between = range(left.end, right.start)
    office = left.role in (RoleKind.PERSON, RoleKind.BODY) and left.sector in STATE_SECTORS and right.kind in PLACES and not left.country
    if not office or not _LEAST_PORTFOLIO <= len(between) <= _MOST_PORTFOLIO or words.plain[left.end] not in ("of", "for"):
        return ""
    if any(words.gap[k] not in (SOFT, COMMA) for k in range(left.end, right.start + 1)):
        return ""
    last = right.start - 1 if words.plain[right.start - 1] not in joints().articles else right.start - 2
    topic = range(left.end + 1, last)
    if not all(words.capital(k) or words.plain[k] in joints().conjunctions | joints().articles for k in topic):
        return ""
    return words.plain[last] if len(topic) and words.gap[last] == words.gap[right.start] == SOFT else ""


def takes_up_group(entry: Entry) -> bool:
    """Whether a noun alone may be a named group's: whose "the group's camps" are, the text tells before."""
    kinds = anaphors().get(entry.name, frozenset())
    return entry.kind is Kind.ROLE and bool(kinds & _GROUPS) and (entry.sector is None or entry.sector in ARMED_SECTORS)


def _belong(left: Phrase, right: Phrase, preposition: str, words: Words) -> None:
    if preposition == "of" and _is_named(left, right, words):
        right.start, right.head, left.gone = left.start, left.head, True  # "its breakaway province of Abkhazia" is Abkhazia
        return
    full = preposition in ("of", "from") or left.role in DEPENDENT
    if left.kind is Kind.ORGANISATION:
        # "the Communist Party of China": a named organisation is no other for the country that follows it; but "Congress of Uruguay".
        form = " ".join(words.plain[left.start : left.end])
        if preposition == "of" and right.kind in PLACES and left.country != right.country and (noun := role_nouns().get(form)):
            left.kind, left.entry, left.role, left.sector, left.named = Kind.ROLE, noun, noun.role, noun.sector, True
            left.country, left.code, left.party, left.end, right.gone = right.country, None, None, right.end, True
        if right.kind in PLACES and left.country == right.country:
            left.end, right.gone = right.end, True
        return
    employer = preposition == "at" and (right.role is RoleKind.BODY or right.kind is Kind.ORGANISATION)
    if not full and not employer and right.kind not in PLACES:
        return
    if right.country is None and right.start + 1 == right.end and takes_up_group(right.entry) and words.plain[right.start - 1] == "the":
        return  # "camps of the group": the text has told which
    if left.country is None:
        left.country = right.country
    elif right.country not in (None, left.country):
        return
    if left.kind is Kind.ROLE and right.has_own_side:
        take_side(left, right.code, right.party, right.entry.name)
    elif left.kind is Kind.ROLE and (right.kind not in PLACES | {Kind.PERSON} or (right.person and left.entry.name in joints().kin)):
        _inherit(left, right)
    elif left.role is RoleKind.PARTITIVE or (left.role in DEPENDENT and right.kind is Kind.GOVERNMENT):
        people = right.kind is Kind.DEMONYM and right.plural
        left.sector = right.sector or (PEOPLE_SECTOR if people else left.sector)  # "thousands of Georgians"
    left.end, right.gone = right.end, True


def _is_named(left: Phrase, right: Phrase, words: Words) -> bool:
    """Whether a breakaway region that is told to be somebody's is called by its name behind "of"."""
    k = left.start - 1
    if left.kind is not Kind.ROLE or left.sector != _UNRECOGNISED or right.kind not in PLACES | {Kind.ORGANISATION} or k < 0:
        return False
    owned = words.possessive[k] or is_theirs(words.plain[k])
    return owned and words.gap[left.start] == SOFT


def take_side(phrase: Phrase, code: str | None, party: str | None, owner: str) -> None:
    """Let a role noun be of an organisation's or a region's own side: "the leaders of Tigray"; its people are on no side."""
    if phrase.sector in STATE_SECTORS | ARMED_SECTORS or phrase.role in DEPENDENT:
        phrase.code, phrase.party, phrase.owner = code, party, owner


def _inherit(left: Phrase, right: Phrase) -> None:
    if left.kind is Kind.ROLE and left.entry.name in joints().kin:
        left.sector, left.named = kin_sector(right.person is not None or right.entry.office), True
        return
    left.party = left.party or right.party
    left.owner = left.owner or right.owner or (right.entry.name if right.kind is Kind.ORGANISATION else "")
    # Who presides over a named body is of the body's sector: "president of the Riigikogu".
    presides = left.role is RoleKind.PERSON and left.entry.office and right.kind is Kind.ORGANISATION
    if left.role in DEPENDENT or left.role is RoleKind.RANK or not left.named or presides:
        left.sector, left.named = right.sector or left.sector, True
        left.code = right.code
    elif right.kind is Kind.ORGANISATION and right.code == right.party and left.sector in STATE_SECTORS | ARMED_SECTORS:
        left.code = right.code
    if left.code is not None and left.code == right.code and {left.sector, right.sector} <= ARMED_SECTORS:
        left.sector = right.sector
    if left.role is RoleKind.PARTITIVE:
        left.role, left.kind, left.entry = right.role, right.kind, right.entry
        left.person, left.terms = right.person, right.terms


def join_appositions(phrases: list[Phrase], words: Words) -> None:
    """Join a name and what it is said to be: "Liu Xiaoming, China's special representative"; or the other way round."""
    alive = [phrase for phrase in phrases if not phrase.gone]
    for left, right in pairwise(alive):
        if not _after_comma(left, right, words):
            continue
        if left.kind is Kind.PERSON and right.kind is Kind.ROLE and right.role in TITLES and not right.plural:
            _identify(left, right)
        elif right.kind is Kind.PERSON and left.kind is Kind.ROLE and left.role in TITLES and not left.plural and not right.office:
            closed = right.end >= len(words) or words.gap[right.end] != SOFT
            if closed and (left.country or left.office):
                _identify(right, left)


def _after_comma(left: Phrase, right: Phrase, words: Words) -> bool:
    if not 0 <= right.start - left.end <= FILLERS or words.gap[left.end] != COMMA:
        return False
    if any(words.gap[k] != SOFT for k in range(left.end + 1, right.start + 1)):
        return False
    return all(words.plain[k] in joints().articles or words.filler[k] for k in range(left.end, right.start))


def _identify(person: Phrase, role: Phrase) -> None:
    """Let one actor of a name and a description."""
    if role.party and role.country is None and role.code and person.terms:
        # "The African Union's envoy, Olusegun Obasanjo" speaks for the union, not for the country he once led.
        person.country, person.terms, person.sector, person.named = None, (), role.sector, role.named
    if not person.terms or person.country is None:
        person.country = person.country or role.country
        if not person.named:
            person.sector, person.named = role.sector, role.named
    elif role.country not in (None, person.country):
        return
    person.former = person.former or role.former
    person.office = person.office or role.office
    person.party = person.party or role.party
    if role.named and role.sector:
        person.sector, person.named = role.sector, True
    role.person, role.terms, role.country = person.person, person.terms, person.country
    role.sector, role.named, role.office, role.party = person.sector, person.named, person.office, person.party
    role.former, role.code = person.former, person.code


def join_plural_titles(phrases: list[Phrase], words: Words) -> None:
    """Take a title in the plural into the names behind it: "Presidents Joe Biden and Xi Jinping"."""
    alive = [phrase for phrase in phrases if not phrase.gone]
    for n in range(len(alive) - 2):
        title, first, second = alive[n : n + 3]
        beside = title.kind is Kind.ROLE and title.plural and title.end == first.start and words.gap[first.start] == SOFT
        named = first.kind is Kind.PERSON and second.kind is Kind.PERSON and _coordinated(first, second, words)
        title.gone = title.gone or (beside and named)


def share_modifiers(phrases: list[Phrase], words: Words) -> None:
    """Share what coordinated phrases share: the noun of "US and South Korean troops", the country of "Israeli soldiers and police"."""
    alive = [phrase for phrase in phrases if not phrase.gone]
    for left, right in reversed(list(pairwise(alive))):
        if not _coordinated(left, right, words) or right.kind is not Kind.ROLE:
            continue
        if left.kind in PLACES and left.entry.adjectival and right.country and right.start < right.head and not left.plural:
            if words.possessive[left.end - 1] or left.kind is Kind.PLACE:
                continue
            if not left.has_own_side:
                left.code = left.party = None
            left.sector, left.role, left.kind, left.entry = right.sector, right.role, right.kind, right.entry
            left.plural, left.named = right.plural, right.named
            left.noun = right.noun = right.head
        elif left.kind is Kind.ROLE and right.country is None and right.end == left.end + 2 and right.role is not RoleKind.THING:
            right.country = left.country


def _coordinated(left: Phrase, right: Phrase, words: Words) -> bool:
    between = range(left.end, right.start)
    if len(between) == 0:
        return left.end < len(words) and words.gap[left.end] == COMMA
    if not 1 <= len(between) <= 2 or words.plain[left.end] not in joints().conjunctions:
        return False
    if words.gap[left.end] not in (SOFT, COMMA) or words.gap[right.start] != SOFT:
        return False
    return all(words.plain[k] in joints().articles for k in between[1:])
