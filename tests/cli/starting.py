"""Starting the demo without serving it."""

from __future__ import annotations

from io import StringIO

from folkmoot.cli.management.commands.demo import Command


def start(**options) -> str:
    """Return what the demo says before it serves."""
    said = StringIO()
    Command(stdout=said).prepare(**{"host": "127.0.0.1", "port": 8000} | options)
    return said.getvalue()
