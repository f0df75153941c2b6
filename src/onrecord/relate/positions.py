"""Contradictions and shifts: one actor, one act, one object, and opposite claims about it.

Precision before recall: claims meet only in one bucket of (state or actor, act), must share a content
word of the object, and both must be dated, or stand in one page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from onrecord.records import Finding, make_id
from onrecord.relate.claims import Claim
from onrecord.relate.known import days_between, overlap, width
from onrecord.codebooks.clauses import topics

Opposed = Literal["contradiction", "shift"]

LONGEST_SHIFT = 120
"""Days after which a deed no longer answers a denial."""
SAME_TIME = 1
"""Days within which opposite claims contradict each other instead of following on each other."""
LATE_DENIAL = 14
"""Days after a reported deed within which its denial speaks of that deed."""
WIDEST = 7
"""Days that a date may span for two claims to be held against each other as of one time."""
MOST_SIDES = 8


def positions(claims: Sequence[Claim]) -> Iterator[Finding]:
    """The contradictions and shifts among the claims."""
    buckets: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        buckets[claim.who.family, claim.act].append(claim)
    for key in sorted(buckets):
        bucket = buckets[key]
        denials = [claim for claim in bucket if claim.position == "denied"]
        others = [claim for claim in bucket if claim.position != "denied"]
        if denials and others:
            yield from _of_bucket(denials, others)


def _of_bucket(denials: list[Claim], others: list[Claim]) -> Iterator[Finding]:
    """The findings of one actor and act: one for each kind and shared object."""
    index: dict[str, list[Claim]] = defaultdict(list)
    for claim in others:
        for word in claim.objects or {""}:
            index[word].append(claim)
    found: dict[tuple[Opposed, str], dict[str, Claim]] = defaultdict(dict)
    for denial in denials:
        for word in sorted(denial.objects or {""}):
            if word in topics().persons and len(denial.objects) > 1:
                continue
            for other in index.get(word, ()):
                kind = _kind(denial, other)
                if kind is not None:
                    sides = found[kind, word]
                    sides[denial.event.id] = denial
                    sides[other.event.id] = other
    seen: set[frozenset[str]] = set()
    for (kind, word), sides in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        if any(set(sides) <= before for before in seen):
            continue
        seen.add(frozenset(sides))
        yield _finding(kind, word, list(sides.values()))


def _kind(denial: Claim, other: Claim) -> Opposed | None:
    """``shift``, ``contradiction``, or ``None`` if time or scope keep the two apart."""
    if denial.event.id == other.event.id or _nested(denial, other):
        return None
    if denial.sides and other.sides and not denial.sides & other.sides:
        return None
    later, earlier = days_between(denial.when, other.when), days_between(other.when, denial.when)
    one_page = denial.event.article_id == other.event.article_id
    if later is not None and later > SAME_TIME:
        return "shift" if later <= LONGEST_SHIFT else None
    if earlier is not None and earlier > SAME_TIME:
        if other.position == "planned":
            return "shift" if earlier <= LONGEST_SHIFT else None
        return "contradiction" if earlier <= LATE_DENIAL and _disowns(denial) else None
    if any((days := width(date)) is not None and days > WIDEST for date in (denial.when, other.when)):
        return None
    if overlap(denial.when, other.when) or (later is not None and earlier is not None):
        return "contradiction" if other.position == "planned" or _disowns(denial) or not one_page else None
    told = days_between(denial.told, other.told)
    if other.position == "done" and told is not None and SAME_TIME < told <= LONGEST_SHIFT:
        return "shift"
    return None


def _nested(one: Claim, other: Claim) -> bool:
    """Whether both claims stand in one clause, so that they are parts of one thought."""
    return one.event.article_id == other.event.article_id and any(
        a.overlaps(b) for a in one.event.extent for b in other.event.extent
    )


def _disowns(denial: Claim) -> bool:
    """Whether somebody denies having done it, where the other side says that it was done."""
    return denial.teller is not None and denial.teller.family == denial.who.family


def _finding(kind: Opposed, word: str, sides: list[Claim]) -> Finding:
    """The record of opposite claims."""
    ordered = sorted(sides, key=lambda c: (c.when.latest or c.when.earliest or "9999", c.event.id))
    ordered = _both_kept(ordered)
    denial = next(claim for claim in ordered if claim.position == "denied")
    actors = {claim.who.key for claim in ordered}
    hard = len(actors) == 1 and all(claim.named for claim in ordered) and all(c.when.known for c in ordered)
    reason = [f"{claim.who.name} ({claim.position}{_day(claim)})" for claim in ordered]
    shared = f"; shared words: {word}" if word else ""
    return Finding(
        id=make_id("r", kind, *sorted(claim.event.id for claim in ordered)),
        kind=kind, topic=topic_of(denial), actor=_actor_name(ordered), sides=tuple(claim.side() for claim in ordered),
        reason=f"same act: {denial.act}{shared}; {', '.join(reason)}", strength="hard" if hard else "soft",
        independent=len({claim.chain for claim in ordered}),
    )  # fmt: skip


def _both_kept(ordered: list[Claim]) -> list[Claim]:
    """At most ``MOST_SIDES`` claims, some of each position."""
    if len(ordered) <= MOST_SIDES:
        return ordered
    kept: list[Claim] = []
    for position in ("denied", "planned", "done"):
        kept += [claim for claim in ordered if claim.position == position][: MOST_SIDES // 2]
    kept = kept[:MOST_SIDES]
    return [claim for claim in ordered if claim in kept]


def _actor_name(claims: Sequence[Claim]) -> str:
    """The name of the actor that most claims share, the shorter of equals."""
    names = [claim.who.name for claim in claims]
    return min(sorted(set(names)), key=lambda name: (-names.count(name), len(name)))


def topic_of(claim: Claim) -> str:
    """Words of the page for what the claim is about: the trigger and what it is done to."""
    trigger = " ".join(span.exact for span in claim.event.trigger)
    objects = [span.exact for side in claim.event.recipient for span in side.spans]
    return " ".join(f"{trigger} {objects[0]}".split()) if objects and len(objects[0]) <= 80 else trigger


def _day(claim: Claim) -> str:
    """The day of a claim as a phrase."""
    when = claim.when
    if when.earliest == when.latest:
        return f" on {when.earliest}" if when.earliest else ""
    if when.earliest and when.latest:
        return f" {when.earliest}/{when.latest}"
    return f" by {when.latest}" if when.latest else f" from {when.earliest}"
