"""Equal numbers in long arrays, against `numpy.unique`."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detente.conflict.grouping import beginnings, firsts, numbered, together
from detente.conflict.space import States

KEYS = st.lists(st.integers(-3, 3) | st.integers(-(2**62), 2**62), max_size=40).map(lambda keys: np.array(keys, dtype=np.int64))


@given(KEYS)
def test_the_first_place_of_each_number_is_that_of_unique(keys: States) -> None:
    assert firsts(keys).tolist() == np.unique(keys, return_index=True)[1].tolist()


@given(KEYS)
def test_numbers_are_numbered_as_unique_does(keys: States) -> None:
    found, inverse = np.unique(keys, return_inverse=True)
    numbers, count = numbered(keys)
    assert (numbers.tolist(), count) == (inverse.tolist(), len(found))


@given(KEYS, KEYS)
def test_numbers_are_equal_together_where_both_are_and_in_their_order(one: States, other: States) -> None:
    one, other = one[: len(other)], other[: len(one)]
    pairs = list(zip(one.tolist(), other.tolist(), strict=True))
    order = {pair: place for place, pair in enumerate(sorted(set(pairs)))}
    assert numbered(together(one, other))[0].tolist() == [order[pair] for pair in pairs]


@given(KEYS)
def test_new_numbers_begin_where_a_sorted_list_has_them_first(keys: States) -> None:
    assert beginnings(np.sort(keys)).tolist() == np.unique(np.sort(keys), return_index=True)[1].tolist()
