"""A reader with a browser: how they look at the paper, and what goes wrong for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Request, StorageState

BROWSER_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = 390, 1280
LOOKS = [(width, scheme) for width in (PHONE, DESK) for scheme in ("light", "dark")]
REFUSED_ON_PURPOSE = "Failed to load resource"  # Chromium's own line for an answer of 4xx, which tests provoke


@dataclass(frozen=True)
class Paper:
    """Where the newspaper is served, and its addresses by name."""

    base: str
    places: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.places[name]


class Reader:
    """One browser context with one page."""

    def __init__(
        self,
        browser: Browser,
        paper: Paper,
        *,
        width: int = DESK,
        scheme: str = "light",
        scripts: bool = True,
        state: StorageState | None = None,
    ) -> None:
        self.paper = paper
        self.scheme = scheme
        self.problems: list[str] = []
        self.requests: list[Request] = []
        phone = width == PHONE
        self.context = browser.new_context(
            base_url=paper.base,
            viewport={"width": width, "height": 844 if phone else 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
            has_touch=phone,
            storage_state=state,
            is_mobile=phone,
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        self.page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(REFUSED_ON_PURPOSE):
            self.problems.append(f"{message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        self.requests.append(request)
        if not request.url.removeprefix("blob:").startswith(self.paper.base):
            self.problems.append(f"another origin: {request.url}")

    def go(self, path: str) -> Reader:
        """Open an address and wait until everything is there, its scripts run."""
        self.page.goto(path)
        return self

    def write(self, words: str, *, name: str = "", form: str = ".comment-form") -> None:
        """Fill in a comment form and send it."""
        self.page.fill(f"{form} textarea", words)
        self.page.fill(f"{form} [name=name]", name)
        self.page.click(f"{form} .button")

    def texts(self, selector: str) -> list[str]:
        """Return the visible words of all elements that match."""
        return self.page.locator(selector).all_inner_texts()

    def leave(self) -> None:
        """Close the browser's window."""
        self.context.close()
