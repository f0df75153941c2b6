"""Readers that other processes can find: each does what the text of the page says."""

import os
import time

from onrecord.errors import CapabilityError
from onrecord.records import Article, Records, Snapshot, make_id
from onrecord.settings import Settings


def read(snapshot: Snapshot, settings: Settings) -> Records:
    text = snapshot.decode()
    order, _, rest = text.partition(" ")
    if order == "fail":
        raise ValueError(f"no sense\nin {rest}")
    if order == "kill":
        os._exit(9)
    if order == "lack":
        raise CapabilityError("no parser is installed")
    if order == "sleep":
        time.sleep(float(rest))
    if order == "unpicklable":
        records = Records([snapshot])
        records.odd = lambda: None  # type: ignore[attr-defined]
        return records
    return Records([snapshot, Article(make_id("a", snapshot.id), snapshot.id, snapshot.path, text, ())])
