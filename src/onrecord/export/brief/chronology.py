"""What happened when: deeds and statements in the order of their days, copies folded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from onrecord.export.brief.days import bounded, vagueness, when
from onrecord.export.brief.findings import count_note, modality, text_of, trigger_of
from onrecord.export.brief.labels import join, say
from onrecord.export.brief.pile import Pile
from onrecord.export.brief.tree import Cite, Item, Line, Row, Section
from onrecord.export.brief.wording import bare, said, spoken, told
from onrecord.happenings import happenings
from onrecord.records import Clause, DateBasis, DateInterval, Event, Finding, Participant, Span, Statement
from onrecord.records.relation import agreed
from onrecord.versions import versions

FIRST_ROWS = 40
"""Rows in the short form."""

_PRESENT = 400
"""An interval of more days than this says nothing of a chronology's order."""
_TELLING = 3
"""Fewer words than this tell a reader nothing, unless they were said so."""
_MOST = 0.6
"""The share of a statement from which an event tells it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that lies on a day, with the pages that tell it."""

    date: DateInterval
    who: Line
    words: Line
    note: Line
    cites: tuple[Cite, ...]
    pages: frozenset[str]
    weight: int
    deed: str
    """Base form of the verb of an event; empty for a statement."""
    records: frozenset[str]
    """The records that it tells, by id: its own, and those of its copies and versions."""

    def sort_key(self) -> tuple[str, str, bool, tuple[Cite, ...], str]:
        """By first day, then last day, then place; on one day deeds before words."""
        earliest, latest = self.date.earliest or self.date.latest or "", self.date.latest or self.date.earliest or ""
        return earliest, latest, not self.deed, self.cites, text_of(self.words)


def chronology(pile: Pile, most: int = FIRST_ROWS) -> Section:
    """The section: one item a day or interval, one row a thing that happened or was said.

    The short form shows what has a day of its own; what only the day of its page bounds stands among the voices.

    Args:
        pile: the pages.
        most: rows in the short form.
    """
    weighty = _in_findings(pile)
    events, told_by_events = _events(pile, weighty)
    entries = _fold(
        pile, [*events, *_statements(pile, weighty, told_by_events), *_clauses(pile, weighty, told_by_events)]
    )
    entries.sort(key=Entry.sort_key)
    own = [entry for entry in entries if not bounded(entry.date) and not _long_ago(pile, entry)] or entries
    best = sorted(own, key=lambda entry: (-entry.weight, entry.sort_key()))[:most]
    chosen = {id(entry) for entry in best}
    days: dict[tuple[str | None, str | None, bool], list[Entry]] = defaultdict(list)
    for entry in entries:
        days[entry.date.earliest, entry.date.latest, entry.date.basis == "published"].append(entry)
    items = []
    for (_, _, bound), group in days.items():
        inferred = all(entry.date.basis == "inferred" for entry in group)
        basis: DateBasis = "published" if bound else "inferred" if inferred else "unknown"
        rows = tuple(row_of(pile, entry, id(entry) in chosen, inferred) for entry in group)
        day = when(replace(group[0].date, basis=basis), pile.year)
        items.append(Item(day, rows, first=any(id(entry) in chosen for entry in group)))
    return Section("chronology", say("chronology"), tuple(items), say("none_chronology"))


def _long_ago(pile: Pile, entry: Entry) -> bool:
    """Whether an entry is of years before the story: background."""
    return pile.year is not None and int(_last(entry)[:4]) < pile.year - 1


def row_of(pile: Pile, entry: Entry, first: bool, told: bool = False) -> Row:
    """One entry, with how its day is known unless the heading has ``told`` so, or it needs no note."""
    note = [entry.note, count_note(len(entry.pages), pile.independent(entry.pages))]
    if not told and entry.date.basis == "inferred":
        note.append(say("basis_inferred"))
    return Row((), entry.who, entry.words, join(note), entry.cites, first)


def _in_findings(pile: Pile) -> set[str]:
    """The records that findings rest on."""
    return {
        piece.record_id
        for finding in pile.records.all(Finding) for side in finding.sides for piece in side.evidence
        if piece.record_id
    }  # fmt: skip


