"""One table: what needs what, and which fact leads to which handler. Read it to learn what the house does by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from folkmoot.articles.ports import Ports as ArticlePorts
from folkmoot.discussion import events as discussed
from folkmoot.discussion import projections as discussion
from folkmoot.discussion.commands.open_thread import open_thread
from folkmoot.discussion.ports import Ports as DiscussionPorts
from folkmoot.kit.outbox import emit
from folkmoot.kit.outbox.facts import Fact
from folkmoot.moderation.adapters import InterimScreener

IN_TRANSACTION: Mapping[type[Fact], Sequence[emit.Handler]] = {
    discussed.CommentPublished: (discussion.count_published,),
    discussed.CommentHeld: (discussion.count_held,),
    discussed.CommentWithdrawn: (discussion.count_gone,),
    discussed.CommentRemoved: (discussion.count_gone,),
    discussed.VoteCast: (discussion.tally_vote,),
}


def fill_ports() -> None:
    """Give every room what it asked for."""
    ArticlePorts.open_thread = open_thread
    DiscussionPorts.screener = InterimScreener()
    emit.Ports.in_transaction = IN_TRANSACTION
