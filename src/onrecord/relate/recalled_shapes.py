"""Shapes of sentences in which a page recalls what somebody held before, as patterns; see ``recalled_read``."""

from __future__ import annotations

import re
from functools import cache

from onrecord.codebooks.recalled import HELD, recalled
from onrecord.relate.daynames import calendar

_NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|a\s+few|many|\d+)"
GAP = (
    rf"(?:(?:only|just|barely|less\s+than|not|still|more\s+than)\s+)?(?:{_NUMBER}\s+)?"
    r"(?:short\s+)?(?:minutes?|hours?|days?|weeks?|months?|years?|fortnight)"
)
"""A pattern for how much time lies between: *only three weeks*."""
_SEASONS = "spring|summer|autumn|fall|winter|week|month|year|night|evening|morning|weekend"
_WHO = r"(?:he|she|it|they|each|both|all|the\s+[\w-]+(?:\s+[\w-]+)?|[A-Z][\w.-]+(?:\s+[A-Z][\w.-]+){0,2})"
_SUBJECT = r"(?P<subject>[^;:“\"]{2,120}?)"
_NEVER = r"(?P<would>had\s+never|had\s+not|would\s+not|would\s+never|could\s+not|knew\s+no\w*|wanted\s+no\w*)"
_WOULD = r"(?P<would>would(?:\s+not|\s+never|\s+hear\s+of\s+no\w*|n['’]t)|could\s+not|couldn['’]t)\b"
_FIRST = r"(?:initially|originally|at\s+first|once|earlier|until\s+\w+)"
_WHOSE = r"(?:(?:his|her|its|their|an?|the|[\w.-]+['’]s?|the\s+[\w-]+['’]s?)\s+)?"
_TOLD = r"(?:told|assured)\s+(?:us|them|me|everyone|reporters|journalists|the\s+\w+)|(?:was|were)\s+told"
_CASELESS = ("who", "after", "remember")
"""Shapes that may begin a sentence or stand in it."""


@cache
def times() -> tuple[str, str]:
    """Patterns for words that set something against now, and for those that only date it."""
    names = "|".join(sorted((name for name in calendar() if len(name) > 2), key=lambda one: (-len(one), one)))
    strong = (
        rf"(?:{recalled().strong}|{GAP}\s+(?:more\s+)?(?:ago|earlier|before|previously)"
        rf"|for\s+(?:{_NUMBER}\s+)?(?:days|weeks|months|years)|on\s+day\s+\w+"
        rf"|(?:only|just|still|as\s+recently\s+as|as\s+late\s+as|until)\s+(?:last\s+|this\s+)?"
        rf"(?:{names}|{_SEASONS}|yesterday))"
    )
    weak = (
        r"(?:(?:in|on|last|this|at)\s+(?:the\s+)?(?:early\s+|late\s+|first\s+|last\s+)?"
        rf"(?:{names}|{_SEASONS}|time|day)|earlier)"
    )
    return strong, weak


@cache
def shapes() -> dict[str, re.Pattern[str]]:
    """The shapes, by name."""
    book, (strong, weak) = recalled(), times()
    past = book.held(book.past)
    running = "(?:" + "|".join(f"(?P<{kind}_ing>{book.ing[kind]})" for kind in HELD) + r")(?!\w)"
    adverb = rf"(?:(?:{book.between}|{strong}|{weak}|ever|never|\w+ly),?\s+)*"
    time = rf"(?P<time>(?:{strong}|{weak}),?\s+)"
    lead = rf"[“\"'‘]?(?:(?:{book.remember}),?\s+|(?:But|And|Yet|Still|So),?\s+)?"
    done = rf"(?:(?P<had>had|has|have|having)\s+(?:been\s+)?)?{adverb}{past}"
    verb = rf"(?:{done}|(?:was|were)\s+{adverb}{running}|{_WOULD})"
    said = rf"(?:{adverb}(?:said|promised|swore|vowed|repeated|insisted)|{_TOLD})\b"
    made = {
        "who": rf"\b(?:who|which)\s+{time}?{verb}",
        "time": rf"^{lead}{time}(?P<subject>[^,;:.]{{2,80}}?)\s+{verb}",
        "quoted": rf"^{lead}{time}(?P<subject>it|he|she|they|that|this)\s+(?:was|were)\s+[“\"']",
        "had": rf"^{lead}{_SUBJECT}\s+had\s+(?P<adverb>{adverb}){past}",
        "still": rf"^{lead}{_SUBJECT}\s+(?:was|were)\s+still\s+{adverb}{running}",
        "remember": rf"^(?:{book.remember}),?\s+{_SUBJECT}\s+(?:{running}|(?:had\s+)?{adverb}{past}|{_WOULD})",
        "first": rf"^{lead}{_SUBJECT}\s+(?<!was\s)(?<!were\s)(?<!been\s)(?:had\s+)?"
        rf"(?:initially|originally|at\s+first|first)\s+{past}(?!\s+by\b)",
        "after": rf"\b(?:{GAP}\s+after|after\s+(?:{_NUMBER}\s+)?(?:hours|days|weeks|months|years)\s+of"
        r"|[Aa]fter\s+(?:long|first|initially|repeatedly|earlier|always|having))"
        rf"\s+(?:having\s+)?{adverb}(?:{running}|{past})",
        "after_he": rf"\b{GAP}\s+after\s+(?:he|she|it|they)\s+(?:had\s+)?{adverb}{past}",
        "after_never": rf"\b{GAP}\s+after\s+[^,;:“\"]{{2,60}}?\s+{_NEVER}\s",
        "object": rf"\b(?:that|which|something)\s+{_WHO}"
        rf"\s+(?:had\s+(?:{book.between}|{strong}|{weak})\s+|{_FIRST}\s+){adverb}{past}",
        "said_no": rf"^{lead}(?P<subject>[^;:.,“\"]{{2,80}}?)"
        rf"\s+(?:(?:had\s+)?{said}|(?P<would>would\s+never|would\s+not))",
        "noun": rf"\b(?P<up>{book.given_up})\s+{_WHOSE}{book.earlier}\s+{book.position}"
        r"\s+(?:that|to|of|over|about|not|on|against)\s+",
    }
    return {name: re.compile(pattern, re.I if name in _CASELESS else 0) for name, pattern in made.items()}


@cache
def hint() -> re.Pattern[str]:
    """What a sentence must have that recalls something; looked for before any shape is tried."""
    return re.compile(
        r"\b(?:who|which|had|having|after|ago|earlier|previous|initial|initially|originally|at\s+first|first|still|until|once"
        r"|beginning|outset|said|told|swore|promised|insisted|repeated|would|remember|recall)\b",
        re.I,
    )
