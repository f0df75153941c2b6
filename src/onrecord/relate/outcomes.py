"""What came of plans: whether the pile tells that they were carried out, that they were not, or neither.

*Neither* is told only where nothing in the pile could be meant: a plan of a day that the pile goes beyond, and no later
report of that day that shares its act and actor, or two of its words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import any_of
from onrecord.codebooks.clauses import stems
from onrecord.codebooks.meanings import act_of, acts_of
from onrecord.courses import Came, Outcome
from onrecord.happenings import happenings
from onrecord.records import Clause, DateInterval, Event, Evidence, Records, Span, Story
from onrecord.relate.claims import clause
from onrecord.relate.daynames import calendar
from onrecord.relate.known import Known, Who, days_between, overlap, plain

FEWEST_SHARED = 2
"""Words of a plan that a later report shares if it may tell what came of it."""
_SPANS = ("today", "tomorrow", "day", "week", "month", "year")
"""Words for a time beside the names of days and months."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a deed."""

    deed: Event | Clause
    words: Span
    date: DateInterval
    """When it was done; of a plan without a day, when it was told."""
    told: DateInterval
    told_only: bool
    """Whether the day is that of telling."""
    actors: tuple[Who, ...]
    others: tuple[Who, ...]
    weekday: tuple[int, bool, str] | None = None
    """Of a deed that only a weekday dates: which, whether it lies ahead, and the time of day."""

    @property
    def type(self) -> str:
        """What kind of deed it is: the event's type, else the act that the verb names."""
        return self.deed.type if isinstance(self.deed, Event) else act_of(self.deed.lemma)

    @property
    def place(self) -> Span | None:
        """Where, if the report is an event that says so."""
        return self.deed.place if isinstance(self.deed, Event) else None

    @property
    def about(self) -> frozenset[str]:
        """The words that tell it: no names of who acts, no days."""
        own = stems(" ".join(who.name for who in self.actors))
        return stems(_times().sub(" ", self.words.exact)) - own


@cache
def _times() -> re.Pattern[str]:
    """Words for a time: *Monday*, *May*, *weeks*."""
    return re.compile(rf"\b{any_of((*calendar(), *_SPANS))}s?\b", re.IGNORECASE)


def reports(known: Known) -> Iterator[Report]:
    """The deeds of the codebook and other happenings with a day, as pages report them."""
    yield from (of_event(known, event) for event in known.pile.all(Event))
    yield from (of_clause(known, one) for one in happenings(known.pile))


def of_event(known: Known, event: Event) -> Report:
    """A report of a deed; a plan without a day stands on the day on which it is told."""
    date, told = known.dated(event.id, event.date), known.told(event)
    told_only = not date.known and event.modality in ("planned", "possible") and told.known
    actors = [who for side in event.actor if (who := known.who(side.mention)) is not None]
    others = [who for side in event.recipient if (who := known.who(side.mention)) is not None]
    day = None if date.known else known.weekday(event.date_time)
    told_only = told_only and day is None
    return Report(
        event, clause(event), plain(told if told_only else date), told, told_only, tuple(actors), tuple(others), day
    )


def of_clause(known: Known, one: Clause) -> Report:
    """A report of what is no event of the codebook; who is told of stands before its verb or behind."""
    actor = known.who(one.subject_mention)
    mentions = (known.mention_at(one.article_id, span) for span in one.objects)
    others = [who for mention in mentions if (who := known.who(mention)) is not None]
    words = max(one.extent, key=lambda span: span.end - span.start)
    date = plain(known.dated(one.id, one.date))
    day = None if date.known else known.weekday(one.date_time)
    return Report(one, words, date, known.told(one), False, (actor,) if actor else (), tuple(others), day)


def outcomes(pile: Records) -> dict[str, Outcome]:
    """Event or clause -> what became of it, for plans of which the pile tells, or could tell, what became of them."""
    known = Known(pile)
    return outcomes_of(known, list(reports(known)))


