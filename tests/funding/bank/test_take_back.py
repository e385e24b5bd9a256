"""A transfer that was booked to the wrong pledge is taken back by a further entry, and booked to whose it really is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from folkmoot.funding.adapters.bank.provider import BankProvider
from folkmoot.funding.commands.converge import converge
from folkmoot.funding.commands.decide_line import assign_line
from folkmoot.funding.commands.read_statement import read_statement
from folkmoot.funding.commands.sync_contribution import ask_provider
from folkmoot.funding.commands.take_line_back import take_line_back
from folkmoot.funding.commands.write_refund import write_refund
from folkmoot.funding.models import BankLine, Contribution, FundingSettings, JournalEntry, Payment, Quarantined
from folkmoot.funding.ports import Ports
from folkmoot.funding.queries.ledger import check_ledger
from folkmoot.funding.values import Frequency, PaymentState, ProviderCode
from folkmoot.funding.values.transfers import (
    BANK_ACCOUNT,
    Statement,
    StatementLine,
    in_groups,
    new_reference,
    next_name,
)
from folkmoot.kit.outbox.drain import Drain
from folkmoot.notifications.models import Delivery
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.models import Account, AuditEntry, StaffRole
from folkmoot.readers.values import Actor, Role
from tests.cast import NOON
from tests.discussion.browsers import Browser
from tests.funding.stage import Stage, set_stage

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
IBAN = "DE89370400440532013000"
TREASURER = Actor(roles=frozenset({Role.TREASURER}))
MISTAKE = "It was Bo who sent it."


@pytest.fixture
def stage(transactional_db, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A publication with an account, whose campaign takes transfers only."""
    monkeypatch.setattr(Ports, "providers", staticmethod(lambda: {"bank": BankProvider()}))
    found = set_stage(currency="EUR", is_test=False, providers=[ProviderCode.BANK])
    FundingSettings.objects.create(publication_id=found.publication_id, iban=IBAN, account_holder="The Bridge")
    tom = Account.objects.create_user("tom@paper.example", name="Tom")
    StaffRole.objects.create(account=tom, publication_id=found.publication_id, role=Role.TREASURER)
    return found


def pledge(stage: Stage, name: str, frequency: Frequency = Frequency.ONCE) -> Contribution:
    """Return what somebody wants to send."""
    given = stage.begin(1000, provider=ProviderCode.BANK, frequency=frequency, email=f"{name}@mail.example")
    Contribution.objects.filter(id=given.id).update(
        account=BANK_ACCOUNT, is_test=False, currency="EUR", reference=new_reference()
    )
    given.refresh_from_db()
    return given


def came(stage: Stage, words: str = "no idea", *, day: int = 1) -> BankLine:
    """Return a line that was read."""
    line = StatementLine(entry_key="", amount_minor=1000, currency="EUR", booked_on=date(2026, 3, day), words=words)
    read_statement(publication_id=stage.publication_id, statement=Statement("", (line,)), actor=TREASURER, now=NOON)
    return BankLine.objects.latest("id")


def assign(line: BankLine, given: Contribution, minutes: int = 0) -> None:
    words = {"publication_id": line.publication_id, "line_id": line.id, "actor": TREASURER}
    assign_line(reference=given.reference, now=NOON + timedelta(minutes=minutes), **words)


def take_back(line: BankLine, reason: str = MISTAKE, role: Role = Role.TREASURER, minutes: int = 1) -> None:
    actor = Actor(account_id=Account.objects.get().id, roles=frozenset({role}))
    now = NOON + timedelta(minutes=minutes)
    take_line_back(publication_id=line.publication_id, line_id=line.id, reason=reason, actor=actor, now=now)


def standing(stage: Stage, *pledges: Contribution) -> tuple[int, int, int, tuple[str, ...]]:
    """Return what was raised, of how many, how much each month, and where pledges stand."""
    states = tuple(Contribution.objects.get(id=one.id).state for one in pledges)
    campaign = stage.campaign
    return campaign.raised_minor, campaign.supporters, campaign.monthly_minor, states


def test_it_counts_no_longer_until_it_is_booked_to_whose_it_is(stage):
    ada, bo = pledge(stage, "ada"), pledge(stage, "bo")
    line = came(stage)
    assign(line, ada)
    assert standing(stage, ada, bo) == (1000, 1, 0, ("done", "begun"))
    take_back(line)
    assert standing(stage, ada, bo) == (0, 0, 0, ("begun", "begun"))
    line.refresh_from_db()
    assert (line.contribution_id, line.taken_from_id) == (None, ada.id)
    assign(line, bo, minutes=2)
    assert standing(stage, ada, bo) == (1000, 1, 0, ("begun", "done"))
    take_back(line, "No, Ada after all.", minutes=3)
    assign(line, ada, minutes=4)
    assert standing(stage, ada, bo) == (1000, 1, 0, ("done", "begun"))
    entries = JournalEntry.objects.order_by("id").values_list("kind", "payment__contribution", "note")
    assert list(entries) == [
        ("charge", ada.id, ""),
        ("correction", ada.id, MISTAKE),
        ("charge", bo.id, ""),
        ("correction", bo.id, "No, Ada after all."),
        ("charge", ada.id, ""),
    ]
    assert check_ledger(stage.publication_id).faults == []
    assert not Quarantined.objects.exists()
    acts = AuditEntry.objects.filter(act="bank.taken_back").order_by("id")
    assert list(acts.values_list("subject", "path")) == [
        (one.journal.get(kind="correction").note, f"/desk/gifts/{one.id}/")
        for one in Payment.objects.filter(state=PaymentState.UNDONE).order_by("id")
    ]


