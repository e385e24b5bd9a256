from typing import Any

from django.db import migrations, models

from folkmoot.pure.names.likeness import skeleton


def look_at_names(apps: Any, _editor: object) -> None:
    """Say of each account what the names that look like theirs have in common."""
    rows = apps.get_model("readers", "Account").objects.exclude(name="")
    for row in rows.only("id", "name").iterator():
        row.name_skeleton = skeleton(row.name)
        row.save(update_fields=["name_skeleton"])


class Migration(migrations.Migration):
    """Names of accounts are known by what looks like them."""

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('readers', '0002_staff'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='name_skeleton',
            field=models.CharField(blank=True, default='', max_length=200),
        ),
        migrations.AddIndex(
            model_name='account',
            index=models.Index(fields=['name_skeleton'], name='account_by_likeness'),
        ),
        migrations.RunPython(look_at_names, migrations.RunPython.noop, elidable=True),
    ]
