"""The desk's page of how discussions are held, and what readers then find on their pages, without a script."""

from __future__ import annotations

import pytest

from folkmoot.discussion.queries import settings_of
from folkmoot.discussion.values import GuestVotes, NamePolicy
from folkmoot.readers.values import Role
from tests.discussion.browsers import Browser
from tests.discussion.stage import set_stage

pytestmark = pytest.mark.django_db(transaction=True)
FORM = {"names": "required", "guest_votes": "lower", "hide_tallies": "on", "slow_s": "60", "close_after_days": "14"}


def test_what_the_form_says_holds_and_every_page_says_so():
    stage = set_stage()
    owner, reader = Browser(account=stage.staff(Role.OWNER).account_id), Browser()
    comment_id = stage.say().comment_id
    assert owner.send("/desk/discussion/", **FORM).status_code == 303
    kept = settings_of(stage.publication_id)
    assert (kept.names, kept.guest_votes, kept.downvotes) == (NamePolicy.REQUIRED, GuestVotes.LOWER, False)
    assert (kept.tallies_after_s, kept.slow_s, kept.close_after_days) == (3600, 60, 14)
    form = owner.get("/desk/discussion/").content.decode()
    assert 'value="14"' in form
    assert '<option value="60" selected>' in form
    refused = owner.send("/desk/discussion/", **(FORM | {"close_after_days": "soon"}))
    assert (refused.status_code, 'value="soon"' in refused.content.decode()) == (422, True)
    page = reader.get(f"/threads/{stage.thread_id}/").content.decode()
    assert "everybody may comment once in 60 seconds" in page
    assert f'action="/comments/{comment_id}/vote"' in page
    assert 'value="-1"' not in page


def test_the_switch_stops_everything_and_one_press_lets_it_go_on():
    stage = set_stage()
    owner, reader = Browser(account=stage.staff(Role.EDITOR).account_id), Browser()
    comment_id = stage.say().comment_id
    assert owner.send("/desk/discussion/", read_only="1").status_code == 303
    page = reader.get(f"/threads/{stage.thread_id}/").content.decode()
    assert "Nobody can comment or vote here for now" in page
    assert "<form" not in page.partition('id="discussion"')[2].partition("</section>")[0]
    assert reader.send(f"/comments/{comment_id}/vote", value="1").status_code == 403
    assert reader.send(f"/threads/{stage.thread_id}/comments", body="Still here?").status_code == 403
    assert owner.send("/desk/discussion/", read_only="0").status_code == 303
    assert reader.send(f"/comments/{comment_id}/vote", value="1").status_code == 303


def test_a_moderator_slows_one_discussion_down_and_says_nothing_about_all():
    stage = set_stage()
    moderator = Browser(account=stage.staff(Role.MODERATOR).account_id)
    assert moderator.get("/desk/discussion/").status_code == 403
    assert moderator.send(f"/desk/threads/{stage.thread_id}/pace", slow_s="300").status_code == 303
    assert stage.thread().slow_s == 300
    assert '<option value="300" selected>once in 5 minutes' in moderator.get("/desk/threads/").content.decode()
    moderator.send(f"/desk/threads/{stage.thread_id}/pace", slow_s="")
    assert stage.thread().own_slow_s is None
