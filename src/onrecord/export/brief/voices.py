"""Who said what: every voice with its statements."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from onrecord.export.brief.days import vagueness, when
from onrecord.export.brief.findings import count_note, text_of
from onrecord.export.brief.labels import join, name, number, say
from onrecord.export.brief.pile import Pile
from onrecord.export.brief.tree import Cite, Item, Line, Row, Section
from onrecord.export.brief.versions import versions
from onrecord.export.brief.wording import said
from onrecord.records import Statement

FIRST_VOICES = 12
FIRST_STATEMENTS = 2
"""Voices, and statements of each, in the short form."""

_ARTICLE = re.compile(r"^(?:the|an?) ")
_NO_STATE = "\uffff"


def voices(pile: Pile) -> Section:
    """The section: one item a voice, grouped by state, the most quoted state and voice first."""
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
    states = sorted(weight, key=lambda state: (state == _NO_STATE, -weight[state], state))
    items = []
    for state in states:
        # Over all voices, "no country" tells nothing.
        group = () if states == [_NO_STATE] else say("no_country") if state == _NO_STATE else name(state)
        for key in ranked:
            if key[0] == state:
                title, note = _title(pile, spoken[key]), number("said", len(rows[key]))
                items.append(Item(title, rows[key], note, first=key in first, group=group))
    return Section("voices", say("voices"), tuple(items), say("none_voices"))


def _voice_key(pile: Pile, item: Statement) -> tuple[str, str]:
    """State and name of a voice; the empty name for sources that are not named."""
    spoken = " ".join((pile.speaker_name(item) or "").casefold().split())
    return pile.speaker_state(item) or _NO_STATE, _ARTICLE.sub("", spoken)


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
        folded[text_of(pile.words(said(pile, item)))].append(item)
    _fold_versions(folded)
    order = sorted(folded.values(), key=lambda group: (_order(pile, group[0]), pile.position(
        group[0].article_id, group[0].content)))  # fmt: skip
    ranked = sorted(range(len(order)), key=lambda place: (_dullness(order[place]), place))
    first = set(ranked[:FIRST_STATEMENTS])
    return tuple(_row(pile, group, place in first) for place, group in enumerate(order))


def _surest(pile: Pile, item: Statement) -> tuple[object, ...]:
    """Sorts by how well the day is known, then by place: the first one speaks for its copies."""
    return vagueness(pile.day(item)), pile.position(item.article_id, item.content), item.id


def _fold_versions(folded: dict[str, list[Statement]]) -> None:
    """Leave out what is a second version of a statement that the same voice makes on the same page."""
    kept: list[str] = []
    for words, group in list(folded.items()):
        page = group[0].article_id
        if any(folded[other][0].article_id == page and versions(other, words) for other in kept):
            del folded[words]
        else:
            kept.append(words)


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
        cites.update(pile.cites(other.article_id, said(pile, other)))
    date = when(pile.day(item), pile.year, basis=True)
    return Row(date, (), pile.words(said(pile, item)), join(channel), tuple(sorted(cites)), first)
