"""What somebody says is to be done, or is not: *residents must boil their water*, *advised against a second dose*.

No claim of a deed: nobody has done it, nobody has announced it. But who says later that it is not to be done has
changed his mind, and two bodies of one state that say both on one day contradict each other. What an opponent says is
no finding.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from onrecord.codebooks.actors import roles
from onrecord.codebooks.clauses import stem, stems, topics
from onrecord.codebooks.norms import norms as book
from onrecord.records import Finding, Modality, make_id
from onrecord.relate.about import head_of
from onrecord.relate.assertions import Assertion, Phrase, colourless
from onrecord.relate.claims import Claim, claims
from onrecord.relate.doubts import CROWD, other_matter
from onrecord.relate.known import Known, sentence_of
from onrecord.relate.matching import Match, Matching
from onrecord.relate.naming import names_apart
from onrecord.relate.positions import SAME_TIME, topic_of
from onrecord.relate.states import RULING
from onrecord.vectors import WordVectors

LONGEST = 1500
"""Days from one word to the other: who changes his mind may take years."""
NEED = "need"
SURE = 1.5
"""Points of object and actor below which two norms may be of two matters."""
_PREFIX = 5
"""Letters in which a name and its adjective agree, at least."""
_AGAINST = 10
"""Characters before a noun in which *against* stands."""
_REACH = 90
"""Characters before a verb in which the word stands that makes a norm of it."""
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|that|he|she|it|they|we|i|you|would|will|has|have|had|do|does|did|plan\w*|want\w*|intend\w*|tr(?:y|ies|ied)"
    r"|refus\w+|agree\w*|need\w*|going|able|ready|began|begin\w*|hop\w+|expect\w*|decid\w+|prepar\w+|how|when|what|why|where)\b",
    re.I,
)
"""What shows that no phrase for people stands between a verb of advice and what is advised."""
_CAPITAL = re.compile(r"(?<=\s)[A-Z][^\W\d_]{2,}")
_OPEN = re.compile(r"\b(?:if|whether|unless|why|how|when)\b[^,]*$", re.I)


def norms_apart(
    known: Known, told: Sequence[Assertion], found: Sequence[Claim], vectors: WordVectors
) -> Iterator[Finding]:
    """The shifts and contradictions between what somebody says is to be done, and is not.

    Args:
        known: the pile.
        told: what its pages tell.
        found: the claims of the pile, against which norms are held too.
        vectors: the word vectors.
    """
    wanted = [claim for claim in claims(known, list(_norms(known, told))) if not claim.open]
    own = {claim.id for claim in wanted}
    if not own:
        return
    voices = {key for claim in wanted for key in (claim.who.key, *claim.bodies)}
    meant = [
        claim for claim in found if claim.position != "denied" or claim.pledged
    ]  # *Has won nothing yet* refuses nothing.
    others = [claim for claim in meant if claim.id not in own and claim.who.key in voices]
    story = Matching([*wanted, *others], vectors)
    crowds = _crowds(story.claims)
    seen: set[frozenset[str]] = set()
    paired = [*_pairs(story, own, crowds), *_needs(wanted, own, crowds)]
    best = sorted(paired, key=lambda pair: (-pair[3].score, pair[1].id, pair[2].id))
    for kind, one, other, match in best:
        pages = frozenset({one.article_id, other.article_id})
        if pages not in seen:
            seen.add(pages)
            yield _finding(kind, one, other, match)


def _pairs(story: Matching, own: set[str], crowds: frozenset[str]) -> Iterator[tuple[str, Claim, Claim, Match]]:
    """The pairs of which one is a norm, with their kind."""
    for place, at, bond, acts in story.pairs():
        one, other = story.claims[place], story.claims[at]
        if not {one.id, other.id} & own or one.article_id == other.article_id or one.chain == other.chain:
            continue
        match = story.match(place, at, bond, acts)
        thing = story.theme(place, at)
        if {*acts.split("/")} & topics().repeated:
            continue  # Who must win here need not win there.
        if not match.score or bond == "loose" or thing is None or thing.points < SURE:
            continue
        if names_apart(one, other) or other_matter(one, other):
            continue
        kind = _kind(one, other, own, crowds)
        if kind is not None:
            first, second = sorted((one, other), key=lambda claim: (claim.told.latest or "", claim.id))
            yield kind, first, second, match


def _needs(wanted: Sequence[Claim], own: set[str], crowds: frozenset[str]) -> Iterator[tuple[str, Claim, Claim, Match]]:
    """The pairs of which one says that a thing is needed, and one that it is not: *need no visa*, *must have one*."""
    told = [(claim, theme) for claim in wanted if claim.source.lemma == NEED and (theme := head_of(claim)) is not None]
    for (one, head), (other, noun) in combinations(told, 2):
        if head != noun or one.position == other.position or one.article_id == other.article_id:
            continue
        shared = _shared(one, other) - {head} - topics().persons
        named = any(word in shared for claim in (one, other) for word in _names(claim))
        if not (named or len(shared) > 1) or one.chain == other.chain or names_apart(one, other):
            continue
        kind = _kind(one, other, own, crowds)
        if kind is not None:
            first, second = sorted((one, other), key=lambda claim: (claim.told.latest or "", claim.id))
            yield kind, first, second, Match(3.0 + len(shared), (f"whether {head} is needed",))


def _names(claim: Claim) -> frozenset[str]:
    """The stems of the words of a clause that have a capital, but for its first."""
    return frozenset(stem(word.casefold()) for word in _CAPITAL.findall(claim.words.exact))


def _shared(one: Claim, other: Claim) -> frozenset[str]:
    """The words of both clauses, a name and its adjective among them: *from India*, *Indian*."""
    here, there = stems(one.words.exact), stems(other.words.exact)
    near = {a for a in here for b in there if min(len(a), len(b)) >= _PREFIX and a[:_PREFIX] == b[:_PREFIX]}
    return frozenset((here & there) | near)


def _kind(one: Claim, other: Claim, own: set[str], crowds: frozenset[str]) -> str | None:
    """Whether two claims are a shift or a contradiction; ``None`` if neither, or not of one voice."""
    if one.told.latest is None or other.told.latest is None:
        return None
    gap = abs((dt.date.fromisoformat(one.told.latest) - dt.date.fromisoformat(other.told.latest)).days)
    deeds = [claim for claim in (one, other) if claim.id not in own and claim.position == "done"]
    if gap > LONGEST or (deeds and (gap <= SAME_TIME or any(_later(deeds[0], claim) for claim in (one, other)))):
        return None
    keys = {one.who.key, other.who.key}
    same = len(keys) == 1 or (not (one.person and other.person) and bool(keys & one.bodies & other.bodies))
    if same and any(key.startswith("thing:") for key in keys):
        return None
    if gap > SAME_TIME:
        return "shift" if same else None
    return "contradiction" if same or (_of_one_state(one, other) - crowds) else None


def _of_one_state(one: Claim, other: Claim) -> frozenset[str]:
    """The states for which both speak; one that no table has is known by its name."""
    shared = one.bodies & other.bodies
    ruling = all(claim.sector in RULING or _rules(claim) for claim in (one, other))
    prefix = ("state:", "actor:") if ruling else ("state:",)
    return frozenset(body for body in shared if body.startswith(prefix))


def _rules(claim: Claim) -> bool:
    """Whether a body is one of a state by its noun: *the tourism ministry*."""
    nouns = (body.removeprefix("thing:") for body in claim.bodies if body.startswith("thing:"))
    return any((role := roles().get(noun)) is not None and role.sector in RULING for noun in nouns)


def _later(deed: Claim, claim: Claim) -> bool:
    """Whether a claim was told after a deed was done, so that the deed went before it."""
    return deed is not claim and (claim.told.latest or "") > (deed.told.latest or "")


def _crowds(found: Iterable[Claim]) -> frozenset[str]:
    """The states of which so many speak that none of them stands for the state."""
    keys: dict[str, set[str]] = {}
    for claim in found:
        for body in claim.bodies:
            keys.setdefault(body, set()).add(claim.who.key)
    return frozenset(body for body, those in keys.items() if len(those) >= CROWD)


def _norms(known: Known, told: Sequence[Assertion]) -> Iterator[Assertion]:
    """What pages tell that is to be done or not, as somebody's plan or refusal."""
    yield from _advised(known, told)
    acting = {(one.article_id, one.trigger[0].start): one.subjects for one in told if one.subjects}
    for one in (*told, *colourless(known)):
        found = _norm(known, one, acting)
        if found is not None:
            yield found


