"""Claims that answer one question in other words: *no plans to shut the plant*, *ordered the closure of the works*.

:mod:`onrecord.relate.positions` sets claims side by side that share actor, act and object by their words. Here the
acts meet by meaning (:mod:`onrecord.relate.pairs`), and the rest has to fit by points
(:mod:`onrecord.relate.matching`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.records import Finding, make_id
from onrecord.relate.claims import Claim
from onrecord.relate.daynames import WEEKDAY
from onrecord.relate.doubts import other_matter
from onrecord.relate.known import days_between
from onrecord.relate.matching import LARGE, STANCES, Match, Matching
from onrecord.relate.naming import names_apart
from onrecord.relate.pairs import Bond
from onrecord.relate.positions import (
    LATE_DENIAL,
    LONGEST_SHIFT,
    SAME_TIME,
    Opposed,
    actor_name,
    day_of,
    kind_of,
    topic_of,
)
from onrecord.vectors import WordVectors

ENOUGH = 4.5
"""Points from which a pair of opposite claims is reported."""

_Found = tuple[Opposed, Claim, Claim, Match]
"""The kind of finding, the denial or the earlier claim, the other one, and why."""


def questions(claims: Sequence[Claim], worded: Iterable[Finding], vectors: WordVectors) -> Iterator[Finding]:
    """Contradictions and shifts between claims of one story that say it in different words.

    ``worded``: the findings that rest on the same words; what they hold is not reported again.
    """
    story = Matching(claims, vectors)
    told = [{piece.record_id for side in finding.sides for piece in side.evidence} for finding in worded]
    best: dict[tuple[str, Opposed], _Found] = {}
    for found in opposed_pairs(story):
        key = (found[1].id, found[0])
        if key not in best or _worth(found) > _worth(best[key]):
            best[key] = found
    seen: set[tuple[str, Opposed]] = set()
    for found in sorted(best.values(), key=lambda found: (-found[3].score, found[0], found[1].id, found[2].id)):
        kind, denial, deed, match = found
        again = (deed.id, kind) in seen  # Another denial of a deed that is told already.
        if again or any({denial.id, deed.id} <= ids for ids in told):
            continue
        seen.add((deed.id, kind))
        yield _finding(kind, denial, deed, match)


def _worth(found: _Found) -> tuple[float, bool, bool]:
    """Which of several claims that answer a denial is shown: the surest, then one that says who did it, and when."""
    _, _, deed, match = found
    return match.score, not deed.state, deed.when.earliest is not None


def opposed_pairs(story: Matching) -> Iterator[_Found]:
    """The kind of finding that two claims make, the denial or the earlier claim, the other one, and why."""
    for one, other, bond, acts in story.pairs():
        match = story.match(one, other, bond, acts)
        if match.score < ENOUGH + (0.5 if len(story.claims) > LARGE else 0.0):
            continue
        denial, deed = story.claims[one], story.claims[other]
        if bond in (
            "opposed",
            "undone",
        ):  # Who closes what he keeps open denies that it is open; the earlier claim is denied.
            denial, deed = sorted((denial, deed), key=lambda claim: (claim.told.latest or "", claim.id))
        kind = _kind(denial, deed, bond, acts)
        if kind is not None and not other_matter(denial, deed):
            yield kind, denial, deed, match


def _kind(denial: Claim, deed: Claim, bond: Bond, acts: str) -> Opposed | None:
    """Whether the pair is a contradiction or a shift, by its days; of states and denied deeds as for equal words."""
    days = [frozenset(WEEKDAY.findall(claim.source.clause.exact)) for claim in (denial, deed)]
    if all(days) and not days[0] & days[1] and denial.past and not denial.reported:
        return None  # Friday's meeting, Saturday's meeting.
    if bond == "same" and acts.split("/", maxsplit=1)[0] in STANCES:
        denial = replace(denial, act="take sides")  # Of one matter, as its points say.
    if any(act.startswith("be ") for act in acts.split("/")) and not denial.state:
        denial = replace(denial, act="be so")
    told = days_between(denial.told, deed.told)
    at_once = told is not None and abs(told) <= SAME_TIME and denial.chain != deed.chain
    fixed = denial.source.modality != "negated" and not denial.state and not names_apart(denial, deed)
    if bond in ("opposed", "undone"):
        planned = denial.position == "planned"  # Who will stay at her post plans it, and does not only say how it is.
        denial = replace(denial, position="denied", when=denial.told, act="plan" if planned else denial.act)
    kind = kind_of(denial, deed) or (_admitted(denial, deed) if bond not in ("opposed", "undone") else None)
    return "contradiction" if kind is None and at_once and fixed and deed.position == "done" else kind


def _admitted(denial: Claim, deed: Claim) -> Opposed | None:
    """A denial of the past, and long after it the admission, or another's word, that it had been done before."""
    told = days_between(denial.told, deed.told)
    if not denial.past or told is None or not LATE_DENIAL < told <= LONGEST_SHIFT or deed.position != "done":
        return None
    if not deed.before or names_apart(denial, deed):
        return None
    own = deed.teller is not None and bool(deed.voices & denial.bodies)
    return "shift" if own else "contradiction"


def _finding(kind: Opposed, denial: Claim, deed: Claim, match: Match) -> Finding:
    """The record of two claims on one question."""
    ordered = sorted((denial, deed), key=lambda c: (c.when.latest or c.when.earliest or "", c is deed, c.id))
    told = ", ".join(f"{claim.who.name} ({claim.position}{day_of(claim)})" for claim in ordered)
    return Finding(
        id=make_id("r", kind, *sorted(claim.id for claim in ordered)), kind=kind, topic=topic_of(denial),
        actor=actor_name(ordered), sides=tuple(claim.side() for claim in ordered),
        reason=f"{'; '.join(match.reasons)}; {told}", strength="soft",
        independent=len({claim.chain for claim in ordered}), basis="polarity",
    )  # fmt: skip
