"""What owners and editors change about the newspaper itself, through the desk's forms."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from folkmoot.articles.models import Author, FixedPage, Publication, Section, Tag
from folkmoot.articles.queries import chrome_of
from folkmoot.articles.queries.newspaper import desk_tags
from folkmoot.readers.commands.give_role import give_role
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.models import Account, AuditEntry
from folkmoot.readers.values import Role
from tests.articles.writing import publish
from tests.cast import ADA

pytestmark = pytest.mark.django_db
HOST = "gazette.example"
NAMES = {
    "name": "The Fordham Gazette",
    "tagline": "Every Friday",
    "language": "de",
    "time_zone": "Europe/Berlin",
    "base_url": "https://gazette.example",
    "hosts": "www.gazette.example\nold.example",
    "origins": "https://blog.example",
}


@pytest.fixture
def owner(gazette) -> Client:
    account_id = make_account(email="ada@example.org", password=None, name=ADA)
    give_role(account_id=account_id, publication_id=gazette.id, role=Role.OWNER, given_by=None)
    browser = Client(headers={"host": HOST, "sec-fetch-site": "same-origin"})
    browser.force_login(Account.objects.get(id=account_id))
    return browser


@pytest.fixture
def reader(db) -> Client:
    return Client(headers={"host": HOST})


def logo_file() -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGBA", (900, 300), (10, 20, 200, 128)).save(file, "PNG")
    return SimpleUploadedFile("logo.png", file.getvalue(), content_type="image/png")


def test_name_language_and_hosts_are_kept_and_what_is_wrong_is_said_at_its_field(gazette, owner):
    assert owner.post("/desk/publication/", NAMES | {"second_factor_required": "on"}).status_code == 303
    row = Publication.objects.get()
    assert (row.tagline, row.language, row.hosts) == ("Every Friday", "de", ["old.example", "www.gazette.example"])
    assert row.second_factor_required
    assert {entry.act for entry in AuditEntry.objects.all()} >= {"publication.changed"}
    row.second_factor_required = False
    row.save()
    for field, typed in (
        ("name", ""),
        ("time_zone", "Mars/Base"),
        ("hosts", "https://x.example/"),
        ("tagline", "x" * 301),
    ):
        refused = owner.post("/desk/publication/", NAMES | {field: typed})
        assert refused.status_code == 422
        assert f'id="error-{field}"' in refused.content.decode()


def test_an_accent_is_checked_kept_and_served_under_an_address_of_its_own(gazette, owner, reader):
    typed = {"accent_light": "#e0b0a0", "accent_dark": "#e2877b", "theme": "--measure: 60ch;", "alt": "x"}
    refused = owner.post("/desk/publication/look/", typed)
    words = refused.content.decode()
    assert refused.status_code == 422
    assert "1,6" in words or "1.6" in words
    offered = re.search(r'name="accent_light" value="(#\w{6})">', words)[1]
    pair = {"accent_light": [typed["accent_light"], offered]}  # as a browser sends the field, then the button
    assert owner.post("/desk/publication/look/", typed | pair).status_code == 303
    path = chrome_of(gazette.id).stylesheet
    sheet = reader.get(path)
    assert (sheet.status_code, sheet["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert "immutable" in sheet["Cache-Control"]
    assert f"--accent: light-dark({offered}, #e2877b);" in sheet.content.decode()
    assert "--measure: 60ch;" in sheet.content.decode()
    for page in (reader.get("/"), owner.get("/desk/"), reader.get("/nothing-here/"), owner.get("/desk/articles/99/")):
        assert f'href="{path}"' in page.content.decode()
    owner.post("/desk/publication/look/", typed | {"accent_light": "#123456"})
    assert reader.get(path)["Location"] == chrome_of(gazette.id).stylesheet != path
    owner.post("/desk/publication/look/", {"accent_light": "#8a2b20", "accent_dark": "#e2877b", "theme": ""})
    assert chrome_of(gazette.id).stylesheet == ""
    assert reader.get(path).status_code == 404


def test_a_logo_stands_for_the_name_and_knows_its_size(gazette, owner, reader):
    owner.post("/desk/publication/look/", {"picture": logo_file(), "alt": "The Gazette"})
    masthead = reader.get("/").content.decode()
    assert re.search(r'<img class="logo" src="/media/[^"]+" width="480" height="160" alt="The Gazette">', masthead)
    refused = owner.post("/desk/publication/look/", {"picture": logo_file(), "alt": ""})
    assert 'id="error-alt"' in refused.content.decode()
    owner.post("/desk/publication/look/", {"remove_logo": "on", "alt": "x"})
    assert '<a href="/">The Fordham Gazette</a>' in reader.get("/").content.decode()


def test_the_menu_is_the_sections_until_the_owner_writes_one(gazette, owner, reader):
    publish(gazette.id)
    assert 'href="/section/town/"' in reader.get("/").content.decode()
    rows = {"menu_name": ["Bridge", "", "Shop"], "menu_path": ["/tag/bridge/", "", "https://shop.example/"]}
    footer = "Made in **Fordham**. <script>alert(1)</script>"
    assert owner.post("/desk/publication/menu/", rows | {"footer": footer}).status_code == 303
    page = reader.get("/").content.decode()
    menu = re.search(r'<nav class="sections".*?</nav>', page, re.DOTALL)[0]
    assert re.findall(r'href="([^"]+)"', menu) == ["/tag/bridge/", "https://shop.example/"]
    assert "<strong>Fordham</strong>" in page
    assert "<script>alert" not in page
    for path in ("javascript:alert(1)", "//evil.example/", "about", ""):
        refused = owner.post("/desk/publication/menu/", {"menu_name": ["Bad"], "menu_path": [path], "footer": ""})
        assert 'id="error-menu"' in refused.content.decode()
        assert refused.status_code == 422


def test_a_label_is_reworded_and_comes_back(gazette, owner, reader):
    words = {"ours": ["Skip to the text"], "own": ["Straight to the words"]}
    assert owner.post("/desk/publication/words/", words).status_code == 303
    assert "Straight to the words" in reader.get("/").content.decode()
    for ours, own in (("Not a label of ours", "x"), ("Skip to the text", "<b>x</b>"), ("Skip to the text", "%(n)s")):
        refused = owner.post("/desk/publication/words/", {"ours": [ours], "own": [own]})
        assert 'id="error-labels"' in refused.content.decode()
    owner.post("/desk/publication/words/", {"ours": ["Skip to the text"], "own": [""]})
    assert "Skip to the text" in reader.get("/").content.decode()


@pytest.mark.both_databases
def test_a_section_is_renamed_moved_and_its_old_addresses_lead_on(gazette, owner, reader):
    publish(gazette.id)
    publish(gazette.id, headline="A lake", section_name="Country", slug="lake")
    town, country = Section.objects.get(slug="town"), Section.objects.get(slug="country")
    for slug in ("city", "centre"):
        owner.post(f"/desk/sections/{town.id}/", {"name": "City", "slug": slug})
    for old in ("/section/town/", "/section/city/", "/section/town/?before=x"):
        assert reader.get(old)["Location"] == "/section/centre/", old
    assert owner.post(f"/desk/sections/{country.id}/", {"name": "x", "slug": "centre"}).status_code == 422
    owner.post("/desk/sections/", {f"position-{town.id}": "2", f"position-{country.id}": "1"})
    assert [link.name for link in chrome_of(gazette.id).sections] == ["Country", "City"]
    refused = owner.post(f"/desk/sections/{town.id}/", {"act": "remove"})
    assert refused.status_code == 409
    publish(gazette.id, headline="Again", section_name="City", slug="again")
    assert Section.objects.count() == 2  # the name finds the section whose address is another
    owner.post(
        f"/desk/sections/{Section.objects.create(publication_id=gazette.id, name='E', slug='e').id}/", {"act": "remove"}
    )
    assert Section.objects.count() == 2


@pytest.mark.both_databases
def test_tags_are_merged_and_authors_say_who_they_are(gazette, owner, reader):
    publish(gazette.id)
    publish(gazette.id, headline="Bridges", tag_names=("Bridges",), slug="bridges")
    bridge, bridges = Tag.objects.get(slug="bridge"), Tag.objects.get(slug="bridges")
    owner.post(f"/desk/tags/{bridges.id}/", {"act": "merge", "into": bridge.id})
    assert reader.get("/tag/bridges/")["Location"] == "/tag/bridge/"
    assert {tag.name: tag.articles for tag in desk_tags(gazette.id)} == {"Bridge": 2, "Money": 1}
    ada = Author.objects.get()
    account = Account.objects.get()
    said = {"name": ADA, "slug": "ada", "role": "Reporter", "biography": "Knows bridges.", "account": account.id}
    assert owner.post(f"/desk/authors/{ada.id}/", said).status_code == 303
    ada.refresh_from_db()
    assert (ada.role, ada.account, ada.slug) == ("Reporter", account, "ada")
    assert "Knows bridges." in reader.get("/author/ada/").content.decode()
    assert reader.get("/author/ada-bruckner/").status_code == 301
    stranger = make_account(email="nobody@example.org", password=None)
    refused = owner.post(f"/desk/authors/{ada.id}/", said | {"account": stranger})
    assert 'id="error-account"' in refused.content.decode()


@pytest.mark.both_databases
def test_the_editor_chooses_the_lead_and_it_stands_nowhere_else(gazette, owner, reader):
    ids = [publish(gazette.id, headline=f"Article {number}", slug=f"a{number}") for number in range(3)]

    def order() -> list[str]:
        return re.findall(r'<h2[^>]*><a href="/articles/(a\d)/"', reader.get("/").content.decode())

    assert order() == ["a2", "a1", "a0"]
    assert owner.post("/desk/front/", {"lead": ids[0]}).status_code == 303
    assert order() == ["a0", "a2", "a1"]
    assert f'value="{ids[0]}" checked' in owner.get("/desk/front/").content.decode()
    assert owner.post("/desk/front/", {"lead": 999}).status_code == 409
    owner.post("/desk/front/", {"lead": ""})
    assert order() == ["a2", "a1", "a0"]


@pytest.mark.both_databases
def test_a_page_begins_with_our_text_and_says_what_is_missing(gazette, owner, reader):
    assert owner.post("/desk/pages/begin/", {"purpose": "rules"}).status_code == 303
    assert owner.post("/desk/pages/begin/", {"purpose": "rules"}).status_code == 409
    assert 'id="rule-3" value="3"' in reader.get("/house-rules/").content.decode()
    owner.post("/desk/pages/begin/", {"purpose": "imprint"})
    page = FixedPage.objects.get(purpose="imprint")
    assert "name of the publisher" in owner.get(f"/desk/pages/{page.page_id}/").content.decode()
    assert "gaps to fill" in owner.get("/desk/pages/").content.decode()
    filled = {"title": "Imprint", "source": "All is said.", "published": "on", "in_footer": "on", "purpose": "rules"}
    owner.post(f"/desk/pages/{page.page_id}/", filled)
    assert set(FixedPage.objects.values_list("slug", "purpose")) == {("house-rules", ""), ("imprint", "rules")}
