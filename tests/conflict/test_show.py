"""Tables and pictures: well formed, escaped, complete or saying what they leave out."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from detente.conflict import (
    Model,
    StatusQuoAnalysis,
    analyse,
    analysis_table,
    model_page,
    model_svg,
    model_table,
    parse_model,
    picture,
    read_model,
)
from tests.conflict.random_models import random_model
from tests.conflict.test_schema import DRAFTED

EXAMPLES = Path(__file__).parents[2] / "examples" / "models"
WICKED = '<script>alert("x")</script> & co'


def wicked() -> Model:
    provenance = {"evidence": [WICKED], "note": WICKED, "assumed": True}
    options = [{"id": "o", "name": WICKED, **provenance}]
    makers = [{"name": WICKED, "options": options, "preferences": [{"statement": "not o", **provenance}], **provenance}]
    return Model.from_dict({"name": WICKED, "decision_makers": makers, "status_quo": []})


def test_everything_is_escaped_and_well_formed() -> None:
    model = wicked()
    for shown in (model_table(model), analysis_table(analyse(model)), model_svg(model)):
        assert "<script" not in shown
        ElementTree.fromstring(shown)


def test_the_model_table_shows_evidence_and_assumptions() -> None:
    shown = model_table(parse_model(DRAFTED))
    assert "(assumed)" in shown
    assert "inferred from a threat" in shown
    assert 'title="event-2"' in shown
    assert shown == parse_model(DRAFTED)._repr_html_()


def test_the_model_table_shows_what_is_held() -> None:
    options = ["go", {"name": WICKED, "held": "taken", "note": WICKED}]
    shown = model_table(Model.from_dict({"name": "m", "decision_makers": [{"name": "A", "options": options, "preferences": []}]}))
    ElementTree.fromstring(shown)
    assert "<script" not in shown
    assert "Held as it stands" in shown


def test_the_analysis_table_marks_equilibria() -> None:
    analysis = analyse(read_model(EXAMPLES / "chicken.toml"), ["nash"])
    rows = ElementTree.fromstring(analysis_table(analysis)).findall("tbody/tr")
    marked = [row.findtext("th") for row in rows if "●" in (row[-1].text or "")]
    assert marked == ["Row swerves", "Column swerves"]
    assert analysis._repr_html_() == analysis_table(analysis)


def test_large_models_say_what_is_left_out() -> None:
    makers = [{"name": name, "options": [f"{name}{n}" for n in range(5)], "preferences": [f"{name}0"]} for name in "AB"]
    model = Model.from_dict({"name": "large", "decision_makers": makers, "status_quo": []})
    assert "824 further states are not listed" in analysis_table(analyse(model))
    assert "984 further states are not drawn" in model_svg(model)


def test_the_picture_draws_each_improvement_once_and_a_path_thick() -> None:
    model = read_model(EXAMPLES / "north-korea-us-2017.toml")
    path = StatusQuoAnalysis(model).to(10).by_moves or ()
    drawing = ElementTree.fromstring(model_svg(model, "seq", path=path))
    space = "{http://www.w3.org/2000/svg}"
    arrows = [arrow for arrow in drawing.findall(f"{space}path") if "C" in arrow.get("d", "")]
    improvements = sum(len(model.ranks(i)) and _count(model, i) for i in range(2))
    assert len(arrows) == improvements + 2  # neither step of the path is an improvement
    assert len([arrow for arrow in arrows if arrow.get("stroke-width") == "3.2"]) == 2
    assert drawing.findtext(f"{space}desc", "").startswith("12 states. Status quo: no option taken.")


def _count(model: Model, place: int) -> int:
    from detente.conflict.graph import improvements

    return sum(len(improvements(model, place, int(state))) for state in model.feasible_states())


def test_pictures_and_tables_are_the_same_every_time() -> None:
    for seed in range(6):
        assert model_svg(random_model(seed)) == model_svg(random_model(seed))
        assert analyse(random_model(seed)).to_json() == analyse(random_model(seed)).to_json()


def forty() -> Model:
    makers: list[dict[str, Any]] = [
        {"name": "A", "options": ["tests of long-range missiles", "a freeze of the program"], "preferences": ["not b0", "a0 iff b0"]},
        {"name": "B", "options": ["joint exercises of both fleets", "b1"], "preferences": ["not a0", "b0 if a0"]},
        {"name": "C", "options": ["c0", "c1"], "preferences": ["c0 iff a0", "not b0"]},
    ]
    for maker in makers:
        maker["options"] = [{"id": f"{str(maker['name']).lower()}{n}", "name": name} for n, name in enumerate(maker["options"])]
    return Model.from_dict({"name": "forty", "decision_makers": makers, "conditions": ["c1 and not c0"], "status_quo": ["a0", "b0"]})


SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("model", [forty(), read_model(EXAMPLES / "north-korea-us-2017.toml"), random_model(3), random_model(4)])
def test_no_box_overlaps_another_and_no_arrow_crosses_one(model: Model) -> None:
    drawing = ElementTree.fromstring(model_svg(model))
    boxes = [_rectangle(group) for group in drawing.findall(f"{SVG}g")]
    for place, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert right < other[0] or other[2] < left or bottom < other[1] or other[3] < top
    arrows = [path for path in drawing.findall(f"{SVG}path") if "C" in path.get("d", "")]
    assert len({path.get("d") for path in arrows}) == len(arrows)
    for path in arrows:
        for x, y in _points(path.get("d", "")):
            for left, top, right, bottom in boxes:
                assert not (left + 1 < x < right - 1 and top + 1 < y < bottom - 1)


def _rectangle(group: ElementTree.Element) -> tuple[float, float, float, float]:
    frame = group.find(f"{SVG}rect")
    assert frame is not None
    left, top, width, height = (float(frame.get(key, "")) for key in ("x", "y", "width", "height"))
    return left, top, left + width, top + height


def _points(curve: str) -> list[tuple[float, float]]:
    """Follow the curve of an arrow: cubic pieces, and straight ones between them."""
    pieces = re.findall(r"([MCL])([^MCL]+)", curve)
    here, points = (0.0, 0.0), []
    for letter, numbers in pieces:
        flat = [float(number) for number in numbers.split()]
        ends = list(zip(flat[::2], flat[1::2], strict=True))
        controls = [here, *ends] if letter == "C" else [here, here, ends[-1], ends[-1]]
        if letter != "M":
            for t in (step / 40 for step in range(41)):
                weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                points.append(tuple(sum(w * point[axis] for w, point in zip(weights, controls, strict=True)) for axis in (0, 1)))
        here = ends[-1]
    return points  # type: ignore[return-value]


def test_every_text_takes_the_colour_of_the_page_and_stays_in_its_box() -> None:
    drawing = ElementTree.fromstring(model_svg(forty()))
    assert {text.get("fill") for text in drawing.iter(f"{SVG}text")} == {"currentColor"}
    for group in drawing.findall(f"{SVG}g"):
        left, top, right, bottom = _rectangle(group)
        lines = group.findall(f"{SVG}text")
        assert lines
        for line in lines:
            # Letters of this size are some six wide on average.
            assert len(line.text or "") * 6.6 <= right - left
            assert top + 8 < float(line.get("y", "")) < bottom - 3


def test_a_crowded_picture_shows_best_improvements_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "DRAWN_ARROWS", 40)
    shown = model_svg(forty())
    assert "An arrow is the mover's best move to a state it prefers." in unescape(shown)
    assert "Double frame: stable for all (SEQ)." in shown
    arrows = [path for path in ElementTree.fromstring(shown).findall(f"{SVG}path") if "C" in path.get("d", "")]
    titles = [arrow.findtext(f"{SVG}title") or "" for arrow in arrows]
    assert {title.split(":")[0] for title in titles} == {"A", "B", "C"}
    assert 40 < len(arrows) <= 3 * 40
    assert len(arrows) < sum(_count(forty(), place) for place in range(3))


def test_the_page_holds_picture_and_tables() -> None:
    page = model_page(wicked())
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert model_svg(wicked()) in page
    assert analysis_table(analyse(wicked())) in page
