"""Articles by their words."""

from __future__ import annotations

from collections.abc import Iterable

from folkmoot.articles.models import ARTICLE_INDEX, Article, Block, SearchedArticle
from folkmoot.articles.queries.rows import teasers_of
from folkmoot.articles.values import ArticleState, FoundArticle
from folkmoot.kit.search.index import Condition, Found, best, newest
from folkmoot.pure.search.query import Query

# The index is true in the same transaction; asking the article itself costs nothing and is one more lock on the door.
CAN_BE_READ = Condition(
    "EXISTS (SELECT 1 FROM articles_article AS article WHERE article.page_id = held.article_id AND article.state = %s)",
    (ArticleState.PUBLISHED.value,),
)


def best_articles(query: Query, publication_id: int, *, skip: int, limit: int) -> tuple[FoundArticle, ...]:
    """Return the articles that say it best, best first; a word in the headline counts most. Four queries."""
    return _views(best(ARTICLE_INDEX, query, publication_id=publication_id, shown=CAN_BE_READ, skip=skip, limit=limit))


def newest_articles(query: Query, publication_id: int, *, before: int | None, limit: int) -> tuple[FoundArticle, ...]:
    """Return the newest articles that say it, behind the place `before`. Four queries."""
    return _views(
        newest(ARTICLE_INDEX, query, publication_id=publication_id, shown=CAN_BE_READ, before=before, limit=limit)
    )


def count_unindexed() -> tuple[int, int]:
    """Return how many published articles the search does not know, and how many others it does."""
    published = Article.objects.filter(state=ArticleState.PUBLISHED)
    lost = published.exclude(page_id__in=SearchedArticle.objects.values("article_id"))
    stale = SearchedArticle.objects.exclude(article_id__in=published.values("page_id"))
    return lost.count(), stale.count()


def _views(found: Iterable[Found]) -> tuple[FoundArticle, ...]:
    places = {one.row_id: one.place for one in found}
    rows = Article.objects.filter(page_id__in=places).select_related("section", "picture")
    teasers = {teaser.page_id: teaser for teaser in teasers_of(rows)}
    texts: dict[int, list[str]] = {}
    current = {row.current_id: row.page_id for row in rows if row.current_id is not None}
    for revision_id, text in Block.objects.filter(revision_id__in=list(current)).values_list("revision_id", "text"):
        texts.setdefault(current[revision_id], []).append(text)
    return tuple(
        FoundArticle(teaser=teasers[page_id], place=place, text="\n".join(texts.get(page_id, ())))
        for page_id, place in places.items()
        if page_id in teasers
    )
