"""What undated pages tell by the day of the week alone: *Friday night*, *on Saturday*, in the order of one week.

A page without a day of its own cannot say which Friday it means, but the pages of one story mean few of them, and what
lies between Friday and Saturday is worth more to a reader than nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from onrecord.export.brief.chronology import Entry, by_itself, copy_of, entry_of, of_whom, row_of
from onrecord.export.brief.findings import modality, text_of
from onrecord.export.brief.focus import start_of
from onrecord.export.brief.labels import labels, say
from onrecord.export.brief.pile import Pile
from onrecord.export.brief.tree import Item, Piece, Section
from onrecord.export.brief.wording import bare, said, spoken, told
from onrecord.happenings import happenings
from onrecord.records import Clause, Event, Statement, TimeExpression
from onrecord.versions import versions
from onrecord.weekdays import week, weekday_of

FIRST_ROWS = 5
"""Rows of a weekday in the short form."""

_FEWEST_WORDS = 3
_TIME = re.compile(
    rf"\b(?:{'|'.join(labels().long_weekdays)}|night|evening|morning|afternoon|early|late)\b", re.IGNORECASE
)


def with_weekdays(pile: Pile, section: Section) -> Section:
    """The chronology with what is known by its weekday alone behind what has a date."""
    return replace(section, items=(*section.items, *_items(pile)))


def _items(pile: Pile) -> list[Item]:
    """One item a weekday, in the order of one week."""
    found: dict[int, list[tuple[str, Entry]]] = defaultdict(list)
    past: dict[int, set[str]] = defaultdict(set)
    for day, ahead, clock, entry in _told(pile):
        found[day].append((clock, entry))
        if not ahead:
            past[day] |= {pile.source(page) for page in entry.pages}
    order = week({day: len(pages) for day, pages in past.items()}, frozenset(found) - past.keys())
    return [_item(pile, day, found[day]) for day in order]


def _item(pile: Pile, day: int, told_then: list[tuple[str, Entry]]) -> Item:
    """A weekday: what is told of it by the clock, and what several pages tell alike as one."""
    entries = _alike(pile, [entry for _, entry in sorted(told_then, key=lambda one: (one[0], one[1].sort_key()))])
    best = sorted(range(len(entries)), key=lambda place: (-entries[place].weight, place))[:FIRST_ROWS]
    rows = tuple(row_of(pile, entry, place in best) for place, entry in enumerate(entries))
    return Item((Piece("day", labels().long_weekdays[day]),), rows, group=say("weekdays_only"))


def _told(pile: Pile) -> Iterator[tuple[int, bool, str, Entry]]:
    """Weekday, whether it lies ahead, clock time, and entry of what has a weekday and no date."""
    happened = {clause.id for clause in happenings(pile.records)}
    for event in pile.records.all(Event):
        if not event.date.known and (time := _weekday(pile, event.article_id, event.date_time)):
            spans = told(pile, event)
            if _size(text_of(pile.words(spans))) >= _FEWEST_WORDS:
                weight = 2 + 2 * bool(event.actor or event.recipient) + (event.modality == "happened")
                # In a passive, the one to whom it was done is the subject, which the words may leave out.
                named = any(one.contains(span) for one in spans for side in event.recipient for span in side.spans)
                who = pile.participants(event.actor or (() if named else event.recipient))
                yield *time, entry_of(pile, event, pile.day(event), who, spans, modality(event), weight)
    for clause in pile.records.all(Clause):
        time = _weekday(pile, clause.article_id, clause.date_time) if clause.id in happened else None
        if time and not clause.date.known:
            teller = pile.records.get(Statement, clause.attributed_to)
            spans = spoken(pile, clause) or bare(clause.extent, pile.by_id[clause.article_id].text)
            who, weight = of_whom(pile, clause, teller), 2 + (clause.modality == "happened")
            yield *time, entry_of(pile, clause, pile.day(clause), who, spans, modality(clause), weight)
    for item in pile.records.all(Statement):
        time = _weekday(pile, item.article_id, item.said_time)
        if time and by_itself(item) and item.content and item.speaker and not item.said_on.known:
            weight, spans = int(item.manner != "indirect"), said(pile, item)
            if weight or _size(text_of(pile.words(spans))) >= _FEWEST_WORDS:
                yield *time, entry_of(pile, item, pile.day(item), pile.who(item), spans, (), weight)


def _weekday(pile: Pile, page: str, time: str | None) -> tuple[int, bool, str] | None:
    """The weekday that a time expression names, whether it lies ahead, and the time of day; of an undated page only."""
    return weekday_of(pile.records.get(TimeExpression, time), pile.inferences) if page in pile.by_id else None


def _alike(pile: Pile, entries: list[Entry]) -> list[Entry]:
    """Entries of one weekday that say the same in like words as one: the words of the one most like the others."""
    groups: list[list[Entry]] = []
    for entry in entries:
        home = next((group for group in groups if _same(entry, group[0])), None)
        if home is None:
            groups.append([entry])
        else:
            home.append(entry)
    return [_one(pile, group) for group in groups]


def _same(one: Entry, other: Entry) -> bool:
    """Whether two entries tell one deed in like words; the words for the time, which they share anyway, left out."""
    first, second = (_TIME.sub(" ", text_of(entry.words)) for entry in (one, other))
    if first.split() == second.split():
        return True
    verbs = start_of(one.deed) in map(start_of, second.split()) or start_of(other.deed) in map(start_of, first.split())
    return (one.deed == other.deed or verbs) and versions(first, second)


def _one(pile: Pile, group: list[Entry]) -> Entry:
    """A group as the entry that is like most of it, with the places of all."""
    texts = [text_of(entry.words) for entry in group]
    likeness = [sum(_same(entry, other) for other in group) for entry in group]
    place = max(range(len(group)), key=lambda at: (likeness[at], group[at].weight, -len(texts[at]), -at))
    whole = group[place]
    for entry in group:
        whole = copy_of(whole, entry)
    # Two records of one sentence are one report; what further independent texts tell weighs more.
    return replace(whole, weight=whole.weight + 3 * (pile.independent(whole.pages) - 1))


def _size(text: str) -> int:
    return len(text.split())
