"""One spelling for each address, so that one page has one thread (after RFC 3986, section 6).

Scheme and host in lower case, default port gone, dot segments resolved, percent-encoding in one form, no fragment,
parameters sorted and those that only track where a reader came from dropped. A final slash and the scheme are kept:
they may be different pages.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

from folkmoot.pure.words import gettext_noop as _

MAX_CHARS = 1000
DEFAULT_PORTS = {"http": 80, "https": 443}
TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "hsa_")
TRACKING_NAMES = frozenset(
    {"fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid"}
)
PATH_SAFE = "/:@!$&'()*+,;=-._~"
CONTROL = re.compile(r"[\x00-\x20\x7f]")
LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def normalise_url(url: str) -> str:
    """Return the one spelling of an absolute http or https address. Idempotent.

    Raises:
        ValueError: not an absolute http(s) address, carries a password, or is longer than 1,000 characters;
            the message is a sentence for people.
    """
    parts = _split(url)
    path = _remove_dot_segments(_encoded(parts.path)) or "/"
    pairs = sorted(
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
        if not _tracks(pair[0])
    )
    query = urlencode(pairs, errors="surrogateescape")
    result = f"{_origin(parts)}{path}{'?' + query if query else ''}"
    if len(result) > MAX_CHARS:
        message = _("The address is longer than 1,000 characters.")
        raise ValueError(message)
    return result


def origin_of(url: str) -> str:
    """Return `scheme://host[:port]` of an absolute http or https address, in the same spelling.

    Raises:
        ValueError: as `normalise_url`.
    """
    return _origin(_split(url))


def _split(url: str) -> SplitResult:
    text = url.strip()
    if CONTROL.search(text):
        message = _("The address contains spaces or control characters.")
        raise ValueError(message)
    try:
        parts = urlsplit(text)
        _port = parts.port
    except ValueError as error:
        message = _("The address cannot be read.")
        raise ValueError(message) from error
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        message = _("The address must begin with http:// or https://.")
        raise ValueError(message)
    if parts.username is not None:
        message = _("The address must not carry a name or a password.")
        raise ValueError(message)
    return parts


def _origin(parts: SplitResult) -> str:
    host = _host(parts.hostname or "")
    port = "" if parts.port in (None, DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def _host(name: str) -> str:
    name = name.rstrip(".")
    if ":" in name:
        return f"[{name}]"
    try:
        ascii_name = name.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        message = _("The address has no host that could exist.")
        raise ValueError(message) from error
    if not re.fullmatch(r"[a-z0-9_.-]+", ascii_name):
        message = _("The address has no host that could exist.")
        raise ValueError(message)
    return ascii_name


def _encoded(path: str) -> str:
    """Return the path with every octet in its one form; `%2F` stays apart from `/`."""
    whole = LONE_PERCENT.sub("%25", path)
    pieces = re.split(r"(%2[Ff])", whole)
    return "".join(
        piece.upper() if piece.lower() == "%2f" else quote(unquote_to_bytes(piece), PATH_SAFE) for piece in pieces
    )


def _remove_dot_segments(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def _tracks(name: str) -> bool:
    return name.lower() in TRACKING_NAMES or name.lower().startswith(TRACKING_PREFIXES)
