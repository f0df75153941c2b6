"""Stage 1, acquire: from what the user names to snapshots."""
from __future__ import annotations
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from onrecord.records import Problem, Snapshot, make_id
from onrecord.settings import Settings

def acquire(inputs: Iterable[str], settings: Settings) -> Iterator[Snapshot | Problem]:
    for name in inputs:
        data = Path(name).read_bytes()
        kind = "text/html" if name.endswith((".html", ".htm")) else "text/plain"
        yield Snapshot(make_id("d", hashlib.sha256(data).hexdigest()), name, data, hashlib.sha256(data).hexdigest(), kind, "utf-8", "utf-8")
