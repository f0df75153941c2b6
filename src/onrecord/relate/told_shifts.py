"""Shifts that a page itself reports: *the order marks a shift in Veldania's position on the strait*.

The page's own sentence is the finding's ground. Its sides are what the page tells of before (*previously*, *until now*)
and of after (*now*, and the sentence that tells the step which the shift is seen in). Where the page does not say what
was before, another page may: what the same actor last refused or promised in the matter of the shift.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.codebooks.clauses import stem, stems, topics
from onrecord.codebooks.meanings import alike_things
from onrecord.records import Article, DateInterval, Evidence, Finding, Side, Span, body_view, make_id
from onrecord.relate.claims import Claim
from onrecord.relate.daynames import calendar
from onrecord.relate.known import Known, days_between, plain, sentence_of
from onrecord.relate.positions import LONGEST_SHIFT, SAME_TIME

_POSITION = r"(?:position|policy|stance|line|attitude|approach|tone|view|course)"
_TURN = r"(?:shift|change|reversal|turnaround|U-turn|about-face|turnabout)"
_OWN = r"(?:its|his|her|their)"
_HELD = r"(?:opposition|objections?|resistance|boycott|demands?|refusal|ban|veto|plans?|promise|pledge)"
_SHIFT = re.compile(
    rf"\b(?:represent|mark|signal)(?:s|ed)?\s+an?\s+(?:[a-z-]+\s+)?{_TURN}\s+(?:in|of|from)\s+[^.;]{{0,60}}?\b{_POSITION}\b"
    rf"|\b(?:is|was)\s+a\s+(?:[a-z-]+\s+)?{_TURN}\s+(?:in|of|from)\s+[^.;]{{0,60}}?\b{_POSITION}\b"
    rf"|\brevers(?:ed|es|ing)\s+{_OWN}\s+(?:[a-z-]+\s+)?(?:{_POSITION}|decision|{_HELD})\b"
    rf"|\b(?:dropp?ed|drops|abandon(?:ed|s)|gave\s+up|gives\s+up|lift(?:ed|s))\s+{_OWN}\s+(?:[a-z-]+\s+)?{_HELD}\b"
    rf"|\bchang(?:ed|es)\s+(?:{_OWN}\s+(?:mind|tune|position|course|stance)|course)\b"
    r"|\b(?:made|makes|making|performed|did|executed)\s+an?\s+(?:[a-z-]+\s+)?(?:U-turn|about-face|about-turn|volte-face|turnaround|turnabout)\b"
    r"|\b(?:back(?:ed|s|ing)\s+down|back(?:ed|s|ing)\s+away\s+from|climb(?:ed|s|ing)\s+down|backtrack(?:ed|s|ing)|relent(?:ed|s|ing)|cav(?:ed|es|ing)\s+in)\b"
    r"|\b(?:had|has|having)\s+(?:had\s+)?a\s+change\s+of\s+(?:heart|mind)\b|\bchanged\s+tack\b"
    rf"|\b(?:went|goes|going|gone)\s+back\s+on\s+(?:{_OWN}\s+)?(?:word|promise|pledge|vow|assurance|commitment)s?\b|\brenege(?:d|s)\s+on\b"
    rf"|\b(?:broke|breaks|breaking|broken)\s+{_OWN}\s+(?:own\s+)?(?:word|promise|pledge|vow)\b"
    rf"|\b(?:withdrew|withdraws|soften(?:ed|s))\s+{_OWN}\s+(?:[a-z-]+\s+)?(?:{_POSITION}|{_HELD}|threat)\b"
    r"|\b(?:will|would|is\s+to|was\s+to)\s+[^.;]{3,80}?\bafter\s+all\b",
)
_SAID = (
    r"(?:vowed|pledged|promised|insisted|refused|rejected|ruled\s+out|opposed|called|denied|said|told|warned|defended|backed"
    r"|supported|described|criticised|criticized|threatened|dismissed)"
)
_BEFORE = re.compile(
    r"\b(?:previously|formerly|until\s+(?:now|recently|then)|had\s+(?:long|earlier|always|repeatedly)|in\s+the\s+past)\b"
    rf"|\bhad\s+{_SAID}\b|\bas\s+(?:recently|late)\s+as\b|\bonly\s+(?:a|one|last|days?|weeks?|hours?)\s",
    re.I,
)
_STEP = re.compile(r"\b(order|decision|announcement|vote|call|statement|demand|warning|promise|refusal|move)\b", re.I)
_NAME = re.compile(r"\b[A-Z][^\W\d_]{2,}")
_LEAD = re.compile(r"^[a-z]+\s+an?\s+")
_LONGEST = 400
_MATTER = re.compile(r"\s+(?:on|over|about|to|of|towards?|regarding|concerning|against)\s+([^,.;]{3,80})")
"""What a shift is said to be in: *reversed its position on the border tax*."""


def told_shifts(known: Known, claims: Sequence[Claim]) -> Iterator[Finding]:
    """The shifts that pages report in so many words, where it is told what was before, there or on another page."""
    for article_id in sorted(known.articles):
        article = known.articles[article_id]
        view = body_view(article)
        for match in _SHIFT.finditer(view.text):
            lifted = view.lift(*match.span())
            if len(lifted) == 1 and (found := _finding(known, article, lifted[0], claims)) is not None:
                yield found


def _finding(known: Known, article: Article, told: Span, claims: Sequence[Claim]) -> Finding | None:
    """The record of one reported shift; ``None`` if nothing says what was before."""
    shift = sentence_of(article.text, told)
    before = next((s for s in _near(article, shift) if _BEFORE.search(s.exact)), None)
    if before is None and len(shift.exact) <= _LONGEST and not told.exact.split()[0].endswith("ing"):
        return _with_earlier(known, article, told, claims)
    if before is None or max(len(before.exact), len(shift.exact)) > _LONGEST:
        return None
    step = _step(article, shift)
    after = (Evidence(article.id, step),) if step is not None else ()
    when = plain(known.published(article.id))
    sides = (
        Side(
            "before",
            DateInterval(None, when.earliest, when.basis) if when.earliest else when,
            (Evidence(article.id, before),),
        ),
        Side("after", when, (*after, Evidence(article.id, shift))),
    )
    actor = next(iter(_NAME.findall(told.exact)), None)
    topic = _LEAD.sub("", told.exact)
    return Finding(
        id=make_id("r", "told", article.id, shift.start), kind="shift", topic=topic, actor=actor, sides=sides,
        reason=f"the page itself says so: {told.exact}", strength="hard", independent=1,
    )  # fmt: skip


def _with_earlier(known: Known, article: Article, told: Span, claims: Sequence[Claim]) -> Finding | None:
    """The record of a reported shift, with what its actor said or promised before on another page."""
    own = [claim for claim in claims if claim.article_id == article.id and _tells(claim, told)]
    matter = _MATTER.match(article.text, told.end)
    told_of = matter[1] if matter else sentence_of(article.text, told).exact.replace(told.exact, " ")
    held = [earlier for claim in own for earlier in _held(claim, _about(claim, told_of), claims)]
    if not held:
        return None
    earlier = max(held, key=lambda claim: (claim.told.latest or "", claim.id))
    now = Evidence(article.id, own[0].words, own[0].id)
    return Finding(
        id=make_id("r", "told", article.id, told.start), kind="shift", topic=_LEAD.sub("", told.exact),
        actor=own[0].who.name,
        sides=(earlier.side(), Side("after", plain(known.published(article.id)), (now,))),
        reason=f"a page says so: {told.exact}; {earlier.who.name} before ({earlier.position})", strength="soft",
        independent=len({claim.chain for claim in (own[0], earlier)}),
    )  # fmt: skip


def _about(claim: Claim, told_of: str) -> frozenset[str]:
    """The words for what a shift is in, without those for who shifts and when."""
    return stems(told_of) - stems(claim.who.name) - topics().counters - frozenset(stem(day) for day in calendar())


def _tells(claim: Claim, told: Span) -> bool:
    """Whether a claim is that of the words which report a shift."""
    return claim.position == "done" and any(told.contains(span) for span in claim.source.trigger[:1])


def _held(claim: Claim, matter: frozenset[str], claims: Sequence[Claim]) -> Iterator[Claim]:
    """What who turned had refused or promised before in a matter, on other pages."""
    for other in claims:
        gap = days_between(other.told, claim.told)
        if other.article_id == claim.article_id or gap is None or not SAME_TIME < gap <= LONGEST_SHIFT:
            continue
        one = other.who.key == claim.who.key or (other.who.family == claim.who.family and not claim.thing)
        firm = other.position == "denied" and (other.pledged or other.source.modality != "negated")
        one = one or (claim.who.family in other.voices and not claim.thing)
        words_of = other.objects | stems(other.words.exact)
        shared = {a for a in matter for b in words_of if alike_things(a, b)}
        if one and (firm or other.position == "planned") and len(shared) >= min(2, len(matter)) > 0:
            yield other


def _near(article: Article, shift: Span) -> Iterator[Span]:
    """The sentence itself, those right after it, and the one before."""
    text, sentence = article.text, shift
    for _ in range(3):
        yield sentence
        start = sentence.end
        while start < len(text) and text[start] in ' \n\t\xa0"”’)':
            start += 1
        if start >= len(text):
            break
        sentence = sentence_of(text, Span(start, start + 1, text))
    start = shift.start - 1
    while start > 0 and text[start].isspace():
        start -= 1
    if start > 0:
        yield sentence_of(text, Span(start, start + 1, text))


def _step(article: Article, shift: Span) -> Span | None:
    """The sentence that tells the step in which the shift is seen: for *the president's order*, who ordered what."""
    noun = _STEP.search(shift.exact)
    names = set(_NAME.findall(shift.exact[: noun.start()])) if noun else set()
    if noun is None or not names:
        return None
    root = re.compile(rf"\b{noun[1][:5]}", re.I)
    for match in root.finditer(article.text, 0, shift.start):
        sentence = sentence_of(article.text, Span(match.start(), match.end(), article.text))
        if names & set(_NAME.findall(sentence.exact)) and len(sentence.exact) <= _LONGEST:
            return sentence
    return None
