"""What one actor did and underwent, dated and in order, across pages: names, deeds, one deed told twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.codebooks.book import book
from onrecord.errors import UsageError
from onrecord.records.doing import Doing, Involved

_ENDING = re.compile(r"(?:['’]s|['’]|\bn\.?v\.?|\binc\.?|\bcorp\.?|\bltd\.?|\bplc)$", re.I)


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One mention of a deed on the timeline of an actor."""

    doing: Doing
    """The mention."""
    event: int
    """Number of the deed on this timeline; mentions of one deed share it."""
    date: str | None
    """The day of the deed."""


class Name:
    """A name that is asked for, and the shorter forms that pages use for it."""

    def __init__(self, name: str, others: Iterable[str] = (), told: Iterable[str] = ()) -> None:
        """Make the forms of a name.

        Args:
            name: the name as asked for.
            others: the other names asked for: a form that is one of them is not used.
            told: short forms that the pages give.
        """
        self.name = name
        self._capital = name != name.lower()
        taken = {_plain(other) for other in others if _plain(other) != _plain(name)}
        self._forms = {form for form in _forms(_plain(name)) | {_plain(form) for form in told} if form not in taken}

    def is_in(self, words: str) -> bool:
        """Whether words end in the name: *Norwire reporter Ilsa Doren* is Ilsa Doren, and not Norwire.

        A part of a name with capitals is not found in a word without: *two hard jobs* are not Ada Jobs.
        """
        plain = _plain(words)
        last = words.rpartition(" ")[2]
        common = self._capital and last.islower() and last.isalpha()
        return any(
            plain == form or plain.endswith(" " + form) or _model(plain, form) or self._with_more(plain, form)
            for form in self._forms
            if " " in form or not common
        )

    def _with_more(self, plain: str, form: str) -> bool:
        """*the Orvo Music Store* is the Orvo store, *two Tambers* are the Tamber."""
        first, _, last = form.rpartition(" ")
        if first and plain.endswith(" " + last):
            return f" {first} " in f" {plain.removesuffix(' ' + last)} "
        return plain.endswith(f" {form}s") or plain == f"{form}s"


def _plain(words: str) -> str:
    """Lower case, one blank, no quotation marks, possessive or corporate endings."""
    text = re.sub(r"[\"“”‘]|\(.*?\)", "", words.lower()).strip(" ,.")
    text = re.sub(r"^(?:the|a|an)\s+", "", " ".join(text.split()))
    while (shorter := _ENDING.sub("", text).strip(" ,.")) != text:
        text = shorter
    return text


def _model(plain: str, form: str) -> bool:
    """*777s* and *A380-800* are the 777 and the A380."""
    last, word = plain.rpartition(" ")[2], form.rpartition(" ")[2]
    if not re.search(r"\d", word) or not last.startswith(word):
        return False
    return bool(re.fullmatch(r"s|-\w+", last[len(word) :])) and plain.removesuffix(last).endswith(
        form.removesuffix(word)
    )


@cache
def name_words() -> tuple[dict[str, list[str]], frozenset[str]]:
    """Short forms of long beginnings of names, and words that are no name alone (``codebooks/doings.toml``).

    Raises:
        UsageError: if an entry is malformed.
    """
    given = book("doings.toml").data
    short, generic = given["short_names"], given["generic_names"]["words"]
    for name, forms in [*short.items(), ("generic_names", generic)]:
        if not isinstance(forms, list) or not all(isinstance(form, str) and form == form.lower() for form in forms):
            raise UsageError(f"codebooks/doings.toml: {name!r}: write a list of words in lower case")
    return short, frozenset(generic)


def _forms(name: str) -> set[str]:
    """The name, its acronym, and the parts of it that pages use alone."""
    words = name.split()
    forms = {name}
    short, generic = name_words()
    for long, shorts in short.items():
        if name.startswith(long + " "):
            forms |= {short + name.removeprefix(long) for short in shorts} | {name.removeprefix(long).strip()}
    if len(words) >= 3:
        forms |= {"".join(word[0] for word in words if word[0].isalpha()), " ".join(words[:-1]), " ".join(words[1:])}
    models = [word for word in words if any(c.isdigit() for c in word) and len(word) >= 3]
    if any(any(c.isdigit() for c in word) for word in words):
        forms = {name, *models, *(" ".join(words[i:]) for i, word in enumerate(words) if word in models)}
        forms |= {word for word in words[-1:] if word.isalpha() and len(words) > 2}
        return forms
    if len(words) >= 2:
        forms |= {word for word in (words[0], words[-1]) if word not in generic and len(word) > 3}
    return forms


