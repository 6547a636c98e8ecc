"""Names no table knows, learned from the text: persons and organisations the language model finds, and acronyms the text defines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS

from detente.ontology import ARMED_SECTORS
from detente.reading.actors.entries import Entry, Kind, RoleKind
from detente.reading.actors.joints import joints
from detente.reading.actors.knowledge import ActorKnowledge, Item
from detente.reading.actors.tables import anaphors, persons
from detente.reading.actors.text import CLOSE, HARD, OPEN, SOFT, Words

_ACRONYM = (2, 8)  # letters: shorter or longer words in brackets are something else
FIGHTING = ARMED_SECTORS | {"MIL"}
_NAME_LENGTH = 5  # words: longer "names" are lists or headlines

Span = tuple[int, int, str]

_NAME_LABELS = frozenset({"PERSON", "ORG", "GPE"})
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


def add_names(items: list[Item], words: Words, entities: Iterable[Span]) -> list[Item]:
    """Add the persons and organisations among named entities (first word, end word, label) that no table knows.

    A country or town inside a longer personal name ("Michael Jordan") gives way to the person; a known person,
    organisation or demonym does not.
    """
    covered: dict[int, int] = {k: n for n, item in enumerate(items) for k in range(item.start, item.end)}
    dropped: set[int] = set()
    added: list[Item] = []
    for start, end, label in entities:
        trimmed = _trim(start, end, words, items, covered)
        if trimmed is None:
            continue
        start, end = trimmed
        if start > 0 and words.form[start - 1] in joints().courtesy:
            label = "PERSON"  # whatever the language model takes Mr Mitsotakis for
        inside = {covered[k] for k in range(start, end) if k in covered}
        if label == "PERSON":
            if not _is_name(start, end, words) or any(items[n].entry.kind not in (Kind.COUNTRY, Kind.PLACE, Kind.CAPITAL) for n in inside):
                continue
            if inside and (end - start < 2 or (start in covered and items[covered[start]].end - start > 1)):
                continue
            kind = Kind.PERSON
            sector = None
        else:
            if not words.capital(start) or not _is_longer_name(start, end, [items[n] for n in sorted(inside)], words):
                continue
            kind, sector = Kind.ORGANISATION, _sector_within([items[n].entry for n in sorted(inside)])
        dropped |= inside
        added.append(Item(start, end, Entry(kind, _as_written(words, start, end), sector=sector)))
    kept = [item for n, item in enumerate(items) if n not in dropped]
    return sorted([*kept, *added], key=lambda item: item.start)


def _is_longer_name(start: int, end: int, inside: list[Item], words: Words) -> bool:
    """Whether a name holds nothing known but role nouns, and a capitalised word besides ("Clinton Foundation", not "Supreme Court")."""
    if any(item.entry.kind is not Kind.ROLE or not start <= item.start < item.end <= end for item in inside):
        return False
    known = {k for item in inside for k in range(item.start, item.end)}
    return not inside or (words.capital(end - 1) and any(k not in known and words.capital(k) for k in range(start, end)))


def _sector_within(entries: list[Entry]) -> str | None:
    """The sector an unknown organisation's own name tells: a police department's, a foundation's."""
    bodies = [entry for entry in entries if entry.role is RoleKind.BODY]
    return bodies[-1].sector if bodies else None


def add_titled(items: list[Item], words: Words) -> list[Item]:
    """Take the capitalised words after a title in the singular for a person's name ("Chief Minister Jam Kamal").

    Where a known name stands among them ("President Mohammad Ashraf Ghani") it is that person.
    """
    found: list[Item] = []
    starts = {item.start: n for n, item in enumerate(items)}
    merged: dict[int, int] = {}
    for n, item in enumerate(items):
        item = Item(merged[n], item.end, item.entry) if n in merged else item
        found.append(item)
        if not _is_title(item):
            continue
        end = item.end
        while end < len(words) and end - item.end < _NAME_LENGTH and words.gap[end] == SOFT and words.capital(end) and end not in starts:
            end += 1
            if words.possessive[end - 1]:
                break
        if end == item.end or words.possessive[item.end - 1] or words.form[item.end].isupper():
            continue
        following = starts.get(end)
        person = following is not None and items[following].entry.kind is Kind.PERSON
        if following is not None and person and words.gap[end] == SOFT and not words.possessive[end - 1]:
            merged[following] = item.end
        elif _may_be_name(item, end, words):
            found.append(Item(item.end, end, Entry(Kind.PERSON, _as_written(words, item.end, end))))
    return found


