"""A model written to a file, in the format its name ends in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from detente.conflict.formats.dot import to_dot
from detente.conflict.formats.graphml import to_graphml
from detente.conflict.formats.nfg import to_nfg
from detente.conflict.model import Model
from detente.conflict.picture import model_svg
from detente.conflict.show import model_page
from detente.conflict.writing import canonical_json, to_toml
from detente.errors import UsageError

#: The formats by ending; each writes a model and the equilibria of one concept, where the format has room for them.
FORMATS: Mapping[str, Callable[[Model, str], str]] = {
    ".toml": lambda model, _: to_toml(model),
    ".json": lambda model, _: canonical_json(model.to_dict()) + "\n",
    ".graphml": lambda model, _: to_graphml(model),
    ".dot": to_dot,
    ".gv": to_dot,
    ".nfg": lambda model, _: to_nfg(model),
    ".svg": model_svg,
    ".html": model_page,
}


def export_model(model: Model, path: Path | str, concept: str = "seq") -> None:
    """Write a model to a file.

    Parameters
    ----------
    model
        The conflict.
    path
        Where to; its ending says in which format: ``.toml`` and ``.json`` are read back, ``.graphml`` and ``.dot`` (or ``.gv``) hold states
        and moves, ``.nfg`` the game of Gambit, ``.svg`` and ``.html`` pictures and tables.
    concept
        Whose equilibria are marked in ``.dot``, ``.svg`` and ``.html``.

    Raises
    ------
    UsageError
        If the ending is not known, the format cannot hold the model, or the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> model = Model.from_dict({"name": "one", "decision_makers": [{"name": "A", "options": ["go"], "preferences": ["go"]}]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     export_model(model, Path(folder) / "one.dot")
    ...     (Path(folder) / "one.dot").read_text().startswith("digraph")
    True
    """
    target = Path(path)
    if target.suffix.lower() not in FORMATS:
        given = f"{target.suffix!r} is no format known" if target.suffix else "it has no ending"
        raise UsageError(f"{path}: {given}; name a file that ends in {', '.join(FORMATS)}")
    text = FORMATS[target.suffix.lower()](model, concept)
    try:
        target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{path}: it cannot be written ({error.strerror}); name a file in a folder that is there") from None
