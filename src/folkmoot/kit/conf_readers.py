"""How the text of a setting becomes a value. Each reader returns it, or raises `ValueError` with what it must be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.parse import unquote, urlsplit

TOKEN_CHARS = 16
HOURS = 24
Network = IPv4Network | IPv6Network
ALLOWANCE = re.compile(r"(\d{1,9})/(\d{1,9}) burst (\d{1,9})")


def read_bool(text: str) -> bool:
    """Return what a word of yes or no means."""
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if text.lower() not in words:
        message = "must be true or false"
        raise ValueError(message)
    return words[text.lower()]


def read_count(text: str) -> int:
    """Return a whole number."""
    if not text.isdecimal():
        message = "must be a whole number"
        raise ValueError(message)
    return int(text)


def read_hour(text: str) -> int:
    """Return an hour of the day."""
    if read_count(text) >= HOURS:
        message = "must be from 0 to 23"
        raise ValueError(message)
    return int(text)


def read_positive(text: str) -> int:
    """Return a whole number from 1 on."""
    if read_count(text) == 0:
        message = "must be at least 1"
        raise ValueError(message)
    return int(text)


def read_one_of(*words: str) -> Callable[[str], str]:
    """Return a reader of one of these words."""

    def read(text: str) -> str:
        if text not in words:
            message = f"must be {' or '.join(word or 'empty' for word in words)}"
            raise ValueError(message)
        return text

    return read


def read_token(text: str) -> str:
    """Return a secret that is long enough."""
    if text and len(text) < TOKEN_CHARS:
        message = f"must be at least {TOKEN_CHARS} characters long"
        raise ValueError(message)
    return text


def read_like(pattern: str, example: str) -> Callable[[str], str]:
    """Return a reader of a text that is empty or as the pattern has it, and is described by an example."""

    def read(text: str) -> str:
        if text and not re.fullmatch(pattern, text):
            message = f"must read like {example}"
            raise ValueError(message)
        return text

    return read


def read_address(text: str) -> tuple[str, int] | None:
    """Return host and port, or None for an empty text."""
    parts = urlsplit(f"//{text}")
    if not text:
        return None
    if not parts.hostname or parts.port is None or parts.netloc != text or parts.username is not None:
        message = "must read like 127.0.0.1:9464"
        raise ValueError(message)
    return parts.hostname, parts.port


def read_networks(text: str) -> tuple[Network, ...]:
    """Return networks that stand between commas."""
    return tuple(ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())


def read_base_url(text: str) -> str:
    """Return an address without a path."""
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


def read_allowance(text: str) -> Allowance:
    """Return how often something may be done."""
    found = ALLOWANCE.fullmatch(text.strip())
    numbers = [int(group) for group in found.groups()] if found else [0]
    if 0 in numbers:
        message = "must read like 30/600 burst 10"
        raise ValueError(message)
    return Allowance(*numbers)


@dataclass(frozen=True, slots=True)
class Smtp:
    """Where letters are handed over. `security` is "smtps" (TLS from the start), "smtp+starttls" or "smtp" (none)."""

    security: str
    host: str
    port: int
    user: str
    password: str


SMTP_PORTS = {"smtps": 465, "smtp+starttls": 587, "smtp": 25}


def read_smtp(text: str) -> Smtp | None:
    """Return the mail server, or None for an empty text."""
    if not text:
        return None
    parts = urlsplit(text)
    if parts.scheme not in SMTP_PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        message = "must read like smtp+starttls://name:password@mail.example:587"
        raise ValueError(message)
    port = parts.port or SMTP_PORTS[parts.scheme]
    return Smtp(parts.scheme, parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""))


def read_mail_address(text: str) -> str:
    """Return an e-mail address."""
    if text and not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", text):
        message = "must read like desk@news.example"
        raise ValueError(message)
    return text
