"""Clauses: what the body asserts, plans or denies, whatever the verb.

Relations compare claims. Events are the claims that PLOVER can code; a bank that *limits withdrawals* and a bridge
that *is closed* are claims as well. This finder takes the same parse, the same frames and the same reading of negation
and intention as the finder of events, and leaves the verbs alone that carry a statement (*said*) or another verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.annotate.events_frames import after, agents, children, clause, passive, phrase, undergoers
from onrecord.annotate.events_lexicon import Lexicon, load_lexicon
from onrecord.annotate.events_modality import modality_of
from onrecord.annotate.events_setting import Setting, interval_of
from onrecord.annotate.parsing import Parsed
from onrecord.codebooks.clauses import topics
from onrecord.records import ActorMention, Clause, Event, Modality, Span, Statement, TimeExpression, make_id

_LONGEST = 400
_MOST_OBJECTS = 6
_PURPOSE = frozenset({"acl", "relcl", "advcl", "pcomp"})
_LOOSE = frozenset({"amod", "compound", "csubj", "dep"})
_CARRYING = frozenset({"xcomp", "ccomp"})
_EMPTY = frozenset({"go", "begin", "start", "continue"})


def find_clauses(
    parsed: Parsed,
    mentions: Sequence[ActorMention],
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
    events: Sequence[Event],
) -> list[Clause]:
    """The clauses that are no words of reporting, in text order; an event and its clause have one predicate."""
    lexicon = load_lexicon()
    setting = Setting(parsed, mentions, times, statements)
    taken = {span.start for statement in statements for span in statement.cue}
    taken -= {span.start for event in events for span in event.trigger}
    found: list[Clause] = []
    for token in parsed.doc:
        made = None
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in _LOOSE and token.dep_ not in ("aux", "auxpass"):
            made = _clause(token, parsed, setting, lexicon, taken)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in lexicon.nouns and token.dep_ != "compound":
            made = _nominal(token, parsed, setting, lexicon)
        if made is not None:
            found.append(made)
    return found


def _nominal(noun: Token, parsed: Parsed, setting: Setting, lexicon: Lexicon) -> Clause | None:
    """The claim of an event noun with a side: *no evacuation of the embassy*, *the army's withdrawal from Berek*."""
    subjects = [*children(noun, "poss"), *after(noun, "by")]
    objects = [head for prep in children(noun, "prep") if prep.lower_ != "by" for head in children(prep, "pobj")]
    objects = [head for head in objects if not setting.is_time(head)][:_MOST_OBJECTS]
    if not objects and not subjects:
        return None
    return _record(parsed, setting, [noun], subjects, objects, noun.lemma_.lower(), modality_of(noun, lexicon))


def _clause(verb: Token, parsed: Parsed, setting: Setting, lexicon: Lexicon, taken: set[int]) -> Clause | None:
    """The record of one verb, or ``None`` if it carries another verb, is told elsewhere, or says of nobody anything."""
    carried = _carried(verb)
    words = [verb, *carried]
    predicate = tuple(sorted({span for word in words for span in parsed.spans(word.i, word.i)}))
    if not predicate or predicate[0].start in taken or _carries_a_verb(verb, lexicon) or _restricts(verb):
        return None
    if verb.pos_ == "AUX" and not carried:
        return None
    subjects = [head for head in agents(verb) if not setting.is_time(head)]
    objects = [head for head in _objects(verb, carried) if not setting.is_time(head) and head not in subjects]
    if not subjects and not (passive(verb) and objects):
        return None
    modality = _modality(verb, carried, lexicon)
    return _record(parsed, setting, words, subjects, objects, _lemma(verb, carried), modality)


def _record(
    parsed: Parsed,
    setting: Setting,
    words: Sequence[Token],
    subjects: Sequence[Token],
    objects: Sequence[Token],
    lemma: str,
    modality: Modality,
) -> Clause | None:
    """The record of a predicate with its phrases; ``None`` if no stored character carries it."""
    predicate = tuple(sorted({span for word in words for span in parsed.spans(word.i, word.i)}))
    extent = tuple(s for s in parsed.spans(*clause(words[0])) if s.end - s.start <= _LONGEST)
    if not predicate or not extent:
        return None
    time, told = setting.time_of(words[:1]), setting.told_by(words[0])
    who = setting.participant(subjects[0]) if subjects else None
    article = parsed.article.id
    return Clause(
        id=make_id("k", article, *((span.start, span.end) for span in predicate)), article_id=article,
        predicate=predicate, extent=extent, subject=who.spans if who else (),
        subject_mention=who.mention if who else None, objects=_phrases(parsed, objects), lemma=lemma,
        modality=modality, attributed_to=told.id if told else None, date=interval_of(time),
        date_time=time.id if time else None,
    )  # fmt: skip


