"""``onrecord timeline``: what happened when, of a record; or what one actor did, of pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli._options import OfStory, SettingsFile, Workers
from onrecord.cli._output import count, cut, emit, line, say, when

if TYPE_CHECKING:
    from onrecord.export.brief.pile import Pile
    from onrecord.record import Record
    from onrecord.relate.timeline_told import TimelineLine

EXAMPLES = """
onrecord timeline story.db
onrecord timeline story.db --actor "Ilsa Doren" --said
onrecord timeline --actor "Ilsa Doren" pages
onrecord timeline --actors-from names.txt --as-is --published-from days.tsv texts/*.txt
"""


def timeline(
    inputs: Annotated[
        list[str], typer.Argument(metavar="STORY.db|FILE", help="One record; or files, folders, archives.")
    ],
    actor: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only this actor; several for pages.")] = None,
    actors_from: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A name a line: pages are read once for all of them.")
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Only deeds at this place (of a record).")] = None,
    story: OfStory = None,
    said: Annotated[bool, typer.Option("--said", help="Also what was said (of a record).")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line (of a record).")] = False,
    as_is: Annotated[bool, typer.Option("--as-is", help="Take the whole text of each file as the article.")] = False,
    published: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day from which 'on Thursday' counts.")
    ] = None,
    published_from: Annotated[
        Path | None, typer.Option(metavar="FILE.tsv", help="Such a day for each file: name without ending, tab, day.")
    ] = None,
    workers: Workers = None,
    settings: SettingsFile = None,
) -> None:
    """Print what happened when.

    Of a record: each dated deed once with its reports, plans beside what came of them; by actor, place or story.

    Of pages, with --actor or --actors-from: one JSON object a line for each verb or noun of deed that involves the
    actor, in order of time. The day is that of its clause, else that of the news; null where the text leaves it open.

    Exit code 1 says that some pages could not be read.
    """
    import onrecord

    names = [*(actor or []), *(_names(actors_from) if actors_from else [])]
    if len(inputs) == 1 and _is_record(inputs[0]):
        with onrecord.open_record(inputs[0]) as opened:
            _of_record(opened, names, place, story, said=said, json=json)
        return
    if not names:
        raise onrecord.UsageError(
            "pages are asked for an actor: write --actor NAME or --actors-from FILE; "
            "for a timeline of all that happened, make a record with 'onrecord build' and give it"
        )
    if place or story or said:
        raise onrecord.UsageError("--place, --story and --said are for a record; make one with 'onrecord build'")
    given: dict[str, Any] = {} if workers is None else {"workers": workers}
    _of_pages(inputs, names, as_is, published, published_from, onrecord.load_settings(settings, **given))


def _is_record(name: str) -> bool:
    """Whether a file is a record: it begins as every SQLite file does."""
    try:
        with Path(name).open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False


def _names(path: Path) -> list[str]:
    """The names of a file, one a line.

    Raises:
        UsageError: if the file cannot be read.
    """
    import onrecord

    try:
        return [name.strip() for name in path.read_text("utf-8-sig").splitlines() if name.strip()]
    except (OSError, UnicodeDecodeError) as why:
        raise onrecord.UsageError(f"the names in {path} cannot be read: {why}") from why


# --- of pages -----------------------------------------------------------------------------------------


def _of_pages(
    inputs: list[str], names: list[str], as_is: bool, published: str | None, published_from: Path | None, settings: Any
) -> None:
    """One JSON object a line for each mention of a deed."""
    from onrecord.cli.annotate import _days
    from onrecord.record.doings import timelines

    lost: list[str] = []
    rows, articles = timelines(
        inputs, names, as_is=as_is, published=published, published_by_name=_days(published_from), settings=settings,
        lost=lambda problem: lost.append(problem.message),
    )  # fmt: skip
    for message in lost:
        say(f"onrecord: {message}")
    for name, found in rows.items():
        for row in found:
            doing = row.doing
            emit({
                "actor": name, "date": row.date, "order": None, "event": f"e{row.event}",
                "doc": Path(articles[doing.article_id].path).stem, "sentence": doing.sentence.exact,
                "word": doing.word.exact, "start": doing.word.start, "end": doing.word.end,
                "modality": doing.modality, "basis": doing.basis,
            })  # fmt: skip
    if lost:
        raise typer.Exit(1)


# --- of a record --------------------------------------------------------------------------------------

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MARKS = {"happened": "", "planned": "planned: ", "possible": "perhaps: ", "negated": "denied: "}


def _of_record(
    record: Record, names: list[str], place: str | None, story: str | None, *, said: bool, json: bool
) -> None:
    """The deeds of a record by day, for people or as JSON.

    Raises:
        UsageError: if several actors are named.
    """
    import onrecord
    from onrecord.export.brief.pile import Pile
    from onrecord.relate.timeline_told import told_timeline

    if len(names) > 1:
        raise onrecord.UsageError("a record is asked for one actor at a time; write one --actor")
    actor = names[0] if names else None
    pages = None if story is None else [member.article_id for member in record.find_story(story).members]
    lines, undated = told_timeline(record.records, actor=actor, place=place, pages=pages, said=said)
    numbers = {article.id: (number, article) for number, article in enumerate(record.articles(), 1)}
    shown = None if json else Pile(record.records)
    by_weekday = False
    for item in lines:
        if shown is None:
            emit(_object(item, numbers))
            continue
        if item.weekday is not None and not by_weekday:
            by_weekday = True
            line("by the day of the week alone, in the order of one week: the pages give no date")
        _show(item, numbers, shown)
    if not json:
        line(f"{count(len(lines), 'entry').replace('entrys', 'entries')} in {record.path}; [3:33] is page 3, line 33")
        if undated:
            line(f"left out: {count(undated, 'deed')} without a day")


def _show(item: TimelineLine, numbers: dict[str, Any], pile: Pile) -> None:
    """A line of the timeline, and what came of a plan."""
    from onrecord.cli._words import place_of, places_of, words_of

    where = places_of(item.evidence, numbers)
    reports = len({piece.article_id for piece in item.evidence})
    counted = f" · {count(reports, 'report')}, {count(item.independent, 'independent source')}" if reports > 1 else ""
    mark = "said: " if item.kind == "statement" else _MARKS[item.modality]
    told = " (told; its own day is not known)" if item.told_only else ""
    day = WEEKDAYS[item.weekday] if item.weekday is not None else when(item.date)
    line(f"{day}{told} · {mark}{words_of(item.evidence[0], pile)}")
    facts = [", ".join(item.actors[:4]), f"at {item.place}" if item.place else "", where]
    line(f"    {' · '.join(fact for fact in facts if fact)}{counted}")
    if item.outcome and item.outcome_evidence:
        quoted = cut(item.outcome_evidence.span.exact, 120)
        line(f"    {item.outcome}: “{quoted}” {place_of(item.outcome_evidence, numbers)}")
    elif item.outcome:
        line(f"    outcome {item.outcome}")


def _object(item: TimelineLine, numbers: dict[str, Any]) -> dict[str, Any]:
    """A line as JSON."""

    def words(evidence: Any) -> dict[str, Any]:
        span = evidence.span
        path = numbers[evidence.article_id][1].path
        return {"path": path, "start": span.start, "end": span.end, "exact": span.exact, "record": evidence.record_id}

    return {
        "date": {"earliest": item.date.earliest, "latest": item.date.latest, "basis": item.date.basis},
        "day_of_telling": item.told_only, "kind": item.kind, "modality": item.modality, "actors": list(item.actors),
        "place": item.place, "reports": len({piece.article_id for piece in item.evidence}),
        "independent": item.independent, "evidence": [words(piece) for piece in item.evidence],
        "weekday": None if item.weekday is None else WEEKDAYS[item.weekday],
        "outcome": item.outcome, "outcome_evidence": words(item.outcome_evidence) if item.outcome_evidence else None,
    }  # fmt: skip
