"""From the records of a pile to its brief."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import onrecord
from onrecord.export.brief.chronology import chronology
from onrecord.export.brief.counted import figures
from onrecord.export.brief.findings import findings_section
from onrecord.export.brief.fit import fit
from onrecord.export.brief.labels import name, say
from onrecord.export.brief.pages import care, counts, page_name, pages, title
from onrecord.export.brief.pile import Pile
from onrecord.export.brief.story import of_story
from onrecord.export.brief.tree import Brief, Cite, Line, PageText, Section
from onrecord.export.brief.voices import voices
from onrecord.records import Records, Story


def brief(records: Records, story: Story | None = None) -> Brief:
    """The brief of a pile whose pages were read and related (:func:`onrecord.pipeline.relate_pile`).

    The same records give the same brief, in whatever order they were added.

    Args:
        records: those of the pile.
        story: the story to tell; all of them together if left out. Pages keep the numbers that they have in the pile.
    """
    pile = Pile(records) if story is None else Pile(of_story(records, story), Pile(records).number)
    head, tally = title(pile), counts(pile)
    front = [*(findings_section(pile, key) for key in ("changed", "disputed", "holds")), care(pile)]
    sections = (chronology(pile), voices(pile), figures(pile), pages(pile))
    fitted = fit(head, tally, front)
    return Brief(head, tally, fitted, sections, _texts(pile, [*fitted, *sections]), _foot())


def _foot() -> tuple[Line, ...]:
    return say("legend"), say("made_by", version=name(onrecord.__version__))


def _texts(pile: Pile, sections: Sequence[Section]) -> tuple[PageText, ...]:
    """Every page with the stretches that the brief cites."""
    cited: dict[int, set[Cite]] = defaultdict(set)
    for cite in _cites(sections):
        cited[cite.page].add(cite)
    return tuple(
        PageText(number, page_name(pile, article), article, tuple(sorted(cited[number])))
        for article in pile.articles
        for number in (pile.number[article.id],)
    )


def _cites(sections: Sequence[Section]) -> Iterator[Cite]:
    for section in sections:
        for item in section.items:
            yield from item.cites
            for row in item.rows:
                yield from row.cites
