"""Known phrases put together: "former South Korean army chief" is one phrase, of a country and a sector.

The grammar is linear: what stands side by side, or is joined by "of", a comma or "and". It needs no parse, so that it reads a bare
phrase as it reads a document, and errors of the parser do not reach it.
"""

from __future__ import annotations

from detente.ontology import ARMED_SECTORS
from detente.reading.actors.entries import Entry, Kind, RoleKind
from detente.reading.actors.joining import join_appositions, join_belonging, join_plural_titles, share_modifiers, take_side, takes_up_group
from detente.reading.actors.joints import joints
from detente.reading.actors.knowledge import Item
from detente.reading.actors.naming import kin_sector
from detente.reading.actors.phrase import DEPENDENT, FILLERS, PLACES, TITLES, Phrase
from detente.reading.actors.tables import organisation_names, role_nouns, silencing_nouns
from detente.reading.actors.text import SOFT, Words
from detente.reading.actors.towns import take_towns


def read_phrases(items: list[Item], words: Words) -> list[Phrase]:
    """Put known phrases together, in text order."""
    phrases: list[Phrase] = []
    for run in _runs(items, words):
        phrases.extend(_read_run(run, words))
    join_belonging(phrases, words)
    join_appositions(phrases, words)
    join_plural_titles(phrases, words)
    share_modifiers(phrases, words)
    take_towns(phrases, words)
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
    if right.start - left.end > FILLERS or any(words.gap[k] != SOFT for k in range(left.end, right.start + 1)):
        return False
    if right.start == left.end:
        return True
    if left.entry.kind is Kind.PERSON or not all(words.filler[k] for k in range(left.end, right.start)):
        return False
    if left.entry.kind is Kind.ROLE and not words.possessive[left.end - 1] and _is_verb(left.end, words):
        return False  # "the air force bombed camps" is a sentence, whatever the parser makes of it
    if left.entry.kind is Kind.ROLE and left.entry.plural and not words.possessive[left.end - 1]:
        return False
    return right.entry.kind is Kind.ROLE or words.possessive[left.end - 1]


def _is_verb(k: int, words: Words) -> bool:
    parse = words.parse
    return parse is not None and parse.tag[words.token[k]] in ("VBD", "VBN", "VBZ", "VBP")


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
    if adjacent and before.kind is Kind.ROLE and not possessive and kind is Kind.ROLE and _is_verb(item.start, words):
        return True  # "the army deposed president Morsi" is a sentence
    if possessive:
        return (kind is Kind.PERSON and before.kind is Kind.PERSON) or (len(piece) == 1 and takes_up_group(before))
    if kind is Kind.ROLE:
        if item.entry.role is RoleKind.FORMER and before.kind is Kind.ROLE and item.entry.name.endswith("ed"):
            return before.role not in (RoleKind.FORMER, RoleKind.QUALIFIER)
        if before.kind is Kind.PERSON:
            return not adjacent or item.entry.role not in (RoleKind.BODY, RoleKind.NEUTRAL, RoleKind.THING, RoleKind.PART)
        return before.kind is Kind.ROLE and before.plural and before.role is not RoleKind.BODY
    if before.kind is Kind.PERSON:
        return True
    if kind is Kind.PERSON or kind is Kind.ORGANISATION:
        return not adjacent or (before.kind is Kind.ROLE and before.plural)
    if kind in PLACES:
        return not (before.kind is Kind.ROLE and before.role in (RoleKind.FORMER, RoleKind.QUALIFIER)) and not (
            before.kind is Kind.DEMONYM and adjacent and kind is Kind.DEMONYM
        )
    return True


def _read_piece(piece: list[Item], words: Words) -> Phrase:
    head = piece[-1]
    roles = [item for item in piece if item.entry.kind is Kind.ROLE]
    phrase = Phrase(piece[0].start, head.end, head.end - 1, head.entry.kind, head.entry, plural=head.entry.plural)
    phrase.former = any(item.entry.role is RoleKind.FORMER for item in roles)
    before = piece[:-1]
    if before and (noun := _of_another_country(head, before[-1].entry, words)) is not None:
        phrase.kind, phrase.entry, phrase.plural = Kind.ROLE, noun, noun.plural
    _take_head(phrase, phrase.entry)
    if head.entry.kind is Kind.PERSON and roles:
        _take_title(phrase, [item for item in roles if item.entry.role is not RoleKind.FORMER], words)
    for item in reversed(before):
        if item.entry.kind is not Kind.ROLE:
            _take_modifier(phrase, item.entry)
    if phrase.kind is Kind.ROLE:
        _take_roles(phrase, [item for item in roles if item is not head])
        phrase.office = _written(piece, words) if phrase.role in TITLES or phrase.role is RoleKind.NEUTRAL else None
        if head.entry.name in joints().kin and before and words.possessive[before[-1].end - 1]:
            owner = before[-1].entry
            phrase.sector, phrase.named = kin_sector(owner.office or bool(owner.terms)), True
    elif head.entry.kind in PLACES and len(piece) > 1 and phrase.former:
        phrase.former = False
    return phrase


def _of_another_country(head: Item, owner: Entry, words: Words) -> Entry | None:
    """Give the role noun a name of another's body is where a country stands before it: "Peru's Congress", "Russia's Security Council"."""
    named = head.entry.kind is Kind.ORGANISATION and owner.kind in PLACES
    if not named or owner.country in (None, head.entry.country):
        return None
    return role_nouns().get(" ".join(words.plain[head.start : head.end]))


