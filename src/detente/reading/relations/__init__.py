"""Standing relations between two sides: alliance, hostility, rivalry, dependence."""

from detente.reading.relations.find import find_relations

__all__ = ["find_relations"]
