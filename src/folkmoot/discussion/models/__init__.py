"""Threads, comments, votes: the store."""

from folkmoot.discussion.models.comments import COMMENT_IS_PUBLIC, Comment, CommentEdit
from folkmoot.discussion.models.picks import Pick
from folkmoot.discussion.models.search import COMMENT_INDEX, SearchedComment
from folkmoot.discussion.models.settings import SETTINGS_COLUMNS, SETTINGS_OF, DiscussionSettings, settings_in
from folkmoot.discussion.models.submissions import Submission
from folkmoot.discussion.models.threads import THREAD_IS_PUBLIC, Thread
from folkmoot.discussion.models.visits import Visit
from folkmoot.discussion.models.votes import Vote
from folkmoot.discussion.models.waiting import Hold, Removal

__all__ = [
    "COMMENT_INDEX",
    "COMMENT_IS_PUBLIC",
    "SETTINGS_COLUMNS",
    "SETTINGS_OF",
    "THREAD_IS_PUBLIC",
    "Comment",
    "CommentEdit",
    "DiscussionSettings",
    "Hold",
    "Pick",
    "Removal",
    "SearchedComment",
    "Submission",
    "Thread",
    "Visit",
    "Vote",
    "settings_in",
]
