"""Who said what: every voice with its statements, and every figure with who gives it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from onrecord.export.brief.days import vagueness, when
from onrecord.export.brief.findings import context, count_note, teller, text_of
from onrecord.export.brief.labels import join, name, number, say
from onrecord.export.brief.pile import Pile, country_names
from onrecord.export.brief.safe import clip, plain
from onrecord.export.brief.tree import Cite, Item, Line, Piece, Row, Section
from onrecord.records import Figure, Statement

FIRST_VOICES = 12
FIRST_STATEMENTS = 2
FIRST_COUNTED = 15
"""Voices, statements of each, and things counted in the short form."""

_TRIVIAL = 2
_LONGEST_COUNTED = 100
_ARTICLE = re.compile(r"^(?:the|an?) ")
_NO_COUNTRY = "\uffff"


def voices(pile: Pile) -> Section:
    """The section: one item a voice, grouped by country, the most quoted country and voice first."""
    spoken: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for item in pile.records.all(Statement):
        if item.article_id in pile.by_id and item.content and not item.garbled and not item.same_utterance_as:
            spoken[_voice_key(pile, item)].append(item)
    spoken = {key: [item for item in items if not _inside(item, items)] for key, items in spoken.items()}
    rows = {key: _rows(pile, items) for key, items in spoken.items()}
    ranked = sorted(spoken, key=lambda key: (not key[1], -len(rows[key]), key))
    first = set(ranked[:FIRST_VOICES])
    weight: dict[str, int] = defaultdict(int)
    for key, lines in rows.items():
        weight[key[0]] += len(lines)
    countries = sorted(weight, key=lambda code: (code == _NO_COUNTRY, -weight[code], code))
    items = []
    for code in countries:
        for key in ranked:
            if key[0] == code:
                title, note = _title(pile, spoken[key]), number("said", len(rows[key]))
                items.append(Item(title, rows[key], note, first=key in first, group=_group(code)))
    return Section("voices", say("voices"), tuple(items), say("none_voices"))


def _voice_key(pile: Pile, item: Statement) -> tuple[str, str]:
    """Country and name of a voice; the empty name for sources that are not named."""
    spoken = " ".join((pile.speaker_name(item) or "").casefold().split())
    return pile.speaker_country(item) or _NO_COUNTRY, _ARTICLE.sub("", spoken)


def _inside(item: Statement, items: list[Statement]) -> bool:
    """Whether another statement of the same voice holds all the words of this one, and more."""
    return any(
        other.article_id == item.article_id
        and _length(other) > _length(item)
        and all(any(whole.contains(span) for whole in other.content) for span in item.content)
        for other in items
    )


def _length(item: Statement) -> int:
    return sum(span.end - span.start for span in item.content)


def _group(code: str) -> Line:
    """The name of a country, or that it is not known."""
    return say("no_country") if code == _NO_COUNTRY else name(country_names().get(code, code))


def _title(pile: Pile, items: list[Statement]) -> Line:
    """Name and role of a voice."""
    spoken = pile.speaker_name(items[0])
    roles = [role for item in sorted(items, key=lambda item: item.id) if (role := pile.role(item))]
    role = min(roles, key=lambda text: (-roles.count(text), text), default="")
    return join([name(spoken), name(role)]) if spoken else say("source_not_named")


def _rows(pile: Pile, items: Iterable[Statement]) -> tuple[Row, ...]:
    """The statements of a voice by day; the same words in copies and reports as one."""
    folded: dict[str, list[Statement]] = defaultdict(list)
    for item in sorted(items, key=lambda item: _surest(pile, item)):
        folded[text_of(pile.words(item.content))].append(item)
    order = sorted(folded.values(), key=lambda group: (_order(pile, group[0]), pile.position(
        group[0].article_id, group[0].content)))  # fmt: skip
    ranked = sorted(range(len(order)), key=lambda place: (_dullness(order[place]), place))
    first = set(ranked[:FIRST_STATEMENTS])
    return tuple(_row(pile, group, place in first) for place, group in enumerate(order))


def _surest(pile: Pile, item: Statement | Figure) -> tuple[object, ...]:
    """Sorts by how well the day is known, then by place: the first one speaks for its copies."""
    spans = item.content if isinstance(item, Statement) else (item.span,)
    unsourced = isinstance(item, Figure) and item.attributed_to is None
    return vagueness(pile.day(item)), unsourced, pile.position(item.article_id, spans), item.id


def _dullness(group: list[Statement]) -> tuple[int, int]:
    """Direct words and words that many pages carry go first."""
    return -len(group), ("direct", "mixed", "indirect").index(group[0].manner)


def _order(pile: Pile, item: Statement) -> tuple[str, str]:
    date = pile.day(item)
    return date.latest or date.earliest or "9999", date.earliest or ""


def _row(pile: Pile, group: list[Statement], first: bool) -> Row:
    """One statement with its day, its channel and the pages that carry it."""
    item = group[0]
    pages = {other.article_id for other in group}
    channel: list[Line] = [say("via", name=name(item.via))] if item.via else []
    if item.addressee:
        channel.append(say("told", name=name(item.addressee)))
    outer = pile.records.get(Statement, item.nested_in)
    if outer is not None and (telling := pile.speaker_name(outer)) and telling != pile.speaker_name(item):
        channel.append(say("nested", name=name(telling)))
    if item.negated:
        channel.append(say("refused"))
    channel.append(count_note(len(pages), pile.independent(pages)))
    cites: set[Cite] = set()
    for other in group:
        cites.update(pile.cites(other.article_id, other.content))
    date = when(pile.day(item), pile.year, basis=True)
    return Row(date, (), pile.words(item.content), join(channel), tuple(sorted(cites)), first)


def figures(pile: Pile) -> Section:
    """The section: one item for each thing counted, its numbers side by side."""
    counted: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for item in pile.records.all(Figure):
        if item.article_id in pile.by_id:
            counted[" ".join((item.counted or "").casefold().split()), item.unit or ""].append(item)
    named = {key: items for key, items in counted.items() if key[0]}
    weight = {key: pile.independent(item.article_id for item in items) for key, items in named.items()}
    ranked = sorted(
        named, key=lambda key: (_trivial(named[key]), -_differ(named[key]), -weight[key], -len(named[key]), key)
    )
    first = set(ranked[:FIRST_COUNTED])
    items = tuple(_counted(pile, named[key], key in first) for key in ranked)
    return Section("figures", say("figures"), items, say("none_figures"))


def _differ(items: list[Figure]) -> int:
    """How many different numbers are given, if more than one is."""
    numbers = {(item.low, item.high, item.value) for item in items}
    return len(numbers) if len(numbers) > 1 else 0


def _trivial(items: list[Figure]) -> bool:
    """Whether all the numbers are ones and twos, which seldom count anything."""
    return all(item.value is not None and 0 <= item.value <= _TRIVIAL for item in items)


def _counted(pile: Pile, items: list[Figure], first: bool) -> Item:
    """One thing counted: the numbers as written, as of when, by whom, the same ones as one."""
    same: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for item in sorted(items, key=lambda item: _surest(pile, item)):
        around = text_of(context(pile, item))
        same[text_of(pile.words([item.span])), around, pile.source(item.article_id)].append(item)
    groups = sorted(same.values(), key=lambda group: _figure_order(pile, group))
    rows = tuple(_figure_row(pile, group) for group in groups)
    what = min(items, key=lambda item: pile.position(item.article_id, [item.span])).counted or ""
    return Item((Piece("topic", clip(plain(what), _LONGEST_COUNTED)),), rows, first=first)


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
        when(pile.day(item), pile.year, basis=True),
        teller(pile, item.article_id, item.attributed_to),
        pile.words([item.span]) + context(pile, item),
        count_note(len(pages), pile.independent(pages)),
        tuple(cites),
    )
