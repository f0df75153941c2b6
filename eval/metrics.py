"""The measures of the gate: each compares what was found with what a careful reader finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import onrecord
from eval.gold import Gold, GoldEvent, GoldFigure, GoldFinding, GoldPage, GoldStatement, Place
from eval.matching import judge_day, name_right, pair_up, sides_met, words_of
from eval.reading import Reading
from onrecord import DateInterval

READ_ON = frozenset({"body", "quote"})
"""Roles of lines that are read."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of the gate."""

    name: str
    """``group.what``."""
    value: float
    """A share from 0 to 1, or a count of errors."""
    better: Literal["more", "less"]
    """Which way is better: shares grow, errors go."""
    of: str = ""
    """The counts behind a share: ``61 of 67``."""
    misses: tuple[str, ...] = ()
    """What is missing or wrong, for whoever looks for the cause."""


def measure(gold: Gold, reading: Reading) -> list[Measure]:
    """All measures, in the order of the table."""
    parts: list[Callable[[Gold, Reading], Iterator[Measure]]] = [
        _statements, _figures, _events, _publication, _furniture, _groups, _findings, _sound,
    ]  # fmt: skip
    return [item for part in parts for item in part(gold, reading)]


def _share(name: str, right: int, all_: int, misses: Iterable[str] = ()) -> Measure:
    return Measure(name, right / all_ if all_ else 1.0, "more", f"{right} of {all_}", tuple(misses))


def _errors(name: str, what: Sequence[str]) -> Measure:
    return Measure(name, float(len(what)), "less", "", tuple(what))


def _f1(name: str, precision: Measure, recall: Measure) -> Measure:
    p, r = precision.value, recall.value
    return Measure(name, 2 * p * r / (p + r) if p + r else 0.0, "more")


def _cut(page: GoldPage, places: Sequence[Place]) -> str:
    words = " … ".join(page.text[place.start : place.end] for place in places)
    return f"{page.path}: {words if len(words) <= 90 else words[:89] + '…'}"


class _Tally:
    """Right and wrong answers to one question about what was found."""

    def __init__(self) -> None:
        self.right = self.asked = 0
        self.misses: list[str] = []

    def add(self, right: bool, miss: str) -> None:
        self.asked += 1
        self.right += right
        if not right:
            self.misses.append(miss)

    def share(self, name: str) -> Measure:
        return _share(name, self.right, self.asked, self.misses)


class _Days:
    """Right, silent and wrong answers about days."""

    def __init__(self) -> None:
        self.verdicts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.silent: list[str] = []

    def add(self, verdict: str, found: DateInterval, where: str) -> None:
        self.verdicts[verdict] += 1
        if verdict == "wrong":
            self.wrong.append(f"{where}: {found.earliest}/{found.latest} ({found.basis})")
        elif verdict == "abstained":
            self.silent.append(where)

    def measures(self, name: str) -> Iterator[Measure]:
        yield _share(f"{name}_right", self.verdicts["right"], self.verdicts.total(), self.silent)
        yield _errors(f"{name}_wrong", self.wrong)


def _statements(gold: Gold, reading: Reading) -> Iterator[Measure]:
    """Precision over all that were found, recall over the core, and what is known about those that were found."""
    matched, extra, missed, core = 0, [], [], 0
    speaker, manner, channel, days = _Tally(), _Tally(), _Tally(), _Days()
    for name, page in gold.pages.items():
        article = reading.pages[name]
        found = [item for item in reading.record.statements() if item.article_id == article.id]
        places = [reading.places(article.id, item.content) for item in found]
        pairs = pair_up(
            [words_of(page.text, item.content) for item in page.statements], [words_of(page.text, p) for p in places]
        )
        matched += len(pairs)
        extra += [_cut(page, places[j]) for j in range(len(found)) if j not in pairs.values()]
        for i, wanted in enumerate(page.statements):
            core += wanted.core
            if wanted.core and i not in pairs:
                missed.append(_cut(page, wanted.content))
            elif wanted.core:
                _about(reading, wanted, found[pairs[i]], _cut(page, wanted.content), (speaker, manner, channel, days))
    precision = _share("statements.precision", matched, matched + len(extra), extra)
    recall = _share("statements.recall", core - len(missed), core, missed)
    yield from (precision, recall, _f1("statements.f1", precision, recall))
    yield speaker.share("statements.speaker")
    yield channel.share("statements.channel")
    yield manner.share("statements.manner")
    yield from days.measures("statements.said_on")


def _about(
    reading: Reading, wanted: GoldStatement, found: onrecord.Statement, where: str,
    tallies: tuple[_Tally, _Tally, _Tally, _Days],
) -> None:  # fmt: skip
    """Judge what is known about a statement that was found."""
    speaker, manner, channel, days = tallies
    names = reading.who(found.speaker_mention, found.speaker)
    speaker.add(name_right(names, wanted.speaker), f"{where}: {names or 'nobody'}")
    right = name_right([found.via], [wanted.via]) if wanted.via and found.via else wanted.via == found.via
    channel.add(right, f"{where}: {found.via}")
    if wanted.manner is not None:
        manner.add(found.manner == wanted.manner, f"{where}: {found.manner}")
    if wanted.said_on is not None:
        day = reading.day(found.id, found.said_on)
        days.add(judge_day(day, wanted.said_on), day, where)


