"""Who said what: every voice with its statements."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from onrecord.export.brief.days import vagueness, when
from onrecord.export.brief.findings import count_note, text_of
from onrecord.export.brief.labels import join, name, number, say
from onrecord.export.brief.pile import Pile
from onrecord.export.brief.tree import Cite, Item, Line, Piece, Row, Section
from onrecord.export.brief.wording import said
from onrecord.records import DateInterval, Statement, TimeExpression
from onrecord.versions import versions

FIRST_VOICES = 12
FIRST_STATEMENTS = 2
"""Voices, and statements of each, in the short form."""

_ARTICLE = re.compile(r"^(?:the|an?) ")
_AUTHORITIES = re.compile(r"(?:the )?(?:local )?(?:authorities|officials)", re.IGNORECASE)
_NO_STATE = "\uffff"
_Key = tuple[bool, str, str]
"""Whether it has no name, its state, and its name."""


def voices(pile: Pile) -> Section:
    """The section: one item a voice, the most quoted first, those without a name behind the others.

    Voices are grouped by state where most of what named ones say has a state, and more than one unless all have it: in
    a story of one country the states tell nothing.
    """
    spoken: dict[_Key, list[Statement]] = defaultdict(list)
    for item in pile.records.all(Statement):
        if item.article_id in pile.by_id and item.content and not item.garbled and not item.same_utterance_as:
            spoken[_voice_key(pile, item)].append(item)
    spoken = {key: [item for item in items if not _inside(item, items)] for key, items in spoken.items()}
    rows = {key: _rows(pile, items) for key, items in spoken.items()}
    ranked = sorted(spoken, key=lambda key: (key[0], not key[2], -len(rows[key]), key))
    first = set(ranked[:FIRST_VOICES])
    weight: dict[tuple[bool, str], int] = defaultdict(int)
    for key, lines in rows.items():
        weight[key[:2]] += len(lines)
    if not _by_state(weight):
        ranked = [key for key in ranked if not key[0]] + [key for key in ranked if key[0]]
        weight = {}
    ranked.sort(key=lambda key: (key[0], *_order_of_state(weight, key)))
    items = []
    for key in ranked:
        title, note = _title(pile, spoken[key]), number("said", len(rows[key]))
        items.append(Item(title, rows[key], note, first=key in first, group=_group(key, bool(weight))))
    return Section("voices", say("voices"), tuple(items), say("none_voices"))


def _by_state(weight: dict[tuple[bool, str], int]) -> bool:
    """Whether states tell the named voices apart."""
    named = {state: rows for (vague, state), rows in weight.items() if not vague}
    listed = [rows for state, rows in named.items() if state != _NO_STATE]
    return 2 * sum(listed) >= sum(named.values()) and (len(listed) > 1 or len(listed) == len(named))


def _order_of_state(weight: dict[tuple[bool, str], int], key: _Key) -> tuple[bool, int, str]:
    """The state of which most is quoted first, none last; all alike if states tell nothing or a voice has no name."""
    if not weight or key[0]:
        return False, 0, ""
    return key[1] == _NO_STATE, -weight[key[:2]], key[1]


def _group(key: _Key, by_state: bool) -> Line:
    """The heading over a voice: its state, or that the pages do not name it."""
    if key[0]:
        return say("voices_not_named")
    if not by_state:
        return ()
    return say("no_country") if key[1] == _NO_STATE else name(key[1])


def _voice_key(pile: Pile, item: Statement) -> _Key:
    """Whether a voice goes without a name, its state, and what it is called; the empty name for sources not named."""
    spoken = " ".join((pile.speaker_name(item) or "").casefold().split())
    state = pile.speaker_state(item) or _NO_STATE
    return state == _NO_STATE and _vague(pile, item), state, _ARTICLE.sub("", spoken)


def _vague(pile: Pile, item: Statement) -> bool:
    """Whether nobody can be asked: *authorities*, *a source*, *her rep*. A body such as *police* can."""
    actor, mention = pile.actor(item.speaker_mention), pile.mention(item.speaker_mention)
    spoken = pile.speaker_name(item) or ""
    if mention is not None and mention.name:
        return False
    if mention is not None and mention.kind == "organization" and not _AUTHORITIES.fullmatch(spoken):
        return False
    words = _ARTICLE.sub("", spoken[:1].casefold() + spoken[1:]).split()
    return not any(word[:1].isupper() for word in words) or (actor is None and not any(map(_capital, words[1:])))


def _capital(word: str) -> bool:
    return word[:1].isupper()


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
    order = sorted(_fold_versions(pile, folded), key=lambda group: (_order(pile, group[0]), pile.position(
        group[0].article_id, group[0].content)))  # fmt: skip
    ranked = sorted(range(len(order)), key=lambda place: (_dullness(order[place]), place))
    first = set(ranked[:FIRST_STATEMENTS])
    return tuple(_row(pile, group, place in first) for place, group in enumerate(order))


def _surest(pile: Pile, item: Statement) -> tuple[object, ...]:
    """Sorts by how well the day is known, then by place: the first one speaks for its copies."""
    return vagueness(pile.day(item)), pile.position(item.article_id, item.content), item.id


def _fold_versions(pile: Pile, folded: dict[str, list[Statement]]) -> list[list[Statement]]:
    """What a voice says in like words as one: a second version on the same page, and what other pages have of it.

    On other pages it is another statement if their days cannot be one.
    """
    kept: list[tuple[str, list[Statement]]] = []
    for words, group in folded.items():
        page, date = group[0].article_id, pile.day(group[0])
        for other, before in kept:
            here = any(item.article_id == page for item in before)
            if versions(other, words) and (here or _may_be_one(date, pile.day(before[0]))):
                # A second version on a page is the same report; one on another page is one more.
                before.extend([] if here else group)
                break
        else:
            kept.append((words, list(group)))
    return [group for _, group in kept]


def _may_be_one(one: DateInterval, other: DateInterval) -> bool:
    """Whether two days may be the same."""
    apart = (one.latest or "9999") < (other.earliest or "") or (other.latest or "9999") < (one.earliest or "")
    return not apart


def _dullness(group: list[Statement]) -> tuple[int, int]:
    """Direct words and words that many pages carry go first."""
    return -len(group), ("direct", "mixed", "indirect").index(group[0].manner)


def _order(pile: Pile, item: Statement) -> tuple[str, str]:
    date = pile.day(item)
    return date.latest or date.earliest or "9999", date.earliest or ""


def _row(pile: Pile, group: list[Statement], first: bool) -> Row:
    """One statement in its fullest wording, with its day, its channel and the pages that carry it."""
    item = max(group, key=_length)
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
    return Row(_when(pile, group[0]), (), pile.words(said(pile, item)), join(channel), tuple(sorted(cites)), first)


def _when(pile: Pile, item: Statement) -> Line:
    """The day of a statement; else the weekday in the page's words; nothing in a pile in which nothing has a day."""
    date = pile.day(item)
    time = pile.records.get(TimeExpression, item.said_time)
    if date.known or time is None:
        return when(date, pile.year) if date.known or pile.any_day else ()
    return (Piece("words", time.span.exact),)
