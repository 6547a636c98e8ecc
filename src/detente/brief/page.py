"""The page of a brief: one HTML file that needs no network and no scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from importlib.metadata import version
from importlib.resources import files
from itertools import chain, groupby, islice
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from detente.archive import Report
from detente.brief import wording
from detente.brief.contents import Contents
from detente.brief.passages import paragraphs_of
from detente.brief.standoff import CONCEPTS, JUDGED, Standoff
from detente.brief.summary import overview, standoff_lines
from detente.charts import BLOCS_LEGEND, LEGEND, blocs_svg, network_svg, series_svg
from detente.conflict import DecisionMaker, Provenance, Settlement, Statement, model_svg
from detente.conflict.spoken import in_short, standing, wish
from detente.conflict.stability import concept_of
from detente.counting import counted
from detente.drafting import Bystander
from detente.ontology import QUADS, is_conflict, quad_of
from detente.records import Account, Event, Genre, Incident, Mention, Proposal, ProposalKind, Reading, Relation, Status, TextSpan, VoiceKind
from detente.tension import Series

CHARTED = 4  # dyads with a chart of their own: the rest is in the table and in the JSON twin
QUOTED = 5  # statements shown of a voice, evidence shown of a model's part
DRAWN = 10  # states in the picture of the model
#: Beginnings of what a note must say at once, and not only with the evidence.
TOLD_AT_ONCE = ("no record tells", "not told as done", "in conflict with")
LISTED = 10  # states of the model listed, those told of first
#: What the skeletons list at most, by the names they have there; all of it is in the JSON twin.
LIMITS = {
    "VOICES": 20,  # sources somebody names, with what they say
    "NAMELESS": 12,  # sources nobody names
    "RECORDS": 40,  # relations, events to come, and courses of action put forward
    "DYADS": 15,  # in the table
    "PEAKS": 3,  # weeks of a dyad, those in which most passed
    "STRAINED": 5,  # triads under strain, and those between the camps
    "UNCLEAR": 12,  # pairs whose dealings have no clear sign
    "OPENED": 3,  # candidates told of at once: more are there to be opened
    "ANSWERED": 12,  # questions of which it is said what other answers would change
    "ANSWERS": 2,
}


def page_of(contents: Contents) -> str:
    """Write a brief as one HTML page.

    Everything that comes from documents is escaped; the page loads nothing and runs nothing.

    Parameters
    ----------
    contents
        What `gather` gathered.

    Returns
    -------
    str
        HTML; the same contents give the same bytes.
    """
    style = files("detente.brief").joinpath("templates", "style.css").read_text(encoding="utf-8")
    environment = environment_of()
    return filled(environment, "brief.html", contents, Shown(contents), style=Markup(style), legend=LEGEND, camps_legend=BLOCS_LEGEND)


def filled(environment: Environment, skeleton: str, contents: Contents, shown: Shown, **more: object) -> str:
    """Fill a skeleton with what every form of the brief shows, and more."""
    return environment.get_template(skeleton).render(
        contents=contents,
        shown=shown,
        standoff=None if contents.standoff is None else ShownStandoff(contents, contents.standoff),
        name=contents.name,
        version=version("detente"),
        concepts={key: concept_of(key).name for key in CONCEPTS},
        judged=JUDGED,
        overview=overview(contents),
        standoff_lines=standoff_lines(contents),
        **more,
    )


def environment_of(finalize: Callable[[object], object] | None = None) -> Environment:
    """Give what fills the skeletons: everything is escaped, an unknown name is an error; `finalize` writes each value."""
    environment = Environment(
        loader=PackageLoader("detente.brief"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        finalize=finalize,
    )  # fmt: skip
    environment.globals |= {
        "wording": wording,
        "counted": counted,
        "quads": QUADS,
        "quad_of": quad_of,
        "is_conflict": is_conflict,
        **LIMITS,
    }
    return environment


class Shown:
    """What the skeletons of the page and of its Markdown form ask for, computed from the contents."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._readings = contents.by_document
        self._incidents = {incident.id: incident for incident in contents.incidents}
        self._incident_of = {report: incident.id for incident in contents.incidents for report in incident.reports}

    def incidents(self) -> list[tuple[str, list[Incident]]]:
        """Give the incidents by month."""
        months = groupby(self._contents.incidents, key=lambda i: wording.day_words(*_month(i.start)))
        return [(month, list(found)) for month, found in months]

    def events(self, incident: Incident) -> list[Event]:
        """Give the reports of an incident: first what is told as a fact in an outlet's own words, then by publication."""
        found = [self._contents.reports[r] for r in incident.reports]

        def order(report: Report) -> tuple[bool, bool, str, str, str]:
            told_as_fact, own_words = report.status is Status.ASSERTED, report.voice is VoiceKind.OUTLET
            return not told_as_fact, not own_words, report.published or "9999", report.document, report.id

        return [r.event for r in sorted(found, key=order) if r.event]

    def incident_by_id(self, name: str) -> Incident:
        """Find an incident of the brief."""
        return self._incidents[name]

    def reading(self, event: Event) -> Reading:
        """Give the reading an event stands in."""
        return self._readings[self._contents.reports[event.id].document]

    def sentence(self, event: Event) -> str:
        """Give the sentence an event stands in."""
        spans = [e for e in event.evidence if isinstance(e, TextSpan)]
        return " ".join(spans[-1].quote.split()) if spans else "imported row"

    def speaker(self, event: Event) -> str | None:
        """Say who vouches for an event where it is not the outlet."""
        by_id = {s.id: s for s in self.reading(event).statements}
        sources = [by_id[s].source for s in event.voice.statements if s in by_id]
        return " · ".join(m.span.quote if m else "somebody not named" for m in sources) or None

    def status(self, event: Event) -> str:
        """Say how an event is told, and by whom: what a source or the author of an opinion piece tells is their claim."""
        told, speaker = wording.STATUS_WORDS[event.status], self.speaker(event)
        if self.reading(event).genre is Genre.OPINION:
            return f"{told} by {speaker}, as its author says" if speaker else f"{told} by its author"
        return f"{told} by {speaker}" if speaker else told

    def piece(self, reading: Reading) -> str:
        """Say where and when a document appeared, and that it is opinion where it is."""
        document = reading.document
        told = f"{document.outlet or 'outlet unknown'}, {wording.day_words(document.published, document.published)}"
        return f"{told}, an opinion piece" if reading.genre is Genre.OPINION else told

    def relations(self) -> list[tuple[Relation, Reading]]:
        """Give the standing relations told, with the reading each stands in, those of the parties asked about first."""
        return self._by_party([(r, reading, (*r.left, *r.right)) for reading in self._contents.readings for r in reading.relations])

    def proposals(self) -> list[tuple[Proposal, Reading]]:
        """Give the courses of action put forward of which it is known who is meant, those of the parties asked about first."""
        told = [(p, reading, (p.by, p.of)) for reading in self._contents.readings for p in reading.proposals]
        return self._by_party([(p, reading, who) for p, reading, who in told if any(m and not m.actor.startswith("~") for m in who)])

    @staticmethod
    def against(proposal: Proposal) -> bool:
        """Whether who puts a course of action forward wants that it is not taken: "asked both not to fire"; a refusal says so itself."""
        return proposal.wanted is False and proposal.kind is not ProposalKind.REFUSED

    def course(self, proposal: Proposal) -> str:
        """Give the words of a course of action put forward, with "not" where it is that it is not taken."""
        return f"{'not: ' if self.against(proposal) else ''}«{proposal.action.quote}»"

    def _by_party(self, told: Sequence[tuple[Any, Reading, Sequence[Mention | None]]]) -> list[tuple[Any, Reading]]:
        def elsewhere(item: tuple[Any, Reading, Sequence[Mention | None]]) -> bool:
            party = {actor.code: actor.party or actor.code for actor in item[1].actors}
            return not any(mention and party.get(mention.actor, mention.actor) in self._contents.about for mention in item[2])

        return [(record, reading) for record, reading, _ in sorted(told, key=elsewhere)]

    def told(self, incident: Incident) -> str:
        """Say how well an incident is told."""
        if incident.disputed:
            return "disputed"
        if self._contents.as_told:
            return "as told by this piece"
        if not incident.outlets:
            return "told in opinion only"
        outlets = counted(len(incident.outlets), "outlet")
        return outlets if incident.confirmed else f"{outlets}, one source's word"

    def only_denied(self, incident: Incident) -> bool:
        """Whether no report says that it was done."""
        return all(self._contents.reports[r].status is Status.NEGATED for r in incident.reports)

    def inferred(self, incident: Incident) -> bool:
        """Whether no report names in its own sentence to whom it was done: that is taken from what its text tells besides."""
        naming = [event for event in self.events(incident) if event.recipients]
        return bool(incident.recipients) and bool(naming) and all(event.inferred for event in naming)

    def accounts(self, incident: Incident) -> list[tuple[str, list[Account]]]:
        """Give what the reports of an incident contradict each other in, with the accounts side by side."""
        differing = groupby(incident.accounts, key=lambda a: a.about)
        return [(wording.ABOUT[about], [self._account(one) for one in sides]) for about, sides in differing]

    def _account(self, account: Account) -> Account:
        """Put names in place of codes where an account is of who did it to whom."""
        if account.about != "sides":
            return account
        named = [self._contents.name(word) if word in self._contents.names else word for word in account.value.split(" ")]
        return replace(account, value=" ".join(named))

    def corrected(self, incident: Incident) -> list[str]:
        """Give who corrected reports of an incident."""
        return sorted({who for r in incident.reports for who in self._contents.reports[r].corrected})

    def where(self, event_id: str) -> str | None:
        """Give the incident a report was merged into."""
        return self._incident_of.get(event_id)

    def network(self) -> Markup:
        """Draw who deals with whom."""
        return self._titled(network_svg(self._contents.series, self._contents.names), "Who deals with whom, as the table below says.")

    def camps(self) -> Markup:
        """Draw who stands with whom."""
        assert self._contents.camps is not None, "the template asks only where there are camps"
        picture = blocs_svg([self._contents.camps.found], self._contents.names)
        return self._titled(picture, "Who stands with whom and against whom, as the text below says.")

    def charted(self) -> list[tuple[Series, Markup]]:
        """Draw the dyads with the most conflict and cooperation that have weeks."""
        return [(s, self._titled(series_svg(s, self._contents.turns[s.dyad]), self.called(s))) for s in self.dated()]

    def called(self, series: Series) -> str:
        """Say what the picture of a dyad shows, for those who do not see it."""
        return (
            f"Conflict and cooperation between {wording.names_of(series.dyad, self._contents.name)} by week, as reported; "
            f"in all {series.conflict_total:g} of conflict and {series.cooperation_total:g} of cooperation."
        )

    @staticmethod
    def _titled(svg: str, title: str) -> Markup:
        """Give a picture a name of its own: without one, each of its marks is read out."""
        return Markup(svg.replace("<svg ", f'<svg role="img" aria-label="{escape(title)}" ', 1))

    def dated(self) -> list[Series]:
        """Give the dyads with the most conflict and cooperation that have weeks."""
        return [s for s in self._contents.series if any(p.incidents for p in s.periods)][:CHARTED]

    def paragraphs(self, reading: Reading) -> list[list[Any]]:
        """Cut a document for highlighting."""
        return paragraphs_of(reading)

    def lines(self, reading: Reading) -> list[str]:
        """Give a document's paragraphs as plain text."""
        return [line for line in reading.document.text.splitlines() if line.strip()]

    def document_name(self, reading: Reading) -> str:
        """Say what a document is called."""
        document = reading.document
        first = next((line.strip() for line in document.text.splitlines() if line.strip()), document.source)
        return document.title or (first if len(first) <= 90 else f"{first[:87]}...")

    def few(self, items: Iterable[Any]) -> list[Any]:
        """Give the first few."""
        return list(items)[:QUOTED]

    def link(self, evidence: str) -> str | None:
        """Give the record a model's evidence names, if the brief shows it."""
        return evidence if evidence.partition("-")[0] in ("ev", "st", "rel", "pro") and " " not in evidence else None


