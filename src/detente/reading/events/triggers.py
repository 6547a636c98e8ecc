"""Finds the words that may tell an event and decides in which sense they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from detente.reading.events import frames
from detente.reading.events.lexicon import Condition, EventLexicon, Sense

PARTS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}



GAP = 4  # words between the parts of a form such as "open ... fire": longer gaps join words of two phrases
REACH = 14  # words up to a part that the parse ties to the form
TIED = frozenset({"prep", "prt", "dobj", "pobj", "advmod", "acomp", "oprd", "attr"})
SKIPPED = frozenset({"DET", "ADJ", "PRON", "ADV", "NUM", "NOUN", "PROPN", "PART", "PUNCT"})

FIRE, GUNS = "fire", "gunfire"  # the word, and the class of words for whose fire it is: "mortar fire"
EVERYDAY = "COERCE"
LIGHT, APART = frozenset({"come", "go", "make", "turn", "take"}), frozenset({"up", "down", "off", "across", "about"})
AWAY = frozenset({"lunch", "dinner", "breakfast", "home", "airport", "hospital"})  # who leaves his office for these is still in it
OBJECT, ANY_NAME = ("obj",), frozenset({"*", "PROPN"})
DESIGNATION = "DESIGNATION"  # how a class names weapons that go by a name with a number
_NUMBERED = re.compile(r"[A-Z][A-Za-z]*-\d+[A-Za-z]*")


class Matcher:
    """Matches one sentence against the lexicon; the base forms of its words are read once."""

    def __init__(self, lexicon: EventLexicon, sentence: Span | Doc) -> None:
        self.lexicon = lexicon
        self.tokens: Sequence[Token] = list(sentence)
        self.start = self.tokens[0].i if self.tokens else 0
        known = lexicon.inflected
        self.lemmas = [
            known.get(token.lower_, token.lemma_.lower()) if token.tag_[0] == "V" else token.lemma_.lower() for token in self.tokens
        ]
        self._filled: dict[tuple[int, str], list[Token]] = {}
        self.words = frozenset(self.lemmas) | {token.lower_ for token in self.tokens}

    def candidates(self) -> Iterator[tuple[Token, str]]:
        """Yield the tokens some entry starts with, each with its part of speech in the lexicon."""
        senses = self.lexicon.senses
        for token, lemma in zip(self.tokens, self.lemmas, strict=True):
            if _is_within_name(token):
                continue
            for pos in parts(token):
                if (pos, _key(token, lemma, pos)) in senses:
                    yield token, pos
                    break

    def lemma(self, token: Token) -> str:
        """Give a token's base form."""
        return self.lemmas[token.i - self.start]

    def senses(self, token: Token) -> list[tuple[Sense, tuple[Token, ...]]]:
        """Give the senses of a token whose words and conditions hold, the most special first, with the words they cover."""
        result: list[tuple[Sense, tuple[Token, ...]]] = []
        for pos in parts(token) if not _is_within_name(token) else ():
            for sense in self.lexicon.senses.get((pos, _key(token, self.lemma(token), pos)), ()):
                covered = self._covered(sense, token)
                if not covered or _tells_otherwise(token, covered):
                    continue
                if all(self._holds(c, token, covered) or self._is_untold(c, sense, token) for c in sense.conditions):
                    result.append((sense, covered))
            if result:
                break
        return result

    def _covered(self, sense: Sense, token: Token) -> tuple[Token, ...]:
        if len(sense.words) == 1:
            return (token,)
        if not self.words.issuperset(sense.words):
            return ()
        if sense.is_compound:
            return self._compound(sense, token)
        return self._phrase(sense, token)

    def _compound(self, sense: Sense, token: Token) -> tuple[Token, ...]:
        first = token.i - self.start - len(sense.words) + 1
        if first < 0 or any(
            word not in (self.lemmas[first + k], self.tokens[first + k].lower_) for k, word in enumerate(sense.words)
        ):
            return ()
        return tuple(self.tokens[first : first + len(sense.words)])

    def _phrase(self, sense: Sense, token: Token) -> tuple[Token, ...]:
        """Match a verb with its particle, preposition or noun: in order, close by; in passives the noun may come first."""
        covered = [token]
        place = token.i - self.start
        for word in sense.words[1:]:
            after = self._next(word, place)
            if after is None:
                after = self._below(word, covered, place)
            if after is None:
                noun = next((o for o in frames.objects(token) if self.knows(o) and self.lemma(o) == word), None)
                if noun is None:
                    return ()
                covered.append(noun)
                continue
            covered.append(self.tokens[after])
            place = after
        return tuple(covered)

    def knows(self, token: Token) -> bool:
        """Whether a token stands in the sentence."""
        return 0 <= token.i - self.start < len(self.lemmas)

    def _next(self, word: str, place: int) -> int | None:
        for k in range(place + 1, min(place + 2 + GAP, len(self.tokens))):
            if word in (self.lemmas[k], self.tokens[k].lower_) and self._belongs(k, word, place):
                return k
            if self.tokens[k].pos_ not in SKIPPED:
                return None
        return None

    def _below(self, word: str, covered: list[Token], place: int) -> int | None:
        """Find a word further on that hangs on the form's words ("placed a brigade in Italy on alert")."""
        for parent in covered:
            for child in parent.children:
                k = child.i - self.start
                if not (place < k <= place + REACH and self.knows(child)):
                    continue
                if child.dep_ in TIED and word in (self.lemmas[k], child.lower_) and not _tells_time(child):
                    return k
        return None

    def _belongs(self, k: int, word: str, place: int) -> bool:
        """Whether a word can be part of a verb's form: no infinitive's "to", no other verb, and not in somebody else's phrase."""
        token = self.tokens[k]
        if k > 1 and self.tokens[k - 1].text == "-" and k - 1 > place:
            return False  # "opened a live-fire drill" opens no fire
        if token.dep_ == "aux" or _tells_time(token) or (token.pos_ in ("VERB", "AUX") and token.lower_ != word):
            return False
        return k == place + 1 or token.pos_ not in ("ADP", "ADV", "PART") or token.head.i == self.tokens[place].i

    def _holds(self, condition: Condition, token: Token, covered: tuple[Token, ...]) -> bool:
        if condition.unless and condition.slots == ("any",):
            return not self._besides(condition.words, covered)
        found = any(self._fills(slot, condition, token, covered) for slot in condition.slots)
        return found != condition.unless

    def _is_untold(self, condition: Condition, sense: Sense, token: Token) -> bool:
        """Whether a passive does not say who does it, where the one it is done to singles the sense out: "the militia was defeated".

        Closures and arrests told so are everyday life as often as coercion.
        """
        if sense.type == EVERYDAY or condition.unless or condition.slots != ("subj",):
            return False
        if not frames.is_passive(token) or self.fill(token, "subj"):
            return False
        return any(not c.unless and c.slots == OBJECT and ANY_NAME.isdisjoint(c.words) for c in sense.conditions)

    def _besides(self, words: frozenset[str], covered: tuple[Token, ...]) -> bool:
        """Whether the sentence holds one of the words besides the form's own: commandos who storm a hotel are no bad weather."""
        if words.isdisjoint(self.words):
            return False
        own = {token.i for token in covered}
        return any(
            t.i not in own and (lemma in words or t.lower_ in words) for t, lemma in zip(self.tokens, self.lemmas, strict=True)
        )

    def _fills(self, slot: str, condition: Condition, token: Token, covered: tuple[Token, ...]) -> bool:
        words = condition.words
        if slot == "any":
            return not words.isdisjoint(self.words)
        fillers = [f for f in self.fill(token, slot) if self.knows(f)]
        if condition.unless:  # the form's own words speak against nothing: "take place" has no object besides
            fillers = [f for f in fillers if f not in covered and not self._is_shooting(f)]
        if "*" in words:
            return bool(fillers)
        return any(self._of_class(f, words) for f in fillers)

    def _is_shooting(self, token: Token) -> bool:
        """Whether "fire" is that of arms and burns nothing: "mortar fire", "fire from a detachment"."""
        if self.lemma(token) != FIRE:
            return False
        guns = self.lexicon.classes[GUNS]
        from_somebody = any(c.dep_ == "prep" and c.lower_ == "from" for c in token.children)
        return from_somebody or any(c.dep_ in ("compound", "amod") and self.lemma(c) in guns for c in token.children)

    def fill(self, token: Token, slot: str) -> list[Token]:
        """As `fill`; each slot of a word is looked up once, however many senses ask for it."""
        key = (token.i, slot)
        if key not in self._filled:
            self._filled[key] = fill(token, slot)
        return self._filled[key]

    def _of_class(self, token: Token, words: frozenset[str]) -> bool:
        if self.lemma(token) in words or token.lower_ in words or token.ent_type_ in words or token.pos_ in words:
            return True
        if DESIGNATION in words and any(_NUMBERED.fullmatch(t.text) for t in (token, *token.lefts)):
            return True
        return any(
            self.lemma(c) in words
            for c in token.children
            if self.knows(c) and c.dep_ in ("compound", "conj", "amod", "appos")
        ) or any(
            self.lemma(p) in words for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if self.knows(p)
        )


