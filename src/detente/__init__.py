"""Détente reads the news of a conflict and looks for the way out."""
