"""Give a page of a registered site, or one of our own, its thread."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.articles.commands.lock_publication import lock_publication
from folkmoot.articles.commands.spell import spelled_line
from folkmoot.articles.models import OutsidePage, Page
from folkmoot.articles.policy import HEADLINE_MAX_CHARS, bad_url, unknown_page, unregistered_origin
from folkmoot.articles.ports import Ports
from folkmoot.articles.values import ArticleState, OpenedPage, PageKind, PublicationView, stored_address
from folkmoot.pure.verdict import DeniedError, require


def open_outside_page(*, publication: PublicationView, url: str, title: str, now: datetime) -> OpenedPage:
    """Return the page at an absolute address and its thread, made where there are none.

    Idempotent on the normalised address; the first title stays.

    Raises:
        DeniedError: `bad_url`; `unknown_origin` if the site is not registered with the publication;
            `unknown_page` for an address of ours where no article can be read; `bad_text`.
    """
    try:
        address = stored_address(url, base_url=publication.base_url)
    except ValueError as error:
        raise DeniedError(bad_url(str(error))) from error
    require(unregistered_origin(address, publication.origins))
    heading = spelled_line("title", title)[:HEADLINE_MAX_CHARS] or address
    with transaction.atomic():
        lock_publication(publication.id)
        page_id = (
            _ours(publication.id, address)
            if address.startswith("/")
            else _theirs(publication.id, address, heading, now=now)
        )
        return OpenedPage(page_id=page_id, thread_id=Ports.open_thread(page_id=page_id, now=now))


def _ours(publication_id: int, path: str) -> int:
    found = Page.objects.filter(publication_id=publication_id, url=path, article__state=ArticleState.PUBLISHED)
    page_id = found.values_list("id", flat=True).first()
    if page_id is None:
        raise DeniedError(unknown_page())
    return page_id


def _theirs(publication_id: int, url: str, title: str, *, now: datetime) -> int:
    page, made = Page.objects.get_or_create(
        publication_id=publication_id, url=url, defaults={"kind": PageKind.OUTSIDE, "title": title}
    )
    if made:
        OutsidePage.objects.create(page=page, created_at=now)
    return page.id