def _is_title(item: Item) -> bool:
    entry = item.entry
    return entry.kind is Kind.ROLE and not entry.plural and entry.role in (RoleKind.PERSON, RoleKind.NEUTRAL, RoleKind.RANK)


def _may_be_name(title: Item, end: int, words: Words) -> bool:
    """Whether the capitalised words after a title are a name.

    In a parsed text a single one is only where the language model knows it for one, where a known person is called so, or after "Mr".
    """
    start = title.end
    if words.parse is None or end - start > 1 or title.entry.name in joints().courtesy:
        return True
    return words.parse.entity[words.token[start]] in _NAME_LABELS or words.form[start] in _holders()


def know_again(items: list[Item], words: Words, knowledge: ActorKnowledge) -> list[Item]:
    """Know a person again whose middle name or initial no table has: "Vladimir V. Putin"."""
    kept = []
    for item in items:
        if item.entry.kind is Kind.PERSON and not item.entry.terms and item.end - item.start > 2:
            known = knowledge.exact(f"{words.form[item.start]} {words.form[item.end - 1]}")
            if known is not None and known.kind is Kind.PERSON:
                item = Item(item.start, item.end, known)
        kept.append(item)
    return kept


def add_last_names(items: list[Item], words: Words) -> list[Item]:
    """Take a last name for the person the text named in full before, where only one person bears it."""
    bearers: dict[str, dict[str, int]] = {}
    for item in items:
        if item.entry.kind is not Kind.PERSON or item.end - item.start < 2:
            continue
        parts = [words.form[item.end - 1]]
        if item.entry.country in joints().family_first:
            parts.append(words.form[item.start])
        for part in parts:
            bearers.setdefault(part, {}).setdefault(item.entry.name, item.end)
    if not bearers:
        return items
    by_name = {item.entry.name: item.entry for item in items if item.entry.kind is Kind.PERSON}
    # A single word the language model takes for some name gives way to the person.
    unknown = {n for n, item in enumerate(items) if item.end - item.start == 1 and not item.entry.code and not item.entry.terms}
    unknown -= {n for n in unknown if items[n].entry.kind not in (Kind.PERSON, Kind.ORGANISATION)}
    covered = {k for n, item in enumerate(items) if n not in unknown for k in range(item.start, item.end)}
    added = []
    for k, form in enumerate(words.form):
        persons = bearers.get(form)
        if persons is None or k in covered or len(persons) > 1:
            continue
        name, first = next(iter(persons.items()))
        if k >= first and words.capital(k):
            added.append(Item(k, k + 1, by_name[name]))
    taken = {item.start for item in added}
    kept = [item for n, item in enumerate(items) if n not in unknown or item.start not in taken]
    return sorted([*kept, *added], key=lambda item: item.start)


def know_last_names(items: list[Item], words: Words, date: str | None) -> list[Item]:
    """Know an office holder by the last name alone, where the text names the country of one: "Mr Mitsotakis" in news of Greece."""
    if date is None:
        return items
    named = {item.entry.country for item in items if item.entry.country}
    holders = _holders()

    def known(form: str) -> Entry | None:
        fitting = [each for each in holders.get(form, ()) if any(t.covers(date) and t.country in named for t in each.terms)]
        return fitting[0] if len(fitting) == 1 else None

    kept = []
    for item in items:
        entry = item.entry
        unknown = (entry.kind is Kind.PERSON and not entry.terms) or (entry.kind is Kind.ORGANISATION and not entry.code)
        one = unknown and item.end - item.start == 1
        kept.append(Item(item.start, item.end, (known(entry.name) if one else None) or entry))
    if words.parse is None:
        return kept
    covered = {k for item in kept for k in range(item.start, item.end)}
    bare = [k for k, form in enumerate(words.form) if form in holders and k not in covered and _stands_alone(k, words)]
    added = [Item(k, k + 1, holder) for k in bare if (holder := known(words.form[k])) is not None]
    return sorted([*kept, *added], key=lambda item: item.start) if added else kept


