"""What the search finds articles by."""

from __future__ import annotations

from django.db import models

from folkmoot.kit.search.index import Column, Index


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


ARTICLE_INDEX = Index(
    "articles_searchedarticle",
    "article_id",
    (Column("headline", 10.0, "A"), Column("standfirst", 4.0, "B"), Column("names", 4.0, "B"), Column("words")),
)
