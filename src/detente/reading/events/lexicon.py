"""The tables of event words: triggers, operators, how operators compose, and classes of words that conditions name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from detente.errors import KnowledgeError
from detente.ontology import CAMEO, CONTEXTS, EVENT_TYPES, MODES, cameo_of
from detente.reading.lexicon import Row, load_table

TRIGGER_COLUMNS = ("forms", "type", "mode", "frame", "when", "contexts", "example")
OPERATOR_COLUMNS = ("forms", "pos", "operator", "frame", "alone", "when", "example")
TRIGGER_TABLES = (
    ("v", "verbs.tsv", False), ("n", "nouns.tsv", False), ("a", "adjectives.tsv", False),
    ("v", "verbs_weak.tsv", True), ("n", "nouns_weak.tsv", True), ("a", "adjectives_weak.tsv", True),
)  # fmt: skip
PART_NAMES = {"v": "verb", "n": "noun", "a": "adjective"}
GROUPS = frozenset({"cooperation", "conflict", "any", "none"})
DEFAULT_FRAMES = {"v": "subj > obj", "n": "np > on against", "a": "subj >"}
DEFAULT_COMPLEMENT = ("xcomp", "obj")
VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where an event word's arguments stand.

    Parameters
    ----------
    actor, recipient, complement
        Names of slots, the first that is filled counts (see `detente.reading.events.frames`).
    mutual
        Whether all sides are actors, as in a meeting.
    """

    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    complement: tuple[str, ...] = ()
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a sense: one of `words` fills the slot (``*``: anything does), or, if `unless`, none does."""

    slots: tuple[str, ...]
    words: frozenset[str]
    unless: bool


@dataclass(frozen=True, slots=True)
class Sense:
    """What a form means when its conditions hold.

    Parameters
    ----------
    words
        The form's base forms: the head first for verbs and adjectives, last for nouns.
    pos
        ``"v"``, ``"n"`` or ``"a"``.
    type, mode
        PLOVER type and mode; for an operator what it tells where it governs no event (type empty: nothing).
    operator
        The operator's name, or empty.
    name
        How the entry is shown, e.g. ``"launch (noun)"``.
    weak
        Whether it helps to choose a type only, and tells no event by itself.
    """

    words: tuple[str, ...]
    pos: str
    type: str
    mode: str | None
    operator: str
    frame: Frame
    conditions: tuple[Condition, ...]
    contexts: tuple[str, ...]
    name: str
    example: str
    weak: bool = False

    @property
    def head(self) -> str:
        """The word that is looked up."""
        return self.words[-1] if self.is_compound else self.words[0]

    @property
    def is_compound(self) -> bool:
        """Whether the words stand side by side with the head last, as in compound nouns and hyphenated verbs."""
        return self.pos == "n" or (len(self.words) == 3 and self.words[1] == "-")


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """All that is known of event words.

    Parameters
    ----------
    senses
        By part of speech and head word, the longest forms and those with most conditions first.
    composition
        By operator and complement, the event's type and mode (None: no event), or the word ``same``.
    codes
        CAMEO codes by type, mode and context, where they are finer than type and mode alone give.
    classes
        Classes of words by name.
    poles
        ``"benefit"`` or ``"harm"`` by word.
    inflected
        Base forms by inflected form, of all verbs known: parsers take "staged" for a form of "stag".
    """

    senses: Mapping[tuple[str, str], tuple[Sense, ...]]
    composition: Mapping[tuple[str, str], tuple[str, str | None]]
    codes: Mapping[tuple[str, str, str], str]
    classes: Mapping[str, frozenset[str]]
    poles: Mapping[str, str]
    inflected: Mapping[str, str] = field(default_factory=dict)

    def compose(self, operator: str, type_name: str, mode: str | None) -> tuple[str, str | None]:
        """Say what an operator makes of an event: ``("same", None)``, ``("-", None)`` or a type and mode."""
        group = "conflict" if EVENT_TYPES[type_name].quad > 2 else "cooperation"
        for key in (f"{type_name}:{mode}", type_name, group, "any"):
            found = self.composition.get((operator, key))
            if found is not None:
                return found
        return ("-", None)

    def cameo(self, type_name: str, mode: str | None, contexts: tuple[str, ...]) -> str:
        """Give the CAMEO code nearest to an event."""
        for context in contexts:
            code = self.codes.get((type_name, mode or "", context))
            if code is not None:
                return code
        return cameo_of(type_name, mode)


@lru_cache(maxsize=1)
def load_lexicon() -> EventLexicon:
    """Load the project's tables.

    Raises
    ------
    KnowledgeError
        If an entry is wrong; file and line are named.
    """
    classes = {
        row["name"]: frozenset(row.several("words")) for row in load_table("events/word_classes.tsv", ("name", "words"))
    }
    found: dict[tuple[str, str], list[Sense]] = {}
    for sense in (*_triggers(classes), *_operators(classes)):
        found.setdefault((sense.pos, sense.head), []).append(sense)
    ordered = {
        key: tuple(sorted(senses, key=_rank))
        for key, senses in found.items()
    }
    verbs = sorted({head for pos, head in ordered if pos == "v"})
    inflected = {form: verb for verb in verbs for form in _inflections(verb)} | dict(_irregular())
    return EventLexicon(ordered, dict(_compositions()), dict(_codes()), classes, dict(_poles()), inflected)


def _inflections(verb: str) -> Iterator[str]:
    """Yield the regular past and gerund of a verb; of longer verbs with the last consonant single and doubled."""
    if verb.endswith("ie"):
        yield from (verb + "d", verb[:-2] + "ying")
    elif verb.endswith(("ee", "oe", "ye")):
        yield from (verb + "d", verb + "ing")
    elif verb.endswith("e"):
        yield from (verb + "d", verb[:-1] + "ing")
    elif verb.endswith("y") and verb[-2:-1] not in VOWELS:
        yield from (verb[:-1] + "ied", verb + "ing")
    else:
        doubled = len(verb) > 2 and verb[-1] not in VOWELS + "wxy" and verb[-2] in VOWELS and verb[-3] not in VOWELS
        if not (doubled and sum(letter in VOWELS for letter in verb) == 1):
            yield from (verb + "ed", verb + "ing")
        if doubled:
            yield from (verb + verb[-1] + "ed", verb + verb[-1] + "ing")


def _rank(sense: Sense) -> tuple[int, int, bool]:
    """Longer forms first, then those singled out by more of their own slots, then operators before plain words."""
    tied = sum(0 if c.unless else 1 if c.slots == ("any",) else 2 for c in sense.conditions)
    return (-len(sense.words), -tied, not sense.operator)


def _triggers(classes: Mapping[str, frozenset[str]]) -> Iterator[Sense]:
    for pos, table, weak in TRIGGER_TABLES:
        for row in load_table(f"events/{table}", TRIGGER_COLUMNS):
            kind, mode = _event(row, row["type"], row["mode"])
            contexts = row.several("contexts")
            for context in contexts:
                if context not in CONTEXTS:
                    raise row.wrong(f"{context!r} is no PLOVER context")
            yield from _senses(row, pos, kind, mode, "", _frame(row, pos), contexts, classes, weak)


def _operators(classes: Mapping[str, frozenset[str]]) -> Iterator[Sense]:
    for row in load_table("events/operators.tsv", OPERATOR_COLUMNS):
        pos = row.one_of("pos", frozenset(PART_NAMES))
        kind, mode = "", None
        if row["alone"] != "-":
            kind, mode = _event(row, *(row["alone"] + ";").split(";")[:2])
        yield from _senses(row, pos, kind, mode, row["operator"], _frame(row, pos), (), classes)


def _event(row: Row, kind: str, mode: str) -> tuple[str, str | None]:
    if kind not in EVENT_TYPES:
        raise row.wrong(f"{kind!r} is no PLOVER event type")
    if mode and (kind, mode) not in MODES:
        raise row.wrong(f"{kind} has no mode {mode!r}")
    return kind, mode or None


def _senses(
    row: Row,
    pos: str,
    kind: str,
    mode: str | None,
    operator: str,
    frame: Frame,
    contexts: tuple[str, ...],
    classes: Mapping[str, frozenset[str]],
    weak: bool = False,
) -> Iterator[Sense]:
    # What asks for any word of the sentence is cheap to check, and comes first.
    conditions = tuple(sorted((_condition(row, text, classes) for text in row.several("when")), key=lambda c: c.slots != ("any",)))
    for form in dict.fromkeys(row.several("forms")):
        words = tuple(form.replace("-", " - ").split())  # the parser's tokens
        if pos == "a" and words[0] == "not":
            continue
        name = f"{form} ({PART_NAMES[pos]})"
        yield Sense(words, pos, kind, mode, operator, frame, conditions, contexts, name, row["example"], weak)


def _frame(row: Row, pos: str) -> Frame:
    text = row["frame"] or DEFAULT_FRAMES[pos]
    text, _, complement = text.partition("+")
    mutual = "=" in text
    actor, _, recipient = text.partition("=" if mutual else ">")
    return Frame(tuple(actor.split()), tuple(recipient.split()), tuple(complement.split()) or DEFAULT_COMPLEMENT, mutual)


def _condition(row: Row, text: str, classes: Mapping[str, frozenset[str]]) -> Condition:
    slots, colon, words = text.partition(":")
    if not colon:
        raise row.wrong(f"the condition {text!r} names no words; write slot:words or slot:@class")
    allowed: set[str] = set()
    for word in words.split("|"):
        if word.startswith("@") and word[1:] not in classes:
            raise row.wrong(f"there is no class of words {word[1:]!r} in word_classes.tsv")
        allowed |= classes[word[1:]] if word.startswith("@") else {word}
    return Condition(tuple(slots.lstrip("!").split("|")), frozenset(allowed), slots.startswith("!"))


def _compositions() -> Iterator[tuple[tuple[str, str], tuple[str, str | None]]]:
    for row in load_table("events/composition.tsv", ("operator", "complement", "gives", "why")):
        kind, _, mode = row["complement"].partition(":")
        if kind not in GROUPS:
            _event(row, kind, mode)
        given = row["gives"]
        if given in ("same", "-"):
            yield (row["operator"], row["complement"]), (given, None)
        else:
            result, _, mode = given.partition(":")
            yield (row["operator"], row["complement"]), _event(row, result, mode)


def _codes() -> Iterator[tuple[tuple[str, str, str], str]]:
    for row in load_table("events/cameo.tsv", ("type", "mode", "context", "cameo")):
        _event(row, row["type"], row["mode"])
        row.one_of("context", frozenset(CONTEXTS))
        row.one_of("cameo", frozenset(CAMEO))
        yield (row["type"], row["mode"], row["context"]), row["cameo"]


def _poles() -> Iterator[tuple[str, str]]:
    for row in load_table("events/polarity.tsv", ("pole", "words")):
        pole = row.one_of("pole", frozenset({"benefit", "harm"}))
        for word in row.several("words"):
            yield word, pole


def _irregular() -> Iterator[tuple[str, str]]:
    for row in load_table("events/lemmas.tsv", ("form", "base")):
        yield row["form"], row["base"]


SLOTS = {
    "subj": "its subject",
    "obj": "its object",
    "dat": "its indirect object",
    "np": "the noun's owner (possessive, adjective, by- or from-phrase)",
    "comp": "the subject of the clause it governs",
}


def frames_in_words(trigger: str, kind: str) -> tuple[str, ...]:
    """Say in words where the arguments of an event's entries stand, an entry a line; unknown entries are left out.

    Parameters
    ----------
    trigger
        `Event.trigger`: names of entries joined by " + ".
    kind
        The event's type, which tells senses of one form apart.

    Examples
    --------
    >>> frames_in_words("deport (verb)", "COERCE")
    ('deport (verb): the actor is its subject; the recipient is its object',)
    """
    senses: dict[str, list[Sense]] = {}
    for found in load_lexicon().senses.values():
        for sense in found:
            senses.setdefault(sense.name, []).append(sense)
    lines = []
    for name in trigger.split(" + "):
        known = senses.get(name, [])
        fitting = [s for s in known if s.type == kind and not s.operator] or known
        if fitting:
            lines.append(f"{name}: {_frame_in_words(fitting[0].frame)}")
    return tuple(lines)


def _frame_in_words(frame: Frame) -> str:
    actor, recipient = _slots_in_words(frame.actor), _slots_in_words(frame.recipient)
    if frame.mutual:
        return f"all sides are actors: {actor}, and {recipient}"
    return f"the actor is {actor or 'not told by it'}; the recipient is {recipient or 'not told by it'}"


def _slots_in_words(slots: tuple[str, ...]) -> str:
    own = [SLOTS[slot] for slot in slots if slot in SLOTS]
    after = [f'"{slot}"' for slot in slots if slot not in SLOTS]
    return ", or ".join([*own, *([f"who stands after {', '.join(after)}"] if after else [])])


__all__ = ["Condition", "EventLexicon", "Frame", "KnowledgeError", "Sense", "frames_in_words", "load_lexicon"]
