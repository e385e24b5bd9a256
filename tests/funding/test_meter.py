"""The meter says the whole truth in the publication's language, and stands where it is meant to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from folkmoot.articles.models import Article, Page, Publication, Section
from folkmoot.articles.queries import chrome_of
from folkmoot.articles.values import Link, PageKind
from folkmoot.funding.models import Campaign, FundingSettings
from folkmoot.funding.queries import appeal_on, read_meter, write_meter
from folkmoot.funding.values import CampaignKind, CampaignState, Shown
from tests.cast import NOON
from tests.funding.stage import run_campaign

pytestmark = pytest.mark.both_databases
N = "\N{NO-BREAK SPACE}"


def written(stage, pattern="", language="en", time_zone="Europe/Berlin", **campaign):
    """Return the meter of the stage's campaign, with these words, in a publication of this language."""
    Publication.objects.filter(id=stage.publication_id).update(language=language, time_zone=time_zone)
    Campaign.objects.filter(id=stage.campaign_id).update(**campaign)
    return write_meter(stage.campaign, chrome_of(stage.publication_id), pattern)


def test_the_sentence_is_the_whole_truth_in_the_publications_language_and_the_houses_pattern(stage):
    campaign = {"raised_minor": 102_000, "supporters": 41, "ends_at": datetime(2026, 12, 31, 23, tzinfo=UTC)}
    meter = written(stage, **campaign)
    assert meter.text == f"$1,020 raised of $5,000 (20%){N}· 41 supporters{N}· until December 31, 2026"
    assert [word.part for word in meter.sentence if word.part] == ["raised", "goal", "percent", "supporters", "time"]
    assert (meter.scale_minor, meter.bar_minor, meter.percent) == (500_000, 102_000, 20)
    house = written(stage, "#,##0 ¤", supporters=1, raised_minor=102_050)
    assert house.text.startswith(f"1,020.50{N}$ raised of 5,000{N}$ (20%){N}· 1 supporter{N}· ")
    german = written(stage, language="de", raised_minor=102_000)
    assert f"1.020{N}$" in german.text
    assert f"(20{N}%)" in german.text
    assert "31. Dezember 2026" in german.text


@pytest.mark.parametrize(
    ("raised", "percent", "said", "bar"),
    [
        (0, 0, "$0 raised of $5,000 (0%)", 0),
        (1, 0, "$0.01 raised of $5,000 (<1%)", 1),
        (4_999, 0, "(<1%)", 4_999),
        (5_000, 1, "(1%)", 5_000),
        (499_999, 99, "$4,999.99 raised of $5,000 (99%)", 499_999),
        (500_000, 100, "(100%)", 500_000),
        (612_300, 122, "$6,123 raised of $5,000 (122%)", 500_000),
        (-300, 0, "-$3 raised of $5,000 (0%)", 0),
    ],
)
def test_percent_is_rounded_down_and_beyond_the_goal_the_text_goes_on_while_the_bar_is_full(
    stage, raised, percent, said, bar
):
    meter = written(stage, raised_minor=raised)
    assert said in meter.text
    assert (meter.percent, meter.bar_minor) == (percent, bar)


def test_a_monthly_goal_counts_what_comes_in_each_month_and_one_that_is_over_says_since_when(stage):
    monthly = written(stage, kind=CampaignKind.MONTHLY, raised_minor=900_000, monthly_minor=180_000)
    assert monthly.text == "$1,800 a month of $5,000 (36%)"
    assert monthly.raised_minor == 180_000
    closed = {"state": CampaignState.CLOSED, "ends_at": NOON + timedelta(days=9), "closed_at": NOON}
    assert written(stage, kind=CampaignKind.TOTAL, **closed).text.endswith(f"{N}· it ended on March 2, 2026")
    assert written(stage, state=CampaignState.ENDED, ends_at=None, closed_at=None).text.endswith(f"{N}· it has ended")


@pytest.mark.parametrize("state", [CampaignState.DRAFT, CampaignState.WAITING])
def test_what_has_not_begun_is_shown_as_it_will_stand_and_not_as_over(stage, state):
    assert written(stage, state=state, ends_at=None).text == "$0 raised of $5,000 (0%)"
    assert written(stage, ends_at=NOON + timedelta(days=9)).text.endswith(f"{N}· until March 11, 2026")