def _advised(known: Known, told: Sequence[Assertion]) -> Iterator[Assertion]:
    """Of what noun it is said that it is good or not: *recommends a second dose*, *advised parents against it*."""
    for one in told:
        if one.lemma not in book().nouns or one.modality != "happened" or not one.subjects:
            continue
        text = known.articles[one.article_id].text
        for side in one.objects:
            before = text[max(0, side.spans[0].start - _AGAINST) : side.spans[0].start]
            against = before.rstrip().endswith(" against")
            if against or (one.lemma == "recommend" and side is one.objects[0] and before.endswith(" ")):
                modality: Modality = "negated" if against else "planned"
                yield replace(one, objects=(side,), lemma=NEED, modality=modality, coded=True, norm=True)


def _norm(known: Known, one: Assertion, acting: dict[tuple[str, int], tuple[Phrase, ...]]) -> Assertion | None:
    """One assertion as what its speaker or adviser wants done; ``None`` if it is nothing that somebody wants."""
    text, verb = known.articles[one.article_id].text, one.trigger[0]
    sentence = sentence_of(text, verb)
    before = text[max(sentence.start, verb.start - _REACH) : verb.start]
    start = verb.start - len(before)
    must, advised = book().must.search(before), book().advised.search(before)
    lemma, at = one.lemma, verb.start
    if lemma == NEED and one.modality in ("happened", "negated") and must is None and one.objects:
        against = one.modality == "negated"
    elif must is not None:
        against, at = bool(must["neg"] or must["free"]), start + must.start()
        if lemma in book().having and one.objects:
            lemma = NEED
    elif advised is not None and not _CLAUSE.search(advised["whom"]):
        against, at = bool(advised["neg"]), start + advised.start()
    else:
        return None
    if lemma in topics().colourless - {NEED}:
        if lemma not in book().leaving or one.objects:
            return None
        lemma, against = "stay", not against  # The trams must go: they are not to stay.
    modality: Modality = "negated" if against else "planned"
    if _OPEN.search(text[sentence.start : at]):
        return None
    teller = known.teller(one)
    subjects = () if teller is not None else acting.get((one.article_id, at), ())
    if teller is None and (advised is None or not subjects):
        return None
    if lemma == NEED:
        return replace(one, subjects=subjects, lemma=lemma, modality=modality, coded=True, norm=True)
    done_to = (*(side for side in one.subjects if side not in subjects), *one.objects)
    return replace(one, subjects=subjects, objects=done_to, lemma=lemma, modality=modality, coded=True, norm=True)


def _finding(kind: str, one: Claim, other: Claim, match: Match) -> Finding:
    """The record of two words on what is to be done."""
    same = one.who.key == other.who.key
    told = {"denied": "not to be done", "planned": "to be done", "done": "done"}
    words = ", ".join(f"{claim.who.name} ({told[claim.position]})" for claim in (one, other))
    return Finding(
        id=make_id("r", "norms", one.id, other.id), kind="shift" if kind == "shift" else "contradiction",
        topic=topic_of(one), actor=one.who.name if same else None, sides=(one.side(), other.side()),
        reason=f"{'; '.join(match.reasons)}; {words}", strength="soft",
        independent=len({one.chain, other.chain}), basis="polarity",
    )  # fmt: skip
