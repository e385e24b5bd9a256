"""The newspaper, and the parts it is made of."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from folkmoot.pure.names.likeness import SKELETON_MAX_CHARS


class Publication(models.Model):
    """The newspaper.

    `hosts` are the names it answers to, without port. `menu` is `[{"name": …, "path": …}]`, empty for the sections.
    `accent_light` and `accent_dark` are `#rrggbb`, empty for ours. `theme` is a list of custom properties in CSS.
    `labels` are words of ours that it says in its own way: `{"Newest": "Latest"}`.
    """

    id = models.BigAutoField(primary_key=True)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    tagline = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=12, default="en")
    time_zone = models.CharField(max_length=60, default="UTC")
    base_url = models.CharField(max_length=300)
    hosts = models.JSONField(default=list)
    origins = models.JSONField(default=list)
    logo = models.ForeignKey("articles.Picture", null=True, on_delete=models.SET_NULL, related_name="+")
    accent_light = models.CharField(max_length=7, blank=True)
    accent_dark = models.CharField(max_length=7, blank=True)
    theme = models.TextField(blank=True)
    menu = models.JSONField(default=list)
    footer = models.TextField(blank=True)
    labels = models.JSONField(default=dict)
    lead = models.ForeignKey("articles.Article", null=True, on_delete=models.SET_NULL, related_name="+")
    second_factor_required = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        """Return the name on the masthead."""
        return self.name


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
    """A byline: who wrote it, whether or not they can sign in. `name_skeleton`: what names that look like it share."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="authors")
    slug = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    name_skeleton = models.CharField(max_length=SKELETON_MAX_CHARS, blank=True, default="")
    role = models.CharField(max_length=200, blank=True)
    biography = models.TextField(blank=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="bylines")

    class Meta:
        """One author a slug; nobody else may speak under a name that looks like theirs."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "slug"], name="author_slug_once")]
        indexes: ClassVar = [models.Index(fields=["publication", "name_skeleton"], name="author_by_likeness")]
