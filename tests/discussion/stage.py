"""A publication with an open thread, and short ways to act in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import count

from folkmoot.articles.models import Page, Publication
from folkmoot.articles.values import PageKind
from folkmoot.discussion.commands.open_thread import open_thread
from folkmoot.discussion.commands.post_comment import post_comment
from folkmoot.discussion.models import Comment
from folkmoot.discussion.queries import read_thread
from folkmoot.discussion.values import Posted, ThreadView
from folkmoot.readers.commands.make_guest import make_guest
from folkmoot.readers.models import Account, StaffRole
from folkmoot.readers.values import Actor, Role
from tests.cast import GUS, NOON

FIRST_NETWORK, SECOND_NETWORK = "192.0.2.7", "198.51.100.9"
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a test takes place."""

    publication_id: int
    page_id: int
    thread_id: int

    def thread(self) -> ThreadView:
        """Return the thread as a page would read it."""
        found = read_thread(self.thread_id, self.publication_id)
        assert found is not None
        return found

    def say(
        self,
        body: str = "",
        *,
        by: Actor | None = None,
        name: str = GUS,
        parent: int | None = None,
        key: str = "",
        now: datetime = NOON,
        email: str = "",
        thread_id: int = 0,
    ) -> Posted:
        """Post a comment; without words, fresh ones."""
        return post_comment(
            publication_id=self.publication_id,
            thread_id=thread_id or self.thread_id,
            parent_id=parent,
            body=body or f"The bridge has stood for {next(_numbers)} years.",
            name=name,
            email=email,
            actor=by or stranger(),
            idempotency_key=key,
            now=now,
        )

    def row(self, comment_id: int) -> Comment:
        """Return a comment as it is stored."""
        return Comment.objects.get(id=comment_id)

    def another_thread(self) -> int:
        """Return the id of a fresh thread beside the first."""
        url = f"/articles/another-{next(_numbers)}/"
        page = Page.objects.create(publication_id=self.publication_id, kind=PageKind.OUTSIDE, url=url, title="Another")
        return open_thread(page_id=page.id, now=NOON)

    def guest(self) -> Actor:
        """Return somebody who has acted here before."""
        return self.guest_with_token()[0]

    def guest_with_token(self) -> tuple[Actor, str]:
        """Return the same with their proof."""
        guest = make_guest(publication_id=self.publication_id, name=GUS, email="", idempotency_key="", now=NOON)
        return Actor(reader_id=guest.reader_id, network=FIRST_NETWORK), guest.token

    def staff(self, role: Role = Role.MODERATOR) -> Actor:
        """Return a member of staff with this role."""
        account = Account.objects.create_user(f"{role}-{next(_numbers)}@bridge.example", name=f"The {role}")
        StaffRole.objects.create(account=account, publication_id=self.publication_id, role=role)
        return Actor(account_id=account.id, roles=frozenset({role}), network=FIRST_NETWORK)


def stranger(network: str = FIRST_NETWORK) -> Actor:
    """Return somebody nobody knows yet."""
    return Actor(network=network)


def set_stage(*, host: str = "testserver") -> Stage:
    """Make a publication with one page and its thread."""
    publication = Publication.objects.create(
        slug=f"courier-{next(_numbers)}",
        name="The Bridge Courier",
        base_url=f"http://{host}",
        hosts=[host],
        origins=["https://blog.example"],
        created_at=NOON,
    )
    page = Page.objects.create(
        publication=publication, kind=PageKind.OUTSIDE, url="/articles/bridge/", title="The bridge"
    )
    return Stage(publication.id, page.id, open_thread(page_id=page.id, now=NOON))
