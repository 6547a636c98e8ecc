"""What a text tells: whose deed "the launch" is, who "both sides" are, against whom somebody stands.

An event often names only half of who takes part, because the text has told the rest: "Tokyo condemned the launch", "Moscow called on
both sides", "Addis Ababa refused". The scene keeps the deeds told, in text order, and answers from those nearest to a word, earlier
ones first. Bridging from a definite noun phrase to an event told before follows Asher and Lascarides (*Journal of Semantics* 15, 1998).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from detente.ontology import EVENT_TYPES
from detente.reading.by_place import ByPlace
from detente.reading.events import frames
from detente.reading.events.compose import Candidate
from detente.reading.events.lexicon import EventLexicon
from detente.reading.events.people import ActorLookup, party_of
from detente.reading.status import Verdict, status_of
from detente.records import Actor, Document, Mention, Statement, TextSpan

GROUPS, GROUP_MARKS = "group_noun", "group_mark"  # classes of words: "both sides", "the two countries"
ORGANS, ANSWERING, LIKEWISE = "organ", "answering", "likewise"
PUBLIC = "public_body"  # the class of words for bodies of public life that belong to no one side ("the committee")
DRILLS = "drill_noun"  # the class of words for exercises
SPEAKING, PLURAL_SPEAKING = "speaking", "speaking_side"  # "I", "my", and of these those of a side: "we", "our"
DONE_NOUNS, SAID_NOUNS, ANY_NOUNS = "done_noun", "said_noun", "deed_noun"  # "the launch", "the offer", "the move"
OPINIONS = frozenset({"ACCUSE", "SUPPORT", "CONSULT"})  # talk is no deed that others speak of; what several sign is
SAID = frozenset({"REQUEST", "AGREE", "CONCEDE", "REJECT", "THREATEN"})  # deeds done by words
EVERYONE, PERSONAL, PEOPLE, OFFICE = "everyone", "personal", "human", "office"  # "everybody"; "them"; "men"; "commander"
DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "both", "all"})
ARMED = frozenset({"REB", "INS", "PAR", "MIL", "COP", "SPY", "UAF", "OPP", "GOV"})
HARMLESS = frozenset({"IGO", "NGO", "NGM", "MED", "EDU", "JRN", "CVL", "BUS"})
PRIVATE = frozenset({"CVL", "JRN", "EDU", "MED", "AGR", "CRM", "SOC"})
MEMORY = 40  # deeds back that a noun may take up: texts of news tell fewer
LATELY = 4  # deeds back among which one that suits praise or blame goes before the last
OPENING = 60  # words: of a headline and a first sentence, which may announce what is told after
VERBAL = 3  # PLOVER's quad of hostile words; above it stand hostile deeds
UNKNOWN = "~"  # codes of people whom the text names and no table knows begin with this


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed told before.

    Parameters
    ----------
    type
        Its PLOVER type.
    word
        The base form of its head.
    place
        The index of its head in the document.
    actors, recipients
        Who did it to whom.
    mode
        Its PLOVER mode, or None.
    planned
        Whether it is only said that it will be done: an announcement, which is no deed yet.
    real
        Whether it is told as a fact.
    drill
        Whether it is an exercise: a noun of that kind takes it up, whatever it is coded as.
    """

    type: str
    word: str
    place: int
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    mode: str | None = None
    planned: bool = False
    real: bool = True
    drill: bool = False

    @property
    def is_done(self) -> bool:
        """Whether it is a deed that a noun may name again, and not only announced, feared or talked about."""
        return (self.real or self.type == "CONSULT") and not self.planned  # talks that may come are the talks one speaks of


