"""The formats in which data sets of events are exchanged: a file each.

A format is entered in `FORMATS`; `detente import` knows it from then on.
"""

from detente.archive.formats.base import Format, Intake, Start
from detente.archive.formats.registry import FORMATS, format_of, starts_of

__all__ = ["FORMATS", "Format", "Intake", "Start", "format_of", "starts_of"]
