"""Who is at the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from folkmoot.articles.queries import publication_of
from folkmoot.articles.values import PublicationView
from folkmoot.kit import clock
from folkmoot.readers.queries import actor_of
from folkmoot.readers.values import Actor


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