def _take_head(phrase: Phrase, entry: Entry) -> None:
    phrase.country, phrase.sector, phrase.role = entry.country, entry.sector, entry.role
    if entry.kind is Kind.ORGANISATION or entry.kind in PLACES:
        phrase.code, phrase.party = entry.code or None, entry.party
    if entry.kind is Kind.PERSON:
        phrase.person, phrase.terms = entry.name, entry.terms
    if entry.kind is Kind.ROLE and entry.role is not None:
        phrase.named = entry.role not in DEPENDENT and entry.sector is not None


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
    telling = [entry for entry in roles if entry.role not in (*DEPENDENT, RoleKind.RANK) and entry.sector]
    if telling:
        return telling[-1].sector, True
    weak = [entry for entry in roles if entry.sector]
    ranks = [entry for entry in weak if entry.role is RoleKind.RANK]
    return (ranks or weak)[-1].sector if weak else None, bool(ranks)


def _take_modifier(phrase: Phrase, entry: Entry) -> None:
    """Let a country, organisation or person that stands before the noun say whose it is."""
    dependent = phrase.kind is Kind.ROLE and phrase.role in (*DEPENDENT, RoleKind.QUALIFIER, RoleKind.RANK)
    if entry.kind is Kind.PERSON:
        phrase.country = phrase.country or entry.country
        term = entry.terms[-1] if entry.terms else None
        if term is not None and term.group and term.sector in ARMED_SECTORS and phrase.kind is Kind.ROLE:
            take_side(phrase, term.group, term.group, organisation_names().get(term.group, term.group))  # "Haftar's jets"
        if phrase.kind is Kind.ROLE and phrase.role in DEPENDENT and entry.terms:
            phrase.sector = entry.terms[-1].sector or phrase.sector
        return
    if entry.kind is Kind.ORGANISATION and phrase.kind in (Kind.ROLE, Kind.PERSON):
        _take_organisation(phrase, entry, dependent)
        return
    if entry.party and entry.party == entry.code != entry.country and phrase.kind is Kind.ROLE:
        phrase.country = phrase.country or entry.country
        take_side(phrase, entry.code, entry.party, entry.name)
        return
    if phrase.country is None:
        phrase.country = entry.country
        if phrase.kind is Kind.ROLE and entry.kind is Kind.GOVERNMENT and dependent:
            phrase.sector = entry.sector


def _take_organisation(phrase: Phrase, entry: Entry, dependent: bool) -> None:
    phrase.country = phrase.country or entry.country
    phrase.party = phrase.party or entry.party
    phrase.owner = phrase.owner or entry.name
    if phrase.kind is Kind.PERSON:
        if not phrase.terms and not phrase.named:
            phrase.sector, phrase.code = entry.sector, phrase.code
        return
    if dependent or not phrase.named:
        phrase.sector, phrase.named = entry.sector or phrase.sector, True
        phrase.code = entry.code
    elif entry.party == entry.code:
        phrase.code = entry.code
        if entry.sector in ARMED_SECTORS and phrase.sector in ARMED_SECTORS:
            phrase.sector = entry.sector  # "Houthi fighters" are what the Houthis are


def _take_roles(phrase: Phrase, before: list[Item]) -> None:
    """Let role nouns before the head noun say its sector where it has none of its own."""
    entries = [item.entry for item in before if item.entry.role is not RoleKind.FORMER]
    qualifiers = [entry for entry in entries if entry.role is RoleKind.QUALIFIER]
    if qualifiers:
        phrase.sector, phrase.named = qualifiers[-1].sector, True
    elif phrase.role in (*DEPENDENT, RoleKind.RANK, RoleKind.GROUP) and entries:
        sector, named = _sector_of_roles(entries)
        if sector and (named or not phrase.sector) and not (phrase.code and phrase.named):
            phrase.sector, phrase.named = sector, named


def _written(piece: list[Item], words: Words) -> str | None:
    roles = [item for item in piece if item.entry.kind is Kind.ROLE and item.entry.role is not RoleKind.FORMER]
    return " ".join(words.form[roles[0].start : roles[-1].end]) if roles else None


def _is_joined_side(k: int, words: Words) -> bool:
    """Whether the name before a word is a side of its own beside another, or the subject of the word: "Washington and Seoul plan"."""
    parse = words.parse
    if parse is None:
        return False
    name, word = words.token[k - 1], words.token[k]
    return parse.tag[name] == "NNP" and (parse.pos[word] == "VERB" or (parse.dep[name] == "conj" and parse.tag[parse.head[name]] == "NNP"))


def names_no_actor(phrase: Phrase, words: Words) -> bool:
    """Whether a lone adjective or name before a noun speaks of culture, geography or a topic ("Chinese food", "Ukraine conflict")."""
    if phrase.kind not in PLACES or phrase.kind is Kind.GOVERNMENT or phrase.end - phrase.start > 3:
        return False
    k = phrase.end
    follows = k < len(words) and words.gap[k] == SOFT and not _is_joined_side(k, words)
    nouns, topics = silencing_nouns()
    if not follows:
        return False
    near = [words.plain[j] for j in range(k, min(k + 2, len(words))) if words.gap[j] == SOFT]
    if phrase.kind is Kind.DEMONYM:
        return near[0] in nouns
    return not words.possessive[k - 1] and (near[0] in topics or near[0] in nouns)
