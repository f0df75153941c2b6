"""Which words of a page tell one event: speech and its content, a deed and its means, a verb and its noun.

*Agreed to send food* is one promise, *asked Orlen to leave* one request, *shelled the port, killing two* one attack,
*were killed in the shelling* one attack, *met to discuss fish* one meeting. Across sentences, the headline, the
lead and what comes back to it later are mentions of one event, if they agree in everything that they say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.annotate.events_candidate import Candidate, Trigger
from onrecord.annotate.events_frames import children, joined
from onrecord.annotate.events_lexicon import load_lexicon
from onrecord.annotate.events_modality import modality_of
from onrecord.annotate.events_setting import Setting
from onrecord.codebooks.meanings import act_of

_CONTENT = frozenset({"xcomp", "ccomp", "pcomp", "prep", "acl", "conj", "advcl", "dobj", "pobj", "dative", "agent"})
_SPEECH = frozenset({"REQUEST", "THREATEN", "AGREE", "REJECT", "ACCUSE"})
"""Types whose complement is what is wanted, promised, refused or alleged, and no event beside them."""
_VERBAL_CONFLICT = 3
"""A quad code."""
_TOLD_AS_FACT = frozenset({"over", "after", "during", "since", "following", "before", "because", "as", "in", "at"})
"""Prepositions behind which an event noun is a fact of its own: *blamed over the killing of*."""
_CLAUSES = frozenset({"xcomp", "advcl", "acl", "conj", "pcomp", "prep", "dobj", "pobj", "ccomp", "relcl", "agent"})
_MEANS = frozenset({"dobj", "pobj", "prep", "agent", "nsubj", "nsubjpass", "pcomp", "compound"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_AGAIN = frozenset(
    {"again", "another", "second", "third", "also", "other", "more", "separate", "new", "previous", "earlier"}
)
"""Words that tell one event from another of its kind."""
_NEAR = 60
"""How many tokens before its sentence the verb may begin that *did so* stands for."""
_FURTHEST = 6


def fold(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of a page without those that tell what another one tells, or what another one speaks of."""
    at = {word.i: candidate for candidate in found for word in candidate.words}
    gone: set[int] = set()
    for inner in found:
        for outer, path in _above(inner, at):
            if id(outer) in gone:
                continue
            if _is_content(inner, outer, path):
                outer.content = True
                _take_content(outer, inner)
                _forget_content(outer, inner)
                gone.add(id(inner))
            elif _is_same(inner, outer, path):
                _take_same(outer, inner)
                gone.add(id(inner))
            break
    return [one for one in found if id(one) not in gone and (one.content or "own deed" not in one.entry.needs)]


def _above(inner: Candidate, at: dict[int, Candidate]) -> Iterator[tuple[Candidate, list[Token]]]:
    """The candidates over another one in the parse, the next first, with the tokens of the way up, lowest first."""
    token, path = inner.token, [inner.token]
    for _ in range(_FURTHEST):
        head = token.head
        if head == token:
            return
        outer = at.get(head.i)
        if outer is not None and outer is not inner:
            yield outer, path
        token = head
        path.append(token)


def _is_content(inner: Candidate, outer: Candidate, path: list[Token]) -> bool:
    """Whether ``inner`` is what the speech act ``outer`` wants, promises, refuses or alleges."""
    if outer.entry.type not in _SPEECH or not {token.dep_ for token in path} <= _CONTENT:
        return False
    if "own deed" in outer.entry.needs and inner.entry.quad == _VERBAL_CONFLICT:
        return False  # Who wants to sue has no will to cooperate.
    if (path[0].dep_ == "conj" and len(path) == 1) or (path[-1].dep_ == "advcl" and path[-1].tag_ != "VB"):
        return False
    if path[-1].dep_ == "ccomp" and outer.entry.type == "ACCUSE":
        return True  # Alleged that they had fired.
    if not inner.nominal:  # What an authority orders is planned, and recorded.
        return inner.modality == "possible" or (inner.modality == "planned" and outer.entry.type != "REQUEST")
    if outer.nominal and path[-1].dep_ not in ("prep", "acl"):
        return False
    return not any(token.dep_ == "prep" and token.lower_ in _TOLD_AS_FACT for token in path)


def _take_content(outer: Candidate, inner: Candidate) -> None:
    """A promise is known by what is promised: *agree withdraw*."""
    if outer.entry.type == "AGREE" and not outer.nominal and outer.modality == "happened" and not inner.nominal:
        outer.entry = replace(outer.entry, words=(*outer.entry.words, *inner.entry.words))
        outer.modality = inner.modality


def _forget_content(outer: Candidate, inner: Candidate) -> None:
    """What is promised or wanted is no side beside those who are named: *their cooperation*."""
    own = {word.i for word in inner.words}
    thing = [
        head for head in outer.recipients if head.i in own and not any(w.ent_type_ in _NAMED for w in head.subtree)
    ]
    if len(thing) < len(outer.recipients):
        outer.recipients = [head for head in outer.recipients if head not in thing]


