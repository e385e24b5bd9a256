"""Staff make campaigns, begin and close them; the clock begins and ends them."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest

from folkmoot.funding.commands.save_campaign import drop_campaign, save_campaign
from folkmoot.funding.commands.turn_campaign import begin_campaign, close_campaign, turn_campaigns
from folkmoot.funding.models import Campaign
from folkmoot.funding.values.drafts import CampaignDraft
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.models import AuditEntry
from folkmoot.readers.values import Actor, Role
from tests.cast import NOON
from tests.funding.stage import set_stage

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
EDITOR = Actor(roles=frozenset({Role.EDITOR}))
DAY = timedelta(days=1)
DRAFT = CampaignDraft(
    title="  A new   roof ",
    slug="",
    story="It *rains* in.",
    kind="total",
    currency="usd",
    goal_minor=300_000,
    ticks_minor=(),
    minimum_minor=200,
    maximum_minor=100_000,
    presets_minor=(2500, 500, 500),
    frequencies=("once", "monthly"),
    providers=("demo",),
    starts_at=NOON,
    ends_at=NOON + 30 * DAY,
    shown="everywhere",
    section_id=None,
    article_slugs=(),
    fee_cover=True,
)


@pytest.fixture
def paper(db, remote) -> int:
    """A publication where nothing runs."""
    stage = set_stage(state="ended")
    return stage.publication_id


def save(paper: int, draft: CampaignDraft = DRAFT, campaign_id: int | None = None, now=NOON) -> Campaign:
    return save_campaign(publication_id=paper, campaign_id=campaign_id, draft=draft, actor=EDITOR, now=now)


def begin(paper: int, campaign_id: int, now=NOON):
    return begin_campaign(publication_id=paper, campaign_id=campaign_id, actor=EDITOR, now=now)


def refusal_of(paper: int, campaign_id: int | None = None, now=NOON, **changed: object) -> tuple[str, str | None]:
    with pytest.raises(DeniedError) as refused:
        save(paper, replace(DRAFT, **changed), campaign_id, now)
    return refused.value.denial.code, refused.value.denial.field


def test_a_new_campaign_is_a_tidy_draft(paper):
    made = Campaign.objects.get(id=save(paper).id)
    assert (made.state, made.slug, made.title, made.currency) == ("draft", "a-new-roof", "A new roof", "USD")
    assert (made.ticks_minor, made.presets_minor) == ([0, 150_000, 300_000], [500, 2500])
    assert "<em>rains</em>" in made.story_html
    assert made.is_test
    assert save(paper).slug == "a-new-roof-2"


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"title": " "}, "title_missing", "title"),
        ({"goal_minor": 0}, "goal_is_nothing", "goal"),
        ({"currency": "QQQ"}, "unknown_currency", "currency"),
        ({"currency": "XXX"}, "unknown_currency", "currency"),
        ({"minimum_minor": 0}, "minimum_is_nothing", "minimum"),
        ({"maximum_minor": 100}, "limits_crossed", "maximum"),
        ({"presets_minor": (100,)}, "preset_out_of_limits", "presets"),
        ({"frequencies": ()}, "frequency_missing", "frequencies"),
        ({"kind": "monthly", "frequencies": ("once",)}, "frequency_missing", "frequencies"),
        ({"providers": ("paypal",)}, "unknown_provider", "providers"),
        ({"ends_at": NOON - DAY}, "ends_before_start", "ends_at"),
        ({"shown": "section"}, "section_missing", "section"),
        ({"shown": "articles"}, "articles_missing", "articles"),
        ({"shown": "articles", "article_slugs": ("/articles/nowhere/",)}, "unknown_article", "articles"),
        ({"slug": "keep-us-going"}, "slug_taken", "slug"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(paper, changed, code, field):
    assert refusal_of(paper, **changed) == (code, field)
    assert Campaign.objects.filter(publication_id=paper).count() == 1


def test_the_same_again_changes_nothing(paper):
    made = save(paper)
    told = OutboxEntry.objects.count()
    assert save(paper, campaign_id=made.id).version == made.version
    assert OutboxEntry.objects.count() == told


def test_only_editors_and_owners_make_campaigns(paper):
    treasurer = Actor(roles=frozenset({Role.TREASURER}))
    with pytest.raises(DeniedError) as refused:
        save_campaign(publication_id=paper, campaign_id=None, draft=DRAFT, actor=treasurer, now=NOON)
    assert refused.value.denial.code == "not_allowed"


def test_a_campaign_waits_for_its_date_runs_and_ends_by_the_clock(paper):
    made = save(paper, replace(DRAFT, starts_at=NOON + DAY))
    assert begin(paper, made.id) == "waiting"
    assert turn_campaigns(now=NOON + DAY - timedelta(seconds=1)) == 0
    assert turn_campaigns(now=NOON + DAY) == 1
    assert Campaign.objects.get(id=made.id).state == "running"
    assert turn_campaigns(now=NOON + 30 * DAY) == 1
    assert Campaign.objects.get(id=made.id).state == "ended"
    assert turn_campaigns(now=NOON + 31 * DAY) == 0


def test_closing_early_keeps_the_reason_and_the_moment(paper):
    made = save(paper)
    assert begin(paper, made.id) == "running"
    close = {"publication_id": paper, "campaign_id": made.id, "actor": EDITOR, "now": NOON + DAY}
    close_campaign(because="  The roof is\nmended. ", **close)
    kept = Campaign.objects.get(id=made.id)
    assert (kept.state, kept.closed_because, kept.over_at) == ("closed", "The roof is mended.", NOON + DAY)
    with pytest.raises(DeniedError) as refused:
        close_campaign(because="", **close)
    assert refused.value.denial.code == "not_running"
    assert refusal_of(paper, made.id, goal_minor=1) == ("campaign_over", None)
    assert save(paper, replace(DRAFT, title="Thank you"), made.id).slug == "a-new-roof"


def test_currency_and_kind_of_money_stay_once_it_has_begun(paper):
    made = save(paper)
    save(paper, replace(DRAFT, currency="EUR"), made.id)
    begin(paper, made.id)
    assert refusal_of(paper, made.id)[0] == "money_came"
    assert refusal_of(paper, made.id, currency="EUR", ends_at=NOON + DAY, now=NOON + 2 * DAY)[0] == "ends_in_past"


def test_test_money_never_runs_beside_real_money(paper):
    Campaign.objects.filter(publication_id=paper).update(state="running", is_test=False)
    made = save(paper)
    with pytest.raises(DeniedError) as refused:
        begin(paper, made.id)
    assert refused.value.denial.code == "demo_beside_live"


def test_only_an_untouched_draft_can_be_dropped(paper):
    made, other = save(paper), save(paper)
    begin(paper, made.id)
    for campaign_id, goes in ((made.id, False), (other.id, True)):
        with nullcontext() if goes else pytest.raises(DeniedError):
            drop_campaign(publication_id=paper, campaign_id=campaign_id, actor=EDITOR, now=NOON)
        assert Campaign.objects.filter(id=campaign_id).exists() is not goes


def test_another_publications_campaign_is_not_there(paper):
    elsewhere = set_stage()
    with pytest.raises(DeniedError) as refused:
        begin(paper, elsewhere.campaign_id)
    assert refused.value.denial.code == "unknown_campaign"
    assert not AuditEntry.objects.filter(publication_id=paper).exists()


def test_a_campaign_of_a_provider_with_a_test_key_is_a_trial_and_stays_one(paper, remote):
    remote.code = "stripe"
    trial = save(paper, replace(DRAFT, providers=("stripe",)))
    assert trial.is_test
    begin(paper, trial.id)
    remote.is_live = True
    assert save(paper, replace(DRAFT, title="A roof", providers=("stripe",)), trial.id).is_test
    assert not save(paper, replace(DRAFT, title="A roof for real", providers=("stripe",))).is_test
