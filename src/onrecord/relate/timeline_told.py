"""The timeline of a pile for readers: each deed once with all its reports, what was planned beside what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.records import DateInterval, Event, Evidence, Modality, Place, Records, Span, Statement
from onrecord.relate.claims import clause
from onrecord.relate.known import Known, Who, days_between, overlap, plain
from onrecord.relate.timeline_actor import Name

Outcome = Literal["came about", "did not come about"]


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """A deed, or words said, at its place in time, with all its reports."""

    date: DateInterval
    """When, as the pages or the pile give it; of a plan without a day, the day on which it was told."""
    kind: Literal["event", "statement"]
    """Which of the two."""
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
    outcome: Outcome | None = None
    """Of a plan, what the pile tells of it later."""
    outcome_evidence: Evidence | None = None
    """The words that tell it."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One report of a deed."""

    event: Event
    date: DateInterval
    told: DateInterval
    told_only: bool
    actors: tuple[Who, ...]
    others: tuple[Who, ...]


def told_timeline(
    pile: Records,
    *,
    actor: str | None = None,
    place: str | None = None,
    pages: Iterable[str] | None = None,
    said: bool = False,
) -> tuple[list[TimelineLine], int]:
    """The dated deeds of a pile in order of time, each once, and how many deeds are left out for want of a day.

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
    reports: list[_Told] = []
    undated = 0
    for event in pile.all(Event):
        if wanted is not None and event.article_id not in wanted:
            continue
        told = _told(known, event)
        if (name is None or _takes_part(name, told)) and (place is None or _is_at(pile, event, place)):
            undated += not told.date.known
            reports += [told] if told.date.known else []
    lines = list(_once(_line(known, group) for group in _joined(reports)))
    lines = list(_with_outcomes(lines, reports))
    if said and place is None:
        lines += _statements(known, wanted, name)
    return sorted(lines, key=_order), undated


def _told(known: Known, event: Event) -> _Told:
    """A report of a deed; a plan without a day stands on the day on which it is told."""
    date, told = known.dated(event.id, event.date), known.told(event)
    told_only = not date.known and event.modality in ("planned", "possible") and told.known
    actors = [who for side in event.actor if (who := known.who(side.mention)) is not None]
    others = [who for side in event.recipient if (who := known.who(side.mention)) is not None]
    return _Told(event, plain(told if told_only else date), told, told_only, tuple(actors), tuple(others))


def _takes_part(name: Name, told: _Told) -> bool:
    """Whether an actor does or undergoes a deed."""
    return any(name.is_in(who.name) for who in (*told.actors, *told.others))


def _is_at(pile: Records, event: Event, place: str) -> bool:
    """Whether a deed is told to be at a place."""
    wanted = place.casefold()
    if event.place is None:
        return False
    names = {
        found.name.casefold()
        for found in pile.all(Place)
        if found.article_id == event.article_id and found.span.overlaps(event.place) and found.name
    }
    return wanted in names or wanted in event.place.exact.casefold()


def _joined(reports: Sequence[_Told]) -> list[list[_Told]]:
    """The reports by deed: one kind of act, one day, the same actors, or without actors the same words."""
    groups: dict[tuple[object, ...], list[_Told]] = {}
    for report in sorted(reports, key=lambda one: (one.event.article_id, one.event.trigger[0].start, one.event.id)):
        event, who = report.event, frozenset(actor.key for actor in report.actors)
        days = (report.date.earliest, report.date.latest, report.told_only)
        key = (event.type, event.modality, days, who or clause(event).exact.casefold())
        groups.setdefault(key, []).append(report)
    return list(groups.values())


def _line(known: Known, group: Sequence[_Told]) -> TimelineLine:
    """The line of a deed."""
    ordered = sorted(group, key=lambda one: (one.told.earliest or "9999", one.event.article_id, one.event.id))
    first = ordered[0]
    names = dict.fromkeys(who.name for one in ordered for who in (*one.actors, *one.others))
    place = next((one.event.place.exact for one in ordered if one.event.place is not None), None)
    return TimelineLine(
        first.date, "event", first.event.modality, tuple(_evidence(one.event) for one in ordered), tuple(names), place,
        len({known.chain(one.event.article_id) for one in ordered}), first.told_only,
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


def _evidence(event: Event) -> Evidence:
    """The clause of a deed."""
    return Evidence(event.article_id, clause(event), event.id)


def _with_outcomes(lines: Sequence[TimelineLine], reports: Sequence[_Told]) -> Iterator[TimelineLine]:
    """The lines, plans with what the pile tells of them later."""
    by_id = {report.event.id: report for report in reports}
    for line in lines:
        plan = by_id[line.evidence[0].record_id or ""]
        found = _outcome(plan, reports) if line.modality == "planned" else None
        if found is None:
            yield line
            continue
        outcome: Outcome = "came about" if found.event.modality == "happened" else "did not come about"
        yield replace(line, outcome=outcome, outcome_evidence=_evidence(found.event))


def _outcome(plan: _Told, reports: Sequence[_Told]) -> _Told | None:
    """The first report told after a plan that the same actors did the same, or did not."""
    mine = {who.family for who in plan.actors}
    found = [
        one
        for one in reports
        if one.event.modality in ("happened", "negated")
        and one.event.lemma == plan.event.lemma  # not the type: PLOVER codes a plan as a promise
        and mine & {who.family for who in one.actors}
        and _same_objects(plan, one)
        and _after(plan, one)
        and (plan.told_only or overlap(plan.date, one.date))
    ]
    return min(found, key=lambda one: (one.told.earliest or "", one.event.id), default=None)


def _after(plan: _Told, deed: _Told) -> bool:
    """Whether a deed was done on or after the day on which the plan was told, or was told later."""
    start = plan.told.earliest or plan.told.latest
    if start is None or deed.event.id == plan.event.id:
        return False
    later = days_between(plan.told, deed.told)
    return (deed.date.earliest or "") >= start or (later is not None and later > 0)


def _same_objects(plan: _Told, deed: _Told) -> bool:
    """Whether what is done to named others is done to the same ones."""
    mine = {who.key for who in plan.others} - {who.key for who in plan.actors}
    other = {who.key for who in deed.others} - {who.key for who in deed.actors}
    return not mine or not other or bool(mine & other)


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
