"""One person on one thing, first against it and later not, in whatever words.

*There is no ground to touch the licence*, said the minister; a week later he signs the order that takes the licence
away. The two need no act in common. So much is asked for instead: it is the same person with a name; days lie between;
the first sentence denies something of the thing and the second denies nothing; and of all that he says of it on any
page, nothing stands on the wrong side of the turn.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.codebooks.clauses import stem, stems
from onrecord.codebooks.contrary import contrary_words
from onrecord.records import DateInterval, Evidence, Finding, Side, Span, make_id
from onrecord.relate.claims import Claim
from onrecord.relate.denied_words import denied_in
from onrecord.relate.known import Known, Who, days_between, plain
from onrecord.relate.passages import MARKS, short
from onrecord.relate.standpoints import COMMON, FEW, about, is_deed, names_of_bodies, names_of_places, tells
from onrecord.relate.wording import sentences

FEWEST_DAYS = 3
"""Days between the two positions: from one day to the next pages tell one state of things in parts."""
MOST_SIDES = 2
"""Sentences that are shown of a side."""
_AGAINST = re.compile(
    r"\b(?:against|banned|cancel\w*|halt\w*|mistake|oppos\w+|refus\w+|reject\w*|rul\w+\s+out|scrap\w*|stop\w*|without|wrong)\b",
    re.I,
)
"""Words of who is against a thing without denying anything of it."""
_FOR_ALL_THAT = re.compile(
    r"\bno\s+(?:alternative|choice|doubt|other\s+way|way\s+(?:around|round)|question\s+that)\b", re.I
)
"""Denials that are for a thing: *no alternative to the sale*."""
_WORD = re.compile(r"[^\W\d_]+(?:['’]s)?")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a person says, or is told to have done."""

    article_id: str
    span: Span
    record: str
    date: DateInterval
    text: str
    deed: Claim | None = None
    """What he did."""

    @property
    def things(self) -> frozenset[str]:
        """Stems of that of which he speaks; of a deed, of what it is about."""
        found = frozenset(word for word in stems(self.text) if tells(word))
        return found & about(self.deed).keys() if self.deed is not None else found


@dataclass(frozen=True, slots=True)
class _Step:
    """A sentence of a person on a thing."""

    told: _Told
    denied: bool


def turnabouts(known: Known, found: Sequence[Claim]) -> Iterator[Finding]:
    """The shifts of persons on things of which they speak.

    Args:
        known: the pages.
        found: what is claimed on them.
    """
    told: dict[str, list[_Told]] = defaultdict(list)
    persons: dict[str, Who] = {}
    for who, one in (*_said(known), *_done(known, found)):
        if who is not None and one.date.known and known.person(who):
            told[who.key].append(one)
            persons[who.key] = who
    names = names_of_bodies(known) | names_of_places(known)
    for key in sorted(told):
        if len({one.article_id for one in told[key]}) > 1:
            yield from _of_person(known, persons[key], told[key], names)


def _said(known: Known) -> Iterator[tuple[Who | None, _Told]]:
    """Who says what, in the order of the records."""
    for one in sorted(known.statements.values(), key=lambda statement: statement.id):
        if one.content and not one.garbled and not one.same_utterance_as:
            text = " ".join(span.exact for span in one.content)
            yield known.speaker(one), _Told(one.article_id, one.content[0], one.id, plain(known.said(one)), text)


def _done(known: Known, found: Sequence[Claim]) -> Iterator[tuple[Who, _Told]]:
    """What pages tell that somebody did."""
    for claim in found:
        if is_deed(known, claim):
            yield claim.who, _Told(claim.article_id, claim.words, claim.id, plain(claim.when), claim.words.exact, claim)


def _of_person(known: Known, who: Who, told: Sequence[_Told], names: frozenset[str]) -> Iterator[Finding]:
    """The turns of one person, one for each pair of sentences; no name is a thing."""
    if not any(True for one in told for _ in denied_in(one.text)):
        return
    own = names | stems(who.name)
    by_thing: dict[str, list[_Told]] = defaultdict(list)
    for one in told:
        for thing in one.things - own:
            by_thing[thing].append(one)
    seen: set[tuple[str, str]] = set()
    for thing in sorted(by_thing):
        those = sorted(by_thing[thing], key=lambda one: (one.date.latest or "", one.article_id, one.span.start))
        if len(those) > max(FEW, COMMON * len(told)) or len({one.article_id for one in those}) < 2:
            continue
        steps = [_Step(one, state) for one in those if (state := _denied(one.text, thing)) is not None]
        turn = next((place for place in range(1, len(steps)) if steps[place].denied != steps[place - 1].denied), 0)
        before, after = steps[:turn], steps[turn:]
        if not turn or not before[0].denied or any(step.denied for step in after):
            continue  # Who speaks of a thing and later denies something of it need not have turned.
        pair = (before[-1].told.record, after[0].told.record)
        gap = days_between(before[-1].told.date, after[0].told.date)
        if gap is not None and gap >= FEWEST_DAYS and pair not in seen:
            seen.add(pair)
            yield _finding(known, who, thing, before[-MOST_SIDES:], after[:MOST_SIDES])


def _denied(text: str, thing: str) -> bool | None:
    """Whether words deny something of a thing; ``None`` if they deny other things alone, or do not name it."""
    book, named = contrary_words(), False
    if _denial(text, thing):
        return True
    for part in (text[first:last] for first, last in sentences(text)):
        at = _places(part, thing)
        if at and any(one.search(part) for one in (book.no_deed, book.no_thing, book.nobody, book.denying, _AGAINST)):
            return None
        named = named or bool(at)
    return False if named else None


def _denial(text: str, thing: str) -> str:
    """The words that deny something of a thing, from the negation on; an empty text if none do."""
    for part in (text[first:last] for first, last in sentences(text)):
        for reach in denied_in(part) if not _FOR_ALL_THAT.search(part) else ():
            if any(reach.start <= place < reach.end for place in _places(part, thing)):
                return part[reach.start : reach.end]
    return ""


def _places(text: str, thing: str) -> list[int]:
    """Where a text speaks of a thing; written with a capital it is part of a name: *Catching Fire*."""
    return [one.start() for one in _WORD.finditer(text) if one[0][0].islower() and stem(one[0].casefold()) == thing]


def _finding(known: Known, who: Who, thing: str, before: Sequence[_Step], after: Sequence[_Step]) -> Finding:
    """The record of a turn."""
    sides = tuple(
        Side(
            f"{who.name}: {'denied' if step.denied else 'done' if step.told.deed is not None else 'said'}",
            step.told.date, (Evidence(step.told.article_id, step.told.span, step.told.record),),
        )
        for step in (*before, *after)
    )  # fmt: skip
    pages = {step.told.article_id for step in (*before, *after)}
    text = before[-1].told.text
    word = next((text[at:].split()[0].strip(MARKS) for at in _places(text, thing)), thing)
    return Finding(
        id=make_id("r", "turnabout", who.key, before[-1].told.record, after[0].told.record), kind="shift",
        topic=short(" ".join(_denial(text, thing).split()).strip(MARKS)),
        actor=who.name, sides=sides,
        reason=f"one person on one thing, first with a denial and later without: {word}",
        strength="soft", independent=len({known.chain(page) for page in pages}), basis="polarity",
    )  # fmt: skip
