"""Who stands where around a trigger: subjects, objects and the phrases that name them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from onrecord.codebooks.deeds import deeds

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
GENERIC_SLOTS = ("dat", "obj", "with", "to", "for", "against", "on", "from", "into", "in", "comp")
COMPLEMENT_SLOTS = ("dat", "with", "to", "for", "against", "on", "from", "into")
"""Where a complement names somebody beside its object."""
LOCATIVE = frozenset({"in", "at", "near", "along", "across", "around", "outside"})
_CUT_OFF = frozenset({"relcl", "acl", "appos", "conj", "cc", "punct", "advcl", "preconj", "parataxis", "dep", "case"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_EMPTY = frozenset({"it", "there", "this", "what", "that", "something", "nothing"})
_HYPHENS = frozenset({"-", "‐", "‑"})
_NO_SIDE = frozenset(
    {"according", "except", "due", "thanks", "owing", "prior", "contrary", "apart", "aside", "instead"}
)
"""Words whose preposition leads to no side of the deed: *according to the minister*."""
_NO_NOUNS = frozenset({
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest",
})  # fmt: skip
_IN_PHRASES = frozenset({
    "memory", "honor", "honour", "solidarity", "protest", "response", "line", "place", "order", "favor", "favour",
    "front", "addition", "connection", "support", "retaliation", "return", "exchange", "general", "particular",
})  # fmt: skip
"""Nouns that make with *in* a preposition: *in memory of*."""
_PARTS = frozenset({"compound", "pobj", "prep", "nmod", "amod", "conj"})
_NARROWING = frozenset({"of", "on", "for", "by", "in"})
"""Prepositions whose noun is kept where what hangs on it makes a phrase too wide."""
_INTRANSITIVE = frozenset({"confer", "negotiate", "resign", "retreat", "clash", "rally", "march", "riot"})
"""Verbs without a passive: after a noun the parse takes their past tense for a participle."""
_WHEN = frozenset({"when", "if", "once", "unless", "though", "although", "while", "until"})
_LAYING = frozenset({"impose", "place", "put", "slap", "levy", "set", "launch", "direct"})
_WIDEST_PHRASE = 16
_DEEPEST = 6


def children(token: Token, *deps: str) -> list[Token]:
    """The children of ``token`` with one of the dependency labels."""
    return [child for child in token.children if child.dep_ in deps]


def passive(verb: Token) -> bool:
    """Whether the clause of ``verb`` is passive, or the verb a past participle that describes a noun."""
    if children(verb, "auxpass", "nsubjpass"):
        return True
    if verb.lemma_.lower() in _INTRANSITIVE:
        return False
    if verb.dep_ == "acl" and verb.tag_ == "VBD" and not children(verb, "nsubj", "dobj"):
        return True  # "The person killed" and its like are often taken for a past tense.
    if _subjectless(verb) or _is_small_clause(verb):
        return True
    if verb.tag_ in ("VBN", "VBD") and children(verb, "agent") and not children(verb, "dobj", "aux"):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ == "acl":
        return True
    bare = not children(verb, "aux", "nsubj")
    return bare and verb.dep_ == "conj" and passive(verb.head)


def _subjectless(verb: Token) -> bool:
    """Whether a clause is a participle after a conjunction, whose subject is that of the clause above: *when asked*."""
    if verb.dep_ != "advcl" or verb.tag_ not in ("VBN", "VBD") or children(verb, "nsubj", "aux", "dobj"):
        return False
    return any(child.lower_ in _WHEN for child in verb.lefts)


def hyphened(noun: Token) -> Token | None:
    """The first part of a word that a hyphen holds together: *cease* of *cease-fire*."""
    if noun.i < 2 or noun.nbor(-1).text not in _HYPHENS:
        return None
    return noun.nbor(-2) if not noun.nbor(-1).whitespace_ and not noun.nbor(-2).whitespace_ else None


def lemmas_of(noun: Token) -> tuple[str, ...]:
    """The base form of a noun; before it that of the whole word where a hyphen cuts it: *ceasefire*, *fire*."""
    lemma = noun.lemma_.lower()
    first = hyphened(noun)
    return (lemma,) if first is None else (f"{first.lower_}{lemma}", lemma)


def _is_small_clause(verb: Token) -> bool:
    """Whether a participle says what is done to its subject: *wants to see them punished*."""
    bare = verb.tag_ == "VBN" and verb.dep_ == "ccomp" and not children(verb, "aux", "auxpass", "dobj")
    return bare and verb.head.pos_ == "VERB" and bool(children(verb, "nsubj"))


def own_deeds(verb: Token) -> list[Token]:
    """The infinitives that the subject of ``verb`` does itself: *leave* in *wants to leave*."""
    if children(verb, "dobj", "dative", "nsubjpass"):
        return []
    willing = [inner for word in children(verb, "acomp") for inner in children(word, "xcomp")]
    return [
        inner for inner in [*children(verb, "xcomp", "ccomp"), *willing]
        if inner.pos_ in ("VERB", "AUX") and inner.tag_ == "VB" and not children(inner, "nsubj", "nsubjpass")
    ]  # fmt: skip


def is_question(clause: Token) -> bool:
    """Whether a clause is an indirect question: *if they had met*, *what he wants*."""
    first = clause.left_edge
    return first.lower_ in ("if", "whether") or (first.tag_ in ("WP", "WRB", "WDT", "WP$") and clause.dep_ != "relcl")


def joined(head: Token) -> list[Token]:
    """A noun and the nouns that *and* joins to it."""
    if head.text in _HYPHENS:
        return []
    if head.i + 2 < len(head.doc) and head.nbor(1).text in _HYPHENS and not head.whitespace_:
        return []  # "ex-ministers", taken for "ex and ministers" or for two objects
    found = [head]
    for conjunct in children(head, "conj"):
        if conjunct.text not in _HYPHENS and conjunct.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            found.extend(joined(conjunct))
    return found


def agents(verb: Token, depth: int = 0) -> list[Token]:
    """The heads of the phrases that name who acts; empty if nobody is named."""
    if passive(verb):
        return [noun for by in children(verb, "agent") for noun in _objects(by)]
    own = _antecedents(children(verb, "nsubj"), verb)
    if own or depth > _DEEPEST:
        return own
    return _inherited(verb, depth + 1)


def _inherited(verb: Token, depth: int) -> list[Token]:
    """The subject of a verb that has none of its own, from the clause above it."""
    head = verb.head
    if verb.dep_ == "acl":
        if verb.lemma_.lower() in _INTRANSITIVE:
            return [head]
        sent = head.dep_ == "dobj" and head.head.pos_ == "VERB" and not head.ent_type_
        return _of_noun(head, depth) if verb.tag_ != "VBG" or sent else [head]
    if verb.dep_ == "pcomp" and head.pos_ == "ADP":
        governor = head.head
        blamed = children(governor, "dobj")
        if blamed and head.lower_ in ("of", "for", "from"):
            return joined(blamed[0])
        return agents(governor, depth) if governor.pos_ in ("VERB", "AUX") else _of_noun(governor, depth)
    if head.pos_ == "ADJ" and verb.dep_ == "xcomp":
        return agents(head.head, depth)
    if head.pos_ not in ("VERB", "AUX"):
        return []
    if verb.dep_ in ("xcomp", "ccomp", "advcl"):
        if (
            verb.dep_ != "advcl"
            and verb.tag_ in ("VB", "VBG")
            and (told := children(head, "dobj", "dative"))
            and head.lemma_ not in ("promise", "vow")
        ):
            return joined(told[0])
        if passive(head):
            own = _antecedents(children(head, "nsubjpass"), head)
            doers = [noun for by in children(head, "agent") for noun in _objects(by)]
            thing = verb.dep_ == "advcl" and verb.tag_ == "VBG" and all(noun.tag_ == "NN" for noun in own)
            return doers if doers and thing and not any(noun.ent_type_ for noun in own) else own
        if verb.dep_ == "advcl" and (later := _told_later(verb, head)) is not None:
            return agents(later, depth)
        return agents(head, depth)
    if verb.dep_ == "conj":
        return _antecedents(children(head, "nsubjpass"), head) if passive(head) else agents(head, depth)
    return []


def _told_later(verb: Token, head: Token) -> Token | None:
    """What is said of who did *verb*: in *after leaving, she said, he slept* he left, and not she."""
    told = [inner for inner in children(head, "ccomp") if inner.i > verb.i and children(inner, "nsubj", "nsubjpass")]
    subject = children(head, "nsubj")
    fronted = bool(subject) and verb.right_edge.i < min(one.i for one in subject)
    return told[0] if fronted and verb.tag_ == "VBG" and told and told[0].i > head.i else None


def _of_noun(noun: Token, depth: int) -> list[Token]:
    """Who stands behind *X's decision to*, or behind the verb that has the noun as its object."""
    if owners := children(noun, "poss"):
        parting = _parting(noun) if owners[0].tag_ == "PRP$" else None
        own = agents(parting, depth) if parting is not None and depth <= _DEEPEST else []
        return own or joined(owners[0])
    if (behind := [obj for by in children(noun, "prep") if by.lower_ in ("by", "of") for obj in _objects(by)]) and any(
        token.ent_type_ for token in behind
    ):
        return behind
    head = noun.head
    if noun.dep_ == "dobj" and head.pos_ == "VERB" and depth <= _DEEPEST:
        return agents(head, depth)
    if noun.dep_ == "pobj" and head.lower_ == "in" and head.head.lemma_ in ("be", "remain") and depth <= _DEEPEST:
        return agents(head.head, depth)  # The bank is in talks to sell it.
    return []


