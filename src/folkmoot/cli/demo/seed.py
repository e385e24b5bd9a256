"""Makes the demo's publication by the same commands that the doors call, in one transaction: all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from folkmoot.articles.commands.add_picture import add_picture
from folkmoot.articles.commands.make_publication import change_publication, make_publication
from folkmoot.articles.commands.save_fixed_page import save_fixed_page
from folkmoot.articles.values import FixedPageDraft, PagePurpose, PublicationDraft, SourceFormat
from folkmoot.cli.demo.conversation import Conversation, hold_conversation
from folkmoot.cli.demo.press import print_article, take_back
from folkmoot.cli.demo.script import Text, texts, thread_of
from folkmoot.cli.demo.staff import MODERATOR, hire, sign_bylines
from folkmoot.discussion.queries.threads import thread_of_page

SLUG = "harrowmere-lantern"
DICE_SEED = 1783
FOUNDED_AGO = timedelta(days=400)
HOSTS = ("localhost", "127.0.0.1", "[::1]")
PICTURED = ("01-close-or-carry", "08-how-the-council-will-vote")
PAGES = {
    "about": PagePurpose.ABOUT,
    "house-rules": PagePurpose.RULES,
    "privacy": PagePurpose.PRIVACY,
    "imprint": PagePurpose.IMPRINT,
}
"""What each fixed page is for, in the order of the footer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeded:
    """What was made: how many articles, comments and votes."""

    articles: int
    comments: int
    votes: int


@transaction.atomic
def seed(*, base_url: str, passwords: dict[str, str], now: datetime) -> Seeded:
    """Make the Harrowmere Lantern, with dates reckoned back from `now`; return what was made.

    Raises:
        DeniedError: `slug_taken`: it is there already.
    """
    publication_id = make_publication(_publication(base_url), now=now - FOUNDED_AGO)
    accounts = hire(publication_id, passwords)
    for page in texts("pages"):
        _print_page(publication_id, page, now=now - FOUNDED_AGO)
    conversation = Conversation(publication_id=publication_id, moderator_id=accounts[MODERATOR.email], now=now)
    comments = votes = 0
    articles = texts("articles")
    picture_id = _hang_picture(publication_id, now=now - FOUNDED_AGO)
    for article in articles:
        picture = picture_id if article.key in PICTURED else None
        page_id, printed = print_article(publication_id, article, picture_id=picture, now=now)
        thread = thread_of_page(page_id)
        if thread is None:
            message = f"publishing {article.key} opened no thread: `wiring` has not filled the port"
            raise RuntimeError(message)
        lines = thread_of(article.key)
        # Dice of its own for each thread: new words under one article leave the others as they were.
        dice = Random(f"{DICE_SEED} {article.key}")  # noqa: S311 -- a play, the same every time, and no secret
        votes += hold_conversation(conversation, thread.id, lines, opened_at=printed, dice=dice)
        comments += len(lines)
    for article in texts("withdrawn"):
        take_back(publication_id, article, now=now)
    sign_bylines(publication_id, accounts, now=now)
    return Seeded(articles=len(articles), comments=comments, votes=votes)


def move(*, publication_id: int, base_url: str, now: datetime) -> None:
    """Give the Lantern another address: the demo was started on another port."""
    change_publication(publication_id=publication_id, draft=_publication(base_url), now=now)


def _publication(base_url: str) -> PublicationDraft:
    return PublicationDraft(
        slug=SLUG,
        name="The Harrowmere Lantern",
        tagline="A newspaper of two and a half people, for a town with one bridge",
        language="en-GB",
        base_url=base_url,
        hosts=HOSTS,
    )


def _print_page(publication_id: int, page: Text, *, now: datetime) -> None:
    draft = FixedPageDraft(
        title=page.facts["title"],
        slug=page.facts["slug"],
        source=page.source,
        source_format=SourceFormat.MARKDOWN,
        position=list(PAGES).index(page.key),
        purpose=PAGES[page.key],
    )
    save_fixed_page(publication_id=publication_id, page_id=None, draft=draft, account_id=None, now=now)


def _hang_picture(publication_id: int, *, now: datetime) -> int:
    from folkmoot.cli.demo.picture import draw_bridge  # noqa: PLC0415 -- Pillow is slow to load, and needed once

    return add_picture(
        publication_id=publication_id,
        data=draw_bridge(),
        alt="A print in black and red: the old bridge on four piers at dusk, the third one cracked from top to water; "
        "a lantern on the parapet, a low sun, the roofs and the church of the west bank",
        caption="The Tollbridge at dusk. The crack is drawn larger than it is; the engineers say not by much.",
        credit="Lino print: The Harrowmere Lantern",
        account_id=None,
        now=now,
    )
