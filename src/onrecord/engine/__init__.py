"""Engines: how the reading of pages is spread over processes. The same function runs in each."""

from onrecord.engine.local import read_pages

__all__ = ["read_pages"]
