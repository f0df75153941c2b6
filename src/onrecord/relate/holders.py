"""Who holds a place: two sides cannot both have one town, or one airport, at one time.

*The town was firmly in the hands of its fighters* and *government troops control the town* deny each other though no
word of denial stands in either. A holder is known as a side (:mod:`onrecord.relate.camps`), a place by its name, or by
its noun where two pages tell of one occasion. Who takes what another held the day before contradicts nobody: a gain
denies only what is told with it or after it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.codebooks.clauses import stem, topics, words
from onrecord.codebooks.disputes import disputes
from onrecord.codebooks.grammar import grammar
from onrecord.codebooks.meanings import alike_things
from onrecord.codebooks.standings import holding
from onrecord.records import Finding, make_id
from onrecord.relate.assertions import Phrase
from onrecord.relate.camps import Camp, camp, one_camp
from onrecord.relate.claims import Claim
from onrecord.relate.known import Known, days_between
from onrecord.relate.occasions import Occasions

WITHIN = 1
"""Days between two claims to one place that deny each other."""
LONG_AGO = 7
"""Days before it is told from which a deed says nothing of who holds a place now."""
MOST = 40
"""Claims to places on one page that are looked at."""
_NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][^\W\d_]+(?:[ -][A-ZÀ-ÞĀ-Ž][^\W\d_]+)*")
_WITHIN = re.compile(r"\sin\s")
"""Behind it stands where a place lies: *Waraq in western Niger*."""
_FROM = re.compile(r"\bfrom\b")
_LOYAL_TO = re.compile(r"\bloyal\s+to\s+(?!the\s+(?:government|president|state|crown|constitution)\b)", re.I)
"""Forces of somebody who may not be the state."""
_AGAIN = re.compile(r"\b(?:again|once\s+more|back\s+(?:in|under)|since\s+been|briefly)\b", re.I)
"""By which who holds a place knows of another holder before him."""
_STILL = re.compile(r"\bstill\b|\bremain|\bsince\b|\bfirmly\b|\bnever\b", re.I)


@dataclass(frozen=True, slots=True)
class _Hold:
    """A claim that somebody has a place, or came to have it."""

    claim: Claim
    who: Camp
    """Who has it."""
    text: str
    """The words for who has it."""
    voice: Camp
    """Who says so."""
    names: frozenset[str]
    """Names of the place, in lower case."""
    noun: str
    """Its noun; empty if it is only a name."""
    parts: frozenset[str]
    """Words that make it a part of the place."""
    place: str
    """The words for the place."""
    gained: bool = False
    """Whether it is told as a deed, not as how things are."""
    lost: bool = False
    """Whether it is told that he has it no more."""
    taken_from: Camp = frozenset()
    """From whom it is told to have been taken."""

    @property
    def stays(self) -> bool:
        """Whether it is told that nothing has changed: *still in possession of the harbour*."""
        return not self.gained and not self.lost and bool(_STILL.search(self.claim.words.exact))


def holders(known: Known, claims: Sequence[Claim], occasions: Occasions) -> Iterator[Finding]:
    """The contradictions about who holds a place, on two pages."""
    pages: dict[str, list[_Hold]] = defaultdict(list)
    told: set[str] = set()
    for claim in claims:
        long_ago = days_between(claim.when, claim.told)
        if claim.source.modality != "happened" or claim.id in told or (long_ago is not None and long_ago > LONG_AGO):
            continue
        told.add(claim.id)
        hold = _hold(known, claim)
        if hold is not None and len(pages[claim.article_id]) < MOST:
            pages[claim.article_id].append(hold)
    for page in sorted(pages):
        for there in occasions.beside(page, 1):
            if there > page and there in pages and known.apart(there, page):
                pairs = ((one, other) for one in pages[page] for other in pages[there])
                found = next((pair for pair in pairs if _apart(*pair)), None)
                if found is not None:
                    yield _finding(*found)


def _hold(known: Known, claim: Claim) -> _Hold | None:
    """A claim as one to a place; ``None`` if it is none."""
    book, one = holding(), claim.source
    subjects, objects = one.subjects, one.objects
    lemma = one.lemma
    verb = lemma.split()[0]
    flag = any(set(words(side.words)) & book.flags for side in (*subjects, *objects))
    if flag:
        if verb not in book.flying:
            return None
        owners = [side for side in (*subjects, *objects) if set(words(side.words)) & book.flags]
        hoisting = [side for side in subjects if side not in owners]
        return _made(known, claim, hoisting or owners, [side for side in objects if side not in owners])
    if lemma in book.held and subjects and objects and _place(subjects) and not _place(objects[:1]):
        return _made(known, claim, list(objects[:1]), list(subjects), gained=lemma.startswith("fall"))
    if not subjects and len(objects) > 1 and verb in book.ousting:
        return _made(known, claim, list(objects[:1]), list(objects[1:]), lost=True)
    gains = lemma in book.gaining or verb in book.gaining
    if (gains or lemma in book.holding or verb in book.holding) and subjects and objects:
        return _made(known, claim, list(subjects), list(objects), gained=gains)
    return None


def _place(sides: Sequence[Phrase]) -> Phrase | None:
    """The phrase of a place among some."""
    for side in sides:
        told = side.words
        if len(words(told)) == 1 and _is_own(told):
            continue
        noun = words(_plain(told))[-1:]
        known = noun and (stem(noun[0]) in holding().places or noun[0] in holding().within)
        if known or (_NAME.search(told) and not {*words(told)} & topics().people and len(words(told)) <= 5):
            return side
    return None


def _is_own(phrase: str) -> bool:
    """Whether a phrase has a word for whoever speaks, or for what is his."""
    return bool({*words(phrase)} & (grammar().owners | grammar().speaking | {"they"}))


def _plain(phrase: str) -> str:
    """A phrase without what a preposition brings."""
    return re.split(r"\s(?:of|at|in|near|on|outside)\s", phrase, maxsplit=1)[0]


def _made(
    known: Known,
    claim: Claim,
    holder: Sequence[Phrase],
    where: Sequence[Phrase],
    *,
    gained: bool = False,
    lost: bool = False,
) -> _Hold | None:
    """The record of who has what."""
    book = holding()
    place = _place(where)
    if place is None or not holder:
        return None
    text = " ".join(side.words for side in holder)
    statement = known.statements.get(claim.source.attributed_to or "")
    spoken = " ".join(span.exact for span in statement.speaker) if statement is not None else ""
    voice = _camp(f"{spoken} {claim.teller.name if claim.teller else ''}", claim.voices)
    own = _is_own(text)
    acting = any(side in claim.source.subjects for side in holder)
    who = _camp(text, frozenset(body for body in claim.bodies if body.startswith("actor:")) if acting else frozenset())
    if own:
        who |= voice if not any(part.startswith("side:") for part in who) else frozenset()
    told = place.words
    noun = stem(words(_plain(told))[-1]) if words(_plain(told)) else ""
    noun = book.within.get(noun, noun)
    names = frozenset(name.casefold() for name in _NAME.findall(told.removeprefix("The ")))
    named_only = noun in {words(name)[-1] for name in names if words(name)}
    parts = frozenset(words(_WITHIN.split(told, maxsplit=1)[0])) & book.parts
    others = (
        " ".join(side.words for side in where if side is not place)
        if gained and _FROM.search(claim.words.exact)
        else ""
    )
    return _Hold(
        claim, who, text, voice, names, "" if named_only else noun, parts, told, gained, lost,
        _camp(others, frozenset()),
    )  # fmt: skip


def _camp(text: str, bodies: frozenset[str]) -> Camp:
    """A side; loyal and federal forces are those of the state, and an army of liberation is known by its name alone."""
    found = camp(text, bodies)
    plain = set(words(text))
    if _LOYAL_TO.search(text):
        return found - {"side:forces"}
    if plain & holding().loyal and not plain & disputes().rebels:
        found |= {"side:forces"}
    if any(part.startswith("named:") for part in found) and plain & holding().irregular:
        found = (found - {"side:forces"}) | {"side:rebels"}
    return found


def _apart(one: _Hold, other: _Hold) -> bool:
    """Whether two claims give one place to two sides at one time."""
    if not one.who or not other.who or not _one_place(one, other) or one.parts != other.parts:
        return False
    gaps = (days_between(one.claim.told, other.claim.told), days_between(other.claim.told, one.claim.told))
    if any(gap is None or gap > WITHIN for gap in gaps):
        return False
    if (one.gained and other.gained) or any(
        _AGAIN.search(hold.claim.words.exact) for hold in (one, other) if not hold.gained
    ):
        return False  # Taken and taken back.
    if one.lost or other.lost:
        return any(a.lost and b.stays and "side:forces" not in b.who for a, b in ((one, other), (other, one)))
    for gain, state in ((one, other), (other, one)):
        told = days_between(state.claim.told, gain.claim.told)
        if gain.gained and told is not None and told > 0:
            return False  # What was held yesterday was taken today.
    return _adverse(one, other)


def _one_place(one: _Hold, other: _Hold) -> bool:
    """Whether two claims are about one place."""
    signs = holding().signs
    here, there = ("" if hold.noun in signs or _sign(hold) else hold.noun for hold in (one, other))
    nouns = here == there or bool(here and there and alike_things(here, there))
    if one.names and other.names:
        both = [(set(words(a)), set(words(b))) for a in one.names for b in other.names]
        return nouns and any(a <= b or b <= a for a, b in both)  # Mount Arel is not Mount Sorn.
    return nouns and bool(here)


def _sign(hold: _Hold) -> bool:
    """Whether a place stands for its town: *the town hall of Halvik*."""
    return bool(hold.names) and hold.noun in holding().halls


def _adverse(one: _Hold, other: _Hold) -> bool:
    """Whether two holders are known to be two sides."""
    kinds = [next((part for part in hold.who if part.startswith("side:")), "") for hold in (one, other)]
    if all(kinds):
        return kinds[0] != kinds[1]
    if one_camp(one.who, other.who):
        return False
    if any(a.taken_from and one_camp(a.taken_from, b.who) for a, b in ((one, other), (other, one))):
        return True
    own = (b.stays and a.gained and bool(b.voice) and one_camp(b.who, b.voice) for a, b in ((one, other), (other, one)))
    if any(kinds) and any(own) and not one_camp(one.voice, other.voice):
        return True  # Who says that he still has what others say that they took.
    claimed = [bool(hold.voice) and one_camp(hold.who, hold.voice) for hold in (one, other)]
    named = [any(part.startswith(("named:", "state:")) for part in hold.who) for hold in (one, other)]
    return all(claimed) and not one_camp(one.voice, other.voice) and (any(kinds) or all(named))


def _finding(one: _Hold, other: _Hold) -> Finding:
    """The record of two claims to one place."""
    ordered = sorted((one, other), key=lambda hold: (hold.claim.told.latest or "", hold.claim.id))
    both = " / ".join(" ".join(hold.text.split()) for hold in ordered)
    return Finding(
        id=make_id("r", "holder", *sorted(hold.claim.id for hold in ordered)), kind="contradiction",
        topic=" ".join(ordered[0].place.split()), actor=None,
        sides=tuple(hold.claim.side() for hold in ordered), reason=f"who holds it: {both}", strength="soft",
        independent=len({hold.claim.chain for hold in ordered}), basis="actor",
    )  # fmt: skip
