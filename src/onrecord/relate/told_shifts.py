"""Shifts that a page itself reports: *the order marks a shift in Veldania's position on the strait*.

The page's own sentence is the finding's ground. Its sides are what the page tells of before (*previously*, *until now*)
and of after (*now*, and the sentence that tells the step which the shift is seen in). Where the page does not say what
was before, another page may: what the same actor last refused or promised in the matter of the shift.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.meanings import alike_things
from onrecord.records import Article, DateInterval, Evidence, Finding, Side, Span, Statement, make_id
from onrecord.relate.about import theme_of
from onrecord.relate.bodies import Bodies
from onrecord.relate.claims import Claim
from onrecord.relate.daynames import calendar
from onrecord.relate.known import Known, days_between, plain, sentence_of
from onrecord.relate.occasions import Occasions
from onrecord.relate.positions import SAME_TIME

_POSITION = r"(?:position|policy|stance|line|attitude|approach|tone|view|course)"
_TURN = r"(?:shift|change|reversal|turnaround|U-turn|about-face|turnabout)"
_OWN = r"(?:its|his|her|their)"
_HELD = r"(?:opposition|objections?|resistance|boycott|demands?|refusal|ban|veto|plans?|promise|pledge)"
_SHIFT = re.compile(
    rf"\b(?:represent|mark|signal)(?:s|ed)?\s+an?\s+(?:[a-z-]+\s+)?{_TURN}\s+(?:in|of|from)\s+[^.;]{{0,60}}?\b{_POSITION}\b"
    rf"|\b(?:is|was)\s+a\s+(?:[a-z-]+\s+)?{_TURN}\s+(?:in|of|from)\s+[^.;]{{0,60}}?\b{_POSITION}\b"
    r"|\brevers(?:ed|es|ing)\s+(?:course|itself|himself|herself|themselves)\b|\b(?:row(?:ed|s|ing)|walk(?:ed|s|ing))\s+back\b(?!\s+(?:to|into|from|home|in|across|towards?|through)\b)"
    r"|\b[Ii]n\s+an?\s+(?:[a-z-]+\s+)?(?:U-turn|about-face|about-turn|reversal|volte-face|turnaround|change\s+of\s+heart)\b"
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
_TO_BE = re.compile(r"\b(?:will|would|must|shall|not|never|no|nothing|plans?|is\s+to|are\s+to)\b|n['’]t\b|['’]ll\b")
_DAYS = frozenset(stem(day) for day in calendar())
_ROOT = 6
"""Letters by which two words of one root are known."""
LONGEST = 730
"""Days from what was said to the shift that a page reports."""
RETOLD = 0.7
"""Part of the words of what was said from which on the report of the shift tells it again."""
LEAST_SHARED = 2
"""Words and names that both have."""
_LEAD = re.compile(r"^[a-z]+\s+an?\s+")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class _Held:
    """What somebody said before he turned."""

    page: str
    words: Span
    day: DateInterval
    label: str
    record: str
    own: bool
    """Whether he himself is known to have said it, or is the one of whom it is said."""


@dataclass(frozen=True, slots=True)
class _Pile:
    """What the pages say of what is to be, and of what they tell."""

    claims: Sequence[Claim]
    of_page: Mapping[str, Sequence[Claim]]
    said: Sequence[tuple[Statement, frozenset[str]]]
    """Statements of what will be, must be or is not to be, with those for whom they may be made."""
    occasions: Occasions


def _read(known: Known, claims: Sequence[Claim], occasions: Occasions) -> _Pile:
    """The pile as it is looked through for each reported shift."""
    speaking = known.made(Bodies)
    of_page: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda one: (one.article_id, one.source.trigger[0].start, one.id)):
        of_page.setdefault(claim.article_id, []).append(claim)
    said = [
        (one, speaking.of_speaker(one))
        for one in sorted(known.statements.values(), key=lambda one: one.id)
        if one.content and not one.negated and not one.garbled and _TO_BE.search(one.content[0].exact)
    ]
    return _Pile(claims, of_page, said, occasions)


def told_shifts(known: Known, claims: Sequence[Claim], occasions: Occasions) -> Iterator[Finding]:
    """The shifts that pages report in so many words, where it is told what was before, there or on another page."""
    pile: _Pile | None = None
    for article_id in sorted(known.articles):
        article = known.articles[article_id]
        view = known.body(article.id)
        for match in _SHIFT.finditer(view.text):
            lifted = view.lift(*match.span())
            pile = pile or _read(known, claims, occasions)
            if len(lifted) == 1 and (found := _finding(known, article, lifted[0], pile)) is not None:
                yield found


def _finding(known: Known, article: Article, told: Span, pile: _Pile) -> Finding | None:
    """The record of one reported shift; ``None`` if nothing says what was before."""
    shift = sentence_of(article.text, told)
    before = next((s for s in _near(article, shift) if _BEFORE.search(s.exact)), None)
    if before is None and len(shift.exact) <= _LONGEST and not told.exact.split()[0].endswith("ing"):
        return _with_earlier(known, article, told, pile)
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


def _with_earlier(known: Known, article: Article, told: Span, pile: _Pile) -> Finding | None:
    """The record of a reported shift, with what its actor said or promised before on another page."""
    sentence = sentence_of(article.text, told)
    here = [claim for claim in pile.of_page.get(article.id, ()) if sentence.contains(claim.source.trigger[0])]
    own = [claim for claim in here if _tells(claim, told)] or [claim for claim in here if _acts(claim, told)]
    if not own:
        return None
    claim = own[0]
    matter = stems(sentence.exact) - stems(told.exact) - stems(claim.who.name) - topics().counters - _DAYS
    named = pile.occasions.named_in(article.id, sentence.exact) - stems(claim.who.name)
    held = [one for one in _held(known, claim, pile) if _of_matter(one, article.id, matter, named, pile)]
    held = [one for one in held if not _retold(one, sentence) and not _of_another(one, here, told)]
    if not held:
        return None
    earlier = max(held, key=lambda one: (len(_shared(matter, one.words.exact)), one.day.latest or "", one.words.start))
    return Finding(
        id=make_id("r", "told", article.id, told.start), kind="shift", topic=_LEAD.sub("", told.exact),
        actor=claim.who.name,
        sides=(
            Side(earlier.label, plain(earlier.day), (Evidence(earlier.page, earlier.words, earlier.record),)),
            Side("after", plain(known.published(article.id)), (Evidence(article.id, claim.words, claim.id),)),
        ),
        reason=f"a page says so: {told.exact}; before: {earlier.label}", strength="soft",
        independent=len({known.chain(page) for page in (article.id, earlier.page)}),
    )  # fmt: skip


def _of_another(held: _Held, here: Sequence[Claim], told: Span) -> bool:
    """Whether the plan that is given up is to do to another thing what was said: *sell the bus*, *the stadium*."""
    meant = [claim for claim in here if claim.source.trigger[0].start > told.end]
    theme = theme_of(meant[0]) if meant else None
    verb = meant[0].source.lemma.split()[0] if meant else ""
    before = stems(held.words.exact)
    return (
        theme is not None and theme.direct and verb in before and not _shared(frozenset({theme.head}), held.words.exact)
    )


def _tells(claim: Claim, told: Span) -> bool:
    """Whether a claim is that of the words which report a shift."""
    return claim.position == "done" and any(told.contains(span) for span in claim.source.trigger[:1])


def _acts(claim: Claim, told: Span) -> bool:
    """Whether a claim tells what somebody does behind the words which report a shift: *in a U-turn, the board said*."""
    return claim.named and claim.position != "denied" and claim.source.trigger[0].start > told.end


def _held(known: Known, claim: Claim, pile: _Pile) -> Iterator[_Held]:
    """What who turned had said of what is to be, on other pages before."""
    for other in pile.claims:
        firm = other.position == "denied" and (other.pledged or other.source.modality != "negated")
        bound = other.who.key == claim.who.key or _bound(claim, other.bodies | other.voices)
        if (firm or other.position == "planned") and bound and _before(known, claim, other.article_id, other.told):
            yield _Held(
                other.article_id, other.words, other.told, other.side().label, other.id, _own(claim, {other.who.key})
            )
    for statement, voices in pile.said:
        if _bound(claim, voices) and _before(known, claim, statement.article_id, known.said(statement)):
            who = known.speaker(statement)
            yield _Held(
                statement.article_id, statement.content[0], known.said(statement),
                f"{who.name if who is not None else 'somebody'}: said", statement.id, _own(claim, voices),
            )  # fmt: skip


def _own(claim: Claim, keys: Collection[str]) -> bool:
    """Whether who turned is known by name among some."""
    return claim.who.key in keys and not claim.thing


def _bound(claim: Claim, others: frozenset[str]) -> bool:
    """Whether who turned may be one with those of another claim; nobody is one with a person but he himself."""
    return claim.who.key in others if claim.person else bool(claim.bodies & others)


def _before(known: Known, claim: Claim, page: str, day: DateInterval) -> bool:
    """Whether something was said on another page, and before the shift."""
    gap = days_between(day, claim.told)
    if not known.apart(page, claim.article_id) or gap is None:
        return False
    return page != claim.article_id and SAME_TIME < gap <= LONGEST


def _of_matter(held: _Held, page: str, matter: frozenset[str], named: frozenset[str], pile: _Pile) -> bool:
    """Whether what was said before is in the matter of the shift: words and names that both have."""
    shared = _shared(matter, held.words.exact)
    names = {name for name in named if name in pile.occasions.names(held.page)}
    if not shared or len(shared | names) < LEAST_SHARED:
        return False
    return held.own or bool(names or pile.occasions.shared(held.page, page)) or len(shared) > LEAST_SHARED


def _retold(held: _Held, sentence: Span) -> bool:
    """Whether the sentence that reports a shift only tells those words again."""
    told, negative = stems(held.words.exact), topics().negative
    parity = {len([w for w in words(text) if w in negative]) % 2 for text in (held.words.exact, sentence.exact)}
    return len(parity) == 1 and len(told & stems(sentence.exact)) >= RETOLD * len(told)


def _shared(matter: frozenset[str], text: str) -> frozenset[str]:
    """The words of a matter that another text has, or that are things of one kind, or of one root."""
    told = stems(text)
    roots = {word[:_ROOT] for word in told if len(word) >= _ROOT}
    return frozenset(
        word for word in matter if word in told or word[:_ROOT] in roots or any(alike_things(word, one) for one in told)
    )


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