def test_a_picture_that_was_asked_for_before_books_nothing_again(stage):
    ada = pledge(stage, "ada")
    line = came(stage, ada.reference)
    picture = ask_provider(ada.name_of_ours, now=NOON)
    take_back(line)
    assert converge(picture, exact=False, now=NOON + timedelta(minutes=2))
    assert standing(stage, ada) == (0, 0, 0, ("begun",))
    assert check_ledger(stage.publication_id).faults == []


def test_what_was_said_a_moment_ago_and_is_not_booked_yet_can_be_taken_back_too(stage):
    ada = pledge(stage, "ada")
    line = came(stage)
    BankLine.objects.update(contribution=ada)
    take_back(line)
    assert standing(stage, ada) == (0, 0, 0, ("begun",))
    assert Payment.objects.get().state == PaymentState.UNDONE


def test_what_came_when_the_campaign_had_ended_is_taken_out_of_what_came_late(stage):
    ada = pledge(stage, "ada")
    campaign = stage.campaign
    campaign.state, campaign.ends_at = "ended", NOON - timedelta(days=2)
    campaign.save()
    line = came(stage, ada.reference)
    assert stage.campaign.late_minor == 1000
    take_back(line)
    assert (stage.campaign.late_minor, standing(stage, ada)) == (0, (0, 0, 0, ("begun",)))
    assert check_ledger(stage.publication_id).faults == []


def test_a_standing_order_stands_as_it_would_without_it(stage):
    ada = pledge(stage, "ada", Frequency.MONTHLY)
    first, second = came(stage, ada.reference), came(stage, ada.reference, day=2)
    assert standing(stage, ada) == (2000, 1, 1000, ("active",))
    take_back(second)
    assert standing(stage, ada) == (1000, 1, 1000, ("active",))
    take_back(first, minutes=2)
    assert standing(stage, ada) == (0, 0, 0, ("begun",))
    assert check_ledger(stage.publication_id).faults == []


def test_it_needs_a_reason_somebody_who_keeps_the_books_and_a_line_that_is_booked_and_whole(stage):
    ada = pledge(stage, "ada")
    line, other = came(stage, ada.reference), came(stage, "rent")

    def refusal(*args, **more) -> str:
        with pytest.raises(DeniedError) as refused:
            take_back(*args, **more)
        return refused.value.denial.code

    assert refusal(line, " ") == "reason_missing"
    assert refusal(line, "x" * 401) == "reason_too_long"
    assert refusal(line, role=Role.EDITOR) == "not_allowed"
    assert refusal(other) == "unknown_line"
    payment = Payment.objects.get()
    words = {"publication_id": stage.publication_id, "payment_id": payment.id, "actor": TREASURER, "now": NOON}
    write_refund(amount_minor=300, reason="asked for", key="k", **words)
    assert refusal(line) == "went_back"
    assert standing(stage, ada) == (700, 1, 0, ("done",))


def test_whoever_was_thanked_by_mistake_is_told_and_how_to_send_their_own(stage):
    ada = pledge(stage, "ada")
    line = came(stage, ada.reference)
    take_back(line)
    Drain().run_once(NOON + timedelta(minutes=2))
    letter = Delivery.objects.get(kind="undone")
    assert letter.to == "ada@mail.example"
    number = Delivery.objects.get(kind="receipt").fact.removeprefix("payment|")
    for words in ("somebody else's transfer", f"number {number} does not hold", ada.reference, "DE89 3704"):
        assert words in letter.text


def test_the_desk_leads_from_a_line_to_its_gift_and_back_and_takes_it_back(stage):
    ada = pledge(stage, "ada")
    line = came(stage, ada.reference)
    desk = Browser(account=Account.objects.get().id)
    gift = f"/desk/gifts/{Payment.objects.get().id}/"
    assert f'href="{gift}"' in desk.get("/desk/bank/").content.decode()
    assert f'href="/desk/bank/?line={line.id}#booked"' in desk.get(gift).content.decode()
    alone = desk.get(f"/desk/bank/?line={line.id}").content.decode()
    assert "All that was booked last" in alone
    assert desk.send("/desk/bank/", act="back", line=line.id, why=" ").status_code == 422
    assert desk.send("/desk/bank/", act="back", line=line.id, why=MISTAKE).status_code == 303
    page = desk.get("/desk/bank/?done=back").content.decode()
    assert f"It was booked to <bdi>{in_groups(ada.reference)}</bdi> and taken back." in page
    told = desk.get(gift).content.decode()
    assert "taken back" in told
    assert MISTAKE in told
    assert "?line=" not in told
    assert desk.send("/desk/bank/", act="back", line=line.id, why=MISTAKE).status_code == 422


def test_a_name_in_the_books_goes_on_however_often():
    assert next_name(next_name("DE89|line|ab|1")) == "DE89|line|ab|1|again-2"
    assert next_name("DE89|line|ab|1") == "DE89|line|ab|1|again-1"
