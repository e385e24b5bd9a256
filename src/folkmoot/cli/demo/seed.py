"""Makes the demo's publication by the same commands that the doors call, in one transaction: all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from folkmoot.articles.commands.add_picture import add_picture
from folkmoot.articles.commands.make_publication import change_publication, make_publication
from folkmoot.articles.commands.save_fixed_page import save_fixed_page
from folkmoot.articles.queries import publications
from folkmoot.articles.values import FixedPageDraft, PagePurpose, PublicationDraft, SourceFormat
from folkmoot.cli.demo.conversation import Conversation, hold_conversation
from folkmoot.cli.demo.giving import give
from folkmoot.cli.demo.press import print_article, take_back
from folkmoot.cli.demo.script import Text, texts, thread_of
from folkmoot.cli.demo.staff import MODERATOR, OWNER, TOWNSPEOPLE, TREASURER, hire, sign_bylines, thank_townspeople
from folkmoot.discussion.commands.pace_thread import pace_thread
from folkmoot.discussion.queries.threads import thread_of_page
from folkmoot.readers.values import Actor, Role

SLUG = "harrowmere-lantern"
DICE_SEED = 1783
FOUNDED_AGO = timedelta(days=400)
HOSTS = ("localhost", "127.0.0.1", "[::1]")
PICTURED = ("01-close-or-carry", "08-how-the-council-will-vote")
SLOW_S = {"08-how-the-council-will-vote": 300}
"""On the eve of the vote everybody may comment under it once in five minutes: key of the article → seconds."""
PAGES = {
    "about": PagePurpose.ABOUT,
    "house-rules": PagePurpose.RULES,
    "privacy": PagePurpose.PRIVACY,
    "imprint": PagePurpose.IMPRINT,
}
"""What each fixed page is for, in the order of the footer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeded:
    """What was made: how many articles, comments, votes and gifts."""

    articles: int
    comments: int
    votes: int
    gifts: int


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
    articles = texts("articles")
    picture_id = _hang_picture(publication_id, now=now - FOUNDED_AGO)
    threads: list[tuple[str, int, datetime]] = []
    pages: dict[str, int] = {}
    for article in articles:
        picture = picture_id if article.key in PICTURED else None
        page_id, printed = print_article(publication_id, article, picture_id=picture, now=now)
        pages[article.key] = page_id
        thread = thread_of_page(page_id)
        if thread is None:
            message = f"publishing {article.key} opened no thread: `wiring` has not filled the port"
            raise RuntimeError(message)
        threads.append((article.key, thread.id, printed))
    for article in texts("withdrawn"):
        take_back(publication_id, article, now=now)
    sign_bylines(publication_id, accounts, now=now)
    thank_townspeople(publication_id, accounts)
    comments, votes = _argue(publication_id, accounts, threads, now=now)
    _slow_down(publication_id, accounts[MODERATOR.email], threads, now=now)
    owner_id, treasurer_id = accounts[OWNER.email], accounts[TREASURER.email]
    publication = next(one for one in publications() if one.id == publication_id)
    gifts = give(publication=publication, owner_id=owner_id, treasurer_id=treasurer_id, pages=pages, now=now)
    return Seeded(articles=len(articles), comments=comments, votes=votes, gifts=gifts)


def _argue(
    publication_id: int, accounts: dict[str, int], threads: list[tuple[str, int, datetime]], *, now: datetime
) -> tuple[int, int]:
    """Let everybody speak under the articles; return how many comments and votes there are.

    Args:
        threads: key of the article, id of its thread, and when it was opened.
    """
    townspeople = {member.name: accounts[member.email] for member in TOWNSPEOPLE}
    conversation = Conversation(
        publication_id=publication_id, moderator_id=accounts[MODERATOR.email], accounts=townspeople, now=now
    )
    comments = votes = 0
    for key, thread_id, opened_at in threads:
        lines = thread_of(key)
        # Dice of its own for each thread: new words under one article leave the others as they were.
        dice = Random(f"{DICE_SEED} {key}")  # noqa: S311 -- a play, the same every time, and no secret
        votes += hold_conversation(conversation, thread_id, lines, opened_at=opened_at, dice=dice)
        comments += len(lines)
    return comments, votes


def _slow_down(
    publication_id: int, moderator_id: int, threads: list[tuple[str, int, datetime]], *, now: datetime
) -> None:
    moderator = Actor(account_id=moderator_id, roles=frozenset({Role.MODERATOR}))
    for key, thread_id, _opened_at in threads:
        if key in SLOW_S:
            pace_thread(
                publication_id=publication_id, thread_id=thread_id, actor=moderator, slow_s=SLOW_S[key], now=now
            )


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
