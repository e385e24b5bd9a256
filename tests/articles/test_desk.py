"""The desk as a browser without JavaScript uses it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from folkmoot.articles.commands.add_picture import add_picture
from folkmoot.articles.models import Article, FixedPage, Picture, Revision
from folkmoot.articles.queries import article_by_slug, fixed_page_by_slug
from folkmoot.readers.values import Role
from tests.articles.desk import TYPED, picture_file, staff
from tests.articles.writing import HERALD, found, publish, write
from tests.cast import NOON

pytestmark = pytest.mark.django_db
WRITING = ["/desk/articles/", "/desk/articles/new/", "/desk/pictures/"]
ARRANGING = ["/desk/pages/", "/desk/pages/new/"]


@pytest.fixture
def author(gazette):
    return staff(gazette.id, Role.AUTHOR)


@pytest.fixture
def editor(gazette):
    return staff(gazette.id, Role.EDITOR, email="bo@example.org")


@pytest.mark.parametrize("path", ["/desk/", *WRITING, *ARRANGING])
def test_a_stranger_is_asked_to_sign_in_and_led_back(gazette, path):
    response = Client(headers={"host": "gazette.example"}).get(path)
    assert response.status_code == 302
    assert response["Location"] == f"/desk/sign-in/?next={path.replace('/', '%2F')}"


@pytest.mark.parametrize("path", WRITING)
@pytest.mark.parametrize("role", [Role.OWNER, Role.EDITOR, Role.AUTHOR])
def test_owners_editors_and_authors_find_the_desk_open(gazette, role, path):
    assert staff(gazette.id, role).get(path).status_code == 200


@pytest.mark.parametrize("path", ARRANGING)
def test_fixed_pages_are_for_owners_and_editors(gazette, path):
    assert staff(gazette.id, Role.AUTHOR).get(path).status_code == 403
    assert staff(gazette.id, Role.EDITOR, email="bo@example.org").get(path).status_code == 200


@pytest.mark.parametrize("path", [*WRITING, *ARRANGING])
@pytest.mark.parametrize("role", [None, Role.MODERATOR, Role.TREASURER])
def test_nobody_else_may_write_or_see_drafts(gazette, role, path):
    browser = staff(gazette.id, role)
    assert browser.get(path).status_code == 403
    assert browser.post(path, TYPED).status_code in {403, 405}
    assert not Article.objects.exists()


def test_whoever_has_a_role_sees_the_first_page_of_the_desk(gazette):
    response = staff(gazette.id, Role.AUTHOR).get("/desk/")
    assert response.status_code == 200
    assert b'href="/desk/articles/"' in response.content
    assert staff(gazette.id, Role.MODERATOR, email="bo@example.org").get("/desk/").status_code == 200


def test_an_account_without_a_role_does_not(gazette):
    assert staff(gazette.id, None).get("/desk/").status_code == 403


def test_a_draft_is_saved_and_can_be_opened_again(gazette, author):
    response = author.post("/desk/articles/new/", {**TYPED, "act": "save"})
    assert response.status_code == 303
    article = Article.objects.get()
    assert (article.state, article.headline) == ("draft", TYPED["headline"])
    assert Revision.objects.get().account.email == "ada@example.org"
    page = author.get(response["Location"]).content.decode()
    assert "Saved." in page
    assert all(value in page for value in TYPED.values())
    assert TYPED["headline"] in author.get("/desk/articles/").content.decode()


def test_publish_shows_the_article_and_withdraw_hides_it(gazette, author):
    author.post("/desk/articles/new/", {**TYPED, "act": "publish"})
    article = article_by_slug(gazette.id, "the-mill-is-for-sale")
    assert "stood empty" in article.body_html
    author.post(f"/desk/articles/{article.id}/withdraw/", {"reason": "It was never for sale."})
    assert article_by_slug(gazette.id, "the-mill-is-for-sale") is None


def test_a_time_is_read_in_the_publications_own_zone(author):
    author.post("/desk/articles/new/", {**TYPED, "act": "schedule", "published_at": "2099-07-01T08:30"})
    article = Article.objects.get()
    assert article.state == "scheduled"
    assert article.published_at.isoformat() == "2099-07-01T08:30:00+00:00"


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"headline": ""}, "headline", "An article needs a headline."),
        ({"source": "", "act": "publish"}, "source", "There is no text to publish yet."),
        ({"act": "schedule", "published_at": "soon"}, "published_at", "Say on which day"),
        ({"slug": "taken"}, "slug", "choose another"),
    ],
)
def test_a_refused_form_comes_back_with_everything_typed_and_the_reason_at_its_field(
    gazette, author, typed, field, sentence
):
    write(gazette.id, slug="taken")
    sent = TYPED | typed
    response = author.post("/desk/articles/new/", sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="error-{field}" role="alert">' in page
    assert sentence in page
    assert all(value in page for name, value in sent.items() if name != "act")


def test_a_draft_whose_publishing_was_refused_is_not_made_twice(gazette, author):
    page = author.post("/desk/articles/new/", {**TYPED, "source": "", "act": "publish"}).content.decode()
    article = Article.objects.get()
    assert f'action="/desk/articles/{article.page_id}/"' in page
    author.post(f"/desk/articles/{article.page_id}/", {**TYPED, "act": "publish"})
    assert Article.objects.get().state == "published"


def test_a_picture_comes_with_its_words(author):
    words = {"alt": "A mill without a roof", "caption": "The mill in May", "credit": "Bo Lindqvist"}
    new = {f"new_{name}": value for name, value in words.items()}
    author.post("/desk/articles/new/", {**TYPED, **new, "picture": picture_file(), "act": "save"})
    article = Article.objects.get()
    assert (article.picture.alt, [item["width"] for item in article.picture.variants]) == (
        words["alt"],
        [480, 960, 1000],
    )
    kept = {**TYPED, **words, "picture_id": article.picture_id}
    author.post(f"/desk/articles/{article.page_id}/", {**kept, "caption": "In June", "act": "save"})
    assert Picture.objects.get().caption == "In June"
    page = author.post(f"/desk/articles/{article.page_id}/", {**kept, "act": "no-picture"}).content.decode()
    assert 'name="picture_id"' not in page
    author.post(f"/desk/articles/{article.page_id}/", {**TYPED, "act": "save"})
    article.refresh_from_db()
    assert article.picture is None


def test_a_picture_without_words_for_the_blind_is_refused_and_the_text_kept(author):
    response = author.post("/desk/articles/new/", {**TYPED, "picture": picture_file(), "act": "save"})
    assert response.status_code == 422
    assert 'id="error-new_alt"' in response.content.decode()
    assert TYPED["source"] in response.content.decode()
    assert not Picture.objects.exists()


def test_a_picture_is_not_lost_when_something_else_is_refused(gazette, author):
    refused = author.post(
        "/desk/articles/new/", TYPED | {"headline": "", "new_alt": "A mill", "picture": picture_file()}
    )
    kept = Picture.objects.get()
    assert f'name="picture_id" value="{kept.id}"' in refused.content.decode()
    author.post("/desk/articles/new/", TYPED | {"alt": "A mill", "picture_id": kept.id})
    assert Article.objects.get().picture == kept


def test_a_picture_of_another_publication_cannot_be_taken(gazette, author):
    other = add_picture(
        publication_id=found(HERALD).id,
        data=picture_file().read(),
        alt="Ours",
        caption="",
        credit="",
        account_id=None,
        now=NOON,
    )
    author.post("/desk/articles/new/", TYPED | {"alt": "Theirs", "picture_id": other})
    assert Article.objects.get().picture is None
    assert Picture.objects.get().alt == "Ours"


def test_what_is_no_picture_is_refused_whatever_its_name_says(author):
    file = SimpleUploadedFile("mill.png", b"<script>alert(1)</script>", content_type="image/png")
    response = author.post("/desk/articles/new/", {**TYPED, "new_alt": "A mill", "picture": file})
    assert response.status_code == 422
    assert "not a JPEG, PNG or WebP" in response.content.decode()


def test_an_imported_text_stays_html_whatever_the_form_says(gazette, editor):
    article_id = publish(gazette.id, source="<p>One</p>", source_format="html")
    sent = {**TYPED, "source": "<p>Two</p>", "source_format": "markdown", "change": "typo"}
    editor.post(f"/desk/articles/{article_id}/", sent)
    assert Article.objects.get().current.source_format == "html"
    assert ">Two</p>" in Article.objects.get().current.html


@pytest.mark.parametrize("article_id", [1, 999, 2**70])
def test_articles_of_others_and_of_nobody_are_not_found(editor, article_id):
    write(found(HERALD).id)
    assert editor.get(f"/desk/articles/{article_id}/").status_code == 404
    assert editor.post(f"/desk/articles/{article_id}/", TYPED).status_code == 404
    assert editor.get(f"/desk/articles/?before={article_id}").status_code == 200
    assert editor.get(f"/desk/pages/{article_id}/").status_code == 404


def test_the_list_goes_on_where_a_page_ended(gazette, editor):
    ids = [write(gazette.id, headline=f"Article {number}") for number in range(51)]
    first = editor.get("/desk/articles/").content.decode()
    assert f"?before={ids[1]}" in first
    second = editor.get(f"/desk/articles/?before={ids[1]}").content.decode()
    assert "Article 0<" in second
    assert "Article 1<" not in second


def test_a_fixed_page_is_made_changed_and_hidden(gazette, editor):
    typed = {
        "title": "House rules",
        "source": "Be kind.",
        "slug": "",
        "published": "on",
        "in_footer": "on",
        "position": "3",
    }
    made = editor.post("/desk/pages/new/", typed)
    assert made.status_code == 303
    assert "Be kind." in fixed_page_by_slug(gazette.id, "house-rules").body_html
    page = FixedPage.objects.get()
    assert "Saved." in editor.get(made["Location"]).content.decode()
    hidden = {name: value for name, value in typed.items() if name != "published"}
    editor.post(f"/desk/pages/{page.page_id}/", hidden)
    assert fixed_page_by_slug(gazette.id, "house-rules") is None
    assert "House rules" in editor.get("/desk/pages/").content.decode()


def test_a_refused_fixed_page_keeps_what_was_typed(editor):
    response = editor.post("/desk/pages/new/", {"title": "Desk", "source": "Be kind.", "slug": "desk"})
    assert response.status_code == 422
    assert 'id="error-slug"' in response.content.decode()
    assert "Be kind." in response.content.decode()


def test_a_form_sent_from_another_site_is_refused(gazette, author):
    response = author.post("/desk/articles/new/", TYPED, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert not Article.objects.exists()
