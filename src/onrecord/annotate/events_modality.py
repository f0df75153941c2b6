"""Whether an event happened, is planned, possible or denied: from helping verbs, negation and what governs it."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.events_frames import children, passive
from onrecord.annotate.events_lexicon import Lexicon
from onrecord.annotate.events_open import excused, left_open, others_want
from onrecord.codebooks.deeds import deeds
from onrecord.records import Modality

_TOWARD = frozenset({"about", "against", "from", "of", "on", "to", "with"})
"""Prepositions of what a verb is done to."""
_ENDING = frozenset({"amount", "become", "boil", "come", "end", "go", "lead", "reduce", "shrink"})
"""Verbs with which *to nothing* says how something ended."""
_NOBODY = frozenset({"nobody", "none", "nothing", "noone"})
_CARRIERS = frozenset({"xcomp", "ccomp", "pcomp", "advcl", "acl", "relcl"})
_LOOSE = frozenset({"acl", "advcl", "relcl"})
_WISHING = frozenset({"hope", "fear", "wish", "believe", "think", "doubt"})
"""Verbs whose complement is no report of what somebody will do."""
_STOPPING = frozenset({"stop", "keep", "prevent", "block", "bar", "discourage", "refrain", "dissuade", "hinder"})
_ASIDE = frozenset({"after", "by", "since", "upon", "while"})
"""Prepositions whose verb in *-ing* is beside the verb above, not what it is about."""
_DEEPEST = 5


def helping(verb: Token) -> str | None:
    """``planned`` for will, ``possible`` for may and could, ``None`` without such a helping verb."""
    words = {aux.lower_ for aux in children(verb, "aux")}
    if words & {"will", "shall", "wo", "'ll", "’ll"}:
        return "planned"
    if words & {"would", "'d", "’d"} and _reported(verb):
        return "planned"
    return "possible" if words & {"may", "might", "could", "can", "should", "must", "would", "ought", "ca"} else None


def _reported(verb: Token) -> bool:
    """Whether *would* is the *will* of somebody's words told in the past: *she said that they would meet*."""
    top = verb
    while top.dep_ == "conj" and top.head.pos_ in ("VERB", "AUX"):
        top = top.head
    if any(mark.lower_ == "if" for part in children(verb, "advcl") for mark in children(part, "mark")):
        return False
    if any(child.lower_ == "according" for child in top.children):
        return True
    told = top.dep_ == "ccomp" and top.head.pos_ == "VERB" and not {top.head.lemma_, f"{top.head.lemma_}e"} & _WISHING
    return told and top.head.tag_ in ("VBD", "VBN", "VBG")


def denied(verb: Token) -> bool:
    """Whether the clause of ``verb`` is negated by its own words."""
    if children(verb, "neg") or any(child.lower_ in ("never", "neither", "nor") for child in verb.children):
        return True
    sides = children(verb, "nsubj", "nsubjpass", "dobj")
    if any(side.lower_ in _NOBODY or any(det.lower_ == "no" for det in children(side, "det")) for side in sides):
        return True
    if any(_not_one(side) for side in sides) or _of_nothing(verb):
        return True
    if verb.dep_ == "conj" and any(cc.lower_ == "nor" and cc.i < verb.i for cc in children(verb.head, "cc")):
        return True  # Neither sent nor received.
    # Of two verbs joined by "and", the first one's "not" reaches the second only with a shared helping verb.
    return (
        verb.dep_ == "conj"
        and not children(verb, "aux", "nsubj")
        and verb.tag_ == "VB"
        and bool(children(verb.head, "neg"))
    )


def _of_nothing(verb: Token) -> bool:
    """Whether it is done to nothing: *resigned from nothing*, *spoke to nobody*, but not *came to nothing*."""
    if verb.lemma_.lower() in _ENDING:
        return False
    things = (thing for prep in children(verb, "prep") if prep.lower_ in _TOWARD for thing in children(prep, "pobj"))
    return any(thing.lower_ in ("nothing", "nobody") for thing in things)


def _not_one(noun: Token) -> bool:
    """Whether a phrase leaves nobody: *not a single shot was fired*, *not one soldier*."""
    first = noun.left_edge
    left = [token.lower_ for token in noun.doc[first.i : noun.i]]
    many = {"few", "only", "just", "little"} & {*left, noun.lower_}  # Not a few soldiers were killed.
    return left[:1] == ["not"] and bool({"single", "one", "a", "an"} & set(left[1:])) and not many


def no_longer(verb: Token) -> bool:
    """Whether *no longer* denies a verb: *no longer intends to close it*."""
    return any(
        child.dep_ == "advmod"
        and child.lower_ == "longer"
        and any(w.lower_ == "no" for w in [*child.children, child.nbor(-1)])
        for child in verb.children
        if child.i
    )


