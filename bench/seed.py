"""Fill the data folder of the environment: an empty thread, a full one. Prints their ids as JSON.

    FOLKMOOT_DATA=DIR python -m bench.seed 100000

Runs as a process of its own, because Django reads its settings once.
"""

from __future__ import annotations

import json
import os
import sys

import django
from django.core.management import call_command


def main() -> None:
    """Migrate, found a newspaper, publish two articles, fill the second one's thread."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.settings")
    django.setup()
    from folkmoot.articles.commands.make_publication import make_publication
    from folkmoot.articles.commands.publish_article import publish_article
    from folkmoot.articles.commands.save_article import save_article
    from folkmoot.articles.values import ArticleDraft, PublicationDraft, SourceFormat
    from folkmoot.discussion.queries import thread_of_page
    from folkmoot.kit import clock
    from tests.discussion.big_thread import fill

    call_command("migrate", verbosity=0)
    now = clock.now()
    paper = PublicationDraft(slug="bench", name="The Bench", base_url="http://127.0.0.1", hosts=("127.0.0.1",))
    publication_id = make_publication(paper, now=now)
    threads = {}
    for slug in ("empty", "big"):
        draft = ArticleDraft(
            headline=f"A thread that is {slug}",
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
        threads[slug] = thread.id
    fill(threads["big"], now=now, size=int(sys.argv[1]))
    print(json.dumps(threads))


if __name__ == "__main__":
    main()
