"""The first screen: what changed, what is disputed, what holds, and which pages need care."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby

from onrecord.codebooks.clauses import topics
from onrecord.export.brief.days import bounded, when
from onrecord.export.brief.focus import focus
from onrecord.export.brief.labels import join, name, number, say
from onrecord.export.brief.pile import Pile
from onrecord.export.brief.tree import Cite, Item, Line, Piece, Row, Section
from onrecord.export.brief.wording import bare, said, spoken, told
from onrecord.export.findings import rank
from onrecord.records import Clause, DateInterval, Event, Evidence, Figure, Finding, Side, Span, Statement

KINDS = {"changed": ("shift", "update"), "disputed": ("contradiction",), "holds": ("agreement",)}
"""Section -> kinds of findings in it."""

_WORD = re.compile(r"\w+")
_FEW_WORDS = 2
_REACH = 45
_SENTENCE = re.compile(r"[.!?…][\"”’)]*\s+(?=[\"“‘(]*[^\W\d_a-z])")
_LONGEST_TOPIC = 80
_ALSO = 3
"""Others who say the same that are named."""
_LONGEST_SAID = 160
_SHORTEST_SAID = 6
"""Characters and words between which a passage speaks for others that tell the same."""
_POSITIONS = ("denied", "planned", "done")
_TURNS = frozenset(f"turn_{before}_{after}" for before in _POSITIONS for after in _POSITIONS if before != after)
"""Labels for how a position turned."""


@dataclass(frozen=True, slots=True)
class _Voice:
    """One source's words in a finding: pieces of evidence that belong to one record, and its copies."""

    date: DateInterval
    who: Line
    words: Line
    note: Line
    cites: tuple[Cite, ...]


def findings_section(pile: Pile, key: str) -> Section:
    """One of the sections ``changed``, ``disputed`` and ``holds``, the weightiest finding first."""
    kinds = KINDS[key]
    found = [finding for finding in pile.records.all(Finding) if finding.kind in kinds]
    found = [finding for finding in found if all(_known(pile, side) for side in finding.sides)]
    ranked = _spread(sorted(found, key=lambda finding: rank(finding, pile.number)))
    told: set[str] = set()
    items = [_item(pile, finding, told) for finding in ranked]
    return Section(key, say(key), tuple(items), say(f"none_{key}"))


def _known(pile: Pile, side: Side) -> bool:
    """Whether all its evidence stands in pages of the pile."""
    return all(piece.article_id in pile.by_id for piece in side.evidence)


def _spread(ranked: list[Finding]) -> list[Finding]:
    """The findings so that those which only repeat passages of a finding before them come last."""
    seen: set[tuple[str, int]] = set()
    fresh: list[Finding] = []
    stale: list[Finding] = []
    for finding in ranked:
        places = {(piece.article_id, piece.span.start) for side in finding.sides for piece in side.evidence}
        (stale if places <= seen else fresh).append(finding)
        seen |= places
    return fresh + stale


def _item(pile: Pile, finding: Finding, told: set[str]) -> Item:
    """A finding as a heading and one row for each source.

    Args:
        pile: the pages.
        finding: the finding.
        told: the words that stand for agreements so far, to which this one's are added: no words stand for two.
    """
    told_by_side = [_voices(pile, side, finding.topic) for side in finding.sides]
    if finding.kind == "shift":
        # The finding has its sides in order: a denial without a day stands before the deed that followed it.
        voices = _fold([voice for side in told_by_side for voice in sorted(side, key=_voice_order)])
    else:
        voices = _fold(sorted((voice for side in told_by_side for voice in side), key=_voice_order))
    rows = tuple(Row(_when(pile, voice.date), voice.who, voice.words, voice.note, voice.cites) for voice in voices)
    pages = {piece.article_id for side in finding.sides for piece in side.evidence}
    note = [say("counted_as", kind=say(f"kind_{finding.kind}"))] if finding.kind == "update" else []
    if len(pages) > 1:
        here = pile.independent(pages)
        # A finding keeps the places of a few pages, and counts the sources of all that say the same.
        key = "sources_more" if finding.kind == "agreement" and finding.independent > here else "sources_many"
        independent = finding.independent if key == "sources_more" else min(finding.independent, here)
        note.append(say(key, n=len(pages), independent=independent))
    if finding.strength == "soft":
        note.append(say("strength_soft"))
    why = say("because", reason=(Piece("reason", finding.reason),)) if finding.reason else ()
    if finding.kind == "agreement":
        best = min(voices, key=lambda voice: (text_of(voice.words) in told, *_fullness(voice)))
        told.add(text_of(best.words))
        cites = tuple(sorted({cite for voice in voices for cite in voice.cites}))
        note.insert(0, _others(voices, best))
        return Item(_in_short(pile, best), rows, join(note, "divider"), why, cites, whole=True)
    return Item(_title(pile, finding), rows, join(note, "divider"), why)


