"""What the stages of reading know, as tables (see `detente.tables` for their form)."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from detente.tables import Row, read_table

__all__ = ["COUNTRY_COLUMNS", "ORGANISATION_COLUMNS", "Row", "load_table"]

#: Of ``actors/countries.tsv`` and ``actors/organisations.tsv``, which are read by stages that know nothing of texts too.
COUNTRY_COLUMNS = ("code", "name", "aliases", "adjectives", "people", "capital", "government", "of")
ORGANISATION_COLUMNS = ("code", "name", "aliases", "country", "sector", "party", "formerly")


def load_table(name: str, columns: tuple[str, ...], *, path: Path | None = None) -> Iterator[Row]:
    """Read a table of the project (by its name below this folder) or of the user (by `path`).

    Parameters
    ----------
    name
        Path below this folder, e.g. ``"status.tsv"``; with `path`, only used in messages.
    columns
        The columns the table must have, in order.

    Raises
    ------
    KnowledgeError
        If the table is missing, its columns are others, or a row has too many cells.

    Examples
    --------
    >>> rows = list(load_table("example.tsv", ("word", "meaning")))
    >>> rows[0]["word"], rows[0].line
    ('stalemate', 3)
    """
    if path is not None:
        return read_table(path, str(path), columns)
    return read_table(files(__name__).joinpath(name), f"lexicon/{name}", columns)
