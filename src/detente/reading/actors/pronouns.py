"""Pronouns resolved to the subject of their own clause, the subjects before, or nobody.

Where the nearest subject is a thing ("the missile flew on before it fell"), "it" is that thing and no actor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from detente.reading.actors.candidates import OBJECTS, SUBJECTS, Candidate, Scene
from detente.reading.actors.entries import Kind, RoleKind
from detente.reading.actors.joints import joints
from detente.reading.actors.naming import state
from detente.reading.actors.tables import given_names, is_state
from detente.reading.actors.telling import answers, ends_quotation, told_before

_REACH = 2  # sentences a pronoun looks back
_SUBJECT_REACH = 3  # sentences a pronoun that is itself a subject looks back
_RELATIVE = "whose"
_COMMA_AND_WORD = 2  # tokens from a name to "whose" after it
_COMPLEMENT = 4  # words: "it was, once more, deeply concerned"
_OBJECT_DEPS = frozenset({"dobj", "pobj", "dative", "iobj", "conj"})

Test = Callable[[Candidate], bool]


@dataclass(slots=True)
class _Pronoun:
    """A pronoun at a word: which candidates it can take up, and those it cannot."""

    word: int
    token: int
    test: Test
    plural: bool = False
    thing: bool = False
    barred: set[int] = field(default_factory=set)  # candidates by id: the subject of "X warned him"


def resolve_pronouns(scene: Scene) -> None:
    """Add, in place, the pronouns whose antecedent is clear."""
    words, parse = scene.words, scene.parse
    by_sentence: dict[int, list[Candidate]] = {}
    for each in scene.candidates:
        by_sentence.setdefault(scene.sentence(each), []).append(each)
    genders: dict[str, str] = {}
    at = {scene.head(each): each for each in scene.candidates}
    covered = {words.token[k] for each in scene.candidates for k in range(each.start, each.end)}
    groups = {words.token[k] for each in scene.candidates if each.phrase is None for k in range(each.start, each.end)}
    added: list[Candidate] = []
    for k, word in enumerate(words.plain):
        token = words.token[k]
        if parse.pos[token] != "PRON" or token in groups:
            continue
        pronoun = _read(k, word, scene, genders)
        if pronoun is None and word != _RELATIVE:
            continue
        found = _of_relative(token, by_sentence, at, scene) if pronoun is None else _antecedent(pronoun, by_sentence, at, covered, scene)
        if found is None:
            continue
        new = Candidate(found.phrase, found.actor, k, k + 1, True, True, found.members)
        new.resolved = found.resolved
        if pronoun is not None and pronoun.test is not _is_thing and not pronoun.plural and found.actor.person:
            genders.setdefault(found.actor.code, word)
        added.append(new)
        at[token] = new
        covered.add(token)
        by_sentence.setdefault(parse.sentence[token], []).append(new)
    scene.candidates.extend(added)
    scene.candidates.sort(key=lambda each: (each.start, each.end))


def _of_relative(token: int, by_sentence: dict[int, list[Candidate]], at: dict[int, Candidate], scene: Scene) -> Candidate | None:
    """Give whose "whose" is: "Athens, whose president", be it by the parser's word or because it ends right before."""
    parse = scene.parse
    verb, last = parse.head[token], -1
    while verb not in (last, token) and parse.dep[verb] != "relcl":
        last, verb = verb, parse.head[verb]
    if parse.dep[verb] == "relcl" and parse.head[verb] in at:
        return at[parse.head[verb]]
    before = [each for each in by_sentence.get(parse.sentence[token], []) if scene.words.token[each.end - 1] < token]
    near = max(before, key=lambda each: each.end, default=None)
    return near if near is not None and token - scene.words.token[near.end - 1] <= _COMMA_AND_WORD else None


def renew_pronouns(scene: Scene) -> None:
    """Let pronouns, in place, stand for whom their antecedents turned out to be: "its troops had moved before *they* were shelled"."""
    named = (each for each in scene.candidates if each.phrase is not None and each.phrase.plural and each.resolved and not each.pronoun)
    known = {id(each.phrase): each for each in named}
    for each in scene.candidates:
        found = known.get(id(each.phrase)) if each.pronoun and not each.resolved else None
        if found is not None:
            each.actor, each.members, each.resolved = found.actor, found.members, True


def _read(k: int, word: str, scene: Scene, genders: dict[str, str]) -> _Pronoun | None:
    closed, token = joints(), scene.words.token[k]
    if word in closed.person_pronouns:
        return _Pronoun(k, token, _person_for(word, scene, genders))
    if word in closed.thing_pronouns:
        return None if word in ("it", "its") and _names_nothing(token, scene) else _Pronoun(k, token, _is_thing, thing=True)
    if word in closed.group_pronouns:
        return _Pronoun(k, token, _is_plural, plural=True)
    return None


