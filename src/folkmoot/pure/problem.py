"""The shape of every refusal that a program reads: RFC 9457 with a permanent `code`."""

from __future__ import annotations

from http import HTTPStatus

PROBLEM_TYPE = "application/problem+json"


def problem_fields(status: int, code: str, detail: str, field: str | None = None) -> dict[str, object]:
    """Return `{type, title, status, code, detail, field?}`.

    Args:
        code: permanent snake_case name of the rule.
        detail: a sentence for people: what is wrong and what to do.
        field: the input it is about; left out when None.
    """
    fields: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
    }
    if field is not None:
        fields["field"] = field
    return fields
