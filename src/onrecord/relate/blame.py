"""Who did it: two sides each of which says that the other did one deed.

*The rebels fired the rocket, the army said* and *the army fired the rocket, a rebel spokesman said*: one act, one
object, and each teller is the other's culprit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.codebooks.clauses import stems
from onrecord.records import Finding, make_id
from onrecord.relate.claims import Claim
from onrecord.relate.doubts import indefinite
from onrecord.relate.known import Who, days_between
from onrecord.relate.naming import names_apart
from onrecord.relate.positions import topic_of

WITHIN = 7
"""Days between the two charges."""


def blame(claims: Sequence[Claim]) -> Iterator[Finding]:
    """The contradictions between two sides that charge each other with one deed."""
    buckets: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.position == "done" and claim.named and claim.teller is not None and not _same(claim.who, claim.teller):
            for word in claim.objects:
                buckets[claim.act, word].append(claim)
    done: set[frozenset[str]] = set()
    for key in sorted(buckets):
        for i, one in enumerate(buckets[key]):
            for other in buckets[key][i + 1 :]:
                pair = frozenset((one.id, other.id))
                if pair not in done and _crossed(one, other):
                    done.add(pair)
                    yield _finding(one, other)


def _crossed(one: Claim, other: Claim) -> bool:
    """Whether each teller is the one whom the other charges."""
    if one.teller is None or other.teller is None or one.who.family == other.who.family:
        return False
    if names_apart(one, other):
        return False
    if indefinite(one) and indefinite(other) and not one.names & other.names:
        return False  # Both may have taken money from lenders.
    gaps = (days_between(one.told, other.told), days_between(other.told, one.told))
    near = all(gap is None or gap <= WITHIN for gap in gaps)
    return near and _same(one.teller, other.who) and _same(other.teller, one.who)


def _same(one: Who, other: Who) -> bool:
    """Whether two phrases mean one side: one family, or a common word (*the rebels*, *a rebel spokesman*)."""
    return one.family == other.family or bool(stems(one.name) & stems(other.name))


def _finding(one: Claim, other: Claim) -> Finding:
    """The record of two charges."""
    ordered = sorted((one, other), key=lambda claim: (claim.told.latest or "", claim.id))
    shared = sorted(one.objects & other.objects)
    names = " / ".join(claim.who.name for claim in ordered)
    return Finding(
        id=make_id("r", "blame", *sorted((one.id, other.id))), kind="contradiction",
        topic=topic_of(ordered[0]), actor=None,
        sides=tuple(claim.side() for claim in ordered),
        reason=f"one deed, two doers: {names}; each says it of the other; same act: {one.act}; "
        f"shared words: {', '.join(shared)}",
        strength="hard", independent=len({one.chain, other.chain}), basis="actor",
    )  # fmt: skip
