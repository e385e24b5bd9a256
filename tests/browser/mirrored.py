"""A second newspaper on the same machine, in the language that nobody speaks, read from the right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from folkmoot.articles.values import SourceDraft, SourceKind
from folkmoot.discussion.queries import thread_of_page
from folkmoot.readers.models import StaffRole
from folkmoot.readers.values import Role
from tests.articles.writing import found, publish
from tests.browser.giving import print_campaign
from tests.browser.pseudo import LANGUAGE
from tests.pages.newspaper import FERRY, Newspaper

QUOTED = "One paragraph.[^1]\n\n> It hums when a lorry stands on it.\n> — Bo Lindqvist, engineer [^2]\n\n- one\n- two"
SOURCES = (
    SourceDraft(kind=SourceKind.ANONYMOUS, name="", role="who was in the room"),
    SourceDraft(kind=SourceKind.AGENCY, name="The River Wire", url="https://wire.example/1", on_word_of=1),
)


def print_mirrored(host: str, *, owner_id: int) -> dict[str, Any]:
    """Print it for a host name of its own; return its places by name."""
    view = found(replace(FERRY, slug="mirrored", name="Yrref eht", base_url=f"http://{host}", language=LANGUAGE))
    StaffRole.objects.create(account_id=owner_id, publication_id=view.id, role=Role.OWNER)
    article_id = publish(view.id, source=QUOTED, sources=SOURCES)
    publish(view.id, headline="Another one", slug="another")
    print_campaign(view.id, raised_minor=102_000, supporters=41)
    thread = thread_of_page(article_id)
    assert thread is not None
    mirrored = Newspaper(view.id, article_id, thread.id)
    deepest = mirrored.say("The bridge hums when a lorry stands on it.", name="Mira").comment_id
    for _ in range(7):
        deepest = mirrored.say(parent=deepest, name="Mira").comment_id
    return {
        "article": "/articles/the-bridge-is-tired/",
        "thread": f"/threads/{thread.id}/",
        "comment": f"/comments/{deepest}",
        "article_id": article_id,
    }