def _is_same(inner: Candidate, outer: Candidate, path: list[Token]) -> bool:
    """Whether both tell one event: the same type, the same who, one hanging on the other."""
    if inner.entry.type != outer.entry.type or not _agree(inner, outer):
        return False
    deps = {token.dep_ for token in path}
    if path[-1].dep_ == "conj" and len(path) == 1 and _shares_all(inner, outer):
        return True  # Shot and killed two men.
    if inner.nominal:
        return deps <= _MEANS
    if "conj" in deps or not deps <= _CLAUSES:
        return False
    if path[-1].dep_ == "advcl" and children(path[-1], "nsubj", "nsubjpass"):
        return not outer.actors  # Two were killed when rebels attacked the port.
    return inner.token.dep_ not in ("acl", "relcl") or outer.nominal


def _shares_all(inner: Candidate, outer: Candidate) -> bool:
    """Whether two joined verbs have one actor and one object: *shot and killed*."""
    same = {head.i for head in inner.recipients} & {head.i for head in outer.recipients}
    return bool(same) and {head.i for head in inner.actors} == {head.i for head in outer.actors}


def _agree(inner: Candidate, outer: Candidate) -> bool:
    """Whether nothing speaks against one actor and one modality."""
    if inner.modality != outer.modality and "negated" in (inner.modality, outer.modality):
        return False
    one, other = {head.i for head in inner.actors}, {head.i for head in outer.actors}
    return not one or not other or bool(one & other) or inner.token.i in other or outer.token.i in one


def _take_same(outer: Candidate, inner: Candidate) -> None:
    """What the second words add to an event: who did it, to whom, how."""
    outer.others.extend(inner.words)
    mutual = {head.i for one in (outer, inner) for head in one.recipients if head in one.actors}
    words = {word.i for word in (*outer.words, *inner.words)}
    outer.actors = _others(outer.actors, words) or _others(inner.actors, words) or outer.actors
    taken = words | ({head.i for head in outer.actors} - mutual)
    outer.recipients = list(dict.fromkeys(_others([*outer.recipients, *inner.recipients], taken)))
    if outer.entry.mode is None and inner.entry.mode is not None:
        outer.entry = replace(outer.entry, mode=inner.entry.mode)


def _others(heads: list[Token], taken: set[int]) -> list[Token]:
    """The heads that are not among ``taken``."""
    return [head for head in heads if head.i not in taken]


def echo(token: Token, found: Sequence[Candidate]) -> Candidate | None:
    """The event that *did so* or *did the same* tells: that of the verb before it, by somebody else."""
    words = _echoing(token)
    before = next((one for one in reversed(found) if not one.nominal and one.token.i < token.i), None)
    if words is None or before is None or token.sent.start - before.token.sent.start > _NEAR:
        return None
    who = children(token, "nsubj")
    actors = [noun for head in who for noun in joined(head) if head.pos_ != "PRON"]
    if not actors:
        return None
    modality = modality_of(token, load_lexicon())
    return Candidate(Trigger(token, words, before.entry), before.entry, actors, list(before.recipients), modality)


def _echoing(token: Token) -> tuple[Token, ...] | None:
    """The words that make a form of *do* stand for another verb; ``None`` if it does not."""
    if token.lemma_.lower() != "do" or token.pos_ not in ("VERB", "AUX"):
        return None
    so = [child for child in token.children if child.lower_ in ("so", "same", "likewise") and child.dep_ != "mark"]
    return tuple(so[:1]) or None


def join(found: Sequence[Candidate], setting: Setting) -> list[Candidate]:
    """The events of a page: later mentions of an event are words of the mention that says most."""
    events: list[list[Candidate]] = []
    for candidate in found:
        known = next((group for group in events if all(_one_event(candidate, one, setting) for one in group)), None)
        if known is None:
            events.append([candidate])
        else:
            known.append(candidate)
    return sorted((_fullest(group, setting) for group in events), key=lambda one: one.token.i)


def _fullest(group: list[Candidate], setting: Setting) -> Candidate:
    """The mention with most sides and a day, with the words of the others."""
    best = max(group, key=lambda one: (_weight(one, setting), -one.token.i))
    best.others.extend(word for one in group if one is not best for word in (*one.words, *one.others))
    return best


def _weight(one: Candidate, setting: Setting) -> int:
    """How much a mention says."""
    dated = setting.time_of(one.words) is not None
    return 4 * bool(one.actors) + 3 * bool(one.recipients) + 2 * dated + (not one.nominal)


def _one_event(one: Candidate, other: Candidate, setting: Setting) -> bool:
    """Whether nothing that two mentions say speaks against one event, and they share somebody."""
    if one.entry.type != other.entry.type or act_of(one.entry.lemma) != act_of(other.entry.lemma):
        return False
    if one.modality != other.modality or setting.teller(one.token) != setting.teller(other.token):
        return False
    if any(child.lower_ in _AGAIN for word in (*one.words, *other.words) for child in word.children):
        return False
    days = [time.value for mention in (one, other) if (time := setting.time_of(mention.words)) is not None]
    if len(set(days)) > 1:
        return False
    sides = ((one.actors, other.actors), (one.recipients, other.recipients))
    shared = [_shared(here, there, setting) for here, there in sides]
    return "different" not in shared and "same" in shared


def _shared(here: list[Token], there: list[Token], setting: Setting) -> str:
    """``same`` or ``different`` as two sides name the same or others, ``unknown`` if one of them names nobody."""
    ours = {name for head in here for name in setting.names(head)}
    theirs = {name for head in there for name in setting.names(head)}
    if not ours or not theirs:
        return "unknown"
    return "same" if ours & theirs else "different"
