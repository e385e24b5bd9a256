"""Found a newspaper, or change what it says about itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from folkmoot.articles.commands.allow_arranging import require_owner
from folkmoot.articles.commands.spell import spelled_line
from folkmoot.articles.events import HostsChanged, PublicationChanged
from folkmoot.articles.models import Publication
from folkmoot.articles.policy import bad_publication, bad_slug
from folkmoot.articles.policy.newspaper import bad_host, too_long_a_name
from folkmoot.articles.values import DESK_PUBLICATION_PATH, PublicationDraft
from folkmoot.kit.outbox.emit import emit
from folkmoot.kit.time_zones import is_time_zone
from folkmoot.pure.slugs import slug_of
from folkmoot.pure.urls import origin_of
from folkmoot.pure.verdict import require
from folkmoot.readers.commands.record_act import record_act


def make_publication(draft: PublicationDraft, *, now: datetime) -> int:
    """Return the id of a new publication.

    Raises:
        DeniedError: `name_missing`, `bad_language`, `bad_time_zone`, `bad_url`, `bad_host`, `too_long`, `slug_missing`, `slug_taken`.
    """
    return _write(Publication(created_at=now), draft, now=now)


def change_publication(
    *, publication_id: int, draft: PublicationDraft, now: datetime, account_id: int | None = None
) -> None:
    """Write down what the owner now says about their newspaper.

    Args:
        account_id: who says so; None for the house itself.

    Raises:
        DeniedError: as `make_publication`; `not_allowed`.
        Publication.DoesNotExist: no such publication.
    """
    require_owner(account_id, publication_id=publication_id)
    with transaction.atomic():
        _write(Publication.objects.get(id=publication_id), draft, now=now)
        record_act(
            publication_id=publication_id,
            account_id=account_id,
            act="publication.changed",
            subject=draft.name,
            path=DESK_PUBLICATION_PATH,
            now=now,
        )


def _write(row: Publication, draft: PublicationDraft, *, now: datetime) -> int:
    slug = slug_of(draft.slug)
    draft = replace(draft, name=spelled_line("name", draft.name), tagline=spelled_line("tagline", draft.tagline))
    require(bad_publication(draft, zone_is_known=is_time_zone(draft.time_zone)))
    require(too_long_a_name(draft.name, draft.tagline) or bad_host(draft.hosts))
    with transaction.atomic():
        taken = Publication.objects.filter(slug=slug).exclude(id=row.id).exists()
        require(bad_slug(slug, reserved=False, taken=taken))
        row.slug = slug
        row.name = draft.name
        row.tagline = draft.tagline
        row.language = draft.language
        row.time_zone = draft.time_zone
        row.base_url = origin_of(draft.base_url)
        row.hosts = sorted({host.strip().lower() for host in draft.hosts if host.strip()})
        row.origins = sorted({origin_of(origin) for origin in draft.origins})
        row.save()
        emit(PublicationChanged(publication_id=row.id, at=now))
        emit(HostsChanged(publication_id=row.id, at=now))
    return row.id
