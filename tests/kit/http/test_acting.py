"""Whoever has just changed something from one of our pages carries a mark for two seconds, and nobody else."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from folkmoot.kit.http.cookies import ACTED_COOKIE, ACTED_S
from folkmoot.kit.http.handlers import remember_acting

OURS = {"Host": "localhost", "Sec-Fetch-Site": "same-origin"}


def answered(method="POST", *, status=303, headers=OURS):
    request = RequestFactory().generic(method, "/comments/1/vote", headers=headers)
    return remember_acting(lambda _request: HttpResponse(status=status))(request)


@pytest.mark.parametrize("status", [200, 201, 303])
def test_who_acts_is_marked(status):
    cookie = answered(status=status).cookies[ACTED_COOKIE]
    assert (cookie["max-age"], cookie["path"], cookie["httponly"], cookie["samesite"]) == (ACTED_S, "/", True, "Lax")


@pytest.mark.parametrize(
    "given",
    [
        {"method": "GET", "status": 200},
        {"method": "HEAD", "status": 200},
        {"status": 403},
        {"status": 422},
        {"status": 503},
        {"headers": {"Host": "localhost", "Authorization": "Bearer token"}},
        {"headers": {"Host": "localhost", "Sec-Fetch-Site": "cross-site"}},
    ],
    ids=str,
)
def test_who_reads_is_refused_or_is_a_program_is_not(given):
    assert not answered(**given).cookies
