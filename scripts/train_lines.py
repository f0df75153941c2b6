"""Learn the weights of the line model from labelled scraped text: one command, no chance in it.

    python scripts/train_lines.py LABELLED_DIR... -o src/onrecord/codebooks/line_weights.tsv

A LABELLED_DIR holds ``gold.jsonl`` (one text a line: ``file``, ``site``, ``labels`` with one letter for each
non-empty line: B body, F furniture, others are left out) and the texts. Prints figures of texts whose site was
not learned from (five folds by site). Each text is also learned once with most of its furniture taken out, since
piles hold clean texts as well. Only weights of numeric features are written, no word of a text.
"""

from __future__ import annotations

import argparse
import json
import re
import zlib
from collections import Counter
from pathlib import Path

import numpy as np

from onrecord.extract.features import first_features, looks, second_features
from onrecord.extract.lines import Line, split_lines

FOLDS = 5
RIDGE = (1.0, 1.0)
RARE = 8


def load(folder: Path) -> list[tuple[str, list[Line], list[str]]]:
    texts = []
    for row in map(json.loads, (folder / "gold.jsonl").read_text("utf-8").splitlines()):
        text = (folder / row["file"]).read_bytes().decode("utf-8")
        labels = {}
        place = 0
        for match in re.finditer(r"[^\r\n]+", text):
            if match.group().strip():
                labels[match.start()] = row["labels"][place]
                place += 1
        starts = sorted(labels)
        lines = split_lines(text)
        letters = [labels[max(start for start in starts if start <= line.start)] for line in lines]
        texts.append((row["site"], lines, letters))
        texts.append((row["site"], *thinned(lines, letters)))
    return texts


def thinned(lines: list[Line], letters: list[str]) -> tuple[list[Line], list[str]]:
    keep = [letter != "F" or zlib.crc32(line.plain.encode()) % 8 == 0 for line, letter in zip(lines, letters, strict=True)]
    return [x for x, k in zip(lines, keep, strict=True) if k], [x for x, k in zip(letters, keep, strict=True) if k]


class Matrix:
    """Rows of features as numbers."""

    def __init__(self, rows: list[list[str]]) -> None:
        counts = Counter(feature for row in rows for feature in set(row))
        self.names = sorted(name for name, count in counts.items() if count >= RARE)
        self.at = {name: number for number, name in enumerate(self.names)}
        self.rows = [np.array(sorted({self.at[f] for f in row if f in self.at}), dtype=np.int32) for row in rows]

    def dense(self, which: np.ndarray) -> np.ndarray:
        full = np.zeros((len(which), len(self.names)), dtype=np.float32)
        for number, row in enumerate(which):
            full[number, self.rows[row]] = 1
        return full


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, ridge: float) -> np.ndarray:
    """Logistic regression by Newton steps."""
    beta = np.zeros(x.shape[1], dtype=np.float64)
    for _ in range(12):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (weight * (y - p)) - ridge * beta
        s = (weight * p * (1 - p) + 1e-6).astype(np.float32)
        hessian = (x.T @ (x * s[:, None])).astype(np.float64) + ridge * np.eye(x.shape[1])
        change = np.linalg.solve(hessian, gradient)
        beta += change
        if np.abs(change).max() < 1e-3:
            break
    return beta


def predict(x: np.ndarray, beta: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))


def out_of_fold(matrix: Matrix, y: np.ndarray, weight: np.ndarray, fold: np.ndarray, ridge: float) -> np.ndarray:
    odds = np.zeros(len(y))
    for number in range(FOLDS):
        learn, apply = np.flatnonzero((fold != number) & (weight > 0)), np.flatnonzero(fold == number)
        beta = fit(matrix.dense(learn), y[learn], weight[learn], ridge)
        odds[apply] = predict(matrix.dense(apply), beta)
    return odds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    texts, source = [], []
    for folder in arguments.folders:
        loaded = load(folder)
        texts += loaded
        source += [f"{folder.name}{' thinned' if number % 2 else ''}" for number in range(len(loaded))]
    fold, y, weight, kind = [], [], [], []
    first: list[list[str]] = []
    seen_all = []
    for (site, lines, letters), name in zip(texts, source, strict=True):
        seen = looks(lines)
        seen_all.append(seen)
        first += first_features(seen, lines)
        share = 0.5 if "thinned" in name else 1.0
        share *= 0.35 if name.startswith("full") else 1.0
        for line, letter in zip(lines, letters, strict=True):
            fold.append(zlib.crc32(site.encode()) % FOLDS)
            y.append(letter == "B")
            kind.append(name)
            size = 0.6 + min(1.4, len(line.plain) / 150)
            weight.append(share * (size if letter == "B" else 1.0) if letter in "BF" else 0.0)
    fold_a, y_a, weight_a, kind_a = np.array(fold), np.array(y, dtype=float), np.array(weight), np.array(kind)
    one = Matrix(first)
    odds = out_of_fold(one, y_a, weight_a, fold_a, RIDGE[0])
    second: list[list[str]] = []
    at = 0
    for seen in seen_all:
        size = len(seen)
        second += second_features(first[at : at + size], list(odds[at : at + size]), seen)
        at += size
    two = Matrix(second)
    final = out_of_fold(two, y_a, weight_a, fold_a, RIDGE[1])
    chars = np.array([len(line.plain.replace(" ", "")) for _, lines, _ in texts for line in lines])
    for name in sorted(set(kind)):
        which = (kind_a == name) & (weight_a > 0)
        for label, p in (("first pass", odds), ("second pass", final)):
            for cut in (0.3, 0.4, 0.5):
                report(f"{name}, {label}, cut {cut}", p[which] >= cut, y_a[which] > 0, chars[which])
    np.savez("/tmp/onrecord_lines.npz", final=final, odds=odds) if not arguments.output else write(arguments.output, one, two, y_a, weight_a)


def report(name: str, kept: np.ndarray, gold: np.ndarray, chars: np.ndarray) -> None:
    p, r = (kept & gold).sum() / max(1, kept.sum()), (kept & gold).sum() / max(1, gold.sum())
    removed = (~kept & ~gold).sum() / max(1, (~gold).sum())
    lost = chars[gold & ~kept].sum() / chars[gold].sum()
    print(f"{name:36} P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f} furniture removed {removed:.3f} body characters lost {lost:.4f}")


def write(path: Path, one: Matrix, two: Matrix, y: np.ndarray, weight: np.ndarray) -> None:
    rows = [
        "# Weights of the line model: pass, feature, weight (positive: article). What the features mean stands in",
        "# onrecord/extract/features.py.",
        "#",
        "# source: learned by scripts/train_lines.py from line labels of scraped news pages; weights of numeric features",
        "# alone, no word of a text.",
    ]
    learn = np.flatnonzero(weight > 0)
    for number, (matrix, ridge) in enumerate(((one, RIDGE[0]), (two, RIDGE[1])), 1):
        beta = fit(matrix.dense(learn), y[learn], weight[learn], ridge)
        rows += [f"{number}\t{name}\t{value:.3f}" for name, value in zip(matrix.names, beta, strict=True)]
    path.write_text("\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()
