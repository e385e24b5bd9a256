"""What was sent, so that nothing is kept twice."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from folkmoot.articles.models import Publication
from folkmoot.discussion.models.comments import Comment


class Submission(models.Model):
    """One acknowledged post, so that a retry finds it instead of making a second.

    `key` is the sender's Idempotency-Key ("" without one); `request_hash` tells whether the same key
    carries the same request. `reader_hash` names (thread, parent, reader, name, words) and `network_hash` the
    same with a stranger's network for the reader ("" when the sender was known). `words_hash` is of the words alone.
    """

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=200, blank=True)
    request_hash = models.CharField(max_length=64)
    reader_hash = models.CharField(max_length=64)
    network_hash = models.CharField(max_length=64, blank=True)
    words_hash = models.CharField(max_length=64)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        """A key once; repeats are looked up by their hashes."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "key"], name="key_once", condition=~Q(key=""))
        ]
        indexes: ClassVar = [
            models.Index(fields=["reader_hash", "at"], name="repeats_of_reader"),
            models.Index(fields=["network_hash", "at"], name="repeats_of_network", condition=~Q(network_hash="")),
            models.Index(fields=["publication", "words_hash", "at"], name="same_words"),
        ]
