"""Reads of the discussion. Each says how many queries it takes; none depends on the length of a thread."""

from folkmoot.discussion.queries.comments import (
    editable_in_thread,
    held_in_thread,
    own_comment,
    own_comments,
    read_comment,
    recent_comments,
    votes_in_thread,
)
from folkmoot.discussion.queries.miscounts import find_miscounts
from folkmoot.discussion.queries.queue import comment_for_staff, held_comments
from folkmoot.discussion.queries.search import best_comments, count_unindexed, newest_comments
from folkmoot.discussion.queries.threads import (
    counts_by_address,
    counts_by_page,
    newest_threads,
    page_of_comment,
    page_of_thread,
    read_thread,
    thread_of_page,
)
from folkmoot.discussion.queries.windows import read_focus, read_replies, read_window

__all__ = [
    "best_comments",
    "comment_for_staff",
    "count_unindexed",
    "counts_by_address",
    "counts_by_page",
    "editable_in_thread",
    "find_miscounts",
    "held_comments",
    "held_in_thread",
    "newest_comments",
    "newest_threads",
    "own_comment",
    "own_comments",
    "page_of_comment",
    "page_of_thread",
    "read_comment",
    "read_focus",
    "read_replies",
    "read_thread",
    "read_window",
    "recent_comments",
    "thread_of_page",
    "votes_in_thread",
]
