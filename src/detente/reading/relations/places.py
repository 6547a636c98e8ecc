"""Where the two sides of a relation stand around the word that tells it, one function a form."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.relations.knowledge import RelationCue
from detente.reading.sentences import sentence_of
from detente.reading.sides import ActorLookup, actors_of, owner_of, subject_of
from detente.records import Mention

Side = tuple[Mention, ...]
Sides = tuple[Side, Side]
NONE: Sides = ((), ())
NEARBY = 4  # tokens after the word within which a misattached "between" is looked for
ONE_SIDE, OTHER_SIDE = ("one", "first"), ("other", "second")


def sides_of_noun(noun: Token, cue: RelationCue, actors: ActorLookup) -> Sides:
    """Give the sides of "tensions between A and B", "its alliance with B", "the A-B rivalry"."""
    between = _between(noun) if "between" in cue.particles else None
    if between is not None:
        return _sides_between(between, actors)
    joined = _joined_names(noun, actors)
    if len(joined) > 1:
        return joined[:1], joined[1:]
    other = _after_particle(noun, cue, actors)
    if not other:
        return NONE
    own = _possessor(noun, actors) or joined or subject_of(noun, actors)
    return own, other


def sides_of_role(noun: Token, cue: RelationCue, actors: ActorLookup) -> Sides:
    """Give the holder and the bearers of a role: "A's ally B", "allies such as B", "B, an ally of A", "B is an ally of A"."""
    holder = owner_of(noun, actors) or _holder_beside(noun, actors) or _after_particle(noun, cue, actors)
    bearers = _bearers(noun, actors)
    if not holder and bearers:
        holder = _regarding(noun, actors)
    return holder, bearers


def sides_of_verb(verb: Token, cue: RelationCue, actors: ActorLookup) -> Sides:
    """Give the sides of "A relies on B", "A contains the rise of B"."""
    bearer = _passive_subject(verb, actors) if "object" not in cue.particles else ()
    return bearer or subject_of(verb, actors), _after_particle(verb, cue, actors)


def sides_of_adjective(adjective: Token, cue: RelationCue, actors: ActorLookup) -> Sides:
    """Give the sides of "A is hostile to B", "a country dependent on B"."""
    other = _after_particle(adjective, cue, actors)
    if not other:
        return NONE
    head = adjective.head
    if adjective.dep_ in ("amod", "acl", "relcl") and (owners := actors_of(head, actors)):
        return owners, other
    return subject_of(adjective, actors), other


def sides_of_participle(participle: Token, cue: RelationCue, actors: ActorLookup) -> Sides:  # noqa: ARG001 - as for all parts of speech
    """Give the sides of "B, backed by A" and "A-backed B": the agent first."""
    if participle.tag_ not in ("VBN", "VBD", "JJ"):
        return NONE
    head = participle.head
    bearer = actors_of(head, actors) if head.i != participle.i and head.pos_ in ("NOUN", "PROPN", "PRON") else ()
    if participle.dep_ in ("acl", "relcl", "advcl") or participle.dep_ == "ROOT":
        agent = _agent(participle, actors)
        return agent, bearer or (_passive_subject(participle, actors) if agent else ())
    if participle.dep_ == "amod" and participle.i > 1 and participle.nbor(-1).text == "-":
        mention = actors.at(participle.nbor(-2))
        return ((mention,) if mention is not None else ()), bearer
    return NONE


def _between(noun: Token) -> Token | None:
    for child in noun.children:
        if child.lower_ == "between":
            return child
    for token in noun.doc[noun.i + 1 : noun.i + 1 + NEARBY]:
        if token.lower_ == "between":
            return token
        if token.is_punct:
            return None
    return None


def _sides_between(between: Token, actors: ActorLookup) -> Sides:
    """Split what stands after "between" into its two sides.

    "on the one side ... on the other" says where the border is, whatever the parser makes of the conjunctions.
    """
    border = _border(between)
    found: list[Mention] = []
    for child in between.children:
        if child.dep_ == "pobj":
            found.extend(actors_of(child, actors))
    if border is not None:
        first, last = border
        near = _mentions_within(between.i + 1, first, between, actors)
        far = _mentions_within(first, last, between, actors)
        if near and far:
            return near, far
    if len(found) < 2:
        found = list(_mentions_within(between.i + 1, _end_of_list(between), between, actors))
    return tuple(found[:1]), tuple(found[1:])


def _border(between: Token) -> tuple[int, int] | None:
    """Find "on the one side" and "on the other" after "between": the places that close the two sides."""
    sentence_end = sentence_of(between).end
    first: int | None = None
    for token in between.doc[between.i + 1 : sentence_end]:
        if token.lower_ != "on":
            continue
        following = [after.lower_ for after in between.doc[token.i + 1 : min(token.i + 4, sentence_end)]]
        if first is None and any(word in ONE_SIDE for word in following):
            first = token.i
        elif any(word in OTHER_SIDE for word in following):
            return (first, token.i) if first is not None else None
    return None


def _end_of_list(between: Token) -> int:
    """Give the place where the list after "between" ends: at its next verb or stop."""
    end = between.i + 1
    for token in between.doc[between.i + 1 : sentence_of(between).end]:
        if token.pos_ in ("VERB", "AUX", "SCONJ") or token.text in (".", ";", ":"):
            break
        end = token.i + 1
    return end


def _mentions_within(start: int, end: int, near: Token, actors: ActorLookup) -> Side:
    found: list[Mention] = []
    for token in near.doc[start:end]:
        mention = actors.at(token)
        if mention is not None and mention not in found:
            found.append(mention)
    return tuple(found)


def _joined_names(noun: Token, actors: ActorLookup) -> Side:
    """Give the names set before a noun: "the US-China rivalry", "the US alliance"."""
    found: list[Mention] = []
    for child in noun.children:
        if child.dep_ in ("compound", "amod", "nmod") and child.i < noun.i:
            for token in child.subtree:
                mention = actors.at(token)
                if mention is not None and mention not in found:
                    found.append(mention)
    return tuple(found)


def _after_particle(word: Token, cue: RelationCue, actors: ActorLookup) -> Side:
    """Give the side a particle leads to; of "the rise of China" it is China."""
    for child in word.children:
        target: Token | None = None
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in cue.particles:
            target = next((below for below in child.children if below.dep_ in ("pobj", "pcomp")), None)
        elif child.dep_ == "dobj" and "object" in cue.particles:
            target = child
        elif child.dep_ == "acl" and child.lemma_ in cue.particles:
            target = next((below for below in child.children if below.dep_ == "dobj"), None)
        if target is not None and (found := actors_of(target, actors) or owner_of(target, actors)):
            return found
    return ()


def _possessor(noun: Token, actors: ActorLookup) -> Side:
    for child in noun.children:
        if child.dep_ == "poss" and (found := actors_of(child, actors)):
            return found
    return ()


def _holder_beside(noun: Token, actors: ActorLookup) -> Side:
    """Give the name set before a role that itself stands before a name: "US ally Japan", "its ally Japan"."""
    if noun.dep_ not in ("compound", "nmod", "amod"):
        return ()
    for child in noun.head.children:
        if child.i < noun.i and child.dep_ in ("compound", "nmod", "amod", "poss"):
            found = actors_of(child, actors) if child.dep_ == "poss" else ()
            mention = actors.at(child)
            if found or mention is not None:
                return found or ((mention,) if mention is not None else ())
    return ()


def _bearers(noun: Token, actors: ActorLookup) -> Side:
    """Give who bears a role."""
    following = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    if following is not None and following.pos_ == "PROPN" and (mention := actors.at(following)) is not None:
        return (mention,)
    for child in noun.children:
        if child.dep_ == "appos" and (found := actors_of(child, actors)):
            return found
        if child.dep_ == "prep" and child.lower_ in ("as", "like", "including"):
            for below in child.children:
                if below.dep_ == "pobj" and (found := actors_of(below, actors)):
                    return found
    head = noun.head
    if noun.dep_ in ("appos", "compound", "nmod"):
        return actors_of(head, actors)
    if noun.dep_ in ("attr", "oprd"):
        subject = next((child for child in head.children if child.dep_ in ("dobj", "nsubjpass")), None)
        return actors_of(subject, actors) if subject is not None else subject_of(head, actors)
    if noun.dep_ == "pobj" and head.lower_ == "as" and head.head.pos_ == "VERB":
        regarded = next((child for child in head.head.children if child.dep_ in ("dobj", "nsubjpass")), None)
        return actors_of(regarded, actors) if regarded is not None else ()
    return ()


def _regarding(noun: Token, actors: ActorLookup) -> Side:
    """Give who takes the bearers for what the role says: "Tehran sees Israel as an enemy"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    is_regarding = noun.dep_ in ("pobj", "oprd") and verb.pos_ == "VERB"
    return subject_of(verb, actors) if is_regarding else ()


def _agent(participle: Token, actors: ActorLookup) -> Side:
    for child in participle.children:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            for below in child.children:
                if below.dep_ == "pobj":
                    return actors_of(below, actors)
    return ()


def _passive_subject(participle: Token, actors: ActorLookup) -> Side:
    for child in participle.children:
        if child.dep_ == "nsubjpass":
            return actors_of(child, actors)
    if participle.dep_ == "advcl":
        return subject_of(participle.head, actors)
    return ()
