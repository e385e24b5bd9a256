"""What was said."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from folkmoot.articles.models import Publication, is_public
from folkmoot.discussion.models.threads import Thread
from folkmoot.discussion.values import NAMESAKE_BADGE, AuthorView, CommentState, CommentView
from folkmoot.kit.keys import instance_key
from folkmoot.kit.text.spoilers import named
from folkmoot.pure.names.likeness import SKELETON_MAX_CHARS
from folkmoot.pure.names.marks import mark
from folkmoot.readers.models import Reader

IS_LISTED_ROOT = Q(parent__isnull=True, listed=True)
IS_OF_AUTHOR = Q(listed=True, by_author=True)
IS_OF_STAFF = Q(listed=True, by_staff=True)
IS_NAMED = Q(listed=True) & ~Q(name="")
IS_LIKENED = Q(listed=True) & ~Q(name_skeleton="")
IS_QUESTION = Q(listed=True, asks=True)
IS_LATE = Q(appeared_at__isnull=False)
IS_LISTED_REPLY = Q(parent__isnull=False, listed=True)
COMMENT_IS_PUBLIC = is_public("thread__page")


class Comment(models.Model):
    """One utterance.

    `listed` says whether the public lists show it at all (a tombstone is listed, a held comment is not);
    `rank` is the sum of its votes by their weight, kept for its index; `reply_count` counts listed direct children.
    `name_skeleton` is what names that look like a guest's have in common; "" for accounts, whose names nobody else bears.
    `by_author` and `by_staff` say in which part its author spoke; `asks`: it contains a question.
    `appeared_at`: when it was released, if it had to wait; None for one that appeared as it was written.
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
    name_skeleton = models.CharField(max_length=SKELETON_MAX_CHARS, blank=True, default="")
    badges = models.JSONField(default=list)
    kind = models.CharField(max_length=12, default="comment")
    source = models.TextField()
    html = models.TextField()
    renderer_version = models.IntegerField()
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in CommentState])
    listed = models.BooleanField()
    up = models.IntegerField(default=0)
    down = models.IntegerField(default=0)
    rank = models.IntegerField(default=0)
    reply_count = models.IntegerField(default=0)
    by_author = models.BooleanField(default=False)
    by_staff = models.BooleanField(default=False)
    asks = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    appeared_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Three orders of roots, one of replies, two filters, and what else is looked for: names, questions, children."""

        indexes: ClassVar = [
            models.Index(fields=["thread", "created_at", "id"], name="roots_by_time", condition=IS_LISTED_ROOT),
            models.Index(fields=["thread", "rank", "id"], name="roots_by_rank", condition=IS_LISTED_ROOT),
            models.Index(fields=["parent", "created_at", "id"], name="replies_by_time", condition=IS_LISTED_REPLY),
            models.Index(fields=["thread", "created_at", "id"], name="listed_of_author", condition=IS_OF_AUTHOR),
            models.Index(fields=["thread", "created_at", "id"], name="listed_of_staff", condition=IS_OF_STAFF),
            models.Index(fields=["thread", "name"], name="names_in_thread", condition=IS_NAMED),
            models.Index(
                fields=["thread", "name_skeleton", "reader"], name="likenesses_in_thread", condition=IS_LIKENED
            ),
            models.Index(fields=["thread", "id"], name="questions_in_thread", condition=IS_QUESTION),
            models.Index(fields=["thread", "appeared_at"], name="late_in_thread", condition=IS_LATE),
            # In the order of replies, too: PostgreSQL takes either index for few replies, and must not sort 20,000.
            models.Index(fields=["parent", "created_at", "id"], name="children", condition=Q(parent__isnull=False)),
            models.Index(fields=["reader", "created_at"], name="comments_of_reader"),
            models.Index(fields=["publication", "id"], name="held_comments", condition=Q(state="held")),
            models.Index(fields=["thread", "id"], name="comments_of_thread"),
        ]

    def author_view(self) -> AuthorView:
        """Return who said it; with a mark where the name alone does not tell them apart in this thread."""
        told_apart = self.name and NAMESAKE_BADGE not in self.badges
        letters = "" if told_apart else mark(instance_key("mark"), self.thread_id, self.reader_id)
        return AuthorView(id=self.reader_id, name=self.name, badges=tuple(self.badges), mark=letters)

    def view(
        self,
        replies: tuple[CommentView, ...] = (),
        *,
        held_too: bool = False,
        more_cursor: str | None = None,
    ) -> CommentView:
        """Return the comment as the public sees it: without words and author unless it is published.

        Args:
            replies: views of its first direct children.
            held_too: for its author and for moderators: with words and author while it waits, too.
            more_cursor: where replies follow behind those.
        """
        state = CommentState(self.state)
        is_open = state is CommentState.PUBLISHED or (held_too and state is CommentState.HELD)
        return CommentView(
            id=self.id,
            thread_id=self.thread_id,
            parent_id=self.parent_id,
            depth=self.depth,
            author=self.author_view() if is_open else None,
            body_html=named(self.html) if is_open else "",
            created_at=self.created_at,
            edited_at=self.edited_at,
            up=self.up,
            down=self.down,
            reply_count=self.reply_count,
            kind=self.kind,
            state=state,
            replies=replies,
            more_replies=self.reply_count - len(replies),
            more_cursor=more_cursor,
        )


class CommentEdit(models.Model):
    """What a comment said before it was edited."""

    id = models.BigAutoField(primary_key=True)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="edits")
    source = models.TextField()
    at = models.DateTimeField()
