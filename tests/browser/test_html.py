"""Every kind of page is valid HTML, by the W3C's own checker. One run of Java reads them all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.kinds import KINDS

CHECKER = Path(__file__).parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
BROKEN = "<!doctype html><html lang=en><title>A page</title><p>One<div><li>Two</div><img src=x><a href=y><a href=z>"


@pytest.fixture(scope="module")
def java() -> str:
    found = shutil.which("java")
    if found is not None and CHECKER.exists():
        return found
    message = (
        "no Java or no node_modules: nobody checked our HTML (Debian: apt-get install default-jre-headless; make check)"
    )
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def complaints(java: str, folder: Path) -> dict[str, list[str]]:
    """Return what the checker has against each file of a folder."""
    run = subprocess.run(
        [java, "-jar", str(CHECKER), "--format", "json", "--errors-only", "--exit-zero-always", str(folder)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, list[str]] = {}
    for message in json.loads(run.stderr)["messages"]:
        lines = found.setdefault(Path(message["url"]).stem, [])
        lines.append(f"{message['message']} At: {message.get('extract', '')[:160]}")
    return found


def test_every_kind_of_page_is_valid_html(java, lookers, places, tmp_path):
    for kind in KINDS:
        answer = lookers[kind.who].context.request.get(kind.path.format(**places[0]))
        assert answer.status == kind.status
        (tmp_path / f"{kind.name}.html").write_bytes(answer.body())
    (tmp_path / "broken.html").write_text(BROKEN)
    found = complaints(java, tmp_path)
    assert len(found.pop("broken")) >= 3
    assert found == {}
