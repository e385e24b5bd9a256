"""What the doors for programs and for people have in common: who is there, how often, and how a guest is remembered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from folkmoot.articles.queries import publication_of
from folkmoot.articles.values import PublicationView
from folkmoot.discussion.policy import too_fast
from folkmoot.kit import clock
from folkmoot.kit.conf_readers import Allowance
from folkmoot.kit.http.cookies import set_lasting
from folkmoot.kit.ratelimit import Rate, take
from folkmoot.pure.verdict import require
from folkmoot.readers.queries import actor_of
from folkmoot.readers.values import GUEST_COOKIE, MARKER_COOKIE, Actor

MAX_ID = 2**63 - 1
NETWORK_FACTOR = 4  # a household, a school or an office shares one address
PREVIEWS = Allowance(count=30, per_s=60, burst=20)
NEW_THREADS = Allowance(count=30, per_s=60, burst=30)
GUEST_COOKIE_MAX_AGE_S = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is at the door, of which publication, and when."""

    publication: PublicationView
    actor: Actor
    now: datetime


def caller_of(request: HttpRequest) -> Caller:
    """Return who asks.

    Raises:
        MisdirectedError: no publication answers at this host.
        DeniedError: `unknown_token`.
    """
    publication = publication_of(request)
    return Caller(publication, actor_of(request, publication_id=publication.id), clock.now())


def limit_comments(caller: Caller) -> None:
    """Count one post against its reader and network; raise `DeniedError` (`too_fast`) when it is one too many."""
    _limit("comment", settings.FOLKMOOT.comment_rate, caller)


def limit_votes(caller: Caller) -> None:
    """Count one vote against its reader and network; raise `DeniedError` (`too_fast`) when it is one too many."""
    _limit("vote", settings.FOLKMOOT.vote_rate, caller)


def limit_previews(caller: Caller) -> None:
    """Count one preview against its reader and network; raise `DeniedError` (`too_fast`) when it is one too many."""
    _limit("preview", PREVIEWS, caller)


def limit_threads(caller: Caller) -> None:
    """Count one new thread against its network; raise `DeniedError` (`too_fast`) when it is one too many."""
    _limit("thread", NEW_THREADS, caller)


def remember_guest(response: HttpResponseBase, request: HttpRequest, token: str) -> None:
    """Give a browser its guest's token, out of reach of scripts, and a mark that scripts may see."""
    set_lasting(response, request, GUEST_COOKIE, token, max_age_s=GUEST_COOKIE_MAX_AGE_S)
    set_lasting(response, request, MARKER_COOKIE, "1", max_age_s=GUEST_COOKIE_MAX_AGE_S, script_readable=True)


def _limit(what: str, allowance: Allowance, caller: Caller) -> None:
    """Take one act from the caller's allowances; staff of the publication have none to keep."""
    if caller.actor.roles:
        return
    where = f"{what}|{caller.publication.id}"
    many = NETWORK_FACTOR
    rates = [
        Rate(f"{where}|network|{caller.actor.network}", allowance.count * many, allowance.per_s, allowance.burst * many)
    ]
    if caller.actor.reader_id is not None:
        rates.append(
            Rate(f"{where}|reader|{caller.actor.reader_id}", allowance.count, allowance.per_s, allowance.burst)
        )
    require(too_fast(take(*rates, now=caller.now)))


def number_in(fields: Mapping[str, str], name: str) -> int | None:
    """Return a whole number from a form, None for an empty field; 0, which is nobody's id, for what is no number."""
    text = fields.get(name, "").strip()
    if not text:
        return None
    found = re.fullmatch(r"-?[0-9]{1,18}", text)
    return int(text) if found else 0
