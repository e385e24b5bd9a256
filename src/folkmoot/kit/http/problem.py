"""Refusals as `application/problem+json`, and the status that belongs to each denial."""

from __future__ import annotations

import json

from django.http import HttpResponse

from folkmoot.kit.words import say
from folkmoot.pure.problem import PROBLEM_TYPE, problem_fields
from folkmoot.pure.verdict import Denial

UNAUTHORISED = 401
UNPROCESSABLE = 422
STATUS_BY_CODE = {
    "not_signed_in": 401,
    "unknown_token": 401,
    "account_needed": 403,
    "edit_window_over": 403,
    "foreign_origin": 403,
    "guests_do_not_vote": 403,
    "no_downvotes": 403,
    "not_allowed": 403,
    "not_votable": 403,
    "not_yours": 403,
    "own_comment": 403,
    "read_only": 403,
    "thread_closed": 403,
    "wrong_code": 403,
    "wrong_founding_code": 403,
    "wrong_passkey": 403,
    "work_needed": 403,
    "wrong_sign_in": 403,
    "not_found": 404,
    "unknown_campaign": 404,
    "unknown_comment": 404,
    "unknown_gift": 404,
    "unknown_origin": 404,
    "unknown_page": 404,
    "unknown_thread": 404,
    "factor_required": 409,
    "gives_already": 409,
    "giving_paused": 409,
    "nobody_to_pay": 409,
    "account_unnamed": 409,
    "last_owner": 409,
    "already_decided": 409,
    "already_published": 409,
    "begun_already": 409,
    "founded_already": 409,
    "not_empty": 409,
    "already_sealed": 409,
    "changed_meanwhile": 409,
    "not_changeable": 409,
    "not_pausable": 409,
    "not_endable": 409,
    "does_not_renew": 409,
    "not_pickable": 409,
    "not_published": 409,
    "revision_current": 409,
    "too_many_picks": 409,
    "link_over": 410,
    "slow_mode": 429,
    "too_fast": 429,
    "provider_down": 503,
}


def status_of(denial_code: str) -> int:
    """Return the HTTP status of a denial: 422 (the input is at fault) unless the table says otherwise."""
    return STATUS_BY_CODE.get(denial_code, UNPROCESSABLE)


def problem(
    status: int, code: str, detail: str, field: str | None = None, retry_after_s: int | None = None
) -> HttpResponse:
    """Return a refusal for programs: `{type, title, status, code, detail, field?}`, with Retry-After when given."""
    body = json.dumps(problem_fields(status, code, detail, field), ensure_ascii=False)
    response = HttpResponse(body, status=status, content_type=PROBLEM_TYPE)
    if retry_after_s is not None:
        response["Retry-After"] = str(retry_after_s)
    if status == UNAUTHORISED:
        response["WWW-Authenticate"] = "Bearer"
    return response


def problem_of(denial: Denial) -> HttpResponse:
    """Return the denial as a problem with the status of its code."""
    return problem(status_of(denial.code), denial.code, say(denial), denial.field, denial.retry_after_s)
