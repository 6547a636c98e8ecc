"""Reads each event word with what it governs: "refused to resume the talks" is one rejection, not a resumption of talks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from detente.ontology import quad_of
from detente.reading.events import frames
from detente.reading.events.lexicon import EventLexicon, Sense
from detente.reading.events.triggers import Matcher

SUFFERED = frozenset({"suffer", "provoke"})  # the subject of these is the one it is done to
CLAUSAL_SLOTS = frozenset({"subj", "obj"})
PLURAL = frozenset({"NNS", "NNPS"})  # "took 23 people hostage": the parser ties the people to the noun, whose owners they are not
STATES = frozenset({"hostage", "captive", "prisoner", "ablaze", "alight", "afire"})
VERBAL_CONFLICT = 3
OWNERS = ("of", "by", "with", "from")  # prepositions of a noun's owner; a possessive is more often the actor's own ("recalled its envoy")
REQUEST, ORDER, ALLOW, SANCTION, THREATEN = "request", "order", "allow", "SANCTION", "THREATEN"
PROMISES, LEFT_OPEN = frozenset({"agree"}), frozenset({"exclude"})  # operators whose sense turns with "not"
OPEN = "not "  # what is not ruled out is done in words, by its subject
DEPTH = 4  # operators in a chain ("agreed to begin to lift"): no sentence of the field needs more


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event as a sentence's words tell it, before anybody is looked up.

    Parameters
    ----------
    type, mode
        PLOVER type and mode.
    token
        The word that heads it; `covered` are all its words, in text order.
    entries
        The lexicon entries that make it, outermost first.
    actors, recipients
        Heads of the phrases in its slots, best first; they may name nobody.
    mutual
        Whether all sides are actors.
    operator
        The operator that makes its type, or empty.
    inner
        The event it governs, or None.
    negated, future
        Whether its own clause says so.
    specific
        Whether a longer form or a condition singled its sense out.
    weak
        Whether it helps to choose a type only.
    reasons
        In words.
    carried
        Whether the word is only the verb that carries the event ("launched" an attack), whose own noun may stand otherwise.
    said_at
        For a refusal told with "will not": where the word is by which it is said, whose status is the refusal's.
    """

    type: str
    mode: str | None
    token: Token
    covered: tuple[Token, ...]
    entries: tuple[str, ...]
    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]
    mutual: bool
    contexts: tuple[str, ...]
    operator: str
    inner: Candidate | None
    negated: bool
    future: bool
    specific: bool
    weak: bool
    reasons: tuple[str, ...]
    carried: bool = False
    said_at: int | None = None


