"""One change of a model, and what dropped and negated literals make of a statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.conflict.logic import And, Expression, If, Iff, Not, Or, Taken
from detente.conflict.model import Model


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one decision maker, or a joint move.

    Parameters
    ----------
    kind
        In a ranking ``swap``, ``tie``, ``untie``; in statements ``swap``, ``drop``, ``negate``, ``add``; of options ``one-way``,
        ``remove``, ``release``; of listed moves ``arc``; ``joint``.
    cost
        In whole units; see `detente.conflict.costs.Costs`.
    sentence
        What changes, in plain words.
    maker
        The place of the decision maker whose change it is; None for a joint move.
    statements
        Of a change of statements, those it is about, in the order in which the sentence names them.
    """

    kind: str
    cost: int
    sentence: str
    maker: int | None = None
    statements: tuple[Expression, ...] = ()

    @property
    def is_of_option(self) -> bool:
        """Whether it changes what the decision maker can do, rather than what it wants."""
        return self.kind in {"one-way", "remove", "release", "arc"}

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Give the change as plain values with readable names."""
        name = None if self.maker is None else model.decision_makers[self.maker].name
        return {"kind": self.kind, "cost": self.cost, "sentence": self.sentence, "decision_maker": name}


def dropped(statement: Expression) -> Iterator[tuple[Expression | None, Expression]]:
    """Give what is left of a statement when one literal is dropped (None: nothing), with that literal.

    Examples
    --------
    >>> from detente.conflict.logic import parse_statement
    >>> [str(left) for left, _ in dropped(parse_statement("a and not b", {"a": "a", "b": "b"}))]
    ['not b', 'a']
    """
    match statement:
        case Taken() | Not(Taken()):
            yield None, statement
        case Not(part):
            for left, literal in dropped(part):
                yield None if left is None else Not(left), literal
        case And(parts) | Or(parts):
            for place, part in enumerate(parts):
                for left, literal in dropped(part):
                    kept = (*parts[:place], *(() if left is None else (left,)), *parts[place + 1 :])
                    yield kept[0] if len(kept) == 1 else type(statement)(kept), literal
        case If(first, second) | Iff(first, second):
            for left, literal in dropped(first):
                yield second if left is None else type(statement)(left, second), literal
            for left, literal in dropped(second):
                yield first if left is None else type(statement)(first, left), literal


def negated(statement: Expression) -> Iterator[Expression]:
    """Give a statement with one literal negated, for each literal.

    Examples
    --------
    >>> from detente.conflict.logic import parse_statement
    >>> [str(other) for other in negated(parse_statement("a if not b", {"a": "a", "b": "b"}))]
    ['not a if not b', 'a if b']
    """
    match statement:
        case Taken():
            yield Not(statement)
        case Not(Taken() as literal):
            yield literal
        case Not(part):
            for other in negated(part):
                yield Not(other)
        case And(parts) | Or(parts):
            for place, part in enumerate(parts):
                for other in negated(part):
                    yield type(statement)((*parts[:place], other, *parts[place + 1 :]))
        case If(first, second) | Iff(first, second):
            for other in negated(first):
                yield type(statement)(other, second)
            for other in negated(second):
                yield type(statement)(first, other)
