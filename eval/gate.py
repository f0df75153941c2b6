"""The quality gate: read the example crisis, score the record against the gold, and hold the floors.

    python eval/gate.py                                      exit 1 if a floor is broken or the corpus changed
    python eval/gate.py --misses statements                  what is missing or wrong behind these measures
    python eval/gate.py --update                             raise the floors to what is measured
    python eval/gate.py --update --allow-regression "why"    lower some as well; the reason is kept in the file

The floors stand in ``floors.json`` with the digest of the pages and of the gold that they were measured on. The
program gives the same record for the same pages and versions, so the noise band is there for rounding alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]  # Run as a file, the folder of the file is on the path and its package is not.

from eval.gold import GoldError, load_gold  # noqa: E402
from eval.metrics import Measure, measure  # noqa: E402
from eval.reading import Reading  # noqa: E402

PAGES = ROOT / "examples" / "port-amarel"
GOLD = ROOT / "examples" / "port-amarel.gold.json"
FLOORS = ROOT / "eval" / "floors.json"
NOISE = 0.0005
"""A share this little under its floor is no regression. One statement more or less moves a share by 0.01 or more."""
ABOUT = (
    "What the program reaches on examples/port-amarel, a share or a count of errors for each measure. Shares may only "
    "grow and errors only go: 'python eval/gate.py' holds them, '--update' moves them. Shares within 'noise' of a "
    "floor hold it; counts have no noise."
)


@dataclass(frozen=True, slots=True)
class Row:
    """A measure with its floor."""

    measure: Measure
    floor: float | None
    """``None`` for a new measure."""

    @property
    def broken(self) -> bool:
        """Whether the measure is worse than its floor by more than the noise."""
        if self.floor is None:
            return False
        if self.measure.better == "less":
            return self.measure.value > self.floor
        return self.measure.value < self.floor - NOISE

    @property
    def verdict(self) -> str:
        """A word for the table."""
        if self.floor is None:
            return "new"
        if self.broken:
            return "BROKEN"
        gain = self.measure.value - self.floor if self.measure.better == "more" else self.floor - self.measure.value
        return "better" if gain > NOISE else "holds"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate and return its exit code."""
    options = _parser().parse_args(arguments)
    floors = _read(options.floors)
    digest = corpus_digest(options.pages, options.gold)
    try:
        measures = score(options.pages, options.gold)
    except GoldError as why:
        sys.stderr.write(f"the gold does not fit the pages: {why}\n")
        return 1
    rows = [Row(item, floors.get("floors", {}).get(item.name)) for item in measures]
    _say(table(rows))
    for part in options.misses or ():
        _say(misses(rows, part))
    if options.update:
        return _update(options.floors, floors, digest, rows, options.allow_regression)
    return _judge(floors, digest, rows)


def score(pages: Path, gold: Path) -> list[Measure]:
    """Build the record of a folder of pages in a file that is thrown away, and score it.

    Raises:
        GoldError: if the gold does not fit the pages.
    """
    import onrecord

    with tempfile.TemporaryDirectory() as folder, onrecord.build(pages, Path(folder) / "story.db") as record:
        reading = Reading(record)
        return measure(load_gold(gold, reading.texts), reading)


def corpus_digest(pages: Path, gold: Path) -> str:
    """SHA-256 over the names and bytes of the pages, and over the gold."""
    digest = hashlib.sha256()
    for file in [*sorted(pages.iterdir()), gold]:
        digest.update(f"{file.name}\0{file.stat().st_size}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def table(rows: Sequence[Row]) -> str:
    """The measures, their floors, and what became of them."""
    lines = [f"{'measure':<28}{'measured':>10}{'floor':>10}  {'':<8}"]
    for row in rows:
        value, floor = _number(row.measure, row.measure.value), "-"
        if row.floor is not None:
            floor = _number(row.measure, row.floor)
        lines.append(f"{row.measure.name:<28}{value:>10}{floor:>10}  {row.verdict:<8}{row.measure.of}".rstrip())
    return "\n".join(lines)


def misses(rows: Sequence[Row], part: str) -> str:
    """What is missing or wrong behind the measures whose name begins with ``part``."""
    lines: list[str] = []
    for row in rows:
        if row.measure.name.startswith(part) and row.measure.misses:
            lines += ["", row.measure.name, *(f"  {miss}" for miss in row.measure.misses)]
    return "\n".join(lines)


def _judge(floors: dict[str, Any], digest: str, rows: Sequence[Row]) -> int:
    """Compare and tell."""
    broken = [row.measure.name for row in rows if row.broken]
    gone = sorted(set(floors.get("floors", {})) - {row.measure.name for row in rows})
    if floors.get("corpus") != digest:
        _say("\nThe pages or the gold are not those of the floors: look at what changed, then --update.")
    if gone:
        _say(f"\nNo longer measured: {', '.join(gone)}.")
    if broken:
        _say(f"\nUnder the floor: {', '.join(broken)}. '--misses {broken[0].split('.')[0]}' shows what is missing.")
    failed = bool(broken or gone or floors.get("corpus") != digest)
    if not failed and any(row.verdict in ("better", "new") for row in rows):
        _say("\nThe floors hold; --update raises them to what is measured.")
    return int(failed)


def _update(path: Path, floors: dict[str, Any], digest: str, rows: Sequence[Row], reason: str | None) -> int:
    """Move the floors to what is measured; none goes back without a reason."""
    lowered = [row for row in rows if row.broken]
    if lowered and not reason:
        worse = ", ".join(row.measure.name for row in lowered)
        _say(f"\nNot updated: {worse} would get worse. If that is meant, say why: --allow-regression REASON")
        return 1
    regressions = list(floors.get("regressions", []))
    if lowered:
        changes = {row.measure.name: [row.floor, round(row.measure.value, 4)] for row in lowered}
        regressions.append({"reason": reason, "floors": changes})
    kept = {row.measure.name: _next_floor(row) for row in rows}
    made = {"about": ABOUT, "corpus": digest, "noise": NOISE, "floors": kept, "regressions": regressions}
    path.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", "utf-8")
    _say(f"\n{path.name}: {sum(row.verdict in ('better', 'new') for row in rows)} raised, {len(lowered)} lowered.")
    return 0


def _next_floor(row: Row) -> float:
    """What is measured, unless that is a hair under the floor: noise must not add up."""
    value = round(row.measure.value, 4)
    return value if row.floor is None or row.verdict != "holds" else row.floor


def _number(item: Measure, value: float) -> str:
    return f"{value:.4f}" if item.better == "more" else f"{value:.0f}"


def _read(path: Path) -> dict[str, Any]:
    """The floors; nothing if there are none yet."""
    if not path.exists():
        return {}
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gate.py", description="Hold the floors of quality on the example crisis.")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--allow-regression", metavar="REASON", help="with --update: lower floors too, for a reason")
    parser.add_argument("--misses", nargs="+", metavar="PART", help="show what is missing behind the measures PART")
    parser.add_argument("--pages", type=Path, default=PAGES, help=argparse.SUPPRESS)
    parser.add_argument("--gold", type=Path, default=GOLD, help=argparse.SUPPRESS)
    parser.add_argument("--floors", type=Path, default=FLOORS, help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
