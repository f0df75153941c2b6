"""Shapes of sentences that tell who did something, where it happened, or why, otherwise than by a plain verb.

*It was rebels who blew up the bridge*, *the army was behind the attack*, *the buyer of the stake was a bank*, *the
hotel was the scene of the meeting*: the groups of a shape are ``filler``, who, where or why, and ``what``, the words
for the deed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.codebooks.accounts import account_words
from onrecord.codebooks.book import any_of
from onrecord.codebooks.tellings import telling_words

Role = Literal["who", "where", "why"]
_BE = r"(?:was|were|is|are|had\s+been|has\s+been|have\s+been)\s+"
_STOOD = r"(?:was|were|is|are|had\s+been|has\s+been|have\s+been|stood|stands)\s+"
_HAVE = r"(?:(?:has|have|had)\s+)?"
_WHO = r"(?P<filler>[^,;:“”\"]{3,80}?)"
_FIRST = rf"(?:^|\bthat\s+|,\s){_WHO}\s+"
"""Who or where at the head of a clause."""
_LAST = (
    r"(?P<filler>[^,;:“”\"]{3,80}?)(?=[.,;”\"]|\s+(?:on\s+[A-Z]|in\s+\d|and\s+(?:not|that)|who|which|after|before"
    r"|when|at\s+the\s+time)\b|$)"
)
"""Who or where at the end of one."""
_WHAT = r"(?P<what>[^;“”\"]{3,140})"
_THE = r"(?P<what>(?:the|this|that|its|their)\s[^;“”\"]{3,120})"
_BEFORE = r"(?P<what>(?:[Tt]he|[Tt]his|[Tt]hat|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[A-Z])[^;“”\"]{2,110}?)\s+"
_PLACE = r"(?:in|at|on|off|near|inside|outside|aboard|under|behind|next\s+to|in\s+front\s+of|on\s+board)"
_DID = r"(?:carried\s+out|committed|staged|masterminded|perpetrated|orchestrated|mounted)\s+"
_ANCHORS = ("carried out", "committed", "staged", "masterminded", "perpetrated", "orchestrated", "mounted")
_PRIZES = r"(?P<what>(?:the\s+)?(?:victory|prize|contract|title|win|stake)\b[^,;]{0,60}?)"
_AT_WHICH = r"\s+(?:of|for|where|at\s+which|in\s+which)\s+"


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape."""

    role: Role
    anchors: tuple[str, ...]
    """Words of which a sentence of this shape has one: looking for them first spares most pages the pattern."""
    pattern: re.Pattern[str]
    deeds: frozenset[str] = frozenset()
    """The lines of the codebook whose deed it tells, where its own words say so."""
    noun: bool = False
    """Whether a noun tells the deed, or is the thing that was made: *behind the attack*, *behind the report*."""


@cache
def shapes() -> tuple[Shape, ...]:
    """The shapes, those of places first.

    Raises:
        UsageError: if the codebook is malformed.
    """
    return (*_of_places(), *_of_doers(), *_of_deeds(), *_of_agents(), *_of_causes())


def _who(anchors: tuple[str, ...], *parts: str, deeds: tuple[str, ...] = (), noun: bool = False) -> Shape:
    """A shape of who, its pattern in parts."""
    return Shape("who", anchors, re.compile("".join(parts)), frozenset(deeds), noun)


