"""Addresses of giving."""

from django.urls import path

from folkmoot.funding.adapters.demo import desk as demo_desk
from folkmoot.funding.adapters.demo import page as demo_page
from folkmoot.funding.views import (
    desk_alarms,
    desk_bank,
    desk_campaigns,
    desk_correct,
    desk_gift_table,
    desk_gifts,
    desk_giving,
    desk_income,
    desk_months,
    desk_words,
    embed,
    give,
    hooks,
    my,
    support,
    transfer,
)

urlpatterns = [
    path("api/v1/hooks/<str:provider>", hooks.receive, name="provider_hook"),
    path("pay/demo/<str:ref>/", demo_page.pay, name="demo_pay"),
    path("pay/demo/<str:ref>/card/", demo_page.card, name="demo_card"),
    path("desk/demo/", demo_desk.desk, name="demo_desk"),
    path("desk/demo/<str:ref>/", demo_desk.one, name="demo_desk_page"),
    path("desk/campaigns/", desk_campaigns.campaigns, name="desk_campaigns"),
    path("desk/campaigns/new/", desk_campaigns.new, name="desk_campaign_new"),
    path("desk/campaigns/<int:campaign_id>/", desk_campaigns.one, name="desk_campaign"),
    path("desk/campaigns/<int:campaign_id>/correct/", desk_correct.correct, name="desk_correct"),
    path("desk/gifts/", desk_gifts.gifts, name="desk_gifts"),
    path("desk/gifts/gifts.csv", desk_gifts.table, name="desk_gifts_csv"),
    path("desk/gifts/new/", desk_gifts.new, name="desk_gift_new"),
    path("desk/gifts/table/", desk_gift_table.table, name="desk_gift_table"),
    path("desk/gifts/table/gifts.csv", desk_gift_table.sample, name="desk_gift_sample"),
    path("desk/gifts/alarms/", desk_alarms.alarms, name="desk_alarms"),
    path("desk/gifts/words/", desk_words.words, name="held_words"),
    path("desk/gifts/months/", desk_months.months, name="desk_months"),
    path("desk/gifts/months/<str:month>/books.csv", desk_months.books, {"form": "csv"}, name="desk_month_csv"),
    path(
        "desk/gifts/months/<str:month>/books.journal", desk_months.books, {"form": "hledger"}, name="desk_month_hledger"
    ),
    path("desk/gifts/<int:payment_id>/", desk_gifts.one, name="desk_gift"),
    path("desk/bank/", desk_bank.bank, name="desk_bank"),
    path("desk/giving/", desk_giving.giving, name="desk_giving"),
    path("desk/gifts/income/", desk_income.income, name="desk_income"),
    path("desk/gifts/payouts/", desk_income.payouts, name="desk_payouts"),
    path("support/", support.support, name="support"),
    path("support/<str:slug>/", support.campaign, name="campaign"),
    path("support/<str:slug>/give", give.give, name="give"),
    path("support/<str:slug>/supporters/", support.wall, name="wall"),
    path("my/giving/<str:token>/", my.giving, name="giving"),
    path("my/giving/<str:token>/thanks", my.thanks, name="giving_thanks"),
    path("my/giving/<str:token>/statement", my.statement, name="giving_statement"),
    path("my/giving/<str:token>/transfer", transfer.transfer, name="giving_transfer"),
    *(path(f"my/giving/<str:token>/{act}", my.change, {"act": act}, name=f"giving_{act}") for act in my.ACTS),
    path("support/<str:slug>/embed/", embed.meter, name="meter_embed"),
]
