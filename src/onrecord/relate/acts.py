"""The acts that a claim tells by the thesaurus, and which of its words tell them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.meanings import SOMEBODY, acts_of, meanings, reading
from onrecord.codebooks.turns import turns
from onrecord.relate.about import phrases_of
from onrecord.relate.claims import Claim
from onrecord.relate.facets import noun_of
from onrecord.relate.rows import turned

BEHIND = 10
"""Words behind a verb in its clause that may change it."""
_SURVIVED_BY = re.compile(r"\bsurvived\s+by\b")
_UNNAMED = re.compile(r"\b(?:declin|refus)\w+\s+to\s+name\b")
_AT_WORK = re.compile(r"\bin\s+(?:my|his|her|their|our|an?)\s+offices?\b", re.I)
_CLAUSE_END = re.compile(
    r"\s(?:that|which|who|whom|whose|because|after|before(?!\s+(?:an?|the)\s+(?:judge|court|tribunal|magistrate|jury)\b)|as|"
    r"while|when|where|but|although|though|if|unless|until|since|and|or|saying|said)\s|\s(?:for|by|without)\s+\w+ing\s|[.;:!?\"”]"
)
"""What begins another clause."""
_LOOSE = frozenset({"of", "to", "from", "in", "into", "with", "by", "on", "at", "for", "against", "under", "again"})
"""Words before which a particle may stand apart from its verb: *drove the army out of the town*."""

_GOVERNED = frozenset({"into", "onto", "off", "out", "through", "over"})
_COMPARING = frozenset({"more", "less", "fewer"})
_NEGATION = frozenset({"no", "not", "never", "nothing", "nobody", "none"})


@dataclass(frozen=True, slots=True)
class Told:
    """The acts of a claim."""

    acts: frozenset[str]
    """Their names; a verb that the thesaurus lacks is an act of its own, if it says enough."""
    used: frozenset[str]
    """The words of its objects that tell them: *concrete* in *pour concrete for the dam*."""
    shown: frozenset[str] = frozenset()
    """Those of its acts of which it tells what is seen of them: *the last train left*, *savers queued for cash*."""
    unnamed: frozenset[str] = frozenset()
    """Those of its acts that it tells of a tool, or of what they are done to: *the gate was locked*."""
    core: frozenset[str] = frozenset()
    """Those of its acts that its verb tells whatever the object, beside what it tells with this one."""


@lru_cache(maxsize=1 << 13)
def told_by(claim: Claim) -> Told:
    """The acts that a claim tells; several comparisons ask for those of one claim."""
    if claim.source.lemma == "survive" and _SURVIVED_BY.search(claim.words.exact):
        return Told(frozenset({"be dead"}), frozenset())
    if claim.source.lemma == "be in office" and _AT_WORK.search(claim.words.exact):
        return Told(frozenset(), frozenset())  # Sits in his room; he need hold no power.
    if claim.source.lemma == "name" and _UNNAMED.search(claim.words.exact):
        return Told(frozenset(), frozenset())  # He does not say who; he may well appoint them.
    placed = set(_placed(claim))
    named = {word if word else place for place, _, word in (token.partition("=") for token in placed)}
    objects = sorted({*_acted_on(claim), *named, *_behind(claim), *placed} - _NEGATION)  # It is read in the clause.
    if claim.person:
        objects = sorted({*objects, SOMEBODY})
    governed = _with_preposition(claim, objects)
    reject = claim.position == "denied" and claim.source.modality != "negated"  # *Turned down* is *accept*, denied.
    opposite = claim.position != "denied" and claim.source.modality == "negated"  # *No ban* is *allow*, and not *ban*.
    lemmas = [claim.act, *([] if reject or opposite else [claim.source.lemma]), *([governed] if governed else [])]
    readings = [reading(lemma, objects) for lemma in lemmas]
    found = frozenset(act for one in readings for act in one.acts)
    if reject and (noun := _denied_noun(claim)):
        found |= acts_of(noun, objects)  # Ruled out a coalition: will form none.
    used = frozenset(word for one in readings for word in one.used)
    bare = claim.source.lemma not in topics().vague and " " not in claim.source.lemma
    done = frozenset(act for one in readings for act in one.acts - one.shown)
    shown = frozenset(act for one in readings for act in one.shown) - done
    row = turned(claim)
    acts = found | row or (frozenset({claim.source.lemma}) if bare else frozenset())
    noun = stem(noun_of(claim)) if claim.thing else ""
    # *The gates were locked*, *bulldozers moved in*: who did it, or whose they are, is not told.
    own = reading(claim.source.lemma, objects).used
    nobody = claim.position == "done" and (noun in own or noun in turns().tools)
    core = frozenset(act for one in readings for act in one.core)
    return Told(acts, used, shown | (row - found), found if nobody else frozenset(), core)


def _acted_on(claim: Claim) -> frozenset[str]:
    """The words for what a claim is about; those of who acts only where the act is done to nothing else."""
    subject, done_to = (
        {w for side in sides for w in stems(side.words)} for sides in (claim.source.subjects, claim.source.objects)
    )
    return claim.objects - (subject - done_to) if done_to else claim.objects


def _with_preposition(claim: Claim, objects: list[str]) -> str:
    """The verb with the preposition right behind it, where that is another act: *was not allowed into the plant*."""
    verb = words(claim.source.trigger[0].exact)[-1:]
    frame = claim.frame.casefold().split()
    behind = next((after for word, after in itertools.pairwise(frame) if (word,) == verb), "")
    lemma = f"{claim.source.lemma} {behind}"
    if not behind or " " in claim.source.lemma:
        return ""
    seen = bool(reading(lemma, objects).shown)  # *Streamed across the border*.
    other = behind in _GOVERNED and acts_of(lemma) - acts_of(claim.source.lemma)
    return lemma if seen or other else ""


def _denied_noun(claim: Claim) -> str:
    """The noun of what is refused or ruled out, where it tells an act: *ruled out a coalition*; else an empty text."""
    phrase = next((phrase.words for phrase in claim.source.objects), "")
    told = words(next((text for _, text in phrases_of(f" {phrase} ")), ""))
    noun = stem(told[-1]) if told else ""
    return noun if acts_of(noun) else ""


def _placed(claim: Claim) -> Iterator[str]:
    """The words of a claim with the preposition before each: *in=office*.

    What a counter counts stands in its place (*two of its battalions*), and so does what a noun is done to (*closure of
    the plant*). A subject stands in the place of the object where there is none: *the talks collapsed*.
    """
    trigger = words(" ".join(span.exact for span in claim.source.trigger))
    frame = words(claim.frame)
    at = next((place for place, word in enumerate(frame) if word in trigger[:1]), -1)
    after = [word for word in frame[at + 1 :] if word not in trigger or word in topics().stop]
    placed = [*_parts(after, heads=True)]
    direct = any("" in places for places, _ in placed)
    for places, word in placed:
        yield from (f"{place}={word}" for place in places)
        if not direct:
            yield from (f"{place}=" for place in places if place)  # *Flew over the town*, not: flew the town over.
    side = " ".join(side.words for side in claim.source.subjects[:1])
    for places, word in _parts([*frame[: max(at, 0)], *words(side)], heads=False):
        yield from (f"{'subject' if direct and not place else place}={word}" for place in places)


def _parts(told: list[str], heads: bool) -> Iterator[tuple[set[str], str]]:
    """The words of some phrases with the places in which each stands; ``heads``: a noun before them may govern *of*."""
    counts, earlier = heads, ""
    for before, text in phrases_of(f" {' '.join(told)} "):
        inside = [stem(word) for word in words(text)]
        governing = earlier if before == "of" and counts else before
        yield from (({governing, before}, word) for word in inside)
        counts = (counts and not inside) or bool(inside and inside[-1] in topics().counters)
        earlier = governing


def _behind(claim: Claim) -> Iterator[str]:
    """The words behind a verb that its phrases lack: *was found alive*, *keep the road open*, *led the man away*."""
    verb = claim.source.trigger[0]
    inside = [span for span in claim.source.extent if span.start <= verb.start < span.end]
    if not inside:
        return
    told = words(_CLAUSE_END.split(inside[0].exact[verb.end - inside[0].start :], maxsplit=1)[0])
    framed = set(words(claim.frame))
    for word, following in zip(told[:BEHIND], [*told[1:], ""], strict=False):
        if word in _COMPARING:
            yield word  # *Paid more for a ticket*.
        elif word in meanings().particles:
            if not following or following in _LOOSE:
                yield word
        elif word not in framed and word not in topics().stop:
            yield stem(word)
