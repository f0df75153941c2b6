"""Contradictions and shifts: one actor, one act, one object, and opposite claims about it.

Precision before recall: claims meet only in one bucket of (state or actor, act), must share a content
word of the object, and both must be dated, or stand in one page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from onrecord.codebooks.clauses import stems, topics
from onrecord.codebooks.grammar import grammar
from onrecord.codebooks.meanings import meanings
from onrecord.records import Finding, make_id
from onrecord.relate.about import apart, head_of
from onrecord.relate.claims import Claim
from onrecord.relate.doubts import Crowd, forecast, of_any, other_matter
from onrecord.relate.known import days_between, overlap, width
from onrecord.relate.naming import names_apart, names_shared, told_beside
from onrecord.vectors import WordVectors

Opposed = Literal["contradiction", "shift"]
_Group = dict[str, Claim]
"""Claims of one finding by event."""

LONGEST_SHIFT = 366
"""Days after which a deed no longer answers a denial."""
SAME_TIME = 1
"""Days within which opposite claims contradict each other instead of following on each other."""
LATE_DENIAL = 14
"""Days after a reported deed within which its denial speaks of that deed."""
WIDEST = 7
"""Days that a date may span for two claims to be held against each other as of one time."""
MOST_SIDES = 7
_ANY = re.compile(r"\b(?:any|never|ever|nobody|anybody|anyone|whatsoever|of\s+any\s+kind|at\s+all)\b")
"""Words by which a refusal is of all of a kind."""
LONGEST_TOPIC = 70
"""Characters of a page's words that name what a finding is about."""


def positions(claims: Sequence[Claim], vectors: WordVectors) -> Iterator[Finding]:
    """The contradictions and shifts among the claims."""
    crowd = Crowd(claims)
    buckets: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        buckets[claim.who.family, claim.act].append(claim)
    for key in sorted(buckets):
        bucket = buckets[key]
        denials = [claim for claim in bucket if claim.position == "denied"]
        others = [claim for claim in bucket if claim.position != "denied"]
        if denials and others:
            yield from _of_bucket(denials, others, crowd, vectors)


def _of_bucket(denials: list[Claim], others: list[Claim], crowd: Crowd, vectors: WordVectors) -> Iterator[Finding]:
    """The findings of one actor and act: one for each kind and shared object."""
    index: dict[str, list[Claim]] = defaultdict(list)
    for claim in others:
        for word in claim.objects or {""}:
            index[word].append(claim)
    found: dict[tuple[Opposed, str], list[_Group]] = defaultdict(list)
    for denial in denials:
        for word in sorted(denial.objects or {""}):
            if word in topics().persons and len(denial.objects) > 1:
                continue
            whole = not word and _of_all(denial)
            if not word and not whole and (denial.thing or denial.act not in meanings().alone):
                continue  # *He did not win*, *he won*: perhaps another day, another place.
            for other in others if whole else index.get(word, ()):
                if denial.act in topics().vague and (denial.thing or word != head_of(denial) or word != head_of(other)):
                    continue  # To have a knife is something; to have much of a time is nothing.
                kind = kind_of(denial, other)
                if crowd.strangers(denial, other) or other_matter(denial, other):
                    continue
                if kind is not None and not apart(denial, other, vectors):
                    _put(found[kind, word], denial, other)
    _join(found, others)
    groups = [(kind, word, sides) for (kind, word), those in found.items() for sides in those]
    seen: set[frozenset[str]] = set()
    groups.sort(key=lambda group: (-len(group[2]), group[0], group[1], min(group[2], default="")))
    for kind, word, sides in groups:
        if not sides or any(set(sides) <= before for before in seen):
            continue
        seen.add(frozenset(sides))
        yield _finding(kind, word, list(sides.values()))


def _of_all(denial: Claim) -> bool:
    """Whether an act is refused with and of everybody: *ruled out any dialogue*, *will never negotiate*."""
    return denial.pledged and not denial.thing and _ANY.search(denial.words.exact) is not None


