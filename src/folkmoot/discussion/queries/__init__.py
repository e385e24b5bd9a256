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
from folkmoot.discussion.queries.edits import read_edits, state_of_listed
from folkmoot.discussion.queries.following import comments_under_author
from folkmoot.discussion.queries.live import (
    Place,
    counts_of_threads,
    open_threads,
    page_to_follow,
    places_of,
    shown_tallies,
)
from folkmoot.discussion.queries.miscounts import find_miscounts
from folkmoot.discussion.queries.questions import open_questions
from folkmoot.discussion.queries.queue import comment_for_staff, held_comments
from folkmoot.discussion.queries.search import best_comments, count_unindexed, newest_comments
from folkmoot.discussion.queries.settings import settings_of
from folkmoot.discussion.queries.threads import (
    counts_by_address,
    counts_by_page,
    newest_threads,
    page_of_comment,
    page_of_thread,
    read_thread,
    thread_of_page,
)
from folkmoot.discussion.queries.visits import read_visit, since_of
from folkmoot.discussion.queries.windows import read_focus, read_page, read_replies, read_window

__all__ = [
    "Place",
    "best_comments",
    "comment_for_staff",
    "comments_under_author",
    "count_unindexed",
    "counts_by_address",
    "counts_by_page",
    "counts_of_threads",
    "editable_in_thread",
    "find_miscounts",
    "held_comments",
    "held_in_thread",
    "newest_comments",
    "newest_threads",
    "open_questions",
    "open_threads",
    "own_comment",
    "own_comments",
    "page_of_comment",
    "page_of_thread",
    "page_to_follow",
    "places_of",
    "read_comment",
    "read_edits",
    "read_focus",
    "read_page",
    "read_replies",
    "read_thread",
    "read_visit",
    "read_window",
    "recent_comments",
    "settings_of",
    "shown_tallies",
    "since_of",
    "state_of_listed",
    "thread_of_page",
    "votes_in_thread",
]
