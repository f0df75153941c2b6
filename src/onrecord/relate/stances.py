"""Sides that somebody takes in a matter, and the opposite one: *is in favour of the dam*, *is against the dam*.

One actor who takes another side later has shifted; two bodies of one state on opposite sides on one day contradict each
other. Two rivals who disagree are no finding: that is what rivals do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from onrecord.codebooks.clauses import stems, topics
from onrecord.codebooks.meanings import alike_things, meanings
from onrecord.codebooks.meanings_read import comparable
from onrecord.codebooks.stances import stances
from onrecord.records import Evidence, Finding, Side, make_id
from onrecord.relate.doubts import CROWD
from onrecord.relate.known import Known, days_between, plain
from onrecord.relate.occasions import Occasions
from onrecord.relate.positions import SAME_TIME
from onrecord.relate.stance_read import Stance, stances_of
from onrecord.relate.stance_words import Matter

LONGEST = 1500
"""Days from one side to the other: who changes his mind in a matter may take years."""
MOST_WORDS = 3
"""Words that one matter may have beyond the other."""
SURE = 3
"""Words in common, a name among them, from which on each side may have one more of its own."""

LEAST_OF_NAME = 2
"""Words that two names of one body or person share."""
_STEM = 5
_WHICH = frozenset({"second", "third", "fourth", "fifth"})
_ROOT = 4
"""Letters that two words of one root share at least."""
_ENDINGS = frozenset({
    "e", "er", "ed", "ing", "en", "ening", "ened", "ation", "ion", "ment", "al", "ure", "ance", "d", "s", "y", "ity",
})  # fmt: skip
"""What may stand behind the root."""


def taken_sides(known: Known, occasions: Occasions) -> Iterator[Finding]:
    """The shifts and contradictions between two sides in one matter."""
    told = stances_of(known, sorted(known.articles))
    index: dict[str, list[Stance]] = defaultdict(list)
    for page in sorted(told):
        for stance in told[page]:
            kinds = meanings().things.get(comparable(stance.matter.head), frozenset())
            deeds = {word for word in stance.matter.words if word.endswith("ing")} - {stance.matter.head}
            for key in (stance.matter.head, *(f"kind {kind}" for kind in kinds), *sorted(deeds)):
                index[key].append(stance)
    crowds = _crowds(told.values())
    seen: set[frozenset[str]] = set()
    for head in sorted(index):
        pairs = sorted(combinations(index[head], 2), key=_order)
        for one, other in pairs:
            between = frozenset({one.article_id, other.article_id})
            kind = _kind(known, one, other, crowds) if between not in seen else None
            if kind is not None and _one_matter(known, occasions, one, other):
                seen.add(between)
                yield _finding(kind, one, other)


def _order(pair: tuple[Stance, Stance]) -> tuple[int, str, str, int, int]:
    """Pairs that are near in time first."""
    one, other = pair
    gap = days_between(one.date, other.date)
    return abs(gap) if gap is not None else LONGEST, one.article_id, other.article_id, one.at.start, other.at.start


def _crowds(told: Iterable[list[Stance]]) -> frozenset[str]:
    """The states of which so many take sides that none of them stands for the state."""
    keys: dict[str, set[str]] = defaultdict(set)
    for stance in (stance for those in told for stance in those):
        keys[stance.who.family].add(stance.who.key)
    return frozenset(family for family, those in keys.items() if len(those) >= CROWD)


def _kind(known: Known, one: Stance, other: Stance, crowds: frozenset[str]) -> str | None:
    """Whether two sides are a shift or a contradiction; ``None`` if neither, or not of one actor."""
    if one.favours == other.favours or one.article_id == other.article_id:
        return None
    if not known.apart(one.article_id, other.article_id):
        return None
    gaps = (days_between(one.date, other.date), days_between(other.date, one.date))
    if any(gap is None for gap in gaps):
        return None
    gap = max(gap for gap in gaps if gap is not None)
    if gap > LONGEST:
        return None
    same = _same(one, other)
    if gap > SAME_TIME:
        return "shift" if same else None
    state = one.who.family == other.who.family and one.who.family.startswith("state:")
    return "contradiction" if same or (state and one.who.family not in crowds) else None


def _same(one: Stance, other: Stance) -> bool:
    """Whether one actor takes both sides: he himself, or a body and who speaks for it."""
    if one.who.key == other.who.key:
        return not one.who.family.startswith("thing:") or _one_name(one, other)
    if one.person and other.person:
        return one.who.name == other.who.name and " " in one.who.name
    if one.person != other.person and "LEG" in (one.sector, other.sector):
        return False  # A lawmaker is not the house that votes.
    if one.who.family == other.who.family and one.who.family.startswith("state:"):
        return bool({one.who.key, other.who.key} & {one.who.family})
    own = {one.who.key, other.who.key} & one.keys & other.keys
    return any(not key.startswith(("thing:", "state:")) for key in own) or _one_name(one, other)


def _one_name(one: Stance, other: Stance) -> bool:
    """Whether two names are one, told in another order: *the Norland miners' union*, *the union of Norland's miners*.

    A word that only one of them has must be in what the other is known by: *the Green League of Norland*.
    """
    here, there = (stems(stance.who.name) - topics().stop for stance in (one, other))
    if len(here & there) < LEAST_OF_NAME:
        return False
    keys = {word for stance in (one, other) for key in stance.keys for word in stems(key.partition(":")[2])}
    more = here ^ there
    known = {
        word for word in more if any(_of_one_root(word, key) or key[:_STEM] == word[:_STEM] for key in keys - more)
    }
    return more == known


def _one_matter(known: Known, occasions: Occasions, one: Stance, other: Stance) -> bool:
    """Whether two sides are taken in one matter."""
    here, there = one.matter, other.matter
    shared = here.words & there.words
    if here.numbers and there.numbers and not here.numbers & there.numbers:
        return False
    if here.words & _WHICH != there.words & _WHICH:
        return False  # A second runway, a runway.
    small, large = sorted((here, there), key=lambda matter: (len(matter.words), matter.text))
    akin = {
        (word, more)
        for word in small.words - shared
        for more in large.words - shared
        if alike_things(word, more) or _of_one_root(word, more)
    }
    missing = small.words - shared - {word for word, _ in akin}
    named = here.names & there.names
    if len(shared) >= SURE and named and len(missing) == 1 and not missing & small.names:
        missing = frozenset()  # Drilling for oil in the Halder bay, drilling in the Halder bay by law.
    if missing or len(large.words - shared - large.names) > max(MOST_WORDS, len(shared)):
        return False
    if not shared - stances().generic:
        return False
    more = large.words - shared - large.names - {word for _, word in akin}
    if len(shared) == 1 and more and not (small.definite and len(large.names) > 1):
        return False  # Ground troops, troops.
    told = {one: there, other: here}
    return all(_known_there(known, occasions, stance, matter) for stance, matter in told.items())


def _of_one_root(one: str, other: str) -> bool:
    """Whether two words of a matter are one with other endings: *a deeper channel*, *deepening the channel*."""
    short, long = sorted((one, other), key=len)
    root = short.removesuffix("er").removesuffix("e")
    return len(root) >= _ROOT and long.startswith(root) and long[len(root) :] in _ENDINGS


def _known_there(known: Known, occasions: Occasions, stance: Stance, matter: Matter) -> bool:
    """Whether the page of a side gives the names of the other one's matter that the side leaves out."""
    more = matter.names - stance.matter.names
    article = known.articles[stance.article_id]
    told = f"{article.title or ''} {article.text}".casefold()  # English, England.
    return all(name in occasions.names(stance.article_id) or name[: max(4, len(name) - 3)] in told for name in more)


def _finding(kind: str, one: Stance, other: Stance) -> Finding:
    """The record of two sides."""
    ordered = sorted((one, other), key=lambda stance: (stance.date.latest or "", stance.article_id, stance.at.start))
    sides = tuple(
        Side(
            f"{stance.who.name}: {'for' if stance.favours else 'against'}", plain(stance.date),
            (Evidence(stance.article_id, stance.shown, stance.statement),),
        )
        for stance in ordered
    )  # fmt: skip
    told = " / ".join(f"{stance.at.exact} {stance.matter.text}" for stance in ordered)
    shared = ", ".join(sorted(one.matter.words & other.matter.words))
    same = one.who.key == other.who.key
    return Finding(
        id=make_id("r", "sides", *sorted(f"{s.article_id}:{s.at.start}" for s in ordered)),
        kind="shift" if kind == "shift" else "contradiction",
        topic=min((stance.matter.text for stance in ordered), key=lambda text: (len(text), text)),
        actor=ordered[0].who.name if same else None, sides=sides,
        reason=f"opposite sides in one matter ({shared}): {told}", strength="hard" if same else "soft",
        independent=2, basis="polarity",
    )  # fmt: skip
