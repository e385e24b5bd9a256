"""What readers think of a comment."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from folkmoot.discussion.models.comments import Comment
from folkmoot.readers.models import Reader


class Vote(models.Model):
    """A reader's last word on a comment: +1 or −1. `weight` is how far it moved the rank when it was cast."""

    id = models.BigAutoField(primary_key=True)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="votes", db_index=False)
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="votes")
    value = models.SmallIntegerField()
    weight = models.SmallIntegerField(default=1)
    at = models.DateTimeField()

    class Meta:
        """One a reader."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "reader"], name="vote_once"),
            models.CheckConstraint(condition=Q(value__in=[-1, 1]), name="vote_is_up_or_down"),
        ]
