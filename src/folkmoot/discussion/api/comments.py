"""Comments: say, read, change, take back, vote."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router

from folkmoot.articles.events import chrome_key, page_key
from folkmoot.articles.queries import publication_of
from folkmoot.discussion.api.answers import answer, comment_json, posted_json, tally_json
from folkmoot.discussion.api.parameters import (
    CommentId,
    Cursor,
    IdempotencyKey,
    ThreadId,
    WindowFilter,
    WindowOrder,
    WindowSize,
)
from folkmoot.discussion.api.problems import refusals
from folkmoot.discussion.api.schemas import Comment, NewComment, NewVote, NewWords, Posted, Replies, Tally, Window
from folkmoot.discussion.commands.cast_vote import cast_vote as cast
from folkmoot.discussion.commands.edit_comment import edit_comment as edit
from folkmoot.discussion.commands.post_comment import post_comment as post
from folkmoot.discussion.commands.withdraw_comment import withdraw_comment as withdraw
from folkmoot.discussion.events import thread_key
from folkmoot.discussion.forms import Caller, caller_of, limit_comments, limit_votes, remember_guest
from folkmoot.discussion.policy import unknown_comment, unknown_filter, unknown_thread
from folkmoot.discussion.queries import read_comment, read_replies, read_thread, read_window, settings_of
from folkmoot.discussion.values import API_WINDOW_ROOTS, CommentView, Filter, Order, told
from folkmoot.kit import clock
from folkmoot.kit.http.caching import shared
from folkmoot.kit.http.guard import comes_from_our_page
from folkmoot.pure.verdict import DeniedError, require

router = Router(tags=["comments"])


@router.post("/threads/{thread_id}/comments", response={201: Posted, **refusals(400, 401, 403, 404, 422, 429)})
def post_comment(
    request: HttpRequest,
    thread_id: ThreadId,
    new: NewComment,
    idempotency_key: IdempotencyKey = "",
) -> HttpResponse:
    """Say something. Sent twice it is one comment: by Idempotency-Key, or by the same words within ten minutes."""
    caller = caller_of(request)
    limit_comments(caller)
    posted = post(
        publication_id=caller.publication.id,
        thread_id=thread_id,
        parent_id=new.parent_id,
        body=new.body,
        name=new.name or "",
        email=new.email or "",
        actor=caller.actor,
        idempotency_key=idempotency_key,
        now=caller.now,
    )
    on_our_page = comes_from_our_page(request)
    comment = _told(posted.comment, caller)
    response = answer(posted_json(replace(posted, comment=comment), with_token=not on_our_page), status=201)
    return _with_cookie(response, request, posted.guest_token if on_our_page else None)


@router.get("/threads/{thread_id}/comments", response={200: Window, **refusals(404, 422)})
def list_comments(
    request: HttpRequest,
    thread_id: ThreadId,
    order: WindowOrder = Order.NEWEST,
    filter: WindowFilter = None,  # noqa: A002 -- the parameter's public name
    limit: WindowSize = API_WINDOW_ROOTS,
    after: Cursor = None,
) -> HttpResponse:
    """Return a window of a thread: roots in this order, each with its first three replies.

    With a filter it is a flat list of the comments that pass, roots and replies alike, each without its replies:
    `author` for those in which the author of the article speaks, `staff` for those of the newspaper's staff.
    """
    publication = publication_of(request)
    require(unknown_filter(filter))
    thread = read_thread(thread_id, publication.id)
    if thread is None:
        raise DeniedError(unknown_thread())
    only = Filter(filter) if filter is not None else None
    window = read_window(thread, order=order, after=after, roots=limit, only=only)
    window = window.told(now=clock.now())
    comments = [comment_json(view) for view in window.comments]
    pinned = [comment_json(view) for view in window.pinned]
    answered = {"comments": comments, "pinned": pinned, "next": window.next_cursor}
    response = answer(answered | {"comment_count": thread.comment_count})
    return shared(response, keys=(chrome_key(publication.id), page_key(thread.page_id), thread_key(thread_id)))


@router.get("/comments/{comment_id}", response={200: Comment, **refusals(401, 404)})
def get_comment(request: HttpRequest, comment_id: CommentId) -> HttpResponse:
    """Return a comment with its first three replies. A held one is there for its author and moderators only."""
    caller = caller_of(request)
    view = read_comment(comment_id, caller.publication.id, actor=caller.actor)
    if view is None:
        raise DeniedError(unknown_comment())
    return answer(comment_json(_told(view, caller)))


@router.get("/comments/{comment_id}/replies", response={200: Replies, **refusals(404, 422)})
def list_replies(request: HttpRequest, comment_id: CommentId, after: Cursor = None) -> HttpResponse:
    """Return direct children of a comment, oldest first."""
    publication_id = publication_of(request).id
    if read_comment(comment_id, publication_id) is None:
        raise DeniedError(unknown_comment())
    found = read_replies(comment_id, after=after)
    replies = told(found.replies, settings_of(publication_id), now=clock.now())
    return answer({"comments": [comment_json(view) for view in replies], "next": found.next_cursor})


@router.patch("/comments/{comment_id}", response={200: Comment, **refusals(400, 401, 403, 404, 409, 422, 429)})
def edit_comment(request: HttpRequest, comment_id: CommentId, new: NewWords) -> HttpResponse:
    """Change one's own words within 15 minutes. They are screened again: the state may have become held."""
    caller = caller_of(request)
    limit_comments(caller)
    edited = edit(
        publication_id=caller.publication.id,
        comment_id=comment_id,
        actor=caller.actor,
        body=new.body,
        now=caller.now,
    )
    return answer(comment_json(_told(edited.comment, caller)))


@router.delete("/comments/{comment_id}", response={200: Comment, **refusals(401, 403, 404, 409)})
def withdraw_comment(request: HttpRequest, comment_id: CommentId) -> HttpResponse:
    """Take one's own comment back within 15 minutes; its empty place is returned. Twice is once."""
    caller = caller_of(request)
    view = withdraw(publication_id=caller.publication.id, comment_id=comment_id, actor=caller.actor, now=caller.now)
    return answer(comment_json(_told(view, caller)))


@router.put("/comments/{comment_id}/vote", response={200: Tally, **refusals(400, 401, 403, 404, 422, 429)})
def cast_vote(request: HttpRequest, comment_id: CommentId, new: NewVote) -> HttpResponse:
    """Set one's vote on a comment of somebody else; 0 takes it back."""
    caller = caller_of(request)
    limit_votes(caller)
    voted = cast(
        publication_id=caller.publication.id,
        comment_id=comment_id,
        actor=caller.actor,
        value=new.value,
        now=caller.now,
    )
    on_our_page = comes_from_our_page(request)
    response = answer(tally_json(voted, with_token=not on_our_page))
    return _with_cookie(response, request, voted.guest_token if on_our_page else None)


def _told(view: CommentView, caller: Caller) -> CommentView:
    """Return the comment with the tallies that readers are told now."""
    return view.told(settings_of(caller.publication.id), now=caller.now)


def _with_cookie(response: JsonResponse, request: HttpRequest, token: str | None) -> HttpResponse:
    if token is not None:
        remember_guest(response, request, token)
    return response