def _antecedent(
    p: _Pronoun, by_sentence: dict[int, list[Candidate]], at: dict[int, Candidate], covered: set[int], scene: Scene
) -> Candidate | None:
    if p.plural:
        _bar_singular(p, by_sentence, scene)
    stopped, found = _in_own_clause(p, by_sentence, at, covered, scene)
    if found is not None or stopped:
        return found
    found = _before(p, by_sentence, covered, scene)
    if found is None and p.plural:
        p.test = _is_group
        found = _before(p, by_sentence, covered, scene)
    return found


def _bar_singular(p: _Pronoun, by_sentence: dict[int, list[Candidate]], scene: Scene) -> None:
    """Leave out whom "it" means in the same sentence: "it said they were being persecuted" tells of others than who says so."""
    here = scene.parse.sentence[p.token]
    before = (each for each in by_sentence.get(here, []) if each.pronoun and each.end <= p.word and scene.is_subject(each))
    singular = {each.actor.code for each in before if scene.words.plain[each.start] in joints().thing_pronouns}
    near = (each for back in range(_SUBJECT_REACH) for each in by_sentence.get(here - back, []))
    p.barred.update(id(each) for each in near if each.actor.code in singular and not each.members)


def _in_own_clause(
    p: _Pronoun, by_sentence: dict[int, list[Candidate]], at: dict[int, Candidate], covered: set[int], scene: Scene
) -> tuple[bool, Candidate | None]:
    """Climb from a pronoun to the verbs above it: the subject or, for a possessive, the object of the nearest one that has one.

    Returns
    -------
    tuple
        Whether a thing that is no actor was met first, and the antecedent.
    """
    parse, closed = scene.parse, joints()
    word = scene.words.plain[p.word]
    reflexive = word in closed.reflexives
    dep = parse.dep[p.token]
    possessive = dep == "poss"
    objective = not reflexive and not possessive and (dep in _OBJECT_DEPS or word in closed.object_pronouns)
    own = dep in SUBJECTS or objective
    if possessive and _is_of_the_struck(p, scene):
        subject = scene.subject_of.get(parse.head[parse.head[p.token]])
        p.barred.update({id(at[subject])} if subject in at else ())
    if possessive and p.thing and (found := _target_of_reason(p, at, scene)) is not None:
        return False, found
    here = by_sentence.get(parse.sentence[p.token], [])
    verb, last, within = parse.head[p.token], -1, {p.token}
    while verb != last:
        if parse.pos[verb] in ("VERB", "AUX"):
            subject = scene.subject_of.get(verb)
            candidate = at.get(subject) if subject is not None and subject < p.token else None
            if own:
                if objective and subject is not None and subject != p.token:
                    p.barred.update({id(candidate)} if candidate is not None else ())
                    own = False
                elif not objective:
                    own = False
            else:
                joined = (
                    last >= 0 and parse.dep[last] == "conj"
                )  # "accused it and said its forces": the second verb has the first one's subject
                told = last >= 0 and parse.dep[last] == "ccomp" and parse.lemma[verb] in closed.persuading
                found = _object_of(verb, here, p, scene) if told or (possessive and not joined) else None
                found = found or (candidate if candidate is not None and candidate.end <= p.word else None)
                if found is not None:
                    taken = _take(found, p, here, scene)
                    if taken is not None:
                        return False, taken
                elif subject is not None and subject < p.token and subject not in within and _is_mute(subject, p, covered, scene):
                    agent = _agent_of(subject, verb, here, p, scene)
                    return agent is None, agent
        within.add(verb)
        last, verb = verb, parse.head[verb]
    return False, None


def _is_of_the_struck(p: _Pronoun, scene: Scene) -> bool:
    """Whether a possessive stands in the object of a verb of attack: "bombed its camps" are not one's own."""
    parse = scene.parse
    thing = parse.head[p.token]
    return parse.dep[thing] == "dobj" and parse.lower[p.token + 1] != "own" and parse.lemma[parse.head[thing]] in joints().striking


def _object_of(verb: int, here: list[Candidate], p: _Pronoun, scene: Scene) -> Candidate | None:
    found = [
        each
        for each in here
        if each.end <= p.word and scene.parse.head[scene.head(each)] == verb and scene.parse.dep[scene.head(each)] in OBJECTS
    ]
    return found[-1] if found and _fits(found[-1], p) else None


