"""Quantities in a paragraph: number, unit, range and limiting words, before the parse has its say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.annotate.figures_words import FigureWords, figure_words
from onrecord.annotate.numbers import number_words, parse_number, search_near

WINDOW = 60
"""Characters on each side of a number that are looked at: bounded, so that no text takes quadratic time."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a paragraph with what stands right beside it. All places count in the paragraph."""

    start: int
    """First character, limiting words left out."""
    end: int
    """One past the last character of number and unit."""
    number_end: int
    """One past the number, its scale included."""
    low: float
    """The number, or the lower end of a range."""
    high: float | None
    """The upper end of a range or of a vague word; ``None`` for a plain number."""
    unit: str | None
    """Unit or currency, or ``None``."""
    qualifier: str | None = None
    """Limiting words, as they stand."""
    qualifier_start: int | None = None
    """Where the limiting words begin, if they stand before."""
    sign: str = "="
    """What the limiting words do: ``= ~ > <``."""
    vague: bool = False
    """Whether the number is a vague word (*dozens*)."""
    bare_m: bool = False
    """Whether it ends in a lone *m*: metres, or millions of what follows."""
    share: bool = False
    """Whether it is a part of a whole (*half*, *one in five*)."""


def read_quantities(text: str, clues: Sequence[tuple[int, str]]) -> list[Quantity]:
    """The quantities of a paragraph in text order, ranges joined.

    Args:
        text: the paragraph.
        clues: its words with their places (:func:`onrecord.annotate.parsing.words_of`).
    """
    words = figure_words()
    found = [item for item in _numbers(text, words, clues) if item is not None]
    if folds := {item.start: item for item in _folds(text)}:
        found = sorted([*folds.values(), *(i for i in found if i.start not in folds)], key=lambda item: item.start)
    return [_limited(item, text, words) for item in _ranges(_ratios(found, text), text)]


def _numbers(text: str, words: FigureWords, clues: Sequence[tuple[int, str]]) -> Iterator[Quantity | None]:
    """Every number with its unit.

    The pattern is slow where there is no number, so it is tried only around digits and words of number.
    """
    stretches = [
        (start - _BEFORE_CLUE, start + len(word) + 1)
        for start, word in clues
        if word[0].isdigit() or word.removeprefix("-") in words.clues
    ]
    stretches += [(sign.start() - _BEFORE_CLUE, sign.end()) for sign in _FRACTION_SIGN.finditer(text)]
    for match in search_near(words.number, text, sorted(stretches)):
        yield _number(text, match, words)


_BEFORE_CLUE = 24
_FRACTION_SIGN = re.compile("[½¼¾]")


def _number(text: str, match: re.Match[str], words: FigureWords) -> Quantity | None:
    """One number with its unit, or ``None`` if it is glued to a word."""
    end = match.end("num")
    raw, suffix = match["num"], (match["suffix"] or "").strip().lower()
    unit, start = _currency(match, words)
    bare_m = False
    if suffix in ("m", "b") and unit is None and not _is_scale(raw, text[end : end + WINDOW], words):
        raw, end, bare_m = raw[:-1], end - 1, suffix == "m"
    low, high, vague = _value(raw, suffix)
    if low is None:
        return None
    if match["sign"] and match["sign"] not in "+±":
        glued = bool(re.search(r"[\w)]$", text[max(0, start - 1) : start]))
        if glued and not match["sign"].lower().startswith("minus"):
            start += 1
        else:
            low = -low
    number_end = end
    share = suffix == "" and " ".join(raw.lower().split()) in number_words().fractions
    part = _OF_ONE.match(text, end) if share else None
    follows = words.unit.match(text, part.end() if part else end)
    if unit is None and follows:
        unit, end = _unit_of(follows, words), follows.end()
    elif unit and follows and _unit_of(follows, words) == unit:
        end = follows.end()
    elif unit and (repeat := re.match(r"(?:[mb]n?)\b", text[end : end + 4])):
        end += repeat.end()
    if unit == "lb" and suffix in ("million", "billion", "m", "bn", "trillion"):
        unit = "GBP"
    if end == number_end and re.match(r"\w", text[end : end + 1]):
        return None
    if unit is None and (strength := _STRENGTH.search(text, max(0, start - WINDOW), start)):
        unit, start = "magnitude", strength.start()
    unit, end = _rate(unit, end, text, words)
    unit, end = _age(unit, end, text)
    share = share and unit is None
    return Quantity(start, end, number_end, low, high, unit, vague=vague, bare_m=bare_m and unit == "m", share=share)


