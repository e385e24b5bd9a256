"""Threads of the browser tests' newspaper that nobody would want: full of words that would act, very deep, very wide."""

from __future__ import annotations

from typing import Any

from folkmoot.discussion.commands.edit_comment import edit_comment
from folkmoot.discussion.commands.release_comment import release_comment
from folkmoot.discussion.queries import thread_of_page
from folkmoot.discussion.values import CommentState, Posted
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.values import Actor
from tests.articles.writing import publish
from tests.cast import NOON
from tests.discussion.big_thread import DEEP, WIDE, fill
from tests.hostile import handful
from tests.pages.newspaper import Newspaper
from tests.shared import ROOT

OF_EACH_LIST = 60
REPLY_EVERY = 4
ROOTS = 17
NEIGHBOUR = "Mira"


def print_loud(ferry: Newspaper, staff: Actor) -> dict[str, Any]:
    """Print them; return their places by name. Nothing hostile where the lists are not there."""
    found = _print_big(ferry) | _print_polite(ferry)
    return found | (_print_hostile(ferry, staff) if (ROOT / "data" / "hostile").exists() else {})


def _article(ferry: Newspaper, slug: str) -> Newspaper:
    """Publish another article; return the newspaper as if it were its first."""
    article_id = publish(ferry.publication_id, slug=slug, headline=f"A {slug} thread", published_at=NOON)
    thread = thread_of_page(article_id)
    assert thread is not None
    return Newspaper(ferry.publication_id, article_id, thread.id)


def _print_big(ferry: Newspaper) -> dict[str, Any]:
    """Fill a thread in which one chain is 430 deep, and one comment has 20,000 replies."""
    big = _article(ferry, "big")
    filled = fill(big.thread_id, now=NOON, size=DEEP + WIDE + 4 * ROOTS)
    return {
        "big": f"/threads/{big.thread_id}/",
        "deepest": f"/comments/{filled.deepest_id}",
        "depths": f"/comments/{filled.deepest_id - DEEP + 1}",
        "widest": f"/comments/{filled.widest_id}",
    }


def _print_polite(ferry: Newspaper) -> dict[str, Any]:
    """Print a thread in which everybody has a name, so that whose a control is can be told by it."""
    polite = _article(ferry, "polite")
    first = polite.say("What did it cost?", name="Ada Lund").comment_id
    for name in ("Mira", "Jonas", "Fatou", "Ines", "Ravi"):
        answer = polite.say(f"{name} thinks: a lot.", name=name, parent=first).comment_id
    polite.say("Really?", name="Kofi", parent=answer)
    polite.say("Another question. " * 200, name="Lena")
    keyed = _article(ferry, "keyed")
    answered = keyed.say("Who builds the next one?", name="Ada Lund").comment_id
    for name in ("Mira", "Jonas", "Fatou", "Ines", "Ravi"):
        keyed.say(f"{name} does.", name=name, parent=answered)
    return {
        "by_keyboard": "/articles/keyed/",
        "controls": f"/threads/{polite.thread_id}/?order=oldest",
        "controls_article": "/articles/polite/",
        "controls_focus": f"/comments/{first}",
    }


def _print_hostile(ferry: Newspaper, staff: Actor) -> dict[str, Any]:
    """Let a crowd say what would act if it could, under such names, as roots and as replies; release what is held."""
    loud = _article(ferry, "loud")
    first = _change(loud, loud.say("Something ordinary.", name=NEIGHBOUR), handful(2))
    said = [first]
    for number, text in enumerate(handful(OF_EACH_LIST)):
        posted = _say(loud, text, parent=said[-1] if number % REPLY_EVERY else None)
        if posted is None:
            continue
        said.append(posted.comment_id)
        if posted.state is CommentState.HELD:
            here = {"publication_id": loud.publication_id, "comment_id": posted.comment_id}
            release_comment(**here, actor=staff, now=NOON)
    return {"loud": f"/threads/{loud.thread_id}/", "loud_edits": f"/comments/{first}/edits", "loud_comments": said}


def _say(loud: Newspaper, text: str, *, parent: int | None) -> Posted | None:
    """Say it under a name like it, or where that is refused as somebody decent; None where the words are refused."""
    for name in (text[:40], NEIGHBOUR):
        try:
            return loud.say(text, name=name, parent=parent)
        except DeniedError:
            continue
    return None


def _change(loud: Newspaper, posted: Posted, texts: list[str]) -> int:
    """Let an author change a comment to one text after the other; return its id."""
    author = posted.comment.author
    assert author is not None
    here = {"publication_id": loud.publication_id, "comment_id": posted.comment_id}
    for text in (*texts, "Something ordinary, said better."):
        try:
            edit_comment(**here, actor=Actor(reader_id=author.id), body=text, now=NOON)
        except DeniedError:
            continue  # refused words change nothing
    return posted.comment_id
