"""Anything with an address: what hangs on it, what led to it, who links to it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from folkmoot.articles.values import ArticleState, PageKind, PagePurpose


def is_public(page: str = "") -> Q:
    """Return the condition that everybody may read a page: published, or of somebody else's site.

    Args:
        page: the way to the page from where one asks, such as `thread__page`; empty for a page itself.
    """
    way = f"{page}__" if page else ""
    return (
        Q((f"{way}kind", PageKind.OUTSIDE))
        | Q((f"{way}kind", PageKind.ARTICLE), (f"{way}article__state", ArticleState.PUBLISHED))
        | Q((f"{way}kind", PageKind.FIXED), (f"{way}fixed_page__published", True))
    )


class Page(models.Model):
    """Anything with a URL that can host a thread.

    `url` is a path for our own pages and an absolute normalised URL for outside ones.
    """

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey("articles.Publication", on_delete=models.CASCADE, related_name="pages")
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in PageKind])
    url = models.CharField(max_length=1000)
    title = models.CharField(max_length=400)

    class Meta:
        """One page an address."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "url"], name="page_url_once")]


class FixedPage(models.Model):
    """About, Imprint, House rules."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="fixed_page")
    publication = models.ForeignKey("articles.Publication", on_delete=models.CASCADE, related_name="fixed_pages")
    slug = models.CharField(max_length=200)
    title = models.CharField(max_length=400)
    published = models.BooleanField(default=True)
    in_footer = models.BooleanField(default=True)
    purpose = models.CharField(max_length=8, blank=True, choices=[(item.value, item.value) for item in PagePurpose])
    position = models.IntegerField(default=0)
    updated_at = models.DateTimeField()
    current = models.ForeignKey("articles.Revision", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One page a slug."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "slug"], name="fixed_slug_once")]


class OutsidePage(models.Model):
    """A page of somebody else's site that hosts one of our threads."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="outside_page")
    created_at = models.DateTimeField()


class Redirect(models.Model):
    """An old address that leads to a page: `path` as asked for, query included (`/?p=123`)."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey("articles.Publication", on_delete=models.CASCADE, related_name="redirects")
    path = models.CharField(max_length=1000)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="redirects")

    class Meta:
        """One target an address."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "path"], name="redirect_path_once")]


class FormerPath(models.Model):
    """An address that a section, an author or a tag had: `path` leads to `target`, both paths of ours."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey("articles.Publication", on_delete=models.CASCADE, related_name="former_paths")
    path = models.CharField(max_length=300)
    target = models.CharField(max_length=300)

    class Meta:
        """One target an address."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "path"], name="former_path_once")]


class LinkMention(models.Model):
    """Somewhere else that links to a page: a pingback or trackback, never a comment."""

    id = models.BigAutoField(primary_key=True)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="mentions")
    url = models.CharField(max_length=1000)
    title = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    class Meta:
        """The same source once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["page", "url"], name="mention_once")]