_OF_ONE = re.compile(r"\s+an?(?=\s)", re.I)
_STRENGTH = re.compile(r"\bmagnitude(?:\s+of)?[\s-]{1,2}$", re.I)


def _currency(match: re.Match[str], words: FigureWords) -> tuple[str | None, int]:
    """The currency before a number, and where the figure begins. *a $5 levy* is no Australian dollar."""
    sign = match["cur"]
    if not sign:
        return None, match.start()
    if sign[0] in "as" and sign[1:2] == " ":
        return "USD", match.start() + 2
    return words.signs[sign.lower()], match.start()


def _is_scale(raw: str, after: str, words: FigureWords) -> bool:
    """Whether a lone *m* or *b* after digits means millions or billions: *4.3M*, *12.3m tonnes*."""
    if raw[-1] in "MB":
        return not re.match(r"(?:ps|Hz|/)", after)
    return words.unit.match(after) is not None and after[:1] == " "


def _value(raw: str, suffix: str) -> tuple[float | None, float | None, bool]:
    """Lower end, upper end and vagueness of the words of a number."""
    vague = number_words().vague.get(" ".join(raw.lower().split()))
    if vague:
        return vague[0], vague[1], True
    if power := _POWER.fullmatch(raw):
        exponent = power["power"].translate(_SUPERSCRIPTS)
        return float(power["base"].replace(",", "")) * 10.0 ** int(exponent), None, False
    plain = re.sub(r"(?<=\d),(?=\d)", "", raw.lower().replace("-", " "))
    if suffix in ("m", "b"):
        plain = re.sub(r"(?<=\d)\s*[mb]$", "", plain)
        value = parse_number(plain.strip())
        scale = 1.0 if raw[-1:].isdigit() else 1e6 if suffix == "m" else 1e9
        return (None if value is None else value * scale), None, False
    return parse_number(re.sub(r"(?<=[a-z])s$", "", plain) if suffix.endswith("s") else plain), None, False


def _unit_of(match: re.Match[str], words: FigureWords) -> str:
    """The unit that the pattern found."""
    if match["short"]:
        return words.abbreviations[match["short"]]
    if match["code"]:
        return match["code"].upper()
    return words.units[" ".join(match["word"].lower().split())]


_POWER = re.compile(r"(?P<base>[\d.,]+)\s?[×x]\s?10\s?\^?\s?(?P<power>.+)")
_SUPERSCRIPTS = str.maketrans("⁻−–⁰¹²³⁴⁵⁶⁷⁸⁹", "---0123456789")
_PER = re.compile(
    r"(?P<what>\s+of(?:\s+[a-z]+){1,2}?)?(?:\s*\([^()]{1,30}\))?"
    r"(?:\s*(?:per|/)\s*(?P<noun>square\s+\w+|[a-z]+)\b"
    r"|[\s-]+an?[\s-]+(?P<rate>[a-z]+)\b(?!\s+(?:ago|earlier|before|later))"
    r"|\s+(?:each|every)\s+(?P<every>year|month|week|day)\b|\s+(?P<often>annually|yearly|monthly|weekly|daily)\b)",
    re.I,
)
_OFTEN = {"annum": "year", "annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day"}


