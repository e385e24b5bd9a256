"""What is found by its words."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from folkmoot.articles.models import Publication
from folkmoot.discussion.models.comments import Comment
from folkmoot.kit.search.index import Column, Index
from folkmoot.kit.text.plain import plain_text
from folkmoot.pure.search.places import place_of
from folkmoot.pure.search.words import indexed


class SearchedComment(models.Model):
    """The words of a published comment, for `kit.search`. Its place follows from the comment: see `pure.search.places`."""

    place = models.BigIntegerField(primary_key=True)
    # Found by its place, never by its comment: no index, and no constraint that would need one.
    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    words = models.TextField()

    @staticmethod
    def row(comment_id: int, publication_id: int, created_at: datetime, html: str) -> tuple[int, int, int, str]:
        """Return (place, comment, publication, words) of a comment: the columns, in their order."""
        return place_of(created_at, comment_id), comment_id, publication_id, indexed(plain_text(html))


COMMENT_INDEX = Index("discussion_searchedcomment", "comment_id", (Column("words"),))