def _put(groups: list[_Group], denial: Claim, other: Claim) -> None:
    """Add a pair to the group that one of the two is in, joining groups that it links."""
    pair = {denial.id: denial, other.id: other}
    linked = [group for group in groups if group.keys() & pair.keys()]
    for group in linked:
        pair = {**group, **pair}
    groups[:] = [group for group in groups if all(group is not one for one in linked)]
    groups.append(pair)


def _join(found: dict[tuple[Opposed, str], list[_Group]], others: list[Claim]) -> None:
    """Complete each shift: deeds that are told in looser words (*people* for *citizens*), and what it makes clear.

    A denial that was followed by the deed is no contradiction of another report of the same deed.
    """
    for (kind, word), groups in sorted(found.items()):
        for sides in groups if kind == "shift" else ():
            denials = [claim for claim in sides.values() if claim.position == "denied"]
            sides.update((other.id, other) for other in others if _belongs(other, word, sides, denials))
            for opposed in found.get(("contradiction", word), ()):
                known = opposed.keys() & sides.keys()
                if known and all(
                    claim.id in sides or any(kind_of(denial, claim) == "shift" for denial in denials)
                    for claim in opposed.values()
                ):
                    sides.update(opposed)
                    opposed.clear()


def _belongs(other: Claim, word: str, sides: _Group, denials: list[Claim]) -> bool:
    """Whether a deed in looser words, or a plan of the days of the deed, belongs to a shift."""
    people = topics().people
    if other.position == "done":
        loose = word in people and other.named and bool(other.objects & people)
        return loose and any(kind_of(denial, other) == "shift" for denial in denials)
    if word not in other.objects or any(d.sides and other.sides and not d.sides & other.sides for d in denials):
        return False
    done = [claim for claim in sides.values() if claim.position == "done" and claim.when.earliest]
    near = [days_between(other.when, claim.when) for claim in done]
    return any(gap is not None and abs(gap) <= WIDEST for gap in near)


def kind_of(denial: Claim, other: Claim) -> Opposed | None:
    """``shift``, ``contradiction``, or ``None`` if time or scope keep the two apart, or nobody took a position."""
    kind = _by_days(denial, other)
    bound = bool(denial.voices & other.bodies | other.voices & denial.bodies)  # It will stay open, its owner said.
    foretold = (forecast(denial) or forecast(other)) and not _of_one_voice(denial, other) and not denial.reported
    return None if kind == "shift" and foretold and not (bound and denial.thing) else kind


def _of_one_voice(one: Claim, other: Claim) -> bool:
    """Whether one voice tells both, so that whatever he speaks of, it is he who says otherwise now."""
    voices = [claim.voices | {claim.teller.key} if claim.teller is not None else frozenset() for claim in (one, other)]
    return any(
        claim.teller is not None and claim.teller.key in there and not claim.teller.key.startswith("thing:")
        for claim, there in ((one, voices[1]), (other, voices[0]))
    )


def _by_days(denial: Claim, other: Claim) -> Opposed | None:
    """The kind of finding by the days of two claims."""
    if denial.id == other.id or _nested(denial, other) or _one_breath(denial, other):
        return None
    if denial.sides and other.sides and not denial.sides & other.sides and not names_shared(denial, other):
        return None
    if names_apart(denial, other) and not told_beside(denial, other):
        return None
    meant = denial.names & other.names or denial.pledged or denial.reported
    if denial.act in topics().repeated and not meant:
        return None  # Who did not win here may have won there.
    if denial.pending and days_between(denial.told, other.told) not in range(-SAME_TIME, SAME_TIME + 1):
        return None
    if _other_things(denial, other) or (denial.past and other.position == "planned"):
        return None  # Another bridge; or a plan that came to nothing.
    if denial.state or (denial.ongoing and other.ongoing):
        return _of_states(denial, other)
    if denial.past:
        return _of_past(denial, other)
    if _refused_before(denial, other):
        return "shift"
    if denial.when.latest is None:
        return "shift" if _answered(denial, other) else None
    later, earlier = days_between(denial.when, other.when), days_between(other.when, denial.when)
    told = days_between(denial.told, other.told)
    followed = other.position == "done" and told is not None and SAME_TIME < told <= LONGEST_SHIFT
    if followed and (denial.when.latest or "") < (other.when.latest or "9999"):
        return "shift"  # Done at some time that may lie after the denial, and told after it.
    one_page = denial.article_id == other.article_id
    if later is not None and later > SAME_TIME:
        return "shift" if later <= LONGEST_SHIFT else None
    if earlier is not None and earlier > SAME_TIME:
        if other.position == "planned":
            return "shift" if earlier <= LONGEST_SHIFT else None
        return "contradiction" if earlier <= LATE_DENIAL and disowns(denial) else None
    if any((days := width(date)) is not None and days > WIDEST for date in (denial.when, other.when)):
        return None
    open_start = other.when.earliest is None and other.position != "done"
    at_once = told is not None and abs(told) <= SAME_TIME and open_start
    if at_once or overlap(denial.when, other.when) or (later is not None and earlier is not None):
        return "contradiction" if other.position == "planned" or disowns(denial) or not one_page else None
    return "shift" if followed else None