def _parting(noun: Token) -> Token | None:
    """The verb of who parts with what is his own: *dropped its plan to*, *backed away from its promise to*."""
    verb, told = noun.head, ""
    if noun.dep_ == "pobj":
        above = verb.head
        between = above if above.pos_ in ("ADV", "ADP", "PART") else next(iter(children(above, "prt", "advmod")), None)
        told = f" {between.lower_} {verb.lower_}" if between is not None else f" {verb.lower_}"
        verb = above.head if above is between else above
    elif noun.dep_ == "dobj":
        told = "".join(f" {particle.lower_}" for particle in children(verb, "prt"))
    return verb if verb.pos_ == "VERB" and f"{verb.lemma_.lower()}{told}" in deeds().parting else None


def _antecedents(nouns: Iterable[Token], verb: Token) -> list[Token]:
    """The nouns with relative pronouns put back to what they stand for, empty words left out."""
    found: list[Token] = []
    for noun in nouns:
        if noun.lower_ in _RELATIVE and noun.tag_ in ("WDT", "WP", "IN", "DT"):
            anchor = verb
            while anchor.dep_ in ("conj", "xcomp") and anchor.head.pos_ in ("VERB", "AUX"):
                anchor = anchor.head
            if anchor.dep_ in ("relcl", "acl") and anchor.head.pos_ in ("NOUN", "PROPN", "PRON"):
                found.append(_thing_before(noun, anchor.head))
        elif noun.lower_ not in _EMPTY and (noun.pos_ != "VERB" or children(noun, "det")):
            found.extend(joined(noun))
    return found


