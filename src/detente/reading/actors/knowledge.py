"""What is known of actors, arranged so that one walk over a text finds every known phrase in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from detente.reading.actors import tables
from detente.reading.actors.entries import Entry, Kind, RoleKind
from detente.reading.actors.joints import joints
from detente.reading.actors.text import SOFT, Words, plain, split_words

_LEAF = ""  # no word is empty: the key under which a node of the trie keeps its leaves
_ACRONYM = 6  # letters: a short form in capitals must stand in capitals ("WHO", "IS", "US")

# When one form names several things the first of these wins; persons' bare last names are never in the tables.
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (
            *(Kind.BLOCKED, Kind.CAPITAL, Kind.COUNTRY, Kind.DEMONYM, Kind.GOVERNMENT),
            *(Kind.ORGANISATION, Kind.PERSON, Kind.SHORT, Kind.PLACE, Kind.ROLE),
        )
    )
}


@dataclass(frozen=True, slots=True)
class Item:
    """A known phrase in a text: words `start` to `end` (exclusive)."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A form's casing and what it names."""

    first: bool  # must begin with a capital
    last: bool  # so must its last word
    exact: str  # or, for an acronym, must be written exactly so
    entry: Entry
    rank: int


@dataclass(frozen=True, slots=True)
class ActorKnowledge:
    """The tables of actors, with a user's own list before them.

    Examples
    --------
    >>> knowledge = ActorKnowledge.load()
    >>> [item.entry.code for item in knowledge.match(split_words("Seoul and the DPRK"))]
    ['KOR-GOV', 'PRK']
    """

    _root: dict[str, Any] = field(repr=False)
    own: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)  # the words of the names of a user's sides, by code
    states: dict[str, str] = field(default_factory=dict, repr=False)  # the names of a user's states, by code

    @classmethod
    def load(cls, user_file: Path | None = None) -> ActorKnowledge:
        """Load the tables, and a user's list of actors that takes precedence.

        Parameters
        ----------
        user_file
            A tab-separated table with the columns ``code, name, aliases, country, sector, party``
            (aliases separated by ``;``; country, sector and party may be empty).

        Raises
        ------
        KnowledgeError
            If a row is wrong; the message names file and line.
        """
        if user_file is None:
            return _project_knowledge()
        knowledge = cls({})
        named = list(tables.user_actors(user_file))
        knowledge._add(named, first=True)
        for form, entry in named:
            if entry.kind in (Kind.COUNTRY, Kind.ORGANISATION):
                knowledge.own[entry.code] = knowledge.own.get(entry.code, frozenset()) | frozenset(split_words(form).plain)
            if entry.kind is Kind.COUNTRY:
                knowledge.states[entry.code] = entry.name
        _add_project(knowledge)
        return knowledge

    def _add(self, named: Iterable[tables.Named], *, first: bool = False) -> None:
        for form, entry in named:
            words = split_words(form)
            if not len(words):
                continue
            exact = words.form[0].replace(".", "") if len(words) == 1 and _is_acronym(form) else ""
            node = self._root
            for word in words.plain:
                node = node.setdefault(word, {})
            leaf = _Leaf(words.capital(0), words.capital(len(words) - 1), exact, entry, -1 if first else _RANK[entry.kind])
            leaves: list[_Leaf] = node.setdefault(_LEAF, [])
            leaves.append(leaf)
            leaves.sort(key=lambda each: each.rank)

    def match(self, words: Words, date: str | None = None) -> list[Item]:
        """Find every known phrase, the longest first, none overlapping; organisations as they were on an ISO date."""
        found: list[Item] = []
        root, all_words, gaps, size = self._root, words.plain, words.gap, len(words)
        k = 0
        while k < size:
            node = root.get(all_words[k])
            best: Item | None = None
            stop = k + 1
            while node is not None:
                leaves = node.get(_LEAF)
                if leaves:
                    entry = _fitting(leaves, words, k, stop)
                    if entry is not None:
                        best = Item(k, stop, entry.as_of(date))
                if stop >= size or gaps[stop] != SOFT or (words.possessive[stop - 1] and stop - 1 >= k and _cut(words, stop)):
                    break
                node = node.get(all_words[stop])
                stop += 1
            if best is not None:
                found.append(best)
                k = best.end
            else:
                k += 1
        return found

    def exact(self, phrase: str) -> Entry | None:
        """Give what a whole phrase names, or None."""
        words = split_words(phrase)
        items = self.match(words)
        return items[0].entry if len(items) == 1 and items[0].start == 0 and items[0].end == len(words) else None


def _is_acronym(form: str) -> bool:
    """Whether a form counts only as it is written: "WHO", "LeT"."""
    return len(form) <= _ACRONYM and any(letter.isupper() for letter in form[1:])


def _cut(words: Words, stop: int) -> bool:
    """A possessive ends a name, except where the name goes on with a capital ("Workers' Party", "People's Front")."""
    return not words.capital(stop)


def _fitting(leaves: list[_Leaf], words: Words, start: int, stop: int) -> Entry | None:
    for leaf in leaves:
        if leaf.exact:
            if words.form[start].replace(".", "") == leaf.exact:
                return leaf.entry
        elif (not leaf.first or words.capital(start)) and (not leaf.last or words.capital(stop - 1)):
            return leaf.entry
    return None


