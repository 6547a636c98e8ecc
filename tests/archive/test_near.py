"""Types and modes under which one deed is told."""

from __future__ import annotations

import pytest

from detente.archive import merge_reports
from detente.archive.near import near_modes, near_types
from detente.ontology import EVENT_TYPES, MODES
from tests.archive.builders import sizes, told


def test_the_tables_name_types_and_modes_of_the_ontology_in_both_orders() -> None:
    assert all(near_types()[name, name] == 1.0 for name in EVENT_TYPES)
    assert all(near_types()[other, one] == near for (one, other), near in near_types().items())
    assert all((kind, other, one) in near_modes() for kind, one, other in near_modes())
    assert all({(kind, one), (kind, other)} <= set(MODES) and one != other for kind, one, other in near_modes())


@pytest.mark.parametrize(("other", "expected"), [("heavy-weapons", [2]), ("torture", [1, 1])])
def test_modes_one_deed_is_told_under_do_not_part_it_and_others_do(other: str, expected: list[int]) -> None:
    one = told("a", "Aircraft hit the ferry landing at Solm.", mode="aerial")
    assert sizes(merge_reports([one, told("b", "The landing was hit at dawn, officials said.", mode=other)])) == expected


def test_accounts_of_who_attacked_whom_are_of_the_fight_that_is_told_of_both() -> None:
    both = told("a", "The two armies traded fire across the Karsa ford.", actors=("RUS", "UKR"), recipients=())
    one = told("b", "Mortars hit a post above the Karsa ford.")
    other = told("c", "Shells fell on a farm below the Karsa ford.", actors=("UKR",), recipients=("RUS",))
    assert sizes(merge_reports([one, other])) == [1, 1]
    (found,) = merge_reports([both, one, other])
    assert {account.about for account in found.accounts} == {"sides"}
