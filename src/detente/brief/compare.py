"""What changed from one brief to another, found in their JSON twins."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.brief.bundle import FORMAT
from detente.brief.changes import BriefChange, ChangeKind, Part, part
from detente.brief.compare_models import model_parts
from detente.brief.wording import ABOUT, day_words, does
from detente.conflict.spoken import listed
from detente.counting import counted
from detente.errors import BriefError

Bundle = Mapping[str, Any]
NEW, GONE, CHANGED = ChangeKind.NEW, ChangeKind.GONE, ChangeKind.CHANGED


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed.

    Parameters
    ----------
    old, new
        Titles of the briefs.
    notes
        What makes the two hard to compare: other parties, another version, opinion counted in one of them.
    parts
        The parts of the brief in its order, also those in which nothing changed.
    """

    old: str
    new: str
    notes: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def changed(self) -> bool:
        """Whether anything changed."""
        return any(one.changes for one in self.parts)

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain values."""
        parts = {one.key: [{"kind": c.kind.value, "text": c.text, **c.detail} for c in one.changes] for one in self.parts}
        return {"old": self.old, "new": self.new, "changed": self.changed, "notes": list(self.notes), **parts}


def read_bundle(path: Path | str) -> Bundle:
    """Read the JSON twin of a brief.

    Raises
    ------
    BriefError
        If it cannot be read or is none; the message names the file and the next step.
    """
    try:
        bundle = json.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BriefError(f"{path}: there is no such file; name the JSON twin that `detente brief` writes beside the page") from None
    except OSError as error:
        raise BriefError(f"{path}: it cannot be read ({error.strerror}); name another file") from None
    except (ValueError, RecursionError):
        raise BriefError(f"{path}: it is no JSON; name the JSON twin that `detente brief` writes beside the page") from None
    found = bundle.get("format") if isinstance(bundle, dict) else None
    if found != FORMAT:
        what = f"its format is {found!r}, not {FORMAT!r}" if found else "it is JSON, but no brief"
        raise BriefError(f"{path}: {what}; make the brief again with this version of `detente brief` and name its JSON twin")
    return dict(bundle)


def compare_briefs(old: Bundle, new: Bundle) -> Comparison:
    """Say what changed from one brief to another.

    Parameters
    ----------
    old, new
        JSON twins, as `bundle_of` makes and `read_bundle` reads them.

    Raises
    ------
    BriefError
        If one of them lacks what a brief has.

    Notes
    -----
    Two incidents are the same where they share a report: a report that comes in later makes an incident larger, not another one.
    """
    try:
        return Comparison(
            old["title"],
            new["title"],
            tuple(_notes(old, new)),
            (
                part("documents", "Documents", _documents(old, new)),
                part("voices", "Actors and voices", _voices(old, new)),
                part("incidents", "What happened", _incidents(old, new)),
                part("contradictions", "Contradictions", _contradictions(old, new)),
                part("tension", "Tension", _tension(old, new)),
                part("camps", "Camps", _camps(old, new)),
                *model_parts(old, new),
            ),
        )
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        problem = f"it lacks {error}" if isinstance(error, KeyError) else "a part of it is not what a brief has"
        raise BriefError(f"one of the two is no whole brief: {problem}; make it again with `detente brief`") from None


def _notes(old: Bundle, new: Bundle) -> Iterator[str]:
    if old["about"] != new["about"]:
        before, now = (", ".join(b["about"]) or "everybody" for b in (old, new))
        yield f"The briefs are not about the same parties ({before}; now {now}): some changes are only that."
    if old["include_opinion"] != new["include_opinion"]:
        yield "Only one of the briefs counts what opinion pieces tell: some changes are only that."
    if old["detente"] != new["detente"]:
        yield f"They were made by different versions ({old['detente']}, {new['detente']}): some changes may come from the reader."


def _documents(old: Bundle, new: Bundle) -> Iterator[BriefChange]:
    before, now = ({r["document"]["id"]: r["document"] for r in b["readings"]} for b in (old, new))
    for kind, documents, others in ((NEW, now, before), (GONE, before, now)):
        for name, document in documents.items():
            if name not in others:
                outlet, day = document["outlet"] or "outlet unknown", day_words(document["published"], document["published"])
                yield BriefChange(kind, f"{document['title'] or document['source']} ({outlet}, {day})", {"document": name})


def _voices(old: Bundle, new: Bundle) -> Iterator[BriefChange]:
    before, now = ({v["source"]: v["statements"] for v in b["voices"] if not v["source"].startswith("~")} for b in (old, new))
    for code, statements in now.items():
        name = new["names"].get(code, code)
        if code not in before:
            yield BriefChange(NEW, f"{name}: {counted(len(statements), 'statement')}", {"source": code, "statements": statements})
        elif fresh := [one for one in statements if one not in set(before[code])]:
            yield BriefChange(CHANGED, f"{name}: {counted(len(fresh), 'new statement')}", {"source": code, "statements": fresh})
    for code in before:
        if code not in now:
            yield BriefChange(GONE, old["names"].get(code, code), {"source": code})


def _incidents(old: Bundle, new: Bundle) -> Iterator[BriefChange]:
    before, now = old["incidents"], new["incidents"]
    known, found = _by_report(before), _by_report(now)
    for kind, incidents, others, bundle in ((NEW, now, known, new), (GONE, before, found, old)):
        for incident in incidents:
            if not any(report in others for report in incident["reports"]):
                yield BriefChange(kind, _incident(incident, bundle), {"incident": incident["id"], "reports": incident["reports"]})
    for incident in now:
        sources = [known[report] for report in incident["reports"] if report in known]
        if not sources:
            continue
        grown = [report for report in incident["reports"] if report not in known]
        parts = [counted(len(grown), "further report")] if grown else []
        if incident["confirmed"] and not any(source["confirmed"] for source in sources):
            parts.append("now confirmed")
        if parts:
            detail = {"incident": incident["id"], "reports": grown, "confirmed": incident["confirmed"]}
            yield BriefChange(CHANGED, f"{_incident(incident, new)}: {listed(parts)}", detail)


def _contradictions(old: Bundle, new: Bundle) -> Iterator[BriefChange]:
    """Find what reports now contradict each other in, and what they no longer do."""
    for kind, bundle, others in ((NEW, new, _by_report(old["incidents"])), (GONE, old, _by_report(new["incidents"]))):
        for incident in bundle["incidents"]:
            sources = [others[report] for report in incident["reports"] if report in others]
            known = {account["about"] for source in sources for account in source["accounts"]}
            abouts = dict.fromkeys(account["about"] for account in incident["accounts"])
            for about in abouts:
                if about not in known:
                    sides = [a for a in incident["accounts"] if a["about"] == about]
                    told = " · ".join(f"{side['value']} ({', '.join(side['outlets'])})" for side in sides)
                    text = f"{_incident(incident, bundle)}: the reports differ in {ABOUT.get(about, about)}: {told}"
                    yield BriefChange(kind, text, {"incident": incident["id"], "about": about, "accounts": sides})


def _by_report(incidents: Sequence[Any]) -> dict[str, Any]:
    return {report: incident for incident in incidents for report in incident["reports"]}


def _incident(incident: Any, bundle: Bundle) -> str:
    names = bundle["names"]
    actors, recipients = ([names.get(code, code.removeprefix("~")) for code in incident[key]] for key in ("actors", "recipients"))
    who = f"{listed(actors) or 'Somebody not named'}{f' → {listed(recipients)}' if recipients else ''}"
    return f"{day_words(incident['start'], incident['end'])}: {who}: {does(incident['type'], incident['mode'])}"


def _tension(old: Bundle, new: Bundle) -> Iterator[BriefChange]:
    before, now = ({tuple(map(tuple, s["sides"])): s for s in b["tension"]} for b in (old, new))
    for sides, series in now.items():
        pair = _sides(sides, new)
        sums = {key: series[f"{key}_total"] for key in ("conflict", "cooperation")}
        if sides not in before:
            yield BriefChange(NEW, f"{pair}: {_sums(sums)}", {"sides": list(sides), **sums})
            continue
        was = {key: before[sides][f"{key}_total"] for key in ("conflict", "cooperation")}
        known = {(turn["start"], turn["sign"]) for turn in before[sides]["turns"]}
        turns = [turn for turn in series["turns"] if (turn["start"], turn["sign"]) not in known]
        lost = [t for t in before[sides]["turns"] if (t["start"], t["sign"]) not in {(o["start"], o["sign"]) for o in series["turns"]}]
        parts = [f"{_turned(turn)} in the week of {day_words(turn['start'], turn['start'])}" for turn in turns]
        parts += [f"the change of level in the week of {day_words(t['start'], t['start'])} shows no longer" for t in lost]
        if was != sums:
            parts.append(f"{_sums(sums)} in all (before: {_sums(was)})")
        if parts:
            detail = {"sides": list(sides), **sums, "before": was, "new_turns": turns, "lost_turns": lost, "level_changed": bool(turns)}
            yield BriefChange(CHANGED, f"{pair}: {'; '.join(parts)}", detail)
    for sides in before:
        if sides not in now:
            yield BriefChange(GONE, _sides(sides, old), {"sides": list(sides)})


def _sides(sides: tuple[tuple[str, ...], ...], bundle: Bundle) -> str:
    return listed([", ".join(bundle["names"].get(code, code) for code in side) for side in sides])


def _sums(sums: Mapping[str, float]) -> str:
    return f"conflict {sums['conflict']:g}, cooperation {sums['cooperation']:g}"


def _turned(turn: Any) -> str:
    return f"it became {'more' if turn['sign'] < 0 else 'less'} hostile"


def _camps(old: Bundle, new: Bundle) -> Iterator[BriefChange]:
    """Find the pairs whose tie has another sign; an unclear tie has none."""
    before, now = ({tuple(t["pair"]): t["word"] for t in (b["camps"] or {}).get("network", {}).get("ties", ())} for b in (old, new))
    for pair in dict.fromkeys((*now, *before)):
        was, word = before.get(pair, "not told of"), now.get(pair, "not told of")
        if was != word and not {was, word} <= {"unclear", "not told of"}:
            names = listed([(new["names"] | old["names"]).get(code, code) for code in pair])
            yield BriefChange(CHANGED, f"{names}: {word} (before: {was})", {"pair": list(pair), "before": was, "now": word})
