"""What the software answers to each task, in the scorers' format, at the shipped settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from benchmarks.marks import unmark
from benchmarks.scorers.pairs import QUAD, root_of
from benchmarks.told import Teller
from detente.documents import check_published, find_published
from detente.errors import DateError
from detente.reading.actors import find_actors, resolve_phrase
from detente.reading.dates import find_times
from detente.reading.events import classify_pair
from detente.reading.genre import judge_sentence
from detente.reading.language import parse
from detente.reading.reader import Reader
from detente.reading.status import status_of
from detente.records import DateOrigin, Document, Genre, Mention, Status, TextSpan

Row = dict[str, Any]


def _document(text: str, published: str | None = None) -> Document:
    """Take a gold text as it is, character for character: nothing of it may be left out."""
    origin = DateOrigin.METADATA if published else DateOrigin.UNKNOWN
    return Document("doc-gold", text, None, published, origin, None, None, None, Genre.UNKNOWN, "gold", "")


# Where the gold's own conversion from CAMEO differs from PLOVER's manual, which the software follows: sanctions (163) and convictions
# (116) by the conversion table of 2021, blockades (191) and taken territory (192) by CAMEO's root, attacks on computers (176) as attacks.
GOLDS_TYPE = {"163": "COERCE", "116": "ACCUSE", "176": "ASSAULT", "191": "ASSAULT", "192": "ASSAULT"}


def pairs(gold: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Type of the event between the marked source and target."""
    for row in gold:
        verdict = classify_pair(*unmark(row["marked"]))
        root = root_of(GOLDS_TYPE.get(verdict.cameo, verdict.type))
        yield {"i": row["id"], "root": root, "quad": QUAD[root]}


def conflict(gold: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Conflict or cooperation between the marked pair; nothing but the marked sentence is read."""
    for row in gold:
        yield {"i": row["id"], "conflict": int(classify_pair(*unmark(row["marked"])).conflict)}


def sentences(gold: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Political events of a sentence; where a political source merely says something, that statement with root 01."""
    for row in gold:
        document = _document(row["sentence"])
        doc = parse(document.text, reader.language)
        teller = Teller(doc, reader.annotate(document, doc), find_actors(doc, document, reader.knowledge))
        yield {"i": row["id"], "events": list(teller.rows())}


def actors(gold: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Country and sector of a phrase."""
    for row in gold:
        actor = resolve_phrase(row["phrase"], date=row.get("query_date"), context=row.get("context"))
        # The gold gives the United Nations and its courts a country code of their own.
        country = (actor.country or ("UNO" if actor.party == "UNO" else "")) if actor else ""
        yield {"id": row["id"], "country": country, "sector": (actor.sector or "") if actor else ""}


def police(gold: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Arrests, by the police or by nobody named, and force by the police, from the events coded as done."""
    for row in gold:
        reading = reader.read(_document(row["sentence"]))
        officers = {a.code for a in reading.actors if a.sector == "COP"}
        labels = set()
        for event in reading.events:
            by_police = any(m.actor in officers or "police" in m.span.quote.lower() for m in event.actors)
            if event.status is Status.ASSERTED and event.type == "ASSAULT" and by_police:
                labels.add("FORCE")
            arrest = event.type == "COERCE" and event.mode == "arrest"
            if event.status is Status.ASSERTED and arrest and (by_police or not event.actors):
                labels.add("ARREST")
        yield {"id": row["id"], "labels": sorted(labels)}


def statements(gold: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Source, cue and content spans of every statement."""
    for row in gold:
        reading = reader.read(_document(row["text"], row.get("date")))
        relations = [
            {
                "source": [[s.source.span.start, s.source.span.end]] if s.source else [],
                "cue": [[s.cue.start, s.cue.end]] if s.cue else [],
                "content": [[c.start, c.end] for c in s.content],
            }
            for s in reading.statements
        ]
        yield {"id": row["id"], "relations": relations}


def status(gold: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """The status of every given event."""
    for row in gold:
        doc, published = parse(row["text"], reader.language), _published(row)
        answers = [
            {"start": e["start"], "end": e["end"], "label5": status_of(doc, e["start"], e["end"], published=published).status.value}
            for e in row["events"]
        ]
        yield {"id": row["id"], "events": answers}


def opinion(gold: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Whether the author argues."""
    for row in gold:
        doc = parse(row["text"], reader.language)
        yield {"id": row["id"], "label": "SUBJ" if judge_sentence(doc[:]) > 0.5 else "OBJ"}


def dates(gold: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Every time expression with its value."""
    for row in gold:
        doc = parse(row["text"], reader.language)
        times = find_times(row["text"], row["id"], _published(row), doc)
        yield {
            "id": row["id"],
            "timexes": [{"start": t.span.start, "end": t.span.end, "type": t.type.value, "value": t.value} for t in times],
        }


def about(gold: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Every link of an event to what it is about: proposals, and events told before."""
    for row in gold:
        reading = reader.read(_document(row["sentence"]))
        proposals = {p.id: p for p in reading.proposals}
        words = {e.id: e.evidence[0].quote for e in reading.events if isinstance(e.evidence[0], TextSpan)}
        items = []
        for event in reading.events:
            for link in event.about:
                proposal = proposals.get(link)
                names = " ".join(m.span.quote for m in event.actors) or "-"
                told = {"action": words.get(link, ""), "condition": "-", "by": names, "of": "-"}
                if proposal is not None:
                    told |= {
                        "action": proposal.action.quote,
                        "condition": proposal.condition.quote if proposal.condition else "-",
                        "by": proposal.by.span.quote if proposal.by else "-",
                        "of": _name(proposal.of, proposal.by),
                    }
                items.append({"trigger": words[event.id], **told})
        yield {"id": row["id"], "items": items}


def _name(doer: Mention | None, maker: Mention | None) -> str:
    """Give the words for whose action it is; of the maker's own ("it would"), the maker's."""
    if doer is None:
        return "-"
    return maker.span.quote if maker is not None and maker.actor == doer.actor else doer.span.quote


def _published(row: Row) -> str | None:
    """Give the publication date: the gold file's where it is one, else what the text states about itself."""
    try:
        return check_published(row["dct"]) if row["dct"] else find_published(row["text"])
    except DateError:
        return find_published(row["text"])


PREDICT: dict[str, Callable[[Iterable[Row], Reader], Iterator[Row]]] = {
    "pairs": pairs,
    "sentences": sentences,
    "actors": actors,
    "conflict": conflict,
    "police": police,
    "statements": statements,
    "status": status,
    "opinion": opinion,
    "dates": dates,
    "about": about,
}
