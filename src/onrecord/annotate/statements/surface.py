"""What the order of the words shows where the parse goes astray: datelines, unusual names, times before the source."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from onrecord.annotate.parsing import Parsed
from onrecord.annotate.statements.cues import cue_tokens, verb_senses
from onrecord.annotate.statements.dating import tokens_of
from onrecord.annotate.statements.draft import Draft
from onrecord.annotate.statements.frames import clause
from onrecord.annotate.statements.quotes import Quote
from onrecord.annotate.statements.speakers import hearer, noun_phrase
from onrecord.annotate.statements.tags import DASHES, phrase_head
from onrecord.annotate.statements.tree import child, is_mark, of_class, solid
from onrecord.records import TimeExpression

_LONGEST_DATELINE = 14
_LONGEST_NAME = 4
_LONGEST_TITLE = 20
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def set_right(
    parsed: Parsed, drafts: Sequence[Draft], quotes: Sequence[Quote], times: Sequence[TimeExpression]
) -> list[Draft]:
    """The drafts without datelines and times in the wrong place, and those that the parse did not show.

    ``drafts`` are changed in place.
    """
    doc = parsed.doc
    timed = {i for time in times if (at := tokens_of(parsed, time)) is not None for i in range(at[0], at[1] + 1)}
    known = {draft.trigger.i for draft in drafts if draft.trigger is not None}
    opened: dict[int, int] = {}
    for first, stop in parsed.paragraphs:
        after = dateline(doc, first, stop)
        if after is not None:
            opened[doc[first].sent.start] = after
            for draft in drafts:
                _without_dateline(doc, draft, first, after, timed)
    quoted = {i for quote in quotes for i in quote.tokens()}
    found = [draft for draft in drafts if not _half_quoted(draft, quoted) or _said_by_outer(draft, drafts)]
    for draft in found:
        _without_time(draft, timed)
        _with_name(doc, draft)
        _said_outside(draft, found)
    for verb in of_class(doc, "VERB"):
        if verb.tag_ in _FINITE | {"VBN"} and verb.i not in known and verb.i not in quoted:
            made = _named(verb) or _after_time(verb, timed, quotes) or _opening(verb, opened.get(verb.sent.start))
            if made is not None:
                found.append(made)
    return found


def dateline(doc: Doc, first: int, stop: int) -> int | None:
    """The first token after the dateline of a paragraph: *PORT AMAREL, March 5 (Norwire) - ...*."""
    if not doc[first].text[:1].isupper():
        return None
    for i in range(first + 1, min(first + _LONGEST_DATELINE, stop - 2)):
        item = doc[i]
        if item.text in DASHES and item.i and doc[i - 1].whitespace_:
            return i + 1 if _is_dateline(doc, first, i) else None
        if not (item.text[0].isupper() or item.text[0].isdigit() or item.text in (",", "(", ")", ".", "/", "of", "de")):
            return None
    return None


def _is_dateline(doc: Doc, first: int, dash: int) -> bool:
    """Whether the words before a dash are a place in capitals, or end with an agency in brackets."""
    if doc[dash - 1].text == ")":
        return any(doc[i].text == "(" for i in range(first + 1, dash))
    return len(doc[first].text) > _LONGEST_NAME and doc[first].text.isupper() and doc[first].text.isalpha()


def _half_quoted(draft: Draft, quoted: set[int]) -> bool:
    """Whether the source starts in a quotation and ends outside: the parser took what was said for who says it."""
    return bool(draft.speaker) and min(draft.speaker) in quoted and max(draft.speaker) not in quoted


def _said_by_outer(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Give a draft the source of the one in whose content its cue stands; ``False`` if there is none."""
    for other in drafts:
        if draft.trigger is not None and other is not draft and draft.trigger.i in other.content and other.speaker:
            draft.speaker, draft.speaker_head = set(other.speaker), other.speaker_head
            draft.note("speaker", "the source of the report in which its cue stands")
            return True
    return False


def _said_outside(draft: Draft, drafts: Sequence[Draft]) -> None:
    """Give a participle behind a report the source of the report: *She said that he lied, citing a letter*.

    Its own subject stands in what was said, and it does not.
    """
    verb, head = draft.trigger, draft.speaker_head
    if verb is None or head is None or verb.tag_ != "VBG" or verb.dep_ not in ("advcl", "acl", "dep", "conj", "prep"):
        return
    if head.pos_ == "PRON" and head.i > verb.i:
        return
    for other in drafts:
        if other is not draft and head.i in other.content and verb.i not in other.content and other.speaker and (
            other.trigger is not None and other.trigger.sent.start == verb.sent.start and max(other.content) < verb.i
        ):  # fmt: skip
            draft.speaker, draft.speaker_head = set(other.speaker), other.speaker_head
            draft.note("speaker", "the source of the report before it: its own subject stands in what was said")
            return


def _without_dateline(doc: Doc, draft: Draft, first: int, after: int, timed: set[int]) -> None:
    """Take a dateline out of a draft; a source that is nothing else is what stands between it and the cue."""
    line = set(range(first, after))
    if line & (draft.content | draft.speaker):
        draft.note("content" if line & draft.content else "speaker", "the dateline is left out")
    draft.content -= line
    if draft.speaker_head is None or draft.speaker_head.i not in line:
        draft.speaker -= line
        return
    end = min(draft.cue, default=after)
    comma = _comma(doc, after, end)  # Behind *Also on Thursday,* as well.
    after = comma + 1 if comma + 1 < end and timed.intersection(range(after, comma)) else after
    while end > after and not solid(doc[end - 1]):
        end -= 1
    phrase = [i for i in range(after, end) if i not in draft.content]
    if phrase and all(doc[i].tag_ not in _FINITE for i in phrase):
        draft.speaker, draft.speaker_head = set(phrase), phrase_head(doc, phrase[0], phrase[-1] + 1)


