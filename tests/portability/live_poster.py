"""A reader who posts and posts: `python live_poster.py THREAD_ID`, until stdin is closed.

Prints one JSON object: how many posts were acknowledged and the longest time that one waited for other writers.
"""

from __future__ import annotations

import json
import os
import select
import sys

import django


def main(thread_id: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "folkmoot.settings"
    django.setup()
    from django.db import connection

    from folkmoot.discussion.commands.post_comment import post_comment
    from folkmoot.discussion.models import Thread
    from folkmoot.kit import clock
    from folkmoot.kit.sqlite.lock import lock_of
    from folkmoot.readers.values import Actor

    thread = Thread.objects.get(id=thread_id)
    lock = lock_of(connection.settings_dict["NAME"])
    posts, longest_s = 0, 0.0
    while not select.select([sys.stdin], [], [], 0.02)[0]:
        waited_s = lock.wait_s
        post_comment(
            publication_id=thread.publication_id,
            thread_id=thread_id,
            parent_id=None,
            body=f"Live {posts}",
            name="Bo",
            email="",
            actor=Actor(network=f"192.0.2.{posts % 200}"),
            now=clock.now(),
        )
        posts += 1
        longest_s = max(longest_s, lock.wait_s - waited_s)
    print(json.dumps({"posts": posts, "longest_s": longest_s}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
