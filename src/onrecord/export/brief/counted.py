"""The figures of a pile: what was counted, what became of it, and who gives each number."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from onrecord.codebooks.book import book
from onrecord.codebooks.fates import fate_of
from onrecord.export.brief.days import vagueness, when
from onrecord.export.brief.findings import context, count_note, sentence_around, teller, text_of
from onrecord.export.brief.labels import say
from onrecord.export.brief.pile import Pile
from onrecord.export.brief.safe import clip, plain
from onrecord.export.brief.tree import Item, Line, Piece, Row, Section
from onrecord.records import Figure, Span

FIRST_COUNTED = 15
"""Things counted in the short form."""

_TRIVIAL = 2
_LONGEST_COUNTED = 100
_ONE_OF = re.compile(r"one\s+of\b", re.IGNORECASE)
_SPANS_OF_TIME = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})

_Key = tuple[str, str, str]
"""What became of the counted, what they are, and the unit."""


@cache
def _people() -> frozenset[str]:
    """Words for persons in general (``codebooks/topics.toml``)."""
    return frozenset(book("topics.toml").listed("people"))


def figures(pile: Pile) -> Section:
    """The section: one item for each thing counted, its numbers side by side; people by what became of them."""
    spans: dict[str, list[Figure]] = defaultdict(list)
    for item in pile.records.all(Figure):
        if item.article_id in pile.by_id:
            spans[item.article_id].append(item)
    counted: dict[_Key, list[Figure]] = defaultdict(list)
    for beside in spans.values():
        for item in beside:
            counted[_key(pile, item, beside)].append(item)
    named = {key: items for key, items in counted.items() if key[0] or key[1]}
    weight = {key: pile.independent(item.article_id for item in items) for key, items in named.items()}
    ranked = sorted(
        named,
        key=lambda key: (_dull(named[key]), not key[0], -_differ(named[key]), -weight[key], -len(named[key]), key),
    )
    first = {key for key in ranked[:FIRST_COUNTED] if not _dull(named[key])}
    items = tuple(_counted(pile, key, named[key], key in first) for key in ranked)
    return Section("figures", say("figures"), items, say("none_figures"))


def _key(pile: Pile, item: Figure, beside: list[Figure]) -> _Key:
    """What is counted: people by their fate, whatever they are called; all else by its own words."""
    what = " ".join((item.counted or "").casefold().split())
    persons = item.unit == "person" or (item.unit is None and (not what or what.split()[-1] in _people()))
    fate = _fate(pile, item, beside) if persons and not _trivial([item]) else ""
    return (fate, "", "") if fate else ("", what, item.unit or "")


def _fate(pile: Pile, item: Figure, beside: list[Figure]) -> str:
    """What became of those whom a number counts; empty if its sentence does not tell."""
    text = pile.by_id[item.article_id].text
    start, end = sentence_around(text, item.span)
    return fate_of(text, Span(start, end, text), item.span, [other.span for other in beside]) or ""


def _differ(items: list[Figure]) -> int:
    """How many different numbers are given, if more than one is."""
    numbers = {(item.low, item.high, item.value) for item in items}
    return len(numbers) if len(numbers) > 1 else 0


def _dull(items: list[Figure]) -> bool:
    """Whether nothing but lengths of time, *one of* many, or ones and twos are counted."""
    return _trivial(items) or all(item.unit in _SPANS_OF_TIME or _ONE_OF.match(item.span.exact) for item in items)


def _trivial(items: list[Figure]) -> bool:
    """Whether all the numbers are ones and twos, which seldom count anything."""
    return all(item.value is not None and 0 <= item.value <= _TRIVIAL for item in items)


def _counted(pile: Pile, key: _Key, items: list[Figure], first: bool) -> Item:
    """One thing counted: the numbers as written, as of when, by whom, the same ones as one."""
    same: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for item in sorted(items, key=lambda item: _surest(pile, item)):
        around = text_of(context(pile, item))
        same[text_of(pile.words([item.span])), around, pile.source(item.article_id)].append(item)
    groups = sorted(same.values(), key=lambda group: _figure_order(pile, group))
    rows = tuple(_figure_row(pile, group) for group in groups)
    what = min(items, key=lambda item: pile.position(item.article_id, [item.span])).counted or ""
    title: Line = (Piece("label", key[0]),) if key[0] else (Piece("topic", clip(plain(what), _LONGEST_COUNTED)),)
    return Item(title, rows, first=first)


def _surest(pile: Pile, item: Figure) -> tuple[object, ...]:
    """Sorts by how well the day is known, then by place: the first one speaks for its copies."""
    unsourced = item.attributed_to is None
    return vagueness(pile.day(item)), unsourced, pile.position(item.article_id, (item.span,)), item.id


def _figure_order(pile: Pile, group: list[Figure]) -> tuple[object, ...]:
    """By day, then place."""
    date = pile.day(group[0])
    place = pile.position(group[0].article_id, [group[0].span])
    return date.latest or date.earliest or "9999", date.earliest or "", place, group[0].id


def _figure_row(pile: Pile, group: list[Figure]) -> Row:
    """One number with who gives it."""
    item = group[0]
    cites = sorted({pile.cite(other.article_id, other.span) for other in group})
    pages = {other.article_id for other in group}
    return Row(
        when(pile.day(item), pile.year),
        teller(pile, item.article_id, item.attributed_to),
        pile.words([item.span]) + context(pile, item),
        count_note(len(pages), pile.independent(pages)),
        tuple(cites),
    )
