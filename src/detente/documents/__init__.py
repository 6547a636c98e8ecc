"""Documents in: plain text, HTML, JSON lines, feeds, PDF and DOCX; what is no content is left out, and what cannot be read is named."""

from detente.documents.build import MAX_BYTES, MAX_CHARACTERS
from detente.documents.jsonl import FIELDS
from detente.documents.published import check_published, find_published
from detente.documents.read import read_documents, read_text

__all__ = ["FIELDS", "MAX_BYTES", "MAX_CHARACTERS", "check_published", "find_published", "read_documents", "read_text"]