def _rate(unit: str | None, end: int, text: str, words: FigureWords) -> tuple[str | None, int]:
    """The unit with what it is counted by: *USD per barrel*."""
    if unit is None:
        return None, end
    match = _PER.match(text, end)
    if not match:
        return unit, end
    noun = " ".join((match["noun"] or match["rate"] or match["every"] or match["often"]).lower().split())
    if (match["rate"] or match["what"]) and noun not in words.rates:
        return unit, end
    if (match["often"] or match["every"] or match["rate"]) and unit in _TIMES:
        return unit, end
    short = words.abbreviations.get(noun)
    return f"{unit} per {_OFTEN.get(noun, short or noun)}", match.end()


_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})


_OLD = re.compile(r"[\s-]*(?:old|of\s+age)\b", re.I)


def _age(unit: str | None, end: int, text: str) -> tuple[str | None, int]:
    """*44-year-old*, *18 months of age*: an age, not a stretch of time."""
    match = _OLD.match(text, end)
    if match and unit in ("year", "month", "week", "day"):
        return f"{unit} of age", end + match.end() - match.start()
    return unit, end


_TO = re.compile(r"(?:\s*|-\s+)(?:-|–|—|to|or|and)\s*-?", re.I)
_MOVED = re.compile(
    r"\b(?:by|ro[s]e|risen|rises?|rising|fell|falls?|fallen|falling|up|down|gain\w*|jump\w*|climb\w*|surg\w*|soar\w*|"
    r"dropp?\w*|declin\w*|increas\w*|decreas\w*|slipp?\w*|slid\w*|plung\w*|plummet\w*|tumbl\w*|grew|grow\w*|"
    r"lost|los[es]\w*|won|beat|voted?|revised?|cut|raised?|went|moved?|changed?)\b[^.;]{0,30}$",
    re.I,
)
_CENTS = re.compile(r"\s*(?:and\s*)?$", re.I)


_FOLD = re.compile(r"(?<![\w.,])(?P<number>[a-z]{2,12}|\d{1,4}(?:\.\d+)?)-?fold\b", re.I)


def _folds(text: str) -> Iterator[Quantity]:
    """*sixfold*, *ten-fold*: so many times."""
    for match in _FOLD.finditer(text) if "fold" in text.lower() else ():
        value = parse_number(match["number"])
        if value is not None:
            yield Quantity(match.start(), match.end(), match.end(), value, None, "times")


_OUT_OF = re.compile(r"\s+(?:out\s+of(?:\s+every)?|(?P<weak>in(?:\s+every)?))\s+", re.I)
_WHOLES = frozenset({2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 20.0, 100.0, 1000.0, 10_000.0, 100_000.0})


def _ratios(found: list[Quantity], text: str) -> list[Quantity]:
    """The quantities with *three out of ten* and *one in five* as one share."""
    joined: list[Quantity] = []
    for item in found:
        last = joined[-1] if joined else None
        between = _OUT_OF.fullmatch(text[last.end : item.start]) if last is not None else None
        if last is not None and between and _is_ratio(last, item, bool(between["weak"]), text):
            joined[-1] = replace(
                last, end=item.end, number_end=item.number_end, low=last.low / item.low, unit=item.unit, share=True
            )
            continue
        joined.append(item)
    return joined


def _is_ratio(part: Quantity, whole: Quantity, weak: bool, text: str) -> bool:
    """Whether two numbers are part and whole. *in* says so of *one in five*, less surely of *five in March*."""
    if part.unit or part.high is not None or whole.high is not None or not 0 < part.low < whole.low:
        return False
    if not weak:
        return True
    word = text[part.start : part.end].lower()
    spelled = text[whole.start : whole.end].isalpha()
    return whole.low in _WHOLES and (word in ("one", "1") or whole.low == 10) and (spelled or whole.low >= 10)


