"""Agreement: one deed told by independent chains of sources."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.codebooks.clauses import topics
from onrecord.records import DateInterval, Finding, make_id
from onrecord.relate.claims import Claim
from onrecord.relate.known import days_between, overlap, width
from onrecord.relate.positions import topic_of

WIDEST = 31
"""Days that an interval may span to still say that two deeds are one."""
TOLD_WITHIN = 3
"""Days between two reports of a deed that neither of them dates."""
MOST_SIDES = 6
LEAST_OF_CLAUSES = 2
"""Words that clauses of one named actor must share, where the verb is no act of the codebook."""
LEAST_OF_THINGS = 3
"""The same where who acts is known by a common noun alone."""


def agreements(claims: Sequence[Claim]) -> Iterator[Finding]:
    """The deeds and plans that two or more independent chains tell."""
    buckets: dict[tuple[str, str, bool], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.named:
            buckets[claim.who.family, claim.act, claim.position == "denied"].append(claim)
    for key in sorted(buckets):
        bucket = sorted(buckets[key], key=lambda claim: (claim.when.earliest or "", claim.id))
        if len({claim.chain for claim in bucket}) > 1:
            yield from _of_bucket(bucket)


def _of_bucket(bucket: list[Claim]) -> Iterator[Finding]:
    """Claims of one actor and act, put together around the first of each deed."""
    open_groups: dict[str, list[list[Claim]]] = defaultdict(list)
    groups: list[list[Claim]] = []
    for claim in bucket:
        keys = _keys(claim)
        home = next((g for key in sorted(keys) for g in open_groups[key] if all(_same(claim, o) for o in g)), None)
        if home is None:
            home = []
            groups.append(home)
        home.append(claim)
        for key in keys:
            if home not in open_groups[key]:
                open_groups[key].append(home)
    for group in groups:
        if not _tells_enough(group):
            continue
        first: dict[str, Claim] = {}
        for claim in sorted(group, key=lambda claim: claim.position != "done"):
            first.setdefault(claim.chain, claim)
        if len(first) > 1:
            yield _finding(sorted(first.values(), key=lambda claim: (claim.told.latest or "", claim.id)))


def _tells_enough(group: list[Claim]) -> bool:
    """Whether claims share enough: of things without a name, two words more than for an event with a named actor."""
    if all(claim.source.coded and not claim.thing for claim in group):
        return True
    shared = frozenset.intersection(*(claim.objects - topics().people for claim in group))
    return len(shared) >= (LEAST_OF_THINGS if any(claim.thing for claim in group) else LEAST_OF_CLAUSES)


def _keys(claim: Claim) -> set[str]:
    """What a claim can share with another: words of the object, persons in general, other sides and places."""
    people = topics().people
    words = {"people" if word in people else word for word in claim.objects}
    return words | set(claim.sides)


def _same(one: Claim, other: Claim) -> bool:
    """Whether two claims tell one deed: a shared object or side, and days that fit."""
    if not _keys(one) & _keys(other):
        return False
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return False
    if one.sides and other.sides and not one.sides & other.sides:
        return False
    if {one.position, other.position} == {"planned", "done"}:
        plan, deed = (one, other) if one.position == "planned" else (other, one)
        gap = days_between(plan.told, deed.when if deed.when.known else deed.told)
        named = (one.objects & other.objects) - topics().people
        if named and gap is not None and 0 <= gap <= WIDEST:
            return True
    days = [_days(claim) for claim in (one, other)]
    if all((span := width(date)) is not None and span <= WIDEST for date in days):
        return overlap(*days)
    gaps = [days_between(one.told, other.told), days_between(other.told, one.told)]
    close = all(gap is not None and gap <= TOLD_WITHIN for gap in gaps)
    return close and len((one.objects | one.sides) & (other.objects | other.sides)) > 0


def _days(claim: Claim) -> DateInterval:
    """The days of a claim; what somebody tells as done on a known day was done shortly before."""
    latest = claim.told.latest
    if claim.teller is None or claim.when.earliest is not None or claim.told.day is None or latest is None:
        return claim.when
    first = dt.date.fromisoformat(latest) - dt.timedelta(days=TOLD_WITHIN)
    return DateInterval(first.isoformat(), latest, "inferred")


def _finding(sides: list[Claim]) -> Finding:
    """The record of one deed in several chains."""
    sides = sides[:MOST_SIDES]
    hard = len({claim.who.key for claim in sides}) == 1 and all(claim.when.day for claim in sides)
    shared = sorted(frozenset.intersection(*(frozenset(_keys(claim)) for claim in sides)))
    words = [word for word in shared if ":" not in word]
    names = sorted({claim.who.name for claim in sides})
    carried = _carried_out(sides)
    reason = f"same act: {sides[0].act}; same actor: {', '.join(names)}"
    if words:
        reason += f"; shared words: {', '.join(words)}"
    told = "planned, then done" if carried else f"told in {len(sides)} independent chains"
    return Finding(
        id=make_id("r", "agreement", *sorted(claim.id for claim in sides)),
        kind="update" if carried else "agreement", topic=topic_of(sides[0]), actor=min(names, key=len),
        sides=tuple(claim.side() for claim in sides), reason=f"{reason}; {told}",
        strength="hard" if hard else "soft", independent=len({_voice(claim) for claim in sides}),
        basis="polarity",
    )  # fmt: skip


def _voice(claim: Claim) -> str:
    """What a report rests on: its speaker, or its chain of sources."""
    return claim.teller.key if claim.teller is not None else claim.chain


def _carried_out(sides: list[Claim]) -> bool:
    """Whether the earlier pages tell a plan and the later ones that it was carried out."""
    positions = [claim.position for claim in sides]
    done = positions.index("done") if "done" in positions else 0
    gap = days_between(sides[0].told, sides[-1].told)
    return done > 0 and positions[done:].count("done") == len(positions) - done and gap is not None and gap > 0
