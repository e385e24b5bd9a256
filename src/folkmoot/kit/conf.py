"""Settings from the environment: typed, documented, loud when wrong.

Every setting is a row of `SETTINGS`; `docs/operate/settings.md` is held against
this table by a test. A secret may be given as `NAME_FILE`, the path of a file
that holds it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "FOLKMOOT_"
IGNORED = ("FOLKMOOT_SHARED", "FOLKMOOT_TEST_")
TOKEN_CHARS = 16
HOURS = 24
Network = IPv4Network | IPv6Network
ALLOWANCE = re.compile(r"(\d{1,9})/(\d{1,9}) burst (\d{1,9})")


class SettingError(Exception):
    """A setting is unknown or cannot be read; the message says which and what to do."""


def _bool(text: str) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if text.lower() not in words:
        message = "must be true or false"
        raise ValueError(message)
    return words[text.lower()]


def _count(text: str) -> int:
    if not text.isdecimal():
        message = "must be a whole number"
        raise ValueError(message)
    return int(text)


def _hour(text: str) -> int:
    if _count(text) >= HOURS:
        message = "must be from 0 to 23"
        raise ValueError(message)
    return int(text)


def _positive(text: str) -> int:
    if _count(text) == 0:
        message = "must be at least 1"
        raise ValueError(message)
    return int(text)


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            message = f"must be {' or '.join(word or 'empty' for word in words)}"
            raise ValueError(message)
        return text

    return read


def _token(text: str) -> str:
    if text and len(text) < TOKEN_CHARS:
        message = f"must be at least {TOKEN_CHARS} characters long"
        raise ValueError(message)
    return text


def _address(text: str) -> tuple[str, int] | None:
    parts = urlsplit(f"//{text}")
    if not text:
        return None
    if not parts.hostname or parts.port is None or parts.netloc != text or parts.username is not None:
        message = "must read like 127.0.0.1:9464"
        raise ValueError(message)
    return parts.hostname, parts.port


def _networks(text: str) -> tuple[Network, ...]:
    return tuple(ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query):
        message = "must read like https://news.example, without a path"
        raise ValueError(message)
    return text.rstrip("/")


@dataclass(frozen=True, slots=True)
class Allowance:
    """How often something may be done: `count` times in `per_s` seconds, `burst` of them at once."""

    count: int
    per_s: int
    burst: int


def _allowance(text: str) -> Allowance:
    found = ALLOWANCE.fullmatch(text.strip())
    numbers = [int(group) for group in found.groups()] if found else [0]
    if 0 in numbers:
        message = "must read like 30/600 burst 10"
        raise ValueError(message)
    return Allowance(*numbers)


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table: its environment name without prefix, how it is read, its default, what it does."""

    name: str
    read: Callable[[str], object]
    default: str
    doc: str


