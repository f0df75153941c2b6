"""Who did one thing, and where it happened: two tellings of one deed that name two doers, or two places.

*Rebels blew up the bridge* and *the army was behind the attack on the bridge*; *the ministers met in a hotel* and *the
royal palace was the scene of the meeting*. Nothing is denied in either. Two tellings meet on pages of one occasion if
their deeds are of one kind, if it was done to one thing (names and nouns), and if their doers or places exclude each
other (:mod:`onrecord.relate.fillers`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.codebooks.clauses import stem, stems
from onrecord.codebooks.meanings import alike_things
from onrecord.codebooks.tellings import telling_words
from onrecord.records import Evidence, Finding, Side, make_id
from onrecord.records.relation import FindingBasis
from onrecord.relate.fillers import Cause, Doer, Site, causes_apart, doers_apart, sites_apart
from onrecord.relate.known import Known, days_between, plain
from onrecord.relate.occasions import Occasions
from onrecord.relate.passages import short
from onrecord.relate.telling_shapes import Role
from onrecord.relate.tellings import Telling, tellings
from onrecord.relate.wording import tokens
from onrecord.vectors import WordVectors

WITHIN = 7
"""Days between two tellings of one deed."""
WITHIN_NAMED = 30
"""The same where both name its day."""
LEAST_PART = 0.5
"""Share of the words of the shorter telling that the other has too."""
ALIKE = 0.55
"""Nearness of two nouns that may mean one thing."""
CREATING = frozenset({"write", "build", "design", "paint", "sign", "command"})
"""Lines of deeds by which a thing comes to be."""
_BASIS: Mapping[Role, FindingBasis] = {"who": "actor", "where": "place", "why": "cause"}
_GIVEN = 2
"""Names that two pages share where the tellings themselves share none."""


def who_where(known: Known, occasions: Occasions, vectors: WordVectors) -> Iterator[Finding]:
    """The contradictions about who did one thing, and where it happened, on two pages."""
    found = tellings(known)
    for page in sorted(found):
        for there in occasions.beside(page, 1):
            if there > page and there in found and known.apart(there, page):
                yield from _across(found[page], found[there], occasions, vectors)


def _across(
    here: Sequence[Telling], there: Sequence[Telling], occasions: Occasions, vectors: WordVectors
) -> Iterator[Finding]:
    """Of each kind the first contradiction between two pages."""
    for role in ("who", "where", "why"):
        mine, yours = ([one for one in page if one.role == role] for page in (here, there))
        pairs = ((one, other) for one in mine for other in yours)
        best = next(
            (
                pair
                for pair in pairs
                if _one_deed(*pair, occasions, vectors)
                and _apart(*pair, vectors)
                and not _both(pair, mine, yours, vectors)
            ),
            None,
        )
        if best is not None:
            yield _finding(*best)


def _apart(one: Telling, other: Telling, vectors: WordVectors) -> bool:
    """Whether two doers, places or causes exclude each other."""
    mine, yours = one.filler, other.filler
    if isinstance(mine, Cause) and isinstance(yours, Cause):
        told = ((mine, stems(other.shown.exact)), (yours, stems(one.shown.exact)))
        both = any({stem(word) for word in cause.content} <= words for cause, words in told)
        return not both and causes_apart(mine, yours, vectors)
    if isinstance(one.filler, Doer) and isinstance(other.filler, Doer):
        return doers_apart(one.filler, other.filler, one.groups & other.groups)
    return isinstance(one.filler, Site) and isinstance(other.filler, Site) and sites_apart(one.filler, other.filler)


def _both(
    pair: tuple[Telling, Telling], here: Sequence[Telling], there: Sequence[Telling], vectors: WordVectors
) -> bool:
    """Whether one page tells the deed both ways in one voice: then both did it."""
    one, other = pair
    for mine, page, yours in ((one, here, other), (other, there, one)):
        for more in page:
            same = more is not mine and more.voice == mine.voice and (more.groups & mine.groups or not more.groups)
            if (
                same
                and more.about & mine.about
                and more.filler.text != mine.filler.text
                and not _apart(more, yours, vectors)
                and _apart(more, mine, vectors)
            ):
                return True
    return False


def _one_deed(one: Telling, other: Telling, occasions: Occasions, vectors: WordVectors) -> bool:
    """Whether two tellings may be of one deed."""
    if not _one_kind(one, other):
        return False
    if one.voice is not None and other.voice is not None and one.voice.key == other.voice.key:
        return False
    if not (one.definite or other.definite) or _in_turn(one, other):
        return False
    gaps = (days_between(one.told, other.told), days_between(other.told, one.told))
    same_day = bool(one.days & other.days)
    if any(gap is None or gap > (WITHIN_NAMED if same_day else WITHIN) for gap in gaps):
        return False
    if one.days and other.days and not same_day:
        return False
    fillers = one.filler.names | other.filler.names
    names = one.names - fillers, other.names - fillers
    if all(names) and not names[0] & names[1]:
        return False
    if not _one_thing(one, other, vectors):
        return False
    mine, yours = (_things(each, one.groups & other.groups) - fillers for each in (one, other))
    there = frozenset(token for word in yours for token in tokens(word))
    shared = {word for word in mine if tokens(word) & there}
    shorter = min(len(mine), len(yours))
    persons = any(isinstance(each.filler, Doer) and each.filler.own for each in (one, other))
    if not one.about or not other.about or (persons and not mine & yours):
        return False  # Has won twelve.
    heads = bool(one.head and one.head == other.head and one.head in names[0] & names[1])
    if len(shared) < LEAST_PART * shorter and not heads:
        return False
    if names[0] & names[1] and (len(shared) > 1 or shorter == 1):
        return True
    both = occasions.shared(one.article_id, other.article_id)
    return len(both) >= _GIVEN or (bool(both) and (same_day or len(shared) == shorter > 1))


def _things(one: Telling, groups: frozenset[str]) -> frozenset[str]:
    """The words for what a deed was done to, without those that only name the deed again."""
    book = telling_words()
    if one.role == "why":
        return one.about
    named = book.deeds if one.role == "who" else book.happenings
    return frozenset(word for word in one.about if not named.get(word, frozenset()) & groups)


def _in_turn(one: Telling, other: Telling) -> bool:
    """Whether two things are told apart by their order: *the first rocket*, *another rocket*."""
    here, there = one.order - {"next"}, other.order - {"next"}
    return not here & there and bool((here and there) or (here | there) - {"first"})


def _one_kind(one: Telling, other: Telling) -> bool:
    """Whether two deeds may be of one kind; who is behind a report wrote it."""
    made = any(
        mine.noun and mine.noun in yours.about and yours.groups & CREATING
        for mine, yours in ((one, other), (other, one))
    )
    return not one.groups or not other.groups or bool(one.groups & other.groups) or made


def _one_thing(one: Telling, other: Telling, vectors: WordVectors) -> bool:
    """Whether the nouns of what two deeds were done to may mean one thing."""
    if not one.head or not other.head:
        return True
    if one.head != other.head and one.head in one.names and other.head in other.names:
        return False  # Two towns.
    if one.head in other.about | {other.head} or other.head in one.about or alike_things(one.head, other.head):
        return True
    for named, bare in ((one, other), (other, one)):
        if named.head in named.names and not bare.names and bare.head in stems(named.shown.exact):
            return True  # The Lu Sheng, a vessel of ten men.
    return vectors.similarity([one.head], [other.head]) >= ALIKE


def _finding(one: Telling, other: Telling) -> Finding:
    """The record of two tellings."""
    ordered = sorted((one, other), key=lambda each: (each.told.latest or "", each.article_id, each.shown.start))
    sides = tuple(
        Side(
            each.voice.name if each.voice is not None else "the page", plain(each.told),
            (Evidence(each.article_id, each.shown, each.record),),
        )
        for each in ordered
    )  # fmt: skip
    told = " / ".join(" ".join(each.filler.text.split()) for each in ordered)
    shared = ", ".join(sorted(one.about & other.about))
    what = {"who": "who did it", "where": "one thing told of two places", "why": "different causes of one thing"}[
        one.role
    ]
    return Finding(
        id=make_id("r", "telling", one.role, *sorted(f"{e.article_id}:{e.shown.start}" for e in ordered)),
        kind="contradiction", topic=short(ordered[0].shown.exact), actor=None, sides=sides,
        reason=f"{what}: {told}; both tell of {shared}", strength="soft", independent=2,
        basis=_BASIS[one.role],
    )  # fmt: skip
