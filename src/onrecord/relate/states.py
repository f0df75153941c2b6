"""States that no table knows; the brief asks for them too, so they are learned in the foundation."""

from onrecord.records.states import RULING, UnlistedStates

__all__ = ["RULING", "UnlistedStates"]
