"""Who may decide here, and how the pages of those who do are answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from folkmoot.articles.queries import chrome_of, publication_of
from folkmoot.discussion.policy import not_a_moderator
from folkmoot.kit import clock
from folkmoot.kit.look.render import render_desk
from folkmoot.moderation.values import QUEUE_PATH
from folkmoot.pure.verdict import require
from folkmoot.readers.queries import actor_of
from folkmoot.readers.values import Actor

MAX_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Moderator:
    """Who decides, in which publication, and when."""

    publication_id: int
    actor: Actor
    now: datetime


def moderator_of(request: HttpRequest) -> Moderator | None:
    """Return who decides, or None for somebody who has to sign in first.

    Raises:
        DeniedError: `not_allowed`: signed in, but neither owner, editor nor moderator.
    """
    publication = publication_of(request)
    actor = actor_of(request, publication_id=publication.id)
    if actor.account_id is None:
        return None
    require(not_a_moderator(actor.roles))
    return Moderator(publication.id, actor, clock.now())


def page(request: HttpRequest, moderator: Moderator, template: str, context: Mapping[str, object]) -> HttpResponse:
    """Return a page of the desk."""
    chrome = chrome_of(moderator.publication_id)
    return render_desk(
        request,
        template,
        chrome,
        {"here": QUEUE_PATH, "roles": moderator.actor.roles, "queue_path": QUEUE_PATH, **context},
    )
