"""Statements that hang on a verb, a noun or an adjective of the codebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.annotate.statements.codebook import Sense, codebook, lookup, verb_frames
from onrecord.annotate.statements.deeds import is_deed
from onrecord.annotate.statements.draft import Draft
from onrecord.annotate.statements.edges import without_aside
from onrecord.annotate.statements.frames import (
    ADJ_FRAMES,
    NOUN_FRAMES,
    VERB_FRAMES,
    Catch,
    Frame,
    clause,
    side_report,
)
from onrecord.annotate.statements.idioms import idiom
from onrecord.annotate.statements.speakers import channel_of, hearer, is_outlet, noun_phrase
from onrecord.annotate.statements.tree import child, children, infinitive, of_class, passive, relative, subject

UNLISTED = Sense("say", "speech")
"""What a verb outside the codebook means when it takes a that-clause."""

_LINKING = frozenset(["be", "feel", "seem", "remain", "become", "grow", "sound", "appear", "look", "stay"])


_NO_PARTICLE: frozenset[int] = frozenset()


def find_cues(doc: Doc) -> list[Draft]:
    """The statements of all cue words of a document, in text order."""
    found: list[Draft] = []
    taken: set[int] = set()
    for token in of_class(doc, "VERB", "AUX", "NOUN", "ADJ"):
        draft: Draft | None = None
        if token.i in taken:
            continue
        if token.pos_ in ("VERB", "AUX"):
            draft = verb_draft(token)
        elif token.pos_ == "NOUN":
            draft = noun_draft(token)
        elif token.pos_ == "ADJ":
            draft = adjective_draft(token)
        if draft is not None:
            found.append(draft)
            if draft.rule == "verb clause" and (sound := _sound_half(draft)) is not None:
                found.append(sound)
            if draft.trigger is not None and draft.trigger.i > token.i:
                taken.add(draft.trigger.i)
    return found


def _sound_half(draft: Draft) -> Draft | None:
    """The clause beside one that lost its verb, which the draft keeps: *assured that no closing and that it was safe*.

    Coordinated clauses are one statement, but what is damaged is kept apart from what is not.
    """
    verb = draft.trigger
    if verb is None or not draft.content or verb.doc[min(draft.content)].lower_ != "that":
        return None
    doc, low = verb.doc, min(draft.content)
    for i in range(low + 2, max(draft.content)):
        if doc[i].pos_ in ("VERB", "AUX") or doc[i].text == ",":
            return None
        if doc[i].lower_ == "and" and doc[i + 1].lower_ == "that" and doc[i + 1].tag_ == "IN":
            rest = {k for k in draft.content if k > i}
            draft.content -= rest | {i}
            draft.garbled, draft.addressee = True, None
            return replace(draft, content=rest, cue=set(draft.cue), garbled=False, notes=[], quotes=[])
    return None


def verb_senses(verb: Token) -> tuple[dict[str, Sense], frozenset[int]]:
    """The frames that the codebook gives a verb, and its particle."""
    for second in codebook().particles.get(verb.lemma_, ()):
        for item in verb.children:
            if item.i > verb.i and item.i - verb.i <= 3 and item.lower_ == second and item.dep_ != "prep":
                return lookup([f"{verb.lemma_}_{second}"], "verb"), frozenset({item.i})
    return verb_frames(verb.lemma_, verb.text), _NO_PARTICLE


def verb_draft(verb: Token) -> Draft | None:
    """The statement of a verb, if it has one."""
    senses, particle = verb_senses(verb)
    caught = idiom(verb) or (_first(verb, senses, VERB_FRAMES) if senses else _unlisted(verb))
    if caught is None:
        return None
    frame, sense, catch = caught
    if frame == "np" and (named := _noun_cue(verb)) is not None:
        return named
    governors, negated, declined = chain(verb)
    if _yields_to_inner(verb, frame):
        return None
    head, via = author(verb, governors, catch)
    if _cites(verb, head):
        return None
    if is_deed(verb, frame, sense, head):
        return None
    if (head is None and not catch.authorless) or (head is not None and head.lower_ == "it" and infinitive(verb)):
        return None
    cue = cue_tokens(verb) | catch.cue | particle
    for governor in governors:
        cue |= cue_tokens(governor)
    if declined:
        sense = Sense("decline", sense.kind)
    return Draft(
        content=set(catch.content), cue=cue, speaker=noun_phrase(head, verb), sense=sense, rule=f"verb {frame}",
        trigger=verb, speaker_head=head, negated=negated, via=via or channel_of(verb),
        addressee=hearer(verb, senses) if frame == "clause" else None, garbled=catch.broken,
    )  # fmt: skip


def _noun_cue(verb: Token) -> Draft | None:
    """The statement of the noun that a verb of saying has as its object: *voiced hope that the strike would end*."""
    held = child(verb, "dobj")
    if held is None or held.pos_ != "NOUN" or held.i < verb.i:
        return None
    draft = noun_draft(held)
    return draft if draft is not None and draft.rule in ("noun clause", "noun to") and verb.i in draft.cue else None


def noun_draft(noun: Token) -> Draft | None:
    """The statement of a noun: *his claim that*, *issued a warning that*."""
    caught = _first(noun, lookup([noun.lemma_.lower()], "noun"), NOUN_FRAMES)
    if caught is None:
        return None
    frame, sense, catch = caught
    head, light = _noun_author(noun)
    if head is None and frame != "clause":
        return None
    cue = {noun.i} | catch.cue | {item.i for item in children(noun, "amod", "det", "neg") if item.i < noun.i}
    negated = False
    if light is not None:
        cue |= cue_tokens(light)
        negated = child(light, "neg") is not None
    return Draft(
        content=set(catch.content), cue=cue, speaker=noun_phrase(head, noun), sense=sense, rule=f"noun {frame}",
        trigger=noun, speaker_head=head, negated=negated,
    )  # fmt: skip


def adjective_draft(adjective: Token) -> Draft | None:
    """The statement of an adjective after *be*: *was adamant that*."""
    verb = adjective.head
    if adjective.dep_ not in ("acomp", "conj", "oprd", "attr", "ROOT") or verb.lemma_ not in _LINKING:
        return None
    caught = _first(adjective, lookup([adjective.lemma_.lower()], "adj"), ADJ_FRAMES)
    if caught is None:
        return None
    frame, sense, catch = caught
    head = subject(verb)
    if head is None or head.lower_ == "it":
        return None
    return Draft(
        content=set(catch.content), cue=cue_tokens(verb) | {adjective.i} | catch.cue,
        speaker=noun_phrase(head, adjective),
        sense=sense, rule=f"adjective {frame}", trigger=adjective, speaker_head=head,
        negated=child(verb, "neg") is not None,
    )  # fmt: skip


def cue_tokens(verb: Token) -> set[int]:
    """A verb with its auxiliaries, negation, particle and the adverbs among them."""
    parts = {verb.i} | {item.i for item in children(verb, "aux", "auxpass", "neg", "prt")}
    low = min(parts)
    for item in children(verb, "advmod"):
        if low - 1 <= item.i <= verb.i and not item.lower_.startswith("wh") and not list(item.children):
            parts.add(item.i)
    return parts


def chain(verb: Token) -> tuple[list[Token], bool, bool]:
    """The verbs before a cue that make one chain with it; whether it is denied, and whether declined.

    *continued to stress*, *could not bring himself to say*, *declined to discuss*.
    """
    governors: list[Token] = []
    book = codebook()
    negated = child(verb, "neg") is not None
    declined = False
    at = verb
    while at.dep_ == "xcomp" and at.head.pos_ == "VERB" and len(governors) < 3:
        head = at.head
        if head.lemma_ not in book.neutral and head.lemma_ not in book.refusing:
            break
        governors.append(head)
        negated = negated or head.lemma_ in book.refusing or child(head, "neg") is not None
        declined = declined or head.lemma_ in ("decline", "refuse")
        at = head
    if at.dep_ in ("xcomp", "ccomp") and at.head.lemma_ == "deny" and child(at.head, "neg") is None:
        negated = not negated  # Denied having said it.
    return governors, negated, declined


def _first(token: Token, senses: Mapping[str, Sense], frames: Mapping[str, Frame]) -> tuple[str, Sense, Catch] | None:
    """The first frame of the cue that catches a content."""
    for frame, catch_with in frames.items():
        if frame in senses and (catch := catch_with(token)) is not None:
            return frame, senses[frame], _bounded(token, frame, catch)
    return None


def _bounded(token: Token, frame: str, catch: Catch) -> Catch:
    """What a frame caught, without the writer's aside; in a clause a relative clause mostly belongs to what is said."""
    return catch if frame == "clause" else replace(catch, content=without_aside(token, catch.content))