@lru_cache(maxsize=1)
def _project_knowledge() -> ActorKnowledge:
    knowledge = ActorKnowledge({})
    _add_project(knowledge)
    return knowledge


def _add_project(knowledge: ActorKnowledge) -> None:
    for named in (
        tables.blocked,
        tables.countries,
        tables.peoples,
        tables.organisations,
        tables.persons,
        tables.short_names,
        tables.places,
        tables.roles,
    ):
        knowledge._add(named())


def settle_names(items: list[Item], words: Words) -> list[Item]:
    """Decide what names of two things mean in this text, and drop short forms whose pair it does not name.

    "Georgia" is the American state where the text speaks of Atlanta; "the North" is North Korea only where a Korea is named.
    """
    named = {item.entry.country for item in items if item.entry.country and item.entry.kind is not Kind.SHORT}
    organised = {item.entry.code for item in items if item.entry.kind is Kind.ORGANISATION}
    present: set[str] | None = None
    settled: list[Item] = []
    for n, item in enumerate(items):
        entry = item.entry
        follower = items[n + 1] if n + 1 < len(items) else None
        if entry.kind is Kind.BLOCKED or _is_idle(item, words) or _is_adjective(item, follower, words):
            continue
        if entry.kind is Kind.ORGANISATION and entry.country is None and _is_where(item, items[n - 1] if n else None, words):
            continue
        if entry.kind is Kind.SHORT:
            if (_short_form_counts(item, words) or _pairs(item, follower, words)) and named.intersection(entry.needs):
                settled.append(item)
            continue
        if entry.kind is Kind.COUNTRY and entry.code in _ambiguous_codes():
            present = present if present is not None else set(words.plain)
            entry = _settle(entry, words.plain[item.start : item.end], present)
        elif entry.kind in (Kind.PLACE, Kind.DEMONYM):
            entry = _with_authority(entry, words.plain[item.start : item.end], organised)
        settled.append(Item(item.start, item.end, entry))
    return settled


def _with_authority(entry: Entry, form: list[str], organised: set[str]) -> Entry:
    """Let a region stand for the authorities that a text names: "Tigray demands" is the TPLF's demand."""
    authority = tables.regions().get(" ".join(form))
    if authority is None or authority.code not in organised:
        return entry
    return replace(authority, kind=entry.kind, plural=entry.plural, adjectival=True)


def _is_where(item: Item, before: Item | None, words: Words) -> bool:
    """Whether a town or continent that else stands for an international body says where: "met in Brussels"; not "officials in Brussels"."""
    k = item.start
    if item.end - k > 1 or words.form[k].isupper() or not k or words.gap[k] != SOFT or words.plain[k - 1] not in joints().place:
        return False
    return before is None or before.end != k - 1 or before.entry.kind is not Kind.ROLE


def _pairs(item: Item, follower: Item | None, words: Words) -> bool:
    """Whether a short form is joined to its counterpart's full name: "North and South Korea"."""
    if follower is None or follower.start != item.end + 1 or words.plain[item.end] != "and":
        return False
    other = follower.entry.country
    return other in item.entry.needs and other != item.entry.country and words.capital(item.start)


def _is_idle(item: Item, words: Words) -> bool:
    """Whether a partitive is not followed by "of", or a known last name belongs to somebody with another first name."""
    entry, after = item.entry, item.end
    if entry.role is RoleKind.PARTITIVE:
        return after >= len(words) or words.gap[after] != SOFT or words.plain[after] != "of"
    if entry.kind is Kind.PERSON and after - item.start == 1:
        before = item.start - 1
        other = before > 0 and words.gap[item.start] == SOFT and words.gap[before] == SOFT and words.capital(before)
        return other and words.plain[before] not in _before_names() and not words.possessive[before]
    return False


def _is_adjective(item: Item, follower: Item | None, words: Words) -> bool:
    """Whether a noun for a person only describes a people that follows: "veteran Israeli diplomat", "Royal Thai Army"."""
    entry = item.entry
    if follower is None or entry.role is not RoleKind.PERSON or entry.plural or entry.office or words.possessive[item.end - 1]:
        return False
    adjective = follower.entry.kind is Kind.DEMONYM and not follower.entry.plural
    return adjective and follower.start == item.end and words.gap[item.end] == SOFT


def _short_form_counts(item: Item, words: Words) -> bool:
    before = words.plain[item.start - 1] if item.start else ""
    after = item.end < len(words) and words.gap[item.end] == SOFT
    follows = words.plain[item.end] if after else ""
    longer_name = after and words.capital(item.end) and not words.possessive[item.end - 1]
    return before == "the" and follows not in ("of", "and") and not longer_name


@lru_cache(maxsize=1)
def _before_names() -> frozenset[str]:
    """Words with a capital that may stand before a last name without being a first name: titles, roles, countries."""
    known = (tables.countries, tables.roles)
    return frozenset(split_words(form).plain[-1] for named in known for form, _ in named() if len(split_words(form)))


@lru_cache(maxsize=1)
def _ambiguous_codes() -> frozenset[str]:
    return frozenset(usual for _, usual, _, _ in tables.ambiguous_names())


def _settle(entry: Entry, form: list[str], present: set[str]) -> Entry:
    for name, usual, other, cues in tables.ambiguous_names():
        if entry.code == usual and [plain(part) for part in name.split()] == form and cues & present:
            shown = tables.country_names()[other]
            return replace(entry, code=other, country=other, party=other, name=shown)
    return entry
