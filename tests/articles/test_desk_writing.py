"""The form of an article: sources, quotations and pictures without a script; what was typed is never lost."""

from __future__ import annotations

from html import unescape

import pytest

from folkmoot.articles.models import Article, Autosave, Picture, Revision
from folkmoot.articles.queries import article_by_slug
from folkmoot.readers.values import Role
from tests.articles.desk import TYPED, picture_file, staff, value_of
from tests.articles.writing import publish, write

pytestmark = pytest.mark.django_db
NEW = "/desk/articles/new/"
NO_SOURCES = {name: [] for name in ("source_kind", "source_name", "source_role", "source_url", "source_on_word_of")}


def sources(*rows: tuple[str, str, str]) -> dict[str, list[str]]:
    """Return rows of (kind, name, on word of) as a form sends them."""
    return NO_SOURCES | {
        "source_kind": [kind for kind, _name, _on in rows],
        "source_name": [name for _kind, name, _on in rows],
        "source_role": ["" for _row in rows],
        "source_url": ["" for _row in rows],
        "source_on_word_of": [on for _kind, _name, on in rows],
    }


@pytest.fixture
def editor(gazette):
    return staff(gazette.id, Role.EDITOR)


def test_rows_of_sources_come_and_go_and_what_points_at_them_follows(editor):
    rows = sources(("named", "Ada", "2"), ("anonymous", "", "3"), ("agency", "The Wire", ""))
    text = "It is sold.[^3] It was not.[^2] So they say.[^1]"
    page = editor.post(NEW, {**TYPED, **rows, "source": text, "act": "remove-source-2"}).content.decode()
    assert value_of(page, "source") == "It is sold.[^2] It was not. So they say.[^1]"
    assert page.count('class="source-row"') == 2 + 1  # and the one that scripts copy
    assert '<input name="source_on_word_of" inputmode="numeric" value="2">' not in page
    more = editor.post(NEW, {**TYPED, **rows, "act": "add-source"}).content.decode()
    assert more.count('class="source-row"') == 4 + 1
    assert not Article.objects.exists()


def test_sources_are_kept_and_rows_that_nobody_filled_in_are_not(gazette, editor):
    rows = sources(("agency", "The Wire", "3"), ("named", " ", ""), ("anonymous", "A clerk", ""))
    editor.post(NEW, {**TYPED, **rows, "source": "It is sold.[^1]\n\nFor little.[^3]", "act": "publish"})
    stored = Revision.objects.get()
    assert [(row["kind"], row["name"], row["on_word_of"]) for row in stored.sources] == [
        ("agency", "The Wire", 2),
        ("anonymous", "A clerk", None),
    ]
    assert [citation.sources for citation in article_by_slug(gazette.id, "the-mill-is-for-sale").citations] == [
        (1,),
        (2,),
    ]
    page = editor.get(f"/desk/articles/{Article.objects.get().page_id}/").content.decode()
    assert value_of(page, "source") == "It is sold.[^1]\n\nFor little.[^2]"


def test_a_source_that_cannot_be_is_refused_at_the_sources(editor):
    answer = editor.post(NEW, {**TYPED, **sources(("named", "Ada", "9")), "act": "save"})
    assert answer.status_code == 422
    assert 'id="error-sources"' in answer.content.decode()
    assert 'name="source_name" value="Ada"' in answer.content.decode()


@pytest.mark.parametrize(
    ("source_format", "expected"),
    [
        ("markdown", "> It is a good mill.\n>\n> It is.\n> — Bo, miller [^1]"),
        (
            "html",
            "<figure><blockquote><p>It is a good mill.</p><p>It is.</p></blockquote><figcaption>Bo, miller [^1]</figcaption></figure>",
        ),
    ],
)
def test_a_quotation_is_put_into_the_text_as_the_text_is_written(gazette, editor, source_format, expected):
    article_id = write(gazette.id, source_format=source_format)
    said = {"quoted": "It is a good mill.\r\n\r\nIt is.", "speaker": "Bo", "speaker_role": "miller", "quoted_from": "1"}
    page = editor.post(f"/desk/articles/{article_id}/", {**TYPED, **said, "act": "insert-quotation"}).content.decode()
    assert unescape(value_of(page, "source")) == f"{TYPED['source']}\n\n{expected}\n"
    assert value_of(page, "speaker") == ""
    nothing = editor.post(f"/desk/articles/{article_id}/", {**TYPED, "act": "insert-quotation"})
    assert nothing.status_code == 422
    assert 'id="error-quoted"' in nothing.content.decode()


