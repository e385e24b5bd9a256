from typing import Any

from django.conf import settings
from django.db import migrations, models

from folkmoot.pure.names.likeness import skeleton


def look_at_names(apps: Any, _editor: object) -> None:
    """Say of each byline what the names that look like theirs have in common."""
    rows = apps.get_model("articles", "Author").objects.exclude(name="")
    for row in rows.only("id", "name").iterator():
        row.name_skeleton = skeleton(row.name)
        row.save(update_fields=["name_skeleton"])


class Migration(migrations.Migration):
    """Bylines are known by what looks like them."""

    dependencies = [
        ('articles', '0006_history_begins'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='author',
            name='name_skeleton',
            field=models.CharField(blank=True, default='', max_length=200),
        ),
        migrations.AddIndex(
            model_name='author',
            index=models.Index(fields=['publication', 'name_skeleton'], name='author_by_likeness'),
        ),
        migrations.RunPython(look_at_names, migrations.RunPython.noop, elidable=True),
    ]
