"""What readers may see of what became of an article: from publication on, word by word, sealed with a reason."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.articles.commands.publish_article import publish_article, publish_due
from folkmoot.articles.commands.save_article import save_article
from folkmoot.articles.commands.seal_revision import seal_revision
from folkmoot.articles.commands.withdraw_article import withdraw_article
from folkmoot.articles.models import Article, Block, Correction, Revision
from folkmoot.articles.queries import article_by_slug
from folkmoot.articles.queries.history import article_history, revision_change
from folkmoot.articles.values import ArticleDraft, ChangeKind, CorrectionDraft, SourceDraft, SourceKind
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.commands.give_role import give_role
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.models import AuditEntry
from folkmoot.readers.values import Role
from tests.articles.writing import BRIDGE, publish, write
from tests.cast import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
HOUR = timedelta(hours=1)
SLUG = "the-bridge-is-tired"
CHILD = "Wilhelmina Tarn"


def denied(code: str):
    return pytest.raises(DeniedError, check=lambda error: error.denial.code == code)


def revise(gazette, article_id: int, *, hours: int, correction: CorrectionDraft | None = None, **changes) -> None:
    """Save a new text of an article that can be read."""
    draft = ArticleDraft(**{**{name: getattr(BRIDGE, name) for name in BRIDGE.__slots__}, **changes})
    save_article(
        publication_id=gazette.id,
        article_id=article_id,
        draft=draft,
        account_id=None,
        now=NOON + hours * HOUR,
        change=ChangeKind.CORRECTION if correction else ChangeKind.TYPO,
        correction=correction,
    )


def marked(pieces) -> str:
    """Write a diff as [-gone-] and {+new+}."""
    frame = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(frame[piece.kind].format(piece.text) for piece in pieces)


def editor(gazette, role: Role = Role.EDITOR) -> int:
    account_id = make_account(email=f"{role}@example.org", password=None)
    give_role(account_id=account_id, publication_id=gazette.id, role=role, given_by=None)
    return account_id


def test_public_history_begins_at_publication_and_goes_on_with_every_save(gazette):
    article_id = write(gazette.id, source="A secret draft.")
    write(gazette.id, article_id=article_id)
    assert article_history(gazette.id, SLUG) is None
    publish_article(article_id=article_id, account_id=None, now=NOON + HOUR)
    assert article_by_slug(gazette.id, SLUG).changes == 0
    revise(gazette, article_id, hours=2, standfirst="An engineer explains.")
    revise(gazette, article_id, hours=3, correction=CorrectionDraft(wrong="1874.", right="1878."), source="Since 1878.")
    view = article_history(gazette.id, SLUG)
    assert [(row.number, row.ordinal, row.public_at) for row in view.revisions] == [
        (4, 3, NOON + 3 * HOUR),
        (3, 2, NOON + 2 * HOUR),
        (2, 1, NOON + HOUR),
    ]
    assert [row.change for row in view.revisions] == [ChangeKind.CORRECTION, ChangeKind.TYPO, None]
    assert (view.revisions[0].wrong, view.revisions[0].right) == ("1874.", "1878.")
    assert (view.changes, article_by_slug(gazette.id, SLUG).changes) == (2, 2)
    assert revision_change(gazette.id, SLUG, 1) is None
    assert revision_change(gazette.id, SLUG, 99) is None


def test_a_scheduled_text_is_public_from_the_moment_it_appeared(gazette):
    article_id = write(gazette.id)
    publish_article(article_id=article_id, account_id=None, now=NOON, published_at=NOON + HOUR)
    assert not Revision.objects.filter(public_at__isnull=False).exists()
    assert publish_due(now=NOON + HOUR) == 1
    assert Revision.objects.get().public_at == NOON + HOUR


def test_what_a_draft_became_while_withdrawn_shows_when_it_is_published_again(gazette):
    article_id = publish(gazette.id)
    withdraw_article(article_id=article_id, reason="It was not true.", account_id=None, now=NOON + HOUR)
    write(gazette.id, article_id=article_id, source="Never shown.")
    write(gazette.id, article_id=article_id, source="It is true now.")
    assert article_history(gazette.id, SLUG) is None
    publish_article(article_id=article_id, account_id=None, now=NOON + 2 * HOUR)
    assert [row.number for row in article_history(gazette.id, SLUG).revisions] == [3, 1]


def test_a_change_says_which_words_came_and_went_and_in_which_source(gazette):
    article_id = publish(gazette.id, source="The bridge has stood since 1874.\n\nIt is old.\n\nIt will fall.")
    revise(
        gazette,
        article_id,
        hours=1,
        headline="The bridge is very tired",
        source="The bridge has stood since 1878.\n\nIt is old.",
        sources=(SourceDraft(kind=SourceKind.NAMED, name="Ferris Aldane", role="engineer"),),
        slug=SLUG,
    )
    change = revision_change(gazette.id, SLUG, 2)
    assert marked(change.headline) == "The bridge is {+very +}tired"
    found = [(block.kind, marked(block.pieces)) for passage in change.passages for block in passage.blocks]
    assert found == [
        ("changed", "The bridge has stood since [-1874-]{+1878+}."),
        ("same", "It is old."),
        ("gone", "[-It will fall.-]"),
    ]
    assert [marked(source.pieces) for source in change.sources] == ["{+1. Ferris Aldane, engineer+}"]
    assert (change.compared, change.words_changed, change.before.number, change.later) == (True, True, 1, None)
    first = revision_change(gazette.id, SLUG, 1)
    assert (first.compared, first.words_changed, first.later.number) == (False, False, 2)


def test_a_change_costs_the_same_number_of_queries_however_long_the_history_is(gazette):
    article_id = publish(gazette.id)
    for hours in range(1, 8):
        revise(gazette, article_id, hours=hours, source=f"Text {hours}.\n\nIts end.")
    for number in (2, 8):
        with CaptureQueriesContext(connection) as queries:
            revision_change(gazette.id, SLUG, number)
        assert len(queries) == 4


def test_a_sealed_revision_has_no_words_left_and_shows_its_reason_instead(gazette):
    article_id = publish(gazette.id, source=f"We spoke to {CHILD}.\n\nShe saw it.", standfirst=f"By {CHILD}")
    wrong = f"We named a child, {CHILD}."
    revise(
        gazette, article_id, hours=1, source=f"{CHILD} is a child.", correction=CorrectionDraft(wrong=wrong, right="-")
    )
    revise(gazette, article_id, hours=2, source="We spoke to a child.")
    account_id, before = editor(gazette), OutboxEntry.objects.count()
    for number in (1, 2):
        seal_revision(
            page_id=article_id, number=number, reason="A child’s name.", account_id=account_id, now=NOON + 3 * HOUR
        )
    kept = [*Revision.objects.values(), *Block.objects.values(), *Correction.objects.values()]
    assert CHILD not in repr(kept)
    facts = OutboxEntry.objects.order_by("id")[before:]
    assert [(fact.kind, fact.payload["number"]) for fact in facts] == [
        ("articles.revision_sealed", 1),
        ("articles.revision_sealed", 2),
    ]
    assert f"page-{article_id}" in facts[0].keys
    assert [entry.act for entry in AuditEntry.objects.filter(account_id=account_id)] == ["article.revision_sealed"] * 2
    view = article_history(gazette.id, SLUG)
    assert [row.seal.reason if row.seal else None for row in view.revisions] == [None, *["A child’s name."] * 2]
    assert [row.right for row in view.revisions] == [""] * 3
    assert [said.right for said in article_by_slug(gazette.id, SLUG).corrections] == ["A child’s name."]
    sealed, after = revision_change(gazette.id, SLUG, 2), revision_change(gazette.id, SLUG, 3)
    assert (sealed.passages, sealed.headline, sealed.sources) == ((), (), ())
    assert (after.compared, after.before.seal.reason) == (False, "A child’s name.")
    assert [marked(block.pieces) for passage in after.passages for block in passage.blocks] == ["We spoke to a child."]


def test_what_readers_see_now_is_not_sealed_nor_anything_twice_nor_without_a_reason(gazette):
    article_id = publish(gazette.id)
    seal = {"page_id": article_id, "account_id": None, "now": NOON + 2 * HOUR}
    with denied("revision_current"):
        seal_revision(number=1, reason="No.", **seal)
    revise(gazette, article_id, hours=1, source="Another text.")
    with denied("reason_missing"):
        seal_revision(number=1, reason=" \n", **seal)
    with denied("too_long"):
        seal_revision(number=1, reason="x" * 1_001, **seal)
    seal_revision(number=1, reason="A court said so.", **seal)
    with denied("already_sealed"):
        seal_revision(number=1, reason="Again.", **seal)
    with pytest.raises(Revision.DoesNotExist):
        seal_revision(number=9, reason="None such.", **seal)
    assert article_by_slug(gazette.id, SLUG).body_html.endswith(">Another text.</p>")


def test_editors_seal_and_authors_do_not(gazette):
    article_id = publish(gazette.id)
    revise(gazette, article_id, hours=1, source="Another text.")
    author = editor(gazette, Role.AUTHOR)
    Article.objects.update(begun_by_id=author)
    with denied("not_allowed"):
        seal_revision(page_id=article_id, number=1, reason="Mine.", account_id=author, now=NOON)
    assert not Revision.objects.filter(seal__isnull=False).exists()


def test_an_upgrade_begins_the_history_with_what_readers_see_and_shows_no_draft(gazette):
    shown = publish(gazette.id, source="A draft.")
    revise(gazette, shown, hours=2, source="What readers see.")
    draft = write(gazette.id, headline="A draft")
    Revision.objects.update(public_at=None, standfirst="")
    import_module("folkmoot.articles.migrations.0006_history_begins").begin(apps, None)
    found = Revision.objects.filter(public_at__isnull=False)
    assert [(row.number, row.public_at, row.standfirst) for row in found] == [(2, NOON + 2 * HOUR, BRIDGE.standfirst)]
    assert Revision.objects.get(page_id=draft).standfirst == BRIDGE.standfirst
