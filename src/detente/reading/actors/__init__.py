"""Who acts and speaks in a text: known names and roles, names the text introduces, and later mentions of both."""

from detente.reading.actors.find import find_actors
from detente.reading.actors.index import ActorIndex
from detente.reading.actors.knowledge import ActorKnowledge
from detente.reading.actors.resolve import resolve_phrase
from detente.reading.actors.tables import country_names

__all__ = ["ActorIndex", "ActorKnowledge", "country_names", "find_actors", "resolve_phrase"]
