import django.db.models.deletion
from django.db import migrations, models

from folkmoot.kit.search.index import Column, Index
from folkmoot.kit.search.schema import with_words

INDEX = Index(
    "articles_searchedarticle",
    "article_id",
    (Column("headline", 10.0, "A"), Column("standfirst", 4.0, "B"), Column("names", 4.0, "B"), Column("words")),
)


class Migration(migrations.Migration):
    """The words of articles, for the search. What is there already is indexed by the timetable (`articles.index_missing`)."""

    dependencies = [
        ("articles", "0004_former_paths"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchedArticle",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("headline", models.TextField()),
                ("standfirst", models.TextField()),
                ("names", models.TextField()),
                ("words", models.TextField()),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.article"
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.publication",
                    ),
                ),
            ],
        ),
        with_words(INDEX),
    ]
