"""PDF and Word files, with the optional extra ``office``."""

from __future__ import annotations

import io
import logging
import re
import zipfile

from detente.documents.build import MAX_BYTES, MAX_CHARACTERS, Raw, check_length, digest
from detente.errors import DocumentError, EmptyDocument, FormatError, TooLarge

# A Word file is a zip archive: text packs to a tenth of its size, only an archive made to do harm packs much better.
MAX_UNPACKED = 20 * MAX_BYTES
logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it warns of is told as a skip


def read_pdf(data: bytes, source: str) -> Raw:
    """Read the text of a PDF file, page after page.

    Raises
    ------
    FormatError
        If it is broken or encrypted, or if the extra ``office`` is not installed.
    EmptyDocument
        If its pages hold no text, as scanned ones do.
    """
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise _missing(source, "PDF") from error
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FormatError(f"{source}: the file is locked with a password; unlock it first")
        pages: list[str] = []
        size = 0
        for page in reader.pages:
            pages.append(page.extract_text() or "")
            size += len(pages[-1])
            if size > MAX_CHARACTERS:
                check_length("\n\n".join(pages), source)
        title = reader.metadata.title if reader.metadata is not None else None
        author = reader.metadata.author if reader.metadata is not None else None
    except DocumentError:
        raise
    except Exception as error:  # the parser raises errors of many kinds for broken files; none may end the batch
        raise _broken(source, "PDF", error) from error
    text = "\n\n".join(pages)
    if not text.strip():
        raise EmptyDocument(f"{source}: its pages hold no text (are they scanned?); recognise the text first")
    # A word cut at the end of a line is joined again.
    return Raw(re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text), source, digest(data), title=_text(title), author=_text(author), is_plain=True)


def read_docx(data: bytes, source: str) -> Raw:
    """Read the paragraphs of a Word file.

    Raises
    ------
    FormatError
        If it is broken, or if the extra ``office`` is not installed.
    EmptyDocument
        If it holds no text.
    TooLarge
        If it unpacks to far more than its size.
    """
    try:
        import docx
    except ImportError as error:
        raise _missing(source, "DOCX") from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MAX_UNPACKED:
                raise TooLarge(f"{source}: it unpacks to more than {MAX_UNPACKED:,} bytes; save its text alone")
        document = docx.Document(io.BytesIO(data))
        paragraphs = [(paragraph.text, (paragraph.style.name or "") if paragraph.style else "") for paragraph in document.paragraphs]
        title, author = document.core_properties.title, document.core_properties.author
    except DocumentError:
        raise
    except Exception as error:  # the parser raises errors of many kinds for broken files; none may end the batch
        raise _broken(source, "DOCX", error) from error
    captions = [text for text, style in paragraphs if style.lower() == "caption" and text.strip()]
    text = "\n\n".join(text.strip() for text, style in paragraphs if text.strip() and style.lower() != "caption")
    if not text:
        raise EmptyDocument(f"{source}: there is no text in it; check the file")
    left_out = [f"caption: {caption[:160]}" for caption in captions]
    return Raw(text, source, digest(data), title=_text(title), author=_text(author), left_out=left_out, is_plain=True)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _missing(source: str, kind: str) -> FormatError:
    return FormatError(f"{source}: {kind} files need the extra office; install it with: pip install 'detente[office]'")


def _broken(source: str, kind: str, error: Exception) -> FormatError:
    return FormatError(f"{source}: this is no {kind} file, or it is broken ({type(error).__name__}: {error}); save it again")
