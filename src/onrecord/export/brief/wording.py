"""Which words of a page stand for a statement or an event, so that a reader understands them without the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.codebooks.clauses import event_nouns, stem
from onrecord.export.brief.pile import Pile
from onrecord.records import Clause, Event, Span, Statement, TimeExpression

_ASSERTING = frozenset({"say", "announce", "claim", "admit"})
"""Acts whose clause says all that the verb says: *said that the road was open*."""
_FRAMES = frozenset({"verb", "noun", "adjective"})
_DETERMINER = re.compile(r"\b(?:an?|the|his|her|its|their|another)\s(?:[\w.-]+\s){0,3}$", re.IGNORECASE)
_LEAD = 40
"""Characters before a noun in which its article stands."""
_NEXT = 12
"""Characters between a noun and what belongs to it."""
_SHORTEST = 12
_REACH = 60
"""Characters between the verb and its content that are shown with them."""
_THAT = re.compile(r"that\s+(?=\S)")
_ASKING = re.compile(r"(?:whether|if|why|how|what|when|where|who|which|as)\b", re.IGNORECASE)
_WHO = re.compile(r"(?:who|which)\s+(?=\S)", re.IGNORECASE)
_BARE = re.compile(r"to\s|that\s", re.IGNORECASE)


def said(pile: Pile, item: Statement) -> tuple[Span, ...]:
    """The words of a statement: a clause by itself, a fragment with the verb that governs it.

    *that the road was open* is shown as *the road was open*; *Veldania of hiding papers* as *accused Veldania of
    hiding papers*. All are words of the page, one span where verb and content stand close together.
    """
    text = pile.by_id[item.article_id].text
    if not item.cue or not _needs_cue(item):
        return bare(item.content, text)
    return _joined(text, [*item.cue, *item.content])


def told(pile: Pile, event: Event) -> tuple[Span, ...]:
    """The words that tell an event: its clause, without what introduces the one who tells it.

    A clause without a subject of its own is shown with the verb that governs it, if that is another statement's.
    """
    spans = _told(pile, event)
    # With its actor named before it, a relative clause reads as a sentence.
    return _without(_WHO, spans, pile.by_id[event.article_id].text) if event.actor else spans


def spoken(pile: Pile, clause: Clause) -> tuple[Span, ...]:
    """The part of a clause that its speaker says; empty if nobody does, or if it is no sentence by itself."""
    teller = pile.records.get(Statement, clause.attributed_to)
    if teller is None or teller.article_id != clause.article_id:
        return ()
    inner = _inside(clause.extent, teller, pile.by_id[clause.article_id].text)
    if not any(span.contains(clause.predicate[0]) for span in inner) or inner[0].exact.casefold().startswith("to "):
        return ()
    return bare(inner, pile.by_id[clause.article_id].text)


def _inside(extent: Sequence[Span], teller: Statement, text: str) -> tuple[Span, ...]:
    """The part of a clause that is in the words of a statement."""
    return tuple(
        Span(max(one.start, other.start), min(one.end, other.end), text)
        for one in extent for other in teller.content if one.overlaps(other)
    )  # fmt: skip


def _told(pile: Pile, event: Event) -> tuple[Span, ...]:
    """As :func:`told`, with a relative pronoun."""
    text = pile.by_id[event.article_id].text
    teller = pile.records.get(Statement, event.attributed_to)
    if teller is None and (phrase := _noun_alone(pile, event)) is not None:
        return (phrase,)
    if teller is None or not event.trigger or teller.article_id != event.article_id:
        return bare(event.extent, text)
    inner = _inside(event.extent, teller, text)
    if not any(span.contains(event.trigger[0]) for span in inner):
        return bare(event.extent, text)
    if _BARE.match(inner[0].exact) and _needs_cue(teller):
        return said(pile, teller)
    return bare(inner, text)


def _noun_alone(pile: Pile, event: Event) -> Span | None:
    """The noun of an event with what belongs to it, where its clause reports what somebody said.

    *After a meeting with envoys in Doha, he said that it was late* tells of *a meeting with envoys in Doha*.
    """
    if len(event.trigger) != 1 or stem(event.trigger[0].exact.casefold()) not in event_nouns():
        return None
    cues = [span for item in pile.said_on(event.article_id) for span in item.cue]
    inside = [cue for cue in cues if any(span.contains(cue) for span in event.extent)]
    if not inside or any(cue.overlaps(span) for cue in inside for span in event.trigger):
        return None
    text, start, end = pile.by_id[event.article_id].text, event.trigger[0].start, event.trigger[-1].end
    parts = [span for side in (*event.actor, *event.recipient) for span in side.spans]
    parts += [event.place] if event.place is not None else []
    if (time := pile.records.get(TimeExpression, event.date_time)) is not None:
        parts.append(time.span)
    before = _DETERMINER.search(text, max(0, start - _LEAD), start)
    start = before.start() if before is not None else start
    for span in sorted(parts):
        if end <= span.start <= end + _NEXT and not any(end <= cue.start < span.end for cue in inside):
            end = span.end
    return Span(start, end, text) if end - start > _SHORTEST else None


def _needs_cue(item: Statement) -> bool:
    """Whether the content is no clause, or says the opposite of what the source says."""
    frame, _, kind = item.rule.partition(" ")
    if frame in _FRAMES and kind != "clause":
        return True
    if item.manner == "direct":
        return item.negated
    return item.negated or item.act not in _ASSERTING or bool(_ASKING.match(item.content[0].exact))


def _joined(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in the order of the text; those with little between them are one."""
    joined: list[tuple[int, int]] = []
    for span in sorted(spans):
        if joined and _close(text[joined[-1][1] : span.start]):
            joined[-1] = joined[-1][0], max(joined[-1][1], span.end)
        else:
            joined.append((span.start, span.end))
    return tuple(Span(start, end, text) for start, end in joined)


def _close(gap: str) -> bool:
    return not gap.strip() or (len(gap) <= _REACH and "\n" not in gap)


def bare(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """The spans without the conjunction that opens the first one."""
    return _without(_THAT, spans, text)


def _without(word: re.Pattern[str], spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """The spans without a word that opens the first one."""
    found = word.match(text, spans[0].start, spans[0].end) if spans else None
    return (Span(found.end(), spans[0].end, text), *spans[1:]) if found else spans