def _of_doers() -> Iterator[Shape]:
    """The shapes that say of somebody that it was he."""
    yield _who(
        ("t was ", "t is "), rf"\b[Ii]t\s+(?:was|is)\s+(?:not\s+\S+\s+but\s+)?(?!{_PLACE}\b){_WHO},?\s+",
        r"(?:who|that|which)\s+", _WHAT,
    )  # fmt: skip
    yield _who(
        (" behind ", " responsible for ", " guilty of "), _FIRST, _STOOD,
        r"(?:behind|(?:directly\s+|alone\s+)?responsible\s+for|guilty\s+of)\s+", _WHAT, noun=True,
    )  # fmt: skip
    yield _who(("ehind ",), r"\b[Bb]ehind\s+", _BEFORE, _STOOD, _LAST, noun=True)
    yield _who(_ANCHORS, _BEFORE, _BE, _DID, r"by\s+", _LAST)
    yield _who(_ANCHORS, _FIRST, _HAVE, _DID, _THE)
    yield _who(("work of ",), _BEFORE, _BE, r"(?:the|a)\s+work\s+of\s+", _LAST, noun=True)
    yield _who(
        ("esponsibility for",), r"\b[Rr]esponsibility\s+for\s+", _BEFORE,
        r"(?:lies|lay|rests|rested|falls|fell)\s+(?:with|on)\s+", _LAST, noun=True,
    )  # fmt: skip
    yield _who(("blam",), r"\bblam(?:ed|es|ing)\s+", _WHO, r"\s+for\s+", _WHAT, noun=True)
    yield _who(("accus",), r"\baccus(?:ed|es|ing)\s+", _WHO, r"\s+of\s+", _WHAT, noun=True)
    yield _who((" the first ",), _FIRST, _BE, r"the\s+first\s+(?:\w+\s+)?(?:to|who)\s+", _WHAT)


def _of_deeds() -> Iterator[Shape]:
    """The shapes whose own words tell the deed."""
    yield _who(
        ("signature",), _BEFORE, r"(?:bears?|bore|carries|carried|has|had)\s+the\s+(?:signature|name)\s+of\s+", _LAST,
        deeds=("sign",),
    )  # fmt: skip
    yield _who(
        ("signature", " name"), _FIRST, _HAVE,
        r"put\s+(?:his|her|its|their|the)\s+(?:signature|names?)\s+(?:on|to|under)\s+", _WHAT, deeds=("sign",),
    )  # fmt: skip
    yield _who(
        (" went to ", " gone to ", " goes to "), _BEFORE, r"(?:went|had\s+gone|has\s+gone|goes)\s+to\s+", _LAST,
        deeds=("win", "buy"),
    )  # fmt: skip
    yield _who(
        (" come from ", " came from "), _BEFORE, r"(?:had\s+come|has\s+come|came)\s+from\s+", _LAST, deeds=("shot",)
    )
    yield _who(
        ("ward", " gave "), r"\b(?:awarded|gave|awards|gives)\s+", _PRIZES, r"\s+to\s+", _LAST, deeds=("win", "buy")
    )
    yield _who((" is by ", " was by ", " are by ", " were by "), _BEFORE, _BE, r"by\s+", _LAST, deeds=("paint",))


def _of_agents() -> Iterator[Shape]:
    """The shapes with a noun for who did it."""
    agents = telling_words().doers
    yield _who(
        (" as ",), r"\b(?:pointed\s+to|points\s+to|nam(?:e|es|ed)|identif(?:y|ies|ied)|describ(?:e|es|ed))\s+", _WHO,
        r"\s+as\s+(?:those\s+who|being\s+behind|having|the\s+(?:\w+\s+)?(?:ones?|man|men|woman|people|side|body|company",
        rf"|{any_of(sorted(agents))})\s+(?:who|that|which|of|behind))\s+", _WHAT,
    )  # fmt: skip
    for word in sorted(agents):
        deeds, anchors = tuple(sorted(agents[word])), (f"{word} of ",)
        yield _who(anchors, rf"\b[Tt]he\s+(?:\w+\s+)?{word}\s+of\s+", _BEFORE, _BE, _LAST, deeds=deeds)
        yield _who(anchors, _FIRST, _BE, rf"the\s+(?:\w+\s+)?{word}\s+of\s+", _WHAT, deeds=deeds)


def _of_places() -> Iterator[Shape]:
    """The shapes that tell where it happened."""
    anchors = tuple(sorted(telling_words().scenes))
    scene = any_of(anchors)
    told = (
        (("t was ", "t is "), rf"\b[Ii]t\s+(?:was|is)\s+{_PLACE}\s+{_WHO},?\s+(?:that|where)\s+{_WHAT}"),
        (anchors, rf"\b[Tt]he\s+{scene}{_AT_WHICH}{_BEFORE}{_BE}{_LAST}"),
        (anchors, rf"{_FIRST}{_BE}the\s+{scene}{_AT_WHICH}{_WHAT}"),
        ((" hosted ",), rf"{_FIRST}{_HAVE}hosted\s+{_THE}"),
        (
            ("In ", "At ", "Off ", "Near ", "Inside ", "Outside ", "Aboard ", "On board "),
            r"^(?:In|At|Off|Near|Inside|Outside|Aboard|On\s+board)\s+(?P<filler>(?:the|an?|[A-Z])[^,;:“”\"]{2,50}),\s+"
            r"(?P<what>(?:the|this|his|her|its|their|[A-Z])[^,;“”\"]{3,120})",
        ),
    )
    for starts, pattern in told:
        yield Shape("where", starts, re.compile(pattern))


