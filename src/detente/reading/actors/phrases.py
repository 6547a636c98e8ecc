"""Known phrases put together: "former South Korean army chief" is one phrase, of a country and a sector.

The grammar is linear: what stands side by side, or is joined by "of", a comma or "and". It needs no parse, so that it reads a bare
phrase as it reads a document, and errors of the parser do not reach it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from detente.reading.actors.entries import Entry, Kind, RoleKind, Term
from detente.reading.actors.joints import joints
from detente.reading.actors.knowledge import Item
from detente.reading.actors.tables import silencing_nouns
from detente.reading.actors.text import COMMA, SOFT, Words

_FILLERS = 3  # words that may stand between a country and its noun ("Israeli heavily armed settlers")

_PLACES = frozenset({Kind.COUNTRY, Kind.DEMONYM, Kind.CAPITAL, Kind.GOVERNMENT, Kind.PLACE, Kind.SHORT})
_TOWNS = frozenset({Kind.CAPITAL, Kind.PLACE})
_TITLES = frozenset({RoleKind.PERSON, RoleKind.NEUTRAL, RoleKind.RANK, RoleKind.GROUP})
_DEPENDENT = frozenset({RoleKind.NEUTRAL, RoleKind.PARTITIVE, RoleKind.PART})


@dataclass(slots=True)
class Phrase:
    """Who a phrase of the text stands for; `start` to `end` and `head` count words."""

    start: int
    end: int
    head: int
    kind: Kind
    entry: Entry
    country: str | None = None
    sector: str | None = None
    code: str | None = None
    party: str | None = None
    person: str | None = None
    office: str | None = None
    terms: tuple[Term, ...] = ()
    role: RoleKind | None = None
    former: bool = False
    plural: bool = False
    named: bool = False  # the sector was told by the words, not by the tables
    noun: int = -1  # the word of the noun it shares with others ("troops" in "US and South Korean troops")
    gone: bool = False  # taken into another phrase, or a mere place


def read_phrases(items: list[Item], words: Words) -> list[Phrase]:
    """Put known phrases together, in text order."""
    phrases: list[Phrase] = []
    for run in _runs(items, words):
        phrases.extend(_read_run(run, words))
    _join_belonging(phrases, words)
    _join_appositions(phrases, words)
    _share_modifiers(phrases, words)
    return [phrase for phrase in phrases if not phrase.gone]


def _runs(items: list[Item], words: Words) -> list[list[Item]]:
    """Group items with nothing but fillers between them."""
    runs: list[list[Item]] = []
    for item in items:
        if runs and _adjoins(runs[-1][-1], item, words):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _adjoins(left: Item, right: Item, words: Words) -> bool:
    if right.start - left.end > _FILLERS or any(words.gap[k] != SOFT for k in range(left.end, right.start + 1)):
        return False
    if right.start == left.end:
        return True
    if left.entry.kind is Kind.PERSON or not all(words.filler[k] for k in range(left.end, right.start)):
        return False
    if left.entry.kind is Kind.ROLE and left.entry.plural and not words.possessive[left.end - 1]:
        return False
    return right.entry.kind is Kind.ROLE or words.possessive[left.end - 1]


def _read_run(run: list[Item], words: Words) -> list[Phrase]:
    """Cut a run where a new noun phrase must begin, and read each piece."""
    pieces: list[list[Item]] = [[]]
    for item in run:
        piece = pieces[-1]
        if piece and _begins_anew(piece, item, words):
            pieces.append([])
        pieces[-1].append(item)
    return [_read_piece(piece, words) for piece in pieces if piece]


def _begins_anew(piece: list[Item], item: Item, words: Words) -> bool:
    last = piece[-1]
    possessive = words.possessive[last.end - 1]
    kind, before = item.entry.kind, last.entry
    adjacent = item.start == last.end
    if possessive:
        return kind is Kind.PERSON and before.kind is Kind.PERSON
    if kind is Kind.ROLE:
        if before.kind is Kind.PERSON:
            return not adjacent or item.entry.role not in (RoleKind.BODY, RoleKind.NEUTRAL, RoleKind.THING, RoleKind.PART)
        return before.kind is Kind.ROLE and before.plural and before.role is not RoleKind.BODY
    if before.kind is Kind.PERSON:
        return True
    if kind is Kind.PERSON or kind is Kind.ORGANISATION:
        return not adjacent or (before.kind is Kind.ROLE and before.plural)
    if kind in _PLACES:
        return not (before.kind is Kind.ROLE and before.role in (RoleKind.FORMER, RoleKind.QUALIFIER)) and not (
            before.kind is Kind.DEMONYM and adjacent and kind is Kind.DEMONYM
        )
    return True


def _read_piece(piece: list[Item], words: Words) -> Phrase:
    head = piece[-1]
    roles = [item for item in piece if item.entry.kind is Kind.ROLE]
    phrase = Phrase(piece[0].start, head.end, head.end - 1, head.entry.kind, head.entry, plural=head.entry.plural)
    phrase.former = any(item.entry.role is RoleKind.FORMER for item in roles)
    _take_head(phrase, head.entry)
    before = piece[:-1]
    if head.entry.kind is Kind.PERSON and roles:
        _take_title(phrase, [item for item in roles if item.entry.role is not RoleKind.FORMER], words)
    for item in reversed(before):
        if item.entry.kind is not Kind.ROLE:
            _take_modifier(phrase, item.entry)
    if head.entry.kind is Kind.ROLE:
        _take_roles(phrase, [item for item in roles if item is not head])
        phrase.office = _written(piece, words) if phrase.role in _TITLES or phrase.role is RoleKind.NEUTRAL else None
    elif head.entry.kind in _PLACES and len(piece) > 1 and phrase.former:
        phrase.former = False
    return phrase


def _take_head(phrase: Phrase, entry: Entry) -> None:
    phrase.country, phrase.sector, phrase.role = entry.country, entry.sector, entry.role
    if entry.kind is Kind.ORGANISATION or entry.kind in _PLACES:
        phrase.code, phrase.party = entry.code or None, entry.party
    if entry.kind is Kind.PERSON:
        phrase.person, phrase.terms = entry.name, entry.terms
    if entry.kind is Kind.ROLE and entry.role is not None:
        phrase.named = entry.role not in _DEPENDENT and entry.sector is not None


def _take_title(phrase: Phrase, titles: list[Item], words: Words) -> None:
    """Give a person the office and sector of the titles before the name."""
    if not titles:
        return
    phrase.office = " ".join(words.form[titles[0].start : titles[-1].end])
    sector, named = _sector_of_roles([item.entry for item in titles])
    # A bare rank or a neutral noun tells less than the tables do of a known person.
    if sector and (named or not phrase.terms):
        phrase.sector, phrase.named = sector, named


def _sector_of_roles(roles: list[Entry]) -> tuple[str | None, bool]:
    """Find the sector of several role nouns in a row, and whether the words themselves tell it."""
    for entry in roles:
        if entry.role is RoleKind.QUALIFIER:
            return entry.sector, True
    telling = [entry for entry in roles if entry.role not in (*_DEPENDENT, RoleKind.RANK) and entry.sector]
    if telling:
        return telling[-1].sector, True
    weak = [entry for entry in roles if entry.sector]
    ranks = [entry for entry in weak if entry.role is RoleKind.RANK]
    return (ranks or weak)[-1].sector if weak else None, bool(ranks)


def _take_modifier(phrase: Phrase, entry: Entry) -> None:
    """Let a country, organisation or person that stands before the noun say whose it is."""
    dependent = phrase.kind is Kind.ROLE and phrase.role in (*_DEPENDENT, RoleKind.QUALIFIER, RoleKind.RANK)
    if entry.kind is Kind.PERSON:
        phrase.country = phrase.country or entry.country
        if phrase.kind is Kind.ROLE and phrase.role in _DEPENDENT and entry.terms:
            phrase.sector = entry.terms[-1].sector or phrase.sector
        return
    if entry.kind is Kind.ORGANISATION and phrase.kind in (Kind.ROLE, Kind.PERSON):
        _take_organisation(phrase, entry, dependent)
        return
    if phrase.country is None:
        phrase.country = entry.country
        if phrase.kind is Kind.ROLE and entry.kind is Kind.GOVERNMENT and dependent:
            phrase.sector = entry.sector


def _take_organisation(phrase: Phrase, entry: Entry, dependent: bool) -> None:
    phrase.country = phrase.country or entry.country
    phrase.party = phrase.party or entry.party
    if phrase.kind is Kind.PERSON:
        if not phrase.terms and not phrase.named:
            phrase.sector, phrase.code = entry.sector, phrase.code
        return
    if dependent or not phrase.named:
        phrase.sector, phrase.named = entry.sector or phrase.sector, True
        phrase.code = entry.code
    elif entry.party == entry.code:
        phrase.code = entry.code


def _take_roles(phrase: Phrase, before: list[Item]) -> None:
    """Let role nouns before the head noun say its sector where it has none of its own."""
    entries = [item.entry for item in before if item.entry.role is not RoleKind.FORMER]
    qualifiers = [entry for entry in entries if entry.role is RoleKind.QUALIFIER]
    if qualifiers:
        phrase.sector, phrase.named = qualifiers[-1].sector, True
    elif phrase.role in (*_DEPENDENT, RoleKind.RANK, RoleKind.GROUP) and entries:
        sector, named = _sector_of_roles(entries)
        if sector and (named or not phrase.sector) and not (phrase.code and phrase.named):
            phrase.sector, phrase.named = sector, named


def _written(piece: list[Item], words: Words) -> str | None:
    roles = [item for item in piece if item.entry.kind is Kind.ROLE and item.entry.role is not RoleKind.FORMER]
    return " ".join(words.form[roles[0].start : roles[-1].end]) if roles else None


def _join_belonging(phrases: list[Phrase], words: Words) -> None:
    """Join "president" and "the Riigikogu" over "of", "protesters" and "Sudan" over "in"; the rightmost pair first."""
    _share_owners(phrases, words)
    for left, right in reversed(list(pairwise(phrases))):
        preposition = _preposition(left, right, words)
        if preposition in joints().belonging and left.kind in (Kind.ROLE, Kind.PERSON, Kind.ORGANISATION):
            _belong(left, right, preposition)
        elif preposition in joints().place and right.kind in _PLACES and right.kind is not Kind.DEMONYM:
            if left.country is None and left.kind is Kind.ROLE:
                left.country = right.country
            right.gone = right.gone or right.kind in _TOWNS
    for phrase in phrases:
        if phrase.kind in _TOWNS and not phrase.gone and _stands_in(phrase, words):
            phrase.gone = True


def _share_owners(phrases: list[Phrase], words: Words) -> None:
    """Give each owner of a plural noun its share: "the foreign ministers of France, Germany and the UK"."""
    for n, (left, right) in enumerate(pairwise(phrases)):
        belongs = _preposition(left, right, words) in joints().belonging and right.kind in _PLACES
        if not belongs or left.kind is not Kind.ROLE or not left.plural or left.country:
            continue
        last = right
        for other in phrases[n + 2 :]:
            if other.kind not in _PLACES or not _coordinated(last, other, words):
                break
            other.sector, other.role, other.kind, other.entry = left.sector, left.role, left.kind, left.entry
            other.code, other.party, other.plural, other.named = None, None, True, left.named
            other.noun = left.noun = left.head
            last = other


def _stands_in(phrase: Phrase, words: Words) -> bool:
    """Whether a town is where something happens ("in Kabul") or after its smaller place ("Mingora, Pakistan")."""
    k = phrase.start - 1
    if k >= 0 and words.plain[k] in joints().articles:
        k -= 1
    return k >= 0 and words.gap[k + 1] == SOFT and words.plain[k] in joints().locative and not words.possessive[phrase.end - 1]


def _preposition(left: Phrase, right: Phrase, words: Words) -> str:
    between = range(left.end, right.start)
    if not 1 <= len(between) <= 2 + _FILLERS or any(words.gap[k] != SOFT for k in range(left.end, right.start + 1)):
        return ""
    articles = joints().articles
    if not all(words.plain[k] in articles or words.filler[k] for k in between[1:]):
        return ""
    return words.plain[left.end]


def _belong(left: Phrase, right: Phrase, preposition: str) -> None:
    full = preposition in ("of", "from") or left.role in _DEPENDENT
    if left.kind is Kind.ORGANISATION:
        # "the Communist Party of China": a named organisation is no other for the country that follows it.
        if right.kind in _PLACES and left.country == right.country:
            left.end, right.gone = right.end, True
        return
    if not full and right.kind not in _PLACES:
        return
    if left.country is None:
        left.country = right.country
    elif right.country not in (None, left.country):
        return
    if left.kind is Kind.ROLE and right.kind not in _PLACES | {Kind.PERSON}:
        _inherit(left, right)
    elif left.role is RoleKind.PARTITIVE or (left.role in _DEPENDENT and right.kind is Kind.GOVERNMENT):
        left.sector = right.sector or left.sector
    left.end, right.gone = right.end, True


def _inherit(left: Phrase, right: Phrase) -> None:
    left.party = left.party or right.party
    # Who presides over a named body is of the body's sector: "president of the Riigikogu".
    presides = left.role is RoleKind.PERSON and left.entry.office and right.kind is Kind.ORGANISATION
    if left.role in _DEPENDENT or left.role is RoleKind.RANK or not left.named or presides:
        left.sector, left.named = right.sector or left.sector, True
        left.code = right.code
    if left.role is RoleKind.PARTITIVE:
        left.role, left.kind, left.entry = right.role, right.kind, right.entry
        left.person, left.terms = right.person, right.terms


def _join_appositions(phrases: list[Phrase], words: Words) -> None:
    """Join a name and what it is said to be: "Liu Xiaoming, China's special representative"; or the other way round."""
    alive = [phrase for phrase in phrases if not phrase.gone]
    for left, right in pairwise(alive):
        if not _after_comma(left, right, words):
            continue
        if left.kind is Kind.PERSON and right.kind is Kind.ROLE and right.role in _TITLES and not right.plural:
            _identify(left, right)
        elif right.kind is Kind.PERSON and left.kind is Kind.ROLE and left.role in _TITLES and not left.plural and not right.office:
            closed = right.end >= len(words) or words.gap[right.end] != SOFT
            if closed and (left.country or left.office):
                _identify(right, left)


def _after_comma(left: Phrase, right: Phrase, words: Words) -> bool:
    if not 0 <= right.start - left.end <= _FILLERS or words.gap[left.end] != COMMA:
        return False
    if any(words.gap[k] != SOFT for k in range(left.end + 1, right.start + 1)):
        return False
    return all(words.plain[k] in joints().articles or words.filler[k] for k in range(left.end, right.start))


def _identify(person: Phrase, role: Phrase) -> None:
    """Let one actor of a name and a description."""
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


def _share_modifiers(phrases: list[Phrase], words: Words) -> None:
    """Share what coordinated phrases share: the noun of "US and South Korean troops", the country of "Israeli soldiers and police"."""
    alive = [phrase for phrase in phrases if not phrase.gone]
    for left, right in reversed(list(pairwise(alive))):
        if not _coordinated(left, right, words) or right.kind is not Kind.ROLE:
            continue
        if left.kind in _PLACES and left.entry.adjectival and right.country and right.start < right.head and not left.plural:
            if words.possessive[left.end - 1] or left.kind is Kind.PLACE:
                continue
            left.sector, left.role, left.kind, left.entry = right.sector, right.role, right.kind, right.entry
            left.code, left.party, left.plural, left.named = None, None, right.plural, right.named
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


def names_no_actor(phrase: Phrase, words: Words) -> bool:
    """Whether a lone adjective or name before a noun speaks of culture, geography or a topic ("Chinese food", "Ukraine conflict")."""
    if phrase.kind not in _PLACES or phrase.kind is Kind.GOVERNMENT or phrase.end - phrase.start > 3:
        return False
    k = phrase.end
    follows = k < len(words) and words.gap[k] == SOFT
    nouns, topics = silencing_nouns()
    if not follows:
        return False
    near = [words.plain[j] for j in range(k, min(k + 2, len(words))) if words.gap[j] == SOFT]
    if phrase.kind is Kind.DEMONYM:
        return near[0] in nouns
    return not words.possessive[k - 1] and (near[0] in topics or near[0] in nouns)
