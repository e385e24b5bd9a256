"""The reasons that staff give and everybody reads: why a comment is put forward, and why one is gone."""

from __future__ import annotations

import html5lib

from folkmoot.discussion.models import Comment
from folkmoot.discussion.values import FEATURED_MAX, PICK_REASON_MAX_CHARS, REASON_MAX_CHARS
from tests.discussion.hostile_doors import Doors, can_be_kept, comments_in, told
from tests.discussion.hostile_fields import fresh
from tests.hostile import XHTML, as_kept

MY_LIST = 100  # comments on the page of one's own


def remove_for(doors: Doors, reasons: list[str]) -> None:
    """Take down a comment for each reason; it stands at the empty place and before the author, letter by letter."""
    said: list[str] = []  # of each comment, "" where it stayed
    for reason in reasons:
        doors.send(doors.posting, body=fresh())
        comment_id = Comment.objects.latest("id").id
        answer = doors.send(f"/desk/comments/{comment_id}/remove", by=doors.desk, reason=reason)
        if not can_be_kept(reason, most=REASON_MAX_CHARS):
            doors.faults += [] if answer.status_code == 422 else [f"{answer.status_code} for {reason[:80]!r}"]
            doors.check_refusal(answer, reason, "reason")
            said.append("")
            continue
        kept = as_kept(reason).strip()
        place = html5lib.parse(doors.open(f"/comments/{comment_id}").content)
        (why,) = [said_in(element) for element in place.iter(f"{XHTML}p") if element.get("id") == "why"] or [""]
        doors.faults += [] if why.strip().endswith(kept) else [f"{why[:80]!r} stands for {kept[:80]!r}"]
        said.append(kept)
    mine = [said_in(item).strip() for item in html5lib.parse(doors.open("/my/").content).iter(f"{XHTML}p")]
    for kept in said[-MY_LIST:]:
        doors.faults += [] if any(text.endswith(kept) for text in mine) else [f"/my/ does not say {kept[:80]!r}"]


def pick_for(doors: Doors, reasons: list[str]) -> None:
    """Put forward as many comments at a time as a thread may have; every window says why, letter by letter."""
    thread_id = doors.stage.another_thread()
    comments = [doors.program.post(thread_id)["comment"]["id"] for _ in range(FEATURED_MAX)]
    for at in range(0, len(reasons), FEATURED_MAX):
        said = {}
        for comment_id, reason in zip(comments, reasons[at : at + FEATURED_MAX], strict=False):
            path = f"/desk/comments/{comment_id}/"
            unknown = doors.send(f"{path}pick", by=doors.desk, kind=reason, reason=reason)
            doors.faults += [] if unknown.status_code == 422 else [f"{unknown.status_code} for kind {reason[:80]!r}"]
            answer = doors.send(f"{path}pick", by=doors.desk, kind="featured", reason=reason)
            kept = " ".join(as_kept(reason).split())
            if can_be_kept(kept, most=PICK_REASON_MAX_CHARS):
                said[comment_id] = kept
                doors.open(path, by=doors.desk)
            else:
                doors.faults += [] if answer.status_code == 422 else [f"{answer.status_code} for {reason[:80]!r}"]
                doors.check_refusal(answer, reason, "reason")
        check_said(doors, thread_id, said)
        for comment_id in said:
            doors.send(f"/desk/comments/{comment_id}/unpick", by=doors.desk)


def check_said(doors: Doors, thread_id: int, said: dict[int, str]) -> None:
    """Write down a reason that a page or the interface does not give beside its comment as it was kept."""
    page = html5lib.parse(doors.open(f"/threads/{thread_id}/").content)
    shown = {}
    for article in page.iter(f"{XHTML}article"):
        lines = [line for line in article if line.get("class") == "put-forward"]
        shown |= {int(article.get("data-comment-id", "0")): said_in(line.find(f"{XHTML}span")) for line in lines}
    window = told(doors.open(f"/api/v1/threads/{thread_id}/comments", limit="100"))
    told_of = {comment["id"]: comment["picked"]["reason"] for comment in comments_in(window) if comment["picked"]}
    for found in (shown, told_of):
        doors.faults += [] if found == said else [f"why put forward: {found!r}"[:300]]


def said_in(element) -> str:
    """Return the words in an element."""
    return "".join(element.itertext())
