"""Measure onrecord on the benchmarks beside the checkout and print one line a figure.

    python scripts/measure.py [--shared ../shared] [--only seeds,times] [--keep build/measure]

Each task runs the command line as a user would and hands its output to the task's own scorer. The
benchmarks are other people's data and do not come with the project; without them this says so and stops.
"""

from __future__ import annotations

import argparse
import gzip
import os
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path


class Bench:
    """Where the benchmarks are, and where outputs go."""

    def __init__(self, shared: Path, keep: Path) -> None:
        self.root, self.seeds, self.keep = shared / "bench", shared / "seeds", keep
        keep.mkdir(parents=True, exist_ok=True)

    def annotate(self, *arguments: object, out: str) -> Path:
        """Run ``onrecord annotate`` on two cores."""
        return self.onrecord("annotate", "--workers", 2, *arguments, out=out)

    def onrecord(self, *arguments: object, out: str) -> Path:
        """Run the command line with its output in a file; it may exit with 1 (a page not read)."""
        target = self.keep / out
        started = time.monotonic()
        command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
        with target.open("wb") as stream:
            code = subprocess.run(command, stdout=stream, check=False).returncode
        if code not in (0, 1):
            raise SystemExit(f"exit {code}: {' '.join(command[:8])} ...")
        print(f"  {arguments[0]} -> {out}: {time.monotonic() - started:.0f} s", file=sys.stderr)
        return target

    def score(self, folder: str, *arguments: object, script: str = "score.py") -> str:
        """What a scorer prints."""
        command = [sys.executable, str(self.root / folder / script), *map(str, arguments)]
        environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
        return subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environment).stdout.decode()


def seeds(bench: Bench) -> None:
    """Every line of the seeds scorer."""
    files = sorted(bench.seeds.glob("*.txt"))
    database = bench.keep / "seeds.db"
    database.unlink(missing_ok=True)
    bench.onrecord("build", bench.seeds, "-o", database, out="seeds-build.txt")
    outputs = {
        "--annotate": bench.annotate(*files, out="seeds.jsonl"),
        "--articles": bench.onrecord("articles", database, "--json", out="seeds-articles.jsonl"),
        "--findings": bench.onrecord("findings", database, "--json", out="seeds-findings.json"),
    }
    options = [part for option in outputs.items() for part in option]
    print(bench.score("seeds", "--gold", bench.root / "seeds/gold.json", "--texts", bench.seeds, *options))


def statements(bench: Bench) -> None:
    """PolNeAR dev: who said what."""
    dev = bench.root / "statements/dev"
    pred = bench.annotate("--as-is", *sorted(dev.glob("*.txt")), out="statements.jsonl")
    print(bench.score("statements", dev, pred))


def speakers(bench: Bench) -> None:
    """BASIL dev: the names of speakers."""
    dev = bench.root / "speakers/dev"
    pred = bench.annotate("--as-is", *sorted(dev.glob("*.txt")), out="speakers.jsonl")
    print(bench.score("speakers", dev, pred))


def times(bench: Bench) -> None:
    """TempEval-3 dev: dates in text."""
    for name in ("TimeBank", "AQUAINT"):
        folder = bench.root / "times/dev" / name
        files = sorted(folder.glob("*.txt"))
        options = ("--as-is", "--published-from", folder / "published.tsv")
        pred = bench.annotate(*options, *files, out=f"times-{name}.jsonl")
        print(name, bench.score("times", folder, pred, "--json"))


def figures(bench: Bench) -> None:
    """NewsQuant and Recognizers dev: quantities."""
    for name in ("newsquant", "recognizers"):
        folder = bench.root / "figures/dev" / name
        pred = bench.annotate("--as-is", *sorted(folder.glob("*.txt")), out=f"figures-{name}.jsonl")
        print(name, bench.score("figures", folder, pred, "--json"))


def pages(bench: Bench) -> None:
    """Body, title, authors and date of HTML pages."""
    folder = bench.keep / "pages"
    folder.mkdir(exist_ok=True)
    for file in sorted((bench.root / "pages/dev/html").glob("*.gz")):
        (folder / file.stem).write_bytes(gzip.decompress(file.read_bytes()))
    pred = bench.annotate(*sorted(folder.glob("*.html")), out="pages.jsonl")
    print(bench.score("pages", bench.root / "pages/dev", pred))


