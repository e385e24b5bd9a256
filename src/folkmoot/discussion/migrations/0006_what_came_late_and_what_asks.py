from typing import Any

from django.db import migrations, models

from folkmoot.pure.questions import asks

BATCH = 1_000


def find_questions(apps: Any, _editor: object) -> None:
    """Say of each comment of before whether it asks something, so that authors find its question unanswered."""
    comments = apps.get_model("discussion", "Comment").objects
    unread = comments.filter(asks=False).order_by("id").values_list("id", "source")
    last = 0
    while rows := list(unread.filter(id__gt=last)[:BATCH]):
        asking = [comment_id for comment_id, source in rows if asks(source)]
        comments.filter(id__in=asking).update(asks=True)
        last = rows[-1][0]


class Migration(migrations.Migration):
    """A comment that was released is new from then on, and questions of before are found."""

    dependencies = [
        ('discussion', '0005_children_in_order'),
    ]

    operations = [
        migrations.AddField(
            model_name='comment',
            name='appeared_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('appeared_at__isnull', False)), fields=['thread', 'appeared_at'], name='late_in_thread'),
        ),
        migrations.RunPython(find_questions, migrations.RunPython.noop, elidable=True),
    ]
