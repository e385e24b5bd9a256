"""From views to JSON, written out: the hottest answers need no model in between."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import JsonResponse

from folkmoot.discussion.values import AuthorView, CommentView, PickView, Posted, ThreadView, Voted


def answer(data: Mapping[str, Any], *, status: int = 200) -> JsonResponse:
    """Return JSON that shows letters as they are."""
    return JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})


def comment_json(view: CommentView) -> dict[str, Any]:
    """Return `Comment` of `contracts.md`."""
    return {
        "id": view.id,
        "thread_id": view.thread_id,
        "parent_id": view.parent_id,
        "depth": view.depth,
        "author": _author(view.author),
        "body_html": view.body_html,
        "created_at": moment(view.created_at),
        "edited_at": moment(view.edited_at),
        "up": view.tally.up if view.tally else None,
        "down": view.tally.down if view.tally else None,
        "reply_count": view.reply_count,
        "kind": view.kind,
        "annotation": None,
        "state": view.state.value,
        "picked": _picked(view.picked),
        "replies": [comment_json(reply) for reply in view.replies],
        "more_replies": view.more_replies,
    }


def _author(author: AuthorView | None) -> dict[str, Any] | None:
    """Return who spoke. Of the nameless no id: it would link what they say in one thread to what they say in another."""
    if author is None:
        return None
    told = {"id": author.id if author.name else None, "name": author.name or None, "badges": list(author.badges)}
    return told | {"mark": author.mark or None}


def _picked(pick: PickView | None) -> dict[str, Any] | None:
    return {"kind": pick.kind.value, "reason": pick.reason, "at": moment(pick.at)} if pick else None


def posted_json(posted: Posted, *, with_token: bool) -> dict[str, Any]:
    """Return `Posted`; a browser that gets a cookie is not told the token."""
    return {
        "comment": comment_json(posted.comment),
        "state": posted.state.value,
        "reason": posted.reason or None,
        "guest_token": posted.guest_token if with_token else None,
    }


def tally_json(voted: Voted, *, with_token: bool) -> dict[str, Any]:
    """Return `Tally`; the token is there only for whoever became a guest by voting."""
    tally: dict[str, Any] = {"up": voted.up, "down": voted.down, "mine": voted.mine}
    return tally | {"guest_token": voted.guest_token} if with_token and voted.guest_token else tally


def thread_json(view: ThreadView) -> dict[str, Any]:
    """Return `Thread` of a thread that exists."""
    return {
        "id": view.id,
        "title": view.title,
        "url": view.url,
        "state": view.state.value,
        "comment_count": view.comment_count,
        "orders": [order.value for order in view.orders],
    }


def moment(at: datetime | None) -> str | None:
    """Return RFC 3339 in UTC with Z."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None
