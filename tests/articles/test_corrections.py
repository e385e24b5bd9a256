"""Saving what readers have read: a slip of the pen or a correction; and two who save at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from folkmoot.articles.models import Article, Correction, Revision
from folkmoot.articles.queries import article_by_slug
from folkmoot.articles.values import ChangeKind, CorrectionDraft
from folkmoot.kit.http.problem import status_of
from folkmoot.pure.verdict import DeniedError
from tests.articles.writing import BRIDGE, publish, write
from tests.cast import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LATER = NOON + timedelta(hours=1)
LATEST = NOON + timedelta(hours=2)
RIGHT = BRIDGE.source.replace("1874", "1878")
CORRECTED = CorrectionDraft(wrong="We said that the bridge was built in 1874.", right="It was built in 1878.")


def refused(publication_id: int, article_id: int, **changes) -> tuple[str, str | None]:
    with pytest.raises(DeniedError) as caught:
        write(publication_id, article_id=article_id, **changes)
    return caught.value.denial.code, caught.value.denial.field


def kept(article_id: int) -> list[tuple[int, str, bool]]:
    rows = Revision.objects.filter(page_id=article_id).order_by("number")
    return [(row.number, row.change, row.public_at is not None) for row in rows]


def test_a_correction_is_public_dated_and_said_in_two_sentences(gazette):
    article_id = publish(gazette.id)
    write(
        gazette.id, article_id=article_id, source=RIGHT, change=ChangeKind.CORRECTION, correction=CORRECTED, now=LATER
    )
    article = article_by_slug(gazette.id, "the-bridge-is-tired")
    assert [(one.at, one.wrong, one.right) for one in article.corrections] == [
        (LATER, CORRECTED.wrong, CORRECTED.right)
    ]
    assert "1878" in article.body_html
    assert article.updated_at == LATER
    assert kept(article_id) == [(1, "", True), (2, "correction", True)]


def test_what_readers_have_read_is_not_changed_in_silence(gazette):
    article_id = publish(gazette.id)
    for changes in ({"source": RIGHT}, {"headline": "Another"}, {"standfirst": "Another."}):
        assert refused(gazette.id, article_id, change=None, **changes) == ("change_missing", "change")
    for correction, field in (
        (None, "correction_wrong"),
        (CorrectionDraft(wrong=" ", right="It is."), "correction_wrong"),
        (CorrectionDraft(wrong="It was.", right=""), "correction_right"),
    ):
        denied = refused(gazette.id, article_id, source=RIGHT, change=ChangeKind.CORRECTION, correction=correction)
        assert denied == ("correction_missing", field)
    endless = CorrectionDraft(wrong="x" * 2001, right="It is.")
    assert refused(gazette.id, article_id, change=ChangeKind.CORRECTION, correction=endless)[0] == "too_long"
    assert kept(article_id) == [(1, "", True)]


def test_a_slip_of_the_pen_needs_no_sentence_and_other_names_need_no_word_at_all(gazette):
    article_id = publish(gazette.id)
    write(gazette.id, article_id=article_id, change=None, tag_names=(), now=LATER)
    assert article_by_slug(gazette.id, "the-bridge-is-tired").updated_at is None
    write(gazette.id, article_id=article_id, source=RIGHT, change=ChangeKind.TYPO, now=LATER)
    assert kept(article_id) == [(1, "", True), (2, "typo", True)]
    assert not Correction.objects.exists()


def test_before_publication_a_save_is_only_a_save(gazette):
    article_id = write(gazette.id)
    write(gazette.id, article_id=article_id, source=RIGHT, change=ChangeKind.CORRECTION, correction=CORRECTED)
    assert kept(article_id) == [(1, "", False), (2, "", False)]
    assert not Correction.objects.exists()


def test_a_correction_without_a_new_text_is_kept_once(gazette):
    article_id = publish(gazette.id)
    for now in (LATER, LATEST):
        write(gazette.id, article_id=article_id, change=ChangeKind.CORRECTION, correction=CORRECTED, now=now)
    assert kept(article_id) == [(1, "", True), (2, "correction", True)]
    assert [row.at for row in Correction.objects.all()] == [LATER]


def test_who_did_not_see_the_last_save_is_told_and_nothing_is_written(gazette):
    article_id = write(gazette.id)
    seen = Article.objects.get(page_id=article_id).version
    write(gazette.id, article_id=article_id, version=seen, source="Hers.")
    assert refused(gazette.id, article_id, version=seen, source="His.") == ("changed_meanwhile", None)
    assert status_of("changed_meanwhile") == 409
    row = Article.objects.get(page_id=article_id)
    assert (row.current.source, row.version) == ("Hers.", seen + 1)
    write(gazette.id, article_id=article_id, version=seen + 1, source="His, having seen hers.")
    assert Article.objects.get(page_id=article_id).current.source == "His, having seen hers."


def test_a_new_renderer_does_not_make_a_change_of_what_readers_have_read(gazette):
    article_id = publish(gazette.id)
    Revision.objects.update(renderer_version=0)
    write(gazette.id, article_id=article_id, change=None, tag_names=("Bridge",), now=LATER)
    assert kept(article_id) == [(1, "", True)]
    draft_id = write(gazette.id, slug="draft")
    Revision.objects.filter(page_id=draft_id).update(renderer_version=0)
    write(gazette.id, article_id=draft_id, slug="draft")
    assert kept(draft_id) == [(1, "", False), (2, "", False)]
