"""From an address to a page: old links, and pages of other sites."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode

from folkmoot.articles.models import FormerPath, Page, Redirect, is_public
from folkmoot.articles.policy import bad_url, unregistered_origin
from folkmoot.articles.queries.publications import publications
from folkmoot.articles.values import PageView, PublicationView, stored_address
from folkmoot.pure.verdict import DeniedError, require

# What WordPress puts into an address to name a page; every other parameter only decorates it.
NAMING_PARAMETERS = frozenset({"p", "page_id"})
PART = re.compile(r"(/(?:section|author|tag)/[^/]+)/?(.*)")


def redirect_for(publication_id: int, path_with_query: str) -> str | None:
    """Return where an old address leads now (`/?p=123` and slugs of before), or None. One query, two for a part's.

    Args:
        path_with_query: as asked for; a final slash more or less and decorating parameters do not matter.
    """
    paths = spellings(path_with_query)
    found = dict(
        Redirect.objects.filter(publication_id=publication_id, path__in=paths)
        .filter(page__in=Page.objects.filter(is_public()))
        .values_list("path", "page__url")
    )
    target = next((found[path] for path in paths if path in found), None) or _former(publication_id, path_with_query)
    return None if target in paths else target


def page_by_url(publication_id: int, url: str) -> PageView | None:
    """Return the public page at an absolute address, ours or a registered site's, or None.

    Raises:
        DeniedError: `bad_url`; `unknown_origin` if the site is not registered with the publication.
    """
    publication = next((view for view in publications() if view.id == publication_id), None)
    if publication is None:
        return None
    row = Page.objects.filter(is_public(), publication_id=publication_id, url=_address(publication, url)).first()
    return PageView(id=row.id, url=row.url, title=row.title) if row else None


def _former(publication_id: int, path_with_query: str) -> str | None:
    """Return where an address of a section, an author or a tag, or one below it, leads now."""
    part = PART.match(path_with_query.partition("?")[0])
    if part is None:
        return None
    row = FormerPath.objects.filter(publication_id=publication_id, path=f"{part[1]}/").first()
    return row.target + part[2] if row else None


def _address(publication: PublicationView, url: str) -> str:
    try:
        address = stored_address(url, base_url=publication.base_url)
    except ValueError as error:
        raise DeniedError(bad_url(str(error))) from error
    require(unregistered_origin(address, publication.origins))
    return address


def spellings(path_with_query: str) -> tuple[str, ...]:
    """Return the spellings an old address may be kept under, most exact first."""
    path, _, query = path_with_query.partition("?")
    slashed = path.rstrip("/") + "/"
    bare = path.rstrip("/") or "/"
    naming = urlencode([pair for pair in parse_qsl(query) if pair[0] in NAMING_PARAMETERS])
    if naming:
        return (path_with_query, f"{slashed}?{naming}", f"{bare}?{naming}")
    return (path_with_query, path, slashed, bare)
