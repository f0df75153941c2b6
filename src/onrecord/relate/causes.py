"""Causes in dispute: two sources lay one thing at the door of different actors.

*The chaos that the Veldanians have created at the port* and *the Marovian blockade, resulting in chaos at the port*
name one effect (the same noun and another shared word) and two actors. Causes without an actor (a gas leak, a rotten
beam) are held against each other only if two speakers name one each, since several of them can be true at once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from onrecord.codebooks.clauses import stem, stems, words
from onrecord.codebooks.disputes import disputes
from onrecord.records import ActorMention, DateInterval, Evidence, Finding, Side, Span, Statement, make_id
from onrecord.relate.known import Known, Who, days_between, plain, sentence_of, thing

WITHIN = 30
"""Days between two accounts of one thing."""
_LONGEST = 300
_AFTER_OPEN = 260
"""Characters after *the cause is unknown* within which it is discussed."""
_ROOT = 6
"""Letters of a word by which two words of one root are known."""
_OPEN = re.compile(
    r"\b[Cc]auses?\s+of\s+(?P<what>(?:the|this|that)\s+[^.,;]{3,40}?)\s+(?:is|are|was|were|remains?)\s+(?:still\s+|as\s+yet\s+)?"
    r"(?:unknown|unclear|disputed|in\s+dispute|contested|not\s+(?:yet\s+)?(?:known|clear))"
)
_GOES_ON = re.compile(r"\s+(?:that|which|who|when|as|and|or|but|after|before|while)\b|\s*[—–:(\"“”]")
"""Where the phrase for a thing ends."""
_NOT = re.compile(r"\b(?:not|never|no)\b|n['’]t\b")
_AFTER = re.compile(r"\b(?:following|after|because\s+of|due\s+to)\s")
_SEVERAL = re.compile(r"\b(?:and|or|also|among|partly|both|it|this|that|which|they|he|she|who)\b", re.I)
_TRIGGER = re.compile(r"\b(?:result(?:ing|ed)\s+in|created|caused|triggered|provoked|sparked|brought\s+about|[Bb]lam)")
"""What every pattern needs: looking for it first spares most lines the patterns, which are slow."""
_DID = r"(?:created|caused|triggered|provoked|sparked|brought\s+about)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<effect>\b[^\W\d_]{{4,}})\s+(?:that|which)\s+(?P<cause>[^,.;]{{3,60}}?)\s+(?:have\s+|has\s+|had\s+)?{_DID}\b"
        r"(?P<more>[^,.;]{0,60})",
        r"(?P<cause>[^.;]{5,100}?),?\s+(?:resulting\s+in|(?:has\s+|have\s+|had\s+)?resulted\s+in"
        rf"|(?:has\s+|have\s+|had\s+){_DID})\s+(?:the\s+|a\s+|an\s+)?(?P<effect>[^\W\d_]{{4,}})(?P<more>[^,.;]{{0,60}})",
        r"(?:the\s+)?(?P<effect>[^\W\d_]{4,})(?P<more>[^,.;]{0,60}?)\s+(?:was|were|is|are|been)\s+"
        rf"{_DID}\s+by\s+(?P<cause>[^,.;]{{3,80}})",
        r"[Bb]lam(?:ed|es|ing)\s+(?P<cause>[^,.;]{3,60}?)\s+for\s+(?:the\s+|a\s+|an\s+)?(?P<effect>[^\W\d_]{4,})"
        r"(?P<more>[^,.;]{0,60})",
    )
)


@dataclass(frozen=True, slots=True)
class _Cause:
    """One account of who brought something about."""

    article_id: str
    span: Span
    effect: str
    noun: str
    told: str
    """What was brought about, as the page has it: *chaos at the port*."""
    about: frozenset[str]
    actors: frozenset[str]
    name: str
    teller: str | None
    date: DateInterval
    chain: str


def causes(known: Known) -> Iterator[Finding]:
    """Contradictions between accounts that name different actors as the cause of one thing."""
    buckets: dict[str, list[_Cause]] = defaultdict(list)
    mentions: dict[str, list[ActorMention]] = defaultdict(list)
    for mention in known.pile.all(ActorMention):
        mentions[mention.article_id].append(mention)
    for article_id in sorted(known.articles):
        for cause in _of_page(known, article_id, mentions[article_id]):
            buckets[cause.effect].append(cause)
    for effect in sorted(buckets):
        done: set[frozenset[str]] = set()
        found = buckets[effect]
        for i, one in enumerate(found):
            for other in found[i + 1 :]:
                between = one.actors | other.actors
                if between not in done and _disputed(one, other):
                    done.add(between)
                    yield _finding(one, other)


def open_causes(known: Known) -> Iterator[Finding]:
    """Causes that a page itself calls open (*the cause of the fire is unknown*) and two speakers then name."""
    told: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(known.statements.values(), key=lambda statement: (statement.content[0], statement.id)):
        told[statement.article_id].append(statement)
    for article_id in sorted(known.articles):
        for match in _OPEN.finditer(known.articles[article_id].text):
            sides: dict[str, Statement] = {}
            for statement in told[article_id]:
                gap = statement.content[0].start - match.end()
                spoken = " ".join(span.exact for span in statement.speaker)
                if 0 <= gap <= _AFTER_OPEN and spoken and statement.nested_in is None and not statement.garbled:
                    sides.setdefault(spoken, statement)
            if len(sides) == 2 and not _agree(match["what"], [*sides.values()]):
                yield _open_finding(known, article_id, match, list(sides.items()))


def _agree(what: str, told: list[Statement]) -> bool:
    """Whether two speakers give one reason in words of one root: *for religious reasons*, *about religion*."""
    roots = [{word[:_ROOT] for span in one.content for word in stems(span.exact) if len(word) >= _ROOT} for one in told]
    return bool(roots[0] & roots[1] - {word[:_ROOT] for word in stems(what)})


def _open_finding(known: Known, article_id: str, match: re.Match[str], told: list[tuple[str, Statement]]) -> Finding:
    """The record of two speakers who name different causes."""
    sides = []
    for spoken, statement in told:
        who = known.who(statement.speaker_mention)
        pieces = tuple(Evidence(article_id, span, statement.id) for span in statement.content)
        sides.append(Side(f"{who.name if who is not None else spoken}: cause", plain(known.said(statement)), pieces))
    return Finding(
        id=make_id("r", "cause", article_id, match.start()), kind="contradiction", topic=match["what"], actor=None,
        sides=tuple(sides), reason=f"the page calls it open: {match.group()}; two speakers name causes",
        strength="hard",
        independent=1, basis="cause",
    )  # fmt: skip


def _of_page(known: Known, article_id: str, mentions: list[ActorMention]) -> Iterator[_Cause]:
    """The accounts of one page that name an actor."""
    view = known.body(article_id)
    lines = _telling_lines(view.text)
    seen: set[int] = set()
    for pattern in _PATTERNS:
        for match in chain.from_iterable(pattern.finditer(view.text, *line) for line in lines):
            lifted = view.lift(*match.span())
            low, high = match.span("cause")
            # "People fled the country after the coup, resulting in chaos": what follows "after" is the cause.
            low += max((word.end() for word in _AFTER.finditer(match["cause"])), default=0)
            behind = view.lift(low, high)
            perhaps = disputes().partial.search(match.group()) or _NOT.search(match.group())
            if len(lifted) != 1 or len(behind) != 1 or lifted[0].start in seen or perhaps:
                continue
            named = [who for m in mentions if behind[0].contains(m.head) and (who := known.who(m.id)) is not None]
            if (
                not named
                and not _SEVERAL.search(behind[0].exact)
                and (plain_noun := thing(behind[0].exact)) is not None
            ):
                named = [plain_noun]
            if named:
                seen.add(lifted[0].start)
                yield _cause(known, article_id, lifted[0], match, named)


def _telling_lines(text: str) -> list[tuple[int, int]]:
    """Start and end of the lines that may tell a cause."""
    starts = dict.fromkeys(text.rfind("\n", 0, match.start()) + 1 for match in _TRIGGER.finditer(text))
    return [(start, end if (end := text.find("\n", start)) >= 0 else len(text)) for start in starts]


def _cause(known: Known, article_id: str, span: Span, match: re.Match[str], named: list[Who]) -> _Cause:
    """One account, with who tells it and when."""
    # In "after A's attack on B, resulting in chaos" the deed's own actor stands first.
    first = named[0]
    inside = [
        statement
        for statement in known.statements.values()
        if statement.article_id == article_id and any(content.overlaps(span) for content in statement.content)
    ]
    best = min(
        inside, key=lambda statement: (sum(s.end - s.start for s in statement.content), statement.id), default=None
    )
    teller = known.speaker(best) if best is not None else None
    whole = sentence_of(known.articles[article_id].text, span)
    return _Cause(
        article_id, whole if len(whole.exact) <= _LONGEST else span, stem(words(match["effect"])[0]),
        match["effect"], _named(match),
        stems(match["more"]) - stems(first.name), frozenset({first.family}), first.name,
        teller.key if teller else None, known.said(best) if best is not None else known.published(article_id),
        known.chain(article_id),
    )  # fmt: skip


def _named(match: re.Match[str]) -> str:
    """The thing with what stands right behind it, as far as it says which one."""
    if match.start("more") != match.end("effect"):
        return match["effect"]
    return " ".join((match["effect"] + _GOES_ON.split(match["more"], maxsplit=1)[0]).split())


def _disputed(one: _Cause, other: _Cause) -> bool:
    """Whether two accounts of one thing name different actors, and come from two sources."""
    gaps = (days_between(one.date, other.date), days_between(other.date, one.date))
    near = all(gap is None or gap <= WITHIN for gap in gaps)
    apart = one.chain != other.chain or (one.teller is not None and one.teller != other.teller)
    things = any(actor.startswith("thing:") for cause in (one, other) for actor in cause.actors)
    if things and (one.teller is None or other.teller is None or one.teller == other.teller):
        return False
    return near and apart and not one.actors & other.actors and bool(one.about & other.about)


def _finding(one: _Cause, other: _Cause) -> Finding:
    """The record of two accounts."""
    ordered = sorted((one, other), key=lambda cause: (cause.date.latest or "", cause.article_id, cause.span.start))
    sides = tuple(
        Side(f"{cause.name}: cause", plain(cause.date), (Evidence(cause.article_id, cause.span),)) for cause in ordered
    )
    shared = sorted(one.about & other.about)
    names = " / ".join(cause.name for cause in ordered)
    return Finding(
        id=make_id("r", "cause", *sorted(f"{c.article_id}:{c.span.start}" for c in ordered)), kind="contradiction",
        topic=max((cause.told for cause in ordered), key=len), actor=None, sides=sides,
        reason=f"different causes of one thing: {one.noun}; shared words: {', '.join(shared)}; {names}",
        strength="hard", independent=len({one.chain, other.chain}), basis="cause",
    )  # fmt: skip
