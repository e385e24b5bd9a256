"""The treasurer reads what supporters want to have shown."""

from __future__ import annotations

import pytest

from folkmoot.funding.models import Contribution, Payment
from folkmoot.readers.models import AuditEntry
from folkmoot.readers.values import Role
from tests.discussion.browsers import Browser
from tests.discussion.stage import set_stage as set_newspaper
from tests.funding.stage import run_campaign

pytestmark = pytest.mark.django_db


@pytest.mark.both_databases
def test_held_words_wait_with_a_count_and_are_shown_or_refused_and_shown_after_all():
    newspaper = set_newspaper()
    campaign_id = run_campaign(newspaper.publication_id, is_test=False, providers=["bank"])
    treasurer = Browser(account=newspaper.staff(Role.TREASURER).account_id)
    gift = {"act": "gift", "campaign": campaign_id, "amount": "25.50", "came_at": "2020-05-01T09:00"}
    treasurer.send("/desk/gifts/new/", **gift, name="Ada", named="on", reference="one")
    row = Contribution.objects.get()
    Contribution.objects.update(message="<b>Go on</b> www.example.org", message_state="held")
    page = treasurer.get("/desk/gifts/words/").content.decode()
    assert "Words (1)" in treasurer.get("/desk/gifts/").content.decode()
    assert all(
        said in page for said in ("Ada", "&lt;b&gt;Go on", "$25.50", "Keep us going", "paid", "an address on the web")
    )
    one = f"/desk/gifts/{Payment.objects.get().id}/"
    assert "after all" not in treasurer.get(one).content.decode()
    for act, state, offered in (("hide", "refused", True), ("show", "shown", False)):
        assert treasurer.send("/desk/gifts/words/", gift=row.name_of_ours, act=act).status_code == 303
        assert Contribution.objects.get().message_state == state
        assert ("after all" in treasurer.get(one).content.decode()) is offered
    assert "Nothing waits" in treasurer.get("/desk/gifts/words/").content.decode()
    assert treasurer.send("/desk/gifts/words/", gift="f" * 32, act="show").status_code == 404
    acts = list(AuditEntry.objects.order_by("id").values_list("act", flat=True))
    assert acts == ["gift.written", "gift.message_refused", "gift.message_shown"]
