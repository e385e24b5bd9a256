"""Letters: a real mail server receives them, after the commit; a server that is down is a sentence."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from folkmoot.kit import clock
from folkmoot.kit.conf import SettingError, read_conf
from folkmoot.kit.conf_readers import Smtp
from folkmoot.kit.mail import Letter, NoServer, UnsetError, mail_is_set, send
from folkmoot.kit.outbox.drain import Drain
from folkmoot.readers.models import Invitation, PasswordLink
from folkmoot.readers.values import Role
from tests.post import nobody_there, postbox
from tests.readers.staffroom import Browser, open_staffroom

__all__ = ["nobody_there", "postbox"]
pytestmark = pytest.mark.django_db
LETTER = Letter(to="bo@gazette.example", sender="The Gazette\nBcc: eve", subject="A\nword", text="Good day, Bö.\n")


def test_a_letter_arrives_as_plain_text_under_the_papers_name(postbox):
    assert mail_is_set()
    assert send(LETTER)
    (letter,) = postbox.letters
    assert (letter["To"], letter["From"]) == ("bo@gazette.example", '"The Gazette Bcc: eve" <desk@gazette.example>')
    assert (letter["Subject"], letter["Bcc"], letter.get_content_type()) == ("A word", None, "text/plain")
    assert letter.get_content().strip() == "Good day, Bö."
    assert letter["Auto-Submitted"] == "auto-generated"


def test_no_letter_is_sent_inside_a_transaction(postbox):
    with transaction.atomic(), pytest.raises(RuntimeError):
        send(LETTER)
    assert postbox.letters == []


def test_an_invitation_and_a_forgotten_password_come_by_mail(postbox):
    room = open_staffroom()
    ada = room.hire("ada", Role.OWNER)
    assert "Send the invitation" in ada.page("/desk/staff/")
    sent = ada.post("/desk/staff/", {"email": "bo@gazette.example", "roles": ["author"]})
    assert sent["Location"] == "/desk/staff/?done=sent"
    words = postbox.letters[0].get_content()
    link = next(word for word in words.split() if word.startswith("https://gazette.example/desk/invitation/"))
    assert "Ada invites you" in words
    assert Browser().get(urlsplit(link).path).status_code == 200
    known = Browser().post("/desk/forgotten/", {"email": "Ada@gazette.example"})
    unknown = Browser().post("/desk/forgotten/", {"email": "nobody@gazette.example"})
    assert (known.status_code, known.content) == (200, unknown.content)
    assert len(postbox.letters) == 1  # nothing is sent while somebody waits for the answer
    Drain().run_once(clock.now())
    assert [letter["To"] for letter in postbox.letters] == ["bo@gazette.example", "ada@gazette.example"]
    assert "/desk/password/" in postbox.letters[1].get_content()
    assert PasswordLink.objects.count() == 1


def test_asking_for_passwords_is_limited(postbox):
    open_staffroom()
    asked = [Browser().post("/desk/forgotten/", {"email": "x@gazette.example"}).status_code for _ in range(6)]
    assert asked == [200] * 5 + [429]


def test_a_server_that_is_down_is_a_sentence_and_the_link_is_printed(nobody_there, capsys):
    ada = open_staffroom().hire("ada", Role.OWNER)
    page = ada.post("/desk/staff/", {"email": "bo@gazette.example", "roles": ["author"]}).content.decode()
    assert "did not take the letter" in page
    assert "https://gazette.example/desk/invitation/" in page
    assert Invitation.objects.count() == 1
    with pytest.raises(CommandError, match="did not take it"):
        call_command("sendtestmail", "bo@gazette.example")


def test_a_test_letter_says_that_it_went(postbox, capsys):
    call_command("sendtestmail", "bo@gazette.example")
    assert len(postbox.letters) == 1
    assert "took the letter" in capsys.readouterr().out


def test_without_a_server_nothing_pretends_to_be_sent(settings):
    settings.EMAIL_BACKEND = "folkmoot.kit.mail.NoServer"
    assert not mail_is_set()
    assert not send(LETTER)
    with pytest.raises(UnsetError, match="FOLKMOOT_SMTP_URL"):
        NoServer().send_messages([LETTER])
    open_staffroom()
    assert "Ask an owner" in Browser().page("/desk/forgotten/")
    with pytest.raises(CommandError, match="FOLKMOOT_SMTP_URL"):
        call_command("sendtestmail", "bo@gazette.example")


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("smtp+starttls://ada%40x.example:p%3Aw@mail.example", Smtp("smtp+starttls", "mail.example", 587, "ada@x.example", "p:w")),
        ("smtps://mail.example:2465", Smtp("smtps", "mail.example", 2465, "", "")),
        ("smtp://localhost", Smtp("smtp", "localhost", 25, "", "")),
        ("", None),
    ],
)  # fmt: skip
def test_the_server_is_one_address(url, read):
    assert read_conf({"FOLKMOOT_SMTP_URL": url}).smtp_url == read


@pytest.mark.parametrize(
    "url", ["http://user:secret@mail.example", "smtp://", "smtp://user:secret@mail.example/path", "mail"]
)
def test_what_is_no_server_is_refused_without_its_password(url):
    with pytest.raises(SettingError) as caught:
        read_conf({"FOLKMOOT_SMTP_URL": url})
    assert "secret" not in str(caught.value)
    with pytest.raises(SettingError):
        read_conf({"FOLKMOOT_MAIL_FROM": "desk at gazette"})