def _of_past(denial: Claim, other: Claim) -> Opposed | None:
    """A denial that something was done, and the claim that it was: they contradict each other, whenever they are told.

    What is known to have been done after the denial was voiced is another deed.
    """
    gaps = (days_between(denial.told, other.told), days_between(other.told, denial.told))
    if any(gap is None or gap > LATE_DENIAL for gap in gaps):
        return None
    after = days_between(denial.told, other.when)
    if after is not None and after > 0:
        return "shift" if disowns(denial) and after <= LONGEST_SHIFT else None
    one_page = denial.article_id == other.article_id
    return "contradiction" if not one_page or disowns(denial) else None


def _other_things(one: Claim, other: Claim) -> bool:
    """Whether two things of one noun are told apart by their other words: *the old rules*, *the new rules*."""
    if not one.thing or one.who.family != other.who.family:
        return False
    words = [stems(claim.who.name) - {claim.who.family.removeprefix("thing:")} for claim in (one, other)]
    if words[0] != words[1] and of_any(one) and of_any(other) and not one.reported:
        return True  # Independent voters, voters.
    return all(words) and not words[0] & words[1]


def _of_states(denial: Claim, other: Claim) -> Opposed | None:
    """Two claims of how a thing is: at one time they contradict each other; later it may have changed."""
    gaps = (days_between(denial.told, other.told), days_between(other.told, denial.told))
    if any(gap is None or gap > SAME_TIME for gap in gaps):
        return None
    if _at_large(denial) and _at_large(other):
        return None  # Nuclear power is dangerous: an opinion, of no plant in particular.
    one_page = denial.article_id == other.article_id
    return "contradiction" if not one_page or disowns(denial) else None


def _at_large(claim: Claim) -> bool:
    """Whether what is said to be so is a kind of thing at large: *nuclear power*, *dams*; not *the dam at Lond*."""
    told = claim.who.name.split()
    return claim.thing and bool(told) and told[0].islower() and told[0] not in grammar().definite and not claim.names


def _answered(denial: Claim, other: Claim) -> bool:
    """Whether a deed answers a denial that nothing dates: an official's *we do not*, and his state's dated *we did*.

    Nobody denies for his own state what it has announced; so the denial came first, unless it is false.
    """
    own = disowns(denial) and other.named and other.article_id != denial.article_id
    span = width(other.when)
    return own and other.position == "done" and other.when.known and (span is None or span <= WIDEST)


def _refused_before(denial: Claim, other: Claim) -> bool:
    """Whether the order of a refusal and an undated deed is plain: who refuses has not done it yet."""
    undated = days_between(denial.told, other.when) is None and days_between(denial.told, other.told) is None
    if not denial.when.known:
        return False
    ahead = not denial.ongoing and denial.article_id != other.article_id
    return undated and ahead and disowns(denial) and other.named and other.position == "done"


def _nested(one: Claim, other: Claim) -> bool:
    """Whether both claims stand in one clause, so that they are parts of one thought."""
    return one.article_id == other.article_id and any(
        a.overlaps(b) for a in one.source.extent for b in other.source.extent
    )


def _one_breath(one: Claim, other: Claim) -> bool:
    """Whether one voice says both on one page: it sets them against each other, it does not contradict itself."""
    if one.article_id != other.article_id:
        return False
    here, there = (claim.teller.key if claim.teller is not None else "" for claim in (one, other))
    return here == there


