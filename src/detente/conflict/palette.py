"""Colours and dashes that tell decision makers apart in pictures.

Source: M. Okabe & K. Ito, "Color universal design" (2008): colours told apart also by people who do not see all of them. Their yellow and
black are left out, for they vanish on white and on dark pages; the dashes serve those who see no colour.
"""

from __future__ import annotations

_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
_DASHES = ("", "7 4", "2 3", "10 3 2 3", "14 5", "4 6")


def colour_of(place: int) -> str:
    """Give the colour of a decision maker; after the sixth they begin anew, with another dash."""
    return _COLOURS[place % len(_COLOURS)]


def dash_of(place: int) -> str:
    """Give the dashes of a decision maker as SVG writes them, empty for a whole line."""
    return _DASHES[(place + place // len(_COLOURS)) % len(_DASHES)]
