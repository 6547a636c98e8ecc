"""The tables of this package."""

from __future__ import annotations

from importlib.resources import files

from detente.tables import Row, read_table


def table(name: str, *columns: str) -> list[Row]:
    """Read a table of this package."""
    return list(read_table(files("detente.archive").joinpath("data", name), f"archive/data/{name}", columns))
