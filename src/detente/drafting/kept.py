"""The last draft, kept beside a model file, so that drafting again can tell a person's edits from what was drafted.

Beside ``korea.toml`` lies ``korea.draft.toml``: the same model as it was drafted last, in plain TOML, to be compared by eye or with any
tool, and with a checksum, so that nobody edits the wrong file unnoticed. Whoever moves or renames the one moves the other with it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from detente.conflict.files import parse_model
from detente.conflict.model import Model
from detente.conflict.writing import to_toml
from detente.drafting.layout import written_into
from detente.drafting.merging import Merge, merge_models
from detente.errors import UsageError

_FIRST = "# The last draft of "
_SUM = "# sha256 of all below: "


@dataclass(frozen=True, slots=True)
class Redraft:
    """What drafting into a file comes to.

    Parameters
    ----------
    texts
        The files to write; those that stay as they are are left out.
    merge
        The merge with what was there; None where nothing was.
    """

    texts: dict[Path, str]
    merge: Merge | None


def kept_beside(path: Path) -> Path:
    """Name the file that keeps the last draft.

    Examples
    --------
    >>> kept_beside(Path("out/korea.toml")).name
    'korea.draft.toml'
    """
    return path.with_name(f"{path.stem}.draft{path.suffix}")


def draft_into(path: Path, drafted: Model, *, replace: bool = False) -> Redraft:
    """Find out what a file and the draft kept beside it shall hold after drafting again; nothing is written.

    Parameters
    ----------
    path
        The model file, there or not.
    drafted
        The new draft.
    replace
        Give the edits in the file up.

    Raises
    ------
    UsageError
        If the file is there and the draft it was made from is not, or is not as it was kept.
    ModelError
        If the file was edited into something that is no model; file and line are named.
    """
    if path.suffix in (".json", ".gmcr"):
        raise UsageError(f"{path}: a draft is written as TOML; name it {path.with_suffix('.toml').name}")
    beside = kept_beside(path)
    there, kept = _text(path), _text(beside)
    if kept is not None and not kept.startswith(_FIRST):
        raise UsageError(f"{beside}: the last draft of {path.name} is kept under this name, but it is another file; name another --output")
    new, keep = to_toml(drafted), _kept(path, drafted)
    if there is None or replace or (kept is None and _lines(there) == new):
        return Redraft({name: text for name, text, old in ((path, new, there), (beside, keep, kept)) if text != old}, None)
    if kept is None:
        raise UsageError(
            f"{path}: it is there already, and the draft it was made from ({beside.name}) is not beside it, so what you edited cannot be "
            "told from what was drafted; put that file back, name another --output, or overwrite it with --replace"
        )
    merge = merge_models(_base(beside, kept), parse_model(there, _shown(path)), drafted)
    written = written_into(_lines(there), merge.model)
    if "\r\n" in there:
        written = written.replace("\n", "\r\n")
    return Redraft({name: text for name, text, old in ((path, written, there), (beside, keep, kept)) if text != old}, merge)


def _kept(path: Path, drafted: Model) -> str:
    text = to_toml(drafted)
    named = " ".join(path.name.split())
    return (
        f"{_FIRST}{named}, kept by `detente draft` to tell your edits from it. Edit {named}, not this file; move both together.\n"
        f"{_SUM}{hashlib.sha256(text.encode('utf-8', errors='replace')).hexdigest()}\n{text}"
    )


def _base(beside: Path, kept: str) -> Model:
    _, _, rest = _lines(kept).partition("\n")
    given, _, text = rest.partition("\n")
    if given != _SUM + hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest():
        raise UsageError(
            f"{beside}: it keeps the last draft but was changed since; put it back as it was, name another --output, "
            "or overwrite both files with --replace"
        )
    return parse_model(text, _shown(beside))


def _shown(path: Path) -> str:
    """Name a file so that it is read as TOML, whatever it is called."""
    return str(path) if path.suffix == ".toml" else f"{path}: read as .toml"


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").removeprefix("\ufeff")


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: it is there already and is no model file (no UTF-8 text); name another --output") from None
    except OSError as error:
        raise UsageError(f"{path}: it cannot be read ({error.strerror}); name another --output") from None
