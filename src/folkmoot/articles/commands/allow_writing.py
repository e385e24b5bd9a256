"""Ask whether an account may write in a publication, and what."""

from __future__ import annotations

from django.db.models import Q

from folkmoot.articles.models import Article
from folkmoot.articles.policy import not_a_writer
from folkmoot.articles.policy.roles import not_an_editor, not_your_article
from folkmoot.pure.verdict import require
from folkmoot.readers.queries import roles_of


def require_writer(account_id: int | None, *, publication_id: int, article_id: int | None = None) -> None:
    """Do nothing for whoever may write; with an article, for whoever may write that one.

    Owners and editors may write everything, authors what they began or what carries their name. The house itself
    (None: importers, the timetable) may, too.

    Raises:
        DeniedError: `not_allowed`.
    """
    if account_id is None:
        return
    roles = roles_of(account_id=account_id, publication_id=publication_id)
    require(not_a_writer(roles))
    if article_id is not None:
        require(not_your_article(roles, own=is_own(account_id, article_id)))


def require_editor(account_id: int | None, *, publication_id: int) -> None:
    """Do nothing for owners and editors, and for the house itself.

    Raises:
        DeniedError: `not_allowed`.
    """
    if account_id is not None:
        require(not_an_editor(roles_of(account_id=account_id, publication_id=publication_id)))


def is_own(account_id: int, article_id: int) -> bool:
    """Return whether an account began an article, or stands in its byline. One query."""
    by_them = Q(begun_by_id=account_id) | Q(bylines__author__account_id=account_id)
    return Article.objects.filter(by_them, page_id=article_id).exists()
