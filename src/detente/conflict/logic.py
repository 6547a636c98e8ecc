"""The small language of preference statements and conditions.

Option prioritization writes what a decision maker wants as statements over options: ``not strike``, ``a and b``, ``a or b``,
``a if b``, ``a iff b``, with parentheses. ``not`` binds closest, then ``and``, then ``or``, then ``if`` and ``iff``, which need
parentheses to be chained. An option is named by its identifier, or by its name in quotes.

Source: Fang, Hipel, Kilgour & Peng, "A decision support system for interactive decision making", IEEE Trans. SMC C 33 (2003).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from detente.errors import StatementSyntaxError

#: Statements nested deeper than this are refused: nobody can read them, and they would exhaust the stack.
MAX_DEPTH = 50


@dataclass(frozen=True, slots=True)
class Taken:
    """The option of this identifier is taken."""

    option: str

    def __str__(self) -> str:
        return self.option if _BARE.fullmatch(self.option) and self.option.lower() not in _WORDS else f'"{self.option}"'


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Expression

    def __str__(self) -> str:
        return f"not {_inside(self.part, 3)}"


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold."""

    parts: tuple[Expression, ...]

    def __str__(self) -> str:
        return " and ".join(_inside(part, 3) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple[Expression, ...]

    def __str__(self) -> str:
        return " or ".join(_inside(part, 2) for part in self.parts)


@dataclass(frozen=True, slots=True)
class If:
    """`then` holds wherever `when` does; where `when` does not, the statement holds."""

    then: Expression
    when: Expression

    def __str__(self) -> str:
        return f"{_inside(self.then, 1)} if {_inside(self.when, 1)}"


@dataclass(frozen=True, slots=True)
class Iff:
    """Both sides hold, or neither does."""

    left: Expression
    right: Expression

    def __str__(self) -> str:
        return f"{_inside(self.left, 1)} iff {_inside(self.right, 1)}"


Expression: TypeAlias = Taken | Not | And | Or | If | Iff

_TOKEN = re.compile(r"""\s*(?:(?P<open>\()|(?P<close>\))|"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<word>[^\s()"']+))""")
_BARE = re.compile(r"""[^\s()"']+""")
_WORDS = frozenset({"not", "and", "or", "if", "iff"})
_BINDING: Mapping[type, int] = {Taken: 4, Not: 3, And: 2, Or: 1, If: 0, Iff: 0}


def _inside(part: Expression, least: int) -> str:
    """Write a part of a statement, in parentheses where it binds less closely than its place asks."""
    return str(part) if _BINDING[type(part)] >= least else f"({part})"


def options_of(statement: Expression) -> tuple[str, ...]:
    """List the options a statement speaks of, each once, in order of appearance.

    Examples
    --------
    >>> options_of(parse_statement("a if (b and a)", {"a": "a", "b": "b"}))
    ('a', 'b')
    """
    return tuple(dict.fromkeys(_literals(statement)))


def _literals(statement: Expression) -> Iterator[str]:
    match statement:
        case Taken(option):
            yield option
        case Not(part):
            yield from _literals(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _literals(part)
        case If(first, second) | Iff(first, second):
            yield from _literals(first)
            yield from _literals(second)


def parse_statement(text: str, names: Mapping[str, str | Expression]) -> Expression:
    """Read a statement.

    Parameters
    ----------
    text
        The statement, for example ``not strike`` or ``"lift sanctions" if inspections``.
    names
        What an option may be called, and the identifier, or the statement, each name stands for.

    Raises
    ------
    StatementSyntaxError
        If it cannot be understood or speaks of an option that is not there; the message quotes it and names the column.

    Examples
    --------
    >>> str(parse_statement("not (a or b)", {"a": "a", "b": "b"}))
    'not (a or b)'
    """
    return _Parser(text, names).read()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    column: int


class _Parser:
    """Recursive descent over the tokens of one statement."""

    def __init__(self, text: str, names: Mapping[str, str | Expression]) -> None:
        self._text = text
        self._names = names
        self._tokens = list(self._split())
        self._next = 0

    def read(self) -> Expression:
        if len(self._tokens) == 1:
            raise StatementSyntaxError("the statement is empty; write one, for example: not strike")
        statement = self._conditional(0)
        if self._peek().kind in {"if", "iff"}:
            raise self._wrong(self._peek(), "chained if and iff can be read two ways; add parentheses")
        if self._peek().kind != "end":
            raise self._wrong(self._peek(), f"{self._peek().text!r} is not expected here; join parts by and, or, if, iff")
        return statement

    def _split(self) -> Iterator[_Token]:
        place = 0
        while self._text[place:].strip():
            found = _TOKEN.match(self._text, place)
            if found is None:
                start = place + len(self._text[place:]) - len(self._text[place:].lstrip())
                raise self._wrong(_Token("", "", start + 1), "a quotation mark is not closed")
            kind = found.lastgroup or ""
            token = found[kind]
            if kind == "word" and token.lower() in _WORDS:
                kind = token.lower()
            elif kind in {"double", "single", "word"}:
                kind = "option"
            yield _Token(kind, token, found.start(found.lastgroup or 0) + 1)
            place = found.end()
        yield _Token("end", "the end", len(self._text) + 1)

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, kind: str) -> bool:
        if self._peek().kind != kind:
            return False
        self._next += 1
        return True

    def _conditional(self, depth: int) -> Expression:
        left = self._any(depth)
        if self._take("if"):
            return If(left, self._any(depth))
        if self._take("iff"):
            return Iff(left, self._any(depth))
        return left

    def _any(self, depth: int) -> Expression:
        parts = [self._all(depth)]
        while self._take("or"):
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self, depth: int) -> Expression:
        parts = [self._negation(depth)]
        while self._take("and"):
            parts.append(self._negation(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _negation(self, depth: int) -> Expression:
        if depth > MAX_DEPTH:
            raise self._wrong(self._peek(), f"it is nested more than {MAX_DEPTH} deep; split it into several statements")
        if self._take("not"):
            return Not(self._negation(depth + 1))
        if self._take("open"):
            inner = self._conditional(depth + 1)
            if not self._take("close"):
                raise self._wrong(self._peek(), "a closing parenthesis is missing")
            return inner
        return self._option()

    def _option(self) -> Expression:
        token = self._peek()
        if token.kind != "option":
            raise self._wrong(token, f"an option is expected where {token.text!r} stands")
        self._next += 1
        named = self._names.get(token.text)
        if named is None:
            raise self._wrong(token, f"there is no option {token.text!r}{_near(token.text, self._names)}")
        return Taken(named) if isinstance(named, str) else named

    def _wrong(self, token: _Token, problem: str) -> StatementSyntaxError:
        shown = self._text if len(self._text) <= 200 else f"{self._text[:200]}…"
        return StatementSyntaxError(f"{shown!r}, column {token.column}: {problem}")


def _near(name: str, names: Mapping[str, str | Expression]) -> str:
    close = difflib.get_close_matches(name, sorted(names), n=1)
    if close:
        return f"; is {close[0]!r} meant?"
    known = sorted({named for named in names.values() if isinstance(named, str)})
    listed = ", ".join(known[:8]) + (", …" if len(known) > 8 else "")
    return f"; the options are: {listed}" if known else "; the model has no options"
