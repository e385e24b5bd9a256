"""How much a request may bring, judged from its head before a byte of its body is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as field_of
from typing import Any
from urllib.parse import unquote_to_bytes

from folkmoot.pure.words import gettext_noop as _

Headers = Iterable[tuple[bytes, bytes]]

UPLOAD_PATHS = ("/desk/", "/admin/")
_BAD_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(rb"[A-Za-z0-9._-]{1,255}(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::[0-9]{1,5})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of the door; sizes in bytes.

    Attributes:
        body_bytes: largest body, except where staff upload pictures.
        upload_bytes: largest body below `UPLOAD_PATHS`.
        json_depth: how deep lists and objects may be nested.
        number_digits: longest run of digits in JSON; Python refuses to read far longer ones.
        body_timeout_s: how long a body may take to arrive.
    """

    body_bytes: int = 1_048_576
    upload_bytes: int = 16_777_216
    json_bytes: int = 65_536
    json_depth: int = 32
    number_digits: int = 400
    header_count: int = 100
    header_bytes: int = 32_768
    path_bytes: int = 2_048
    query_bytes: int = 8_192
    body_timeout_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request goes no further than the edge.

    Attributes:
        detail: the English sentence; what differs stands in it as `%(name)s`, and in `values`.
        retry_after_s: when it might.
    """

    status: int
    code: str
    detail: str
    retry_after_s: int | None = None
    values: Mapping[str, object] = field_of(default_factory=dict)


class RefusedError(Exception):
    """A request goes no further."""

    def __init__(self, refusal: Refusal) -> None:
        """Say why."""
        super().__init__(refusal.code)
        self.refusal = refusal


def header_values(headers: Headers, name: bytes) -> list[bytes]:
    """Return all values of a header; ASGI gives names in lower case."""
    return [value for key, value in headers if key == name]


def body_limit(path: str, limits: Limits) -> int:
    """Return how many bytes a body sent to this path may have."""
    return limits.upload_bytes if path.startswith(UPLOAD_PATHS) else limits.body_bytes


def too_large(limit_bytes: int) -> Refusal:
    """Return the refusal of a body beyond `limit_bytes`."""
    return Refusal(413, "body_too_large", _("Send at most %(limit)s bytes."), values={"limit": limit_bytes})


def check_head(scope: Mapping[str, Any], limits: Limits) -> Refusal | None:
    """Return why this request line and these headers are refused, or None."""
    headers = scope["headers"]
    size_bytes = sum(len(name) + len(value) for name, value in headers)
    if len(headers) > limits.header_count or size_bytes > limits.header_bytes:
        return Refusal(431, "headers_too_large", _("Send fewer or shorter headers and cookies."))
    return _check_address(scope, limits) or _check_host(scope) or _check_length(scope, limits)


def _check_address(scope: Mapping[str, Any], limits: Limits) -> Refusal | None:
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    query: bytes = scope["query_string"]
    if len(path) > limits.path_bytes or len(query) > limits.query_bytes:
        return Refusal(414, "address_too_long", _("This address is too long."))
    if not path.startswith(b"/") or _BAD_ESCAPE.search(path) or not (is_text(path) and is_text(query)):
        return Refusal(400, "bad_address", _("This address holds bytes that are no text."))
    return None


def is_text(escaped: bytes) -> bool:
    """Return whether bytes with %-escapes are UTF-8 without NUL once unescaped."""
    plain = unquote_to_bytes(escaped)
    try:
        plain.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in plain


def _check_host(scope: Mapping[str, Any]) -> Refusal | None:
    hosts = header_values(scope["headers"], b"host")
    if len(hosts) != 1 or not _HOST.fullmatch(hosts[0]):
        return Refusal(400, "bad_host", _("Send exactly one Host header that names a host."))
    return None


def _check_length(scope: Mapping[str, Any], limits: Limits) -> Refusal | None:
    lengths = header_values(scope["headers"], b"content-length")
    if not lengths:
        return None
    if len(lengths) > 1 or not lengths[0].isdigit():
        return Refusal(400, "bad_length", _("Send one Content-Length, in digits."))
    limit_bytes = body_limit(scope["path"], limits)
    if len(lengths[0]) > len(str(limit_bytes)) or int(lengths[0]) > limit_bytes:
        return too_large(limit_bytes)
    return None
