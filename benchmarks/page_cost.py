"""What reading a page of HTML costs, against trafilatura alone on the same pages in the same process.

    python benchmarks/page_cost.py FOLDER [--pages 100] [--repeat 3] [--json]

FOLDER holds pages (``.html``, ``.htm``, also ``.gz``), taken evenly from it. Each is read by ``onrecord`` (text, roles,
title, bylines, agencies, outlet, language, dates) and by ``trafilatura.bare_extraction(with_metadata=True)``, in turns,
``--repeat`` times. Processor time counts, not the clock, and of each page the fastest turn of each reader, since other
work on the machine only ever adds. The ratio is that of the sums; a round before them warms up and is not counted.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import math
import statistics
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import trafilatura

from onrecord.extract import extract
from onrecord.records import Records, Snapshot, make_id
from onrecord.settings import Settings, default_settings


def ours(data: bytes, settings: Settings) -> None:
    """Read a page with onrecord."""
    digest = sha256(data).hexdigest()
    extract(Records([Snapshot(make_id("d", digest), "p.html", data, digest, "text/html", "utf-8", "utf-8")]), settings)


def theirs(data: bytes) -> None:
    """Read a page with trafilatura and its meta data; what it cannot read is passed over."""
    try:
        trafilatura.bare_extraction(data.decode("utf-8", "replace"), with_metadata=True)
    except Exception as error:  # a reader of untrusted pages
        logging.getLogger(__name__).debug("%r", error)


def seconds(read: Callable[[], None]) -> float:
    """Processor time that a call takes."""
    start = time.process_time()
    read()
    return time.process_time() - start


def pages_of(folder: Path, most: int) -> list[bytes]:
    """The pages of a folder, evenly taken."""
    files = sorted(path for path in folder.rglob("*") if path.name.removesuffix(".gz").endswith((".html", ".htm")))
    step = max(1, len(files) // most)
    return [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files[::step]]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--pages", type=int, default=100)
    options.add_argument("--repeat", type=int, default=3)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    settings = default_settings()
    pages = pages_of(given.folder, given.pages)
    if not pages:
        options.error("there is no page to read")
    for data in pages[:5]:
        ours(data, settings)
        theirs(data)
    mine = [math.inf] * len(pages)
    other = [math.inf] * len(pages)
    for _ in range(given.repeat):  # over all pages each time, so that no page is in the caches from the turn before
        for number, data in enumerate(pages):
            mine[number] = min(mine[number], seconds(lambda data=data: ours(data, settings)))  # type: ignore[misc]
            other[number] = min(other[number], seconds(lambda data=data: theirs(data)))  # type: ignore[misc]
    row = {
        "pages": len(pages),
        "ratio": round(sum(mine) / sum(other), 3),
        "median_ratio_of_a_page": round(statistics.median(a / b for a, b in zip(mine, other, strict=True)), 3),
        "onrecord_ms": round(1000 * sum(mine) / len(pages), 1),
        "trafilatura_ms": round(1000 * sum(other) / len(pages), 1),
    }
    if given.json:
        print(json.dumps(row))
        return
    print(
        f"{row['pages']} pages: onrecord {row['onrecord_ms']} ms, trafilatura {row['trafilatura_ms']} ms a page; "
        f"ratio {row['ratio']} (median page {row['median_ratio_of_a_page']})"
    )


if __name__ == "__main__":
    main()
