"""What a brief on one article must show, item by item.

    python -m benchmarks.article PATH --published DATE

Reads any article; only the list below is about one: an opinion piece on the Korean Peninsula of April 2023. Each item is
printed as found or missing, with what was found; the exit status is 0 when all are found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from detente.archive import reports_of
from detente.conflict import analyse
from detente.documents import read_documents
from detente.drafting import Draft, draft_model
from detente.reading.reader import Reader
from detente.records import Document, Genre, Mention, Quotation, Reading, RelationKind, Stance, Statement, Status, TextSpan
from detente.tension import weekly_series

Found = str | None


@dataclass(frozen=True, slots=True)
class Told:
    """The article as read, with what the items ask for again and again."""

    reading: Reading
    draft: Draft | None

    def country(self, mention: Mention | None) -> str | None:
        """Give the country of the actor a mention names."""
        return next((a.country for a in self.reading.actors if mention and a.code == mention.actor), None)

    def countries(self, mentions: tuple[Mention, ...]) -> set[str]:
        """Give the countries of several mentions."""
        return {c for m in mentions if (c := self.country(m))}

    def statements_of(self, name: str) -> list[Statement]:
        """Give the statements whose source's person or words hold a name."""
        people = {a.code for a in self.reading.actors if name in (a.person or "") or name in a.name}
        return [s for s in self.reading.statements if s.source and (s.source.actor in people or name in s.source.span.quote)]

    def mentions(self) -> Iterator[Mention]:
        """Give every mention of an actor."""
        for s in self.reading.statements:
            yield from (m for m in (s.source, s.addressee) if m)
        for e in self.reading.events:
            yield from (*e.actors, *e.recipients)
        for r in self.reading.relations:
            yield from (*r.left, *r.right)


def launch(told: Told) -> Found:
    for event in told.reading.events:
        if event.type == "MOBILIZE" and told.countries(event.actors) == {"PRK"} and event.when.start == event.when.end == "2023-04-13":
            span = event.evidence[0]
            if isinstance(span, TextSpan) and "launch" in span.quote and event.status is Status.ASSERTED:
                return f"{event.type} by PRK on {event.when.start}, «{span.quote}»"
    return None


def liu_twice(told: Told) -> Found:
    said = told.statements_of("Liu")
    kinds = {s.kind for s in said}
    if len(said) >= 2 and {Quotation.INDIRECT, Quotation.DIRECT} <= kinds and all(told.country(s.source) == "CHN" for s in said):
        return "; ".join(f"{s.kind}: «{s.content[0].quote[:40]}...»" for s in said)
    return None


def interview_day(told: Told) -> Found:
    days = [s.when.start for s in told.statements_of("Liu") if s.when.start == s.when.end == "2023-04-14"]
    return days[0] if days else None


def kim(told: Told) -> Found:
    for s in told.statements_of("Kim"):
        if told.country(s.source) == "PRK" and s.kind is Quotation.MIXED and (s.when.start or "").startswith("2022-09"):
            return f"{s.when.start} to {s.when.end}: «{' ... '.join(c.quote for c in s.content)[:60]}»"
    return None


def washington_believes(told: Told) -> Found:
    for s in told.statements_of("Washington"):
        if s.stance is Stance.BELIEVES and told.country(s.source) == "USA":
            return f"«{s.content[0].quote[:60]}...»"
    return None


def allies_worry(told: Told) -> Found:
    for s in told.reading.statements:
        if s.source and "allies" in s.source.span.quote and s.stance in (Stance.FEARS, Stance.DOUBTS):
            return f"{s.source.span.quote}: «{s.content[0].quote[:60]}»"
    return None


def opinion(told: Told) -> Found:
    return "; ".join(told.reading.genre_reasons) or "opinion" if told.reading.genre is Genre.OPINION else None


def resolved(told: Told) -> Found:
    wanted = {"Washington": "USA", "Seoul": "KOR", "Tokyo": "JPN", "Pyongyang": "PRK", "ROK": "KOR", "DPRK": "PRK"}
    index = Reader().actors_of(told.reading.document)
    got = {name: {index.table[m.actor].country for m in index.mentions if m.span.quote.replace("the ", "") == name} for name in wanted}
    return ", ".join(f"{n} {c}" for n, c in wanted.items()) if all(got[name] == {code} for name, code in wanted.items()) else None


def possible_attack(told: Told) -> Found:
    attacks = [e for e in told.reading.events if e.type == "ASSAULT"]
    shown = [f"«{e.evidence[0].quote}» {e.status}" for e in attacks if isinstance(e.evidence[0], TextSpan)]
    return "; ".join(shown) if attacks and all(e.status is not Status.ASSERTED for e in attacks) else None


