"""`folkmoot reindex`: make what the search knows anew from articles and comments."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from folkmoot.articles.commands.index_articles import reindex_articles
from folkmoot.discussion.commands.index_comments import reindex_comments


class Command(BaseCommand):
    """Reading goes on meanwhile; on SQLite those who write wait for its last step, some seconds for 100,000 comments."""

    help = "Make what the search knows anew from the articles and comments that are published."

    def handle(self, **_options: Any) -> None:
        """Index, and say how much."""
        articles, comments = reindex_articles(), reindex_comments()
        self.stdout.write(f"{articles} articles and {comments} comments can be found.")
