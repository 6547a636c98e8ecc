"""Drafting again: what a person edited stays, whatever was edited and whatever the new draft says."""

from __future__ import annotations

import copy
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detente.conflict import Model
from detente.conflict.files import parse_model
from detente.conflict.preferences import Prioritization
from detente.conflict.writing import to_toml
from detente.drafting import Merge, draft_model, merge_models
from detente.drafting.layout import written_into
from detente.drafting.parts import as_ours
from detente.errors import DetenteError, ModelError
from detente.records import Reading
from tests.drafting.builders import standoff
from tests.drafting.test_any_reading import papers

PAPERS = standoff()
OLD = draft_model(PAPERS[:3]).model
NEW = draft_model(PAPERS, include_opinion=True).model


def edited(model: Model, change: Any) -> Model:
    plain = copy.deepcopy(model.to_dict())
    change(plain)
    return Model.from_dict(plain)


def statements(model: Model, maker: int) -> list[str]:
    preferences = model.decision_makers[maker].preferences
    assert isinstance(preferences, Prioritization)
    return [str(statement) for statement in preferences.statements]


def differences(merge: Merge) -> dict[str, str]:
    return {each.where: f"{each.yours} / {each.draft}" for each in merge.differences}


Request = tuple[list[Reading], bool, list[str]]


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """Give the invented conflict, whole or in part, with a paper or two of anything, whether allies are split, and what to list besides."""
    whole = draw(st.sampled_from([PAPERS, PAPERS[:2], PAPERS[1:4]]))
    besides = draw(st.lists(st.sampled_from(["", "a choice", "taken", "not taken"]), min_size=3, max_size=3))
    return [*whole, *draw(st.lists(papers(), min_size=1, max_size=2))], draw(st.booleans()), besides


def drafted(request: Request) -> Model:
    try:
        model = draft_model(request[0], split=request[1]).model
    except DetenteError:
        assume(False)
        raise
    return edited(model, lambda plain: list_besides(plain, request[2]))


def list_besides(plain: dict[str, Any], besides: list[str]) -> None:
    """Give the first decision maker some options, choices or held, that no statement speaks of."""
    own = plain["decision_makers"][0]["options"]
    own += [
        {"id": f"besides-{n}", "name": f"thing {n}", **({} if how == "a choice" else {"held": how})} for n, how in enumerate(besides) if how
    ]


Edit = tuple[int, int, int, int]
EDITS = st.lists(st.tuples(st.integers(0, 12), *(st.integers(0, 9) for _ in range(3))), min_size=1, max_size=4)


def _text(statement: Any) -> str:
    return str(statement if isinstance(statement, str) else statement["statement"])


def edit(model: Model, edits: list[Edit]) -> Model:
    """Give a person's version of a model: some edits of any kind, leaving out those that make no model."""
    for kind, one, two, three in edits:
        plain = copy.deepcopy(model.to_dict())
        maker = plain["decision_makers"][one % len(plain["decision_makers"])]
        options, wishes = maker.get("options", []), maker.get("preferences", [])
        every = [option["id"] for each in plain["decision_makers"] for option in each.get("options", [])]
        if kind == 0:
            maker["name"] = ("The North", "The South", "They")[two % 3]
        elif kind == 1:
            options.append({"id": ("extra", "other")[two % 2], "name": "something new", "assumed": True})
        elif kind == 2 and options:
            options[two % len(options)][("name", "note")[three % 2]] = "my words"
        elif kind == 3 and options:
            del options[two % len(options)]
        elif kind == 4 and wishes:
            wishes.insert(three % len(wishes), wishes.pop(two % len(wishes)))
        elif kind == 5 and wishes:
            del wishes[two % len(wishes)]
        elif kind == 6:
            wishes.insert(two % (len(wishes) + 1), f"{every[two % len(every)]} or {every[three % len(every)]}")
        elif kind == 7:
            plain["status_quo"] = {**plain["status_quo"], "taken": [option for n, option in enumerate(every) if (n * two + three) % 3]}
        elif kind == 8:
            plain.setdefault("conditions", []).append({"infeasible": " and ".join(every[:3]), "note": "mine"})
        elif kind == 9:
            plain["note"] = "my own note"
        elif kind == 10:
            plain["decision_makers"].remove(maker)
        elif kind == 11 and wishes:
            wishes[two % len(wishes)] = {"statement": f"not ({_text(wishes[two % len(wishes)])})", "note": "the other way"}
        elif kind == 12 and options:
            option = options[-1 - two % len(options)]
            if not option.pop("held", None):
                option["held"] = ("taken", "not taken")[three % 2]
        try:
            model = Model.from_dict(plain)
        except ModelError:
            continue
    return model


