"""Files for other programs: every state and move is in them, and what a format cannot hold is refused."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from detente.conflict import Model, Ranking, analyse, read_model
from detente.conflict.formats import arrows as arrow_list
from detente.conflict.formats.arrows import arrows
from detente.conflict.formats.dot import to_dot
from detente.conflict.formats.export import FORMATS, export_model
from detente.conflict.formats.graphml import to_graphml
from detente.conflict.formats.nfg import to_nfg
from detente.errors import UsageError
from tests.conflict.oracle_forms import PerceivedGame
from tests.conflict.random_forms import levelled_model, levelled_plain, misperceiving_model
from tests.conflict.test_show import wicked

CASES = Path(__file__).parent / "cases"
EXAMPLES = Path(__file__).parents[2] / "examples" / "models"
SPACE = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.mark.parametrize("seed", range(10))
def test_graphml_holds_every_state_and_move(seed: int) -> None:
    model = misperceiving_model(seed)
    game = PerceivedGame(model)
    graph = ElementTree.fromstring(to_graphml(model)).find(f"{SPACE}graph")
    assert graph is not None
    nodes = {node.get("id"): _values(node) for node in graph.findall(f"{SPACE}node")}
    assert list(nodes) == [f"s{state}" for state in game.states]
    seq = analyse(model, ["seq"])
    for state in game.states:
        node = nodes[f"s{state}"]
        assert node["label"] == model.label(state)
        assert node["seq"] == str(seq.is_equilibrium(state, "seq")).lower()
        assert node["now"] == str(state == model.status_quo).lower()
        assert [int(node[f"rank{place}"]) for place in game.makers] == [int(model.ranks(place)[state]) for place in game.makers]
    names = [maker.name for maker in model.decision_makers]
    edges = {(*_ends(edge), names.index(_values(edge)["mover"]), _values(edge)["improves"]) for edge in graph.findall(f"{SPACE}edge")}
    moves = {(s, t, i, str(game.prefers(i, t, s)).lower()) for i in game.makers for s in game.states for t in game.moves[i][s]}
    assert edges == moves
    assert len(graph.findall(f"{SPACE}edge")) == len(moves)


def _values(element: ElementTree.Element) -> dict[str, str]:
    return {data.get("key", ""): data.text or "" for data in element.findall(f"{SPACE}data")}


def _ends(edge: ElementTree.Element) -> tuple[int, int]:
    return int(edge.get("source", "")[1:]), int(edge.get("target", "")[1:])


def test_graphml_declares_what_it_uses() -> None:
    root = ElementTree.fromstring(to_graphml(read_model(EXAMPLES / "north-korea-us-2017.toml")))
    keys = {key.get("id") for key in root.findall(f"{SPACE}key")}
    used = {data.get("key") for data in root.iter(f"{SPACE}data")}
    assert used == keys


def test_dot_holds_every_state_and_move() -> None:
    model = read_model(EXAMPLES / "north-korea-us-2017.toml")
    text = to_dot(model, "seq")
    assert len(re.findall(r"^  s\d+ \[", text, re.M)) == 12
    assert len(re.findall(r"^  s\d+ -> s\d+ \[", text, re.M)) == len(arrows(model)) == 16 + 36
    assert sorted(map(int, re.findall(r"^  s(\d+) \[.*peripheries=2", text, re.M))) == [0, 5, 10]
    assert len(re.findall("#bbbbbb", text)) == 2 * sum(not arrow.improving for arrow in arrows(model))


def test_wicked_names_stay_inside_their_quotes() -> None:
    model = replace(wicked(), name='a "b" \\n c\\')
    assert to_dot(model).startswith('digraph "a \\"b\\" \\\\n c\\\\" {\n')
    assert ElementTree.fromstring(to_graphml(model)) is not None
    assert to_nfg(model).startswith('NFG 1 R "a \\"b\\" \\\\n c\\\\" { "<script>')


def read_nfg(text: str) -> tuple[list[str], list[list[str]], dict[tuple[int, ...], tuple[str, tuple[int, ...]]]]:
    """Read players, strategies, and for each profile its name and payoffs, as the manual of Gambit describes the format."""
    tokens = re.findall(r'"(?:[^"\\]|\\.)*"|[{}]|[^\s{},]+', text)
    assert tokens[:3] == ["NFG", "1", "R"]
    place = 4

    def group() -> list[Any]:
        nonlocal place
        assert tokens[place] == "{"
        place += 1
        found: list[Any] = []
        while tokens[place] != "}":
            if tokens[place] == "{":
                found.append(group())
            else:
                found.append(tokens[place].strip('"'))
                place += 1
        place += 1
        return found

    players, strategies = group(), group()
    place += 1  # the comment
    outcomes = group()
    order = [int(token) for token in tokens[place:]]
    profiles = [profile[::-1] for profile in product(*(range(len(own)) for own in reversed(strategies)))]
    named = {p: (outcomes[n - 1][0], tuple(map(int, outcomes[n - 1][1:]))) for p, n in zip(profiles, order, strict=True)}
    return players, strategies, named


def pure_equilibria(profiles: dict[tuple[int, ...], tuple[str, tuple[int, ...]]]) -> list[str]:
    found = []
    for profile, (label, payoffs) in profiles.items():
        players = range(len(profile))
        rivals = [(i, other) for other in profiles for i in players if all(profile[j] == other[j] for j in players if j != i)]
        if all(profiles[other][1][i] <= payoffs[i] for i, other in rivals):
            found.append(label)
    return sorted(found)


@pytest.mark.parametrize("name", ["chicken", "prisoners-dilemma", "stag-hunt"])
def test_the_game_of_gambit_has_the_same_pure_equilibria(name: str) -> None:
    model = read_model(CASES / f"{name}.json")
    players, strategies, profiles = read_nfg(to_nfg(model))
    assert players == [maker.name for maker in model.decision_makers]
    assert [len(own) for own in strategies] == [2, 2]
    assert pure_equilibria(profiles) == sorted(json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))["expected"]["nash"])


@pytest.mark.parametrize("seed", range(20))
def test_games_of_random_models_have_their_nash_stable_states(seed: int) -> None:
    plain = levelled_plain(seed)
    for maker in plain["decision_makers"]:
        for option in maker["options"]:
            option["direction"] = "both"
    model = levelled_model(plain)
    _, strategies, profiles = read_nfg(to_nfg(model))
    assert len(profiles) == len(model.feasible_states())
    assert all(len(set(own)) == len(own) for own in strategies)
    assert pure_equilibria(profiles) == sorted(model.label(state) for state in analyse(model, ["nash"]).equilibria("nash"))


def three(**changed: Any) -> Model:
    makers = [{"name": name, "options": [f"{name}0", f"{name}1"], "preferences": [f"{name}0"]} for name in "abc"]
    makers[0] |= changed.pop("maker", {})
    return Model.from_dict({"name": "three", "decision_makers": makers} | changed)


def test_conditions_on_own_options_leave_a_game() -> None:
    _, strategies, profiles = read_nfg(to_nfg(three(conditions=[{"exclusive": ["a0", "a1"]}])))
    assert [len(own) for own in strategies] == [3, 4, 4]
    assert strategies[0] == ["no option taken", "a0", "a1"]
    assert len(profiles) == 48


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (three(conditions=["a0 and b0"]), "not every combination of the decision makers' choices is a state"),
        (three(maker={"options": [{"id": "a0", "direction": "taken-once"}]}), '"a0" of a is taken-once, and in such a form everything'),
        (three(maker={"misperceived": ["b0"]}), "a misperceives states, which such a form cannot say"),
        (read_model(CASES / "elmira-9-states.json"), "it is no game in strategic form: not every combination"),
    ],
)
def test_what_is_no_game_is_refused(model: Model, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        to_nfg(model)
    assert message in str(raised.value)
    assert "write GraphML or DOT instead" in str(raised.value)


def test_arcs_that_do_not_reach_every_choice_are_no_game() -> None:
    case = json.loads((CASES / "chicken.json").read_text(encoding="utf-8"))
    first = case["decision_makers"][0]
    case["moves"][first] = case["moves"][first][:-1]
    with pytest.raises(UsageError, match="some decision maker cannot always change its choice"):
        to_nfg(Model.from_dict(case))


def test_too_many_moves_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow_list, "LISTED_MOVES", 50)
    with pytest.raises(UsageError, match="it has 64 states and more than 50 moves, too many for a file of a graph"):
        to_dot(three())


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_is_written_the_same_every_time(ending: str, tmp_path: Path) -> None:
    model = read_model(EXAMPLES / "chicken.toml")
    export_model(model, tmp_path / f"one{ending}")
    export_model(read_model(EXAMPLES / "chicken.toml"), tmp_path / f"two{ending}")
    assert (tmp_path / f"one{ending}").read_bytes() == (tmp_path / f"two{ending}").read_bytes()
    if ending in {".toml", ".json"}:
        assert read_model(tmp_path / f"one{ending}") == model


def test_wrong_targets_are_named(tmp_path: Path) -> None:
    model = read_model(EXAMPLES / "chicken.toml")
    with pytest.raises(UsageError, match=r"model\.doc: '\.doc' is no format known; name a file that ends in \.toml, \.json"):
        export_model(model, "model.doc")
    with pytest.raises(UsageError, match="model: it has no ending"):
        export_model(model, "model")
    with pytest.raises(UsageError, match="it cannot be written"):
        export_model(model, tmp_path / "none" / "model.dot")


def test_a_ranking_keeps_its_ranks_in_the_game() -> None:
    model = replace(read_model(CASES / "chicken.json"))
    tied = replace(model.decision_makers[0], preferences=Ranking(((0, 1, 2, 3),)))
    _, _, profiles = read_nfg(to_nfg(replace(model, decision_makers=(tied, model.decision_makers[1]))))
    assert {payoffs[0] for _, payoffs in profiles.values()} == {0}
