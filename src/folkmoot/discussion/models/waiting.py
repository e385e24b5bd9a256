"""What is not shown, and why: who, when, in which words."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from folkmoot.discussion.models.comments import Comment


class Hold(models.Model):
    """Why a comment waits unseen, and how the waiting ended."""

    id = models.BigAutoField(primary_key=True)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="holds")
    code = models.CharField(max_length=40)
    sentence = models.CharField(max_length=400)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")


class Removal(models.Model):
    """Who took a comment down, when and why; the reason is public."""

    comment = models.OneToOneField(Comment, primary_key=True, on_delete=models.CASCADE, related_name="removal")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=1000)
    at = models.DateTimeField()