@given(requests(), requests(), EDITS)
@settings(max_examples=40)
def test_what_nobody_edited_follows_the_draft_and_what_nobody_drafted_stays(
    first: Request, second: Request, edits: list[Edit]
) -> None:
    base, new = drafted(first), drafted(second)
    ours = edit(base, edits)
    assert merge_models(base, base, new).model == new
    assert merge_models(base, ours, base).model == ours
    assert merge_models(base, ours, ours).model == ours
    merged = merge_models(base, ours, new)
    assert merge_models(new, merged.model, new).model == merged.model
    assert not merge_models(new, merged.model, new).differences


@given(requests(), requests(), EDITS)
@settings(max_examples=60)
def test_no_edit_is_overwritten(first: Request, second: Request, edits: list[Edit]) -> None:
    base, new = drafted(first), drafted(second)
    ours = edit(base, edits)
    merged = merge_models(base, ours, new).model
    before, mine, after = as_ours(base, ours, merged)
    for name in ("makers", "options", "statements", "conditions"):
        old, own, now = (getattr(parts, name) for parts in (before, mine, after))
        for key, fields in own.items():
            for field, value in fields.items():
                if old.get(key, {}).get(field) != value:
                    assert now[key][field] == value, (name, key, field)
            if "held" in old.get(key, {}) and "held" not in fields:
                assert "held" not in now[key]
        assert not [key for key in old if key not in own and key in now], name
    assert mine.status_quo is not None
    assert after.status_quo is not None
    assert before.status_quo is not None
    for option in mine.options:
        if mine.status_quo["taken"].get(option) != before.status_quo["taken"].get(option):
            assert after.status_quo["taken"].get(option) == mine.status_quo["taken"].get(option)
    for maker in mine.makers:
        order, then = list(mine.of(maker)), list(after.of(maker))
        if order != list(before.of(maker)):
            kept = [key for key in order if key in then]
            assert all(then.index(one) < then.index(two) for one, two in pairwise(kept))


@given(requests(), requests(), EDITS, st.lists(st.integers(0, 200), max_size=5))
@settings(max_examples=60)
def test_the_written_file_reads_as_the_merged_model_and_keeps_every_comment(
    first: Request, second: Request, edits: list[Edit], remarks: list[int]
) -> None:
    base, new = drafted(first), drafted(second)
    ours = edit(base, edits)
    lines = to_toml(ours).splitlines()
    for number, remark in enumerate(remarks):
        places = [n for n, line in enumerate(lines) if line.startswith("[") or not line]
        lines.insert(places[remark % len(places)], f"# remark {number}")
    text = "\n".join(lines) + "\n"
    merged = merge_models(base, parse_model(text, "x.toml"), new).model
    written = written_into(text, merged)
    assert parse_model(written, "x.toml") == merged
    assert sorted(line for line in written.splitlines() if line.startswith("# remark")) == sorted(
        line for line in lines if line.startswith("# remark")
    )
    assert written_into(written, merged) == written


def test_a_changed_statement_stays_and_what_the_draft_tells_anew_is_listed() -> None:
    def change(plain: dict[str, Any]) -> None:
        plain["decision_makers"][0]["preferences"][0] = "bor-talks"

    ours = edited(OLD, change)
    gone = statements(OLD, 0)[0]
    merge = merge_models(OLD, ours, NEW)
    assert statements(merge.model, 0)[0] == "bor-talks"
    assert gone not in statements(merge.model, 0)


def test_the_order_a_person_gave_stays_and_new_statements_come_after_their_neighbour() -> None:
    ours = edited(OLD, lambda plain: plain["decision_makers"][1]["preferences"].reverse())
    merge = merge_models(OLD, ours, NEW)
    mine = statements(ours, 1)
    assert [text for text in statements(merge.model, 1) if text in mine] == mine
    assert set(statements(NEW, 1)) <= set(statements(merge.model, 1))


def test_a_statement_contrary_to_one_the_person_wrote_does_not_come_in() -> None:
    def change(plain: dict[str, Any]) -> None:
        plain["decision_makers"][0]["preferences"].insert(0, "not bor-talks")

    base = edited(OLD, lambda plain: plain["decision_makers"][0].update(preferences=["ard-exercises"]))
    new = edited(OLD, lambda plain: plain["decision_makers"][0].update(preferences=["ard-exercises", "bor-talks"]))
    merge = merge_models(base, edited(base, change), new)
    assert statements(merge.model, 0) == ["not bor-talks", "ard-exercises"]
    assert differences(merge) == {"preference of Boria": "not bor-talks / bor-talks"}


