"""Letters are rows before they are letters: written once, sent once, tried again, given up, emptied."""

from __future__ import annotations

from datetime import timedelta

import pytest

from folkmoot.cli.letters import check_letters
from folkmoot.funding.values.tokens import supporter_key
from folkmoot.kit.mail import mail_is_set
from folkmoot.notifications.commands.empty_deliveries import empty_deliveries
from folkmoot.notifications.commands.give_up_deliveries import give_up_deliveries
from folkmoot.notifications.commands.send_deliveries import AT_ONCE, STALE, TRIES, claim, send_deliveries
from folkmoot.notifications.commands.write_delivery import write_delivery
from folkmoot.notifications.models import Delivery
from folkmoot.notifications.values import DeliveryState, Words
from tests.cast import NOON
from tests.funding.stage import set_stage

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def paper(db) -> int:
    """Whose letters they are."""
    return set_stage().publication_id


def write(paper: int, to: str = "gus@mail.example", fact: str = "payment|1", text: str = "Thank you.\n") -> None:
    write_delivery(publication_id=paper, kind="receipt", fact=fact, to=to, words=Words("Your gift", text), now=NOON)


def states() -> list[str]:
    return list(Delivery.objects.order_by("id").values_list("state", flat=True))


def test_the_same_letter_is_written_once_and_sent_once(paper, postbox):
    for address in ("gus@mail.example", " Gus@Mail.example", "", "gus@mail.example"):
        write(paper, address)
    write(paper, text="Another word for the same.\n")
    write(paper, fact="payment|2")
    assert [send_deliveries(now=NOON + MINUTE) for _again in range(3)] == [2, 0, 0]
    first, second = postbox.letters
    assert (first["To"], first["From"]) == ("gus@mail.example", "The Paper <desk@gazette.example>")
    assert (first["Subject"], first.get_content().strip()) == ("Your gift", "Thank you.")
    assert first["Message-ID"] != second["Message-ID"]
    write(paper)
    assert states() == [DeliveryState.SENT] * 2


def test_a_letter_left_behind_by_a_process_that_died_is_sent_again_under_the_same_number(paper, postbox):
    write(paper)
    left = claim(now=NOON)
    assert claim(now=NOON + MINUTE) is None
    assert send_deliveries(now=NOON + STALE - MINUTE) == 0
    assert send_deliveries(now=NOON + STALE) == 1
    assert postbox.letters[0]["Message-ID"].endswith("@gazette.example>")
    assert left.id == Delivery.objects.get(state=DeliveryState.SENT).id


def test_a_run_sends_so_many_and_the_next_the_rest(paper, postbox):
    for number in range(AT_ONCE + 3):
        write(paper, fact=f"payment|{number}")
    assert [send_deliveries(now=NOON) for _run in range(3)] == [AT_ONCE, 3, 0]
    assert len({letter["Message-ID"] for letter in postbox.letters}) == AT_ONCE + 3


def test_an_address_that_does_not_exist_is_given_up_at_once_and_the_others_get_theirs(paper, postbox):
    postbox.refusals = {"nobody@mail.example": "550 5.1.1 No such mailbox"}
    write(paper, "nobody@mail.example")
    write(paper, "gus@mail.example\nBcc: eve@mail.example")
    write(paper)
    assert send_deliveries(now=NOON) == 1
    assert states() == [DeliveryState.GIVEN_UP, DeliveryState.GIVEN_UP, DeliveryState.SENT]
    told = {finding.check: finding for finding in check_letters(NOON + DAY)}
    assert told["letters"].ok
    assert "2 letters were given up" in told["letters given up"].sentence


@pytest.mark.parametrize("refusal", ["450 4.2.1 Later, please", "554 5.7.1 Relaying denied"])
def test_what_may_be_mended_is_tried_for_two_days(paper, postbox, refusal):
    postbox.refusals = {"gus@mail.example": refusal}
    write(paper)
    now, tried_at = NOON, []
    while states() == [DeliveryState.WAITING]:
        send_deliveries(now=now)
        tried_at.append(now)
        now = max(Delivery.objects.get().due_at, now + MINUTE)
    assert (len(tried_at), states()) == (TRIES, [DeliveryState.GIVEN_UP])
    assert tried_at[1] == NOON + MINUTE
    assert 2 * DAY > tried_at[-1] - NOON > 1.5 * DAY
    assert Delivery.objects.get().error == refusal


def test_a_refused_letter_arrives_once_the_server_takes_letters_again(paper, postbox):
    postbox.answer = "451 4.3.0 The disk is full"
    write(paper)
    assert send_deliveries(now=NOON) == 0
    (found,) = check_letters(NOON)
    assert not found.ok
    assert "The disk is full" in found.sentence
    postbox.answer = "250 taken"
    assert send_deliveries(now=NOON + MINUTE) == 1
    assert Delivery.objects.get().error == ""


def test_a_server_that_is_away_costs_no_try_and_is_asked_again(paper, nobody_there):
    write(paper)
    for minute in range(3 * TRIES):
        assert send_deliveries(now=NOON + minute * MINUTE) == 0
    assert (states(), Delivery.objects.get().tries) == ([DeliveryState.WAITING], 0)
    assert not next(check_letters(NOON + DAY)).ok


def test_without_a_server_letters_wait_for_a_month_and_the_doctor_says_so(paper):
    assert not mail_is_set()
    write(paper)
    assert send_deliveries(now=NOON) == 0
    (found,) = check_letters(NOON)
    assert (found.ok, "FOLKMOOT_SMTP_URL" in found.sentence) == (False, True)
    assert [give_up_deliveries(now=NOON + days * DAY) for days in (30, 31)] == [0, 1]
    assert states() == [DeliveryState.GIVEN_UP]


def test_what_a_letter_said_is_forgotten_after_a_month_but_not_that_it_was_written(paper, postbox):
    write(paper)
    send_deliveries(now=NOON)
    assert [empty_deliveries(now=NOON + days * DAY) for days in (30, 31, 32)] == [0, 1, 0]
    emptied = Delivery.objects.get()
    assert (emptied.to, emptied.subject, emptied.text) == ("", "", "")
    assert emptied.recipient_key == supporter_key("gus@mail.example")
    write(paper)
    assert Delivery.objects.count() == 1
