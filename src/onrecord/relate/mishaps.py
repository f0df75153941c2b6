"""What brought about an accident, in dispute: *was due to the crowd*, *gave way because bolts had rusted*.

An account names a mishap and its cause, or denies one: *hackers had nothing to do with it*. Two accounts of one
kind of mishap, on pages that tell of one occasion, contradict each other if two voices give causes that lie far apart
in meaning, or if one denies the cause that the other gives. Causes that may stand beside others (*partly*, *among*,
*may have*) are left alone, and so are wordings of one cause.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.disputes import disputes
from onrecord.records import DateInterval, Evidence, Finding, Side, Span, Statement, body_view, make_id
from onrecord.relate.known import Known, Who, days_between, plain, sentence_of
from onrecord.relate.occasions import Occasions
from onrecord.relate.passages import sentences_around, short
from onrecord.vectors import WordVectors

WITHIN = 30
"""Days between two accounts of one mishap."""
FAR = 0.5
"""Nearness in meaning from which two causes may be one in other words."""
NEAR = 0.5
"""Nearness from which a denied cause is the one that another page gives."""
PERSONS = 0.4
"""Nearness to words for people from which a cause is somebody."""
NEAR_CONTESTED = 0.35
"""The same where the page that denies it sets its account against another one."""
_ANY, _OPEN = "any", "open"
"""Words for any mishap, and words that stand for one named before."""
_LONGEST = 400
_LONGEST_CAUSE = 12
"""Words of a cause that are compared."""
_BE = r"(?:was|were|is|are|had\s+been|has\s+been|have\s+been)"
_NOT = r"(?P<not>\s+not|n['’]t|\s+never|\s+in\s+no\s+way)?"
_ONLY = r"(?:\s+(?:entirely|solely|simply|clearly|only|directly|purely|in\s+fact|actually))?"
_DID = (
    r"(?:caused|triggered|brought\s+about|set\s+off|sparked|started|provoked|brought\s+down|sank|sunk|destroyed|felled|ignited|touched\s+off|derailed"
    r"|unleashed|led\s+to)"
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
        r"(?P<cause>[^;,]{3,90}?)\s+(?P<not>(?:had|has|played|plays|have|play)\s+(?:no|nothing)(?:\s+(?:part|role|hand|share))?|did\s+not\s+(?:cause|trigger|start))"
        r"\s+(?:in\s+|to\s+do\s+with\s+|with\s+)?(?P<effect>[^;]{2,90})",
        rf"(?P<cause>[^;,]{{3,90}}?)\s+(?:(?:has|have|had)\s+)?{_DID}\s+(?P<effect>(?:the|that|this|his|her|its|their|it|[A-Z])[^;]{{0,90}})",
    )
)
_TRIGGER = re.compile(
    rf"\b(?:{_FROM}|resulted|stemmed|arose|because|as\s+a\s+result|cause|reason|blam\w+|attribut\w+|responsible|behind|no\s+part|no\s+role|nothing\s+to\s+do|no\s+hand"
    rf"|did\s+not\s+(?:cause|trigger|start)|at\s+fault|died\s+(?:of|from)|put|{_DID})\b"
)
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
class _Account:
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
    teller: Who | None
    statement: str | None
    date: DateInterval
    contested: bool
    """Whether the page sets the account against another one."""


def mishaps(known: Known, occasions: Occasions, vectors: WordVectors) -> Iterator[Finding]:
    """The contradictions between two accounts of one mishap."""
    told: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(known.statements.values(), key=lambda statement: statement.id):
        told[statement.article_id].append(statement)
    found = {page: list(_of_page(known, occasions, page, told[page])) for page in sorted(known.articles)}
    found = {page: accounts for page, accounts in found.items() if accounts}
    for page in found:
        done: set[str] = set()
        for there in occasions.beside(page, 1):
            if there > page and there in found and known.chain(there) != known.chain(page):
                pairs = [(one, other) for one in found[page] for other in found[there]]
                best = next((pair for pair in pairs if _opposed(*pair, vectors)), None)
                if best is not None and there not in done:
                    done.add(there)
                    yield _finding(*best)


def _of_page(known: Known, occasions: Occasions, page: str, told: Sequence[Statement]) -> Iterator[_Account]:
    """The accounts of a page."""
    view = body_view(known.articles[page])
    starts: set[int] = set()
    for trigger in _TRIGGER.finditer(view.text):
        sentence = sentence_of(view.text, Span(trigger.start(), trigger.end(), view.text))
        if sentence.start in starts or len(sentence.exact) > _LONGEST:
            continue
        starts.add(sentence.start)
        lifted = view.lift(sentence.start, sentence.end)
        if len(lifted) == 1 and (account := _account(known, occasions, page, lifted[0], told)) is not None:
            yield account


def _account(
    known: Known, occasions: Occasions, page: str, sentence: Span, told: Sequence[Statement]
) -> _Account | None:
    """The account that a sentence gives; ``None`` if it gives none, several, or a guess."""
    for pattern in _PATTERNS:
        match = pattern.search(sentence.exact)
        if match is None:
            continue
        effect, cause = match["effect"], _cause(match)
        between = sentence.exact[match.start() : match.start("cause") + len(cause)]
        kinds = _kinds(effect if "effect" not in pattern.groupindex else f"{effect} {_verb(match)}")
        content = tuple(dict.fromkeys(w for w in words(cause) if w not in topics().stop and len(w) > 2))[
            :_LONGEST_CAUSE
        ]
        if not kinds or not content or _PRONOUN.match(cause) or disputes().partial.search(between):
            continue
        if cause and re.search(r"\band\b", cause):
            continue  # Two causes: neither is the only one.
        inside = [s for s in told if any(c.overlaps(sentence) for c in s.content)]
        best = min(
            inside, key=lambda s: (s.nested_in is not None, sum(c.end - c.start for c in s.content), s.id), default=None
        )
        if kinds == {_OPEN}:  # *It was the fault of the crew*: of what, the page says nearby, or the account is lost.
            kinds = _kinds(_around(known, page, sentence)) - {_OPEN, _ANY}
        kinds -= {_OPEN}
        if not kinds:
            continue
        teller = known.speaker(best) if best is not None else None
        spoken = stems(" ".join(span.exact for span in best.speaker)) if best is not None else frozenset()
        names = occasions.named_in(page, effect) - spoken - stems(teller.name if teller is not None else "")
        return _Account(
            page, sentence, kinds, names, effect.strip(" ,“”\""), content, cause, bool(match.groupdict().get("not")),
            teller, best.id if best is not None else None,
            known.said(best) if best is not None else known.published(page),
            disputes().contested(_around(known, page, sentence)),
        )  # fmt: skip
    return None


def _around(known: Known, page: str, sentence: Span) -> str:
    """The headline of a page and the sentences around an account."""
    article = known.articles[page]
    return "\n".join([article.title or "", *(span.exact for span in sentences_around(article.text, sentence))])


def _cause(match: re.Match[str]) -> str:
    """The words for the cause, without who says so and what goes on behind it."""
    cause = match["cause"].strip()
    if match.start("cause") < match.start("effect"):
        return _SAYS.split(cause)[-1].strip(" ,.“”\"'")
    return _ENDS.split(cause, maxsplit=1)[0].strip(" .“”\"'")


def _verb(match: re.Match[str]) -> str:
    """The words between mishap and cause: *brought down by* tells a mishap too."""
    low, high = sorted((match.span("effect"), match.span("cause")))
    return match.string[low[1] : high[0]]


def _kinds(effect: str) -> frozenset[str]:
    """The kinds of mishap that a phrase names."""
    return frozenset(kind for kind, pattern in disputes().mishaps.items() if pattern.search(effect))


def _opposed(one: _Account, other: _Account, vectors: WordVectors) -> bool:
    """Whether two accounts of one mishap cannot both be right."""
    if not _one_mishap(one, other) or (one.denied and other.denied):
        return False
    if one.teller is not None and other.teller is not None and one.teller.key == other.teller.key:
        return False
    gaps = (days_between(one.date, other.date), days_between(other.date, one.date))
    if any(gap is not None and gap > WITHIN for gap in gaps):
        return False
    near = _nearness(one.cause, other.cause, vectors)
    if one.denied or other.denied:
        denial = one if one.denied else other
        return near >= (NEAR_CONTESTED if denial.contested else NEAR)
    if all(_persons(account.cause, vectors) for account in (one, other)) and not (one.contested or other.contested):
        return False  # *Protesters*, *angry youths*: two words for the same people.
    return one.teller is not None and other.teller is not None and near < FAR


def _persons(cause: Sequence[str], vectors: WordVectors) -> bool:
    """Whether a cause is somebody."""
    return vectors.similarity(cause[-1:], ("people", "men", "protesters", "soldiers", "youths")) >= PERSONS


def _one_mishap(one: _Account, other: _Account) -> bool:
    """Whether two accounts may tell of one mishap."""
    if one.names and other.names and not one.names & other.names:
        return False
    first, second = one.kinds - {_ANY}, other.kinds - {_ANY}
    return not first or not second or bool(first & second)


def _nearness(here: Sequence[str], there: Sequence[str], vectors: WordVectors) -> float:
    """How near two causes are in meaning: 1 if they share a word, else the nearest two words."""
    if {stem(word) for word in here} & {stem(word) for word in there}:
        return 1.0
    return max((vectors.similarity([a], [b]) for a in here for b in there), default=0.0)


def _finding(one: _Account, other: _Account) -> Finding:
    """The record of two accounts."""
    ordered = sorted((one, other), key=lambda account: (account.date.latest or "9999", account.article_id))
    sides = tuple(
        Side(
            _label(account), plain(account.date), (Evidence(account.article_id, account.sentence, account.statement),),
        )
        for account in ordered
    )  # fmt: skip
    told = " / ".join(f"{'not ' if account.denied else ''}{account.words}" for account in ordered)
    kinds = sorted((one.kinds & other.kinds) or (one.kinds | other.kinds) - {_ANY})
    return Finding(
        id=make_id("r", "mishap", *sorted(f"{a.article_id}:{a.sentence.start}" for a in ordered)), kind="contradiction",
        topic=short(ordered[0].mishap, ordered[0].words), actor=None, sides=sides,
        reason=f"different causes of one mishap ({', '.join(kinds)}): {told}", strength="soft", independent=2,
        basis="cause",
    )  # fmt: skip


def _label(account: _Account) -> str:
    """Who gives an account, and of what kind it is."""
    voice = account.teller.name if account.teller is not None else "the page"
    return f"{voice}: {'no cause' if account.denied else 'cause'}"