def _figures(gold: Gold, reading: Reading) -> Iterator[Measure]:
    """Precision over all that were found, recall over the core, and what is counted and who says so."""
    matched, extra, missed, core = 0, [], [], 0
    counted, who, statements = _Tally(), _Tally(), {item.id: item for item in reading.record.statements()}
    for name, page in gold.pages.items():
        article = reading.pages[name]
        found = [item for item in reading.record.figures() if item.article_id == article.id]
        pairs = pair_up(
            [words_of(page.text, [item.place]) for item in page.figures],
            [words_of(page.text, reading.places(article.id, [item.span])) for item in found],
        )
        pairs = {i: j for i, j in pairs.items() if _same_number(page.figures[i], found[j])}
        matched += len(pairs)
        extra += [f"{name}: {item.span.exact}" for j, item in enumerate(found) if j not in pairs.values()]
        for i, wanted in enumerate(page.figures):
            where = _cut(page, [wanted.place])
            core += wanted.core
            if wanted.core and i not in pairs:
                missed.append(where)
            elif wanted.core:
                figure = found[pairs[i]]
                counted.add(name_right([figure.counted or ""], [wanted.counted or ""]), f"{where}: {figure.counted}")
                teller = statements.get(figure.attributed_to or "")
                names = reading.who(teller.speaker_mention, teller.speaker) if teller else ()
                who.add(name_right(names, wanted.who) if wanted.who else not names, f"{where}: {names or 'nobody'}")
    precision = _share("figures.precision", matched, matched + len(extra), extra)
    recall = _share("figures.recall", core - len(missed), core, missed)
    yield from (precision, recall, _f1("figures.f1", precision, recall))
    yield counted.share("figures.counted")
    yield who.share("figures.who")


def _same_number(wanted: GoldFigure, found: onrecord.Figure) -> bool:
    """The value agrees, and where the words give only a lower bound, so does that: *more than 300* is 300 or 301."""
    if wanted.value is None:
        return found.value is None
    if wanted.low is not None and (found.low is None or abs(found.low - wanted.low) > 1 or found.high is not None):
        return False
    return found.value == wanted.value or (found.value is None and found.low == wanted.value)


def _events(gold: Gold, reading: Reading) -> Iterator[Measure]:
    """Recall of what is worth the record, and who, to whom, whether and when. The gold lists not every event."""
    missed, wanted_in_all = [], 0
    actor, recipient, modality, days = _Tally(), _Tally(), _Tally(), _Days()
    for name, page in gold.pages.items():
        article = reading.pages[name]
        found = [item for item in reading.record.events() if item.article_id == article.id]
        for wanted in page.events:
            wanted_in_all += 1
            where = _cut(page, [wanted.trigger])
            event = _best_event(reading, wanted, found)
            if event is None:
                missed.append(where)
                continue
            if wanted.actor:
                actor.add(_sides_named(reading, event.actor, wanted.actor, all), f"{where}: {_words(event.actor)}")
            if wanted.recipient:
                right = _sides_named(reading, event.recipient, wanted.recipient, any)
                recipient.add(right, f"{where}: {_words(event.recipient)}")
            modality.add(event.modality == wanted.modality, f"{where}: {event.modality}")
            if wanted.date is not None:
                day = reading.day(event.id, event.date)
                days.add(judge_day(day, wanted.date), day, where)
    yield _share("events.recall", wanted_in_all - len(missed), wanted_in_all, missed)
    yield actor.share("events.actor")
    yield recipient.share("events.recipient")
    yield modality.share("events.modality")
    yield from days.measures("events.date")


def _best_event(reading: Reading, wanted: GoldEvent, found: Sequence[onrecord.Event]) -> onrecord.Event | None:
    """The event on the trigger; of several, the one with the right actors."""
    here = [
        event
        for event in found
        if any(
            wanted.trigger.meets(place) for place in reading.places(event.article_id, (*event.trigger, *event.mentions))
        )
    ]
    right = (event for event in here if _sides_named(reading, event.actor, wanted.actor, all))
    return next(right, here[0] if here else None)


def _sides_named(
    reading: Reading,
    found: Sequence[onrecord.Participant],
    wanted: Sequence[str],
    quantifier: Callable[[Iterable[object]], bool],
) -> bool:
    """Whether all, or any, of the names wanted are among the participants."""
    given = [name for side in found for name in (*reading.who(side.mention, side.spans), _words([side]))]
    return quantifier(name_right(given, [name]) for name in wanted)


def _words(sides: Sequence[onrecord.Participant]) -> str:
    return ", ".join(" ".join(span.exact for span in side.spans) for side in sides) or "nobody"


