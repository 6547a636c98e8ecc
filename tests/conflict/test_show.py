"""Tables and pictures: well formed, escaped, complete or saying what they leave out."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from detente.conflict import Model, StatusQuoAnalysis, analyse, analysis_table, model_svg, model_table, parse_model, read_model
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
    assert "992 further states are not drawn" in model_svg(model)


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
