"""Old addresses, pages of other sites, and which publication a host means."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings as django_settings
from django.test import RequestFactory, override_settings

from folkmoot.articles.commands.open_outside_page import open_outside_page
from folkmoot.articles.commands.withdraw_article import withdraw_article
from folkmoot.articles.models import Page, Redirect
from folkmoot.articles.queries import page_by_url, publication_of, redirect_for
from folkmoot.kit.http.errors import MisdirectedError
from folkmoot.pure.verdict import DeniedError
from tests.articles.writing import GAZETTE, HERALD, found, publish
from tests.cast import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ARTICLE_PATH = "/articles/the-bridge-is-tired/"


def old_path(publication_id: int, page_id: int, path: str) -> None:
    Redirect.objects.create(publication_id=publication_id, page_id=page_id, path=path)


def opened(publication, url: str, title: str = "A page"):
    return open_outside_page(publication=publication, url=url, title=title, now=NOON)


def denial_code(act) -> str:
    with pytest.raises(DeniedError) as caught:
        act()
    return caught.value.denial.code


@pytest.mark.parametrize("asked", ["/?p=123", "/?p=123&utm_source=mail", "/?feature=x&p=123"])
def test_a_numbered_address_of_wordpress_leads_to_the_article(gazette, asked):
    old_path(gazette.id, publish(gazette.id), "/?p=123")
    assert redirect_for(gazette.id, asked) == ARTICLE_PATH


@pytest.mark.parametrize("asked", ["/2019/05/bridge/", "/2019/05/bridge", "/2019/05/bridge/?utm_source=mail"])
def test_an_old_path_leads_on_with_or_without_its_last_slash(gazette, asked):
    old_path(gazette.id, publish(gazette.id), "/2019/05/bridge/")
    assert redirect_for(gazette.id, asked) == ARTICLE_PATH


@pytest.mark.parametrize("asked", ["/?p=124", "/", "/?q=123", "/2019/05/mill/", ARTICLE_PATH])
def test_other_addresses_lead_nowhere(gazette, asked):
    page_id = publish(gazette.id)
    old_path(gazette.id, page_id, "/?p=123")
    old_path(gazette.id, page_id, ARTICLE_PATH)
    assert redirect_for(gazette.id, asked) is None


def test_an_old_address_of_a_withdrawn_article_or_another_publication_leads_nowhere(gazette):
    page_id = publish(gazette.id)
    old_path(gazette.id, page_id, "/?p=123")
    assert redirect_for(found(HERALD).id, "/?p=123") is None
    withdraw_article(article_id=page_id, reason="A promise.", account_id=None, now=NOON)
    assert redirect_for(gazette.id, "/?p=123") is None


def test_a_page_of_a_registered_site_is_opened_once_for_all_its_spellings(gazette):
    first = opened(gazette, "https://blog.example/mill/", "The mill")
    again = opened(gazette, "HTTPS://Blog.Example:443/a/../mill/?utm_source=x#top", "Another title")
    assert again == first
    page = page_by_url(gazette.id, "https://blog.example/mill/#comments")
    assert (page.id, page.title) == (first.page_id, "The mill")


def test_a_site_that_is_not_registered_gets_no_thread(gazette):
    assert denial_code(lambda: opened(gazette, "https://evil.example/")) == "unknown_origin"
    assert denial_code(lambda: opened(gazette, "https://blog.example.evil.example/")) == "unknown_origin"
    assert denial_code(lambda: opened(gazette, "http://blog.example/")) == "unknown_origin"
    assert denial_code(lambda: page_by_url(gazette.id, "https://evil.example/")) == "unknown_origin"
    assert denial_code(lambda: opened(gazette, "javascript:alert(1)")) == "bad_url"
    assert not Page.objects.exists()


def test_our_own_address_means_our_own_article(gazette):
    page_id = publish(gazette.id)
    url = f"{gazette.base_url}{ARTICLE_PATH}?utm_source=x"
    assert page_by_url(gazette.id, url).id == page_id
    assert opened(gazette, url).page_id == page_id
    assert denial_code(lambda: opened(gazette, f"{gazette.base_url}/articles/none/")) == "unknown_page"
    withdraw_article(article_id=page_id, reason="A promise.", account_id=None, now=NOON)
    assert page_by_url(gazette.id, url) is None


def asked_at(host: str):
    return publication_of(RequestFactory().get("/", headers={"host": host}))


@pytest.mark.parametrize("host", ["gazette.example", "Gazette.Example:8443", "localhost:8000", "127.0.0.1", "[::1]:80"])
def test_a_sole_publication_answers_at_its_address_and_on_the_machine_itself(gazette, host):
    assert asked_at(host) == gazette


@pytest.mark.parametrize("host", ["evil.example", "gazette.example.evil.example", "10.0.0.1", "", "[", "a b"])
def test_any_other_host_is_misdirected(gazette, host):
    with pytest.raises(MisdirectedError):
        asked_at(host)


def test_two_publications_answer_each_at_its_own_hosts_and_neither_on_loopback(gazette):
    herald = found(replace(HERALD, hosts=("www.herald.example",)))
    assert asked_at("www.herald.example") == herald
    assert asked_at("gazette.example") == gazette
    with pytest.raises(MisdirectedError):
        asked_at("localhost")


def test_the_setting_moves_a_sole_publication_to_its_public_address(gazette):
    with override_settings(FOLKMOOT=replace(django_settings.FOLKMOOT, base_url="https://new.example")):
        assert asked_at("new.example").base_url == "https://new.example"
        with pytest.raises(MisdirectedError):
            asked_at("gazette.example")


def test_a_publication_that_cannot_be_is_refused():
    assert denial_code(lambda: found(replace(GAZETTE, name=" "))) == "name_missing"
    assert denial_code(lambda: found(replace(GAZETTE, base_url="gazette.example"))) == "bad_url"
    assert denial_code(lambda: found(replace(GAZETTE, time_zone="Europe"))) == "bad_time_zone"
    assert denial_code(lambda: found(replace(GAZETTE, time_zone="Mars/Olympus"))) == "bad_time_zone"
    assert denial_code(lambda: found(replace(GAZETTE, language="klingon spoken"))) == "bad_language"
    assert denial_code(lambda: found(replace(GAZETTE, origins=("blog",)))) == "bad_url"
    found(GAZETTE)
    assert denial_code(lambda: found(GAZETTE)) == "slug_taken"
