"""``onrecord sample``: coding sheets, and what coders made of them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli._output import count, emit, line

if TYPE_CHECKING:
    from onrecord.export.agreement import Share
    from onrecord.export.sample_score import Score

EXAMPLES = """
onrecord sample story.db --what events --n 100
onrecord sample story.db --what statements --seed 7 -o mine.csv
onrecord sample --score sample-events.csv
onrecord sample --score coder-a.csv coder-b.csv --json
"""


class What(StrEnum):
    """What is drawn."""

    statements = "statements"
    events = "events"
    findings = "findings"


def sample(
    inputs: Annotated[list[str], typer.Argument(metavar="STORY.db|SHEET.csv", help="A record; with --score, sheets.")],
    what: Annotated[What | None, typer.Option(help="What to draw.")] = None,
    n: Annotated[int, typer.Option("--n", min=1, help="How many rows.")] = 100,
    seed: Annotated[int, typer.Option(min=0, help="Another seed draws another sheet.")] = 1,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="SHEET.csv", help="Where; else sample-WHAT.csv.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a sheet that is there.")] = False,
    score: Annotated[bool, typer.Option("--score", help="Read coded sheets back, one a coder.")] = False,
    json: Annotated[bool, typer.Option("--json", help="With --score, print one JSON object.")] = False,
) -> None:
    """Draw a coding sheet, or score coded ones.

    The sheet is a CSV file with an empty column for each question, and a page to read beside it. It is drawn by
    strata (manner of statements, quad class of events, kind of findings); the same record, number and seed give the
    same sheet.

    With --score: the share that is right, overall and by stratum, with its interval of 95 %; of several sheets also
    Krippendorff's alpha.
    """
    import onrecord

    if score:
        if what is not None or output is not None:
            raise onrecord.UsageError("--what and -o are for drawing; --score needs the sheets alone")
        _score(inputs, json=json)
        return
    if what is None:
        raise onrecord.UsageError(f"say what to draw: --what {', '.join(kind.value for kind in What)}")
    if len(inputs) != 1:
        raise onrecord.UsageError("a sheet is drawn from one record; to read sheets back, write --score")
    from onrecord.export.sampling import draw, write_sheet

    with onrecord.open_record(inputs[0]) as record:
        sheet = draw(record.records, what.value, n, seed)
    path, page = write_sheet(sheet, output or Path(f"sample-{what.value}.csv"), force=force)
    drawn = {name: sum(row.stratum == name for row in sheet.rows) for name in sheet.sizes}
    strata = ", ".join(f"{name} {drawn[name]} of {size}" for name, size in sheet.sizes.items())
    line(f"{path}: {count(len(sheet.rows), 'row')} ({strata}); read beside it {page}")
    line(f"next: code it, then onrecord sample --score {path}")


def _score(inputs: list[str], *, json: bool) -> None:
    """What the sheets say."""
    from onrecord.export.sample_score import score

    found = score(inputs)
    if json:
        emit(_object(found))
        return
    for sheet, precisions in zip(found.sheets, found.precision, strict=True):
        missing = f"; {count(sheet.missing, 'row')} of the draw missing" if sheet.missing else ""
        line(f"{sheet.path}: {count(len(sheet.rows), 'row')}{missing}")
        for item in precisions:
            rest = [f"{item.unclear} unclear" if item.unclear else "", f"{item.empty} empty" if item.empty else ""]
            note = "".join(f", {part}" for part in rest if part)
            line(f"  {item.question:<16} {_share(item.overall)}{note}")
            if item.overall is not None and len(item.strata) > 1:
                for name, share in item.strata.items():
                    line(f"    {name:<14} {_share(share)}")
    for agreed in found.agreement:
        value = "not defined" if agreed.alpha is None else f"{agreed.alpha:.3f}"
        line(f"{agreed.question}: alpha {value}; the same answer on {agreed.same} of {agreed.judged}")
        if agreed.different:
            shown = ", ".join(agreed.different[:10])
            line(f"  they differ on {shown}{' …' if len(agreed.different) > 10 else ''}")


def _share(share: Share | None) -> str:
    """A share with its interval."""
    if share is None:
        return "nothing judged"
    return f"{share.value:6.1%}  ({share.low:.1%} to {share.high:.1%}, {share.counted} judged)"


def _object(found: Score) -> dict[str, Any]:
    """The score as JSON."""

    def share(one: Share | None) -> dict[str, float] | None:
        return None if one is None else {"value": one.value, "low": one.low, "high": one.high, "judged": one.counted}

    return {
        "sheets": [
            {
                "path": str(sheet.path), "rows": len(sheet.rows), "missing": sheet.missing, "draw": sheet.draw,
                "questions": {
                    item.question: {
                        "overall": share(item.overall), "unclear": item.unclear, "empty": item.empty,
                        "strata": {name: share(value) for name, value in item.strata.items()},
                    }
                    for item in precisions
                },
            }
            for sheet, precisions in zip(found.sheets, found.precision, strict=True)
        ],
        "agreement": {
            item.question: {
                "alpha": item.alpha, "same": item.same, "judged": item.judged, "different": list(item.different)
            }
            for item in found.agreement
        },
    }  # fmt: skip