def scraped(bench: Bench) -> None:
    """Furniture in scraped text."""
    for name in ("near", "full"):
        folder = bench.root / "scraped/dev" / name
        pred = bench.annotate(*sorted((folder / "text").glob("*.txt")), out=f"scraped-{name}.jsonl")
        print(name, bench.score("scraped", folder, pred))
        print(name, bench.score("pages", folder, pred))


def dates_html(bench: Bench) -> None:
    """The day of publication of pages of many languages and ages."""
    folder = bench.keep / "dates_html"
    folder.mkdir(exist_ok=True)
    for file in sorted((bench.root / "dates_html/dev/html").glob("*.gz")):
        (folder / file.stem).write_bytes(gzip.decompress(file.read_bytes()))
    pred = bench.annotate(*sorted(folder.glob("*.html")), out="dates_html.jsonl")
    print(bench.score("pages", bench.root / "dates_html/dev", pred))


def events(bench: Bench) -> None:
    """PLOVER events in sentences: types, quads, actors."""
    dev = bench.root / "events/dev"
    pred = bench.annotate("--as-is", *sorted(dev.glob("p*/*.txt")), out="events.jsonl")
    print(bench.score("events", dev, pred))


def actors(bench: Bench) -> None:
    """Country and sector of strings that name actors; the strings are of about 2022."""
    dev = bench.root / "events/dev"
    queries = dev / "actor_queries.tsv"
    pred = bench.onrecord("actor", "--batch", queries, "--date", "2022-07-01", out="actors.tsv")
    print(bench.score("events", dev / "actors.tsv", pred, script="score_actor.py"))


def timelines(bench: Bench) -> None:
    """What one actor did, dated and in order, across documents."""
    lines = b""
    for name in ("trial", "corpus_1"):
        folder = bench.root / "timelines/dev" / name
        options = ("--actors-from", folder / "actors.tsv", "--as-is", "--published-from", folder / "published.tsv")
        lines += bench.onrecord(
            "timeline", *options, *sorted(folder.glob("*.txt")), out=f"tl-{name}.jsonl"
        ).read_bytes()
    (bench.keep / "timelines.jsonl").write_bytes(lines)
    print(bench.score("timelines", bench.root / "timelines/dev", bench.keep / "timelines.jsonl"))


def copies(bench: Bench) -> None:
    """Copies of one text, and rewrites of one wire."""
    dev = bench.root / "copies/dev"
    for level in ("copy", "chain"):
        files = sorted((dev / "texts").glob("*.txt"))
        pred = bench.onrecord("copies", *files, "--json", "--level", level, out=f"copies-{level}.jsonl")
        print(level, bench.score("copies", "--gold", dev, "--pred", pred))


def stories(bench: Bench) -> None:
    """A mixed pile split into stories; look-alike happenings apart."""
    dev = bench.root / "stories/dev"
    pred = bench.onrecord("stories", *sorted((dev / "texts").glob("*.txt")), "--json", out="stories.jsonl")
    print(bench.score("stories", "--gold", dev, "--pred", pred))


def claims(bench: Bench) -> None:
    """Pairs of claims: strengthen, weaken, neither."""
    pairs = bench.root / "claims/dev/pairs.jsonl"
    pred = bench.onrecord("compare", pairs, out="claims.tsv")
    print(bench.score("claims", "--gold", pairs, "--pred", pred))


TASKS: dict[str, Callable[[Bench], None]] = {
    task.__name__: task
    for task in (
        seeds, statements, speakers, times, figures, pages, scraped,
        dates_html, events, actors, timelines, copies, stories, claims,
    )
}  # fmt: skip


def main() -> None:
    """Run the tasks that were asked for."""
    if find_spec("onrecord") is None:  # Else each command would exit with 1, as it does for a page that is not read.
        raise SystemExit(f"onrecord is not installed for {sys.executable}")
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=Path(__file__).parent.parent.parent / "shared")
    options.add_argument("--keep", type=Path, default=Path("build/measure"))
    options.add_argument("--only", default=",".join(TASKS))
    given = options.parse_args()
    if not (given.shared / "bench").is_dir():
        raise SystemExit(f"no benchmarks in {given.shared}: they are not part of the project; name them with --shared")
    bench = Bench(given.shared, given.keep)
    for name in given.only.split(","):
        print(f"== {name}: {(TASKS[name].__doc__ or '').strip()}")
        TASKS[name](bench)


if __name__ == "__main__":
    main()
