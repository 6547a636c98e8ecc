"""The parts of a conflict model, each under a key by which three versions of a model are compared, and a model made of parts again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.conflict.logic import options_of, parse_statement
from detente.conflict.model import Model

Fields = dict[str, Any]
StatementKey = tuple[str, str]

_FORMS = ("infeasible", "exclusive", "if", "then")
_PREFERENCES = ("preferences", "ranking", "payoffs")


@dataclass(slots=True)
class Parts:
    """A model in option form, taken apart.

    Parameters
    ----------
    head
        Name, source and note.
    makers
        By key: the fields of each decision maker, without options and statements; ``form`` says what its preferences are.
    options
        By identifier; ``owner`` is the key of its decision maker.
    statements
        By key of the decision maker and text.
    conditions
        By what they rule out.
    status_quo
        What is told of it, and under ``taken`` what is taken of each option; None if there is none.
    """

    head: Fields
    makers: dict[str, Fields]
    options: dict[str, Fields]
    statements: dict[StatementKey, Fields]
    conditions: dict[str, Fields]
    status_quo: Fields | None

    def of(self, maker: str) -> dict[StatementKey, Fields]:
        """Give the statements of one decision maker, most important first."""
        return {key: fields for key, fields in self.statements.items() if key[0] == maker}

    @property
    def names_states(self) -> bool:
        """Whether preferences speak of states by the pattern of all options, which other options would change."""
        pairs = [entry for fields in self.makers.values() for key in ("uncertain", "strong") for entry in _listed(fields.get(key))]
        other = any(fields["form"] != "preferences" for fields in self.makers.values())
        return other or any(isinstance(entry, list) for entry in pairs)


def as_ours(base: Model, ours: Model, theirs: Model) -> tuple[Parts, Parts, Parts]:
    """Take three versions apart under the same keys: those of the last draft, with identifiers as the person has renamed them."""
    renamed = _renamed_options(base, ours, theirs)
    plain = [_renamed(base.to_dict(), renamed), ours.to_dict(), _renamed(theirs.to_dict(), renamed)]
    first = [maker["name"] for maker in plain[0]["decision_makers"]]
    keys = [first, _matched(plain[0], plain[1], first), _matched(plain[0], plain[2], first)]
    # Who is new in both under one name is one and the same.
    before, now, new = (parts_of(table, own) for table, own in zip(plain, keys, strict=True))
    return before, now, new


def parts_of(plain: Mapping[str, Any], keys: Sequence[str]) -> Parts:
    """Take a model's plain values apart; `keys` are those of its decision makers."""
    makers: dict[str, Fields] = {}
    options: dict[str, Fields] = {}
    statements: dict[StatementKey, Fields] = {}
    for key, maker in zip(keys, plain["decision_makers"], strict=True):
        form = next(form for form in _PREFERENCES if form in maker)
        makers[key] = {"form": form} | {name: value for name, value in maker.items() if name not in ("options", "preferences")}
        options |= {option["id"]: {"owner": key} | option for option in maker.get("options", [])}
        for given in maker.get("preferences", []):
            fields = given if isinstance(given, dict) else {"statement": given}
            statements[_unused((key, fields["statement"]), statements)] = fields
    conditions: dict[str, Fields] = {}
    for condition in plain.get("conditions", []):
        name = json.dumps({form: condition[form] for form in _FORMS if form in condition}, sort_keys=True)
        conditions[_unused(("", name), {("", key): 0 for key in conditions})[1]] = condition
    head = {key: plain[key] for key in ("name", "source", "note") if key in plain}
    return Parts(head, makers, options, statements, conditions, _status_quo(plain.get("status_quo")))


def model_of(parts: Parts) -> Model:
    """Put a model together again.

    Raises
    ------
    ModelError
        If the parts contradict each other.
    """
    return Model.from_dict(plain_of(parts))


def plain_of(parts: Parts) -> dict[str, Any]:
    """Give the plain values of parts, as `Model.from_dict` takes them."""
    makers = []
    for key, fields in parts.makers.items():
        maker = {name: value for name, value in fields.items() if name != "form"}
        own = [option for option in parts.options.values() if option["owner"] == key]
        maker["options"] = [{name: value for name, value in option.items() if name != "owner"} for option in own]
        if fields["form"] == "preferences":
            maker["preferences"] = list(parts.of(key).values())
        makers.append(maker)
    plain = {**parts.head, "decision_makers": makers, "conditions": list(parts.conditions.values())}
    if parts.status_quo is not None:
        taken = parts.status_quo["taken"]
        plain["status_quo"] = parts.status_quo | {"taken": [taken[option] for option in parts.options if option in taken]}
    return plain


def references(fields: Mapping[str, Any]) -> set[str]:
    """Give the options that a statement or condition speaks of."""
    found: set[str] = set()
    for key in ("statement", *_FORMS):
        for text in _listed(fields.get(key)):
            found |= {_option_of(name) for name in options_of(parse_statement(text, _AnyName()))}
    return found


