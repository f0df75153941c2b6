"""onrecord: from a pile of news pages to a record that you can check."""

__version__ = "0.1.0"
