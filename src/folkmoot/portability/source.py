"""What every importer may say about its file."""

from __future__ import annotations


class BadFileError(Exception):
    """The file cannot be imported; the message is one sentence for the owner. Nothing was written."""
