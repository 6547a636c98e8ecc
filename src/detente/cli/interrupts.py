"""Ctrl-C and the request to end: both unwind the program, so that nothing is left half written."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDS = {signal.SIGINT: 130, signal.SIGTERM: 143}
_caught: list[KeyboardInterrupt] = []


class Terminated(KeyboardInterrupt):
    """The program was asked to end (SIGTERM)."""


@contextmanager
def interruptible() -> Iterator[None]:
    """Inside, SIGINT raises `KeyboardInterrupt` and SIGTERM `Terminated`, once: a second one ends the program at once.

    Worker processes, which inherit this, end without a word: the process that started them tells what happened.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    main_process = os.getpid()

    def stop(number: int, _frame: FrameType | None) -> None:
        if os.getpid() != main_process or _caught:
            os._exit(_ENDS[signal.Signals(number)])
        _caught.append(Terminated() if number == signal.SIGTERM else KeyboardInterrupt())
        _end_workers()
        raise _caught[0]

    # One who started the program deaf to Ctrl-C (nohup, a shell's background job) meant it.
    before = {number: signal.getsignal(number) for number in _ENDS}
    heard = [number for number, handler in before.items() if handler not in (signal.SIG_IGN, None)]
    loud = sys.unraisablehook

    def lost(told: sys.UnraisableHookArgs) -> None:
        """Say nothing of an interrupt that came where Python cannot raise it: it is raised later (`end_if_interrupted`)."""
        if told.exc_value not in _caught:
            loud(told)

    _caught.clear()
    sys.unraisablehook = lost
    for number in heard:
        signal.signal(number, stop)
    try:
        yield
        end_if_interrupted()
    except Exception as error:
        if _caught:  # a library in whose midst the signal came made an error of its own of it
            raise _caught[0] from error
        raise
    finally:
        _caught.clear()
        sys.unraisablehook = loud
        for number in heard:
            signal.signal(number, before[number])


def end_if_interrupted() -> None:
    """Raise an interrupt that came and was lost: what is raised inside a callback of a library goes no further than that."""
    if _caught:
        raise _caught[0]


def _end_workers() -> None:
    """End the worker processes: what they are reading is not wanted any more, and waiting for it may take long."""
    pools = sys.modules.get("multiprocessing")
    if pools is not None:
        for child in pools.active_children():
            child.terminate()
