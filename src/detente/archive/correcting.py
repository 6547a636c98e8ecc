"""People's corrections in the archive: made, listed, taken back and exported as labelled data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

from detente.archive.corrections import correct_reading, make_correction
from detente.archive.database import Database
from detente.archive.incidents import FoundIncident, find_incident, merge_reports
from detente.archive.reports import Report, reports_of
from detente.errors import ArchiveError, RecordError, UnknownRecord, UsageError
from detente.records import Correction, Event, Incident, Reading, TextSpan, Verdict, from_json

_COLUMNS = 'id, record, verdict, value, who, why, document, "start", "end", quote, said'


class Correcting(Database):
    """The part of an archive that gives readings with people's corrections laid over them, and keeps these."""

    def readings(self, *, corrected: bool = True) -> Iterator[Reading]:
        """Give all readings by date of publication, then identifier; those without a date last.

        Parameters
        ----------
        corrected
            Whether people's corrections are laid over them.
        """
        ids = self._rows("select document from readings order by published nulls last, document")
        corrections = self.corrections() if corrected else ()
        for (document,) in ids:
            yield correct_reading(self._reading(document), corrections)

    def reading(self, document: str, *, corrected: bool = True) -> Reading:
        """Give the reading of one document, with people's corrections laid over it or without them.

        Raises
        ------
        UnknownRecord
            If the archive has no such document.
        """
        return correct_reading(self._reading(document), self.corrections() if corrected else ())

    def _reading(self, document: str) -> Reading:
        rows = self._rows("select reading from readings where document = ?", [document])
        if not rows:
            raise UnknownRecord(f"{document}: no such document in the archive; `detente events --json` lists what is there")
        try:
            return from_json(Reading, rows[0][0])
        except RecordError as error:
            raise ArchiveError(
                f"{self.path or 'archive'}: the reading of {document} is broken or of another version ({error}); add its text again"
            ) from error

    def corrections(self) -> tuple[Correction, ...]:
        """Give all corrections in the order in which they were made."""
        return tuple(_correction(row) for row in self._rows(f"select {_COLUMNS} from corrections order by place"))

    def incidents(self) -> tuple[Incident, ...]:
        """Merge all that the readings tell, as corrected, into incidents."""
        return merge_reports(self._all_reports())

    def find_incident(self, record: str) -> FoundIncident:
        """Find an incident of the readings by its identifier, or by a beginning of it that only one incident has.

        Raises
        ------
        UnknownRecord
            If none or several have it.
        """
        return find_incident(record, self._all_reports())

    def _all_reports(self) -> Iterator[Report]:
        return (report for reading in self.readings() for report in reports_of(reading))

    def correct(self, record: str, verdict: Verdict, value: str | None = None, *, who: str, why: str) -> tuple[Correction, ...]:
        """Correct an event, or every event of an incident.

        Parameters
        ----------
        record
            Identifier of an event or of an incident, or the beginning of one.
        verdict
            What is said of it.
        value
            The new type, the new codes, or the record (event or incident) it is of one event with.
        who, why
            Who says so, and why.

        Returns
        -------
        tuple of Correction
            As kept, one for each event.

        Raises
        ------
        UnknownRecord
            If there is no such event or incident.
        UsageError
            If who or why is missing, or the value does not fit the verdict.
        """
        names = self._events_of(record)
        if verdict is Verdict.MERGE:
            made = self._merge(names, self._events_of(value or "", of_its_incident=True), who, why)
        elif verdict is Verdict.SPLIT and record.startswith("ev-") and self._stands_alone(names[0]):
            raise UsageError(f"{record}: no other report was merged with it; there is nothing to split")
        else:
            made = [self._make(name, verdict, value, who, why) for name in names]
        self._write("insert", made)
        return tuple(made)

    def undo(self, record: str) -> tuple[Correction, ...]:
        """Take a correction back: the one of this identifier, or the last that was made of this event, or of each event of this incident.

        Raises
        ------
        UnknownRecord
            If nothing was corrected there.
        """
        known = self.corrections()
        gone = [c for c in known if c.id == record]
        if not gone and not record.startswith("co-"):
            names = [record] if any(record in (c.record, c.value) for c in known) else self._events_of(record)
            gone = [found[-1] for name in names if (found := [c for c in known if name in (c.record, c.value)])]
        if not gone:
            raise UnknownRecord(f"{record}: nothing was corrected there; `detente correct --list` shows what was")
        # A merge is kept from both of its sides: it goes whole.
        gone += [c for c in known for other in gone if c.verdict is Verdict.MERGE and (c.record, c.value) == (other.value, other.record)]
        gone = sorted(set(gone), key=known.index)
        self._write("delete", gone)
        return tuple(gone)

    def labelled(self) -> Iterator[dict[str, Any]]:
        """Give the corrections as labelled data: the sentence, what the software said, and what the person says."""
        for correction in self.corrections():
            yield {
                "correction": correction.id, "verdict": correction.verdict.value, **self._told(correction.record, correction.trigger),
                "person": correction.value, "who": correction.who, "why": correction.why,
                "other": self._told(correction.value, None) if correction.verdict is Verdict.MERGE and correction.value else None,
            }  # fmt: skip

    def _told(self, name: str, trigger: TextSpan | None) -> dict[str, Any]:
        plain: dict[str, Any] = {"record": name, "document": None, "published": None, "sentence": None, "trigger": None, "software": None}
        rows = self._rows("select document from records where id = ? limit 1", [name])
        document = rows[0][0] if rows else trigger.document if trigger else None
        if document is None or not self._rows("select 1 from readings where document = ?", [document]):
            return plain
        reading = self.reading(document, corrected=False)
        found = [e for e in reading.events if e.id == name] or [e for e in reading.events if trigger and _at(e) == _span(trigger)]
        plain |= {"document": document, "published": reading.document.published}
        if not found:
            return plain | {"trigger": trigger.quote if trigger else None}
        event = found[0]
        spans = [e for e in event.evidence if isinstance(e, TextSpan)]
        sentence = spans[-1]
        return plain | {
            "sentence": sentence.quote, "trigger": spans[0].quote, "start": spans[0].start - sentence.start,
            "end": spans[0].end - sentence.start,
            "software": {
                "type": event.type, "mode": event.mode, "status": event.status.value,
                "actors": [m.actor for m in event.actors], "recipients": [m.actor for m in event.recipients],
            },
        }  # fmt: skip

    def _events_of(self, record: str, *, of_its_incident: bool = False) -> list[str]:
        """Give the events a record names: itself, or those of an incident."""
        if not record.strip():
            raise UsageError("name an event (ev-...) or an incident (in-...); `detente events` and `detente incidents` list them")
        if record.startswith("in-"):
            return list(self.find_incident(record).incident.reports)
        rows = self._rows("select distinct id from records where kind = 'event' and starts_with(id, ?) order by id limit 2", [record])
        exact = [row[0] for row in rows if row[0] == record] or [row[0] for row in rows]
        if len(exact) != 1:
            if record.startswith("im-"):
                raise UsageError(f"{record}: a row of a data set is somebody else's record; correct what Détente has read, or leave it out")
            how = "no event has this identifier" if not exact else "several events begin so; give more of it"
            raise UnknownRecord(f"{record}: {how}; `detente events` lists them")
        if of_its_incident:
            home = next((i for i in self.incidents() if exact[0] in i.reports), None)
            return [exact[0], *(r for r in home.reports if r != exact[0])] if home else exact
        return exact

    def _merge(self, names: Sequence[str], others: Sequence[str], who: str, why: str) -> list[Correction]:
        """Link the first of either side with all of the other, from both sides: each is found again though the other gets a new name."""
        pairs = [(names[0], other) for other in others] + [(name, others[0]) for name in names[1:]]
        pairs = [(one, other) for one, other in dict.fromkeys(pairs) if one != other]
        if not pairs:
            raise UsageError(f"{names[0]} cannot be merged with itself; name another event or incident")
        both = [pair for one, other in pairs for pair in ((one, other), (other, one))]
        return [self._make(one, Verdict.MERGE, other, who, why) for one, other in both]

    def _make(self, name: str, verdict: Verdict, value: str | None, who: str, why: str) -> Correction:
        document = self._rows("select document from records where id = ? order by document limit 1", [name])[0][0]
        reading = self.reading(document, corrected=False)
        event = next(e for e in reading.events if e.id == name)
        return make_correction(event, verdict, value, who, why)

    def _stands_alone(self, name: str) -> bool:
        return not any(name in i.reports and len(i.reports) > 1 for i in self.incidents())

    def _write(self, what: str, corrections: Sequence[Correction]) -> None:
        try:
            with self._transaction():
                for correction in corrections:
                    self._db.execute("delete from corrections where id = ?", [correction.id])
                    if what == "insert":
                        self._insert(correction)
        except duckdb.Error as error:
            first = next(iter(str(error).splitlines()), type(error).__name__)
            raise ArchiveError(
                f"{self.path or 'archive'}: the correction could not be written ({first}); the archive is as it was before"
            ) from error

    def _insert(self, correction: Correction) -> None:
        """Write a correction after all others; one that was made before is said again and counts as the last."""
        place = self._rows("select coalesce(max(place), 0) + 1 from corrections")[0][0]
        span = correction.trigger
        where = [span.document, span.start, span.end, span.quote] if span else [None] * 4
        self._db.execute(
            f"insert into corrections ({_COLUMNS}, place) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [correction.id, correction.record, correction.verdict.value, correction.value, correction.who, correction.why, *where,
             correction.said, place],
        )  # fmt: skip


def _at(event: Event) -> tuple[int, int] | None:
    first = event.evidence[0]
    return _span(first) if isinstance(first, TextSpan) else None


def _span(span: TextSpan) -> tuple[int, int]:
    return span.start, span.end


def _correction(row: tuple[Any, ...]) -> Correction:
    name, record, verdict, value, who, why, document, start, end, quote, said = row
    trigger = TextSpan(document, start, end, quote) if document is not None else None
    return Correction(name, record, Verdict(verdict), value, who, why, trigger, said)