def _opening(verb: Token, after: int | None) -> Draft | None:
    """The sentence behind a dateline that the parser took for a part of it: *HARVAN - The road is open, Rand said*."""
    who = child(verb, "nsubj")
    senses, particle = verb_senses(verb)
    if after is None or who is None or "quote" not in senses or child(verb, "ccomp", "dobj", "xcomp") is not None:
        return None
    speaker = noun_phrase(who)
    end = min(speaker) - 1
    if verb.doc[end].text != "," or end - after < _LONGEST_NAME or max(speaker) > verb.i:
        return None
    if not any(item.tag_ in _FINITE for item in verb.doc[after:end]):
        return None  # *Also on Thursday, the mayor admitted...*
    return Draft(
        set(range(after, end)), cue_tokens(verb) | particle, speaker, senses["quote"], "verb clause", verb, who,
        addressee=hearer(verb, senses),
    )  # fmt: skip


def _with_name(doc: Doc, draft: Draft) -> None:
    """Give a role the name behind it that the parser took for something else: *the mayor of Corvin, Per Rand*."""
    if draft.rule != "according to" or draft.speaker_head is None or draft.speaker_head.pos_ != "NOUN":
        return
    high = max(draft.speaker)
    end = high + 2
    while end < len(doc) and doc[end].is_title and doc[end].is_alpha:
        end += 1
    if 2 <= end - high - 2 <= _LONGEST_NAME and doc[high + 1].text == "," and (
        end == len(doc) or not solid(doc[end])
    ):  # fmt: skip
        draft.speaker |= set(range(high + 1, end))
        draft.content -= draft.speaker


def _without_time(draft: Draft, timed: set[int]) -> None:
    """Take a time out of a source that it precedes: *explained Tuesday evening Ivo Rand*."""
    head = draft.speaker_head
    if not draft.speaker or head is None or head.i in timed or not draft.cue:
        return
    first = min(draft.speaker)
    if any(word.tag_ == "POS" for word in head.doc[first : head.i]):
        return
    while first in timed and first in draft.speaker:
        draft.speaker.discard(first)
        draft.note("speaker", "the time before the name is left out")
        first += 1


def _named(verb: Token) -> Draft | None:
    """A sentence that starts with a name and its apposition, then the cue: *Per Rand, the mayor, said that ...*."""
    senses, particle = verb_senses(verb)
    doc, start = verb.doc, verb.sent.start
    if "clause" not in senses or senses["clause"].kind != "speech" or doc[verb.i - 1].text != ",":
        return None
    commas = [i for i in range(start, verb.i) if doc[i].text == ","]
    name = range(start, commas[0])
    if len(commas) < 2 or not 2 <= len(name) <= _LONGEST_NAME or verb.i - start > _LONGEST_TITLE:
        return None
    if not all(doc[i].is_title and doc[i].is_alpha for i in name) or any(doc[i].ent_type_ == "DATE" for i in name):
        return None
    if any(doc[i].tag_ in _FINITE for i in range(commas[0], verb.i)) or doc[commas[0] + 1].pos_ == "PROPN":
        return None
    caught = clause(verb)
    if caught is None:
        return None
    return Draft(
        set(caught.content), cue_tokens(verb) | particle, set(range(start, verb.i - 1)), senses["clause"],
        "verb clause", verb, doc[commas[0] - 1], addressee=hearer(verb, senses),
    )  # fmt: skip


def _after_time(verb: Token, timed: set[int], quotes: Sequence[Quote]) -> Draft | None:
    """A tag with its time before the source: *..., affirmed on Monday Ivo Rand, the mayor*."""
    senses, particle = verb_senses(verb)
    doc, start, stop = verb.doc, verb.sent.start, verb.sent.end
    first = _source_start(verb, timed, stop)
    if "quote" not in senses or verb.i - start < 2 or first is None:
        return None
    while stop > first and not solid(doc[stop - 1]):
        stop -= 1
    if stop - first < 2 or any(doc[i].tag_ in _FINITE for i in range(first, stop)):
        return None
    quote = next((quote for quote in quotes if verb.i - 2 <= quote.last < verb.i), None)
    if quote is not None and is_mark(doc[quote.last]):
        content = set(quote.tokens())
    elif doc[verb.i - 1].text == "," and verb.i - start >= _LONGEST_NAME:
        content = set(range(start, verb.i - 1))
    else:
        return None
    return Draft(
        content, cue_tokens(verb) | particle, set(range(first, stop)), senses["quote"], "inverted", verb,
        phrase_head(doc, first, min(stop, _comma(doc, first, stop))),
    )  # fmt: skip


def _source_start(verb: Token, timed: set[int], stop: int) -> int | None:
    """Where the source starts behind the time and place that follow a cue; ``None`` if no time follows it."""
    doc = verb.doc
    at = verb.i + 1
    if at < stop and doc[at].lower_ in ("on", "in", "late", "early"):
        at += 1
    begin = at
    while at < stop and at in timed:
        at += 1
    if at == begin:
        return None
    if at + 2 < stop and doc[at].lower_ in ("in", "at", "from") and doc[at + 1].pos_ == "PROPN":
        at += 2
        while at < stop and doc[at].pos_ == "PROPN":
            at += 1
        if at < stop and doc[at].pos_ != "DET":
            return None
    return at if at < stop and (doc[at].pos_ == "PROPN" or doc[at].lower_ in ("the", "a", "an", "its")) else None


def _comma(doc: Doc, first: int, stop: int) -> int:
    """The first comma of a phrase, or its end."""
    return next((i for i in range(first, stop) if doc[i].text == ","), stop)
