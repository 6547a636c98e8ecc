"""What a sentence tells, in the words and codes of the gold of whole sentences.

The gold gives the words that stand in a role, whoever they mean and be it a thing; so each mention is told by its whole noun phrase, a
pronoun by the phrase it stands for, and what no actor fills by the phrase in the slot. It asks for political events: force that tells
of armed conflict or of those in power, protest, and words and deals of political actors, whose plain statements count as root 01.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Span, Token

from detente.ontology import cameo_root_of
from detente.reading.actors import ActorIndex
from detente.reading.events import load_lexicon
from detente.reading.events.compose import Candidate, SentenceReader
from detente.reading.events.details import load_detail_words
from detente.reading.events.frames import is_passive, surface_subject
from detente.records import Event, Mention, Reading, Stance, Statement, Status, TextSpan

Row = dict[str, Any]

TOLD = (Status.ASSERTED, Status.NEGATED, Status.FUTURE)
PRIVATE = frozenset({"BUS", "CVL", "JRN", "EDU", "MED", "AGR", "CRM", "SOC", "LAB", "REL"})
LAW = frozenset({"COP", "JUD"})  # whose everyday work is ordinary crime
WAR = frozenset({"military", "terrorism", "cbrn", "rights_freedoms", "human_rights", "religion_ethnicity", "territory", "peacekeeping"})
WEAPONS = frozenset({"abduct", "aerial", "drone", "heavy-weapons", "explosives", "suicide-attack", "chemical-weapons", "targeted"})
POWER = frozenset({"GOV", "MIL", "LEG", "OPP", "PTY", "REB", "IGO", "ELI", "JUD"})
EVERYDAY = frozenset({"crime", "disasters", "illegal_drugs", "trafficking"})
IN_PUBLIC = frozenset({
    "speak", "talk", "address", "attend", "appear", "testify", "comment", "brief", "gesture", "wave", "preside", "lecture", "deliver",
    "participate", "campaign", "answer", "greet", "smile", "listen", "pose",
})  # fmt: skip
CRIME = frozenset({"crime", "illegal_drugs", "trafficking"})
PARTS = frozenset({"compound", "amod", "nmod", "nummod", "poss", "quantmod", "advmod", "det", "case", "npadvmod", "punct"})
TIMES = frozenset({"DATE", "TIME"})
FORCE = frozenset({"ASSAULT", "COERCE"})
ORGANS = "organ"  # the class of words for those who belong to somebody: members, troops, a government
EXPLOSIVES = "explosive"  # the class of words for bombs and missiles, and what they do
PEOPLE = "human"  # and for people nobody names
MEMBERS = frozenset({"member", "staff", "employee", "citizen", "supporter", "follower", "team"})
ABOUT = frozenset({"for", "to", "against", "on", "over"})
PLACING = frozenset({"in", "at", "on", "near"})
DONE_TO = frozenset({"on", "against"})  # and behind a deed ("an attack on their camp")
BEHIND = frozenset({"of", "from"})  # what stands behind these belongs to the phrase


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the records of one sentence.

    Parameters
    ----------
    doc
        The parsed sentence.
    reading
        Its records.
    index
        Its actors with all their mentions.
    """

    doc: Doc
    reading: Reading
    index: ActorIndex

    def rows(self) -> Iterator[Row]:
        """Give its political events, and the plain statements of political sources."""
        rows = list(self._rows())
        if rows and not any(row["target"] for row in rows) and any(row["root"] != "01" for row in rows):
            rows[0]["target"] = self._next_named(rows[0]["source"])
        yield from rows

    def _next_named(self, source: list[str]) -> list[str]:
        """Give whom a sentence names next where its events are towards nobody: annotators hardly leave a side out."""
        for mention in self.index.mentions:
            phrase = self._phrase(mention, [])
            if phrase not in source and not any(phrase in text or text in phrase for text in source):
                return [phrase]
        return []

    def _rows(self) -> Iterator[Row]:
        candidates = [c for sentence in self.doc.sents for c in SentenceReader(load_lexicon(), sentence).candidates()]
        told = [event for event in self.reading.events if event.status in TOLD and self._is_political(event)]
        for event in told:
            yield self._event(event, candidates)
        if self._about(EVERYDAY) and not told:
            return  # officials speak of floods and robberies as well
        for statement in _plain(self.reading):
            if statement.source and statement.source.actor in self._political():
                target = self._words([statement.addressee]) or ([] if told else self._topic(statement))
                yield {"source": self._words([statement.source]), "target": target, "root": "01"}
        if not any(True for _ in _plain(self.reading)):
            yield from self._appearances()

    def _about(self, contexts: frozenset[str]) -> bool:
        """Whether a word of the sentence shows one of the contexts."""
        known = load_detail_words().contexts
        return any(contexts & {*known.get(t.lower_, ()), *known.get(t.lemma_.lower(), ())} for t in self.doc)

    def _appearances(self) -> Iterator[Row]:
        """Give those in power who speak or appear in public, though nothing is told of what they say."""
        for verb in self.doc:
            subject = surface_subject(verb) if verb.pos_ == "VERB" and verb.lemma_ in IN_PUBLIC and not is_passive(verb) else None
            mention = self.index.at(subject) if subject is not None else None
            actor = self.index.table.get(mention.actor) if mention is not None else None
            if mention is not None and actor is not None and actor.sector in POWER:
                yield {"source": self._words([mention]), "target": _occasion(verb), "root": "01"}

    def _topic(self, statement: Statement) -> list[str]:
        """Give whom a plain statement is about: who or what its clause is told of, where that is somebody else."""
        start, end = statement.content[0].start, statement.content[-1].end
        heads = (t for t in self.doc if start <= t.idx < end and t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ in ("ccomp", "ROOT"))
        first = next(heads, None)
        mention = self.index.at(first) if first is not None and first.pos_ in ("NOUN", "PROPN") else None
        own = statement.source.actor if statement.source is not None else None
        if mention is None or mention.actor == own:  # "said it would send help to Cairo"
            mention = next((m for m in self.index.mentions if start <= m.span.start < end and m.actor != own), None)
        return [self._phrase(mention, [])] if mention is not None else []

    def _political(self) -> frozenset[str]:
        return frozenset(a.code for a in self.reading.actors if a.sector not in PRIVATE and (a.sector or a.country))

    def _is_political(self, event: Event) -> bool:
        sides = {m.actor for m in (*event.actors, *event.recipients)}
        if event.type == "PROTEST":
            return True
        law = {a.code for a in self.reading.actors if a.sector in LAW}
        political = sides & self._political()
        if event.type not in ("ASSAULT", "COERCE"):
            return bool(political)
        if political - law:
            return True
        if self._about(CRIME):
            return False
        armed = event.mode in WEAPONS or bool(WAR & set(event.contexts)) or self._names(EXPLOSIVES)
        return bool(political) or armed or event.type == "COERCE"

    def _names(self, kind: str) -> bool:
        return any(t.lemma_.lower() in load_lexicon().classes[kind] for t in self.doc if t.pos_ == "NOUN")

    def _event(self, event: Event, candidates: list[Candidate]) -> Row:
        operator = {Status.FUTURE: "will", Status.NEGATED: "not"}.get(event.status)
        folded, mode = load_lexicon().compose(operator, event.type, event.mode) if operator else ("same", None)
        kept = folded in ("same", "-")  # what is promised is an intent, what is refused a rejection
        root = (event.cameo or cameo_root_of(event.type, event.mode))[:2] if kept else cameo_root_of(folded, mode)
        slots = self._slots(event, candidates)
        source, target = _parted(event)
        whom = self._words(target, slots) or _first(h for h in slots if not _is_meeting(h))
        if not whom and event.type != "CONSULT":
            whom = self._object(event)
        people = [phrase for phrase in whom if not _is_count(phrase)]  # "killed five and wounded 40"
        return {"source": self._words(source), "target": people or whom, "root": root}

    def _slots(self, event: Event, candidates: list[Candidate]) -> list[Token]:
        span = event.evidence[0]
        if not isinstance(span, TextSpan):
            return []
        alike = [c for c in candidates if c.type == event.type and not c.mutual]
        here = [head for c in alike if any(span.start <= t.idx < span.end for t in c.covered) for head in c.recipients]
        if not here and event.type in FORCE:  # "shut down two stations"
            here = [t for c in alike if c.token.pos_ == "VERB" for t in c.covered if t.dep_ == "dobj"]
        return here or [head for c in alike if event.type == "PROTEST" for head in c.recipients]  # "blocked a road to protest against"

    def _object(self, event: Event) -> list[str]:
        """Give the thing that an event towards nobody is about: "signed a treaty", "appealed for a ceasefire"."""
        span = event.evidence[0]
        verbs = [t for t in self.doc if isinstance(span, TextSpan) and span.start <= t.idx < span.end and t.pos_ == "VERB"]
        for verb in verbs[-1:]:
            names = [c for c in verb.children if c.dep_ == "dobj"]
            names += [n for c in verb.children if c.dep_ == "prep" and c.lower_ in ABOUT for n in c.children if n.dep_ == "pobj"]
            return _first(names)
        return []

    def _words(self, mentions: Iterable[Mention | None], slots: Iterable[Token] = ()) -> list[str]:
        slots = list(slots)
        return [self._phrase(m, slots) for m in mentions if m is not None]

    def _phrase(self, mention: Mention, slots: list[Token]) -> str:
        span = self.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if span is None or not len(span):
            return mention.span.quote
        if span.root.pos_ == "PRON" and len(span) == 1:
            return self._name_of(mention) or mention.span.quote
        owner = next((c for c in span.root.children if c.dep_ == "poss" and c.pos_ == "PRON"), None)
        if owner is not None and owner.tag_ == "WP$":
            return _of_antecedent(span.root, owner)
        belongs = span.root.lemma_.lower() in (load_lexicon().classes[ORGANS] | MEMBERS) - {"counterpart"}
        whose = self.index.at(owner) if owner is not None and belongs else None
        if whose is not None and owner is not None and (name := self._name_of(whose)):  # "its members", not "her boyfriend"
            return f"{name} {_text(t for t in _words_of(span.root) if t.i > owner.i)}"
        for head in slots:
            words = _words_of(head)
            inside = bool(words) and words[0].i <= span.start and span.end - 1 <= words[-1].i
            above = span.root.head if span.root.dep_ == "pobj" else head
            place = head.i < span.start and above.head.i == head.i and above.lower_ in PLACING
            if (inside or place) and not self._is_deed(head, span):
                return _text(words)  # "a school bus in Yemen": what is struck, not where it is
        return _noun_phrase(span.root, span)

    def _is_deed(self, head: Token, span: Span) -> bool:
        """Whether a phrase is of a deed or of help, behind which stands who is meant ("the assistance of the victims")."""
        return head.i < span.start and ("n", head.lemma_.lower()) in load_lexicon().senses

    def _name_of(self, pronoun: Mention) -> str:
        """Give the phrase of the first mention of whom a pronoun stands for."""
        for mention in self.index.mentions:
            if mention.actor == pronoun.actor and mention.span.start < pronoun.span.start:
                span = self.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
                return _noun_phrase(span.root, span) if span is not None else mention.span.quote
        return ""


