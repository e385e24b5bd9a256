"""What is not public yet."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class Autosave(models.Model):
    """What somebody has typed and not yet saved: the fields of their form, and the version they began from.

    One an account for each article, and one for an article that is not begun yet (`article` is null).
    """

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey("articles.Publication", on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey("articles.Article", null=True, on_delete=models.CASCADE, related_name="autosaves")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    fields = models.JSONField()
    version = models.IntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        """One an account and article."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "account"], name="autosave_once"),
            models.UniqueConstraint(
                fields=["publication", "account"], condition=Q(article=None), name="autosave_of_nothing_once"
            ),
        ]


class PreviewLink(models.Model):
    """A link that lets a colleague read an article before readers can; only the SHA-256 of its token is kept."""

    id = models.BigAutoField(primary_key=True)
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="preview_links")
    token_hash = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
