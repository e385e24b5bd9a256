"""The desk of campaigns in a browser without scripts: made, looked at beforehand, begun, closed."""

from __future__ import annotations

import pytest

from folkmoot.funding.models import Campaign
from folkmoot.readers.values import Role
from tests.discussion.browsers import Browser
from tests.discussion.stage import set_stage

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
FORM = {
    "title": "A new roof",
    "story": "It rains in.",
    "kind": "total",
    "currency": "EUR",
    "goal": "3,000.50",
    "ticks": "1000; 2000",
    "minimum": "2",
    "maximum": "1000",
    "presets": "5; 10",
    "frequencies": ["once", "monthly"],
    "providers": ["demo"],
    "starts_at": "2020-05-01T09:00",
    "ends_at": "",
    "shown": "everywhere",
}


@pytest.fixture
def editor(db) -> Browser:
    stage = set_stage()
    return Browser(account=stage.staff(Role.EDITOR).account_id)


def test_a_campaign_is_made_shown_begun_and_closed(editor):
    assert "stays a draft" in editor.get("/desk/campaigns/").content.decode()
    assert editor.get("/desk/campaigns/new/").status_code == 200
    preview = editor.send("/desk/campaigns/new/", **(FORM | {"act": "preview"}))
    assert "€0 raised of €3,000.50" in _words(preview)
    assert not Campaign.objects.exists()
    kept = editor.send("/desk/campaigns/new/", **FORM)
    made = Campaign.objects.get()
    assert (kept.status_code, kept["Location"]) == (303, f"/desk/campaigns/{made.id}/?done=1")
    assert (made.goal_minor, made.ticks_minor, made.presets_minor) == (300_050, [100_000, 200_000], [500, 1000])
    path = f"/desk/campaigns/{made.id}/"
    assert 'value="3000.50"' in editor.get(path).content.decode()
    assert editor.send(path, act="begin").status_code == 303
    page = editor.get(path).content.decode()
    assert "running" in page
    assert "Close this campaign" in page
    # What can no longer be changed is not sent by a browser; it stays.
    changed = {name: value for name, value in FORM.items() if name not in {"currency", "starts_at", "slug"}}
    assert editor.send(path, **(changed | {"goal": "4000"})).status_code == 303
    assert Campaign.objects.get().goal_minor == 400_000
    assert editor.send(path, act="close", because="Mended.").status_code == 303
    assert "closed early" in editor.get("/desk/campaigns/").content.decode()
    assert editor.send(path, act="drop").status_code == 409


def test_a_form_with_a_mistake_comes_back_with_everything_in_it(editor):
    refused = editor.send("/desk/campaigns/new/", **(FORM | {"goal": "a lot"}))
    page = refused.content.decode()
    assert refused.status_code == 422
    assert 'value="a lot"' in page
    assert 'id="error-goal"' in page
    assert "It rains in." in page
    late = editor.send("/desk/campaigns/new/", **(FORM | {"ends_at": "soon"}))
    assert (late.status_code, 'id="error-ends_at"' in late.content.decode()) == (422, True)


def _words(response) -> str:
    page = response.content.decode()
    for mark in ('<bdi class="meter-raised">', '<bdi class="meter-goal">', "</bdi>"):
        page = page.replace(mark, "")
    return page
