from typing import Any

from django.db import migrations, models
from django.db.models.functions import Cast

from folkmoot.pure.names.likeness import skeleton

BATCH = 1_000


def call_guests_guests(apps: Any, _editor: object) -> None:
    """Say of what guests said that a guest said it: so far that was said by saying nothing."""
    comments = apps.get_model("discussion", "Comment").objects.annotate(worn=Cast("badges", models.TextField()))
    comments.filter(reader__kind="guest", worn="[]").update(badges=["guest"])


def look_at_names(apps: Any, _editor: object) -> None:
    """Say of each guest's name what names that look like it have in common."""
    comments = apps.get_model("discussion", "Comment").objects
    named = comments.filter(reader__kind="guest").exclude(name="").only("id", "name").order_by("id")
    last = 0
    while rows := list(named.filter(id__gt=last)[:BATCH]):
        for row in rows:
            row.name_skeleton = skeleton(row.name)
        comments.bulk_update(rows, ["name_skeleton"])
        last = rows[-1].id


class Migration(migrations.Migration):
    """Guests are labelled, and names in a thread are known by what looks like them."""

    dependencies = [
        ('articles', '0007_bylines_that_look_alike'),
        ('discussion', '0003_whole_and_live'),
        ('readers', '0003_names_that_look_alike'),
    ]

    operations = [
        migrations.AddField(
            model_name='comment',
            name='name_skeleton',
            field=models.CharField(blank=True, default='', max_length=200),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('listed', True), models.Q(('name_skeleton', ''), _negated=True)), fields=['thread', 'name_skeleton', 'reader'], name='likenesses_in_thread'),
        ),
        migrations.RunPython(call_guests_guests, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(look_at_names, migrations.RunPython.noop, elidable=True),
    ]