class ShownStandoff:
    """What the skeletons ask for of the standoff, where there is one."""

    def __init__(self, contents: Contents, standoff: Standoff) -> None:
        self._name = contents.name
        self._standoff = standoff
        self._model = standoff.draft.model

    def picture(self) -> Markup:
        """Draw today's state, the first targets, and the states on the way to them: more than a few boxes are no picture."""
        out = self._standoff.out
        drawn = {out.status_quo: None}
        for target in out.targets:
            way = dict.fromkeys([*(step.end for step in target.path), target.state])
            if len(drawn | way) <= DRAWN:
                drawn |= way
        path = out.targets[0].path if out.targets else ()
        return Markup(model_svg(out.model, JUDGED, states=list(drawn), all_moves=len(drawn) <= 4, path=path))

    def bystanders(self) -> list[Bystander]:
        """Give the parties that were left out of the model; phrases nobody resolves are in the JSON twin."""
        found = [b for b in self._standoff.draft.bystanders if not b.code.startswith("~")]
        return [replace(b, name=self._name(b.code)) if b.name == b.code else b for b in found]

    def named(self, text: object) -> str:
        """Put the names of options in place of their identifiers."""
        return self._standoff.named(text)

    def note(self, part: Provenance) -> tuple[str, str]:
        """Give what a part of the model rests on: in short, and the rest of it."""
        note = self.named(part.note)
        if part.assumed:
            return note.removeprefix("assumed: "), ""
        first, *others = note.split("; ")
        told, against = [first], False
        rest: list[str] = []
        for one in others:
            against = against or one.startswith("against it")  # it goes on to the end of the note
            (told if against or one.startswith(TOLD_AT_ONCE) else rest).append(one)
        return "; ".join(told), "; ".join(rest)

    def wish(self, maker: DecisionMaker, statement: Statement) -> str:
        """Say what a decision maker wants, to be put after "wants"."""
        return wish(self._model, statement.expression, self._model.maker(maker.name))

    def today(self) -> str:
        """Say how things stand at the status quo."""
        return wording.quoted(standing(self._model, self._model.status_quo or 0))

    def stands(self) -> list[str]:
        """Say of each option how it stands today, and from which deeds."""
        return self.named(self._model.status_quo_provenance.note).split("; ")

    def premises(self, settlement: Settlement) -> list[tuple[str, Statement]]:
        """Say what wishes the account of a settlement rests on, with the statements they are."""
        model = self._model
        told = [(premise, premise.of(model)) for premise in settlement.premises]
        return [
            (f"{model.decision_makers[premise.maker].name} wants {wish(model, statement.expression, premise.maker)}", statement)
            for premise, statement in told
            if statement is not None
        ]

    def account(self, settlement: Settlement) -> list[tuple[str, list[str]]]:
        """Give the account of a settlement under its headings, those that have something to say."""
        remedies = [self.named(remedy.sentence) for remedy in settlement.remedies]
        parts = [
            ("Who gains, who loses", [*(one.sentence for one in settlement.standpoints), settlement.fighting]),
            ("Would they stay there?", [hold.sentence for hold in settlement.holds]),
            ("What would make it hold", [*remedies, settlement.nothing]),
            ("How to get there", [settlement.out_of_reach, *(one.sentence for one in settlement.approaches), settlement.together]),
            ("How firm it is", [self.named(settlement.firmness.sentence)] if settlement.firmness else []),
            ("Variants", [settlement.alike]),
            ("What this rests on", [f"{words} ({self._rests_on(statement)})" for words, statement in self.premises(settlement)]),
        ]
        found = [(title, [str(line) for line in lines if line]) for title, lines in parts]
        return [(title, lines) for title, lines in found if lines]

    def _rests_on(self, statement: Statement) -> str:
        """Say in short what a wish rests on."""
        told, _ = self.note(statement.provenance)
        return f"assumed: {told}" if statement.provenance.assumed else told

    def states(self) -> list[dict[str, Any]]:
        """Give the states to list: the status quo, the candidates and dangers told of below, then those stable by most concepts."""
        model, account = self._model, self._standoff.account
        tags = {settlement.state: f"candidate {number}" for number, settlement in enumerate(account.settlements, start=1)}
        tags |= {danger.state: "danger" for danger in account.dangers}
        if model.status_quo is not None:
            tags = {model.status_quo: "today"} | tags
        analysis = self._standoff.analysis
        held = Counter(chain.from_iterable(analysis.equilibria(concept) for concept in CONCEPTS))
        firmest = sorted(held.keys() - tags.keys(), key=lambda state: (-held[state], state))
        others = (state for state in model.feasible_states().tolist() if state not in held and state not in tags)
        rows = [analysis.state_to_dict(state) for state in islice(chain(tags, firmest, others), LISTED)]
        makers = len(model.decision_makers)
        for row in rows:
            row["tag"] = tags.get(row["state"], "")
            row["label"] = in_short(model, row["state"])
            row["equilibrium"] = [c for c in CONCEPTS if len(row["stable"][c]) == makers]
        return rows

    def further_states(self) -> str:
        """Say how many states are not listed, and where they are."""
        count = len(self._model.feasible_states())
        if count <= LISTED:
            return ""
        return f"These are {LISTED} of {count:,} states; which of all are stable, and by which concept, is in the JSON twin."


def _month(day: str | None) -> tuple[str | None, str | None]:
    return (f"{day[:7]}-01", f"{day[:7]}-28") if day else (None, None)
