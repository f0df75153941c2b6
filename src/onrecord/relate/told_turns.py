"""Turns that one sentence tells: *only a day after telling people to stay, the authorities ordered them to leave*.

The sentence gives both sides: what was held before, and what is done or held now. Its form ties them to one actor: the
subject of the main clause is he who *was telling*, *had ruled out*, *having insisted*. What was held must be a position
(a refusal, a promise, a denial, an instruction), and what follows a deed or a decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.records import Article, DateInterval, Evidence, Finding, Side, Span, make_id
from onrecord.relate.known import Known, plain
from onrecord.relate.passages import sentences_with, short

_LONGEST = 420
_GAP = (
    r"(?:(?:only|just|barely|less\s+than|little\s+more\s+than|not|mere)\s+)?(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|a\s+few|some|\d+)\s+)?"
    r"(?:short\s+)?(?:hours?|days?|weeks?|months?|years?|fortnight)"
)
_FIRM = (
    r"(?:insisting|denying|promising|pledging|vowing|ruling\s+out|rejecting|refusing|assuring|swearing|guaranteeing|dismissing|resisting|opposing"
    r"|vetoing|forbidding|defending)"
)
_LOOSE = r"(?:saying|telling|declaring|claiming|announcing|stating|maintaining|arguing|warning|advising|urging|asking)"
_POSED = (
    r"[^;]{0,120}?(?:\b(?:would|will|not|no|never|nothing|nobody|none|every|all|stay|remain|safe)\b"
    r"|n['’]t\b|\bto\s+[a-z]+)"
)
_HELD = rf"(?:{_FIRM}\b|{_LOOSE}\b(?={_POSED}))"
_VOWED = r"(?:insisted|promised|pledged|vowed|ruled\s+out|rejected|refused|assured|sworn|guaranteed|opposed|resisted)"
_SAID = rf"(?:{_VOWED}|(?:said|told|declared|denied|claimed|maintained|argued|warned)\b(?={_POSED}))"
_MARK = (
    r"(?:long|earlier|previously|repeatedly|initially|once|always|first|originally|consistently|formerly|at\s+first"
    r"|until\s+(?:now|then|recently))"
)
_DOES = (
    r"\b(?:will|would|is\s+to|are\s+to|was\s+to|were\s+to|has\s+now|have\s+now|now|(?:has\s+|have\s+)?(?:order|instruct|announc|decid|agree|accept|sign|clos|shut"
    r"|open|impos|lift|cancel|call(?:ed)?\s+off|resign|quit|withdr|pull|launch|began|begun|start|sold|bought|rais|cut|approv|bann|allow|revers|dropp?|scrapp"
    r"|abandon|admit|conced|acknowledg|confirm|evacuat|sent|deploy|join|apologi[sz]|recogni[sz]|step|stood\s+down|handed|paid|pays|tell|told|urg|voted|back"
    r"|ordain|introduc|invit|met|meets|releas|freed|publish|halt|suspend|resum|dismiss|sack|fired|appoint|declar|nationali[sz]|devalu|rul|gave|let|move|said\s+(?:\w+\s+)?(?:it|he|she|they)\s+(?:would|will|was|were))\w*)\b"
)
_TURNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^[“\"]?(?P<before>(?i:{_GAP})\s+after\s+{_HELD}[^;]{{4,180}}?),\s+(?P<after>[^;]{{8,}})$",
        rf"^(?P<after>[^;]{{12,260}}?),?\s+(?P<before>{_GAP}\s+after\s+{_HELD}[^;]{{4,180}})$",
        rf"^(?P<before>After\s+(?:{_MARK}|(?:weeks|months|days|years)\s+of)\s+{_HELD}[^;]{{4,180}}?),\s+(?P<after>[^;]{{8,}})$",
        rf"^(?P<after>[^;]{{12,260}}?),?\s+(?P<before>after\s+(?:{_MARK}|(?:weeks|months|days|years)\s+of)\s+{_HELD}[^;]{{4,180}})$",
        rf"^(?P<before>Having\s+(?:{_MARK}\s+)?{_SAID}[^;]{{4,180}}?),\s+(?P<after>[^;]{{8,}})$",
        r"^(?P<before>(?:Despite|Contrary\s+to|In\s+spite\s+of|Notwithstanding)\s+(?:(?:its|his|her|their|the)\s+)?(?:own\s+)?(?:earlier|previous|repeated|initial|past|own)\s+"
        r"(?:\w+\s+)?(?:assurances?|promises?|pledges?|vows?|insistence|commitments?|guarantees?|statements?|undertakings?|denials?)\s+(?:that|to|of|not)\b[^;]{4,160}?),"
        r"\s+(?P<after>[^;]{8,})$",
        rf"^(?P<lead>[^;,]{{3,90}},\s+(?:who|which)\s+)(?P<before>(?:had|has|have)\s+(?:{_MARK}\s+)?{_VOWED}\b[^;]{{3,140}}?),\s+"
        r"(?P<after>(?:will|would|now|has\s+now|agreed|accepted|announced|decided|said\s+(?:\w+\s+){0,4}?(?:he|she|it|they)\s+(?:would|will)|on\s+\w+day\s+(?:agreed|accepted|announced|decided"
        r"|said\s+(?:he|she|it|they)\s+would))[^;]{3,})$",
    )
)
_MARKED = re.compile(
    rf"\b(?:{_MARK}|as\s+(?:recently|late)\s+as|only|just|until|(?:last|this)\s+(?:week|month|year)|(?:days?|weeks?|months?|hours?)\s+(?:ago|earlier|before))\b"
)
_TRIGGER = re.compile(
    rf"\b[Aa]fter\s+(?:{_MARK}|{_FIRM}|{_LOOSE}|(?:weeks|months|days|years)\s+of)\b|\bHaving\s|\b(?:Despite|Contrary\s+to|In\s+spite\s+of|Notwithstanding)\s|\b(?:who|which)\s+(?:had|has|have)\s"
)
_NAME = re.compile(r"\b[A-Z][^\W\d_]{2,}(?:\s+[A-Z][^\W\d_]{2,})*")


def told_turns(known: Known) -> Iterator[Finding]:
    """The turns that sentences tell by themselves."""
    for article_id in sorted(known.articles):
        article = known.articles[article_id]
        for sentence in sentences_with(known.body(article_id), _LONGEST, _TRIGGER):
            found = _finding(known, article, sentence)
            if found is not None:
                yield found


def _finding(known: Known, article: Article, sentence: Span) -> Finding | None:
    """The turn that a sentence tells, if it tells one."""
    for number, pattern in enumerate(_TURNS):
        match = pattern.match(sentence.exact)
        if match is None or not re.search(_DOES, match["after"]):
            continue
        if number == len(_TURNS) - 1 and not _MARKED.search(match["before"]):
            continue  # *who had refused to pay, was arrested*: no turn of his own.
        before, after = (_cut(article, sentence, *match.span(side)) for side in ("before", "after"))
        when = plain(known.published(article.id))
        sides = (
            Side(
                "before",
                DateInterval(None, when.earliest, when.basis) if when.earliest else when,
                (Evidence(article.id, before),),
            ),
            Side("after", when, (Evidence(article.id, after),)),
        )
        actor = next(iter(_NAME.findall(match.groupdict().get("lead") or match["after"])), None)
        return Finding(
            id=make_id("r", "turn", article.id, sentence.start), kind="shift", topic=short(before.exact), actor=actor,
            sides=sides, reason=f"the page itself says so: {before.exact}", strength="hard", independent=1,
        )  # fmt: skip
    return None


def _cut(article: Article, sentence: Span, low: int, high: int) -> Span:
    """A part of a sentence, without the full stop."""
    part = sentence.exact[low:high].rstrip(' .”"')
    return Span(sentence.start + low, sentence.start + low + len(part), article.text)