def _key(token: Token, lemma: str, pos: str) -> str:
    """Give the form under which the lexicon knows a token: gerunds that stand as nouns keep their ending."""
    return token.lower_ if pos == "n" and token.tag_ == "VBG" else lemma


def _is_within_name(token: Token) -> bool:
    """Whether a word is part of a name, where it tells nothing: "Freedom Shield"."""
    return token.pos_ == token.head.pos_ == "PROPN" and token.dep_ == "compound"


def _tells_time(preposition: Token) -> bool:
    """Whether a preposition opens a date ("called him on Wednesday" is no "call on")."""
    return preposition.pos_ == "ADP" and any(c.ent_type_ in ("DATE", "TIME") for c in preposition.children)


def parts(token: Token) -> tuple[str, ...]:
    """Give the parts of speech under which the lexicon may know a token; gerunds may be either."""
    part = PARTS.get(token.pos_)
    if part is None:
        return ()
    if part == "n" and token.tag_ == "VBG":
        return ("n", "v")
    if part == "v" and token.tag_ == "VBG":
        return ("n", "v") if frames.is_nominal(token) else ("v", "n")
    if part == "a" and token.tag_ == "VBN":
        return ("a", "v")
    return (part,)


def _tells_otherwise(token: Token, covered: Sequence[Token]) -> bool:
    """Whether what stands with a verb gives it another sense.

    "Called the strike a triumph", "left the runway strewn", "left his office for lunch", "came up with an offer".
    """
    lemma = token.lemma_.lower()
    if lemma == "call" and len(covered) > 1:
        return covered[1].dep_ == "dobj" and any(child.dep_ == "oprd" and child.i > covered[1].i for child in token.children)
    if lemma == "leave" and len(covered) > 1:
        return any(t.lower_ in AWAY for c in token.children if c.dep_ == "prep" and c.lower_ == "for" for t in c.children)
    if lemma == "leave":
        things = [child for child in token.children if child.dep_ == "dobj"]
        after = [below for thing in things for below in (*thing.children, *token.children) if below.i > thing.i]
        return any(below.dep_ in ("acl", "advcl", "oprd") and below.tag_ in ("VBN", "VBG") for below in after)
    return lemma in LIGHT and len(covered) == 1 and any(child.dep_ == "prt" and child.lower_ in APART for child in token.children)