def _parted(event: Event) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Give both sides; of a meeting, which the gold tells as one side's act, who stands behind the word for it is met by the others."""
    span = event.evidence[0]
    if event.type != "CONSULT" or event.recipients or not isinstance(span, TextSpan):
        return event.actors, event.recipients
    met = tuple(m for m in event.actors if m.span.start > span.start)
    if len(met) == len(event.actors):
        return met[:1], met[1:]  # "talks between Rome and Cairo"
    return tuple(m for m in event.actors if m not in met), met


def _is_meeting(head: Token) -> bool:
    return head.lemma_.lower() in load_lexicon().classes["meeting_noun"]  # what is attended is nobody met


def _first(slots: Iterable[Token]) -> list[str]:
    """Give the phrase of a thing in the slot of the recipient."""
    head = next((h for h in slots if h.pos_ in ("NOUN", "PROPN") and h.ent_type_ not in TIMES), None)
    if head is None:
        return []
    behind = [n for c in head.children if c.dep_ == "prep" and c.lower_ in DONE_TO and c.i > head.i for n in c.children if n.dep_ == "pobj"]
    deed = ("n", head.lemma_.lower()) in load_lexicon().senses
    return [_text({*_words_of(head), *(w for n in behind[:1] for w in (n.head, *_words_of(n)))} if deed else _words_of(head))]


