"""The store: a record as one SQLite file that can be trusted and moved."""

from onrecord.store.database import Database
from onrecord.store.search import Hit, Question
from onrecord.store.verify import Verification

__all__ = ["Database", "Hit", "Question", "Verification"]