class SentenceReader:
    """Reads the candidates of one sentence; each word is read once.

    Parameters
    ----------
    lexicon
        The event lexicon.
    sentence
        A parsed sentence (or a document read as one).
    """

    def __init__(self, lexicon: EventLexicon, sentence: Span | Doc) -> None:
        self.lexicon = lexicon
        self.matcher = Matcher(lexicon, sentence)
        self._read: dict[int, Candidate | None] = {}

    def candidates(self) -> list[Candidate]:
        """Give all candidates in text order, those that another one governs included."""
        found = [self.read(token) for token, _ in self.matcher.candidates()]
        return [c for c in found if c is not None]

    def read(self, token: Token, depth: int = 0) -> Candidate | None:
        """Give the event that a word tells with what it governs, or None."""
        if token.i not in self._read:
            self._read[token.i] = None  # a word that governs itself through a parsing loop tells nothing
            self._read[token.i] = self._choose(token, depth)
        return self._read[token.i]

    def told_by(self, word: Token) -> Candidate | None:
        """Give the event that a word of the sentence tells; None also for words of other sentences."""
        return self.read(word) if self.matcher.knows(word) else None

    def _choose(self, token: Token, depth: int) -> Candidate | None:
        alone: Candidate | None = None
        singled = False
        for sense, covered in self.matcher.senses(token):
            if sense.type == THREATEN and not sense.operator and _forsworn(token):
                continue  # "vowed not to attack" binds who says so
            if not sense.operator:
                preferred = alone is not None and (sense.weak or singled > _is_singled(sense))
                return alone if preferred else self._plain(sense, token, covered)
            composed = self._composed(sense, token, covered, depth) if depth < DEPTH else None
            if composed is not None:
                return composed
            if sense.type and alone is None:
                alone = self._plain(sense, token, covered)
                alone = replace(alone, operator=sense.operator if sense.pos == "v" else "")
                singled = _is_singled(sense)
        return alone

    def _plain(self, sense: Sense, token: Token, covered: tuple[Token, ...]) -> Candidate:
        reason = f"{sense.name} tells {sense.type}" + (f", {sense.mode}" if sense.mode else "")
        return Candidate(
            type=sense.type,
            mode=sense.mode,
            token=token,
            covered=tuple(sorted(covered, key=lambda t: t.i)),
            entries=(sense.name,),
            actors=_unique(self._fill(token, sense.frame.actor, covered)),
            recipients=_unique(
                (*self._fill(token, sense.frame.recipient, covered), *self._owners(sense, covered), *_taken(token, covered))
            ),
            mutual=sense.frame.mutual,
            contexts=sense.contexts,
            operator="",
            inner=None,
            negated=_negated(token),
            future=_future(token),
            specific=_special(sense),
            weak=sense.weak,
            reasons=(reason,),
        )

    def _fill(self, token: Token, slots: tuple[str, ...], covered: tuple[Token, ...]) -> Iterator[Token]:
        acting = len(covered) > 1 and token.pos_ == "VERB" and "subj" in slots and bool(self.matcher.fill(token, "subj"))
        for slot in slots:
            for word in (token, *(c for c in covered if c.i != token.i)):
                if slot in CLAUSAL_SLOTS and word.i != token.i and (word.pos_ not in ("NOUN", "PROPN") or (acting and slot == "subj")):
                    continue  # "shot dead", "sentenced to": only nouns among a form's words have an owner, who acts if nobody else does
                for filler in self.matcher.fill(word, slot):
                    if filler not in covered and not (slot == "subj" and word.i != token.i and _is_taken(filler, word)):
                        yield filler

    def _owners(self, sense: Sense, covered: tuple[Token, ...]) -> Iterator[Token]:
        """Yield whose the noun of a verb's form is, if no slot tells the recipient: "called in the ambassador of Hungary"."""
        if sense.pos == "v" and len(covered) > 1 and not sense.frame.mutual:
            for noun in covered:
                if noun.pos_ == "NOUN":
                    for slot in OWNERS:
                        yield from self.matcher.fill(noun, slot)
                    yield from (t for t in frames.premodifiers(noun) if t.ent_type_ in frames.GIVEN or t.dep_ == "poss")

    def _composed(self, sense: Sense, token: Token, covered: tuple[Token, ...], depth: int) -> Candidate | None:
        inner = self._complement(sense, token, covered, depth)
        if inner is None or (sense.operator == ALLOW and frames.is_jussive(token)):
            return None
        if sense.operator == REQUEST and frames.is_told_as_fact(inner.token):
            return None  # "insists that it will not attack" asks for nothing
        if sense.operator == ORDER and inner.token.dep_ == "ccomp" and inner.token.tag_ == "VBD":
            return None  # "Iran has it that Israel fired first": what is done is not ordered
        polar = _polar(sense.operator, token, inner)
        kind, mode = self.lexicon.compose(polar, inner.type, inner.mode)
        if kind == "-":
            return None
        outer = self._plain(replace(sense, type=kind, mode=mode), token, covered)
        if kind == "same":
            return self._carried(sense, outer, inner)
        told = f"{sense.name} with {inner.type} ({inner.entries[0]}) gives {kind}" + (f", {mode}" if mode else "")
        actors = outer.actors if sense.frame.actor else inner.actors  # "the drills stopped": whose they are
        recipients = (*outer.recipients, *_proposed(token, inner))
        if not (sense.operator == REQUEST and inner.type == SANCTION):  # who asks for an embargo asks nothing of whom it would hit
            recipients = (*recipients, *inner.recipients, *inner.actors)
        return replace(
            outer,
            actors=actors,
            entries=(*outer.entries, *inner.entries),
            covered=tuple(sorted({*outer.covered, *inner.covered}, key=lambda t: t.i)),
            recipients=_unique(t for t in recipients if t not in actors),
            contexts=inner.contexts,
            operator=sense.operator,
            inner=inner,
            negated=outer.negated and not polar.startswith(OPEN),
            specific=True,
            reasons=(*inner.reasons, told),
            said_at=_speaking(token) if polar.startswith(OPEN) else None,
        )

    def _carried(self, sense: Sense, outer: Candidate, inner: Candidate) -> Candidate:
        """Hand the arguments of a carrying word ("imposed", "series of") to the event it carries."""
        if inner.token.dep_ in ("xcomp", "ccomp", "pcomp", "advcl") and sense.operator == "light":
            # "tried to", "had to", "began to": the verb below tells the event, this one only how it stands.
            told_of_others = any(c.dep_ in frames.SUBJECTS for c in inner.token.children)  # "has it that the other side fired first"
            return replace(
                inner,
                actors=inner.actors if told_of_others else _unique((*inner.actors, *outer.actors)),
                future=outer.future or inner.future,
                negated=outer.negated or inner.negated,
                reasons=(*inner.reasons, f"{sense.name} carries it"),
            )
        if sense.operator in SUFFERED:
            actors = (*inner.actors, *outer.actors)
            own, theirs = inner.recipients, outer.recipients
            if sense.operator == "provoke":  # words provoked are aimed at the subject, deeds at whoever they name
                recipients = (*own, *theirs) if quad_of(inner.type) == VERBAL_CONFLICT or inner.type == "PROTEST" else own
            else:
                recipients = (*theirs, *own)
        else:
            actors = (*outer.actors, *(a for a in inner.actors if a not in outer.actors))
            recipients = (*inner.recipients, *outer.recipients)
        return replace(
            inner,
            token=outer.token,
            covered=tuple(sorted({*outer.covered, *inner.covered}, key=lambda t: t.i)),
            entries=(*outer.entries, *inner.entries),
            actors=_unique(actors),
            recipients=_unique(t for t in recipients if t not in outer.actors or inner.mutual),
            operator=sense.operator,
            inner=inner,
            negated=outer.negated or inner.negated,
            future=outer.future or inner.future,
            specific=True,
            carried=sense.operator == "light",
            weak=inner.weak and sense.operator == "provoke",
            reasons=(*inner.reasons, f"{sense.name} carries it"),
        )

    def _complement(self, sense: Sense, token: Token, covered: tuple[Token, ...], depth: int) -> Candidate | None:
        for slot in sense.frame.complement:
            for word in (token, *(c for c in covered if c.i != token.i)):
                for filler in self.matcher.fill(word, slot):
                    if filler in covered and len(covered) == 1:
                        continue
                    found = self._event_in(filler, depth + 1)
                    for joined in filler.conjuncts if found is None and filler.pos_ == "VERB" else ():
                        found = found or (self._event_in(joined, depth + 1) if joined.i > filler.i else None)
                    if found is not None and found.token.i != token.i:
                        return found
        return None

    def _event_in(self, head: Token, depth: int) -> Candidate | None:
        """Find the event a phrase is about: its head, or what a general noun ("series", "plan") stands for."""
        if not self.matcher.knows(head):
            return None
        found = self.read(head, depth)
        if found is not None:
            return found
        if head.pos_ in ("NOUN", "PROPN", "NUM", "PRON") and depth < DEPTH:
            for child in head.children:
                if child.dep_ in ("compound", "amod") and child.i < head.i and self.matcher.knows(child):
                    found = self.read(child, depth + 1)
                    if found is not None:
                        return found
            for noun in frames.prepositional(head, "of"):
                found = self._event_in(noun, depth + 1)
                if found is not None:
                    return found
        if head.pos_ in ("AUX", "VERB") and depth < DEPTH:
            for child in head.children:
                if child.dep_ in ("xcomp", "acomp", "attr") and self.matcher.knows(child):
                    found = self.read(child, depth + 1)
                    if found is not None:
                        return found
        return None


