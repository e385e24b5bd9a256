"""Print a newspaper into the data folder of `FOLKMOOT_DATA`, and say on stdout where everything stands.

Run as a program, because the server that the browser visits has a database of its own.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from folkmoot.readers.values import Actor
    from tests.pages.newspaper import Newspaper


def main(host: str) -> dict[str, Any]:
    """Make the newspaper; return its addresses."""
    import django

    django.setup()
    from folkmoot.articles.models import Publication
    from folkmoot.discussion.commands.withdraw_comment import withdraw_comment
    from folkmoot.readers.models import Account, StaffRole
    from folkmoot.readers.values import Actor, Role
    from tests.browser.beset import print_beset
    from tests.browser.loud_threads import print_loud
    from tests.browser.mirrored import print_mirrored
    from tests.browser.more_pages import print_more
    from tests.browser.read_pages import print_reading
    from tests.cast import NOON
    from tests.pages.newspaper import print_newspaper

    ferry = print_newspaper(host=host)
    Publication.objects.filter(id=ferry.publication_id).update(hosts=["ferry.localhost"])  # passkeys need a name
    owner = Account.objects.create_user("owner@ferry.example", password="a long enough word", name="Owner")
    StaffRole.objects.create(account=owner, publication_id=ferry.publication_id, role=Role.OWNER)
    staff = Actor(account_id=owner.id, roles=frozenset({Role.OWNER}))
    root = ferry.say("The bridge hums when a lorry stands on it.\n\nI have heard it since I was a child.").comment_id
    replies = [ferry.say(parent=root).comment_id for _ in range(5)]
    ferry.say("An answer to an answer.", parent=replies[0])
    gone = ferry.say("I take this back.")
    ferry.say("You did not have to.", parent=gone.comment_id)
    by_its_author = Actor(reader_id=gone.comment.author.id)
    withdraw_comment(publication_id=ferry.publication_id, comment_id=gone.comment_id, actor=by_its_author, now=NOON)
    removed = say_what_is_removed(ferry, staff)
    held = ferry.say("See https://a.example https://b.example https://c.example https://d.example").comment_id
    for _ in range(4):
        ferry.say()
    print_beset(host.rpartition(":")[2])
    return {
        "article": "/articles/the-bridge-is-tired/",
        "thread": f"/threads/{ferry.thread_id}/",
        "comment": f"/comments/{replies[0]}",
        "root": root,
        "held": held,
        "removed": f"/comments/{removed}",
        **print_more(ferry),
        **print_loud(ferry, staff),
        **print_reading(ferry),
        "mirrored": print_mirrored(host.replace("127.0.0.1", "localhost"), owner_id=owner.id),
    }


def say_what_is_removed(ferry: Newspaper, staff: Actor) -> int:
    """Say something and answer it, and take the first away; return its number."""
    from folkmoot.discussion.commands.remove_comment import remove_comment
    from tests.cast import NOON

    removed = ferry.say("Something unkind.").comment_id
    ferry.say("That was unkind.", parent=removed)
    remove_comment(
        publication_id=ferry.publication_id, comment_id=removed, actor=staff, reason="It was about a person.", now=NOON
    )
    return removed


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
