"""What a drafted model must say of what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.conflict import Model
from detente.conflict.options import Provenance
from detente.conflict.preferences import Prioritization
from detente.records import Reading, Stance, Status

#: What a note says of a record that does not tell its act as a fact.
WORDS = {
    Status.NEGATED: "negated", Status.POSSIBLE: "possible", Status.HYPOTHETICAL: "hypothetical", Status.FUTURE: "future",
}  # fmt: skip


def parts_of(model: Model) -> Iterator[tuple[str, Provenance]]:
    """List every drafted part with where it comes from."""
    yield "status quo", model.status_quo_provenance
    for condition in model.conditions:
        yield f"condition {condition}", condition.provenance
    for maker in model.decision_makers:
        yield f"decision maker {maker.name}", maker.provenance
        for option in maker.options:
            yield f"option {option.id}", option.provenance
        assert isinstance(maker.preferences, Prioritization)
        for statement in maker.preferences.statements:
            yield f"{maker.name}: {statement}", statement.provenance


def unsupported(model: Model, readings: Iterable[Reading]) -> list[str]:
    """List the parts that rest on nothing and do not say so, or on what was only denied, feared, planned or supposed."""
    given = list(readings)
    status = {event.id: event.status for reading in given for event in reading.events}
    status |= {proposal.id: Status.ASSERTED for reading in given for proposal in reading.proposals}
    status |= {relation.id: Status.ASSERTED for reading in given for relation in reading.relations}
    spoken = {s.id for reading in given for s in reading.statements if s.stance in (Stance.BELIEVES, Stance.INTENDS)}
    status |= {s.id: Status.ASSERTED for reading in given for s in reading.statements if s.stance is Stance.HOPES}
    texts = " ".join(" ".join(reading.document.text.split()) for reading in given)
    faults = []
    for name, part in parts_of(model):
        if not part.evidence and not part.assumed:
            faults.append(f"{name}: neither evidence nor assumed")
        if not part.note:
            faults.append(f"{name}: no note")
        cited = [piece for piece in part.evidence if not piece.startswith("«")]
        quoted = [piece[1:].split("»")[0].removesuffix(" ...") for piece in part.evidence if piece.startswith("«")]
        faults += [f"{name}: nobody wrote: {words}" for words in quoted if words not in texts]
        unknown = [record for record in cited if record not in status and record not in spoken]
        faults += [f"{name}: {record} is no record" for record in unknown]
        doubtful = [record for record in cited if status.get(record, Status.ASSERTED) is not Status.ASSERTED]
        if name.startswith("option"):
            faults += [f"{name}: {record} is {status[record]}, unsaid" for record in doubtful if WORDS[status[record]] not in part.note]
            if cited and len(doubtful) == len(cited) and "no record tells it as a fact" not in part.note:
                faults.append(f"{name}: only told as no fact, unsaid")
        else:
            faults += [f"{name}: rests on {record}, which is {status[record]}" for record in doubtful]
        if any(record in spoken for record in cited) and "spoken of" not in part.note:
            faults.append(f"{name}: rests on what is only spoken of, unsaid")
    return faults
