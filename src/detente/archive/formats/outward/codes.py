"""Our codes in the codes of others."""

from __future__ import annotations

from functools import lru_cache

from detente.reading.lexicon import load_table


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    columns = ("code", "name", "aliases", "adjectives", "people", "capital", "government", "of")
    return {row["code"]: row["name"] for row in load_table("actors/countries.tsv", columns)}


def is_country(code: str) -> bool:
    """Whether a code is a country's."""
    return code in _countries()


def country_name(code: str) -> str | None:
    """Give a country's name."""
    return _countries().get(code)


def cameo_country(code: str | None) -> str | None:
    return code


def fips_country(code: str | None) -> str | None:
    return code


def cow_number(code: str | None) -> str | None:
    return code


def cameo_role(sector: str | None) -> str | None:
    return sector
