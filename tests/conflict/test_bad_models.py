"""What is wrong with a model file is said in one line: file, line, field, problem, next step."""

from __future__ import annotations

import tracemalloc

import pytest

from detente.conflict import parse_model
from detente.errors import InfeasibleModel, ModelError, ModelTooLarge, StatementSyntaxError

MODEL = """name = "standoff"
status_quo = ["strike"]

[[decision_makers]]
name = "North"
preferences = ["not strike", "talks"]

[[decision_makers.options]]
id = "strike"

[[decision_makers.options]]
id = "withdraw"

[[decision_makers]]
name = "South"
options = ["talks"]
ranking = [
    "NNY",
    ["NNN", "YNN"],
    "NYY", "NYN",
    "YNY",
]

[[conditions]]
infeasible = "strike and withdraw"
"""


def test_the_model_itself_is_fine() -> None:
    assert parse_model(MODEL, "m.toml").label(1) == "strike"


@pytest.mark.parametrize(
    ("old", "new", "error", "message"),
    [
        (
            '["not strike", "talks"]',
            '[\n    "not strike",\n    "talk",\n]',
            StatementSyntaxError,
            "m.toml, line 8: decision_makers[0] (North).preferences[1].statement: 'talk', column 1: there is no option 'talk'; "
            "is 'talks' meant?",
        ),
        (
            '"YNY",',
            '"YNN",',
            ModelError,
            "m.toml, line 21: decision_makers[1] (South).ranking[4]: the state 'strike' was ranked before, at place 1: the ranking is "
            "cyclic; rank it once",
        ),
        (
            '    "YNY",\n',
            "",
            ModelError,
            "m.toml, line 17: decision_makers[1] (South).ranking: 1 feasible states are not ranked ('strike + talks'); rank every feasible "
            "state, ties in one group",
        ),
        (
            '"YNY",',
            '"YNY", "YYN",',
            InfeasibleModel,
            "m.toml, line 21: decision_makers[1] (South).ranking[5]: the state YY N (strike + withdraw) is not feasible: infeasible: "
            "strike and withdraw; name another state, or change the condition",
        ),
        (
            '"NNY"',
            '"NNNY"',
            ModelError,
            "m.toml, line 18: decision_makers[1] (South).ranking[0]: the pattern 'NNNY' has 4 letters; write one for each of 3 options",
        ),
        (
            'options = ["talks"]',
            "options = []",
            ModelError,
            "m.toml, line 16: decision_makers[1] (South).options: a decision maker needs at least one option; give it one, or leave "
            "the decision maker out",
        ),
        (
            'options = ["talks"]',
            "options = 3",
            ModelError,
            "m.toml, line 16: decision_makers[1] (South).options: it is no list; list its options",
        ),
        (
            'infeasible = "strike and withdraw"',
            'exclusive = ["strike", "withdraw"]\n[[conditions]]\nif = "talks"\nthen = "strike"\n[[conditions]]\ninfeasible = "strike"\n'
            '[[conditions]]\ninfeasible = "not talks"',
            InfeasibleModel,
            "m.toml, line 26: conditions[1]: with conditions[2], conditions[3] it leaves no feasible state (if talks then strike; "
            "infeasible: strike; infeasible: not talks); weaken or remove one of them",
        ),
        (
            'status_quo = ["strike"]',
            'status_quo = ["strike", "withdraw"]',
            InfeasibleModel,
            "m.toml, line 2: status_quo: the state YY N (strike + withdraw) is not feasible: infeasible: strike and withdraw; name another "
            "state, or change the condition",
        ),
        (
            'status_quo = ["strike"]',
            "status_quo = 8",
            InfeasibleModel,
            "m.toml, line 2: status_quo: there is no state 8; states are numbered 0 to 7",
        ),
    ],
)
def test_what_is_wrong_is_said(old: str, new: str, error: type[ModelError], message: str) -> None:
    text = MODEL.replace(old, new)
    assert text != MODEL
    with pytest.raises(ModelError) as raised:
        parse_model(text, "m.toml")
    assert type(raised.value) is error
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("count", "message"),
    [
        (30, "m.toml, line 2: decision_makers: a model of 30 options (1,073,741,824 states) would need about 84 GiB; the limit is 4 GiB: "),
        (90, "m.toml, line 2: decision_makers: a model of 90 options (2^90 states) would need far more memory than there is; the "),
    ],
)
def test_too_many_states_are_refused_before_memory_is_taken(count: int, message: str) -> None:
    options = ", ".join(f'"o{number}"' for number in range(count))
    text = f'name = "large"\n[[decision_makers]]\nname = "A"\noptions = [{options}]\npreferences = ["o1"]\n'
    tracemalloc.start()
    with pytest.raises(ModelTooLarge) as raised:
        parse_model(text, "m.toml")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert str(raised.value).startswith(message)
    assert str(raised.value).endswith("leave out options, or merge options that are only taken together")
    assert peak < 2**20


def test_levels_count_as_the_options_they_stand_for() -> None:
    levels = ", ".join(f'"level {number}"' for number in range(40))
    text = f'[[decision_makers]]\nname = "A"\npreferences = []\n[[decision_makers.options]]\nname = "a"\nlevels = [{levels}]\n'
    with pytest.raises(ModelTooLarge, match="a model of 39 options"):
        parse_model(text, "m.toml")
