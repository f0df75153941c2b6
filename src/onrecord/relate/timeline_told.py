"""The timeline of a pile for readers: each deed once with all its reports, what was planned beside what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.codebooks.meanings import act_of
from onrecord.happenings import happenings
from onrecord.records import Clause, DateInterval, Event, Evidence, Finding, Modality, Place, Records, Span, Statement
from onrecord.records.relation import agreed
from onrecord.relate.claims import clause
from onrecord.relate.known import Known, Who, days_between, overlap, plain, width
from onrecord.relate.timeline_actor import Name

Outcome = Literal["came about", "did not come about"]

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
    outcome: Outcome | None = None
    """Of a plan, what the pile tells of it later."""
    outcome_evidence: Evidence | None = None
    """The words that tell it."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One report of a deed."""

    deed: Event | Clause
    words: Span
    date: DateInterval
    told: DateInterval
    told_only: bool
    actors: tuple[Who, ...]
    others: tuple[Who, ...]

    @property
    def type(self) -> str:
        """What kind of deed it is: the event's type, else the act that the verb names."""
        return self.deed.type if isinstance(self.deed, Event) else act_of(self.deed.lemma)

    @property
    def place(self) -> Span | None:
        """Where, if the report is an event that says so."""
        return self.deed.place if isinstance(self.deed, Event) else None


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
    for told in (
        *(_told(known, event) for event in pile.all(Event)),
        *(_other(known, one) for one in happenings(pile)),
    ):
        if wanted is not None and told.deed.article_id not in wanted:
            continue
        if (name is None or _takes_part(name, told)) and (place is None or _is_at(pile, told.deed, place)):
            undated += not told.date.known
            reports += [told] if told.date.known else []
    lines = list(_once(_line(known, group) for group in _joined(reports, agreed(pile.all(Finding)))))
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
    return _Told(
        event, clause(event), plain(told if told_only else date), told, told_only, tuple(actors), tuple(others)
    )


def _other(known: Known, one: Clause) -> _Told:
    """A report of a happening that is no event of the codebook; who is told of stands before its verb or behind."""
    actor = known.who(one.subject_mention)
    mentions = (known.mention_at(one.article_id, span) for span in one.objects)
    others = [who for mention in mentions if (who := known.who(mention)) is not None]
    words = max(one.extent, key=lambda span: span.end - span.start)
    date = plain(known.dated(one.id, one.date))
    return _Told(one, words, date, known.told(one), False, (actor,) if actor else (), tuple(others))


def _takes_part(name: Name, told: _Told) -> bool:
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


def _joined(reports: Sequence[_Told], agreements: Mapping[str, str]) -> list[list[_Told]]:
    """The reports by deed: one agreement; or one kind of act, one day, and the same actors or, without any, words."""
    groups: dict[tuple[object, ...], list[_Told]] = {}
    for report in sorted(reports, key=lambda one: (one.deed.article_id, one.words.start, one.deed.id)):
        who = frozenset(actor.key for actor in report.actors)
        days = (report.date.earliest, report.date.latest, report.told_only)
        key: tuple[object, ...] = (report.type, report.deed.modality, days, who or report.words.exact.casefold())
        if report.deed.id in agreements:
            key = (agreements[report.deed.id], report.deed.modality, report.told_only)
        groups.setdefault(key, []).append(report)
    return list(groups.values())


def _line(known: Known, group: Sequence[_Told]) -> TimelineLine:
    """The line of a deed."""
    ordered = sorted(group, key=lambda one: (one.told.earliest or "9999", one.deed.article_id, one.deed.id))
    first = ordered[0]
    names = dict.fromkeys(who.name for one in ordered for who in (*one.actors, *one.others))
    place = next((one.place.exact for one in ordered if one.place is not None), None)
    date = min((one.date for one in ordered), key=lambda date: days if (days := width(date)) is not None else _OPEN)
    return TimelineLine(
        date, "event" if isinstance(first.deed, Event) else "clause", first.deed.modality,
        tuple(_evidence(one) for one in ordered), tuple(names), place,
        len({known.chain(one.deed.article_id) for one in ordered}), first.told_only,
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


def _evidence(told: _Told) -> Evidence:
    """The clause of a deed."""
    return Evidence(told.deed.article_id, told.words, told.deed.id)


def _with_outcomes(lines: Sequence[TimelineLine], reports: Sequence[_Told]) -> Iterator[TimelineLine]:
    """The lines, plans with what the pile tells of them later."""
    by_id = {report.deed.id: report for report in reports}
    for line in lines:
        plan = by_id[line.evidence[0].record_id or ""]
        found = _outcome(plan, reports) if line.modality == "planned" else None
        if found is None:
            yield line
            continue
        outcome: Outcome = "came about" if found.deed.modality == "happened" else "did not come about"
        yield replace(line, outcome=outcome, outcome_evidence=_evidence(found))


def _outcome(plan: _Told, reports: Sequence[_Told]) -> _Told | None:
    """The first report told after a plan that the same actors did the same, or did not."""
    mine = {who.family for who in plan.actors}
    found = [
        one
        for one in reports
        if one.deed.modality in ("happened", "negated")
        and one.deed.lemma == plan.deed.lemma  # not the type: PLOVER codes a plan as a promise
        and mine & {who.family for who in one.actors}
        and _same_objects(plan, one)
        and _after(plan, one)
        and (plan.told_only or overlap(plan.date, one.date))
    ]
    return min(found, key=lambda one: (one.told.earliest or "", one.deed.id), default=None)


def _after(plan: _Told, deed: _Told) -> bool:
    """Whether a deed was done on or after the day on which the plan was told, or was told later."""
    start = plan.told.earliest or plan.told.latest
    if start is None or deed.deed.id == plan.deed.id:
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
