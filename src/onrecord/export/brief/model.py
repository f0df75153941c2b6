"""From the records of a pile to its brief."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import onrecord
from onrecord.courses import Outcome, Standpoint
from onrecord.export.brief.chronology import chronology
from onrecord.export.brief.counted import figures
from onrecord.export.brief.courses import courses
from onrecord.export.brief.findings import findings_section
from onrecord.export.brief.fit import fit
from onrecord.export.brief.labels import name, say
from onrecord.export.brief.mixed import Told, apart, below, front, heading
from onrecord.export.brief.pages import care, counts, page_name, pages, title
from onrecord.export.brief.pile import Pile
from onrecord.export.brief.story import chapter_of, chapters, split
from onrecord.export.brief.tree import Brief, Cite, Line, PageText, Section
from onrecord.export.brief.voices import voices
from onrecord.export.brief.weekdays import with_weekdays
from onrecord.records import Records, Story


def brief(
    records: Records,
    story: Story | None = None,
    outcomes: Mapping[str, Outcome] | None = None,
    positions: Sequence[Standpoint] = (),
) -> Brief:
    """The brief of a pile whose pages were read and related (:func:`onrecord.pipeline.relate_pile`).

    The same records give the same brief, in whatever order they were added.

    Args:
        records: those of the pile.
        story: the story to tell; if left out, all of them one after the other. Pages keep the numbers that they have in
            the pile.
        outcomes: plan -> what came of it (:func:`onrecord.relate.outcomes.outcomes`); left out, nothing is said of it.
        positions: what actors said and did on a question (:func:`onrecord.relate.standpoints.standpoints`); where there
            is none, the section is left out.
    """
    pile = Pile(records)
    pile.outcomes = outcomes or {}
    if story is not None:
        pile = Pile(split(records, [chapter_of(pile, story)])[0], pile.number)
        pile.outcomes = outcomes or {}
    elif len(found := chapters(pile)) > 1:
        return _mixed(pile, apart(records, pile, found), positions)
    head, tally = title(pile), counts(pile)
    parts = [*(findings_section(pile, key) for key in ("changed", "disputed", "holds")), care(pile)]
    course = [section for section in [courses(pile, positions)] if section.items]
    sections = (with_weekdays(pile, chronology(pile)), *course, voices(pile), figures(pile), pages(pile))
    fitted = fit(head, tally, parts)
    return Brief(head, tally, fitted, sections, _texts(pile, [*fitted, *sections]), _foot())


def _mixed(pile: Pile, stories: Sequence[Told], positions: Sequence[Standpoint]) -> Brief:
    """The brief of several stories."""
    head, tally = heading(pile, len(stories)), counts(pile)
    parts, shares = front(pile, stories)
    fitted, sections = fit(head, tally, parts, shares=shares), below(pile, stories, positions)
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
