"""Fill the data folder of the environment: an empty thread, a full one. Prints their ids as JSON.

    FOLKMOOT_DATA=DIR python -m bench.seed 100000

Runs as a process of its own, because Django reads its settings once.
"""

from __future__ import annotations

import json
import os
import sys

import django


def new_paper() -> int:
    """Return the id of the publication of the benchmarks, founded in a migrated database on first use."""
    from django.core.management import call_command

    from folkmoot.articles.commands.make_publication import make_publication
    from folkmoot.articles.queries import publication_by_slug
    from folkmoot.articles.values import PublicationDraft
    from folkmoot.kit import clock

    call_command("migrate", verbosity=0)
    found = publication_by_slug("bench")
    paper = PublicationDraft(slug="bench", name="The Bench", base_url="http://127.0.0.1", hosts=("127.0.0.1",))
    return found.id if found else make_publication(paper, now=clock.now())


def new_thread(publication_id: int, slug: str) -> int:
    """Publish an article at `/articles/{slug}/` and return the id of its thread."""
    from folkmoot.articles.commands.publish_article import publish_article
    from folkmoot.articles.commands.save_article import save_article
    from folkmoot.articles.values import ArticleDraft, SourceFormat
    from folkmoot.discussion.queries import thread_of_page
    from folkmoot.kit import clock

    now = clock.now()
    draft = ArticleDraft(
        headline=f"A thread called {slug}",
        standfirst="",
        source="One paragraph.",
        source_format=SourceFormat.MARKDOWN,
        section_name="",
        tag_names=(),
        author_names=(),
        slug=slug,
    )
    page_id = save_article(publication_id=publication_id, article_id=None, draft=draft, account_id=None, now=now)
    publish_article(article_id=page_id, account_id=None, now=now)
    thread = thread_of_page(page_id)
    assert thread is not None
    return thread.id


def main() -> None:
    """Migrate, found a newspaper, publish two articles, fill the second one's thread."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.settings")
    django.setup()
    from folkmoot.discussion.commands.index_comments import reindex_comments
    from folkmoot.kit import clock
    from tests.discussion.big_thread import fill

    publication_id = new_paper()
    threads = {slug: new_thread(publication_id, slug) for slug in ("empty", "big")}
    if size := int(sys.argv[1]):
        fill(threads["big"], now=clock.now(), size=size)
    reindex_comments()  # or the house would do it while it is measured
    print(json.dumps(threads))


if __name__ == "__main__":
    main()
