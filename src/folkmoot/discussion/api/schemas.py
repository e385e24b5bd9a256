"""The shapes of the JSON interface, as `contracts.md` names them. What comes in is strict; what goes out is documented."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from folkmoot.discussion.forms import MAX_ID
from folkmoot.discussion.values import Order

State = Literal["published", "held", "withdrawn", "removed"]


class Strict(Schema):
    """What comes in: unknown fields are refused, and "1" is not 1."""

    model_config = ConfigDict(extra="forbid", strict=True)


class NewComment(Strict):
    """A comment, or the answer to one."""

    body: str = Field(description="Its words, in a small Markdown; 1 to 10,000 characters.")
    parent_id: int | None = Field(None, ge=1, le=MAX_ID, description="The comment it answers.")
    name: str | None = Field(
        None, description="Shown beside it; at most 50 characters. An account speaks under its own name."
    )
    email: str | None = Field(None, description="Never shown and not kept; proves later that the guest was you.")
    kind: Literal["comment"] | None = Field(None, description="What it is; there is one kind so far.")
    selector: None = Field(None, description="The passage it is about; passages cannot be answered yet.")


class NewWords(Strict):
    """What a comment shall say instead."""

    body: str = Field(description="Its words, in a small Markdown; 1 to 10,000 characters.")


class NewVote(Strict):
    """A vote: found good, not, or neither."""

    value: int = Field(ge=-1, le=1, description="-1, 0 or 1.")


class NewThread(Strict):
    """A page that shall be discussed."""

    url: str = Field(min_length=1, max_length=1000, description="The page's absolute address.")
    title: str = Field("", max_length=1000, description="The page's title; the first one stays.")


class Problem(Schema):
    """Why something was refused (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str = Field(description="Permanent name of the rule, for programs.")
    detail: str = Field(description="The same for people: what is wrong and what to do.")
    field: str | None = Field(None, description="The input it is about; left out where there is none.")


class Author(Schema):
    """Who wrote a comment; `name` and `id` are null for somebody who gave no name."""

    id: int | None
    name: str | None
    badges: list[str] = Field(description="Codes: author, staff, guest, namesake; more may come.")
    mark: str | None = Field(
        None, description="Tells people apart in this thread alone: the nameless, and the second of a name."
    )


class Picked(Schema):
    """How staff put a comment forward."""

    kind: Literal["pinned", "featured"] = Field(description="On top of the thread, or where it stands.")
    reason: str = Field(description="Why, for everybody to read.")
    at: datetime


class Comment(Schema):
    """One comment. A withdrawn or removed one has no words and no author."""

    id: int
    thread_id: int
    parent_id: int | None
    depth: int = Field(description="0 for a root.")
    author: Author | None
    body_html: str = Field(description="Safe to show as it is.")
    created_at: datetime
    edited_at: datetime | None
    up: int | None = Field(description="How many found it good; null while tallies are hidden.")
    down: int | None = Field(description="How many did not; null while tallies are hidden, 0 where nobody can say so.")
    reply_count: int
    kind: str
    annotation: None = None
    state: State
    picked: Picked | None = Field(description="Null for what nobody put forward.")
    replies: list[Comment] = Field(description="The first three direct children, each without theirs.")
    more_replies: int = Field(description="How many direct children follow.")


class Posted(Schema):
    """What became of a post. The same request sent again gets the same comment."""

    comment: Comment
    state: State
    reason: str | None = Field(description="Why it is held, in a sentence.")
    guest_token: str | None = Field(
        description="Proof of authorship for whoever became a guest by this; a browser on our pages gets a cookie instead."
    )


class Window(Schema):
    """A part of a thread, in one order."""

    comments: list[Comment]
    pinned: list[Comment] = Field(
        description="What staff pinned, newest pin first, in the first window alone; each also stands at its place."
    )
    next: str | None = Field(description="Cursor of the following window.")
    comment_count: int


class Replies(Schema):
    """A part of the direct children of one comment, oldest first."""

    comments: list[Comment]
    next: str | None = Field(description="Cursor of the following part.")


class Thread(Schema):
    """A page's thread; `id` is null while nobody has opened it."""

    id: int | None
    title: str | None
    url: str
    state: Literal["new", "open", "closed"]
    comment_count: int
    orders: list[Order]


class Tally(Schema):
    """Votes on a comment, and one's own."""

    up: int | None = Field(description="Null while tallies are hidden.")
    down: int | None = Field(description="Null while tallies are hidden, 0 where nobody can vote so.")
    mine: int
    guest_token: str | None = Field(None, description="As in Posted; left out where nobody became a guest.")


class ReaderOut(Schema):
    """Who one is here."""

    id: int
    name: str | None


class Me(Schema):
    """What depends on who asks, so that everything else can be shared."""

    reader: ReaderOut | None
    roles: list[str]
    desk_path: str | None = Field(
        description="Where one decides over a comment, its id for {id}; null for whoever does not decide."
    )
    votes: dict[str, int] = Field(description="Comment id → -1 or 1, in this thread.")
    held: list[Comment] = Field(description="One's own comments in this thread that wait for a person.")
    editable: list[int] = Field(description="One's own comments in this thread that can still be changed.")
    since: datetime | None = Field(description="When one's visit before this one ended; null on the first.")


class Visit(Schema):
    """What is new to a reader who is back."""

    since: datetime | None = Field(description="When one's visit before this one ended; null on the first.")
    new: list[int] = Field(description="Comments of others since then, oldest first; of the last five hundred only.")
