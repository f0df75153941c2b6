"""What each finder costs over the bare parse, in one process, as shares of the parser's time.

    python benchmarks/cost.py [FILE_OR_FOLDER ...] [--as-is] [--pages 40] [--repeat 3] [--json]

Without files it makes the invented pile of ``make_pile.py``. All pages are read, then every stage is run over all of
them, ``--repeat`` times; the median of the processor time (not of the clock) is shown, also per 10,000 words. *bare*
is the parser alone over the same paragraphs; *parse* adds what onrecord does around it.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from make_pile import Rates, make_pile

from onrecord.acquire import acquire
from onrecord.annotate.events import find_events
from onrecord.annotate.figures import find_figures
from onrecord.annotate.names import find_mentions
from onrecord.annotate.parsing import BATCH, Parsed, load_model, parse, split_paragraphs
from onrecord.annotate.places import find_places
from onrecord.annotate.statements import find_statements
from onrecord.annotate.times import find_times
from onrecord.extract import extract
from onrecord.records import (
    ActorMention,
    Article,
    Event,
    Figure,
    Records,
    Snapshot,
    Statement,
    TimeExpression,
    body_view,
)
from onrecord.resolve import corefer
from onrecord.settings import Settings, default_settings


@dataclass
class Reading:
    """One page on its way through the finders."""

    article: Article
    parsed: Parsed | None = None
    times: list[TimeExpression] = field(default_factory=list)
    mentions: list[ActorMention] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    @property
    def tree(self) -> Parsed:
        """The parse; every finder but the parser needs it."""
        assert self.parsed is not None
        return self.parsed


def _bare(page: Reading, settings: Settings) -> None:
    nlp = load_model(settings.models)
    for _ in nlp.pipe((text for _, text in split_paragraphs(body_view(page.article).text)), batch_size=BATCH):
        pass


def _parse(page: Reading, settings: Settings) -> None:
    page.parsed = parse(page.article, settings.models)


def _times(page: Reading, _: Settings) -> None:
    page.times = find_times(page.tree, page.article.published.day)


def _names(page: Reading, _: Settings) -> None:
    page.mentions = find_mentions(page.tree)


def _statements(page: Reading, _: Settings) -> None:
    page.statements = find_statements(page.tree, page.mentions, page.times)


def _figures(page: Reading, _: Settings) -> None:
    page.figures = find_figures(page.tree, page.times, page.statements)


def _events(page: Reading, _: Settings) -> None:
    page.events = find_events(page.tree, page.mentions, page.times, page.statements)


def _places(page: Reading, _: Settings) -> None:
    find_places(page.tree)


def _corefer(page: Reading, settings: Settings) -> None:
    records = Records([page.article])
    records.add(*page.times, *page.mentions, *page.statements, *page.figures, *page.events)
    corefer(records, settings)


STEPS: dict[str, Callable[[Reading, Settings], None]] = {
    "bare": _bare,
    "parse": _parse,
    "times": _times,
    "names": _names,
    "statements": _statements,
    "figures": _figures,
    "events": _events,
    "places": _places,
    "corefer": _corefer,
}
"""What is measured, in the order in which it runs."""


def read_articles(paths: Sequence[str], as_is: bool, most: int, settings: Settings) -> list[Article]:
    """The first ``most`` pages of the input in a language that is parsed."""
    articles: list[Article] = []
    for snapshot in acquire(list(paths), settings):
        if not isinstance(snapshot, Snapshot) or snapshot.path.endswith((".json", ".ann", ".tsv")):
            continue
        page = Records([snapshot])
        extract(page, settings)
        for article in page.all(Article):
            if article.language in ("en", "und"):
                articles.append(replace(article, as_is=as_is))
        if len(articles) >= most:
            break
    return articles[:most]


def invented(count: int, settings: Settings) -> list[Article]:
    """Pages of the invented pile."""
    pages, _ = make_pile(count, max(1, count // 25), 7, Rates(0.6, 0.2, 0.1, 0.2, 0.1))
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            (Path(folder) / page.file).write_text(page.text(), "utf-8")
        return read_articles([folder], False, count, settings)


def measure(articles: Sequence[Article], repeat: int, settings: Settings) -> dict[str, list[float]]:
    """Seconds of processor time of each step, one number a round; a round before them warms up and is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in STEPS}
    for number in range(repeat + 1):
        pages = [Reading(article) for article in articles]
        for name, step in STEPS.items():
            gc.collect()
            start = time.process_time()
            for page in pages:
                step(page, settings)
            if number:
                seconds[name].append(time.process_time() - start)
    return seconds


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("paths", nargs="*")
    options.add_argument("--as-is", action="store_true", help="read whole files, nothing set aside")
    options.add_argument("--pages", type=int, default=40)
    options.add_argument("--repeat", type=int, default=3)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    settings = default_settings()
    articles = (
        read_articles(given.paths, given.as_is, given.pages, settings)
        if given.paths
        else invented(given.pages, settings)
    )
    words = sum(len(body_view(article).text.split()) for article in articles)
    if not words:
        options.error("there is no page to read")
    seconds = measure(articles, given.repeat, settings)
    medians = {name: statistics.median(found) for name, found in seconds.items()}
    rows = {
        name: {
            "share": round(median / medians["bare"], 4),
            "spread": round((max(seconds[name]) - min(seconds[name])) / medians["bare"], 4),
            "seconds_per_10000_words": round(median * 10_000 / words, 3),
        }
        for name, median in medians.items()
    }
    if given.json:
        print(json.dumps({"pages": len(articles), "words": words, "steps": rows}, indent=1))
        return
    print(f"{len(articles)} pages, {words} words, median of {given.repeat}; shares of the bare parse")
    for name, row in rows.items():
        share, spread, each = row["share"], row["spread"] / 2, row["seconds_per_10000_words"]
        print(f"{name:12}{share:8.1%}  ±{spread:6.1%}{each:9.3f} s/10,000 words")


if __name__ == "__main__":
    main()
