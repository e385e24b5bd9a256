"""What givers, owners and treasurers are written, and that it is written once however often a fact is brought."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from folkmoot.articles.models import Publication
from folkmoot.funding.commands.converge import converge
from folkmoot.funding.commands.forget_supporter import forget_supporter
from folkmoot.funding.commands.raise_alarm import raise_alarm
from folkmoot.funding.events import TransferAwaited
from folkmoot.funding.models import Campaign, Contribution, FundingSettings, Payment
from folkmoot.funding.values import (
    DisputeState,
    Frequency,
    SubscriptionState,
    giving_path,
    statement_path,
    transfer_path,
)
from folkmoot.funding.values.tokens import giving_token, supporter_key
from folkmoot.kit.outbox.drain import Drain
from folkmoot.kit.outbox.emit import emit
from folkmoot.kit.outbox.models import HandlerCursor, ParkedFact
from folkmoot.notifications.commands.giving.remind_of_transfers import remind_of_transfers
from folkmoot.notifications.commands.giving.write_statements import write_statements
from folkmoot.notifications.commands.send_deliveries import send_deliveries
from folkmoot.notifications.models import Delivery
from folkmoot.notifications.values import DeliveryState
from folkmoot.readers.models import Account, StaffRole
from folkmoot.readers.values import Role
from tests.cast import NOON
from tests.funding.remote_house import (
    RemoteHouse,
    close_dispute,
    dispute,
    pay,
    refund,
    subscribe,
    wait,
)
from tests.funding.stage import Stage, set_stage

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
MONTHLY = {"frequency": Frequency.MONTHLY, "email": "gus@mail.example"}


class Life:
    """What happens to one gift, told as a provider does."""

    def __init__(self, contribution: Contribution) -> None:
        self.house, self.contribution, self.now = RemoteHouse(), contribution, NOON
        self.house.meet(contribution)

    def go_on(self, *steps) -> None:
        """Let things happen, book them, and bring the facts to whoever writes: twice, as after a crash."""
        for step in steps:
            self.now += MINUTE
            self.house.go_on(self.contribution.name_of_ours, step, self.now)
        picture = self.house.pictures[self.contribution.name_of_ours]
        converge(replace(picture, asked_at=self.now), now=self.now)
        bring(self.now)


def bring(now: datetime) -> None:
    """Let a drain that knows nothing bring all facts from the first."""
    for _again in range(2):
        HandlerCursor.objects.all().delete()
        Drain().run_once(now)
    assert not HandlerCursor.objects.exclude(failures=0).exists()
    assert not ParkedFact.objects.exists()


@pytest.fixture
def stage(db) -> Stage:
    stage = set_stage()
    FundingSettings.objects.create(
        publication_id=stage.publication_id,
        legal_name="Paper Publishing Ltd",
        legal_address="1 Bridge Street\nRiverton",
        tax_words="Gifts cannot be set off against tax.",
        account_holder="Paper Publishing",
        iban="DE89370400440532013000",
    )
    for name, role in {"ada": Role.OWNER, "tom": Role.TREASURER, "mo": Role.MODERATOR}.items():
        account = Account.objects.create_user(f"{name}@paper.example", name=name)
        StaffRole.objects.create(account=account, publication_id=stage.publication_id, role=role)
    return stage


def make_real(stage: Stage) -> None:
    """Let real money move."""
    Campaign.objects.filter(id=stage.campaign_id).update(is_test=False)
    Contribution.objects.update(is_test=False)


def letters(kind: str) -> list[Delivery]:
    return list(Delivery.objects.filter(kind=kind).order_by("id"))


def only(kind: str) -> Delivery:
    (letter,) = letters(kind)
    return letter


def link_of(contribution: Contribution) -> str:
    return "http://testserver" + giving_path(giving_token(contribution.name_of_ours))


def test_a_receipt_says_who_received_what_for_what_and_when_and_leads_to_the_gift(stage):
    gift = stage.begin(1000, cover_minor=61, email="gus@mail.example")
    Contribution.objects.filter(id=gift.id).update(name="Gus")
    Life(gift).go_on(pay("ch", 1061))
    letter = only("receipt")
    assert letter.to == "gus@mail.example"
    assert letter.subject == "TEST: Receipt for your gift to The Paper"
    payment = Payment.objects.get()
    for words in (
        "Good day, Gus,",
        "no money has moved",
        "Given to: Paper Publishing Ltd, 1 Bridge Street, Riverton",
        "For: Keep us going",
        "Gift: $10.00",
        "Towards the fee: $0.61",
        "Together: $10.61",
        "Date: March 2, 2026",
        f"Number of the receipt: {payment.id}",
        "Gifts cannot be set off against tax.",
        link_of(gift),
    ):
        assert words in letter.text
    assert "renews" not in letter.text


def test_a_receipt_arrives_in_the_language_and_words_of_the_newspaper(stage, postbox):
    Publication.objects.update(language="de", name="Die Zeitung")
    Life(stage.begin(102_000, email="gus@mail.example")).go_on(pay("ch", 102_000))
    assert send_deliveries(now=NOON + DAY) == 1
    (letter,) = postbox.letters
    assert "1.020,00\xa0$" in letter.get_content()
    assert "2. März 2026" in letter.get_content()
    assert letter["From"] == "Die Zeitung <desk@gazette.example>"


def test_real_money_is_no_test_and_goes_back_in_parts_with_a_letter_each(stage):
    gift = stage.begin(1000, email="gus@mail.example")
    make_real(stage)
    life = Life(gift)
    life.house.is_live = True
    life.house.meet(gift)
    life.go_on(pay("ch", 1000), refund("ch", 300, name="re-1"))
    life.go_on(refund("ch", 700, name="re-2"))
    assert only("receipt").subject == "Receipt for your gift to The Paper"
    first, second = letters("refund")
    assert first.subject == "The Paper sends $3.00 back to you"
    assert "$3.00 of the $10.00 that you gave on March 2, 2026" in first.text
    assert "Sent back by: Paper Publishing Ltd" in first.text
    assert second.subject == "The Paper sends $7.00 back to you"


def test_a_failed_renewal_says_why_whether_it_is_tried_again_and_where_to_mend_or_end_it(stage):
    gift = stage.begin(1000, **MONTHLY)
    life = Life(gift)
    life.go_on(pay("in-1", 1000), subscribe(SubscriptionState.ACTIVE, 1000))
    life.go_on(wait("in-2", 1000, state="failed", renewal=True), subscribe(SubscriptionState.FAILING, 1000))
    letter = only("failed_renewal")
    assert letter.subject == "TEST: Your gift to The Paper could not be renewed"
    assert "Your bank said no" in letter.text
    assert "not tried again by itself" in letter.text
    assert link_of(gift) in letter.text
    life.go_on(pay("in-2", 1000, renewal=True), subscribe(SubscriptionState.ACTIVE, 1000))
    assert "thank you for going on" in letters("receipt")[1].text


def test_a_first_payment_that_is_refused_is_written_to_nobody(stage):
    Life(stage.begin(1000, **MONTHLY)).go_on(
        wait("in-1", 1000, state="failed"), subscribe(SubscriptionState.ENDED, 1000)
    )
    assert not Delivery.objects.exists()


def test_a_gift_that_ended_says_so_with_what_was_given_in_all(stage):
    gift = stage.begin(1000, **MONTHLY)
    life = Life(gift)
    life.go_on(pay("in-1", 1000), subscribe(SubscriptionState.ACTIVE, 1000))
    life.go_on(pay("in-2", 1000, renewal=True), subscribe(SubscriptionState.ENDED, 1000))
    letter = only("ended")
    assert "Nothing more will be taken." in letter.text
    assert "In all you gave $20.00." in letter.text
    assert "http://testserver/support/keep-us-going/" in letter.text


def test_whoever_was_erased_is_written_to_no_more(stage):
    gift = stage.begin(1000, email="gus@mail.example")
    Contribution.objects.update(email="", name="")
    Life(gift).go_on(pay("ch", 1000))
    assert not Delivery.objects.exists()


def test_whoever_wants_to_be_forgotten_has_no_letters_left_sent_or_waiting(stage, postbox):
    gift, other = (stage.begin(1000, email=f"{name}@mail.example") for name in ("gus", "bo"))
    Contribution.objects.filter(id=gift.id).update(supporter_key=supporter_key("gus@mail.example"))
    life = Life(gift)
    life.go_on(pay("ch-1", 1000))
    Life(other).go_on(pay("ch-2", 1000))
    send_deliveries(now=NOON + DAY)
    life.go_on(refund("ch-1", 1000, name="re"))
    forget_supporter(publication_id=stage.publication_id, name_of_ours=gift.name_of_ours, now=NOON + DAY)
    bring(NOON + DAY)
    left = Delivery.objects.order_by("id").values_list("kind", "to", "state")
    assert list(left) == [
        ("receipt", "", DeliveryState.SENT),
        ("receipt", "bo@mail.example", DeliveryState.SENT),
        ("refund", "", DeliveryState.GIVEN_UP),
    ]
    assert len(postbox.letters) == 2
    assert send_deliveries(now=NOON + 2 * DAY) == 0


def test_a_transfer_is_explained_and_reminded_of_once_unless_it_came(stage):
    gift = stage.begin(2500, email="gus@mail.example", provider="bank")
    Contribution.objects.update(reference="RF18 5390 0754", is_test=False)
    with transaction.atomic():
        emit(TransferAwaited(publication_id=stage.publication_id, contribution_id=gift.id, at=NOON))
    bring(NOON)
    letter = only("pledge")
    page = "http://testserver" + transfer_path(giving_token(gift.name_of_ours))
    for words in ("To: Paper Publishing", "DE89 3704 0044 0532 0130 00", "$25.00", "RF18 5390 0754", page):
        assert words in letter.text
    for days in (13, 14, 20, 29):
        remind_of_transfers(now=NOON + days * DAY)
    assert only("pledge_reminder").created_at == NOON + 14 * DAY
    assert "RF18 5390 0754" in only("pledge_reminder").text


def test_owner_and_treasurer_hear_of_alarms_once_a_day_and_of_money_that_fits_nothing(stage):
    gift = stage.begin(1000, email="gus@mail.example")
    for hour in range(3):
        at = NOON + timedelta(hours=hour)
        with transaction.atomic():
            raise_alarm(stage.publication_id, "card_testing", f"hour-{hour}", {"declined": 60}, now=at)
    Life(gift).go_on(pay("ch", 990))
    told = {"ada@paper.example", "tom@paper.example"}
    assert {letter.to for letter in letters("alarm")} == told
    assert len(letters("alarm")) == len(told)
    assert "somebody tries out cards" in letters("alarm")[0].subject
    assert {letter.to for letter in letters("quarantine")} == told
    for words in ("another amount than agreed", "Came: ", "http://testserver/desk/gifts/"):
        assert words in letters("quarantine")[0].text
    assert not letters("receipt")


def test_owner_and_treasurer_hear_of_a_dispute_and_how_it_ended(stage):
    life = Life(stage.begin(1000, email="gus@mail.example"))
    life.go_on(pay("ch", 1000), dispute("ch", 400, name="dp"), dispute("ch", 600, name="dq"))
    life.go_on(close_dispute("ch", "dp", DisputeState.WON), close_dispute("ch", "dq", DisputeState.LOST))
    subjects = [letter.subject for letter in letters("dispute") if letter.to == "tom@paper.example"]
    assert subjects == [
        "TEST: The Paper: a bank asks for $4.00 back",
        "TEST: The Paper: a bank asks for $6.00 back",
        "TEST: The Paper: $4.00 that a bank asked back are yours",
        "TEST: The Paper: $6.00 went back to a bank",
    ]


def test_in_january_everybody_has_one_statement_of_the_year_that_is_over(stage):
    gift, other = stage.begin(1000, email="gus@mail.example"), stage.begin(500, email="bo@mail.example")
    make_real(stage)
    for one, at in ((gift, NOON), (gift, NOON + 30 * DAY), (other, NOON + 400 * DAY)):
        Payment.objects.create(
            publication_id=stage.publication_id,
            contribution=one,
            campaign_id=stage.campaign_id,
            provider="manual",
            ref=f"{one.id}-{at}",
            state="paid",
            currency="USD",
            gift_minor=one.gift_minor,
            refunded_minor=400 if at == NOON else 0,
            gift_left_minor=one.gift_minor,
            begun_at=at,
            paid_at=at,
        )
    for month, day in ((12, 31), (1, 9), (1, 10), (1, 11), (2, 1)):
        write_statements(now=datetime(2027 if month < 12 else 2026, month, day, 12, tzinfo=UTC))
    letter = only("statement")
    assert (letter.to, letter.subject) == ("gus@mail.example", "What you gave to The Paper in 2026")
    assert "March 2, 2026: $6.00 of $10.00, the rest went back. Keep us going" in letter.text
    assert "Together: $16.00" in letter.text
    assert statement_path(giving_token(gift.name_of_ours)) + "?from=2026-01-01&to=2026-12-31" in letter.text