def _agent_of(subject: int, verb: int, here: list[Candidate], p: _Pronoun, scene: Scene) -> Candidate | None:
    """ "The launching of a missile by Iran shows that it ...": by whom a deed is done stands for it."""
    parse = scene.parse
    for each in here:
        head = scene.head(each)
        if subject < head < verb and parse.lower[parse.head[head]] == "by" and _fits(each, p):
            return each
    return None


def _target_of_reason(p: _Pronoun, at: dict[int, Candidate], scene: Scene) -> Candidate | None:
    """ "Imposed sanctions on Iran over its tests": what something is done for is its target's."""
    parse, closed = scene.parse, joints()
    preposition = parse.head[parse.head[p.token]]
    if parse.lower[preposition] not in closed.reasons or preposition > p.token:
        return None
    here = parse.sentence[p.token]
    inside = [i for i in at if i < preposition and parse.sentence[i] == here and parse.lower[parse.head[i]] in closed.targets]
    return at[max(inside)] if inside and _fits(at[max(inside)], p) else None


def _is_mute(subject: int, p: _Pronoun, covered: set[int], scene: Scene) -> bool:
    """Whether a subject is a thing of the pronoun's number: it is what the pronoun means."""
    parse = scene.parse
    if subject in covered or parse.pos[subject] not in ("NOUN", "PROPN") or not (p.thing or p.plural):
        return False
    return (parse.tag[subject] in ("NNS", "NNPS")) == p.plural


def _take(found: Candidate, p: _Pronoun, here: list[Candidate], scene: Scene) -> Candidate | None:
    """Give what a pronoun takes up in a subject: itself, all it is joined to, or the body it speaks for; or None."""
    if id(found) in p.barred:
        return None
    joined = scene.joined(found, [each for each in here if each.end <= p.word])
    if p.plural and len(joined) > 1 and all(each.resolved for each in joined):
        return _together(joined)
    if p.plural and (found.members or _is_plural(found) or _is_group(found) or scene.parse.tag[scene.head(found)] == "NNS"):
        return found
    if not p.plural and len(joined) > 1:
        return None
    if _fits(found, p) or (p.plural and _speaks_for_many(found, scene)):
        return found
    return _body_of(found, scene) if p.thing else None


def _speaks_for_many(each: Candidate, scene: Scene) -> bool:
    """Whether somebody speaks for people or bodies: "a spokesman of the rebels said they ...", who are the rebels."""
    head, last = scene.head(each), scene.words.token[each.end - 1]
    named = each.resolved and not each.actor.person and scene.parse.lower[head] in joints().speakers
    return named and any(scene.parse.tag[token] in ("NNS", "NNPS") for token in range(head + 1, last + 1))


def _fits(each: Candidate, p: _Pronoun) -> bool:
    return id(each) not in p.barred and (p.plural or not each.members) and (bool(each.members) or p.test(each))


def _together(joined: list[Candidate]) -> Candidate:
    actors = [actor for each in joined for actor in each.actors]
    kept = list({actor.code: actor for actor in actors}.values())
    return Candidate(None, kept[0], joined[0].start, joined[-1].end, True, True, tuple(kept[1:]))


def _body_of(each: Candidate, scene: Scene) -> Candidate | None:
    """Give whom an official speaks for: "a spokesman said its forces ..."."""
    party = each.actor.party
    if not each.resolved or party is None or not _is_person(each):
        return None
    if is_state(party):
        return Candidate(None, state(party), each.start, each.end, True, True)
    return next((c for c in scene.candidates if c.actor.code == party and c.resolved), None)


def _before(p: _Pronoun, by_sentence: dict[int, list[Candidate]], covered: set[int], scene: Scene) -> Candidate | None:
    """Look back for the last fitting subject of this sentence, or the main subject or only fitting actor of those before."""
    parse = scene.parse
    sentence = parse.sentence[p.token]
    subject = parse.dep[p.token] in SUBJECTS
    for back in range(_SUBJECT_REACH if subject else _REACH):
        everybody = [each for each in by_sentence.get(sentence - back, []) if each.end <= p.word]
        if not back and ends_quotation(p.word, scene):
            continue  # "..., he said": whom he speaks of is not he
        if back and answers(sentence - back, scene):
            everybody = [each for each in everybody if each.resolved]  # "How does X respond? With an army. It ...": X does
        here = [each for each in everybody if _fits(each, p)]
        if back:
            main = scene.subject_of.get(scene.root_of.get(sentence - back, -1))
            if p.plural and main is not None and (told := told_before(main, scene)) is not None:
                everybody, main = [each for each in everybody if scene.head(each) != main], told
            if main is not None and _is_mute(main, p, covered, scene):
                return _owner_of(main, everybody, p, scene) if parse.dep[p.token] == "poss" else None
            leading = next((each for each in everybody if scene.head(each) == main), None)
            taken = _take(leading, p, everybody, scene) if leading is not None else None
            if taken is not None:
                return taken
        subjects = [each for each in here if scene.is_subject(each) and (p.plural or len(scene.joined(each, here)) == 1)]
        if subjects:
            if back == 0 or subject or len({each.actor.code for each in subjects}) == 1:
                return subjects[-1]
            return None
        if here:
            joined = scene.joined(here[-1], here) if p.plural else []
            if len(joined) > 1 and all(each.resolved for each in joined):
                return _together(joined)  # "the Greek and Turkish armies" the parser takes for no subject
            return here[-1] if subject or len({each.actor.code for each in here}) == 1 else None
    return None