def orders(clause: Token) -> bool:
    """Whether a clause says what somebody else must do: *said that the army must leave*."""
    named = any(head.pos_ != "PRON" for head in children(clause, "nsubj", "nsubjpass"))
    return named and not denied(clause) and any(aux.lower_ == "must" for aux in children(clause, "aux"))


def blames(clause: Token) -> bool:
    """Whether a clause says that somebody else is guilty: *said that the army was behind the raid*."""
    named = any(head.pos_ != "PRON" for head in children(clause, "nsubj"))
    if not named or clause.lemma_ != "be" or denied(clause) or helping(clause) is not None:
        return False
    guilty = any(word.lower_ in ("responsible", "guilty") for word in children(clause, "acomp"))
    return guilty or any(prep.lower_ == "behind" for prep in children(clause, "prep"))


def modality_of(trigger: Token, lexicon: Lexicon) -> Modality:
    """The modality of the event that ``trigger`` names."""
    if trigger.pos_ in ("VERB", "AUX"):
        if left_open(trigger):
            return "possible"
        found = _of_verb(trigger, lexicon, 0)
        return "possible" if found == "negated" and (others_want(trigger) or excused(trigger)) else found
    return _of_noun(trigger, lexicon)


def _of_verb(verb: Token, lexicon: Lexicon, depth: int) -> Modality:
    """The modality of a verb, from its own words first, then from the verb above it."""
    if denied(verb):
        return "negated"
    if (own := helping(verb)) is not None:
        return "planned" if own == "planned" else "possible"
    if (
        (had := children(verb, "aux"))
        and had[0].lower_ == "had"
        and any(s.i > had[0].i for s in children(verb, "nsubj"))
    ):
        return "possible"  # Had they left, ...
    bare = verb.tag_ == verb.head.tag_ and verb.tag_ in ("VB", "VBG", "VBN") and not children(verb, "aux", "auxpass")
    if verb.dep_ == "conj" and bare and verb.head.pos_ == "VERB" and depth < _DEEPEST:
        return _of_verb(verb.head, lexicon, depth + 1)
    if any(mark.lower_ in ("if", "unless", "whether") for mark in children(verb, "mark")):
        return "possible"
    if verb.tag_ in ("VBZ", "VBP") and any(mark.lower_ == "before" for mark in children(verb, "mark")):
        # A day before she heads to Orlen is a plan; it may be years before the ferry sails.
        return "possible" if helping(verb.head) == "possible" or denied(verb.head) else "planned"
    finite = any(child.tag_ in ("VBD", "VBZ", "VBP") for child in [verb, *children(verb, "aux", "auxpass")])
    if verb.dep_ in _CARRIERS and not (finite and verb.dep_ in _LOOSE) and depth < _DEEPEST:
        return _governed(verb, lexicon, finite, depth)
    return "happened"


def _governed(verb: Token, lexicon: Lexicon, finite: bool, depth: int) -> Modality:
    """What the verb, noun or adjective above makes of an event in its complement."""
    head = verb.head
    if head.pos_ == "ADP":
        head = head.head
    if verb.dep_ == "pcomp" and verb.tag_ == "VBG" and verb.head.lower_ in _ASIDE and head.pos_ in ("VERB", "AUX"):
        return _of_verb(head, lexicon, depth + 1)  # After meeting envoys, he warned that it could end.
    infinitive = verb.tag_ == "VB" or to_be(verb)
    lemma = head.lemma_.lower()
    if not finite and any(
        det.lower_ == "no" for noun in [head, *children(head, "attr")] for det in children(noun, "det")
    ):
        return "negated"  # There is no reason to leave.
    if verb.dep_ == "pcomp" and verb.head.lower_ == "from" and lemma in _STOPPING and head.pos_ == "VERB":
        open_ = denied(head) or helping(head) == "possible"  # Nothing kept him from leaving.
        return "possible" if open_ else "negated"
    if infinitive and head.lemma_ == "be" and verb.dep_ == "xcomp" and verb.head.i == head.i:
        return "negated" if denied(head) else "planned"  # The ministers are to meet.
    if (be := about_to(verb)) is not None:
        return "negated" if denied(be) else "planned"
    if asked_for(verb):
        return "possible"
    if (
        infinitive
        and head.pos_ == "NOUN"
        and lemma in deeds().enabling
        and head.head.lemma_.lower() in deeds().granting
    ):
        return "possible" if denied(head.head) or helping(head.head) == "possible" else "planned"
    found = _lexical(lemma, lexicon) if head.pos_ in ("VERB", "AUX", "ADJ", "NOUN") and not finite else None
    beside = verb.dep_ == "advcl" and not infinitive  # Foiled the raid, seizing two boats.
    if found is not None and not beside and not (found == "negated" and head.pos_ == "NOUN"):  # No "rule out".
        if head.pos_ == "VERB" and (denied(head) or no_longer(head)):
            aimed = found == "planned" or lemma in deeds().aiming
            return "negated" if aimed else "possible"  # It does not rule out a visit.
        return found
    if finite:
        return "negated" if lemma == "deny" else "happened"
    if verb.dep_ == "advcl":
        if _beside(verb, head):
            return helping(head) or "happened"  # type: ignore[return-value]
        return "planned" if infinitive else _of_verb(head, lexicon, depth + 1) if head.pos_ == "VERB" else "happened"
    if verb.dep_ in ("acl", "relcl"):
        return "planned" if infinitive else "happened"
    if head.pos_ in ("VERB", "AUX"):
        return _of_verb(head, lexicon, depth + 1)
    if head.pos_ == "ADJ":
        return "possible" if infinitive else "happened"
    return "planned" if infinitive else "happened"


