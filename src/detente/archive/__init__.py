"""One store for many readings: added once, found again, and merged into incidents.

Only this package knows DuckDB. The archive is one file; every change is one transaction, so that a killed process leaves it whole.
"""

from detente.archive.clusters import Comparison
from detente.archive.corrections import correct_reading, marks_of
from detente.archive.daily import DailyRows
from detente.archive.imports import DataSet, Imported, SetAside
from detente.archive.incidents import (
    FoundIncident,
    Why,
    compare_reports,
    find_incident,
    incidents_of,
    merge_reports,
    single_incidents,
    why_merged,
)
from detente.archive.keeping import Added
from detente.archive.pair_tallies import PairTally
from detente.archive.reports import Report, report_of_row, reports_of
from detente.archive.selection import Selection
from detente.archive.store import Archive, Found
from detente.archive.tallies import Choice, Tallies

__all__ = [
    "Added", "Archive", "Choice", "Comparison", "DailyRows", "DataSet", "Found", "FoundIncident", "Imported", "PairTally", "Report",
    "Selection", "SetAside", "Tallies", "Why", "compare_reports", "correct_reading", "find_incident", "incidents_of", "marks_of",
    "merge_reports", "report_of_row", "reports_of", "single_incidents", "why_merged",
]  # fmt: skip
