"""Who wrote a page and who took its pictures, as its lines say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.extract.agencies import NONE, Known, agency
from onrecord.extract.cues import word_list
from onrecord.extract.daywords import find_days
from onrecord.extract.lines import Line
from onrecord.extract.outlets import ENOUGH, masthead_votes

_BY = re.compile(
    r"^(?:(?:words|text|story|article|review|analysis|reporting|reported|written|posted|published|authors?|opinion)"
    r"(?: by)?:? ?|)"
    r"(?:by|von|par|por|di)\b:? +(?=\S)|^(?:text by|written by|author|authors|autor|auteur|story by|words by):? +",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:by|written by|author|authors|text by|von|par|por|story by|words by|posted by)[: ]*$", re.IGNORECASE
)
_TAIL = re.compile(
    r"\s*(?:[|•·»›/(\[–—]| - |,? (?:for|in|at|on|from|of|published|updated|posted|special to|"
    r"follow|staff|senior|contributing|"
    r"editor|reporter|"
    r"correspondent|writer|columnist|contributor|tech|political|chief|national|digital|associate|executive|managing|"
    r"news|freelance|guest|"
    r"opinion|view|link|copy|share|email|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)\b|\d|@|https?:).*$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\bwith\b|\+)\s*", re.IGNORECASE)
_NAME_WORD = re.compile(
    r"^(?:[^\W\d_]\.){1,3}$|^(?:(?:d|l|o|mc|mac|de|di|la|le|van|von|der|den|del|da|dos|du|el|al|bin|ibn|ben|st)['’.]?)$|^[^\W\d_](?:[^\W\d_]|['’.-])*$",
    re.IGNORECASE,
)
_NOT_A_NAME = word_list("no_name")
_GLUED = re.compile(
    r"(?<=[^\W\d_A-Z])(?=(?:Published|Updated|Posted|Staff|Senior|Contribut|Editor|Reporter|View|Follow|Link|Read|[A-Z]{2,}))"
)
_DEGREE = re.compile(r",?\s+(?:ph\.?d|m\.?d|j\.?d|m\.?a|mba|r\.?d|esq|jr|sr)\.?$", re.IGNORECASE)
_CREDIT_LABEL = re.compile(
    r"^(?:\(?(?:photos?|images?|pictures?|photograph|credits?|photo credits?|"
    r"image credits?|foto|bild|illustration|graphic|video)"
    r"(?: (?:by|courtesy of|courtesy|copyright|credit|via))?[:/ ]+)(?=\S)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:,|[|•·]| - )\s*")
_PARTED = re.compile(r"\s*(?:/|\||,| [-–—] |\bvia\b)\s*")
_BOLD = re.compile(r"\*\*([^*]{3,60})\*\*$")
_CREDIT_REACH = 300
"""Characters at a line's end in which its credit is looked for; captions are shorter."""
_SIGN = re.compile(r"(?:^|[.!?)\"”]\s+|\s\(|\s[-–—]\s|\*\*)([^.!?()*]{2,60}?)\)?\**\.?$")


def person_names(words: str) -> list[str]:
    """The persons that the words of a byline name; what is no person's name is left out."""
    words = _before_date(_BY.sub("", words.strip(" \t\xa0*_|•·")).strip())
    found: list[str] = []
    for part in _AND.split(_DEGREE.sub("", words)):
        name = _TAIL.sub("", part).strip(" \t\xa0.,:;*_|•·-–—")
        if is_person(name):
            found.append(name if not name.isupper() else name.title())
    return list(dict.fromkeys(found))


def _before_date(words: str) -> str:
    """The words before a date or a word that the page glued to the name (*Jane RoePublished*)."""
    days = find_days(words)
    if days:
        words = words[: days[0].start]
    return _GLUED.split(words)[0]


def is_person(name: str) -> bool:
    """Whether the words have the form of a person's name: two to five capitalised words, none that names an office."""
    words = name.split()
    if not 2 <= len(words) <= 5 or len(name) > 45 or agency(name):
        return False
    if any(word.casefold().strip(".") in _NOT_A_NAME for word in words) or not all(
        _NAME_WORD.match(word) for word in words
    ):
        return False
    return words[0][0].isupper() and words[-1][0].isupper()


def byline_words(lines: Sequence[Line], furniture: Iterable[int]) -> list[tuple[int, str]]:
    """What stands after *By*: (number of the line, words), a label on a line of its own included."""
    found: list[tuple[int, str]] = []
    for number in furniture:
        line = lines[number].shown
        if len(line) > 160:
            continue
        if match := _BY.match(line):
            found.append((number, line[match.end() :]))
        elif number and _LABEL.match(lines[number - 1].shown):
            found.append((number, line))
    return found


def lone_names(lines: Sequence[Line], numbers: Sequence[int]) -> list[tuple[int, str]]:
    """Lines that are a person's name beside a date or the words of a byline: a byline without *By*."""
    found: list[tuple[int, str]] = []
    for number in numbers:
        line = lines[number].shown
        if len(line) > 80 or not line[:1].isupper():
            continue
        beside = [lines[place] for place in (number - 1, number + 1) if 0 <= place < len(lines)]
        dated = any(len(other.raw) < 80 and find_days(other.raw) for other in beside)
        if not dated and not find_days(line):  # most lines of a page: no date, no name to look for
            continue
        head = _before_date(_PARTS.split(line)[0]).strip()
        if is_person(head) and masthead_votes(head) < ENOUGH and (dated or head != line):
            found.append((number, head))
    return found


def credit_of(line: Line, known: Known = NONE) -> str | None:
    """The picture credit that a line of furniture is, or ends with: *AP - Jane Roe*, *The palace at dawn. AFP*.

    ``known`` are agencies that the page itself shows to be some.
    """
    shown = line.shown.strip(" ()*") if len(line.shown) <= _CREDIT_REACH else ""
    if match := _CREDIT_LABEL.match(shown):
        rest = shown[match.end() :].strip(" )*.")
        bare = match.group().strip(" (").isalpha()
        if not bare or is_person(rest) or _credits_agency(rest, known):  # *Photos of the Week* credits nobody
            return rest if 2 <= len(rest) <= 60 else None
    if 0 < len(shown) <= 60 and _credits_agency(shown, known):
        return shown
    if match := _SIGN.search(line.shown[-_CREDIT_REACH:]):
        tail = _CREDIT_LABEL.sub("", match.group(1).strip())
        if _credits_agency(tail, known):
            return tail
    if match := _BOLD.search(line.raw[-_CREDIT_REACH:]):
        return match.group(1).strip() if _credits_agency(match.group(1), known) else None
    return None


def _credits_agency(words: str, known: Known) -> bool:
    """Whether the words are an agency, alone or beside a person's name."""
    parts = [part.strip() for part in _PARTED.split(words) if part.strip()]
    if not parts or len(parts) > 4:
        return False
    return any(
        agency(part, known) or part.casefold().endswith(("getty images", " images", "getty")) for part in parts
    ) and all(
        agency(part, known)
        or is_person(part)
        or part.casefold() in ("getty images", "getty", "pool", "file", "via getty images")
        or len(part.split()) <= 3
        for part in parts
    )
