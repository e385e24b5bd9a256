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
from folkmoot.discussion.commands.open_thread import open_thread
from folkmoot.discussion.commands.purge_submissions import purge_submissions
from folkmoot.discussion.policy import MODERATORS
from folkmoot.discussion.ports import Ports as DiscussionPorts
from folkmoot.discussion.values import ACTS as DISCUSSION_ACTS
from folkmoot.kit.backup.scheduled import back_up_when_due
from folkmoot.kit.backup.standing import ENTRY as NIGHTLY_BACKUP
from folkmoot.kit.look.ports import DeskLink
from folkmoot.kit.look.ports import Ports as LookPorts
from folkmoot.kit.outbox import emit
from folkmoot.kit.outbox.facts import Fact
from folkmoot.kit.outbox.together import Together
from folkmoot.kit.timetable import Entry
from folkmoot.kit.timetable import Ports as TimetablePorts
from folkmoot.moderation.adapters import InterimScreener
from folkmoot.moderation.values import QUEUE_PATH, THREADS_PATH
from folkmoot.readers.commands.ask_for_password import send_password_link
from folkmoot.readers.commands.clear_sessions import clear_sessions
from folkmoot.readers.events import PasswordForgotten
from folkmoot.readers.ports import Ports as ReaderPorts
from folkmoot.readers.values import LOG_PATH, OWN_PATH, SIGN_OUT_PATH, STAFF_PATH, Role
from folkmoot.readers.values.acts import ACTS as READERS_ACTS
from folkmoot.wiring.kept import kept_pages

IN_TRANSACTION: Mapping[type[Fact], Sequence[emit.Handler]] = {
    written.ArticlePublished: (articles.index_article,),
    written.ArticleRevised: (articles.index_article,),
    written.ArticleWithdrawn: (articles.index_article,),
    discussed.CommentPublished: (discussion.count_published,),
    discussed.CommentEdited: (discussion.change_words,),
    discussed.CommentHeld: (discussion.count_held, discussion.lose_words),
    discussed.CommentWithdrawn: (discussion.count_gone, discussion.lose_words),
    discussed.CommentRemoved: (discussion.count_gone, discussion.lose_words),
    discussed.VoteCast: (discussion.tally_vote,),
}

AFTER: Mapping[type[Fact], Sequence[tuple[str, emit.Handler]]] = {
    discussed.CommentPublished: (("discussion.search", Together(index_comments.index_published)),),
    PasswordForgotten: (("readers.send_password_link", send_password_link),),
}

TIMETABLE = (
    Entry("articles.publish_due", 15, publish_due),
    Entry("articles.index_missing", 24 * 3600, index_articles.index_missing, aside=True),
    Entry("discussion.index_missing", 24 * 3600, index_comments.index_missing, aside=True),
    Entry("discussion.purge_submissions", 3600, purge_submissions),
    Entry("readers.clear_sessions", 24 * 3600, clear_sessions),
    Entry(NIGHTLY_BACKUP, 600, back_up_when_due, aside=True),
)

DESK = (
    DeskLink(name=_("Articles"), path=DESK_ARTICLES_PATH, shown_to=WRITERS),
    DeskLink(name=_("Pictures"), path=DESK_PICTURES_PATH, shown_to=WRITERS),
    DeskLink(name=_("Front page"), path=DESK_FRONT_PATH, shown_to=EDITORS),
    DeskLink(name=_("Sections"), path=DESK_SECTIONS_PATH, shown_to=EDITORS),
    DeskLink(name=_("Pages"), path=DESK_PAGES_PATH, shown_to=EDITORS),
    DeskLink(name=_("Queue"), path=QUEUE_PATH, shown_to=MODERATORS),
    DeskLink(name=_("Discussions"), path=THREADS_PATH, shown_to=MODERATORS),
    DeskLink(name=_("Publication"), path=DESK_PUBLICATION_PATH, shown_to=(Role.OWNER,)),
    DeskLink(name=_("Staff"), path=STAFF_PATH, shown_to=(Role.OWNER,)),
    DeskLink(name=_("Log"), path=LOG_PATH, shown_to=(Role.OWNER,)),
)


def fill_ports() -> None:
    """Give every room what it asked for."""
    ArticlePorts.open_thread = open_thread
    ArticlePorts.count_comments = count_comments
    DiscussionPorts.screener = InterimScreener()
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
    ReaderPorts.acts = {**READERS_ACTS, **ARTICLES_ACTS, **DISCUSSION_ACTS}
