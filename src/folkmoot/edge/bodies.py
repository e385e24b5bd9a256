"""Is this body fit to be parsed at all? One linear pass, no recursion, no big numbers, no guessing of encodings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from folkmoot.edge.limits import Limits, Refusal, header_values, is_text
from folkmoot.pure.words import gettext_noop as _

API_PATH = "/api/"
_FORM = b"application/x-www-form-urlencoded"
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]|[0-9]++', re.DOTALL)
NOT_TEXT = Refusal(400, "not_utf8", _("Send text as UTF-8 without NUL."))


def check_body(scope: Mapping[str, Any], body: bytes, limits: Limits) -> Refusal | None:
    """Return why this body must not reach a parser, or None.

    Whatever is sent to the API is judged as JSON, because the API reads it as JSON whatever it is called.
    """
    content_type = b"".join(header_values(scope["headers"], b"content-type")).partition(b";")[0].strip().lower()
    if scope["path"].startswith(API_PATH) or content_type.endswith((b"/json", b"+json")):
        return check_json(body, limits)
    if content_type == _FORM and not is_text(body):
        return NOT_TEXT
    return None


def check_json(body: bytes, limits: Limits) -> Refusal | None:
    """Return why these bytes must not reach the JSON parser, or None; that they are JSON is the parser's to say."""
    if len(body) > limits.json_bytes:
        return Refusal(
            400, "json_too_large", _("Send at most %(limit)s bytes of JSON."), values={"limit": limits.json_bytes}
        )
    try:
        body.decode()
    except UnicodeDecodeError:
        return NOT_TEXT
    if b"\0" in body:
        return NOT_TEXT
    return _check_shape(body, limits)


def _check_shape(body: bytes, limits: Limits) -> Refusal | None:
    depth = 0
    for match in _TOKEN.finditer(body):
        token = match.group()
        if token in (b"[", b"{"):
            depth += 1
            if depth > limits.json_depth:
                return Refusal(
                    400, "json_too_deep", _("Nest JSON at most %(limit)s deep."), values={"limit": limits.json_depth}
                )
        elif token in (b"]", b"}"):
            depth -= 1
        elif token[:1] != b'"' and len(token) > limits.number_digits:
            sentence = _("Write numbers with at most %(limit)s digits.")
            return Refusal(400, "number_too_long", sentence, values={"limit": limits.number_digits})
    return None
