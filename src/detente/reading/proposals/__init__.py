"""Courses of action somebody asks for, offers, threatens, refuses or sets as a condition."""

from detente.reading.proposals.find import find_proposals

__all__ = ["find_proposals"]