def _stands_alone(k: int, words: Words) -> bool:
    """Whether a name is no part of a longer one, and nothing else that the language model knows ("May")."""
    parse, token = words.parse, words.token[k]
    assert parse is not None
    if parse.pos[token] != "PROPN" or parse.entity[token] not in ("", "PERSON", "ORG", "GPE") or parse.dep[token] in ("compound", "amod"):
        return False
    before = k > 0 and words.gap[k] == SOFT and words.capital(k - 1) and parse.pos[words.token[k - 1]] == "PROPN"
    after = k + 1 < len(words) and words.gap[k + 1] == SOFT and words.capital(k + 1) and not words.possessive[k]
    return not before and not after


@lru_cache(maxsize=1)
def _holders() -> dict[str, tuple[Entry, ...]]:
    """Give the known persons by the part of their names they are called by."""
    found: dict[str, dict[str, Entry]] = {}
    for _, entry in persons():
        parts = entry.name.split()
        if len(parts) > 1:
            called = parts[0] if entry.country in joints().family_first else parts[-1]
            found.setdefault(called, {})[entry.name] = entry
    return {called: tuple(entries.values()) for called, entries in found.items()}


def add_short_names(items: list[Item], words: Words) -> list[Item]:
    """Take "the Front" for the one organisation told before whose name of several words ends so, the Sorn Valley Front, and "the Tigers"
    for the only fighters that have the word in their name."""
    bearers: dict[str, dict[str, Item]] = {}
    for item in items:
        if item.entry.kind is Kind.ORGANISATION and item.entry.code and item.end - item.start > 1:
            fighters = item.entry.sector in FIGHTING
            for k in range(item.start, item.end):
                if k == item.end - 1 or (fighters and words.form[k].endswith("s")):
                    bearers.setdefault(words.form[k], {}).setdefault(item.entry.code, item)
    nouns = anaphors()
    called = {
        form: item for form, b in bearers.items() for item in b.values()
        if len(b) == 1 and ("named" in nouns.get(form.lower(), ()) or (item.entry.sector in FIGHTING and form.endswith("s")))
    }  # fmt: skip
    if not called:
        return items
    unknown = {n for n, item in enumerate(items) if _is_unknown_word(item)}
    covered = {k for n, item in enumerate(items) if n not in unknown for k in range(item.start, item.end)}
    added = [
        Item(k, k + 1, called[form].entry)
        for k, form in enumerate(words.form)
        if form in called and words.capital(k) and k > called[form].end and k not in covered
        if words.plain[k - 1] == "the" and not (k + 1 < len(words) and words.gap[k + 1] == SOFT and words.capital(k + 1))
    ]
    taken = {item.start for item in added}
    kept = [item for n, item in enumerate(items) if n not in unknown or item.start not in taken]
    return sorted([*kept, *added], key=lambda item: item.start)


def without_places(items: list[Item], words: Words) -> list[Item]:
    """Drop names the language model takes for organisations where the text uses them as places: "near Dessie", "across the Tekeze"."""
    parse = words.parse
    if parse is None:
        return items
    unknown = {words.form[i.start] for i in items if _is_unknown_word(i) and not words.form[i.start].isupper()}
    if not unknown:
        return items
    closed = joints()
    places: set[str] = set()
    for k in range(1, len(words)):
        if words.form[k] in unknown:
            near = words.plain[k - 1] if words.plain[k - 1] not in closed.articles or k < 2 else words.plain[k - 2]
            if (near in closed.place | closed.locative and near != "with") or parse.entity[words.token[k]] in _PLACE_LABELS:
                places.add(words.form[k])
    return [i for i in items if not (_is_unknown_word(i) and words.form[i.start] in places)]