def _when(pile: Pile, date: DateInterval) -> Line:
    """The day of a voice; nothing in a pile in which nothing has a day."""
    return when(date, pile.year) if date.known or pile.any_day else ()


def _in_short(pile: Pile, voice: _Voice) -> Line:
    """What several pages tell alike, in the words of one of them: when, who, and the words."""
    who = () if voice.who == say("the_page") else voice.who
    day = when(voice.date, pile.year) if voice.date.known and not bounded(voice.date) else ()
    return join([join([day, who], "divider"), voice.words], "colon" if who else "divider")


def _others(voices: list[_Voice], best: _Voice) -> Line:
    """Who else says so, by name."""
    nobody = {say(key)[0].text for key in ("the_page", "source_not_named", "outlet_not_named")} | {best.who[0].text}
    names = sorted({voice.who[0].text for voice in voices if voice.who} - nobody)
    names = [text for text in names if text not in best.who[0].text and best.who[0].text not in text]
    return say("also", names=join([name(text) for text in names[:_ALSO]])) if names else ()


def _fullness(voice: _Voice) -> tuple[object, ...]:
    """Sorts the voices of an agreement by how well one speaks for all: named, not cut, a sentence, short."""
    words = sum(len(piece.text) for piece in voice.words if piece.kind == "words")
    unnamed = voice.who in (say("the_page"), say("source_not_named"), say("outlet_not_named"))
    return words > _LONGEST_SAID, len(text_of(voice.words).split()) < _SHORTEST_SAID, unnamed, words, voice.cites


def _voice_order(voice: _Voice) -> tuple[str, str, tuple[Cite, ...], bool, str]:
    """By first day, then last day, then place; a named source before the page if their words are the same."""
    earliest, latest = voice.date.earliest or voice.date.latest or "9999", voice.date.latest or "9999"
    return earliest, latest, voice.cites, voice.who[:1] == say("the_page"), text_of(voice.who)


def _numbers(pile: Pile, finding: Finding) -> Line:
    """The numbers of a finding: what was counted, *at least 12*, then *19*; nothing if it has none."""
    found = [
        next((one for piece in side.evidence if (one := pile.records.get(Figure, piece.record_id))), None)
        for side in finding.sides
    ]
    figures = [one for one in found if one is not None]
    if len(figures) < len(finding.sides):
        return ()
    labelled = {side.label for side in finding.sides} & set(topics().tolls.values())
    what: Line = (Piece("label", labelled.pop()), *say("colon")) if len(labelled) == 1 else ()
    numbers = dict.fromkeys(one.span.exact for one in figures)
    return what + join([(Piece("words", text),) for text in numbers], "then" if finding.kind == "update" else "versus")


def _title(pile: Pile, finding: Finding) -> Line:
    """The numbers, or the topic, if all its words stand in the cited pages; and whose position it is."""
    if finding.basis == "number" and (numbers := _numbers(pile, finding)):
        return join([numbers, name(finding.actor or "")], "divider")
    pages = sorted({piece.article_id for side in finding.sides for piece in side.evidence})
    topic: Line = ()
    words = _WORD.findall(finding.topic)
    if (
        words
        and len(finding.topic) <= _LONGEST_TOPIC
        and all(any(word.casefold() in pile.vocabulary(page) for page in pages) for word in words)
    ):
        topic = (Piece("topic", finding.topic),)
    if topic and (turn := _turn(finding)):
        topic = topic + say("colon") + turn
    return join([topic, name(finding.actor or "")], "divider") or say(f"kind_{finding.kind}")


def _turn(finding: Finding) -> Line:
    """What became of what, for a shift: *denied, then done*."""
    if finding.kind != "shift":
        return ()
    positions = [side.label.rpartition(": ")[2] for side in finding.sides]
    key = f"turn_{positions[0]}_{positions[-1]}"
    return say(key) if key in _TURNS else ()


def _voices(pile: Pile, side: Side, about: str) -> list[_Voice]:
    """One voice for each record that the side's evidence belongs to."""

    def key(piece: Evidence) -> tuple[int, str]:
        return pile.number[piece.article_id], piece.record_id or ""

    ordered = sorted(side.evidence, key=lambda piece: (*key(piece), piece.span.start, piece.span.end))
    return [_voice(pile, side, list(pieces), about) for _, pieces in groupby(ordered, key)]


