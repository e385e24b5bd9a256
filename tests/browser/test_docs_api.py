"""The snippets of `docs/api.md`, run as they stand against the newspaper that the browser visits."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.browser.reader import Paper

DOCUMENT = Path(__file__).parents[2] / "docs" / "api.md"
SNIPPETS = re.findall(r"```(sh|python|js)\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
SAID = {
    ("sh", 'threads" --data'): r'"state": "open".*"comments": \[',
    ("python", "seen ="): r"\d+ roots of \d+ comments",
    ("js", "roots.push"): r"\d+ roots; the newest is by ",
    ("sh", "POSTED="): r'"guest_token": ".+"state": "withdrawn"',
    ("python", "uuid.uuid4()"): r"\{'up': \d+, 'down': \d+, 'mine': 1\}\nwithdrawn",
    ("js", "crypto.randomUUID"): r"mine: -1 \}\nwithdrawn",
    ("sh", "/api/v1/counts"): r'articles/the-bridge-is-tired/": \d+, "https://other.example/x": 0',
    ("python", "escape"): r'<li><a href="http://[^"]+">The bridge is tired</a> \(\d+\)</li>\n.*\(0\)</li>',
    ("js", "/live/threads/"): r"new: \d+",
}
"""Language and words of a snippet → what it prints."""
PATIENCE_S = 30


def run(language: str, snippet: str, paper: Paper, folder: Path) -> subprocess.Popen[str]:
    """Start a snippet with the surroundings that the document names."""
    address = {"PATH": os.environ["PATH"], "FOLKMOOT": paper.base, "PAGE": paper["article"]}
    numbers = {"THREAD": paper["thread"].strip("/").rpartition("/")[2], "COMMENT": str(paper["root"])}
    file = folder / {"sh": "snippet.sh", "python": "snippet.py", "js": "snippet.mjs"}[language]
    file.write_text(snippet, "utf-8")
    programs = {
        "sh": ["sh", "-eu"],
        "python": [sys.executable, "-I"],
        "js": [str(Path(sys.executable).parent / "node")],
    }
    return subprocess.Popen(
        [*programs[language], str(file)],
        env=address | numbers,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def say(paper: Paper) -> None:
    """Say something in the thread that a snippet follows."""
    body = json.dumps({"body": f"Word {os.urandom(8).hex()}"}).encode()
    thread = paper["thread"].strip("/")
    with urlopen(Request(f"{paper.base}/api/v1/{thread}/comments", body, {"Content-Type": "application/json"})):
        pass


@pytest.mark.parametrize(("language", "snippet"), SNIPPETS)
def test_a_snippet_of_the_document_does_what_it_says(language, snippet, paper, tmp_path):
    if language == "sh" and shutil.which("curl") is None:
        missing = "no curl on this machine: its snippets did not run (Debian: apt-get install curl)"
        if os.environ.get("CI"):
            pytest.fail(missing)  # there it is never away
        pytest.skip(missing)
    ((_, said),) = ((words, said) for words, said in SAID.items() if words[0] == language and words[1] in snippet)
    running = run(language, snippet, paper, tmp_path)
    for _ in range(PATIENCE_S):
        if "/live/" in snippet:
            say(paper)  # until it follows: when it has begun to, only the stream knows
        try:
            printed, _nothing = running.communicate(timeout=1)
            break
        except subprocess.TimeoutExpired:
            continue
    else:
        running.kill()
        pytest.fail(f"it does not end; it printed {running.communicate()[0]}")
    assert running.returncode == 0, printed
    assert re.search(said, printed, re.DOTALL), printed


def test_every_snippet_is_run_and_every_language_has_some():
    assert len(SNIPPETS) == len(SAID)
    assert {language for language, _ in SNIPPETS} == {"sh", "python", "js"}
