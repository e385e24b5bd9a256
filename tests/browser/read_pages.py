"""A thread of the browser tests' newspaper with everything that helps to find one's place, and somebody who comes back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from folkmoot.articles.values import article_path
from folkmoot.discussion.commands.edit_comment import edit_comment
from folkmoot.discussion.commands.keep_visit import keep_visit
from folkmoot.discussion.models import Comment
from folkmoot.discussion.queries import thread_of_page
from folkmoot.kit import clock
from folkmoot.readers.commands.make_guest import make_guest
from folkmoot.readers.values import Actor
from tests.articles.writing import publish
from tests.cast import NOON
from tests.pages.newspaper import Newspaper

REPLIES, LEVELS = 8, 9


def print_reading(ferry: Newspaper) -> dict[str, Any]:
    """Print it; return its places by name."""
    article_id = publish(ferry.publication_id, slug="reading", headline="A thread to read", published_at=NOON)
    thread = thread_of_page(article_id)
    assert thread is not None
    here = Newspaper(ferry.publication_id, article_id, thread.id)
    seen = [here.say(f"Seen before, {number}.").comment_id for number in range(3)]
    guest = make_guest(publication_id=here.publication_id, name="", email="", idempotency_key="", now=NOON)
    # Of these days, not of the newspaper's: a visit of half a year ago is forgotten.
    came = clock.now() - timedelta(hours=2)
    keep_visit(thread_id=thread.id, reader_id=guest.reader_id, now=came - timedelta(days=1))
    wide = here.say("Who has crossed it this week?", now=came).comment_id
    replies = [here.say(parent=wide, now=came + timedelta(minutes=n)).comment_id for n in range(REPLIES)]
    chain = [here.say("It goes on and on.", now=came).comment_id]
    for _ in range(LEVELS):
        chain.append(here.say(parent=chain[-1], now=came).comment_id)
    Comment.objects.filter(id__in=(seen[0], chain[1])).update(by_author=True)
    return {
        "reading": article_path("reading"),
        "token": guest.token,
        "wide": wide,
        "replies": replies,
        "chain": chain,
        "long": here.say("It is a long story. " * 120, now=came).comment_id,
        "edits": f"/comments/{_changed(here)}/edits",
    }


def _changed(here: Newspaper) -> int:
    posted = here.say("The bridge has three beams.")
    author = posted.comment.author
    assert author is not None
    edit_comment(
        publication_id=here.publication_id,
        comment_id=posted.comment_id,
        actor=Actor(reader_id=author.id),
        body="The bridge has four beams.",
        now=NOON + timedelta(minutes=1),
    )
    return posted.comment_id