class _AnyName(Mapping[str, str]):
    """Takes every name for an option's: texts of a model that was read are known to speak of its options."""

    def __getitem__(self, name: str) -> str:
        return name

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _option_of(token: str) -> str:
    """Give the option of a level's name: ``alert`` of ``alert>=raised``."""
    return re.split(">=|=", token, maxsplit=1)[0]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None or isinstance(value, int | float) else [value]


def _unused(key: StatementKey, used: Mapping[StatementKey, Any]) -> StatementKey:
    """Tell a second statement of the same text from the first."""
    while key in used:
        key = (key[0], f"{key[1]} ")
    return key


def _status_quo(given: Any) -> Fields | None:
    if given is None:
        return None
    fields = dict(given) if isinstance(given, dict) else {"taken": given}
    return fields | {"taken": {_option_of(token): token for token in fields.get("taken", [])}}


def _matched(base: Mapping[str, Any], other: Mapping[str, Any], keys: Sequence[str]) -> list[str]:
    """Find which decision maker of another version is which of the first: by name, main actor, or options."""
    found: dict[int, str] = {}
    old, new = base["decision_makers"], other["decision_makers"]

    def main(maker: Mapping[str, Any]) -> Any:
        return maker.get("actors", [None])[0]

    def shares(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
        return bool({option["id"] for option in one.get("options", [])} & {option["id"] for option in two.get("options", [])})

    same = (
        lambda one, two: one["name"] == two["name"],
        lambda one, two: main(one) is not None and main(one) == main(two),
        shares,
    )
    for is_same in same:
        for place, maker in enumerate(new):
            free = [number for number in range(len(old)) if keys[number] not in found.values()]
            if place not in found and (number := next((n for n in free if is_same(old[n], maker)), None)) is not None:
                found[place] = keys[number]
    return [found.get(place) or _new_key(maker["name"], keys) for place, maker in enumerate(new)]


def _new_key(name: str, keys: Sequence[str]) -> str:
    return f"{name} (new)" if name in keys else name


def _renamed_options(base: Model, ours: Model, theirs: Model) -> dict[str, str]:
    """Find options that the person only gave another identifier: alone in having the evidence, or owner and name, of one that is gone."""
    if any(maker.levelled for model in (base, ours, theirs) for maker in model.decision_makers):
        return {}
    before, now, new = ({o.id: o for maker in model.decision_makers for o in maker.listed} for model in (base, ours, theirs))
    renamed: dict[str, str] = {}
    for old in before.values():
        if old.id in now:
            continue
        free = [option for option in now.values() if option.id not in before and option.id not in new]
        same = [option.id for option in free if option.provenance.evidence == old.provenance.evidence != () or option.name == old.name]
        if len(same) == 1 and same[0] not in renamed.values():
            renamed[old.id] = same[0]
    return renamed


def _renamed(plain: dict[str, Any], renamed: Mapping[str, str]) -> dict[str, Any]:
    if not renamed:
        return plain
    names = _Renamed(renamed)

    def statement(text: str) -> str:
        return str(parse_statement(text, names))

    for maker in plain["decision_makers"]:
        for option in maker.get("options", []):
            option["id"] = renamed.get(option["id"], option["id"])
        listed = maker.get("preferences", [])
        maker["preferences"] = [
            statement(entry) if isinstance(entry, str) else entry | {"statement": statement(entry["statement"])} for entry in listed
        ]
    for condition in plain.get("conditions", []):
        for form in _FORMS:
            if form in condition:
                value = condition[form]
                condition[form] = statement(value) if isinstance(value, str) else [statement(part) for part in value]
    status_quo = plain.get("status_quo")
    if isinstance(status_quo, dict):
        status_quo["taken"] = [renamed.get(token, token) for token in status_quo["taken"]]
    elif status_quo is not None:
        plain["status_quo"] = [renamed.get(token, token) for token in status_quo]
    return plain


class _Renamed(_AnyName):
    def __init__(self, renamed: Mapping[str, str]) -> None:
        self._renamed = renamed

    def __getitem__(self, name: str) -> str:
        return self._renamed.get(name, name)


def called_maker(key: str, fields: Fields) -> str:
    """Name a decision maker in a message."""
    return f"decision maker {fields.get('name', key)}"


def called_option(fields: Fields, makers: Mapping[str, Fields]) -> str:
    """Name an option in a message."""
    return f"option “{fields['name']}” ({fields['id']}) of {makers.get(fields['owner'], {}).get('name', fields['owner'])}"


def called_statement(key: StatementKey, makers: Mapping[str, Fields]) -> str:
    """Name a statement in a message."""
    return f"preference of {makers.get(key[0], {}).get('name', key[0])}: {key[1].strip()}"


def called_condition(_: str, fields: Fields) -> str:
    """Name a condition in a message."""
    if "infeasible" in fields:
        return f"condition: not {fields['infeasible']}"
    if "if" in fields:
        return f"condition: if {fields['if']} then {fields['then']}"
    return f"condition: at most one of {', '.join(fields['exclusive'])}"


def called_held(stands: str | None) -> str:
    """Say in a message whether an option is held, and how it stands, or is a choice (None)."""
    return "a choice" if stands is None else f"held as it stands ({stands})"


def called_value(value: Any, absent: Any) -> str:
    """Write a field's value in a message."""
    if value is absent:
        return "nothing"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
