"""The library: build a record, open one, or read pages without keeping them."""

from onrecord.record.building import Progress, build
from onrecord.record.opened import Record, open_record
from onrecord.record.reading import annotate

__all__ = ["Progress", "Record", "annotate", "build", "open_record"]