def _owner_of(thing: int, here: list[Candidate], p: _Pronoun, scene: Scene) -> Candidate | None:
    """Give whose a thing is that somebody's possessive may seem to mean: "*Iran's* answer came. Its army ..."."""
    parse = scene.parse
    owners = (each for each in here if parse.dep[scene.head(each)] == "poss" and parse.head[scene.head(each)] == thing)
    return next((each for each in owners if _fits(each, p)), None)


def _names_nothing(token: int, scene: Scene) -> bool:
    """Whether "it" is no actor: "it is unfair to", "it rains", "called it a step", "rejected it"."""
    parse, closed = scene.parse, joints()
    head, dep = parse.head[token], parse.dep[token]
    if dep == "expl" or (dep == "poss" and parse.lower[head] in closed.sorts):
        return True
    if dep in SUBJECTS and parse.lower[head] in closed.copulas:
        near = range(head + 1, min(head + 1 + _COMPLEMENT, len(parse.dep)))
        return not any(parse.head[i] == head and parse.lower[i] in closed.states_of_mind for i in near)
    if closed.naming & {parse.lemma[head], parse.lemma[parse.head[head]]} and _is_called_somebody(token, scene):
        return False
    if dep in SUBJECTS:
        return parse.pos[head] not in ("VERB", "AUX")
    if dep in ("dobj", "dative"):
        near = range(token + 1, min(token + _COMPLEMENT, len(parse.dep)))
        held = any(parse.head[i] == head and parse.lower[i] in closed.states_of_mind for i in near)  # "held it responsible"
        return parse.lemma[head] not in closed.addressing and not held
    if dep == "pobj":
        return parse.lower[head] not in closed.agents
    return False


def _is_called_somebody(token: int, scene: Scene) -> bool:
    """Whether "it" is called what only an actor is: "calls it a terrorist group"."""
    near = range(token + 1, token + 1 + _COMPLEMENT)
    words = scene.words
    return any(c.phrase is not None and c.phrase.kind is Kind.ROLE and words.token[c.phrase.start] in near for c in scene.candidates)


def _person_for(pronoun: str, scene: Scene, genders: dict[str, str]) -> Test:
    """A person whose own words, given name or earlier pronoun do not speak against the pronoun: "he" is no woman."""
    closed, words = joints(), scene.words
    against, other, mine = (closed.female, "female", closed.he) if pronoun in closed.he else (closed.male, "male", closed.she)

    def fits(each: Candidate) -> bool:
        if not _is_person(each) or against.intersection(words.plain[each.start : each.end]):
            return False
        if each.actor.person and genders.get(each.actor.code, pronoun) not in mine:
            return False
        given = (each.actor.person or "").split()
        called = given[-1:] if each.actor.country in closed.family_first else given[:1]
        return not given or given_names().get(called[0]) != other

    return fits


def _is_person(each: Candidate) -> bool:
    if each.members:
        return False
    if each.actor.person:
        return True
    phrase = each.phrase
    return (
        phrase is not None
        and phrase.kind is Kind.ROLE
        and phrase.role in (RoleKind.PERSON, RoleKind.NEUTRAL, RoleKind.RANK)
        and not phrase.plural
    )


def _is_thing(each: Candidate) -> bool:
    if each.members or each.actor.person or (each.phrase is None and each.actor.party is None):
        return False
    phrase = each.phrase
    if phrase is None:
        return True
    if phrase.kind is Kind.ROLE:
        return phrase.role in (RoleKind.BODY, RoleKind.THING, RoleKind.PART) and not phrase.plural
    return phrase.kind is not Kind.DEMONYM


def _is_plural(each: Candidate) -> bool:
    if each.members:
        return True
    if each.phrase is None or each.actor.person:
        return False
    return each.phrase.plural


def _is_group(each: Candidate) -> bool:
    phrase = each.phrase
    if phrase is None or each.actor.person:
        return False
    return phrase.plural or phrase.kind is Kind.ORGANISATION or phrase.role is RoleKind.BODY