def fill(token: Token, slot: str) -> list[Token]:
    """Give what fills a slot of a word; a noun's ``subj`` is the subject of the verb that carries it."""
    if slot == "subj":
        if token.pos_ == "ADJ":
            return [s] if (s := frames.surface_subject(token.head)) is not None else []
        if frames.is_nominal(token) and token.pos_ != "VERB":
            return np(token)
        return frames.subject(token)
    if slot == "obj":
        return frames.objects(token)
    if slot == "dat":
        return frames.datives(token)
    if slot == "xcomp":
        return frames.clauses(token)
    if slot == "inf":
        return [c for c in frames.clauses(token) if any(a.tag_ == "TO" for a in c.children)]
    if slot == "modal":
        return [a for c in frames.clauses(token) for a in c.children if a.dep_ == "aux"] + [
            c for c in frames.clauses(token) if c.pos_ == "VERB"
        ]
    if slot == "called":
        return frames.called(token)
    if slot == "comp":
        return frames.complement_subject(token)
    if slot == "np":
        return np(token)
    if slot == "noun":
        return [token, *frames.premodifiers(token)]
    return frames.prepositional(token, slot)


def np(noun: Token) -> list[Token]:
    """Give who may stand behind an event noun: a possessive, by-phrase, adjective, compound or from-phrase."""
    before = frames.premodifiers(noun)
    owners = [t for t in before if t.dep_ == "poss"]
    return [*owners, *frames.by_phrases(noun), *(t for t in before if t.dep_ != "poss"), *frames.prepositional(noun, "from")]