def disowns(denial: Claim) -> bool:
    """Whether somebody denies having done it, where the other side says that it was done."""
    teller = denial.teller
    return teller is not None and (teller.key == denial.who.key or teller.family == denial.who.family)


def _finding(kind: Opposed, word: str, sides: list[Claim]) -> Finding:
    """The record of opposite claims."""
    ordered = sorted(_once(sides), key=lambda c: (c.when.latest or c.when.earliest or "", c.position != "denied", c.id))
    ordered = _both_kept(ordered)
    denial = next(claim for claim in ordered if claim.position == "denied")
    actors = {claim.who.key for claim in ordered}
    hard = len(actors) == 1 and all(claim.named for claim in ordered) and all(c.when.known for c in ordered)
    reason = [f"{claim.who.name} ({claim.position}{day_of(claim)})" for claim in ordered]
    shared = f"; shared words: {word}" if word else ""
    shared += "" if denial.when.known else "; the day of the denial is not known"
    return Finding(
        id=make_id("r", kind, *sorted(claim.id for claim in ordered)),
        kind=kind, topic=topic_of(denial), actor=actor_name(ordered), sides=tuple(claim.side() for claim in ordered),
        reason=f"same act: {denial.act}{shared}; {', '.join(reason)}", strength="hard" if hard else "soft",
        independent=len({claim.chain for claim in ordered}), basis="polarity",
    )  # fmt: skip


def _once(sides: list[Claim]) -> list[Claim]:
    """Of what a chain of sources tells in one voice, the first telling: its copies tell nothing more."""
    kept: dict[tuple[str, str, str], Claim] = {}
    for claim in sorted(sides, key=lambda claim: (not claim.when.known, claim.told.latest or "9999", claim.id)):
        voice = claim.teller.key if claim.teller is not None else claim.who.key
        kept.setdefault((claim.chain, claim.position, voice), claim)
    return list(kept.values())


def _both_kept(ordered: list[Claim]) -> list[Claim]:
    """At most ``MOST_SIDES`` claims, some of each position."""
    if len(ordered) <= MOST_SIDES:
        return ordered
    kept: list[Claim] = []
    for position in ("denied", "planned", "done"):
        kept += [claim for claim in ordered if claim.position == position][: MOST_SIDES // 2]
    kept = kept[:MOST_SIDES]
    return [claim for claim in ordered if claim in kept]


def actor_name(claims: Sequence[Claim]) -> str:
    """The name of the actor that most claims share, the shorter of equals."""
    names = [claim.who.name for claim in claims]
    return min(sorted(set(names)), key=lambda name: (-names.count(name), len(name)))


def topic_of(claim: Claim) -> str:
    """Words of the page for what the claim is about: the trigger and what it is done to."""
    if (one := _stretch(claim)) is not None:
        return one
    trigger = " ".join(span.exact for span in claim.source.trigger)
    objects = [span.exact for side in claim.source.objects for span in side.spans]
    return " ".join(f"{trigger} {objects[0]}".split()) if objects and len(objects[0]) <= 80 else trigger


def day_of(claim: Claim) -> str:
    """The day of a claim as a phrase."""
    when = claim.when
    if when.earliest == when.latest:
        return f" on {when.earliest}" if when.earliest else ""
    if when.earliest and when.latest:
        return f" {when.earliest}/{when.latest}"
    return f" by {when.latest}" if when.latest else f" from {when.earliest}"


def _stretch(claim: Claim) -> str | None:
    """The page's own words from the act to its object, if they stand close together: *evacuating its citizens*."""
    objects = [span for phrase in claim.source.objects for span in phrase.spans]
    if not objects:
        return None
    trigger = claim.source.trigger[0]
    behind = [span for span in objects if span.start >= trigger.end]  # In other words, he is not running for it.
    spans = [trigger, (behind or objects)[0]]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    whole = next(
        (span for span in (*claim.source.extent, claim.words) if span.start <= start and end <= span.end), None
    )
    if whole is None or end - start > LONGEST_TOPIC:
        return None
    return " ".join(whole.exact[start - whole.start : end - whole.start].split())
