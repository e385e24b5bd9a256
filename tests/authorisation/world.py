"""Two publications in one house, with something in every state, and everybody's browser."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.test import Client

from folkmoot.articles.commands.make_preview_link import make_preview_link
from folkmoot.articles.commands.make_publication import make_publication
from folkmoot.articles.commands.publish_article import publish_article
from folkmoot.articles.commands.save_article import save_article
from folkmoot.articles.commands.save_fixed_page import save_fixed_page
from folkmoot.articles.commands.withdraw_article import withdraw_article
from folkmoot.articles.queries.newspaper import PARTS
from folkmoot.articles.values import ArticleDraft, FixedPageDraft, PublicationDraft, SourceFormat
from folkmoot.discussion.commands.post_comment import post_comment
from folkmoot.discussion.commands.remove_comment import remove_comment
from folkmoot.discussion.commands.withdraw_comment import withdraw_comment
from folkmoot.discussion.queries import thread_of_page
from folkmoot.readers.commands.give_role import give_role
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.commands.make_guest import make_guest
from folkmoot.readers.models import Account
from folkmoot.readers.values import GUEST_COOKIE, Actor, Role
from tests.authorisation.people import SIGNED_IN, STAFF
from tests.authorisation.world_demo import leave_demo_pages_about
from tests.authorisation.world_giving import leave_campaigns_about
from tests.authorisation.world_staff import leave_things_about
from tests.cast import ADA, BO, GUS

HOST, ELSEWHERE = "lantern.example", "herald.example"
LINKS = " ".join(f"https://links.example/{number}" for number in range(9))
"""Enough links for any comment to be held."""

Values = dict[tuple[str, str], str]
"""(thing, state) → what stands in the address for it."""


@dataclass
class World:
    """What there is, and who may come."""

    values: Values = field(default_factory=lambda: {("nothing", "here"): "1"})
    browsers: dict[str, Client] = field(default_factory=dict)

    def path(self, route: str, thing: str, state: str) -> str:
        """Return the address of a thing in a state; one that takes two words to name has them in its value."""
        words = iter(self.values[thing, state].split() if thing else ())
        return "/" + re.sub(r"<[^>]+>|~.*", lambda _: next(words), route)


def make_world(now: datetime) -> World:
    """Make everything a few minutes before `now`, so that what may be changed for fifteen minutes still may."""
    world = World()
    before = now - timedelta(minutes=3)
    here, elsewhere = _publication("lantern", HOST, before), _publication("herald", ELSEWHERE, before)
    tokens = {}
    for person in ("guest", "speaker"):
        guest = make_guest(publication_id=here, name=ADA, email="", idempotency_key="", now=before)
        tokens[person] = (guest.reader_id, guest.token)
    speaker, moderator = Actor(reader_id=tokens["speaker"][0]), Actor(roles=frozenset({Role.MODERATOR}))
    _articles(world.values, here, elsewhere, before)
    _comments(world.values, here, speaker, moderator, before)
    _comment_under_a_withdrawn_article(world.values, here, speaker, before)
    _comments_elsewhere(world.values, elsewhere, before)
    _browsers(world, {person: token for person, (_, token) in tokens.items()}, here, elsewhere)
    leave_things_about(world.values, here, HOST, before)
    leave_campaigns_about(world.values, here, elsewhere, before)
    leave_demo_pages_about(world.values, here, elsewhere, before)
    return world


def _publication(slug: str, host: str, now: datetime) -> int:
    draft = PublicationDraft(slug=slug, name=slug.title(), base_url=f"http://{host}", hosts=(host,))
    return make_publication(draft, now=now)


def _article(publication_id: int, slug: str, now: datetime) -> int:
    draft = ArticleDraft(
        headline=slug,
        standfirst="",
        source="The bridge stands.",
        source_format=SourceFormat.MARKDOWN,
        section_name="Town",
        tag_names=("Bridge",),
        author_names=(BO,),
        slug=slug,
    )
    return save_article(publication_id=publication_id, article_id=None, draft=draft, account_id=None, now=now)


def _fixed_page(publication_id: int, slug: str, now: datetime) -> int:
    draft = FixedPageDraft(title=slug, source="We are here.", source_format=SourceFormat.MARKDOWN, slug=slug)
    return save_fixed_page(publication_id=publication_id, page_id=None, draft=draft, account_id=None, now=now)


def _articles(values: Values, here: int, elsewhere: int, now: datetime) -> None:
    """Make an article in each state, with the lists it stands in, and a fixed page, in both publications."""
    for state, publication_id in (
        ("published", here),
        ("draft", here),
        ("own", here),
        ("withdrawn", here),
        ("elsewhere", elsewhere),
    ):
        article_id = _article(publication_id, state, now)
        values["article", state], values["article id", state] = state, str(article_id)
        if state not in ("draft", "own"):
            publish_article(article_id=article_id, account_id=None, now=now)
            thread = thread_of_page(article_id)
            assert thread is not None
            values["thread", state] = str(thread.id)
        values["revision", state] = f"{state} 1"
        link = make_preview_link(article_id=article_id, account_id=None, now=now)
        values["preview", state] = link.removeprefix("/desk/preview/").removesuffix("/")
    for thing, slug in (("section", "town"), ("tag", "bridge"), ("author", "bo-lindqvist")):
        values[thing, "here"], values[thing, "nowhere"] = slug, "nowhere"
    for state, publication_id in (("here", here), ("elsewhere", elsewhere)):
        for kind, parts in PARTS.items():
            values[f"{kind} id", state] = str(parts(publication_id)[0].id)
        slug = f"about-{state}"
        values["page", state], values["page id", state] = slug, str(_fixed_page(publication_id, slug, now))


def _comments(values: Values, here: int, speaker: Actor, moderator: Actor, now: datetime) -> None:
    """Let the speaker say something that ends in each state."""
    for state in ("published", "held", "removed", "withdrawn"):
        posted = post_comment(
            publication_id=here,
            thread_id=int(values["thread", "published"]),
            parent_id=None,
            body=f"A word that is {state}. {LINKS if state == 'held' else ''}",
            name=ADA,
            email="",
            actor=speaker,
            now=now,
        )
        values["comment", state] = str(posted.comment_id)
        if state == "removed":
            remove_comment(
                publication_id=here, comment_id=posted.comment_id, actor=moderator, reason="House rule 1.", now=now
            )
        if state == "withdrawn":
            withdraw_comment(publication_id=here, comment_id=posted.comment_id, actor=speaker, now=now)


def _comment_under_a_withdrawn_article(values: Values, here: int, speaker: Actor, now: datetime) -> None:
    """Let the speaker say something while the article can still be read."""
    posted = post_comment(
        publication_id=here,
        thread_id=int(values["thread", "withdrawn"]),
        parent_id=None,
        body="A word under an article that goes.",
        name=ADA,
        email="",
        actor=speaker,
        now=now,
    )
    values["comment", "page withdrawn"] = str(posted.comment_id)
    withdraw_article(article_id=int(values["article id", "withdrawn"]), reason="A promise.", account_id=None, now=now)


def _comments_elsewhere(values: Values, elsewhere: int, now: datetime) -> None:
    posted = post_comment(
        publication_id=elsewhere,
        thread_id=int(values["thread", "elsewhere"]),
        parent_id=None,
        body="A word in another town.",
        name=GUS,
        email="",
        actor=Actor(network="192.0.2.1"),
        now=now,
    )
    values["comment", "elsewhere"] = str(posted.comment_id)


def _browsers(world: World, tokens: dict[str, str], here: int, elsewhere: int) -> None:
    """Give everybody a browser on our own page: guests with their cookie, accounts signed in."""
    world.browsers["stranger"] = _browser()
    for person, token in tokens.items():
        world.browsers[person] = _browser()
        world.browsers[person].cookies[GUEST_COOKIE] = token
    for person in SIGNED_IN:
        account_id = make_account(email=f"{person.replace(' ', '-')}@{HOST}", password=None, name=person)
        if person in STAFF and person != "superuser":
            give_role(account_id=account_id, publication_id=here, role=Role(person), given_by=None)
        if person == "owner elsewhere":
            give_role(account_id=account_id, publication_id=elsewhere, role=Role.OWNER, given_by=None)
        account = Account.objects.get(id=account_id)
        if person == "superuser":
            account.is_superuser = account.is_staff = True
            account.save()
        world.browsers[person] = _browser()
        world.browsers[person].force_login(account)


def _browser() -> Client:
    return Client(raise_request_exception=False, headers={"host": HOST, "sec-fetch-site": "same-origin"})