def test_a_picture_goes_into_the_text_or_to_its_head_and_everything_typed_stays(gazette, editor):
    sent = {**TYPED, "new_alt": 'The "mill"', "new_caption": "In May", "new_credit": "Bo", "picture": picture_file()}
    page = editor.post(NEW, {**sent, "act": "text-picture"}).content.decode()
    picture = Picture.objects.get()
    text = unescape(value_of(page, "source"))
    assert text.startswith(TYPED["source"])
    assert text.rstrip().endswith(f'![The \\"mill\\"](/media/{picture.variants[1]["path"]} "In May · Bo")')
    assert value_of(page, "new_alt") == ""
    chosen = editor.post(NEW, {**TYPED, "source": text, "chosen": picture.id, "act": "lead-picture"}).content.decode()
    assert value_of(chosen, "picture_id") == str(picture.id)
    assert unescape(value_of(chosen, "alt")) == 'The "mill"'
    lead = {"picture_id": picture.id, "alt": "Another mill", "caption": "", "credit": ""}
    editor.post(NEW, {**TYPED, **lead, "source": text, "act": "publish"})
    shown = article_by_slug(gazette.id, "the-mill-is-for-sale")
    assert shown.picture.alt == "Another mill"
    assert 'width="960" height="480"' in shown.body_html
    assert "<figcaption>In May · Bo</figcaption>" in shown.body_html


def test_a_picture_that_was_refused_costs_nothing_that_was_typed(editor):
    nothing = editor.post(NEW, {**TYPED, "new_caption": "In May", "act": "lead-picture"})
    assert nothing.status_code == 422
    assert 'id="error-picture"' in nothing.content.decode()
    assert value_of(nothing.content.decode(), "new_caption") == "In May"
    assert value_of(nothing.content.decode(), "source") == TYPED["source"]


def test_a_published_text_changes_only_with_a_word_on_what_changed(gazette, editor):
    path = f"/desk/articles/{publish(gazette.id)}/"
    silent = editor.post(path, {**TYPED, "act": "save"})
    assert silent.status_code == 422
    assert 'id="error-change"' in silent.content.decode()
    half = editor.post(path, {**TYPED, "change": "correction", "correction_wrong": "It said 1874.", "act": "save"})
    assert 'id="error-correction_right"' in half.content.decode()
    assert value_of(half.content.decode(), "correction_wrong") == "It said 1874."
    whole = {"change": "correction", "correction_wrong": "It said 1874.", "correction_right": "It was 1875."}
    assert editor.post(path, {**TYPED, **whole, "act": "save"}).status_code == 303
    assert "It was 1875." in editor.get(f"{path}history/").content.decode()


