"""Settings from the environment: typed, documented, loud when wrong.

Every setting is a row of `SETTINGS`; `docs/operate/settings.md` is held against
this table by a test. A secret may be given as `NAME_FILE`, the path of a file
that holds it.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from folkmoot.kit.conf_readers import (
    Allowance,
    Network,
    Smtp,
    read_address,
    read_allowance,
    read_base_url,
    read_bool,
    read_count,
    read_hour,
    read_like,
    read_mail_address,
    read_networks,
    read_one_of,
    read_positive,
    read_smtp,
    read_token,
)

PREFIX = "FOLKMOOT_"
IGNORED = ("FOLKMOOT_SHARED", "FOLKMOOT_TEST_")


class SettingError(Exception):
    """A setting is unknown or cannot be read; the message says which and what to do."""


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
        read_base_url,
        "",
        "The public address, `https://news.example`; overrides the publication's own when there is only one.",
    ),
    Setting(
        "TRUSTED_PROXIES",
        read_networks,
        "",
        "Networks of your own proxies, comma-separated; only they may say whose request it is.",
    ),
    Setting("WORKERS", read_positive, "1", "How many processes `serve` starts."),
    Setting(
        "SHELF_MB", read_positive, "64", "How much memory each process may use for pages that are kept ready, in MiB."
    ),
    Setting(
        "LIVE_MAX", read_positive, "12000", "How many readers may follow discussions live at once, in each process."
    ),
    Setting("LIVE_PER_NETWORK", read_positive, "200", "How many of them may come from one network."),
    Setting("MAX_BODY_BYTES", read_positive, "1048576", "Largest request body, except uploads."),
    Setting("MAX_UPLOAD_BYTES", read_positive, "16777216", "Largest upload on the desk."),
    Setting(
        "COMMENT_RATE",
        read_allowance,
        "30/600 burst 10",
        "How often one reader may comment: `30/600 burst 10` is 30 in 600 seconds, 10 of them at once. A network may do four times as much.",
    ),
    Setting(
        "VOTE_RATE",
        read_allowance,
        "60/60 burst 60",
        "How often one reader may vote, written like `COMMENT_RATE`. A network may do four times as much.",
    ),
    Setting(
        "GIVING_RATE",
        read_allowance,
        "10/3600 burst 5",
        "How often gifts may be begun from one network, and with one e-mail address; twenty times as often where no money moves.",
    ),
    Setting(
        "HOLD_AFTER_COMMENTS",
        read_count,
        "20",
        "A reader's comments are read first once they wrote this many within ten minutes; 0: never.",
    ),
    Setting(
        "LOG_FORMAT",
        read_one_of("json", "console", ""),
        "",
        "`json` or `console`; empty: console on a terminal, JSON elsewhere.",
    ),
    Setting(
        "LOG_LEVEL", read_one_of("DEBUG", "INFO", "WARNING", "ERROR"), "INFO", "`DEBUG`, `INFO`, `WARNING` or `ERROR`."
    ),
    Setting(
        "METRICS_TOKEN",
        read_token,
        "",
        "Who sends it as `Authorization: Bearer …` may read `/metrics`; at least 16 characters. Empty: nobody may.",
    ),
    Setting(
        "METRICS_BIND",
        read_address,
        "",
        "Address and port, like `127.0.0.1:9464`, where `/metrics` needs no token; keep it from the public.",
    ),
    Setting("BACKUP_DAILY", read_count, "7", "Nightly backups of how many days are kept; 0: none are made."),
    Setting("BACKUP_WEEKLY", read_count, "4", "Of how many weeks one nightly backup is kept beyond that."),
    Setting("BACKUP_HOUR", read_hour, "3", "The hour, in UTC, after which the nightly backup is made."),
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
    Setting(
        "SMTP_URL",
        read_smtp,
        "",
        "The mail server: `smtp+starttls://name:password@mail.example:587`, `smtps://…` or, on the machine itself, `smtp://localhost`. Empty: no mail; links are shown to be printed.",
    ),
    Setting(
        "MAIL_FROM",
        read_mail_address,
        "",
        "The address letters come from, `desk@news.example`; empty: `folkmoot@` and the mail server's name.",
    ),
    Setting(
        "STRIPE_KEY",
        read_like(r"[sr]k_(live|test)_\w{8,}", "sk_live_… or rk_live_…, or with test"),
        "",
        "The secret or restricted key of your account at Stripe; `operate/stripe.md` says where it is. Empty: no Stripe.",
    ),
    Setting(
        "STRIPE_WEBHOOK_SECRET",
        read_like(r"whsec_\w{8,}", "whsec_…"),
        "",
        "The signing secret of the endpoint at Stripe that sends to `/api/v1/hooks/stripe`.",
    ),
    Setting(
        "STRIPE_ACCOUNT",
        read_like(r"acct_\w+", "acct_…"),
        "",
        "The id of your account at Stripe: what is about another one is refused.",
    ),
    Setting("DEBUG", read_bool, "false", "Show tracebacks in the browser. Never on a public machine."),
)


SECRETS = frozenset({"STRIPE_KEY", "STRIPE_WEBHOOK_SECRET"})
STRIPE = ("STRIPE_KEY", "STRIPE_WEBHOOK_SECRET", "STRIPE_ACCOUNT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conf:
    """The settings as read: see `SETTINGS` for what each does."""

    data: Path
    database_url: str
    base_url: str
    trusted_proxies: tuple[Network, ...]
    workers: int
    shelf_mb: int
    live_max: int
    live_per_network: int
    max_body_bytes: int
    max_upload_bytes: int
    comment_rate: Allowance
    vote_rate: Allowance
    giving_rate: Allowance
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
    smtp_url: Smtp | None
    mail_from: str
    stripe_key: str
    stripe_webhook_secret: str
    stripe_account: str
    debug: bool


def read_conf(environ: Mapping[str, str]) -> Conf:
    """Return the settings found in `environ`.

    Raises:
        SettingError: an unknown `FOLKMOOT_*` name (with the nearest known one), or a value that cannot be read.
    """
    _refuse_unknown(environ)
    values = {setting.name: _value(setting, environ) for setting in SETTINGS}
    if values["STRIPE_KEY"] and (missing := next((name for name in STRIPE if not values[name]), "")):
        message = f"FOLKMOOT_STRIPE_KEY needs FOLKMOOT_{missing}, too. See docs/operate/stripe.md."
        raise SettingError(message)
    if values["STRIPE_KEY"] and find_spec("stripe") is None:
        message = "FOLKMOOT_STRIPE_KEY needs the package stripe: install folkmoot[stripe]. See docs/operate/stripe.md."
        raise SettingError(message)
    return Conf(**{name.lower(): value for name, value in values.items()})  # type: ignore[arg-type]  # the table and the dataclass are compared by a test


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
        secret = setting.name in SECRETS or ("@" in text and "://" in text)
        shown = "" if secret else f" {text!r}"  # a password does not belong in a log
        message = f"{name} cannot be{shown or ' read'}: {error}. {setting.doc}"
        raise SettingError(message) from error
