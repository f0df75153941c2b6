"""Who began it, who did it: one deed, and each side names the other.

*Armenian troops had fired first, Azerbaijan said* and *Azerbaijani forces opened fire first, Armenia said*; *militiamen
set the market on fire, the governor said* and *government soldiers set fire to the market, the militia said*; *the army
blamed the rebels for the attack* and *survivors blamed government soldiers*. Two charges meet on pages of one occasion
if they charge two sides, if the one who is charged on one page is he who charges on the other, and if both speak of one
beginning, of one thing to which one deed was done, or of a crime that both pages tell of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.codebooks.clauses import stems, topics
from onrecord.codebooks.culprits import culprits
from onrecord.records import READ_ON, Article, DateInterval, Evidence, Finding, Side, Span, make_id
from onrecord.relate.camps import Camp, camp, one_camp
from onrecord.relate.claims import Claim
from onrecord.relate.known import Known, days_between, plain, sentence_of
from onrecord.relate.occasions import Occasions
from onrecord.relate.passages import short

WITHIN = 4
"""Days between a charge and a countercharge."""
LEAST_SHARED = 2
"""Names that two pages have in common where they blame somebody for a crime in other words."""
MOST = 40
"""Charges of one page that are looked at."""
_LONGEST = 240
_OPPOSED = frozenset({"side:rebels", "side:forces"})
_FIRST = re.compile(r"\bfirst\b", re.I)
_TAG = re.compile(r",\s+(?P<who>[A-Z][^,;]{3,80}?)\s+(?:said|told)\b")
_BLAMED = re.compile(r"\s+(?P<doer>[^,;.]{3,90}?)(?=\s+(?:for|of)\b|[,.;]|$)")


@dataclass(frozen=True, slots=True)
class _Charge:
    """That somebody began it, or did it."""

    article_id: str
    what: str
    """``first``, ``crime``, or the act."""
    things: frozenset[str]
    """To what it was done."""
    doer: Camp
    name: str
    """Words for who is charged."""
    voice: Camp
    label: str
    """Words for who charges him."""
    told: DateInterval
    days: frozenset[str]
    shown: Span
    record: str | None


def culprits_apart(known: Known, claims: Sequence[Claim], occasions: Occasions) -> Iterator[Finding]:
    """The contradictions about who began or did one thing, on two pages."""
    pages: dict[str, list[_Charge]] = defaultdict(list)
    for claim in claims:
        charge = _told(known, claim, occasions) if claim.position == "done" else None
        if charge is not None and len(pages[claim.article_id]) < MOST:
            pages[claim.article_id].append(charge)
    for article in sorted(known.articles.values(), key=lambda article: article.id):
        pages[article.id] += list(_blamed(known, article))[:MOST]
    for page in sorted(page for page in pages if pages[page]):
        for there in occasions.beside(page, 1):
            if there > page and pages.get(there) and known.apart(there, page):
                pairs = ((one, other) for one in pages[page] for other in pages[there])
                found = next((pair for pair in pairs if _answers(occasions, *pair)), None)
                if found is not None:
                    yield _finding(*found)


def _told(known: Known, claim: Claim, occasions: Occasions) -> _Charge | None:
    """A claim as a charge; ``None`` if it tells neither a beginning nor such a deed, or nobody tells it."""
    book, lemma = culprits(), claim.source.lemma
    begins = lemma in book.first and _FIRST.search(claim.words.exact)
    begins = begins or (lemma.split()[0] in book.begin and book.fight.search(claim.words.exact))
    deed = lemma if lemma in book.deed else claim.act
    if not (begins or deed in book.deed) or not claim.named:
        return None
    sentence = sentence_of(known.articles[claim.article_id].text, claim.words)
    doer = " ".join(phrase.words for phrase in claim.source.subjects) or claim.who.name
    statement = known.statements.get(claim.source.attributed_to or "")
    if statement is not None and statement.speaker:
        spoken = " ".join(span.exact for span in statement.speaker)
    else:
        match = _TAG.search(sentence.exact, max(0, claim.words.end - sentence.start - 1))
        spoken = match["who"] if match is not None else ""
    if not spoken:
        return None
    things = claim.objects - set(deed.split()) - occasions.named_in(claim.article_id, sentence.exact) - {"fire"}
    return _Charge(
        claim.article_id, "first" if begins else _act(deed), things,
        camp(doer, claim.bodies), doer, camp(spoken, claim.voices), spoken, claim.told,
        known.days_in(claim.article_id, sentence), sentence if len(sentence.exact) <= _LONGEST else claim.words,
        claim.evidence.record_id,
    )  # fmt: skip


def _act(deed: str) -> str:
    """One name for a deed: to set something on fire is to set fire to it."""
    return "set fire" if deed.startswith("set ") or deed in ("burn", "burn down", "torch") else deed


def _blamed(known: Known, article: Article) -> Iterator[_Charge]:
    """The sentences of a page in which one side blames another for a crime."""
    for block in article.blocks:
        text = article.text[block.start : block.end] if block.role in READ_ON else ""
        for match in culprits().blame.finditer(text):
            verb = Span(block.start + match.start(), block.start + match.end(), article.text)
            sentence = sentence_of(article.text, verb)
            blamed = _BLAMED.match(article.text, verb.end, sentence.end)
            before = article.text[sentence.start : verb.start].strip()
            crime = _crime(sentence.exact)
            if blamed is None or not crime or not before or len(sentence.exact) > _LONGEST:
                continue
            yield _Charge(
                article.id, "crime", crime, camp(blamed["doer"], frozenset()), blamed["doer"],
                camp(before, frozenset()), before, known.published(article.id), known.days_in(article.id, sentence),
                sentence, None,
            )  # fmt: skip


def _crime(text: str) -> frozenset[str]:
    """What somebody is blamed for in a sentence."""
    if culprits().violence.search(text):
        return frozenset({"violence"})
    found = culprits().crime.search(text)
    return stems(found.group()) if found is not None else frozenset()


def _answers(occasions: Occasions, one: _Charge, other: _Charge) -> bool:
    """Whether two charges are of one deed and each of another side, one of which makes the other charge."""
    if one.what != other.what or not one.doer or not other.doer or _one_side(one.doer, other.doer):
        return False
    gaps = (days_between(one.told, other.told), days_between(other.told, one.told))
    if any(gap is None or gap > WITHIN for gap in gaps) or (one.days and other.days and not one.days & other.days):
        return False
    back = one_camp(one.doer, other.voice), one_camp(other.doer, one.voice)
    if one.what == "first":
        return all(back) or (any(back) and not one_camp(one.voice, other.voice))
    if one.what == "crime":
        shared = occasions.shared(one.article_id, other.article_id)
        return any(back) and len(shared) >= LEAST_SHARED and bool(one.things & other.things)
    things = (one.things & other.things) - topics().people
    return all(back) and bool(things)


def _one_side(one: Camp, other: Camp) -> bool:
    """Whether two who are charged may be of one side; forces of a state and those who fight it never are."""
    return one_camp(one, other) and not (one ^ other) >= _OPPOSED


def _finding(one: _Charge, other: _Charge) -> Finding:
    """The record of a charge and a countercharge."""
    ordered = sorted((one, other), key=lambda each: (each.told.latest or "", each.article_id, each.shown.start))
    sides = tuple(
        Side(each.label, plain(each.told), (Evidence(each.article_id, each.shown, each.record),)) for each in ordered
    )
    names = " / ".join(each.name for each in ordered)
    what = "who began" if one.what == "first" else f"who did it ({'crime' if one.what == 'crime' else one.what})"
    return Finding(
        id=make_id("r", "culprit", *sorted(f"{e.article_id}:{e.shown.start}" for e in ordered)), kind="contradiction",
        topic=short(ordered[0].shown.exact), actor=None, sides=sides,
        reason=f"{what}: {names}; each side names another", strength="soft", independent=2, basis="actor",
    )  # fmt: skip