def test_a_statement_the_draft_turned_round_stays_as_the_person_edited_it() -> None:
    def noted(plain: dict[str, Any]) -> None:
        plain["decision_makers"][0]["preferences"][0] = {"statement": "bor-talks", "note": "I asked them"}

    base = edited(OLD, lambda plain: plain["decision_makers"][0].update(preferences=["bor-talks", "ard-exercises"]))
    new = edited(OLD, lambda plain: plain["decision_makers"][0].update(preferences=["not bor-talks", "ard-exercises"]))
    merge = merge_models(base, edited(base, noted), new)
    assert statements(merge.model, 0) == ["bor-talks", "ard-exercises"]
    assert differences(merge) == {"preference of Boria": "bor-talks / not bor-talks"}
    assert statements(merge_models(base, edited(base, lambda plain: plain.update(note="mine")), new).model, 0) == statements(new, 0)


def test_a_deleted_option_stays_deleted_and_so_does_what_the_draft_says_of_it() -> None:
    def change(plain: dict[str, Any]) -> None:
        plain["status_quo"]["taken"] = [token for token in plain["status_quo"]["taken"] if token != "ard-sanctions"]
        for maker in plain["decision_makers"]:
            maker["options"] = [option for option in maker["options"] if option["id"] != "ard-sanctions"]
            maker["preferences"] = [one for one in maker["preferences"] if "ard-sanctions" not in one["statement"]]

    merge = merge_models(OLD, edited(OLD, change), NEW)
    assert "ard-sanctions" not in to_toml(merge.model).replace("ard-sanctions:", "")
    assert "ard-attack" in {option.id for option in merge.model.options}


def test_an_option_given_another_identifier_is_known_again() -> None:
    text = to_toml(OLD).replace("ard-exercises", "drills")
    merge = merge_models(OLD, parse_model(text, "x.toml"), NEW)
    assert "drills" in {option.id for option in merge.model.options}
    assert "ard-exercises" not in {option.id for option in merge.model.options}
    assert any("drills" in text for text in statements(merge.model, 0))


def test_a_ranking_over_states_keeps_the_options_it_speaks_of() -> None:
    def change(plain: dict[str, Any]) -> None:
        del plain["decision_makers"][0]["preferences"]
        plain["decision_makers"][0]["payoffs"] = list(range(len(OLD.feasible_states())))

    ours = edited(OLD, change)
    merge = merge_models(OLD, ours, NEW)
    assert [option.id for option in merge.model.options] == [option.id for option in OLD.options]
    assert any("ranking or payoffs" in each.yours for each in merge.differences)


def test_an_option_the_person_gave_levels_keeps_them() -> None:
    def change(plain: dict[str, Any]) -> None:
        plain["status_quo"]["taken"] = [token.replace("ard-sanctions", "ard-sanctions=all") for token in plain["status_quo"]["taken"]]
        for maker in plain["decision_makers"]:
            for option in maker["options"]:
                if option["id"] == "ard-sanctions":
                    option["levels"] = ["none", "some", "all"]
            for one in maker["preferences"]:
                one["statement"] = one["statement"].replace("ard-sanctions", "ard-sanctions=all")

    ours = edited(OLD, change)
    merge = merge_models(OLD, ours, NEW)
    assert merge.model.decision_makers[1].levelled[0].levels == ("none", "some", "all")
    assert "ard-attack" in {option.id for option in merge.model.options}
    assert not any(each.yours == "as you left it" for each in merge.differences)


def test_a_new_statement_does_not_come_among_the_strong_ones() -> None:
    def preferring(*wishes: str, strong: int | None = None) -> Model:
        first = {"preferences": list(wishes)} | ({"strong": strong} if strong else {})
        return edited(OLD, lambda plain: plain["decision_makers"][0].update(first))

    base, new = preferring("bor-talks", "ard-exercises"), preferring("not ard-sanctions", "bor-talks", "ard-exercises")
    merge = merge_models(base, preferring("bor-talks", "ard-exercises", strong=1), new)
    assert statements(merge.model, 0) == ["bor-talks", "not ard-sanctions", "ard-exercises"]
    assert merge.model.decision_makers[0].relations.is_graded


