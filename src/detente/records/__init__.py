"""The records everything is kept in: frozen, tied to their evidence, with lossless JSON."""

from detente.records.actor import Actor, Mention
from detente.records.codec import from_dict, from_json, json_schema, to_dict, to_json
from detente.records.document import DateOrigin, Document, Genre, Skipped
from detente.records.event import PRESUMED, Event, Numbers, Place, Precision, Status, Voice, VoiceKind
from detente.records.evidence import Evidence, ImportedRow, TextSpan, record_id
from detente.records.imported import ImportedEvent, ImportedSide
from detente.records.incident import Account, Correction, Incident, Verdict
from detente.records.proposal import Proposal, ProposalKind, Relation, RelationKind
from detente.records.reading import Reading
from detente.records.statement import Quotation, Stance, Statement
from detente.records.time import TimeExpression, TimeType, When, WhenOrigin

__all__ = [
    "PRESUMED",
    "Account", "Actor", "Correction", "DateOrigin", "Document", "Event", "Evidence", "Genre", "ImportedEvent", "ImportedRow",
    "ImportedSide", "Incident", "Mention", "Numbers",
    "Place", "Precision", "Proposal", "ProposalKind", "Quotation", "Reading", "Relation", "RelationKind", "Skipped", "Stance", "Statement",
    "Status", "TextSpan", "TimeExpression", "TimeType", "Verdict", "Voice", "VoiceKind", "When", "WhenOrigin",
    "from_dict", "from_json", "json_schema", "record_id", "to_dict", "to_json",
]  # fmt: skip
