"""What stands at a place: as looking through everything finds it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.reading.by_place import ByPlace

STRETCH = st.tuples(st.integers(0, 1200), st.integers(1, 700)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(st.lists(STRETCH, max_size=3), max_size=12), STRETCH)
def test_it_finds_what_looking_through_everything_finds(items: list[list[tuple[int, int]]], place: tuple[int, int]) -> None:
    start, end = place
    index = ByPlace(enumerate(items))
    assert index.around(start, end) == [n for n, item in enumerate(items) if any(a <= start and end <= b for a, b in item)]
    assert index.within(start, end) == [n for n, item in enumerate(items) if any(start <= a and b <= end for a, b in item)]
