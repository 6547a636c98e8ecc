"""Courses of action that a sentence speaks of, and whose they are."""

from __future__ import annotations

import pytest

from detente.drafting.encoder import HOW, Passage
from detente.drafting.spoken import Spoken, find_spoken, owners_of
from detente.drafting.surfaces import Line


def passage(course: str, sentence: str, words: str, owners: dict[str, float]) -> Passage:
    """Make a passage as the encoder would read it."""
    start = sentence.index(words)
    places = tuple(((sentence.index(word), sentence.index(word) + len(word)), share) for word, share in owners.items())
    return Passage(course, 0.9, tuple(float(name == "done") for name in HOW), (0.8, 0.1, 0.1), start, start + len(words), places)


def line(sentence: str, named: dict[str, str], topic: str | None = None, meant: dict[str, str] | None = None) -> Line:
    """Make a sentence in which some forms name parties, and others mean them."""

    def places(forms: dict[str, str]) -> tuple[tuple[int, int, str], ...]:
        return tuple((sentence.index(form), sentence.index(form) + len(form), code) for form, code in forms.items())

    return Line((0, len(sentence)), sentence, places(named), topic, places(meant or {}))


SHIPS = "Turkish survey ships combed the waters that Greece claims, and it shut the strait."


@pytest.mark.parametrize(
    ("owners", "of"),
    [
        ({"Turkish": 1.0}, {"TUR": 1.0}),
        ({"survey": 0.5, "ships": 0.5}, {"TUR": 1.0}),
        ({"it ": 1.0}, {"EGY": 1.0}),
        ({"waters": 1.0}, {}),
        ({"Turkish": 0.6, "Greece": 0.4}, {"TUR": 0.6, "GRC": 0.4}),
        ({"Turkish": 0.4}, {"TUR": 0.4, "EGY": 0.3}),
    ],
)
def test_whose_course_it_is(owners: dict[str, float], of: dict[str, float]) -> None:
    told = line(SHIPS, {"Turkish": "TUR", "Greece": "GRC"}, "EGY")
    stripped = {word.strip(): share for word, share in owners.items()}
    assert dict(owners_of(passage("drilling", SHIPS, "combed", stripped), told)) == pytest.approx(of)


def test_whom_the_reader_knows_counts_as_named() -> None:
    sentence = "Its coastguard boarded a trawler."
    told = line(sentence, {}, meant={"Its coastguard": "CHN"})
    assert owners_of(passage("ships", sentence, "boarded a trawler", {"coastguard": 0.8}), told) == (("CHN", 0.8),)


def test_what_takes_both_sides_counts_for_each() -> None:
    sentence = "Oslo and Riga resumed negotiations."
    told = line(sentence, {"Oslo": "NOR", "Riga": "LVA"})
    assert owners_of(passage("talks", sentence, "negotiations", {"Oslo": 0.5, "Riga": 0.4}), told) == (("LVA", 0.8), ("NOR", 1.0))


def test_a_sentence_that_names_nobody_is_not_read() -> None:
    assert list(find_spoken([line("The border was closed.", {})])) == []


def test_what_no_table_names_is_found() -> None:
    sentence = "Two dozen of Beijing's fighters crossed the median line on Tuesday."
    found = [each for each in find_spoken([line(sentence, {"Beijing": "CHN"})]) if each.of]
    assert {(each.course, each.of) for each in found} == {("incursions", "CHN")}
    spoken = max(found, key=lambda each: each.weight)
    assert (spoken.course, spoken.of, sentence[spoken.start : spoken.end]) == ("incursions", "CHN", "crossed the median line")
    assert spoken.weight > 0.5
    assert spoken.done > spoken.undone


def test_the_title_is_read_beside_the_first_sentence_alone() -> None:
    lines = [line("Two dozen of Beijing's fighters crossed the median line.", {"Beijing": "CHN"}) for _ in range(2)]
    without, titled = list(find_spoken(lines)), list(find_spoken(lines, "Taipei counts the aircraft"))
    half = len(without) // 2
    assert titled[:half] != without[:half]
    assert titled[half:] == without[half:]


def test_words_for_both_sides_give_the_course_to_each() -> None:
    sentence = "Both closed the border."
    told = Line((0, len(sentence)), sentence, (), None, ((0, 4, "NOR"), (0, 4, "LVA")))
    assert owners_of(passage("blockade", sentence, "closed the border", {"Both": 0.9}), told) == (("LVA", 0.9), ("NOR", 0.9))


def test_each_passage_is_given_once_more_with_how_likely_nobody_known_is_meant() -> None:
    sentence = "Two dozen of Beijing's fighters crossed the median line on Tuesday."
    named, nobodys = find_spoken([line(sentence, {"Beijing": "CHN"})])
    assert (named.of, nobodys.of, nobodys.sure) == ("CHN", "", named.sure)
    assert named.share + nobodys.share == pytest.approx(1.0)
    gunmen = "Gunmen crossed the median line on Tuesday."
    assert max(find_spoken([line(gunmen, {}, topic="CHN")]), key=lambda each: each.share).of == ""


def test_of_the_other_form_of_a_choice_the_ways_are_turned_round() -> None:
    how = tuple(float(n) for n in range(len(HOW)))
    attack = Spoken("attack", 0.9, "TUR", 1.0, how, (0.7, 0.2, 0.1), 0, 4, (0, 10))
    truce = attack.turned("ceasefire")
    assert (truce.done, truce.undone) == (attack.undone, attack.done)
    assert truce.stands == (0.2, 0.7, 0.1)
    assert truce.how[HOW.index("asked")] == how[HOW.index("asked-end")]
    assert truce.how[HOW.index("feared")] == how[HOW.index("feared")]
    assert truce.turned("attack") == attack