def _ranges(found: list[Quantity], text: str) -> list[Quantity]:
    """The quantities with *X to Y*, *X-Y* and *between X and Y* as one, and *3 dollars 50 cents* too."""
    joined: list[Quantity] = []
    for item in found:
        last = joined[-1] if joined else None
        if last is not None and _is_range(last, item, text):
            joined[-1] = replace(
                item, start=last.start, low=last.low * _scale_of(last, item), high=item.low, unit=item.unit or last.unit
            )
            continue
        if last is not None and _is_small_change(last, item, text):
            joined[-1] = replace(last, end=item.end, number_end=item.number_end, low=last.low + item.low / 100)
            continue
        if last is not None and last.unit is None and _TO.fullmatch(text[last.end : item.start]) and item.unit:
            between = text[last.end : item.start].strip(" -").lower()
            if between in ("to", "or"):
                joined[-1] = replace(last, unit=item.unit)
        joined.append(item)
    return joined


def _is_small_change(money: Quantity, cents: Quantity, text: str) -> bool:
    """*3 dollars 50 cents*, *15 dollars and 50*."""
    if money.unit not in ("USD", "EUR", "GBP", "AUD", "CAD") or money.end == money.number_end or money.low >= 1e5:
        return False
    if not _CENTS.fullmatch(text[money.end : cents.start]) or not 0 < cents.low < 100:
        return False
    return cents.unit == "cent" or (
        cents.unit is None and not re.match(r"\s*[a-z]", text[cents.end : cents.end + WINDOW])
    )


def _scale_of(low: Quantity, high: Quantity) -> float:
    """*four to five thousand*, *$2-3 billion*: the scale of the second goes for both."""
    for scale in (1e12, 1e9, 1e6, 1e3):
        if high.low >= scale and high.low / scale < 1000 and low.low < 1000 and low.low * scale < high.low:
            return scale
    return 1.0


def _is_range(low: Quantity, high: Quantity, text: str) -> bool:
    """Whether two numbers side by side are the ends of a range.

    After a verb of movement they are two levels (*rose from 5 to 7*) or an amount and a level (*rose 5 to 70*).
    """
    between = text[low.end : high.start]
    if low.high is not None or high.high is not None or not _TO.fullmatch(between):
        return False
    if low.unit is not None and high.unit not in (low.unit, None) and not (high.unit or "").startswith(low.unit + " "):
        return False
    word, before = between.strip().lower(), text[max(0, low.start - WINDOW) : low.start].lower()
    if low.low < 0 or low.low * _scale_of(low, high) >= high.low:
        return False
    if word == "and":
        return bool(re.search(r"\bbetween\s+(?:\S+\s+)?$", before))
    if word == "or":
        return high.low <= low.low + 2 and low.unit is None and high.unit is not None
    if high.low >= 1000 and low.low < 1000 <= low.low * _scale_of(low, high) and not _FROM.search(before):
        return True
    return word.startswith(("-", "–", "—")) or not _MOVED.search(before)


_FROM = re.compile(r"\b(?:from|by|rose|fell|up|down|grew)\s+$")


def _before_word(text: str, start: int) -> int:
    """Where *between* or *from* before a range begins."""
    match = re.search(r"\b(?:between|from)\s*$", text[max(0, start - 12) : start])
    return start if match is None else max(0, start - 12) + match.start()


def _limited(item: Quantity, text: str, words: FigureWords) -> Quantity:
    """The quantity with its limiting words."""
    if below := re.search(r"\bsub-$", text[max(0, item.start - 5) : item.start], re.I):
        return replace(item, qualifier=below[0], qualifier_start=item.start - len(below[0]), sign="<")
    before = words.qualifier.search(text, max(0, item.start - WINDOW), item.start)
    if before is None and item.high is not None and not item.vague:
        before = words.qualifier.search(text, max(0, item.start - WINDOW), _before_word(text, item.start))
    if before:
        phrase = " ".join(before["q"].lower().split())
        unit = "year of age" if phrase.endswith("the age of") and item.unit in (None, "year") else item.unit
        sign = words.qualifiers[phrase]
        return replace(item, unit=unit, qualifier=before["q"], qualifier_start=before.start("q"), sign=sign)
    after = words.following.match(text, item.end)
    if after:
        phrase = " ".join(after["q"].lower().split())
        return replace(item, qualifier=after["q"], end=after.end(), sign=words.after.get(phrase, ">"))
    return item