def _modality(verb: Token, carried: Sequence[Token], lexicon: Lexicon) -> Modality:
    """The modality as events have it, and stricter: a claim is done only if nothing above it leaves that open."""
    modality = modality_of(verb, lexicon)
    if modality == "happened" and any(det.lower_ == "no" for word in carried for det in children(word, "det")):
        return "negated"  # There was no alternative.
    infinitive = verb.tag_ == "VB" and any(aux.lower_ == "to" for aux in children(verb, "aux"))
    if modality == "happened" and infinitive and verb.dep_ in _CARRYING:
        if verb.head.lemma_ == "have" and any(word.lower_ == "yet" for word in verb.head.children):
            return "negated"  # The mayor has yet to answer.
        return modality if verb.head.lemma_.lower() in topics().bringing else "possible"
    if modality == "planned" and verb.tag_ == "VB" and verb.dep_ in _PURPOSE and not _governed(verb, lexicon):
        return "possible"  # What something is for is nobody's plan yet: "a law to regulate ports".
    return modality


def _governed(verb: Token, lexicon: Lexicon) -> bool:
    """Whether the word above an infinitive says that it is planned: *the plan to*, *ordered ships to*."""
    return verb.head.lemma_.lower() in lexicon.modality["planned"]


def _carried(verb: Token) -> list[Token]:
    """The words that belong to the predicate: the adjective or noun of *be*, a particle."""
    if verb.lemma_ in ("be", "remain", "stay", "become"):
        return [child for child in verb.children if child.dep_ in ("acomp", "attr", "oprd") and child.pos_ != "PRON"][
            :1
        ]
    return children(verb, "prt")[:1]


def _carries_a_verb(verb: Token, lexicon: Lexicon) -> bool:
    """Whether the verb only says how another is meant: *plans to close*, *refused to pay*."""
    inner = [child for child in verb.children if child.dep_ in _CARRYING and child.pos_ in ("VERB", "AUX")]
    adjectives = [adjective for adjective in children(verb, "acomp") if children(adjective, "xcomp")]
    weak = any(word.lemma_.lower() in words for word in (verb, *adjectives) for words in lexicon.modality.values())
    return (weak and bool(inner or adjectives)) or (bool(inner) and (verb.pos_ == "AUX" or verb.lemma_ in _EMPTY))


def _restricts(verb: Token) -> bool:
    """Whether a relative clause only says which thing is meant: *a facility that prosecutors approved*."""
    if verb.dep_ != "relcl" or verb.head.ent_type_:
        return False
    first = verb.left_edge
    return first.i == 0 or verb.doc[first.i - 1].text not in (",", "-", "–", "—", "(")


def _lemma(verb: Token, carried: Sequence[Token]) -> str:
    """Base form of the predicate; all forms of being so are one, and *is closed* is a state."""
    present = any(aux.tag_ in ("VBZ", "VBP") and aux.lemma_ == "be" for aux in children(verb, "auxpass"))
    if present and not carried and not children(verb, "agent", "aux"):
        return f"be {verb.lower_}"
    base = "be" if verb.lemma_ in ("be", "remain", "stay") and carried else verb.lemma_.lower()
    return " ".join([base, *(word.lemma_.lower() if word.dep_ == "attr" else word.lower_ for word in carried)])


def _objects(verb: Token, carried: Sequence[Token]) -> list[Token]:
    """The heads of what the verb is done to, and of the phrases with a preposition on it or on its predicate."""
    found = [head for head in undergoers(verb) if head not in carried]
    for carrier in (verb, *carried):
        for prep in children(carrier, "prep", "dative"):
            found += children(prep, "pobj") if prep.pos_ == "ADP" else [prep]
    return list(dict.fromkeys(found))[:_MOST_OBJECTS]


def _phrases(parsed: Parsed, heads: Sequence[Token]) -> tuple[Span, ...]:
    """The noun phrases of some heads, in text order."""
    return tuple(sorted({span for head in heads for span in parsed.spans(*phrase(head))}))