def _publication(gold: Gold, reading: Reading) -> Iterator[Measure]:
    """The day of publication from the page alone and after the pile, the outlet and the agencies."""
    alone, pile, outlet, agencies = _Days(), _Days(), _Tally(), _Tally()
    for name, page in gold.pages.items():
        article = reading.pages[name]
        alone.add(judge_day(article.published, page.alone, bound_counts=True), article.published, name)
        after = reading.record.published(article)
        pile.add(judge_day(after, page.pile, bound_counts=True), after, name)
        outlet.add(name_right([article.publisher or ""], page.outlet), f"{name}: {article.publisher}")
        agencies.add(set(article.agencies) == set(page.agencies), f"{name}: {', '.join(article.agencies) or 'none'}")
    yield from alone.measures("published.alone")
    yield from pile.measures("published.pile")
    yield outlet.share("published.outlet")
    yield agencies.share("published.agencies")


def _furniture(gold: Gold, reading: Reading) -> Iterator[Measure]:
    """Words of furniture set aside, words of the body kept, and records that quote furniture."""
    gone, furniture, kept, body = 0, 0, 0, 0
    read, lost, cited = [], [], []
    for name, page in gold.pages.items():
        article = reading.pages[name]
        blocks = [Place(name, block.start, block.end) for block in article.blocks if block.role in READ_ON]
        shown = words_of(page.text, blocks)
        must_go = words_of(page.text, page.furniture)
        must_stay = words_of(page.text, [Place(name, 0, len(page.text))]) - must_go - words_of(page.text, page.aside)
        gone, furniture = gone + len(must_go - shown), furniture + len(must_go)
        kept, body = kept + len(must_stay & shown), body + len(must_stay)
        read += [_cut(page, [place]) for place in page.furniture if words_of(page.text, [place]) & shown]
        lost += [f"{name}: {len(must_stay - shown)} words"] * bool(must_stay - shown)
        quoted = [place for places in _quoted(reading, article.id) for place in places]
        cited += [_cut(page, [place]) for place in quoted if any(place.meets(item) for item in page.furniture)]
    yield _share("furniture.removed", gone, furniture, read)
    yield _share("furniture.body_kept", kept, body, lost)
    yield _errors("furniture.quoted", cited)


def _quoted(reading: Reading, article_id: str) -> Iterator[tuple[Place, ...]]:
    """What statements, events and figures of a page quote."""
    record = reading.record
    for statement in record.statements():
        if statement.article_id == article_id:
            yield reading.places(article_id, statement.content)
    for event in record.events():
        if event.article_id == article_id:
            yield reading.places(article_id, event.extent)
    for figure in record.figures():
        if figure.article_id == article_id:
            yield reading.places(article_id, [figure.span])


def _groups(gold: Gold, reading: Reading) -> Iterator[Measure]:
    """Pairs of pages in one group of copies, and in one chain of sources."""
    for level in ("copy", "chain"):
        wanted = _pairs(gold.groups[level])
        found = _pairs(
            frozenset(reading.page(member.article_id) for member in group.members)
            for group in reading.record.groups()
            if group.level == level
        )
        yield _share(f"groups.{level}_recall", len(wanted & found), len(wanted), map(" + ".join, wanted - found))
        yield _errors(f"groups.{level}_false", sorted(map(" + ".join, found - wanted)))


def _pairs(groups: Iterable[frozenset[str]]) -> set[tuple[str, ...]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _findings(gold: Gold, reading: Reading) -> Iterator[Measure]:
    """Findings that were to be found, traps, and contradictions and shifts that nobody would report."""
    reported = [(item, [reading.evidence(side.evidence) for side in item.sides]) for item in reading.record.findings()]
    hit = {item.name for item in gold.findings if any(_is(item, kind.kind, sides) for kind, sides in reported)}
    for name, wanted in (("hard", [item for item in gold.findings if item.hard]), ("all", gold.findings)):
        missed = [item.name for item in wanted if item.name not in hit]
        yield _share(f"findings.{name}", len(wanted) - len(missed), len(wanted), missed)
    forbidden = [
        f"{trap.name}: {item.reason}"
        for trap in gold.forbidden
        for item, sides in reported
        if _is(trap, item.kind, sides)
    ]
    forbidden += [
        f"{name}: {item.reason}"
        for name, pages in gold.one_source.items()
        for item, sides in reported
        if item.kind == "agreement" and {place.page for side in sides for place in side} <= pages
    ]
    yield _errors("findings.forbidden", forbidden)
    unlisted = [
        f"{item.kind}: {item.topic}: {item.reason}"
        for item, sides in reported
        if item.kind in ("contradiction", "shift") and not any(_is(one, item.kind, sides) for one in gold.findings)
    ]
    yield _errors("findings.unlisted", unlisted)


def _is(wanted: GoldFinding, kind: str, sides: Sequence[Sequence[Place]]) -> bool:
    """Whether a finding is the one that was to be found, or the trap: its kind, and two of its sides."""
    return kind in wanted.kinds and sides_met(wanted.sides, sides) >= 2


def _sound(_: Gold, reading: Reading) -> Iterator[Measure]:
    """Pages lost, and spans that do not quote their text."""
    yield _errors("record.violations", reading.record.verify().violations)
    yield _errors("record.lost", [problem.message for problem in reading.record.problems() if problem.fatal])
