"""Scorers on small cases worked by hand."""

from __future__ import annotations

import pytest

from benchmarks.accuracy import SCORERS, intervals, measure
from benchmarks.scorers.classes import macro_f1


def test_macro_f1_averages_over_golds_classes() -> None:
    # A: precision 1/2, recall 1 -> 2/3; B: 0 hits of 1
    assert macro_f1([("A", "A"), ("B", "A")]) == pytest.approx(1 / 3)


def test_pairs_fold_concede_and_retreat_into_yield() -> None:
    gold = [{"id": "1", "root": "YIELD", "quad": 2}, {"id": "2", "root": "ACCUSE", "quad": 3}]
    said = [{"i": "1", "root": "CONCEDE"}, {"i": "2", "root": "REJECT"}]
    assert measure("pairs", gold, said) == {"root_macro_f1": 0.5, "quad_macro_f1": 1.0, "binary_macro_f1": 1.0}


def test_no_answer_is_wrong() -> None:
    assert measure("conflict", [{"id": "1", "conflict": 1}], []) == {"macro_f1": 0.0}


def test_sentences_average_over_annotators_and_leave_ties_out() -> None:
    action = {"source": "North Korea", "target": "the South", "cameo_root": "13"}
    views = [{"relevant": True, "actions": [action]}, {"relevant": False, "actions": []}]
    said = [{"i": "1", "events": [{"source": "North Korea", "target": "South Korea", "root": "138"}]}]
    figures = measure("sentences", [{"id": "1", "annotations": views}], said)
    assert figures["relevance_accuracy"] is None
    assert figures["root_set_f1"] == 1.0
    assert figures["root_set_f1_end_to_end"] == 0.5
    assert figures["recipient_f1"] == pytest.approx(2 / 3, abs=1e-4)


def test_bare_names_are_counted_apart_and_unasked_keys_left_out() -> None:
    gold = [
        {"id": "1", "phrase": "South Korean police", "expected": {"country": "KOR", "code_1": "????"}},
        {"id": "2", "phrase": "Angela Merkel", "expected": {"country": "DEU"}},
    ]
    figures = measure("actors", gold, [{"id": "1", "country": "KOR", "sector": "COP"}])
    assert (figures["country_accuracy"], figures["n_sector_accuracy"]) == (1.0, 0)
    assert (figures["country_accuracy_names"], figures["sector_accuracy"]) == (0.0, None)


def test_police_counts_killing_as_force_and_alarms_on_quiet_sentences() -> None:
    gold = [{"id": "1", "labels": ["KILL"]}, {"id": "2", "labels": []}, {"id": "3", "labels": []}]
    said = [{"id": "1", "labels": ["FORCE"]}, {"id": "2", "labels": ["ARREST"]}, {"id": "3", "labels": []}]
    assert measure("police", gold, said) == {"arrest_f1": 0.0, "force_f1": 1.0, "false_alarms": 0.5}


def test_a_nested_statement_is_dropped_before_scoring() -> None:
    text = "Ann said Bob claimed victory."
    gold = [{"id": "1", "text": text, "relations": [{"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 28]], "quote": "indirect"}]}]
    outer = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 28]]}
    inner = {"source": [[9, 12]], "cue": [[13, 20]], "content": [[21, 28]]}
    figures = measure("statements", gold, [{"id": "1", "relations": [outer, inner]}])
    assert (figures["who_said_what_f1"], figures["who_said_what_precision"], figures["recall_indirect"]) == (1.0, 1.0, 1.0)
    wrong = {**outer, "source": [[9, 12]]}
    assert measure("statements", gold, [{"id": "1", "relations": [wrong]}])["content_j50_f1"] == 1.0
    assert measure("statements", gold, [{"id": "1", "relations": [wrong]}])["who_said_what_f1"] == 0.0


def test_status_leaves_unknown_out_and_matches_by_overlap() -> None:
    events = [{"start": 0, "end": 4, "label5": "negated"}, {"start": 9, "end": 12, "label5": "unknown"}]
    said = [{"id": "1", "events": [{"start": 2, "end": 6, "label5": "negated"}]}]
    assert measure("status", [{"id": "1", "events": events}], said)["not_plain_fact_f1"] == 1.0


def test_dates_count_value_only_where_the_spans_overlap() -> None:
    gold = [{"id": "1", "timexes": [{"start": 0, "end": 6, "value": "2023-04-13"}, {"start": 10, "end": 16, "value": "2023-W15"}]}]
    said = [{"id": "1", "timexes": [{"start": 3, "end": 6, "value": "2023-04-13"}, {"start": 20, "end": 22, "value": "2023-W15"}]}]
    assert measure("dates", gold, said) == {"value_f1": 0.5, "extent_relaxed_f1": 0.5}


def test_intervals_hold_the_figure_and_come_out_the_same() -> None:
    gold = [{"id": str(n), "label": "SUBJ" if n % 3 else "OBJ"} for n in range(60)]
    said = [{"id": str(n), "label": "SUBJ" if n % 4 else "OBJ"} for n in range(60)]
    (low, high) = intervals("opinion", gold, said)["macro_f1"]
    figure = measure("opinion", gold, said)["macro_f1"]
    assert figure is not None
    assert low < figure < high
    assert intervals("opinion", gold, said) == intervals("opinion", gold, said)


def test_every_task_has_a_scorer() -> None:
    assert set(SCORERS) == {"pairs", "sentences", "actors", "conflict", "police", "statements", "status", "opinion", "dates", "about"}


def test_about_counts_links_conditions_and_sides() -> None:
    item = {"trigger": "urged", "action": "end the drills", "condition": "-", "by": "Japan", "of": "China"}
    hanging = {"trigger": "refused", "action": "withdraw", "condition": "unless Kyiv yields", "by": "Moscow", "of": "Moscow"}
    gold = [{"id": "a", "items": [item]}, {"id": "b", "items": [hanging]}]
    said = [{"id": "a", "items": [{**item, "of": "Korea"}]}, {"id": "b", "items": [{**hanging, "trigger": "asked"}]}]
    figures = measure("about", gold, said)
    assert (figures["about_f1"], figures["by_accuracy"], figures["of_accuracy"]) == (0.5, 1.0, 0.0)
    assert measure("about", gold, gold)["condition_f1"] == 1.0
