"""What the newspaper of the browser tests also has, so that there is a page of every kind."""

from __future__ import annotations

from typing import Any

from folkmoot.articles.commands.add_picture import add_picture
from folkmoot.articles.models import FixedPage
from folkmoot.articles.queries import lists
from folkmoot.articles.values import article_path
from folkmoot.cli.demo.picture import draw_bridge
from tests.articles.writing import publish
from tests.cast import NOON
from tests.pages.newspaper import LATER, Newspaper

QUIET = "Nobody has said a word about the lamp"


def print_more(ferry: Newspaper) -> dict[str, Any]:
    """Print it; return its places by name."""
    picture_id = add_picture(
        publication_id=ferry.publication_id,
        data=draw_bridge(),
        alt="A bridge of four arches at dusk.",
        caption="The bridge, seen from the east bank.",
        credit="Ada Brückner",
        account_id=None,
        now=NOON,
    )
    publish(
        ferry.publication_id,
        published_at=LATER,
        headline=QUIET,
        source="See [the old plans](https://plans.example/1874).\n\n## A heading\n\n- one\n- two\n\n> Said, not written.",
        slug="quiet",
        picture_id=picture_id,
    )
    newest = lists.front(ferry.publication_id).teasers[0]
    return {
        "quiet": article_path("quiet"),
        "before": lists._cursor(newest),
        "article_id": ferry.article_id,
        "rules_id": FixedPage.objects.get(publication_id=ferry.publication_id, slug="house-rules").page_id,
    }
