"""Accounts of what brought a mishap about, as pages give them in any words.

*Was caused by a gas leak*, *gave way because bolts had rusted*, *died of smoke*, *was set on purpose*, *was an
accident*, *is not being treated as terrorism*: a sentence names a mishap and its cause, or its nature, or denies one.
:mod:`onrecord.relate.mishaps` holds two of them against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.codebooks.accounts import account_words
from onrecord.codebooks.clauses import stems, topics, words
from onrecord.codebooks.disputes import disputes
from onrecord.records import READ_ON, DateInterval, Span, Statement
from onrecord.relate.account_shapes import core, shapes
from onrecord.relate.known import Known, Who, thing
from onrecord.relate.occasions import Occasions
from onrecord.relate.passages import sentences_around, sentences_with

ANY, OPEN = "any", "open"
"""Words for any mishap, and words that stand for one named before."""
_LONGEST = 400
_LONGEST_CAUSE = 12
"""Words of a cause that are compared."""
_BEFORE = 60
"""Characters before a verb in which it is made a guess."""
_FAR_BEFORE = 120
"""Characters before a verb in which it is denied."""
_OF_PERSONS = frozenset({"self", "natural"})
"""Natures of what happens to persons alone."""
_TWICE = re.compile(r"\b(?:not|never|cannot|can['’]t|n['’]t|unable|yet)\s+(?:yet\s+|be\s+|been\s+|to\s+)*$")
"""What takes a denial back: *have not ruled out*."""
_APART = re.compile(r"[,;:.]|\b(?:and|but|after|when|as|since|while|before|until)\b")
"""What begins another clause."""
_BECAUSE = re.compile(r"(?<=\bbecause\s)(?:it|they|he|she)\s+(?:(?:was|were|had|has|have|did)\s+)?")
"""A pronoun behind *because* for whom or what befell it: *left the track because it was going too fast*."""
_HEARD = re.compile(r"\b(?:said|says|told|according\s+to|reported|announced|explained|stated|found|concluded)\b")
_FINDS = re.compile(r"(?:traced|pinned|ascrib|blam|attribut|put)")
_ADVERB = re.compile(r"(?:\s+(?:meanwhile|later|also|then|has|have|had|on\s+\w+day|\w+ly))+$")
_MAY = re.compile(r"\bMay\b")
"""The month, which is no guess."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SAYS = re.compile(r"\bthat\s|\b(?:said|says)\s|,\s|[“\"]")


@dataclass(frozen=True, slots=True)
class Account:
    """One account of what brought a mishap about, or did not."""

    article_id: str
    sentence: Span
    kinds: frozenset[str]
    """Kinds of mishap."""
    names: frozenset[str]
    """Names in the words for the mishap."""
    days: frozenset[str]
    """The days that its sentence names, or else the first sentence that tells of such a mishap."""
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
    heard: bool
    """Whether somebody is said to give it, be it in words that no statement was made of."""
    contested: bool
    """Whether the page sets the account against another one."""


def of_page(known: Known, occasions: Occasions, page: str, told: Sequence[Statement]) -> Iterator[Account]:
    """The accounts of a page, one for each sentence.

    Args:
        known: the pile.
        occasions: what the pages name.
        page: the id of the page.
        told: its statements.
    """
    for sentence in sentences_with(known.body(page), _LONGEST, shapes().cause, shapes().nature):
        account = _account(known, occasions, page, sentence, told)
        if account is not None:
            yield account


def _account(
    known: Known, occasions: Occasions, page: str, sentence: Span, told: Sequence[Statement]
) -> Account | None:
    """The account that a sentence gives; ``None`` if it gives none, several, or a guess."""
    for pattern in (*shapes().natures, *shapes().causes):
        if core(pattern).search(sentence.exact) is None or (match := pattern.search(sentence.exact)) is None:
            continue
        effect, cause = match["effect"] or "", _cause(match)
        content = tuple(dict.fromkeys(w for w in words(cause) if w not in topics().stop and len(w) > 2))
        if not content or shapes().pronoun.match(cause) or re.search(r"\band\b", cause) or _guessed(match, cause):
            continue  # Two causes: neither is the only one.
        natures = disputes().natures_in(cause)
        kinds = _kinds_of(known, page, sentence, match, natures)
        denied = _denied(match)
        if (
            not kinds
            or denied is None
            or _another(known, page, effect)
            or (_first(match) and kinds & _kinds(cause) - {ANY, OPEN})
        ):
            continue  # *A fire destroyed the mill*: of the fire no cause is told.
        inside = [s for s in told if any(c.overlaps(sentence) for c in s.content)]
        best = min(
            inside, key=lambda s: (s.nested_in is not None, sum(c.end - c.start for c in s.content), s.id), default=None
        )
        teller = known.speaker(best) if best is not None else _finder(match)
        spoken = stems(" ".join(span.exact for span in best.speaker)) if best is not None else frozenset()
        names = occasions.named_in(page, effect) - spoken - stems(teller.name if teller is not None else "")
        return Account(
            page, sentence, kinds, names, _days(known, page, sentence, kinds),
            effect.strip(" ,“”\""), content[:_LONGEST_CAUSE], cause, denied, natures,
            teller, best.id if best is not None else None,
            known.said(best) if best is not None else known.published(page),
            best is not None or teller is not None or _HEARD.search(sentence.exact) is not None,
            disputes().contested(_around(known, page, sentence)),
        )  # fmt: skip
    return None