def outcomes_of(known: Known, told: Sequence[Report]) -> dict[str, Outcome]:
    """As :func:`outcomes`, of reports that were read already."""
    homes = {member.article_id: story.id for story in known.pile.all(Story) for member in story.members}
    by_story: dict[str, list[Report]] = defaultdict(list)
    for one in told:
        by_story[homes.get(one.deed.article_id, "")].append(one)
    clauses: dict[str, list[Report]] = defaultdict(list)
    planned = {homes.get(one.deed.article_id, "") for one in told if _dated_plan(one)}
    for other in known.pile.all(Clause):
        if homes.get(other.article_id, "") in planned:
            clauses[homes.get(other.article_id, "")].append(of_clause(known, other))
    found: dict[str, Outcome] = {}
    for home, group in by_story.items():
        last = _last_day(known, {one.deed.article_id for one in (*group, *clauses[home])})
        for plan in group:
            if plan.deed.modality == "planned" and (outcome := _outcome(plan, group, clauses[home], last)) is not None:
                found[plan.deed.id] = outcome
    return found


def _outcome(plan: Report, told: Sequence[Report], clauses: Sequence[Report], last: str) -> Outcome | None:
    """What became of a plan; ``None`` if that cannot be said."""
    found = _answer(plan, told)
    if found is not None:
        came: Came = "came about" if found.deed.modality == "happened" else "did not come about"
        return Outcome(came, Evidence(found.deed.article_id, found.words, found.deed.id))
    passed = _dated_plan(plan) and (plan.date.latest or "9999") < last
    return Outcome("not in the pile") if passed and not _perhaps(plan, (*told, *clauses)) else None


def _dated_plan(plan: Report) -> bool:
    """Whether something is planned for a day of its own."""
    return plan.deed.modality == "planned" and not plan.told_only and plan.date.latest is not None


def _last_day(known: Known, pages: Iterable[str]) -> str:
    """The day on which the last of some pages was published at the earliest; empty if none has one."""
    return max((known.published(page).earliest or "" for page in pages), default="")


def _answer(plan: Report, told: Iterable[Report]) -> Report | None:
    """The first report told after a plan that the same actors did the same, or did not."""
    mine = {who.family for who in plan.actors}
    found = [
        one
        for one in told
        if one.deed.modality in ("happened", "negated")
        and one.deed.lemma == plan.deed.lemma  # not the type: PLOVER codes a plan as a promise
        and mine & {who.family for who in one.actors}
        and _same_objects(plan, one)
        and _after(plan, one)
        and (plan.told_only or overlap(plan.date, one.date))
    ]
    return min(found, key=lambda one: (one.told.earliest or "", one.deed.id), default=None)


def _perhaps(plan: Report, told: Iterable[Report]) -> bool:
    """Whether some report may tell what came of a plan, so that nothing is said of it."""
    acts, about = acts_of(plan.deed.lemma) | {plan.deed.lemma}, plan.about
    mine = {who.family for who in (*plan.actors, *plan.others)}
    for one in told:
        if one.deed.modality not in ("happened", "negated") or not _after(plan, one):
            continue
        same_act = bool(acts & (acts_of(one.deed.lemma) | {one.deed.lemma}))
        theirs = {who.family for who in (*one.actors, *one.others)}
        if same_act and mine & theirs:
            return True  # Perhaps late, or early.
        if one.date.known and not overlap(plan.date, one.date):
            continue
        if (same_act and not (mine and theirs)) or len(about & one.about) >= FEWEST_SHARED:
            return True
    return False


def _after(plan: Report, deed: Report) -> bool:
    """Whether a deed was done on or after the day on which the plan was told, or was told later."""
    start = plan.told.earliest or plan.told.latest
    if start is None or deed.deed.id == plan.deed.id:
        return False
    later = days_between(plan.told, deed.told)
    return (deed.date.earliest or "") >= start or (later is not None and later > 0)


def _same_objects(plan: Report, deed: Report) -> bool:
    """Whether what is done to named others is done to the same ones."""
    mine = {who.key for who in plan.others} - {who.key for who in plan.actors}
    other = {who.key for who in deed.others} - {who.key for who in deed.actors}
    return not mine or not other or bool(mine & other)
