"""Clauses: what the body asserts, plans or denies, whatever the verb.

Relations compare claims. Events are the claims that PLOVER can code; a bank that *limits withdrawals* and a bridge
that *is closed* are claims as well. This finder takes the same parse, the same frames and the same reading of negation
and intention as the finder of events, and leaves the verbs alone that carry a statement (*said*) or another verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from onrecord.annotate.clauses_answers import answer_to
from onrecord.annotate.clauses_deeds import deed_of
from onrecord.annotate.clauses_modality import modality, no_way, of_nothing, ruled_out
from onrecord.annotate.clauses_phrases import (
    MOST_OBJECTS,
    carried_by,
    carries_a_verb,
    lemma_of,
    objects_of,
    subjects_of,
    undergone,
)
from onrecord.annotate.clauses_said import said_so
from onrecord.annotate.events_frames import children, clause, passive, phrase
from onrecord.annotate.events_lexicon import Lexicon, load_lexicon
from onrecord.annotate.events_setting import Setting, interval_of
from onrecord.annotate.parsing import Parsed
from onrecord.codebooks.deeds import deeds
from onrecord.records import ActorMention, Clause, Event, Modality, Span, Statement, TimeExpression, make_id

_LONGEST = 400
_LOOSE = frozenset({"amod", "compound", "csubj", "dep"})
_ANYTHING = frozenset({"nothing", "anything", "something", "little"})
_EMPTY = frozenset({"go", "begin", "start", "continue", "have", "need"})


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
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass") and _tells(token):
            made = _clause(token, parsed, setting, lexicon, taken)
        elif token.pos_ == "NOUN" and (deed := deed_of(token, setting, lexicon)) is not None:
            objects = deed.objects[:MOST_OBJECTS]
            made = _record(parsed, setting, [token], deed.subjects, objects, token.lemma_.lower(), deed.modality)
        elif token.pos_ == "ADJ" and (so := said_so(token, lexicon)) is not None:
            objects = objects_of(token, [], so.subjects, setting)
            made = _record(parsed, setting, [token], so.subjects, objects, f"be {token.lower_}", so.modality, so.verb)
        if made is not None:
            found.append(made)
    return found


def _tells(verb: Token) -> bool:
    """Whether a verb heads a clause: not one that describes a noun, unless it has a subject or is denied as a whole."""
    if verb.dep_ == "amod":
        return bool(children(verb, "nsubj"))
    return verb.dep_ not in _LOOSE or (verb.dep_ == "csubj" and no_way(verb.head))


def _clause(verb: Token, parsed: Parsed, setting: Setting, lexicon: Lexicon, taken: set[int]) -> Clause | None:
    """The record of one verb, or ``None`` if it carries another verb, is told elsewhere, or says of nobody anything."""
    carried = carried_by(verb, setting)
    words = [verb, *carried]
    predicate = tuple(sorted({span for word in words for span in parsed.spans(word.i, word.i)}))
    if not predicate or (predicate[0].start in taken and not _of_a_noun(verb)):
        return None
    if carries_a_verb(verb, _weak(verb), _EMPTY) or (_restricts(verb) and not of_nothing(verb)):
        return None
    if verb.pos_ == "AUX" and (not carried or (no_way(verb) and _of_a_deed(verb))):
        return None
    if _intends(verb):
        return None
    subjects = subjects_of(verb, setting)
    objects = objects_of(verb, carried, subjects, setting)
    answer = answer_to(verb)
    found = answer.modality if answer is not None else modality(verb, carried, lexicon)
    intended = _intended(verb) or of_nothing(verb)
    told = undergone(verb) or children(verb, "expl") or (found != "possible" and (intended or ruled_out(verb)))
    if not subjects and not (objects and told) and not (intended and found == "negated"):
        return None
    above = answer.verb if answer is not None else verb.head if verb.dep_ == "csubj" and ruled_out(verb) else None
    return _record(parsed, setting, words, subjects, objects, lemma_of(verb, carried), found, above)


def _of_a_deed(verb: Token) -> bool:
    """Whether something is said of a deed: *a merger is no option*, but *the old ferry is no option*."""
    subjects = children(verb, "nsubj")
    return bool(children(verb, "csubj")) or any(
        one.pos_ == "PRON" or one.lemma_.lower() in deeds().nouns or one.lemma_.lower() in load_lexicon().nouns
        for one in subjects
    )


def _of_a_noun(verb: Token) -> bool:
    """Whether a word of reporting has a noun as its object, no words: *declared her bid*, *backed the bill*."""
    if children(verb, "ccomp", "xcomp", "oprd", "parataxis", "acomp"):
        return False
    if _informs(verb):
        return True
    done_to = children(verb, "nsubjpass" if passive(verb) else "dobj")
    return bool(done_to) and done_to[0].pos_ in ("NOUN", "PROPN") and done_to[0].lemma_.lower() not in deeds().reports


def _informs(verb: Token) -> bool:
    """Whether a verb tells that somebody knows, or lets know, of a thing: *warned the mayor of the flood*."""
    if verb.lemma_.lower() not in deeds().informing:
        return False
    nouns = [noun for noun in children(verb, "dobj") if noun.lower_ in _ANYTHING]
    preps = [prep for word in (verb, *nouns) for prep in children(word, "prep") if prep.lower_ in ("of", "about")]
    return any(noun.pos_ in ("NOUN", "PROPN") for prep in preps for noun in children(prep, "pobj"))


def _weak(verb: Token) -> bool:
    """Whether a verb or its adjective is one that says how another verb is meant."""
    if verb.lemma_.lower() in _weak_words():
        return True
    adjectives = [word for word in verb.children if word.lower_ == "about"]
    adjectives += [adjective for adjective in children(verb, "acomp") if adjective.lemma_.lower() in _weak_words()]
    return any(children(adjective, "xcomp") for adjective in adjectives)


@cache
def _weak_words() -> frozenset[str]:
    """The words of the codebooks that say how a verb is meant."""
    return frozenset(word for words in (*load_lexicon().modality.values(), deeds().governing) for word in words)


def _intends(verb: Token) -> bool:
    """Whether a clause only says that there is an intention: *there were no plans to close it*."""
    nouns = children(verb, "attr", "dobj") if verb.lemma_ in ("be", "have") else []
    if any(of_nothing(one) for noun in nouns for one in children(noun, "relcl", "acl")):
        return True
    if children(verb, "expl") and any(noun.lemma_.lower() in deeds().nouns for noun in nouns):
        return True  # There was no encounter: the noun tells it.
    return any(noun.lemma_.lower() in deeds().intentions and _opens(noun) for noun in nouns)


def _opens(noun: Token) -> bool:
    """Whether a noun has a verb as its content."""
    return bool(children(noun, "acl")) or any(children(prep, "pcomp") for prep in children(noun, "prep"))


def _intended(verb: Token) -> bool:
    """Whether a verb without a subject is what somebody intends: *no plans to close it*."""
    noun = verb.head.head if verb.dep_ == "pcomp" and verb.head.pos_ == "ADP" else verb.head
    bare = verb.dep_ in ("acl", "pcomp") or (verb.dep_ == "relcl" and verb.tag_ == "VB")
    return bare and noun.lemma_.lower() in deeds().intentions


def _record(
    parsed: Parsed,
    setting: Setting,
    words: Sequence[Token],
    subjects: Sequence[Token],
    objects: Sequence[Token],
    lemma: str,
    found: Modality,
    above: Token | None = None,
) -> Clause | None:
    """The record of a predicate with its phrases; ``None`` if no stored character carries it.

    ``above``: the verb of its clause, where that is not its first word; of an answer, the verb of answering.
    """
    predicate = tuple(sorted({span for word in words for span in parsed.spans(word.i, word.i)}))
    extent = tuple(s for s in parsed.spans(*clause(above or words[0])) if s.end - s.start <= _LONGEST)
    if not predicate or not extent:
        return None
    time, told = setting.time_of([above] if above is not None else words[:1]), _told_by(words[0], above, setting)
    who = setting.participant(subjects[0]) if subjects else None
    article = parsed.article.id
    return Clause(
        id=make_id("k", article, *((span.start, span.end) for span in predicate)), article_id=article,
        predicate=predicate, extent=extent, subject=who.spans if who else (),
        subject_mention=who.mention if who else None, objects=_phrases(parsed, objects, words[0]), lemma=lemma,
        modality=found, attributed_to=told.id if told else None, date=interval_of(time),
        date_time=time.id if time else None,
    )  # fmt: skip


def _told_by(word: Token, above: Token | None, setting: Setting) -> Statement | None:
    """The statement that a word stands in; of a question that somebody answers, his answer."""
    told = setting.told_by(word)
    answers = (setting.told_by(part) for part in above.subtree if part.i > above.i) if above is not None else ()
    return told or next((one for one in answers if one is not None), None)


def _restricts(verb: Token) -> bool:
    """Whether a relative clause only says which thing is meant: *a facility that prosecutors approved*."""
    if verb.dep_ != "relcl" or verb.head.ent_type_ or _intended(verb):
        return False
    first = verb.left_edge
    return first.i == 0 or verb.doc[first.i - 1].text not in (",", "-", "–", "—", "(")


def _phrases(parsed: Parsed, heads: Sequence[Token], verb: Token) -> tuple[Span, ...]:
    """The noun phrases of some heads, in text order; one that the parse lets begin before the verb begins behind it."""
    edges = [(head, *phrase(head)) for head in heads]
    edges = [(head, verb.i + 1 if first <= verb.i < head.i else first, last) for head, first, last in edges]
    return tuple(sorted({span for _, first, last in edges for span in parsed.spans(first, last)}))