def _thing_before(relative: Token, head: Token) -> Token:
    """What *which* stands for: not the lawyer, in *a lawyer of the league, which sued*, but the league."""
    if relative.lower_ != "which" or head.ent_type_ != "PERSON":
        return head
    bodies = [token for token in head.doc[head.i + 1 : relative.i] if token.ent_type_ in ("ORG", "GPE", "NORP")]
    if not bodies:
        return head
    found = bodies[-1]
    while found.head.i > head.i and found.head.ent_type_ == found.ent_type_ and found.dep_ in _PARTS:
        found = found.head
    return found


def _objects(preposition: Token) -> list[Token]:
    """The nouns after a preposition, also of one that follows at once (*out of*)."""
    found = [noun for obj in children(preposition, "pobj") for noun in joined(obj)]
    for inner in children(preposition, "prep"):
        found.extend(_objects(inner))
    return found


def undergoers(verb: Token) -> list[Token]:
    """The direct object; in a passive, the subject."""
    if passive(verb):
        if verb.dep_ == "acl":
            return [verb.head]
        subjects = children(verb, "nsubjpass")
        if not subjects:  # The parse now and then hangs the subject on the helping verb.
            subjects = [noun for aux in children(verb, "auxpass") for noun in children(aux, "nsubj", "nsubjpass")]
        own = _antecedents(subjects, verb)
        if not own and _is_small_clause(verb):
            return _antecedents(children(verb, "nsubj"), verb)
        if not own and verb.dep_ == "conj" and (described := _described_before(verb)):
            return described  # A vote hailed by the government but dismissed by its critics.
        if not own and verb.dep_ == "conj":
            return undergoers(verb.head) if passive(verb.head) else agents(verb.head)  # He fled but was caught.
        if not own and _subjectless(verb):
            return agents(verb.head)  # The guards shot back when attacked.
        if not own and verb.dep_ == "xcomp" and children(verb, "auxpass"):
            return _from_above(verb)
        return own
    found = [noun for obj in children(verb, "dobj", "attr") for noun in joined(obj)]
    if (
        not found
        and not children(verb, "ccomp", "xcomp")
        and not any(prep.i > verb.i for prep in children(verb, "prep"))
    ):  # Police arrested and deported two men.
        later = (inner for inner in children(verb, "conj") if inner.tag_ == verb.tag_ and not children(inner, "nsubj"))
        found = [noun for inner in later for obj in children(inner, "dobj") for noun in joined(obj)]
    return [verb.head if noun.lower_ in _RELATIVE and verb.dep_ == "relcl" else noun for noun in found]