def _taken(token: Token, covered: tuple[Token, ...]) -> Iterator[Token]:
    """Give whom the parser ties to a noun of a verb's form, though it is done to them: "took 23 people hostage"."""
    for word in covered if token.pos_ == "VERB" else ():
        if word.pos_ == "NOUN":
            yield from (c for c in word.children if c.dep_ in ("compound", "nmod") and _is_taken(c, word))


def _is_taken(modifier: Token, word: Token) -> bool:
    if modifier.pos_ == "ADJ":
        return word.lemma_.lower() in STATES  # "seventeen Armenian prisoners taken in June"
    return modifier.tag_ in PLURAL or (word.lower_ in STATES and modifier.pos_ in ("NOUN", "PROPN", "NUM"))


def _forsworn(token: Token) -> bool:
    """Whether a verb governs an infinitive with "not"."""
    return any(c.dep_ == "xcomp" and any(k.dep_ == "neg" for k in c.children) for c in token.children)


def _speaking(token: Token) -> int:
    """Give where the one is told who does what a verb says."""
    subject = frames.surface_subject(token)
    return token.sent.start_char if subject is None else subject.idx


def _polar(operator: str, token: Token, inner: Candidate) -> str:
    """Give an operator's name in the composition table: "promised not to attack" and "did not rule out an attack" have their own rows."""
    if operator in PROMISES and inner.negated and inner.token.dep_ == "xcomp":
        return f"{operator} not"
    return f"{OPEN}{operator}" if operator in LEFT_OPEN and _negated(token) else operator


