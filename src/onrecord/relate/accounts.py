"""Accounts of what brought a mishap about, as pages give them in any words.

*Was caused by a gas leak*, *gave way because bolts had rusted*, *died of smoke*, *was set on purpose*, *was an
accident*, *is not being treated as terrorism*: a sentence names a mishap and its cause, or its nature, or denies one.
:mod:`onrecord.relate.mishaps` holds two of them against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from onrecord.codebooks.clauses import stems, topics, words
from onrecord.codebooks.disputes import disputes
from onrecord.records import DateInterval, Span, Statement, body_view
from onrecord.relate.known import Known, Who, sentence_of
from onrecord.relate.occasions import Occasions
from onrecord.relate.passages import sentences_around

ANY, OPEN = "any", "open"
"""Words for any mishap, and words that stand for one named before."""
_LONGEST = 400
_LONGEST_CAUSE = 12
"""Words of a cause that are compared."""
_BE = r"(?:was|were|is|are|had\s+been|has\s+been|have\s+been)"
_NOT = r"(?P<not>\s+not|n['’]t|\s+never|\s+in\s+no\s+way|\s+no\s+longer)?"
_ONLY = r"(?:\s+(?:entirely|solely|simply|clearly|only|directly|purely|in\s+fact|actually))?"
_DID = (
    r"(?:caused|triggered|brought\s+about|set\s+off|sparked|started|provoked|brought\s+down|sank|sunk|destroyed|felled|ignited|touched\s+off|derailed"
    r"|unleashed|led\s+to|lit)"
)
_FROM = (
    rf"{_DID}\s+by|due\s+to|down\s+to|owing\s+to|attributable\s+to|the\s+result\s+of|the\s+work\s+of|the\s+fault\s+of|(?:a|the)\s+consequence\s+of"
    r"|a\s+result\s+of|because\s+of|to\s+be\s+blamed\s+on|blamed\s+on"
)
_MISHAP = (
    r"(?:failed|collapsed|gave\s+way|broke|crashed|burst|sank|exploded|derailed|caught\s+fire|fell|capsized|went\s+down|burned\s+down|burnt\s+down"
    r"|happened|occurred|blew\s+up|broke\s+down|caved\s+in|went\s+out|overturned|ran\s+aground|left\s+the\s+road)"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<effect>[^;]{{2,200}}?),?\s+{_BE}{_NOT}{_ONLY}\s+(?:{_FROM})\s+(?P<cause>[^;]{{3,160}})",
        r"(?P<effect>[^;]{2,200}?)\s+(?:resulted|stemmed|arose|came\s+about|died)\s+(?:from|of|as\s+a\s+result\s+of|through)\s+(?P<cause>[^;]{3,160})",
        rf"(?P<effect>[^;]{{2,160}}?\b{_MISHAP})(?P<more>[^;]{{0,40}}?)\s+(?:because\s+of|because|as\s+a\s+result\s+of|due\s+to|owing\s+to)\s+(?P<cause>[^;]{{3,160}})",
        r"\b[Tt]he\s+(?:real\s+|true\s+|only\s+|sole\s+)?(?:cause|reason)\s+(?:of|for|behind)\s+(?P<effect>[^;]{2,80}?)\s+"
        rf"{_BE}{_NOT}\s+(?P<cause>[^;]{{3,160}})",
        r"\bblam(?:ed|es|ing)\s+(?P<effect>[^;]{2,90}?)\s+on\s+(?P<cause>[^;]{3,120})",
        r"\battribut(?:ed|es|ing)\s+(?P<effect>[^;]{2,120}?)\s+to\s+(?P<cause>[^;]{3,120})",
        r"\bput(?:s|ting)?\s+(?P<effect>[^;]{2,90}?)\s+down\s+to\s+(?P<cause>[^;]{3,120})",
        r"\bblam(?:ed|es|ing)\s+(?P<cause>[^;,]{3,60}?)\s+for\s+(?P<effect>[^;]{2,90})",
        rf"(?P<cause>[^;,]{{3,90}}?)\s+{_BE}{_NOT}\s+(?:to\s+blame\s+for|responsible\s+for|behind|the\s+(?:real\s+|true\s+|only\s+|sole\s+)?(?:cause|reason)"
        r"\s+(?:of|for|behind)|at\s+fault\s+for)\s+(?P<effect>[^;]{2,90})",
        r"(?P<cause>[^;,]{3,90}?)\s+(?P<not>(?:(?:had|has|have)\s+)?(?:played|plays|play)\s+no\s+(?:part|role)|(?:had|has|have)\s+(?:no|nothing)\b(?:\s+(?:part|role|hand|share))?"
        r"|did\s+not\s+(?:cause|trigger|start))(?:\s+(?:in\s+|to\s+do\s+with\s+|with\s+)?(?P<effect>[^;]{2,90}))?",
        r"(?P<cause>[^;,]{3,90}?)\s+(?:(?:has|have|had)\s+)?(?:brought|pulled|torn|burned|burnt)\s+(?P<effect>[^;,]{2,60}?)\s+down\b",
        rf"(?P<cause>[^;,]{{3,90}}?)\s+(?:(?:has|have|had)\s+)?{_DID}\s+(?P<effect>(?:the|that|this|his|her|its|their|it|[A-Z])[^;]{{0,90}})",
    )
)
_LEADING = re.compile(r"\A(\(\?P<\w+>)\[\^[;,]+\]\{\d+,\d+\}\?")
"""The stretch of any words that a pattern begins with."""
_VIEWED = r"(?:(?:being\s+)?(?:treated|regarded|classed|considered|viewed|described|seen|handled)\s+as\s+)"
_MADE = r"(?:started|set|lit|caused|begun|laid|ignited|killed|shot|hit|rammed|crashed|pushed|drowned)"
_KIND_OF = (
    r"(?:(?:an?|the)\s+)?(?:(?:act|case|matter|result)\s+of\s+)?"
    r"(?:(?:terrible|tragic|simple|pure|clear|cowardly|planned|unfortunate|freak|genuine|mere|criminal)\s+)?"
)


@cache
def _natured() -> tuple[re.Pattern[str], ...]:
    """Patterns of sentences that say what a mishap was: *was set on purpose*, *ruled out sabotage*."""
    nature = rf"(?P<cause>{disputes().nature})(?!\w)"
    nots = r"(?P<not>\s+not|n['’]t|\s+never|\s+no\s+longer|\s+no(?=\s))?"
    patterns = (
        rf"(?P<effect>[^;]{{2,200}}?)\s+{_BE}{nots}{_ONLY}\s+{_VIEWED}?{_KIND_OF}(?:(?:{_MADE}|{_DID})\s+)?{nature}",
        r"\b(?:(?P<not>not\s+(?:being\s+)?|n['’]t\s+)?(?:treat(?:s|ing|ed)?|regard(?:s|ing|ed)?|describ(?:es|ing|ed)))\s+(?P<effect>[^;]{2,90}?)\s+as\s+"
        rf"{_KIND_OF}{nature}",
        rf"(?P<cause>[^;,]{{0,60}}?\b{disputes().nature})(?!\w)\s+(?P<not>(?:had|has|have)\s+been\s+ruled\s+out|(?:was|were)\s+ruled\s+out)"
        r"(?:\s+(?:as\s+(?:the|a)\s+cause\s+of|in|behind)\s+(?P<effect>[^;,]{2,90}))?",
        rf"(?P<not>\brul(?:ed|es|ing)\s+out)\s+(?:any\s+)?{_KIND_OF}{nature}(?:\s+(?:as\s+(?:the|a)\s+cause\s+of|in|behind)\s+(?P<effect>[^;,]{{2,90}}))?",
        rf"(?P<not>\bno\s+(?:evidence|sign|signs|indication|indications|trace|traces)\s+(?:of|that\s+(?:it|this)\s+(?:was|were)))\s+(?:any\s+)?{_KIND_OF}{nature}"
        r"(?:\s+(?:in|behind)\s+(?P<effect>[^;,]{2,90}))?",
        rf"(?P<effect>[^;]{{2,120}}?)\s+(?:(?:had|has|have)\s+)?(?P<not>(?:did\s+)?not\s+)?(?P<cause>{_OWN_HAND})",
    )
    return tuple(re.compile(pattern) for pattern in patterns)


_OWN_HAND = (
    r"commit(?:ted)?\s+suicide|t(?:ook|aken?)\s+(?:his|her)\s+own\s+life|kill(?:ed)?\s+(?:himself|herself)"
    r"|hang(?:ed)?\s+(?:himself|herself)"
)
"""How somebody died by his own hand."""
_DENYING = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|dismiss(?:ed|es|ing)?|reject(?:ed|s|ing)?|rul(?:ed|es|ing)\s+out|no\s+(?:evidence|sign|indication|proof|question)|disput(?:ed|es|ing)|"
    r"refut(?:ed|es|ing)|not\s+(?:believe|think|true)|untrue|false|doubt(?:ed|s)?)\b"
)
"""Words in front of a mishap that deny what is said of it."""
_TWICE = re.compile(r"\b(?:not|never|cannot|can['’]t|n['’]t|unable|yet)\s+(?:yet\s+|be\s+|been\s+|to\s+)*$")
"""What takes a denial back: *have not ruled out*."""
_SO_FAR = re.compile(r"\b(?:so\s+far|yet|at\s+this\s+(?:stage|point)|for\s+now|initially|at\s+first)\b", re.I)
"""What leaves a denial open."""
_TRIGGER = re.compile(
    rf"\b(?:{_FROM}|resulted|stemmed|arose|because|as\s+a\s+result|cause|reason|blam\w+|attribut\w+|responsible|behind|no\s+part|no\s+role|nothing\s+to\s+do|no\s+hand"
    rf"|did\s+not\s+(?:cause|trigger|start)|at\s+fault|died\s+(?:of|from)|put|{_DID})\b"
)
"""What a sentence that names a cause has: looking for it first spares most sentences the patterns."""
_ENDS = re.compile(
    r",|\s[–—]\s|[“”\"]|\bon\s+(?=[A-Z]\w+day\b)|\b(?:that|which|who|whose|after|when|while|since|but|although|said|says|told|according|rather|instead|as\s+opposed)\b"
)
_SAYS = re.compile(r"\bthat\s|\b(?:said|says)\s|,\s|[“\"]")
_PRONOUN = re.compile(
    r"^(?:the\s+)?(?:it|this|that|which|they|he|she|who|what|we|you|i|these|those|them|him|her|others?|someone|something)\b",
    re.I,
)
_WHOLE = re.compile(r"^(?:it|this|that)\b|\b(?:it|this)$", re.I)


@dataclass(frozen=True, slots=True)
class Account:
    """One account of what brought a mishap about, or did not."""

    article_id: str
    sentence: Span
    kinds: frozenset[str]
    """Kinds of mishap."""
    names: frozenset[str]
    """Names in the words for the mishap."""
    mishap: str
    """The words for the mishap."""
    cause: tuple[str, ...]
    """Words of content for what brought it about."""
    words: str
    """The same in the words of the page."""
    denied: bool
    natures: frozenset[str]
    """What it says that the mishap was: *terror*, *accident*."""
    teller: Who | None
    statement: str | None
    date: DateInterval
    contested: bool
    """Whether the page sets the account against another one."""


@cache
def _nature() -> re.Pattern[str]:
    """What a sentence that says what a mishap was has."""
    return re.compile(rf"\b(?:{disputes().nature}|{_OWN_HAND})(?!\w)", re.I)


def of_page(known: Known, occasions: Occasions, page: str, told: Sequence[Statement]) -> Iterator[Account]:
    """The accounts of a page, one for each sentence.

    Args:
        known: the pile.
        occasions: what the pages name.
        page: the id of the page.
        told: its statements.
    """
    view = body_view(known.articles[page])
    starts: set[int] = set()
    for trigger in chain(_TRIGGER.finditer(view.text), _nature().finditer(view.text)):
        sentence = sentence_of(view.text, Span(trigger.start(), trigger.end(), view.text))
        if sentence.start in starts or len(sentence.exact) > _LONGEST:
            continue
        starts.add(sentence.start)
        lifted = view.lift(sentence.start, sentence.end)
        if len(lifted) == 1 and (account := _account(known, occasions, page, lifted[0], told)) is not None:
            yield account


def _account(
    known: Known, occasions: Occasions, page: str, sentence: Span, told: Sequence[Statement]
) -> Account | None:
    """The account that a sentence gives; ``None`` if it gives none, several, or a guess."""
    for pattern in (*_natured(), *_PATTERNS):
        if _core(pattern).search(sentence.exact) is None or (match := pattern.search(sentence.exact)) is None:
            continue
        effect, cause = match["effect"] or "", _cause(match)
        content = tuple(dict.fromkeys(w for w in words(cause) if w not in topics().stop and len(w) > 2))
        if not content or _PRONOUN.match(cause) or re.search(r"\band\b", cause) or _guessed(match, cause):
            continue  # Two causes: neither is the only one.
        natures = disputes().natures_in(cause)
        kinds = _kinds_of(known, page, sentence, match, natures)
        denied = _denied(match)
        if not kinds or denied is None or (_first(match) and kinds & _kinds(cause) - {ANY, OPEN}):
            continue  # *A fire destroyed the mill*: of the fire no cause is told.
        inside = [s for s in told if any(c.overlaps(sentence) for c in s.content)]
        best = min(
            inside, key=lambda s: (s.nested_in is not None, sum(c.end - c.start for c in s.content), s.id), default=None
        )
        teller = known.speaker(best) if best is not None else None
        spoken = stems(" ".join(span.exact for span in best.speaker)) if best is not None else frozenset()
        names = occasions.named_in(page, effect) - spoken - stems(teller.name if teller is not None else "")
        return Account(
            page, sentence, kinds, names, effect.strip(" ,“”\""), content[:_LONGEST_CAUSE], cause, denied, natures,
            teller, best.id if best is not None else None,
            known.said(best) if best is not None else known.published(page),
            disputes().contested(_around(known, page, sentence)),
        )  # fmt: skip
    return None


@cache
def _core(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """A pattern without the stretch that it begins with: most sentences lack the rest, and that is soon found out."""
    return re.compile(_LEADING.sub(r"\1", pattern.pattern))


def _guessed(match: re.Match[str], cause: str) -> bool:
    """Whether a sentence gives a cause as one of several, or as a guess."""
    places = [match.span(name)[1] for name in ("effect", "cause") if match[name]]
    low = max(match.start(), min(places) - _BEFORE)
    high = max(match.start("cause") + len(cause), min(places))
    return disputes().partial.search(match.string, low, high) is not None


def _denied(match: re.Match[str]) -> bool | None:
    """Whether a match denies the cause; ``None`` if it leaves that open or denies it twice."""
    verb = min(match.end(name) for name in ("effect", "cause") if match[name])
    low, own = max(0, verb - _FAR_BEFORE), match.groupdict().get("not")
    denial = None if own and match.start("not") < verb else _DENYING.search(match.string, low, verb)
    start = match.start("not") if own else denial.start() if denial is not None else verb
    if (own and denial is not None) or ((own or denial) and _TWICE.search(match.string[:start])):
        return None
    denied = bool(own or denial)
    return None if denied and _SO_FAR.search(match.string) else denied


def _kinds_of(known: Known, page: str, sentence: Span, match: re.Match[str], natures: frozenset[str]) -> frozenset[str]:
    """The kinds of mishap of which a sentence gives the cause; what *it* means is said nearby, or is lost."""
    effect = match["effect"] or "it"
    found = _kinds(f"{effect} {_verb(match)}" if match["effect"] else effect)
    if not found - {OPEN} and (natures & _OF_PERSONS or set(words(match["cause"])) & _KILLED):
        return frozenset({"death"})
    if found == {OPEN}:
        found = _kinds(_around(known, page, sentence)) - {ANY}
    return found - {OPEN}


_OF_PERSONS = frozenset({"self", "natural"})
_KILLED = frozenset({"murdered", "poisoned", "strangled", "assassinated"})
_BEFORE = 60
"""Characters before a verb in which it is made a guess."""
_FAR_BEFORE = 120
"""Characters before a verb in which it is denied."""


def _around(known: Known, page: str, sentence: Span) -> str:
    """The headline of a page and the sentences around an account."""
    article = known.articles[page]
    return "\n".join([article.title or "", *(span.exact for span in sentences_around(article.text, sentence))])


def _cause(match: re.Match[str]) -> str:
    """The words for the cause, without who says so and what goes on behind it."""
    cause = match["cause"].strip()
    if _first(match):
        return _SAYS.split(cause)[-1].strip(" ,.“”\"'")
    return _ENDS.split(cause, maxsplit=1)[0].strip(" .“”\"'")


def _first(match: re.Match[str]) -> bool:
    """Whether the cause stands before the mishap, or alone."""
    return not match["effect"] or match.start("cause") < match.start("effect")


def _verb(match: re.Match[str]) -> str:
    """The words between mishap and cause, and behind both: *brought down by* tells a mishap too."""
    low, high = sorted((match.span("effect"), match.span("cause")))
    behind = match.string[high[1] : match.end()] if high == match.span("effect") else ""
    return match.string[low[1] : high[0]] + behind


def _kinds(effect: str) -> frozenset[str]:
    """The kinds of mishap that a phrase names."""
    return frozenset(kind for kind, pattern in disputes().mishaps.items() if pattern.search(effect))