def _events(pile: Pile, weighty: set[str]) -> tuple[list[Entry], set[str]]:
    """Events with a day of their own, and the statements that they tell: those need no entry beside them."""
    by_cue: dict[str, list[Statement]] = defaultdict(list)
    for statement in pile.records.all(Statement):
        by_cue[statement.article_id].append(statement)
    found: list[Entry] = []
    covered: set[str] = set()
    for event in pile.records.all(Event):
        if event.article_id not in pile.by_id or not event.extent:
            continue
        date, teller = pile.day(event), pile.records.get(Statement, event.attributed_to)
        clause = told(pile, event)
        if not _dated(date) or bounded(date) or _size(clause) < _TELLING:
            continue
        # To agree, to order, to accuse is a deed: the statement that has the same verb is the same thing.
        same = [item for item in by_cue[event.article_id] if _overlap(item.cue, event.trigger)]
        if any(item.rule.endswith("clause") and by_itself(item) for item in same):
            continue  # To say, to warn, to assure is words: the statement tells it better.
        note = [modality(event), outcome(pile, event)]
        if teller is not None:
            spoken = pile.day(teller)
            if event.extent[0].exact.casefold().startswith(("who ", "which ")):
                continue  # Said in passing of someone in somebody's words.
            if spoken == date and not (event.actor and _covers(clause, teller.content)):
                continue
            if spoken == date or bounded(spoken) or not spoken.known:
                same += [teller] if _covers(clause, teller.content) else []
            note.append(say("says", name=pile.who(teller)))
        covered.update(item.id for item in same)
        weight = 4 * (event.id in weighty) + 2 * (date.day is not None) + 2 * bool(event.actor)
        weight += 2 * (event.modality == "happened") - (teller is not None)
        who = pile.participants(event.actor)
        found.append(entry_of(pile, event, date, who, clause, join(note), weight))
    return found, covered


