"""Forms of verbs, by rule and from the table."""

from __future__ import annotations

import pytest

from detente.drafting.courses import data_table
from detente.drafting.verbs import forms_of


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("close", ("close", "closes", "closing", "closed")),
        ("ban", ("ban", "bans", "banning", "banned")),
        ("levy", ("levy", "levies", "levying", "levied")),
        ("free", ("free", "frees", "freeing", "freed")),
        ("tie", ("tie", "ties", "tying", "tied")),
        ("visit", ("visit", "visits", "visiting", "visited")),
        ("admit", ("admit", "admits", "admitting", "admitted")),
        ("withdraw", ("withdraw", "withdraws", "withdrawing", "withdrew", "withdrawn")),
        ("shut", ("shut", "shuts", "shutting")),
        ("cancel", ("cancel", "cancels", "cancelling", "canceling", "cancelled", "canceled")),
    ],
)
def test_forms(verb: str, forms: tuple[str, ...]) -> None:
    assert forms_of(verb).all() == forms


def test_every_verb_of_the_table_of_deeds_has_letters_only() -> None:
    verbs = {entry.split()[0] for row in data_table("acts.tsv", ("course", "sense", "verbs", "objects")) for entry in row.several("verbs")}
    assert all(verb.replace("-", "").isalpha() and verb == verb.lower() for verb in verbs)
