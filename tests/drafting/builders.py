"""Readings written by hand: sentences with the records they tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.records import (
    Actor,
    DateOrigin,
    Document,
    Event,
    Genre,
    Mention,
    Numbers,
    Proposal,
    ProposalKind,
    Quotation,
    Reading,
    Relation,
    RelationKind,
    Stance,
    Statement,
    Status,
    TextSpan,
    Voice,
    VoiceKind,
    When,
    WhenOrigin,
    record_id,
)

NAMES = {"ARD": "Ardenia", "BOR": "Boria", "CAL": "Calmar", "DOR": "Doria", "LGE": "League of States", "NWS": "Newsroom"}
SECTORS = {"NWS": "JRN"}


def actor(code: str) -> Actor:
    if code.startswith("~"):
        return Actor(code, code[1:], None, None, None)
    base, _, sector = code.partition("-")
    name = NAMES.get(base, base)
    return Actor(code, f"{name} {sector}".strip(), base, None if base == "LGE" else base, sector or SECTORS.get(base))


@dataclass
class Paper:
    """A document that grows sentence by sentence."""

    id: str = "doc-1"
    published: str | None = "2023-04-16"
    genre: Genre = Genre.NEWS
    text: str = ""
    events: list[Event] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)

    def _sentence(self, sentence: str) -> TextSpan:
        start = self.text.find(sentence)
        if start < 0:
            start = len(self.text)
            self.text += sentence + " "
        return TextSpan(self.id, start, start + len(sentence), sentence)

    def _words(self, sentence: TextSpan, words: str) -> TextSpan:
        start = sentence.start + sentence.quote.index(words)
        return TextSpan(self.id, start, start + len(words), words)

    def _mentions(self, codes: tuple[str, ...], sentence: TextSpan) -> tuple[Mention, ...]:
        self.codes.update(codes)
        return tuple(Mention(code, TextSpan(self.id, sentence.start, sentence.start + 1, sentence.quote[0])) for code in codes)

    def _voice(self, told_by: str | None, sentence: TextSpan) -> Voice:
        opinion = self.genre is Genre.OPINION
        if told_by is None:
            return Voice(VoiceKind.OPINION if opinion else VoiceKind.OUTLET, (), opinion)
        source = self._mentions((told_by,), sentence)[0]
        name = record_id("st", self.id, told_by, sentence.start)
        self.statements.append(Statement(name, source, None, (sentence,), Quotation.INDIRECT, Stance.SAYS, None, None, When.unknown(), 1.0))
        return Voice(VoiceKind.SOURCE, (name,), opinion)

    def tell(
        self, sentence: str, trigger: str, type_name: str, by: str, to: str = "", *, mode: str | None = None, on: str | None = None,
        status: Status = Status.ASSERTED, historical: bool = False, told_by: str | None = None,
    ) -> Paper:  # fmt: skip
        """Add an event; parties of one side are parted by blanks."""
        span = self._sentence(sentence)
        words = self._words(span, trigger)
        when = When(on, on, "day", WhenOrigin.EXPRESSION) if on else When.unknown()
        self.events.append(
            Event(
                record_id("ev", self.id, words.start, type_name, by, to, status), type_name, mode, (), None,
                self._mentions(tuple(by.split()), span), self._mentions(tuple(to.split()), span), when, None, Numbers(), status, historical,
                self._voice(told_by, span), (), (words, span), "hand",
            )
        )  # fmt: skip
        return self

    def propose(
        self, sentence: str, action: str, kind: str, by: str | None, of: str | None, *, wanted: bool | None = True,
        condition: str | None = None, told_by: str | None = None,
    ) -> Paper:  # fmt: skip
        """Add a proposal."""
        span = self._sentence(sentence)
        words = self._words(span, action)
        self.proposals.append(
            Proposal(
                record_id("pr", self.id, words.start, kind, by, of), ProposalKind(kind),
                self._mentions((by,), span)[0] if by else None, self._mentions((of,), span)[0] if of else None,
                words, None, None, wanted, self._words(span, condition) if condition else None, self._voice(told_by, span), (words, span),
            )
        )  # fmt: skip
        return self

    def relate(self, sentence: str, words: str, kind: str, left: str, right: str) -> Paper:
        """Add a relation."""
        span = self._sentence(sentence)
        sides = [self._mentions(tuple(side.split()), span) for side in (left, right)]
        self.relations.append(
            Relation(
                record_id("re", self.id, span.start, kind), RelationKind(kind), sides[0], sides[1], self._voice(None, span),
                (self._words(span, words), span),
            )
        )  # fmt: skip
        return self

    def reading(self) -> Reading:
        """Give what was told so far."""
        document = Document(
            self.id, self.text or " ", None, self.published, DateOrigin.OPTION, "Wire", None, None, self.genre, self.id, "0" * 64
        )
        actors = tuple(actor(code) for code in sorted(self.codes))
        made = Reading(
            document,
            self.genre,
            (),
            actors,
            (),
            tuple(self.statements),
            tuple(self.events),
            tuple(self.relations),
            tuple(self.proposals),
            (),
        )
        made.check()
        return made


def standoff() -> list[Reading]:
    """Two opponents, an ally, an unresolved group, a league that only appeals: five documents of an invented conflict."""
    first = (
        Paper("doc-1", "2023-01-10")
        .tell("Boria tested a ballistic missile on Monday.", "tested", "MOBILIZE", "BOR", mode="weapons", on="2023-01-09")
        .tell("Ardenia condemned the test.", "condemned", "ACCUSE", "ARD", "BOR", mode="disapprove")
        .relate("Calmar is an ally of Ardenia.", "ally of Ardenia", "alliance", "CAL", "ARD")
    )
    second = (
        Paper("doc-2", "2023-02-10")
        .tell("Ardenia and Calmar began joint naval exercises.", "began", "COOPERATE", "ARD CAL", on="2023-02-10")
        .tell("Boria condemned the drills.", "condemned", "ACCUSE", "BOR", "ARD CAL", mode="disapprove", told_by="BOR-GOV")
        .propose("Boria demanded that Ardenia halt the exercises.", "halt the exercises", "asked", "BOR", "ARD", told_by="BOR-GOV")
        .tell("Ardenia imposed sanctions on Boria.", "imposed", "SANCTION", "ARD", "BOR", mode="discontinue", on="2023-02-09")
    )
    third = (
        Paper("doc-3", "2023-03-10")
        .propose("Boria offered to stop missile tests if the drills ended.", "stop missile tests", "offered", "BOR", "BOR",
                 condition="if the drills ended")
        .propose("Ardenia asked Boria to return to talks.", "return to talks", "asked", "ARD", "BOR")
        .propose("Boria refused to give up its nuclear program.", "give up its nuclear program", "refused", "BOR", "BOR", wanted=False)
        .tell("Calmar accused Boria of a threat.", "accused", "ACCUSE", "CAL", "BOR", mode="allege")
    )  # fmt: skip
    fourth = (
        Paper("doc-4", "2023-04-10")
        .tell("Boria launched two missiles on Sunday.", "launched", "MOBILIZE", "BOR", "ARD", mode="weapons", on="2023-04-09")
        .tell("Ardenia did not attack Boria.", "attack", "ASSAULT", "ARD", "BOR", status=Status.NEGATED)
        .tell("The League urged both sides to talk.", "urged", "REQUEST", "LGE", "ARD BOR", mode="meet")
        .tell("The rebels attacked Ardenia.", "attacked", "ASSAULT", "~rebels", "ARD", on="2023-04-08")
    )
    opinion = (
        Paper("doc-5", "2023-04-11", Genre.OPINION)
        .tell("Ardenia has long threatened Boria with war.", "threatened", "THREATEN", "ARD", "BOR", mode="violence")
        .propose("Doria should mediate.", "mediate", "asked", None, "DOR")
    )  # fmt: skip
    return [paper.reading() for paper in (first, second, third, fourth, opinion)]
