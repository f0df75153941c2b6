"""The timeline of a pile for readers: each deed once with all its reports, what was planned beside what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.courses import Came, Outcome
from onrecord.records import (
    Clause,
    DateInterval,
    Event,
    Evidence,
    Finding,
    Modality,
    Place,
    Records,
    Span,
    Statement,
    Story,
)
from onrecord.records.relation import agreed
from onrecord.relate.known import Known, overlap, plain, width
from onrecord.relate.outcomes import Report, outcomes_of, reports
from onrecord.relate.timeline_actor import Name
from onrecord.versions import versions
from onrecord.weekdays import week

_OPEN = 10_000
"""Days that an interval counts as which is open on one side."""


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """A deed, or words said, at its place in time, with all its reports."""

    date: DateInterval
    """When, as the pages or the pile give it; of a plan without a day, the day on which it was told."""
    kind: Literal["event", "clause", "statement"]
    """Whether it is an event of the codebook, another happening, or words said."""
    modality: Modality
    """Whether it happened, was planned, is possible, or is denied."""
    evidence: tuple[Evidence, ...]
    """The words of each report, the first one first."""
    actors: tuple[str, ...]
    """Who takes part, by the names of the pile."""
    place: str | None
    """Where, in the words of the first report that says so."""
    independent: int
    """How many independent sources report it: copies and rewrites of one wire are one."""
    told_only: bool = False
    """Whether the day is the day of telling, not of the deed."""
    outcome: Came | None = None
    """Of a plan, what the pile tells of it later; ``not in the pile``: its day has passed, and nothing tells of it."""
    outcome_evidence: Evidence | None = None
    """The words that tell it."""
    weekday: int | None = None
    """The day of the week (0 for Monday) of a deed to which the pages give no date: such lines come last, by story, in
    the order of one week."""


def told_timeline(
    pile: Records,
    *,
    actor: str | None = None,
    place: str | None = None,
    pages: Iterable[str] | None = None,
    said: bool = False,
) -> tuple[list[TimelineLine], int]:
    """The dated deeds of a pile in order of time, each once, and how many deeds are left out for want of a day.

    Deeds that the pages date by the day of the week alone come behind them.

    Args:
        pile: the records of the pages.
        actor: only deeds in which this actor takes part, and what it says.
        place: only deeds at this place.
        pages: only these pages, by the ids of their articles (a story's).
        said: whether statements are listed too.
    """
    known = Known(pile)
    wanted = None if pages is None else set(pages)
    name = Name(actor) if actor else None
    told = list(reports(known))
    kept: list[Report] = []
    undated = 0
    for one in told:
        if wanted is not None and one.deed.article_id not in wanted:
            continue
        if (name is None or _takes_part(name, one)) and (place is None or _is_at(pile, one.deed, place)):
            placed = one.date.known or one.weekday is not None
            undated += not placed
            kept += [one] if placed else []
    groups = _joined(kept, agreed(pile.all(Finding)))
    lines = list(_with_outcomes(_once(_line(known, group) for group in groups), outcomes_of(known, told)))
    if said and place is None:
        lines += _statements(known, wanted, name)
    dated = sorted((line for line in lines if line.weekday is None), key=_order)
    return [*dated, *_by_weekday(pile, [line for line in lines if line.weekday is not None], kept)], undated


def _takes_part(name: Name, told: Report) -> bool:
    """Whether an actor does or undergoes a deed."""
    return any(name.is_in(who.name) for who in (*told.actors, *told.others))


def _is_at(pile: Records, deed: Event | Clause, place: str) -> bool:
    """Whether a deed is told to be at a place: that of the event, or one that the clause of a happening names."""
    wanted = place.casefold()
    where = (deed.place,) if isinstance(deed, Event) else deed.extent
    names = {
        found.name.casefold()
        for found in pile.all(Place)
        if found.article_id == deed.article_id
        and found.name
        and any(span and found.span.overlaps(span) for span in where)
    }
    named = isinstance(deed, Event) and deed.place is not None and wanted in deed.place.exact.casefold()
    return wanted in names or named


def _joined(reports: Sequence[Report], agreements: Mapping[str, str]) -> list[list[Report]]:
    """The reports by deed: one agreement; or one kind of act, one day, and the same actors or, without any, words.

    Two versions of a sentence, of one page or of two, are reports of one deed.
    """
    groups: dict[tuple[object, ...], list[Report]] = {}
    for report in sorted(reports, key=lambda one: (one.deed.article_id, one.words.start, one.deed.id)):
        who = frozenset(actor.key for actor in report.actors)
        days = (report.date.earliest, report.date.latest, report.told_only, report.weekday and report.weekday[0])
        key: tuple[object, ...] = (report.type, report.deed.modality, days, who or report.words.exact.casefold())
        if report.deed.id in agreements:
            key = (agreements[report.deed.id], report.deed.modality, report.told_only)
        groups.setdefault(key, []).append(report)
    return _one_of_versions(list(groups.values()))


def _one_of_versions(groups: list[list[Report]]) -> list[list[Report]]:
    """The groups, those put together that tell one deed of a day in like words: versions on a page, or of two pages."""
    by_verb: dict[tuple[str, Modality], list[tuple[int, Report]]] = defaultdict(list)
    home = list(range(len(groups)))
    for place, group in enumerate(groups):
        for one in group:
            alike = by_verb[one.deed.lemma, one.deed.modality]
            for other, before in alike:
                if home[place] != home[other] and _like(before, one):
                    old, new = sorted((home[place], home[other]), reverse=True)
                    home = [new if here == old else here for here in home]
            alike.append((place, one))
    joined: dict[int, list[Report]] = defaultdict(list)
    for place, group in enumerate(groups):
        joined[home[place]] += group
    return [joined[place] for place in sorted(joined)]


def _like(one: Report, other: Report) -> bool:
    """Whether two reports are of about one day or of one weekday, and in like words."""
    one_page = one.deed.article_id == other.deed.article_id
    if one.told_only != other.told_only or (one_page and one.words.overlaps(other.words)):
        return False
    if one.weekday is not None and other.weekday is not None:
        days = one.weekday[0] == other.weekday[0]
    else:
        days = one.date.known and other.date.known and overlap(one.date, other.date)
    return days and versions(one.words.exact, other.words.exact)


def _line(known: Known, group: Sequence[Report]) -> TimelineLine:
    """The line of a deed."""
    ordered = sorted(group, key=lambda one: (one.told.earliest or "9999", one.deed.article_id, one.deed.id))
    first = ordered[0]
    names = dict.fromkeys(who.name for one in ordered for who in (*one.actors, *one.others))
    place = next((one.place.exact for one in ordered if one.place is not None), None)
    date = min((one.date for one in ordered), key=lambda date: days if (days := width(date)) is not None else _OPEN)
    clocks = [one.weekday for one in ordered if one.weekday is not None]
    day = clocks[0][0] if clocks and not date.known else None
    return TimelineLine(
        date, "event" if isinstance(first.deed, Event) else "clause", first.deed.modality,
        tuple(_evidence(one) for one in ordered), tuple(names), place,
        len({known.chain(one.deed.article_id) for one in ordered}), first.told_only, weekday=day,
    )  # fmt: skip


def _once(lines: Iterable[TimelineLine]) -> Iterator[TimelineLine]:
    """The lines, of several deeds told by the same clause with the same day the one with most actors."""
    kept: dict[tuple[object, ...], TimelineLine] = {}
    for line in lines:
        first = line.evidence[0]
        key = (first.article_id, first.span, line.date, line.modality)
        if key not in kept or len(line.actors) > len(kept[key].actors):
            kept[key] = line
    return iter(kept.values())


def _evidence(told: Report) -> Evidence:
    """The clause of a deed."""
    return Evidence(told.deed.article_id, told.words, told.deed.id)


def _with_outcomes(lines: Iterable[TimelineLine], found: Mapping[str, Outcome]) -> Iterator[TimelineLine]:
    """The lines, plans with what the pile tells of them later, or that it tells nothing."""
    for line in lines:
        told = [found[piece.record_id or ""] for piece in line.evidence if piece.record_id in found]
        # What one report of a plan leaves open another one may answer.
        best = min(told, key=lambda one: (one.came == "not in the pile", one.came), default=None)
        answered = best is not None and (best.evidence is not None or len(told) == len(line.evidence))
        if line.modality == "planned" and best is not None and answered:
            yield replace(line, outcome=best.came, outcome_evidence=best.evidence)
        else:
            yield line


def _statements(known: Known, wanted: set[str] | None, name: Name | None) -> Iterator[TimelineLine]:
    """What was said on a known day."""
    for statement in known.pile.all(Statement):
        if not statement.content or (wanted is not None and statement.article_id not in wanted):
            continue
        date = known.dated(statement.id, statement.said_on)
        who = known.who(statement.speaker_mention)
        if date.known and (name is None or (who is not None and name.is_in(who.name))):
            words: Span = statement.content[0]
            yield TimelineLine(
                plain(date), "statement", "happened", (Evidence(statement.article_id, words, statement.id),),
                (who.name,) if who else (), None, 1,
            )  # fmt: skip


def _order(line: TimelineLine) -> tuple[str, str, str, int]:
    """By first possible day; an open beginning counts as its end."""
    first = line.evidence[0]
    start = line.date.earliest or line.date.latest or ""
    return start, line.date.latest or "9999", first.article_id, first.span.start


def _by_weekday(pile: Records, lines: Sequence[TimelineLine], told: Sequence[Report]) -> Iterator[TimelineLine]:
    """Lines with no more than a weekday: the story of most pages first, each in the order of one week."""
    stories = sorted(pile.all(Story), key=lambda story: (-len(story.members), story.id))
    homes = {member.article_id: place for place, story in enumerate(stories) for member in story.members}
    reported = {one.deed.id: one.weekday for one in told if one.weekday is not None}
    by_story: dict[int, list[TimelineLine]] = defaultdict(list)
    for line in lines:
        by_story[homes.get(line.evidence[0].article_id, len(stories))].append(line)
    for home in sorted(by_story):
        past: dict[int, set[str]] = defaultdict(set)
        days = {line.weekday for line in by_story[home] if line.weekday is not None}
        for line in by_story[home]:
            for piece in line.evidence:
                day, ahead, _ = reported.get(piece.record_id or "", (0, True, ""))
                if not ahead:
                    past[day].add(piece.article_id)
        order = week({day: len(pages) for day, pages in past.items()}, frozenset(days) - past.keys())
        place = {day: number for number, day in enumerate(order)}

        def key(line: TimelineLine, place: Mapping[int, int] = place) -> tuple[int, str, str, int]:
            first = line.evidence[0]
            clock = reported.get(first.record_id or "", (0, False, "99"))[2]
            return place.get(line.weekday or 0, 7), clock, first.article_id, first.span.start

        yield from sorted(by_story[home], key=key)
