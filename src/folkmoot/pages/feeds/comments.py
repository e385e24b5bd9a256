"""Comments as entries of a feed: what the public sees, the newest first."""

from __future__ import annotations

from django.utils.translation import gettext

from folkmoot.articles.values import ChromeView
from folkmoot.discussion.values import CommentView, ThreadView, comment_path
from folkmoot.kit.text.mentions import with_absolute_mentions
from folkmoot.pages.feeds.channel import Entry, Writer
from folkmoot.pages.linked_data import absolute


def comment_entry(chrome: ChromeView, thread: ThreadView, comment: CommentView) -> Entry:
    """Return a published comment as an entry. Runs in the publication's language."""
    name = comment.author.said(gettext("Anonymous")) if comment.author else gettext("Anonymous")
    parent = absolute(chrome, comment_path(comment.parent_id)) if comment.parent_id else absolute(chrome, thread.url)
    url = absolute(chrome, comment_path(comment.id))
    return Entry(
        id=url,
        url=url,
        title=gettext("%(name)s on “%(title)s”") % {"name": name, "title": thread.title},
        content=with_absolute_mentions(comment.body_html, chrome.base_url),
        writers=(Writer(name=name),),
        published_at=comment.created_at,
        updated_at=comment.edited_at or comment.created_at,
        answers=parent,
    )
