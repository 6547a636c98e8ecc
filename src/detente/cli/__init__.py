"""The command line: one file a verb, each a thin wrapper of the library."""

from detente.cli.main import main

__all__ = ["main"]
