"""Blocs: who stands with whom and against whom, as far as it was reported.

`dealings.py` gathers what says so, `network.py` makes signed ties of it, `frustration.py` finds the two camps, `triads.py` and
`bridges.py` what is under strain between them; `blocs.py` puts these together, period by period. A camp is a summary of reported
dealings, and no membership.
"""

from detente.tension.blocs.blocs import Blocs, Span, Turn, blocs_of, blocs_over_time, period_of, turns_of
from detente.tension.blocs.bridges import Bridge, find_bridges
from detente.tension.blocs.dealings import Dealing, about_these, dealings_of_rows, find_dealings
from detente.tension.blocs.frustration import Frustration, Part, frustration
from detente.tension.blocs.graphml import graphml_of
from detente.tension.blocs.network import Network, Tie, signed_network
from detente.tension.blocs.triads import Triad, Triads, find_triads

__all__ = [
    "Blocs", "Bridge", "Dealing", "Frustration", "Network", "Part", "Span", "Tie", "Triad", "Triads", "Turn",
    "about_these", "blocs_of", "blocs_over_time", "dealings_of_rows", "find_bridges", "find_dealings", "find_triads",
    "frustration", "graphml_of", "period_of", "signed_network", "turns_of",
]  # fmt: skip
