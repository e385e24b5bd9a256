"""What the search finds articles by."""

from __future__ import annotations

from django.db import models

from folkmoot.articles.models.articles import Article, Byline
from folkmoot.articles.models.revisions import Block
from folkmoot.articles.values import ArticleState
from folkmoot.kit.search.index import Column, Index
from folkmoot.pure.search.places import place_of
from folkmoot.pure.search.words import indexed


class SearchedArticle(models.Model):
    """The words of an article that can be read, for `kit.search`: headline, standfirst, names of section, tags and authors, text."""

    place = models.BigIntegerField(primary_key=True)
    article = models.OneToOneField("articles.Article", on_delete=models.CASCADE, related_name="+")
    publication = models.ForeignKey(
        "articles.Publication", on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    headline = models.TextField()
    standfirst = models.TextField()
    names = models.TextField()
    words = models.TextField()

    @classmethod
    def of(cls, article_id: int) -> SearchedArticle | None:
        """Return the row of an article as it stands, not yet kept; None for one that nobody can read. Four queries."""
        article = (
            Article.objects.filter(page_id=article_id, state=ArticleState.PUBLISHED)
            .select_related("section", "current")
            .first()
        )
        if article is None or article.published_at is None:
            return None
        names = [article.section.name] if article.section else []
        names += article.tags.order_by("name").values_list("name", flat=True)
        names += Byline.objects.filter(article=article).values_list("author__name", flat=True)
        blocks = Block.objects.filter(revision=article.current).values_list("text", flat=True)
        return cls(
            place=place_of(article.published_at, article.page_id),
            article_id=article.page_id,
            publication_id=article.publication_id,
            headline=indexed(article.headline),
            standfirst=indexed(article.standfirst),
            names=indexed("\n".join(names)),
            words=indexed("\n".join(blocks)),
        )


ARTICLE_INDEX = Index(
    "articles_searchedarticle",
    "article_id",
    (Column("headline", 10.0, "A"), Column("standfirst", 4.0, "B"), Column("names", 4.0, "B"), Column("words")),
)
