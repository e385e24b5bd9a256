"""`folkmoot doctor` looks around the house: address, proxy, mail, zones, and what only the owner can fill in."""

from __future__ import annotations

import re
import socket
from dataclasses import replace

import pytest
from django.test import override_settings

from folkmoot.articles.commands.begin_pages import begin_pages
from folkmoot.articles.values import PagePurpose
from folkmoot.cli import surroundings
from folkmoot.kit.conf import read_conf
from folkmoot.kit.metrics.gather import board
from tests.articles.writing import GAZETTE, found
from tests.cast import NOON
from tests.loopback import served

HTTPS = {"FOLKMOOT_BASE_URL": "https://gazette.example"}


def wrong(findings):
    return [finding.sentence for finding in findings if not finding.ok]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://192.168.1.20:8000", "browsers drop the cookie of guests"),
        ("https://news.example/blog", "should be like https://news.example"),
        ("news.example", "should be like https://news.example"),
    ],
)
def test_an_address_that_readers_cannot_use_well_is_said(url, words):
    found = surroundings.check_base_url("The Lantern", url)
    assert not found.ok
    assert words in found.sentence


@pytest.mark.parametrize("url", ["https://news.example", "http://127.0.0.1:8000", "http://localhost"])
def test_https_and_this_machine_are_fine(url):
    assert surroundings.check_base_url("The Lantern", url).ok


@pytest.mark.parametrize(
    ("status", "body", "ok", "words"),
    [
        (200, "Sitemap: {url}/sitemap.xml", True, "leads here"),
        (200, "Welcome to nginx!", False, "leads to something else"),
        (421, "", False, "does not answer to 127.0.0.1: the proxy must pass the Host header on"),
        (502, "", False, "answers with 502"),
    ],
)
@pytest.mark.django_db
def test_whether_the_address_leads_here_is_tried(status, body, ok, words):
    publication = found()

    async def somebody(scope, receive, send):
        if scope["type"] != "http":
            return
        url = f"http://{dict(scope['headers'])[b'host'].decode()}"
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": body.format(url=url).encode()})

    with served(somebody) as port:
        view = replace(publication, base_url=f"http://127.0.0.1:{port}")
        finding = surroundings.check_reach(view)
    assert (finding.ok, words in finding.sentence) == (ok, True), finding.sentence


@pytest.mark.django_db
def test_an_address_where_nobody_answers_is_said_while_a_server_runs(settings, tmp_path):
    settings.FOLKMOOT = replace(settings.FOLKMOOT, data=tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    found(replace(GAZETTE, base_url=f"http://127.0.0.1:{port}"))
    assert wrong(surroundings.check_surroundings()) == []

    server = board().claim()
    (sentence,) = wrong(surroundings.check_surroundings())
    assert sentence.startswith(f"Nobody answers at http://127.0.0.1:{port}, asked from this machine (")
    server.close()


@pytest.mark.django_db
def test_https_without_a_proxy_that_is_believed_is_said():
    gazette = found()
    bare, whole = read_conf({}), read_conf({**HTTPS, "FOLKMOOT_TRUSTED_PROXIES": "127.0.0.1/32"})
    assert [sentence.split(" ")[0] for sentence in wrong(surroundings.check_proxies(bare, [gazette]))] == [
        "https",
        "FOLKMOOT_BASE_URL",
    ]
    assert wrong(surroundings.check_proxies(whole, [gazette])) == []
    everybody = read_conf({**HTTPS, "FOLKMOOT_TRUSTED_PROXIES": "10.0.0.0/8, 0.0.0.0/0"})
    (sentence,) = wrong(surroundings.check_proxies(everybody, [gazette]))
    assert sentence.startswith("FOLKMOOT_TRUSTED_PROXIES has 0.0.0.0/0: anybody could say to be anybody.")


def test_a_zone_that_this_machine_does_not_know_is_said(gazette):
    assert surroundings.check_time_zone(gazette).ok
    lost = surroundings.check_time_zone(replace(gazette, time_zone="Atlantis/Port"))
    assert "install tzdata" in lost.sentence


@pytest.fixture
def gazette(db):
    return found()


def test_gaps_in_pages_that_everybody_reads_are_said(gazette):
    begin_pages(publication_id=gazette.id, purposes=[PagePurpose.IMPRINT], account_id=None, now=NOON)
    (sentence,) = wrong(surroundings.check_gaps(gazette))
    assert re.fullmatch(r"Imprint has \d+ gaps left .*: https://gazette\.example/desk/pages/\d+/", sentence)


def test_no_mail_server_is_fine_and_one_that_is_away_is_not():
    assert "No server is set" in surroundings.check_mail().sentence
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    conf = read_conf({"FOLKMOOT_SMTP_URL": f"smtp://127.0.0.1:{port}"})
    with override_settings(
        FOLKMOOT=conf,
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
    ):
        finding = surroundings.check_mail()
    assert not finding.ok
    assert finding.sentence.startswith(f"127.0.0.1:{port} takes no letters (")
