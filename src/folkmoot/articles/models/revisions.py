"""The text of a page at a time."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from folkmoot.articles.values import ChangeKind, SourceFormat


class Revision(models.Model):
    """A text at a time. Never changed after it was written, but for `public_at`: when readers could first read it.

    `sources` are `[{"number", "kind", "name", "role", "url", "on_word_of"}]`, numbered from 1 in the author's order.
    `citations` are `{block key: [source numbers]}`: what rests on whom. `quotations` are
    `[{"block", "speaker", "role", "source"}]`. `change` is empty for what was written before publication.
    """

    id = models.BigAutoField(primary_key=True)
    page = models.ForeignKey("articles.Page", on_delete=models.CASCADE, related_name="revisions")
    number = models.IntegerField()
    headline = models.CharField(max_length=400)
    standfirst = models.TextField(blank=True)
    source = models.TextField()
    source_format = models.CharField(max_length=8, choices=[(item.value, item.value) for item in SourceFormat])
    html = models.TextField()
    renderer_version = models.IntegerField()
    sources = models.JSONField(default=list)
    citations = models.JSONField(default=dict)
    quotations = models.JSONField(default=list)
    change = models.CharField(max_length=10, blank=True, choices=[(item.value, item.value) for item in ChangeKind])
    public_at = models.DateTimeField(null=True)
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


class Seal(models.Model):
    """A revision that nobody may read any more, with the reason that everybody may. Its words are gone from the row."""

    revision = models.OneToOneField(Revision, primary_key=True, on_delete=models.CASCADE, related_name="seal")
    reason = models.TextField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
