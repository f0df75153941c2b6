"""Readers that other processes can find: each does what the text of the page says."""

import os
import re
import time

from onrecord.errors import CapabilityError
from onrecord.records import Article, Records, Snapshot, make_id
from onrecord.settings import Settings

KEPT: list[bytearray] = []


def rest(settings: Settings) -> None:
    time.sleep(6)


def fail_to_prepare(settings: Settings) -> None:
    raise CapabilityError("no parser is installed")


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
    if order == "hang":
        re.match(r"(a|a)*b", "a" * 60)  # holds the interpreter: no other thread can run
    if order == "take":
        bytearray(int(rest) * 1_000_000)
    if order == "keep":
        KEPT.append(bytearray(int(rest) * 1_000_000))
    if order == "print":
        print("noise", flush=True)  # noqa: T201
    if order == "unpicklable":
        records = Records([snapshot])
        records.odd = lambda: None  # type: ignore[attr-defined]
        return records
    return Records([snapshot, Article(make_id("a", snapshot.id), snapshot.id, snapshot.path, text, ())])
