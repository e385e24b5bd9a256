"""Logs: one line an event, JSON for machines or colours for a terminal, each with its request's id.

Never an address of a reader, never a query string: both would be personal data in a file that nobody erases. Never a link
that is a key: whoever reads the log could change what somebody gives.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, Protocol

# structlog takes `rich` for its colours wherever it happens to be installed: a tenth of a second at each start.
_ABSENT = {"rich": None} if "rich" not in sys.modules else {}
sys.modules.update(_ABSENT)  # type: ignore[arg-type]  # None is how Python is told that there is no such module

import structlog  # noqa: E402 -- see above
from structlog.typing import Processor  # noqa: E402 -- see above

for _name in _ABSENT:
    del sys.modules[_name]

OURS = ("folkmoot", "uvicorn.error")
QUIET = {"django.request": logging.ERROR, "django.security": logging.ERROR, "uvicorn.access": logging.CRITICAL}

ACCESS = "folkmoot.access"


class Finished(Protocol):
    """What the edge tells of a request that is over."""

    @property
    def request_id(self) -> str: ...  # noqa: D102 -- see the class
    @property
    def method(self) -> str: ...  # noqa: D102 -- see the class
    @property
    def path(self) -> str: ...  # noqa: D102 -- see the class
    @property
    def status(self) -> int: ...  # noqa: D102 -- see the class
    @property
    def took_ms(self) -> float: ...  # noqa: D102 -- see the class


_access_log: Any = structlog.stdlib.get_logger(ACCESS)


def log_access(finished: Finished) -> None:
    """Write the access line of one request."""
    _access_log.info(
        "request",
        request_id=finished.request_id,
        method=finished.method,
        path=finished.path,
        status=finished.status,
        ms=round(finished.took_ms, 1),
    )


def configure(options: Mapping[str, Any]) -> None:
    """Send everything that is logged, ours and the libraries', to standard error.

    Django calls this with its LOGGING setting.

    Args:
        options: `format` (`json`, `console` or empty: console on a terminal) and `level`, which is ours;
            libraries speak from WARNING on. `hidden`: a regular expression of what is not written, but for its first group.
    """
    hide = _Hiding(options.get("hidden", ""))
    plain = options["format"] == "json" or (not options["format"] and not sys.stderr.isatty())
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Processor] = (
        [structlog.processors.format_exc_info, hide, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if plain
        else [hide, structlog.dev.ConsoleRenderer()]
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, structlog.stdlib.PositionalArgumentsFormatter()],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    )
    _attach(formatter, options["level"])
    global _access_log  # noqa: PLW0603 -- logging is a process's one and only
    _access_log = _quick_access_log(options["level"], hide) if plain else structlog.stdlib.get_logger(ACCESS)


class _Hiding:
    """Takes what must not be kept out of all texts of a line."""

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern) if pattern else None

    def __call__(self, _logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        """Return the line without it."""
        if self._pattern is not None:
            for name, said in line.items():
                if isinstance(said, str) and "/" in said:
                    line[name] = self._pattern.sub(r"\1…", said)
        return line


def _quick_access_log(level: str, hide: Processor) -> Any:
    """Return a logger that writes JSON itself: it runs on the event loop, and the standard library's way takes thrice as long."""
    return structlog.wrap_logger(
        structlog.WriteLogger(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            hide,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    ).bind(logger=ACCESS)


def _attach(formatter: logging.Formatter, level: str) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    for name in ("django", "django.server"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    for name, least in QUIET.items():
        logging.getLogger(name).setLevel(least)