def actor_timelines(
    names: Sequence[str], pages: Sequence[Sequence[Doing]], meant: Mapping[str, str]
) -> dict[str, list[ActorRow]]:
    """The timeline of each actor, earliest first, undated deeds last.

    Args:
        names: the names asked for.
        pages: the doings of each page.
        meant: what each mention of an actor stands for, by its id: *He* is *Ilsa Doren*.
    """
    found: dict[str, list[ActorRow]] = {}
    for name in names:
        form = Name(name, names, _told_forms(name, pages))
        mine = [doing for page in pages for doing in page if any(_is(form, who, meant) for who in doing.involved)]
        found[name] = _joined(_completed(mine, form, meant))
    return found


def _told_forms(name: str, pages: Sequence[Sequence[Doing]]) -> list[str]:
    """The short forms in brackets after a name: *Veldania Harbour Board (VHB)*."""
    pattern = re.compile(re.escape(name) + r"\s*\((?:the\s+)?[\"“]?([A-Z][A-Za-z.&]{1,7})[\"”]?\)", re.I)
    sentences = dict.fromkeys(doing.sentence.exact for page in pages for doing in page)
    return sorted({match[1] for sentence in sentences for match in pattern.finditer(sentence) if match[1].isupper()})


def _completed(doings: Sequence[Doing], name: Name, meant: Mapping[str, str]) -> list[Doing]:
    """The doings with the day of another mention of the same deed where their own words give none.

    The same deed is one of the same family with one of the same others, if any is named; its page goes before the
    pile, and two days for it give none.
    """
    known: dict[tuple[str, str, str], set[str]] = {}
    for doing in doings:
        if doing.date is not None and doing.basis in ("stated", "told"):
            for other in ("", *_others(doing, name, meant)):
                for page in ("", doing.article_id):
                    known.setdefault((doing.family, other, page), set()).add(doing.date)
    answer: list[Doing] = []
    for doing in doings:
        days: set[str] = set()
        if doing.date is None and doing.modality == "happened" and not doing.ahead:
            others = _others(doing, name, meant) or [""]
            for page in (doing.article_id, ""):
                days = days or set().union(*(known.get((doing.family, other, page), ()) for other in others))
        answer.append(replace(doing, date=days.pop(), basis="same") if len(days) == 1 else doing)
    return answer


def _others(doing: Doing, name: Name, meant: Mapping[str, str]) -> list[str]:
    """The last words of those involved beside the actor."""
    others = (who for who in doing.involved if not _is(name, who, meant))
    return sorted({_plain(who.words).rpartition(" ")[2] for who in others} - {""})


def _is(name: Name, who: Involved, meant: Mapping[str, str]) -> bool:
    """Whether one who takes part is the actor."""
    if name.is_in(who.words):
        return True
    if who.meant is not None:
        return name.is_in(who.meant)
    full = meant.get(who.mention or "")
    return full is not None and name.is_in(full)


def _joined(doings: Sequence[Doing]) -> list[ActorRow]:
    """The doings with those that tell one deed as one event: same word, same day."""
    keys: dict[tuple[str, str], int] = {}
    rows: list[ActorRow] = []
    for doing in doings:
        key = (doing.family, doing.date or f"{doing.article_id}:{doing.word.start}")
        rows.append(ActorRow(doing, keys.setdefault(key, len(keys) + 1), doing.date))
    return sorted(rows, key=_order)


def _order(row: ActorRow) -> tuple[bool, str, str, int]:
    """By day, a vague one before the fuller ones within it; undated last."""
    date = row.date or ""
    return not date, date.replace("X", " "), row.doing.article_id, row.doing.word.start
