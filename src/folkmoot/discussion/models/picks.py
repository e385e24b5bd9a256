"""What staff put forward."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from folkmoot.discussion.models.comments import Comment
from folkmoot.discussion.models.threads import Thread


class Pick(models.Model):
    """A comment that staff pinned to the top of its thread, or featured as worth reading; the reason is public."""

    id = models.BigAutoField(primary_key=True)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="picks", db_index=False)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="picks")
    kind = models.CharField(max_length=10)
    reason = models.CharField(max_length=400)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """A comment once in each way; a thread's picks together."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["thread", "kind", "comment"], name="pick_once")]
