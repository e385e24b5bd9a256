"""pg_dump and pg_restore: where they are, and how they are run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from django.conf import settings
from django.db import connection

from folkmoot.kit.backup.refusals import RefusedError

DEBIAN = Path("/usr/lib/postgresql")
LOOK_EVERY_S = 0.2
MAJOR = re.compile(r"\(PostgreSQL\) (\d+)")


class ToolError(Exception):
    """A tool ended badly; the message is the last line that it wrote."""


def find_tool(name: str) -> Path:
    """Return the path of a tool that is at least as new as the server.

    It is looked for in FOLKMOOT_POSTGRES_TOOLS, or else along PATH and where Debian keeps each version.

    Raises:
        RefusedError: there is none; the sentence says what to install.
    """
    wanted = _server_major()
    found = [(major, path) for path in _candidates(name) if (major := _major(path))]
    for major, path in found:
        if major >= wanted:
            return path
    seen = f"{name} {found[0][0]} is too old for this server" if found else f"{name} was not found"
    message = (
        f"{seen}: install the client tools of PostgreSQL {wanted}, or name their folder in FOLKMOOT_POSTGRES_TOOLS."
    )
    raise RefusedError(message)


def run_tool(words: Sequence[str | Path], looked: Callable[[], None]) -> None:
    """Run a tool against our database; `looked` is called at once and then a few times a second; it may raise to end it.

    Raises:
        ToolError: it ended badly.
    """
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(words, env=_environment(), stdin=subprocess.DEVNULL, stdout=said, stderr=said)  # noqa: S603 -- our own words
        try:
            looked()
            while _is_running(process):
                looked()
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        if process.returncode:
            said.seek(0)
            lines = said.read().decode("utf-8", "replace").strip().splitlines()
            raise ToolError(_first_error(lines) or f"{Path(words[0]).name} ended with {process.returncode}")


def _first_error(lines: list[str]) -> str:
    told = [line for line in lines if "error:" in line.lower()] or lines[-1:]
    return told[0].rstrip(".") if told else ""


def _is_running(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(LOOK_EVERY_S)
    except subprocess.TimeoutExpired:
        return True
    return False


def _candidates(name: str) -> list[Path]:
    chosen = settings.FOLKMOOT.postgres_tools
    if chosen:
        return [Path(chosen) / name]
    on_path = shutil.which(name)
    newest_first = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: _leading_number(path.parts[-3]), reverse=True)
    return [*([Path(on_path)] if on_path else []), *newest_first]


def _leading_number(text: str) -> int:
    found = re.match(r"\d+", text)
    return int(found.group()) if found else 0


def _major(path: Path) -> int:
    """Return a tool's major version; 0 when it does not run."""
    try:
        told = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603 -- asked for its version only
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = MAJOR.search(told)
    return int(found.group(1)) if found else 0


def _server_major() -> int:
    connection.ensure_connection()
    return int(connection.pg_version) // 10_000  # type: ignore[attr-defined]  # only of this vendor


def _environment() -> dict[str, str]:
    """Return our environment with the database's address in it; a password on the command line could be seen by all."""
    known = connection.settings_dict
    address = {
        "PGHOST": known["HOST"],
        "PGPORT": known["PORT"],
        "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"],
        "PGDATABASE": known["NAME"],
    }
    return {**os.environ, **{name: str(value) for name, value in address.items() if value}}
