"""Publications, pages, articles, revisions: the store."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from folkmoot.articles.values import ArticleState, PageKind, SourceFormat


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


class Publication(models.Model):
    """The newspaper. `hosts` are the names it answers to, without port."""

    id = models.BigAutoField(primary_key=True)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    tagline = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=12, default="en")
    time_zone = models.CharField(max_length=60, default="UTC")
    base_url = models.CharField(max_length=300)
    hosts = models.JSONField(default=list)
    origins = models.JSONField(default=list)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        """Return the name on the masthead."""
        return self.name


class Page(models.Model):
    """Anything with a URL that can host a thread.

    `url` is a path for our own pages and an absolute normalised URL for outside ones.
    """

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="pages")
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in PageKind])
    url = models.CharField(max_length=1000)
    title = models.CharField(max_length=400)

    class Meta:
        """One page an address."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "url"], name="page_url_once")]


class Section(models.Model):
    """A part of the newspaper."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="sections")
    slug = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    position = models.IntegerField(default=0)

    class Meta:
        """In the owner's order."""

        ordering = ("position", "name")
        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "slug"], name="section_slug_once")]


class Tag(models.Model):
    """What an article is about."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="tags")
    slug = models.CharField(max_length=200)
    name = models.CharField(max_length=200)

    class Meta:
        """One tag a slug."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "slug"], name="tag_slug_once")]


class Author(models.Model):
    """A byline: who wrote it, whether or not they can sign in."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="authors")
    slug = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    biography = models.TextField(blank=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="bylines")

    class Meta:
        """One author a slug."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "slug"], name="author_slug_once")]


class Picture(models.Model):
    """A picture, decoded and re-encoded by us. `variants` are `{"width": …, "height": …, "path": …}`, narrow first."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="pictures")
    digest = models.CharField(max_length=64)
    variants = models.JSONField()
    alt = models.CharField(max_length=500)
    caption = models.CharField(max_length=1000, blank=True)
    credit = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        """The same bytes are kept once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "digest"], name="picture_once")]


class Article(models.Model):
    """A work. Its text lives in revisions; `current` is the one readers see."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="article")
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="articles")
    slug = models.CharField(max_length=200)
    headline = models.CharField(max_length=400)
    standfirst = models.TextField(blank=True)
    section = models.ForeignKey(Section, null=True, on_delete=models.SET_NULL, related_name="articles")
    tags = models.ManyToManyField(Tag, related_name="articles")
    picture = models.ForeignKey(Picture, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in ArticleState])
    published_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    current = models.ForeignKey("Revision", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Lists go by the time of publication."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "slug"], name="article_slug_once"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="published_has_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["publication", "state", "-published_at", "-page"], name="article_by_time"),
            models.Index(fields=["section", "state", "-published_at", "-page"], name="article_by_section"),
        ]


class Byline(models.Model):
    """One author of one article, in order."""

    id = models.BigAutoField(primary_key=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="bylines")
    position = models.IntegerField(default=0)

    class Meta:
        """Each author once."""

        ordering = ("position",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["article", "author"], name="byline_once")]


class FixedPage(models.Model):
    """About, Imprint, House rules."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="fixed_page")
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="fixed_pages")
    slug = models.CharField(max_length=200)
    title = models.CharField(max_length=400)
    published = models.BooleanField(default=True)
    in_footer = models.BooleanField(default=True)
    position = models.IntegerField(default=0)
    updated_at = models.DateTimeField()
    current = models.ForeignKey("Revision", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One page a slug."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "slug"], name="fixed_slug_once")]


class OutsidePage(models.Model):
    """A page of somebody else's site that hosts one of our threads."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="outside_page")
    created_at = models.DateTimeField()


class Revision(models.Model):
    """A text at a time. Never changed after it was written."""

    id = models.BigAutoField(primary_key=True)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="revisions")
    number = models.IntegerField()
    headline = models.CharField(max_length=400)
    source = models.TextField()
    source_format = models.CharField(max_length=8, choices=[(item.value, item.value) for item in SourceFormat])
    html = models.TextField()
    renderer_version = models.IntegerField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        """Numbered from 1 in each page."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["page", "number"], name="revision_number_once")]


class Block(models.Model):
    """A paragraph (or heading, list, figure) of a revision. `key` is stable: it moves with its text."""

    id = models.BigAutoField(primary_key=True)
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="blocks")
    key = models.CharField(max_length=12)
    position = models.IntegerField()
    tag = models.CharField(max_length=12)
    text = models.TextField()

    class Meta:
        """In reading order; a key once a revision."""

        ordering = ("position",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["revision", "key"], name="block_key_once")]


class Redirect(models.Model):
    """An old address that leads to a page: `path` as asked for, query included (`/?p=123`)."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="redirects")
    path = models.CharField(max_length=1000)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="redirects")

    class Meta:
        """One target an address."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "path"], name="redirect_path_once")]


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