def _is_unknown_word(item: Item) -> bool:
    entry = item.entry
    return item.end - item.start == 1 and entry.kind is Kind.ORGANISATION and not entry.code


def _trim(start: int, end: int, words: Words, items: list[Item], covered: dict[int, int]) -> tuple[int, int] | None:
    """Cut titles and demonyms off the front of a name the language model found, and what follows a possessive."""
    while start < end and start in covered and items[covered[start]].entry.kind in (Kind.ROLE, Kind.DEMONYM):
        start = items[covered[start]].end
    if start + 1 < end and words.plain[start] in joints().articles:
        start += 1
    for k in range(start, end):
        if k > start and words.gap[k] != SOFT:
            end = k
            break
        if words.possessive[k]:
            end = k + 1
            break
    while end > start and end - 1 in covered and items[covered[end - 1]].entry.kind is Kind.ROLE and not words.capital(end - 1):
        end -= 1
    return (start, end) if start < end else None


def _is_name(start: int, end: int, words: Words) -> bool:
    return (
        end - start <= _NAME_LENGTH
        and words.capital(start)
        and words.capital(end - 1)
        and not any(words.form[k][0].isdigit() for k in range(start, end))
    )


def _as_written(words: Words, start: int, end: int) -> str:
    return " ".join(words.text[words.start[start] : words.end[end - 1]].split())


def acronyms(items: list[Item], words: Words) -> tuple[list[Item], dict[str, Entry]]:
    """Find the acronyms a text defines: "the Tigray People's Liberation Front (TPLF)".

    Returns
    -------
    tuple
        The items, with organisations no table knows added where the initials of their words spell the acronym, and what each acronym names.
    """
    found: dict[str, Entry] = {}
    ending = {item.end: item for item in items if item.entry.kind is Kind.ORGANISATION}
    for k in range(1, len(words)):
        form = words.form[k]
        if words.gap[k] != OPEN or not form.isupper() or not _ACRONYM[0] <= len(form) <= _ACRONYM[1]:
            continue
        if k + 1 < len(words) and words.gap[k + 1] not in (CLOSE, HARD):
            continue
        item = ending.get(k)
        start = _spelt_by(form, k, words)
        if start is not None and (item is None or item.start > start):
            item = Item(start, k, Entry(Kind.ORGANISATION, _as_written(words, start, k)))
            items = sorted([*(each for each in items if not start <= each.start < k), item], key=lambda each: each.start)
        if item is not None:
            entry = item.entry
            found[form] = entry if entry.code else replace(entry, code=form)
    return items, found


def _spelt_by(form: str, end: int, words: Words) -> int | None:
    """Find the word from which the initials of capitalised words up to `end` spell an acronym."""
    letters = list(form.lower())
    k = end
    while letters and k > 0 and end - k < 2 * _ACRONYM[1]:
        k -= 1
        if k + 1 < end and words.gap[k + 1] != SOFT:
            return None
        if words.capital(k):
            if words.plain[k][0] != letters.pop():
                return None
        elif words.plain[k] not in STOP_WORDS:
            return None
    return k if not letters else None


def apply_acronyms(items: list[Item], words: Words, known: dict[str, Entry]) -> list[Item]:
    """Take every use of an acronym the text defines for what it was defined as."""
    if not known:
        return items
    covered = {k for item in items if item.entry.code for k in range(item.start, item.end)}
    kept = [item for item in items if not (item.end - item.start == 1 and words.form[item.start] in known)]
    by_name = {entry.name: entry for entry in known.values()}
    kept = [
        Item(i.start, i.end, by_name[i.entry.name]) if i.entry.kind is Kind.ORGANISATION and i.entry.name in by_name else i for i in kept
    ]
    more = [Item(k, k + 1, known[form]) for k, form in enumerate(words.form) if form in known and (k not in covered or _alone(items, k))]
    return sorted([*kept, *more], key=lambda item: item.start)


def _alone(items: list[Item], k: int) -> bool:
    return any(item.start == k and item.end == k + 1 for item in items)
