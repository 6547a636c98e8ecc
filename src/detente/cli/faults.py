"""Faults of the program itself, told in one line."""

from __future__ import annotations

import traceback
from pathlib import Path

import detente

_ROOT = Path(detente.__file__).parent


def fault(error: BaseException) -> str:
    """Name a fault and the last place of the project it went through.

    Examples
    --------
    >>> fault(KeyError("x"))
    'this is a fault of Détente, not of your input (KeyError)'
    """
    places = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(_ROOT)]
    where = f" in {Path(places[-1].filename).relative_to(_ROOT).as_posix()}, line {places[-1].lineno}" if places else ""
    return f"this is a fault of Détente, not of your input ({type(error).__name__}{where})"
