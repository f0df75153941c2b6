"""Coding sheets: some statements, events or findings of a record, drawn by strata, for coders to judge.

A sheet is a CSV file that a spreadsheet can fill in, and a page to read beside it (:mod:`onrecord.export.sample_page`).
The same record, number and seed give the same sheet; :mod:`onrecord.export.sample_score` reads it back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import OutputError, UsageError
from onrecord.export.csv import MARK, harmless, quoted
from onrecord.export.rows import Rows
from onrecord.export.tables import TABLES
from onrecord.records import Records

WHAT = ("statements", "events", "findings")
"""What can be drawn."""
CODES = ("yes", "no", "unclear")
"""What a coder writes into a cell; an empty one is not judged yet."""
FIXED = ("row", "rows", "draw", "record_id", "stratum", "stratum_size")
"""The columns of every sheet that say where a row comes from; nobody should change them."""
QUESTIONS: Mapping[str, Mapping[str, str]] = {
    "statements": {
        "right": "Does the page say that this speaker said (thinks, wants, denies) this?",
        "speaker_right": "Is the speaker right, whoever it is?",
        "words_right": "Are the words all that was said, and nothing more?",
        "day_right": "Is the day right? (no day: yes if the page gives none)",
    },
    "events": {
        "right": "Does the page tell that this event happened (or was planned, is possible, is denied, as said here)?",
        "type_right": "Is the type right, by the definitions of PLOVER?",
        "actors_right": "Are actors and recipients right, and on the right side?",
        "day_right": "Is the day right? (no day: yes if the page gives none)",
    },
    "findings": {
        "right": "Do the two sides agree, contradict each other, or differ as said here?",
        "evidence_right": "Do the quoted words show it?",
        "harmless": "Is there a harmless reason (another day, a lower bound, a part of the whole)?",
    },
}
"""The questions on a row, by the name of the column for the answer."""
_CONTEXT = 300
_LONGEST = 8_000


@dataclass(frozen=True, slots=True)
class Row:
    """One record to judge."""

    record_id: str
    """The record."""
    stratum: str
    """The stratum that it was drawn from."""
    where: str
    """Page and line."""
    before: str
    """The words before it."""
    words: str
    """Its words."""
    after: str
    """The words after it."""
    fields: Mapping[str, str]
    """What the tool says of it, by name."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A draw of records to judge."""

    what: str
    """Of :data:`WHAT`."""
    draw: str
    """A digest of record, seed and size: sheets of one draw have the same."""
    seed: int
    """The seed."""
    sizes: Mapping[str, int]
    """How many there are in each stratum."""
    rows: tuple[Row, ...]
    """The rows, in an order without meaning, so that a coder does not see one stratum after the other."""


def draw(records: Records, what: str, number: int = 100, seed: int = 1) -> Sheet:
    """Draw a coding sheet.

    Strata are the manner of statements, the quad class of events, and the kind of findings. Each gets the same share
    of the rows, so that rare ones can be judged; one that has fewer gives all, and its rest goes to the others. The
    score weights them back.

    Args:
        records: those of a whole pile.
        what: ``statements``, ``events`` or ``findings``.
        number: how many rows.
        seed: another seed gives another sheet.

    Raises:
        UsageError: if there is nothing of that name to draw, or no row is asked for.
    """
    if what not in WHAT:
        raise UsageError(f"{what!r} cannot be drawn; there are {', '.join(WHAT)}")
    if number < 1:
        raise UsageError(f"a sheet has at least one row, not {number}")
    rows = _MAKERS[what](records)
    strata: dict[str, list[Row]] = {}
    for row in rows:
        strata.setdefault(row.stratum, []).append(row)
    shares = allot({name: len(found) for name, found in strata.items()}, number)
    chosen = [row for name in sorted(strata) for row in sorted(strata[name], key=_dice(seed))[: shares[name]]]
    ids = "\n".join(sorted(row.record_id for row in rows))
    # The letters in front keep a spreadsheet from reading digits and an e as a number.
    digest = "draw_" + hashlib.sha256(f"{what}\n{seed}\n{number}\n{ids}".encode()).hexdigest()[:12]
    sizes = {name: len(found) for name, found in sorted(strata.items())}
    return Sheet(what, digest, seed, sizes, tuple(sorted(chosen, key=_dice(seed + 1))))


def _dice(seed: int) -> Callable[[Row], str]:
    """An order without meaning that depends on nothing but the seed and the record."""
    return lambda row: hashlib.sha256(f"{seed}:{row.record_id}".encode()).hexdigest()


