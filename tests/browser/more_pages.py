"""What the newspaper of the browser tests also has, so that there is a page of every kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from folkmoot.articles.commands.add_picture import add_picture
from folkmoot.articles.commands.make_preview_link import make_preview_link
from folkmoot.articles.commands.save_article import save_article
from folkmoot.articles.commands.seal_revision import seal_revision
from folkmoot.articles.commands.withdraw_article import withdraw_article
from folkmoot.articles.models import Author, FixedPage, Revision, Section, Tag
from folkmoot.articles.queries import lists
from folkmoot.articles.values import ChangeKind, CorrectionDraft, SourceDraft, SourceFormat, SourceKind, article_path
from folkmoot.cli.demo.picture import draw_bridge
from folkmoot.kit import clock
from folkmoot.readers.commands.choose_password import make_password_link
from folkmoot.readers.commands.give_role import give_role
from folkmoot.readers.commands.invite import invite
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.models import TimeCode
from folkmoot.readers.values import Role
from tests.articles.writing import BRIDGE, publish, write
from tests.browser.giving import print_giving
from tests.browser.kinds import CAREFUL
from tests.cast import CLEM, NOON
from tests.pages.newspaper import LATER, Newspaper
from tests.shared import ROOT

PARTS = (("section", Section), ("author", Author), ("tag", Tag))
QUIET = "Nobody has said a word about the lamp"
TOLD = (
    "The beams are older than the [plans](https://plans.example/1874).[^1]\n\n## What was measured\n\n"
    "> It hums when a lorry stands on it.\n> — Bo Lindqvist, engineer [^3]\n\n- one\n- two\n\nSaid at the ferry.[^2]"
)
SOURCES = (
    SourceDraft(kind=SourceKind.AGENCY, name="The River Wire", url="https://wire.example/1", on_word_of=2),
    SourceDraft(kind=SourceKind.ANONYMOUS, name="", role="who was in the room"),
    SourceDraft(kind=SourceKind.NAMED, name="Bo Lindqvist", role="engineer"),
)


def print_more(ferry: Newspaper) -> dict[str, Any]:
    """Print it; return its places by name."""
    picture_id = _picture(ferry)
    quiet = publish(
        ferry.publication_id,
        published_at=LATER,
        headline=QUIET,
        source=TOLD,
        sources=SOURCES,
        slug="quiet",
        picture_id=picture_id,
    )
    return {
        "quiet": article_path("quiet"),
        "before": lists._cursor(lists.front(ferry.publication_id).teasers[0]),
        "article_id": ferry.article_id,
        "quiet_id": quiet,
        "picture_id": picture_id,
        **{f"{name}_id": parts.objects.filter(publication_id=ferry.publication_id)[0].id for name, parts in PARTS},
        "rules_id": FixedPage.objects.get(publication_id=ferry.publication_id, slug="house-rules").page_id,
        **_history(ferry),
        **_withdrawn(ferry),
        **_staff(ferry),
        **_hostile(ferry),
        **print_giving(ferry, quiet),
    }


def _picture(ferry: Newspaper) -> int:
    return add_picture(
        publication_id=ferry.publication_id,
        data=draw_bridge(),
        alt="A bridge of four arches at dusk.",
        caption="The bridge, seen from the east bank.",
        credit="Ada Brückner",
        account_id=None,
        now=NOON,
    )


def _history(ferry: Newspaper) -> dict[str, Any]:
    """Change an article twice after it was published: its first text is sealed, its second has a correction."""
    changed = publish(ferry.publication_id, headline="Three beams", slug="beams", source="There are four beams.")
    correction = CorrectionDraft(wrong="We wrote that there are four beams.", right="There are three.")
    for words, change, said in (
        ("There are three beams.", ChangeKind.CORRECTION, correction),
        ("There are three old beams.", ChangeKind.TYPO, None),
    ):
        draft = replace(BRIDGE, headline="Three beams", slug="beams", source=words)
        save_article(
            publication_id=ferry.publication_id,
            article_id=changed,
            draft=draft,
            account_id=None,
            now=LATER,
            change=change,
            correction=said,
        )
    first, second, _third = Revision.objects.filter(page_id=changed).order_by("number")
    seal_revision(page_id=changed, number=first.number, reason="It named a child.", account_id=None, now=LATER)
    unpublished = write(ferry.publication_id, headline="Not yet", slug="not-yet")
    return {
        "beams": article_path("beams"),
        "beams_id": changed,
        "second": second.number,
        "preview": make_preview_link(article_id=unpublished, account_id=None, now=clock.now()),
    }


def _withdrawn(ferry: Newspaper) -> dict[str, Any]:
    for slug, legal in (("gone", False), ("forbidden", True)):
        article_id = publish(ferry.publication_id, headline=f"It is {slug}", slug=slug)
        withdraw_article(
            article_id=article_id, reason="It was about the wrong bridge.", legal=legal, account_id=None, now=LATER
        )
    return {"gone": article_path("gone"), "forbidden": article_path("forbidden")}


def _staff(ferry: Newspaper) -> dict[str, Any]:
    """Give the owner a colleague, and somebody who was asked to be one."""
    here, now = ferry.publication_id, clock.now()
    colleague = make_account(email="bo@ferry.example", password=None, name="Ines Berg")  # nobody may speak as staff
    give_role(account_id=colleague, publication_id=here, role=Role.AUTHOR, given_by=None)
    careful = make_account(email=CAREFUL, password="a long enough word", name=CLEM)
    give_role(account_id=careful, publication_id=here, role=Role.MODERATOR, given_by=None)
    TimeCode.objects.create(account_id=careful, salt="salt", last_step=0, created_at=NOON)
    return {
        "colleague": colleague,
        "invitation": invite(
            publication_id=here, email="clem@ferry.example", roles=[Role.EDITOR], account_id=None, now=now
        ),
        "password_link": make_password_link(account_id=colleague, publication_id=None, made_by=None, now=now),
    }


def _hostile(ferry: Newspaper) -> dict[str, Any]:
    """Print what would act if it could, as imported HTML and as Markdown; nothing where the list is not there."""
    vectors = ROOT / "data" / "hostile" / "h5sc" / "vectors.txt"
    if not vectors.exists():
        return {}
    for written in SourceFormat:
        publish(
            ferry.publication_id,
            published_at=NOON - timedelta(days=1),
            headline="Words that would act",
            source=vectors.read_text("utf-8").replace("\x00", ""),
            source_format=written,
            slug=f"hostile-{written}",
        )
    return {"hostile": [article_path(f"hostile-{written}") for written in SourceFormat]}