SETTINGS = (
    Setting("DATA", Path, "folkmoot-data", "The data folder: database, media, keys, static files."),
    Setting(
        "DATABASE_URL",
        str,
        "",
        "`postgres://user:password@host:5432/name` for PostgreSQL; empty for SQLite in the data folder.",
    ),
    Setting(
        "BASE_URL",
        _base_url,
        "",
        "The public address, `https://news.example`; overrides the publication's own when there is only one.",
    ),
    Setting(
        "TRUSTED_PROXIES",
        _networks,
        "",
        "Networks of your own proxies, comma-separated; only they may say whose request it is.",
    ),
    Setting("WORKERS", _positive, "1", "How many processes `serve` starts."),
    Setting("SHELF_MB", _positive, "64", "How much memory each process may use for pages that are kept ready, in MiB."),
    Setting("MAX_BODY_BYTES", _positive, "1048576", "Largest request body, except uploads."),
    Setting("MAX_UPLOAD_BYTES", _positive, "8388608", "Largest upload on the desk."),
    Setting(
        "COMMENT_RATE",
        _allowance,
        "30/600 burst 10",
        "How often one reader may comment: `30/600 burst 10` is 30 in 600 seconds, 10 of them at once. A network may do four times as much.",
    ),
    Setting(
        "VOTE_RATE",
        _allowance,
        "60/60 burst 60",
        "How often one reader may vote, written like `COMMENT_RATE`. A network may do four times as much.",
    ),
    Setting(
        "HOLD_AFTER_COMMENTS",
        _count,
        "20",
        "A reader's comments are read first once they wrote this many within ten minutes; 0: never.",
    ),
    Setting(
        "LOG_FORMAT",
        _one_of("json", "console", ""),
        "",
        "`json` or `console`; empty: console on a terminal, JSON elsewhere.",
    ),
    Setting(
        "LOG_LEVEL", _one_of("DEBUG", "INFO", "WARNING", "ERROR"), "INFO", "`DEBUG`, `INFO`, `WARNING` or `ERROR`."
    ),
    Setting(
        "METRICS_TOKEN",
        _token,
        "",
        "Who sends it as `Authorization: Bearer …` may read `/metrics`; at least 16 characters. Empty: nobody may.",
    ),
    Setting(
        "METRICS_BIND",
        _address,
        "",
        "Address and port, like `127.0.0.1:9464`, where `/metrics` needs no token; keep it from the public.",
    ),
    Setting("BACKUP_DAILY", _count, "7", "Nightly backups of how many days are kept; 0: none are made."),
    Setting("BACKUP_WEEKLY", _count, "4", "Of how many weeks one nightly backup is kept beyond that."),
    Setting("BACKUP_HOUR", _hour, "3", "The hour, in UTC, after which the nightly backup is made."),
    Setting(
        "BACKUP_FOLDER",
        str,
        "",
        "Where nightly backups and those before an upgrade go; empty: `backups` in the data folder.",
    ),
    Setting(
        "POSTGRES_TOOLS",
        str,
        "",
        "The folder of `pg_dump` and `pg_restore`; empty: along `PATH`, then where Debian keeps them.",
    ),
    Setting("DEBUG", _bool, "false", "Show tracebacks in the browser. Never on a public machine."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conf:
    """The settings as read: see `SETTINGS` for what each does."""

    data: Path
    database_url: str
    base_url: str
    trusted_proxies: tuple[Network, ...]
    workers: int
    shelf_mb: int
    max_body_bytes: int
    max_upload_bytes: int
    comment_rate: Allowance
    vote_rate: Allowance
    hold_after_comments: int
    log_format: str
    log_level: str
    metrics_token: str
    metrics_bind: tuple[str, int] | None
    backup_daily: int
    backup_weekly: int
    backup_hour: int
    backup_folder: str
    postgres_tools: str
    debug: bool


def read_conf(environ: Mapping[str, str]) -> Conf:
    """Return the settings found in `environ`.

    Raises:
        SettingError: an unknown `FOLKMOOT_*` name (with the nearest known one), or a value that cannot be read.
    """
    _refuse_unknown(environ)
    return Conf(**{setting.name.lower(): _value(setting, environ) for setting in SETTINGS})  # type: ignore[arg-type]  # the table and the dataclass are compared by a test


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    known = {PREFIX + setting.name for setting in SETTINGS}
    known |= {name + "_FILE" for name in known}
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known and not name.startswith(IGNORED):
            near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0)
            message = f"{name} is not a setting of Folkmoot; the nearest is {near[0]}. See docs/operate/settings.md."
            raise SettingError(message)


def _value(setting: Setting, environ: Mapping[str, str]) -> object:
    name = PREFIX + setting.name
    text = environ.get(name, setting.default)
    if name + "_FILE" in environ:
        try:
            text = Path(environ[name + "_FILE"]).read_text(encoding="utf-8").strip()
        except OSError as error:
            message = f"{name}_FILE cannot be read: {error.strerror}."
            raise SettingError(message) from error
    try:
        return setting.read(text)
    except ValueError as error:
        message = f"{name} cannot be {text!r}: {error}. {setting.doc}"
        raise SettingError(message) from error
