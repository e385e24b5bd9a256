"""Found a newspaper, or change what it says about itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.articles.events import HostsChanged, PublicationChanged
from folkmoot.articles.models import Publication
from folkmoot.articles.policy import bad_publication, bad_slug
from folkmoot.articles.values import PublicationDraft
from folkmoot.kit.outbox.emit import emit
from folkmoot.kit.time_zones import is_time_zone
from folkmoot.pure.slugs import slug_of
from folkmoot.pure.urls import origin_of
from folkmoot.pure.verdict import require


def make_publication(draft: PublicationDraft, *, now: datetime) -> int:
    """Return the id of a new publication.

    Raises:
        DeniedError: `name_missing`, `bad_language`, `bad_time_zone`, `bad_url`, `slug_missing`, `slug_taken`.
    """
    return _write(Publication(created_at=now), draft, now=now)


def change_publication(*, publication_id: int, draft: PublicationDraft, now: datetime) -> None:
    """Write down what the owner now says about their newspaper.

    Raises:
        DeniedError: as `make_publication`.
        Publication.DoesNotExist: no such publication.
    """
    _write(Publication.objects.get(id=publication_id), draft, now=now)


def _write(row: Publication, draft: PublicationDraft, *, now: datetime) -> int:
    slug = slug_of(draft.slug)
    require(bad_publication(draft, zone_is_known=is_time_zone(draft.time_zone)))
    with transaction.atomic():
        taken = Publication.objects.filter(slug=slug).exclude(id=row.id).exists()
        require(bad_slug(slug, reserved=False, taken=taken))
        row.slug = slug
        row.name = draft.name.strip()
        row.tagline = draft.tagline.strip()
        row.language = draft.language
        row.time_zone = draft.time_zone
        row.base_url = origin_of(draft.base_url)
        row.hosts = sorted({host.strip().lower() for host in draft.hosts if host.strip()})
        row.origins = sorted({origin_of(origin) for origin in draft.origins})
        row.save()
        emit(PublicationChanged(publication_id=row.id, at=now))
        emit(HostsChanged(publication_id=row.id, at=now))
    return row.id
