"""The shapes of sentences that tell what brought a mishap about, or what it was: patterns made of ``accounts.toml``.

The groups of a shape are ``effect``, the words for the mishap; ``cause``, those for what brought it about; ``not``,
where it is denied; and ``more``, words behind the mishap that may say of which kind it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.accounts import account_words
from onrecord.codebooks.disputes import disputes

_BE = r"(?:was|were|is|are|had\s+been|has\s+been|have\s+been)"
_NOT = r"(?P<not>\s+not|n['’]t|\s+never|\s+in\s+no\s+way|\s+no\s+longer)?"
_NO = r"(?P<not>\s+not|n['’]t|\s+never|\s+no\s+longer|\s+no(?=\s))?"
_ONLY = r"(?:\s+(?:entirely|solely|simply|clearly|only|directly|purely|in\s+fact|actually))?"
_MAIN = r"(?:real\s+|true\s+|only\s+|sole\s+)?"
_HAVE = r"(?:(?:has|have|had)\s+)?"
_OF = r"(?:\s+(?:as\s+(?:the|a)\s+cause\s+of|in|behind)\s+(?P<effect>[^;,]{2,90}))?"
"""The mishap behind what was ruled out as its cause."""
_LEADING = re.compile(r"\A(\(\?P<\w+>)\[\^[;,]+\]\{\d+,\d+\}\?")
"""The stretch of any words that a shape begins with."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """All shapes, and what spares most sentences the trial."""

    causes: tuple[re.Pattern[str], ...]
    """Sentences that name a cause: *was caused by a gas leak*."""
    natures: tuple[re.Pattern[str], ...]
    """Sentences that say what a mishap was: *was set on purpose*, *ruled out sabotage*."""
    cause: re.Pattern[str]
    """What a sentence that names a cause has."""
    nature: re.Pattern[str]
    """What a sentence that says what a mishap was has."""
    denying: re.Pattern[str]
    """Words in front of a mishap that deny what is said of it."""
    so_far: re.Pattern[str]
    """Words that leave a denial open."""
    ends: re.Pattern[str]
    """What the words for a cause end with."""
    pronoun: re.Pattern[str]
    """Words that stand for a cause named elsewhere."""


@cache
def shapes() -> Shapes:
    """The shapes, made once.

    Raises:
        UsageError: if a codebook is malformed; the message names file, line and reason.
    """
    word = account_words()
    nature = disputes().nature
    return Shapes(
        causes=tuple(map(re.compile, _of_causes())), natures=tuple(map(re.compile, _of_natures())),
        cause=re.compile(rf"\b(?:{word.did}|{word.through}|{word.clues})\b"),
        nature=re.compile(rf"\b(?:{nature}|{word.own_hand})(?!\w)", re.I),
        denying=re.compile(rf"\b{word.denying}\b"), so_far=re.compile(rf"\b{word.so_far}\b", re.I),
        ends=re.compile(rf",|\s[–—]\s|[“”\"]|\bon\s+(?=[A-Z]\w+day\b)|\b{word.ends}\b"),
        pronoun=re.compile(rf"^(?:the\s+)?{word.pronouns}\b", re.I),
    )  # fmt: skip


@cache
def core(shape: re.Pattern[str]) -> re.Pattern[str]:
    """A shape without the stretch that it begins with: most sentences lack the rest, and that is soon found out."""
    return re.compile(_LEADING.sub(r"\1", shape.pattern))


def _of_causes() -> tuple[str, ...]:
    """Patterns of sentences that name a cause, the surest first."""
    word = account_words()
    return (
        rf"(?P<effect>[^;]{{2,200}}?),?\s+{_BE}{_NOT}{_ONLY}\s+(?:{word.did}\s+by|{word.through})\s+(?P<cause>[^;]{{3,160}})",
        rf"(?P<effect>[^;]{{2,200}}?)\s+{word.arose}\s+{word.out_of}\s+(?P<cause>[^;]{{3,160}})",
        rf"(?P<effect>[^;]{{2,160}}?\b{word.befell})(?P<more>[^;]{{0,40}}?)\s+{word.because}\s+(?P<cause>[^;]{{3,160}})",
        rf"\b[Tt]he\s+{_MAIN}(?:cause|reason)\s+(?:of|for|behind|why)\s+(?P<effect>[^;]{{2,80}}?)\s+"
        rf"{_BE}{_NOT}\s+(?P<cause>[^;]{{3,160}})",
        rf"\b{word.traced}\s+(?P<effect>[^;]{{2,90}}?)\s+(?:back\s+)?(?:to|on)\s+(?P<cause>[^;]{{3,120}})",
        rf"(?P<effect>[^;]{{0,60}}?\b{word.beasts}[^;,]{{0,60}}?)\s+{_BE}{_NOT}\s+killed\s+by\s+(?P<cause>[^;]{{3,160}})",
        rf"(?P<cause>[^;,]{{3,90}}?)\s+{_HAVE}(?:made|makes)\s+(?P<effect>[^;,]{{2,60}}?\b{word.made_to})\b",
        r"\bblam(?:ed|es|ing)\s+(?P<effect>[^;]{2,90}?)\s+on\s+(?P<cause>[^;]{3,120})",
        r"\battribut(?:ed|es|ing)\s+(?P<effect>[^;]{2,120}?)\s+to\s+(?P<cause>[^;]{3,120})",
        r"\bput(?:s|ting)?\s+(?P<effect>[^;]{2,90}?)\s+down\s+to\s+(?P<cause>[^;]{3,120})",
        r"\bblam(?:ed|es|ing)\s+(?P<cause>[^;,]{3,60}?)\s+for\s+(?P<effect>[^;]{2,90})",
        rf"(?P<cause>[^;,]{{3,90}}?)\s+{_BE}{_NOT}\s+(?:to\s+blame\s+for|responsible\s+for|behind|the\s+{_MAIN}(?:cause|reason)"
        r"\s+(?:of|for|behind)|the\s+(?:real\s+|true\s+|only\s+)?reason\s+why|at\s+fault\s+for)\s+(?P<effect>[^;]{2,90})",
        r"(?P<effect>[^;,]{2,90}?)\s+(?P<not>(?:had|has|have)\s+nothing\s+to\s+do)\s+with\s+(?P<cause>[^;]{3,120})",
        rf"(?P<cause>[^;,]{{3,90}}?)\s+{_BE}{_NOT}\s+(?:to\s+blame|at\s+fault)(?=\s*(?:[.,”]|$|and\b))(?P<effect>(?!))?",
        rf"(?P<cause>[^;,]{{3,90}}?)\s+(?P<not>{_HAVE}(?:played|plays|play)\s+no\s+(?:part|role)"
        r"|(?:had|has|have)\s+(?:no|nothing)\b(?:\s+(?:part|role|hand|share))?|did\s+not\s+(?:cause|trigger|start))"
        r"(?:\s+(?:in\s+|to\s+do\s+with\s+|with\s+)?(?P<effect>[^;]{2,90}))?",
        rf"(?P<cause>[^;,]{{3,90}}?)\s+{_HAVE}{word.pulled}\s+(?P<effect>[^;,]{{2,60}}?)\s+down\b",
        rf"(?P<cause>[^;,]{{3,90}}?)\s+{_HAVE}{word.did}\s+(?P<effect>(?:the|that|this|his|her|its|their|it|[A-Z])[^;]{{0,90}})",
    )


def _of_natures() -> tuple[str, ...]:
    """Patterns of sentences that say what a mishap was."""
    word = account_words()
    nature = rf"(?P<cause>{disputes().nature})(?!\w)(?!\s+by\s)"
    kind = rf"(?:(?:an?|the)\s+)?(?:{word.instance}\s+of\s+)?(?:{word.colouring}\s+)?"
    viewed = rf"(?:(?:being\s+)?{word.viewed}\s+as\s+)"
    return (
        rf"(?P<not>\b[Tt]here\s+(?:was|were|is|had\s+been|has\s+been)\s+no)\s+{kind}{nature}{_OF}",
        rf"(?P<effect>[^;]{{2,200}}?)\s+{_BE}{_NO}{_ONLY}\s+{viewed}?{kind}(?:(?:{word.made}|{word.did})\s+)?{nature}",
        r"\b(?:(?P<not>not\s+(?:being\s+)?|n['’]t\s+)?(?:treat(?:s|ing|ed)?|regard(?:s|ing|ed)?|describ(?:es|ing|ed)))"
        rf"\s+(?P<effect>[^;]{{2,90}}?)\s+as\s+{kind}{nature}",
        rf"(?P<cause>[^;,]{{0,60}}?\b{disputes().nature})(?!\w)"
        rf"\s+(?P<not>(?:had|has|have)\s+been\s+ruled\s+out|(?:was|were)\s+ruled\s+out){_OF}",
        rf"(?P<not>\brul(?:ed|es|ing)\s+out)\s+(?:any\s+)?{kind}{nature}{_OF}",
        r"(?P<not>\bno\s+(?:evidence|sign|signs|indication|indications|trace|traces)\s+(?:of|that\s+(?:it|this)\s+(?:was|were)))"
        rf"\s+(?:any\s+)?{kind}{nature}(?:\s+(?:in|behind)\s+(?P<effect>[^;,]{{2,90}}))?",
        rf"(?P<effect>[^;]{{2,120}}?)\s+{_HAVE}(?P<not>(?:did\s+)?not\s+)?(?P<cause>{word.own_hand})",
    )
