"""Where things happen: the places a text tells, with country and coordinates from a gazetteer."""

from detente.reading.places.find import place_of
from detente.reading.places.gazetteer import Site, locate

__all__ = ["Site", "locate", "place_of"]
