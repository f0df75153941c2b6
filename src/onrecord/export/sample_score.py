"""Coding sheets read back: how much is right, with its interval, and how far coders agree.

Spreadsheets change files: separators, encodings, quotation marks, the order of rows. What can be understood is read;
what cannot is said with the file, the line and the reason.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import InputError
from onrecord.export.agreement import Share, alpha, plain_share, stratified_share
from onrecord.export.sampling import CODES, FIXED, QUESTIONS

_SHORT = {"y": "yes", "1": "yes", "true": "yes", "n": "no", "0": "no", "false": "no", "?": "unclear", "u": "unclear"}
_SEPARATORS = (",", ";", "\t")
_MOST_ERRORS = 5
_LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Coded:
    """One row as a coder left it."""

    record_id: str
    """The record."""
    stratum: str
    """Its stratum."""
    codes: dict[str, str | None]
    """The answer to each question; ``None`` where there is none."""
    line: int
    """Line of the file on which it begins."""


@dataclass(frozen=True, slots=True)
class CodedSheet:
    """One sheet as a coder left it."""

    path: Path
    """The file."""
    draw: str
    """The draw that it belongs to."""
    questions: tuple[str, ...]
    """The columns with answers."""
    sizes: dict[str, int]
    """How many records each stratum has in the record."""
    rows: tuple[Coded, ...]
    """The rows, in the order of the file."""
    missing: int
    """How many rows of the draw are not in the file."""


@dataclass(frozen=True, slots=True)
class Precision:
    """The share of *yes* among *yes* and *no* to one question on one sheet."""

    question: str
    """The column."""
    overall: Share | None
    """Weighted by the sizes of the strata; ``None`` if nothing is judged."""
    strata: dict[str, Share | None]
    """By stratum."""
    unclear: int
    """How many are *unclear*: they count neither way."""
    empty: int
    """How many are not judged."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the coders of several sheets agree on one question."""

    question: str
    """The column."""
    alpha: float | None
    """Krippendorff's alpha, nominal; ``None`` where it is not defined."""
    same: int
    """On how many rows all who judged it gave the same answer."""
    judged: int
    """How many rows were judged by two or more."""
    different: tuple[str, ...]
    """The records on which they differ, in the order of the first sheet."""


@dataclass(frozen=True, slots=True)
class Score:
    """What coding sheets say."""

    sheets: tuple[CodedSheet, ...]
    """The sheets."""
    precision: tuple[tuple[Precision, ...], ...]
    """For each sheet, for each question."""
    agreement: tuple[Agreement, ...]
    """For each question; empty for one sheet."""


def score(paths: Sequence[str | Path]) -> Score:
    """Read coding sheets back.

    Args:
        paths: one file a coder.

    Raises:
        InputError: if a file cannot be read as a sheet, with the lines and reasons; or if the sheets are of different
            draws.
    """
    sheets = tuple(read_sheet(Path(path)) for path in paths)
    for sheet in sheets[1:]:
        if sheet.draw != sheets[0].draw:
            raise InputError(
                f"{sheet.path} and {sheets[0].path} are of different draws ({sheet.draw} and {sheets[0].draw}): "
                "coders agree or differ on the same rows only"
            )
    questions = [name for name in sheets[0].questions if all(name in sheet.questions for sheet in sheets)]
    agreement = tuple(_agreement(name, sheets) for name in questions) if len(sheets) > 1 else ()
    return Score(sheets, tuple(tuple(_precision(q, sheet) for q in sheet.questions) for sheet in sheets), agreement)


def _precision(question: str, sheet: CodedSheet) -> Precision:
    """How much is right on one sheet."""
    right = dict.fromkeys(sheet.sizes, 0)
    coded = dict.fromkeys(sheet.sizes, 0)
    answers = [row.codes[question] for row in sheet.rows]
    for row, answer in zip(sheet.rows, answers, strict=True):
        right[row.stratum] += answer == "yes"
        coded[row.stratum] += answer in ("yes", "no")
    strata = sorted(sheet.sizes)
    return Precision(
        question, stratified_share([(right[name], coded[name], sheet.sizes[name]) for name in strata]),
        {name: plain_share(right[name], coded[name]) for name in strata},
        answers.count("unclear"), answers.count(None),
    )  # fmt: skip


def _agreement(question: str, sheets: Sequence[CodedSheet]) -> Agreement:
    """How far several sheets agree."""
    by_id = [{row.record_id: row.codes[question] for row in sheet.rows} for sheet in sheets]
    ids = list(dict.fromkeys(name for answers in by_id for name in answers))
    units = [[answers.get(name) for answers in by_id] for name in ids]
    judged = [
        (name, {value for value in unit if value is not None})
        for name, unit in zip(ids, units, strict=True)
        if sum(value is not None for value in unit) > 1
    ]
    different = tuple(name for name, values in judged if len(values) > 1)
    return Agreement(question, alpha(units), len(judged) - len(different), len(judged), different)


# --- reading ------------------------------------------------------------------------------------------


