"""Keep About, Imprint and their like."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from folkmoot.articles.commands.allow_writing import require_editor
from folkmoot.articles.commands.lock_publication import lock_publication
from folkmoot.articles.commands.readdress import readdress
from folkmoot.articles.commands.spell import spelled, spelled_line
from folkmoot.articles.commands.write_revision import rendered, write_revision
from folkmoot.articles.events import FixedPageSaved
from folkmoot.articles.models import FixedPage, Page
from folkmoot.articles.policy import bad_fixed_page, bad_slug
from folkmoot.articles.values import FixedPageDraft, PageKind, desk_page_path, fixed_page_path
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.slugs import slug_of
from folkmoot.pure.verdict import require
from folkmoot.readers.commands.record_act import record_act


def save_fixed_page(
    *, publication_id: int, page_id: int | None, draft: FixedPageDraft, account_id: int | None, now: datetime
) -> int:
    """Return the page's id. A changed address leaves a redirect behind.

    Args:
        account_id: who writes; None for the house itself.

    Raises:
        DeniedError: `not_allowed`, `title_missing`, `too_long`, `bad_text`, `slug_missing`, `slug_reserved`, `slug_taken`.
        FixedPage.DoesNotExist: no such fixed page in this publication.
    """
    require_editor(account_id, publication_id=publication_id)
    clean = replace(draft, title=spelled_line("title", draft.title), source=spelled("source", draft.source))
    require(bad_fixed_page(clean))
    slug = slug_of(spelled_line("slug", draft.slug) or clean.title)
    text = rendered(headline=clean.title, source=clean.source, source_format=clean.source_format)
    with transaction.atomic():
        lock_publication(publication_id)
        holder = FixedPage.objects.filter(publication_id=publication_id, slug=slug).first()
        require(bad_slug(slug, reserved=True, taken=holder is not None and holder.page_id != page_id))
        row = _found(publication_id, page_id) if page_id else _new(publication_id, slug, clean.title, now=now)
        readdress(row.page, url=fixed_page_path(slug), title=clean.title, was_public=row.published)
        row.current = write_revision(row.page, text, previous=row.current, account_id=account_id, now=now)
        row.slug, row.title, row.position = slug, clean.title, clean.position
        if clean.purpose is not None:
            # One page for each purpose: the one that had it gives it up.
            if clean.purpose:
                FixedPage.objects.filter(publication_id=publication_id, purpose=clean.purpose).update(purpose="")
            row.purpose = clean.purpose
        row.published, row.in_footer, row.updated_at = clean.published, clean.in_footer, now
        row.save()
        emit(FixedPageSaved(publication_id=publication_id, page_id=row.page_id, at=now))
        record_act(
            publication_id=publication_id,
            account_id=account_id,
            act="page.saved",
            subject=row.title,
            path=desk_page_path(row.page_id),
            now=now,
        )
    return row.page_id


def _found(publication_id: int, page_id: int) -> FixedPage:
    found = FixedPage.objects.filter(publication_id=publication_id).select_related("page", "current")
    return found.get(page_id=page_id)


def _new(publication_id: int, slug: str, title: str, *, now: datetime) -> FixedPage:
    page = Page.objects.create(
        publication_id=publication_id, kind=PageKind.FIXED, url=fixed_page_path(slug), title=title
    )
    return FixedPage.objects.create(page=page, publication_id=publication_id, slug=slug, title=title, updated_at=now)