def _unlisted(verb: Token) -> tuple[str, Sense, Catch] | None:
    """A verb that the codebook does not know, with a clause that starts with *that*."""
    if verb.lemma_ in codebook().not_cues or verb.pos_ == "AUX":
        return None
    for item in children(verb, "ccomp"):
        marker = child(item, "mark")
        if marker is not None and marker.lower_ == "that" and item.i > verb.i and (catch := clause(verb)):
            return "clause", UNLISTED, catch
    return None


def _yields_to_inner(verb: Token, frame: str) -> bool:
    """Whether the infinitive of this verb is the cue itself: *declined to say whether*."""
    if frame != "to" or verb.lemma_ not in codebook().refusing | codebook().neutral:
        return False
    inner = next((item for item in children(verb, "xcomp") if infinitive(item)), None)
    return inner is not None and _first(inner, verb_senses(inner)[0], VERB_FRAMES) is not None


def _cites(verb: Token, head: Token | None) -> bool:
    """Whether an outlet names its own source beside a report: *Norwire, citing the ministry, said that ...*."""
    if (
        verb.lemma_ not in ("cite", "quote")
        or verb.tag_ != "VBG"
        or head is None
        or verb.dep_ not in ("advcl", "acl", "prep")
    ):
        return False
    above = verb.head if verb.head.pos_ == "VERB" else verb.head.head
    return above.pos_ == "VERB" and "clause" in verb_senses(above)[0] and is_outlet(head)


