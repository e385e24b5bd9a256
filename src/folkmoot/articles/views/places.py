"""The pages of one article at the desk, as links to each other."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from folkmoot.articles.values import (
    ArticleState,
    desk_article_path,
    desk_history_path,
    desk_links_path,
    desk_withdrawal_path,
)


@dataclass(frozen=True, slots=True)
class Place:
    """One page of an article."""

    name: str
    path: str
    here: bool


def places_of(article_id: int, state: ArticleState, *, here: str) -> tuple[Place, ...]:
    """Return where an article can be worked on; whatever is not published cannot be withdrawn."""
    found = [
        (_("Write"), desk_article_path(article_id)),
        (_("Every version"), desk_history_path(article_id)),
        (_("Link for a colleague"), desk_links_path(article_id)),
    ]
    if state is ArticleState.PUBLISHED:
        found.append((_("Withdraw"), desk_withdrawal_path(article_id)))
    return tuple(Place(name, path, path == here) for name, path in found)
