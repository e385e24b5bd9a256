"""One table: what needs what, and which fact leads to which handler. Read it to learn what the house does by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from folkmoot.articles import events as written
from folkmoot.articles import projections as articles
from folkmoot.articles.adapters import house_at, house_of, second_factor_required
from folkmoot.articles.commands import index_articles
from folkmoot.articles.commands.publish_article import publish_due
from folkmoot.articles.policy import WRITERS
from folkmoot.articles.policy.roles import EDITORS
from folkmoot.articles.ports import Ports as ArticlePorts
from folkmoot.articles.queries import chrome_for_refusal, founding_path, speaker_of
from folkmoot.articles.values import (
    DESK_ARTICLES_PATH,
    DESK_FRONT_PATH,
    DESK_PAGES_PATH,
    DESK_PICTURES_PATH,
    DESK_PUBLICATION_PATH,
    DESK_SECTIONS_PATH,
)
from folkmoot.articles.values.acts import ACTS as ARTICLES_ACTS
from folkmoot.discussion import events as discussed
from folkmoot.discussion import projections as discussion
from folkmoot.discussion.adapters import count_comments
from folkmoot.discussion.commands import index_comments
from folkmoot.discussion.commands.close_by_age import close_by_age
from folkmoot.discussion.commands.open_thread import open_thread
from folkmoot.discussion.commands.purge_submissions import purge_submissions
from folkmoot.discussion.commands.purge_visits import purge_visits
from folkmoot.discussion.commands.show_tallies import ENTRY as SHOW_TALLIES
from folkmoot.discussion.commands.show_tallies import show_tallies
from folkmoot.discussion.policy import MODERATORS
from folkmoot.discussion.ports import Ports as DiscussionPorts
from folkmoot.discussion.values import ACTS as DISCUSSION_ACTS
from folkmoot.discussion.values import QUESTIONS_PATH
from folkmoot.funding import events as given
from folkmoot.funding.commands.forget_networks import forget_networks
from folkmoot.funding.commands.forget_supporter import forget_messages
from folkmoot.funding.commands.reconcile import reconcile
from folkmoot.funding.commands.turn_campaign import turn_campaigns
from folkmoot.funding.commands.watch_declines import watch_declines
from folkmoot.funding.policy.campaigns import SEE_CAMPAIGNS
from folkmoot.funding.policy.refunding import TREASURERS
from folkmoot.funding.ports import Ports as FundingPorts
from folkmoot.funding.values import CAMPAIGNS_PATH, GIFTS_PATH
from folkmoot.funding.values.acts import ACTS as FUNDING_ACTS
from folkmoot.kit.backup.scheduled import back_up_when_due
from folkmoot.kit.backup.standing import ENTRY as NIGHTLY_BACKUP
from folkmoot.kit.look.ports import DeskLink
from folkmoot.kit.look.ports import Ports as LookPorts
from folkmoot.kit.outbox import emit
from folkmoot.kit.outbox.facts import Fact
from folkmoot.kit.outbox.together import Together
from folkmoot.kit.timetable import Entry
from folkmoot.kit.timetable import Ports as TimetablePorts
from folkmoot.moderation.adapters import InterimScreener, reason_to_hold
from folkmoot.moderation.values import DESK_COMMENT_PATH, DISCUSSION_PATH, QUEUE_PATH, THREADS_PATH
from folkmoot.notifications.commands.empty_deliveries import empty_deliveries
from folkmoot.notifications.commands.give_up_deliveries import give_up_deliveries
from folkmoot.notifications.commands.giving.forget_letters import forget_letters
from folkmoot.notifications.commands.giving.remind_of_transfers import remind_of_transfers
from folkmoot.notifications.commands.giving.write_statements import write_statements
from folkmoot.notifications.commands.giving.write_to_giver import write_to_giver
from folkmoot.notifications.commands.giving.write_to_treasurer import write_to_treasurer
from folkmoot.notifications.commands.send_deliveries import send_deliveries
from folkmoot.readers.commands.ask_for_password import send_password_link
from folkmoot.readers.commands.clear_sessions import clear_sessions
from folkmoot.readers.events import PasswordForgotten
from folkmoot.readers.ports import Ports as ReaderPorts
from folkmoot.readers.values import LOG_PATH, OWN_PATH, SIGN_OUT_PATH, STAFF_PATH, Role
from folkmoot.readers.values.acts import ACTS as READERS_ACTS
from folkmoot.wiring.kept import kept_pages
from folkmoot.wiring.providers import providers

IN_TRANSACTION: Mapping[type[Fact], Sequence[emit.Handler]] = {
    written.ArticlePublished: (articles.index_article,),
    written.ArticleRevised: (articles.index_article,),
    written.ArticleWithdrawn: (articles.index_article,),
    discussed.CommentPublished: (discussion.count_published,),
    discussed.CommentEdited: (discussion.change_words, discussion.end_picks),
    discussed.CommentHeld: (discussion.count_held, discussion.lose_words, discussion.end_picks),
    discussed.CommentWithdrawn: (discussion.count_gone, discussion.lose_words, discussion.end_picks),
    discussed.CommentRemoved: (discussion.count_gone, discussion.lose_words, discussion.end_picks),
    discussed.VoteCast: (discussion.tally_vote,),
}

AFTER: Mapping[type[Fact], Sequence[tuple[str, emit.Handler]]] = {
    discussed.CommentPublished: (("discussion.search", Together(index_comments.index_published)),),
    given.ContributionBegun: (("funding.watch_declines", watch_declines),),
    given.PaymentFailed: (
        ("funding.watch_declines", watch_declines),
        ("notifications.write_to_giver", write_to_giver),
    ),
    given.PaymentReceived: (("notifications.write_to_giver", write_to_giver),),
    given.PaymentRefunded: (("notifications.write_to_giver", write_to_giver),),
    given.PaymentUndone: (("notifications.write_to_giver", write_to_giver),),
    given.ContributionChanged: (("notifications.write_to_giver", write_to_giver),),
    given.TransferAwaited: (("notifications.write_to_giver", write_to_giver),),
    given.SupporterForgotten: (("notifications.write_to_giver", forget_letters),),
    given.PaymentDisputed: (("notifications.write_to_treasurer", write_to_treasurer),),
    given.MoneyQuarantined: (("notifications.write_to_treasurer", write_to_treasurer),),
    given.AlarmRaised: (("notifications.write_to_treasurer", write_to_treasurer),),
    PasswordForgotten: (("readers.send_password_link", send_password_link),),
}

TIMETABLE = (
    Entry("articles.publish_due", 15, publish_due),
    Entry("articles.index_missing", 24 * 3600, index_articles.index_missing, aside=True),
    Entry("discussion.index_missing", 24 * 3600, index_comments.index_missing, aside=True),
    Entry("discussion.close_by_age", 15, close_by_age),
    Entry(SHOW_TALLIES, 30, show_tallies),
    Entry("discussion.purge_submissions", 3600, purge_submissions),
    Entry("discussion.purge_visits", 24 * 3600, purge_visits),
    Entry("funding.reconcile", 3600, reconcile, aside=True),
    Entry("funding.turn_campaigns", 15, turn_campaigns),
    Entry("funding.forget_networks", 3600, forget_networks),
    Entry("funding.forget_messages", 24 * 3600, forget_messages),
    Entry("notifications.give_up_deliveries", 24 * 3600, give_up_deliveries),
    Entry("notifications.empty_deliveries", 24 * 3600, empty_deliveries),
    Entry("notifications.remind_of_transfers", 24 * 3600, remind_of_transfers),
    Entry("notifications.write_statements", 24 * 3600, write_statements, aside=True),
    Entry("notifications.send_deliveries", 10, send_deliveries, aside=True),
    Entry("readers.clear_sessions", 24 * 3600, clear_sessions),
    Entry(NIGHTLY_BACKUP, 600, back_up_when_due, aside=True),
)

DESK = (
    DeskLink(name=_("Articles"), path=DESK_ARTICLES_PATH, shown_to=WRITERS),
    DeskLink(name=_("Questions"), path=QUESTIONS_PATH, shown_to=WRITERS),
    DeskLink(name=_("Pictures"), path=DESK_PICTURES_PATH, shown_to=WRITERS),
    DeskLink(name=_("Front page"), path=DESK_FRONT_PATH, shown_to=EDITORS),
    DeskLink(name=_("Sections"), path=DESK_SECTIONS_PATH, shown_to=EDITORS),
    DeskLink(name=_("Pages"), path=DESK_PAGES_PATH, shown_to=EDITORS),
    DeskLink(name=_("Queue"), path=QUEUE_PATH, shown_to=MODERATORS),
    DeskLink(name=_("Discussions"), path=THREADS_PATH, shown_to=MODERATORS),
    DeskLink(name=_("Discussion settings"), path=DISCUSSION_PATH, shown_to=EDITORS),
    DeskLink(name=_("Campaigns"), path=CAMPAIGNS_PATH, shown_to=SEE_CAMPAIGNS),
    DeskLink(name=_("Gifts"), path=GIFTS_PATH, shown_to=TREASURERS),
    DeskLink(name=_("Publication"), path=DESK_PUBLICATION_PATH, shown_to=(Role.OWNER,)),
    DeskLink(name=_("Staff"), path=STAFF_PATH, shown_to=(Role.OWNER,)),
    DeskLink(name=_("Log"), path=LOG_PATH, shown_to=(Role.OWNER,)),
)


def fill_ports() -> None:
    """Give every room what it asked for."""
    ArticlePorts.open_thread = open_thread
    ArticlePorts.count_comments = count_comments
    DiscussionPorts.screener = InterimScreener()
    DiscussionPorts.desk_path = DESK_COMMENT_PATH
    FundingPorts.providers = providers
    FundingPorts.reason_to_hold = reason_to_hold
    emit.Ports.in_transaction = IN_TRANSACTION
    emit.Ports.after = AFTER
    emit.Ports.pages = kept_pages
    TimetablePorts.entries = TIMETABLE
    LookPorts.chrome_for = chrome_for_refusal
    LookPorts.founding_path = founding_path
    LookPorts.speaker_of = speaker_of
    LookPorts.desk_links = DESK
    LookPorts.sign_out_path = SIGN_OUT_PATH
    LookPorts.own_path = OWN_PATH
    ReaderPorts.house_of = house_of
    ReaderPorts.house_at = house_at
    ReaderPorts.second_factor_required = second_factor_required
    ReaderPorts.acts = {**READERS_ACTS, **ARTICLES_ACTS, **DISCUSSION_ACTS, **FUNDING_ACTS}