def test_marks_stand_where_they_belong_and_their_amounts_only_where_there_is_room(stage):
    plain = written(stage)
    assert [(one.amount, one.x, one.anchor, one.room) for one in plain.ticks] == [
        ("$0", "0.00%", "start", "always"),
        ("$2,500", "50.00%", "middle", "always"),
        ("$5,000", "100.00%", "end", "always"),
    ]
    crowded = written(stage, ticks_minor=[0, 50_000, 60_000, 250_000, 320_000, 500_000, 1_000_000])
    assert [one.room for one in crowded.ticks] == ["always", "wide", "never", "always", "never", "always", "always"]
    assert (crowded.scale_minor, crowded.ticks[-2].x) == (1_000_000, "50.00%"), "a mark beyond the goal has its place"
    mirrored = written(stage, language="ar", ticks_minor=[0, 100_000, 500_000])
    assert [(one.x, one.anchor) for one in mirrored.ticks] == [
        ("100.00%", "end"),
        ("80.00%", "middle"),
        ("0.00%", "start"),
    ]


def test_of_several_campaigns_a_page_shows_the_one_that_is_meant_for_it(stage, django_assert_num_queries):
    town = Section.objects.create(publication_id=stage.publication_id, slug="town", name="Town")
    page = Page.objects.create(publication_id=stage.publication_id, kind=PageKind.ARTICLE, url="/a/", title="A")
    words = {"headline": "A", "slug": "a", "created_at": NOON}
    article = Article.objects.create(page=page, publication_id=stage.publication_id, **words)
    of_town = run_campaign(stage.publication_id, slug="town", shown=Shown.SECTION, section=town)
    of_article = run_campaign(stage.publication_id, slug="one", shown=Shown.ARTICLES)
    run_campaign(stage.publication_id, slug="draft", state=CampaignState.DRAFT, starts_at=NOON)
    Campaign.objects.get(id=of_article).articles.add(article)
    chrome = chrome_of(stage.publication_id)
    section = Link(name="Town", path="/section/town/")

    def shown(**page):
        with django_assert_num_queries(1):
            appeal = appeal_on(chrome, **page)
        return appeal.meter.campaign_id, appeal.path

    assert shown() == (stage.campaign_id, "/support/keep-us-going/")
    assert shown(section=section) == (of_town, "/support/town/")
    assert shown(section=section, article_id=article.pk) == (of_article, f"/support/one/?from={article.pk}")
    assert shown(section=section, article_id=article.pk + 1) == (of_town, f"/support/town/?from={article.pk + 1}")
    newer = run_campaign(stage.publication_id, slug="newer", starts_at=NOON)
    assert shown()[0] == newer


def test_without_a_campaign_there_is_the_editors_link_if_it_leads_anywhere_and_none_while_giving_rests(stage):
    chrome = chrome_of(stage.publication_id)
    Campaign.objects.filter(id=stage.campaign_id).update(shown=Shown.ARTICLES)
    asked = appeal_on(chrome, article_id=7)
    assert (asked.meter, asked.path, asked.call) == (None, "/support/?from=7", ""), "elsewhere one can give"
    Campaign.objects.all().update(state=CampaignState.ENDED)
    assert appeal_on(chrome) is None, "nobody is led to a page with nothing to give to"
    settings = FundingSettings.objects.create(
        publication_id=stage.publication_id,
        call="Become a member",
        appeal="We live on our readers.",
        other_ways=[{"name": "Patreon", "url": "https://patreon.example/us"}],
    )
    asked = appeal_on(chrome)
    assert (asked.call, asked.words, asked.path) == ("Become a member", "We live on our readers.", "/support/")
    assert asked.other_ways == (Link(name="Patreon", path="https://patreon.example/us"),)
    FundingSettings.objects.update(links_shown=False)
    assert appeal_on(chrome) is None
    Campaign.objects.update(state=CampaignState.RUNNING, shown=Shown.EVERYWHERE)
    settings.paused_at, settings.paused_because = NOON, "We are moving house."
    settings.save()
    asked = appeal_on(chrome)
    assert asked.meter is not None, "how far we are is no secret meanwhile"
    assert (asked.path, asked.paused_because) == ("", "We are moving house.")


def test_programs_and_frames_on_other_sites_read_public_campaigns_without_a_cookie(stage):
    FundingSettings.objects.create(publication_id=stage.publication_id, amount_pattern="#,##0 ¤")
    client, path = Client(), "/api/v1/campaigns/keep-us-going"
    answer = client.get(path)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["text"] == read_meter("keep-us-going", chrome_of(stage.publication_id)).text
    assert answer.json()["brief"][0] == {"text": f"0{N}$", "part": "raised"}
    frame = client.get("/support/keep-us-going/embed/")
    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    assert '<a class="button support-link" href="http://testserver/support/keep-us-going/" target="_top">' in frame.text
    keys = {f"campaign-{stage.campaign_id}", f"meters-{stage.publication_id}"}
    for response in (answer, frame):
        assert not response.cookies
        assert keys < set(response["Surrogate-Key"].split())
    Campaign.objects.update(state=CampaignState.DRAFT)
    assert client.get(path).json()["code"] == "unknown_campaign"
    assert client.get("/support/keep-us-going/embed/").status_code == 404