def _overlap(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    return any(first.overlaps(second) for first in one for second in other)


def _covers(clause: tuple[Span, ...], content: tuple[Span, ...]) -> bool:
    """Whether a clause is most of what a statement says."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in clause for b in content)
    return shared >= _MOST * sum(span.end - span.start for span in content)


def _statements(pile: Pile, weighty: set[str], covered: set[str]) -> list[Entry]:
    """Statements with a day or a bound; those inside others, repeated or garbled are left to the voices."""
    found = []
    for item in pile.records.all(Statement):
        if item.article_id not in pile.by_id:
            continue
        date = pile.day(item)
        if item.id in covered or not _shown(pile, item):
            continue
        words = said(pile, item)
        if item.manner == "indirect" and _size(words) < _TELLING:
            continue
        weight = 4 * (item.id in weighty) + 2 * (date.day is not None and not bounded(date))
        weight += (item.manner != "indirect") + (item.speaker_basis == "named")
        found.append(entry_of(pile, item, date, pile.who(item), words, (), weight))
    return found


def _clauses(pile: Pile, weighty: set[str], covered: set[str]) -> list[Entry]:
    """What no event tells: happenings with a day of their own, and what a finding rests on and no statement shows."""
    happened = {clause.id for clause in happenings(pile.records)}
    found = []
    for item in pile.records.all(Clause):
        teller, date = pile.records.get(Statement, item.attributed_to), pile.day(item)
        if item.article_id not in pile.by_id or not _dated(date):
            continue
        happening = item.id in happened and not bounded(date) and not _on_its_day(pile, teller, date)
        told_by_it = teller is not None and (teller.id in covered or _shown(pile, teller))
        if not happening and (item.id not in weighty or told_by_it):
            continue
        words = spoken(pile, item) or bare(item.extent, pile.by_id[item.article_id].text)
        weight = 4 * (item.id in weighty) + 2 * (date.day is not None and not bounded(date))
        weight += 2 * (happening and item.modality == "happened")
        if happening and teller is not None and _covers(words, teller.content):
            covered.add(teller.id)
        note = join([modality(item), outcome(pile, item)])
        found.append(entry_of(pile, item, date, of_whom(pile, item, teller), words, note, weight))
    return found


def _on_its_day(pile: Pile, teller: Statement | None, date: DateInterval) -> bool:
    """Whether a statement stands on the same day, and so beside what it tells."""
    return teller is not None and _shown(pile, teller) and pile.day(teller) == date


def of_whom(pile: Pile, item: Clause, teller: Statement | None) -> Line:
    """Who says so; else the actor of whom it is told. *Divers* need no name before words that name them."""
    if teller is not None:
        return pile.who(teller)
    known = pile.actor(item.subject_mention) is not None
    return pile.participants((Participant(item.subject, item.subject_mention),)) if known else ()


def _shown(pile: Pile, item: Statement) -> bool:
    """Whether a statement has an entry of its own."""
    return by_itself(item) and bool(item.speaker and item.content) and _dated(pile.day(item))


def by_itself(item: Statement) -> bool:
    """Whether a statement is neither inside another one, nor its repetition, nor damaged."""
    return not (item.nested_in or item.same_utterance_as or item.garbled)


def _size(spans: tuple[Span, ...]) -> int:
    return sum(len(span.exact.split()) for span in spans)


def entry_of(
    pile: Pile,
    item: Event | Statement | Clause,
    date: DateInterval,
    who: Line,
    spans: tuple[Span, ...],
    note: Line,
    weight: int,
) -> Entry:
    """An entry of one page."""
    cites = pile.cites(item.article_id, spans)
    came = pile.outcomes.get(item.id)
    if came is not None and came.evidence is not None and came.evidence.article_id in pile.by_id:
        cites += pile.cites(came.evidence.article_id, (came.evidence.span,))
    focus, deed = (0, "") if isinstance(item, Statement) else (trigger_of(item)[0].start, item.lemma)
    return Entry(
        date,
        who,
        pile.words(spans, focus),
        note,
        cites,
        frozenset({item.article_id}),
        weight,
        deed,
        frozenset({item.id}),
    )


def outcome(pile: Pile, plan: Event | Clause) -> Line:
    """What came of a plan, as far as that is known."""
    found = pile.outcomes.get(plan.id)
    return () if found is None else say(found.came.replace(" ", "_"))


def _dated(date: DateInterval) -> bool:
    """Whether the day says something about the order of things."""
    if date.earliest and date.latest:
        years = int(date.latest[:4]) - int(date.earliest[:4])
        return years * 365 < _PRESENT
    return date.known


def _fold(pile: Pile, entries: list[Entry]) -> list[Entry]:
    """The same words as one entry if they are of one day, or of pages that go back to one text; so are two versions.

    Of the days that copies give, the surest one holds. Every further independent page adds weight.
    """
    ordered = sorted(entries, key=lambda entry: (vagueness(entry.date), entry.sort_key()))
    same = merged(ordered, lambda entry: text_of(entry.words), lambda one, other: _one_text(pile, one, other), copy_of)
    single = merged(same, lambda entry: f"{min(entry.pages)} {entry.deed}", _versions, _version)
    reports = agreed(pile.records.all(Finding))
    deeds = merged(single, lambda entry: _deed(entry, reports), _overlapping, _report)
    return [replace(e, weight=e.weight + 2 * (pile.independent(e.pages) - 1)) for e in deeds]


def merged(
    entries: list[Entry],
    key: Callable[[Entry], str],
    alike: Callable[[Entry, Entry], bool],
    merge: Callable[[Entry, Entry], Entry],
) -> list[Entry]:
    """The entries, each put into the first one before it with the same key that it is like."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        same = groups[key(entry)]
        place = next((place for place, before in enumerate(same) if alike(before, entry)), None)
        if place is None:
            same.append(entry)
        else:
            same[place] = merge(same[place], entry)
    return [entry for same in groups.values() for entry in same]


def _deed(entry: Entry, reports: Mapping[str, str]) -> str:
    """The agreement that an entry, or another version of it, is a report of; else the entry itself."""
    return min((reports[record] for record in entry.records if record in reports), default=min(entry.records))


def copy_of(before: Entry, entry: Entry) -> Entry:
    """Two entries with the same words as one."""
    return replace(
        before,
        cites=tuple(sorted({*before.cites, *entry.cites})),
        pages=before.pages | entry.pages,
        weight=max(before.weight, entry.weight),
        records=before.records | entry.records,
    )


def _report(before: Entry, entry: Entry) -> Entry:
    """Two reports of one deed as one, on the narrower day of the two."""
    within = _first(before) <= _first(entry) and _last(entry) <= _last(before) and _bounds(entry) != _bounds(before)
    return replace(copy_of(before, entry), date=entry.date if within else before.date)


def _one_text(pile: Pile, before: Entry, entry: Entry) -> bool:
    """Whether the same words on two pages are one thing."""
    return _bounds(before) == _bounds(entry) or bool(_sources(pile, before) & _sources(pile, entry))


def _overlapping(before: Entry, entry: Entry) -> bool:
    """Whether two entries may be of one day."""
    return _first(entry) <= _last(before) and _first(before) <= _last(entry)


def _versions(before: Entry, entry: Entry) -> bool:
    """Whether two entries of one page are two versions of one sentence, of about the same day."""
    if not _overlapping(before, entry) or not before.pages & entry.pages:
        return False
    same_who = text_of(before.who) == text_of(entry.who) or versions(text_of(before.who), text_of(entry.who))
    return (same_who or bool(before.deed)) and versions(text_of(before.words), text_of(entry.words))


def _version(before: Entry, entry: Entry) -> Entry:
    """The version that stands first; the other one is only told of, for its words differ."""
    return replace(
        before,
        note=join([before.note, say("versions")]),
        weight=max(before.weight, entry.weight),
        records=before.records | entry.records,
    )


def _bounds(entry: Entry) -> tuple[str | None, str | None]:
    return entry.date.earliest, entry.date.latest


def _first(entry: Entry) -> str:
    return entry.date.earliest or ""


def _last(entry: Entry) -> str:
    return entry.date.latest or "9999"


def _sources(pile: Pile, entry: Entry) -> set[str]:
    return {pile.source(page) for page in entry.pages}
