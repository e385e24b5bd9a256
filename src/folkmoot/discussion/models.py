"""Threads, comments, votes: the store."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from folkmoot.articles.models import Page, Publication, is_public
from folkmoot.discussion.values import AuthorView, CommentState, CommentView
from folkmoot.kit.search.index import Column, Index
from folkmoot.kit.text.plain import plain_text
from folkmoot.pure.search.places import place_of
from folkmoot.pure.search.words import indexed
from folkmoot.readers.models import Reader

IS_LISTED_ROOT = Q(parent__isnull=True, listed=True)
IS_LISTED_REPLY = Q(parent__isnull=False, listed=True)

# A discussion is as public as its page: under a draft or a withdrawn article only the desk sees it.
THREAD_IS_PUBLIC = is_public("page")
COMMENT_IS_PUBLIC = is_public("thread__page")


class Thread(models.Model):
    """The discussion of one page."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="threads")
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="thread")
    comment_count = models.IntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()


class Comment(models.Model):
    """One utterance.

    `listed` says whether the public lists show it at all (a tombstone is listed, a held comment is not);
    `net` is up − down, kept for its index; `reply_count` counts listed direct children.
    """

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="+", db_index=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments", db_index=False)
    # Follows from `parent`, which holds the tree together: a constraint of its own would need an index to check it.
    root = models.ForeignKey(
        "self", null=True, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children", db_index=False)
    depth = models.IntegerField(default=0)
    reader = models.ForeignKey(Reader, on_delete=models.PROTECT, related_name="comments", db_index=False)
    name = models.CharField(max_length=80, blank=True)
    badges = models.JSONField(default=list)
    kind = models.CharField(max_length=12, default="comment")
    source = models.TextField()
    html = models.TextField()
    renderer_version = models.IntegerField()
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in CommentState])
    listed = models.BooleanField()
    up = models.IntegerField(default=0)
    down = models.IntegerField(default=0)
    net = models.IntegerField(default=0)
    reply_count = models.IntegerField(default=0)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Three orders of roots, one of replies, all children (for the constraint), a reader's own, the held of a publication."""

        indexes: ClassVar = [
            models.Index(fields=["thread", "created_at", "id"], name="roots_by_time", condition=IS_LISTED_ROOT),
            models.Index(fields=["thread", "net", "id"], name="roots_by_net", condition=IS_LISTED_ROOT),
            models.Index(fields=["parent", "created_at", "id"], name="replies_by_time", condition=IS_LISTED_REPLY),
            models.Index(fields=["parent"], name="children", condition=Q(parent__isnull=False)),
            models.Index(fields=["reader", "created_at"], name="comments_of_reader"),
            models.Index(fields=["publication", "id"], name="held_comments", condition=Q(state="held")),
            models.Index(fields=["thread", "id"], name="comments_of_thread"),
        ]

    def view(self, replies: tuple[CommentView, ...] = (), *, held_too: bool = False) -> CommentView:
        """Return the comment as the public sees it: without words and author unless it is published.

        Args:
            replies: views of its first direct children.
            held_too: for its author and for moderators: with words and author while it waits, too.
        """
        state = CommentState(self.state)
        is_open = state is CommentState.PUBLISHED or (held_too and state is CommentState.HELD)
        return CommentView(
            id=self.id,
            thread_id=self.thread_id,
            parent_id=self.parent_id,
            depth=self.depth,
            author=AuthorView(id=self.reader_id, name=self.name, badges=tuple(self.badges)) if is_open else None,
            body_html=self.html if is_open else "",
            created_at=self.created_at,
            edited_at=self.edited_at,
            up=self.up,
            down=self.down,
            reply_count=self.reply_count,
            kind=self.kind,
            state=state,
            replies=replies,
            more_replies=self.reply_count - len(replies),
        )


class Vote(models.Model):
    """A reader's last word on a comment: +1 or −1."""

    id = models.BigAutoField(primary_key=True)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="votes", db_index=False)
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="votes")
    value = models.SmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        """One a reader."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "reader"], name="vote_once"),
            models.CheckConstraint(condition=Q(value__in=[-1, 1]), name="vote_is_up_or_down"),
        ]


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


class CommentEdit(models.Model):
    """What a comment said before it was edited."""

    id = models.BigAutoField(primary_key=True)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="edits")
    source = models.TextField()
    at = models.DateTimeField()


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
