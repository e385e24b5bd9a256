"""Which publication a request is for, and what stands around its pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from folkmoot.articles.models import FixedPage, Publication, Section
from folkmoot.articles.values import (
    ArticleState,
    ChromeView,
    Link,
    PublicationView,
    fixed_page_path,
    section_path,
)
from folkmoot.kit.http.errors import MisdirectedError
from folkmoot.kit.http.hosts import host_of, is_loopback


def publications() -> tuple[PublicationView, ...]:
    """Return every publication of this installation, oldest first; `FOLKMOOT_BASE_URL` moves a sole one."""
    return tuple(view for view, _hosts in _with_hosts())


def publication_by_slug(slug: str) -> PublicationView | None:
    """Return one publication, or None."""
    return next((view for view in publications() if view.slug == slug), None)


def publication_of(request: HttpRequest) -> PublicationView:
    """Return the publication that answers to the request's host (the port does not matter).

    A loopback host always reaches a sole publication, so that an owner can look in from the machine itself.

    Raises:
        MisdirectedError: nobody here answers to this host.
    """
    host = host_of(request)
    everyone = _with_hosts()
    for view, hosts in everyone:
        if host in hosts:
            return view
    if len(everyone) == 1 and is_loopback(host):
        return everyone[0][0]
    raise MisdirectedError(host)


def chrome_of(publication_id: int) -> ChromeView:
    """Return masthead and footer: sections that have something to read, fixed pages meant for the footer.

    Raises:
        Publication.DoesNotExist: no such publication.
    """
    row = Publication.objects.get(id=publication_id)
    sections = Section.objects.filter(publication=row, articles__state=ArticleState.PUBLISHED).distinct()
    pages = FixedPage.objects.filter(publication=row, published=True, in_footer=True).order_by("position", "title")
    return ChromeView(
        publication_id=row.id,
        name=row.name,
        tagline=row.tagline,
        language=row.language,
        time_zone=row.time_zone,
        base_url=_base_url(row, sole=_is_sole()),
        sections=tuple(Link(name=part.name, path=section_path(part.slug)) for part in sections),
        fixed_pages=tuple(Link(name=page.title, path=fixed_page_path(page.slug)) for page in pages),
    )


def _with_hosts() -> list[tuple[PublicationView, frozenset[str]]]:
    rows = list(Publication.objects.order_by("id"))
    sole = len(rows) == 1
    return [(_view(row, sole=sole), _hosts(row, sole=sole)) for row in rows]


def _view(row: Publication, *, sole: bool) -> PublicationView:
    return PublicationView(
        id=row.id,
        slug=row.slug,
        name=row.name,
        base_url=_base_url(row, sole=sole),
        language=row.language,
        time_zone=row.time_zone,
        origins=tuple(row.origins),
    )


def _hosts(row: Publication, *, sole: bool) -> frozenset[str]:
    own = urlsplit(_base_url(row, sole=sole)).hostname
    return frozenset(name.lower() for name in (*row.hosts, own) if name)


def _base_url(row: Publication, *, sole: bool) -> str:
    override: str = settings.FOLKMOOT.base_url
    return override if sole and override else row.base_url


def _is_sole() -> bool:
    return len(Publication.objects.values_list("id")[:2]) == 1