def _from_above(verb: Token) -> list[Token]:
    """To what a passive infinitive happens: *is to be closed*, *ordered it to be closed*."""
    head = verb.head.head if verb.head.pos_ == "ADJ" else verb.head
    if head.pos_ not in ("VERB", "AUX"):
        return []
    if told := children(head, "dobj"):
        return joined(told[0])
    return _antecedents(children(head, "nsubjpass", "nsubj"), head)


def _described_before(verb: Token) -> list[Token]:
    """The noun of a participle before a verb that is joined to it, where the parse joins it to the verb above."""
    if not children(verb, "agent") or passive(verb.head):
        return []
    between = verb.doc[verb.head.i + 1 : verb.i]
    return [one.head for one in between if one.dep_ == "acl" and one.tag_ == "VBN" and children(one, "agent")][-1:]


def after(token: Token, preposition: str) -> list[Token]:
    """The nouns that hang on ``token`` by ``preposition``; *southwest of* leads to no side."""
    empty = _IN_PHRASES if preposition == "in" else frozenset({"own"})
    return [
        noun for noun in _after(token, preposition)
        if (noun.lower_ not in _NO_NOUNS or children(noun, "det", "poss")) and noun.lower_ not in empty
    ]  # fmt: skip


def _after(token: Token, preposition: str) -> list[Token]:
    """All nouns that hang on ``token`` by ``preposition``."""
    found: list[Token] = []
    for prep in children(token, "prep", "agent", "dative", "prt"):
        if prep.lower_ == preposition:
            found.extend(_objects(prep))
        elif prep.dep_ in ("prep", "prt") and prep.lower_ not in _NO_SIDE:
            found.extend(
                noun for inner in children(prep, "prep") if inner.lower_ == preposition for noun in _objects(inner)
            )
    return found


