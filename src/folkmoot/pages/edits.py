"""What a comment said before it was edited, word by word: only what anybody could read, and only while it stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from folkmoot.articles.events import page_key
from folkmoot.articles.values import ChromeView, Link
from folkmoot.discussion.events import comment_key
from folkmoot.discussion.queries import page_of_comment, read_edits, state_of_listed
from folkmoot.discussion.values import CommentState, EditsView, comment_path, edits_path
from folkmoot.kit.look.render import as_written_by
from folkmoot.pages.linked_data import absolute
from folkmoot.pages.metadata import Metadata
from folkmoot.pages.respond import GONE, chrome_for, page, undiscussed

TAKEN_DOWN = (CommentState.WITHDRAWN, CommentState.REMOVED)


@require_safe
def edits(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Return every version of a comment that could be read, newest first, or that there is nothing to compare."""
    chrome = chrome_for(request)
    view = read_edits(comment_id, chrome.publication_id)
    if view is None:
        return _nothing(request, chrome, comment_id)
    with as_written_by(chrome):
        head = _metadata(chrome, view)
    keys = (comment_key(comment_id), page_key(view.thread.page_id))
    return page("pages/edits.html", chrome, {"metadata": head, "edits": view}, keys=keys)


def _metadata(chrome: ChromeView, view: EditsView) -> Metadata:
    """Return the head: search engines are to list what somebody says now, not what they said."""
    author, nameless = view.comment.author, gettext("Anonymous")
    words = gettext("How a comment by %(name)s changed") % {"name": author.said(nameless) if author else nameless}
    canonical = absolute(chrome, edits_path(view.comment.id))
    return Metadata(title=f"{words} · {chrome.name}", description=words, canonical=canonical, indexed=False)


def _nothing(request: HttpRequest, chrome: ChromeView, comment_id: int) -> HttpResponse:
    """Return 410 where a comment was taken down, 404 (or why its article is gone) where the public finds none."""
    keys = (comment_key(comment_id),)
    page_id = page_of_comment(comment_id, chrome.publication_id)
    if state_of_listed(comment_id, chrome.publication_id) not in TAKEN_DOWN:
        return undiscussed(request, chrome, page_id, keys=keys)
    with as_written_by(chrome):
        place = Link(name=gettext("Its place in the discussion"), path=comment_path(comment_id))
        context = {
            "title": gettext("What this comment said is gone"),
            "sentence": gettext("It was taken back or removed, and its earlier words went with it."),
            "links": (place,),
        }
    return page("pages/missing.html", chrome, context, keys=keys, status=GONE)
