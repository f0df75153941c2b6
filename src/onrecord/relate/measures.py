"""Two figures of one thing in other words: *18,000 marchers, police said*, *120,000 people took part, the unions said*.

Figures meet as values of one measure (:mod:`onrecord.relate.readings`) where two voices give them of one occasion and
one time, and where what they allow lies clearly apart. What grows, such as a toll, contradicts only a figure that is
said to be final, or that of another voice beside it. A part and its whole, a plan, last year's value, and a round word
beside an exact number are no contradiction.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from onrecord.codebooks.actors import capital_countries
from onrecord.codebooks.clauses import stem, stems, words
from onrecord.codebooks.meanings import alike_things
from onrecord.codebooks.measures import measures
from onrecord.records import Evidence, Figure, Finding, Side, Span, make_id
from onrecord.relate.clocks import Clock
from onrecord.relate.known import Known, Who, days_between, overlap, plain, width
from onrecord.relate.occasions import Occasions
from onrecord.relate.passages import short
from onrecord.relate.readings import Reading, readings, told_by
from onrecord.relate.wording import set_against

WITHIN = 7
"""Days between two reports of one occasion that is over."""
WITHIN_UNDATED = 3
"""The same where one of them does not say when it was."""
LEAST_GROWN = 2.0
"""Least ratio of two counts since one day, told on two days, that no growth explains."""
LONG_PAST = 30
"""Days after which what is told is no news: the other value, of which no time is told, is of another time."""
WITHIN_ESTIMATES = 1
"""Days between two estimates of one thing."""
ONE_HOUR = 60
"""Minutes between two times of the day up to which two voices count."""
WITHIN_FINAL = 4
"""Days from a final count to another one."""
WIDE = 1.5
"""Least ratio where both values are round by their words."""
FAR = 1.2
"""Least ratio of two values that two pages give in their own words."""
LEAST_NAMED = 2
"""Names in two sentences by which both tell of one ship or house."""
LEAST_HEADED = 2
"""Names at the heads of two pages by which both tell of one body, where neither sentence names it."""
NEAR = 500
"""Characters within which two figures of one page are set side by side by their author."""
LONGEST = 240
"""Characters of a sentence that is shown as a whole."""
CAPITAL = "capital"
"""The part of a country that is named by its office."""
LEAST_SURE = 5
"""Names that two pages have in common of which one has no date."""
LEAST_NEAR = 2
"""Words around two values that are the same where their pages share one name."""

_IN = re.compile(r"\b[Ii]n\s+(?:(?:the|nearby|neighbouring)\s+[^,.;]{0,30}?,?\s+)?(?P<name>[A-Z][^\W\d_]+)")
"""A place where something was."""

_OF_ONE_TIME = frozenset({"people", "things", "money"})
"""What is counted at one time, and told of it later; an age is of any time."""
_OFTEN = frozenset({"raised", "granted", "debt", "deal", "members", "held", "visitors", "troops", "fired"})
"""Measures of which there are many values at one time."""


def measured(known: Known, occasions: Occasions) -> Iterator[Finding]:
    """The contradictions between two values of one measure, on one page or on two."""
    figures: dict[str, list[Figure]] = defaultdict(list)
    for figure in sorted(known.pile.all(Figure), key=lambda figure: (figure.article_id, figure.span.start)):
        figures[figure.article_id].append(figure)
    read = {page: list(readings(known, occasions, page, given)) for page, given in sorted(figures.items())}
    told = _of_states(read)
    for page in sorted(read):
        yield from _within(read[page])
        beside = {
            *occasions.beside(page, 1),
            *(there for one in read[page] for key in _keys(one) for there in told[key]),
        }
        for there in sorted(beside):
            if there > page and read.get(there) and known.apart(there, page):
                yield from _across(occasions, read[page], read[there])


def _of_states(read: Mapping[str, Sequence[Reading]]) -> Mapping[tuple[str, str, str], set[str]]:
    """The pages that give a value of one measure, state and time: no other name need be common to them."""
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for page, values in read.items():
        for one in values:
            for key in _keys(one):
                found[key].add(page)
    return found


def _keys(one: Reading) -> Iterator[tuple[str, str, str]]:
    """Measure, state and time of a value that is taken from time to time."""
    if one.measure.lasts == "period" and one.measure.of == "where" and one.date.earliest is not None:
        yield from ((one.measure.name, state, one.date.earliest) for state in sorted(one.states))


def _within(found: Sequence[Reading]) -> Iterator[Finding]:
    """The contradictions of two voices whom one page sets side by side."""
    for i, one in enumerate(found):
        for other in found[i + 1 :]:
            near = other.figure.span.start - one.figure.span.end <= NEAR and _one_place(one, other)
            voiced = one.voice is not None and other.voice is not None
            grows = one.measure.lasts == "day" and (one.rough or other.rough)  # *At least 23* by now, *19* before.
            if (
                near
                and voiced
                and not grows
                and _one_thing(one, other)
                and _differ(one, other)
                and _one_place(one, other)
            ):
                yield _finding(one, other)


def _one_place(one: Reading, other: Reading) -> bool:
    """Whether two figures of one page are not of two towns: *in Lomsk 30,000, in the second city 6,000*."""
    if one.measure.of == "name":
        return True
    apart = one.towns and other.towns and not one.towns & other.towns
    return not apart and not _further(one, other) and not _further(other, one)


def _further(one: Reading, other: Reading) -> bool:
    """Whether a value is of a place that its page has not named before, though no table knows it: *in Rusko, 2,000*."""
    places = stems(" ".join(match["name"] for match in _IN.finditer(one.sentence.exact))) & one.names
    return bool(places) and not places & (one.headed | other.all_names)


def _across(occasions: Occasions, here: Sequence[Reading], there: Sequence[Reading]) -> Iterator[Finding]:
    """The contradictions between the values of two pages."""
    for one in here:
        for other in there:
            if not _one_thing(one, other) or not _differ(one, other):
                continue
            if not (told_by(one) and told_by(other)) and not _both_told(one, other) and not _sure(one, other):
                continue
            answered = _answers(one, other) or _answers(other, one)
            surely = answered or len(occasions.shared(one.figure.article_id, other.figure.article_id)) >= LEAST_SURE
            if _given_too(one, there) or _given_too(other, here) or not _at_one_time(one, other, surely):
                continue
            alone = all(sum(each.measure.family == one.measure.family for each in page) == 1 for page in (here, there))
            weak = one.implied or other.implied or not (told_by(one) and told_by(other))
            if weak and not alone and not answered:
                continue  # Which of several is meant, nothing says.
            if _one_occasion(occasions, one, other, alone or answered):
                yield _finding(one, other)


def _answers(one: Reading, other: Reading) -> bool:
    """Whether the words beside a value set it against the figure of the other voice: *the figure of the police*."""
    voice = stems(other.voice.name) - measures().offices if other.voice is not None else frozenset[str]()
    return bool(voice and voice <= one.doubted and (one.voice is None or not voice & stems(one.voice.name)))


def _sure(one: Reading, other: Reading) -> bool:
    """Whether values that pages give in their own words are as good as told by somebody: of what was done once.

    A share may be of any part, and whoever gives money gives it to many.
    """
    done = one.measure.lasts == "event" and one.measure.unit != "percent" and one.measure.name not in _OFTEN
    return done and not (one.implied or other.implied) and _exclude(one, other, FAR)


def _given_too(one: Reading, there: Sequence[Reading]) -> bool:
    """Whether the other page has the value as well, or several that may be meant."""
    alike = [each for each in there if each.measure.family == one.measure.family and each.kind == one.kind]
    return any(not _exclude(one, each) for each in alike)


def _one_thing(one: Reading, other: Reading) -> bool:
    """Whether two values of two voices may be of one thing."""
    if one.measure.family != other.measure.family or not _one_kind(one, other) or not _one_part(one, other):
        return False
    if one.implied and other.implied:
        return False  # Neither says what it is of.
    if one.measure.of == "name" and not _named_alike(one, other):
        return False
    if one.measure.of == "thing" and not one.about & other.about:
        return False
    if one.measure.of != "where" and _others(one, other):
        return False
    if one.measure.of != "where" and set_against(*(frozenset(words(each.sentence.exact)) for each in (one, other))):
        return False
    return _two_voices(one.voice, other.voice) or _both_told(one, other) or _corrected(one, other)


def _one_part(one: Reading, other: Reading) -> bool:
    """Whether two values are of the same parts, or of the whole; of the capital is of the town that is one."""
    apart = one.part ^ other.part
    towns = (one if CAPITAL in other.part else other).towns
    return not apart or (apart == {CAPITAL} and bool(towns & _capitals()))


@cache
def _capitals() -> frozenset[str]:
    """The names of capitals as stems."""
    return frozenset(stem(name) for name in capital_countries())


def _corrected(one: Reading, other: Reading) -> bool:
    """Whether one voice gives two exact values of what was done on one day: it cannot have meant both."""
    days = one.date.day is not None and one.date.day == other.date.day
    exact = not one.rough and not other.rough
    return one.voice is not None and other.voice is not None and days and exact and _sure(one, other)


def _both_told(one: Reading, other: Reading) -> bool:
    """Whether two pages give values in their own words that lie so far apart that no wording explains it."""
    return one.voice is other.voice is None and _sure(one, other)


def _one_kind(one: Reading, other: Reading) -> bool:
    """Whether two values count the same: *inmates* are *prisoners*, but not all of the *people*."""
    nouns = [each.kind.removeprefix("noun:") for each in (one, other)]
    return one.kind == other.kind or (
        all(n != e.kind for n, e in zip(nouns, (one, other), strict=True)) and alike_things(*nouns)
    )


def _named_alike(one: Reading, other: Reading) -> bool:
    """Whether two sentences have a name in common; one without a name speaks of what its page is about."""
    if one.all_names & other.all_names:
        return True
    pairs = ((one, other), (other, one))
    if any(not a.names and a.headed & b.names for a, b in pairs):
        return True
    return not one.names and not other.names and len(one.headed & other.headed) >= LEAST_HEADED


def _others(one: Reading, other: Reading) -> bool:
    """Whether two clauses name different persons or bodies: the votes of two candidates."""
    here, there = (each.named - each.towns for each in (one, other))
    return bool(here and there and not here & there)


def _two_voices(one: Who | None, other: Who | None) -> bool:
    """Whether two voices are not one, under whatever name: *police*, *a police spokesman*."""
    if one is None or other is None:
        return one is not other
    if any(who.name.casefold().startswith("the same ") for who in (one, other)):
        return False  # The same source.
    here, there = (stems(who.name) - measures().offices for who in (one, other))
    within = bool(here and there) and (here <= there or there <= here)
    return one.key != other.key and not within


def _differ(one: Reading, other: Reading) -> bool:
    """Whether two values cannot both be right."""
    if one.rough and other.rough:
        low, high = sorted((one.figure.value or one.least, other.figure.value or other.least))
        return _exclude(one, other) and high >= low * WIDE
    return _exclude(one, other)


def _exclude(one: Reading, other: Reading, ratio: float = 1.0) -> bool:
    """Whether what two figures allow lies apart, roundings granted."""
    (_, high), (low, _) = sorted(((one.least, one.most), (other.least, other.most)))
    return 0 < high * max(ratio, one.measure.ratio) <= low <= high * one.measure.most


def _at_one_time(one: Reading, other: Reading, known_as_one: bool) -> bool:
    """Whether two values are of one time, as far as their measure asks.

    Args:
        one: a value.
        other: the other one.
        known_as_one: whether it is plain that both are of one thing, so that a page without a date will do.
    """
    both = one.date.known and other.date.known
    if both and not overlap(one.date, other.date):
        return False
    if not both and any(_long_past(each) for each in (one, other)):
        return False
    gaps = (days_between(one.told, other.told), days_between(other.told, one.told))
    if None in gaps and not both:
        voiced = one.voice is not None and other.voice is not None
        return one.measure.lasts == "event" and one.measure.unit in _OF_ONE_TIME and voiced and known_as_one
    one_thing = one.measure.lasts == "event" and len(one.names & other.names) >= LEAST_NAMED
    if any(gap is None or gap > (WITHIN if both or one_thing else WITHIN_UNDATED) for gap in gaps):
        return False
    if one.by is not None or other.by is not None:
        return both and _up_to_one_time(one.by, other.by)
    if one.measure.lasts == "event":
        return True
    if one.measure.lasts == "estimate":
        return all(gap is not None and gap <= WITHIN_ESTIMATES for gap in gaps)
    if one.measure.lasts == "period":
        spans = [width(each.date) for each in (one, other)]
        return both and one.date.earliest == other.date.earliest and all(s is not None for s in spans)
    less, more = sorted((one, other), key=lambda each: (each.most, each.figure.id))
    same_day = all(gap is not None and gap <= 0 for gap in gaps)
    since = both and one.date.earliest == other.date.earliest and (width(one.date) or 0) > 1
    since = since or bool(one.since and one.since == other.since)
    near = all(gap is not None and gap <= WITHIN_UNDATED for gap in gaps)
    if since and (same_day or (near and _exclude(one, other, LEAST_GROWN))):
        return True
    ahead = days_between(less.told, more.told)
    return less.final and ahead is not None and abs(ahead) <= WITHIN_FINAL


def _long_past(one: Reading) -> bool:
    """Whether a value is of a time long before it is told."""
    gap = days_between(one.date, one.told) if one.date.known else None
    return gap is not None and gap > (WITHIN_ESTIMATES if one.measure.lasts == "estimate" else LONG_PAST)


def _up_to_one_time(one: Clock | None, other: Clock | None) -> bool:
    """Whether two counts go up to one time of their day."""
    return one is not None and other is not None and one.apart(other) <= ONE_HOUR


def _one_occasion(occasions: Occasions, one: Reading, other: Reading, alone: bool) -> bool:
    """Whether the pages of two values tell of one occasion; less is asked if each has no other value of the kind."""
    here, there = one.figure.article_id, other.figure.article_id
    named = one.measure.of != "where" and one.names & other.names
    if one.towns and other.towns and not one.towns & other.towns and not named:
        return False
    if one.names and other.names and not one.names & other.names:
        own = one.names & occasions.names(there), other.names & occasions.names(here)
        if not all(own):
            return False  # Each names what the other page does not know: another town.
    shared = occasions.shared(here, there)
    if one.measure.lasts == "period" and one.measure.of == "where" and one.states and other.states:
        return bool(one.states & other.states)
    if one.names & other.names or len(shared) > 1:
        return True
    elsewhere = one.states and other.states and not one.states & other.states
    return bool(shared) and not elsewhere and len(one.near & other.near) >= (1 if alone else LEAST_NEAR)


def _finding(one: Reading, other: Reading) -> Finding:
    """The record of two values."""
    ordered = sorted((one, other), key=lambda each: (each.told.latest or "", each.figure.id))
    pages = {each.figure.article_id for each in ordered}
    whole = not one.sentence.overlaps(other.sentence) or len(pages) > 1
    sides = tuple(
        Side(
            each.voice.name if each.voice is not None else "the page", plain(each.told),
            (Evidence(each.figure.article_id, _shown(each, whole), each.figure.id),),
        )
        for each in ordered
    )  # fmt: skip
    numbers = " / ".join(each.figure.span.exact for each in ordered)
    return Finding(
        id=make_id("r", "measure", *sorted(each.figure.id for each in ordered)), kind="contradiction",
        topic=short(ordered[0].shown.exact, ordered[0].figure.span.exact), actor=None, sides=sides,
        reason=f"different figures of one thing by two voices ({one.measure.label}): {numbers}", strength="soft",
        independent=len(pages), basis="number",
    )  # fmt: skip


def _shown(one: Reading, whole: bool) -> Span:
    """The sentence, which says who gives the figure; the clause where it is long or gives both figures."""
    return one.sentence if whole and len(one.sentence.exact) <= LONGEST else one.shown
