"""The search, as readers use it: on both databases, with everything that may not be found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command

from folkmoot.articles.commands.import_articles import ImportedArticle, import_articles
from folkmoot.articles.commands.index_articles import index_missing as index_missing_articles
from folkmoot.articles.commands.save_article import save_article
from folkmoot.articles.commands.seal_revision import seal_revision
from folkmoot.articles.commands.withdraw_article import withdraw_article
from folkmoot.articles.commands.write_revision import rendered
from folkmoot.articles.models import SearchedArticle
from folkmoot.articles.queries import count_unindexed as unindexed_articles
from folkmoot.articles.values import ArticleState, ChangeKind, SourceFormat
from folkmoot.cli.checkup import check_search
from folkmoot.discussion.commands.edit_comment import edit_comment
from folkmoot.discussion.commands.import_comments import ImportedComment, import_comments
from folkmoot.discussion.commands.index_comments import index_missing
from folkmoot.discussion.commands.release_comment import release_comment
from folkmoot.discussion.commands.remove_comment import remove_comment
from folkmoot.discussion.commands.withdraw_comment import withdraw_comment
from folkmoot.discussion.models import Comment, SearchedComment
from folkmoot.discussion.ports import Answer, Ports, Screening
from folkmoot.discussion.queries import count_unindexed
from folkmoot.discussion.values import CommentState
from folkmoot.kit.outbox.drain import Drain
from folkmoot.pages import search as search_page
from folkmoot.pages.finding import MOST_SKIPPED, Asked, find
from folkmoot.readers.models import Account, StaffRole
from folkmoot.readers.values import Actor, Role
from tests.articles.writing import BRIDGE, GAZETTE, found, publish, write
from tests.cast import BO, NOON
from tests.kit.outbox.test_drain import run_out
from tests.pages.newspaper import LATER, Newspaper, Page

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def paths(ferry: Newspaper, typed: str, *, kind: str = "", by: str = "", after: str = "") -> list[str]:
    """Return where the results lead, once the drain has passed."""
    run_out(Drain(), LATER)
    groups = find(Asked.read(typed, kind, by, after), ferry.publication_id)
    return [result.path for group in groups for result in group.results]


def nothing_is_off() -> bool:
    return count_unindexed() == (0, 0) == unindexed_articles()


def moderator(ferry: Newspaper) -> Actor:
    account = Account.objects.create_user("mo@ferry.example", name="Mo")
    StaffRole.objects.create(account=account, publication_id=ferry.publication_id, role=Role.MODERATOR)
    return Actor(account_id=account.id, roles=frozenset({Role.MODERATOR}))


def test_an_article_is_found_by_each_of_its_parts_and_its_headline_counts_most(ferry):
    by_text = publish(
        ferry.publication_id, headline="A quiet week", source="They spoke of the lighthouse.", slug="quiet"
    )
    publish(ferry.publication_id, headline="The lighthouse", source="Nothing else.", slug="light")
    assert paths(ferry, "lighthouse") == ["/articles/light/", "/articles/quiet/"]
    assert paths(ferry, "Lighthouse spoke") == ["/articles/quiet/"]
    the_bridge = "/articles/the-bridge-is-tired/"
    for typed in (
        "tired",
        "engineer explains",
        "brückner tired",
        "BRUCKNER 1874",
        "town money 1874",
        '"stood since"',
        "engin",
    ):
        assert the_bridge in paths(ferry, typed), typed
    for typed in ('"since stood"', "tired lighthouse", '"engin"'):
        assert paths(ferry, typed) == [], typed
    withdraw_article(article_id=by_text, reason="A mistake.", account_id=None, now=LATER)
    assert paths(ferry, "lighthouse") == ["/articles/light/"]
    assert nothing_is_off()


def test_what_an_article_no_longer_says_is_not_found(ferry):
    article_id = publish(ferry.publication_id, headline="A name", source="His name is Quentin.", slug="name")
    save_article(
        publication_id=ferry.publication_id,
        article_id=article_id,
        draft=replace(BRIDGE, headline="A name", source="His name is not for here."),
        change=ChangeKind.TYPO,
        account_id=None,
        now=LATER,
    )
    assert paths(ferry, "quentin") == []
    seal_revision(page_id=article_id, number=1, reason="A child.", account_id=None, now=LATER)
    assert paths(ferry, "quentin") == []
    draft = write(ferry.publication_id, headline="Not yet", source="Quentin again.")
    assert paths(ferry, "quentin") == []
    assert SearchedArticle.objects.filter(article_id=draft).count() == 0
    assert nothing_is_off()


def test_a_comment_is_found_while_it_is_public_and_only_then(ferry, monkeypatch):
    mo = moderator(ferry)
    at = {"publication_id": ferry.publication_id}
    removed = ferry.say("Herons nest under it.").comment_id
    posted = ferry.say("Kingfishers nest under it.")
    mine = {**at, "comment_id": posted.comment_id, "actor": Actor(reader_id=posted.comment.author.id)}
    assert paths(ferry, "herons") == [f"/comments/{removed}"]
    edit_comment(**mine, body="Wagtails nest under it.", now=NOON)
    assert paths(ferry, "kingfishers") == []
    assert paths(ferry, "wagtails nest") == [f"/comments/{posted.comment_id}"]
    remove_comment(**at, comment_id=removed, actor=mo, reason="Not so.", now=LATER)
    monkeypatch.setattr(Ports, "screener", lambda _: Screening(answer=Answer.HOLD, code="x", sentence="Wait."))
    held = ferry.say("Swifts nest under it.").comment_id
    edit_comment(**mine, body="Dippers nest under it.", now=NOON)
    assert paths(ferry, "nest") == []
    release_comment(**at, comment_id=held, actor=mo, now=LATER)
    release_comment(**at, comment_id=posted.comment_id, actor=mo, now=LATER)
    assert set(paths(ferry, "nest")) == {f"/comments/{held}", f"/comments/{posted.comment_id}"}
    assert nothing_is_off()
    withdraw_comment(**mine, now=NOON)
    assert paths(ferry, "nest") == [f"/comments/{held}"]
    withdraw_article(article_id=ferry.article_id, reason="A mistake.", account_id=None, now=LATER)
    assert paths(ferry, "nest") == []
    assert nothing_is_off()


def test_nothing_of_another_publication_is_found(ferry):
    publish(found(GAZETTE).id, headline="A heron", source="Herons nest there.")
    assert paths(ferry, "heron") == []


def imported(ferry: Newspaper, body: str, day: int, state: CommentState = CommentState.PUBLISHED) -> ImportedComment:
    return ImportedComment(
        thread_id=ferry.thread_id,
        parent_id=None,
        root_id=None,
        parent_place=None,
        depth=0,
        reader_id=Comment.objects.latest("id").reader_id,
        name=BO,
        badges=(),
        source=body,
        html=f"<p>{body}</p>",
        renderer_version=1,
        state=state,
        listed=state is CommentState.PUBLISHED,
        reason="",
        created_at=NOON - timedelta(days=day),
    )


def test_what_is_imported_is_found_in_the_order_of_its_own_time(ferry):
    now_said = ferry.say("Eels, still.").comment_id
    comments = [
        imported(ferry, "Eels, first.", 9),
        imported(ferry, "Eels, later.", 3),
        imported(ferry, "Eels!", 1, CommentState.HELD),
    ]
    first, later, _held = import_comments(publication_id=ferry.publication_id, comments=comments, now=NOON)
    in_time = [f"/comments/{number}" for number in (now_said, later, first)]
    assert paths(ferry, "eels", by="newest") == in_time
    article = ImportedArticle(
        fixed=False,
        slug="eels",
        text=rendered(headline="On eels", source="<p>Eels.</p>", source_format=SourceFormat.HTML),
        standfirst="",
        section_name="",
        tag_names=(),
        author_names=(),
        state=ArticleState.PUBLISHED,
        published_at=NOON,
        written_at=NOON,
        picture_id=None,
        old_paths=(),
    )
    draft = replace(article, slug="draft", state=ArticleState.DRAFT, published_at=None)
    import_articles(publication_id=ferry.publication_id, articles=[article, draft], now=NOON)
    assert paths(ferry, "eels", kind="articles") == ["/articles/eels/"]
    assert nothing_is_off()


def test_pages_follow_each_other_without_a_gap(ferry):
    said = [ferry.say(f"Number {n} of the geese.", now=NOON + timedelta(seconds=n)).comment_id for n in range(45)]
    run_out(Drain(), LATER)
    for by in ("newest", "relevance"):
        seen: list[str] = []
        after = ""
        while True:
            (group,) = find(Asked.read("geese", "comments", by, after), ferry.publication_id)
            seen += [result.path for result in group.results]
            if group.more_path is None:
                break
            after = group.more_path.partition("after=")[2]
        assert len(seen) == len(set(seen)) == 45, by
        assert seen == [f"/comments/{number}" for number in reversed(said)], by
    assert find(Asked.read("geese", "comments", "", f"{MOST_SKIPPED:x}"), ferry.publication_id) == ()


def test_the_index_is_made_anew_from_what_stands_there(ferry):
    lost, stale = ferry.say("Otters play.").comment_id, ferry.say("Otters sleep.").comment_id
    assert len(paths(ferry, "otters")) == 2
    SearchedComment.objects.filter(comment_id=lost).delete()
    SearchedArticle.objects.all().delete()
    Comment.objects.filter(id=stale).update(state=CommentState.HELD)
    assert (count_unindexed(), unindexed_articles()) == ((1, 1), (1, 0))
    wrong = [finding.ok for finding in check_search()]
    assert wrong == [True, False]
    assert paths(ferry, "otters") == []
    assert (index_missing(now=NOON), index_missing_articles(now=NOON)) == (1, 1)
    assert paths(ferry, "otters") == [f"/comments/{lost}"]
    call_command("reindex")
    assert all(finding.ok for finding in check_search())
    assert paths(ferry, "tired") == ["/articles/the-bridge-is-tired/"]
    assert nothing_is_off()


HOSTILE = (
    *('"', "*", "a*", "(", ")", "NEAR(", "AND", "a AND", "-", "^x", "col:", "'; DROP TABLE x", "\\", "%", "_", "\x00"),
    *(":*", "!", "&", "| a", "<->", "\ufffd", "é" * 300, "a " * 300, "🦢", "\u202e", "{headline}:x", "1e5", "a_b", "ﷺ"),
    "0x1f 12abc -5 3.14",
)


def test_no_query_is_an_error(ferry):
    ferry.say("One a day, 1e5 of them, 12abc.")
    for typed in HOSTILE:
        for by in ("newest", "relevance"):
            for after in ("", "zz", "-ff", "f" * 300):
                paths(ferry, typed, by=by, after=after)


def test_words_are_cut_the_same_way_when_kept_and_when_asked_for(ferry):
    for number, word in enumerate(("1e5", "0x1f", "12abc", "a1b2", "v1.2.3", "user@host.example", "well-known", "https://x.example/y", "日本語", "ภาษาไทย", "½", "O’Neill")):  # fmt: skip
        said = ferry.say(f"{number} {word} {number}").comment_id
        assert f"/comments/{said}" in paths(ferry, f'{number} "{word}"'), word


def test_the_page_marks_what_it_found_and_can_be_hurt_by_nothing(ferry, client):
    said = ferry.say("The <script>alert(1)</script> toll & the *toll*.", name="<b>Bo</b>").comment_id
    assert paths(ferry, "toll alert") == [f"/comments/{said}"]
    page = Page(client, "/search?q=toll+alert")
    assert page.response["Cache-Control"] == "private, no-store"
    assert page.one(".//input[@id='search-words']").get("value") == "toll alert"
    assert {mark.text for mark in page.all(".//mark")} == {"alert", "toll"}
    assert page.one(".//article[@class='result']/h3/a").get("href") == f"/comments/{said}"
    assert "<script>alert" not in page.text
    assert "<b>Bo" not in page.text
    assert page.one(".//meta[@name='robots']").get("content") == "noindex"
    page = Page(client, '/search?q="><script>x</script>&in=<x>&by=<y>&after=<z>')
    assert "<script>x" not in page.text
    assert "Nothing was found for" in page.words(".//p[@role='status']")


def test_the_page_helps_whoever_typed_nothing_or_found_nothing(ferry, client):
    page = Page(client, "/search")
    assert page.all(".//p[@role='status']") == []
    assert page.one(".//form[@class='field']//input[@type='search']").get("name") == "q"
    assert "There is no word in that" in Page(client, "/search?q=%3F%3F").words(".//p[@role='status']")
    page = Page(client, "/search?q=unicorn&in=comments")
    assert "/search?q=unicorn" in {link.get("href") for link in page.all(".//main//a")}
    assert "/section/town/" in {link.get("href") for link in page.all(".//main//a")}
    front = Page(client, "/")
    assert front.one(".//footer//form").get("action") == "/search"


def test_whoever_searches_without_end_is_asked_to_wait(ferry, client, monkeypatch):
    monkeypatch.setattr(search_page, "SEARCHES", replace(search_page.SEARCHES, burst=2))
    Page(client, "/search?q=bridge")
    Page(client, "/search?q=bridge")
    page = Page(client, "/search?q=bridge", status=429)
    assert page.response["Retry-After"] == "1"
    assert page.words(".//p[@role='status']") == "That was a lot of searching in a short time. Try again in a second."
    assert page.one(".//input[@id='search-words']").get("value") == "bridge"
    Page(client, "/search")
