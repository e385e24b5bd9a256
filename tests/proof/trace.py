"""What strace saw of a process and its threads, in the order in which the kernel was asked and answered."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PAGE_BYTES = 4096
WRITES = ("write", "writev", "pwrite64", "pwritev", "sendto", "sendmsg")
FLUSHES = ("fdatasync", "fsync")
CALLS = (*WRITES, *FLUSHES, "flock")
LINE = re.compile(r"(?P<pid>\d+) +(?P<name>\w+)\((?P<rest>.*)")
RESUMED = re.compile(r"(?P<pid>\d+) +<\.\.\. (?P<name>\w+) resumed>.*= (?P<result>-?\d+)")
FILE = re.compile(r"\d+<(.*?)>[ ,)]")
RESULT = re.compile(r"\) += (-?\d+)")


@dataclass
class Call:
    """One system call: `began` and `ended` are places in the order of everything that was seen."""

    pid: int
    name: str
    words: str
    began: int
    ended: int = -1
    result: int = -1

    @property
    def file(self) -> str:
        """Return what the first descriptor is: a path, or both ends of a connection."""
        found = FILE.match(self.words)
        return found[1] if found else ""


@dataclass
class Promise:
    """One comment: when its transaction was in the log, and when its 201 began to leave; −1 until seen."""

    logged: int = -1
    answered: int = -1


@dataclass
class Trace:
    """Calls that ended, in the order in which they began."""

    calls: list[Call] = field(default_factory=list)

    def flushes(self) -> list[Call]:
        """Return every flush of a write-ahead log that ended well."""
        return [call for call in self.calls if call.name in FLUSHES and call.file.endswith("-wal") and not call.result]

    def promises(self, everybody: list[str]) -> dict[str, Promise]:
        """Return what was seen of each comment, known by its words.

        A transaction is everything a thread writes to the log until it lets the write lock go; a comment's is the
        first in which its words stand. Its 201 begins with the first write of that answer to the connection.
        """
        found = {words: Promise() for words in everybody}
        log: dict[int, list[Call]] = {}
        begun: dict[str, int] = {}
        for call in self.calls:
            if call.name == "flock" and "LOCK_UN" in call.words:
                _note_logged(found, log.pop(call.pid, []))
            elif call.name in WRITES and call.file.endswith("-wal"):
                log.setdefault(call.pid, []).append(call)
            elif call.name in WRITES and call.file.startswith("TCP:"):
                if "HTTP/1.1 " in call.words:
                    begun[call.file] = call.began
                _note_answered(found, call, begun.get(call.file, call.began))
        return found


def _note_logged(found: dict[str, Promise], transaction: list[Call]) -> None:
    for words, promise in found.items():
        if promise.logged < 0 and any(words in call.words for call in transaction):
            promise.logged = max(call.ended for call in transaction)


def _note_answered(found: dict[str, Promise], call: Call, began: int) -> None:
    for words, promise in found.items():
        if promise.answered < 0 and words in call.words:
            promise.answered = began


def read_trace(path: Path) -> Trace:
    """Return what `strace_of` wrote."""
    trace, open_calls = Trace(), {}
    with path.open(encoding="latin-1") as lines:
        for place, line in enumerate(lines):
            if resumed := RESUMED.match(line):
                call = open_calls.pop((resumed["pid"], resumed["name"]), None)
                if call is not None:
                    call.ended, call.result = place, int(resumed["result"])
            elif begun := LINE.match(line):
                call = Call(int(begun["pid"]), begun["name"], begun["rest"], place)
                trace.calls.append(call)
                if results := RESULT.findall(begun["rest"]):
                    call.ended, call.result = place, int(results[-1])
                else:
                    open_calls[begun["pid"], begun["name"]] = call
    return trace


def strace_of(output: Path) -> tuple[str, ...]:
    """Return the words that, before a command, write its calls to a file."""
    shown = ("-e", f"trace={','.join(CALLS)}", "-s", str(PAGE_BYTES + 1), "-yy")
    return (_strace(), "-f", "--seccomp-bpf", "-qq", *shown, "-o", str(output))


def killing_at(call: str, path: str, passage: int) -> tuple[str, ...]:
    """Return the words that, before a command, kill each of its processes as it makes a call on a file for the n-th time."""
    inject = ("-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={passage}")
    return (_strace(), "-f", "-qq", "-P", path, *inject, "-o", os.devnull)


def _strace() -> str:
    """Return where strace is; skip (in CI: fail) where there is none, or no right to trace."""
    strace = shutil.which("strace")
    if strace is None or subprocess.run([strace, "-o", os.devnull, "true"], check=False).returncode:
        message = "needs strace, and the right to trace: apt-get install strace"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return strace
