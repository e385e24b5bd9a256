"""Texts that readers see now begin their public history; those of before stay unseen, for some were drafts."""

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Greatest


def begin(apps, _schema_editor):
    article, revision = apps.get_model("articles", "Article"), apps.get_model("articles", "Revision")
    its_article = article.objects.filter(current=OuterRef("pk"))
    shown = article.objects.filter(state="published").values("current")
    revision.objects.filter(pk__in=article.objects.values("current")).update(
        standfirst=Subquery(its_article.values("standfirst")[:1])
    )
    revision.objects.filter(pk__in=shown, public_at=None).update(
        public_at=Greatest("created_at", Subquery(its_article.values("published_at")[:1]))
    )


class Migration(migrations.Migration):
    """One update of rows for each statement, whatever their number."""

    dependencies = [("articles", "0005_search")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
