"""Corpora of reports made by chance, of which is known what tells of one event.

Days, sides, types, places and words of events are drawn; each is told by one or several outlets, in texts that may be copies of each
other, with the noise of news: a day too early or late, no day or only a week, another type, no recipient, no place, other numbers, a
denial, a later mention ("the strike") in the same text, and texts of
months later that recall an event without its day. The words are made up: nothing here is taken from news.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from detente.archive import Report
from detente.records import Numbers, Place, Precision, Status, VoiceKind, record_id

PARTIES = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG", "HHH")
NEAR = {
    "ASSAULT": ("COERCE", "MOBILIZE"), "COERCE": ("ASSAULT", "SANCTION"), "MOBILIZE": ("ASSAULT", "COERCE"), "SANCTION": ("COERCE",),
    "ACCUSE": ("REJECT", "THREATEN"), "THREATEN": ("ACCUSE",), "REJECT": ("ACCUSE",), "REQUEST": ("AGREE",), "CONSULT": ("AGREE",),
    "AGREE": ("SUPPORT", "CONSULT"), "SUPPORT": ("AGREE",), "CONCEDE": ("RETREAT",), "RETREAT": ("CONCEDE",), "AID": ("COOPERATE",),
    "COOPERATE": ("AGREE",), "PROTEST": ("ASSAULT",),
}  # fmt: skip
MODES = {
    "ASSAULT": ("aerial", "heavy-weapons", "explosives"), "MOBILIZE": ("troops", "weapons"), "COERCE": ("seize", "arrest"),
    "ACCUSE": ("disapprove", "allege"), "CONSULT": ("visit", "phone"), "SANCTION": ("expel", "discontinue"),
}  # fmt: skip
SYLLABLES = ("ka", "lo", "mi", "ren", "tu", "sar", "bel", "do", "vin", "gar", "pe", "zu", "hal", "cor", "ni", "fe")
OUTLETS = tuple(f"Outlet {n}" for n in range(12))
FILLER = (
    "officials", "gave", "details", "residents", "heard", "heavy", "convoy", "bridge", "road", "hospital", "market", "radio", "border",
    "aircraft", "river", "evening", "crowd",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noise:
    """How often a report differs from the event it tells of, each from 0 to 1."""

    wrong_day: float = 0.15
    no_day: float = 0.05
    week: float = 0.05
    other_type: float = 0.1
    no_mode: float = 0.3
    no_recipient: float = 0.2
    no_actor: float = 0.03
    no_place: float = 0.4
    no_numbers: float = 0.4
    other_numbers: float = 0.25
    denied: float = 0.05
    mention: float = 0.3
    copy: float = 0.2
    recalled: float = 0.15


@dataclass(frozen=True, slots=True)
class Simulated:
    """A corpus, and what is true of it.

    Parameters
    ----------
    reports
        In order of making.
    event
        By report, the number of the event it tells of.
    source
        By document, the document it is a copy of, or itself.
    denied
        Events that one report at least denies and one at least asserts.
    """

    reports: tuple[Report, ...]
    event: dict[str, int]
    source: dict[str, str]
    denied: frozenset[int]


def simulate(seed: int, events: int = 120, days: int = 120, noise: Noise | None = None, towns: int = 30) -> Simulated:
    """Make a corpus.

    Parameters
    ----------
    seed
        The same seed gives the same corpus.
    events, days, towns
        How many there are to draw from: many events on few days, in few towns, are hard to tell apart.
    noise
        How the reports differ from the events.
    """
    maker = _Maker(random.Random(seed), noise or Noise(), days, towns)
    for number in range(events):
        maker.event(number)
    return maker.corpus()


@dataclass(frozen=True, slots=True)
class _Event:
    kind: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    day: date
    place: Place
    dead: int | None
    words: tuple[str, ...]


class _Maker:
    def __init__(self, chance: random.Random, noise: Noise, days: int, towns: int) -> None:
        self._chance, self._noise, self._days = chance, noise, days
        self._towns = [
            Place(self._name(), None, chance.uniform(-20, 20), chance.uniform(-20, 20), Precision.TOWN, None) for _ in range(towns)
        ]
        self._vocabulary = sorted({self._name().lower() for _ in range(600)})
        self._dyads = [tuple(chance.sample(PARTIES, 2)) for _ in range(10)]
        self._reports: list[Report] = []
        self._event: dict[str, int] = {}
        self._source: dict[str, str] = {}

    def _name(self) -> str:
        return "".join(self._chance.choices(SYLLABLES, k=3)).capitalize()

    def _is(self, share: float) -> bool:
        return self._chance.random() < share

    def event(self, number: int) -> None:
        chance = self._chance
        kind = chance.choice(sorted(NEAR))
        actor, recipient = chance.choice(self._dyads)
        together = kind in ("CONSULT", "AGREE", "COOPERATE", "SUPPORT")
        event = _Event(
            kind=kind,
            mode=chance.choice(MODES[kind]) if kind in MODES else None,
            actors=tuple(sorted((actor, recipient))) if together else (actor,),
            recipients=() if together else (recipient,),
            day=date(2021, 1, 1) + timedelta(days=chance.randrange(self._days)),
            place=chance.choice(self._towns),
            dead=chance.randint(1, 80) if kind in ("ASSAULT", "PROTEST") else None,
            words=tuple(chance.sample(self._vocabulary, 6)),
        )
        first: tuple[str, list[Report]] | None = None
        for outlet in chance.sample(OUTLETS, min(len(OUTLETS), 1 + int(chance.expovariate(0.8)))):
            if first is not None and self._is(self._noise.copy):
                self._copy(number, outlet, *first)
            else:
                made = self._tell(number, event, outlet)
                first = first or made
        if self._is(self._noise.recalled):
            self._recall(number, event)

    def _tell(self, number: int, event: _Event, outlet: str) -> tuple[str, list[Report]]:
        chance = self._chance
        published = event.day + timedelta(days=chance.choice((0, 0, 1, 1, 2)))
        count = 2 if self._is(self._noise.mention) else 1
        sentences = [self._sentence(event, mention=bool(n)) for n in range(count)]
        padding = [" ".join(chance.choices(self._vocabulary, k=14)).capitalize() + "." for _ in range(4)]
        text = " ".join((*sentences[:1], *padding[:2], *sentences[1:], *padding[2:]))
        document = record_id("doc", text, outlet, number)
        self._source[document] = document
        reports = [self._report(event, text, sentence, document, outlet, published) for sentence in sentences]
        for report in reports:
            self._keep(report, number)
        return text, reports

    def _recall(self, number: int, event: _Event) -> None:
        """Tell an event again a month to a year later, without its day; of some its month."""
        published = event.day + timedelta(days=self._chance.randint(30, 365))
        sentence = self._sentence(event, mention=False)
        text = " ".join((*(" ".join(self._chance.choices(self._vocabulary, k=14)).capitalize() + "." for _ in range(3)), sentence))
        document = record_id("doc", text, number)
        self._source[document] = document
        month = event.day.replace(day=1), (event.day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        first, last = [day.isoformat() for day in month] if self._is(0.3) else (None, None)
        report = self._report(event, text, sentence, document, self._chance.choice(OUTLETS), published)
        self._keep(replace(report, start=first, end=last, granularity="month" if first else "unknown"), number)

    def _copy(self, number: int, outlet: str, text: str, told: list[Report]) -> None:
        """Print a text again, with another last sentence."""
        document = record_id("doc", text, outlet, "copy")
        self._source[document] = told[0].document
        shown = text[: text.rstrip(".").rindex(".") + 1]
        for report in told:
            if report.at is not None and report.at < len(shown):
                name = record_id("ev", document, report.at)
                self._keep(replace(report, id=name, document=document, outlet=outlet, text=shown), number)

    def _keep(self, report: Report, number: int) -> None:
        self._reports.append(report)
        self._event[report.id] = number

    def _sentence(self, event: _Event, *, mention: bool) -> str:
        chance = self._chance
        words = [*chance.sample(event.words, 2 if mention else 4), *chance.sample(FILLER, 4)]
        place = [] if self._is(self._noise.no_place) else [event.place.name]
        chance.shuffle(words)
        return " ".join(["The" if mention else event.actors[0], event.kind.lower(), *event.recipients, *place, *words]) + "."

    def _report(self, event: _Event, text: str, sentence: str, document: str, outlet: str, published: date) -> Report:
        noise, chance = self._noise, self._chance
        kind = chance.choice(NEAR[event.kind]) if self._is(noise.other_type) else event.kind
        day = event.day + timedelta(days=chance.choice((-1, 1)) if self._is(noise.wrong_day) else 0)
        first, last, granularity = day, day, "day"
        if self._is(noise.week):
            first, granularity = event.day - timedelta(days=event.day.weekday()), "week"
            last = first + timedelta(days=6)
        undated = self._is(noise.no_day)
        dead = None if event.dead is None or self._is(noise.no_numbers) else event.dead
        if dead is not None and self._is(noise.other_numbers):
            dead += chance.randint(1, 9)
        together = len(event.actors) > 1
        return Report(
            id=record_id("ev", document, sentence), type=kind,
            mode=None if kind != event.kind or self._is(noise.no_mode) else event.mode,
            status=Status.NEGATED if self._is(noise.denied) else Status.ASSERTED, historical=False,
            start=None if undated else first.isoformat(), end=None if undated else last.isoformat(),
            granularity="unknown" if undated else granularity,
            voice=chance.choice((VoiceKind.OUTLET, VoiceKind.SOURCE)), opinion=False,
            actors=() if not together and self._is(noise.no_actor) else event.actors,
            recipients=() if self._is(noise.no_recipient) else event.recipients,
            place=event.place if event.place.name in sentence else None, numbers=Numbers(dead=dead), words=sentence, document=document,
            outlet=outlet, published=published.isoformat(), data_set=None, event=None, codes=(),
            at=text.index(sentence) + sentence.index(" ") + 1, text=text,
        )  # fmt: skip

    def corpus(self) -> Simulated:
        told: dict[int, set[Status]] = {}
        for report in self._reports:
            told.setdefault(self._event[report.id], set()).add(report.status)
        denied = frozenset(number for number, statuses in told.items() if len(statuses) > 1)
        return Simulated(tuple(self._reports), self._event, self._source, denied)