def _finder(match: re.Match[str]) -> Who | None:
    """Who traces or puts a mishap down to its cause: *investigators traced the illness to the well*."""
    before = match.string[: match.start()].strip()
    if not before or not _FINDS.match(match.group()):
        return None
    return thing(_ADVERB.sub("", re.split(r",\s|\bthat\s", before)[-1]))


def _another(known: Known, page: str, effect: str) -> bool:
    """Whether the words for a mishap say that it is not that of the page: a similar one, one of an earlier year."""
    year = (known.published(page).earliest or "9999")[:4]
    own = effect.rsplit(",", maxsplit=1)[-1]
    return (
        any(told < year for told in _YEAR.findall(own)) or re.search(rf"\b{account_words().apart}\b", own) is not None
    )


def _guessed(match: re.Match[str], cause: str) -> bool:
    """Whether a sentence gives a cause as one of several, or as a guess."""
    places = [match.span(name)[1] for name in ("effect", "cause") if match[name]]
    low = max(match.start(), min(places) - _BEFORE)
    high = max(match.start("cause") + len(cause), min(places))
    return disputes().partial.search(_MAY.sub("   ", match.string), low, high) is not None


def _denied(match: re.Match[str]) -> bool | None:
    """Whether a match denies the cause; ``None`` if it leaves that open or denies it twice."""
    verb = min(match.end(name) for name in ("effect", "cause") if match[name])
    low, own = max(0, verb - _FAR_BEFORE), match.groupdict().get("not")
    denial = None if own and match.start("not") < verb else shapes().denying.search(match.string, low, verb)
    start = match.start("not") if own else denial.start() if denial is not None else verb
    if (own and denial is not None) or ((own or denial) and _TWICE.search(match.string[:start])):
        return None
    denied = bool(own or denial)
    return None if denied and shapes().so_far.search(match.string) else denied


def _kinds_of(known: Known, page: str, sentence: Span, match: re.Match[str], natures: frozenset[str]) -> frozenset[str]:
    """The kinds of mishap of which a sentence gives the cause; what *it* means is said nearby, or is lost."""
    effect = match["effect"] or "it"
    found = _kinds(f"{effect} {_verb(match)}" if match["effect"] else effect)
    if not found - {OPEN} and (natures & _OF_PERSONS or set(words(match["cause"])) & account_words().murdered):
        return frozenset({"death"})
    if found == {OPEN}:
        found = _kinds(_around(known, page, sentence)) - {ANY}
        if not found - {OPEN, "death"} and not match["effect"]:
            whole = _kinds(known.articles[page].text) - {ANY, OPEN, "death"}
            found = whole if len(whole) == 1 else found  # A page that tells of one mishap only.
    return found - {OPEN}


def _days(known: Known, page: str, sentence: Span, kinds: frozenset[str]) -> frozenset[str]:
    """The days told right beside a word for a mishap: in a sentence, or else in the first of its page that has both."""
    article = known.articles[page]
    patterns = [disputes().mishaps[kind] for kind in sorted(kinds - {ANY, OPEN})]
    read = [Span(b.start, b.end, article.text) for b in article.blocks if b.role in READ_ON]
    for stretch in (sentence, *read):
        found: frozenset[str] = frozenset()
        for pattern in patterns:
            for match in pattern.finditer(stretch.exact):
                found |= known.days_in(page, _beside(article.text, stretch, match.span()), parts=True)
        if found:
            return found
    return frozenset()


def _beside(text: str, stretch: Span, word: tuple[int, int]) -> Span:
    """The part of a stretch around a word that is no other clause: *was shut on Friday* | *after pupils fell ill*."""
    start = max((m.end() for m in _APART.finditer(stretch.exact, 0, word[0])), default=0)
    end = min((m.start() for m in _APART.finditer(stretch.exact, word[1])), default=len(stretch.exact))
    return Span(stretch.start + start, stretch.start + end, text)


def _around(known: Known, page: str, sentence: Span) -> str:
    """The headline of a page and the sentences around an account."""
    article = known.articles[page]
    return "\n".join([article.title or "", *(span.exact for span in sentences_around(article.text, sentence))])


def _cause(match: re.Match[str]) -> str:
    """The words for the cause, without who says so and what goes on behind it."""
    low, high = match.span("cause")
    own = _BECAUSE.match(match.string, low, high)
    cause = match.string[own.end() if own is not None else low : high].strip()
    if _first(match):
        return _SAYS.split(cause)[-1].strip(" ,.“”\"'")
    return shapes().ends.split(cause, maxsplit=1)[0].strip(" .“”\"'")


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