class Scene:
    """The actors of a document together with the deeds told so far; it answers as `ActorLookup` does.

    Parameters
    ----------
    actors
        The document's actors.
    document
        The document.
    lexicon
        The event lexicon, for its classes of words.
    told
        Its statements by their contents, which tell who "we" are.
    """

    def __init__(
        self, actors: ActorLookup, document: Document, lexicon: EventLexicon, told: ByPlace[Statement] | None = None
    ) -> None:
        self._actors = actors
        self._document = document
        self._classes = lexicon.classes
        self._told = told
        self._deeds: list[Deed] = []
        self._verdicts: dict[int, Verdict] = {}
        self._powers: list[tuple[str, int]] | None = None

    @property
    def table(self) -> dict[str, Actor]:
        """The actors by code."""
        return self._actors.table

    @property
    def mentions(self) -> Sequence[Mention]:
        """All mentions, in text order."""
        return self._actors.mentions

    @property
    def home(self) -> str | None:
        """The country whose outlet the text is of."""
        return self._actors.home

    @property
    def deeds(self) -> Sequence[Deed]:
        """The deeds told, in text order."""
        return self._deeds

    def verdict(self, word: Token) -> Verdict:
        """Give the status of a word: judged once, asked for when its deed is remembered and again when it is recorded."""
        if word.i not in self._verdicts:
            self._verdicts[word.i] = status_of(word.doc, word.idx, word.idx + len(word), published=self._document.published)
        return self._verdicts[word.i]

    def at(self, token: Token, /) -> Mention | None:
        """Give the mention that covers a token, or None."""
        return self._actors.at(token)

    def of_phrase(self, head: Token, /) -> tuple[Mention, ...]:
        """Give who a noun phrase stands for, "both sides", "its troops" and the "we" of a speaker included."""
        if head.lower_ in self._classes[SPEAKING]:
            return self._speaker(head)
        found = self._actors.of_phrase(head)
        if any(not m.actor.startswith(UNKNOWN) for m in found):
            return found
        if self._is_group(head):
            return self._group(head) or found
        if head.lemma_.lower() in self._classes[ORGANS]:
            return self._owner(head) or found
        return found

    def _speaker(self, head: Token) -> tuple[Mention, ...]:
        """Say who speaks of himself: the source of the innermost statement around "we" or "our", else the outlet's own side."""
        around = self._told.around(head.idx, head.idx + len(head)) if self._told is not None else []
        known = [s for s in around if s.source is not None and not s.source.actor.startswith(UNKNOWN)]
        if not known:
            return () if around or head.lower_ not in self._classes[PLURAL_SPEAKING] else self.at_home(head)
        inner = min(known, key=lambda s: sum(span.end - span.start for span in s.content))
        assert inner.source is not None
        return (Mention(inner.source.actor, TextSpan.of(self._document.id, self._document.text, head.idx, head.idx + len(head))),)

    def at_home(self, head: Token) -> tuple[Mention, ...]:
        """Give the side whose outlet the text is of, if it names one, as told by a word of the outlet's own."""
        home = self._actors.home
        code = next((c for c in (home, f"{home}-GOV") if c in self.table), None) if home is not None else None
        return (Mention(code, TextSpan.of(self._document.id, self._document.text, head.idx, head.idx + len(head))),) if code else ()

    def remember(self, candidate: Candidate, actors: tuple[Mention, ...], recipients: tuple[Mention, ...], real: bool) -> None:
        """Add a deed that is told as done (`real`), or announced or talked about."""
        if not (candidate.negated or candidate.weak):
            word = candidate.token.lemma_.lower()
            drill = any(token.lemma_.lower() in self._classes[DRILLS] for token in candidate.covered)
            deed = Deed(candidate.type, word, candidate.token.i, actors, recipients, candidate.mode, candidate.future, real, drill)
            self._deeds.append(deed)

    def deed_of(
        self, noun: Token, kind: str | None, mode: str | None, besides: Sequence[Mention] = (), same: bool = False,
        hostile: bool | None = None,
    ) -> Deed | None:
        """Give the deed that a noun takes up, not one of those who speak of it; None if there is none.

        `kind` and `mode` are the event type and mode the noun tells, None for one that tells none. A deed of that type comes first: of
        the last few one told by the same word ("tested" for "the test"), else one of the same mode. A noun for what is done
        ("the blast") or said ("the offer") may take up another such deed, a general one ("the move") either, unless `same` asks for one
        of the noun's own type. Only a text's opening speaks of deeds told after it. `hostile` as in `latest`.
        """
        # What a clause tells of the noun is another deed ("a house that rebels had burned"), a noun in it the same ("killed in a raid").
        within = frozenset(t.i for t in noun.subtree if t.i > noun.i and t.pos_ == "VERB")
        known = [deed for deed in self._of_others(noun.i, besides) if deed.place not in within]
        word = noun.lemma_.lower()
        if word in self._classes[DRILLS] and not same:
            drilled = (d for d in known if d.drill and d.is_done and (d.place < noun.i or noun.i < OPENING))
            if (drill := next(drilled, None)) is not None:
                return drill
        alike = [d for d in known if d.type == kind and d.is_done and (d.place < noun.i or noun.i < OPENING)]
        if alike or same:
            lately = alike[:LATELY]
            by_word = next((d for d in lately if d.word == word), None)
            return by_word or next((d for d in lately if d.mode == mode), None) or next(iter(alike), None)
        done, said = (word in self._classes[c] or word in self._classes[ANY_NOUNS] for c in (DONE_NOUNS, SAID_NOUNS))
        earlier = [d for d in known if d.place < noun.i]
        if (by_word := next((d for d in earlier[:LATELY] if d.word == word and d.is_done), None)) is not None:
            return by_word
        return _suiting([d for d in earlier if (done if d.is_done and d.type not in SAID else said)], hostile)

    def latest(self, place: int, besides: Sequence[Mention], hostile: bool | None) -> Deed | None:
        """Give the last deed of others told before a place.

        `hostile`: one of the last few that suits blame (True) or praise (False) goes before the very last; None: the last thing said.
        """
        earlier = [d for d in self._of_others(place, besides) if d.place < place and d.is_done]
        return _suiting([d for d in earlier if hostile is not None or d.type in SAID], hostile)

    def _of_others(self, place: int, besides: Sequence[Mention]) -> list[Deed]:
        """Give the deeds nearest to a place that are no opinions or talks and of nobody who speaks of them, those told before first."""
        speaking = {self.party(m.actor) for m in besides}
        return [d for d in self.near(place) if d.actors and not speaking & {self.party(m.actor) for m in d.actors}]

    def may_quarrel(self, code: str) -> bool:
        """Whether an actor is a state or an armed group, and no body that mediates, watches or reports."""
        actor = self.table.get(self.party(code)) or self.table.get(code)
        return actor is not None and (actor.country is not None or actor.sector in ARMED - {"GOV"}) and actor.sector not in HARMLESS

    def party(self, code: str) -> str:
        """Give the side on which an actor stands."""
        return party_of(code, self)

    def nation(self, code: str) -> str:
        """Give the side on which an actor stands; of people and firms without a side, their country."""
        actor = self.table.get(code)
        peaceful = actor is not None and actor.party is None and actor.sector in HARMLESS | PRIVATE
        return (actor.country if actor is not None and peaceful else None) or self.party(code)

    def powers(self) -> list[tuple[str, int]]:
        """Give the three sides, of states and armed groups, that the text names most, and how often; counted once."""
        if self._powers is None:
            told = (m.actor for m in self.mentions if not m.actor.startswith(UNKNOWN) and self.may_quarrel(m.actor))
            self._powers = Counter(map(self.party, told)).most_common(3)
        return self._powers

    def has_country(self, code: str) -> bool:
        """Whether an actor is of a country, and no body of several."""
        actor = self.table.get(code)
        return actor is not None and actor.country is not None

    def has_power(self, code: str) -> bool:
        """Whether an actor is a state, an armed group or a part of one: whose warnings are threats, not forecasts."""
        actor = self.table.get(code)
        return actor is not None and (actor.party is not None or actor.sector in ARMED) and actor.sector not in HARMLESS

    def has_standing(self, mention: Mention) -> bool:
        """Whether somebody is a party of public life: a state, an office, an armed group, an organisation; not private people."""
        actor = self.table.get(mention.actor)
        if actor is not None and actor.sector not in PRIVATE and bool(actor.sector or actor.country):
            return True
        last = mention.span.quote.lower().split()[-1]
        known = self._classes[ORGANS] | self._classes[PUBLIC]
        return any(form in known for form in (last, last.removesuffix("s"), last.removesuffix("ies") + "y"))

    def is_outlet(self, word: Token) -> bool:
        """Whether a word is the outlet's own, and in nobody's statement."""
        return self._told is None or not self._told.around(word.idx, word.idx + len(word))

    def is_everybody(self, head: Token) -> bool:
        """Whether a phrase means all the world ("all nations", "everybody"), and so nobody of those told of."""
        if head.lower_ in self._classes[EVERYONE]:
            return True
        return head.tag_ == "NNS" and head.lemma_.lower() in self._classes[GROUPS] and not self.of_phrase(head)

    def is_somebody(self, head: Token) -> bool:
        """Whether a phrase means people of whom is not known whose they are: "their commander", "them"."""
        if head.pos_ == "PRON":
            return head.lower_ in self._classes[PERSONAL]
        word = head.lemma_.lower()
        return head.pos_ == "NOUN" and any(word in self._classes[name] for name in (PEOPLE, OFFICE, ORGANS))

    def is_likewise(self, word: Token) -> bool:
        """Whether somebody is said to do what others did: "Sudan protested as well"."""
        return any(c.lower_ in self._classes[LIKEWISE] or (c.lower_ == "well" and c.i and c.nbor(-1).lower_ == "as") for c in word.children)

    def is_answer(self, word: Token) -> bool:
        """Whether the words around an event say that it answers another ("fired three missiles in return")."""
        return any(t.lemma_.lower() in self._classes[ANSWERING] for t in word.subtree)

    def near(self, place: int) -> list[Deed]:
        """Give the deeds nearest to a place, those told before first, the nearest of them at the front."""
        here = bisect_left(self._deeds, place, key=lambda deed: deed.place)
        before, after = self._deeds[max(here - MEMORY, 0) : here], self._deeds[here : here + MEMORY]
        return [*reversed(before), *(deed for deed in after if deed.place > place)]

    def _is_group(self, head: Token) -> bool:
        marks, nouns = self._classes[GROUP_MARKS], self._classes[GROUPS]
        if head.lower_ in marks and head.dep_ == "nummod":
            return head.head.lemma_.lower() in nouns  # "two others" are no two sides
        if head.lower_ in marks:
            return head.pos_ in ("NUM", "PRON", "NOUN", "DET") and not any(c.dep_ == "prep" for c in head.children)
        return head.lemma_.lower() in nouns and any(c.lower_ in marks for c in head.children)

    def _group(self, head: Token) -> tuple[Mention, ...]:
        """Say which two sides are meant: those of the latest deed between two who are not the sentence's own subject."""
        above = head.head.head if head.head.pos_ == "ADP" else head.head
        speaker = frames.surface_subject(above) if above.pos_ == "VERB" and head.dep_ not in ("nsubj", "nsubjpass") else None
        apart = {self.party(m.actor) for m in self._actors.of_phrase(speaker)} if speaker is not None and speaker.i != head.i else set()
        # "two drones" are no two sides
        sure = head.dep_ not in ("nummod", "det") and (is_definite(head) or not any(c.dep_ == "nummod" for c in head.children))
        pairs = self._pairs(head.i)
        foes = [sides for sides in pairs if all(map(self.may_quarrel, sides.values()))]
        watched = [sides for sides in pairs if sides not in foes]  # one of them a body that only mediates or watches
        for sides in (*foes, self._foremost(apart) if sure else {}, *watched):
            if sides and not apart & set(sides):
                words = head.doc[min((c.i for c in head.lefts), default=head.i) : head.i + 1]
                span = TextSpan.of(self._document.id, self._document.text, words.start_char, words.end_char)
                return tuple(Mention(code, span) for code in sides.values())
        return ()

    def _foremost(self, apart: set[str]) -> dict[str, str]:
        """Give the two states a text names most, by side, where a third one speaks of "both" and no deed between two is told."""
        counts = Counter(self.party(m.actor) for m in self._actors.mentions if self._is_of_state(m.actor))
        ranked = sorted(((-n, side) for side, n in counts.items() if side not in apart and side in self.table))
        clear = len(ranked) == 2 or (len(ranked) > 2 and ranked[1][0] < ranked[2][0])
        return {side: side for _, side in ranked[:2]} if clear else {}

    def _is_of_state(self, code: str) -> bool:
        actor = self.table.get(code)
        return actor is not None and actor.country is not None and actor.party == actor.country

    def _pairs(self, place: int) -> list[dict[str, str]]:
        """Give the two sides of each deed between two, the nearest first."""
        pairs = []
        for deed in (d for d in self.near(place) if not d.planned):
            sides: dict[str, str] = {}
            for mention in (*deed.actors, *deed.recipients):
                if not mention.actor.startswith(UNKNOWN):
                    sides.setdefault(self.party(mention.actor), mention.actor)
            if len(sides) == 2:
                pairs.append(sides)
        return pairs

    def _owner(self, head: Token) -> tuple[Mention, ...]:
        """Say whose organ "its troops" or "troops of the government" are."""
        owners = [c for c in head.children if c.dep_ == "poss"] + frames.prepositional(head, "of")
        for owner in owners:
            found = tuple(m for m in self.of_phrase(owner) if not m.actor.startswith(UNKNOWN))
            if found:
                return found
        return ()


def _suiting(deeds: Sequence[Deed], hostile: bool | None) -> Deed | None:
    told = [d for d in deeds if d.type not in OPINIONS or (d.type == "SUPPORT" and len({m.actor for m in d.actors}) > 1)]
    suiting = [d for d in told[:LATELY] if hostile is None or (EVENT_TYPES[d.type].quad > 2 and d.type != "REQUEST") is hostile]
    return next(iter(suiting or told), None)


def is_definite(noun: Token) -> bool:
    """Whether a noun takes up what is known: "the launch", "this week's test"."""
    return any((c.dep_ == "det" and c.lower_ in DEFINITE) or (c.dep_ == "poss" and c.ent_type_ in ("DATE", "TIME")) for c in noun.children)
