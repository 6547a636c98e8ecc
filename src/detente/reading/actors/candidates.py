"""Mentions in the making, and where they stand in the parse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from detente.reading.actors.joints import joints
from detente.reading.actors.phrase import Phrase
from detente.reading.actors.text import SOFT, Parse, Words
from detente.records import Actor

SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
OBJECTS = frozenset({"dobj", "obj"})
_OWN_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLIMB = 6  # steps: from a modifier to the verb it belongs to


@dataclass(slots=True)
class Candidate:
    """A mention in the making: words `start` to `end`, and the actor.

    `members` are the further actors where one phrase stands for several ("both sides", "they").
    """

    phrase: Phrase | None
    actor: Actor
    start: int
    end: int
    resolved: bool
    pronoun: bool = False
    members: tuple[Actor, ...] = ()

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All it stands for."""
        return (self.actor, *self.members)


@dataclass(slots=True)
class Scene:
    """A text with its candidates: what the rules of coreference look at."""

    words: Words
    parse: Parse
    candidates: list[Candidate]
    subject_of: dict[int, int]  # verb token -> token of its subject
    root_of: dict[int, int]  # sentence -> token of its main verb
    theme: str | None = None  # the country the text is about
    home: str | None = None  # the country the dateline names, if the text speaks of it
    written: str | None = None  # the country the dateline or the outlet names, whatever the text speaks of
    own: dict[str, frozenset[str]] = field(default_factory=dict)  # the words of the names of a user's sides, by code

    @classmethod
    def of(cls, candidates: list[Candidate], words: Words) -> Scene:
        """Look at a parsed text."""
        assert words.parse is not None, "coreference needs a parse"
        parse = words.parse
        subjects: dict[int, int] = {}
        roots: dict[int, int] = {}
        for i, dep in enumerate(parse.dep):
            if dep in _OWN_SUBJECTS:
                subjects.setdefault(parse.head[i], i)
            elif parse.head[i] == i:
                roots.setdefault(parse.sentence[i], i)
        return cls(words, parse, candidates, subjects, roots)

    def head(self, each: Candidate) -> int:
        """Give the token a mention is headed by: "spokesman" in "spokesman of the front"."""
        phrase = each.phrase
        own = phrase is not None and not each.pronoun and each.start <= phrase.head < each.end
        return self.words.token[phrase.head if own and phrase is not None else each.end - 1]

    def sentence(self, each: Candidate) -> int:
        """Give the number of the sentence a mention stands in."""
        return self.parse.sentence[self.words.token[each.start]]

    def is_subject(self, each: Candidate) -> bool:
        """Whether a mention is the subject of a verb."""
        return self.parse.dep[self.head(each)] in SUBJECTS

    def joined(self, each: Candidate, among: Iterable[Candidate]) -> list[Candidate]:
        """Give the mentions joined to one by "and", that one first."""
        group = [each]
        heads = {self.head(each)}
        for other in among:
            head = self.head(other)
            if other.start > each.start and self.parse.dep[head] == "conj" and self.parse.head[head] in heads:
                group.append(other)
                heads.add(head)
        if len(group) == 1 and each.phrase is not None and each.phrase.noun >= 0:
            group += [o for o in among if o is not each and o.phrase is not None and o.phrase.noun == each.phrase.noun]
        return group

    def modifies_thing(self, each: Candidate) -> bool:
        """Whether a mention only says whose or what sort of thing something is: "a North Korean missile"."""
        return self.parse.dep[self.head(each)] in ("amod", "compound", "nmod")

    def before(self, word: int) -> list[Candidate]:
        """Give the mentions that end before a word."""
        return [each for each in self.candidates if each.end <= word]

    def definite(self, each: Candidate) -> bool:
        """Whether "the" or "this" stands before a phrase."""
        start = each.phrase.start if each.phrase is not None else each.start
        return start > 0 and self.words.gap[start] == SOFT and self.words.plain[start - 1] in joints().determiners

    def speaker_above(self, token: int) -> frozenset[str]:
        """Give the sides of the subject of the verb a token belongs to: who urges both sides is neither of them."""
        verb = token
        for _ in range(_CLIMB):
            above = self.parse.head[verb]
            if above == verb:
                break
            verb = above
            subject = self.subject_of.get(verb)
            if subject is not None and subject != token:
                return frozenset(a.party or a.code for e in self.candidates if self.head(e) == subject for a in e.actors)
        return frozenset()
