"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from detente.errors import UsageError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def whole_file(path: Path, *failures: type[Exception]) -> Iterator[Path]:
    """Give a file aside to write to; it takes the place of the one that is wanted when the block ends, and is gone where it fails.

    Parameters
    ----------
    path
        The file; one that is there is replaced, a link stays a link. Folders that are missing are made.
    failures
        What writing may raise beside `OSError`.

    Raises
    ------
    UsageError
        If it cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with whole_file(Path(folder, "out", "calm.txt")) as aside:
    ...         _ = aside.write_text("calm")
    ...     [path.name for path in Path(folder, "out").iterdir()]
    ['calm.txt']
    """
    expected: tuple[type[Exception], ...] = (OSError, *failures)
    try:
        target = path.resolve()
        aside = target.with_name(f".{target.name[:200]}.{os.getpid()}.partial")
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield aside
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
    except expected as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: Exception) -> UsageError:
    """Make the error that says why a file cannot be written, and what to do."""
    why = error.strerror if isinstance(error, OSError) else None
    why = why or next(iter(str(error).splitlines()), type(error).__name__)  # a database's messages go on with the query
    full = isinstance(error, OSError) and error.errno in _FULL
    step = "make room there, or name a file on another disk" if full else "name another file"
    return UsageError(f"{path}: it cannot be written ({why}); {step}")
