"""What setting a pile side by side costs, against the bare parse of the same pages in the same process.

    python benchmarks/pile_cost.py [FILE_OR_FOLDER ...] [--pages 200] [--json]

Without files it makes the invented pile of ``make_pile.py``, of 25 pages a story. The pages are read and written; then
all but one are set side by side, step by step, and the last one is added. Processor time counts, not the clock. *bare*
is the parser alone over the same paragraphs; shares are of that. A build at once is the reading of all pages and all
steps; what one page more costs is given as a share of it. Seconds grow with whatever else runs, ratios less.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from make_pile import Rates, make_pile

from onrecord.acquire import acquire
from onrecord.annotate.parsing import BATCH, load_model, split_paragraphs
from onrecord.record.building import Progress, _Build
from onrecord.record.stages import PAGE_SOURCES, versions
from onrecord.record.stale import read_stale
from onrecord.records import Article, Records, Snapshot, body_view
from onrecord.settings import Settings, default_settings
from onrecord.store import Database
from onrecord.vectors import word_vectors


def read(paths: Sequence[str], most: int, settings: Settings) -> list[Records]:
    """The first ``most`` pages of the input, read by all stages that see one page."""
    made = versions(PAGE_SOURCES, settings)
    pages: list[Records] = []
    for snapshot in acquire(list(paths), settings):
        if isinstance(snapshot, Snapshot) and len(pages) < most:
            page = read_stale(snapshot, settings, made)
            pages += [page] if page.all(Article) else []
    return pages


def bare(pages: Sequence[Records], settings: Settings) -> float:
    """Seconds that the parser alone takes over all pages."""
    nlp = load_model(settings.models)
    start = time.process_time()
    for page in pages:
        for article in page.all(Article):
            texts = (text for _, text in split_paragraphs(body_view(article).text))
            for _ in nlp.pipe(texts, batch_size=BATCH):
                pass
    return time.process_time() - start


def add(path: Path, pages: Sequence[Records], settings: Settings) -> dict[str, float]:
    """Seconds of each step of adding pages, which have been read, to a record."""
    seconds: dict[str, float] = {}
    last: list[tuple[str, float]] = []

    def tell(now: Progress) -> None:
        ended = time.process_time()
        if last:
            name, began = last.pop()
            seconds[name] = seconds.get(name, 0.0) + ended - began
        last.append((now.step, ended))

    with Database.create(path) as database:
        building = _Build(database, settings, tell)
        for page in pages:
            building._store(page)
        building.relate()
        tell(Progress())
    return {name: spent for name, spent in seconds.items() if name != "read"}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("paths", nargs="*")
    options.add_argument("--pages", type=int, default=200)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    settings = default_settings()
    with tempfile.TemporaryDirectory() as folder:
        paths = given.paths
        if not paths:
            paths = [f"{folder}/pages"]
            Path(paths[0]).mkdir()
            made, _ = make_pile(given.pages, max(1, given.pages // 25), 7, Rates(0.6, 0.2, 0.1, 0.2, 0.1))
            for page in made:
                (Path(paths[0]) / page.file).write_text(page.text(), "utf-8")
        load_model(settings.models)
        began = time.process_time()
        pages = read(paths, given.pages, settings)
        reading = time.process_time() - began
        if len(pages) < 2:
            options.error("there are no two pages to read")
        parsed = bare(pages, settings)
        word_vectors(settings.models)
        record = Path(folder) / "pile.db"
        runs = {"all but one": add(record, pages[:-1], settings), "one more": add(record, pages[-1:], settings)}
    words = sum(len(body_view(article).text.split()) for page in pages for article in page.all(Article))
    rows = {
        name: {step: round(spent, 3) for step, spent in [*run.items(), ("together", sum(run.values()))]}
        for name, run in runs.items()
    }
    whole = reading + rows["all but one"]["together"]
    ratios = {
        "relate / bare parse": rows["all but one"].get("relate", 0.0) / parsed,
        "all steps / bare parse": rows["all but one"]["together"] / parsed,
        "all steps / reading": rows["all but one"]["together"] / reading,
        "one page more / build at once": (reading / len(pages) + rows["one more"]["together"]) / whole,
    }
    if given.json:
        told_all = {"pages": len(pages), "words": words, "bare": round(parsed, 3), "reading": round(reading, 3)}
        print(json.dumps({**told_all, "seconds": rows, "ratios": ratios}, indent=1))
        return
    print(f"{len(pages)} pages, {words} words; bare parse {parsed:.2f} s; reading, parse included, {reading:.2f} s")
    for name, row in rows.items():
        told = ", ".join(f"{step} {spent:.2f} s ({spent / parsed:.1%})" for step, spent in row.items())
        print(f"{name}: {told}")
    print("; ".join(f"{name} {ratio:.1%}" for name, ratio in ratios.items()))


if __name__ == "__main__":
    main()