def fillers(trigger: Token, extra: Sequence[Token], slot: str, depth: int = 0, only: str | None = None) -> list[Token]:
    """The nouns in one slot of a trigger; ``extra`` are words of the trigger that may carry prepositions.

    ``only`` is the one slot within a complement that is looked at.
    """
    carriers = [trigger, *extra]
    carriers += [noun for one in extra if one.pos_ == "NOUN" for noun in joined(one) if noun not in carriers]
    if slot == "obj":
        if trigger.pos_ == "NOUN":
            return []
        held = [noun for noun in undergoers(trigger) if noun not in carriers]
        return [noun for noun in held if not any(inner in extra for inner in after(noun, "of"))]  # Dozens of rockets.
    if slot == "dat":
        return [n for d in children(trigger, "dative") for n in ([d] if d.pos_ != "ADP" else _objects(d))]
    if slot == "poss":
        return [noun for carrier in carriers for owner in children(carrier, "poss") for noun in joined(owner)]
    if slot != "comp":
        found = [noun for carrier in carriers for noun in after(carrier, slot)]
        if not found and slot == "against" and trigger.pos_ == "NOUN":
            # A lawsuit by fishermen against the port: the parse often hangs "against" on the fishermen.
            found = [noun for doer in after(trigger, "by") for noun in after(doer, slot)]
        return found or [noun for laid in _laid(extra) for noun in after(laid, slot)]
    if depth > 2:
        return []
    inner = [verb for carrier in carriers for verb in children(carrier, "xcomp", "ccomp", "acl")]
    inner += [one.head for one in extra if one.dep_ == "mark" and one.head.dep_ in ("advcl", "ccomp", "xcomp")]
    inner += [v for carrier in carriers for p in children(carrier, "prep") for v in children(p, "pcomp")]
    for verb in inner:
        own = _antecedents(children(verb, "nsubj"), verb)
        if own and own[0].pos_ != "PRON" and (verb.dep_ == "ccomp" or children(verb, "mark")):
            return own
        for generic in GENERIC_SLOTS if only is None else (only, "comp"):
            objects = () if generic == "obj" else undergoers(verb)
            if found := fillers(verb, objects, generic, depth + 1, only):
                return found
    return []


def _laid(nouns: Iterable[Token]) -> list[Token]:
    """The verbs that say on whom a measure lies: *the sanctions imposed on Orlen*, *the ban it has put on ships*."""
    return [verb for noun in nouns for verb in children(noun, "acl", "relcl") if verb.lemma_.lower() in _LAYING]


def phrase(head: Token) -> tuple[int, int]:
    """First and last token of the noun phrase of ``head``, without relative clauses and what is joined to it."""
    first = head.left_edge.i
    for child in head.lefts:
        if child.dep_ in ("cc", "preconj", "conj", "advcl") or (child.dep_ == "punct" and child.text in ',;:"“”()'):
            first = max(first, child.right_edge.i + 1)
    last = head.i
    for child in head.rights:
        if child.dep_ in _CUT_OFF or children(child, "pcomp"):
            break
        stop = child.right_edge.i
        for inner in child.subtree:
            if inner.dep_ in ("relcl", "acl", "appos", "advcl", "pcomp") and inner.left_edge.i > head.i:
                stop = min(stop, inner.left_edge.i - 1)
        if stop - first >= _WIDEST_PHRASE:
            stop = max((noun.i for noun in children(child, "pobj") if child.lower_ in _NARROWING), default=stop)
            if stop - first >= _WIDEST_PHRASE:
                break
        last = max(last, stop)
    while last > head.i and (head.doc[last].is_punct or head.doc[last].pos_ in ("ADP", "CCONJ")):
        last -= 1
    return min(first, head.i), last


def clause(trigger: Token) -> tuple[int, int]:
    """First and last token of the clause that tells the event, to be shown to a reader."""
    top = trigger
    while top.pos_ not in ("VERB", "AUX") and top.dep_ != "ROOT":
        top = top.head
    kept = {token.i for token in top.subtree}
    for child in top.children:
        apart = child.dep_ in ("conj", "parataxis", "cc") or (child.dep_ == "ccomp" and child.right_edge.i < top.i)
        if apart or (child.dep_ == "advcl" and child.right_edge.i < top.i):
            inner = {token.i for token in child.subtree}
            if trigger.i not in inner:
                kept -= inner
    first = last = top.i
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    edge = top.doc
    while first < top.i and (edge[first].is_punct or edge[first].is_space):
        first += 1
    while last > top.i and (edge[last].is_punct or edge[last].is_space):
        last -= 1
    return min(first, trigger.i), max(last, trigger.i)