def author(verb: Token, governors: list[Token], catch: Catch | None = None) -> tuple[Token | None, Token | None]:
    """Head of the source and of the channel: *NEWSPAPER quoted the envoy as saying*."""
    if catch is not None and (catch.authorless or catch.author is not None):
        return catch.author, None
    top = governors[-1] if governors else verb
    if _undergone(top):
        return None, None
    if top.dep_ in ("pcomp", "xcomp", "advcl", "acl", "ccomp", "dep"):
        above = top.head.head if top.dep_ == "pcomp" or top.head.pos_ == "ADP" else top.head
        if above.lemma_ in ("quote", "cite") and above.pos_ == "VERB":
            return _quoted(top, above)
    if passive(top) and child(top, "nsubjpass") is not None:
        # The envoy was told that: the hearer is no source.
        by = child(top, "agent")
        return (child(by, "pobj") if by is not None else None), None
    head = subject(top.head.head) if side_report(top) else subject(top)
    if head is not None and top.dep_ == "acl" and top.tag_ == "VBG" and head.i == top.head.i:
        head = _issuer(head) or head
    if head is not None and relative(head) and head.lower_ == "what":
        return None, None
    return head, None


def _issuer(paper: Token) -> Token | None:
    """Who speaks in a paper: *The army issued a statement saying that ...*, *sent a letter warning that ...*."""
    verb = paper.head
    if paper.dep_ != "dobj" or verb.lemma_ not in codebook().issuing or passive(verb):
        return None
    return subject(verb)


def _undergone(verb: Token) -> bool:
    """Whether a participle tells what was done to its subject: *Asked about the vote, she ...*."""
    bare = verb.tag_ == "VBN" and child(verb, "aux", "auxpass", "nsubj") is None
    return bare and verb.dep_ in ("advcl", "acl", "dep") and child(verb, "dobj") is None


def _quoted(saying: Token, quoting: Token) -> tuple[Token | None, Token | None]:
    """Speaker and channel of *quoted X as saying*, *X was quoted by Y as saying*."""
    if passive(quoting):
        by = child(quoting, "agent")
        return child(quoting, "nsubjpass"), child(by, "pobj") if by is not None else None
    held = child(quoting, "dobj") or child(saying, "nsubj")
    return held, child(quoting, "nsubj")


def _noun_author(noun: Token) -> tuple[Token | None, Token | None]:
    """Head of the source of a noun, and the verb that belongs to the cue."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner, None
    for item in children(noun, "prep"):
        if item.lower_ in ("by", "from") and (held := child(item, "pobj")) is not None:
            return held, None
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_ == "be":
        # Officials are of the view that ...
        return subject(verb.head), verb.head
    if noun.dep_ == "dobj" and verb.pos_ == "VERB" and not passive(verb):
        return subject(verb), verb
    return None, None
