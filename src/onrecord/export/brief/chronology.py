"""What happened when: events and statements in the order of their days, copies folded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from onrecord.export.brief.days import vagueness, when
from onrecord.export.brief.findings import count_note, modality, text_of
from onrecord.export.brief.labels import join, say
from onrecord.export.brief.pile import Pile
from onrecord.export.brief.tree import Cite, Item, Line, Row, Section
from onrecord.records import DateInterval, Event, Finding, Span, Statement

FIRST_ROWS = 40
"""Rows in the short form."""

_PRESENT = 400
"""An interval of more days than this says nothing of a chronology's order."""
_TELLING = 3
"""Fewer words than this tell a reader nothing, unless they were said so."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something that lies on a day, with the pages that tell it."""

    date: DateInterval
    who: Line
    words: Line
    note: Line
    cites: tuple[Cite, ...]
    pages: frozenset[str]
    weight: int

    def sort_key(self) -> tuple[str, str, tuple[Cite, ...], str]:
        """By first day, then last day, then place."""
        earliest, latest = self.date.earliest or self.date.latest or "", self.date.latest or self.date.earliest or ""
        return earliest, latest, self.cites, text_of(self.words)


def chronology(pile: Pile) -> Section:
    """The section: one item a day or interval, one row a thing that happened or was said."""
    weighty = _in_findings(pile)
    entries = _fold(pile, [*_events(pile, weighty), *_statements(pile, weighty)])
    entries.sort(key=_Entry.sort_key)
    best = sorted(entries, key=lambda entry: (-entry.weight, entry.sort_key()))[:FIRST_ROWS]
    chosen = {id(entry) for entry in best}
    days: dict[tuple[str | None, str | None, bool], list[_Entry]] = defaultdict(list)
    for entry in entries:
        days[entry.date.earliest, entry.date.latest, entry.date.basis == "published"].append(entry)
    items = [
        Item(
            when(replace(group[0].date, basis="published" if bound else "unknown"), pile.year),
            tuple(_row(pile, entry, id(entry) in chosen) for entry in group),
            first=any(id(entry) in chosen for entry in group),
        )
        for (_, _, bound), group in days.items()
    ]
    return Section("chronology", say("chronology"), tuple(items), say("none_chronology"))


def _row(pile: Pile, entry: _Entry, first: bool) -> Row:
    """One entry, with how its day is known unless the heading says so."""
    basis = entry.date.basis
    note = [entry.note, count_note(len(entry.pages), pile.independent(entry.pages))]
    if basis not in ("published", "unknown"):
        note.append(say(f"basis_{basis}"))
    return Row((), entry.who, entry.words, join(note), entry.cites, first)


def _in_findings(pile: Pile) -> set[str]:
    """The records that findings rest on."""
    return {
        piece.record_id
        for finding in pile.records.all(Finding) for side in finding.sides for piece in side.evidence
        if piece.record_id
    }  # fmt: skip


def _events(pile: Pile, weighty: set[str]) -> list[_Entry]:
    """Events with a day of their own. What a statement tells of its own day stands there already."""
    cues: dict[str, list[Span]] = defaultdict(list)
    for statement in pile.records.all(Statement):
        cues[statement.article_id].extend(statement.cue)
    found = []
    for event in pile.records.all(Event):
        if event.article_id not in pile.by_id or not event.extent:
            continue
        date, telling = pile.day(event), pile.records.get(Statement, event.attributed_to)
        if not _dated(date) or date.basis == "published" or _size(event.extent) < _TELLING:
            continue
        if telling is not None and pile.day(telling) == date:
            continue
        if any(cue.overlaps(trigger) for cue in cues[event.article_id] for trigger in event.trigger):
            continue
        note = [modality(event)]
        if telling is not None:
            note.append(say("says", name=pile.who(telling)))
        weight = 4 * (event.id in weighty) + 2 * (date.day is not None) + 2 * bool(event.actor) - (telling is not None)
        found.append(_entry(pile, event, date, pile.participants(event.actor), pile.clause(event), join(note), weight))
    return found


def _statements(pile: Pile, weighty: set[str]) -> list[_Entry]:
    """Statements with a day or a bound; those inside others, repeated or garbled are left to the voices."""
    found = []
    for item in pile.records.all(Statement):
        if item.article_id not in pile.by_id or item.nested_in or item.same_utterance_as or item.garbled:
            continue
        date = pile.day(item)
        if not _dated(date) or not item.speaker or not item.content:
            continue
        if item.manner == "indirect" and _size(item.content) < _TELLING:
            continue
        weight = 4 * (item.id in weighty) + 2 * (date.day is not None and date.basis != "published")
        weight += (item.manner != "indirect") + (item.speaker_basis == "named")
        found.append(_entry(pile, item, date, pile.who(item), item.content, (), weight))
    return found


def _size(spans: tuple[Span, ...]) -> int:
    return sum(len(span.exact.split()) for span in spans)


def _entry(
    pile: Pile, item: Event | Statement, date: DateInterval, who: Line, spans: tuple[Span, ...], note: Line, weight: int
) -> _Entry:
    """An entry of one page."""
    cites = pile.cites(item.article_id, spans)
    focus = item.trigger if isinstance(item, Event) else ()
    return _Entry(date, who, pile.words(spans, focus), note, cites, frozenset({item.article_id}), weight)


def _dated(date: DateInterval) -> bool:
    """Whether the day says something about the order of things."""
    if date.earliest and date.latest:
        years = int(date.latest[:4]) - int(date.earliest[:4])
        return years * 365 < _PRESENT
    return date.known


def _fold(pile: Pile, entries: list[_Entry]) -> list[_Entry]:
    """The same words as one entry if they are of one day, or of pages that go back to one text.

    Of the days that copies give, the surest one holds. Every further independent page adds weight.
    """
    by_words: dict[str, list[_Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: (vagueness(entry.date), entry.sort_key())):
        same = by_words[text_of(entry.words)]
        for place, before in enumerate(same):
            if _bounds(before) == _bounds(entry) or _sources(pile, before) & _sources(pile, entry):
                same[place] = replace(
                    before,
                    cites=tuple(sorted({*before.cites, *entry.cites})),
                    pages=before.pages | entry.pages,
                    weight=max(before.weight, entry.weight),
                )
                break
        else:
            same.append(entry)
    folded = [entry for same in by_words.values() for entry in same]
    return [replace(e, weight=e.weight + 2 * (pile.independent(e.pages) - 1)) for e in folded]


def _bounds(entry: _Entry) -> tuple[str | None, str | None]:
    return entry.date.earliest, entry.date.latest


def _sources(pile: Pile, entry: _Entry) -> set[str]:
    return {pile.source(page) for page in entry.pages}