def test_of_two_who_save_the_second_sees_the_difference_and_chooses(gazette, editor):
    other = staff(gazette.id, Role.EDITOR, email="bo@example.org")
    path = f"/desk/articles/{write(gazette.id)}/"
    seen = value_of(editor.get(path).content.decode(), "version")
    other.post(path, {**TYPED, "version": seen, "source": "The mill has stood empty for a century.", "act": "save"})
    answer = editor.post(path, {**TYPED, "version": seen, "act": "publish"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<del>century</del><ins>decade</ins>" in page
    assert "bo@example.org" in page
    assert value_of(page, "source") == TYPED["source"]
    assert Article.objects.get().current.source == "The mill has stood empty for a century."
    theirs = editor.post(path, {**TYPED, "act": "take-theirs"}, follow=True).content.decode()
    assert value_of(theirs, "source") == "The mill has stood empty for a century."
    again = value_of(page, "version")
    assert editor.post(path, {**TYPED, "version": again, "act": "publish"}).status_code == 303
    assert (Article.objects.get().state, Article.objects.get().current.source) == ("published", TYPED["source"])


@pytest.mark.parametrize("begun", [False, True])
def test_what_was_typed_and_not_saved_is_offered_again_and_can_be_thrown_away(gazette, editor, begun):
    path = f"/desk/articles/{write(gazette.id)}/" if begun else NEW
    typed = {**TYPED, **sources(("agency", "The Wire", "")), "headline": "Half a thought", "version": "1"}
    kept = editor.post(f"{path}autosave/", typed)
    assert kept.json()["said"].startswith("Saved as a draft at ")
    offered = editor.get(path).content.decode()
    assert 'href="?restore=1"' in offered
    assert "Half a thought" not in offered
    restored = editor.get(f"{path}?restore=1").content.decode()
    assert value_of(restored, "headline") == "Half a thought"
    assert 'name="source_name" value="The Wire"' in restored
    assert (
        "Half a thought"
        not in staff(gazette.id, Role.EDITOR, email="bo@example.org").get(f"{path}?restore=1").content.decode()
    )
    editor.post(path, {"act": "forget"})
    assert not Autosave.objects.exists()
    editor.post(f"{path}autosave/", typed)
    editor.post(path, {**TYPED, "version": "1" if begun else "", "act": "save"})
    assert not Autosave.objects.exists()
    assert 'href="?restore=1"' not in editor.get(path).content.decode()


def test_an_autosave_of_what_can_be_read_says_that_readers_do_not_see_it(gazette, editor):
    path = f"/desk/articles/{publish(gazette.id)}/"
    assert "Readers see it when you save." in editor.post(f"{path}autosave/", TYPED).json()["said"]
    assert article_by_slug(gazette.id, "the-bridge-is-tired").headline == "The bridge is tired"
    too_long = editor.post(f"{path}autosave/", {"source": "x" * 1_000_001})
    assert (too_long.status_code, too_long.json()["field"]) == (422, "source")


def test_a_schedule_is_made_changed_and_taken_back(editor):
    editor.post(NEW, {**TYPED, "act": "schedule", "published_at": "2099-07-01T08:30"})
    path = f"/desk/articles/{Article.objects.get().page_id}/"
    page = editor.get(path).content.decode()
    assert value_of(page, "published_at") == "2099-07-01T08:30"
    editor.post(path, {**TYPED, "act": "schedule", "published_at": "2099-07-02T09:00"})
    assert Article.objects.get().published_at.isoformat() == "2099-07-02T09:00:00+00:00"
    editor.post(path, {**TYPED, "act": "unschedule"})
    assert Article.objects.get().state == "draft"


def test_a_link_for_a_colleague_is_made_shown_once_and_ended(gazette, editor):
    path = f"/desk/articles/{write(gazette.id)}/links/"
    made = editor.post(path, {"make": "link"}).content.decode()
    link = made.partition('id="field-made" value="')[2].partition('"')[0]
    assert link.startswith("https://gazette.example/desk/preview/")
    assert link not in editor.get(path).content.decode()
    stranger = type(editor)(headers={"host": "gazette.example"})
    assert stranger.get(link).status_code == 200
    number = editor.get(path).content.decode().partition('name="end" value="')[2].partition('"')[0]
    editor.post(path, {"end": number})
    assert stranger.get(link).status_code == 404
    assert editor.post(path, {"end": "999999"}).status_code == 404


def test_editors_seal_a_version_and_authors_are_not_offered_to(gazette, editor):
    author = staff(gazette.id, Role.AUTHOR, email="bo@example.org")
    author.post(NEW, {**TYPED, "act": "publish"})
    path = f"/desk/articles/{Article.objects.get().page_id}/"
    author.post(path, {**TYPED, "source": "The mill is gone.", "change": "typo", "act": "save"})
    assert "Seal this version" not in author.get(f"{path}history/").content.decode()
    assert "Seal this version" in editor.get(f"{path}history/").content.decode()
    empty = editor.post(f"{path}history/", {"number": "1", "reason": ""})
    assert empty.status_code == 422
    assert 'id="error-reason"' in empty.content.decode()
    editor.post(f"{path}history/", {"number": "1", "reason": "It named a child."})
    assert "It named a child." in editor.get(f"{path}history/").content.decode()
    assert Revision.objects.get(number=1).source == ""
    assert editor.post(f"{path}history/", {"number": "77", "reason": "Why not."}).status_code == 404


def test_a_withdrawal_needs_its_reason_and_keeps_what_was_typed(gazette, editor):
    path = f"/desk/articles/{publish(gazette.id)}/"
    refused = editor.post(f"{path}withdraw/", {"reason": "", "legal": "yes"})
    assert refused.status_code == 422
    assert 'value="yes" checked' in refused.content.decode()
    editor.post(f"{path}withdraw/", {"reason": "The court of Fordham forbids it.", "legal": "yes"})
    assert Article.objects.get().state == "withdrawn"
    assert Article.objects.get().withdrawal.legal


def test_an_author_opens_their_own_articles_and_no_others(gazette):
    author = staff(gazette.id, Role.AUTHOR)
    others = write(gazette.id, headline="Somebody else's")
    author.post(NEW, {**TYPED, "act": "save"})
    listed = author.get("/desk/articles/").content.decode()
    assert TYPED["headline"] in listed
    assert "Somebody else" not in listed
    for page in ("", "history/", "links/", "withdraw/"):
        assert author.get(f"/desk/articles/{others}/{page}").status_code == 403
