"""Which publication a request is for, and what stands around its pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Exists, F, OuterRef, Value
from django.db.models.expressions import Combinable
from django.http import HttpRequest

from folkmoot.articles.models import FixedPage, Publication, Section
from folkmoot.articles.queries.dress import footer_html, logo_view, stylesheet_path
from folkmoot.articles.values import (
    BEGIN_PATH,
    ArticleState,
    ChromeView,
    Link,
    PublicationView,
    fixed_page_path,
    section_path,
)
from folkmoot.kit.http.client import publication_told_of
from folkmoot.kit.http.errors import MisdirectedError
from folkmoot.kit.http.hosts import host_of, is_loopback
from folkmoot.kit.sql import rows, table

# Asked by every request, so it is compiled once; what the rows mean is worked out only when they change.
EVERY_PUBLICATION = (
    "SELECT id, slug, name, base_url, language, time_zone, hosts, origins, labels "  # noqa: S608 -- fixed words
    f"FROM {table(Publication)} ORDER BY id"
)
SECTION, PAGE = 0, 1
KNOWN = "folkmoot.publication"  # where a request remembers whose it is, so that it is looked up once
Answering = tuple[tuple[PublicationView, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Hosts:
    """Every publication with the hosts it answers to."""

    answering: Answering

    def publication_at(self, host: str) -> PublicationView | None:
        """Return who answers to a host name (lower case, no port), None if nobody does.

        A loopback host always reaches a sole publication, so that an owner can look in from the machine itself.
        """
        for view, its_hosts in self.answering:
            if host in its_hosts:
                return view
        return self.answering[0][0] if len(self.answering) == 1 and is_loopback(host) else None


def publications() -> tuple[PublicationView, ...]:
    """Return every publication of this installation, oldest first; `FOLKMOOT_BASE_URL` moves a sole one."""
    return tuple(view for view, _hosts in _with_hosts())


def publication_by_slug(slug: str) -> PublicationView | None:
    """Return one publication, or None."""
    return next((view for view in publications() if view.slug == slug), None)


def publication_of(request: HttpRequest) -> PublicationView:
    """Return the publication that answers to the request's host (the port does not matter).

    Behind the edge, which keeps a table of them, no query; else one a request.

    A loopback host always reaches a sole publication, so that an owner can look in from the machine itself.

    Raises:
        MisdirectedError: nobody here answers to this host.
    """
    known = request.META.get(KNOWN) or publication_told_of(request)
    if isinstance(known, PublicationView):
        return known
    host = host_of(request)
    publication = hosts().publication_at(host)
    if publication is None:
        raise MisdirectedError(host)
    request.META[KNOWN] = publication
    return publication


def speaker_of(request: HttpRequest) -> PublicationView | None:
    """Return the publication in whose words a request is answered; None at a foreign host, or while the database is away."""
    try:
        return publication_of(request)
    except (MisdirectedError, DatabaseError):
        return None


def chrome_for_refusal(request: HttpRequest) -> ChromeView | None:
    """Return what stands around a refusal: masthead and footer; None at a foreign host, or while the database is away."""
    try:
        return chrome_of(publication_of(request).id)
    except (MisdirectedError, DatabaseError):
        return None


def founding_path() -> str:
    """Return where the newspaper of an empty house is founded; empty once there is one. One query."""
    return "" if Publication.objects.exists() else BEGIN_PATH


def hosts() -> Hosts:
    """Return which publication answers to which host, as it is now. One query."""
    return Hosts(_with_hosts())


def is_sole(reference: str = "id") -> Combinable:
    """Return the expression that a publication is the only one here; `reference` is where its id stands in the query."""
    return ~Exists(Publication.objects.exclude(id=OuterRef(reference)))


def base_url_of(own: str, *, sole: bool) -> str:
    """Return where a publication lives now: `FOLKMOOT_BASE_URL` moves a sole one, which its row does not know."""
    override: str = settings.FOLKMOOT.base_url
    return override if sole and override else own


def chrome_of(publication_id: int) -> ChromeView:
    """Return masthead and footer: the owner's menu, else the sections that have something to read; pages for the footer.

    Raises:
        Publication.DoesNotExist: no such publication.
    """
    row = Publication.objects.select_related("logo").annotate(is_sole=is_sole()).get(id=publication_id)
    sections, pages = _sections_and_pages(publication_id)
    return ChromeView(
        publication_id=row.id,
        name=row.name,
        tagline=row.tagline,
        language=row.language,
        time_zone=row.time_zone,
        labels=tuple(row.labels.items()),
        base_url=base_url_of(row.base_url, sole=row.is_sole),
        sections=sections,
        fixed_pages=pages,
        menu=tuple(Link(name=entry["name"], path=entry["path"]) for entry in row.menu) or sections,
        logo=logo_view(row.logo),
        stylesheet=stylesheet_path(row),
        footer_html=footer_html(row.footer),
        lead_id=row.lead_id,
    )


def _sections_and_pages(publication_id: int) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Return the sections that have something to read, and the pages of the footer, in the owner's order. One query."""
    columns = ("kind", "position", "called", "slug")
    read = Section.objects.filter(publication_id=publication_id, articles__state=ArticleState.PUBLISHED)
    parts = read.order_by().annotate(kind=Value(SECTION), called=F("name")).values_list(*columns).distinct()
    footer = FixedPage.objects.filter(publication_id=publication_id, published=True, in_footer=True)
    pages = footer.order_by().annotate(kind=Value(PAGE), called=F("title")).values_list(*columns)
    found = list(parts.union(pages, all=True).order_by("kind", "position", "called"))
    return (
        tuple(Link(name=called, path=section_path(slug)) for kind, _, called, slug in found if kind == SECTION),
        tuple(Link(name=called, path=fixed_page_path(slug)) for kind, _, called, slug in found if kind == PAGE),
    )


def _with_hosts() -> Answering:
    """Return every publication with the hosts it answers to. One query."""
    return _understood(tuple(rows(EVERY_PUBLICATION)), settings.FOLKMOOT.base_url)


@lru_cache(maxsize=8)
def _understood(found: tuple[tuple[int, str, str, str, str, str, str, str, str], ...], moved_to: str) -> Answering:
    moved = moved_to if len(found) == 1 else ""
    answering = []
    for number, slug, name, base_url, language, time_zone, hosts, origins, labels in found:
        view = PublicationView(
            id=number,
            slug=slug,
            name=name,
            base_url=moved or base_url,
            language=language,
            time_zone=time_zone,
            origins=tuple(json.loads(origins)),
            labels=tuple(json.loads(labels).items()),
        )
        own = urlsplit(view.base_url).hostname
        answering.append((view, frozenset(host.lower() for host in (*json.loads(hosts), own) if host)))
    return tuple(answering)
