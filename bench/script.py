"""How long the discussion's scripts keep a slow telephone busy, and how many bytes they are.

    python -m bench.script [--rounds 9] [--slowdown 4] [--base http://127.0.0.1:8000]

The demo is made and served (or the one at `--base` is visited); Chromium loads its leading article with the first window
of the discussion, with nothing in its cache, its processor held to a fourth: once as a stranger, once as a reader who
was here before and asks for what is theirs. Chromium's own trace says how long the page's main thread compiled, evaluated
and called scripts (processor time of that thread, which the throttle stretches; no other script is on the page), with
the layout that they force while they run; what lies within another of these is counted once. The bytes are what
arrives, as brotli.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import sys
import tempfile
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, sync_playwright

from bench.paint import CHROMIUM, PAGES, WINDOWS, demo

BAR_BUSY_MS, BAR_BYTES = 50, 12 * 1024
ARTICLE = PAGES["article"]
SCRIPT = re.compile(r'<script[^>]* src="(/static/folkmoot/discussion\.[^"]+)"')
WORK = {"EvaluateScript", "v8.evaluateModule", "v8.compile", "v8.compileModule", "FunctionCall", "RunMicrotasks"}
AFTER = {"UpdateLayoutTree", "Layout"}
CATEGORIES = ["-*", "devtools.timeline", "v8", "toplevel"]
SETTLE_MS = 1_500
READERS = {"a stranger": (), "was here before": ("folkmoot-here",)}


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit cost the main thread.

    Attributes:
        busy_ms: in our scripts.
        longest_ms: the longest of these at one stretch.
        laid_out_ms: styles and layout anew after they first ran.
    """

    busy_ms: float
    longest_ms: float
    laid_out_ms: float


def main() -> None:
    """Measure, print, and exit 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="bench.script", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--slowdown", type=float, default=4.0, help="how many times slower the processor is")
    parser.add_argument("--base", default="", help="a demo that runs already")
    chosen = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="folkmoot-script-") as folder,
        nullcontext(chosen.base) if chosen.base else demo(Path(folder)) as base,
    ):
        size_bytes = weigh(base)
        found = measure(base, rounds=chosen.rounds, slowdown=chosen.slowdown)
    missed = size_bytes > BAR_BYTES
    print(
        f"{'reader':<18}{'busy median':>12}{'slowest':>10}{'longest':>10}{'then layout':>13}   load {os.getloadavg()[0]:.1f}"
    )
    for who, visits in found.items():
        busy = [visit.busy_ms for visit in visits]
        median = statistics.median(busy)
        longest = statistics.median(visit.longest_ms for visit in visits)
        after = statistics.median(visit.laid_out_ms for visit in visits)
        missed |= median > BAR_BUSY_MS
        print(f"{who:<18}{median:>9.1f} ms{max(busy):>7.1f} ms{longest:>7.1f} ms{after:>10.1f} ms")
    print(f"scripts of the discussion: {size_bytes:,} bytes brotli")
    print(f"bars: {BAR_BUSY_MS} ms in the median, {BAR_BYTES:,} bytes: {'missed' if missed else 'met'}")
    sys.exit(missed)


def weigh(base: str) -> int:
    """Return the bytes of all scripts that the discussion of the leading article loads, as they arrive."""
    with urlopen(base + ARTICLE) as page:
        paths = sorted(set(SCRIPT.findall(page.read().decode())))
    if not paths:
        message = f"{base}{ARTICLE} has no script of the discussion"
        raise SystemExit(message)
    return sum(map(len, (_arriving(base + path) for path in paths)))


def _arriving(url: str) -> bytes:
    with urlopen(Request(url, headers={"Accept-Encoding": "br"})) as answer:
        if answer.headers["Content-Encoding"] != "br":
            message = f"{url} did not arrive as brotli"
            raise SystemExit(message)
        body: bytes = answer.read()
        return body


def measure(base: str, *, rounds: int, slowdown: float) -> dict[str, list[Visit]]:
    """Return what was seen, round after round so that a slow minute hits all alike; the first round warms up."""
    found: dict[str, list[Visit]] = {who: [] for who in READERS}
    with sync_playwright() as playwright:
        program = next(filter(os.path.exists, CHROMIUM), None)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for number in range(rounds + 1):
            for who, cookies in READERS.items():
                seen = visit(browser, base, cookies, slowdown)
                if number:
                    found[who].append(seen)
        browser.close()
    return found


def visit(browser: Browser, base: str, cookies: Iterable[str], slowdown: float) -> Visit:
    """Load the article on a telephone and return what its discussion's scripts cost."""
    width, height = WINDOWS["phone"]
    context = browser.new_context(viewport={"width": width, "height": height})
    context.add_cookies([{"name": name, "value": "1", "url": base} for name in cookies])
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    browser.start_tracing(page=page, categories=CATEGORIES)
    page.goto(base + ARTICLE, wait_until="load")
    page.wait_for_timeout(SETTLE_MS)  # `evaluate` would bring a script of its own into the trace
    events = json.loads(browser.stop_tracing())["traceEvents"]
    context.close()
    return read_trace(events)


def read_trace(events: list[dict[str, Any]]) -> Visit:
    """Return what a trace says of the thread that compiled our script.

    Raises:
        SystemExit: no thread did, so that nothing was measured.
    """
    found = [
        event
        for event in events
        if event["name"] == "v8.compileModule" and "/folkmoot/discussion" in str(event["args"])
    ]
    if not found:
        message = "The trace knows nothing of the discussion's script."
        raise SystemExit(message)
    thread = [event for event in events if event.get("ph") == "X" and _thread(event) == _thread(found[0])]
    script = _outermost(event for event in thread if event["name"] in WORK)
    after = [event for event in thread if event["name"] in AFTER and event["ts"] > found[0]["ts"]]
    times_ms = [_cpu_ms(event) for event in script]
    return Visit(sum(times_ms), max(times_ms), sum(map(_cpu_ms, after)))


def _outermost(events: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return those that lie in no other."""
    found: list[dict[str, Any]] = []
    end = 0.0
    for event in sorted(events, key=lambda event: (event["ts"], -event.get("dur", 0))):
        if event["ts"] >= end:
            found.append(event)
            end = event["ts"] + event.get("dur", 0)
    return found


def _thread(event: dict[str, Any]) -> tuple[int, int]:
    return event["pid"], event["tid"]


def _cpu_ms(event: dict[str, Any]) -> float:
    """Return the processor time of an event, which what else the machine does leaves alone."""
    return float(event.get("tdur", event.get("dur", 0))) / 1000


if __name__ == "__main__":
    main()
