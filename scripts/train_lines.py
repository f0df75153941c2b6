"""Learn the weights of the line model from labelled lines: one command, no chance in it.

    python scripts/train_lines.py BENCH/scraped/dev BENCH/pages/dev -o src/onrecord/codebooks/line_weights.tsv

The first folder holds ``near`` and ``full``, each with ``gold.jsonl`` (one text a line: ``id``, ``file``, ``site``,
``labels`` with one letter for each non-empty line: B body, F furniture, others are left out) and the texts;
the second the HTML of the same pages (``html/ID.html.gz``), whose lines get the labels of the equal lines of ``full``.
Prints figures of texts whose site was not learned from (five folds by site), for each table and for what a reader gets
in the end (``as read``). Each text is also learned once with most of its furniture taken out, since piles hold clean
texts as well. Only weights of numeric features are written, no word of a text.

``--only title`` takes about half a minute, ``--only html`` over four minutes of processor time, all of it longer.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import json
import re
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.extract.agencies import shown_agencies
from onrecord.extract.align import kept_lines, main_text
from onrecord.extract.features import NO_TITLE, Look, first_features, looks, second_features
from onrecord.extract.html import read_html
from onrecord.extract.html_features import Hint, hints_of, marked_features
from onrecord.extract.lines import Line, key, split_lines
from onrecord.extract.metadata import read_metadata
from onrecord.extract.model import mixed
from onrecord.extract.roles import read_lines
from onrecord.extract.titles import ENOUGH, choose_title, find_headline, headings, headline_features
from onrecord.extract.weights import Weights
from onrecord.extract.wraps import unwrapped

FOLDS = 5
RARE = 8
RIDGE = {"html": 3.0}
"""How much weights are pulled towards nought, in each table (1 unless given): pages with mark-up have many features
that go together, and on sites not learned from they do better with smaller weights."""
SHARES = {
    "text": {"near": 1.0, "near thinned": 0.5, "full": 0.0},
    "dump": {"near": 1.0, "full": 1.0},
    "html": {"html": 1.0},
}
"""How much each kind of text counts in each table; one of weight 0 is only measured."""


@dataclass
class Text:
    kind: str
    site: str
    lines: list[Line]
    letters: list[str]
    hints: list[Hint] | None = None

    @property
    def fold(self) -> int:
        """The fold of its site."""
        return zlib.crc32(self.site.encode()) % FOLDS


def rows_of(folder: Path) -> list[dict[str, str]]:
    return [json.loads(row) for row in (folder / "gold.jsonl").read_text("utf-8").splitlines()]


def labelled(folder: Path, row: dict[str, str], kind: str) -> Text:
    text = (folder / row["file"]).read_bytes().decode("utf-8")
    starts, letters = [], []
    for match in re.finditer(r"[^\r\n]+", text):
        if match.group().strip():
            starts.append(match.start())
            letters.append(row["labels"][len(starts) - 1])
    lines = unwrapped(text, split_lines(text))
    places = np.searchsorted(starts, [line.start for line in lines], side="right") - 1
    return Text(kind, row["site"], lines, [letters[place] for place in places])


def thinned(text: Text) -> Text:
    keep = [
        letter != "F" or zlib.crc32(line.plain.encode()) % 8 == 0
        for line, letter in zip(text.lines, text.letters, strict=True)
    ]
    return Text(
        text.kind + " thinned",
        text.site,
        [x for x, k in zip(text.lines, keep, strict=True) if k],
        [x for x, k in zip(text.letters, keep, strict=True) if k],
    )


def page(source: Path, full: Text) -> Text:
    read = read_html(gzip.decompress(source.read_bytes()).decode("utf-8", "replace"))
    lines = split_lines(read.text)
    letters = ["I"] * len(lines)
    matcher = difflib.SequenceMatcher(None, [x.plain for x in full.lines], [x.plain for x in lines], autojunk=False)
    for left, right, size in matcher.get_matching_blocks():
        letters[right : right + size] = full.letters[left : left + size]
    if read.tree is None:
        return Text("html", full.site, [], [], [])
    stated = read_metadata(read.tree)
    title, place = choose_title(stated.titles, headings(read, lines))
    if place is None and title:
        place = next((n for n, line in enumerate(lines) if key(line.shown) == key(title)), None)
    hints = hints_of(read, lines, kept_lines(lines, main_text(read.tree)), stated.descriptions, place)
    return Text("html", full.site, lines, letters, hints)


class Matrix:
    """Rows of features as numbers; a feature counts if enough of the rows that are learned from have it."""

    def __init__(self, rows: list[list[str]], learned: np.ndarray | None = None) -> None:
        counts = Counter(
            feature for number, row in enumerate(rows) if learned is None or learned[number] for feature in set(row)
        )
        self.names = sorted(name for name, count in counts.items() if count >= RARE)
        self.at = {name: number for number, name in enumerate(self.names)}
        self.rows = [np.array(sorted({self.at[f] for f in row if f in self.at}), dtype=np.int32) for row in rows]

    def dense(self, which: np.ndarray) -> np.ndarray:
        full = np.zeros((len(which), len(self.names)), dtype=np.float32)
        for number, row in enumerate(which):
            full[number, self.rows[row]] = 1
        return full


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, ridge: float) -> np.ndarray:
    """Logistic regression by Newton steps, its weights pulled towards nought by ``ridge``."""
    beta = np.zeros(x.shape[1])
    for _ in range(12):
        p = predict(x, beta)
        gradient = x.T @ (weight * (y - p)).astype(np.float32) - ridge * beta
        s = (weight * p * (1 - p) + 1e-6).astype(np.float32)
        hessian = (x.T @ (x * s[:, None])).astype(np.float64) + ridge * np.eye(x.shape[1])
        change = np.linalg.solve(hessian, gradient)
        beta += change
        if np.abs(change).max() < 1e-2:
            break
    return beta


def predict(x: np.ndarray, beta: np.ndarray) -> np.ndarray:
    chances: np.ndarray = 1 / (1 + np.exp(-np.clip(x @ beta.astype(np.float32), -30, 30)))
    return chances


def out_of_fold(matrix: Matrix, y: np.ndarray, weight: np.ndarray, fold: np.ndarray, ridge: float) -> np.ndarray:
    odds = np.zeros(len(y))
    for number in range(FOLDS):
        learn, apply = np.flatnonzero((fold != number) & (weight > 0)), np.flatnonzero(fold == number)
        beta = fit(matrix.dense(learn), y[learn], weight[learn], ridge)
        for part in np.array_split(apply, 1 + len(apply) // 20000):
            odds[part] = predict(matrix.dense(part), beta)
    return odds


def train(name: str, texts: list[Text], titles: list[Weights]) -> tuple[list[str], dict[str, list[np.ndarray]]]:
    """The table rows of one kind of text, and the out-of-fold odds of each text by its kind; prints their figures.

    Args:
        name: the table.
        texts: what it is learned from and measured on.
        titles: the headline weights of each fold, learned without its texts; none for pages with mark-up.
    """
    seen: list[list[Look]] = [looks(text.lines) for text in texts]
    first = [
        row
        for text, look in zip(texts, seen, strict=True)
        for row in first_features(
            look, text.lines, marked_features(text.hints, look) if text.hints is not None else None
        )
    ]
    lines = [(text, line, letter) for text in texts for line, letter in zip(text.lines, text.letters, strict=True)]
    y = np.array([letter == "B" for _, _, letter in lines], dtype=float)
    fold = np.array([text.fold for text, _, _ in lines])
    kind = np.array([text.kind for text, _, _ in lines])
    scored = np.array([letter in "BF" for _, _, letter in lines])
    chars = np.array([len(line.plain.replace(" ", "")) for _, line, _ in lines])
    weight = (
        np.array([SHARES[name][text.kind] for text, _, _ in lines])
        * scored
        * np.where(y > 0, 0.6 + np.minimum(1.4, chars / 130), 1.0)
    )
    ridge = RIDGE.get(name, 1.0)
    one = Matrix(first, weight > 0)
    odds = out_of_fold(one, y, weight, fold, ridge)
    second, at = [], 0
    for text, look in zip(texts, seen, strict=True):
        own = list(odds[at : at + len(look)])
        title = find_headline(text.lines, own, weights=titles[text.fold]) if titles else NO_TITLE
        second += second_features(first[at : at + len(look)], own, look, title)
        at += len(look)
    two = Matrix(second, weight > 0)
    final = out_of_fold(two, y, weight, fold, ridge)
    for group in sorted(set(kind)):
        which = (kind == group) & scored
        for cut in (0.35, 0.5):
            report(f"{name}: {group}, first pass, cut {cut}", odds[which] >= cut, y[which] > 0, chars[which])
            report(f"{name}: {group}, second pass, cut {cut}", final[which] >= cut, y[which] > 0, chars[which])
    learn = np.flatnonzero(weight > 0)
    rows = []
    for number, matrix in enumerate((one, two), 1):
        beta = fit(matrix.dense(learn), y[learn], weight[learn], ridge)
        rows += [f"{name}{number}\t{feature}\t{value:.3f}" for feature, value in zip(matrix.names, beta, strict=True)]
    found: dict[str, list[np.ndarray]] = {}
    for text, part in zip(texts, np.split(final, np.cumsum([len(look) for look in seen])[:-1]), strict=True):
        found.setdefault(text.kind, []).append(part)
    return rows, found


def report_as_read(
    texts: list[Text], text_odds: list[np.ndarray], dump_odds: list[np.ndarray], titles: list[Weights]
) -> None:
    """Print what a reader gets of texts whose site was not learned from: both tables, headline and rules together."""
    kept, gold, chars = [], [], []
    for text, left, right in zip(texts, text_odds, dump_odds, strict=True):
        odds, known = mixed(list(left), list(right)), shown_agencies(text.lines)
        reading = read_lines(text.lines, odds, find_headline(text.lines, odds, known, titles[text.fold]), known)
        for line, letter, inside in zip(text.lines, text.letters, reading.body, strict=True):
            if letter in "BF":
                kept.append(inside)
                gold.append(letter == "B")
                chars.append(len(line.plain.replace(" ", "")))
    report(f"{texts[0].kind}, as read", np.array(kept), np.array(gold), np.array(chars))


def train_titles(texts: list[Text]) -> tuple[list[str], list[Weights]]:
    """The table rows of the title model, and the weights learned without each fold.

    The line odds that it reads are those of the labels.
    """
    items = []
    for text in texts:
        if "H" in text.letters:
            odds = [0.95 if letter == "B" else 0.5 if letter in "HI" else 0.05 for letter in text.letters]
            # a headline may be taken for body or not before it is known: learned both ways
            odds = [
                0.6 * (zlib.crc32(line.plain.encode()) % 2) if letter == "H" else chance
                for chance, line, letter in zip(odds, text.lines, text.letters, strict=True)
            ]
            items.append((text, headline_features(text.lines, odds)))
    matrix = Matrix([row for _, found in items for _, row in found])
    y = np.array([text.letters[number] == "H" for text, found in items for number, _ in found], dtype=float)
    fold = np.array([text.fold for text, found in items for _ in found])
    weight = np.array([{"near": 1.0, "near thinned": 0.6}.get(text.kind, 0.3) for text, found in items for _ in found])
    ridge = RIDGE.get("title", 1.0)
    odds_all = out_of_fold(matrix, y, weight, fold, ridge)
    for kind in ("near", "near thinned", "full"):
        at, right, wrong, total = 0, 0, 0, 0
        for text, found in items:
            chances = odds_all[at : at + len(found)]
            marks = y[at : at + len(found)]
            at += len(found)
            if text.kind == kind:
                total += 1
                if len(chances) and chances.max() >= ENOUGH:
                    right += marks[chances.argmax()] > 0
                    wrong += marks[chances.argmax()] == 0
        print(
            f"titles of {kind}: {total} texts, right {right}, wrong {wrong}, none {total - right - wrong}", flush=True
        )
    folds: list[Weights] = []
    for number in range(FOLDS):
        learn = np.flatnonzero(fold != number)
        folds.append(dict(zip(matrix.names, fit(matrix.dense(learn), y[learn], weight[learn], ridge), strict=True)))
    beta = fit(matrix.dense(np.arange(len(y))), y, weight, ridge)
    return [f"title\t{feature}\t{value:.3f}" for feature, value in zip(matrix.names, beta, strict=True)], folds


def report(name: str, kept: np.ndarray, gold: np.ndarray, chars: np.ndarray) -> None:
    p, r = (kept & gold).sum() / max(1, kept.sum()), (kept & gold).sum() / max(1, gold.sum())
    removed = (~kept & ~gold).sum() / max(1, (~gold).sum())
    lost = chars[gold & ~kept].sum() / chars[gold].sum()
    print(
        f"{name:42} P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f} "
        f"furniture removed {removed:.3f} body characters lost {lost:.4f}",
        flush=True,
    )


HEAD = """\
# Weights of the line model: table, feature, weight (positive: body). text1 and text2: first and second pass over
# scraped text; dump1 and dump2: over whole pages pasted as text as well; html1 and html2: over pages with mark-up. What
# the features mean stands in onrecord/extract/features.py.
#
# source: learned by scripts/train_lines.py from line labels of scraped news pages; weights of numeric features alone,
# no word of a text."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scraped", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--only", choices=("text", "html", "title"))
    arguments = parser.parse_args()
    near = [labelled(arguments.scraped / "near", row, "near") for row in rows_of(arguments.scraped / "near")]
    full_rows = rows_of(arguments.scraped / "full")
    full = [labelled(arguments.scraped / "full", row, "full") for row in full_rows]
    old = arguments.output.read_text("utf-8").splitlines() if arguments.output and arguments.output.exists() else []
    tables = {
        "text": [row for row in old if row.startswith("text")],
        "html": [row for row in old if row.startswith("html")],
        "dump": [row for row in old if row.startswith("dump")],
        "title": [row for row in old if row.startswith("title")],
    }
    short = near + [thinned(text) for text in near]
    title_rows, titles = train_titles(short + full)
    if arguments.only in (None, "title"):
        tables["title"] = title_rows
    if arguments.only in (None, "text"):
        tables["text"], text_odds = train("text", short + full, titles)
        tables["dump"], dump_odds = train("dump", near + full, titles)
        for texts in (near, full):
            report_as_read(texts, text_odds[texts[0].kind], dump_odds[texts[0].kind], titles)
    if arguments.only in (None, "html"):
        pages = [
            page(arguments.pages / "html" / f"{row['id']}.html.gz", text)
            for row, text in zip(full_rows, full, strict=True)
        ]  # fmt: skip
        tables["html"], _ = train("html", pages, [])
    if arguments.output:
        arguments.output.write_text(
            "\n".join([HEAD, *tables["text"], *tables["dump"], *tables["html"], *tables["title"]]) + "\n", "utf-8"
        )


if __name__ == "__main__":
    main()
