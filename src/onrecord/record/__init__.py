"""The library: build a record, open one, or read pages without keeping them."""

from onrecord.record.building import Progress, build
from onrecord.record.grouping import copies, stories
from onrecord.record.opened import Record, open_record
from onrecord.record.reading import annotate
from onrecord.store import Hit

__all__ = ["Hit", "Progress", "Record", "annotate", "build", "copies", "open_record", "stories"]