def _occasion(verb: Token) -> list[str]:
    """Give to whom, else at what, somebody speaks or appears ("speaks to reporters", "speaks during a press conference")."""
    behind = {c.lower_: n for c in verb.children if c.dep_ == "prep" for n in c.children if n.dep_ == "pobj" and n.ent_type_ not in TIMES}
    known = [behind[name] for name in ("to", "with", "before", "during", "at") if name in behind]
    known += [c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in load_lexicon().classes[PEOPLE]]
    return [_noun_phrase(known[0])] if known else []


def _of_antecedent(head: Token, owner: Token) -> str:
    """Give a phrase behind "whose" with the noun that it takes up: "the court, whose judges"."""
    verb = head
    while verb.dep_ != "relcl" and verb.head.i != verb.i:
        verb = verb.head
    words = _text(t for t in _words_of(head) if t.i > owner.i)
    return f"{_noun_phrase(verb.head)} {words}" if verb.dep_ == "relcl" else words


def _noun_phrase(head: Token, span: Span | None = None) -> str:
    words = _words_of(head)
    if span is not None:
        words = sorted({*words, *span}, key=lambda t: t.i)
    return _text(words)


def _words_of(head: Token) -> list[Token]:
    """Give a head with what stands before it and what belongs to it behind ("the team from Afghanistan"), without clauses."""
    words = [head]
    for child in head.children:
        if child.dep_ in PARTS and child.i < head.i:
            words += child.subtree
        elif child.dep_ == "prep" and child.lower_ in BEHIND and child.i > head.i:
            for noun in child.children:
                if noun.dep_ == "pobj" and (child.lower_ == "of" or noun.pos_ == "PROPN"):  # not "recaptured the town from troops"
                    words += [child, *_words_of(noun)]
        elif child.dep_ == "conj" and child.tag_ == "NNS" and not any(c.dep_ in ("det", "nummod", "poss") for c in child.children):
            words += [*(c for c in head.children if c.dep_ == "cc"), *_words_of(child)]  # "the legislators and senators of the party"
    return sorted(set(words), key=lambda t: t.i)


def _text(words: Iterable[Token]) -> str:
    return "".join(t.text_with_ws for t in sorted(_uncounted(list(words)), key=lambda t: t.i)).strip()


def _is_count(phrase: str) -> bool:
    quantities = load_lexicon().classes["quantity"]
    return all(w.isdigit() or w in quantities for w in phrase.lower().split()[-1:])


def _uncounted(words: list[Token]) -> list[Token]:
    """Leave out how many they are, as most annotators do: "at least 28 soldiers" are soldiers; "40" alone stays."""
    counts = [t for t in words if t.dep_ == "nummod" and t.head in words and t.head.pos_ == "NOUN" and t.i < t.head.i]
    counting = {w.i for t in counts for w in t.subtree} | {t.i for t in words if t.dep_ == "quantmod"}
    return [t for t in words if t.i not in counting]


def _plain(reading: Reading) -> list[Statement]:
    """Plain statements, by their stance, whose cue is not the trigger of an event already."""
    triggers = [e.evidence[0] for e in reading.events]
    return [
        s
        for s in reading.statements
        if s.source and s.cue and s.stance is Stance.SAYS and not any(t.kind == "text" and s.cue.overlaps(t.start, t.end) for t in triggers)
    ]
