"""What the search knows of articles, true in the same transaction."""

from __future__ import annotations

from folkmoot.articles.events import PageFact
from folkmoot.articles.models import SearchedArticle
from folkmoot.kit.outbox.facts import Fact
from folkmoot.kit.search.keep import keep_instead


def index_article(fact: Fact) -> None:
    """Let an article be found by what it says now, or no longer."""
    assert isinstance(fact, PageFact)  # noqa: S101 -- the table pairs facts and projections
    keep_instead(SearchedArticle.objects.filter(article_id=fact.page_id), SearchedArticle.of(fact.page_id))
