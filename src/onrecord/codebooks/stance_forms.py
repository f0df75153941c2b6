"""The forms of sentences that take a side, and where their parts end: patterns of ``stances.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, any_of, book
from onrecord.codebooks.stances import Stances, parse_stances

_EDGES = (
    "be", "adverbs", "ends", "ends_joined", "said_in", "said_at", "spans", "says", "no_thing", "noun_before", "places",
    "clause", "helping", "musts", "branding", "supports", "harms", "helps", "all", "triggers",
    "worsens", "betters", "brings", "takes", "goods", "evils", "better", "worse",
)  # fmt: skip
_LEFT = r"(?P<matter>[^;]{3,140}?)"
"""A matter that stands before the words for the side."""
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class StanceForms:
    """The patterns."""

    forms: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]
    """The forms of sentences that take a side, each with its kind and with what most sentences lack of it.

    Groups: ``side`` (the words that take it), ``matter``, ``neg`` and ``neg2``, ``whom`` (who is told to do it),
    ``done`` (what is to be done with the matter), ``more`` (what stands behind that)."""
    trigger: re.Pattern[str]
    """What a sentence that takes a side has."""
    ends: re.Pattern[str]
    """What ends a matter that stands behind the words for the side."""
    says: re.Pattern[str]
    """What ends the words before a matter that stands in front of them."""
    no_thing: re.Pattern[str]
    """What begins no thing that somebody is for."""
    noun_before: re.Pattern[str]
    """What makes of the word behind it a noun."""
    places: re.Pattern[str]
    """What ends the noun of a matter."""
    clause: re.Pattern[str]
    """What stands in no phrase for people."""
    helping: str
    """A pattern for helping verbs and adverbs before a verb."""


@cache
def stance_forms() -> StanceForms:
    """The patterns, read once.

    Raises:
        UsageError: if the codebook is malformed; the message names file, line and reason.
    """
    return parse_stance_forms(book("stances.toml"))


def parse_stance_forms(found: Book) -> StanceForms:
    """The patterns of a codebook.

    Raises:
        UsageError: if a list is missing, or holds anything but words in lower case.
    """
    edges, words = found.grouped("edges", _EDGES), parse_stances(found)
    musts = any_of(edges["musts"])
    trigger = "|".join((
        words.verbs, words.being, words.wanting, words.advising, words.verdicts,
        rf"{musts}(?=\s)", any_of(edges["triggers"]),
        rf"(?:would|will)\s+(?:only\s+|not\s+|\w+ly\s+)?{_effecting(edges)}",
    ))  # fmt: skip
    behind = (
        rf"(?:\s*,?\s*(?:who|which|that))?(?:\s+(?:{any_of(edges['helping'])}|\w+ly|on\s+\w+day|last\s+\w+|this\s+\w+)"
        r"|(?:did|does|do|would|will|has|have|had|is|are|was|were)n['’]t)*\s*"
    )
    return StanceForms(
        tuple(
            (kind, re.compile(form), re.compile(form.removeprefix(_LEFT)))
            for kind, form in _forms(words, edges).items()
        ),
        re.compile(rf"(?<!\w)(?:{trigger})(?!\w)", re.I),
        _ends(edges),
        re.compile(rf"\b(?:{any_of(edges['says'])}|told\s+(?:(?:the|an?|his|her|its|their)\s+)?\w+)\s|[,;:“”\"]"),
        re.compile(rf"{any_of(edges['no_thing'])}\b", re.I),
        re.compile(rf"(?:\b{any_of(edges['noun_before'])}|['’]s?|-)\s*$", re.I),
        re.compile(rf"\s{any_of(edges['places'])}\s", re.I),
        re.compile(rf"\b{any_of(edges['clause'])}\b", re.I),
        behind,
    )  # fmt: skip


def _effecting(edges: Mapping[str, list[str]]) -> str:
    """A pattern for the verbs of what a matter would do."""
    return rf"(?:{'|'.join(any_of(edges[key]) for key in ('worsens', 'betters', 'brings', 'takes'))}|make)(?=\s)"


def _effect(edges: Mapping[str, list[str]], good: bool) -> str:
    """A pattern for what a matter would do that is good, or bad: *bring new trade*, *cost jobs*, *make it fairer*."""
    wins, loses = (any_of(edges[key]) for key in (("goods", "evils") if good else ("evils", "goods")))
    which = r"(?:(?:thousands\s+of|hundreds\s+of|[a-z]+)\s+){0,2}"
    plain = any_of(edges["betters" if good else "worsens"])
    made = any_of(edges["better" if good else "worse"])
    return (
        rf"(?:{any_of(edges['brings'])}\s+{which}{wins}|{any_of(edges['takes'])}\s+{which}{loses}"
        rf"|make\s+[^,.;]{{2,40}}?\s+{made}|{plain}\s+(?!to\b|with\b|themselves\b|himself\b)[\w’']+)"
    )


def _ends(edges: Mapping[str, list[str]]) -> re.Pattern[str]:
    """What ends a matter."""
    weekday = rf"(?:{'|'.join(day.capitalize() for day in _DAYS)})(?!\s+(?!morning|evening)[a-z]+(?:s|ing)\b)"
    return re.compile(
        rf"[,;:“”\"—]|\s[–-]\s|\s(?:{any_of(edges['ends'])}"
        rf"|in\s+(?:a|an|his|her|their|its)\s+(?:\w+\s+){{0,2}}{any_of(edges['said_in'])}"
        rf"|at\s+(?:a|an|the)\s+(?:\w+\s+){{0,2}}{any_of(edges['said_at'])}"
        rf"|(?:last|this|next)\s+{any_of(edges['spans'])}"
        rf"|(?:on|since|last|next|until|from)\s+(?:\w+\s+)?{weekday}"
        rf"|and\s+(?:{any_of(edges['ends_joined'])}|\w+ed))\b",
    )


def _behind(words: Stances, edges: Mapping[str, list[str]], adverbs: str, no: str) -> dict[str, str]:
    """The forms with the matter first and behind it who takes a side, or what it deserves."""
    left = _LEFT
    passive = r"(?:is|are|was|were|(?:has|have|had)\s+been)"
    held = rf"the\s+(?:\w+\s+)?(?P<held>{any_of(edges['supports'])})"
    return {
        "deserved": (
            rf"{left}\s+(?:deserves?|deserved|merits?|merited)\s+(?P<neg>no\s+)?(?:to\s+be\s+)?"
            r"(?:approval|support|backing|consent|approved|supported|backed|accepted)\b"
        ),
        "by": rf"{left}\s+{passive}{no}{adverbs}\s+(?P<side>{words.suffered})(?:\s+on\s+\w+day)?\s+by\s+",
        "backing": rf"{left}\s+(?:has|have|had|enjoys?|enjoyed|won|received)\s+(?P<neg>not\s+)?{held}\s+of\s+",
    }


def _effects(edges: Mapping[str, list[str]], adverbs: str, no: str) -> dict[str, str]:
    """The forms of what a matter would do, and of doing without it."""
    told, left = r"(?P<matter>[^;]{3,200})", _LEFT
    may = rf"(?:would|will)(?P<neg>\s+not|\s+never|n['’]t)?{adverbs}(?:\s+only|\s+just)?"
    bad, good = _effect(edges, False), _effect(edges, True)
    return {
        "bad_effect": rf"{left}\s+{may}\s+(?P<bad>{bad})(?!\w)",
        "good_effect": rf"{left}\s+{may}\s+{good}(?!\w)",
        "without": (
            rf"(?<!\w)(?:(?P<neg>(?:could|can)\s*(?:not|never))|can|could|would)\s+"
            rf"(?P<bad>do\s+(?:(?:very|quite)\s+)?(?:well\s+)?|be\s+better\s+off\s+)without\s+{told}"
        ),
        "worse_off": rf"(?<!\w)(?:would|will)\s+be\s+(?:worse\s+off|lost|poorer)\s+without\s+{told}",
        "wants": (
            rf"{left}\s+(?:is|was|are|were){no}\s+(?:something|what|a\s+thing)\s+(?:that\s+)?[^,.;]{{2,40}}"
            r"\s+(?:need|want)(?:s|ed)\b"
        ),
    }


def _needs() -> dict[str, str]:
    """The forms by which a matter is needed, or not."""
    told = r"(?P<matter>[^;]{3,200})"
    need = (
        r"\b(?:[Tt]here\s+(?:is|was|[’']s)\s+(?P<neg>no\s+)?(?:a\s+)?(?:need|case|reason|justification)\s+for"
        r"|ha(?:s|d|ve)\s+(?P<neg2>no)\s+need\s+(?:of|for))\s+"
    )
    needed = (
        r"(?:\b(?P<neg>[Nn]obody\s+needs|[Nn]o\s+one\s+needs|(?:do|does|did)(?:n['’]t|\s+not)\s+need)|\bneed(?:s|ed)?)"
        r"\s+(?!to\b|for\b|of\b)"
    )
    return {
        "need": f"{need}{told}",
        "needed": f"{needed}{told}",
        "shall": rf"\b[Tt]here\s+(?:should|must|ought\s+to|has\s+to|had\s+to)\s+be\s+(?P<neg>no\s+)?{told}",
    }


def _forms(words: Stances, edges: Mapping[str, list[str]]) -> dict[str, str]:
    """The forms of sentences that take a side, by kind; of some words the first that fits counts."""
    be = rf"(?:{any_of(edges['be'])}|[’']s|[’']m|[’']re)"
    adverbs = rf"(?:\s+(?:\w+ly|{any_of(edges['adverbs'])}))*"
    told, left = r"(?P<matter>[^;]{3,200})", _LEFT
    side, no = r"(?<!\w)(?P<side>{})\s+", r"(?P<neg>\s+not|\s+never|\s+no\s+longer|n['’]t)?"
    whom, done = r"(?P<whom>(?:[^\s,;]+\s+){1,6}?)", rf"(?:be\s+)?(?P<done>{words.done})(?!\w)"
    to, must = r"(?:to|should)\s+", r"(?:should|must|ought\s+to|needs?\s+to|has\s+to|have\s+to)"
    so = r"(?:is|was|are|were|would\s+be|will\s+be|would\s+have\s+been)"
    purpose = r"if(?![^,;.]{3,60}?\b(?:is|are|was|were)\s+to\b)"  # Vital if the lights are to stay on: no condition.
    whole = r"country|nation|region|city|town|island|people|economy|club|party"
    partly = rf"for(?!\s+(?:(?:the|our|its|this)\s+)?(?:{whole}|[A-Z]\w+)\b)"  # Necessary for some; for the country.
    after = (
        rf"(?!\w)(?!\s+(?:to(?!\s+(?:the|our|its|this)\s+(?:{whole}))|that|{purpose}|about|{partly}|in|because\s+of))"
    )
    verdict = rf"(?:\w+\s+and\s+)?(?P<side>{words.verdicts}){after}"
    advise = side.format(words.advising)
    brand = rf"(?<!\w)(?P<brand>{any_of(edges['branding'])})\s+(?P<matter>[^;,:“”\"]{{3,140}}?)\s+(?:as\s+)?"
    harms = any_of(edges["harms"]).replace("(?:", "(?P<bad>", 1)
    for_all = rf"(?:{harms}|{any_of(edges['helps'])})\s+{any_of(edges['all'])}"
    backing = rf"(?P<neg>not\s+)?(?:my|our|his|her|their|its)\s+(?:\w+\s+)?{any_of(edges['supports'])}"
    lasts = rf"(?P<done>{any_of(words.lasting)})(?!\s+{words.elsewhere}(?!\w))"
    return {
        "wanted": rf"{side.format(words.wanting)}(?:for\s+)?(?P<matter>[^;]{{3,200}}?)\s+(?:to\s+)?{done}",
        "wanting": rf"{side.format(words.wanting)}to\s+{told}",
        "advised": rf"{advise}(?:that\s+)?{whom}(?P<neg>(?:should\s+)?not\s+)?{to}(?P<neg2>not\s+)?{told}",
        "warned": rf"{advise}{whom}against\s+{told}",
        "should": rf"{left}\s+{must}{no}{adverbs}\s+{done}(?P<more>[^,;.“”\"]{{0,80}})",
        "verdict": rf"{left}\s+{so}{no}{adverbs}\s+{verdict}",
        "lasting": rf"{left}\s+{must}{no}{adverbs}\s+{lasts}(?P<more>[^,;.“”\"]{{0,60}})",
        "branded": f"{brand}{verdict}",
        "supported": rf"{left}\s+(?:has|have|had|enjoys|enjoyed)\s+{backing}\b",
        **_behind(words, edges, adverbs, no),
        "sense": rf"{left}\s+(?:makes|made|would\s+make)\s+(?P<neg>no\s+|little\s+)?sense\b",
        "effect": rf"{left}\s+would\s+{for_all}\b",
        **_effects(edges, adverbs, no),
        **_needs(),
        "alternative": rf"\b(?:no|without\s+an?)\s+alternatives?\s+to\s+{told}",
        "being": rf"(?<!\w){be}{no}{adverbs}\s+(?P<side>{words.being})\s+{told}",
        "side": f"{side.format(words.verbs)}{told}",
    }
