"""The constructions in which a cue takes its content, one function each.

A frame function looks at the cue word and returns the content and the words that belong to the cue
beside it, or ``None``. :data:`VERB_FRAMES`, :data:`NOUN_FRAMES` and :data:`ADJ_FRAMES` name them as the
codebook does; a new construction is a new function and a new name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.annotate.statements.codebook import codebook, lookup
from onrecord.annotate.statements.edges import marked, with_adjunct, with_second, without_last_word
from onrecord.annotate.statements.tree import (
    SUBJECTS,
    child,
    children,
    comma_before,
    finite,
    infinitive,
    is_mark,
    passive,
    relative,
    subtree,
    taken_for_relative,
)


@dataclass(frozen=True, slots=True)
class Catch:
    """What a frame found."""

    content: frozenset[int]
    """The content, in tokens."""
    cue: frozenset[int] = field(default_factory=frozenset)
    """Words of the cue beside the cue word."""
    author: Token | None = None
    """The source, where the construction names it another way than by the subject."""
    authorless: bool = False
    """Whether the construction hides its author, so that the subject is none."""
    broken: bool = False
    """Whether the content lacks its verb."""


Frame = Callable[[Token], Catch | None]

_OBJECTS = ("dobj", "dative")
_TIMES_AND_REASONS = ("after", "before", "since", "until", "although", "though", "because", "unless")
"""Words that open a clause beside what is said: *Two days after the ship sank, they still disagree*."""
_GOES_ON = frozenset({"say", "add", "note", "stress", "insist", "argue", "warn", "claim", "predict"})
_POINTING = frozenset({"thing", "something", "point", "condition", "following"})
"""Nouns that stand for what is said after them."""
_FEWEST_POINTED = 2
_KEPT_WITH_VERB = {"blame": frozenset(["on"])}
_KEPT_WITH_OBJECT = frozenset({"for", "as", "of", "to", "over", "with", "against", "about"})


def clause(verb: Token) -> Catch | None:
    """A finite clause or question: *said that it was late*, *it was late, he said*, *asked whether*."""
    clauses = [
        item
        for item in children(verb, "ccomp", "csubj")
        if _is_clause(item) and not _beside(item) and not _of_object(verb, item)
    ]
    if verb.lemma_ in codebook().perceiving:
        # Heard shots fired, saw the street cordoned off: what happened before their eyes, not what they hold.
        clauses = [
            item for item in clauses if finite(item) or _questions(item) or marked(item, "that", "whether", "if")
        ]
    # It is unlikely; the mayor says she will go on: what follows the cue is said, not what a dash or colon cut off.
    clauses = [item for item in clauses if item.i > verb.i and _subject_before(verb)] or clauses
    if clauses:
        return Catch(frozenset(with_second(verb, with_adjunct(verb, _clause_tokens(clauses[0])))))
    for item in children(verb, "xcomp", "advcl", "dobj", "acomp"):
        if item.dep_ == "xcomp" and (_questions(item) or (finite(item) and not infinitive(item))):
            return Catch(frozenset(_clause_tokens(item)))
        if item.dep_ == "dobj" and item.i > verb.i and (marked(item, "that", "whether") or _that_before(item)):
            kept = subtree(item)
            return Catch(frozenset(kept | ({min(kept) - 1} if _that_before(item) else set())), broken=True)
        if (
            item.dep_ == "advcl"
            and item.i > verb.i
            and (marked(item, "whether", "if", "that") or (_questions(item) and child(verb, "neg") is not None))
            and not comma_before(item)
        ):
            return Catch(frozenset(_clause_tokens(item)))
    relative_to_hearer = taken_for_relative(verb)
    return Catch(frozenset(_clause_tokens(relative_to_hearer))) if relative_to_hearer is not None else None


def to(verb: Token) -> Catch | None:
    """An infinitive of the same subject: *hopes to win*."""
    for item in children(verb, "xcomp", "ccomp"):
        if infinitive(item) and child(item, "nsubj") is None and child(verb, *_OBJECTS) is None and item.i > verb.i:
            return Catch(frozenset(_clause_tokens(item)))
    return None


def obj_to(verb: Token) -> Catch | None:
    """Someone and what he should do: *urged the two sides to talk*."""
    for item in children(verb, "xcomp", "ccomp", "advcl"):
        if not infinitive(item) or item.i < verb.i:
            continue
        own = child(item, "nsubj", "nsubjpass")
        if (told := child(verb, "nsubjpass")) is not None and child(verb, "auxpass") is not None:
            # Residents were urged by the mayor to leave: those who should do it are the subject.
            if relative(told) or item.dep_ == "advcl":
                continue
            return Catch(frozenset(subtree(told) | _clause_tokens(item)), author=_agent(verb), authorless=True)
        if own is not None and item.dep_ == "ccomp":
            return Catch(frozenset(_clause_tokens(item)))
        held = child(verb, *_OBJECTS)
        if held is not None and held.i > verb.i and not (item.dep_ == "advcl" and comma_before(item)):
            return Catch(frozenset(subtree(held) | _clause_tokens(item)))
    return None


def noun_phrase(verb: Token) -> Catch | None:
    """An object, with what is said of it: *praised the deal*, *blamed them for the delay*."""
    if passive(verb):
        return _passive_object(verb)
    held = child(verb, "dobj")
    if held is None:
        return _antecedent(verb)
    if relative(held) and verb.dep_ == "relcl":
        return _antecedent(verb)
    if held.lower_ in _SELVES:
        return None
    if _only_points(held):
        return _pointed_at(held)
    content = object_tokens(held)
    for item in children(verb, "prep"):
        kept = _KEPT_WITH_OBJECT | _KEPT_WITH_VERB.get(verb.lemma_, frozenset())
        if item.i > held.i and item.lower_ in kept and (not comma_before(item) or verb.lemma_ == "accuse"):
            content |= subtree(item)
    return Catch(frozenset(content))


def _only_points(held: Token) -> bool:
    """Whether an object says nothing by itself: *fears one thing*, *stressed two points*."""
    told = {item.lower_ for item in held.children if item.pos_ not in ("PUNCT", "DET", "NUM")}
    return held.lemma_.lower() in _POINTING and told <= {"only", "just", "important", "main", "more", "other"}


def _pointed_at(held: Token) -> Catch | None:
    """What follows an object that only points at it: *one thing: that they come*, *one thing, and that is that...*."""
    rest = [token for token in held.sent if token.i > held.i]
    if not rest or rest[0].lower_ not in (":", ",", "-", "–", "—"):
        return None
    told = rest[1:]
    opening = [token.lower_ for token in told[:4]]
    at = 1 if opening[:1] == ["and"] else 0
    if opening[at : at + 1] in (["that"], ["it"], ["this"], ["which"]) and opening[at + 1 : at + 2] in (
        ["is"],
        ["was"],
    ):
        told = told[at + 2 :]
    elif rest[0].lower_ != ":":
        return None
    told = told[1:] if told and told[0].lower_ == "that" else told
    while told and told[-1].is_punct:
        told = told[:-1]
    return Catch(frozenset(token.i for token in told)) if len(told) > _FEWEST_POINTED else None


def shown(verb: Token) -> Catch | None:
    """What a poll, a document or a picture shows: *the survey shows a narrow lead*."""
    who, held = child(verb, "nsubj"), child(verb, "dobj")
    if who is None or held is None or who.lemma_.lower() not in codebook().evidence or held.i < verb.i:
        return None
    content = subtree(held)
    for item in children(verb, "advmod", "prep", "advcl", "oprd", "xcomp", "acl"):
        if item.i > held.i and not comma_before(item):
            content |= subtree(item)
    return Catch(frozenset(content))


def seen_as(verb: Token) -> Catch | None:
    """An object and what it is seen as: *described it as a mistake*."""
    view = next((item for item in children(verb, "prep", "advcl") if _is_as(item) and item.i > verb.i), None)
    if view is None:
        return None
    held = child(verb, "dobj")
    if passive(verb):
        held = child(verb, "nsubjpass")
        if held is None:
            return None
        return Catch(frozenset(subtree(held) | subtree(view)), author=_agent(verb), authorless=True)
    if held is None:
        return Catch(frozenset(subtree(view)))
    if relative(held):
        return Catch(frozenset(subtree(view)))
    return Catch(frozenset(subtree(held) | subtree(view)))


def small(verb: Token) -> Catch | None:
    """An object and a predicate: *called it a mistake*."""
    for item in children(verb, "ccomp"):
        if not infinitive(item) and child(item, "nsubj") is not None and not finite(item) and item.i > verb.i:
            return Catch(frozenset(subtree(item)))
    predicate = child(verb, "oprd")
    if any(item.lower_ in _SELVES for item in children(verb, "dobj", "nsubj", "oprd")):
        # A group that calls itself the Dawn only has a name.
        return None
    if predicate is None:
        return None if passive(verb) else _named_in_order(verb)
    held = child(verb, "nsubjpass" if passive(verb) else "dobj")
    if passive(verb) and predicate.pos_ == "PROPN" and _agent(verb) is None:
        # It was called the Harvan Shipping Company: a name, and nobody's view.
        return None
    if held is None:
        return Catch(frozenset(subtree(predicate)))
    content = subtree(predicate) if relative(held) else subtree(held) | subtree(predicate)
    if held.i > verb.i:
        content = set(range(min(content), max(content) + 1))
    return Catch(frozenset(content), author=_agent(verb) if passive(verb) else None, authorless=passive(verb))


_SELVES = frozenset(["himself", "herself", "themselves", "itself"])
_LONGEST_NAMED = 25
"""Tokens after a verb of naming in which the name that it gives is looked for."""


def _named_in_order(verb: Token) -> Catch | None:
    """What is named and how, where the parser takes both for one phrase: *called the plan “a mistake”*.

    The name starts at a quotation mark or an article right behind a noun: *called the harbour tax a gift to smugglers*.
    """
    doc, stop = verb.doc, min(verb.i + _LONGEST_NAMED, verb.sent.end)
    held = child(verb, "dobj")
    if held is not None and any(item.i > held.i for item in children(held, "amod")):
        return Catch(frozenset(subtree(held)))
    for i in range(verb.i + 2, stop):
        item, before = doc[i], doc[i - 1]
        if item.text in (".", ";", ":"):
            return None
        if before.pos_ not in ("NOUN", "PROPN", "PRON") or before.tag_ in ("PRP$", "WP", "WDT"):
            continue
        if is_mark(item) and item.text != "’":
            end = next((k for k in range(i + 1, verb.sent.end) if is_mark(doc[k])), None)
        elif item.lower_ in ("a", "an") and item.dep_ == "det" and not item.head.ent_type_:
            end = _unbroken(item.head, i)
        else:
            continue
        return Catch(frozenset(range(verb.i + 1, end + 1))) if end is not None else None
    return None


def _unbroken(head: Token, first: int) -> int:
    """The last token of a phrase from ``first`` on without a gap."""
    part = subtree(head)
    end = head.i
    while end + 1 in part and end + 1 > first:
        end += 1
    return end


def gerund(verb: Token) -> Catch | None:
    """A gerund: *denied taking money*."""
    for item in children(verb, "xcomp", "ccomp"):
        if item.tag_ == "VBG" and not finite(item) and item.i > verb.i:
            return Catch(frozenset(_clause_tokens(item)))
    return None


def unnamed(verb: Token) -> Catch | None:
    """A report that names no author: *is expected to resign*, *is said to be ill*."""
    held = child(verb, "nsubjpass")
    if held is None or child(verb, "auxpass") is None:
        return None
    for item in children(verb, "xcomp"):
        if infinitive(item) and item.i > verb.i:
            subject = set() if relative(held) else subtree(held)
            return Catch(frozenset(subject | subtree(item)), author=_agent(verb), authorless=True)
    return None


def preposition(word: str) -> Frame:
    """The frame of a preposition and its phrase: *called for a truce*."""

    def frame(cue: Token) -> Catch | None:
        for item in children(cue, "prep", "dative"):
            if item.lower_ != word or item.i < cue.i:
                continue
            content: set[int] = set()
            for part in children(item, "pobj", "pcomp", "ccomp"):
                content |= object_tokens(part)
            if content:
                for part in children(cue, "xcomp", "advcl"):
                    if infinitive(part) and min(subtree(part)) - 1 in content:
                        content |= subtree(part)
                return Catch(frozenset(content), frozenset({item.i}))
        for item in children(cue, "advcl", "acl", "relcl", "ccomp", "xcomp"):
            # Called on the army to withdraw: the parser may take the preposition for a conjunction.
            marker = child(item, "mark")
            if marker is not None and marker.lower_ == word and infinitive(item) and item.i > cue.i:
                return Catch(frozenset(subtree(item, [marker])), frozenset({marker.i}))
        return None

    return frame


def noun_clause(noun: Token) -> Catch | None:
    """The clause of a noun: *his claim that the vote was fair*."""
    for item in children(noun, "acl", "ccomp", "relcl", "appos"):
        marker = next((part for part in item.children if part.lower_ in ("that", "whether")), None)
        if marker is None or item.i < noun.i or marker.dep_ not in ("mark", "det", "advmod"):
            continue
        if marker.i == min(subtree(item)) and (finite(item) or child(item, "nsubj", "nsubjpass")):
            return Catch(frozenset(_clause_tokens(item)))
    return None


def noun_to(noun: Token) -> Catch | None:
    """The infinitive of a noun: *her decision to leave*."""
    for item in children(noun, "acl", "relcl", "xcomp"):
        if infinitive(item) and item.i > noun.i and child(item, "nsubj") is None:
            return Catch(frozenset(subtree(item)))
    return None


def adjective_clause(adjective: Token) -> Catch | None:
    """The clause of an adjective: *was adamant that*."""
    for item in children(adjective, "ccomp"):
        if _is_clause(item) and item.i > adjective.i:
            return Catch(frozenset(_clause_tokens(item)))
    return None


def adjective_to(adjective: Token) -> Catch | None:
    """The infinitive of an adjective: *is ready to talk*."""
    for item in children(adjective, "xcomp"):
        if infinitive(item) and item.i > adjective.i:
            return Catch(frozenset(_clause_tokens(item)))
    return None


_PREPOSITIONS = (
    "about", "against", "at", "by", "for", "from", "in", "into", "of", "on", "onto", "over", "toward", "towards",
    "through", "upon", "with",
)  # fmt: skip
PREPOSITION_FRAMES: dict[str, Frame] = {word: preposition(word) for word in _PREPOSITIONS}

VERB_FRAMES: dict[str, Frame] = {
    "clause": clause,
    "passive": unnamed,
    "obj-to": obj_to,
    "small": small,
    "as": seen_as,
    "to": to,
    "ing": gerund,
    "show-np": shown,
    "np": noun_phrase,
    **PREPOSITION_FRAMES,
    "to-np": preposition("to"),
}
"""Frames of verbs, in the order in which they are tried: the fuller content first."""

NOUN_FRAMES: dict[str, Frame] = {"clause": noun_clause, "to": noun_to, **PREPOSITION_FRAMES}
ADJ_FRAMES: dict[str, Frame] = {"clause": adjective_clause, "to": adjective_to, **PREPOSITION_FRAMES}


def _is_clause(item: Token) -> bool:
    """Whether a complement is a finite clause, a question, or a clause whose verb the parser lost."""
    if infinitive(item):
        return _questions(item)
    if finite(item) or _questions(item) or marked(item, "that", "whether", "if"):
        return True
    return child(item, "nsubj", "nsubjpass", "expl") is not None and item.pos_ in ("VERB", "AUX") and item.tag_ != "VB"


def _that_before(item: Token) -> bool:
    """Whether *that* stands right before a phrase: a clause that lost its verb."""
    low = min(subtree(item))
    return low > 0 and item.doc[low - 1].lower_ == "that" and item.doc[low - 1].tag_ == "IN"


def _beside(item: Token) -> bool:
    """Whether a clause only tells when or why something was said: its first word is *after*, *because* ..."""
    marker = next((part for part in children(item, "mark", "advmod") if part.lower_ in _TIMES_AND_REASONS), None)
    return marker is not None and all(part.i >= marker.i for part in item.subtree)


def _of_object(verb: Token, item: Token) -> bool:
    """Whether a clause tells of the object before it: *issued rules that critics say weaken the law*.

    The parser may hang it on the verb; its inner clause then has no subject of its own, which is the object.
    """
    held = child(verb, "dobj")
    inner = child(item, "ccomp")
    if held is None or inner is None or not verb.i < held.i < item.i < inner.i or not marked(item, "that"):
        return False
    return inner.pos_ in ("VERB", "AUX") and not infinitive(inner) and child(inner, *SUBJECTS, "nsubjpass") is None


def _subject_before(verb: Token) -> bool:
    """Whether the subject of a verb stands right before it: what follows is then its complement."""
    who = child(verb, "nsubj")
    return who is not None and who.i < verb.i


def _questions(item: Token) -> bool:
    """Whether the clause starts with a question word."""
    start = min(item.subtree, key=lambda token: token.i)
    return start.lower_ in ("what", "how", "why", "when", "where", "who", "which", "whether", "whom")


def _clause_tokens(item: Token) -> set[int]:
    """The tokens of a clause, without the participle that goes on the report: *..., adding that*."""
    away = [part for part in children(item, "advcl", "conj", "dep", "ccomp") if _another_report(part)]
    found = subtree(item, away)
    stops = [i for i in found if i > item.i and item.doc[i].text == ";"]
    if stops:
        found = {i for i in found if i < stops[0]}
    return without_last_word(item, found)


def _another_report(part: Token) -> bool:
    """Whether a part of a clause reports anew: *..., adding that*; *..., while officials said that*."""
    senses = lookup([part.lemma_], "verb")
    if side_report(part):
        return True
    if not senses or not comma_before(part):
        return False
    if part.dep_ == "conj" and part.tag_ == "VBD" and child(part, "nsubj") is None:
        # ..., who declared the war over, blamed the rebels: the main verb, which the parser took for one more clause.
        return child(part.head, "cc") is None and child(part, "dobj", "ccomp") is not None
    if "clause" not in senses:
        return False
    if part.tag_ == "VBG":
        return clause(part) is not None
    return child(part, "nsubj") is not None and marked(part, "while", "though", "although")


def side_report(part: Token) -> bool:
    """Whether a verb of saying goes on the report around it: *He said the base was ready and added that ...*.

    The parser joins it to the verb of the content, whose subject says nothing.
    """
    above = part.head
    if part.dep_ != "conj" or child(part, "nsubj", "nsubjpass") is not None or above.dep_ != "ccomp":
        return False
    if "clause" not in lookup([above.head.lemma_], "verb"):
        return False
    if part.lemma_ in _GOES_ON:
        return clause(part) is not None
    # She said that it was late and urged him to go: the tense is that of the cue and not that of what is said.
    senses = lookup([part.lemma_], "verb")
    speaks = any(senses[frame].kind in ("speech", "judgement") for frame in senses.keys() & {"obj-to", "np", "clause"})
    other_mood = above.tag_ != part.tag_ or above.lemma_ == "be"
    held = child(part, "dobj", "ccomp", "xcomp") is not None and child(part, "aux") is None
    return speaks and held and other_mood and part.tag_ == above.head.tag_ and part.tag_ in ("VBD", "VBZ")


def _is_as(item: Token) -> bool:
    return item.lower_ == "as" or (item.dep_ == "advcl" and marked(item, "as"))


def _agent(verb: Token) -> Token | None:
    """Who acts in a passive: *was criticised by the union*."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def _passive_object(verb: Token) -> Catch | None:
    """What was praised or blamed, and by whom; only where the author stands."""
    held, author = child(verb, "nsubjpass"), _agent(verb)
    if author is None:
        return None
    if held is None and verb.dep_ == "acl":
        return Catch(frozenset(_plain(verb.head)), author=author)
    if held is None:
        return None
    if relative(held):
        return Catch(frozenset(_plain(verb.head)), author=author) if verb.dep_ == "relcl" else None
    return Catch(frozenset(subtree(held)), author=author)


def _antecedent(verb: Token) -> Catch | None:
    """What a relative clause is about: *the plan that the envoy proposed*."""
    if verb.dep_ != "relcl" or verb.head.i > verb.i or verb.head.pos_ not in ("NOUN", "PROPN"):
        return None
    who = child(verb, "nsubj")
    if who is None or relative(who) or child(verb, "ccomp", "xcomp", "prep") is not None:
        return None
    return Catch(frozenset(_plain(verb.head)))


def object_tokens(head: Token) -> set[int]:
    """A noun phrase as content, without relative clauses that only add something."""
    away = [item for item in head.subtree if item.dep_ == "relcl" and comma_before(item)]
    return subtree(head, away)


def _plain(noun: Token) -> set[int]:
    """A noun phrase without its clauses."""
    return subtree(noun, children(noun, "relcl", "acl", "appos", "conj", "cc", "punct"))
