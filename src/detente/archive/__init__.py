"""One store for many readings: added once, found again, and merged into incidents.

Only this package knows DuckDB. The archive is one file; every change is one transaction, so that a killed process leaves it whole.
"""

from detente.archive.daily import DailyRows
from detente.archive.incidents import merge_reports
from detente.archive.reports import Report, report_of_row, reports_of
from detente.archive.selection import Selection
from detente.archive.store import Added, Archive, Found

__all__ = ["Added", "Archive", "DailyRows", "Found", "Report", "Selection", "merge_reports", "report_of_row", "reports_of"]
