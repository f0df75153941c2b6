"""Furniture that shows only in company: lines that pages of one outlet share.

A plea that a page prints between its paragraphs may read like one of them. That it stands letter for letter on other
pages of the outlet gives it away. Such a line gets another role, as a mark laid on later: text and offsets of the page
stay as they are, and the block's reason keeps the role that it had. The answer depends on the set of pages alone,
neither on their order nor on what earlier answers marked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from onrecord.extract.cues import cues_of, load_cues, pleas
from onrecord.extract.lines import key, plain, without_marks
from onrecord.records import READ_ON, Article, Block, BlockRole
from onrecord.records.outlets import outlets

SHARED = 3
"""Pages of different texts from which a line is the outlet's, if it is short or speaks to the reader."""

SHARED_PLAIN = 5
"""The same for a line that reads like any paragraph: an outlet may tell the same background in several pages."""

SHORT = 80
"""Characters below which a line is short."""

SAME_TEXT = 0.4
"""Share of a page's plain paragraphs from which another page that has them too is a version of it, not company."""

FEW = 12
"""Pages up to which a shared paragraph speaks for versions of one text; furniture stands on more."""

_MARK = re.compile(r", was (body|quote), stands on other pages of this outlet too$")
_YOU = re.compile(r"\b(?:you|your|yours|us|our|ours|here|below|this (?:article|story|page|site|newspaper))\b")
_SAID = re.compile(r"[\"“”„«»]|\b(?:said|says|told|added|according to|announced|warned|stated)\b")
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class _Shared:
    """A line of one page that may be shared."""

    letters: str
    """Its letters, by which it is compared."""
    plain: str
    """Its plain form."""
    needs: int
    """Pages that have to have it."""


def settled(articles: Iterable[Article]) -> list[Article]:
    """The pages that the company of the others changes: with lines that the outlet repeats set aside, or given back.

    Pages that name no outlet are held to be of one. A page is never left without a body.
    """
    pages = [article for article in articles if not article.as_is]
    first = {page.id: _unmarked(page) for page in pages}
    lines = {page.id: [_line(page, block) for block in first[page.id].blocks] for page in pages}
    company: dict[str, list[str]] = defaultdict(list)
    named = outlets(pages)
    for page in pages:
        company[key(named.get(page.id, "")).removeprefix("the")].append(page.id)
    found: list[Article] = []
    for ids in company.values():
        repeated = _repeated({page: lines[page] for page in ids}) if len(ids) >= SHARED else frozenset()
        found += [_marked(first[page], lines[page], repeated) for page in ids]
    stored = {page.id: page for page in pages}
    return sorted((page for page in found if page != stored[page.id]), key=lambda page: (page.path, page.id))


def _line(page: Article, block: Block) -> _Shared:
    shown = without_marks(" ".join(page.text[block.start : block.end].split()))
    words = plain(shown)
    addressed = len(shown) < SHORT or not _STOP.search(shown) or bool(cues_of(words)) or bool(_YOU.search(words))
    needs = 0 if _SAID.search(words) and not pleas(words) else SHARED if addressed else SHARED_PLAIN
    return _Shared(key(words), words, needs)


def _unmarked(page: Article) -> Article:
    """The page as it was read, before anything was laid on."""
    return replace(page, blocks=tuple(_before(block) for block in page.blocks))


def _before(block: Block) -> Block:
    match = _MARK.search(block.reason)
    if match is None:
        return block
    role: BlockRole = "quote" if match.group(1) == "quote" else "body"
    return replace(block, role=role, reason=block.reason[: match.start()])


def _repeated(pages: Mapping[str, Sequence[_Shared]]) -> frozenset[str]:
    """The letters of lines that enough pages of one outlet have, versions of one text counted once."""
    holders: dict[str, set[str]] = defaultdict(set)
    needs: dict[str, int] = {}
    for page, lines in pages.items():
        for line in lines:
            if len(line.letters) >= 4:
                holders[line.letters].add(page)
                needs[line.letters] = line.needs
    text_of = _texts(pages, holders, needs)
    return frozenset(
        letters for letters, found in holders.items() if 0 < needs[letters] <= len({text_of[page] for page in found})
    )


def _texts(
    pages: Mapping[str, Sequence[_Shared]], holders: Mapping[str, set[str]], needs: Mapping[str, int]
) -> dict[str, str]:
    """For each page the first of those that print the same text: pages that share much of their paragraphs."""
    size = {page: sum(len(item) for item in {line.letters for line in lines if line.needs != SHARED})
            for page, lines in pages.items()}  # fmt: skip
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for letters, found in holders.items():
        if needs[letters] != SHARED and 1 < len(found) <= FEW:
            for pair in combinations(sorted(found), 2):
                shared[pair] += len(letters)
    first = {page: page for page in pages}

    def top(page: str) -> str:
        while first[page] != page:
            page = first[page]
        return page

    for (left, right), count in sorted(shared.items()):
        if count >= SAME_TEXT * min(size[left], size[right]):
            low, high = sorted((top(left), top(right)))
            first[high] = low
    return {page: top(page) for page in pages}


def _marked(page: Article, lines: Sequence[_Shared], repeated: frozenset[str]) -> Article:
    """The page with repeated lines of its body set aside; parts of a sentence that goes on are not."""
    goes_on = {number for number, (_, after) in enumerate(pairwise(page.blocks)) if after.joined}
    aside = {
        number
        for number, (block, line) in enumerate(zip(page.blocks, lines, strict=True))
        if block.role in READ_ON and line.letters in repeated and not block.joined and number not in goes_on
    }
    if not aside or all(number in aside for number, block in enumerate(page.blocks) if block.role in READ_ON):
        return page
    blocks = tuple(
        replace(
            block,
            role=_role(lines[number].plain),
            reason=f"{block.reason}, was {block.role}, stands on other pages of this outlet too",
        )
        if number in aside
        else block
        for number, block in enumerate(page.blocks)
    )
    return replace(page, blocks=blocks)


def _role(words: str) -> BlockRole:
    """What a line is there for that its outlet prints everywhere."""
    cues = cues_of(words)
    if pleas(words):
        return "appeal"
    if cues:
        roles = {cue.name: cue.role for cue in load_cues()}
        return roles[max(cues, key=lambda name: cues[name])]
    return "navigation" if len(words) < SHORT else "legal"
