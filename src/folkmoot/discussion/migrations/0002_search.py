import django.db.models.deletion
from django.db import migrations, models

from folkmoot.kit.search.index import Column, Index
from folkmoot.kit.search.schema import with_words

INDEX = Index("discussion_searchedcomment", "comment_id", (Column("words"),))


class Migration(migrations.Migration):
    """The words of comments, for the search. What is there already is indexed by the timetable (`discussion.index_missing`)."""

    dependencies = [
        ("articles", "0004_former_paths"),
        ("discussion", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchedComment",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("words", models.TextField()),
                (
                    "comment",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="discussion.comment",
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