def _of_causes() -> Iterator[Shape]:
    """The shapes that tell why it happened."""
    caused = r"(?:caused|triggered|provoked|brought\s+about|set\s+off)\s+"
    because = r"(?:because\s+of|due\s+to|owing\s+to|as\s+a\s+result\s+of)\s+"
    cause = r"(?:main\s+|real\s+|only\s+)?(?:cause|reason)\s+(?:of|for|behind|why)\s+"
    named = r"(?:nam(?:e|es|ed)|giv(?:es|en)|gave|identif(?:y|ies|ied)|cit(?:es|ed))"
    first = rf"(?:\bIt\s+was\s+|^|\bthat\s+|,\s){_WHO}\s+(?:(?:that|which)\s+)?"
    did = rf"{first}{_HAVE}(?:{caused}|led\s+to\s+){_THE}"
    told = (
        (("caused", "triggered", "provoked", "brought about", "set off"), rf"{_BEFORE}{_BE}{caused}by\s+{_LAST}"),
        (("result of", "consequence of"), rf"{_BEFORE}{_BE}(?:the|a)\s+(?:result|consequence)\s+of\s+{_LAST}"),
        (("because of", "due to", "owing to", "result of"), rf"(?:^|\bthat\s+){_BEFORE}{because}{_LAST}"),
        (("cause ", "reason "), rf"\b[Tt]he\s+{cause}{_BEFORE}{_BE}{_LAST}"),
        (("cause ", "reason "), rf"{_FIRST}{_BE}the\s+{cause}{_WHAT}"),
        ((" as the ",), rf"\b{named}\s+{_WHO}\s+as\s+the\s+{cause}{_WHAT}"),
        ((" was what ",), rf"{_FIRST}was\s+what\s+{_WHAT}"),
        (("caused", "triggered", "provoked", "led to", "set off"), did),
        ((" made the ",), rf"{_FIRST}{_HAVE}made\s+(?P<what>the\s+[a-z]+\s+[a-z]+)(?=[.,;]|$)"),
        (("blamed", "blames"), rf"\bblam(?:ed|es)\s+(?P<what>the\s[^,;:]{{3,90}}?)\s+on\s+{_LAST}"),
        (("traced", "traces"), rf"\btrac(?:ed|es)\s+(?P<what>the\s[^,;:]{{3,90}}?)\s+(?:back\s+)?to\s+{_LAST}"),
        (("attribute",), rf"\battribut(?:ed|es)\s+(?P<what>the\s[^,;:]{{3,90}}?)\s+to\s+{_LAST}"),
        (("blamed", "blames"), rf"\bblam(?:ed|es)\s+{_WHO}\s+for\s+(?P<what>the\s[^,;:]{{3,90}})"),
        (("reason was ", "cause was "), rf"\b[Tt]he\s+(?:reason|cause)\s+was\s+{_LAST}(?P<what>)"),
    )  # fmt: skip
    beasts = account_words().beasts
    died = (
        (("died of ", "perished of "), rf"{_BEFORE}{_HAVE}(?:died|perished)\s+of\s+{_LAST}"),
        (("killed the ",), rf"{_FIRST}{_HAVE}killed\s+(?P<what>the\s+(?:\w+\s+){{0,2}}{beasts})\b"),
        (("killed by ",), rf"(?P<what>[^;,]{{0,60}}?\b{beasts}[^;,]{{0,60}}?)\s+{_BE}killed\s+by\s+{_LAST}"),
    )
    for anchors, pattern in (*told, *died):
        yield Shape("why", anchors, re.compile(pattern))
