"""Nobody and somebody: *nobody has been arrested over the fire* against *a man was arrested over the fire*.

Who denies that a thing was done to anybody names no object that a report of the deed could share. What the two have in
common is the act and the matter: a name or a thing that both sentences give, on pages of one occasion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.codebooks.absences import absences
from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.grammar import grammar
from onrecord.records import Evidence, Finding, Side, Span, make_id
from onrecord.relate.claims import Claim
from onrecord.relate.known import PREPOSITION, Known, days_between, plain, sentence_of
from onrecord.relate.occasions import Occasions
from onrecord.relate.passages import short

WITHIN = 3
"""Days after a report within which a denial speaks of its deed."""
FEWEST_SHARED = 2
"""Names and things that two sentences share, unless both say over what it was done."""
_LONGEST = 400


def nobody(known: Known, claims: Sequence[Claim], occasions: Occasions) -> Iterator[Finding]:
    """The contradictions between a denial that something was done to anybody, and a report that it was done."""
    acts: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if not claim.state and not claim.open:
            acts[claim.act].append(claim)
    seen: set[frozenset[str]] = set()
    for act in sorted(acts):
        denials = [claim for claim in acts[act] if _of_nobody(claim)]
        for denial in denials:
            for deed in acts[act]:
                pair = frozenset({denial.id, deed.id})
                matter = _against(known, deed, denial, occasions) if pair not in seen else frozenset[str]()
                if matter:
                    seen.add(pair)
                    yield _finding(known, deed, denial, matter)


def _of_nobody(claim: Claim) -> bool:
    """Whether a claim is the voiced denial of a deed done to anybody."""
    if claim.position != "denied" or claim.source.subjects or claim.teller is None or claim.pending:
        return False
    told = words(claim.source.objects[0].words) if claim.source.objects else []
    if len(told) == 2 and told[0] == "no" and stem(told[1]) in absences().living:
        return True
    return bool(told) and told[0] in grammar().nobody


def _against(known: Known, deed: Claim, denial: Claim, occasions: Occasions) -> frozenset[str]:
    """The matter in which a denial is about the deed of a report; empty if it is not."""
    nothing = frozenset[str]()
    if deed.position != "done" or deed.article_id == denial.article_id or not deed.source.objects:
        return nothing
    if deed.source.modality != "happened" or (deed.teller is not None and denial.teller == deed.teller):
        return nothing
    after = days_between(deed.told, denial.told)
    fates = {topics().tolls.get(span.exact.casefold()) for span in denial.source.trigger}
    counted = bool(fates - {None, "arrested"})
    if after is None or not int(counted) <= after <= WITHIN:
        return nothing  # What was denied first may have been done since; the first reports of a toll are of the hour.
    began = days_between(denial.told, deed.when)
    if began is not None and began > 0:
        return nothing
    return _matter(known, deed, denial, occasions) if occasions.one(deed.article_id, denial.article_id) else nothing


def _matter(known: Known, deed: Claim, denial: Claim, occasions: Occasions) -> frozenset[str]:
    """The names and things of both sentences that say over what it was done; empty if they are of two matters."""
    texts = [_sentence(known, claim).exact for claim in (deed, denial)]
    names = [occasions.named_in(claim.article_id, text) for claim, text in zip((deed, denial), texts, strict=True)]
    own = frozenset[str]().union(*(stems(who.name) for c in (deed, denial) for who in (c.teller, c.who) if who))
    phrases = [[stems(side.words) for side in claim.source.objects[1:]] for claim in (deed, denial)]
    objects = [frozenset[str]().union(*those) for those in phrases]
    shared = ((names[0] & names[1]) - own) | ((objects[0] & objects[1]) - absences().weak)
    heads = [_over(claim) for claim in (deed, denial)]
    if all(heads) and not heads[0] & heads[1]:
        return frozenset()  # Over the fire in Mill Road; over the theft in Mill Road.
    return shared if len(shared) >= FEWEST_SHARED or (all(heads) and heads[0] & heads[1] & shared) else frozenset()


def two_matters(deed: Claim, denial: Claim) -> bool:
    """Whether a denial of what was done to anybody says over what, and a report of the deed over what else."""
    heads = _over(deed), _over(denial)
    return _of_nobody(denial) and all(heads) and not heads[0] & heads[1]


def _over(claim: Claim) -> frozenset[str]:
    """The words that say over what, or from what, it was done, up to a preposition: *the fire* at the mill."""
    phrases = [side.words for side in claim.source.objects[1:2]]
    return frozenset().union(*(stems(PREPOSITION.split(phrase, maxsplit=1)[0]) for phrase in phrases)) - absences().weak


def _sentence(known: Known, claim: Claim) -> Span:
    """The sentence of a claim, with who says it; its clause if the sentence is long."""
    whole = sentence_of(known.articles[claim.article_id].text, claim.words)
    return whole if len(whole.exact) <= _LONGEST else claim.words


def _finding(known: Known, deed: Claim, denial: Claim, matter: frozenset[str]) -> Finding:
    """The record of a report and the denial that anybody was concerned."""
    sides = []
    for claim, position in ((deed, "done"), (denial, "denied")):
        name = claim.teller.name if claim.teller is not None else "the page"
        sides.append(
            Side(
                f"{name}: {position}",
                plain(claim.when),
                (Evidence(claim.article_id, _sentence(known, claim), claim.id),),
            )
        )
    shared = ", ".join(sorted(matter))
    return Finding(
        id=make_id("r", "nobody", deed.id, denial.id), kind="contradiction", topic=short(deed.words.exact), actor=None,
        sides=tuple(sides), reason=f"one act: {deed.act}, to somebody and to nobody; both sentences name {shared}",
        strength="soft", independent=len({deed.chain, denial.chain}), basis="polarity",
    )  # fmt: skip