def summit(told: Told) -> Found:
    for event in told.reading.events:
        if event.type == "CONSULT" and {"USA", "PRK"} <= told.countries((*event.actors, *event.recipients)) and event.historical:
            return f"{event.type}, {event.status}, historical"
    return None


def caption_left_out(told: Told) -> Found:
    gone = [note for note in told.reading.document.left_out if "photo" in note.lower() or "caption" in note.lower()]
    return gone[0][:70] if gone and "barricades" not in told.reading.document.text else None


def _relation(kind: RelationKind, one: str, other: str) -> Callable[[Told], Found]:
    def found(told: Told) -> Found:
        for relation in told.reading.relations:
            left, right = told.countries(relation.left), told.countries(relation.right)
            if relation.kind is kind and ((one in left and other in right) or (one in right and other in left)):
                return f"«{relation.evidence[0].quote}»"
        return None

    return found


def south_korea_on_the_american_side(told: Told) -> Found:
    for relation in told.reading.relations:
        sides = (told.countries(relation.left), told.countries(relation.right))
        if relation.kind is RelationKind.HOSTILITY and {"USA", "KOR"} in sides and {"PRK"} in sides:
            return f"«{relation.evidence[0].quote}»"
    return None


def most_hostile(told: Told) -> Found:
    document = told.reading.document
    series = weekly_series(reports_of(told.reading), [(document.published, document.outlet)], include_opinion=True)
    return f"conflict {series[0].conflict_total:g}" if series and set(series[0].dyad) == {"USA", "PRK"} else None


def _with_status(type_name: str) -> Callable[[Told], Found]:
    def found(told: Told) -> Found:
        return ", ".join(f"{e.type} {e.status}" for e in told.reading.events if e.type == type_name) or None

    return found


def model(told: Told) -> Found:
    if told.draft is None or told.draft.model.status_quo is None:
        return None
    makers = [set(m.actors) for m in told.draft.model.decision_makers]
    if not ({"USA", "KOR"} in makers and any("PRK" in m for m in makers)):
        return None
    analysis = analyse(told.draft.model)
    return f"{' / '.join(m.name for m in told.draft.model.decision_makers)}; status quo analysed: {analysis is not None}"


ITEMS: tuple[tuple[str, Callable[[Told], Found]], ...] = (
    ("the launch as a deed of the DPRK on 2023-04-13, from a noun phrase", launch),
    ("Liu Xiaoming (China) as a source twice, once indirect, once a direct quotation", liu_twice),
    ("the interview on 2023-04-14", interview_day),
    ("Kim Jong-un (DPRK) as a source in September 2022, partly quoted", kim),
    ("Washington as holder of a belief", washington_believes),
    ("unnamed allies as holders of a concern", allies_worry),
    ("the document recognised as opinion", opinion),
    ("the capitals and acronyms resolved to their states, the Koreas apart", resolved),
    ("threats with their status", _with_status("THREATEN")),
    ("sanctions with their status", _with_status("SANCTION")),
    ("possible attacks as no attack", possible_attack),
    ("the meeting of Trump and Kim as historical consultation", summit),
    ("nothing from the photo caption", caption_left_out),
    ("hostility between the United States with the ROK and the DPRK", south_korea_on_the_american_side),
    ("alliance of the United States with the ROK", _relation(RelationKind.ALLIANCE, "USA", "KOR")),
    ("alliance of the United States with Japan", _relation(RelationKind.ALLIANCE, "USA", "JPN")),
    ("rivalry of the United States towards China", _relation(RelationKind.RIVALRY, "USA", "CHN")),
    ("with opinion included, USA-PRK the most hostile dyad", most_hostile),
    ("a drafted model of the United States with the ROK, and the DPRK, its status quo analysed", model),
)


@click.command(help=__doc__)
@click.argument("path")
@click.option("--published", required=True, metavar="DATE")
def main(path: str, published: str) -> None:
    document = next(d for d in read_documents([path], published=published) if isinstance(d, Document))
    reading = Reader().read(document)
    told = Told(reading, draft_model([reading], include_opinion=True))
    missing = 0
    for item, find in ITEMS:
        found = find(told)
        missing += found is None
        click.echo(f"{'missing' if found is None else 'found  '}  {item}{f': {found}' if found else ''}")
    raise SystemExit(bool(missing))


if __name__ == "__main__":
    main()