def _proposed(token: Token, inner: Candidate) -> tuple[Token, ...]:
    """Give the noun between a word and the clause it governs: "rejected a proposal of the union to reopen talks" is towards the union."""
    noun = inner.token.head
    return (noun,) if inner.token.dep_ in ("acl", "relcl") and noun.pos_ == "NOUN" and noun.head.i == token.i else ()


def _special(sense: Sense) -> bool:
    return len(sense.words) > 1 or _is_singled(sense)


def _is_singled(sense: Sense) -> bool:
    """Whether something must stand with its words."""
    return any(not c.unless for c in sense.conditions)


def _unique(tokens: Iterator[Token] | tuple[Token, ...]) -> tuple[Token, ...]:
    return tuple({t.i: t for t in tokens}.values())


def _negated(token: Token) -> bool:
    return any(c.dep_ == "neg" or (c.dep_ == "det" and c.lower_ == "no") for c in token.children) or (
        token.pos_ == "ADJ" and any(c.dep_ == "neg" for c in token.head.children)
    )


def _future(token: Token) -> bool:
    verb = token
    for _ in range(3):
        if any(c.dep_ == "aux" and c.tag_ == "MD" and c.lower_ in ("will", "'ll", "shall", "would", "’ll") for c in verb.children):
            return True
        infinitive = verb.dep_ == "xcomp" and any(c.tag_ == "TO" for c in verb.children)
        if infinitive and verb.head.lemma_ in ("go", "be"):
            return True
        if verb.dep_ not in ("conj", "xcomp") or verb.head.pos_ not in ("VERB", "AUX"):
            return False
        verb = verb.head
    return False
