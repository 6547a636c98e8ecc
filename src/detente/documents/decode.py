"""Bytes to text: the encoding they declare, UTF-8, or Windows-1252 with a note; anything else is no text."""

from __future__ import annotations

import codecs
import re

from detente.errors import EncodingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# What a terminal is told: colours, places, titles.
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?)?")
# Line breaks of other systems and of Unicode.
_BREAKS = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")
# What a page carries without showing it: soft hyphens, blanks without width, marks that turn the direction of writing, tags.
# They hide words from a reader ("North\u200bKorea"), and in a terminal they can show a quotation as what it is not.
_INVISIBLE = re.compile("[\x80-\x9f\u00ad\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096  # bytes of a page in which it must declare its encoding
_MANY_CONTROLS = 1000  # more than one control character in so many is no text
FALLBACK = "cp1252"


def decode(data: bytes, source: str, *, declared: bool = False) -> tuple[str, list[str]]:
    """Decode the bytes of a text.

    Parameters
    ----------
    data
        The bytes.
    source
        Name of the input, for messages.
    declared
        Whether the format can declare its own encoding, as HTML does.

    Returns
    -------
    tuple
        The text with ``\\n`` for every kind of line break, and notes on how it was read.

    Raises
    ------
    EncodingError
        If they are no text.
    """
    text, notes = _decode(data, source, declared)
    if len(_CONTROL.findall(text)) * _MANY_CONTROLS > len(text):
        raise EncodingError(f"{source}: this is binary data, no text; give text, HTML, JSONL, a feed, PDF or DOCX")
    return tidy(text), notes


def tidy(text: str) -> str:
    """Give every line break as ``\\n`` and drop what no reader sees: control characters, marks without width, halves of characters."""
    text = _BREAKS.sub("\n", text.replace("\r\n", "\n"))
    text = _INVISIBLE.sub("", _CONTROL.sub("", _ESCAPES.sub("", text)))
    return _SURROGATE.sub("\ufffd", text)


def shown_name(name: str) -> str:
    """Give the name of a file as it can be shown, kept and written as UTF-8, whatever bytes it is made of.

    Examples
    --------
    >>> shown_name("talks\\n2023\\x1b[31m.txt")
    'talks 2023.txt'
    """
    return " ".join(tidy(name).split()) or "?"


def _decode(data: bytes, source: str, declared: bool) -> tuple[str, list[str]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), []
            except UnicodeDecodeError as error:
                raise EncodingError(
                    f"{source}: it begins as {encoding} but breaks it at byte {error.start}; save it again as UTF-8"
                ) from error
    found = _DECLARED.search(data[:_HEAD]) if declared else None
    if found is not None:
        try:
            text = data.decode(found[1].decode("ascii"))
            if isinstance(text, str):
                return text, []
        except (LookupError, UnicodeError, ValueError):
            pass  # a page that declares what it is not is read as if it declared nothing
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        place = error.start
    try:
        return data.decode(FALLBACK), [f"encoding: not UTF-8 from byte {place} on; read as {FALLBACK}"]
    except UnicodeDecodeError as error:
        message = f"{source}: its bytes are no text in UTF-8 or {FALLBACK} (byte {error.start}); save it again as UTF-8"
        raise EncodingError(message) from error
