"""Errors that a user can act on. Each says what failed, on what, and why; each has an exit code.

Exit codes of the command line, also listed in ``docs/guide/exit-codes.md``:

==== =====================================================================
code meaning
==== =====================================================================
0    done, and everything that was given was read
1    done, but some input could not be read (each with its reason)
2    the command was called in a way that it does not understand
3    nothing could be read: the input is missing, empty or unusable
4    the output could not be written
5    the record is damaged, or is not a record
6    something that the program needs is not installed
==== =====================================================================
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Base of all errors that are meant for the user."""

    exit_code = 1


class UsageError(OnrecordError):
    """A setting, option or codebook entry that cannot be understood."""

    exit_code = 2


class InputError(OnrecordError):
    """Nothing could be read."""

    exit_code = 3


class OutputError(OnrecordError):
    """The output cannot be written."""

    exit_code = 4


class RecordError(OnrecordError):
    """A file that is not a record, or a record that contradicts itself."""

    exit_code = 5


class SpanError(RecordError):
    """A span that does not match its text."""


class CapabilityError(OnrecordError):
    """A model or library that the program needs is missing."""

    exit_code = 6
