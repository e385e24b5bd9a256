"""Links that are sent or printed, and let whoever opens them in; only the SHA-256 of their tokens is kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Invitation(models.Model):
    """Asks someone to work here. One use; over when accepted, taken back or run out."""

    id = models.BigAutoField(primary_key=True)
    publication_id = models.BigIntegerField()
    email = models.EmailField(max_length=254)
    roles = models.JSONField()
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey("readers.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Listed for each publication."""

        indexes: ClassVar = [models.Index(fields=["publication_id", "-id"], name="invitation_by_time")]


class PasswordLink(models.Model):
    """Lets someone choose a new password. One use; a newer one ends it."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey("readers.Account", on_delete=models.CASCADE, related_name="password_links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