def read_sheet(path: Path) -> CodedSheet:
    """One sheet as a coder left it.

    Raises:
        InputError: if it cannot be read as a sheet.
    """
    text = _decoded(path)
    first = text.partition("\n")[0]
    if first.lower().startswith("sep="):
        text = text.partition("\n")[2]
    separator = max(_SEPARATORS, key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    offset = 1 if first.lower().startswith("sep=") else 0
    try:
        table = [(reader.line_num + offset, cells) for cells in reader]
    except csv.Error as why:
        raise InputError(f"{path}, line {reader.line_num + offset}: this is no CSV: {why}") from why
    if not table:
        raise InputError(f"{path}: the file is empty")
    names = [name.strip().lower() for name in table[0][1]]
    absent = [name for name in FIXED if name not in names]
    if absent:
        raise InputError(
            f"{path}, line 1: no column {', '.join(absent)}; this is no sheet of 'onrecord sample', or its first row "
            "was changed"
        )
    asked = {name for questions in QUESTIONS.values() for name in questions}
    questions = tuple(name for name in names if name in asked)
    if not questions:
        raise InputError(f"{path}, line 1: no column for answers, such as 'right'; the first row was changed")
    return _Reader(path, names, questions).read(table[1:])


def _decoded(path: Path) -> str:
    """The text of a file in whatever encoding a spreadsheet gave it."""
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path}: {path.stat().st_size:,} bytes are no coding sheet")
        data = path.read_bytes()
    except OSError as why:
        raise InputError(f"{path}: cannot be read: {why.strerror or why}") from why
    if data.startswith(b"PK\x03\x04"):
        raise InputError(f"{path}: this is a workbook; save it from the spreadsheet as CSV")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # the codes and ids are ASCII; only quoted words may be harmed


class _Reader:
    """Reads the rows of one file and collects what is wrong with them."""

    def __init__(self, path: Path, names: Sequence[str], questions: tuple[str, ...]) -> None:
        self.path, self.names, self.questions = path, names, questions
        self.errors: list[str] = []
        self.sizes: dict[str, int] = {}
        self.seen: dict[str, int] = {}
        self.draws: dict[str, int] = {}
        self.drawn = 0

    def read(self, table: Sequence[tuple[int, Sequence[str]]]) -> CodedSheet:
        """All rows, or an error that names the first ones that are wrong."""
        found = [self._row(line, cells) for line, cells in table if any(cell.strip() for cell in cells)]
        if len(self.draws) > 1:
            self.errors.append(f"rows of different draws are mixed: {', '.join(sorted(self.draws))}")
        if not found:
            self.errors.append("there is no row under the first one")
        if self.errors:
            more = len(self.errors) - _MOST_ERRORS
            rest = f"; and {more} more" if more > 0 else ""
            raise InputError(f"{self.path}: " + "; ".join(self.errors[:_MOST_ERRORS]) + rest)
        rows = tuple(row for row in found if row is not None)
        draw = next(iter(self.draws))
        return CodedSheet(self.path, draw, self.questions, self.sizes, rows, max(0, self.drawn - len(rows)))

    def _row(self, line: int, cells: Sequence[str]) -> Coded | None:
        """One row."""
        if len(cells) < len(self.names) - 1 and len(cells) < 1 + self.names.index("stratum_size"):
            self._wrong(line, f"only {len(cells)} of {len(self.names)} cells")
            return None
        value = {name: _cell(cell) for name, cell in zip(self.names, cells, strict=False)}
        name, stratum = value["record_id"], value["stratum"]
        if not name or not stratum or not value["draw"]:
            self._wrong(line, "record_id, stratum or draw is empty")
            return None
        if name in self.seen:
            self._wrong(line, f"{name} stands on line {self.seen[name]} already")
            return None
        sizes = [_number(value[column]) for column in ("stratum_size", "rows")]
        if sizes[0] is None or sizes[1] is None:
            self._wrong(line, "stratum_size and rows must be whole numbers, as they were")
            return None
        if self.sizes.setdefault(stratum, sizes[0]) != sizes[0]:
            self._wrong(line, f"stratum {stratum!r} has the size {sizes[0]} here and {self.sizes[stratum]} above")
            return None
        self.seen[name], self.drawn = line, max(self.drawn, sizes[1])
        self.draws.setdefault(value["draw"], line)
        codes = {question: self._code(line, question, value.get(question, "")) for question in self.questions}
        return Coded(name, stratum, codes, line)

    def _code(self, line: int, question: str, cell: str) -> str | None:
        """The answer in a cell."""
        answer = _SHORT.get(cell.lower(), cell.lower())
        if not answer:
            return None
        if answer not in CODES:
            self._wrong(line, f"column {question!r} holds {cell[:40]!r}; write {', '.join(CODES)}, or nothing")
            return None
        return answer

    def _wrong(self, line: int, reason: str) -> None:
        """Note what is wrong with a line."""
        self.errors.append(f"line {line}: {reason}")


def _cell(text: str) -> str:
    """The value of a cell, without blanks and the apostrophe that keeps formulas from running."""
    return text.strip().removeprefix("'").strip()


def _number(text: str) -> int | None:
    """A whole number, also as a spreadsheet may write it: *40.0*, *40,0*."""
    plain = text.replace(",", ".").removesuffix(".0")
    return int(plain) if plain.isdecimal() else None
