"""Doings: every verb and noun of deed with those involved, its modality and its day, for timelines.

Events (:mod:`events`) are deeds of PLOVER's types between actors. A timeline of one actor needs more: what was bought,
flown, said, released, by whom and of whose. Here any verb or listed noun counts; who is involved comes from the
dependencies.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.annotate.doings_dates import Calendar
from onrecord.annotate.doings_involved import StandIns, core, involved_in
from onrecord.annotate.doings_words import doing_words
from onrecord.annotate.parsing import Parsed
from onrecord.records import ActorMention, Modality, TimeExpression, make_id
from onrecord.records.doing import Doing, Involved

_NOT = frozenset({"not", "n't", "never", "no", "without"})
_POSSIBLE = frozenset({"may", "might", "could", "would", "can", "should"})
_MEMORY = 300
"""Doings before a noun among which the one that it stands for is looked for: bounded, however long the page."""
_DEPTH = 12
_IF = frozenset({"if", "unless", "whether"})


def find_doings(
    parsed: Parsed, times: Sequence[TimeExpression], mentions: Sequence[ActorMention], published: str | None
) -> list[Doing]:
    """The doings of a body, in text order.

    Args:
        parsed: the parsed body.
        times: its time expressions.
        mentions: its mentions of actors.
        published: the day of publication (``YYYY-MM-DD``), or ``None``.
    """
    calendar = Calendar(parsed, times, published)
    heads = _heads(parsed, mentions)
    stand_ins, families = StandIns(), doing_words().families
    found: list[Doing] = []
    first_line = parsed.paragraphs[0][1] if parsed.paragraphs else 0
    for sentence in parsed.doc.sents:
        span = parsed.span(sentence.start, sentence.end - 1)
        for token in sentence:
            if not _is_doing(token):
                continue
            lemma = token.lemma_.lower()
            who = [_involved(item, role, heads, stand_ins, parsed) for item, role in involved_in(token)]
            modality, ahead = _modality(token)
            date, basis = calendar.date(token, modality, ahead, heading=token.i < first_line)
            word = parsed.span(token.i, token.i)
            found.append(
                Doing(
                    make_id("w", parsed.article.id, word.start), parsed.article.id, word, lemma,
                    families.get(lemma, lemma), span, tuple(_once(who)), modality, date, basis, ahead,
                    token.i < first_line,
                )
            )  # fmt: skip
            if token.pos_ == "NOUN" and not any(item.words[:1].isupper() or item.meant for item in who):
                found[-1] = _told_before(token, found)
        stand_ins.read(sentence)
    return _headed(found)


def _told_before(noun: Token, found: Sequence[Doing]) -> Doing:
    """*The deal* is the one told before: those involved in it and its day go for the noun as well."""
    doing = found[-1]
    if not any(child.dep_ == "det" and child.lower_ in ("the", "this", "that") for child in noun.children):
        return doing
    recent = found[-1 - _MEMORY : -1]
    earlier = (item for item in reversed(recent) if item.family == doing.family and item.involved)
    same = next((item for item in earlier if not item.ahead and item.modality == "happened"), None)
    if same is None:
        return doing
    mine = doing.basis == "stated" or doing.ahead
    return replace(
        doing, involved=(*doing.involved, *same.involved), date=doing.date if mine else same.date,
        basis=doing.basis if mine else "same" if same.date else "unknown",
    )  # fmt: skip


def _heads(parsed: Parsed, mentions: Sequence[ActorMention]) -> Mapping[int, str]:
    """The mention of each token that is in the core of one, by token number."""
    found: dict[int, str] = {}
    for mention in mentions:
        for shown in parsed.view.lower([mention.head]):
            first = max(0, bisect_right(parsed.starts, shown.start) - 1)
            while first < len(parsed.starts) and parsed.starts[first] < shown.end:
                found.setdefault(first, mention.id)
                first += 1
    return found


def _involved(token: Token, role: str, heads: Mapping[int, str], stand_ins: StandIns, parsed: Parsed) -> Involved:
    """One who takes part, with the name that a pronoun stands for."""
    first, last = core(token)
    words = parsed.view.text[parsed.starts[first] : parsed.end(parsed.doc[last])]
    return Involved(words, role, heads.get(token.i), stand_ins.meant(token))


def _once(who: Sequence[Involved]) -> Iterator[Involved]:
    """Those involved, nobody twice."""
    seen: set[tuple[str, str | None]] = set()
    for item in who:
        if (item.words, item.meant) not in seen:
            seen.add((item.words, item.meant))
            yield item


# --- what is a doing ----------------------------------------------------------------------------------


def _is_doing(token: Token) -> bool:
    """Whether a token names a deed: a verb that tells one, or a listed noun."""
    words = doing_words()
    if token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.lemma_.lower() in words.nouns):
        return token.lemma_.lower() in words.nouns and token.dep_ not in ("compound", "nmod", "amod")
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass", "amod", "compound", "case", "prep"):
        return False
    lemma = token.lemma_.lower()
    if token.pos_ == "AUX" or lemma in words.empty:
        return lemma == "have" and token.dep_ not in ("aux", "auxpass") and not _carries(token)
    return not (lemma in words.light and _carries(token))


def _carries(verb: Token) -> bool:
    """Whether the object of a verb names the deed: *made a test flight*."""
    return any(child.dep_ == "dobj" and child.lemma_.lower() in doing_words().nouns for child in verb.children)


# --- whether it happened ------------------------------------------------------------------------------


def _modality(token: Token, depth: int = 0) -> tuple[Modality, bool]:
    """Whether it happened, and whether it lay ahead."""
    verb = token if token.pos_ in ("VERB", "AUX") else _carrier(token)
    if verb is None or depth > _DEPTH:
        return "happened", False
    marks = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg", "mark", "auxpass")}
    if marks & _NOT:
        return "negated", False
    if marks & _IF or marks & _POSSIBLE:
        return "possible", True
    if marks & {"will", "'ll", "shall", "wo"} or _goes_to(verb):
        return "planned", True
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not _own_tense(verb):
        return _modality(verb.head, depth + 1)
    if "to" in marks:
        return _infinitive(verb, depth)
    if verb.dep_ in ("pcomp", "advcl") and verb.tag_ == "VBG" and verb.head.lower_ in ("without", "before"):
        return "possible", True
    return "happened", False


def _own_tense(verb: Token) -> bool:
    """Whether a coordinated verb has an auxiliary or a finite form of its own."""
    return verb.tag_ in ("VBD", "VBZ", "VBP") or any(child.dep_ in ("aux", "auxpass") for child in verb.children)


def _goes_to(verb: Token) -> bool:
    """*is going to buy*; *to purchase* of a headline."""
    if verb.dep_ == "ROOT" and verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.children):
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_ == "go" and verb.head.tag_ == "VBG"


def _infinitive(verb: Token, depth: int) -> tuple[Modality, bool]:
    """*began to buy* happened; *plans to buy*, *a contract to buy* lies ahead."""
    head = verb.head
    if verb.dep_ == "xcomp" and head.pos_ in ("VERB", "ADJ") and head.lemma_.lower() not in doing_words().ahead:
        return _modality(head, depth + 1) if head.pos_ == "VERB" else ("planned", True)
    return "planned", True


def _carrier(noun: Token) -> Token | None:
    """The verb that a noun of deed is subject or object of."""
    if noun.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and noun.head.pos_ in ("VERB", "AUX"):
        return noun.head
    return None


# --- the headline -------------------------------------------------------------------------------------


def _headed(found: list[Doing]) -> list[Doing]:
    """What the headline tells is what the first sentences tell: their day goes for it."""
    body = [item for item in found if not item.heading]
    places = list(dict.fromkeys(item.sentence for item in body))[:3]
    lead = [item for item in body if item.sentence in places and item.date is not None and not item.ahead]
    return [_as_lead(item, lead) if item.heading and item.basis == "published" else item for item in found]


def _as_lead(item: Doing, lead: Sequence[Doing]) -> Doing:
    """A deed of the headline with the day that the first sentences give the same deed, or else the news."""
    same = next((other for other in lead if other.family == item.family), None)
    other = same or next((other for other in lead if other.basis == "stated"), None)
    return item if other is None else replace(item, date=other.date, basis="same")
