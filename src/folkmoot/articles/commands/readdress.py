"""Give a page its address, and leave a redirect at the one it had."""

from __future__ import annotations

from folkmoot.articles.models import Page, Redirect


def readdress(page: Page, *, url: str, title: str, was_public: bool) -> None:
    """Set a page's address and title; an old address that readers may have kept leads on."""
    if page.url != url:
        Redirect.objects.filter(publication_id=page.publication_id, path=url).delete()
        if was_public:
            Redirect.objects.update_or_create(
                publication_id=page.publication_id, path=page.url, defaults={"page": page}
            )
    page.url, page.title = url, title
    page.save(update_fields=["url", "title"])
