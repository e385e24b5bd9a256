"""Works, their pictures and bylines, and what was said about them in public."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from folkmoot.articles.values import ArticleState


class Picture(models.Model):
    """A picture, decoded and re-encoded by us. `variants` are `{"width": …, "height": …, "path": …}`, narrow first."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey("articles.Publication", on_delete=models.CASCADE, related_name="pictures")
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
    """A work. Its text lives in revisions; `current` is the one readers see.

    `version` counts saves of anything about it: who saves must have seen the last one.
    """

    page = models.OneToOneField("articles.Page", primary_key=True, on_delete=models.CASCADE, related_name="article")
    publication = models.ForeignKey("articles.Publication", on_delete=models.CASCADE, related_name="articles")
    slug = models.CharField(max_length=200)
    headline = models.CharField(max_length=400)
    standfirst = models.TextField(blank=True)
    section = models.ForeignKey("articles.Section", null=True, on_delete=models.SET_NULL, related_name="articles")
    tags = models.ManyToManyField("articles.Tag", related_name="articles")
    picture = models.ForeignKey(Picture, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in ArticleState])
    published_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    current = models.ForeignKey("articles.Revision", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField(default=1)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

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
    author = models.ForeignKey("articles.Author", on_delete=models.CASCADE, related_name="bylines")
    position = models.IntegerField(default=0)

    class Meta:
        """Each author once."""

        ordering = ("position",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["article", "author"], name="byline_once")]


class Correction(models.Model):
    """What was wrong in an article, and what is right: public, dated, never changed."""

    id = models.BigAutoField(primary_key=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    revision = models.OneToOneField("articles.Revision", on_delete=models.CASCADE, related_name="correction")
    wrong = models.TextField()
    right = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """In the order they were made."""

        ordering = ("at", "id")


class Withdrawal(models.Model):
    """Why an article is no longer shown. `legal`: by order of a court or a law (451 instead of 410)."""

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="withdrawal")
    reason = models.TextField()
    legal = models.BooleanField(default=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