def about_to(verb: Token) -> Token | None:
    """The form of *be* of a deed that is near: *was* in *was about to resign*."""
    be = verb.head.head
    return be if verb.dep_ == "xcomp" and verb.head.lower_ == "about" and be.lemma_ == "be" else None


def asked_for(verb: Token) -> bool:
    """Whether a clause tells what somebody recommends or demands: *recommended that shareholders accept the bid*."""
    base = verb.tag_ in ("VB", "VBP") or any(aux.lower_ == "be" for aux in children(verb, "auxpass", "aux"))
    that = any(mark.lower_ == "that" for mark in children(verb, "mark"))
    bare = not children(verb, "aux") and base
    return verb.dep_ == "ccomp" and verb.head.lemma_.lower() in deeds().demanding and that and bare


def to_be(verb: Token) -> bool:
    """Whether a verb stands behind *to*: *to reopen it*, *for it to be reopened*."""
    return any(aux.lower_ == "to" for aux in children(verb, "aux"))


def _beside(verb: Token, head: Token) -> bool:
    """Whether a participle tells something beside what is denied: *will not run, ending weeks of guessing*."""
    cut = verb.left_edge.i - 1
    return (
        verb.tag_ == "VBG" and verb.i > head.i and head.doc[max(cut, 0)].text in (",", "-", "–", "—") and denied(head)
    )


def _of_noun(noun: Token, lexicon: Lexicon) -> Modality:
    """The modality of an event noun."""
    if any(det.lower_ == "no" for det in children(noun, "det", "neg")):
        return "negated"
    if any(
        word.lower_ in ("planned", "upcoming", "proposed", "future", "scheduled") for word in children(noun, "amod")
    ):
        return "planned"
    if any(word.lower_ in ("possible", "potential", "threatened", "further") for word in children(noun, "amod")):
        return "possible"
    head = noun.head
    while head.pos_ == "ADP" or (head.pos_ in ("NOUN", "PROPN") and noun.dep_ in ("conj", "compound")):
        noun, head = head, head.head
        if head == noun:  # the root of a sentence without a verb
            break
    if head.pos_ == "VERB" and noun.lower_ == "for" and (found := _lexical(head.lemma_.lower(), lexicon)) is not None:
        return found  # They wait for the withdrawal.
    if head.pos_ not in ("VERB", "AUX") or noun.dep_ in ("prep", "agent", "advcl", "npadvmod"):
        return "happened"
    if denied(head):
        # A present fact is denied; "did not welcome the attack" leaves the attack as it was.
        return "negated" if _lexical(head.lemma_, lexicon) or _carries(head, lexicon) else "happened"
    for word in children(head, "acomp"):
        if (found := _lexical(word.lemma_.lower(), lexicon)) is not None and noun.dep_ in ("nsubj", "nsubjpass"):
            return found  # The talks are due to begin.
    outer = _of_verb(head, lexicon, 0)
    inner = _lexical(head.lemma_, lexicon) if head.lemma_ != "go" else None  # The talks went on.
    if inner and not (passive(head) and noun.dep_ not in ("nsubjpass", "nsubj")):
        return inner
    return outer if outer != "happened" and _carries(head, lexicon) else "happened"


def _carries(verb: Token, lexicon: Lexicon) -> bool:
    """Whether the verb adds nothing to the event noun but its tense: *hold*, *begin*, *be*."""
    return verb.lemma_ in ("be", "happen", "occur", "go", "start", "begin") or verb.lemma_ in lexicon.support["perform"]


def _lexical(lemma: str, lexicon: Lexicon) -> Modality | None:
    """What a governing word says of its complement; the parser cuts the *e* of some (*hop* for *hoped*)."""
    forms = {lemma, f"{lemma}e"}
    kinds: tuple[Modality, ...] = ("negated", "planned", "possible")
    for kind in kinds:
        if forms & lexicon.modality[kind]:
            return kind
    return None
