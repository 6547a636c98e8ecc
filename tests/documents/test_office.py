"""PDF and Word files, and what is said when the extra for them is missing."""

from __future__ import annotations

import io
import sys
import zipfile

import docx
import pytest

from detente.documents import read_documents
from detente.documents.office import MAX_UNPACKED
from detente.records import Document, Skipped

PROSE = "The talks that were held in the capital have failed, and nobody who was there said when they would be held again."


def word_file() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Talks fail"
    document.core_properties.author = "Jane Doe"
    document.add_paragraph(PROSE)
    document.add_paragraph("A guard looks on.", style="Caption")
    document.add_paragraph("It was over.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_file(text: str) -> bytes:
    """A PDF of one page, written by hand: header, objects, table of their places, trailer."""
    lines = "".join(f"({line}) Tj 0 -14 Td " for line in text.split("\n"))
    content = f"BT /F1 10 Tf 40 800 Td {lines}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (Talks fail) /Author (Jane Doe) >>",
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, item in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    trailer = b"trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF" % start
    return data + b"xref\n0 7\n0000000000 65535 f \n" + table + trailer


def one(data: bytes) -> Document | Skipped:
    (found,) = read_documents(["-"], stdin=io.BytesIO(data))
    return found


def test_docx() -> None:
    document = one(word_file())
    assert isinstance(document, Document)
    assert (document.title, document.author, document.text) == ("Talks fail", "Jane Doe", f"{PROSE}\n\nIt was over.")
    assert document.left_out == ("caption: A guard looks on.",)
    assert document.published is None


def test_pdf() -> None:
    document = one(pdf_file(PROSE))
    assert isinstance(document, Document)
    assert (document.title, document.author, document.text) == ("Talks fail", "Jane Doe", PROSE)


def test_a_pdf_without_text_is_empty() -> None:
    found = one(pdf_file(""))
    assert isinstance(found, Skipped)
    assert found.error == "EmptyDocument"


@pytest.mark.parametrize(("module", "data"), [("pypdf", pdf_file(PROSE)), ("docx", word_file())])
def test_without_the_extra_its_name_is_told(monkeypatch: pytest.MonkeyPatch, module: str, data: bytes) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    found = one(data)
    assert isinstance(found, Skipped)
    assert found.error == "FormatError"
    assert "detente[office]" in found.reason


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.documents.office.MAX_UNPACKED", 1_000)
    assert MAX_UNPACKED > 1_000
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "a" * 100_000)
    found = one(stream.getvalue())
    assert isinstance(found, Skipped)
    assert found.error == "TooLarge"