def test_a_file_of_another_layout_is_merged_too_and_keeps_its_comments() -> None:
    text = """# by hand
status_quo = ["tests"] # today
conditions = [{ exclusive = ["tests", "talks"] }]   # one or the other
decision_makers = [
    { name = "North", options = ["tests", "talks"], preferences = ["tests"] }, # the one
    { name = "South", options = ["drills"], preferences = ["not tests"] },
]
name = 'small'
"""
    base = parse_model(text, "x.toml")
    new = edited(base, lambda plain: plain["decision_makers"][1]["preferences"].append("talks"))
    ours = parse_model(text.replace("'small'", '"mine" # so there'), "x.toml")
    merged = merge_models(base, ours, new).model
    written = written_into(text.replace("'small'", '"mine" # so there'), merged)
    assert parse_model(written, "x.toml") == merged
    assert statements(merged, 1) == ["not tests", "talks"]
    assert merged.name == "mine"
    assert all(comment in written for comment in ("# by hand", "# today", "# one or the other", "# the one", "# so there"))


def test_a_field_both_changed_is_listed_with_what_the_draft_says() -> None:
    old = next(n for n, option in enumerate(OLD.options) if option.id == "bor-weapons-tests")
    ours = edited(OLD, lambda plain: plain["decision_makers"][0]["options"][old].update(note="see my memo"))
    merge = merge_models(OLD, ours, NEW)
    where = "option “missile or nuclear tests” (bor-weapons-tests) of Boria: note"
    assert differences(merge)[where].startswith("see my memo / done")


@pytest.mark.parametrize("wholly", [True, False])
def test_a_model_of_listed_states_is_left_as_it_is(wholly: bool) -> None:
    ours = Model.from_dict(
        {"name": "x", "decision_makers": ["A"], "states": ["s", "t"], "moves": {"A": [["s", "t"]]}, "payoffs": {"A": [1, 2]}}
    )
    merge = merge_models(OLD, ours, NEW if wholly else OLD)
    assert merge.model == ours
    assert bool(merge.differences) is wholly


def besides(*how: str) -> Model:
    return edited(OLD, lambda plain: list_besides(plain, list(how)))


def test_what_the_draft_holds_or_lets_go_comes_in() -> None:
    base = besides("a choice", "taken")
    ours = edited(base, lambda plain: plain.update(note="mine"))
    merge = merge_models(base, ours, besides("not taken", "a choice", "taken"))
    assert [(held.option.id, held.taken) for held in merge.model.held] == [("besides-0", False), ("besides-2", True)]
    assert merge.came_in == (
        "new: option “thing 2” (besides-2) of Boria, held as it stands (taken)",
        "changed: option “thing 0” (besides-0) of Boria, now held as it stands (not taken) (before: a choice)",
        "changed: option “thing 1” (besides-1) of Boria, now a choice (before: held as it stands (taken))",
    )
    assert merge.differences == ()


def test_what_the_person_made_a_choice_stays_one() -> None:
    def free(plain: dict[str, Any]) -> None:
        del plain["decision_makers"][0]["options"][-1]["held"]
        plain["status_quo"]["taken"].append("besides-0")
        plain["decision_makers"][0]["preferences"].insert(0, "besides-0")

    base = besides("not taken")
    merge = merge_models(base, edited(base, free), besides("taken"))
    assert "besides-0" in {option.id for option in merge.model.taken(merge.model.status_quo or 0)}
    assert statements(merge.model, 0)[0] == "besides-0"
    assert differences(merge) == {"option “thing 0” (besides-0) of Boria": "a choice / held as it stands (taken)"}


def test_an_option_the_person_speaks_of_is_not_held() -> None:
    base = besides("a choice")
    ours = edited(base, lambda plain: plain["decision_makers"][0]["preferences"].append("not besides-0"))
    merge = merge_models(base, ours, besides("taken"))
    assert not merge.model.held
    assert "not besides-0" in statements(merge.model, 0)
    assert "since your file speaks of it" in differences(merge)["option “thing 0” (besides-0) of Boria"]


def test_a_statement_on_what_the_person_holds_does_not_come_in() -> None:
    base = besides("a choice")
    ours = edited(base, lambda plain: plain["decision_makers"][0]["options"][-1].update(held="not taken"))
    new = edited(base, lambda plain: plain["decision_makers"][0]["preferences"].append("besides-0"))
    merge = merge_models(base, ours, new)
    assert [held.option.id for held in merge.model.held] == ["besides-0"]
    assert "is held there" in differences(merge)["preference of Boria: besides-0"]


def test_beside_a_ranking_nothing_is_held_anew() -> None:
    def rank(plain: dict[str, Any]) -> None:
        del plain["decision_makers"][0]["preferences"]
        plain["decision_makers"][0]["payoffs"] = list(range(len(besides("a choice").feasible_states())))

    merge = merge_models(besides("a choice"), edited(besides("a choice"), rank), besides("taken"))
    assert not merge.model.held
    assert differences(merge)["option “thing 0” (besides-0) of Boria"] == "a choice / held as it stands (taken)"