def allot(sizes: Mapping[str, int], number: int) -> dict[str, int]:
    """How many rows each stratum gives: the same for all, no more than it has, small ones first."""
    left, answer = number, {}
    order = sorted(sizes, key=lambda name: (sizes[name], name))
    for place, name in enumerate(order):
        answer[name] = min(sizes[name], left // (len(order) - place))
        left -= answer[name]
    for name in reversed(order):  # what could not be divided goes to the largest
        more = min(left, sizes[name] - answer[name])
        answer[name] += more
        left -= more
    return answer


# --- the rows -----------------------------------------------------------------------------------------


def _statements(records: Records) -> list[Row]:
    return [
        _row(row, row["manner"], {
            "speaker": _text(row["speaker"] or row["speaker_words"]), "cue": _text(row["cue"]), "act": row["act"],
            "manner": row["manner"], "via": _text(row["via"]), "day": _days(row, "said_on"),
        })
        for row in Rows(records, _CONTEXT).of(TABLES["quotes_and_claims"])
    ]  # fmt: skip


def _events(records: Records) -> list[Row]:
    return [
        _row(row, f"quad {row['quad']}", {
            "trigger": _text(row["trigger"]), "type": row["type"], "mode": _text(row["mode"]),
            "modality": row["modality"], "actors": _parties(row["actors"]), "recipients": _parties(row["recipients"]),
            "place": _text(row["place"]), "day": _days(row, "date"),
        })
        for row in Rows(records, _CONTEXT).of(TABLES["events"])
    ]  # fmt: skip


def _findings(records: Records) -> list[Row]:
    made = Rows(records, _CONTEXT)
    evidence: dict[str, list[Mapping[str, Any]]] = {}
    for row in made.of(TABLES["finding_evidence"]):
        evidence.setdefault(row["finding_id"], []).append(row)
    found = []
    for row in made.of(TABLES["findings"]):
        pieces = evidence.get(row["id"], [])
        words = " ‖ ".join(f"{piece['label']} ({_days(piece, 'date')}): “{_text(piece['exact'])}”" for piece in pieces)
        places = ", ".join(dict.fromkeys(_place(piece) for piece in pieces))
        fields = {
            "kind": row["kind"], "topic": _text(row["topic"]), "actor": _text(row["actor"]),
            "strength": row["strength"], "reason": _text(row["reason"]),
        }  # fmt: skip
        found.append(Row(row["id"], row["kind"], places, "", words, "", fields))
    return found


_MAKERS: Mapping[str, Callable[[Records], list[Row]]] = {
    "statements": _statements, "events": _events, "findings": _findings,
}  # fmt: skip


def _row(row: Mapping[str, Any], stratum: str, fields: Mapping[str, str]) -> Row:
    """A row of a record that stands on one stretch of a page."""
    return Row(
        row["id"], stratum, _place(row), _text(row["prefix"]), _text(row["exact"]), _text(row["suffix"]), dict(fields)
    )


def _text(value: Any) -> str:
    """Words on one line; lists with bars between."""
    if isinstance(value, list | tuple):
        return " | ".join(_text(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return " ".join(str(value if value is not None else "").split())


def _place(row: Mapping[str, Any]) -> str:
    """Page and line."""
    return f"{row['page']}, line {row['line']}"


def _days(row: Mapping[str, Any], name: str) -> str:
    """A date of a row, with how it is known."""
    first, last, basis = (row[f"{name}_{part}"] for part in ("earliest", "latest", "basis"))
    if first is None and last is None:
        return ""
    day = first if first == last else f"{first or '…'} to {last or '…'}"
    return f"{day} ({basis})"


def _parties(sides: Sequence[Mapping[str, Any]]) -> str:
    """The sides of an event: the words of the page, and who it is."""
    return " | ".join(
        f"{_text(side['words'])} = {side['name']}"
        if side.get("name") and side["name"] != _text(side["words"])
        else _text(side["words"])
        for side in sides
    )


# --- the file -----------------------------------------------------------------------------------------


def columns(what: str, sheet: Sheet | None = None) -> list[str]:
    """The columns of a sheet, in their order."""
    fields = list(sheet.rows[0].fields) if sheet is not None and sheet.rows else []
    return [*FIXED, "where", "before", "words", "after", *fields, *QUESTIONS[what], "note"]


def write_sheet(sheet: Sheet, path: str | Path, *, force: bool = False) -> tuple[Path, Path]:
    """Write a sheet as CSV, and the page to read beside it as HTML; return where they are.

    The CSV starts with the byte order mark that Excel needs, and no cell can be taken for a formula.

    Args:
        sheet: what was drawn.
        path: of the CSV file; the page lies beside it.
        force: whether a file that is there may be replaced: a coder's work may be in it.

    Raises:
        UsageError: if nothing was drawn, or the path does not end in ``.csv``.
        OutputError: if a file is there already, or cannot be written.
    """
    from onrecord.export.sample_page import page

    path = Path(path)
    beside = path.with_suffix(".html")
    if path.suffix.lower() != ".csv":
        raise UsageError(f"{path}: a sheet is a CSV file; name it {path.stem}.csv")
    if not sheet.rows:
        raise UsageError(f"the record holds no {sheet.what}, so there is nothing to draw")
    for file in (path, beside):
        if file.exists() and not force:
            raise OutputError(f"{file} is there already, and codes may be in it; name another file, or write --force")
    names = columns(sheet.what, sheet)
    lines = [",".join(quoted(name) for name in names)]
    for number, row in enumerate(sheet.rows, 1):
        values = {
            "row": str(number), "rows": str(len(sheet.rows)), "draw": sheet.draw, "record_id": row.record_id,
            "stratum": row.stratum, "stratum_size": str(sheet.sizes[row.stratum]), "where": row.where,
            "before": row.before, "words": row.words, "after": row.after, **row.fields,
        }  # fmt: skip
        cells = (values.get(name, "")[:_LONGEST] for name in names)
        lines.append(",".join(quoted(harmless(cell)) if cell else "" for cell in cells))
    try:
        path.write_bytes(MARK + ("\r\n".join(lines) + "\r\n").encode())
        beside.write_bytes(page(sheet, path.name).encode())
    except OSError as why:
        raise OutputError(f"{why.filename or path}: cannot be written: {why.strerror or why}") from why
    return path, beside