def _voice(pile: Pile, side: Side, pieces: list[Evidence], about: str) -> _Voice:
    """The words of one record in a finding, and whose they are."""
    article = pile.by_id[pieces[0].article_id]
    record_id = pieces[0].record_id
    statement = pile.records.get(Statement, record_id)
    event = pile.records.get(Event, record_id) or pile.records.get(Clause, record_id)
    figure = pile.records.get(Figure, record_id)
    date = side.date
    note: Line = ()
    if statement is not None:
        who, own = pile.who(statement), pile.day(statement)
    elif event is not None:
        who, own = teller(pile, event.article_id, event.attributed_to), pile.day(event)
        note = modality(event) or (() if event.lemma.startswith("be ") else say("done"))
    elif figure is not None:
        who, own = teller(pile, figure.article_id, figure.attributed_to), pile.day(figure)
    else:
        who, own = pile.outlet(article), pile.published(article)
    if not date.known:
        date = own
    spans = _whole(pile, pieces, statement, event)
    words = pile.words(spans, focus(spans[0], about, trigger_of(event)[0] if event else None))
    if figure is not None and spans == (figure.span,):
        words += context(pile, figure)
    return _Voice(date, who, words, note, pile.cites(article.id, spans))


def trigger_of(event: Event | Clause) -> tuple[Span, ...]:
    """The words that name the act."""
    return event.trigger if isinstance(event, Event) else event.predicate


def _whole(
    pile: Pile, pieces: list[Evidence], statement: Statement | None, event: Event | Clause | None
) -> tuple[Span, ...]:
    """The spans to show: a clause instead of a bare word that says nothing to a reader, and no more than the clause."""
    spans = tuple(piece.span for piece in pieces)
    if event is not None and any(span.overlaps(extent) for span in spans for extent in event.extent):
        if isinstance(event, Event):
            return told(pile, event)
        return spoken(pile, event) or bare(spans, pile.by_id[event.article_id].text)
    if statement is not None and (
        spans == statement.content or (len(spans) == 1 and len(spans[0].exact.split()) <= _FEW_WORDS)
    ):
        return said(pile, statement)
    return bare(spans, pile.by_id[pieces[0].article_id].text)


def teller(pile: Pile, article_id: str, statement_id: str | None) -> Line:
    """Who tells an event or a figure: the speaker whom the page names, or the page itself."""
    statement = pile.records.get(Statement, statement_id)
    if statement is not None:
        return pile.who(statement)
    outlet = pile.outlets.get(article_id)
    return name(outlet) if outlet else say("the_page")


def modality(event: Event | Clause) -> Line:
    """What an event is if it did not simply happen."""
    return () if event.modality == "happened" else say(event.modality)


def _fold(voices: list[_Voice]) -> list[_Voice]:
    """The voices, the same words of one name, or at one place, as one with all their places."""
    folded: list[_Voice] = []
    for voice in voices:
        for place, before in enumerate(folded):
            if text_of(before.words) == text_of(voice.words) and (
                before.cites == voice.cites or before.who[:1] == voice.who[:1]
            ):
                cites = tuple(sorted(set(before.cites) | set(voice.cites)))
                folded[place] = replace(before, cites=cites)
                break
        else:
            folded.append(voice)
    return folded


def text_of(line: Line) -> str:
    """The words of a line, in lower case and without marks, for comparing: copies differ in their quotation marks."""
    return " ".join(_WORD.findall("".join(piece.text for piece in line).casefold()))


def count_note(n: int, independent: int) -> Line:
    """How many pages, and how many of them are independent."""
    return () if n < 2 else say("sources_many", n=n, independent=independent)


def more(n: int) -> Line:
    """How much is left out."""
    return number("more", n)


def context(pile: Pile, item: Figure) -> Line:
    """The words around a number, no further than its line: what was counted seldom says what became of it."""
    text = pile.by_id[item.article_id].text
    start, end = sentence_around(text, item.span)
    low, high = max(start, item.span.start - _REACH), min(end, item.span.end + _REACH)
    if low > start and not text[low - 1].isspace():
        low = text.find(" ", low, item.span.start) + 1 or item.span.start
    if high < end and not text[high].isspace():
        high = max(text.rfind(" ", item.span.end, high), item.span.end)
    before, after = say("cut") if low > start else (), say("cut") if high < end else ()
    around = text[low:high]
    low, high = high - len(around.lstrip()), low + len(around.rstrip())
    if high - low <= len(item.span.exact) + 2:
        return ()
    return say("in") + before + pile.words([Span(low, high, text)]) + after


def sentence_around(text: str, span: Span) -> tuple[int, int]:
    """Start and end of the sentence around a stretch, as far as capitals after full stops show it."""
    line, line_end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    line_end = len(text) if line_end < 0 else line_end
    start = max([line, *(found.end() for found in _SENTENCE.finditer(text, line, span.start + 1))])
    stop = _SENTENCE.search(text, span.end, line_end)
    return start, stop.end() if stop else line_end
