"""Files that are a picture and something else at once: whoever made one meant somebody to open it as the other.

Ours are written anew from their pixels, so nothing else gets through; such a file is refused all the same, because
nobody takes one with a camera.
"""

from __future__ import annotations

import io
import re
import zipfile

# What a browser, a server or a reader of PDF would take for a document or a program, wherever it stands in the bytes.
DOCUMENTS = re.compile(rb"<script[\s/>]|<html[\s>]|<!doctype\s+html|<svg[\s>]|<iframe[\s>]|<\?php", re.IGNORECASE)
PDF = b"%PDF-"
PDF_HEAD_BYTES = 1024
"""Readers of PDF look for the beginning of a document in the first kilobyte."""


def is_something_else_too(data: bytes) -> bool:
    """Return whether these bytes of a picture are also a web page, a script, a drawing, a PDF or an archive."""
    return bool(DOCUMENTS.search(data)) or PDF in data[:PDF_HEAD_BYTES] or zipfile.is_zipfile(io.BytesIO(data))
